import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { decimal, duration, isNumber, percent, whole } from '../format.js';
import { chartPanel } from '../components/chart.js';
import { copyButton } from '../components/table.js';
import { residualOption, residualRows } from './residual-chart.js';
import { metricName } from '../objective.js';
import { words } from '../form/fields.js';

/** A network that was trained to the end: its figures on each part, where it errs, and what can be taken away. */
export function modelPanel(model, search) {
  return html`<section class="panel"><header><h2>Trained model</h2>
      <span class="small muted">one training${model.inherited ? ' from the weights of the search' : ''}, ${whole(model.epochs)} epochs, ${duration(model.seconds)}</span>
      ${search ? html`<p>for <a href=${`/searches/${search.id}`}>${search.name}</a></p>` : nothing}</header>
    ${figures(model)}
    ${model.confusion ? confusion(model.confusion) : nothing}
    ${model.residuals ? residuals(model) : nothing}
    <nav class="exports spaced" aria-label="Exports of the model">
      <a class="button primary" download href=${api.exportAddress('models', model.id, 'dl4j-zip')}>DL4J model with weights</a>
      <a class="button" download href=${api.exportAddress('models', model.id, 'dl4j-json')}>DL4J configuration</a></nav>
  </section>`;
}

const isShare = (name) => /(accuracy|f1|auc)$/.test(name);
const figure = (name, value) => (isShare(name) ? percent(value, 2) : decimal(value, 4));

/** One row a metric, one column a part of the data. */
function figures(model) {
  const metrics = model.metrics ?? {};
  const parts = ['test', 'validation', 'training'].filter((part) => Object.keys(metrics).some((name) => name.startsWith(`${part}.`)));
  const rows = [...new Set(Object.keys(metrics).filter((name) => name.includes('.')).map((name) => name.split('.')[1]))].toSorted();
  return html`<table><caption class="hidden">Figures of the trained model</caption>
    <thead><tr><th scope="col"><span>Metric</span></th>
      ${parts.map((part) => html`<th scope="col" class="number"><span>${words(part)}</span></th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr><td>${words(metricName(row))}${interval(row, metrics[`test.${row}`], model)}</td>
      ${parts.map((part) => html`<td class="number">${figure(row, metrics[`${part}.${row}`])}</td>`)}</tr>`)}</tbody></table>`;
}

/** Wilson's 95 % interval of a share that was counted over the test rows. */
function interval(name, value, { confusion }) {
  const n = confusion?.counts?.flat().reduce((sum, count) => sum + count, 0);
  if (name !== 'accuracy' || !n || !isNumber(value)) return nothing;
  const z = 1.96;
  const middle = (value + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((value * (1 - value)) / n + (z * z) / (4 * n * n));
  const [low, high] = [middle - half, middle + half].map((share) => decimal(100 * share, 1));
  return html`<span class="under">test: ${low} to ${high} with 95 % confidence, ${whole(n)} rows</span>`;
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
  const lines = () => [['truth', ...labels], ...counts.map((row, i) => [labels[i], ...row])];
  return html`<div class="table-tools spaced"><h3>Confusion on the test part: rows are the truth, columns the answer</h3>
      <span class="end">${copyButton('Confusion matrix', lines)}</span></div>
    <div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix"><table class="confusion">
      <caption class="hidden">Confusion matrix</caption>
      <thead><tr><td></td>${labels.map((label) => html`<th scope="col">${label}</th>`)}</tr></thead>
      <tbody>${counts.map((row, i) => html`<tr><th scope="row">${labels[i]}</th>
        ${row.map((count) => html`<td .style=${tint(count, row)}>${count || html`<span class="muted">·</span>`}</td>`)}</tr>`)}</tbody>
    </table></div>`;
}
