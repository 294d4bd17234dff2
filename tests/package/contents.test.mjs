// Checks the files that `npm pack` includes, and runs two validators for packages.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { PKG, ROOT, createApp, archive, publishedFiles } from "./package-fixture.mjs";

const manifest = JSON.parse(readFileSync(join(PKG, "package.json"), "utf8"));

let folder;
before(() => {
  folder = createApp("contents");
});

test("the package has exactly these files", () => {
  const schemas = readdirSync(join(PKG, "schemas")).map((name) => `schemas/${name}`);
  assert.deepEqual(
    publishedFiles(),
    [
      "LICENSE",
      "NOTICES.txt",
      "README.md",
      "api.js",
      "browser.js",
      "clbplan.component.wasm",
      "clbplan.d.ts",
      "clbplan.wasm",
      "clbplan.wit",
      "element.NOTICES.txt",
      "element.classic.js",
      "element.d.ts",
      "element.js",
      "element/clbplan.wasm",
      "element/element.js",
      "element/save-picture.js",
      "element/worker.js",
      "errors.js",
      "inline.js",
      "node.js",
      "package.json",
      "planner.d.ts",
      "planner/browser-worker.js",
      "planner/browser.js",
      "planner/memory.js",
      "planner/node.js",
      "planner/pool.js",
      "planner/worker.js",
      ...schemas,
      "start.js",
      "wasm.d.ts",
      "web/clbplan.js",
      "web/clbplan_bg.wasm",
      "web/clbplan_bg.wasm.js",
    ].sort(),
  );
  assert.equal(readFileSync(join(PKG, "LICENSE"), "utf8"), readFileSync(join(ROOT, "LICENSE"), "utf8"));
});

test("the package carries the notices of everything in it", () => {
  const text = (name) => readFileSync(join(folder, "node_modules/clbplan", name), "utf8");
  for (const crate of ["granit-parser", "jsonc-parser", "serde_json", "wasm-bindgen"]) assert.match(text("NOTICES.txt"), new RegExp(`^${crate} `, "m"));
  assert.match(text("element.NOTICES.txt"), /^lit-html .*BSD-3-Clause[^]*Copyright/m);
});

test("every export names a file, and lists its types first", () => {
  const targets = (value) => (typeof value === "string" ? [value] : Object.values(value).flatMap(targets));
  for (const [name, value] of Object.entries(manifest.exports)) {
    for (const target of targets(value)) {
      const file = join(folder, "node_modules/clbplan", target.replace("*", "plan.json"));
      assert.ok(existsSync(file), `${name}: ${target}`);
    }
    if (typeof value === "object") assert.equal(Object.keys(value)[0], "types", name);
  }
});

test("the version equals that of the core", () => {
  const [, version] = readFileSync(join(ROOT, "Cargo.toml"), "utf8").match(/^version = "(.*)"/m);
  assert.equal(manifest.version, version);
});

test("no file contains paths of the build machine", () => {
  const home = process.env.HOME;
  const installed = join(folder, "node_modules/clbplan");
  for (const file of ["clbplan.wasm", "web/clbplan_bg.wasm", "web/clbplan.js", "element/element.js"]) {
    const text = readFileSync(join(installed, file), "latin1");
    assert.ok(!text.includes(ROOT) && !(home && text.includes(`${home}/`)), file);
  }
});

test("publint reports no problems", async () => {
  const { messages } = await publint({ pkgDir: join(folder, "node_modules/clbplan"), pack: false, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, manifest)), []);
});

test("arethetypeswrong reports no problems", () => {
  const attw = join(import.meta.dirname, "node_modules/@arethetypeswrong/cli/dist/index.js");
  // ES modules only: node reads them by `require`, too, from 20.19 on.
  const judged = ["--profile", "esm-only", "--no-emoji", "--entrypoints", ".", "inline", "planner", "element", "element/with-worker"];
  execFileSync("node", [attw, archive(folder), ...judged], { stdio: ["ignore", "pipe", "inherit"] });
});
