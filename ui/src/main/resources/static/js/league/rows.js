import { html, live } from '../libraries.js';
import { decimal, isNumber } from '../format.js';

export const mostDrawn = 6;

/** The rows of a contest at a checkpoint, the best mean first, those without a value last. */
export function ranked(rows, { benchmark, metric, direction }, at) {
  const sign = direction === 'maximize' ? -1 : 1;
  const loss = (row) => (isNumber(row.mean) ? sign * row.mean : Infinity);
  return rows.filter((row) => row.benchmark === benchmark && row.metric === metric && row.checkpoint === at)
    .toSorted((a, b) => loss(a) - loss(b))
    .map((row, i) => ({ ...row, rank: i + 1 }));
}

/** Decimals that tell the values of a table apart: their unit is the table's own. */
export const digitsOf = (rows) => (Math.max(...rows.map((row) => Math.abs(row.mean ?? 0))) < 1 ? 4 : 2);

export const signed = (value, digits) => (isNumber(value) ? `${value < 0 ? '−' : '+'}${decimal(Math.abs(value), digits)}` : '–');

export const pText = (p) => (!isNumber(p) ? '–' : p < 0.001 ? '< 0.001' : decimal(p, 3));

export const interval = (paired, digits) => (paired ? `${signed(paired.low, digits)} to ${signed(paired.high, digits)}` : '–');

/** `drawn` are the controllers of the chart; `turn` hears of another list. */
export function columns(rows, drawn, turn) {
  const digits = digitsOf(rows);
  const keep = (name) => (event) => turn(event.target.checked ? [...drawn, name] : drawn.filter((one) => one !== name));
  const number = (label, value, places = digits) => ({ label, numeric: true, value, cell: (row) => decimal(value(row), places) });
  return [
    { label: 'Controller', value: (row) => row.controller, cell: (row) => html`<label class="tick"><input type="checkbox"
      .checked=${live(drawn.includes(row.controller))} ?disabled=${!drawn.includes(row.controller) && drawn.length >= mostDrawn}
      @change=${keep(row.controller)}>${row.controller}</label>` },
    { label: 'Rank', numeric: true, value: (row) => row.rank },
    number('Mean', (row) => row.mean),
    number('Std', (row) => row.std),
    number('Median', (row) => row.median),
    number('Regret', (row) => row.regret, digits + 1),
    { label: 'Over random', numeric: true, value: (row) => row.againstRandom?.difference,
      cell: (row) => signed(row.againstRandom?.difference, digits + 1) },
    { label: '95 % interval', numeric: true, value: (row) => row.againstRandom?.low, cell: (row) => interval(row.againstRandom, digits + 1) },
    { label: 'p', numeric: true, value: (row) => row.againstRandom?.p, cell: (row) => pText(row.againstRandom?.p) },
    number('Queries', (row) => row.queries, 1),
    number('Repeats', (row) => row.repeatsIsomorphic, 1),
  ];
}
