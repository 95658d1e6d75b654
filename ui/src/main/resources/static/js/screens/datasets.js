import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { stage } from '../stage.js';
import { table } from '../components/table.js';
import { inputs, origins } from '../components/dataset-preview.js';
import { loading, problemNotice } from '../components/notice.js';
import { whole } from '../format.js';

export const title = 'Data sets';

/** Which data is there, and the way to bring one's own. */
export function open(host) {
  const known = { rows: null, problem: null, refusal: null, sending: false, view: { sort: -1, filter: '', shown: 50 } };
  const screen = stage(host, () => view(known, screen.draw, add));

  async function add(event) {
    event.preventDefault();
    const form = event.target;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value === '') body.delete(name);
    known.sending = true;
    known.refusal = null;
    screen.draw();
    try {
      const dataset = await api.addDataset(body);
      return screen.go(dataset?.id ? `/datasets/${dataset.id}` : '/datasets');
    } catch (problem) {
      known.refusal = problem;
    }
    known.sending = false;
    screen.draw();
  }

  api.datasets().then((rows) => (known.rows = rows), (problem) => (known.problem = problem)).then(screen.draw);
  screen.draw();
  return screen;
}

function view(known, redraw, add) {
  return html`
    <div class="head"><div><h1>Data sets</h1><p>Each is split by seed into training, validation and test.</p></div></div>
    ${problemNotice(known.problem)}
    <div class="grid">
      <section class="panel span-8">${known.rows === null ? (known.problem ? nothing : loading)
        : table({ caption: 'Data sets', columns, rows: known.rows, key: (row) => row.id, view: known.view, redraw, empty: 'No data set.' })}</section>
      <section class="panel span-4"><header><h2>Bring your own</h2></header>${uploadForm(known, add)}</section>
    </div>`;
}

const classes = (row) => (row.task === 'classification' ? row.labels?.length ?? null : null);
const rowsOf = (row) => (row.rows?.training ?? 0) + (row.rows?.validation ?? 0) + (row.rows?.test ?? 0);

const columns = [
  { label: 'Data set', value: (row) => row.name, cell: (row) => html`<a href=${`/datasets/${row.id}`}>${row.name}</a>` },
  { label: 'Task', value: (row) => row.task, full: true },
  { label: 'One example', numeric: true, full: true, value: (row) => row.inputs, cell: inputs },
  { label: 'Classes', numeric: true, value: classes, cell: (row) => whole(classes(row)) },
  { label: 'Rows', numeric: true, value: rowsOf, cell: (row) => whole(rowsOf(row)) },
  { label: 'Origin', value: (row) => origins[row.source] ?? row.source, full: true },
];

function uploadForm({ refusal, sending }, add) {
  const errors = new Map((refusal?.errors ?? []).map((error) => [error.pointer?.split('/')[1], error.detail]));
  const field = (name, label, control, hint) => html`<div class="field"><label for=${`up-${name}`}>${label}</label>${control}
    ${errors.has(name) ? html`<span class="error" id=${`up-${name}-error`}>${errors.get(name)}</span>` : nothing}
    ${hint ? html`<span class="hint">${hint}</span>` : nothing}</div>`;
  const wrong = (name) => (errors.has(name) ? 'true' : 'false');
  const said = (name) => (errors.has(name) ? `up-${name}-error` : nothing);
  const unplaced = refusal && ![...errors.keys()].some((name) => ['file', 'name', 'target', 'task'].includes(name));
  return html`<form class="choice" @submit=${add}>
    ${field('file', 'File', html`<input id="up-file" name="file" type="file" required aria-invalid=${wrong('file')} aria-describedby=${said('file')}>`,
      'A CSV with a header line, or a zip of pictures in one folder a class.')}
    ${field('name', 'Name', html`<input id="up-name" name="name" type="text" required autocomplete="off"
      aria-invalid=${wrong('name')} aria-describedby=${said('name')}>`)}
    ${field('target', 'Target column', html`<input id="up-target" name="target" type="text" autocomplete="off" placeholder="the last one"
      aria-invalid=${wrong('target')} aria-describedby=${said('target')}>`,
      'For a CSV: the column that shall be predicted.')}
    ${field('task', 'Task', html`<select id="up-task" name="task" aria-invalid=${wrong('task')} aria-describedby=${said('task')}>
      <option value="">found from the data</option><option value="classification">classification</option>
      <option value="regression">regression</option></select>`)}
    ${unplaced ? problemNotice(refusal) : nothing}
    <button type="submit" class="primary" ?disabled=${sending}>${sending ? 'Sending…' : 'Add the data set'}</button>
  </form>`;
}
