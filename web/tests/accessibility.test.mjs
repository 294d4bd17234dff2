// Accessibility: axe finds no violation in any state, theme or language, on wide and narrow screens; what screen readers read; forced
// colours.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { eventually } from "./eventually.mjs";
import { openExample, onPreviewer, service, write } from "./page-fixture.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const onPage = onPreviewer();

async function checkWithAxe(page, state) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } });
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
  // The policy is bypassed, because it forbids evaluating the text of axe.
  onPage(`axe finds no violation: ${name}`, async ({ page }) => {
    await checkWithAxe(page, "an update");
    await page.locator("[data-action=examples]").click();
    await page.locator("dialog.examples[open]").waitFor();
    await checkWithAxe(page, "the examples");
    await page.locator("[data-example='validation/many-mistakes-at-once']").click();
    await page.locator("clb-preview .finding").first().waitFor();
    await checkWithAxe(page, "findings");
    await openExample(page, "lifecycle/09-public-to-internal-rebuild");
    await page.locator("clb-preview .badge[data-verdict=replace]").waitFor();
    await page.locator("clb-preview .call summary").first().click();
    await page.locator("clb-preview .cite button").first().focus();
    await checkWithAxe(page, "a replacement, with a source");
    await page.locator("clb-preview .node[data-address^=listener]").first().click();
    await page.locator("clb-preview .fields").waitFor();
    await page.locator("clb-preview [data-zoom=in]").click();
    await page.locator("clb-preview .topology[data-zoomed]").waitFor();
    await checkWithAxe(page, "the fields of a resource in the picture, which is zoomed");
    await page.locator("[data-action=compare]").click();
    await page.locator("dialog.compare[open] .cm-changedLine").first().waitFor();
    await checkWithAxe(page, "the comparison");
    await page.keyboard.press("Escape");
    await page.locator("[data-action=export]").click();
    await checkWithAxe(page, "what can be taken along");
    await page.keyboard.press("Escape");
    await page.locator("#tab-context").click();
    await page.locator("form.context").waitFor();
    await checkWithAxe(page, "the cluster");
    await page.locator("[data-action=help]").click();
    await page.locator("dialog.help[open]").waitFor();
    await checkWithAxe(page, "help");
    await page.keyboard.press("Escape");
    await write(page, `${service("{port: 80}")}  type: [`);
    await page.locator("clb-preview .obstacle").waitFor();
    await checkWithAxe(page, "an unreadable manifest");
    await write(page, service("{port: 80}").replace("name: web", "name: web\n  uid: 11111111-2222-3333-4444-555555555555"));
    await page.locator(".copied").waitFor();
    await checkWithAxe(page, "a copied Service, with unknown backends");
    await page.locator("[data-action=reset]").click();
    await page.locator(".start [data-example]").first().waitFor();
    await checkWithAxe(page, "nothing provided");
    await page.locator("#tab-clb").click();
    await page.locator("#panel-clb .give").waitFor();
    await checkWithAxe(page, "an empty pane");
    await write(page, ["web", "api", "shop", "mail"].map((name) => service("{port: 80}").replace("name: web", `name: ${name}`)).join("---\n"));
    await page.locator("clb-preview .row").nth(3).waitFor();
    await checkWithAxe(page, "a list of Services");
  }, { ...options, bypassCSP: true });
}

