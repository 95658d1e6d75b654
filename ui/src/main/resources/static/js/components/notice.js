import { html, nothing } from '../libraries.js';

/** A refusal in the server's own words, with the places it names. What is no answer of the server is a fault of this page. */
export function problemNotice(problem, more = nothing) {
  if (!problem) return nothing;
  const again = problem.status !== undefined ? more : html` <button type="button" class="link" @click=${() => location.reload()}>Try again</button>`;
  const errors = (problem.errors ?? []).filter((one) => one.detail && one.detail !== problem.message);
  return html`<div class="notice notice-bad above" role="alert">${problem.message}${again}
    ${errors.map((one) => html`<div class="small"><code>${one.pointer}</code> ${one.detail}</div>`)}</div>`;
}

/** Why a screen has nothing to show. It asks again by itself where the service is away, and else leads onward. */
export function lostNotice(problem, href, name) {
  return problemNotice(problem, problem?.status === 0 ? ' This page asks again until it does.'
    : href ? html` <a href=${href}>${name}</a>` : nothing);
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
