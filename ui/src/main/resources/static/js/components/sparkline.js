import { html, svg } from '../libraries.js';
import { isNumber } from '../format.js';

/** The course of some values, without axes; the figures beside it say the rest. */
export function sparkline(values) {
  const points = (values ?? []).filter(isNumber);
  const low = Math.min(...points);
  const span = Math.max(...points) - low || 1;
  const step = 120 / Math.max(1, points.length - 1);
  const line = points.map((value, i) => `${(i * step).toFixed(1)},${(22 - 20 * ((value - low) / span)).toFixed(1)}`).join(' ');
  return html`<svg class="spark" viewBox="0 0 120 24" preserveAspectRatio="none" aria-hidden="true">
    <line x1="0" y1="23" x2="120" y2="23"></line>
    ${points.length > 1 ? svg`<polyline points=${line}></polyline>` : ''}</svg>`;
}
