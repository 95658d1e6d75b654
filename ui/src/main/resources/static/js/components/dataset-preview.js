import { html, nothing, svg } from '../libraries.js';
import { copyButton } from './table.js';
import { isNumber, plural, whole } from '../format.js';

/** Where a data set comes from, in words. */
export const origins = { 'built-in': 'built in', uploaded: 'uploaded', found: 'on this machine' };
const tasks = { classification: 'classification', regression: 'regression', 'multi-label': 'several labels at once' };

function task({ task, labels = [] }) {
  if (task === 'classification') return `classification, ${whole(labels.length)} classes`;
  return labels.length ? `${tasks[task] ?? task} of ${labels.join(', ')}` : tasks[task] ?? task;
}

/** One example: channels, height and width of a picture, or so many numbers. */
export function inputs({ inputs }) {
  const parts = String(inputs).split('x').map(Number);
  if (parts.some(Number.isNaN)) return inputs;
  if (parts.length === 3) return `${parts[1]} × ${parts[2]}, ${plural(parts[0], 'channel')}`;
  return parts.length === 1 ? plural(parts[0], 'number') : parts.map(whole).join(' × ');
}

/** What a data set is, in a few pairs of words. */
export function datasetSummary(dataset) {
  const rows = dataset.rows ?? {};
  return html`<dl class="pairs">
    <dt>Task</dt><dd>${task(dataset)}</dd>
    <dt>One example</dt><dd>${inputs(dataset)}</dd>
    <dt>Rows</dt><dd>${whole(rows.training)} training, ${whole(rows.validation)} validation, ${whole(rows.test)} test</dd>
    <dt>Origin</dt><dd>${origins[dataset.source] ?? dataset.source}</dd>
  </dl>`;
}

const warning = (text) => html`<p class="notice notice-warn">${text}</p>`;

/** What to look at before trusting a result: some of it, the rest folded away. What was looked for in vain where nothing is. */
export function soundness({ warnings, columns } = {}, most = 5) {
  if (!warnings) return nothing;
  if (warnings.length === 0) {
    return html`<p class="notice">Nothing suspicious was found: no rare class, no training example again in the validation or test
      part${columns?.length ? ', no column that is nearly empty, says nothing or gives the target away' : ''}.</p>`;
  }
  const rest = warnings.slice(most);
  return html`${warnings.slice(0, most).map(warning)}
    ${rest.length ? html`<details class="below"><summary>${plural(rest.length, 'more warning')}</summary>
      <div class="fold">${rest.map(warning)}</div></details>` : nothing}`;
}

/** How many examples each class has: a bar a class. */
export function classCounts(preview, most = 100) {
  const counts = preview?.classCounts ?? [];
  if (counts.length === 0) return nothing;
  const largest = Math.max(1, ...counts.map((one) => one.count).filter(isNumber));
  return html`<h3>Examples of each class</h3><dl class="counts">
    ${counts.slice(0, most).map((one) => html`<dt title=${one.label}>${one.label}</dt>
      <dd><span class="meter"><i .style=${`width: ${(100 * (one.count ?? 0)) / largest}%`}></i></span></dd>
      <dd class="number">${whole(one.count)}</dd>`)}</dl>
    ${counts.length > most ? html`<p class="small muted">and ${plural(counts.length - most, 'more')}</p>` : nothing}`;
}

/** Some examples, drawn as pictures or curves, each with its label. */
export function examples(preview, most = 40) {
  const some = (preview?.examples ?? []).slice(0, most);
  if (some.length === 0) return nothing;
  if (preview.columns?.length) return rows(preview.columns, some.slice(0, most > 12 ? 8 : 4));
  return html`<div class="examples">${some.map((one) => html`<figure>
    ${one.png ? html`<img src=${one.png} alt=${`Example of ${one.label}`} width="48" height="48">` : curve(one.values)}
    <figcaption>${one.label ?? ''}</figcaption></figure>`)}</div>`;
}

/** Rows of a table as they stand in it, where the values belong to its columns one by one. */
function rows(columns, examples) {
  if (examples.some((one) => one.values?.length !== columns.length)) return nothing;
  const lines = () => [[...columns.map((column) => column.name), 'target'], ...examples.map((one) => [...one.values.map((value) => value ?? ''), one.label ?? ''])];
  return html`<div class="table-tools"><span class="end">${plural(examples.length, 'row')}</span>${copyButton('Example rows', lines)}</div>
  <div class="scroll" tabindex="0" role="region" aria-label="Example rows"><table class="one-line">
    <caption class="hidden">Example rows</caption>
    <thead><tr>${columns.map((column) => html`<th scope="col" class=${side(column)}><span>${column.name}</span></th>`)}
      <th scope="col"><span>target</span></th></tr></thead>
    <tbody>${examples.map((one) => html`<tr>${one.values.map((value, i) => html`<td class=${side(columns[i])}>${cell(value)}</td>`)}
      <td>${one.label ?? ''}</td></tr>`)}</tbody>
  </table></div>`;
}

const side = (column) => (column.type === 'numeric' ? 'number' : '');

const cell = (value) => (isNumber(value) ? String(Number(value.toPrecision(6))) : value ?? '–');

function curve(values) {
  const points = (values ?? []).map(Number).filter(Number.isFinite);
  if (points.length < 2) return nothing;
  const low = Math.min(...points);
  const span = Math.max(...points) - low || 1;
  const line = points.map((y, i) => `${((48 * i) / (points.length - 1)).toFixed(1)},${(44 - 40 * ((y - low) / span)).toFixed(1)}`).join(' ');
  return html`<svg viewBox="0 0 48 48" aria-hidden="true">${svg`<polyline points=${line}></polyline>`}</svg>`;
}
