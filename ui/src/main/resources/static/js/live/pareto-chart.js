import { frame, tip } from '../components/chart.js';
import { scoreRange } from './range.js';
import { isNumber, tick, whole } from '../format.js';

/** The trials that no other one beats in both: a better score, and no worse in the other metric. */
export function front(trials, against) {
  const sign = against.minimized ? 1 : -1;
  const at = (trial) => sign * trial.outcome.metrics[against.metric];
  const inOrder = trials.filter((trial) => has(trial, against))
    .toSorted((a, b) => at(a) - at(b) || b.outcome.score - a.outcome.score);
  let best = -Infinity;
  return inOrder.filter((trial) => trial.outcome.score > best && ((best = trial.outcome.score), true));
}

const has = (trial, against) => isNumber(trial.outcome?.score) && isNumber(trial.outcome?.metrics?.[against.metric]);

/**
 * A few trials that went badly must not press the others flat, not even those of the front: the network without any
 * parameters is always one of it. The note counts them, the table lists them.
 */
export const paretoRange = (trials, read) =>
  scoreRange(trials.map((trial) => read.value(trial.outcome.score)), [], read.minimized);

/**
 * Score against another metric, the best compromises before the others; a click on a dot opens its architecture. Where
 * a third metric counts, they form no line.
 */
export function paretoOption(trials, best, range, read, against, flat) {
  const shown = trials.filter((trial) => has(trial, against));
  if (shown.length === 0) return null;
  const { min, max, interval } = range;
  const x = (trial) => against.value(trial.outcome.metrics[against.metric]);
  const point = (trial) => ({ value: [x(trial), read.value(trial.outcome.score)], trial });
  const line = best.filter((trial) => has(trial, against)).toSorted((a, b) => x(a) - x(b)).map(point);
  return (ink) => {
    const { axis, legend, ...base } = frame(ink);
    const dots = { name: 'front', type: 'scatter', symbolSize: 8, color: ink.accent, data: line };
    return {
      ...base,
      legend: { ...legend, data: ['trial', 'front'] },
      tooltip: { ...base.tooltip, trigger: 'item', formatter: (hit) => describe(hit.data.trial, read, against) },
      grid: { ...base.grid, top: 48, bottom: 24 },
      xAxis: axis(against.label, { nameLocation: 'middle', nameGap: 24, splitLine: { show: false }, splitNumber: 4,
        axisLabel: { color: ink.muted, formatter: tick, hideOverlap: true } }),
      yAxis: axis('', { min, max, interval, name: read.label, nameTextStyle: { color: ink.muted, align: 'left' }, nameGap: 8,
        axisLabel: { color: ink.muted, formatter: read.mark } }),
      series: [
        { name: 'trial', type: 'scatter', symbolSize: 5, color: ink.dot, data: shown.map(point), itemStyle: { opacity: 0.7 } },
        flat ? { ...dots, type: 'line', step: against.minimized ? 'end' : 'start', symbol: 'circle', lineStyle: { width: 2 } } : dots,
      ],
    };
  };
}

const describe = (trial, read, against) => tip(`Trial ${whole(trial.number)}`, [
  [read.name, `${read.text(trial.outcome.score)} ${read.unit}`],
  [against.name, against.text(trial.outcome.metrics[against.metric])],
  ...(against.metric === 'parameters' ? [] : [['parameters', whole(trial.outcome.metrics.parameters)]]),
]);

export const paretoRows = (trials, read, against) => [['trial', 'architecture', read.metric, against.metric],
  ...trials.map((trial) => [trial.number, trial.architectureId, read.plain(trial.outcome.score),
    trial.outcome.metrics?.[against.metric]])];
