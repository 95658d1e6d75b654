import { html, nothing, svg } from '../libraries.js';
import { isNumber, plural, whole } from '../format.js';

const origins = { 'built-in': 'built in', uploaded: 'uploaded', found: 'found on this machine' };
const tasks = { classification: 'classification', regression: 'regression', 'multi-label': 'several labels at once' };

function task({ task, labels = [] }) {
  if (task === 'classification') return `classification, ${whole(labels.length)} classes`;
  return labels.length ? `${tasks[task] ?? task} of ${labels.join(', ')}` : tasks[task] ?? task;
}

/** What a data set is, in a few pairs of words. */
export function datasetSummary(dataset) {
  const rows = dataset.rows ?? {};
  return html`<dl class="pairs">
    <dt>Task</dt><dd>${task(dataset)}</dd>
    <dt>Inputs</dt><dd>${dataset.inputs}</dd>
    <dt>Rows</dt><dd>${whole(rows.training)} training, ${whole(rows.validation)} validation, ${whole(rows.test)} test</dd>
    <dt>Origin</dt><dd>${origins[dataset.source] ?? dataset.source}</dd>
  </dl>`;
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
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Example rows"><table>
    <caption class="hidden">Example rows</caption>
    <thead><tr>${columns.map((column) => html`<th scope="col" class="number"><span>${column.name}</span></th>`)}
      <th scope="col"><span>target</span></th></tr></thead>
    <tbody>${examples.map((one) => html`<tr>${one.values.map((value) => html`<td class="number">${cell(value)}</td>`)}
      <td>${one.label ?? ''}</td></tr>`)}</tbody>
  </table></div>`;
}

const cell = (value) => (isNumber(value) ? String(Number(value.toPrecision(6))) : value ?? '–');

function curve(values) {
  const points = (values ?? []).map(Number).filter(Number.isFinite);
  if (points.length < 2) return nothing;
  const low = Math.min(...points);
  const span = Math.max(...points) - low || 1;
  const line = points.map((y, i) => `${((48 * i) / (points.length - 1)).toFixed(1)},${(44 - 40 * ((y - low) / span)).toFixed(1)}`).join(' ');
  return html`<svg viewBox="0 0 48 48" aria-hidden="true">${svg`<polyline points=${line}></polyline>`}</svg>`;
}
