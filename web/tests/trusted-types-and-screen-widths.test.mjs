// The page where Trusted Types are enforced, on wide and narrow screens, and after hundreds of edits.
import assert from "node:assert/strict";
import { DIST, answered } from "./chromium-and-file-server.mjs";
import { eventually } from "./eventually.mjs";
import { editor, onPreviewer, onServer, openExample, textOf, waitForVerdict } from "./page-fixture.mjs";

const onPage = onPreviewer();
const onTrusting = onServer(() => ({ "/": DIST }), { headers: { "content-security-policy": "require-trusted-types-for 'script'; trusted-types lit-html clbplan" } });

onTrusting("Trusted Types are no obstacle for the page, its editors, what is loaded later, and the worker", async ({ page, url }) => {
  await page.goto(url);
  assert.deepEqual(await answered(page), ["replace"]);
  await editor(page).click();
  await page.keyboard.insertText("# edited\n");
  await page.locator("[data-action=compare]").click();
  await page.locator("dialog.compare[open] .cm-changedLine").first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#tab-context").click();
  await page.locator("form.context").waitFor();
  await openExample(page, "lifecycle/08-port-added");
  await waitForVerdict(page, "update");
  const one = await textOf(page);
  await page.evaluate((manifest) => document.querySelector("#app").app.change({ manifest }), Array.from({ length: 100 }, (_, index) => one.replace("name: checkout", `name: checkout-${index}`)).join("---\n"));
  await page.locator("clb-preview .row").nth(10).waitFor();
  assert.equal(page.workers().length, 1);
});

onPage("hundreds of edits leave neither nodes nor listeners behind", async ({ page, context }) => {
  const browser = await context.newCDPSession(page);
  await browser.send("Performance.enable");
  const manifest = await textOf(page);
  const edits = (count) =>
    page.evaluate(
      async ([text, times]) => {
        const { app } = document.querySelector("#app");
        for (let edit = 0; edit < times; edit++) {
          app.change({ manifest: edit % 2 === 0 ? text.replace("nodePort: 30080", "nodePort: 30090") : text });
          await new Promise(requestAnimationFrame);
        }
      },
      [manifest, count],
    );
  const counts = async () => {
    await waitForVerdict(page, "update");
    await browser.send("HeapProfiler.collectGarbage");
    const { metrics } = await browser.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  // What is made at the first edits stays.
  await edits(20);
  const before = await counts();
  await edits(300);
  const after = await counts();
  assert.ok(after.Nodes < before.Nodes + 300, `${before.Nodes} nodes, then ${after.Nodes}`);
  assert.ok(after.JSEventListeners < before.JSEventListeners + 30, `${before.JSEventListeners} listeners, then ${after.JSEventListeners}`);
  assert.ok(after.JSHeapUsedSize < before.JSHeapUsedSize + 3_000_000, `${before.JSHeapUsedSize} bytes, then ${after.JSHeapUsedSize}`);
});

onPage("on a wide screen, the answer is no wider than it can be read", async ({ page }) => {
  const { width } = await page.locator("clb-preview").boundingBox();
  assert.ok(width > 900 && width <= 1100, `${width}`);
}, { viewport: { width: 2560, height: 1300 } });

onPage("on a narrow screen, values are below their fields, and neither is broken within a word", async ({ page }) => {
  await openExample(page, "lifecycle/09-public-to-internal-rebuild");
  await waitForVerdict(page, "replace");
  const row = (name) => page.locator("clb-preview .resource tr", { has: page.locator(`th:text-is("${name}")`) }).first();
  const [field, value] = await Promise.all([row("SubnetId").locator("th").boundingBox(), row("SubnetId").locator("td.after").boundingBox()]);
  assert.ok(value.y >= field.y + field.height - 1 && value.x === field.x, JSON.stringify([field, value]));
  assert.ok(value.y < field.y + field.height + 8, "nothing empty is between them");
  const lines = await page.locator("clb-preview .forced th").evaluate((each) => {
    const range = document.createRange();
    range.selectNode([...each.childNodes].find((node) => /LoadBalancerType/.test(node.textContent)));
    return new Set([...range.getClientRects()].map(({ top }) => top)).size;
  });
  assert.equal(lines, 1);
}, { viewport: { width: 390, height: 844 } });

onPage("the sign of a source is in the line of the word before it", async ({ page }) => {
  await openExample(page, "lifecycle/09-public-to-internal-blocked");
  await waitForVerdict(page, "blocked");
  for (let width = 1440; width > 1180; width -= 20) {
    await page.setViewportSize({ width, height: 900 });
    const apart = () => page.locator("clb-preview .answer > .reasons .reason").evaluateAll((all) =>
      all.map((each) => {
        const words = [...each.querySelector(".message").getClientRects()].at(-1);
        const sign = each.querySelector(".cite button").getBoundingClientRect();
        return sign.top - words.bottom;
      }),
    );
    await eventually.ok(async () => (await apart()).length > 2 && (await apart()).every((distance) => distance < 0), `${width}`);
  }
});

onPage("calls are numbered, and grouped only where several may run at the same time", async ({ page }) => {
  await openExample(page, "documentation/https-hosts");
  await waitForVerdict(page, "create");
  await eventually.deepEqual(() => page.locator("clb-preview .call .count").allInnerTexts(), ["1", "2", "3", "4", "5", "6", "7"]);
  await eventually.deepEqual(() => page.locator("clb-preview .wave").evaluateAll((all) => all.map((each) => [each.querySelectorAll(".call").length, each.querySelector("h4")?.textContent ?? ""])), [
    [1, ""],
    [1, ""],
    [2, "These 2 may run at the same time"],
    [2, "These 2 may run at the same time"],
    [1, ""],
  ]);
});

onPage("what was done is said beside the status line, not over the answer", async ({ page }) => {
  await page.locator("[data-action=reset]").click();
  await page.locator(".notice.shown").waitFor();
  await eventually.ok(async () => {
    const [notice, answers] = await Promise.all([page.locator(".notice").boundingBox(), page.locator(".answers").boundingBox()]);
    return notice.x + notice.width <= answers.x;
  });
});
