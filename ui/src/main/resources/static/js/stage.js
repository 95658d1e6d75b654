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

/** Runs at most every so many milliseconds, and once more after the last call. */
export function throttled(run, milliseconds) {
  let timer = null;
  let due = 0;
  const fire = () => {
    timer = null;
    due = Date.now() + milliseconds;
    run();
  };
  const ask = () => {
    if (timer === null) timer = setTimeout(fire, Math.max(0, due - Date.now()));
  };
  ask.end = () => clearTimeout(timer);
  return ask;
}
