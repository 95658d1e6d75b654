import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { poll, stage } from '../stage.js';
import { table } from '../components/table.js';
import { loadingPanel, lostNotice } from '../components/notice.js';
import { sparkline } from '../components/sparkline.js';
import { duration, moment, plural, whole } from '../format.js';
import { baselineOf, datasetId, reading, trainings } from '../objective.js';
import { isOver, stateMark } from '../states.js';

export const title = 'Searches';

const most = 2000;

/** Which search needs me? One row a search, the newest first. */
export function open(host) {
  const known = { rows: null, curves: new Map(), drawn: new Set(), cut: false, problem: null, view: { sort: -1, filter: '', shown: 50 } };
  const screen = stage(host, () => {
    known.drawn.clear();
    queueMicrotask(loadCurves);
    return view(known, screen.draw);
  });

  async function load() {
    try {
      const rows = [];
      let pageToken;
      do {
        const page = await api.searches({ pageSize: 200, pageToken });
        rows.push(...(page.items ?? []));
        pageToken = page.nextPageToken;
      } while (pageToken && rows.length < most);
      known.rows = rows;
      known.cut = Boolean(pageToken);
      known.problem = null;
    } catch (problem) {
      known.problem = problem;
    }
    screen.draw();
  }

  /** The curves of the rows that are drawn, whichever those are, each once for every number of trials. */
  async function loadCurves() {
    const wanted = (known.rows ?? []).filter(({ id, progress }) => known.drawn.has(id) && known.curves.get(id)?.trials !== progress?.trials);
    if (wanted.length === 0) return;
    await Promise.all(wanted.map(async ({ id, progress }) => {
      known.curves.set(id, { ...known.curves.get(id), trials: progress?.trials });
      const curve = await api.curve(id, 60).catch(() => null);
      if (curve) known.curves.set(id, { trials: progress?.trials, random: curve.random, best: (curve.points ?? []).map((point) => point.best) });
    }));
    screen.draw();
  }

  screen.draw();
  const end = poll(load, 5000);
  return {
    close() {
      end();
      screen.close();
    },
  };
}

function view({ rows, curves, drawn, cut, problem, view }, redraw) {
  return html`
    <div class="head"><div><h1>Searches</h1></div></div>
    ${lostNotice(problem)}
    ${rows === null ? (problem ? nothing : loadingPanel)
      : rows.length === 0 ? lesson
      : html`<section class="panel">${cut ? html`<p class="notice above">Only the newest ${whole(rows.length)} searches are listed and filtered here. Older ones
          are found at their own addresses.</p>` : nothing}${table({
          caption: 'Searches', columns: columns(curves, drawn), rows, key: (search) => search.id, view, redraw,
        })}</section>`}`;
}

const lesson = html`<section class="panel empty">
  <h2>No search has run yet</h2>
  <p>A search proposes network architectures for your data, trains them, and learns from the scores which ones to try
    next. Each search will stand here as one row: how it does, its best score, and what is left to wait.</p>
  <p>A set of small pictures of digits is built in, so the first search needs nothing of yours.</p>
  <a class="button primary" href="/searches/new">Start the first search</a>
</section>`;

const specification = (search) => search.specification ?? {};
const left = (search) => (isOver(search.state) ? null : search.progress?.secondsLeft ?? null);

const columns = (curves, drawn) => [
  { label: 'Search', value: (search) => `${search.name} ${datasetId(specification(search))}`,
    cell: (search) => html`<a href=${`/searches/${search.id}`}>${search.name || search.id}</a>
      <span class="under">${[datasetId(specification(search)), specification(search).space?.name,
        specification(search).controller?.name].filter(Boolean).join(' · ')}</span>` },
  { label: 'State', value: (search) => search.state, cell: stateMark, full: true },
  { label: 'Best score', numeric: true, full: true, value: (search) => best(search, curves), copied: (search) => scoreText(search, best(search, curves)),
    cell: (search) => bestScore(search, best(search, curves)) },
  { label: 'Gain', numeric: true, full: true, value: (search) => gain(search, curves)?.difference, copied: (search) => gain(search, curves)?.text,
    cell: (search) => gainText(gain(search, curves)) },
  { label: 'Best so far', full: true, cell: ({ id }) => drawn.add(id) && sparkline(curves.get(id)?.best) },
  { label: 'Trials', numeric: true, value: (search) => search.progress?.trials,
    cell: (search) => html`${whole(search.progress?.trials)}<span class="under">of ${whole(specification(search).budget?.trials)}</span>` },
  { label: 'Failed', numeric: true, value: (search) => search.progress?.failed, cell: (search) => whole(search.progress?.failed) },
  { label: 'Time left', numeric: true, value: left, copied: (search) => duration(left(search)), cell: (search) => isOver(search.state) ? '–' : duration(left(search)) },
  { label: 'Started', numeric: true, value: (search) => Date.parse(search.startedAt ?? search.createdAt) || null, copied: (search) => search.startedAt ?? search.createdAt,
    cell: (search) => moment(search.startedAt ?? search.createdAt) },
];

// Once networks are trained to the end, the search names the best of these, which need not have had the best score.
const best = ({ id, best }, curves) => best && Math.max(best.score, curves.get(id)?.best?.at(-1) ?? best.score);

function scoreText({ specification }, score) {
  const { text, unit } = reading(specification);
  return `${text(score)}${unit && ` ${unit}`}`;
}

function bestScore(search, score) {
  if (!search.best) return '–';
  const { name } = reading(search.specification);
  const runs = score === search.best.score ? trainings(search.best.metrics, search.specification) : null;
  return html`${scoreText(search, score)}<span class="under">${name}${runs ? `, ${runs.text}` : ''}${
    search.front ? `, ${plural(search.front.numbers.length, 'best compromise')}` : ''}</span>`;
}

function gain(search, curves) {
  const over = baselineOf(search, curves.get(search.id)?.random, best(search, curves));
  const text = reading(search.specification).gain(over?.recent, over?.score);
  return text && { text, name: over.name, difference: over.recent - over.score };
}

const gainText = (gain) => (gain ? html`${gain.text}<span class="under">over ${gain.name}</span>` : '–');
