import { html } from '../libraries.js';
import { chartPanel } from '../components/chart.js';
import { table } from '../components/table.js';
import { capital, decimal, isNumber, plural, whole } from '../format.js';
import { measured } from '../objective.js';
import { go } from '../router.js';
import { isOver } from '../states.js';
import { deviation, isRepeated } from './deviation.js';
import { front, paretoOption, paretoRange, paretoRows } from './pareto-chart.js';
import { outsideNote } from './range.js';

/** The metrics that the score is traded off against; the number of parameters is worth a look in any case. */
export const tradedOff = (search) => (search.specification?.objective?.tradeOff ?? []).map(measured);

const size = measured('parameters');

/** What is drawn of the score against another metric, made anew when trials come or another metric is chosen. */
export function paretoChart(trials, known, read, against, count) {
  const best = count < 2 ? (count === 0 ? front(trials, against) : known) : known;
  const range = paretoRange(trials, read);
  return { range, option: paretoOption(trials, best, range, read, against, count < 2) };
}

export function paretoPanel({ trials, front: known, search, loaded }, read, view, { made, draw }) {
  const axes = tradedOff(search);
  const against = axes.find((axis) => axis.metric === view.against) ?? axes[0] ?? size;
  const { range, option } = made.pareto(trials, known, read, against, axes.length);
  const choose = (event) => {
    view.against = event.target.value;
    draw();
  };
  return chartPanel({
    title: axes.length ? 'Best compromises' : 'Score against size', span: 'span-4', name: `${search.name || search.id} pareto`,
    note: `${axes.length > 1 ? 'Large dots: no other trial is at least as good in all three.'
      : `Line: no other trial is both better and ${axes.length ? `ahead in ${against.name}` : 'smaller'}.`}${outsideNote(range, read)}`,
    extra: axes.length < 2 ? '' : html`<select class="tiny" aria-label="Score against" .value=${against.metric} @change=${choose}>
      ${axes.map((axis) => html`<option value=${axis.metric} ?selected=${axis === against}>${axis.name}</option>`)}</select>`,
    option, rows: () => paretoRows(trials, read, against), empty: !loaded ? 'Loading…' : isOver(search.state) ? 'No trial has a score.' : 'No scored trial yet.',
    onPoint: ({ detail }) => detail?.trial?.architectureId && go(`/architectures/${detail.trial.architectureId}`),
    summary: `${plural(trials.length, 'trial')} by ${read.name} and ${against.name}`,
  });
}

/** The figure that tells how far the whole set has come. */
export function frontFigure({ front }) {
  return html`<div><dt>Best compromises</dt><dd>${whole(front.numbers.length)}</dd>
    <dd>${isNumber(front.hypervolume) ? `hypervolume ${decimal(front.hypervolume, 3)} of 1` : 'no hypervolume yet'}</dd></div>`;
}

/** The trials that no other dominates, each with all its metrics. */
export function frontTable(search, trials, read, view, redraw, { training, picker }) {
  view.down ??= !read.minimized; // The best score stands first.
  const columns = [
    { label: 'Architecture', value: (trial) => trial.architectureId,
      cell: (trial) => picker.cell(trial.architectureId) },
    { label: capital(read.label), numeric: true, full: isRepeated(search.specification), value: (trial) => read.value(trial.outcome.score), cell: (trial) => html`${read.text(trial.outcome.score)}${deviation(trial.outcome, search.specification)}` },
    ...tradedOff(search).map((axis) => ({ label: capital(axis.label), numeric: true, value: (trial) => axis.value(trial.outcome.metrics?.[axis.metric]),
      cell: (trial) => axis.text(trial.outcome.metrics?.[axis.metric]) })),
    { label: 'Trial', numeric: true, value: (trial) => trial.number, cell: (trial) => whole(trial.number) },
    ...training.columns,
  ];
  return html`<section class="panel"><header><h2>Choose a compromise</h2>
      <p>No other trial is at least as good in every column and better in one.</p></header>
    ${table({ caption: 'Best compromises', columns, rows: trials, view, redraw, tools: html`${training.tools}${picker.link}`, key: (trial) => trial.number,
      empty: 'The first scored trial will stand here.' })}</section>`;
}
