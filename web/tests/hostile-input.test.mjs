// What others have written is text, wherever it comes from: the cloud's responses, links, files, messages of other windows. No markup, no
// script, no link, and nothing that changes how the text around it reads.
import assert from "node:assert/strict";
import { answered } from "./chromium-and-file-server.mjs";
import { eventually } from "./eventually.mjs";
import { editor, onPreviewer, onServer, service, textOf, write } from "./page-fixture.mjs";

const onPage = onPreviewer();

const HOSTILE = [
  `<img src=x onerror="globalThis.attacked=1">`,
  `"><script>globalThis.attacked=1</script>`,
  "javascript:globalThis.attacked=1",
  "${globalThis.attacked=1} {{globalThis.attacked=1}} <!--?lit$-->",
  "[click](javascript:alert(1)) ![](https://attacker.invalid/x.png) <https://attacker.invalid>",
  "\u202etxt.exe\u2066x\u2069\u200f\u061c\u2028new line\u2029\u0007\u0000\u009b",
  "__proto__",
];

/** What must never become an element, and characters that are not written out. */
const HIDDEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Finds markup, links and hidden characters that came from the input, in the page and in every open shadow root. */
const damage = (page) =>
  page.evaluate((hidden) => {
    const found = [];
    const walk = (root) => {
      for (const each of root.querySelectorAll("*")) {
        if (each.matches("img:not(.cm-widgetBuffer), iframe, object, embed, base, form:not([method=dialog], .context), meta[http-equiv=refresh], [onerror], [onload], [onclick]")) found.push(each.outerHTML.slice(0, 80));
        if (each.matches("script") && !each.src && /attacked/.test(each.textContent)) found.push(each.outerHTML.slice(0, 80));
        if (each.hasAttribute("href") && /^(?!https:|reference\/|#|\.\/|data:,)/.test(each.getAttribute("href")) && each.localName !== "link") found.push(each.getAttribute("href"));
        if (/attacker/.test(each.getAttribute("href") ?? "")) found.push(each.getAttribute("href"));
        if (each.shadowRoot) walk(each.shadowRoot);
      }
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const { parentElement, data } = texts.currentNode;
        // A text that nobody sees is the script's, or stands below an editor that is shown instead.
        if (parentElement?.closest("script, style, [data-editor] > pre")) continue;
        if (new RegExp(hidden).test(data)) found.push(`hidden in ${parentElement?.outerHTML.slice(0, 120)}`);
      }
    };
    walk(document);
    if (globalThis.attacked) found.push("a script ran");
    if ({}.polluted || Object.prototype.attacked) found.push("the prototype is changed");
    return found;
  }, HIDDEN.source);

/** Replaces every text of a value in turn, or adds to it, and every name of a member. */
function* spoiled(value) {
  const paths = [];
  const collect = (at, path) => {
    if (typeof at === "string" || typeof at === "number" || at === null) paths.push(path);
    else for (const key of Object.keys(at)) collect(at[key], [...path, key]);
  };
  collect(value, []);
  for (const [index, hostile] of HOSTILE.entries()) {
    for (const added of [false, true]) {
      const copy = structuredClone(value);
      for (const path of paths) {
        const parent = path.slice(0, -1).reduce((at, key) => at[key], copy);
        const before = parent[path.at(-1)];
        if (typeof before === "string" || !added) parent[path.at(-1)] = added ? before + hostile : hostile;
      }
      yield [`${added ? "added" : "whole"} ${index}`, copy];
    }
  }
  // One field at a time, so that the rest is still understood.
  for (const [index, path] of paths.entries()) {
    const copy = structuredClone(value);
    path.slice(0, -1).reduce((at, key) => at[key], copy)[path.at(-1)] = HOSTILE[index % HOSTILE.length];
    yield [path.join("."), copy];
  }
}

/** Plans with these inputs, opens everything, and returns the damage. */
async function after(page, values) {
  await page.evaluate(async (changed) => {
    const { app } = document.querySelector("#app");
    app.setState({ ...app.state, ...changed });
    await new Promise((done) => setTimeout(done, 0));
    while (["waiting", "checking"].includes(app.preview.state)) await new Promise((done) => setTimeout(done, 5));
    for (const each of app.preview.shadowRoot.querySelectorAll("details")) each.open = true;
    await new Promise((done) => setTimeout(done, 0));
    for (const each of app.preview.shadowRoot.querySelectorAll("details")) each.open = true;
    await new Promise((done) => requestAnimationFrame(done));
  }, values);
  return damage(page);
}

onPage("hostile texts in every field of the cloud's responses are shown as text", async ({ page }) => {
  await page.locator("#tab-clb").click();
  await editor(page, "clb").waitFor();
  const clb = JSON.parse(await textOf(page, "clb"));
  let count = 0;
  for (const [where, spoilt] of spoiled(clb)) {
    assert.deepEqual(await after(page, { clb: JSON.stringify(spoilt) }), [], where);
    count++;
  }
  // Also as the names of members.
  const named = JSON.stringify(clb).replace(/"(LoadBalancerName|ListenerName|Domain|lb-\w+)"/g, () => JSON.stringify(HOSTILE[0]));
  assert.deepEqual(await after(page, { clb: named }), []);
  assert.ok(count > 60, String(count));
  // They are there, and not left out.
  const [first] = clb.loadBalancers;
  await after(page, { clb: JSON.stringify({ ...clb, loadBalancers: [{ ...first, LoadBalancerVips: ["1.2.3.4\u202e5", HOSTILE[0]], LoadBalancerName: "a\u2066b" }] }) });
  const shown = await page.locator("clb-preview .vip").innerText();
  assert.ok(shown.includes("1.2.3.4\\u{202e}5") && shown.includes("<img src=x"), shown);
  await eventually.match(() => page.locator(".cloud").innerText(), /a\\u\{2066\}b/);
});

onPage("hostile texts in live objects and in the manifest are shown as text, also by the editor", async ({ page }) => {
  for (const hostile of HOSTILE) {
    const yaml = JSON.stringify(hostile);
    const manifest = (await textOf(page)).replace(/annotations:[\s\S]*?(?=\n\S|\nspec)/, "").replace("metadata:\n", `metadata:\n  annotations:\n    service.cloud.tencent.com/${"direct-acess"}: ${yaml}\n    service.kubernetes.io/loadbalance-id: ${yaml}\n`);
    assert.deepEqual(await after(page, { manifest }), [], hostile);
    assert.deepEqual(await after(page, { manifest, live: manifest.replace("kind: Service", "kind: Service\nstatus: {loadBalancer: {ingress: [{ip: '1.2.3.4'}]}}") }), [], hostile);
    assert.deepEqual(await after(page, { manifest: service(`{port: 80, name: ${yaml}}`).replace("name: web", `name: ${yaml}`), live: "" }), [], hostile);
    assert.deepEqual(await after(page, { deletions: hostile, policy: JSON.stringify({ rules: [{ name: hostile, deny: [hostile] }] }) }), [], hostile);
    await after(page, { deletions: "", policy: "" });
  }
  // Raw, as somebody types or pastes them.
  await write(page, `${service("{port: 80}")}# admin\u202e nimda \u2066hidden\u2069 \u200f\u2068\n`);
  const line = page.locator("[data-editor=manifest] .cm-line", { hasText: "# admin" });
  await eventually.match(() => line.innerText(), /admin\\u\{202e\} nimda \\u\{2066\}hidden\\u\{2069\} \\u\{200f\}\\u\{2068\}/);
  await eventually.match(() => textOf(page), /admin\u202e nimda/);
});

onPage("what is taken along has no hidden characters and no live markup", async ({ page }) => {
  const clb = JSON.parse(await textOf(page, "clb"));
  clb.loadBalancers[0].LoadBalancerVips = [`1.2.3.4\u202e5`, HOSTILE[0]];
  await after(page, { clb: JSON.stringify(clb) });
  const markup = await page.evaluate(() => document.querySelector("clb-preview").markup);
  assert.ok(markup.includes("1.2.3.4\\u{202e}5") && markup.includes("&lt;img src=x"), markup.slice(0, 2000));
  assert.doesNotMatch(markup, HIDDEN);
  assert.doesNotMatch(markup, /<img/);
});

const base64 = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

onPage("hostile links are opened as text, or called damaged", async ({ page, context, url }) => {
  const states = [
    ...HOSTILE.map((text) => ({ manifest: text, live: text, clb: text, policy: text, deletions: text, defaultNamespace: text, locale: text, [text]: text, context: { [text]: text, clusterId: text }, options: { ignore: [text] }, example: { id: text, step: 1e9, kept: [text] } })),
    JSON.parse('{"__proto__": {"attacked": 1, "polluted": 1}, "manifest": "kind: Service", "constructor": {"prototype": {"attacked": 1}}}'),
    [1, 2], null, "text", { manifest: { toString: "x" }, live: 7, clb: [], context: "x", example: { id: "x", step: {}, kept: {} } },
  ];
  const fragments = [
    ...states.map((state) => `#p=${base64(state)}`),
    ...HOSTILE.flatMap((text) => [`#p=${base64({ manifest: service("{port: 80}") })}&s=${encodeURIComponent(text)}`, `#p=${base64({ manifest: service("{port: 80}") })}&f=${encodeURIComponent(text)}`, `#example=${encodeURIComponent(text)}`, `#${encodeURIComponent(text)}`]),
    `#z=${base64("not deflated")}`, "#p=", "#z=AAAA", `#p=${base64("{")}`, `#p=${"A".repeat(100_000)}`,
  ];
  const other = await context.newPage();
  for (const fragment of fragments) {
    await other.goto("about:blank");
    await other.goto(`${url}/${fragment}`);
    await answered(other);
    assert.deepEqual(await damage(other), [], fragment.slice(0, 200));
    await eventually.match(() => other.evaluate(() => document.documentElement.lang), /^(en|zh-CN)$/);
  }
});

onPage("hostile files are text, and so are their names", async ({ page }) => {
  const drop = (files) =>
    page.evaluate(async (files) => {
      const { app } = document.querySelector("#app");
      const { readFiles } = app;
      const read = new Promise((done) => (app.readFiles = (...all) => readFiles.apply(app, all).finally(done)));
      const transfer = new DataTransfer();
      for (const [name, content] of files) transfer.items.add(new File([content], name));
      document.querySelector("#app").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer }));
      // The notice of the file before is still shown.
      await read;
      delete app.readFiles;
    }, files);
  for (const hostile of HOSTILE) {
    const name = `${hostile}.yaml`;
    for (const content of [hostile, service("{port: 80}"), "", JSON.stringify({ Listeners: [{ ListenerId: hostile, Protocol: hostile }] }), JSON.stringify({ clusterId: hostile, [hostile]: hostile }), JSON.stringify({ rules: [{ name: hostile }] })]) {
      await drop([[name, content]]);
      await page.locator(".notice.shown").waitFor();
      assert.deepEqual(await damage(page), [], `${name}: ${content}`);
    }
  }
  await drop([["\u202elmay.exe", service("{port: 80}")]]);
  await page.locator(".notice.shown", { hasText: "Read \\u{202e}lmay.exe" }).waitFor();
});

