// The answer to one Service: nothing is said twice, sources are footnotes, and long lists are short until somebody wants them.
import assert from "node:assert/strict";
import { readRequests } from "../build/scenario-files.mjs";
import { eventually } from "./eventually.mjs";
import { onPreviewer, openExample, service, textOf, waitForVerdict, write } from "./page-fixture.mjs";

const onPage = onPreviewer();

const change = (page, values) => page.evaluate((changed) => document.querySelector("#app").app.change(changed), values);

onPage("one Service has no row of counts, and nothing to fold", async ({ page }) => {
  await eventually.equal(() => page.locator("clb-preview .summary .chip").count(), 0);
  await eventually.equal(() => page.locator("clb-preview article.service").count(), 1);
  await eventually.equal(() => page.locator("clb-preview details.service").count(), 0);
  await write(page, `${service("{port: 80}")}---\n${service("{port: 81}").replace("name: web", "name: api")}`);
  await page.locator("clb-preview details.service").nth(1).waitFor();
  await eventually.equal(() => page.locator("clb-preview .summary .chip[data-key=create]").count(), 1);
});

onPage("what all new load balancers have is not shown, but sent", async ({ page }) => {
  await write(page, service("{port: 80}"));
  await waitForVerdict(page, "create");
  const fields = () => page.locator("clb-preview .resource th[scope=row]").allInnerTexts();
  await eventually.ok(async () => (await fields()).includes("LoadBalancerType"));
  await eventually.ok(async () => !(await fields()).includes("Forward"));
  await page.locator("clb-preview .call summary", { hasText: "CreateLoadBalancer" }).click();
  await eventually.match(() => page.locator("clb-preview .call pre").first().innerText(), /"Forward": 1/);
  await openExample(page, "lifecycle/09-public-to-internal-rebuild");
  await waitForVerdict(page, "replace");
  await eventually.ok(async () => !(await fields()).includes("Forward"));
  // Of one that stays, only the other type is worth a line.
  await openExample(page, "lifecycle/08-port-added");
  await waitForVerdict(page, "update");
  const clb = JSON.parse(await textOf(page, "clb"));
  for (const Forward of [0, 1]) {
    await change(page, { clb: JSON.stringify({ ...clb, loadBalancers: clb.loadBalancers.map((each) => ({ ...each, Forward })) }) });
    if (Forward === 0) await page.locator("clb-preview .node[data-address=load-balancer]").click();
    await page.locator("clb-preview .fields th[scope=row]", { hasText: "LoadBalancerId" }).waitFor();
    await page.locator("clb-preview .fields th[scope=row]", { hasText: "Forward" }).waitFor({ state: Forward === 0 ? "visible" : "detached" });
  }
});

onPage("what is unknown is said as the command line says it", async ({ page }) => {
  for (const [file, sentence, address, which = ".service:has(.vip.unknown)"] of [
    ["inputs/unreadable-live-annotation", /^The plan changes nothing on the load balancer.*; what becomes of its address is unknown\.$/, /^Address is unknown, for the reasons below$/],
    ["release/managed-clb-that-another-service-uses", /^The plan does not delete the load balancer lb-\w+, but the controller may delete it\.$/, /^Address is unknown, for the reasons below$/, ".service:has([data-verdict=release])"],
    ["dumps/copied-from-a-live-service", /^If this Service is not in the cluster yet: a new load balancer is created\.$/, /^Address is unknown: provide the live Service$/],
  ]) {
    const { context, live, clb, steps } = readRequests(file);
    const { manifests, delete: deletions = [], prune = false } = steps[0].request;
    await page.evaluate(async (inputs) => {
      const preview = document.querySelector("clb-preview");
      const plan = new Promise((done) => preview.addEventListener("plan", done, { once: true }));
      Object.assign(preview, inputs);
      await plan;
    }, JSON.parse(JSON.stringify({ manifest: manifests, live: live ?? null, clb: clb ?? null, context: context ?? null, deletions, prune })));
    const service = page.locator(`clb-preview ${which}`).first();
    await eventually.match(() => service.locator(".sentence").innerText(), sentence);
    await eventually.match(async () => (await service.locator(".vip").innerText()).replace(/\s+/g, " "), address);
  }
});

onPage("what is not complete leads to what was not checked, where nothing can be entered", async ({ page }) => {
  await page.evaluate(() => (document.querySelector("clb-preview").asking = false));
  await write(page, service("{port: 80}"));
  await waitForVerdict(page, "create");
  const way = page.locator("clb-preview .incomplete [data-to=unchecked]");
  await eventually.match(() => way.innerText(), /^Not checked: \d+$/);
  await way.click();
  await page.waitForFunction(() => {
    const { top } = document.querySelector("clb-preview").shadowRoot.querySelector(".assumptions").getBoundingClientRect();
    return top < innerHeight;
  });
});

onPage("a chip counts the warnings, and goes from one to the next", async ({ page }) => {
  await eventually.equal(() => page.locator("clb-preview .summary [data-severity]").count(), 0);
  await openExample(page, "inputs/mistyped-annotation");
  const chip = page.locator("clb-preview .summary [data-severity=warning]");
  await chip.waitFor();
  await eventually.equal(() => chip.innerText(), "2 warnings");
  const focused = () => page.evaluate(() => document.querySelector("clb-preview").shadowRoot.activeElement?.closest(".finding")?.textContent);
  await chip.click();
  await eventually.match(() => focused(), /direct-acces/);
  await chip.click();
  await eventually.match(() => focused(), /tke-existing-lbid/);
  await chip.click();
  await eventually.match(() => focused(), /direct-acces/);
});

