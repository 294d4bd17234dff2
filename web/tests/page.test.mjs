// The page: first visit, examples, walkthroughs, editing, languages, keyboard, invalid input.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { DIST, answered } from "./chromium-and-file-server.mjs";
import { eventually } from "./eventually.mjs";
import { openExample, editor, gallery, service, textOf, waitForVerdict, onPreviewer, onServer, write } from "./page-fixture.mjs";

const onPage = onPreviewer();
const onAnyPage = onServer(() => ({ "/": DIST }));

onAnyPage("a first visit shows a change that hurts, its verdict and its address first", async ({ page, url }) => {
  await page.goto(url);
  await answered(page);
  await eventually.match(() => textOf(page), /kind: Service/);
  await eventually.match(() => page.locator("clb-preview .answer").first().innerText(), /^The load balancer lb-\w+ is replaced by another one\.\s+Address changes: clients must use the new address instead of \d/);
  await eventually.ok(async () => (await page.locator("clb-preview .topology .node").count()) >= 7);
});

onPage("each example, and each step of each walkthrough, has an answer", async ({ page, problems }) => {
  const ids = await (await gallery(page)).evaluateAll((all) => all.map((each) => each.dataset.example));
  assert.ok(ids.length >= 15, `${ids.length} examples`);
  for (const id of ids) {
    await openExample(page, id);
    await page.locator("clb-preview .answer").first().waitFor();
    await eventually.equal(() => page.locator("clb-preview .fault").count(), 0, id);
    const steps = await page.locator("[data-step]").count();
    for (let step = 1; step < steps; step++) {
      await page.locator(`[data-step="${step}"]`).click();
      await page.locator(`[data-step="${step}"][aria-current=step]`).waitFor();
      await page.waitForFunction(() => !document.querySelector("clb-preview").shadowRoot.querySelector("[aria-busy]"));
      await eventually.equal(() => page.locator("clb-preview .fault").count(), 0, `${id} ${step}`);
    }
    assert.deepEqual(problems, [], id);
  }
});

onPage("a walkthrough carries the simulated cloud over from step to step", async ({ page }) => {
  await openExample(page, "stories/web-shop");
  await waitForVerdict(page, "create");
  await page.locator("[data-step='1']").click();
  await waitForVerdict(page, "update");
  await eventually.match(() => textOf(page, "live"), /loadbalance-id: lb-/);
  await page.locator("[data-step]").last().click();
  await waitForVerdict(page, "delete");
});

onPage("resources that are removed with a listener or a load balancer are drawn as removed", async ({ page }) => {
  const removed = () => page.locator("clb-preview .node.removed title").allTextContents();
  await openExample(page, "stories/web-shop");
  await page.locator("[data-step='2']").click();
  await page.locator("clb-preview .node.removed").first().waitFor();
  const both = ["listener TCP 80 WRR: removed", "2 backends: removed"];
  await eventually.deepEqual(() => removed(), both);
  await openExample(page, "lifecycle/02-deleted-with-its-clb");
  await waitForVerdict(page, "delete");
  await eventually.deepEqual(async () => (await removed()).slice(-2), both);
  // Without the cloud's state they are unknown.
  await write(page, "", "clb");
  await page.waitForFunction(() => !document.querySelector("clb-preview").request.clb && !document.querySelector("clb-preview").shadowRoot.querySelector("[aria-busy]"));
  await eventually.doesNotMatch(async () => (await removed()).join(), /backends: removed/);
});

onPage("nothing is left to do after a plan was applied in simulation", async ({ page }) => {
  await page.locator("[data-action=simulate]").click();
  await waitForVerdict(page, "keep");
  await eventually.equal(() => page.locator("[data-step]").count(), 2);
});

onPage("an error is underlined at its location, and its fix corrects it", async ({ page }) => {
  await write(page, service("{port: 80}").replace("LoadBalancer", "LoadBalancr"));
  const mark = page.locator("[data-editor=manifest] .cm-lintRange-error").getByText("LoadBalancr", { exact: true });
  await mark.first().waitFor();
  await page.locator("clb-preview .fix").first().click();
  await page.waitForFunction(() => !document.querySelector("#app").app.state.manifest.includes("LoadBalancr"));
  await eventually.match(() => textOf(page), /type: LoadBalancer/);
  await mark.first().waitFor({ state: "detached" });
});

