// The time from a key to the drawn answer, and to the first answer. The measured times are printed; the limits are far above them, so
// that the test does not fail on a busy machine.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DIST, launch, serve } from "./chromium-and-file-server.mjs";
import { median, speed } from "./measure-page-speed.mjs";

test("a key is answered without a noticeable pause", async (context) => {
  const [server, browser] = await Promise.all([serve({ "/": DIST }), launch()]);
  // Also if it fails: the process would wait for the browser forever.
  context.after(() => Promise.all([browser.close(), server.close()]));
  const { first, keys } = await speed(browser, server.url);
  console.log(`first answer ${Math.round(first)} ms; key to drawn answer, median ${median(keys).toFixed(1)} ms of ${keys.length}`);
  assert.ok(median(keys) < 500, `${median(keys)} ms`);
  assert.ok(first < 10_000, `${first} ms`);
});
