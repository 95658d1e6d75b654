import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { persist, stage } from '../stage.js';
import { table } from '../components/table.js';
import { commandToCopy } from '../components/command.js';
import { loadingPanel, lostNotice } from '../components/notice.js';
import { whole } from '../format.js';
import { correlation, interval, ofMetric, times } from '../rank/agreement.js';

export const title = 'Ranks';

/** Which evaluator, and how sure? One row for each that was compared with trainings alone. */
export function open(host) {
  const known = { rows: null, problem: null, view: { sort: 3, down: true, filter: '', shown: 50 } };
  const screen = stage(host, () => view(known, screen.draw));
  persist(screen, async () => { known.rows = await api.ranks(); }, (problem) => (known.problem = problem));
  screen.draw();
  return screen;
}

function view({ rows, problem, view }, redraw) {
  return html`
    <div class="head"><div><h1>Ranks</h1>
      <p>How well the scores of an evaluator order architectures as training each of them alone does.</p></div></div>
    ${lostNotice(problem)}
    ${rows === null ? (problem ? nothing : loadingPanel)
      : rows.length === 0 ? lesson
      : html`<section class="panel">${table({ caption: 'Ranks', columns, rows, view, redraw,
          key: (rank) => `${rank.search.id} ${rank.reference.id}` })}</section>`}`;
}

const lesson = html`<section class="panel empty">
  <h2>No evaluator has been compared yet</h2>
  <p>Shared weights score many architectures in little time, but their order may be wrong. The command line trains a
    sample of architectures alone, scores the same ones with an evaluator, and says how well both agree:</p>
  ${commandToCopy('java -jar espalier.jar rank --dataset digits --evaluator shared-weights --architectures 40')}
</section>`;

const columns = [
  { label: 'Evaluator', value: (rank) => `${rank.search.evaluator} ${rank.search.name}`,
    cell: (rank) => html`<a href=${`/ranks/${rank.search.id}/${rank.reference.id}`}>${rank.search.evaluator}</a>
      <span class="under">${rank.search.name}</span>` },
  { label: 'Reference', value: (rank) => rank.reference.name, full: true, cell: (rank) => html`<span class="name">${rank.reference.name}</span>` },
  { label: 'Architectures', numeric: true, value: (rank) => rank.architectures, cell: (rank) => whole(rank.architectures) },
  { label: 'Kendall', numeric: true, full: true, value: (rank) => rank.kendall?.value, cell: (rank) => interval(rank.kendall) },
  { label: 'Parameters alone', numeric: true, value: (rank) => ofMetric(rank, 'parameters')?.kendall?.value,
    cell: (rank) => correlation(ofMetric(rank, 'parameters')?.kendall) },
  { label: 'Ceiling', numeric: true, value: (rank) => rank.ceiling?.kendall?.value, cell: (rank) => correlation(rank.ceiling?.kendall) },
  { label: 'Times cheaper', numeric: true, full: true, value: (rank) => rank.costRatio,
    cell: (rank) => !rank.costRatio ? '–' : html`${times(rank.costRatio)}<span class="under">${times(rank.costRatioWithLearning)} with learning</span>` },
];
