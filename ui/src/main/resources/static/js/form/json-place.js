// A problem names a place in a document by JSON pointer; a person who wrote the document wants to see the line.

const tokens = /[{}[\]:,]|"(?:[^"\\\u0000-\u001f]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/y;
const gap = /[ \t\r\n]*/y;
const deepest = 100;

/** Reads tokens one after the other; `at` is where the next one begins. */
function reader(text) {
  let at = 0;
  const match = (pattern) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const skip = () => (at += match(gap).length);
  skip();
  return {
    get at() {
      return at;
    },
    get rest() {
      return text[at];
    },
    /** The next token, with where it ends; throws where there is none, or another than the expected one. */
    take(expected) {
      const token = match(tokens);
      if (token === undefined || (expected && token !== expected)) throw new SyntaxError(String(at));
      const end = at + token.length;
      at = end;
      skip();
      return { token, end };
    },
  };
}

// Notes where each value begins and ends, by its pointer, and gives the end.
function value(read, pointer, found, depth) {
  const from = read.at;
  const { token, end } = read.take();
  if ('}]:,'.includes(token) || depth > deepest) throw new SyntaxError(String(from));
  let to = end;
  if (token === '{') to = members(read, '}', () => nameOf(read), pointer, found, depth);
  if (token === '[') to = members(read, ']', String, pointer, found, depth);
  found.set(pointer, { from, to });
  return to;
}

function members(read, close, name, pointer, found, depth) {
  for (let i = 0; read.rest !== close; i++) {
    if (i > 0) read.take(',');
    value(read, `${pointer}/${name(i).replaceAll('~', '~0').replaceAll('/', '~1')}`, found, depth + 1);
  }
  return read.take(close).end;
}

function nameOf(read) {
  const from = read.at;
  const { token } = read.take();
  if (!token.startsWith('"')) throw new SyntaxError(String(from));
  read.take(':');
  return JSON.parse(token);
}

/**
 * Where the value at a pointer stands in a JSON text: `{from, to, line}`, lines counted from 1. The nearest value around
 * it where that one is missing; where the text is not JSON, the place at which it stops to be it. Nothing where the
 * pointer means the document as a whole.
 */
export function placeOf(text, pointer) {
  const found = new Map();
  const lineAt = (from) => text.slice(0, from).split('\n').length;
  try {
    const read = reader(text);
    value(read, '', found, 0);
    if (read.rest !== undefined) throw new SyntaxError(String(read.at));
  } catch (broken) {
    const from = Math.min(Number(broken.message) || 0, Math.max(0, text.length - 1));
    return { from, to: from + 1, line: lineAt(from) };
  }
  const place = pointer === '' ? null : nearest(found, pointer);
  return place && { ...place, line: lineAt(place.from) };
}

function nearest(found, pointer) {
  return found.get(pointer) ?? nearest(found, pointer.slice(0, pointer.lastIndexOf('/')));
}
