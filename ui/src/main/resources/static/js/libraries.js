// The only file that knows where the libraries lie. Maven writes the versions of ui/pom.xml into it.
export { html, svg, render, nothing } from '/webjars/lit-html/@lit-html.version@/lit-html.js';
export { repeat } from '/webjars/lit-html/@lit-html.version@/directives/repeat.js';
export { live } from '/webjars/lit-html/@lit-html.version@/directives/live.js';
export { ifDefined } from '/webjars/lit-html/@lit-html.version@/directives/if-defined.js';

let charts;

/** ECharts, fetched once and only by screens that draw charts. */
export function loadCharts() {
  charts ??= import('/_static/echarts/@echarts.version@/dist/echarts.esm.min.js');
  return charts;
}
