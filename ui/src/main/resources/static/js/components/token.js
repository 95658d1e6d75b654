import { html, render } from '../libraries.js';

const cookie = 'espalier-token';
let asking = null;

/**
 * Asks for the token of a service that others can reach, once for all calls that wait for it. It stays in a cookie of
 * this site, which links and event streams bring as well.
 */
export function askForToken() {
  asking ??= new Promise((given) => show(given)).finally(() => { asking = null; });
  return asking;
}

function show(given) {
  const wasWrong = document.cookie.includes(`${cookie}=`);
  const dialog = document.createElement('dialog');
  dialog.className = 'token';
  dialog.setAttribute('aria-labelledby', 'token-title');
  const take = (event) => {
    const word = new FormData(event.target).get('token').trim();
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = `${cookie}=${encodeURIComponent(word)}; Path=/; SameSite=Strict; Max-Age=31536000${secure}`;
    dialog.remove();
    given();
  };
  render(html`<form method="dialog" @submit=${take}>
    <h2 id="token-title">This service asks for its token</h2>
    <div class="field">
      <label for="token-word">Token</label>
      <input id="token-word" name="token" type="password" required minlength="16" autocomplete="current-password"
        aria-describedby="token-hint">
      <span id="token-hint" class=${wasWrong ? 'error' : 'hint'} role=${wasWrong ? 'alert' : 'note'}>${wasWrong
        ? 'That is not the token.' : 'What the service was started with: --token or ESPALIER_TOKEN.'}</span>
    </div>
    <button class="primary">Go on</button>
  </form>`, dialog);
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
}
