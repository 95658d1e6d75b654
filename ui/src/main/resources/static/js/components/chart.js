import { html, loadCharts } from '../libraries.js';
import { inks } from '../theme.js';
import { csv, save } from '../download.js';

const names = ['text', 'muted', 'line', 'surface', 'sunken', 'accent', 'bad', 'band', 'dot',
  'series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6', 'series-7', 'series-8'];

/**
 * A chart on canvas. `option` is a function of the theme's colours that gives ECharts' option; it is drawn again when
 * another function is given, when the theme changes and when the element changes its size.
 */
class Chart extends HTMLElement {
  #option = null;
  #chart = null;
  #redraw = () => this.#draw(true);
  #sizes = new ResizeObserver(() => this.#chart?.resize());

  set option(option) {
    if (option === this.#option) return;
    this.#option = option;
    this.#draw();
  }

  get option() {
    return this.#option;
  }

  async connectedCallback() {
    addEventListener('themechange', this.#redraw);
    const place = document.createElement('div');
    this.replaceChildren(place);
    const { init } = await loadCharts();
    if (!this.isConnected) return;
    this.#chart = init(place, null, { renderer: 'canvas' });
    this.#chart.on('click', ({ data }) => this.dispatchEvent(new CustomEvent('point', { detail: data })));
    this.#sizes.observe(this);
    this.#draw();
  }

  disconnectedCallback() {
    removeEventListener('themechange', this.#redraw);
    this.#sizes.disconnect();
    this.#chart?.dispose();
    this.#chart = null;
  }

  // New data keeps what the pointer shows; another theme draws everything again.
  #draw(anew = false) {
    if (!this.#chart || !this.#option) return;
    this.#chart.setOption(this.#option(inks(names)), anew ? { notMerge: true } : { replaceMerge: ['series'] });
  }
}

customElements.define('espalier-chart', Chart);

async function saveSvg(name, option) {
  const { init } = await loadCharts();
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 960, height: 480 });
  const ink = inks(names);
  chart.setOption({ backgroundColor: ink.surface, ...option(ink) });
  save(`${name}.svg`, chart.renderToSVGString(), 'image/svg+xml');
  chart.dispose();
}

/** A panel with a chart, what it shows in a sentence, and its data as SVG and CSV. `rows` makes the CSV when asked; one that stays `bare` keeps no place. */
export function chartPanel({ title, note, name, option, rows, summary, span = '', height, empty, bare, extra, onPoint }) {
  return html`<section class=${`panel ${span}`}>
    <header><h2>${title}</h2>
      <span class="tools">${extra ?? ''}
        <button type="button" class="tiny quiet" ?disabled=${!option} aria-label=${`Download ${title} as SVG`}
          @click=${() => saveSvg(name, option)}>SVG</button>
        <button type="button" class="tiny quiet" ?disabled=${!option} aria-label=${`Download ${title} as CSV`}
          @click=${() => save(`${name}.csv`, csv(rows()), 'text/csv')}>CSV</button>
      </span>
      <p>${note}</p></header>
    ${option
      ? html`<espalier-chart role="img" aria-label=${summary} @point=${onPoint ?? null} .option=${option}
          .style=${height ? `height: ${height}px` : ''}></espalier-chart>`
      : html`<div class=${bare ? 'quiet-empty' : 'chart-place quiet-empty'}>${empty}</div>`}
  </section>`;
}

/** The content of a tooltip: a heading and pairs of words. Built as elements, since the page allows no inline style. */
export function tip(heading, pairs) {
  const box = document.createElement('div');
  const head = document.createElement('b');
  head.textContent = heading;
  const list = document.createElement('dl');
  for (const [name, value] of pairs) {
    const term = document.createElement('dt');
    const text = document.createElement('dd');
    term.textContent = name;
    text.textContent = value;
    list.append(term, text);
  }
  box.append(head, list);
  return box;
}

/** A band between two curves as a series: `edges` are `[x, low, high]`, ascending. */
export const band = (name, edges, fill, opacity) => ({
  name, type: 'custom', silent: true, clip: true, z: 0, data: [[edges[0][0], edges[0][1]]], encode: { x: 0, y: 1 },
  renderItem: (params, api) => ({
    type: 'polygon',
    shape: { points: [...edges.map((e) => api.coord([e[0], e[2]])), ...edges.toReversed().map((e) => api.coord([e[0], e[1]]))] },
    style: { fill, opacity },
  }),
});

/** What all charts share: quiet axes, no animation, the page's own tooltip. */
export function frame(ink) {
  const font = { color: ink.muted, fontSize: 12, fontFamily: 'system-ui, sans-serif' };
  return {
    animation: false,
    textStyle: font,
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    tooltip: { className: 'tip', borderWidth: 1, borderColor: ink.muted, padding: [8, 10], confine: true, transitionDuration: 0,
      backgroundColor: ink.surface, textStyle: { ...font, color: ink.text } },
    axis: (name, more = {}) => ({
      type: 'value', name, scale: true, nameTextStyle: font, axisLabel: font, nameGap: 20,
      axisLine: { show: true, lineStyle: { color: ink.line } }, axisTick: { show: false },
      splitLine: { lineStyle: { color: ink.line, opacity: 0.6 } }, ...more,
    }),
    legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 3, itemGap: 12, padding: [4, 0], textStyle: font,
      pageTextStyle: font, pageIconColor: ink.text, pageIconInactiveColor: ink.line, pageIconSize: 10 },
  };
}