onPage("messages of other windows change nothing", async ({ page, url }) => {
  const before = await page.evaluate(() => JSON.stringify(document.querySelector("#app").app.state));
  await page.evaluate(async (texts) => {
    for (const text of texts) {
      for (const data of [text, { manifest: text }, { type: "plan", id: 1, answer: text }, { id: 0, name: "plan-sync", text }, [text], { __proto__: null, html: text }]) postMessage(data, "*");
    }
    await new Promise((done) => setTimeout(done, 300));
  }, HOSTILE);
  assert.equal(await page.evaluate(() => JSON.stringify(document.querySelector("#app").app.state)), before);
  assert.deepEqual(await damage(page), []);
  assert.match(page.url(), new RegExp(`^${url}`));
});

const onHost = onServer(async () => {
  const { PKG } = await import("./chromium-and-file-server.mjs");
  return {
    "/pkg/": `${PKG}/`,
    "/host.html": () => `<!doctype html><html lang="en"><title>host</title><link rel="icon" href="data:,"><body><clb-preview></clb-preview><script type="module" src="/pkg/element.js"></script>`,
  };
});

onHost("the element shows hostile attributes as text", async ({ page, url }) => {
  await page.goto(`${url}/host.html`);
  for (const hostile of HOSTILE) {
    await page.evaluate(async (text) => {
      const preview = document.querySelector("clb-preview");
      for (const name of ["manifest", "live", "clb", "context", "policy", "locale", "theme", "reference", "default-namespace", "deletions"]) preview.setAttribute(name, text.replaceAll("\0", ""));
      await new Promise((done) => setTimeout(done, 50));
      for (const name of ["live", "clb", "context", "policy", "deletions"]) preview.removeAttribute(name);
      preview.setAttribute("manifest", `kind: Service\napiVersion: v1\nmetadata: {name: web}\nspec: {type: LoadBalancer, ports: [{port: 80, name: ${JSON.stringify(text)}}]}`);
      await new Promise((done) => setTimeout(done, 300));
    }, hostile);
    const found = await damage(page);
    // The folder of the reference is the host's own.
    assert.deepEqual(found.filter((each) => !each.includes(".html#")), [], hostile);
  }
});
