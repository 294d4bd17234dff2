// Shows the built plug-in in Backstage's own test app, in Chromium: previews the live Services, and a change.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { build } from "vite";
import { launch, open, serve } from "../../../web/tests/chromium-and-file-server.mjs";
import { eventually } from "../../../web/tests/eventually.mjs";

const HERE = join(import.meta.dirname, "..");
const BUILT = join(HERE, "node_modules/.cache/app/");

const page = () => '<!doctype html><html lang="en"><title>Backstage</title><link rel="icon" href="data:,"><body><script type="module" src="/built/app.js"></script>';

let server;
let browser;

before(async () => {
  await build({
    root: HERE,
    configFile: false,
    logLevel: "error",
    base: "/built/",
    define: { "process.env.NODE_ENV": '"test"', "process.env": "{}", global: "globalThis" },
    build: {
      outDir: BUILT,
      emptyOutDir: true,
      target: "es2022",
      minify: false,
      cssCodeSplit: false,
      // Its libraries declare where they run ("use client"), which is not a problem.
      rollupOptions: { input: join(HERE, "tests/app.jsx"), onwarn: () => {}, output: { entryFileNames: "app.js" } },
    },
  });
  [server, browser] = await Promise.all([serve({ "/app.html": page, "/built/": BUILT }), launch()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

test("the tab previews the live Services, and a change before it is applied", async () => {
  const { page, context, problems } = await open(browser);
  await page.goto(`${server.url}/app.html`);
  await page.locator("clb-preview .badge[data-verdict=keep]").waitFor();
  await page.getByText("Try a change").click();
  const editor = page.getByLabel("The Services as they would be applied");
  await eventually.match(() => editor.inputValue(), /nodePort: 30080/);
  const text = await editor.inputValue();
  await editor.fill(text.replace("port: 80\n", "port: 8080\n"));
  await page.locator("clb-preview .badge[data-verdict=update]").waitFor();
  await page.getByText("Back to the live objects").click();
  await page.locator("clb-preview .badge[data-verdict=keep]").waitFor();
  // What Backstage's test app itself misses is no problem of ours.
  assert.deepEqual(problems.filter((problem) => problem.startsWith("error:")), []);
  await context.close();
});
