// The first minute: an answer before script and module are there, the three steps, files of any kind and encoding, the cloud's
// responses put together, the gallery.
import assert from "node:assert/strict";
import { DIST, answered } from "./chromium-and-file-server.mjs";
import { eventually } from "./eventually.mjs";
import { editor, onPreviewer, onServer, openExample, service, textOf, waitForVerdict, write } from "./page-fixture.mjs";

const onPage = onPreviewer();
const onAnyPage = onServer(() => ({ "/": DIST }));

const notice = (page, hasText) => page.locator(".notice.shown", { hasText });

for (const [locale, sentence] of [["en-US", "The load balancer lb-6efswuxa is replaced by another one."], ["zh-CN", /^将更换负载均衡/]]) {
  onAnyPage(`the first answer is there without script and module, and stays in its place: ${locale}`, async ({ page, url }) => {
    let arrive;
    const held = new Promise((done) => (arrive = done));
    await page.route("**/assets/*.{js,wasm}", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(url, { waitUntil: "commit" });
    const drawn = page.locator(".preview-host .sentence:visible");
    // Nothing is painted before the style sheet is there, which hides the other language.
    await page.waitForFunction(() => document.styleSheets.length > 0);
    await drawn.waitFor();
    const place = () => page.locator("clb-preview .sentence, .drawn .sentence").locator("visible=true").first().boundingBox();
    const [text, before] = [await drawn.innerText(), await place()];
    assert.match(text, sentence instanceof RegExp ? sentence : new RegExp(sentence));
    const parts = await page.evaluate(() => [...document.querySelectorAll(".preview-host")].find((each) => each.checkVisibility()).shadowRoot.querySelectorAll(".node").length);
    arrive();
    await answered(page);
    await eventually.equal(() => page.locator("clb-preview .sentence").innerText(), text);
    assert.deepEqual(await place(), before);
    await eventually.equal(() => page.locator("clb-preview .node").count(), parts);
    await eventually.equal(() => page.locator(".preview-host").count(), 0);
  }, { locale });
}

onPage("who comes back, or follows a link, does not see the example first", async ({ page, url }) => {
  await write(page, service("{port: 7443}"));
  await page.waitForFunction(() => localStorage.getItem("clbplan")?.includes("7443"));
  await page.route("**/assets/*.js", () => {});
  for (const address of [url, `${url}/#z=AAAA`]) {
    await page.goto("about:blank");
    await page.goto(address, { waitUntil: "commit" });
    await page.waitForFunction(() => document.styleSheets.length > 0);
    await page.locator(".drawn header").locator("visible=true").waitFor();
    assert.equal(await page.locator(".preview-host, .drawn pre, .drawn .ribbon").locator("visible=true").count(), 0);
  }
});

onPage("an empty page has three steps, which are ticked off, and begins with a skeleton", async ({ page }) => {
  await page.locator("[data-action=reset]").click();
  const start = page.locator(".start");
  await start.waitFor();
  await eventually.equal(() => start.locator("ol > li").count(), 3);
  await eventually.match(() => start.innerText(), /kubectl get service,node,endpointslice -A -o yaml/);
  await start.locator("[data-example]").nth(3).waitFor();
  await page.locator("[data-action=undo]").click();
  await eventually.match(() => textOf(page), /checkout/);
  await page.locator("[data-action=reset]").click();
  await start.locator("[data-skeleton=public]").click();
  await waitForVerdict(page, "create");
  await page.locator("[data-editor=manifest] .cm-line", { hasText: "type: LoadBalancer" }).waitFor();
  await eventually.equal(() => start.count(), 0);
  await page.locator("#tab-live").click();
  await page.locator("#panel-live .give", { hasText: "kubectl get" }).waitFor();
});

onPage("steps are ticked off as long as there is nothing to preview, and what cannot be read is said", async ({ page }) => {
  await page.locator("[data-action=reset]").click();
  const done = () => page.locator(".start ol > li").evaluateAll((steps) => steps.map((step) => step.classList.contains("done")));
  await eventually.deepEqual(done, [false, false, false]);
  const change = (values) => page.evaluate((changed) => document.querySelector("#app").app.change(changed), values);
  await change({ clb: '{"loadBalancers": []}' });
  await eventually.deepEqual(done, [false, false, true]);
  await change({ live: "apiVersion: v1\nkind: Node\nmetadata: {name: n}\n" });
  await eventually.deepEqual(done, [false, true, true]);
  assert.equal(await page.locator("clb-preview").isVisible(), false);
  await change({ clb: "{" });
  await page.locator("clb-preview .obstacle").waitFor();
  await change({ clb: "", live: service("{port: 80}") });
  await page.locator("clb-preview .service-name", { hasText: "shop/web" }).waitFor();
  await eventually.equal(() => page.locator(".start").count(), 0);
});

onPage("a skeleton is filled in gap by gap, and the same gap everywhere at once", async ({ page }) => {
  await page.locator("[data-action=reset]").click();
  await page.locator(".start [data-skeleton=https]").click();
  await waitForVerdict(page, "create");
  await page.waitForFunction(() => document.querySelector("[data-editor=manifest]").shadowRoot.querySelector(".cm-snippetField"));
  for (const word of ["shop", "retail", "shop.example.com", "shop-cert"]) {
    await page.keyboard.type(word);
    await page.keyboard.press("Tab");
  }
  const text = await textOf(page);
  assert.match(text, /name: shop\n  namespace: retail\n[\s\S]*"shop\.example\.com": \{"tls": "shop-cert"\}[\s\S]*app: shop\n[\s\S]*kind: Secret[\s\S]*name: shop-cert\n  namespace: retail\n/);
  await page.locator("clb-preview .topology text", { hasText: "shop.example.com" }).waitFor();
});

onPage("completion offers whole Services in an empty text", async ({ page }) => {
  await page.locator("[data-action=reset]").click();
  await editor(page).focus();
  await page.keyboard.press("Control+Space");
  const list = page.locator(".cm-tooltip-autocomplete > ul > li");
  await list.nth(4).waitFor();
  await eventually.deepEqual(async () => (await list.locator(".cm-completionLabel").allInnerTexts()).slice(0, 4), ["Service: public", "Service: internal", "Service: existing load balancer", "Service: HTTPS"]);
  await page.waitForTimeout(150);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await waitForVerdict(page, "create");
  await eventually.match(() => textOf(page), /name: web\n[\s\S]*internal-subnetid: subnet-x/);
});

onPage("an Ingress alone has a headline that says what is previewed", async ({ page }) => {
  const live = await textOf(page, "live");
  const ingress = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\n";
  for (const values of [{ live: "", clb: "" }, { live, clb: "" }]) {
    await page.evaluate((changed) => document.querySelector("#app").app.change(changed), { manifest: ingress, ...values });
    await page.locator("clb-preview .hint .sentence", { hasText: "An Ingress is not planned here" }).waitFor();
  }
  await page.evaluate((changed) => document.querySelector("#app").app.change(changed), { manifest: `${ingress}---\n${service("{port: 80}")}` });
  await waitForVerdict(page, "create");
  await eventually.equal(() => page.locator("clb-preview .hint").count(), 0);
});

onPage("buttons have icons of one kind instead of letters that look like pictures", async ({ page }) => {
  const names = ["theme", "help"];
  for (const name of names) {
    const button = page.locator(`[data-action=${name}]`);
    await eventually.equal(() => button.innerText(), "");
    await eventually.equal(() => button.locator("svg.icon").count(), 1);
    await eventually.notEqual(() => button.getAttribute("aria-label"), "");
  }
  const icons = new Set();
  for (let press = 0; press < 3; press++) {
    const theme = page.locator("[data-action=theme]");
    const now = await theme.getAttribute("data-theme-now");
    icons.add(await theme.locator("path").getAttribute("d"));
    await theme.click();
    await eventually.notEqual(() => theme.getAttribute("data-theme-now"), now);
  }
  assert.equal(icons.size, 3);
});

onPage("an example is labelled until an own manifest replaces it", async ({ page }) => {
  await page.locator(".ribbon", { hasText: "Add a port" }).waitFor();
  await openExample(page, "stories/web-shop");
  await page.locator("[data-step='1']").click();
  await eventually.match(() => page.locator(".ribbon").innerText(), /TLS/);
  assert.match(page.url(), /#example=stories\/web-shop|\/$/);
  await page.locator("[data-action=own]").click();
  await page.locator(".start").waitFor();
  await eventually.equal(() => page.locator(".ribbon").count(), 0);
});

onPage("each example has a verdict and a picture; the first one hurts", async ({ page }) => {
  await page.locator("[data-action=examples]").click();
  const cards = page.locator("dialog [data-example]");
  await cards.first().waitFor();
  await eventually.match(() => cards.first().innerText(), /replace/);
  await eventually.equal(async () => (await cards.count()) - (await page.locator("dialog [data-example] .badge").count()), 0);
  await eventually.ok(() => cards.evaluateAll((all) => all.filter((card) => card.querySelectorAll("svg rect").length > 2).length > 20), "pictures");
});

/** Opens files by the button. */
async function choose(page, ...files) {
  await page.locator("[data-action=open]").click();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.locator("[data-item=file]").click()]);
  await chooser.setFiles(files.map(([name, content]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) })));
}

