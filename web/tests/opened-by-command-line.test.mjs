// The page that `clbplan plan --open` writes: opened from the disk, with the inputs of the command line.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { DIST, answered } from "./chromium-and-file-server.mjs";
import { plan } from "./run-command-line.mjs";
import { eventually } from "./eventually.mjs";
import { onServer, service } from "./page-fixture.mjs";

const onPage = onServer(() => ({ "/": DIST }));

/** Runs the command line with a program in place of the browser, and returns the file that it was given. */
function opened(state, flags) {
  const folder = mkdtempSync(join(tmpdir(), "clbplan-browser-"));
  const browser = join(folder, "xdg-open");
  writeFileSync(browser, `#!/bin/sh\nprintf %s "$1" > ${folder}/part && mv ${folder}/part ${folder}/opened\n`);
  chmodSync(browser, 0o755);
  const answer = plan(state, ["--open", ...flags], { env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` } });
  let file = "";
  // It does not wait for the browser.
  for (let tries = 0; file === "" && tries < 600; tries++) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    try {
      file = readFileSync(join(folder, "opened"), "utf8");
    } catch {
      // Not yet.
    }
  }
  rmSync(folder, { recursive: true });
  return { ...answer, file };
}

const LIVE = ["web", "api"].map((name) => service("{port: 80, nodePort: 30080}", "{service.kubernetes.io/loadbalance-id: lb-abcd1234}").replace("name: web", `name: ${name}\n  uid: 11111111-2222-3333-4444-555555555555`)).join("---\n");

onPage("the page in the browser has the inputs and the answer of the command line", async ({ page, context }) => {
  const manifest = `# </script><script>alert(1)</script>\n${service("{port: 80, nodePort: 30080}", '\n    service.cloud.tencent.com/direct-acess: "true"')}`;
  const context_ = { clusterId: "cls-abcdefgh", region: "ap-guangzhou" };
  const { status, stdout, stderr, file } = opened({ manifest, live: LIVE, context: context_ }, ["--prune", "--ignore", "annotation/unknown-name", "--lang", "zh-CN"]);
  assert.match(stdout, /shop\/api/);
  assert.ok(status <= 1 && stderr.includes(file) && file.endsWith(".html"), stderr);
  assert.equal(statSync(file).mode & 0o77, 0, "nobody else can read it");
  await page.goto(pathToFileURL(file).href);
  await answered(page);
  const request = await page.evaluate(() => document.querySelector("clb-preview").request);
  assert.deepEqual(request, { manifests: manifest, live: LIVE, context: context_, locale: "zh-CN", prune: true, pruneWithin: "manifest-namespaces", ignore: ["annotation/unknown-name"] });
  await eventually.deepEqual(() => page.evaluate(() => document.querySelector("clb-preview").plan.services.map(({ name, loadBalancer }) => [name, loadBalancer.verdict]).sort()), JSON.parse(plan({ manifest, live: LIVE, context: context_ }, ["--prune", "-o", "json"]).stdout).services.map(({ name, loadBalancer }) => [name, loadBalancer.verdict]).sort());
  // What has no field is named, and can be left out.
  await page.locator("#tab-context").click();
  await eventually.match(() => page.locator(".context .options").innerText(), /ignore: \["annotation\/unknown-name"\]; pruneWithin: manifest-namespaces/);
  await page.locator("[data-action=no-options]").click();
  await eventually.equal(() => page.evaluate(() => "ignore" in document.querySelector("clb-preview").request), false);
  // Nothing of it stays in the browser.
  assert.equal(await page.evaluate(() => /shop/.test((localStorage.clbplan ?? "") + (sessionStorage.clbplan ?? ""))), false);
  const next = await context.newPage();
  await next.goto(pathToFileURL(file).href);
  await answered(next);
  await eventually.equal(() => next.evaluate(() => document.querySelector("#app").app.state.manifest), manifest);
  rmSync(file);
});

onPage("without a browser, the command line names the file", async () => {
  const { status, stderr } = plan({ manifest: service("{port: 80}") }, ["--open"], { env: { ...process.env, PATH: "/nowhere" } });
  const [, file] = /open `([^`]+)` yourself/.exec(stderr) ?? [];
  assert.ok(file && status <= 1, stderr);
  assert.match(readFileSync(file, "utf8"), /<script type="application\/json" id="request">\{"manifests":/);
  rmSync(file);
});
