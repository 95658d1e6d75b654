import { frame, tip } from '../components/chart.js';
import { compact, isNumber, tick, whole } from '../format.js';

/** The trials that no other one beats in both: a better score with no more parameters. */
export function front(trials) {
  const bySize = trials
    .filter((trial) => isNumber(trial.outcome?.score) && isNumber(trial.outcome?.metrics?.parameters))
    .toSorted((a, b) => a.outcome.metrics.parameters - b.outcome.metrics.parameters || b.outcome.score - a.outcome.score);
  let best = -Infinity;
  return bySize.filter((trial) => trial.outcome.score > best && ((best = trial.outcome.score), true));
}

/** Score against parameters; a click on a dot opens its architecture. */
export function paretoOption(trials, range, read) {
  const sized = trials.filter((trial) => isNumber(trial.outcome?.metrics?.parameters));
  if (sized.length === 0) return null;
  const best = front(sized);
  const { min, max, interval } = range;
  const point = (trial) => ({ value: [trial.outcome.metrics.parameters, read.value(trial.outcome.score)], trial });
  return (ink) => {
    const { axis, legend, ...base } = frame(ink);
    return {
      ...base,
      legend: { ...legend, data: ['trial', 'front'] },
      tooltip: { ...base.tooltip, trigger: 'item', formatter: (hit) => describe(hit.data.trial, read) },
      grid: { ...base.grid, top: 48, bottom: 24 },
      xAxis: axis('parameters', { nameLocation: 'middle', nameGap: 24, splitLine: { show: false }, splitNumber: 4,
        axisLabel: { color: ink.muted, formatter: tick, hideOverlap: true } }),
      yAxis: axis('', { min, max, interval, name: read.label, nameTextStyle: { color: ink.muted, align: 'left' }, nameGap: 8 }),
      series: [
        { name: 'trial', type: 'scatter', symbolSize: 5, color: ink.dot, data: sized.map(point), itemStyle: { opacity: 0.7 } },
        { name: 'front', type: 'line', step: 'end', symbol: 'circle', symbolSize: 7, color: ink.accent, lineStyle: { width: 2 }, data: best.map(point) },
      ],
    };
  };
}

const describe = (trial, read) => tip(`Trial ${whole(trial.number)}`, [
  [read.name, `${read.text(trial.outcome.score)} ${read.unit}`],
  ['parameters', whole(trial.outcome.metrics.parameters)],
  ['MACs', compact(trial.outcome.metrics.macs)],
]);

export const paretoRows = (trials, read) => [['trial', 'architecture', read.metric, 'parameters', 'macs'],
  ...trials.map((trial) => [trial.number, trial.architectureId, trial.outcome.metrics?.[read.metric] ?? trial.outcome.score,
    trial.outcome.metrics?.parameters, trial.outcome.metrics?.macs])];
