// The manifest against what is live: signs beside the lines that differ, the live value behind them, and the lines that cost the address.
import assert from "node:assert/strict";
import { eventually } from "./eventually.mjs";
import { onPreviewer, openExample, service, textOf, waitForVerdict, write } from "./page-fixture.mjs";

const onPage = onPreviewer();

const show = (page, values) => page.evaluate((changed) => {
  const { app } = document.querySelector("#app");
  app.edited("live", changed.live, {});
  app.begin(changed.manifest);
}, values);

const lines = (page, selector) => page.locator(`[data-editor=manifest] .cm-line:has(${selector})`).allInnerTexts();

onPage("only what the manifest states is compared; defaults, status and written fields are left out", async ({ page }) => {
  const manifest = (await textOf(page)).replace("targetPort: 8443", "targetPort: 9443");
  const live = `${(await textOf(page)).replace("metadata:\n", "metadata:\n  uid: 11111111-2222-3333-4444-555555555555\n").replace("  ports:", "  clusterIP: 10.1.2.3\n  sessionAffinity: None\n  ports:")}status:\n  loadBalancer: {}\n`;
  await show(page, { manifest, live });
  await page.locator("[data-editor=manifest] .cm-live").first().waitFor();
  await eventually.deepEqual(async () => (await lines(page, ".cm-live")).map((line) => line.trim()), ["targetPort: 9443live: 8443"]);
  await eventually.equal(() => page.locator("[data-editor=manifest] .cm-differs").count(), 1);
  await eventually.equal(() => page.locator("[data-editor=manifest] .cm-added").count(), 0);
});

onPage("an added port is marked line by line, whatever the order of the ports is, also in a List", async ({ page }) => {
  const port = (number) => `  - name: p${number}\n    port: ${number}\n`;
  const text = (...ports) => service("").replace("annotations: {}", "annotations:\n    a/b: \"x\"").replace("  ports: []\n", `  ports:\n${ports.map(port).join("")}`);
  const live = text(81, 80);
  for (const current of [live, `apiVersion: v1\nkind: List\nitems:\n- ${live.trimEnd().replaceAll("\n", "\n  ")}\n`]) {
    await show(page, { manifest: text(80, 443, 81), live: current });
    await page.waitForFunction(() => document.querySelector("[data-editor=manifest]").shadowRoot.querySelectorAll(".cm-added").length === 2);
    await eventually.equal(() => page.locator("[data-editor=manifest] .cm-differs").count(), 0);
  }
});

