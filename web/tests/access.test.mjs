// Everybody can use it: axe finds nothing, in every state, both themes, both languages, wide and narrow.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { choose, visits } from "./visits.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const onPage = visits();

async function judged(page, state) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target.flat().join(" ")} ${node.any[0]?.message ?? node.failureSummary}`).join(" | ")}`);
  });
  assert.deepEqual(found, [], state);
}

const STATES = {
  light: {},
  dark: { colorScheme: "dark" },
  Chinese: { locale: "zh-CN" },
  narrow: { viewport: { width: 390, height: 844 } },
};

for (const [name, options] of Object.entries(STATES)) {
  // evaluate() of axe's text is not the page's own: its policy would refuse it.
  onPage(`axe finds nothing: ${name}`, async ({ page }) => {
    await judged(page, "an update");
    await page.locator("[data-do=examples]").click();
    await judged(page, "the examples");
    await page.locator("[data-example='validation/many-mistakes-at-once']").click();
    await page.locator("clb-preview .finding").first().waitFor();
    await judged(page, "findings");
    await choose(page, "lifecycle/09-public-to-internal-rebuild");
    await page.locator("clb-preview .badge[data-verdict=replace]").waitFor();
    await page.locator("clb-preview .call summary").first().click();
    await judged(page, "a replacement");
    await page.locator("#tab-context").click();
    await judged(page, "the cluster");
    await page.locator("[data-do=help]").click();
    await judged(page, "help");
  }, { ...options, bypassCSP: true });
}

onPage("nothing is cut off on a phone", async ({ page }) => {
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
  await page.locator("[data-do=examples]").click();
  assert.ok(await page.locator("dialog.examples").evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth));
}, STATES.narrow);

onPage("no tab hides behind another button", async ({ page }) => {
  for (const width of [1024, 900, 821, 820, 390]) {
    await page.setViewportSize({ width, height: 768 });
    assert.ok(await page.locator("[role=tablist]").evaluate((tabs) => tabs.scrollWidth <= tabs.clientWidth), `${width}`);
  }
}, { viewport: { width: 1024, height: 768 } });

onPage("print shows the answer alone, and every Service of it", async ({ page }) => {
  await choose(page, "adoption/port-of-another-service");
  await page.locator("clb-preview .service").nth(1).waitFor();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("clb-preview .service[open]").count(), 1);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator("clb-preview .service[open]").count(), 2);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator("clb-preview .service[open]").count(), 1);
  assert.equal(await page.locator("header").isVisible(), false);
  assert.equal(await page.locator(".inputs").isVisible(), false);
  assert.equal(await page.locator("clb-preview .sentence").first().isVisible(), true);
});
