import { frame, tip } from '../components/chart.js';
import { decimal, isNumber, percent } from '../format.js';

/** What the controller believes now: for each decision, how likely it is to choose each option. */
export function beliefOption(beliefs) {
  if (!beliefs?.length) return null;
  const wide = Math.max(...beliefs.map((belief) => belief.options?.length ?? 0));
  const same = allSame(beliefs);
  const cells = beliefs.flatMap((belief, row) => (belief.probabilities ?? [])
    .map((p, column) => ({ value: [column, row, isNumber(p) ? p : null], belief, column })))
    .filter((cell) => cell.value[2] !== null);
  return (ink) => {
    const { legend, axis, ...base } = frame(ink);
    const label = { color: ink.muted, fontSize: 12, interval: 0 };
    const plain = { type: 'category', axisTick: { show: false }, axisLine: { show: false }, splitArea: { show: false } };
    return {
      ...base,
      grid: { ...base.grid, left: 20, top: 8 },
      tooltip: { ...base.tooltip, formatter: (hit) => describe(hit.data) },
      xAxis: { ...plain, position: 'top', data: same ? beliefs[0].options.map(String) : Array.from({ length: wide }, (_, i) => `option ${i + 1}`),
        axisLabel: { ...label, width: Math.max(44, 280 / wide), overflow: 'break', lineHeight: 14, fontSize: 11,
          formatter: (name) => String(name).replaceAll('_', ' ') } },
      yAxis: { ...plain, inverse: true, data: beliefs.map((belief) => short(belief.decision, 18)), axisLabel: label },
      visualMap: { show: false, min: 0, max: 1, dimension: 2, inRange: { color: [ink.sunken, ink.accent] } },
      series: [{ type: 'heatmap', data: cells, itemStyle: { borderColor: ink.surface, borderWidth: 2, borderRadius: 3 },
        label: { show: cells.length <= 160, fontSize: same ? 11 : 10, lineHeight: 13, formatter: ({ data }) => word(data, same) } }]
        .map((one) => inked(one, ink)),
    };
  };
}

const allSame = (beliefs) => beliefs.every((belief) => String(belief.options) === String(beliefs[0].options));
const short = (name, most) => (String(name).length > most ? `${String(name).slice(0, most - 1)}…` : String(name));

// Where decisions have options of their own, each cell names its option above the chance.
const word = ({ belief, column, value }, same) =>
  same ? decimal(100 * value[2], 0) : `${short(belief.options?.[column] ?? '', 9)}\n${decimal(100 * value[2], 0)}`;

/** Pixels that the chart needs. */
export const beliefHeight = (beliefs) => Math.min(640, Math.max(120, (allSame(beliefs) ? 32 : 40) * beliefs.length + 40));

// Words on a dark cell are light and the other way round.
function inked(series, ink) {
  return { ...series, data: series.data.map((cell) => ({ ...cell, label: { color: cell.value[2] > 0.55 ? ink.surface : ink.text } })) };
}

const describe = ({ belief, column, value }) => tip(belief.decision, [
  [String(belief.options?.[column] ?? `option ${column + 1}`), percent(value[2])],
]);

export const beliefRows = (beliefs) => [['decision', 'option', 'probability'],
  ...beliefs.flatMap((belief) => (belief.options ?? []).map((option, i) => [belief.decision, option, belief.probabilities?.[i]]))];

/** How decided the controller is, from 0 (uniform) to 1 (certain): one minus the mean of the scaled entropies. */
export function decidedness(beliefs) {
  const each = (beliefs ?? []).filter((belief) => belief.probabilities?.length > 1).map((belief) => {
    const entropy = belief.probabilities.filter((p) => p > 0).reduce((sum, p) => sum - p * Math.log(p), 0);
    return 1 - entropy / Math.log(belief.probabilities.length);
  });
  return each.length ? each.reduce((a, b) => a + b, 0) / each.length : null;
}
