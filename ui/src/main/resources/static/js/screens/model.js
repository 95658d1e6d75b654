import { html, render } from '../libraries.js';
import { api } from '../api.js';
import { problemNotice } from '../components/notice.js';
import { go } from '../router.js';

export const title = 'Model';

/** A model is shown with its architecture: its address leads there. */
export function open(host, { params }) {
  let closed = false;
  render(html`<div class="head"><h1>Model</h1></div>`, host);
  api.model(params.id).then(
    (model) => closed || go(`/architectures/${model.architectureId}`, { instead: true }),
    (problem) => closed || render(html`<div class="head"><h1>Model</h1></div>${problemNotice(problem)}`, host),
  );
  return { close: () => (closed = true) };
}
