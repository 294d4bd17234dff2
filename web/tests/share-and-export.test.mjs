// What users take along: links to findings, Markdown, commands, HTML that embeds the preview; and the way to what was not provided.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { commandLineMessages } from "../build/messages-from-cli-source.mjs";
import { DIST, WEB, answered } from "./chromium-and-file-server.mjs";
import { plan } from "./run-command-line.mjs";
import { eventually } from "./eventually.mjs";
import { editor, onPreviewer, onServer, openExample, service, waitForVerdict, write } from "./page-fixture.mjs";

const onPage = onPreviewer();

const MISTYPED = service("{port: 80}", '\n    service.cloud.tencent.com/direct-acess: "true"\n    service.kubernetes.io/qcloud-loadbalancer-internal-subnetidd: subnet-abcdefgh');

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

/** Chooses something to take along. */
async function exported(page, kind) {
  await page.locator("[data-action=export]").click();
  await page.locator(`[data-item=${kind}]`).click();
}

const copied = async (page, kind) => {
  await page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
  await exported(page, kind);
  await eventually.notEqual(() => clipboard(page), "nothing yet", `${kind} was not copied`);
  return clipboard(page);
};

const saved = async (page, kind) => {
  const [download] = await Promise.all([page.waitForEvent("download"), exported(page, kind)]);
  return readFileSync(await download.path(), "utf8");
};

