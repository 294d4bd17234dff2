// Loads the built plug-in with the console's own plug-in loader, in Chromium: previews the live object, and a change.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { build } from "vite";
import { launch, open, serve } from "../../../web/tests/chromium-and-file-server.mjs";
import { eventually } from "../../../web/tests/eventually.mjs";

const HERE = join(import.meta.dirname, "..");

const page = (dark) => () => `<!doctype html><html lang="en" class="${dark ? "pf-v6-theme-dark" : ""}"><title>Console</title><link rel="icon" href="data:,"><body><div id="root"></div><script type="module" src="/console.js"></script>`;

let server;
let browser;

before(async () => {
  const built = await build({
    root: HERE,
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    build: { write: false, target: "es2022", minify: false, lib: { entry: join(HERE, "tests/console.jsx"), formats: ["es"], fileName: "console" } },
  });
  const code = [built].flat()[0].output[0].code;
  const routes = { "/light.html": page(false), "/dark.html": page(true), "/console.js": () => code, "/api/plugins/clbplan/": `${join(HERE, "dist")}/` };
  [server, browser] = await Promise.all([serve(routes), launch()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function tab(path) {
  const { page, context, problems } = await open(browser);
  await page.goto(server.url + path);
  await page.locator("clb-preview .badge[data-verdict=keep]").waitFor();
  return { page, context, problems };
}

test("the tab previews the live object, and a change before it is applied", async () => {
  const { page, context, problems } = await tab("/light.html");
  const preview = page.locator("clb-preview");
  await preview.getByText("ins-aaaaaaaa").first().waitFor();
  await page.getByText("Try a change").click();
  const editor = page.getByLabel("The Service as it would be applied", { exact: true });
  await eventually.match(() => editor.inputValue(), /nodePort: 30080/);
  const text = await editor.inputValue();
  await editor.fill(text.replace("port: 80\n", "port: 8080\n"));
  await page.locator("clb-preview .badge[data-verdict=update]").waitFor();
  await editor.fill("kind: [");
  await preview.getByText("syntax").first().waitFor();
  await page.getByText("Back to the live object").click();
  await page.locator("clb-preview .badge[data-verdict=keep]").waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("the tab uses the console's dark theme", async () => {
  const { page, context, problems } = await tab("/dark.html");
  const brightest = () => page.evaluate(() => Math.max(...getComputedStyle(document.querySelector("clb-preview").shadowRoot.querySelector(".service")).backgroundColor.match(/\d+/g).slice(0, 3)));
  await eventually.ok(async () => (await brightest()) < 80, "dark");
  assert.deepEqual(problems, []);
  await context.close();
});