onPage("files are read in any encoding, and what cannot be read is named", async ({ page }) => {
  const text = service("{port: 80}").replace("app: web", "app: 商店");
  await choose(page, ["utf16.yaml", Buffer.from(`\ufeff${text}`, "utf16le")]);
  await notice(page, "encoded as UTF-16").waitFor();
  await eventually.equal(() => textOf(page), text);
  await choose(page, ["gbk.yaml", Buffer.concat([Buffer.from(service("{port: 81}").replace("app: web}", "app: ")), Buffer.from([0xc9, 0xcc, 0xb5, 0xea]), Buffer.from("}\n")])]);
  await notice(page, "encoded as GBK").waitFor();
  await eventually.match(() => textOf(page), /商店/);
  // Without a byte-order mark, in both orders.
  const unmarked = Buffer.from(text.replace("port: 80", "port: 82"), "utf16le");
  for (const [name, bytes] of [["le.yaml", unmarked], ["be.yaml", Buffer.from(unmarked).swap16()]]) {
    await choose(page, [name, bytes]);
    await notice(page, `Read ${name}. It is encoded as UTF-16`).waitFor();
    await eventually.equal(() => textOf(page), text.replace("port: 80", "port: 82"));
  }
  const before = await textOf(page);
  for (const [name, content, words] of [["empty.yaml", " \n", "is empty"], ["a.zip", [0x50, 0x4b, 3, 4, 1], "zip archive"], ["a.gz", [0x1f, 0x8b, 8], "gzip"], ["a.bin", [0, 1, 2], "not text"], ["b.bin", [0x7f, 0x45, 0, 0, 0, 1, 0, 2, 0x41, 0, 0xff, 0xd8], "not text"]]) {
    await choose(page, [name, typeof content === "string" ? content : Buffer.from(content)]);
    await notice(page, words).waitFor();
    await eventually.equal(() => textOf(page), before);
  }
});

