import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { memo, narrow, stage } from '../stage.js';
import { chartPanel } from '../components/chart.js';
import { lostNotice, problemNotice } from '../components/notice.js';
import { isNumber, percent, plural, shortHash, whole } from '../format.js';
import { reading } from '../objective.js';
import { isOver } from '../states.js';
import { feed } from '../live/feed.js';
import { exportLinks, figures, progressLine, searchHeader } from '../live/header.js';
import { outsideNote } from '../live/range.js';
import { curveOption, curveRange, curveRows } from '../live/curve-chart.js';
import { frontTable, paretoChart, paretoPanel } from '../live/front-panel.js';
import { beliefHeight, beliefOption, beliefRows, decidedness } from '../live/belief-chart.js';
import { architectures, topTable } from '../live/top-table.js';
import { picker as makePicker } from '../live/picked.js';
import { training } from '../live/training.js';

export const title = 'Search';

/** Go on, stop, or narrow? */
export function open(host, { params }) {
  const own = { id: params.id, busy: false, refusal: null, against: null, start: null, picked: [],
    view: { sort: 1, down: false, filter: '', shown: narrow() ? 5 : 15 },
    frontView: { sort: 1, down: null, filter: '', shown: narrow() ? 5 : 10 } };
  const made = {
    // By its text: the specification comes anew with every change of the search, and charts shall not be drawn anew for it.
    read: memo((text) => reading(JSON.parse(text))),
    range: memo(curveRange), curve: memo(curveOption), pareto: memo(paretoChart), beliefs: memo(beliefOption), rows: memo(architectures),
  };
  const source = feed(params.id, () => {
    if (source.known.search) screen.entitle(source.known.search.name || params.id);
    screen.draw();
  });
  const screen = stage(host, () => view(source.known, own, made, { ask, train, draw: screen.draw }));

  const train = (trials) => ask('train', trials);

  async function ask(action, trials) {
    if (action === 'delete' && !confirm('Delete this search and all its trials?')) return;
    own.busy = true;
    screen.draw();
    try {
      if (action === 'delete') {
        await api.deleteSearch(params.id);
        return screen.go('/searches');
      }
      if (action === 'check') {
        const specification = await api.reference(params.id);
        const reference = await api.submit(specification, `check-${params.id}`);
        return screen.go(`/searches/${reference.id}`);
      }
      await (trials ? api.train(params.id, { trials, start: own.start }) : api.ask(params.id, action));
      own.refusal = null;
    } catch (problem) {
      own.refusal = problem;
    }
    own.busy = false;
    await source.askSearch();
  }

  screen.draw();
  return {
    close() {
      source.close();
      screen.close();
    },
  };
}

function view(known, own, made, { ask, train, draw }) {
  const { search } = known;
  if (!search) {
    return html`<div class="head"><div><h1>Search</h1><p>${known.problem ? '' : 'Loading…'}</p></div></div>${lostNotice(known.problem, '/searches', 'All searches')}`;
  }
  const { objective, evaluator } = search.specification ?? {};
  const read = made.read(JSON.stringify({ objective, evaluator }));
  const rows = made.rows(known.trials);
  const empty = known.loaded ? isOver(search.state) ? 'No architecture has a score.' : 'The first scored architecture will stand here.' : 'Loading…';
  const trainable = training(search, own, { train, draw });
  const picker = makePicker(own, draw);
  return html`
    ${searchHeader({ search, busy: own.busy, ask })}
    ${problemNotice(own.refusal)}
    ${figures(known, read, rows[0]?.trial)}
    ${progressLine(search, known.connection)}
    <div class="grid stretch">
      ${curvePanel(known, read, made)}
      ${paretoPanel(known, read, own, { made, draw })}
      ${search.front ? frontTable(search, known.front, read, own.frontView, draw, { training: trainable, picker }) : nothing}
      <section class="panel span-8"><header><h2>Top architectures</h2>${bestLink(search)}${bestOnly(known)}</header>
        ${topTable(rows, read, own.view, draw, { specification: search.specification, picker, empty, training: search.front ? { ...trainable, tools: nothing } : trainable })}</section>
      <div class="stack span-4">${beliefPanel(known, made)} ${failurePanel(known)}
        <section class="panel"><header><h2>Take it with you</h2></header>${exportLinks(own.id)}</section></div>
    </div>`;
}

