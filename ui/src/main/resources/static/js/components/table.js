import { html, nothing, repeat } from '../libraries.js';
import { say } from './notice.js';
import { plural, whole } from '../format.js';

/**
 * A table that sorts, filters and copies. A column is `{label, value(row), cell(row)?, copied(row)?, numeric?, full?}`: `value`
 * sorts, `cell` is shown, `copied` (or else `value`) is copied. The screen owns `view` (`{sort, down, filter, shown}`), so that it survives redraws.
 */
export function table({ caption, columns, rows, key, view, redraw, empty, tools }) {
  const kept = sorted(filtered(rows, columns, view.filter), columns, view);
  const shown = kept.slice(0, view.shown ?? 50);
  const next = Math.min(200, kept.length - shown.length);
  return html`
    <div class="table-tools">
      <input type="search" data-filter aria-label=${`Filter ${caption}`} placeholder="Filter  ( / )" .value=${view.filter ?? ''}
        @input=${(event) => { view.filter = event.target.value; redraw(); }}>
      ${tools ?? nothing}
      <span class="end" role="status">${kept.length < rows.length ? `${whole(kept.length)} of ` : ''}${plural(rows.length, 'row')}</span>
      <button type="button" class="tiny" @click=${() => copy(linesOf(columns, kept))}>Copy</button>
    </div>
    <div class="scroll"><table class="cards">
      <caption class="hidden">${caption}</caption>
      <thead><tr>${columns.map((column, i) => header(column, i, view, redraw))}</tr></thead>
      <tbody>${repeat(shown, key, (row) => line(row, columns))}</tbody>
    </table></div>
    ${kept.length === 0 ? html`<div class="quiet-empty">${rows.length ? 'Nothing fits the filter.' : empty}</div>` : nothing}
    ${kept.length > shown.length ? html`<div class="more"><button type="button" class="tiny"
      @click=${() => { view.shown = (view.shown ?? 50) + 200; redraw(); }}>Show ${whole(next)} more</button></div>` : nothing}`;
}

function header(column, index, view, redraw) {
  const side = column.numeric ? 'number' : '';
  if (!column.value) return html`<th class=${side} scope="col"><span>${column.label}</span></th>`;
  const direction = view.sort !== index ? 'none' : view.down ? 'descending' : 'ascending';
  const turn = () => {
    view.down = view.sort === index ? !view.down : Boolean(column.numeric);
    view.sort = index;
    redraw();
  };
  return html`<th class=${side} scope="col" aria-sort=${direction}>
    <button type="button" @click=${turn}>${column.label}</button></th>`;
}

function line(row, columns) {
  return html`<tr tabindex="-1">${columns.map((column, i) => html`<td data-label=${column.label}
    class=${`${column.numeric ? 'number' : ''} ${i === 0 ? 'first' : ''} ${column.full ? 'full' : ''}`}
    >${column.cell ? column.cell(row) : column.value(row) ?? '–'}</td>`)}</tr>`;
}

function filtered(rows, columns, filter) {
  const words = (filter ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = columns.map((column) => column.value?.(row) ?? '').join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function sorted(rows, columns, view) {
  const value = columns[view.sort]?.value;
  if (!value) return rows;
  const sign = view.down ? -1 : 1;
  return [...rows].sort((a, b) => compare(value(a), value(b), sign));
}

// What is missing stands last in both directions: it is neither the best nor the worst.
function compare(a, b, sign) {
  const noA = a == null || Number.isNaN(a);
  const noB = b == null || Number.isNaN(b);
  if (noA || noB) return Number(noA) - Number(noB);
  return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true }));
}

function linesOf(columns, rows) {
  const copied = columns.filter((column) => column.value);
  return [copied.map((column) => column.label), ...rows.map((row) => copied.map((column) => (column.copied ?? column.value)(row) ?? ''))];
}

/** The button that copies a table of another form: `lines` makes lists of values, the first one the header. */
export const copyButton = (name, lines) => html`<button type="button" class="tiny" aria-label=${`Copy ${name}`}
  @click=${() => copy(lines())}>Copy</button>`;

async function copy(lines) {
  try {
    await navigator.clipboard.writeText(lines.map((cells) => cells.map(inOneCell).join('\t')).join('\n'));
    say(`Copied ${plural(lines.length - 1, 'row')}.`);
  } catch {
    say('The browser does not let this page copy.');
  }
}

// What separates cells and rows stays out of them.
const inOneCell = (value) => String(value).replaceAll(/[\t\r\n]+/g, ' ');
