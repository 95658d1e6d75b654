import { html, nothing } from '../libraries.js';

/** A refusal in the server's own words, with the places it names. */
export function problemNotice(problem) {
  if (!problem) return nothing;
  const errors = (problem.errors ?? []).filter((one) => one.detail && one.detail !== problem.message);
  return html`<div class="notice notice-bad above" role="alert">${problem.message}
    ${errors.map((one) => html`<div class="small"><code>${one.pointer}</code> ${one.detail}</div>`)}</div>`;
}

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
