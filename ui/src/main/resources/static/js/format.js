// Numbers and times as people read them. Whatever is not a finite number is a dash, never "NaN".
const none = '–';

export const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

export const whole = (value) => (isNumber(value) ? Math.round(value).toLocaleString('en') : none);

export const decimal = (value, digits = 3) =>
  isNumber(value)
    ? value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative' }).replace('-', '−')
    : none;

/** 48213 is "48.2 k": for places where the size of a number matters more than its last digit. */
export function compact(value) {
  if (!isNumber(value)) return none;
  if (Math.abs(value) >= 1e12 || (value !== 0 && Math.abs(value) < 0.005)) return powered(value);
  const [unit, size] = [['G', 1e9], ['M', 1e6], ['k', 1e3]].find(([, least]) => Math.abs(value) >= least) ?? ['', 1];
  const scaled = value / size;
  const digits = unit === '' && Number.isInteger(value) ? 0 : Math.abs(scaled) < 10 ? 2 : Math.abs(scaled) < 100 ? 1 : 0;
  return unit ? `${decimal(scaled, digits)} ${unit}` : decimal(scaled, digits);
}

/** 2.13 × 10¹⁶ */
function powered(value) {
  const [digits, power] = value.toExponential(2).split('e');
  return `${digits.replace('-', '−')} × 10${[...power.replace('+', '')].map((one) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(one)]).join('')}`;
}

/** The same without needless zeros: for the marks on an axis. */
export const tick = (value) => compact(value).replace(/\.0+(?=\s|$)|(?<=\.\d)0(?=\s|$)/, '');

export function percent(share, digits = 1) {
  return isNumber(share) ? `${decimal(share * 100, digits)} %` : none;
}

/** A share that may be very small keeps its first digit. */
export function share(value) {
  if (!isNumber(value)) return none;
  if (value > 0 && value < 0.0001) return `${(value * 100).toExponential(1)} %`;
  return percent(value, value < 0.01 ? 2 : value < 0.1 ? 1 : 0);
}

export function duration(seconds) {
  if (!isNumber(seconds)) return none;
  const s = Math.max(0, Math.round(seconds));
  if (seconds > 0 && seconds < 0.1) return `${decimal(seconds * 1000, seconds < 0.01 ? 1 : 0)} ms`;
  if (s < 60) return seconds < 10 && seconds > 0 && !Number.isInteger(seconds) ? `${decimal(seconds, 1)} s` : `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${String(s % 60).padStart(2, '0')} s`;
  if (s < 48 * 3600) return `${Math.floor(s / 3600)} h ${String(Math.floor((s % 3600) / 60)).padStart(2, '0')} min`;
  return `${Math.floor(s / 86400)} d ${Math.floor((s % 86400) / 3600)} h`;
}

export function moment(text) {
  const time = Date.parse(text ?? '');
  if (!Number.isFinite(time)) return none;
  const passed = (Date.now() - time) / 1000;
  if (passed < 45) return 'just now';
  if (passed < 3600) return `${Math.round(passed / 60)} min ago`;
  if (passed < 24 * 3600) return `${Math.round(passed / 3600)} h ago`;
  return new Date(time).toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** As the first word of a line. */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export const shortHash = (id) => (id ? String(id).slice(0, 8) : none);

export const plural = (number, word) => `${whole(number)} ${word}${number === 1 ? '' : 's'}`;