onPage("a screen reader reads the answer in the order of the traffic, and every control has a name of its own", async ({ page }) => {
  await openExample(page, "lifecycle/09-public-to-internal-rebuild");
  await page.locator("clb-preview .badge[data-verdict=replace]").waitFor();
  const header = await page.locator("header").ariaSnapshot();
  assert.match(header, /navigation "Actions"/);
  const tree = await page.locator("clb-preview").ariaSnapshot();
  const order = [
    'heading "shop/checkout" [level=2]',
    "paragraph: The load balancer lb-6efswuxa is replaced by another one.",
    'button "Source 1"',
    'toolbar "Side of the change"',
    'img "Address 119.29.48.17: removed"',
    'img "Address new address: new"',
    'button "load balancer lb-6efswuxa public: removed"',
    'button "new load balancer internal · subnet-aaaa1111: new"',
    'button "listener TCP 80 WRR: new"',
    'button "2 backends: new"',
    'heading "Resources" [level=3]',
    'row "LoadBalancerType forces the replacement OPEN INTERNAL"',
    'heading "API calls 5 calls" [level=3]',
    'heading "Not checked 6" [level=2]',
  ];
  const places = order.map((text) => tree.indexOf(text));
  assert.deepEqual(places.filter((place, index) => place <= (places[index - 1] ?? -1)), [], tree);
  assert.doesNotMatch(tree, /(button|link|img)( \[|:|$)/m, "nothing is without a name");
  // A link is named by its page.
  await page.locator("clb-preview .cite button").first().focus();
  const links = () => page.locator("clb-preview .source a:visible").evaluateAll((all) => all.map(({ textContent }) => textContent).join());
  await eventually.match(links, /^((TKE|CLB) \d+\/\d+|[\w.]+\.[a-z]+),[\w-]+\/[\w-]+$/);
});

onPage("colours that the system forces leave signs, lines and the selected tab", async ({ page }) => {
  const look = (selector, name) => page.locator(selector).first().evaluate((each, property) => getComputedStyle(each)[property], name);
  const text = await look("clb-preview .sentence", "color");
  await eventually.equal(() => look("clb-preview .edge", "stroke"), text);
  await eventually.equal(() => look("clb-preview .node.new .body", "stroke"), text);
  await eventually.equal(() => look("clb-preview .node .sign", "fill"), text);
  await eventually.equal(() => look("[role=tab] .dot", "backgroundColor"), text);
  await eventually.notEqual(() => look("[role=tab][aria-selected=true]", "borderBottomColor"), await look("[role=tab][aria-selected=false]", "borderBottomColor"));
  await eventually.equal(() => look("clb-preview .chip", "borderTopStyle"), "solid");
}, { forcedColors: "active" });

onPage("nothing is wider than a phone's screen", async ({ page }) => {
  await eventually.ok(async () => (await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
  await page.locator("[data-action=examples]").click();
  await page.locator("dialog.examples[open]").waitFor();
  await eventually.ok(() => page.locator("dialog.examples").evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth));
}, STATES.narrow);

onPage("on a phone, the answer below the text is one touch away", async ({ page }) => {
  const answer = page.locator(".answers");
  const top = () => answer.evaluate((each) => each.getBoundingClientRect().top);
  const before = await top();
  await page.locator("[data-action=to-answer]").click();
  await eventually.ok(async () => (await top()) < before - 100 && (await top()) < 200, `before: ${before}`);
}, { viewport: { width: 390, height: 800 } });

onPage("all tabs are visible at every width", async ({ page }) => {
  for (const width of [1024, 900, 821, 820, 390]) {
    await page.setViewportSize({ width, height: 768 });
    await eventually.ok(() => page.locator("[role=tablist]").evaluate((tabs) => tabs.scrollWidth <= tabs.clientWidth), `${width}`);
  }
}, { viewport: { width: 1024, height: 768 } });

onPage("only the answer is printed, with every Service open", async ({ page }) => {
  await write(page, ["web", "api", "shop", "mail"].map((name) => service("{port: 80}").replace("name: web", `name: ${name}`)).join("---\n"));
  await page.locator("clb-preview .row").nth(3).waitFor();
  await page.emulateMedia({ media: "print" });
  await eventually.equal(() => page.locator("clb-preview .answer").count(), 1);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await eventually.equal(() => page.locator("clb-preview .answer").count(), 4);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await eventually.equal(() => page.locator("clb-preview .answer").count(), 1);
  await eventually.equal(() => page.locator("header").isVisible(), false);
  await eventually.equal(() => page.locator(".inputs").isVisible(), false);
  await eventually.equal(() => page.locator("clb-preview .sentence").first().isVisible(), true);
});
