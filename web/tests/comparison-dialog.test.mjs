// The comparison of the manifest with the live objects, side by side and on a narrow screen; and the divider between input and answer.
import assert from "node:assert/strict";
import { eventually } from "./eventually.mjs";
import { onPreviewer, openExample, textOf, write } from "./page-fixture.mjs";

const onPage = onPreviewer();

const lines = (page, side, kind) => page.locator(`dialog.compare .cm-merge-${side} .cm-line.${kind}`).allInnerTexts().then((all) => all.map((line) => line.trim()));

const LAST = (spec) => `    kubectl.kubernetes.io/last-applied-configuration: '${JSON.stringify({ apiVersion: "v1", kind: "Service", metadata: { name: "web", namespace: "shop", annotations: {} }, spec })}'\n`;

const MANIFEST = `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  selector: {app: web}
  ports: [{name: http, port: 80, targetPort: 8080}, {name: tls, port: 443}]
`;

/** Written by the server: a cluster IP, defaults, a status. By somebody else: an annotation and a session affinity. */
const LIVE = `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  uid: 11111111-2222-3333-4444-555555555555
  resourceVersion: "4711"
  annotations:
    other/owner: somebody
${LAST({ type: "LoadBalancer", loadBalancerSourceRanges: ["10.0.0.0/8"], ports: [{ name: "http", port: 80 }, { name: "old", port: 8443 }] })}  managedFields: [{manager: kubectl, operation: Update}]
spec:
  type: LoadBalancer
  clusterIP: 172.16.1.2
  externalTrafficPolicy: Cluster
  loadBalancerSourceRanges: [10.0.0.0/8]
  sessionAffinity: None
  selector: {app: web}
  ports:
  - {name: http, port: 80, targetPort: 80, protocol: TCP, nodePort: 30080}
  - {name: old, port: 8443, targetPort: 8443, protocol: TCP, nodePort: 30443}
status: {loadBalancer: {ingress: [{ip: 203.0.113.9}]}}
`;

const compare = async (page, manifest = MANIFEST) => {
  await page.evaluate((values) => document.querySelector("#app").app.change({ clb: "", ...values }), { manifest, live: LIVE });
  await page.locator("[data-action=compare]").click();
  await page.locator("dialog.compare[open]").waitFor();
};

