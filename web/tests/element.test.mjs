// The element in other pages: under a strict policy, in React, in an iframe, twice, from a file, and where it cannot start.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { build } from "vite";
import { DIST, PKG, WEB, answered } from "./chromium-and-file-server.mjs";
import { readScenario } from "../build/scenario-files.mjs";
import { eventually } from "./eventually.mjs";
import { onServer } from "./page-fixture.mjs";

const MANIFEST = "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec:\n  type: LoadBalancer\n  ports: [{port: 80}]\n";

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

/** What the element's scripts need where a page enforces Trusted Types. */
const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types lit-html clbplan";

const host = (body, head = "") => () => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;

const strict = (policy) => `<meta http-equiv="Content-Security-Policy" content="${policy}; img-src data:">`;

const onPage = onServer(async () => {
  const react = await build({
    root: WEB,
    configFile: false,
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
    build: { write: false, lib: { entry: join(import.meta.dirname, "react-app-with-element.mjs"), formats: ["es"] } },
  });
  return {
    "/pkg/": `${PKG}/`,
    "/dist/": `${DIST}/`,
    "/one.html": host('<main><clb-preview id="one"></clb-preview></main><script type="module" src="/pkg/element.js"></script><script src="/set.js"></script>', strict(STRICT)),
    "/with-worker.html": host('<main><clb-preview id="one"></clb-preview></main><script type="module" src="/pkg/element/element.js"></script><script src="/set.js"></script>', strict(`${STRICT}; connect-src 'self'; worker-src 'self'`)),
    "/trusted.html": host('<main><clb-preview id="one"></clb-preview></main><script type="module" src="/pkg/element/element.js"></script><script src="/set.js"></script>', strict(`${STRICT}; connect-src 'self'; worker-src 'self'; ${TRUSTED_TYPES}`)),
    "/trusted-blob.html": host('<main><clb-preview id="one"></clb-preview></main><script type="module" src="/pkg/element.js"></script><script src="/set.js"></script>', strict(`${STRICT}; worker-src blob:; ${TRUSTED_TYPES}`)),
    "/forbidden.html": host('<main><clb-preview id="one"></clb-preview></main><script type="module" src="/pkg/element.js"></script><script src="/set.js"></script>', strict("default-src 'none'; script-src 'self'")),
    "/lost.html": host('<main><clb-preview id="one"></clb-preview></main><script type="module" src="/lost/element.js"></script><script src="/set.js"></script>'),
    "/old.html": host('<script src="/old.js"></script><main><clb-preview id="one"></clb-preview></main><script type="module" src="/pkg/element.js"></script><script src="/set.js"></script>'),
    "/two.html": host('<main><clb-preview id="one" locale="en"></clb-preview><clb-preview id="two" locale="zh-CN" theme="dark"></clb-preview></main><script type="module" src="/pkg/element.js"></script><script type="module" src="/dist/element.js"></script><script src="/set.js"></script>'),
    "/dark.html": host('<main><clb-preview id="one" locale="en"></clb-preview></main><script type="module" src="/pkg/element.js"></script><script src="/set.js"></script><script src="/dark.js"></script>'),
    // As consoles do it: with and without saying that the page is dark.
    "/dark.js": () => 'const style = new CSSStyleSheet(); style.replaceSync(`body { background: #101418; color: #eee; letter-spacing: 3px; text-align: right; --clb-accent: rgb(1, 2, 3); } ${location.hash === "#declared" ? ":root { color-scheme: dark; }" : ""}`); document.adoptedStyleSheets = [style];',
    "/trap.html": host('<script src="/trap.js"></script><main><clb-preview id="one" locale="en"></clb-preview></main><script type="module" src="/pkg/element.js"></script><script src="/set.js"></script>'),
    "/frame.html": host('<iframe title="preview" src="/one.html" sandbox="allow-scripts allow-same-origin" width="800" height="600"></iframe>'),
    "/react.html": host('<div id="root"></div><script type="module" src="/react.js"></script>'),
    // Sets properties before the element is defined: they must not be lost.
    "/set.js": () => `globalThis.evaluated = 0; try { evaluated = new Function("return 1")(); } catch { evaluated = "refused"; }\nfor (const each of document.querySelectorAll("clb-preview")) each.manifest = ${JSON.stringify(MANIFEST)};`,
    "/old.js": () => "delete globalThis.WebAssembly;",
    // The first call of the first instance crashes.
    "/trap.js": () => `globalThis.instances = 0; const { Instance } = WebAssembly; WebAssembly.Instance = function (module) {
      const { exports } = new Instance(module);
      const crash = () => { throw new WebAssembly.RuntimeError("unreachable"); };
      return { exports: instances++ === 0 ? { ...exports, "plan-sync": crash } : exports };
    };`,
    "/react.js": () => [react].flat()[0].output[0].code,
    "/lost/": `${PKG}/nowhere/`,
    "/lost/element.js": () => readFileSync(join(PKG, "element/element.js"), "utf8"),
  };
});

