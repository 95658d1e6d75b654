import { html } from '../libraries.js';
import { table } from '../components/table.js';
import { compact, percent, whole } from '../format.js';

/** Every layer with its shape and cost, in the order in which data passes through. */
export function layerTable({ layers = [] }, view, chosen, { draw, choose }) {
  const all = layers.reduce((sum, layer) => sum + (layer.parameters ?? 0), 0);
  const columns = [
    { label: 'Layer', value: (layer) => layer.key, cell: (layer) => html`<button type="button" class="link mono"
      aria-pressed=${chosen === layer.key ? 'true' : 'false'} @click=${() => choose(layer.key)}>${layer.key}</button>` },
    { label: 'Operation', value: (layer) => layer.operation, full: true },
    { label: 'Output', numeric: true, value: (layer) => layer.shape },
    { label: 'Parameters', numeric: true, value: (layer) => layer.parameters, cell: (layer) => whole(layer.parameters) },
    { label: 'Share, %', numeric: true, value: (layer) => (100 * layer.parameters) / all,
      cell: (layer) => (layer.parameters ? percent(layer.parameters / all).replace(' %', '') : '–') },
    { label: 'MACs', numeric: true, value: (layer) => layer.macs, cell: (layer) => compact(layer.macs) },
    { label: 'Inputs', full: true, value: (layer) => (layer.inputs ?? []).join(', '),
      cell: (layer) => html`<span class="small muted">${(layer.inputs ?? []).join(', ') || '–'}</span>` },
  ];
  return table({ caption: 'Layers', columns, rows: layers, key: (layer) => layer.key, view, redraw: draw, empty: 'No layers.' });
}
