import { html, render } from '../libraries.js';
import { api } from '../api.js';
import { drawing, showStart } from '../architecture/drawing.js';
import { loadEvidence } from '../architecture/evidence.js';
import { commonLayers, differences } from '../compare/differences.js';
import { lostNotice } from '../components/notice.js';
import { table } from '../components/table.js';
import { plural, shortHash } from '../format.js';
import { memo, narrow, persist, stage } from '../stage.js';

export const title = 'Compare';

/** What makes the difference? `?a=ID&b=ID` are two architectures. */
export function open(host, { query }) {
  if (!query.get('a') || !query.get('b')) {
    render(lesson, host);
    return { close() {} };
  }
  const known = { sides: null, problem: null, chosen: null, zoom: 1, view: { sort: -1, filter: '', shown: narrow() ? 8 : 12 } };
  const made = memo((sides) => ({ rows: differences(...sides), common: commonLayers(...sides.map((side) => side.architecture)) }));
  const choose = (key) => {
    known.chosen = known.chosen === key ? null : key;
    screen.draw();
  };
  const screen = stage(host, () => view(known, made, { choose, draw: screen.draw }));

  async function load(id) {
    const architecture = await api.architecture(id);
    return { architecture, evidence: await loadEvidence(architecture.trials ?? []) };
  }

  async function start() {
    known.sides = await Promise.all(['a', 'b'].map((side) => load(query.get(side))));
    screen.now();
    const halves = [...host.querySelectorAll('.half')];
    known.zoom = Math.min(...halves.map((half, i) => showStart(half, known.sides[i].architecture.drawing)));
  }

  persist(screen, start, (problem) => (known.problem = problem));
  screen.draw();
  return screen;
}

const lesson = html`<div class="head"><div><h1>Compare</h1></div></div>
  <section class="panel empty"><h2>No two architectures are chosen</h2>
    <p>Tick two architectures in the table of a search: what they differ in will stand here, with both drawings side by side.</p>
    <a class="button primary" href="/searches">Choose a search</a></section>`;

/** The two drawings stay aligned: one scrolls with the other. */
const together = {
  capture: true,
  handleEvent({ target, currentTarget }) {
    if (!target.classList.contains('drawing')) return;
    for (const other of currentTarget.querySelectorAll('.drawing')) {
      if (other !== target && other.scrollTop !== target.scrollTop) other.scrollTop = target.scrollTop;
    }
  },
};

function view({ sides, problem, chosen, zoom, view }, made, { choose, draw }) {
  const head = (words) => html`<div class="head"><div><h1>Compare</h1><p>${words}</p></div></div>`;
  if (!sides) return html`${head(problem ? '' : 'Loading…')}${lostNotice(problem, '/searches', 'All searches')}`;
  const { rows, common } = made(sides);
  const [a, b] = sides.map((side) => side.architecture);
  return html`${head(html`${link(a)} and ${link(b)}`)}
    <div class="grid" @scroll=${together}>
      <section class="panel"><header><h2>What differs</h2>
          <p>Only the rows in which they differ; ${plural(common.size, 'layer')} ${common.size === 1 ? 'is' : 'are'} the same in both.</p></header>
        ${table({ caption: 'Differences', columns: columns(a, b), rows, view, redraw: draw, key: (row) => `${row.part} ${row.name}`,
          empty: 'They are the same in everything that is known.' })}</section>
      ${[a, b].map((one) => html`<section class="panel half"><header><h2>${link(one)}</h2><p>Grey: what both have.</p></header>
        ${drawing(one, chosen, zoom, choose, common)}</section>`)}
    </div>`;
}

const link = ({ id }) => html`<a class="mono" href=${`/architectures/${id}`}>${shortHash(id)}</a>`;

const columns = (a, b) => [
  { label: 'What', value: (row) => row.name, cell: (row) => html`${row.name} <span class="under">${row.part}</span>` },
  { label: shortHash(a.id), full: true, value: (row) => row.a },
  { label: shortHash(b.id), full: true, value: (row) => row.b },
];
