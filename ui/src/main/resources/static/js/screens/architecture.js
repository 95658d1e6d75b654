import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { narrow, persist, stage } from '../stage.js';
import { loadingPanel, lostNotice } from '../components/notice.js';
import { compact, percent, plural, shortHash, whole } from '../format.js';
import { drawing, showStart } from '../architecture/drawing.js';
import { latencyFigure, loadEvidence, scoreFigure, trialTable } from '../architecture/evidence.js';
import { layerTable } from '../architecture/layers.js';
import { modelPanel } from '../architecture/model.js';

export const title = 'Architecture';

/** Do I want this one? */
export function open(host, { params }) {
  const known = { architecture: null, models: null, problem: null, chosen: null, zoom: 1,
    evidence: { searches: new Map() }, view: { sort: -1, filter: '', shown: narrow() ? 10 : 200 }, trialView: { sort: -1, filter: '', shown: 8 } };
  const acts = {
    draw: () => screen.draw(),
    choose(key) {
      known.chosen = known.chosen === key ? null : key;
      screen.draw();
    },
    zoom(factor) {
      known.zoom = factor === 0 ? 1 : Math.min(3, Math.max(0.25, known.zoom * factor));
      screen.draw();
    },
  };
  const screen = stage(host, () => view(known, acts));

  async function load() {
    known.architecture = await api.architecture(params.id);
    screen.entitle(`Architecture ${shortHash(params.id)}`);
    screen.now();
    known.zoom = showStart(host, known.architecture.drawing);
    screen.draw();
    const { models = [], trials = [] } = known.architecture;
    [known.evidence, known.models] = await Promise.all([loadEvidence(trials),
      Promise.all(models.map((model) => api.model(model.id).catch(() => model)))]);
  }

  persist(screen, load, (problem) => (known.problem = problem));
  screen.draw();
  return screen;
}

function view(known, acts) {
  const { architecture } = known;
  if (!architecture) {
    return html`<div class="head"><div><h1>Architecture</h1><p>${known.problem ? '' : 'Loading…'}</p></div></div>${lostNotice(known.problem, '/searches', 'All searches')}`;
  }
  return html`
    <div class="head"><div><h1>Architecture <span class="mono">${shortHash(architecture.id)}</span></h1>
      <p>${architecture.spaceName ?? 'hand-made'} · ${plural(architecture.layers?.length ?? 0, 'layer')}</p></div></div>
    ${costs(architecture, known.evidence)}
    <div class="grid below">
      <section class="panel span-7"><header><h2>Drawing</h2><span class="tools">
          <button type="button" class="tiny" aria-label="Smaller" @click=${() => acts.zoom(0.8)}>−</button>
          <button type="button" class="tiny" aria-label="Real size" @click=${() => acts.zoom(0)}>${percent(known.zoom, 0)}</button>
          <button type="button" class="tiny" aria-label="Larger" @click=${() => acts.zoom(1.25)}>+</button></span>
          <p>The green foot of a layer: its parameters beside those of the largest.</p></header>
        ${drawing(architecture, known.chosen, known.zoom, acts.choose)}</section>
      <div class="stack span-5">${known.models === null ? loadingPanel : html`
        ${known.models.map((model) => modelPanel(model, known.evidence.searches.get(model.searchId)))}
        ${trialTable(architecture, known.evidence, known.trialView, acts.draw)}
        ${decisions(architecture)}
        <section class="panel"><header><h2>Exports without weights</h2></header><nav class="exports" aria-label="Exports of the architecture">
          ${formats.map(([format, name]) =>
            html`<a class="button tiny" download href=${api.exportAddress('architectures', architecture.id, format)}>${name}</a>`)}</nav></section>`}
      </div>
      <section class="panel"><header><h2>Layers</h2></header>${layerTable(architecture, known.view, known.chosen, acts)}</section>
    </div>`;
}

const formats = [['json', 'JSON'], ['dl4j-json', 'DL4J configuration'], ['dot', 'DOT'], ['graphml', 'GraphML'], ['svg', 'SVG'], ['png', 'PNG']];

function costs(architecture, evidence) {
  const { cost = {}, layers = [] } = architecture;
  return html`<dl class="figures">
    ${scoreFigure(architecture, evidence)}
    <div><dt>Parameters</dt><dd>${whole(cost.parameters)}</dd><dd>${compact((cost.parameters ?? NaN) * 4)}B as 32-bit numbers</dd></div>
    <div><dt>MACs</dt><dd>${compact(cost.macs)}</dd><dd>multiplications for one example</dd></div>
    ${latencyFigure(evidence)}
    <div><dt>Activations</dt><dd>${compact(cost.activations)}</dd><dd>numbers for one example</dd></div>
    <div><dt>Layers</dt><dd>${whole(layers.length)}</dd><dd>${whole(layers.filter((layer) => layer.parameters > 0).length)} with parameters</dd></div>
  </dl>`;
}

function decisions({ decisions = [] }) {
  if (decisions.length === 0) return nothing;
  return html`<section class="panel"><header><h2>Decisions</h2></header>
    <dl class="pairs">${decisions.map((one) => html`<dt>${one.name}</dt><dd>${one.option}</dd>`)}</dl></section>`;
}
