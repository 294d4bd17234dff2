// The first minute: an own manifest in place of an example, and one that was copied from a cluster.
import assert from "node:assert/strict";
import { eventually } from "./eventually.mjs";
import { editor, onPreviewer, openExample, service, textOf, waitForVerdict, write } from "./page-fixture.mjs";

const onPage = onPreviewer();

const OWN = service("{port: 80}");
const COPIED = `${OWN.replace("name: web\n", 'name: web\n  uid: 11111111-2222-3333-4444-555555555555\n  resourceVersion: "42"\n').replace("annotations: {}", "annotations: {service.kubernetes.io/loadbalance-id: lb-12345678}")}status: {loadBalancer: {ingress: [{ip: 203.0.113.9}]}}\n`;

const PANES = ["live", "clb", "context", "prune", "deletions", "policy"];

const panes = (page) => page.evaluate((names) => names.map((name) => document.querySelector("#app").app.state[name]), PANES);

const EMPTY = ["", "", {}, false, "", ""];

/** Selects everything in an editor and pastes. */
async function paste(page, text, name = "manifest") {
  await page.locator(`#tab-${name}`).click();
  await editor(page, name).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await editor(page, name).evaluate((content, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await page.waitForFunction(([pasted, which]) => document.querySelector("#app").app.state[which] === pasted, [text, name]);
}

const drop = (page, ...texts) =>
  page.evaluate((contents) => {
    const dataTransfer = new DataTransfer();
    contents.forEach((text, index) => dataTransfer.items.add(new File([text], `file-${index}.yaml`)));
    document.querySelector("#app").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
  }, texts);

const notice = (page, hasText) => page.locator(".notice.shown", { hasText });

onPage("an own manifest puts away the example's cluster, and Undo brings it back", async ({ page }) => {
  const before = await panes(page);
  assert.ok(before.slice(0, 3).every((pane) => JSON.stringify(pane).length > 2));
  await paste(page, OWN);
  await notice(page, "The example's cluster was put away.").waitFor();
  await page.locator("clb-preview .service-name", { hasText: "shop/web" }).waitFor();
  await eventually.deepEqual(() => panes(page), EMPTY);
  await eventually.doesNotMatch(() => page.locator("clb-preview").evaluate((preview) => preview.shadowRoot.textContent), /checkout|cls-2x9k4m7q|vpc-30xqxt9p|ins-aaaa0001/);
  await page.locator("[data-action=undo]").click();
  await eventually.deepEqual(() => panes(page), before);
  await eventually.equal(() => textOf(page), OWN);
  await eventually.equal(() => page.locator("[data-action=undo]").count(), 0);
});

onPage("also by a dropped file, after a restored visit, and in a walkthrough", async ({ page, url }) => {
  await page.waitForFunction(() => localStorage.getItem("clbplan")?.includes("checkout"));
  await page.goto(url);
  await notice(page, "Restored").waitFor();
  await drop(page, OWN);
  await notice(page, "Read file-0.yaml. The example's cluster was put away.").waitFor();
  await eventually.deepEqual(() => panes(page), EMPTY);
  await openExample(page, "stories/web-shop");
  await waitForVerdict(page, "create");
  await page.locator("[data-step='1']").click();
  await waitForVerdict(page, "update");
  await paste(page, OWN);
  await notice(page, "put away").waitFor();
  await eventually.deepEqual(() => panes(page), EMPTY);
  await eventually.equal(() => page.locator("[data-step]").count(), 0);
});

onPage("what the user has provided stays, and so does the example while it is edited", async ({ page }) => {
  const [, ...others] = await panes(page);
  await editor(page).focus();
  await page.keyboard.press("End");
  await page.keyboard.insertText("# a comment");
  await eventually.deepEqual(async () => (await panes(page)).slice(1), others);
  const live = service("{port: 443}");
  await write(page, live, "live");
  await paste(page, OWN);
  await notice(page, "put away").waitFor();
  await eventually.deepEqual(() => panes(page), [live, ...EMPTY.slice(1)]);
  // From here on everything is the user's.
  await page.locator("#tab-context").click();
  await page.locator("input[name=clusterId]").fill("cls-12345678");
  await paste(page, service("{port: 8080}"));
  await eventually.deepEqual(() => panes(page), [live, "", { clusterId: "cls-12345678" }, false, "", ""]);
});

onPage("a manifest that was copied from a cluster is what is live, too", async ({ page }) => {
  await paste(page, COPIED);
  await notice(page, "taken as what is live, too").waitFor();
  await waitForVerdict(page, "keep");
  await eventually.equal(() => textOf(page, "live"), COPIED);
  await eventually.match(() => page.locator("clb-preview .vip").innerText(), /stays: 203\.0\.113\.9/);
  // Without it, the page still recognises where it comes from.
  await page.locator("[data-action=undo]").click();
  await waitForVerdict(page, "create");
  await eventually.equal(() => textOf(page, "live"), "");
  const bar = page.locator(".answers .copied");
  await eventually.match(() => bar.innerText(), /This was copied from a cluster\./);
  await bar.locator("[data-action=take]").click();
  await waitForVerdict(page, "keep");
  await eventually.equal(() => bar.count(), 0);
});

onPage("a dump of a cluster is what is live, and the text to edit", async ({ page }) => {
  const node = { apiVersion: "v1", kind: "Node", metadata: { name: "10.0.0.1", uid: "99999999-2222-3333-4444-555555555555" }, spec: { providerID: "qcloud:///100003/ins-12345678" } };
  const services = ["web", "api"].map((name) => ({ apiVersion: "v1", kind: "Service", metadata: { name, namespace: "shop", uid: `${name}11111-2222-3333-4444-555555555555` }, spec: { type: "LoadBalancer", ports: [{ port: 80 }] } }));
  const dump = JSON.stringify({ apiVersion: "v1", kind: "List", items: [...services, node] }, null, 2);
  await drop(page, dump);
  await notice(page, "taken as what is live, too").waitFor();
  await eventually.deepEqual(async () => [await textOf(page), await textOf(page, "live")], [dump, dump]);
  await page.waitForFunction(() => document.querySelector("clb-preview").plan.services.length === 2);
  await eventually.equal(() => page.locator("clb-preview .chip[data-key=create]", { hasText: "?" }).count(), 0);
});

onPage("a generated manifest with an empty status is not taken for a copy", async ({ page }) => {
  await paste(page, `${OWN.replace("metadata:\n", "metadata:\n  creationTimestamp: null\n")}status:\n  loadBalancer: {}\n`);
  await notice(page, "put away").waitFor();
  await eventually.equal(() => page.locator(".copied").count(), 0);
  await eventually.equal(() => textOf(page, "live"), "");
});

onPage("without live objects, what is called new is conditional, and its address unknown", async ({ page }) => {
  await paste(page, OWN);
  await waitForVerdict(page, "create?");
  await eventually.equal(() => page.locator("clb-preview .sentence").innerText(), "If this Service is not in the cluster yet: a new load balancer is created.");
  await eventually.equal(() => page.locator("clb-preview .vip").innerText(), "Address is unknown: provide the live Service");
  await eventually.equal(() => page.locator("clb-preview .node.unknown title").first().textContent(), "Address unknown: unknown");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-action=export]").click().then(() => page.locator("[data-item=markdown]").click())]);
  const markdown = await (await download.createReadStream()).toArray();
  assert.match(Buffer.concat(markdown).toString(), /A new load balancer is created if the Service is not in the cluster yet/);
  // Only a dump of all namespaces shows that the Service is not there.
  const service = (namespace, name) => `apiVersion: v1\nkind: Service\nmetadata: {namespace: ${namespace}, name: ${name}}\nspec: {ports: [{port: 443}]}\n`;
  await write(page, `${service("default", "kubernetes")}---\n${service("kube-system", "kube-dns")}`, "live");
  await page.locator("clb-preview .sentence", { hasText: /^A new load balancer is created\.$/ }).waitFor();
  await eventually.match(() => page.locator("clb-preview .vip").innerText(), /is new/);
});

onPage("a default namespace is part of the request, of the link, and of Services to delete", async ({ page }) => {
  await page.locator("#tab-context").click();
  const request = () => page.evaluate(() => document.querySelector("clb-preview").request);
  assert.equal("defaultNamespace" in (await request()), false);
  await page.locator("input[name=defaultNamespace]").fill("prod");
  await page.locator("input[name=deletions]").fill("web");
  await page.waitForFunction(() => document.querySelector("clb-preview").request.delete);
  const { defaultNamespace, delete: deleted } = await request();
  assert.deepEqual([defaultNamespace, deleted], ["prod", [{ namespace: "prod", name: "web" }]]);
  await page.locator("[data-action=share]").click();
  await page.waitForFunction(() => location.hash.startsWith("#z="));
  await page.reload();
  await page.waitForFunction(() => document.querySelector("#app").app?.state.defaultNamespace === "prod");
});

onPage("a live Service of the same name in another namespace is shown, and the fix writes its namespace", async ({ page }) => {
  await paste(page, OWN.replace("  namespace: shop\n", ""));
  const live = `${COPIED.replace("namespace: shop", "namespace: prod")}---\n${service("{port: 443}").replace("name: web", "name: kubernetes").replace("namespace: shop", "namespace: default")}`;
  await write(page, live, "live");
  const finding = page.locator("clb-preview .finding", { hasText: "prod" }).filter({ has: page.locator(".fix") });
  await finding.locator(".fix").first().click();
  await page.waitForFunction(() => /namespace: prod/.test(document.querySelector("#app").app.state.manifest));
  await waitForVerdict(page, "keep");
  await eventually.match(() => page.locator("clb-preview .service-name").innerText(), /prod\/web/);
});
