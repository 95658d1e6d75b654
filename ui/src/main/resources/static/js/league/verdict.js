import { html } from '../libraries.js';
import { decimal, isNumber, whole } from '../format.js';
import { digitsOf, interval, pText, signed } from './rows.js';

/** What the league speaks for, in four figures. */
export function verdict(found, contest, league, at, rows) {
  if (!found) return html`<div class="notice above">No controller has a value after ${whole(at)} ${league.protocol}.</div>`;
  const digits = digitsOf(rows);
  const paired = found.againstRandom;
  return html`<dl class="figures">
    <div class="wide-figure"><dt>Take</dt><dd>${found.controller}</dd><dd>after ${whole(at)} ${league.protocol}</dd></div>
    <div><dt>${contest.metric}</dt><dd>${decimal(found.mean, digits)}</dd><dd>mean, ± ${decimal(found.std, digits)} from seed to seed</dd></div>
    <div><dt>Over random</dt><dd>${signed(paired?.difference, digits + 1)}</dd>
      <dd>${paired ? `${interval(paired, digits + 1)}, p ${pText(paired.p)}` : 'nothing to compare with'}</dd></div>
    <div><dt>To the optimum</dt><dd>${decimal(found.regret, digits + 1)}</dd>
      <dd>${isNumber(contest.optimum) ? `${decimal(contest.optimum, digits)}, the best of ${whole(contest.plays)}` : ''}</dd></div>
  </dl>`;
}

/** How sure that is, in words. */
export function advice(found, league, at) {
  if (!found) return '';
  if (found.controller === 'random') return `After ${whole(at)} ${league.protocol} no controller is shown to beat random search, the simplest one.`;
  if (!found.againstRandom) return 'Random search did not play, so it is not known whether any controller beats chance.';
  if (found.close.length === 0) return 'Every other controller is behind it by more than chance, or not shown to beat random search.';
  const some = found.close.slice(0, 5).join(', ');
  const more = found.close.length > 5 ? ` and ${found.close.length - 5} more` : '';
  return `Its interval overlaps ${found.close.length > 1 ? 'those' : 'that'} of ${some}${more}: these seeds do not tell them apart.`;
}