onPage("a value in another style is not called different", async ({ page }) => {
  const manifest = (await textOf(page)).replace(/  selector:\n    app: checkout\n/, "  selector: {app: checkout}\n").replace(/  - name: http\n(?:    .*\n)+?(?=  -)/, "  - {name: http, port: 80, protocol: TCP, targetPort: 8080, nodePort: 30080}\n");
  assert.match(manifest, /selector: \{[\s\S]*- \{name: http/);
  await show(page, { manifest: manifest.replace("targetPort: 8443", "targetPort: 9443"), live: await textOf(page) });
  await page.locator("[data-editor=manifest] .cm-live").first().waitFor();
  await eventually.equal(() => page.locator("[data-editor=manifest] .cm-added, [data-editor=manifest] .cm-differs").count(), 1);
});

onPage("the lines that cost the address are marked", async ({ page }) => {
  await openExample(page, "lifecycle/09-public-to-internal-rebuild");
  await waitForVerdict(page, "replace");
  const costly = page.locator("[data-editor=manifest] .cm-costly");
  await costly.first().waitFor();
  await eventually.match(async () => (await costly.allInnerTexts()).join("\n"), /internal-subnetid/);
  await openExample(page, "lifecycle/08-nothing-differs");
  await waitForVerdict(page, "keep");
  await eventually.equal(() => costly.count(), 0);
});

const underlined = (page) => page.locator("[data-editor=manifest] .cm-line:has(.cm-lintRange-error)").allInnerTexts();

onPage("a refused change is underlined where it was made", async ({ page }) => {
  await openExample(page, "lifecycle/09-public-to-internal-blocked");
  await waitForVerdict(page, "blocked");
  await page.locator("[data-editor=manifest] .cm-lintRange-error").first().waitFor();
  await eventually.match(async () => (await underlined(page)).join("\n"), /^.*internal-subnetid.*$/);
});

onPage("a change that the policy denies is underlined where it was made", async ({ page }) => {
  await openExample(page, "lifecycle/09-public-to-internal-rebuild");
  await waitForVerdict(page, "replace");
  await eventually.deepEqual(() => underlined(page), []);
  // "No problems" would be a lie.
  await eventually.equal(() => page.locator(".status > span").first().innerText(), "1 address lost");
  await page.evaluate(() => document.querySelector("#app").app.change({ policy: JSON.stringify({ rules: [{ name: "addresses", deny: ["replaces-load-balancer"] }] }) }));
  await page.locator("[data-editor=manifest] .cm-lintRange-error").first().waitFor();
  await eventually.match(async () => (await underlined(page)).join("\n"), /internal-subnetid/);
  await eventually.match(() => page.locator(".status > span").first().innerText(), /^1 address lost · denied by policy/);
});

onPage("what a finding refers to is a link to its line", async ({ page }) => {
  const annotations = "\n    service.cloud.tencent.com/tke-service-config: web\n    service.cloud.tencent.com/tke-service-config-auto: 'true'";
  await show(page, { manifest: service("{port: 80}", annotations), live: "" });
  const related = page.locator("clb-preview .finding .related", { has: page.locator("button") }).first();
  await related.waitFor({ state: "attached" });
  await related.evaluate((each) => (each.closest("details").open = true));
  const [, line] = /(\d+)/.exec(await related.locator("button").innerText());
  await related.locator("button").click();
  await page.locator("[data-editor=manifest] .cm-activeLineGutter", { hasText: new RegExp(`^${line}$`) }).waitFor();
  const own = await related.evaluate((each) => each.closest(".finding").querySelector(":scope > .location button").textContent);
  assert.notEqual(own, `line ${line}`);
});

onPage("calls are taken along as commands", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator("clb-preview [data-take=commands]").click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await eventually.match(copied, /^# 1\ntccli clb CreateListener .*--LoadBalancerId lb-6efswuxa --Ports '\[443\]' --Protocol TCP\n/);
  await eventually.match(copied, /BatchRegisterTargets .*"ListenerId":"<ListenerIds\.0 of step 1>"/);
  await page.locator("clb-preview [data-take=summary]").click();
  await eventually.match(copied, /^shop\/checkout: The load balancer lb-6efswuxa is updated in place\. Address stays: 119\.29\.48\.17\.$/);
});

onPage("screen readers hear the answer after a pause", async ({ page }) => {
  const said = page.locator("clb-preview .said[role=status]");
  await page.waitForFunction(() => /^shop\/checkout: The load balancer lb-6efswuxa is updated in place\./.test(document.querySelector("clb-preview").shadowRoot.querySelector(".said").textContent));
  await openExample(page, "lifecycle/09-public-to-internal-rebuild");
  await page.waitForFunction(() => /is replaced by another one\. Address changes: clients must use the new address instead of 119\.29\.48\.17\./.test(document.querySelector("clb-preview").shadowRoot.querySelector(".said").textContent));
  await eventually.equal(() => said.count(), 1);
  // Not more than is shown: without live objects it may be in the cluster already.
  await page.locator("[data-action=reset]").click();
  await write(page, service("{port: 80}"));
  await page.waitForFunction(() => /^shop\/web: If this Service is not in the cluster yet: .* Address is unknown/.test(document.querySelector("clb-preview").shadowRoot.querySelector(".said").textContent));
});