onPage("a mistyped annotation is corrected by a key at the cursor", async ({ page }) => {
  await write(page, service("{port: 80}", "\n    service.kubernetes.io/qcloud-loadbalancer-internal-subnetidd: subnet-abcdefgh"));
  await page.locator("clb-preview .fix").first().waitFor();
  await page.locator("clb-preview .finding", { has: page.locator(".fix") }).getByRole("button", { name: /^line/ }).click();
  await page.keyboard.press("ControlOrMeta+.");
  await page.waitForFunction(() => !document.querySelector("#app").app.state.manifest.includes("subnetidd"));
});

onPage("the verdict of a policy is in the status line", async ({ page }) => {
  await openExample(page, "policy/deletion-denied");
  await page.locator(".status .errors", { hasText: "denied by policy" }).waitFor();
  await openExample(page, "policy/bandwidth-and-protection-warned");
  await page.locator(".status", { hasText: "policy warning" }).waitFor();
});

onPage("unknown backends are not shown as none", async ({ page }) => {
  await page.locator("[data-action=reset]").click();
  await write(page, service("{port: 80}"));
  await page.locator("clb-preview .topology text", { hasText: "backends unknown" }).waitFor();
});

onPage("Services to delete are shown below the text", async ({ page }) => {
  await openExample(page, "lifecycle/02-deleted-with-its-clb");
  await waitForVerdict(page, "delete");
  await page.locator(".deletions", { hasText: "shop/checkout" }).click();
  await eventually.equal(() => page.locator("#tab-context").getAttribute("aria-selected"), "true");
});

onPage("examples can be filtered, and an empty list is reported", async ({ page }) => {
  await page.locator("[data-action=examples]").click();
  await page.locator("dialog.examples input").fill("https");
  await eventually.equal(() => page.locator("dialog.examples section", { has: page.locator("[data-example='documentation/https-hosts']") }).locator("[data-example]:visible").count(), 1);
  await page.locator("dialog.examples input").fill("no such thing");
  await eventually.equal(() => page.locator("dialog.examples h3:visible").count(), 0);
  await eventually.equal(() => page.locator("dialog.examples .none").isVisible(), true);
});

onPage("live objects make the change an update", async ({ page }) => {
  await page.locator("[data-action=reset]").click();
  await write(page, service("{port: 80, name: http, nodePort: 30080}, {port: 443, name: tls, nodePort: 30443}"));
  await waitForVerdict(page, "create");
  const live = service("{port: 80, name: http, nodePort: 30080}", "{service.kubernetes.io/loadbalance-id: lb-12345678}").replace("name: web\n", "name: web\n  uid: 11111111-2222-3333-4444-555555555555\n");
  await write(page, `${live}status: {loadBalancer: {ingress: [{ip: 203.0.113.9}]}}\n`, "live");
  await page.locator("clb-preview .badge:not([data-verdict=create])").waitFor();
});

onPage("manifest and live objects can be shown together", async ({ page }) => {
  await page.locator("[data-action=split]").click();
  await eventually.equal(() => editor(page).isVisible(), true);
  await eventually.equal(() => editor(page, "live").isVisible(), true);
  await page.locator("#tab-clb").click();
  await eventually.equal(() => editor(page).isVisible(), false);
});

onPage("facts about the cluster are part of the request", async ({ page }) => {
  await openExample(page, "lifecycle/09-public-to-internal-blocked");
  await waitForVerdict(page, "blocked");
  await page.locator("#tab-context").click();
  await page.locator("select[name=lifecycleMode]").selectOption("rebuild");
  await waitForVerdict(page, "replace");
  await eventually.match(() => page.locator("clb-preview .vip").innerText(), /clients must use the new address/);
});

onPage("a selected resource marks its lines, and a line selects its resources", async ({ page }) => {
  await page.locator("clb-preview .resource [data-address='listener/TCP/443']").click();
  const marked = page.locator("[data-editor=manifest] .cm-line.marked");
  await marked.first().waitFor();
  await eventually.match(async () => (await marked.allInnerTexts()).join("\n"), /port: 443/);
  await page.locator("[data-editor=manifest] .cm-line", { hasText: "port: 443" }).click();
  await page.locator("clb-preview .resource.selected [data-address='listener/TCP/443']").waitFor();
});

onPage("completion and hover come from the module", async ({ page }) => {
  await write(page, "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    service.cloud.tencent.com/dir");
  await page.keyboard.press("Control+Space");
  await page.locator(".cm-tooltip-autocomplete li", { hasText: "direct-access" }).first().waitFor();
  // CodeMirror ignores Enter right after the list has opened.
  await page.waitForTimeout(200);
  await page.keyboard.press("Enter");
  await eventually.match(() => textOf(page), /service\.cloud\.tencent\.com\/direct-access/);
  await page.locator("[data-editor=manifest] .cm-line", { hasText: "direct-access" }).hover({ position: { x: 180, y: 8 } });
  await page.locator(".cm-tooltip-hover .markdown").waitFor();
});

