import { html, live } from '../libraries.js';
import { shortHash } from '../format.js';

/** Two architectures that are ticked in the tables of a search, to be compared; a third one takes the place of the first. */
export function picker(own, draw) {
  const turn = (id) => (event) => {
    own.picked = event.target.checked ? [...own.picked, id].slice(-2) : own.picked.filter((one) => one !== id);
    draw();
  };
  const [a, b] = own.picked;
  return {
    cell: (id) => html`<span class="tick"><input type="checkbox" aria-label=${`Compare ${shortHash(id)}`} .checked=${live(own.picked.includes(id))}
      @change=${turn(id)}><a class="mono" href=${`/architectures/${id}`}>${shortHash(id)}</a></span>`,
    link: b ? html`<a class="button tiny" href=${`/compare?a=${a}&b=${b}`}>Compare the two</a>`
      : html`<span class="small muted number">Tick two to compare</span>`,
  };
}
