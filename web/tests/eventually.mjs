// Assertions about what a page shows after an action: its effect may come a moment later, for example when a part of the page is loaded
// first. A value that is read at once makes a test fail on a busy machine.
import assert from "node:assert/strict";

/** Long, because the machine may be busy. */
const LONGEST = 40_000;

/** Reads a value again and again until the assertion holds, or throws the last failure. Reading must have no effect. */
async function until(compare, read, args) {
  const end = performance.now() + LONGEST;
  for (;;) {
    const value = await read();
    try {
      return compare(value, ...args);
    } catch (failure) {
      if (performance.now() > end) throw failure;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}

const repeated = (compare) => (read, ...args) => until(compare, read, args);

/** As those of `assert`, with a function that reads the value. */
export const eventually = {
  ok: repeated(assert.ok),
  equal: repeated(assert.equal),
  notEqual: repeated(assert.notEqual),
  deepEqual: repeated(assert.deepEqual),
  match: repeated(assert.match),
  doesNotMatch: repeated(assert.doesNotMatch),
};