onPage("everything is Chinese in Chinese", async ({ page }) => {
  await eventually.equal(() => page.locator("html").getAttribute("lang"), "zh-CN");
  await eventually.match(() => page.locator("clb-preview .sentence").innerText(), /负载均衡/);
  await eventually.match(() => page.locator("clb-preview .reason .message").first().innerText(), /[\u4e00-\u9fff]/);
  const cards = await (await gallery(page)).allTextContents();
  assert.ok(cards.length > 20);
  for (const text of cards) assert.match(text, /[\u4e00-\u9fff].*[。，：]/);
  await openExample(page, "stories/web-shop");
  for (const step of await page.locator("[data-step]").allInnerTexts()) assert.match(step, /[\u4e00-\u9fff]/);
  await page.locator("[data-step='1']").click();
  const caption = page.locator(".ribbon p").last();
  await eventually.match(() => caption.innerText(), /[\u4e00-\u9fff]/);
  await openExample(page, "lifecycle/08-port-added");
  await eventually.match(() => caption.innerText(), /^第二个端口/);
  await page.locator("[data-action=language]").click();
  await eventually.match(() => caption.innerText(), /^A second port creates one listener\./);
  await page.locator("clb-preview .sentence", { hasText: "The load balancer" }).waitFor();
  await eventually.equal(() => page.locator("html").getAttribute("lang"), "en");
  await eventually.equal(() => page.locator("header nav").innerText().then((text) => /[\u4e00-\u9fff]/.test(text.replace("中文", ""))), false);
}, { locale: "zh-CN" });

onPage("the theme is that of the system, or as chosen", async ({ page }) => {
  const lightness = () => page.evaluate(() => Number(/\d+/.exec(getComputedStyle(document.querySelector("clb-preview").shadowRoot.querySelector(".service")).backgroundColor)[0]));
  await eventually.ok(async () => (await lightness()) < 60);
  await page.locator("[data-action=theme]").click();
  await eventually.equal(() => page.locator("[data-action=theme]").getAttribute("data-theme-now"), "light");
  await eventually.ok(async () => (await lightness()) > 200);
}, { colorScheme: "dark" });

