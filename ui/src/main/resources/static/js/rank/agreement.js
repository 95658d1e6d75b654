import { html } from '../libraries.js';
import { decimal } from '../format.js';
import { metricName } from '../objective.js';

/** A correlation without its interval. */
export const correlation = (measured) => decimal(measured?.value, 3);

/** A correlation above its 95 % interval. */
export const interval = (measured) => measured
  ? html`${decimal(measured.value, 3)}<span class="under">${decimal(measured.low, 2)} to ${decimal(measured.high, 2)}</span>`
  : '–';

/** How many times cheaper a score is than a training; below ten every tenth counts, and below one it is dearer. */
export const times = (ratio) => decimal(ratio, ratio < 10 ? 1 : 0);

/** How one metric of the search alone agrees with the reference. */
export const ofMetric = (rank, name) => rank.metrics?.find((one) => one.metric === name)?.agreement;

/** What was compared, a row each. */
export function agreements(rank) {
  const over = (name, agreement) => (agreement ? [{ name, ...agreement }] : []);
  return [
    ...over('all architectures', rank),
    ...over('those with a path from input to output', rank.connected),
    ...over('the better half by the reference', rank.topHalf),
    ...over('ceiling: two trainings of the reference', rank.ceiling),
    ...(rank.metrics ?? []).filter((one) => one.agreement.kendall).map((one) => ({ name: `${metricName(one.metric)} alone`, ...one.agreement })),
  ];
}
