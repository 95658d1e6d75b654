import { html } from '../libraries.js';
import { say } from './notice.js';

/** A command of the command line, and the button that takes it there. */
export const commandToCopy = (command) => html`<p><code class="command">${command}</code></p>
  <button type="button" class="primary" @click=${() => copy(command)}>Copy the command</button>`;

async function copy(command) {
  try {
    await navigator.clipboard.writeText(command);
    say('Copied the command.');
  } catch {
    say('The browser does not let this page copy.');
  }
}
