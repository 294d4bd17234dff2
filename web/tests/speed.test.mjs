// How long it takes from a key to the drawn answer, and from nothing to the first answer. What is printed is the measure;
// what fails is far above it, so that a busy machine does not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DIST, answered, launch, open, serve } from "./browser.mjs";

const median = (values) => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];

test("a key is answered without a noticeable pause", async () => {
  const [server, browser] = await Promise.all([serve({ "/": DIST }), launch()]);
  const { page } = await open(browser);
  const first = performance.now();
  await page.goto(server.url);
  await answered(page);
  const started = performance.now() - first;
  await page.locator("[data-editor=manifest] .cm-content").focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.evaluate(() => {
    globalThis.times = [];
    let pressed = 0;
    addEventListener("keydown", () => (pressed = performance.now()), true);
    document.querySelector("clb-preview").addEventListener("plan", () => {
      const asked = pressed;
      // Drawn: after the next frame has been made.
      requestAnimationFrame(() => setTimeout(() => globalThis.times.push(performance.now() - asked)));
    });
  });
  for (const key of "# a few words typed at the end of the text") {
    await page.keyboard.press(key === " " ? "Space" : key);
    await page.waitForTimeout(15);
  }
  await page.waitForFunction(() => globalThis.times.length >= 20);
  const times = await page.evaluate(() => globalThis.times);
  console.log(`first answer ${Math.round(started)} ms; key to drawn answer, median ${median(times).toFixed(1)} ms of ${times.length}`);
  assert.ok(median(times) < 500, `${median(times)} ms`);
  assert.ok(started < 10_000, `${started} ms`);
  await browser.close();
  await server.close();
});
