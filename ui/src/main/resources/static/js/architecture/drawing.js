import { html, svg, nothing } from '../libraries.js';
import { compact, isNumber, plural, shortHash } from '../format.js';

const none = new Set();

/** The layered drawing as the server laid it out: boxes with their shape and share of the parameters. `common` ones step back. */
export function drawing({ id, drawing, layers = [] }, chosen, zoom, choose, common = none) {
  if (!drawing?.nodes?.length) return html`<div class="chart-place quiet-empty">There is no drawing of this architecture.</div>`;
  const byKey = new Map(layers.map((layer) => [layer.key, layer]));
  const most = Math.max(1, ...layers.map((layer) => layer.parameters ?? 0));
  const { width, height } = drawing;
  return html`<div class="drawing" tabindex="0" role="region" aria-label=${`Drawing of ${shortHash(id)}; the table says the same`}
    @pointerdown=${pan}>
    <svg width=${width * zoom} height=${height * zoom} viewBox=${`0 0 ${width} ${height}`} role="img"
      aria-label=${`Network ${shortHash(id)} of ${plural(drawing.nodes.length, 'layer')}`}>
      <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">
        <path class="edge" d="M1 1 7 4 1 7"></path></marker></defs>
      ${drawing.edges?.map((edge) => svg`<polyline class="edge" marker-end="url(#head)" points=${edge.points.map((p) => p.join(',')).join(' ')}></polyline>`)}
      ${drawing.nodes.map((node) => box(node, byKey.get(node.key), most, `${chosen === node.key ? 'chosen' : ''} ${common.has(node.key) ? 'common' : ''}`, choose))}
    </svg></div>`;
}

function box(node, layer, most, more, choose) {
  const part = isNumber(layer?.parameters) ? layer.parameters / most : 0;
  const middle = node.x + node.width / 2;
  const shape = layer?.shape ?? '';
  return svg`<g class=${`node ${more}`} @click=${() => choose(node.key)}>
    <title>${node.key}${layer ? `, ${compact(layer.parameters)} parameters` : ''}</title>
    <rect x=${node.x} y=${node.y} width=${node.width} height=${node.height} rx="4"></rect>
    ${part > 0 ? svg`<rect class="share" x=${node.x + 2} y=${node.y + node.height - 4} height="2"
      width=${Math.max(2, (node.width - 4) * part)}></rect>` : nothing}
    <text x=${middle} y=${node.y + node.height / 2 - (shape ? 3 : -4)}>${layer?.operation ?? node.label}</text>
    ${shape ? svg`<text class="shape" x=${middle} y=${node.y + node.height / 2 + 11}>${shape}</text>` : nothing}
  </g>`;
}

/** Chooses a zoom that shows the width, if that stays legible, and scrolls to where the data comes in. */
export function showStart(host, drawing) {
  const frame = host.querySelector('.drawing');
  if (!frame || !drawing?.nodes?.length) return 1;
  const zoom = Math.min(1, Math.max(0.6, (frame.clientWidth - 8) / drawing.width));
  const first = drawing.nodes.reduce((top, node) => (node.y < top.y ? node : top));
  requestAnimationFrame(() => requestAnimationFrame(() => {
    frame.scrollLeft = (first.x + first.width / 2) * zoom - frame.clientWidth / 2;
  }));
  return zoom;
}

/** The drawing is pulled with the mouse; fingers and arrow keys scroll it by themselves. */
function pan(event) {
  if (event.pointerType !== 'mouse' || event.button !== 0) return;
  const frame = event.currentTarget;
  const from = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop };
  const move = (to) => frame.scrollTo(from.x - to.clientX, from.y - to.clientY);
  const end = () => {
    frame.classList.remove('held');
    removeEventListener('pointermove', move);
  };
  frame.classList.add('held');
  addEventListener('pointermove', move);
  addEventListener('pointerup', end, { once: true });
}
