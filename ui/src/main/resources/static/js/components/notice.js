import { html, nothing } from '../libraries.js';

/** A refusal in the server's own words, with the places it names. */
export function problemNotice(problem) {
  if (!problem) return nothing;
  const again = problem.status ? nothing : html` <button type="button" class="link" @click=${() => location.reload()}>Try again</button>`;
  const errors = (problem.errors ?? []).filter((one) => one.detail && one.detail !== problem.message);
  return html`<div class="notice notice-bad above" role="alert">${problem.message}${again}
    ${errors.map((one) => html`<div class="small"><code>${one.pointer}</code> ${one.detail}</div>`)}</div>`;
}

/** What stands in the place of something that is on its way; it shows itself only when that takes a while. */
export const loading = html`<div class="chart-place quiet-empty loading" aria-busy="true">Loading…</div>`;

export const loadingPanel = html`<section class="panel">${loading}</section>`;

let timer;

/** A short word at the foot of the page that goes by itself. */
export function say(text) {
  let place = document.querySelector('.toast');
  if (!place) {
    place = document.createElement('div');
    place.className = 'toast';
    place.setAttribute('role', 'status');
    document.body.append(place);
  }
  place.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => place.remove(), 4000);
}