/** Pastes files, or a text, into the manifest's editor. */
const paste = (page, files, text = "") =>
  page.evaluate(
    ([files, text]) => {
      const transfer = new DataTransfer();
      for (const [name, bytes] of files) transfer.items.add(new File([new Uint8Array(bytes)], name));
      if (text) transfer.setData("text/plain", text);
      const editor = document.querySelector("[data-editor=manifest]").shadowRoot.querySelector(".cm-content");
      editor.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, composed: true, clipboardData: transfer }));
    },
    [files, text],
  );

onPage("what is pasted or dropped is read in any encoding, too", async ({ page }) => {
  const text = service("{port: 80}").replace("app: web", "app: 商店");
  const gbk = (port) => [...Buffer.from(service(`{port: ${port}}`).replace("app: web}", "app: ")), 0xc9, 0xcc, 0xb5, 0xea, ...Buffer.from("}\n")];
  await paste(page, [["gbk.yaml", gbk(83)]]);
  await notice(page, "Read gbk.yaml. It is encoded as GBK").waitFor();
  await eventually.match(() => textOf(page), /商店/);
  await paste(page, [["utf16.yaml", [...Buffer.from(text, "utf16le")]]]);
  await notice(page, "Read utf16.yaml. It is encoded as UTF-16").waitFor();
  await eventually.equal(() => textOf(page), text);
  // Another program has taken UTF-16 for bytes.
  const asBytes = service("{port: 84}").replace(/./gs, "$&\0");
  await paste(page, [], asBytes);
  await notice(page, "Read the clipboard. It is encoded as UTF-16").waitFor();
  await eventually.equal(() => textOf(page), service("{port: 84}"));
  await page.evaluate((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], "dropped.yaml"));
    document.querySelector("#app").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }, gbk(85));
  await notice(page, "Read dropped.yaml. It is encoded as GBK").waitFor();
  await eventually.match(() => textOf(page), /85[\s\S]*商店|商店[\s\S]*85/);
  // A text beside a file, as spreadsheets put it on the clipboard, is pasted as a text.
  await paste(page, [["cells.png", [1, 2, 3]]], "# cells\n");
  await page.waitForFunction(() => document.querySelector("#app").app.state.manifest.includes("# cells"));
});

