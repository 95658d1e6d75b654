import { decimal, isNumber } from './format.js';

const shares = ['accuracy', 'balanced-accuracy', 'f1', 'auc'];

/** What each kind of task can be asked for, the usual one first, in words. */
export const metrics = {
  classification: [
    ['accuracy', 'Most answers right'],
    ['balanced-accuracy', 'Every class equally right'],
    ['f1', 'Few misses, few false alarms (F1)'],
    ['auc', 'Best ranking of answers (AUC)'],
    ['log-loss', 'Honest probabilities (log loss)'],
  ],
  'multi-label': [['f1', 'Few misses, few false alarms (F1)'], ['auc', 'Best ranking of labels (AUC)']],
  regression: [
    ['rmse', 'Smallest errors (RMSE)'],
    ['mae', 'Smallest mean error (MAE)'],
    ['r2', 'Most variance explained (R²)'],
  ],
};

const written = { auc: 'AUC', f1: 'F1', rmse: 'RMSE', mae: 'MAE', r2: 'R²', 'log-loss': 'log loss', 'balanced-accuracy': 'balanced accuracy', latency: 'latency, ms' };

/** A metric's name as people write it. */
export const metricName = (metric) => written[metric] ?? metric;

export const isMinimized = (metric) => ['log-loss', 'rmse', 'mae', 'latency'].includes(metric);

/** A score says how it came about: from shared weights it is an estimate, from one training it has no deviation. */
export const scoredBy = (specification) =>
  specification?.evaluator?.name === 'stand-alone' ? 'one training' : 'with shared weights';

/** The data set of a specification is its id, or an object that names it and the share of its rows. */
export const datasetId = (specification) => specification?.dataset?.name ?? specification?.dataset;

/** How the scores of a search read: `score` in the history is always turned so that greater is better. */
export function reading(specification) {
  const goal = specification?.objective ?? {};
  const metric = goal.minimize ?? goal.maximize ?? 'accuracy';
  const sign = goal.minimize ? -1 : 1;
  const scale = shares.includes(metric) ? 100 : 1;
  const digits = scale === 100 ? 2 : 4;
  const turn = (score) => (isNumber(score) ? sign * scale * score : null);
  return {
    metric,
    name: metricName(metric),
    minimized: sign < 0,
    unit: scale === 100 ? '%' : '',
    label: scale === 100 ? `${metricName(metric)}, %` : metricName(metric),
    value: turn,
    /** A metric as it was measured, not turned. */
    raw: (value) => decimal(isNumber(value) ? scale * value : null, digits),
    text: (score) => decimal(turn(score), digits),
    /** How much better, with its sign; "points" are percentage points. */
    gain(score, baseline) {
      if (!isNumber(score) || !isNumber(baseline)) return null;
      const better = (score - baseline) * scale;
      return `${better < 0 ? '−' : '+'}${decimal(Math.abs(better), digits)}${scale === 100 ? ' points' : ''}`;
    },
  };
}