onPage("a link to a finding opens its Service, shows the finding, and marks its line", async ({ page, context }) => {
  await write(page, `${MISTYPED}---\n${MISTYPED.replace("name: web", "name: api")}`);
  const findings = page.locator("clb-preview .finding", { hasText: "subnetidd" });
  await findings.nth(1).waitFor();
  await findings.nth(1).locator("summary").click();
  await findings.nth(1).locator("[data-take=finding]").click();
  // The code that makes links is loaded when it is first used.
  await eventually.match(() => clipboard(page), /#z=[\w-]+&f=annotation\/[\w-]+\.\d+$/);
  const link = await clipboard(page);
  const other = await context.newPage();
  await other.goto(link);
  await answered(other);
  const wanted = other.locator("clb-preview .finding.wanted");
  await wanted.waitFor();
  await eventually.match(() => wanted.innerText(), /subnetidd/);
  await eventually.equal(() => wanted.locator("details").getAttribute("open"), "");
  await eventually.ok(() => wanted.evaluate((each) => each.getBoundingClientRect().top >= 0 && each.getBoundingClientRect().bottom <= innerHeight), "it is in sight");
  await eventually.equal(() => wanted.evaluate((each) => each.getRootNode().activeElement?.closest(".finding") === each), true);
  await eventually.match(() => other.locator("clb-preview details[open].service .service-name", { hasText: "shop/api" }).innerText(), /api/);
  await other.locator("[data-editor=manifest] .cm-line.marked", { hasText: "subnetidd" }).waitFor();
  // An edit ends it.
  await write(other, MISTYPED);
  await wanted.waitFor({ state: "detached" });
}, CLIPBOARD);

onPage("a link to a finding that is not there shows the page", async ({ page, url }) => {
  await page.evaluate(() => document.querySelector("#app").app.share({ finding: "no/such-code.9" }));
  await page.goto(`${url}/${await page.evaluate(() => location.hash)}`);
  await page.reload();
  await answered(page);
  await eventually.equal(() => page.locator("clb-preview .finding.wanted").count(), 0);
  await eventually.equal(() => page.locator(".notice.shown").count(), 0);
});

onPage("what was not checked leads to where it can be entered", async ({ page }) => {
  await page.locator("[data-action=reset]").click();
  await write(page, service("{port: 80}"));
  await waitForVerdict(page, "create");
  await page.locator("clb-preview .assumptions .ask[data-input=live]").first().click();
  await eventually.equal(() => page.locator("#tab-live").getAttribute("aria-selected"), "true");
  await page.waitForFunction(() => document.activeElement?.dataset.editor === "live");
  await page.locator("clb-preview .assumptions .ask[data-field=vpcId]").first().click();
  await eventually.equal(() => page.locator("#tab-context").getAttribute("aria-selected"), "true");
  await eventually.equal(() => page.evaluate(() => document.activeElement.name), "vpcId");
  await page.keyboard.type("vpc-abcdefgh");
  await page.locator("clb-preview .assumptions .ask[data-field=vpcId]").first().waitFor({ state: "detached" });
});

onPage("the line that says the plan is not complete leads there, too", async ({ page }) => {
  await openExample(page, "lifecycle/02-deleted-with-its-clb");
  await write(page, "", "clb");
  await page.locator("clb-preview .incomplete .ask[data-input=clb]").first().click();
  await eventually.equal(() => page.locator("#tab-clb").getAttribute("aria-selected"), "true");
});

/** The module's words for inputs, as the command line names them. */
const withFlags = (text) => text.replace(/`(live|clb)`/g, "`--$1`").replace(/`context\.([\w.]+)`/g, "`--set $1=…`");

onPage("the Markdown of every example is what the command line prints, in both languages", async ({ page }) => {
  const ids = await page.evaluate(() => document.querySelector("#app").app.examples.map(({ id }) => id));
  assert.ok(ids.length > 20);
  for (const locale of ["en", "zh-CN"]) {
    await page.evaluate((chosen) => document.querySelector("#app").app.setLocale(chosen), locale);
    for (const id of ids) {
      const state = await page.evaluate((wanted) => {
        const { app } = document.querySelector("#app");
        app.openExample(app.examples.find((each) => each.id === wanted));
        return app.state;
      }, id);
      await page.waitForFunction(() => document.querySelector("clb-preview").state === "answered");
      const { stdout, stderr } = plan(state, ["-o", "markdown", "--lang", locale]);
      assert.equal(withFlags(await copied(page, "copy")), stdout, `${id} ${locale} ${stderr}`);
    }
  }
}, CLIPBOARD);

onPage("the Markdown of sixty Services, of old findings and of Chinese columns is the command line's", async ({ page }) => {
  const many = Array.from({ length: 60 }, (_, index) => service(`{port: ${index + 1}, nodePort: ${index % 7 === 0 ? 1 : 30000 + index}}`, index % 5 === 0 ? "\n    # 中文 🚀\n    service.cloud.tencent.com/direct-acess: \"是\"" : "{}").replace("name: web", `name: web-${index}`));
  const state = { manifest: many.slice(0, 40).join("---\n"), live: many.slice(20).map((text) => text.replace("name: web", "uid: 11111111-2222-3333-4444-555555555555\n  name: web")).join("---\n") };
  await page.evaluate((values) => document.querySelector("#app").app.change({ clb: "", context: {}, prune: true, ...values }), state);
  await page.waitForFunction(() => document.querySelector("clb-preview").plan.services.length > 50 && document.querySelector("clb-preview").state === "answered");
  assert.equal(withFlags(await copied(page, "copy")), plan({ ...state, prune: true }, ["-o", "markdown"]).stdout);
}, CLIPBOARD);

onPage("the calls of all Services are commands", async ({ page }) => {
  const region = await page.evaluate(() => document.querySelector("#app").app.state.context.region);
  assert.match(await saved(page, "commands"), new RegExp(`^# shop/checkout\\n# 1\\ntccli clb CreateListener --region ${region} `));
  await openExample(page, "stories/web-shop");
  await waitForVerdict(page, "create");
  const text = await saved(page, "commands");
  assert.match(text, /\ntccli tag TagResources |\ntccli clb CreateLoadBalancer /);
  assert.match(text, /\nkubectl patch service [\w-]+ -n [\w-]+ --type=merge -p '\{"metadata":\{"annotations":\{"service\.kubernetes\.io\/loadbalance-id":"<LoadBalancerIds\.0 of step 1>"\}\}\}'/);
});

const embedded = { text: "" };
const onHost = onServer(() => ({ "/": DIST, "/embedded.html": () => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:"><title>host</title><link rel="icon" href="data:,"></head><body><main>${embedded.text}</main></body></html>` }));

onHost("the HTML that embeds the preview shows the same on a page with a strict policy", async ({ page, url }) => {
  await page.goto(url);
  await answered(page);
  await page.evaluate(async () => {
    const { app } = document.querySelector("#app");
    app.change({ deletions: "shop/checkout", defaultNamespace: "shop", prune: true, policy: '{"rules":[{"name":"a & \\"b\\" <c>","deny":["deletes-load-balancer"]}]}' });
  });
  await page.locator("clb-preview .policy.deny").waitFor();
  const expected = await page.evaluate(() => document.querySelector("clb-preview").request);
  embedded.text = await copied(page, "embed");
  assert.match(embedded.text, new RegExp(`^<script type="module" src="${url}/element.js"></script>\n<clb-preview locale="en" manifest="`));
  await page.goto(`${url}/embedded.html`);
  await page.locator("clb-preview .policy.deny").waitFor();
  await eventually.deepEqual(() => page.evaluate(() => document.querySelector("clb-preview").request), expected);
}, CLIPBOARD);

/** The page's Markdown, as a module for Node. */
async function markdown() {
  const folder = join(WEB, "node_modules/.clbplan-markdown");
  await build({ root: WEB, configFile: false, logLevel: "silent", publicDir: false, plugins: [commandLineMessages()], build: { outDir: folder, emptyOutDir: true, lib: { entry: "src/page/markdown/plan.ts", formats: ["es"], fileName: "plan" } } });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  return import(`${pathToFileURL(join(folder, "plan.js")).href}?${Date.now()}`);
}

const CLI = join(WEB, "../host/cli/tests");

/** The command line asks for offsets in bytes. */
function inUtf16(plan, manifest) {
  const bytes = Buffer.from(manifest);
  for (const { source } of [...plan.diagnostics, ...(plan.policy?.violations ?? [])]) if (source) source.start.offset = bytes.subarray(0, source.start.offset).toString("utf8").length;
  return plan;
}

/** Answers that leave out what an older module did not know. */
const complete = (plan) => ({
  overview: [],
  assumptions: [],
  orphans: [],
  diagnostics: [],
  highlights: { deleted: [], addressesLost: [], newlyPublic: [] },
  ...plan,
  services: plan.services.map((each) => ({ changes: [], actions: [], withheld: [], rank: 0, ...each, loadBalancer: { because: [], ...each.loadBalancer }, changes: (each.changes ?? []).map((change) => ({ afterUnknown: [], fields: [], because: [], ...change })) })),
});

test("the Markdown of the command line's own fixtures is its reviewed snapshot", async () => {
  const { toMarkdown } = await markdown();
  const compared = [];
  for (const name of readdirSync(join(CLI, "snapshots")).filter((each) => /^plan-.*\.md$/.test(each))) {
    const fixture = /^plan-(\w+)/.exec(name)[1];
    // It has the flag --requests, which the page does not.
    if (name === "plan-replace-denied.md") continue;
    const file = `tests/fixtures/${fixture === "hostile" ? "hostile" : "shop"}.yaml`;
    const manifest = fixture === "delete" ? "" : readFileSync(join(CLI, "..", file), "utf8");
    const answer = inUtf16(complete(JSON.parse(readFileSync(join(CLI, "fixtures", `${fixture}.json`), "utf8"))), manifest);
    const { version } = JSON.parse(readFileSync(join(WEB, "../pkg/package.json"), "utf8"));
    assert.equal(toMarkdown(answer, { locale: fixture === "chinese" ? "zh-CN" : "en", manifest, file, version }), readFileSync(join(CLI, "snapshots", name), "utf8"), name);
    compared.push(fixture);
  }
  assert.ok(compared.includes("hostile") && compared.includes("chinese") && compared.length >= 6, compared.join());
});
