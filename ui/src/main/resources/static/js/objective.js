import { compact, decimal, isNumber, percent, plural, tick, whole } from './format.js';

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

const written = { auc: 'AUC', f1: 'F1', rmse: 'RMSE', mae: 'MAE', r2: 'R²', 'log-loss': 'log loss', 'balanced-accuracy': 'balanced accuracy', latency: 'latency, ms', macs: 'MACs',
  synflow: 'SynFlow', naswot: 'NASWOT', snip: 'SNIP', 'gradient-norm': 'gradient norm' };

/** A metric's name as people write it. */
export const metricName = (metric) => written[metric] ?? metric;

export const isMinimized = (metric) => ['log-loss', 'rmse', 'mae', 'latency', 'parameters', 'macs'].includes(metric);

/** What can be traded off whatever the task is, in words. */
export const tradable = [['parameters', 'fewer parameters'], ['macs', 'fewer MACs'], ['latency', 'lower latency']];

/** A score says how it came about: from shared weights it is an estimate, from one training it has no deviation. */
const oneShot = {
  'shared-weights': 'with shared weights', hypernetwork: 'with generated weights', smash: 'with generated weights',
  darts: 'with the supernet’s weights', proxies: 'without training', table: 'looked up',
};

export function scoredBy(specification) {
  const name = specification?.evaluator?.name;
  if (name !== 'stand-alone') return oneShot[name] ?? '';
  const repeats = specification.evaluator.settings?.repeats ?? 1;
  if (repeats < 2) return 'one training';
  const { measure, level } = specification.objective?.risk ?? {};
  const trainings = plural(repeats, 'training');
  if (measure === 'cvar') return `mean of the worst ${percent(level, 0)} of ${trainings}`;
  return measure === 'quantile' ? `${percent(level, 0)} quantile of ${trainings}` : `mean of ${trainings}`;
}

/**
 * What several trainings of one trial gave for what the search is after, which its metrics hold one by one: their
 * number and deviation, in words too; null where there was one. A search that is averse to risk scores by another number
 * than their mean.
 */
export function trainings(metrics, specification) {
  const { metric, raw } = goal(specification);
  const each = [];
  for (let i = 1; isNumber(metrics?.[`${metric}.${i}`]); i++) each.push(metrics[`${metric}.${i}`]);
  if (each.length < 2) return null;
  const mean = each.reduce((a, b) => a + b, 0) / each.length;
  const deviation = Math.sqrt(each.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (each.length - 1));
  // Beside a score that is another number than their mean, the mean is named.
  const averse = (specification?.objective?.risk?.measure ?? 'mean') !== 'mean';
  const spread = `${averse ? `mean ${raw(mean)} ` : ''}± ${raw(deviation)}`;
  return { number: each.length, averse, spread, text: `${spread} over ${plural(each.length, 'training')}` };
}

/** How a metric reads as it was measured. */
export function measured(metric) {
  const scale = shares.includes(metric) ? 100 : 1;
  const counted = { parameters: whole, macs: compact }[metric];
  const digits = scale === 100 ? 2 : metric === 'latency' ? 3 : 4;
  return {
    metric,
    name: metricName(metric),
    label: scale === 100 ? `${metricName(metric)}, %` : metricName(metric),
    minimized: isMinimized(metric),
    counted: Boolean(counted),
    value: (value) => (isNumber(value) ? scale * value : null),
    text: (value) => (counted ? counted(value) : decimal(isNumber(value) ? scale * value : null, digits)),
  };
}

/** What a score is compared with: uniform draws by the same weights or, where the evaluator has none, the middle of the band. */
export function baselineOf({ baseline }, random, best) {
  if (baseline) return baseline;
  const score = random?.middle?.at(-1);
  return isNumber(score) && isNumber(best) ? { name: 'the middle of random', score, recent: best, what: 'best' } : null;
}

/** The data set of a specification is its id, or an object that names it and the share of its rows. */
export const datasetId = (specification) => specification?.dataset?.name ?? specification?.dataset;

/** How the scores of a search read. Those of proxies are numbers of their own kind, whatever the search is after. */
export function reading(specification) {
  const { name, settings } = specification?.evaluator ?? {};
  return name === 'proxies' ? proxy(settings?.measure ?? 'synflow') : goal(specification);
}

const proxy = (metric) => ({
  metric,
  name: metricName(metric),
  label: metricName(metric),
  minimized: false,
  unit: '',
  value: (score) => (isNumber(score) ? score : null),
  plain: (score) => score,
  text: compact,
  mark: tick,
  gain: (score, baseline) => (isNumber(score) && isNumber(baseline)
    ? `${score < baseline ? '−' : '+'}${compact(Math.abs(score - baseline))}` : null),
});

/** How what a search is after reads: `score` in the history is always turned so that greater is better. */
export function goal(specification) {
  const { minimize, maximize } = specification?.objective ?? {};
  const metric = minimize ?? maximize ?? 'accuracy';
  const sign = minimize ? -1 : 1;
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
    /** The metric itself, as files have it. */
    plain: (score) => (isNumber(score) ? sign * score : score),
    /** A metric as it was measured, not turned. */
    raw: (value) => decimal(isNumber(value) ? scale * value : null, digits),
    text: (score) => decimal(turn(score), digits),
    /** The same on an axis. */
    mark: (value) => value.toLocaleString('en', { maximumFractionDigits: 10 }).replace('-', '−'),
    /** How much better, with its sign; "points" are percentage points. */
    gain(score, baseline) {
      if (!isNumber(score) || !isNumber(baseline)) return null;
      const better = (score - baseline) * scale;
      return `${better < 0 ? '−' : '+'}${decimal(Math.abs(better), digits)}${scale === 100 ? ' points' : ''}`;
    },
  };
}
