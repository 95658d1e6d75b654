import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { table } from '../components/table.js';
import { capital, decimal, isNumber, plural, shortHash, whole } from '../format.js';
import { datasetId, measured, metricName, reading, scoredBy, trainings } from '../objective.js';

const mostSearches = 20;

/** The searches that the trials belong to, by id, and what one of them measured of the latency. */
export async function loadEvidence(trials) {
  const ids = [...new Set(trials.map((trial) => trial.searchId))].slice(0, mostSearches);
  const found = await Promise.all(ids.map((id) => api.search(id).catch(() => null)));
  const searches = new Map(found.filter(Boolean).map((search) => [search.id, search]));
  const timed = trials.find((trial) => isNumber(trial.score) && asksForLatency(searches.get(trial.searchId)?.specification));
  return { searches, latency: timed?.metrics?.latency };
}

function asksForLatency(specification) {
  const { minimize, tradeOff = [], constraints = [] } = specification?.objective ?? {};
  return [minimize, ...tradeOff, ...constraints.map((one) => one.metric)].includes('latency');
}

/** Scores can be put together where data, metric and the way they came about are the same: a group for each of these. */
export function kinds(trials, searches) {
  const groups = new Map();
  for (const { searchId, score, metrics } of trials) {
    const specification = searches.get(searchId)?.specification;
    if (!specification || !isNumber(score)) continue;
    const read = reading(specification);
    const name = `${metricName(read.metric)} on ${datasetId(specification)}`;
    const key = `${name}, ${scoredBy(specification)}`;
    if (!groups.has(key)) groups.set(key, { name, by: scoredBy(specification), read, scores: [], runs: trainings(metrics, specification) });
    groups.get(key).scores.push(score);
  }
  return groups;
}

/** The largest group, of equal ones that of the newest search. */
export const comparable = (trials, searches) =>
  [...kinds(trials, searches).values()].toSorted((a, b) => b.scores.length - a.scores.length)[0] ?? null;

/** The mean of a group, and its deviation where there is one: from trial to trial, or of one trial from training to training. */
export function summary({ read, scores, runs }) {
  if (scores.length === 1) return [read.text(scores[0]), `${runs && !runs.averse ? ` ${runs.spread}` : ''} ${read.unit}`];
  const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
  const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1));
  return [read.text(mean), ` ± ${read.text(read.minimized ? -deviation : deviation)} ${read.unit}`];
}

export function scoreFigure({ trials = [] }, { searches }) {
  const group = comparable(trials, searches);
  if (!group) return html`<div><dt>Score</dt><dd>–</dd><dd>${trials.length ? 'no trial has a score' : 'not scored'}</dd></div>`;
  const [mean, spread] = summary(group);
  return html`<div><dt>${capital(group.name)}</dt>
    <dd>${mean}<span>${spread}</span></dd>
    <dd>${group.scores.length === 1 ? 'one trial' : `mean of ${plural(group.scores.length, 'trial')}`}, ${group.by}${group.scores.length === 1 && group.runs?.averse ? `: ${group.runs.spread}` : ''}</dd></div>`;
}

export const latencyFigure = ({ latency }) => html`<div><dt>Latency</dt>
  <dd>${measured('latency').text(latency)}${isNumber(latency) ? html`<span> ms</span>` : nothing}</dd>
  <dd>${isNumber(latency) ? 'for one example on one thread' : 'measured where a search asks for it'}</dd></div>`;

export function trialTable({ trials = [] }, { searches }, view, redraw) {
  const nameOf = ({ searchId }) => searches.get(searchId)?.name || shortHash(searchId);
  const columns = [
    { label: 'Search', value: nameOf, cell: (trial) => html`<a href=${`/searches/${trial.searchId}`}>${nameOf(trial)}</a>` },
    { label: 'Trial', numeric: true, value: (trial) => trial.number, cell: (trial) => whole(trial.number) },
    { label: 'Score', numeric: true, full: true, value: (trial) => trial.score, cell: (trial) => scored(trial, searches.get(trial.searchId)?.specification) },
  ];
  return html`<section class="panel"><header><h2>Its trials</h2></header>
    ${table({ caption: 'Trials of this architecture', columns, rows: trials, view, redraw,
      key: (trial) => `${trial.searchId} ${trial.number}`, empty: 'No search has proposed it.' })}</section>`;
}

function scored({ score, metrics }, specification) {
  if (!isNumber(score)) return 'failed';
  if (!specification) return decimal(score, 4);
  const read = reading(specification);
  const runs = trainings(metrics, specification);
  return html`${read.text(score)}${runs && !runs.averse ? ` ${runs.spread}` : ''} ${read.unit}<span class="under words">${metricName(read.metric)},
    ${scoredBy(specification)}${runs?.averse ? `: ${runs.spread}` : ''}</span>`;
}
