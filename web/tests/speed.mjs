// Measures the page: from nothing to the first drawn answer, and from a key to the drawn answer.
import { answered, open } from "./browser.mjs";

export const median = (values) => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];

/** Milliseconds: `paint`, the first thing drawn; `first`, the first answer drawn, both since the page was asked for; `keys`, each. */
export async function speed(browser, url) {
  const { page, context } = await open(browser);
  // Drawn: after the next frame has been made.
  await page.addInitScript(() => {
    const drawn = (then) => requestAnimationFrame(() => setTimeout(then));
    Object.assign(globalThis, { times: [], pressed: 0, first: 0 });
    const plan = () => {
      const asked = pressed;
      drawn(() => (asked ? times.push(performance.now() - asked) : (first ||= performance.now())));
    };
    addEventListener("plan", plan, true);
    addEventListener("keydown", () => (pressed = performance.now()), true);
  });
  await page.goto(url);
  await answered(page);
  await page.waitForFunction(() => first > 0);
  await page.locator("[data-editor=manifest] .cm-content").focus();
  await page.keyboard.press("ControlOrMeta+End");
  for (const key of "# a few words typed at the end of the text") {
    // Each is waited for: a busy machine answers several at once, and so many answers as keys might never come.
    const answers = await page.evaluate(() => times.length);
    await page.keyboard.press(key === " " ? "Space" : key);
    await page.waitForFunction((answers) => times.length > answers, answers);
  }
  const measured = await page.evaluate(() => ({ paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0, first, keys: times }));
  await context.close();
  return measured;
}
