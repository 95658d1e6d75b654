import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { persist, stage } from '../stage.js';
import { table } from '../components/table.js';
import { inputs, origins } from '../components/dataset-preview.js';
import { loading, lostNotice } from '../components/notice.js';
import { unsent, uploadForm, uploadOf } from '../form/upload.js';
import { whole } from '../format.js';

export const title = 'Data sets';

/** Which data is there, and the way to bring one's own. */
export function open(host) {
  const known = { rows: null, problem: null, upload: unsent(), view: { sort: -1, filter: '', shown: 50 } };
  const screen = stage(host, () => view(known, screen.draw, add));

  async function add(event) {
    event.preventDefault();
    const { upload } = known;
    const body = uploadOf(event.target);
    upload.sending = true;
    upload.refusal = null;
    screen.draw();
    try {
      const dataset = await api.addDataset(body);
      return screen.go(dataset?.id ? `/datasets/${dataset.id}` : '/datasets');
    } catch (problem) {
      upload.refusal = problem;
    }
    upload.sending = false;
    screen.draw();
  }

  persist(screen, async () => { known.rows = await api.datasets(); }, (problem) => (known.problem = problem));
  screen.draw();
  return screen;
}

function view(known, redraw, add) {
  return html`
    <div class="head"><div><h1>Data sets</h1><p>Each is split by seed into training, validation and test.</p></div></div>
    ${lostNotice(known.problem)}
    <div class="grid">
      <section class="panel span-8">${known.rows === null ? (known.problem ? nothing : loading)
        : table({ caption: 'Data sets', columns, rows: known.rows, key: (row) => row.id, view: known.view, redraw, empty: 'No data set.' })}</section>
      <section class="panel span-4"><header><h2>Bring your own</h2></header>${uploadForm(known.upload, { send: add, draw: redraw })}</section>
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
