import { html } from '../libraries.js';
import { api } from '../api.js';
import { lostNotice } from '../components/notice.js';
import { go } from '../router.js';
import { persist, stage } from '../stage.js';

export const title = 'Model';

/** A model is shown with its architecture: its address leads there. */
export function open(host, { params }) {
  const known = { problem: null };
  const screen = stage(host, () => html`<div class="head"><h1>Model</h1></div>${lostNotice(known.problem, '/searches', 'All searches')}`);

  async function load() {
    const { architectureId } = await api.model(params.id);
    if (!screen.closed) go(`/architectures/${architectureId}`, { instead: true });
  }

  persist(screen, load, (problem) => (known.problem = problem));
  screen.draw();
  return screen;
}
