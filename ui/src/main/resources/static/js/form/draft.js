// A draft holds only what the person has said; everything else is the server's default, which its estimate fills in.

const steps = (pointer) => pointer.split('/').slice(1);

/** The value at a JSON pointer, or undefined. */
export function valueAt(document, pointer) {
  return steps(pointer).reduce((value, step) => value?.[step], document);
}

/** A copy with another value at the pointer; undefined takes the place away, and parents that are empty then. */
export function withValue(document, pointer, value) {
  const [first, ...rest] = steps(pointer);
  const copy = { ...document };
  const below = rest.length ? withValue(copy[first], `/${rest.join('/')}`, value) : value;
  const isEmpty = below === undefined || (rest.length > 0 && Object.keys(below).length === 0);
  if (isEmpty) delete copy[first];
  else copy[first] = below;
  return copy;
}

/** What was typed, as a number where it is one. Other words go to the server as they are, which says what is wrong. */
export function typed(text) {
  const plain = text.trim().replaceAll(/[,\s](?=\d{3}\b)/g, '');
  if (plain === '') return undefined;
  const number = Number(plain);
  return Number.isNaN(number) ? plain : number;
}

/** The errors of a problem by the field they belong to: the exact pointer, or the nearest one around it. */
export function errorsByField(errors, fields) {
  const found = new Map();
  const left = [];
  for (const error of errors ?? []) {
    const pointer = error.pointer ?? '';
    const field = fields.filter((one) => pointer === one || pointer.startsWith(`${one}/`) || one.startsWith(`${pointer}/`) && pointer !== '')
      .toSorted((a, b) => Number(b === pointer) - Number(a === pointer) || b.length - a.length)[0];
    if (field && (pointer === field || pointer.startsWith(`${field}/`) || pointer.split('/').length > 2)) found.set(field, { pointer, detail: error.detail });
    else left.push(error);
  }
  return { found, left };
}
