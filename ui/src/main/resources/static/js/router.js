import { html, render, nothing } from './libraries.js';
import { problemNotice } from './components/notice.js';

let show = () => {};

/** What a screen is chosen and opened by: without the place on it, such as `#main`. */
const address = ({ pathname, search }) => pathname + search;

/** Goes to an address of this page without loading it again; `instead` of the one that is shown. */
export function go(to, { instead = false } = {}) {
  history[instead ? 'replaceState' : 'pushState'](null, '', to);
  show(true);
}

/**
 * Shows in `host` the screen whose pattern fits the address, now and whenever it changes.
 * A screen is a module with `open(host, {params, query})` that returns `{close}`.
 */
export function startRouter(host, screens, changed) {
  let current = null;
  let shown = null;
  let turn = 0;
  show = async (moved) => {
    const mine = ++turn;
    shown = address(location);
    const { load, params } = match(screens, location.pathname);
    const screen = load ? await load().catch((failure) => broken(failure)) : missing;
    if (mine !== turn) return;
    current?.close();
    render(nothing, host);
    current = screen.open(host, { params, query: new URLSearchParams(location.search) });
    document.title = `${screen.title ?? 'Not found'} · Espalier`;
    changed();
    if (moved) {
      scrollTo(0, 0);
      host.focus({ preventScroll: true });
    }
  };
  addEventListener('popstate', () => address(location) === shown || show(true));
  document.addEventListener('click', followInside);
  show(false);
}

function match(screens, path) {
  const parts = path.replace(/\/+$/, '').split('/');
  for (const [pattern, load] of screens) {
    const wanted = pattern.replace(/\/+$/, '').split('/');
    if (wanted.length !== parts.length) continue;
    const params = {};
    const fits = wanted.every((word, i) => {
      if (!word.startsWith(':')) return word === parts[i];
      params[word.slice(1)] = decodeURIComponent(parts[i]);
      return parts[i] !== '';
    });
    if (fits) return { load, params };
  }
  return { params: {} };
}

function followInside(event) {
  const link = event.target.closest?.('a[href]');
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented) return;
  const inside = link.origin === location.origin && !link.pathname.startsWith('/api/');
  if (!inside || link.target || link.hasAttribute('download') || link.getAttribute('href').startsWith('#')) return;
  event.preventDefault();
  if (address(link) !== address(location)) go(link.href);
}

const missing = {
  open(host) {
    render(html`<div class="empty panel"><h1>Nothing stands at this address</h1>
      <p>It may have been deleted, or the address has a slip in it.</p>
      <a class="button" href="/searches">All searches</a></div>`, host);
    return { close() {} };
  },
};

function broken(failure) {
  return { title: 'Not loaded', open: (host) => (render(problemNotice(failure), host), { close() {} }) };
}
