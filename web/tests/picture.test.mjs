// The picture: what is unknown, how many backends there are, and which address belongs to which load balancer.
import assert from "node:assert/strict";
import { onPreviewer, openExample, textOf, waitForVerdict } from "./page-fixture.mjs";

const onPage = onPreviewer();

const change = (page, values) => page.evaluate((changed) => document.querySelector("#app").app.change(changed), values);
const titles = (page) => page.locator("clb-preview .node > title").allTextContents();

onPage("backends are unknown without nodes, also where nothing changes", async ({ page }) => {
  const [service] = (await textOf(page, "live")).split("---\n");
  for (const clb of ["", await page.evaluate(() => JSON.stringify({ ...JSON.parse(document.querySelector("#app").app.state.clb), targets: undefined }))]) {
    await change(page, { live: service, clb });
    await page.locator("clb-preview .node.unknown").nth(1).waitFor();
    const all = await titles(page);
    assert.deepEqual(all.filter((each) => /backends/.test(each)), ["backends unknown: unknown", "backends unknown: unknown"], clb);
    // Hatched, and explained.
    assert.match(await page.locator("clb-preview .node.unknown .bar").first().evaluate((bar) => getComputedStyle(bar).fill), /url\(.*#hatch/);
    await page.locator("clb-preview .legend li", { hasText: "unknown" }).waitFor();
  }
});

onPage("a legend without unknown parts does not explain them", async ({ page }) => {
  assert.equal(await page.locator("clb-preview .legend li", { hasText: "unknown" }).count(), 0);
});

onPage("backends are counted as they will be", async ({ page }) => {
  const manifest = await textOf(page);
  await change(page, { manifest: manifest.replace("nodePort: 30080", "nodePort: 30090") });
  await page.locator("clb-preview .topology text", { hasText: "2 backends (were 2)" }).waitFor();
  const lines = page.locator("clb-preview .node", { hasText: "(were 2)" }).locator(".backend");
  assert.equal(await lines.count(), 4);
  assert.deepEqual((await titles(page)).filter((each) => /backends/.test(each)), ["2 backends (were 2): changed", "2 backends: new"]);
});

for (const width of [480, 1024]) {
  onPage(`a replacement has two branches, each with its address, in a window of ${width} pixels`, async ({ page }) => {
    await openExample(page, "lifecycle/09-public-to-internal-rebuild");
    await waitForVerdict(page, "replace");
    const nodes = await page.locator("clb-preview .node").evaluateAll((all) =>
      all.map((node) => {
        const { x, y, height } = node.querySelector(".body").getBBox();
        return { text: [...node.querySelectorAll(".name, .note")].map((each) => each.textContent).join(" "), removed: node.classList.contains("removed"), x, top: y, bottom: y + height };
      }),
    );
    const edges = await page.locator("clb-preview .edge").evaluateAll((all) => all.map((edge) => edge.getAttribute("d").match(/[\d.]+/g).map(Number)));
    const [oldAddress, oldClb, newAddress, newClb] = nodes;
    assert.match(oldAddress.text, /^119\.29\.48\.17 Before: /);
    assert.match(oldClb.text, /^lb-6efswuxa/);
    assert.match(newAddress.text, /^new address After: /);
    assert.match(newClb.text, /^new load balancer/);
    assert.deepEqual(nodes.slice(0, 4).map(({ removed }) => removed), [true, true, false, false]);
    const parentOf = (node) => nodes.find(({ bottom }) => edges.some(([, y1, y2]) => y1 === bottom && node.top < y2 && y2 < node.bottom));
    assert.equal(parentOf(oldClb), oldAddress);
    assert.equal(parentOf(newClb), newAddress);
  }, { viewport: { width, height: 900 } });
}
