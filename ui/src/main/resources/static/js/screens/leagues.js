import { html, nothing } from '../libraries.js';
import { api } from '../api.js';
import { poll, stage } from '../stage.js';
import { table } from '../components/table.js';
import { commandToCopy } from '../components/command.js';
import { loadingPanel, lostNotice } from '../components/notice.js';
import { moment, whole } from '../format.js';

export const title = 'Leagues';

/** Which controller, on which benchmark? One row a league, the newest first. */
export function open(host) {
  const known = { rows: null, problem: null, view: { sort: -1, filter: '', shown: 50 } };
  const screen = stage(host, () => view(known, screen.draw));

  async function load() {
    try {
      known.rows = await api.leagues();
      known.problem = null;
    } catch (problem) {
      known.problem = problem;
    }
    screen.draw();
  }

  screen.draw();
  const end = poll(load, 10000);
  return {
    close() {
      end();
      screen.close();
    },
  };
}

function view({ rows, problem, view }, redraw) {
  return html`
    <div class="head"><div><h1>Leagues</h1><p>Controllers against each other on tables of trained networks.</p></div></div>
    ${lostNotice(problem)}
    ${rows === null ? (problem ? nothing : loadingPanel)
      : rows.length === 0 ? lesson
      : html`<section class="panel">${table({ caption: 'Leagues', columns, rows, key: (league) => league.name, view, redraw })}</section>`}`;
}

const command = 'java -jar espalier.jar league --benchmark nasbench201 --tables FOLDER --seeds 100';

const lesson = html`<section class="panel empty">
  <h2>No league has been played yet</h2>
  <p>On a table of networks that somebody has trained, a search takes milliseconds, so controllers can be set against each
    other by the hundred seeds. Each league will stand here with the controller that it speaks for; its own screen has
    means with deviations, differences to random search with intervals, and anytime curves.</p>
  <p>The command line plays it, into the data folder of this service:</p>
  ${commandToCopy(command)}
</section>`;

const states = { finished: 'Finished', unfinished: 'Not finished', unreadable: 'Cannot be read' };
const marks = { finished: 'completed', unfinished: 'running', unreadable: 'failed' };
const contestName = ({ benchmark, metric }) => `${benchmark} ${metric}`;
const benchmarks = (league) => [...new Set(league.contests.map(({ benchmark }) => benchmark))].join(', ');

/** What is recommended after the last checkpoint, one line a contest. */
const recommended = (league) => league.contests.map((contest) => [contestName(contest), contest.recommended.at(-1)?.recommendation])
  .filter(([, found]) => found);

const columns = [
  { label: 'League', value: (league) => league.name,
    cell: (league) => html`<a href=${`/leagues/${league.name}`}>${league.name}</a>
      <span class="under">${benchmarks(league)}</span>` },
  { label: 'State', value: (league) => states[league.state], full: true,
    cell: (league) => html`<span class=${`state state-${marks[league.state]}`}>${states[league.state]}</span>` },
  { label: 'It speaks for', full: true, value: (league) => recommended(league).map(([, found]) => found.controller).join(' '),
    cell: (league) => html`<span>${recommended(league).map(([contest, found]) => html`<span class="pair">${found.controller}
      <span class="muted small">${contest}</span></span>`)}${recommended(league).length ? '' : '–'}</span>` },
  { label: 'Protocol', value: (league) => league.protocol },
  { label: 'Controllers', numeric: true, value: (league) => Math.max(0, ...league.contests.map((contest) => contest.controllers)) || null,
    cell: (league) => whole(Math.max(0, ...league.contests.map((contest) => contest.controllers)) || null) },
  { label: 'Seeds', numeric: true, value: (league) => league.seeds, cell: (league) => whole(league.seeds) },
  { label: 'Played', numeric: true, value: (league) => Date.parse(league.finishedAt) || null, copied: (league) => league.finishedAt, cell: (league) => moment(league.finishedAt) },
];
