import { html, render } from './libraries.js';
import { nextTheme, theme } from './theme.js';

const places = [
  ['/searches', 'Searches'],
  ['/datasets', 'Data sets'],
  ['/leagues', 'Leagues'],
  ['/ranks', 'Ranks'],
];

/** The bar with the way to every place; it stands above each screen. */
export function drawBar() {
  const here = location.pathname;
  const isHere = (path) => here.startsWith(path) || (path === '/searches' && here === '/');
  render(html`<div class="bar-inner">
    <a class="brand" href="/searches"><img src="/favicon.svg" alt="">Espalier</a>
    <nav aria-label="Main">
      ${places.map(([path, name]) => html`<a href=${path} aria-current=${isHere(path) ? 'page' : 'false'}>${name}</a>`)}
    </nav>
    <div class="bar-end">
      <button type="button" class="quiet" @click=${() => { nextTheme(); drawBar(); }}
        title="Change between the system's theme, light and dark" aria-label=${`Theme: ${theme()}`}
        ><span aria-hidden="true">◐</span><span class="word" aria-hidden="true">${theme()}</span></button>
      <a class="button primary" href="/searches/new">New search <kbd aria-hidden="true">n</kbd></a>
    </div>
  </div>`, document.getElementById('bar'));
}
