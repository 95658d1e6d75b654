import { isNumber } from '../format.js';

/**
 * The part of the score axis that is worth looking at: a few trials that went badly must not press the others flat.
 * Bad ones beyond three quartile distances lie outside; whatever is in `shown` lies inside. Gives `{min, max, outside}`.
 */
export function scoreRange(scores, shown, minimized) {
  const values = scores.filter(isNumber).toSorted((a, b) => a - b);
  const kept = shown.filter(isNumber);
  if (values.length < 8) return { outside: 0 };
  const at = (share) => values[Math.floor(share * (values.length - 1))];
  const reach = 3 * Math.max(at(0.75) - at(0.25), (values.at(-1) - values[0]) / 100);
  const min = minimized ? values[0] : Math.max(values[0], at(0.25) - reach);
  const max = minimized ? Math.min(values.at(-1), at(0.75) + reach) : values.at(-1);
  return rounded(Math.min(min, ...kept), Math.max(max, ...kept), values, minimized);
}

function rounded(low, high, values, minimized) {
  const step = 10 ** Math.floor(Math.log10(Math.max(high - low, 1e-9))) / 2;
  const min = Math.floor(low / step) * step;
  const max = Math.ceil(high / step) * step;
  const outside = values.filter((value) => (minimized ? value > max : value < min)).length;
  // Rounding may leave digits such as 0.30000000000000004.
  return { min: Number(min.toPrecision(12)), max: Number(max.toPrecision(12)), outside };
}

/** Says how many are not drawn, where some are not. */
export function outsideNote({ outside, min, max }, minimized) {
  if (!outside) return '';
  const trials = outside === 1 ? '1 trial lies' : `${outside} trials lie`;
  return minimized ? ` ${trials} above ${max}.` : ` ${trials} below ${min}.`;
}
