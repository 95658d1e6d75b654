import { html } from './libraries.js';

const words = {
  QUEUED: 'Queued', RUNNING: 'Running', PAUSED: 'Paused', STOPPED: 'Stopped',
  CANCELLED: 'Cancelled', COMPLETED: 'Completed', FAILED: 'Failed',
};

const phases = {
  queued: 'waiting for its turn', starting: 'starting', learning: 'training shared weights', searching: 'searching',
  pausing: 'pausing', stopping: 'stopping', 'final-training': 'final training', done: '',
};

export function stateMark(search) {
  const state = search?.state ?? 'QUEUED';
  const { phase: now, trials } = search?.progress ?? {};
  const vain = isOver(state) && state !== 'FAILED' && trials > 0 && !search.best;
  const phase = state === 'RUNNING' ? phases[now] ?? now : vain ? 'no score' : '';
  return html`<span class=${`state state-${state.toLowerCase()}`}>${words[state] ?? state}${phase ? `, ${phase}` : ''}</span>`;
}

export const isOver = (state) => ['STOPPED', 'CANCELLED', 'COMPLETED', 'FAILED'].includes(state);

/** What a person may ask of a search in that state; the server refuses the rest with its reason. */
export function actions(search) {
  const waiting = ['pausing', 'stopping'].includes(search?.progress?.phase);
  switch (search?.state) {
    case 'RUNNING': return waiting ? ['cancel'] : ['pause', 'stop', 'cancel'];
    case 'PAUSED': return ['resume', 'stop', 'cancel'];
    case 'QUEUED': return ['cancel'];
    default: return [];
  }
}
