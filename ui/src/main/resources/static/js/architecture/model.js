import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { decimal, duration, isNumber, percent, whole } from '../format.js';
import { chartPanel } from '../components/chart.js';
import { residualOption, residualRows } from './residual-chart.js';
import { words } from '../form/fields.js';

const order = ['test.', 'validation.', 'training.'];

/** A network that was trained to the end: its figures on each part, where it errs, and what can be taken away. */
export function modelPanel(model) {
  const metrics = Object.entries(model.metrics ?? {}).toSorted(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
  return html`<section class="panel"><header><h2>Trained model</h2>
      <span class="small muted">one training${isNumber(model.epochs) ? `, ${whole(model.epochs)} epochs` : ''}${isNumber(model.seconds) ? `, ${duration(model.seconds)}` : ''}</span></header>
    <dl class="pairs">${metrics.map(([name, value]) => html`<dt>${words(name.replace('.', ' '))}</dt><dd>${figure(name, value)}${interval(name, value, model)}</dd>`)}</dl>
    ${model.confusion ? confusion(model.confusion) : nothing}
    ${model.residuals ? residuals(model) : nothing}
    <nav class="exports spaced" aria-label="Exports of the model">
      <a class="button primary" download href=${api.exportAddress('models', model.id, 'dl4j-zip')}>DL4J model with weights</a>
      <a class="button" download href=${api.exportAddress('models', model.id, 'dl4j-json')}>DL4J configuration</a></nav>
  </section>`;
}

const rank = (name) => {
  const at = order.findIndex((part) => name.startsWith(part));
  return at < 0 ? order.length : at;
};

const isShare = (name) => /(accuracy|f1|auc)$/.test(name);
const figure = (name, value) => (isShare(name) ? percent(value, 2) : decimal(value, 4));

/** Wilson's 95 % interval of a share that was counted over the test rows. */
function interval(name, value, { confusion }) {
  const n = confusion?.counts?.flat().reduce((sum, count) => sum + count, 0);
  if (name !== 'test.accuracy' || !n || !isNumber(value)) return nothing;
  const z = 1.96;
  const middle = (value + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((value * (1 - value)) / n + (z * z) / (4 * n * n));
  return html` <span class="small muted">${decimal(100 * (middle - half), 1)} to ${decimal(100 * (middle + half), 1)}, 95 % of ${whole(n)} rows</span>`;
}

// Made once a model: a chart draws itself anew for every new option.
const optionOf = new WeakMap();

function residuals({ id, residuals }) {
  if (!optionOf.has(residuals)) optionOf.set(residuals, residualOption(residuals));
  return html`<div class="spaced">${chartPanel({
    title: 'Predicted against true', name: `${id} residuals`, note: 'Rows of the test part; the dashed line is a perfect model.',
    option: optionOf.get(residuals), rows: () => residualRows(residuals), empty: 'No test row.',
    summary: 'Predicted against true values of the test part',
  })}</div>`;
}

function confusion({ labels = [], counts = [] }) {
  const tint = (count, row) => {
    const all = row.reduce((sum, one) => sum + one, 0);
    return all && count ? `background: color-mix(in srgb, var(--accent) ${Math.round(6 + (40 * count) / all)}%, transparent)` : '';
  };
  return html`<h3 class="spaced">Confusion on the test part: rows are the truth, columns the answer</h3>
    <div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix"><table class="confusion">
      <caption class="hidden">Confusion matrix</caption>
      <thead><tr><td></td>${labels.map((label) => html`<th scope="col">${label}</th>`)}</tr></thead>
      <tbody>${counts.map((row, i) => html`<tr><th scope="row">${labels[i]}</th>
        ${row.map((count) => html`<td .style=${tint(count, row)}>${count || html`<span class="muted">·</span>`}</td>`)}</tr>`)}</tbody>
    </table></div>`;
}
