// Gives the memory of a module a maximum, which no engine can be told otherwise: the module defines its memory itself.

const MEMORY_SECTION = 5;
const PAGE_BYTES = 65_536;
const MOST_PAGES = 65_536;

/** The module with at most so many bytes of memory. */
export function withMaximum(wasm, bytes) {
  const pages = Math.min(MOST_PAGES, Math.floor(bytes / PAGE_BYTES));
  let at = 8;
  while (at < wasm.length) {
    const [length, start] = number(wasm, at + 1);
    if (wasm[at] === MEMORY_SECTION) return replaced(wasm, at, start + length, start, pages);
    at = start + length;
  }
  return wasm;
}

function replaced(wasm, from, to, start, pages) {
  const [, limits] = number(wasm, start);
  const [minimum] = number(wasm, limits + 1);
  if (minimum > pages) throw new RangeError(`the module starts with ${minimum * PAGE_BYTES} bytes of memory, which is more than the limit`);
  // One memory, with a minimum and a maximum.
  const section = [1, 1, ...encoded(minimum), ...encoded(pages)];
  const before = wasm.subarray(0, from);
  const after = wasm.subarray(to);
  const result = new Uint8Array(before.length + section.length + 2 + after.length);
  result.set(before);
  result.set([MEMORY_SECTION, section.length, ...section], before.length);
  result.set(after, before.length + section.length + 2);
  return result;
}

/** A LEB128 number, and the position behind it. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7, at += 1) {
    value += (bytes[at] & 0x7f) * 2 ** shift;
    if (bytes[at] < 0x80) return [value, at + 1];
  }
}

function encoded(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) + 0x80);
  return [...bytes, value];
}
