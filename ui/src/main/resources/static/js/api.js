// The one place that speaks HTTP. Refusals arrive as RFC 9457 problems and leave as `Problem`.
import { askForToken } from './components/token.js';

const root = '/api/v1';

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`);
    /** 0 where there was no answer. */
    this.status = status;
    this.title = body.title ?? '';
    /** `[{pointer, detail}]`: what is wrong at which place of what was sent. */
    this.errors = body.errors ?? [];
  }
}

async function call(method, path, given = {}) {
  const { body, headers, signal } = given;
  const isForm = body instanceof FormData;
  const response = await answer(root + path, {
    method,
    signal,
    headers: { Accept: 'application/json', ...(body && !isForm && { 'Content-Type': 'application/json' }), ...headers },
    body: isForm ? body : body && JSON.stringify(body),
  });
  if (response.status === 401) {
    await askForToken();
    return call(method, path, given);
  }
  const text = await response.text();
  const content = text && parsed(text);
  if (!response.ok) throw new Problem(response.status, content || {});
  return content || null;
}

/** Browsers have words of their own for a service that does not answer; they help nobody. */
async function answer(address, request) {
  try {
    return await fetch(address, request);
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, { detail: 'The service does not answer. Maybe it was stopped, or the connection is lost.' });
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 200) };
  }
}

const query = (values) => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return given.length ? `?${new URLSearchParams(given)}` : '';
};
const at = (id) => encodeURIComponent(id);

export const api = {
  catalog: (kind) => call('GET', `/catalog/${kind}`).then((page) => page.items ?? []),
  datasets: () => call('GET', '/datasets').then((page) => page.items ?? []),
  dataset: (id) => call('GET', `/datasets/${at(id)}`),
  addDataset: (form) => call('POST', '/datasets', { body: form }),
  deleteDataset: (id) => call('DELETE', `/datasets/${at(id)}`),
  estimate: (specification, signal) => call('POST', '/estimates', { body: specification, signal }),
  searches: (page = {}) => call('GET', `/searches${query(page)}`),
  search: (id) => call('GET', `/searches/${at(id)}`),
  submit: (specification, key) =>
    call('POST', '/searches', { body: specification, headers: { 'Idempotency-Key': key } }),
  ask: (id, action) => call('POST', `/searches/${at(id)}/${action}`),
  train: (id, orders) => call('POST', `/searches/${at(id)}/train`, { body: orders }),
  deleteSearch: (id) => call('DELETE', `/searches/${at(id)}`),
  trials: (id, page = {}) => call('GET', `/searches/${at(id)}/trials${query(page)}`),
  curve: (id, points = 500) => call('GET', `/searches/${at(id)}/curve${query({ points })}`),
  front: (id) => call('GET', `/searches/${at(id)}/front`),
  beliefs: (id) => call('GET', `/searches/${at(id)}/beliefs`).then((page) => page?.items ?? []),
  ranks: (of = {}) => call('GET', `/ranks${query(of)}`).then((page) => page.items ?? []),
  reference: (id) => call('GET', `/searches/${at(id)}/reference`),
  rank: (search, reference) => call('GET', `/ranks/${at(search)}/${at(reference)}`),
  architecture: (id) => call('GET', `/architectures/${at(id)}`),
  model: (id) => call('GET', `/models/${at(id)}`),
  leagues: () => call('GET', '/leagues').then((page) => page.items ?? []),
  league: (name) => call('GET', `/leagues/${at(name)}`),
  leagueCurves: (name, contest) => call('GET', `/leagues/${at(name)}/curves${query(contest)}`).then((page) => page.items ?? []),
  eventsAddress: (id) => `${root}/searches/${at(id)}/events`,
  exportAddress: (kind, id, format) => `${root}/${kind}/${at(id)}/exports/${format}`,
};
