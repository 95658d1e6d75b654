import { html, nothing, repeat } from '../libraries.js';
import { problemNotice } from '../components/notice.js';
import { look } from './file-header.js';

const undecided = { kind: null, columns: null };

/** An upload of which nothing is known yet. */
export const unsent = () => ({ refusal: null, sending: false, file: undecided, opened: false });

/** The fields of the form as the service takes them. */
export function uploadOf(form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value === '') body.delete(name);
  const nominal = body.getAll('nominal');
  // The service takes one field alone for a list with commas.
  if (form.elements.nominal?.type !== 'text' && nominal.length === 1) body.append('nominal', nominal[0]);
  return body;
}

/** The fields that fit the kind of the file, those for columns with the names in its header. */
export function uploadForm(upload, { send, draw }) {
  const { refusal, sending, file } = upload;
  const errors = new Map((refusal?.errors ?? []).map((error) => [error.pointer?.split('/')[1], error.detail]));
  const make = fields(errors);
  const choose = async ({ target }) => {
    const [chosen] = target.files;
    const typed = target.form.elements.target?.value;
    const found = chosen ? await look(chosen).catch(() => undecided) : undecided;
    if (chosen !== target.files[0]) return;
    upload.file = { ...found, typed };
    upload.refusal = null;
    draw();
  };
  const places = ['file', 'name', ...(isTable(file) ? ['target', 'task'] : []), ...(folded[file.kind] ?? [])];
  const unplaced = refusal && ![...errors.keys()].some((name) => places.includes(name));
  return html`<form class="choice" @submit=${send}>
    ${make.field('file', 'File', html`<input id="up-file" name="file" type="file" required @change=${choose}
      aria-invalid=${make.wrong('file')} aria-describedby=${make.said('file')}>`, 'A CSV with a header line, or a zip of pictures in one folder a class.')}
    ${make.field('name', 'Name', html`<input id="up-name" name="name" type="text" required autocomplete="off"
      aria-invalid=${make.wrong('name')} aria-describedby=${make.said('name')}>`)}
    ${repeat([file], (one) => one, () => html`${isTable(file) ? goal(make, file) : nothing}${more(upload, make, errors)}`)}
    ${unplaced ? problemNotice(refusal) : nothing}
    <button type="submit" class="primary" ?disabled=${sending}>${sending ? 'Sending…' : 'Add the data set'}</button>
  </form>`;
}

/** Before a file is chosen, a table is what most bring. */
const isTable = ({ kind }) => kind === null || kind === 'table';

const goal = (make, file) => html`
  ${make.column(file, 'target', 'Target column', file.columns ? 'found by its name, or the last one' : 'the last one', 'For a CSV: the column that shall be predicted.', file.typed)}
  ${make.field('task', 'Task', html`<select id="up-task" name="task" aria-invalid=${make.wrong('task')} aria-describedby=${make.said('task')}>
    <option value="">found from the data</option><option value="classification">classification</option>
    <option value="regression">regression</option><option value="multi-label">several labels</option></select>`)}`;

const folded = { table: ['group', 'time', 'split', 'nominal'], images: ['side'] };
const foldedWords = { table: 'split, nominal columns', images: 'side of the images' };

// A fold with an error inside opens by itself.
function more(upload, make, errors) {
  const { file } = upload;
  const names = folded[file.kind];
  if (!names) return nothing;
  return html`<details ?open=${upload.opened || names.some((name) => errors.has(name))} @toggle=${(event) => (upload.opened = event.target.open)}>
    <summary>More<span class="now">${foldedWords[file.kind]}</span></summary>
    <div class="fold">${file.kind === 'images' ? side(make) : html`
      ${make.column(file, 'group', 'Group column', 'none', 'Rows of equal group stay together; at least three groups.')}
      ${make.column(file, 'time', 'Time column', 'none', 'Numbers or ISO dates: validation and test are the latest rows.')}
      ${make.column(file, 'split', 'Split column', 'none', 'Holds train, validation or test in each row; a part that it leaves open is drawn by group, time or chance.')}
      ${nominal(make, file)}`}</div></details>`;
}

const side = (make) => make.field('side', 'Side', html`<div class="with-unit"><input id="up-side" name="side" type="text" inputmode="numeric"
    autocomplete="off" placeholder="found from the images" aria-invalid=${make.wrong('side')} aria-describedby=${make.said('side')}><span>pixels</span></div>`,
  '4 to 256. Else their own size if it is the same for all, else a square of the median longer side, at most 64 pixels.');

const categories = 'Categories that look like numbers.';

function nominal(make, { columns }) {
  if (!columns) return make.text('nominal', 'Nominal columns', 'none', `${categories} Several with commas between them.`);
  return html`<div class="field" role="group" aria-labelledby="up-nominal-label" aria-describedby=${make.said('nominal')}>
    <span class="label" id="up-nominal-label">Nominal columns</span>
    <div class="ticks">${columns.map((name) => html`<label class="tick"><input type="checkbox" name="nominal" value=${name}>${name}</label>`)}</div>
    ${make.error('nominal')}<span class="hint">${categories}</span></div>`;
}

function fields(errors) {
  const wrong = (name) => (errors.has(name) ? 'true' : 'false');
  const said = (name) => (errors.has(name) ? `up-${name}-error` : nothing);
  const error = (name) => (errors.has(name) ? html`<span class="error" id=${`up-${name}-error`}>${errors.get(name)}</span>` : nothing);
  const field = (name, label, control, hint) => html`<div class="field"><label for=${`up-${name}`}>${label}</label>${control}
    ${error(name)}${hint ? html`<span class="hint">${hint}</span>` : nothing}</div>`;
  const text = (name, label, none, hint, now = '') => field(name, label, html`<input id=${`up-${name}`} name=${name} type="text" autocomplete="off"
    placeholder=${none} value=${now} aria-invalid=${wrong(name)} aria-describedby=${said(name)}>`, hint);
  /** One of the columns: chosen where their names are known, else written. */
  const column = ({ columns }, name, label, none, hint, now) => (!columns ? text(name, label, none, hint, now)
    : field(name, label, html`<select id=${`up-${name}`} name=${name} aria-invalid=${wrong(name)} aria-describedby=${said(name)}>
      <option value="">${none}</option>${columns.map((one) => html`<option value=${one} ?selected=${one === now}>${one}</option>`)}</select>`, hint));
  return { wrong, said, error, field, text, column };
}