/** Runs a test on one of the host pages. */
const visit = (path, name, body) =>
  onPage(name, async (opened) => {
    await opened.page.goto(opened.url + path);
    await body(opened);
  });

const badge = (scope, id = "one") => scope.locator(`clb-preview#${id} .badge[data-verdict=create]`);

for (const path of ["/one.html", "/with-worker.html"]) {
  visit(path, `a plain page with a strict content policy shows the verdict: ${path}`, async ({ page }) => {
    await badge(page).waitFor();
    assert.equal(await page.evaluate(() => globalThis.evaluated), "refused", "the policy is in force");
  });
}

for (const path of ["/one.html", "/with-worker.html"]) {
  visit(path, `the picture is saved where the policy is strict: ${path}`, async ({ page }) => {
    await badge(page).waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("clb-preview [data-save=svg]").first().click()]);
    assert.match(readFileSync(await download.path(), "utf8"), /^<svg /);
  });
}

for (const path of ["/trusted.html", "/trusted-blob.html"]) {
  visit(path, `Trusted Types are no obstacle, also not for the worker: ${path}`, async ({ page, problems }) => {
    await badge(page).waitFor();
    assert.match(await page.evaluate(() => { try { document.body.innerHTML = "<b>"; return "allowed"; } catch (error) { return error.message; } }), /TrustedHTML/, "they are enforced");
    // The page's own attempts are reported.
    assert.match(problems.splice(0).join(), /^console: This document requires 'TrustedScript'.*,console: This document requires 'TrustedHTML'/);
    await page.evaluate((one) => {
      document.querySelector("clb-preview").manifest = Array.from({ length: 400 }, (_, index) => one.replace("name: web", `name: web-${index}`)).join("---\n");
    }, MANIFEST);
    await page.locator("clb-preview .row").nth(10).waitFor();
    assert.equal(page.workers().length, 1);
  });
}

visit("/one.html", "a large manifest is answered where workers are forbidden", async ({ page, problems }) => {
  await badge(page).waitFor();
  await page.evaluate((one) => {
    document.querySelector("clb-preview").manifest = Array.from({ length: 1500 }, (_, index) => one.replace("name: web", `name: web-${index}`)).join("---\n");
  }, MANIFEST);
  await page.locator("clb-preview .row").nth(10).waitFor({ timeout: 30_000 });
  assert.match(problems.splice(0).join(), /^console: Creating a worker.*blocked/);
});

visit("/one.html", "properties change the preview, and events have the plan and the findings", async ({ page }) => {
  await badge(page).waitFor();
  const result = await page.evaluate(async () => {
    const element = document.querySelector("clb-preview");
    const next = (name) => new Promise((done) => element.addEventListener(name, (event) => done(event.detail), { once: true }));
    const both = Promise.all([next("plan"), next("diagnostics")]);
    element.manifest = { apiVersion: "v1", kind: "Service", metadata: { name: "api", namespace: "shop" }, spec: { type: "LoadBalancer", ports: [{ port: 80, protocol: "TPC" }] } };
    element.context = { clusterId: "cls-12345678" };
    const [plan, diagnostics] = await both;
    return { name: plan.services[0].name, same: element.plan === plan, errors: diagnostics.filter((each) => each.severity === "error").length };
  });
  assert.equal(result.name, "api");
  assert.equal(result.same, true);
  assert.ok(result.errors > 0);
  await page.evaluate(() => {
    const element = document.querySelector("clb-preview");
    element.manifest = null;
    element.clb = "{ not json";
  });
  await page.locator("clb-preview .obstacle[data-input=clb]").waitFor();
  await eventually.deepEqual(() => page.evaluate(() => [document.querySelector("clb-preview").state, document.querySelector("clb-preview").obstacle.line]), ["refused", 1]);
});

