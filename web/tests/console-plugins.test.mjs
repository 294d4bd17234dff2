// The plug-ins of `console-plugins/`, bundled and loaded as their consoles do it, and the element in another element's shadow root.
import assert from "node:assert/strict";
import { join } from "node:path";
import { build } from "vite";
import { PKG, WEB } from "./chromium-and-file-server.mjs";
import { eventually } from "./eventually.mjs";
import { onServer } from "./page-fixture.mjs";

const SERVICE = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "shop" },
  spec: { type: "LoadBalancer", selector: { app: "web" }, ports: [{ port: 80, nodePort: 30080 }] },
};

/** The size limit of a ConfigMap, in bytes. */
const CONFIG_MAP = 1024 * 1024;

const host = (scripts) => () => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,"></head><body><div id="root"></div>${scripts}</body></html>`;

/** Bundles a plug-in. The format, and the libraries that the console provides, differ. */
async function bundle(entry, format, external = []) {
  const result = await build({
    root: WEB,
    configFile: false,
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
    resolve: { alias: { "clbplan-element": join(PKG, "npm/element/element.js"), vue: "@vue/runtime-dom" } },
    build: { write: false, lib: { entry, formats: [format], name: "plugin", fileName: "plugin" }, rolldownOptions: { external, output: { globals: { react: "React" } } } },
  });
  return [result].flat()[0].output[0].code;
}

const plugin = (name) => join(WEB, "console-plugins", name);

const codes = {};

const onPage = onServer(async () => {
  codes.react = await bundle(join(import.meta.dirname, "react-globals.mjs"), "iife");
  codes.argo = await bundle(plugin("argo-cd.js"), "iife");
  codes.kubesphere = await bundle(plugin("kubesphere.js"), "iife", ["react"]);
  codes.rancher = await bundle(join(import.meta.dirname, "rancher-app-with-element.mjs"), "es");
  return {
    "/argo.html": host('<script src="/react.js"></script><script src="/argo-api.js"></script><script src="/argo.js"></script><script src="/argo-show.js"></script>'),
    "/kubesphere.html": host('<script src="/react.js"></script><script src="/kubesphere.js"></script><script src="/kubesphere-show.js"></script>'),
    "/rancher.html": host('<script type="module" src="/rancher.js"></script>'),
    "/evaluated.html": host('<script src="/react.js"></script><script src="/argo-api.js"></script><script src="/evaluate.js"></script>'),
    "/shadow.html": host('<script type="module" src="/pkg/element.js"></script><script type="module" src="/shadow.js"></script>'),
    "/pkg/": `${PKG}/`,
    "/react.js": () => codes.react,
    "/argo.js": () => codes.argo,
    "/kubesphere.js": () => codes.kubesphere,
    "/rancher.js": () => codes.rancher,
    "/argo-api.js": () => "globalThis.tabs = []; globalThis.extensionsAPI = { registerResourceExtension: (...tab) => tabs.push(tab) };",
    "/argo-show.js": () => `const [component, group, kind] = tabs[0]; if (group !== "" || kind !== "Service") throw new Error(kind); ReactDOM.createRoot(root).render(React.createElement(component, { resource: ${JSON.stringify(SERVICE)}, application: {} }));`,
    "/kubesphere-show.js": () => "ReactDOM.createRoot(root).render(plugin.routes[0].element);",
    // Headlamp runs a plug-in by making a function of its text.
    "/evaluate.js": () => `fetch("/argo.js").then((answer) => answer.text()).then((text) => { new Function(text)(); const show = document.createElement("script"); show.src = "/argo-show.js"; document.body.append(show); });`,
    "/shadow.js": () => `const inner = document.querySelector("#root").attachShadow({ mode: "open" }); const preview = document.createElement("clb-preview"); preview.manifest = [${JSON.stringify(SERVICE)}]; inner.append(preview);`,
  };
});

const showsVerdict = (path, verdict, prepare = async () => {}) => async ({ page, url }) => {
  await page.goto(url + path);
  await prepare(page);
  await page.locator(`clb-preview .badge[data-verdict=${verdict}]`).waitFor();
  await eventually.match(() => page.locator("clb-preview .service-name").innerText(), /shop\/web/);
};

onPage("the plug-in works as a tab of Argo CD", showsVerdict("/argo.html", "keep"));

onPage("the script works when run as a function, as Headlamp does", showsVerdict("/evaluated.html", "keep"));

onPage("the page of KubeSphere works and fits into a ConfigMap", showsVerdict("/kubesphere.html", "create", async (page) => {
  const size = Buffer.byteLength(codes.kubesphere);
  console.log(`the bundle for KubeSphere: ${size} bytes of ${CONFIG_MAP}`);
  assert.ok(size < CONFIG_MAP);
  await page.getByLabel("Service").fill(JSON.stringify(SERVICE));
}));

onPage("the plug-in works as a tab of Rancher, with Vue's proxies as objects", showsVerdict("/rancher.html", "keep"));

onPage("the element works in another element's shadow root", showsVerdict("/shadow.html", "create"));
