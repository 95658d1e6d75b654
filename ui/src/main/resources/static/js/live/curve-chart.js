import { band, frame, tip } from '../components/chart.js';
import { scoreRange } from './range.js';
import { isNumber, whole } from '../format.js';

/** What of the score axis is shown. */
export function curveRange(curve, read) {
  const points = curve?.points ?? [];
  const shown = [...points.flatMap((point) => [point.best, point.mean]), ...(curve?.random?.low ?? []), ...(curve?.random?.high ?? [])];
  return scoreRange(points.map((point) => read.value(point.score)), shown.map(read.value), read.minimized);
}

/** Best score and mean of the last ones over trials, each trial a dot, before the band that random search would reach. */
export function curveOption(curve, range, read) {
  const points = (curve?.points ?? []).filter((point) => isNumber(point.number));
  if (!points.some((point) => isNumber(point.best))) return null;
  const { min, max, interval } = range;
  const series = (key) => points.filter((point) => isNumber(point[key])).map((point) => [point.number, read.value(point[key])]);
  return (ink) => {
    const { axis, legend, ...base } = frame(ink);
    return {
      ...base,
      legend: { ...legend, data: ['best so far', 'recent mean', 'trial', ...(curve.random ? ['random'] : [])] },
      tooltip: { ...base.tooltip, trigger: 'axis', axisPointer: { type: 'line', lineStyle: { color: ink.muted } },
        formatter: (hits) => describe(hits, points, curve.random, read) },
      xAxis: axis('trial', { scale: false, min: 0, nameLocation: 'middle', nameGap: 24, splitLine: { show: false }, minInterval: 1 }),
      yAxis: axis('', { min, max, interval, name: read.label, nameTextStyle: { color: ink.muted, align: 'left' }, nameGap: 8,
        axisLabel: { color: ink.muted, formatter: read.mark } }),
      grid: { ...base.grid, top: 48, bottom: 24 },
      series: [
        ...randomBand(curve.random, read, ink),
        dots('trial', series('score'), ink.dot),
        line('recent mean', series('mean'), ink['series-2'], 1.5),
        { ...line('best so far', series('best'), ink.accent, 2.5), step: 'end' },
      ],
    };
  };
}

const line = (name, data, color, width) => ({
  name, type: 'line', data, color, showSymbol: data.length === 1, symbolSize: 5, lineStyle: { width, color }, emphasis: { disabled: true },
});

const dots = (name, data, color) => ({
  name, type: 'scatter', data, color, itemStyle: { color, opacity: 0.75 }, emphasis: { disabled: true },
  symbolSize: data.length < 150 ? 5 : data.length < 500 ? 4 : 3, large: data.length > 2000,
});

function randomBand(random, read, ink) {
  const numbers = random?.numbers ?? [];
  const edges = numbers.map((number, i) => [number, read.value(random.low?.[i]), read.value(random.high?.[i])])
    .filter((edge) => edge.every(isNumber));
  if (edges.length === 0) return [];
  const middle = numbers.map((number, i) => [number, read.value(random.middle?.[i])]).filter((point) => isNumber(point[1]));
  return [
    band('band', edges, ink.band, 0.45),
    // Invisible points at the corners, so that the axis makes room for the whole band.
    { name: 'edges', type: 'line', silent: true, symbol: 'none', lineStyle: { opacity: 0 }, tooltip: { show: false },
      data: edges.flatMap((e) => [[e[0], e[1]], [e[0], e[2]]]) },
    { ...line('random', middle, ink.muted, 1), symbol: 'none', showSymbol: middle.length === 1, lineStyle: { width: 1, type: 'dashed', color: ink.muted } },
  ];
}

function describe(hits, points, random, read) {
  const at = hits[0]?.value?.[0] ?? 0;
  const point = points.reduce((near, one) => (Math.abs(one.number - at) < Math.abs(near.number - at) ? one : near));
  const said = (score) => `${read.text(score)} ${read.unit}`;
  const pairs = [[read.name, said(point.score)], ['best so far', said(point.best)], ['recent mean', said(point.mean)]];
  const i = nearest(random?.numbers, at);
  if (i >= 0) pairs.push(['random', `${read.text(random.low[i])} to ${said(random.high[i])}`]);
  return tip(`Trial ${whole(point.number)}`, pairs);
}

function nearest(numbers, at) {
  let best = -1;
  (numbers ?? []).forEach((number, i) => {
    if (best < 0 || Math.abs(number - at) < Math.abs(numbers[best] - at)) best = i;
  });
  return best;
}

export function curveRows(curve, read) {
  const random = curve?.random;
  return [['trial', read.metric, 'best', 'mean', 'random low', 'random middle', 'random high'],
    ...(curve?.points ?? []).map((point) => {
      const i = random?.numbers?.indexOf(point.number) ?? -1;
      const found = i < 0 ? ['', '', ''] : [random.low[i], random.middle[i], random.high[i]];
      return [point.number, ...[point.score, point.best, point.mean, ...found].map(read.plain)];
    })];
}
