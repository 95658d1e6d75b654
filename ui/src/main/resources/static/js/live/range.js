import { isNumber, whole } from '../format.js';

/**
 * The part of the score axis that is worth looking at: a few trials that went badly must not press the others flat.
 * Bad ones beyond three quartile distances lie outside; whatever is in `shown` lies inside. Gives `{min, max, outside}`.
 */
export function scoreRange(scores, shown, minimized) {
  const values = scores.filter(isNumber).toSorted((a, b) => a - b);
  const kept = shown.filter(isNumber);
  if (values.length === 0) return { outside: 0 };
  if (values.length < 8) return rounded(Math.min(values[0], ...kept), Math.max(values.at(-1), ...kept), values, minimized);
  const at = (share) => values[Math.floor(share * (values.length - 1))];
  const reach = 3 * Math.max(at(0.75) - at(0.25), (values.at(-1) - values[0]) / 100);
  const min = minimized ? values[0] : Math.max(values[0], at(0.25) - reach);
  const max = minimized ? Math.min(values.at(-1), at(0.75) + reach) : values.at(-1);
  return rounded(Math.min(min, ...kept), Math.max(max, ...kept), values, minimized);
}

function rounded(low, high, values, minimized) {
  const range = niceRange(low, high);
  const outside = values.filter((value) => (minimized ? value > range.max : value < range.min)).length;
  return { ...range, outside };
}

/** An axis from `low` to `high` whose marks are round numbers. */
export function niceRange(low, high) {
  const step = niceStep(high > low ? (high - low) / 5 : Math.abs(high) / 100);
  const min = tidy(Math.floor(low / step + 1e-9) * step);
  const max = tidy(Math.ceil(high / step - 1e-9) * step);
  return { min, max: max > min ? max : tidy(min + step), interval: step };
}

/** The least of 1, 2, 2.5, 5 times a power of ten that is not below `least`. */
function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1e-9)));
  return tidy(power * [1, 2, 2.5, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)));
}

/** Without digits such as 0.30000000000000004. */
const tidy = (value) => Number(value.toPrecision(12));

/** Says how many are not drawn, where some are not. */
export function outsideNote({ outside, min, max }, { minimized, mark }) {
  if (!outside) return '';
  const trials = outside === 1 ? '1 trial lies' : `${whole(outside)} trials lie`;
  return minimized ? ` ${trials} above ${mark(max)}.` : ` ${trials} below ${mark(min)}.`;
}
