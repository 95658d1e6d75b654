import { html, live, nothing } from '../libraries.js';
import { isMinimized, metrics, tradable } from '../objective.js';
import { typed } from './draft.js';
import { textOf } from './fields.js';

const limits = [
  ['parameters', 'Parameters, at most'],
  ['macs', 'MACs, at most', 'Multiplications for one example.'],
  ['latency', 'Milliseconds, at most', 'For one example, measured on this machine; times do not repeat exactly.'],
];

/** The three choices in plain words: what to optimise, within which limits, for how long. */
export function threeChoices(form, make, task) {
  return html`<div class="three">
    <fieldset class="choice"><legend>What should be best?</legend>${goal(form, make, task)}${tradeOff(form, make)}</fieldset>
    <fieldset class="choice"><legend>Within which limits?</legend>${limits.map((limit) => limitField(form, limit))}</fieldset>
    <fieldset class="choice"><legend>For how long?</legend>
      ${make.input('/budget/seconds', { label: 'At most', unit: 'minutes', number: true, scale: 60 })}
      ${make.input('/budget/trials', { label: 'And at most', unit: 'trials', number: true,
        hint: 'A trial is one architecture with its score. Whichever comes first ends the search.' })}
    </fieldset></div>`;
}

function goal(form, make, task) {
  const known = metrics[task] ?? metrics.classification;
  const objective = form.draft.objective ?? {};
  const defaults = form.defaults?.objective ?? {};
  const now = objective.minimize ?? objective.maximize ?? defaults.minimize ?? defaults.maximize ?? known[0][0];
  const pointer = isMinimized(now) ? '/objective/minimize' : '/objective/maximize';
  const choose = (metric) => {
    const { minimize, maximize, ...kept } = objective;
    form.change({ ...form.draft, objective: { ...kept, [isMinimized(metric) ? 'minimize' : 'maximize']: metric } });
  };
  const options = known.some(([metric]) => metric === now) ? known : [[now, now], ...known];
  return make.select(pointer, { label: 'On the validation part', fallback: now, onChange: choose,
    options: options.map(([value, text]) => ({ value, text })),
    hint: 'The test part stays untouched until the final training.' });
}

const most = 2;

/** Further metrics that count as much: the search then ends with a set of best compromises instead of one best network. */
function tradeOff(form, make) {
  const pointer = '/objective/tradeOff';
  const { tradeOff: given = [], scalarization, ...kept } = form.draft.objective ?? {};
  const turn = (metric, wanted) => {
    const named = wanted ? [...given, metric] : given.filter((one) => one !== metric);
    form.change({ ...form.draft, objective: named.length === 0 ? kept
      : { ...kept, tradeOff: named, ...(scalarization && { scalarization }) } });
  };
  form.fields.add(pointer);
  const error = form.errors.get(pointer)?.detail;
  const others = given.filter((metric) => !tradable.some(([one]) => one === metric)).map((metric) => [metric, metric]);
  return html`<div class="field" role="group" aria-labelledby="trade-off-label">
    <span class="label" id="trade-off-label">And as a trade-off</span>
    ${[...tradable, ...others].map(([metric, text]) => html`<label class="tick"><input type="checkbox" .checked=${live(given.includes(metric))}
      ?disabled=${!given.includes(metric) && given.length >= most} @change=${(event) => turn(metric, event.target.checked)}>${text}</label>`)}
    ${error ? html`<span class="error">${error}</span>` : nothing}
    ${given.length ? html`<span class="hint">You choose among the best compromises. ${madeForIt(form, make)}</span>` : nothing}</div>`;
}

function madeForIt(form, make) {
  if (make.shown('/controller/name') === 'nsga2') return 'The controller nsga2 is made for them.';
  return html`<button type="button" class="link" @click=${() => form.change({ ...form.draft, controller: { name: 'nsga2' } })}
    >Take nsga2</button>, the controller made for them; others see several metrics as one number.`;
}

// The document has a list of constraints, the form one field a metric: their places differ.
function limitField(form, [metric, label, hint]) {
  const given = form.draft.objective?.constraints ?? [];
  const index = given.findIndex((one) => one.metric === metric);
  const pointer = index < 0 ? `/objective/constraints/${metric}` : `/objective/constraints/${index}/atMost`;
  form.fields.add(pointer);
  const error = form.errors.get(pointer)?.detail;
  const id = `limit-${metric}`;
  const keep = (event) => {
    const atMost = typed(event.target.value);
    const others = given.filter((one) => one.metric !== metric);
    const constraints = atMost === undefined ? others : [...others, { metric, atMost }];
    const objective = { ...form.draft.objective, constraints };
    if (constraints.length === 0) delete objective.constraints;
    form.change({ ...form.draft, objective });
  };
  return html`<div class="field"><label for=${id}>${label}</label>
    <input id=${id} type="text" inputmode="decimal" autocomplete="off" placeholder="no limit" .value=${textOf(id, String(given[index]?.atMost ?? ''))}
      @input=${keep} aria-invalid=${error ? 'true' : 'false'} aria-describedby=${error ? `${id}-error` : nothing}>
    ${error ? html`<span class="error" id=${`${id}-error`}>${error}</span>` : nothing}
    ${hint ? html`<span class="hint">${hint}</span>` : nothing}</div>`;
}