onPage("the manifest is compared with the live object as kubectl diff does it", async ({ page }) => {
  await compare(page);
  for (const side of ["a", "b"]) await page.locator(`dialog.compare .cm-merge-${side} .cm-changedLine`).first().waitFor();
  await eventually.equal(() => page.locator("dialog.compare h3").innerText(), "Service shop/web");
  const [before, after] = [await lines(page, "a", "cm-changedLine"), await lines(page, "b", "cm-changedLine")];
  assert.deepEqual(before.filter((line) => /^(externalTraffic|loadBalancerSource|- "?10\.|targetPort: 80$)/.test(line)), ["externalTrafficPolicy: Cluster", "loadBalancerSourceRanges:", '- "10.0.0.0/8"', "targetPort: 80"]);
  assert.ok(after.includes("externalTrafficPolicy: Local") && after.includes("targetPort: 8080"), after.join("\n"));
  // What others have written stays, and what only hides the difference is left out.
  const all = (await page.locator("dialog.compare .cm-merge-b .cm-content").innerText()) + before.join() + after.join();
  assert.doesNotMatch(all, /last-applied|managedFields|undefined/);
  assert.equal([...before, ...after].some((line) => /somebody|clusterIP|sessionAffinity|203\.0/.test(line)), false);
  await eventually.ok(async () => (await page.locator("dialog.compare .cm-collapsedLines").count()) > 0, "what does not change is folded");
  await page.keyboard.press("Escape");
  await page.locator("dialog.compare").waitFor({ state: "detached" });
});

onPage("an object that does not change is counted, and one that is not live is not compared", async ({ page }) => {
  await page.evaluate(() => document.querySelector("#app").app.change({ live: document.querySelector("#app").app.state.manifest, clb: "" }));
  await page.locator("[data-action=compare]").click();
  await page.locator("dialog.compare[open] p", { hasText: "1 object does not change." }).waitFor();
  await page.keyboard.press("Escape");
  await write(page, (await textOf(page)).replace("name: checkout", "name: other"));
  await page.locator("[data-action=compare]").click();
  await page.locator("dialog.compare[open] p", { hasText: "No object is in the manifest and among the live objects." }).waitFor();
});

onPage("on a narrow screen both are one text, in Chinese", async ({ page }) => {
  await page.locator("[data-action=language]").click();
  await compare(page);
  await page.locator("dialog.compare h2", { hasText: "清单对集群中对象的修改" }).waitFor();
  await eventually.equal(() => page.locator("dialog.compare .cm-merge-a").count(), 0);
  await page.locator("dialog.compare .cm-deletedChunk", { hasText: "externalTrafficPolicy: Cluster" }).waitFor();
  await page.locator("dialog.compare .cm-changedLine", { hasText: "externalTrafficPolicy: Local" }).waitFor();
  await eventually.match(() => page.locator("dialog.compare .cm-collapsedLines").first().innerText(), /行没有变化/);
}, { viewport: { width: 480, height: 900 } });

onPage("the divider is moved by mouse and by keyboard, and stays for the next visit", async ({ page }) => {
  const divider = page.getByRole("separator");
  const width = () => page.locator(".inputs").evaluate((each) => Math.round(each.getBoundingClientRect().width));
  const before = await width();
  await divider.focus();
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press("ArrowRight");
  await eventually.equal(() => divider.getAttribute("aria-valuenow"), "48");
  await eventually.ok(async () => (await width()) > before + 60);
  const { x, y } = await divider.boundingBox();
  await page.mouse.move(x + 2, y + 200);
  await page.mouse.down();
  await page.mouse.move(1440 * 0.3, y + 220, { steps: 4 });
  await page.mouse.up();
  await eventually.ok(async () => Math.abs((await width()) - 1440 * 0.3) < 20, String(await width()));
  await page.reload();
  await page.locator("clb-preview .badge").first().waitFor();
  await eventually.ok(async () => Math.abs((await width()) - 1440 * 0.3) < 20, String(await width()));
});

const moving = (page) => page.evaluate(() => document.querySelector("clb-preview").shadowRoot.getAnimations().filter(({ effect }) => effect.getKeyframes().some(({ transform }) => /translate/.test(transform ?? ""))).length);

/** From now on, counts the boxes that move: `moved`. What moves them is loaded after the first answer. */
const countMoves = (page) =>
  page.evaluate(async () => {
    const loaded = () => performance.getEntriesByType("resource").find(({ name }) => /animate-picture/.test(name));
    while (!loaded()) await new Promise((done) => setTimeout(done, 20));
    await import(loaded().name);
    globalThis.moved = 0;
    const { animate } = Element.prototype;
    Element.prototype.animate = function (frames, options) {
      if (/translate/.test(frames[0]?.transform ?? "")) globalThis.moved++;
      return animate.call(this, frames, options);
    };
  });

const moved = (page) => page.evaluate(() => globalThis.moved);

/** Changes the manifest. Boxes begin to move in the frame that draws the answer. */
const changed = (page, act) =>
  page.evaluate(async (source) => {
    const preview = document.querySelector("clb-preview");
    const { app } = document.querySelector("#app");
    const planned = new Promise((done) => preview.addEventListener("plan", done, { once: true }));
    app.change({ manifest: app.state.manifest.replace(...JSON.parse(source)) });
    await planned;
  }, JSON.stringify(act));

const ANOTHER_PORT = ["  ports:\n", "  ports:\n  - {name: first, port: 22, protocol: TCP, targetPort: 22, nodePort: 30022}\n"];

onPage("boxes move to their new places", async ({ page }) => {
  await openExample(page, "lifecycle/08-port-added");
  await countMoves(page);
  await changed(page, ANOTHER_PORT);
  await eventually.ok(async () => (await moved(page)) >= 2);
  await eventually.equal(() => moving(page), 0);
}, { reducedMotion: "no-preference" });

onPage("boxes also move between before and after", async ({ page }) => {
  await openExample(page, "lifecycle/08-port-added");
  const side = page.locator("clb-preview [data-side=before]");
  await side.waitFor();
  // Not those of the example that was opened.
  await eventually.equal(() => moving(page), 0);
  await countMoves(page);
  await side.click();
  await eventually.ok(async () => (await moved(page)) >= 2);
}, { reducedMotion: "no-preference" });

onPage("nothing moves for those who do not want it", async ({ page }) => {
  await openExample(page, "lifecycle/08-port-added");
  await countMoves(page);
  await changed(page, ANOTHER_PORT);
  await page.waitForTimeout(500);
  assert.equal(await moved(page), 0);
}, { reducedMotion: "reduce" });