onPage("sources are footnotes, which appear when they are pointed at or have the focus", async ({ page }) => {
  await openExample(page, "lifecycle/09-public-to-internal-rebuild");
  await waitForVerdict(page, "replace");
  const cites = page.locator("clb-preview .service .cite");
  const first = cites.first();
  await eventually.equal(() => first.locator("button").innerText(), "¹");
  await eventually.equal(() => first.locator("button").getAttribute("aria-label"), "Source 1");
  await eventually.equal(() => first.locator("a").first().isVisible(), false);
  await first.hover();
  await first.locator("a.code", { hasText: /^[\w-]+\/[\w-]+$/ }).waitFor();
  await eventually.ok(() => first.locator(".source").evaluate((each) => each.getBoundingClientRect().right <= each.closest(".answer").getBoundingClientRect().right), "it is not cut off");
  await page.mouse.move(0, 0);
  await first.locator("a").first().waitFor({ state: "hidden" });
  await first.locator("button").focus();
  await page.keyboard.press("Tab");
  await eventually.equal(() => first.locator("a").first().evaluate((link) => link.getRootNode().activeElement === link), true);
  // The same source has the same number.
  const all = await cites.evaluateAll((each) => each.map((cite) => [cite.querySelector("button").textContent, cite.querySelector(".source").textContent.trim()]));
  assert.ok(all.length > 2, String(all));
  assert.equal(new Set(all.map(([, source]) => source)).size, new Set(all.map((pair) => pair.join())).size);
});

/** Twenty listeners; one of them is live. */
async function twentyPorts(page) {
  const port = (index) => `  - {name: p${index}, port: ${8000 + index}, protocol: TCP, targetPort: 80, nodePort: ${30100 + index}}`;
  const manifest = await textOf(page);
  await change(page, { manifest: manifest.replace(/  ports:\n[\s\S]*$/, `  ports:\n${Array.from({ length: 20 }, (_, index) => port(index)).join("\n")}\n`) });
  await page.locator("clb-preview .resources.folded").waitFor();
}

onPage("more than six resources are one line each, until one is selected or all are wanted", async ({ page }) => {
  await twentyPorts(page);
  const lines = page.locator("clb-preview .resource");
  const heights = await lines.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
  assert.ok(heights.length > 20 && heights.every((height) => height < 40), heights.join());
  const listener = page.locator("clb-preview .resource", { has: page.locator("[data-address='listener/TCP/8003']") });
  await eventually.match(() => listener.innerText(), /\+[\s\S]*listener\/TCP\/8003[\s\S]*TKE-DEDICATED-LISTENER[\s\S]*create/);
  await eventually.equal(() => listener.locator("table").count(), 0);
  await listener.locator("[data-address]").click();
  await listener.locator("table").waitFor();
  await eventually.equal(() => page.locator("clb-preview .resource table").count(), 1);
  await page.locator("clb-preview [data-more=resources]").click();
  await eventually.ok(async () => (await page.locator("clb-preview .resource table").count()) > 20);
});

onPage("few resources are not folded", async ({ page }) => {
  await eventually.equal(() => page.locator("clb-preview .resources.folded").count(), 0);
  await eventually.ok(async () => (await page.locator("clb-preview .resource table").count()) > 0);
});

onPage("backends are a table: which come, which go, and their weights", async ({ page }) => {
  const table = (address) => page.locator("clb-preview .resource", { has: page.locator(`[data-address='${address}']`) }).locator(".targets");
  await eventually.deepEqual(() => table("backends/TCP/443").locator("th, td").allInnerTexts(), ["Backend", "Port", "Weight", "+ ins-aaaa0001", "30443", "10", "+ ins-aaaa0002", "30443", "10"]);
  await change(page, { manifest: (await textOf(page)).replace("nodePort: 30080", "nodePort: 30090") });
  await table("backends/TCP/80").waitFor();
  await eventually.deepEqual(async () => (await table("backends/TCP/80").locator("tbody tr").allInnerTexts()).map((row) => row.replaceAll("\t", " ").trim()), ["+ ins-aaaa0001 30090 10", "+ ins-aaaa0002 30090 10", "− ins-aaaa0001 30080 10", "− ins-aaaa0002 30080 10"]);
});

onPage("many backends unfold", async ({ page }) => {
  const node = (index) => `---\napiVersion: v1\nkind: Node\nmetadata: {name: "n${index}"}\nspec: {providerID: "qcloud:///100003/ins-bbbb${String(index).padStart(4, "0")}"}\nstatus: {addresses: [{type: InternalIP, address: "10.1.0.${index}"}], conditions: [{type: Ready, status: "True"}]}\n`;
  const [live] = (await textOf(page, "live")).split("---\n");
  await change(page, { clb: "", live: live + Array.from({ length: 12 }, (_, index) => node(index + 1)).join("") });
  const card = page.locator("clb-preview .resource", { has: page.locator("[data-address='backends/TCP/443']") });
  await card.locator("tbody tr").nth(5).waitFor();
  await eventually.equal(() => card.locator(".targets tbody tr").count(), 6);
  await eventually.equal(() => card.locator("[data-more=targets]").innerText(), "6 more");
  await card.locator("[data-more=targets]").click();
  await eventually.equal(() => card.locator(".targets tbody tr").count(), 12);
  await eventually.equal(() => card.locator("[data-more=targets]").count(), 0);
});
