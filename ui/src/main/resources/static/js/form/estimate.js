import { html, nothing } from '../libraries.js';
import { duration, share, whole } from '../format.js';

/** What the search will cost, before it is started, and the button. What cannot be says so above the button. */
export function estimatePanel({ estimate, waiting, problem, left, submitting, submit }) {
  const refused = Boolean(problem);
  return html`<section class="panel estimate" aria-label="Estimate">
    <header><h2>Is it worth it?</h2><span class="small muted" role="status">${waiting ? 'estimating…' : ''}</span></header>
    <dl>
      <dt>Time</dt><dd>${refused ? '–' : duration(estimate?.seconds)}</dd>
      <dt>Per trial</dt><dd>${refused ? '–' : duration(estimate?.secondsPerTrial)}</dd>
      <dt>Memory</dt><dd>${refused ? '–' : `${whole(estimate?.memoryMegabytes)} MB`}</dd>
      <dt>Architectures in the space</dt><dd>${refused ? '–' : size(estimate?.spaceSize)}</dd>
      <dt>Share that will be seen</dt><dd>${refused ? '–' : share(estimate?.shareSeen)}</dd>
    </dl>
    ${(!refused && estimate?.warnings ? estimate.warnings : []).map((warning) => html`<p class="notice notice-warn">${warning}</p>`)}
    ${refused ? html`<div class="notice notice-bad" role="alert">${problem.status ? 'This search cannot start.' : nothing}
      ${left.length === 0 && problem.errors.length ? html`<div>What is wrong is said at its field.</div>` : nothing}
      ${problem.errors.length === 0 ? html`<div>${problem.message}</div>` : nothing}
      ${left.map((error) => html`<div>${error.detail}</div>`)}</div>` : nothing}
    <button type="button" class="primary wide" ?disabled=${submitting || (refused && problem.status >= 400 && problem.status < 500)} @click=${submit}>
      ${submitting ? 'Starting…' : 'Start the search'}</button>
  </section>`;
}

/** Sizes of spaces are exact and may have hundreds of digits. */
function size(text) {
  if (!text) return '–';
  const digits = String(text);
  if (digits.length <= 9) return whole(Number(digits));
  return html`<span title=${digits}>${digits[0]}.${digits.slice(1, 3)} × 10<sup>${digits.length - 1}</sup></span>`;
}
