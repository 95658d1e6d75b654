import { html, nothing } from '../libraries.js';
import { percent } from '../format.js';

/** Everything with a good default, folded away: each fold says in one line what is chosen now. */
export function folds(form, make, { catalog, dataset }) {
  const spaces = catalog.spaces.map((entry) => ({ ...entry, unfit: dataset?.spaces && !dataset.spaces.includes(entry.name) }));
  return html`
    ${entryFold(form, make, 'Search space', '/space', spaces, 'What the network may look like.')}
    ${entryFold(form, make, 'Controller', '/controller', catalog.controllers, 'What proposes the next architecture. If you do not choose: rlsvi where each candidate is trained alone, because in the league, on tables of such trainings, it is level with local search or ahead of it; else ppo, whose proposals get better as a whole.')}
    ${entryFold(form, make, 'Evaluator', '/evaluator', catalog.evaluators, 'How a proposed architecture gets its score.', html`
      ${make.input('/evaluator/inFlight', { label: 'Evaluations in flight', number: true, hint: 'How many proposals are open at once.' })}
      ${make.input('/evaluator/threads', { label: 'Threads', number: true })}`)}
    ${objectiveFold(form, make)}
    ${fold(form, 'Final training', ['/finalTraining'],
      `best ${make.shown('/finalTraining/top', 3)}, ${make.shown('/finalTraining/epochs', '–')} epochs`, html`<div class="fields">
        ${make.input('/finalTraining/top', { label: 'How many of the best', number: true, hint: 'They are trained to the end; the validation part chooses one, and each is tested once.' })}
        ${make.input('/finalTraining/epochs', { label: 'Epochs', number: true })}
        ${make.select('/finalTraining/start', { label: 'Begins with', fallback: 'fresh', options: [{ value: 'fresh', text: 'fresh weights' }, { value: 'inherited', text: 'the weights of the search' }],
          hint: 'The weights of the search are there where the evaluator shares or generates them.' })}</div>`)}
    ${fold(form, 'Name, seed and engine', ['/name', '/seed', '/engine', '/device', '/precision'],
      `seed ${make.shown('/seed', '–')}, ${make.shown('/engine', 'torch')} on ${make.shown('/device', 'auto')}`, html`<div class="fields">
        ${make.input('/name', { label: 'Name' })}
        ${make.input('/seed', { label: 'Seed', number: true, hint: 'The same seed gives the same search.' })}
        ${make.select('/engine', { label: 'Engine', fallback: 'torch', options: [{ value: 'torch', text: 'LibTorch' }, { value: 'dl4j', text: 'DL4J' }] })}
        ${make.input('/device', { label: 'Device', hint: 'auto, cpu or cuda:N. Auto takes the first GPU where there is one.' })}
        ${make.select('/precision', { label: 'Precision', fallback: 'single', options: [{ value: 'single' }, { value: 'mixed', text: 'mixed, on a GPU' }] })}</div>`)}`;
}

const measures = [
  { value: 'mean', text: 'their mean' }, { value: 'cvar', text: 'the mean of the worst (CVaR)' }, { value: 'quantile', text: 'what the worst reach (quantile)' },
];
const scalarizations = [
  { value: 'chebyshev', text: 'the metric that is furthest behind (Chebyshev)' }, { value: 'weighted-sum', text: 'their weighted sum' },
];

/** How several trainings, and several metrics, become one number. */
function objectiveFold(form, make) {
  const measure = make.shown('/objective/risk/measure', 'mean');
  const choose = (chosen) => make.set('/objective/risk', chosen === 'mean' ? undefined : { ...form.draft.objective?.risk, measure: chosen });
  return fold(form, 'Risk and trade-off', ['/objective/risk', '/objective/scalarization'],
    measure === 'mean' ? 'mean' : `${measure}, worst ${percent(make.shown('/objective/risk/level', 0.25), 0)}`, html`<div class="fields">
      ${make.select('/objective/risk/measure', { label: 'What repeated trainings are worth', fallback: 'mean', options: measures, onChange: choose,
        hint: 'Other than the mean needs an evaluator with repeats, such as stand-alone.' })}
      ${measure === 'mean' ? nothing : make.input('/objective/risk/level', { label: 'Share that counts as the worst', number: true, fallback: 0.25, hint: 'Up to 1.' })}
      ${form.draft.objective?.tradeOff?.length ? make.select('/objective/scalarization', { label: 'Several metrics as one number', fallback: 'chebyshev',
        options: scalarizations, hint: 'For controllers that learn from one number; nsga2 sees all.' }) : nothing}</div>`);
}

function entryFold(form, make, title, pointer, entries, hint, more = nothing) {
  const name = make.shown(`${pointer}/name`, entries.find((entry) => !entry.unfit)?.name);
  const entry = entries.find((one) => one.name === name);
  const given = form.draft[pointer.slice(1)]?.settings ?? {};
  const own = (entry?.settings ?? []).filter((one) => given[one.name] !== undefined && given[one.name] !== one.default).length;
  const choose = (chosen) => {
    const { settings, ...kept } = form.draft[pointer.slice(1)] ?? {};
    form.change({ ...form.draft, [pointer.slice(1)]: { ...kept, name: chosen } });
  };
  return fold(form, title, [pointer], `${name ?? '–'}${own ? `, ${own} changed` : ''}`, html`
    <div class="fields">${make.select(`${pointer}/name`, { label: 'Which', fallback: name, onChange: choose, hint: entry?.summary ?? hint,
      options: entries.map((one) => ({ value: one.name, disabled: one.unfit, text: one.unfit ? `${one.name} (not for this data)` : one.name })) })}
      ${more}
      ${(entry?.settings ?? []).map((one) => make.setting(`${pointer}/settings`, one))}</div>`);
}

// A fold with an error inside opens by itself: a refusal that cannot be seen cannot be mended.
function fold(form, title, pointers, now, content) {
  const wrong = [...form.errors.keys()].some((field) => pointers.some((pointer) => field.startsWith(pointer)));
  return html`<details ?open=${wrong || form.opened.has(title)} @toggle=${(event) => {
    if (event.target.open) form.opened.add(title);
    else form.opened.delete(title);
  }}><summary>${title}<span class="now">${now}</span></summary><div class="fold">${content}</div></details>`;
}
