import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { memo, persist, stage } from '../stage.js';
import { go } from '../router.js';
import { chartPanel } from '../components/chart.js';
import { table } from '../components/table.js';
import { lostNotice } from '../components/notice.js';
import { decimal, plural, whole } from '../format.js';
import { goal, reading } from '../objective.js';
import { agreements, correlation, interval, times } from '../rank/agreement.js';
import { scatterOption, scatterRows } from '../rank/scatter.js';

export const title = 'Rank';

/** Can this evaluator's order be trusted? */
export function open(host, { params }) {
  const known = { rank: null, search: null, problem: null, view: { sort: -1, filter: '', shown: 50 } };
  const option = memo(scatterOption);
  const screen = stage(host, () => view(known, option, screen.draw));

  async function load() {
    const [rank, search] = await Promise.all([api.rank(params.search, params.reference), api.search(params.search)]);
    screen.entitle(`Rank of ${search.name || search.id}`);
    Object.assign(known, { rank, search, read: goal(search.specification), own: reading(search.specification) });
  }

  persist(screen, load, (problem) => (known.problem = problem));
  screen.draw();
  return screen;
}

function view({ rank, search, read, own, problem, view }, option, redraw) {
  if (!rank) {
    return html`<div class="head"><div><h1>Rank</h1><p>${problem ? '' : 'Loading…'}</p></div></div>${lostNotice(problem, '/ranks', 'All ranks')}`;
  }
  return html`
    <div class="head"><div><h1>Rank of ${rank.search.evaluator}</h1>
      <p><a href=${`/searches/${rank.search.id}`}>${rank.search.name || rank.search.id}</a> against
        <a href=${`/searches/${rank.reference.id}`}>${rank.reference.name || rank.reference.id}</a></p></div></div>
    ${figures(rank, read)}
    <div class="grid below">
      ${chartPanel({
        title: 'Predicted against real', span: 'span-5', name: `rank ${search.name || search.id}`,
        note: 'A dot is an architecture: rising from left to right is a ranking to trust.',
        option: option(rank, own, read), rows: () => scatterRows(rank, own, read), empty: 'Both searches have no scored architecture in common.',
        onPoint: ({ detail }) => detail?.point && go(`/architectures/${detail.point.architectureId}`),
        summary: `${plural(rank.architectures, 'architecture')}: Kendall ${correlation(rank.kendall)}`,
      })}
      <section class="panel span-7"><header><h2>Agreement with the reference</h2></header>
        ${table({ caption: 'Agreement', columns, rows: agreements(rank), key: (row) => row.name, view, redraw })}</section>
    </div>`;
}

function figures(rank, read) {
  const figure = (name, measured, words) => html`<div><dt>${name}</dt><dd>${correlation(measured)}</dd>
    <dd>${measured ? `${decimal(measured.low, 2)} to ${decimal(measured.high, 2)}` : words}</dd></div>`;
  return html`<dl class="figures">
    ${figure('Kendall', rank.kendall, 'undefined')}
    ${figure('Spearman', rank.spearman, 'undefined')}
    ${figure('Ceiling (Kendall)', rank.ceiling?.kendall, 'one training each')}
    ${rank.topRegrets?.slice(0, 1).map(({ regret }) => html`<div><dt>Lost with its favourite</dt><dd>${read.raw(regret)}<span> ${read.unit && 'points'}</span></dd>
      <dd>of ${read.name}, trained alone</dd></div>`)}
    ${rank.costRatio ? html`<div><dt>Times cheaper</dt><dd>${times(rank.costRatio)}</dd><dd>${times(rank.costRatioWithLearning)} with learning</dd></div>` : nothing}
  </dl>`;
}

const columns = [
  { label: 'Over', value: (row) => row.name },
  { label: 'Architectures', numeric: true, value: (row) => row.architectures, cell: (row) => whole(row.architectures) },
  { label: 'Kendall', numeric: true, value: (row) => row.kendall?.value, cell: (row) => interval(row.kendall) },
  { label: 'Spearman', numeric: true, value: (row) => row.spearman?.value, cell: (row) => interval(row.spearman) },
  { label: 'Pearson', numeric: true, value: (row) => row.pearson?.value, cell: (row) => interval(row.pearson) },
];
