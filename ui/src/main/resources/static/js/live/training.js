import { html, nothing } from '../libraries.js';
import { isOver } from '../states.js';

/** Evaluators that learn a start for every candidate. */
const learning = ['shared-weights', 'hypernetwork', 'smash'];

/** What trains a trial of a search that is over to the end: a column for a table, and the choice of the start beside it. */
export function training(search, own, { train, draw }) {
  if (!isOver(search.state)) return { columns: [], tools: nothing };
  own.start ??= search.specification?.finalTraining?.start ?? 'fresh';
  return {
    columns: [{ label: 'Train', cell: (trial) => html`<button type="button" class="tiny" ?disabled=${own.busy}
      aria-label=${`Train trial ${trial.number} to the end`} @click=${() => train([trial.number])}>Train</button>` }],
    tools: !learning.includes(search.specification?.evaluator?.name) ? nothing : html`<select class="tiny" aria-label="Training begins with" .value=${own.start}
      title="What the search has learned for a network is there where its evaluator shares or generates weights"
      @change=${(event) => { own.start = event.target.value; draw(); }}>
      <option value="fresh" ?selected=${own.start === 'fresh'}>train from fresh weights</option>
      <option value="inherited" ?selected=${own.start === 'inherited'}>train from the weights of the search</option></select>`,
  };
}
