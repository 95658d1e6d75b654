const start = 1 << 16;
const most = 4096;

/**
 * What the beginning of a file says of it: `{kind, columns}`. `kind` is a table, images, or images of one size (IDX);
 * `columns` are the names in the header of a table, null where they cannot be read here. The service has the last word.
 */
export async function look(file) {
  const head = new Uint8Array(await file.slice(0, start).arrayBuffer());
  const begins = (...bytes) => bytes.every((byte, i) => head[i] === byte);
  if (begins(0x50, 0x4b)) return { kind: zipped(head), columns: null };
  const text = new TextDecoder().decode(begins(0x1f, 0x8b) ? await unpacked(head) : head);
  return { kind: 'table', columns: header(text, file.size > head.length || begins(0x1f, 0x8b)) };
}

/** By the name of the archive's first file that is no folder. */
function zipped(head) {
  const data = new DataView(head.buffer);
  let at = 0;
  while (at + 30 <= head.length && data.getUint32(at, true) === 0x04034b50) {
    const length = data.getUint16(at + 26, true);
    const name = new TextDecoder().decode(head.subarray(at + 30, at + 30 + length));
    if (!name.endsWith('/')) return /\.(csv|tsv|txt)(\.gz)?$/i.test(name) ? 'table' : /-idx\d/.test(name) ? 'sized' : 'images';
    at += 30 + length + data.getUint16(at + 28, true) + data.getUint32(at + 18, true);
  }
  return 'images';
}

/** As much of it as the beginning holds. */
async function unpacked(head) {
  const parts = [];
  try {
    const reader = new Blob([head]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  } catch {
    // The rest of the file is missing, which is the usual case.
  }
  return new Blob(parts).arrayBuffer();
}

/** The first row as the service reads it; null where it is none or goes on behind the text. */
export function header(given, goesOn = false) {
  const text = given.replace(/^[\r\n]+/, '');
  const line = text.split(/[\r\n]/, 1)[0];
  const delimiter = [',', ';', '\t'].reduce((best, one) => (line.split(one).length > line.split(best).length ? one : best));
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${delimiter}\\r\\n][^${delimiter}\\r\\n]*)?)(${delimiter}|[\\r\\n]|$)`, 'y');
  const names = [];
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const name = (found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim();
    names.push(name || `column ${names.length + 1}`);
    if (found[3] === delimiter) continue;
    const whole = found[3] !== '' || !goesOn;
    return whole && names.length > 1 && names.length <= most && !names.some((one) => /[\0\ufffd]/.test(one)) ? names : null;
  }
  return null;
}