onPage("files can be dropped on what they are, or anywhere else", async ({ page }) => {
  const over = (locator) => locator.evaluate((part) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["kind: Service"], "a.yaml"));
    part.dispatchEvent(new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer }));
  });
  const drop = (locator, ...files) => locator.evaluate((part, files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
    part.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
  }, files);
  const overlay = page.locator(".drop");
  const on = (target) => page.locator(`.drop [data-drop=${target}]`);
  await page.locator("[data-action=reset]").click();
  await overlay.waitFor({ state: "attached" });
  await eventually.equal(() => overlay.isVisible(), false);
  await over(page.locator("main"));
  await eventually.equal(() => overlay.isVisible(), true);
  await eventually.equal(() => page.locator(".drop .over").count(), 0);
  for (const target of ["live", "manifest"]) {
    await over(on(target).locator("strong"));
    await eventually.deepEqual(() => page.locator(".drop .over").evaluateAll((parts) => parts.map(({ dataset }) => dataset.drop)), [target]);
  }
  // Each part can be reached by the pointer.
  for (const target of ["manifest", "live"]) {
    const { x, y, width, height } = await on(target).boundingBox();
    await eventually.equal(() => page.evaluate(([x, y]) => document.elementFromPoint(x, y).closest("[data-drop]")?.dataset.drop, [x + width / 2, y + height / 2]), target);
  }
  // A Service without anything that only a cluster writes: nobody can tell by its content.
  await drop(on("live"), ["a.yaml", service("{port: 80}")], ["cloud.json", '{"loadBalancers": []}']);
  await notice(page, "Read a.yaml, cloud.json").waitFor();
  await eventually.equal(() => overlay.isVisible(), false);
  await eventually.equal(() => page.locator(".drop .over").count(), 0);
  await eventually.deepEqual(async () => [await textOf(page), await textOf(page, "live"), JSON.parse(await textOf(page, "clb"))], ["", service("{port: 80}"), { loadBalancers: [] }]);
  // Although the live objects are open.
  await page.locator("#tab-live").click();
  await drop(on("manifest"), ["b.yaml", service("{port: 81}")]);
  await notice(page, "Read b.yaml").waitFor();
  await eventually.deepEqual(async () => [await textOf(page), await textOf(page, "live")], [service("{port: 81}"), service("{port: 80}")]);
  await drop(page.locator(".drop .any"), ["c.yaml", service("{port: 82}")]);
  await notice(page, "Read c.yaml").waitFor();
  await eventually.equal(() => textOf(page), service("{port: 82}"));
});

for (const width of [1440, 480]) {
  onPage(`a long name of a file is broken within what is said about it, in a window of ${width} pixels`, async ({ page }) => {
    await page.evaluate((text) => document.querySelector("#app").app.readFiles([new File([text], `${"b".repeat(200)}.yaml`)]), service("{port: 80}"));
    await notice(page, "bbb").waitFor();
    assert.ok(await page.locator(".notice").evaluate((each) => each.scrollWidth <= each.clientWidth));
  }, { viewport: { width, height: 900 } });
}

