// The picture: what is unknown, how many backends there are, and which address belongs to which load balancer.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { eventually } from "./eventually.mjs";
import { completed, onPreviewer, openExample, textOf, waitForVerdict } from "./page-fixture.mjs";

const onPage = onPreviewer();

const change = (page, values) => page.evaluate((changed) => document.querySelector("#app").app.change(changed), values);
const titles = (page) => page.locator("clb-preview .node > title").allTextContents();

onPage("backends are unknown without nodes, also where nothing changes", async ({ page }) => {
  const [service] = (await textOf(page, "live")).split("---\n");
  for (const clb of ["", await page.evaluate(() => JSON.stringify({ ...JSON.parse(document.querySelector("#app").app.state.clb), targets: undefined }))]) {
    await change(page, { live: service, clb });
    await page.locator("clb-preview .node.unknown").nth(1).waitFor();
    await eventually.deepEqual(async () => (await titles(page)).filter((each) => /backends/.test(each)), ["backends unknown: unknown", "backends unknown: unknown"], clb);
    // Hatched, and explained.
    await eventually.match(() => page.locator("clb-preview .node.unknown .bar").first().evaluate((bar) => getComputedStyle(bar).fill), /url\(.*#hatch/);
    await page.locator("clb-preview .legend li", { hasText: "unknown" }).waitFor();
  }
});

onPage("a load balancer of which nobody knows the id is not called new", async ({ page }) => {
  const service = "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}\n";
  await change(page, { manifest: service, live: service, clb: "", context: {} });
  await waitForVerdict(page, "keep");
  await eventually.deepEqual(() => titles(page), ["Address unknown: unknown", "load balancer unknown: unknown"]);
});

onPage("a legend without unknown parts does not explain them", async ({ page }) => {
  await eventually.equal(() => page.locator("clb-preview .legend li", { hasText: "unknown" }).count(), 0);
});

onPage("backends are counted as they will be", async ({ page }) => {
  const manifest = await textOf(page);
  await change(page, { manifest: manifest.replace("nodePort: 30080", "nodePort: 30090") });
  await page.locator("clb-preview .topology text", { hasText: "2 backends (were 2)" }).waitFor();
  const lines = page.locator("clb-preview .node", { hasText: "(were 2)" }).locator(".backend");
  await eventually.equal(() => lines.count(), 4);
  await eventually.deepEqual(async () => (await titles(page)).filter((each) => /backends/.test(each)), ["2 backends (were 2): changed", "2 backends: new"]);
});

/** Twenty listeners on the same two nodes; one of them is new. */
async function twentyPorts(page) {
  const port = (index) => `  - {name: p${index}, port: ${8000 + index}, protocol: TCP, targetPort: 80, nodePort: ${30100 + index}}`;
  const manifest = await textOf(page);
  const ports = (count) => manifest.replace(/  ports:\n[\s\S]*$/, `  ports:\n${Array.from({ length: count }, (_, index) => port(index)).join("\n")}\n`);
  await change(page, { manifest: ports(19), clb: "" });
  await page.locator("clb-preview .node").nth(5).waitFor();
}

onPage("equal sets of backends are drawn once", async ({ page }) => {
  await twentyPorts(page);
  await page.locator("clb-preview .topology text", { hasText: /^2 backends, of 19/ }).waitFor();
  await eventually.equal(async () => (await titles(page)).filter((each) => /^2 backends, of 19 listeners: new/.test(each)).length, 1);
  await eventually.ok(async () => (await titles(page)).filter((each) => /^listener TCP 80/.test(each)).length >= 19);
});

onPage("a tall picture is cut off until the reader wants all of it", async ({ page }) => {
  await twentyPorts(page);
  const picture = page.locator("clb-preview .topology.cut");
  await picture.waitFor();
  await eventually.ok(async () => (await picture.boundingBox()).height <= 424);
  // The backends of all listeners are in the part that is shown.
  const backends = page.locator("clb-preview .node", { hasText: "of 19 listeners" });
  const bottom = ({ y, height }) => y + height;
  await eventually.ok(async () => bottom(await backends.boundingBox()) < bottom(await picture.boundingBox()) - 40);
  await page.locator("clb-preview .more", { hasText: "whole picture" }).click();
  await page.locator("clb-preview .topology:not(.cut)").waitFor();
  await eventually.ok(async () => (await page.locator("clb-preview .topology").boundingBox()).height > 600);
});

onPage("listeners that stay fold into one box", async ({ page }) => {
  await twentyPorts(page);
  await page.locator("[data-action=simulate]").click();
  await waitForVerdict(page, "keep");
  const folded = page.locator("clb-preview [data-address=folded-listeners]");
  await folded.waitFor();
  await eventually.match(() => folded.locator("title").textContent(), /19 listeners stay/);
  await folded.click();
  await page.locator("clb-preview .node title", { hasText: "listener TCP 8018" }).waitFor({ state: "attached" });
});

onPage("the parts are read from the clients to the backends, and the legend has what occurs", async ({ page }) => {
  const all = await titles(page);
  assert.match(all[0], /^Address 119\.29\.48\.17: unchanged/);
  assert.match(all[1], /^load balancer lb-/);
  assert.match(all.at(-1), /backends/);
  await eventually.deepEqual(async () => (await page.locator("clb-preview .legend li").allInnerTexts()).map((each) => each.replace(/^[^a-z]+/, "")), ["new", "unchanged"]);
});

onPage("the picture is taken along as SVG and as PNG", async ({ page }) => {
  const saved = async (kind) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`clb-preview [data-save=${kind}]`).click()]);
    return [download.suggestedFilename(), readFileSync(await download.path())];
  };
  const [name, picture] = await saved("svg");
  assert.equal(name, "shop-checkout.svg");
  const text = picture.toString();
  assert.match(text, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.match(text, /fill="rgb\(/);
  assert.doesNotMatch(text, /var\(|class=|<!--/);
  const [pngName, png] = await saved("png");
  assert.equal(pngName, "shop-checkout.png");
  assert.deepEqual([...png.subarray(1, 4)], [...Buffer.from("PNG")]);
  assert.ok(png.length > 5000);
});

const texts = (page) => page.locator("clb-preview .topology .node text").allTextContents();
const side = (page, name) => page.locator(`clb-preview [data-side=${name}]`);

onPage("before and after are shown alone, too", async ({ page }) => {
  const listeners = async () => (await titles(page)).filter((each) => /^listener/.test(each));
  await eventually.equal(async () => (await listeners()).length, 2);
  await eventually.equal(() => side(page, "both").getAttribute("aria-pressed"), "true");
  await side(page, "before").click();
  await eventually.deepEqual(() => listeners(), ["listener TCP 80 WRR: unchanged"]);
  await eventually.equal(() => side(page, "before").getAttribute("aria-pressed"), "true");
  await eventually.equal(() => side(page, "both").getAttribute("aria-pressed"), "false");
  await side(page, "afterwards").click();
  await eventually.equal(async () => (await listeners()).length, 2);
  // What goes is only in the picture before.
  await page.locator("#tab-live").click();
  await change(page, { manifest: (await textOf(page)).replace("nodePort: 30080", "nodePort: 30090") });
  await page.locator("clb-preview .topology .name", { hasText: /^2 backends$/ }).first().waitFor();
  await eventually.doesNotMatch(async () => (await texts(page)).join(" "), /:30080/);
  await side(page, "before").click();
  await page.locator("clb-preview .topology .backend.removed").first().waitFor();
  await eventually.match(async () => (await texts(page)).join(" "), /:30080/);
  await eventually.doesNotMatch(async () => (await texts(page)).join(" "), /:30090|:30443/);
});

onPage("before a replacement there is the old load balancer with its own listeners", async ({ page }) => {
  await openExample(page, "lifecycle/09-public-to-internal-rebuild");
  await waitForVerdict(page, "replace");
  await completed(page);
  await side(page, "before").click();
  await side(page, "before").and(page.locator("[aria-pressed=true]")).waitFor();
  const before = await titles(page);
  assert.ok(before.some((each) => /lb-6efswuxa/.test(each)) && before.some((each) => /^listener TCP 80/.test(each)), before.join("\n"));
  assert.ok(before.every((each) => /removed$/.test(each)), before.join("\n"));
  await side(page, "afterwards").click();
  await side(page, "afterwards").and(page.locator("[aria-pressed=true]")).waitFor();
  const after = await titles(page);
  assert.ok(after.every((each) => !/removed$/.test(each)) && after.some((each) => /^listener TCP 80 WRR: new/.test(each)), after.join("\n"));
});

onPage("a picture without another side offers none", async ({ page }) => {
  await page.locator("[data-action=simulate]").click();
  await waitForVerdict(page, "keep");
  await eventually.equal(() => side(page, "both").count(), 0);
  // What is unknown is so on both sides.
  const [live] = (await textOf(page, "live")).split("---\n");
  await change(page, { live, clb: "" });
  await page.locator("clb-preview .topology text", { hasText: "backends unknown" }).first().waitFor();
  await eventually.equal(() => side(page, "both").count(), 0);
});

/** The live objects, with the nodes in these zones. */
const inZones = (live, zones) => zones.reduce((text, zone, index) => text.replaceAll(new RegExp(`(name: "?10\\.0\\.0\\.${index + 1}"?[\\s\\S]*?topology.kubernetes.io/zone: )"?\\w+"?`, "g"), `$1"${zone}"`), live);

onPage("backends are grouped by zone", async ({ page }) => {
  await change(page, { live: inZones(await textOf(page, "live"), ["ap-guangzhou-3", "ap-guangzhou-4"]) });
  await page.locator("clb-preview .topology text", { hasText: "zone ap-guangzhou-4: 1" }).first().waitFor();
  const lines = (await page.locator("clb-preview .node", { hasText: "zone ap-guangzhou-3" }).first().locator("text.note, text.backend").allTextContents()).map((each) => each.trim());
  assert.match(lines.join("\n"), /^zone ap-guangzhou-3: 1\n.*ins-\w+:\d+\nzone ap-guangzhou-4: 1\n.*ins-\w+:\d+$/);
});

onPage("many backends are counted by zone, and without zones they are listed", async ({ page }) => {
  const node = (index, zone) => `---\napiVersion: v1\nkind: Node\nmetadata: {name: "n${index}"${zone ? `, labels: {topology.kubernetes.io/zone: "${zone}"}` : ""}}\nspec: {providerID: "qcloud:///${zone}/ins-bbbb${String(index).padStart(4, "0")}"}\nstatus: {addresses: [{type: InternalIP, address: "10.1.0.${index}"}], conditions: [{type: Ready, status: "True"}]}\n`;
  const nodes = (zoneOf) => Array.from({ length: 12 }, (_, index) => node(index + 1, zoneOf(index))).join("");
  const [service] = (await textOf(page, "live")).split("---\n");
  await change(page, { clb: "", live: service + nodes((index) => (index < 4 ? "100003" : "100004")) });
  await page.locator("clb-preview .topology text", { hasText: "zone 100004: 8" }).first().waitFor();
  const box = page.locator("clb-preview .node", { hasText: "zone 100004: 8" }).first();
  await eventually.equal(() => box.locator(".backend").count(), 0);
  await eventually.match(() => box.locator(".note").first().textContent(), /zone 100003: 4/);
});

onPage("weights are bars, and only where they say something", async ({ page }) => {
  await eventually.equal(() => page.locator("clb-preview .weight").count(), 0);
  // The controller sets back what somebody else has changed.
  const clb = JSON.parse(await textOf(page, "clb"));
  const [[{ Targets: targets }]] = Object.values(clb.targets);
  targets[0].Weight = 50;
  await change(page, { clb: JSON.stringify(clb) });
  const bar = page.locator("clb-preview .weight");
  await bar.first().waitFor({ state: "attached" });
  const [width, ...others] = await bar.evaluateAll((all) => all.map((each) => Number(each.getAttribute("width")) / (each.closest(".node").querySelector(".body").getBBox().width - 48)));
  assert.ok(Math.abs(width - 0.1) < 0.001, String(width));
  assert.deepEqual(others, []);
  await eventually.match(async () => (await texts(page)).join(" "), /:30080 {2}×50 → 10/);
});

onPage("a replacement is one card, with what forces it first, and a bar of time with the gap", async ({ page }) => {
  await openExample(page, "lifecycle/09-public-to-internal-rebuild");
  await waitForVerdict(page, "replace");
  await completed(page);
  const cards = page.locator("clb-preview .resource", { has: page.locator("[data-address=load-balancer]") });
  await eventually.equal(() => cards.count(), 1);
  const first = await cards.locator("tbody tr").first().innerText();
  assert.match(first, /LoadBalancerType.*forces the replacement[\s\S]*OPEN[\s\S]*INTERNAL/);
  const phases = await page.locator("clb-preview .phase").allInnerTexts();
  assert.match(phases[0], /^the old address/);
  assert.match(phases[1], /^no address during \d calls[\s\S]*DeleteLoadBalancer → .*CreateLoadBalancer → /);
  assert.match(phases[2], /^the new address\s+Kubernetes merge patch$/);
});

for (const width of [480, 1024]) {
  onPage(`a replacement has two branches, each with its address, in a window of ${width} pixels`, async ({ page }) => {
    await openExample(page, "lifecycle/09-public-to-internal-rebuild");
    await waitForVerdict(page, "replace");
    await completed(page);
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