visit("/two.html", "two elements work on one page, with the script loaded twice", async ({ page }) => {
  await badge(page).waitFor();
  await badge(page, "two").waitFor();
  await eventually.match(() => page.locator("#one .sentence").innerText(), /^If this Service is not in the cluster yet: a new load balancer/);
  await eventually.match(() => page.locator("#two .sentence").innerText(), /新建/);
  const colours = await page.evaluate(() => ["one", "two"].map((id) => getComputedStyle(document.getElementById(id).shadowRoot.querySelector(".service")).backgroundColor));
  assert.notEqual(colours[0], colours[1]);
});

/** The contrast of two colours, as WCAG 2 defines it. */
const contrast = ([one, two]) => {
  const light = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map((part) => Number(part) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const [high, low] = [light(one), light(two)].sort((left, right) => right - left);
  return (high + 0.05) / (low + 0.05);
};

for (const [hash, dark] of [["declared", true], ["undeclared", false]]) {
  onPage(`the element is readable on a dark page with a light system: ${hash}`, async ({ page, url }) => {
    await page.goto(`${url}/dark.html#${hash}`);
    await badge(page).waitFor();
    const found = await page.evaluate(() => {
      const root = document.querySelector("clb-preview").shadowRoot;
      const style = (selector) => getComputedStyle(root.querySelector(selector));
      const { backgroundColor, color, letterSpacing, textAlign } = style(".preview");
      return { colours: [color, backgroundColor], head: [style(".incomplete, .block h2").color, backgroundColor], letterSpacing, textAlign, accent: style(".linklike, a").color, parts: [...root.querySelectorAll("[part]")].map((each) => each.getAttribute("part")) };
    });
    assert.ok(contrast(found.colours) > 7, JSON.stringify(found));
    assert.ok(contrast(found.head) > 4.5, JSON.stringify(found));
    assert.equal(Number(/\d+/.exec(found.colours[1])[0]) < 60, dark);
    assert.deepEqual([found.letterSpacing, found.textAlign, found.accent], ["normal", "start", "rgb(1, 2, 3)"]);
    for (const part of ["summary", "service", "picture"]) assert.ok(found.parts.includes(part), part);
  });
}

/** Id, name, and what is known of each. */
const orphans = (page) => page.locator("clb-preview .plain > li").evaluateAll((all) => all.map((each) => [...each.querySelectorAll(":scope > code, :scope > strong, .message")].map(({ textContent }) => textContent)));

visit("/two.html", "an orphan has what the cloud says about it, in both languages", async ({ page }) => {
  await badge(page, "two").waitFor();
  const { live, clb, context, steps } = readScenario("release/orphan-listed");
  const [{ manifest }] = steps;
  const show = async (state) => {
    await page.evaluate((values) => document.querySelectorAll("clb-preview").forEach((each) => Object.assign(each, values)), { manifest, live, clb: state, context });
    await page.locator("#two .plain > li").first().waitFor();
  };
  await show(clb);
  await eventually.deepEqual(() => orphans(page), [
    ["lb-left0001", "forgotten", "119.29.48.99, since 2025-11-02, 2 listeners, 3 backends"],
    ["lb-left0001", "forgotten", "119.29.48.99、创建于 2025-11-02、2 个监听器、3 个后端"],
  ]);
  const bare = clb.loadBalancers.map(({ LoadBalancerName: _, LoadBalancerVips: vips, CreateTime: __, ...each }) => (each.LoadBalancerId === "lb-left0001" ? each : { ...each, LoadBalancerVips: vips }));
  await show({ ...clb, loadBalancers: bare, listeners: undefined, targets: undefined });
  await page.locator("#two .plain .message", { hasText: "未知" }).waitFor();
  await eventually.deepEqual(() => orphans(page), [
    ["lb-left0001", "", "listeners unknown, backends unknown"],
    ["lb-left0001", "", "监听器未知、后端未知"],
  ]);
});

visit("/frame.html", "the element works in a sandboxed iframe", async ({ page }) => {
  await badge(page.frameLocator("iframe")).waitFor();
});

visit("/react.html", "the element works in React", async ({ page }) => {
  await badge(page).waitFor();
  await page.locator("#verdict", { hasText: "create" }).waitFor();
  await page.locator("#edit").click();
  await page.locator("clb-preview .service-name", { hasText: "shop/other" }).waitFor();
});

for (const [path, kind, words, reported] of [
  ["/forbidden.html", "csp", /'wasm-unsafe-eval'/, /^$/],
  ["/lost.html", "fetch", /clbplan\.wasm/, /^console: .*404/],
  ["/old.html", "none", /Use a current Chrome/, /^$/],
]) {
  visit(path, `the reason is shown if the module cannot start: ${kind}`, async ({ page, problems }) => {
    const fault = page.locator(`clb-preview [data-fault=${kind}]`);
    await fault.waitFor();
    await eventually.match(() => fault.innerText(), words);
    assert.match(problems.splice(0).join(), reported);
  });
}

visit("/trap.html", "a new instance answers after a crash", async ({ page }) => {
  await page.locator("clb-preview [data-fault=crash]", { hasText: "unreachable" }).waitFor();
  await page.evaluate(() => (document.querySelector("clb-preview").manifest += " "));
  await badge(page).waitFor();
  await eventually.equal(() => page.evaluate(() => globalThis.instances), 2);
});

visit("/one.html", "input that cannot be JSON is rejected with the reason, and the next input is answered", async ({ page }) => {
  for (const [value, words] of [
    ["[{ port: 1n }]", /BigInt/],
    ["Object.assign(globalThis.cycle = {}, { cycle })", /circular/],
    [JSON.stringify("name: w\ud800b"), /unpaired high surrogate/],
  ]) {
    await badge(page).waitFor();
    await page.evaluate(`document.querySelector("clb-preview").manifest = ${value}`);
    await page.locator("clb-preview .obstacle", { hasText: words }).waitFor();
    await page.evaluate((manifest) => (document.querySelector("clb-preview").manifest = manifest), MANIFEST);
  }
  await badge(page).waitFor();
});

visit("/with-worker.html", "proxies and objects with functions reach the worker", async ({ page }) => {
  await badge(page).waitFor();
  await page.evaluate(() => {
    const service = (index) => ({ apiVersion: "v1", kind: "Service", metadata: { name: `web-${index}`, namespace: "shop" }, spec: { type: "LoadBalancer", ports: [{ port: 80 }] }, changed: () => {} });
    document.querySelector("clb-preview").manifest = Array.from({ length: 300 }, (_, index) => new Proxy(service(index), {}));
  });
  await page.locator("clb-preview .row").nth(10).waitFor();
});

onPage("the classic script works from the disk", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "clbplan-"));
  cpSync(join(PKG, "element.classic.js"), join(folder, "element.classic.js"));
  writeFileSync(join(folder, "set.js"), `document.getElementById("one").manifest = ${JSON.stringify(MANIFEST)};`);
  writeFileSync(join(folder, "host.html"), host('<main><clb-preview id="one"></clb-preview></main><script src="element.classic.js"></script><script src="set.js"></script>')());
  await page.goto(pathToFileURL(join(folder, "host.html")).href);
  await badge(page).waitFor();
  rmSync(folder, { recursive: true });
});

onPage("the page in several files says on the disk which file to open", async ({ page, problems }) => {
  await page.goto(pathToFileURL(join(DIST, "index.html")).href);
  await page.getByText("Open clbplan.html instead").waitFor();
  // The browser's own words about the scripts that it does not load.
  problems.length = 0;
});

onPage("the page as one file works from the disk", async ({ page }) => {
  await page.goto(pathToFileURL(join(DIST, "clbplan.html")).href);
  await answered(page);
  await eventually.ok(async () => (await page.locator("clb-preview .node").count()) > 5);
  await page.locator("[data-action=examples]").click();
  await page.locator("[data-example='documentation/https-hosts']").click();
  await page.locator("clb-preview .service-name", { hasText: "campus/pages" }).waitFor();
});