onPage("files are told apart by their content", async ({ page }) => {
  await page.locator("[data-action=reset]").click();
  const node = JSON.stringify({ apiVersion: "v1", kind: "List", items: [{ apiVersion: "v1", kind: "Node", metadata: { name: "n" } }] });
  await choose(page, ["web.yaml", service("{port: 80}")], ["nodes.json", node], ["context.json", '{"clusterId": "cls-12345678"}']);
  await notice(page, "Read web.yaml, nodes.json, context.json").waitFor();
  await eventually.match(() => textOf(page), /kind: Service/);
  await eventually.equal(() => textOf(page, "live"), node);
  await eventually.deepEqual(() => page.evaluate(() => document.querySelector("#app").app.state.context), { clusterId: "cls-12345678" });
  // A request that was exported before.
  await choose(page, ["request.json", JSON.stringify({ manifests: service("{port: 81}"), live: [{ kind: "Node", metadata: { name: "m" } }], clb: { loadBalancers: [] }, prune: true })]);
  await page.waitForFunction(() => document.querySelector("#app").app.state.prune);
  await eventually.match(() => textOf(page, "live"), /name: m/);
  // One with named files, as the command line writes it.
  const files = [service("{port: 82}"), "# second\n---\nkind: Node\n", "%YAML 1.2\n---\nkind: Pod"].map((text, index) => ({ name: `${index}.yaml`, text }));
  await choose(page, ["request.json", JSON.stringify({ manifests: files, live: [{ name: "live.yaml", text: "kind: Node\nmetadata: {name: f}\n" }] })]);
  await page.waitForFunction(() => document.querySelector("#app").app.state.live.includes("name: f"));
  await eventually.equal(() => textOf(page, "live"), "kind: Node\nmetadata: {name: f}\n");
  await eventually.equal(() => textOf(page), `${files[0].text}${files[1].text}...\n${files[2].text}`);
});

const LISTENER = { ListenerId: "lbl-11111111", Protocol: "TCP", Port: 80 };

onPage("the cloud's responses are put together, with or without their envelope", async ({ page }) => {
  await page.locator("[data-action=reset]").click();
  const loadBalancers = ["lb-aaaaaaaa", "lb-bbbbbbbb"].map((id) => ({ LoadBalancerId: id, LoadBalancerName: `name-${id}`, LoadBalancerVips: ["203.0.113.7"] }));
  await choose(
    page,
    ["listeners-lb-aaaaaaaa.json", JSON.stringify({ Response: { Listeners: [LISTENER] } })],
    ["targets-lb-aaaaaaaa.json", JSON.stringify({ Listeners: [{ ...LISTENER, Targets: [] }] })],
    ["all.json", JSON.stringify({ Response: { LoadBalancerSet: loadBalancers, TotalCount: 2 } })],
    ["listeners.json", JSON.stringify({ Listeners: [{ ...LISTENER, ListenerId: "lbl-22222222" }] })],
  );
  const cloud = () => textOf(page, "clb").then(JSON.parse);
  await notice(page, "which load balancer").waitFor();
  const { loadBalancers: both, listeners, targets } = await cloud();
  assert.deepEqual(both.map(({ LoadBalancerId }) => LoadBalancerId), ["lb-aaaaaaaa", "lb-bbbbbbbb"]);
  assert.deepEqual([Object.keys(listeners), Object.keys(targets)], [["lb-aaaaaaaa"], ["lb-aaaaaaaa"]]);
  const row = (id) => page.locator(".cloud tbody tr", { hasText: id });
  await eventually.match(() => row("lb-aaaaaaaa").innerText(), /✓ 1\s+✓ 1/);
  await eventually.match(() => row("lb-bbbbbbbb").innerText(), /not provided\s+not provided/);
  await page.locator("[data-unassigned]").selectOption("lb-bbbbbbbb");
  await eventually.equal(async () => (await cloud()).listeners["lb-bbbbbbbb"][0].ListenerId, "lbl-22222222");
  await eventually.equal(() => page.locator("[data-unassigned]").count(), 0);
  // A newer response replaces what has the same id.
  await choose(page, ["one.json", JSON.stringify({ LoadBalancerSet: [{ ...loadBalancers[0], LoadBalancerName: "renamed" }] })]);
  await row("renamed").waitFor();
  await eventually.equal(async () => (await cloud()).loadBalancers.length, 2);
});

onPage("the form has everything that the context has", async ({ page }) => {
  await page.locator("#tab-context").click();
  await page.locator("select[name=liveComplete]").selectOption("true");
  await page.locator("input[name=serviceCidrs]").fill("10.96.0.0/16, 10.97.0.0/16");
  await page.keyboard.press("Tab");
  const entered = () =>
    page.evaluate(() => {
      const { liveComplete, serviceCidrs } = document.querySelector("clb-preview").request.context;
      return [liveComplete, serviceCidrs];
    });
  await eventually.deepEqual(entered, [true, ["10.96.0.0/16", "10.97.0.0/16"]]);
});

onPage("Back returns to the example before", async ({ page }) => {
  await openExample(page, "documentation/https-hosts");
  await waitForVerdict(page, "create");
  await page.goBack();
  await page.locator("clb-preview .service-name", { hasText: "shop/checkout" }).waitFor();
});
