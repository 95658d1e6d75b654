import { html, nothing } from '../libraries.js';
import { isNumber } from '../format.js';
import { datasetId } from '../objective.js';
import { typed } from './draft.js';
import { textOf } from './fields.js';

const place = (name) => `/dataset/settings/${name}`;

/** How the data takes part: a tenth is often enough to tell good architectures from bad ones. */
export function datasetSettings(form, make, task) {
  return html`${shareField(form)}${task === 'regression' ? nothing : make.select(place('classWeights'), {
    label: 'Rare classes', fallback: 'none', onChange: (chosen) => keep(form, 'classWeights', chosen === 'none' ? undefined : chosen),
    options: [{ value: 'none', text: 'count as often as they occur' }, { value: 'balanced', text: 'count as much as frequent ones' }],
    hint: 'In training; metrics know no weights.' })}`;
}

// Without settings a specification names the data set by its id alone.
function keep(form, name, value) {
  const { [name]: former, ...others } = form.draft.dataset?.settings ?? {};
  const settings = value === undefined ? others : { ...others, [name]: value };
  const id = datasetId(form.draft);
  form.change({ ...form.draft, dataset: Object.keys(settings).length ? { name: id, settings } : id });
}

function shareField(form) {
  const pointer = place('trainingShare');
  form.fields.add(pointer);
  const error = form.errors.get(pointer)?.detail;
  const given = form.draft.dataset?.settings?.trainingShare;
  const change = (event) => {
    const share = typed(event.target.value);
    keep(form, 'trainingShare', share === 100 ? undefined : isNumber(share) ? share / 100 : share);
  };
  return html`<div class="field"><label for="share">Share of its rows to use</label>
    <div class="with-unit"><input id="share" type="text" inputmode="decimal" autocomplete="off" placeholder="100"
      .value=${textOf('share', isNumber(given) ? String(given * 100) : given ?? '')} @input=${change}
      aria-invalid=${error ? 'true' : 'false'} aria-describedby=${error ? 'share-error' : nothing}><span>%</span></div>
    ${error ? html`<span class="error" id="share-error">${error}</span>` : nothing}</div>`;
}
