import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { memo, persist, stage } from '../stage.js';
import { chartPanel } from '../components/chart.js';
import { lostNotice } from '../components/notice.js';
import { table } from '../components/table.js';
import { moment, plural, whole } from '../format.js';
import { curvesOption, curvesRows } from '../league/curves-chart.js';
import { columns, mostDrawn, ranked } from '../league/rows.js';
import { advice, verdict } from '../league/verdict.js';

export const title = 'League';

/** Which controller, and how sure? */
export function open(host, { params, query }) {
  const known = { league: null, problem: null, contest: 0, at: null, curves: null, drawn: null, view: { sort: -1, filter: '', shown: 50 } };
  const made = { curves: memo(curvesOption), rows: memo(ranked) };
  const screen = stage(host, () => view(known, made, { choose, draw: () => screen.draw(), name: params.name }));

  async function load() {
    known.league = await api.league(params.name);
    screen.entitle(params.name);
    const { contests } = known.league;
    known.contest = Math.max(0, contests.findIndex(({ benchmark, metric }) => benchmark === query.get('benchmark') && metric === query.get('metric')));
    const asked = Number(query.get('at'));
    known.at = contests[known.contest]?.checkpoints.includes(asked) ? asked : contests[known.contest]?.checkpoints.at(-1);
    await loadCurves();
  }

  async function loadCurves() {
    const contest = known.league.contests[known.contest];
    known.curves = null;
    known.drawn = null;
    if (contest) known.curves = await api.leagueCurves(params.name, { benchmark: contest.benchmark, metric: contest.metric }).catch(() => []);
  }

  /** The choice stands in the address, so that it can be shared. */
  async function choose(contest, at) {
    const isOther = contest !== known.contest;
    const { benchmark, metric, checkpoints } = known.league.contests[contest];
    Object.assign(known, { contest, at: checkpoints.includes(at) ? at : checkpoints.at(-1) });
    history.replaceState(null, '', `?${new URLSearchParams({ benchmark, metric, at: known.at })}`);
    screen.draw();
    if (isOther) {
      await loadCurves();
      screen.draw();
    }
  }

  persist(screen, load, (problem) => (known.problem = problem));
  screen.draw();
  return screen;
}

function view(known, made, { choose, draw, name }) {
  const { league } = known;
  if (!league) return html`${head(name, known.problem ? '' : 'Loading…')}${lostNotice(known.problem, '/leagues', 'All leagues')}`;
  if (league.state !== 'finished') return html`${head(name, '')}${unfinished(league)}`;
  const contest = league.contests[known.contest];
  if (!contest || contest.recommended.length === 0) return html`${head(name, facts(league))}<div class="notice">This league has no results.</div>`;
  const found = contest.recommended.find((one) => one.checkpoint === known.at)?.recommendation;
  const rows = made.rows(league.rows, contest, known.at);
  known.drawn ??= firstDrawn(rows, found);
  const turn = (drawn) => {
    known.drawn = drawn;
    draw();
  };
  return html`
    ${head(name, facts(league), choices(known, choose))}
    ${verdict(found, contest, league, known.at, rows)}
    <p class="advice">${advice(found, league, known.at)}</p>
    <div class="stack">
      ${curvesPanel(known, made, contest, league)}
      <section class="panel"><header><h2>After ${whole(known.at)} ${league.protocol}</h2>
        <p>Differences are means over equal seeds, above 0 where the controller is better than random search, with the 95 % interval and
          the two-sided p value of the paired t-test; they are not corrected for their number.</p></header>
        ${table({ caption: 'Controllers', columns: columns(rows, known.drawn, turn), rows, key: (row) => row.controller, view: known.view, redraw: draw })}</section>
      ${leftOut(league)}
    </div>`;
}

const head = (name, words, choices = nothing) => html`<div class="head"><div><h1>${name}</h1><p>${words}</p></div>${choices}</div>`;

const facts = (league) => [plural(league.seeds, 'seed'), `protocol of ${league.protocol}`,
  league.repeats === 'charged' ? 'repeats cost' : `repeats ${league.repeats}`, `played ${moment(league.finishedAt)}`].join(' · ');

function choices({ league, contest, at }, choose) {
  const { contests } = league;
  return html`<div class="row">
    <label class="beside">Benchmark and metric <select @change=${(event) => choose(Number(event.target.value), at)}>
      ${contests.map((one, i) => html`<option value=${i} ?selected=${i === contest}>${one.benchmark}, ${one.metric}</option>`)}</select></label>
    <label class="beside">After <select @change=${(event) => choose(contest, Number(event.target.value))}>
      ${contests[contest].checkpoints.map((one) => html`<option value=${one} ?selected=${one === at}>${whole(one)} ${league.protocol}</option>`)}</select></label>
  </div>`;
}

/** The one that is recommended, those to compare with, and the best others. */
function firstDrawn(rows, found) {
  const names = [found?.controller, 'random', ...rows.map((row) => row.controller)];
  return [...new Set(names)].filter((name) => rows.some((row) => row.controller === name)).slice(0, 4);
}

function curvesPanel({ curves, drawn, league }, made, contest) {
  return chartPanel({
    title: 'The best so far', name: `${league.name} ${contest.benchmark} ${contest.metric} curves`,
    note: `Mean over ${plural(league.seeds, 'seed')}; the band holds eight of ten searches. Values at the start may lie outside. Tick up to ${mostDrawn} controllers below.`,
    option: made.curves(curves, drawn, contest, league.protocol), rows: () => curvesRows(curves, drawn),
    empty: curves === null ? ' ' : 'No curves are kept with this league.',
    summary: `${contest.metric} on ${contest.benchmark} over ${league.protocol}: ${drawn.join(', ')}`,
  });
}

function leftOut({ refused }) {
  if (!refused?.length) return nothing;
  return html`<section class="panel"><header><h2>Left out</h2></header><ul class="failures">${refused.map((one) => html`<li>
    <span>${one.controller} on ${one.benchmark}</span><span>${one.reason}</span></li>`)}</ul></section>`;
}

const unfinished = ({ state, problem }) => (state === 'unreadable'
  ? html`<div class="notice notice-bad">${problem} Playing it again writes the file anew; finished searches are kept.</div>`
  : html`<div class="notice">This league is not finished. Where it is not being played now, the same command goes on from where it stopped.</div>`);
