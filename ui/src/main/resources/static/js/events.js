/**
 * Follows a stream of server-sent events for as long as it is wanted. Unlike EventSource it can say from the first
 * request which event it has seen last (Last-Event-ID), so nothing is lost between loading a screen and following it.
 * `status` hears "live" or "waiting"; while it waits the screen asks for itself. Returns the function that ends it.
 * While the page is hidden there is no stream: a browser has six connections to a host, and each stream holds one.
 */
export function follow(address, lastId, { event, status }) {
  const seen = { id: lastId };
  let end = null;
  const look = () => {
    end?.abort();
    if (document.hidden) return;
    end = new AbortController();
    run(address, seen, { event, status }, end.signal);
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    end?.abort();
  };
}

async function run(address, seen, { event, status }, signal) {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      const headers = { Accept: 'text/event-stream', ...(seen.id != null && { 'Last-Event-ID': String(seen.id) }) };
      const response = await fetch(address, { headers, signal, cache: 'no-store' });
      if (response.status === 204) return; // It is over, and this page has seen all of it.
      if (!response.ok) throw new Error(`status ${response.status}`);
      status('live');
      for await (const message of messages(response.body)) {
        failures = 0;
        seen.id = message.id ?? seen.id;
        event(message.type, message.data);
      }
    } catch {
      // A lost connection is the usual end of a stream: it is opened again below.
    }
    if (signal.aborted) return;
    status('waiting');
    await new Promise((resume) => setTimeout(resume, Math.min(15000, 1000 * 2 ** failures)));
  }
}

async function* messages(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value.replaceAll('\r', '')).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const message = read(block);
      if (message) yield message;
    }
  }
}

function read(block) {
  const message = { type: 'message', id: null };
  const data = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const value = line.slice(colon + 1).replace(/^ /, '');
    const name = line.slice(0, colon);
    if (name === 'data') data.push(value);
    else if (name === 'event') message.type = value;
    else if (name === 'id') message.id = value;
  }
  if (data.length === 0) return null;
  try {
    return { ...message, data: JSON.parse(data.join('\n')) };
  } catch {
    return { ...message, data: data.join('\n') };
  }
}
