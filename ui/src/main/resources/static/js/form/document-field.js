import { html, live, nothing } from '../libraries.js';
import { placeOf } from './json-place.js';

/** A JSON document in a field of many lines: numbered, with the place marked that the server refused. */
export function documentField({ id, text, examples, place, invalid, said, keep }) {
  const wrong = place === undefined ? null : placeOf(text, place);
  const button = (title, more, make) => html`<button type="button" class=${`tiny ${more}`} @click=${() => keep(make())}>${title}</button>`;
  return html`
    <div class="row" role="group" aria-label="Start from an example">
      ${(examples ?? []).map((one) => button(one.title, '', () => one.text))}
      ${isJson(text) ? button('Indent', 'quiet', () => JSON.stringify(JSON.parse(text), null, 2)) : nothing}</div>
    <div class="code">
      <pre class="lines" aria-hidden="true">${numbers(text)}</pre>
      <pre class="marks" aria-hidden="true">${wrong ? marked(text, wrong) : text}\n</pre>
      <textarea id=${id} spellcheck="false" autocomplete="off" autocapitalize="off" wrap="off" .value=${live(text)}
        @input=${(event) => keep(event.target.value)} aria-invalid=${invalid} aria-describedby=${said}></textarea>
    </div>
    ${wrong ? html`<p class="row small"><button type="button" class="link" @click=${() => show(id, wrong)}>Show line ${wrong.line}</button>
      ${place ? html`<code>${place}</code>` : nothing}</p>` : nothing}`;
}

const marked = (text, { from, to }) => html`${text.slice(0, from)}<mark>${text.slice(from, to)}</mark>${text.slice(to)}`;

function show(id, { from, to }) {
  const box = document.getElementById(id);
  box.focus({ preventScroll: true });
  box.setSelectionRange(from, to);
  box.parentElement.querySelector('mark').scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

const numbers = (text) => text.split('\n').map((line, i) => i + 1).join('\n');

function isJson(text) {
  try {
    return JSON.parse(text) !== null;
  } catch {
    return false;
  }
}
