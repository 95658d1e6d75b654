import { html, nothing } from '../libraries.js';
import { isNumber } from '../format.js';
import { datasetId } from '../objective.js';
import { typed } from './draft.js';
import { textOf } from './fields.js';

const pointer = '/dataset/settings/trainingShare';

/** How much of the data takes part: a tenth is often enough to tell good architectures from bad ones. */
export function shareField(form) {
  form.fields.add(pointer);
  const error = form.errors.get(pointer)?.detail;
  const given = form.draft.dataset?.settings?.trainingShare;
  const keep = (event) => {
    const share = typed(event.target.value);
    const dataset = datasetId(form.draft);
    const whole = share === undefined || share === 100;
    form.change({ ...form.draft, dataset: whole ? dataset
      : { name: dataset, settings: { trainingShare: isNumber(share) ? share / 100 : share } } });
  };
  return html`<div class="field"><label for="share">Share of its rows to use</label>
    <div class="with-unit"><input id="share" type="text" inputmode="decimal" autocomplete="off" placeholder="100"
      .value=${textOf('share', isNumber(given) ? String(given * 100) : given ?? '')} @input=${keep}
      aria-invalid=${error ? 'true' : 'false'} aria-describedby=${error ? 'share-error' : nothing}><span>%</span></div>
    ${error ? html`<span class="error" id="share-error">${error}</span>` : nothing}</div>`;
}