onPage("everything works by keyboard", async ({ page }) => {
  await page.keyboard.press("ControlOrMeta+k");
  await page.locator("dialog.examples[open]").waitFor();
  await page.keyboard.press("Tab");
  for (let presses = 0; presses < 60; presses++) {
    if ((await page.evaluate(() => document.activeElement?.dataset.example)) === "documentation/https-hosts") break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.locator("dialog.examples[open]").waitFor({ state: "detached" });
  await page.locator("clb-preview .service-name", { hasText: "campus/pages" }).waitFor();
  await page.locator("#tab-manifest").focus();
  await page.keyboard.press("ArrowRight");
  await eventually.equal(() => page.locator("#tab-live").getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowLeft");
  await editor(page).focus();
  await page.keyboard.press("Tab");
  await eventually.equal(() => page.evaluate(() => document.activeElement.classList.contains("cm-content")), false, "Tab leaves the editor");
  const node = page.locator("clb-preview .node[role=button]").first();
  await node.focus();
  await page.keyboard.press("Enter");
  await page.locator("clb-preview .node.selected").first().waitFor();
});

onPage("exports contain the plan", async ({ page }) => {
  const saved = async (kind) => {
    await page.locator("[data-action=export]").click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-item=${kind}]`).click()]);
    return readFileSync(await download.path(), "utf8");
  };
  assert.match(await saved("markdown"), /<b>shop\/checkout<\/b> UPDATE[\s\S]*listener\/TCP\/443/);
  assert.equal(JSON.parse(await saved("json")).formatVersion, "1.0");
  assert.ok(JSON.parse(await saved("request")).manifests);
  const html = await saved("html");
  assert.match(html, /Content-Security-Policy/);
  assert.match(html, /CreateListener/);
  // Nothing in it can be pressed, no link leads nowhere, and the lines that findings name are there.
  assert.doesNotMatch(html, /<button|href="reference/);
  assert.match(html, /\n 4 {2}  name: checkout\n/);
  // The page draws only open requests; the file contains all of them.
  assert.match(html, /"TKE-DEDICATED-LISTENER"/);
  await eventually.equal(() => page.locator("clb-preview .call pre").count(), 0);
  await page.locator("clb-preview .call summary").first().click();
  await page.locator("clb-preview .call pre", { hasText: "ListenerName" }).waitFor();
  assert.doesNotMatch(html, /<script/);
  // Nobody scrolls a printed file: requests are shown to their ends.
  await page.goto("about:blank");
  await page.setContent(html);
  const heights = await page.evaluate(() => [...document.querySelectorAll(".request pre")].map(({ scrollHeight, clientHeight }) => [scrollHeight, clientHeight]));
  assert.ok(heights.some(([content]) => content > 400));
  for (const [content, shown] of heights) assert.ok(content <= shown + 1);
});

/** Drops a file that is made in the page. */
const drop = (page, name, make) =>
  page.evaluate(
    ([fileName, source]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([globalThis.makers[source]()], fileName));
      document.querySelector("#app").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer }));
    },
    [name, make],
  );

onPage("unreadable files are reported, and nothing freezes", async ({ page }) => {
  await page.evaluate(() => {
    globalThis.makers = {
      large: () => new Uint8Array(50_000_000).fill(97),
      binary: () => new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff]),
      cloud: () => JSON.stringify({ Response: { TotalCount: 0, LoadBalancerSet: [] } }),
    };
  });
  const before = await textOf(page);
  await drop(page, "huge.yaml", "large");
  await page.locator(".notice.shown", { hasText: "huge.yaml has 50.0 MB" }).waitFor();
  await drop(page, "program", "binary");
  await page.locator(".notice.shown", { hasText: "program is not text" }).waitFor();
  await eventually.equal(() => textOf(page), before);
  await drop(page, "load-balancers.json", "cloud");
  await page.locator("#tab-clb[aria-selected=true]").waitFor();
  await eventually.match(() => textOf(page, "clb"), /"loadBalancers": \[\]/);
});

onPage("several files, and the files of a folder, are read together", async ({ page }) => {
  const named = (name) => `kind: Service\nmetadata: {name: ${name}}\n`;
  await page.evaluate(
    ([one, two]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([one], "one.yaml"));
      transfer.items.add(new File([two], "two.yaml"));
      document.querySelector("#app").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer }));
    },
    [named("one"), named("two")],
  );
  await page.locator(".notice.shown", { hasText: "one.yaml, two.yaml" }).waitFor();
  await eventually.equal(() => textOf(page), `${named("one")}---\n${named("two")}`);
  // A script cannot drop a folder, so the browser's interface to one is replaced.
  await page.evaluate((text) => {
    const file = (name) => ({ name, isDirectory: false, file: (done) => done(new File([text], name)) });
    const folder = (name, inner) => ({ name, isDirectory: true, createReader: () => ({ readEntries: (done) => done(inner.splice(0)) }) });
    DataTransferItem.prototype.webkitGetAsEntry = () => folder("deploy", [file("README.md"), folder("shop", [file("web.yml")])]);
    const transfer = new DataTransfer();
    transfer.items.add(new File([""], "deploy"));
    document.querySelector("#app").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }, named("three"));
  await page.locator(".notice.shown", { hasText: "Read web.yml." }).waitFor();
  await eventually.equal(() => textOf(page), named("three"));
});

onPage("text that is not a manifest is answered", async ({ page }) => {
  for (const text of ["\u0000\u0001", "{", "a: b: c", "]]]]", "- - -\n  - x: [", "💥".repeat(100)]) {
    await write(page, text);
    await page.locator("clb-preview .finding, clb-preview .hint").first().waitFor();
    await eventually.equal(() => page.locator("clb-preview .fault").count(), 0);
  }
  await write(page, "{ not json", "clb");
  await page.locator("clb-preview .obstacle", { hasText: "not valid JSON" }).waitFor();
  // Completion and hover use this request, so an invalid text in another editor must not be in it.
  await eventually.equal(() => page.evaluate(() => document.querySelector("clb-preview").request.clb), undefined);
});

onPage("a code links to its entry in the reference, in the same language and theme", async ({ page }) => {
  await page.locator("[data-action=theme]").click();
  await page.locator("clb-preview .cite").first().hover();
  await page.locator("clb-preview .cite a.code").first().click();
  await page.locator("section:target h3").waitFor();
  await page.locator("header nav a[aria-current]").waitFor();
  await eventually.equal(() => page.locator("html").evaluate((root) => getComputedStyle(root).colorScheme), "light");
  await page.locator("header a[lang='zh-CN']").click();
  await eventually.equal(() => page.locator("html").getAttribute("lang"), "zh-CN");
  await page.locator("input").fill("lifecycle");
  await eventually.ok(async () => (await page.locator("section:visible").count()) > 0);
  await eventually.equal(() => page.locator("section[data-name^='adoption/']:visible").count(), 0);
});
