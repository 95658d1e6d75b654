import { render } from './libraries.js';
import { go } from './router.js';

/** Draws a screen at most once a frame, however often its data changes, and not at all once it is closed. */
export function stage(host, view) {
  let asked = false;
  let closed = false;
  const now = () => {
    asked = false;
    if (!closed) render(view(), host);
  };
  return {
    draw() {
      if (asked) return;
      asked = true;
      requestAnimationFrame(now);
    },
    now,
    /** Names the tab after what is shown, so that several can be told apart. */
    entitle(name) {
      if (!closed) document.title = `${name} · Espalier`;
    },
    /** Goes to another address, unless the person has left this screen while the answer was awaited. */
    go(address) {
      if (!closed) go(address);
    },
    close() {
      closed = true;
    },
    get closed() {
      return closed;
    },
  };
}

/** Whether tables are cards, of which a few fill the screen. */
export const narrow = () => matchMedia('(max-width: 640px)').matches;

/** The function's last value again while its arguments stay the same ones. */
export function memo(make) {
  let last = null;
  let value;
  return (...given) => {
    if (!last || given.some((one, i) => one !== last[i])) {
      last = given;
      value = make(...given);
    }
    return value;
  };
}

/**
 * Loads what a screen shows, and says why not: `told` hears the problem, or null. While the service does not answer it is
 * tried again every so many milliseconds for as long as the screen is open.
 */
export async function persist(screen, load, told, milliseconds = 3000) {
  let away = true;
  while (away && !screen.closed) {
    const problem = await load().then(() => null, (failure) => failure);
    told(problem);
    screen.draw();
    away = problem?.status === 0;
    if (away) await new Promise((resume) => setTimeout(resume, milliseconds));
  }
}

/** Runs when asked, but not before the last answer is that many milliseconds old, and once more after the last call. */
export function throttled(run, milliseconds) {
  let last = Promise.resolve();
  let asked = false;
  let ended = false;
  const wait = () => new Promise((resume) => setTimeout(resume, milliseconds));
  const ask = async () => {
    if (asked) return;
    asked = true;
    await last;
    asked = false;
    if (!ended) last = run().then(wait, wait);
  };
  ask.end = () => (ended = true);
  return ask;
}

/** Runs now and then every so many milliseconds while somebody looks, throttled likewise. Returns the function that ends it. */
export function poll(run, milliseconds) {
  const ask = throttled(run, milliseconds);
  const clock = setInterval(() => document.hidden || ask(), milliseconds);
  ask();
  return () => {
    clearInterval(clock);
    ask.end();
  };
}
