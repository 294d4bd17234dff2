// Measures the page: the time to the first drawn answer, and from a key to the drawn answer.
import { answered, open } from "./chromium-and-file-server.mjs";

export const median = (values) => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];

/** In milliseconds: `paint`, until anything is drawn; `first`, until the first answer is drawn, both since the navigation; `keys`, from each key to its answer. */
export async function speed(browser, url) {
  const { page, context } = await open(browser);
  // An answer is drawn once the next frame is.
  await page.addInitScript(() => {
    const drawn = (then) => requestAnimationFrame(() => setTimeout(then));
    Object.assign(globalThis, { times: [], pressed: 0, first: 0 });
    const plan = () => {
      const key = pressed;
      drawn(() => (key ? times.push(performance.now() - key) : (first ||= performance.now())));
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
    // One key at a time: a busy machine answers several keys at once, and there would be fewer answers than keys.
    const answers = await page.evaluate(() => times.length);
    await page.keyboard.press(key === " " ? "Space" : key);
    await page.waitForFunction((answers) => times.length > answers, answers);
  }
  const measured = await page.evaluate(() => ({ paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0, first, keys: times }));
  await context.close();
  return measured;
}
