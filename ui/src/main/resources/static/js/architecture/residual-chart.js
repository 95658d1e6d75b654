import { frame, tip } from '../components/chart.js';
import { decimal, isNumber } from '../format.js';

const pairs = ({ actual = [], predicted = [] }) =>
  actual.map((value, i) => [value, predicted[i]]).filter((pair) => pair.every(isNumber));

/** What was predicted against what is true; a perfect model has every dot on the line. */
export function residualOption(residuals) {
  const points = pairs(residuals);
  if (points.length === 0) return null;
  const low = Math.min(...points.flat());
  const high = Math.max(...points.flat());
  return (ink) => {
    const { axis, legend, ...base } = frame(ink);
    return {
      ...base,
      grid: { ...base.grid, top: 28, bottom: 24 },
      tooltip: { ...base.tooltip, formatter: (hit) => tip('Test row', [['true', decimal(hit.value[0])], ['predicted', decimal(hit.value[1])]]) },
      xAxis: axis('true', { nameLocation: 'middle', nameGap: 24, splitLine: { show: false } }),
      yAxis: axis('predicted', { nameGap: 8, nameTextStyle: { color: ink.muted, align: 'left' } }),
      series: [
        { type: 'line', silent: true, symbol: 'none', data: [[low, low], [high, high]], lineStyle: { color: ink.muted, type: 'dashed', width: 1 } },
        { type: 'scatter', data: points, color: ink.accent, symbolSize: points.length < 200 ? 5 : 3, itemStyle: { opacity: 0.6 } },
      ],
    };
  };
}

export const residualRows = (residuals) => [['true', 'predicted'], ...pairs(residuals)];
