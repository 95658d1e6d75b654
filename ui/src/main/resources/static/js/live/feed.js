import { api } from '../api.js';
import { follow } from '../events.js';
import { poll, throttled } from '../stage.js';
import { isOver } from '../states.js';
import { isNumber } from '../format.js';

const most = 2000;

/** Everything the live screen knows of one search, kept fresh by its stream of events. `changed` is called after each change. */
export function feed(id, changed) {
  const known = { search: null, trials: [], front: [], failures: [], curve: null, beliefs: null, model: null, rank: null, problem: null, connection: 'live', loaded: false };
  const numbers = new Set();
  let end = null;
  let closed = false;
  let asked = null;

  const ask = (key, load) => async () => {
    try {
      known[key] = await load();
      if (key === 'search') fetchModel();
    } catch (problem) {
      if (key === 'search') known.problem = problem;
    }
    if (!closed) changed();
  };
  const askSearch = ask('search', () => api.search(id));
  const askModel = ask('model', () => api.model(known.search.best.modelId));
  const askCurve = throttled(ask('curve', () => api.curve(id)), 1500);
  const askFront = throttled(async () => {
    if (!known.search?.front) return;
    const page = await api.front(id).catch(() => null);
    if (closed || !page) return;
    known.front = page.items ?? [];
    known.front.forEach(take);
    changed();
  }, 3000);
  const askRank = ask('rank', async () => (await api.ranks({ search: id }))[0] ?? null);
  const askBeliefs = throttled(ask('beliefs', () => api.beliefs(id)), 3000);

  /** The trained model comes with the end of a search, from wherever that was heard. */
  function fetchModel() {
    const id = known.search?.best?.modelId;
    if (id && asked !== id) {
      asked = id;
      askModel();
    }
  }

  async function start() {
    await askSearch();
    if (closed || !known.search) return;
    askCurve();
    askFront();
    askBeliefs();
    if (isOver(known.search.state)) askRank();
    const [best, failed] = await Promise.all([
      api.trials(id, { pageSize: 1000, orderBy: '-score', filter: 'scored' }).catch(() => ({ items: [] })),
      api.trials(id, { pageSize: 20, orderBy: '-number', filter: 'failed' }).catch(() => ({ items: [] })),
    ]);
    if (closed) return;
    (best.items ?? []).forEach(take);
    (failed.items ?? []).toReversed().forEach(take);
    known.loaded = true;
    changed();
    if (!isOver(known.search.state)) end = follow(api.eventsAddress(id), known.search.progress?.trials ?? 0, { event, status });
  }

  function take(trial) {
    if (!trial || numbers.has(trial.number)) return;
    numbers.add(trial.number);
    if (isNumber(trial.outcome?.score)) known.trials = limited([...known.trials, trial]);
    else known.failures = [trial, ...known.failures].slice(0, 50);
  }

  /** Where they are too many, the lowest score goes, but never the best trial nor one of the front. */
  function limited(trials) {
    if (trials.length <= most) return trials;
    const { best, front } = known.search;
    const stay = new Set([best?.number, ...(front?.numbers ?? [])]);
    const lowest = trials.filter((trial) => !stay.has(trial.number))
      .reduce((low, trial) => (low?.outcome.score < trial.outcome.score ? low : trial), null);
    numbers.delete(lowest?.number); // The front may ask for it later.
    return trials.filter((trial) => trial !== lowest);
  }

  function event(type, data) {
    if (type === 'trial') {
      take(data);
      askCurve();
      askFront();
      askBeliefs();
    } else if (type === 'state') {
      known.search = data;
      fetchModel();
      if (isOver(data.state)) {
        end?.();
        askCurve();
        askFront();
        askBeliefs();
      }
    }
    changed();
  }

  function status(connection) {
    known.connection = connection;
    changed();
  }

  // Where the stream is lost (a proxy, a sleeping laptop) the screen asks for itself; and `secondsLeft` goes on either way.
  const endClock = poll(async () => {
    if (!known.search && known.problem?.status === 0) return start(); // The service was not there when the screen was opened.
    if (!known.search || isOver(known.search.state)) return;
    if (known.connection !== 'live') {
      askCurve();
      askFront();
    }
    await askSearch();
  }, 3000);

  start();
  return {
    known,
    askSearch,
    close() {
      closed = true;
      endClock();
      askCurve.end();
      askFront.end();
      askBeliefs.end();
      end?.();
    },
  };
}