function curvePanel({ curve, search }, read, made) {
  const range = made.range(curve, read);
  const again = `/searches/new?from=${search.id}&controller=random`;
  const note = curve?.random ? `Grey band: ${curve.random.from}.${outsideNote(range, read)}`
    : curve && search.specification?.controller?.name !== 'random'
      ? html`No band of random search yet. <a href=${again}>Run the same with random</a>` : ' ';
  return chartPanel({
    title: 'Score over trials', span: 'span-8', name: `${search.name || search.id} curve`, note,
    option: made.curve(curve, range, read), rows: () => curveRows(curve, read), empty: waiting({ search, curve }),
    summary: `Best ${read.name} so far: ${search.best ? read.text(curve?.points?.at(-1)?.best ?? search.best.score) : 'none'} after ${whole(search.progress?.trials)} trials`,
  });
}

function waiting({ search: { state, progress }, curve }) {
  if (curve === null) return 'Loading…';
  if (!isOver(state)) return 'The first point comes with the first score.';
  return progress?.trials > 0 ? 'No trial has a score. The last failures say why.' : 'This search ended without a trial.';
}

function beliefPanel({ beliefs, search }, made) {
  const sure = decidedness(beliefs);
  const none = beliefs?.length === 0 && search.progress?.trials > 0;
  return chartPanel({
    title: 'What the controller believes', name: `${search.name || search.id} beliefs`,
    note: none ? '' : isNumber(sure) ? `Chance of each option in %; ${percent(sure, 0)} decided.` : 'Chance of each option in %.',
    height: beliefs?.length ? beliefHeight(beliefs) : undefined,
    option: made.beliefs(beliefs), rows: () => beliefRows(beliefs), bare: none, empty: beliefs === null ? ' '
      : none ? 'This controller keeps no probabilities.' : 'They come with the first trials.',
    summary: isNumber(sure) ? `The controller is ${percent(sure, 0)} decided over ${plural(beliefs.length, 'decision')}` : 'Probabilities of options',
  });
}

function failurePanel({ failures, search, loaded }) {
  return html`<section class="panel"><header><h2>Last failures</h2>
    <span class="small muted">${whole(search.progress?.failed ?? 0)} in all</span></header>
    ${failures.length === 0 ? html`<div class="quiet-empty">${loaded || !search.progress?.failed ? 'No trial has failed.' : 'Loading…'}</div>`
      : html`<ul class="failures">${failures.slice(0, 5).map((trial) => html`<li>
          ${trialLink(trial)}
          <span>${trial.outcome?.failure ?? 'no reason given'}</span></li>`)}</ul>`}</section>`;
}

function trialLink({ number, architectureId }) {
  const name = `Trial ${whole(number)}`;
  return architectureId ? html`<a href=${`/architectures/${architectureId}`}>${name}</a>` : html`<span>${name}</span>`;
}

/** Of very many trials only the best are here: what is counted and drawn of them says so. */
function bestOnly({ trials, search: { progress }, loaded }) {
  const scored = (progress?.trials ?? 0) - (progress?.failed ?? 0);
  return loaded && trials.length < scored ? html`<p>Of the ${whole(trials.length)} best trials out of ${whole(scored)} with a score; the exports hold all.</p>` : nothing;
}

function bestLink({ best }) {
  if (!best) return nothing;
  return html`<a href=${`/architectures/${best.architectureId}`}>${best.modelId ? 'Open the trained best' : 'Open the best'}
    <span class="mono">${shortHash(best.architectureId)}</span></a>`;
}
