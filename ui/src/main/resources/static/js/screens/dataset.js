import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { persist, stage } from '../stage.js';
import { table } from '../components/table.js';
import { lostNotice, problemNotice } from '../components/notice.js';
import { classCounts, datasetSummary, examples, soundness } from '../components/dataset-preview.js';
import { whole } from '../format.js';

export const title = 'Data set';

/** Is the data sound? */
export function open(host, { params }) {
  const known = { dataset: null, problem: null, refusal: null, view: { sort: -1, filter: '', shown: 50 } };
  const screen = stage(host, () => view(known, screen.draw, remove));

  async function remove() {
    if (!confirm(`Delete the data set "${known.dataset.name}"?`)) return;
    try {
      await api.deleteDataset(params.id);
      screen.go('/datasets');
    } catch (problem) {
      known.refusal = problem;
      screen.draw();
    }
  }

  async function load() {
    known.dataset = await api.dataset(params.id);
    screen.entitle(known.dataset.name);
  }

  persist(screen, load, (problem) => (known.problem = problem));
  screen.draw();
  return screen;
}

function view(known, redraw, remove) {
  const { dataset } = known;
  if (!dataset) {
    return html`<div class="head"><div><h1>Data set</h1><p>${known.problem ? '' : 'Loading…'}</p></div></div>${lostNotice(known.problem, '/datasets', 'All data sets')}`;
  }
  const preview = dataset.preview ?? {};
  return html`
    <div class="head"><div><h1>${dataset.name}</h1><p><a href="/datasets">All data sets</a></p></div>
      <div class="row"><a class="button primary" href=${`/searches/new?dataset=${encodeURIComponent(dataset.id)}`}>Search on it</a>
        ${dataset.source === 'uploaded' ? html`<button type="button" class="danger" @click=${remove}>Delete</button>` : nothing}</div></div>
    ${problemNotice(known.refusal)}
    ${soundness(preview)}
    <div class="grid below">
      <section class="panel span-5"><header><h2>What it is</h2></header>
        ${preview.statement ? html`<p class="statement">${preview.statement}</p>` : nothing}
        ${datasetSummary(dataset)}
        ${preview.classCounts?.length ? html`<div class="spaced">${classCounts(preview)}</div>` : nothing}</section>
      <div class="stack span-7">
        ${preview.examples?.length ? html`<section class="panel"><header><h2>Examples</h2></header>${examples(preview)}</section>` : nothing}
        ${preview.columns?.length ? html`<section class="panel"><header><h2>Columns</h2></header>${table({
          caption: 'Columns', columns, rows: preview.columns, key: (column) => column.name, view: known.view, redraw })}</section>` : nothing}
      </div>
    </div>`;
}

const kinds = { numeric: 'number', nominal: 'category' };

const columns = [
  { label: 'Column', value: (column) => column.name },
  { label: 'Kind', value: (column) => kinds[column.type] ?? column.type },
  { label: 'Missing', numeric: true, value: (column) => column.missing, cell: (column) => whole(column.missing) },
];
