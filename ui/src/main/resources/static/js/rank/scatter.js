import { frame, tip } from '../components/chart.js';
import { isNumber, tick, whole } from '../format.js';

/** What the search said of each architecture against what its reference says; a click on a dot opens it. */
export function scatterOption(rank, own, read) {
  if (!rank?.points?.length) return null;
  const scores = rank.points.map((point) => own.value(point.score)).filter(isNumber);
  const scale = Math.min(...scores) > 0 && Math.max(...scores) > 1000 * Math.min(...scores) ? { type: 'log' } : {};
  return (ink) => {
    const { axis, legend, ...base } = frame(ink);
    return {
      ...base,
      tooltip: { ...base.tooltip, trigger: 'item', formatter: (hit) => describe(hit.data.point, own, read) },
      grid: { ...base.grid, top: 40, bottom: 28 },
      xAxis: axis(`predicted: ${own.label}`, { nameLocation: 'middle', nameGap: 28, splitLine: { show: false },
        axisLabel: { color: ink.muted, formatter: tick, hideOverlap: true }, ...scale }),
      yAxis: axis('', { name: `trained alone: ${read.label}`, nameTextStyle: { color: ink.muted, align: 'left' }, nameGap: 12 }),
      series: [{ type: 'scatter', symbolSize: 7, color: ink.accent, itemStyle: { opacity: 0.75 },
        data: rank.points.map((point) => ({ value: [own.value(point.score), read.value(point.reference)], point })) }],
    };
  };
}

const describe = (point, own, read) => tip(`Trial ${whole(point.number)}`, [
  ['predicted', `${own.text(point.score)} ${own.unit}`],
  ['trained alone', `${read.text(point.reference)} ${read.unit}`],
  ['parameters', whole(point.parameters)],
]);

export const scatterRows = (rank, own, read) => [['architecture', 'trial', 'predicted', 'trained alone', 'parameters'],
  ...rank.points.map((point) => [point.architectureId, point.number, own.plain(point.score), read.plain(point.reference), point.parameters])];
