import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { persist, stage } from '../stage.js';
import { datasetId } from '../objective.js';
import { loadingPanel, lostNotice } from '../components/notice.js';
import { classCounts, datasetSummary, examples, soundness } from '../components/dataset-preview.js';
import { errorsByField } from '../form/draft.js';
import { datasetSettings } from '../form/dataset-settings.js';
import { fieldMaker } from '../form/fields.js';
import { threeChoices } from '../form/choices.js';
import { folds } from '../form/folds.js';
import { estimatePanel } from '../form/estimate.js';

export const title = 'New search';

/** Is this worth starting? */
export function open(host, { query }) {
  const form = {
    draft: {}, defaults: null, errors: new Map(), left: [], fields: new Set(), opened: new Set(), problem: null,
    estimate: null, waiting: false, submitting: false, datasets: null, catalog: null, preview: null, lost: null,
    key: uniqueKey(), change, submit,
  };
  const screen = stage(host, () => view(form, chooseDataset));
  let asked = null;
  let timer = null;

  function change(draft) {
    form.draft = draft;
    form.key = uniqueKey();
    clearTimeout(timer);
    timer = setTimeout(estimate, 250);
    screen.draw();
  }

  function chooseDataset(id) {
    const { space, objective, ...kept } = form.draft;
    change({ ...kept, dataset: id });
    loadPreview(id);
  }

  async function loadPreview(id) {
    form.preview = await api.dataset(id).catch(() => null);
    screen.draw();
  }

  async function estimate() {
    asked?.abort();
    asked = new AbortController();
    form.waiting = true;
    screen.draw();
    try {
      form.estimate = await api.estimate(form.draft, asked.signal);
      form.defaults = form.estimate.specification ?? form.defaults;
      refuse(null);
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      refuse(problem);
    }
    form.waiting = false;
    screen.draw();
  }

  function refuse(problem) {
    form.problem = problem;
    const { found, left } = errorsByField(problem?.errors, [...form.fields]);
    form.errors = found;
    form.left = left;
  }

  async function submit() {
    form.submitting = true;
    screen.draw();
    try {
      const search = await api.submit(form.draft, form.key);
      return screen.go(`/searches/${search.id}`);
    } catch (problem) {
      refuse(problem);
    }
    form.submitting = false;
    screen.draw();
  }

  async function load() {
    const [datasets, spaces, controllers, evaluators, draft] = await Promise.all([
      api.datasets(), api.catalog('spaces'), api.catalog('controllers'), api.catalog('evaluators'), startingPoint(query)]);
    form.datasets = datasets;
    form.catalog = { spaces, controllers, evaluators };
    change({ dataset: datasets[0]?.id, ...draft });
    if (form.draft.dataset) loadPreview(datasetId(form.draft));
  }

  persist(screen, load, (problem) => (form.lost = problem));
  screen.draw();
  return {
    close() {
      asked?.abort();
      clearTimeout(timer);
      screen.close();
    },
  };
}

/** `?from=ID` starts from another search, `&controller=random` with another controller, `?dataset=ID` from a data set. */
async function startingPoint(query) {
  const from = query.get('from');
  const dataset = query.get('dataset');
  const { name, ...draft } = from ? (await api.search(from)).specification : {};
  if (dataset) draft.dataset = dataset;
  if (query.get('controller')) draft.controller = { name: query.get('controller') };
  return draft;
}

function uniqueKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function view(form, chooseDataset) {
  const head = html`<div class="head"><div><h1>New search</h1><p>Three choices; everything else has a default that works.</p></div></div>`;
  if (form.lost) return html`${head}${lostNotice(form.lost, '/searches/new', 'Begin without it')}`;
  if (!form.catalog) return html`${head}${loadingPanel}`;
  form.fields.clear();
  const make = fieldMaker(form);
  const dataset = form.datasets.find((one) => one.id === datasetId(form.draft));
  return html`${head}<div class="new">
    <div class="stack">
      <section class="panel"><div class="two">
        <div class="choice"><h2>Your data</h2>
          ${make.select('/dataset', { label: 'Data set', value: dataset?.id, onChange: chooseDataset,
            options: form.datasets.map((one) => ({ value: one.id, text: one.name })) })}
          ${dataset ? datasetSummary(dataset) : nothing}
          ${datasetSettings(form, make, dataset?.task)}
          <a href="/datasets">Add your own data</a></div>
        <div class="stack">${form.preview ? html`<div>${classCounts(form.preview.preview, 10)}</div>
          ${form.preview.preview?.warnings?.length ? html`<div>${soundness(form.preview.preview, 3)}</div>` : nothing}` : nothing}</div>
      </div>
      <div class=${form.preview ? 'preview-row' : 'preview-row preview-place'}>${form.preview ? examples(form.preview.preview, 12) : ' '}</div></section>
      <section class="panel">${threeChoices(form, make, dataset?.task)}</section>
      <section class="panel"><header><h2>Everything else</h2></header>${folds(form, make, { catalog: form.catalog, dataset })}</section>
    </div>
    <aside>${estimatePanel(form)}</aside>
  </div>`;
}
