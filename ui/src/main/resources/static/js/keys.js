import { go } from './router.js';

/** `/` goes to the screen's filter, `n` to a new search, Escape out of a field; arrows walk rows of tables. */
export function listenToKeys() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest?.('input, select, textarea');
    if (typing) {
      if (event.key === 'Escape') typing.blur();
    } else if (event.key === '/') {
      const filter = document.querySelector('[data-filter]');
      if (filter) {
        event.preventDefault();
        filter.focus();
        filter.select();
      }
    } else if (event.key === 'n' && location.pathname !== '/searches/new') { // There it would empty the form.
      event.preventDefault();
      go('/searches/new');
    } else {
      walkRows(event);
    }
  });
}

const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

function walkRows(event) {
  const row = event.target.closest?.('tbody tr');
  const step = steps[event.key];
  if (!row || step === undefined) return;
  const rows = [...row.parentElement.rows];
  const at = Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + step));
  const target = rows[at].querySelector('a, button') ?? rows[at];
  target.focus();
  event.preventDefault();
}
