import { band, frame, tip } from '../components/chart.js';
import { decimal, isNumber, tick, whole } from '../format.js';
import { niceRange } from '../live/range.js';

/** The mean of the best so far for each controller that is drawn, before the band between its 10th and 90th percentile. */
export function curvesOption(curves, drawn, contest, protocol) {
  const shown = drawn.map((name) => curves?.find((curve) => curve.controller === name)).filter(Boolean);
  if (shown.length === 0) return null;
  const isLog = protocol === 'queries';
  return (ink) => {
    const { axis, legend, ...base } = frame(ink);
    return {
      ...base,
      legend: { ...legend, type: 'scroll', textStyle: { ...legend.textStyle, lineHeight: 20 }, data: shown.map((curve) => curve.controller) },
      tooltip: { ...base.tooltip, trigger: 'axis', axisPointer: { type: 'line', lineStyle: { color: ink.muted } },
        formatter: (hits) => describe(hits, shown, protocol) },
      grid: { ...base.grid, top: 48, bottom: 24 },
      xAxis: axis(protocol, { type: isLog ? 'log' : 'value', scale: false, min: isLog ? 1 : 0, max: shown[0].at.at(-1), nameLocation: 'middle', nameGap: 24,
        splitLine: { show: false }, axisLabel: { color: ink.muted, formatter: tick, hideOverlap: true } }),
      yAxis: axis('', { ...valueRange(shown), name: contest.metric, nameTextStyle: { color: ink.muted, align: 'left' }, nameGap: 8 }),
      series: shown.flatMap((curve, i) => drawing(curve, ink[`series-${i + 1}`])),
    };
  };
}

/** What the first trials find by chance lies outside, so that it does not press flat what controllers differ in. */
function valueRange(shown) {
  const seen = shown.flatMap((curve) => curve.at.flatMap((x, i) => (x >= curve.at.at(-1) / 20 ? [curve.low[i], curve.mean[i], curve.high[i]] : [])))
    .filter(isNumber);
  return seen.length ? niceRange(Math.min(...seen), Math.max(...seen)) : {};
}

function drawing(curve, color) {
  const edges = curve.at.map((x, i) => [x, curve.low[i], curve.high[i]]).filter((edge) => edge.every(isNumber));
  const mean = curve.at.map((x, i) => [x, curve.mean[i]]).filter((point) => isNumber(point[1]));
  const line = { name: curve.controller, type: 'line', data: mean, color, symbol: 'none', lineStyle: { width: 2, color }, emphasis: { disabled: true } };
  return edges.length ? [band(`${curve.controller} band`, edges, color, 0.13), line] : [line];
}

function describe(hits, shown, protocol) {
  const at = hits[0]?.axisValue ?? 0;
  const { at: points } = shown[0];
  const i = points.reduce((near, x, j) => (Math.abs(x - at) < Math.abs(points[near] - at) ? j : near), 0);
  return tip(`After ${whole(points[i])} ${protocol}`, shown.map((curve) => [curve.controller,
    `${decimal(curve.mean[i], 2)} (${decimal(curve.low[i], 2)} to ${decimal(curve.high[i], 2)})`]));
}

export const curvesRows = (curves, drawn) => [['controller', 'at', 'mean', 'low', 'middle', 'high'],
  ...(curves ?? []).filter((curve) => drawn.includes(curve.controller))
    .flatMap((curve) => curve.at.map((x, i) => [curve.controller, x, curve.mean[i], curve.low[i], curve.middle[i], curve.high[i]]))];
