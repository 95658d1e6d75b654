import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { compact, duration, isNumber, moment, plural, whole } from '../format.js';
import { baselineOf, datasetId, goal, scoredBy, trainings } from '../objective.js';
import { actions, isOver, stateMark } from '../states.js';
import { correlation } from '../rank/agreement.js';
import { frontFigure } from './front-panel.js';

const names = { pause: 'Pause', resume: 'Resume', stop: 'Stop', cancel: 'Cancel' };
const hints = {
  pause: 'Evaluations that run are finished; nothing new is started until you resume',
  resume: 'Go on where it was paused',
  stop: 'Finish what runs, then train the best architecture to the end',
  cancel: 'End now, without the final training',
};

/** Trained alone to see whether a search ordered them rightly. */
const SAMPLE = 20;

export function searchHeader({ search, busy, ask }) {
  const s = search.specification ?? {};
  return html`<div class="head">
    <div>
      <h1>${search.name || search.id}</h1>
      <p>${stateMark(search)} · ${[datasetId(s), s.space?.name, s.controller?.name, s.evaluator?.name].filter(Boolean).join(' · ')}
        · started ${moment(search.startedAt ?? search.createdAt)}</p>
    </div>
    <div class="row">
      ${actions(search).map((action) => html`<button type="button" class=${action === 'cancel' ? 'danger' : ''}
        title=${hints[action]} ?disabled=${busy} @click=${() => ask(action)}>${names[action]}</button>`)}
      ${isOver(search.state) && oneShot(search) && search.best && search.progress?.trials > SAMPLE ? html`<button type="button" ?disabled=${busy}
        title=${`Train ${SAMPLE} of its candidates alone, from its best to its worst, and compare`} @click=${() => ask('check')}>Check its ranking</button>` : nothing}
      ${isOver(search.state) ? html`<a class="button" href=${`/searches/new?from=${search.id}`}>Run again</a>
        <button type="button" class="danger" ?disabled=${busy} @click=${() => ask('delete')}>Delete</button>` : nothing}
    </div>
  </div>
  ${search.failure ? html`<div class="notice notice-bad above" role="alert">This search failed: ${search.failure}</div>` : nothing}`;
}

const oneShot = (search) => !['stand-alone', 'table'].includes(search.specification?.evaluator?.name);

/** How far it is: trials or time, whichever of the two budgets will end it. */
export function progressLine(search, connection) {
  const p = search.progress ?? {};
  const budget = search.specification?.budget ?? {};
  const shares = [p.trials / budget.trials, p.secondsRunning / budget.seconds].filter(isNumber);
  const done = search.state === 'COMPLETED' ? 1 : Math.min(1, Math.max(0, ...shares));
  const left = isOver(search.state) ? `took ${duration(p.secondsRunning)}`
    : isNumber(p.secondsLeft) ? `about ${duration(p.secondsLeft)} left` : 'time left not known yet';
  return html`<div class="progress">
    <p><span>${whole(p.trials)} of ${plural(budget.trials, 'trial')}${p.message && !isOver(search.state) ? ` · ${p.message}` : ''}</span>
      <span>${connection === 'live' || isOver(search.state) ? '' : 'connection lost, asking every 3 s · '}${left}</span></p>
    <span class="meter" role="progressbar" aria-label="Progress of the search" aria-valuemin="0" aria-valuemax="100"
      aria-valuenow=${Math.round(done * 100)}><i .style=${`width: ${done * 100}%`}></i></span>
  </div>`;
}

/** How far its scores can be trusted, once that was measured. */
const rankFigure = (rank) => html`<div><dt>Ranking</dt><dd>${correlation(rank.kendall)}</dd>
  <dd><a href=${`/ranks/${rank.search.id}/${rank.reference.id}`}>Kendall over ${whole(rank.architectures)} trained alone</a></dd></div>`;

/** `top` is the trial of the best score; `search.best` that of the best network, once some are trained to the end. */
export function figures({ search, curve, model, rank }, read, top) {
  const p = search.progress ?? {};
  const best = top ? { number: top.number, score: top.outcome.score, metrics: top.outcome.metrics } : search.best;
  const runs = trainings(best?.metrics, search.specification);
  const over = baselineOf(search, curve?.random, best?.score);
  const tested = finalScore(search, model);
  const [gain, points] = read.gain(over?.recent, over?.score)?.split(/ (?=points)/) ?? [];
  return html`<dl class="figures roomy">
    <div><dt>Best ${read.name}</dt>
      <dd>${best ? read.text(best.score) : '–'}${best ? html`<span>${runs && !runs.averse ? ` ${runs.spread}` : ''}${read.unit && ` ${read.unit}`}</span>` : nothing}</dd>
      <dd>${best ? html`trial ${whole(best.number)}, ${scoredBy(search.specification)}${runs?.averse ? `: ${runs.spread}` : ''}` : isOver(search.state) ? 'no trial has a score' : 'no score yet'}</dd></div>
    <div><dt>Gain</dt><dd>${gain ?? '–'}${points ? html`<span> ${points}</span>` : nothing}</dd>
      <dd>${over ? `${over.what ?? 'mean of the last 20'} over ${over.name}` : isOver(search.state) ? 'nothing to compare with' : 'nothing to compare with yet'}</dd></div>
    <div><dt>Trained to the end</dt><dd>${tested.value}</dd><dd>${tested.note}</dd></div>
    ${search.front ? frontFigure(search) : nothing}
    ${rank ? rankFigure(rank) : nothing}
    <div><dt>Size of the ${model ? 'trained' : 'best'}</dt><dd>${compact(search.best?.metrics?.parameters)}</dd>
      <dd>${search.best ? `parameters, ${compact(search.best.metrics?.macs)} MACs` : ' '}</dd></div>
    <div><dt>Trials</dt><dd>${whole(p.trials)}<span> of ${whole(search.specification?.budget?.trials)}</span></dd>
      <dd>${p.failed ? `${whole(p.failed)} failed` : 'none failed'}</dd></div>
    <div><dt>${isOver(search.state) ? 'Ran for' : 'Running for'}</dt><dd>${duration(p.secondsRunning)}</dd>
      <dd>${isOver(search.state) ? 'in all' : isNumber(p.secondsLeft) ? `about ${duration(p.secondsLeft)} left` : ' '}</dd></div>
  </dl>`;
}

/** The score on the test part, once the final training is done: the only one that says what to expect of new data. */
function finalScore(search, model) {
  const read = goal(search.specification);
  const value = model?.metrics?.[`test.${read.metric}`];
  if (!isNumber(value)) return { value: '–', note: isOver(search.state) ? 'no final training' : 'comes after the search' };
  return { value: html`${read.raw(value)}<span> ${read.unit}</span>`, note: `trial ${whole(search.best.number)}, test part, one training` };
}

export const exportLinks = (id) => html`<nav class="exports" aria-label="Exports of this search">
  ${[['csv', 'Trials as CSV'], ['json', 'Trials as JSON'], ['specification', 'Specification']].map(([format, name]) =>
    html`<a class="button tiny" download href=${api.exportAddress('searches', id, format)}>${name}</a>`)}</nav>`;
