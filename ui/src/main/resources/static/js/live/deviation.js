import { html, nothing } from '../libraries.js';
import { trainings } from '../objective.js';

/** Whether scores have more to say than one number. */
export const isRepeated = (specification) => (specification?.evaluator?.settings?.repeats ?? 1) > 1;

/** What stands below the score of several trainings in a table: their deviation and number. */
export function deviation({ metrics }, specification) {
  const runs = trainings(metrics, specification);
  return runs ? html`<span class="under">${runs.text}</span>` : nothing;
}
