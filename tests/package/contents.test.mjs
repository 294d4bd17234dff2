// Checks the files that `npm pack` includes in each package, and runs two validators for packages.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { PACKAGES, PKG, ROOT, createApp, archive, publishedFiles } from "./package-fixture.mjs";

const names = Object.keys(PACKAGES);
const manifest = (name) => JSON.parse(readFileSync(join(PACKAGES[name], "package.json"), "utf8"));

let folder;
before(() => {
  folder = createApp("contents", "clbplan-element", "clbplan-wasm");
});

const ALWAYS = ["LICENSE", "NOTICES.txt", "README.md", "package.json"];

const FILES = {
  clbplan: [
    "api.js",
    "browser.js",
    "clbplan.d.ts",
    "errors.js",
    "inline.js",
    "node.js",
    "planner.d.ts",
    "planner/browser-worker.js",
    "planner/browser.js",
    "planner/memory.js",
    "planner/node.js",
    "planner/pool.js",
    "planner/worker.js",
    ...readdirSync(join(PKG, "schemas")).map((name) => `schemas/${name}`),
    "start.js",
    "wasm.d.ts",
    "web/clbplan.js",
    "web/clbplan_bg.wasm",
    "web/clbplan_bg.wasm.js",
  ],
  "clbplan-element": [
    "clbplan.d.ts",
    "element.NOTICES.txt",
    "element.classic.js",
    "element.d.ts",
    "element.js",
    "element/clbplan.wasm",
    "element/element.js",
    "element/list-of-services.js",
    "element/pan-and-zoom.js",
    "element/save-picture.js",
    "element/worker.js",
  ],
  "clbplan-wasm": ["clbplan-fast.wasm", "clbplan.component.wasm", "clbplan.wasm", "clbplan.wit", "wasm.d.ts"],
};

for (const name of names) {
  test(`${name} has exactly these files`, () => {
    assert.deepEqual(publishedFiles(name), [...ALWAYS, ...FILES[name]].sort());
    assert.equal(readFileSync(join(PACKAGES[name], "LICENSE"), "utf8"), readFileSync(join(ROOT, "LICENSE"), "utf8"));
  });
}

test("copies equal what they are copies of", () => {
  for (const name of names.slice(1)) {
    for (const file of publishedFiles(name).filter((file) => !["LICENSE", "README.md", "package.json"].includes(file))) {
      assert.ok(readFileSync(join(PACKAGES[name], file)).equals(readFileSync(join(PKG, file))), `${name}: ${file} is not that of pkg/; \`cargo xtask build\` copies it`);
    }
  }
});

test("the packages carry the notices of everything in them", () => {
  const text = (name, file) => readFileSync(join(folder, "node_modules", name, file), "utf8");
  for (const name of names) {
    for (const crate of ["granit-parser", "jsonc-parser", "serde_json", "wasm-bindgen"]) assert.match(text(name, "NOTICES.txt"), new RegExp(`^${crate} `, "m"));
  }
  assert.match(text("clbplan-element", "element.NOTICES.txt"), /^lit-html .*BSD-3-Clause[^]*Copyright/m);
});

test("every export names a file, and lists its types first", () => {
  const targets = (value) => (typeof value === "string" ? [value] : Object.values(value).flatMap(targets));
  for (const of of names) {
    for (const [name, value] of Object.entries(manifest(of).exports)) {
      for (const target of targets(value)) {
        const file = join(folder, "node_modules", of, target.replace("*", "plan.json"));
        assert.ok(existsSync(file), `${of}: ${name}: ${target}`);
      }
      if (typeof value === "object") assert.equal(Object.keys(value)[0], "types", name);
    }
  }
});

test("the versions equal that of the core", () => {
  const [, version] = readFileSync(join(ROOT, "Cargo.toml"), "utf8").match(/^version = "(.*)"/m);
  for (const name of names) assert.equal(manifest(name).version, version, name);
});

test("no file contains paths of the build machine", () => {
  const home = process.env.HOME;
  const installed = join(folder, "node_modules");
  for (const file of ["clbplan-wasm/clbplan.wasm", "clbplan/web/clbplan_bg.wasm", "clbplan/web/clbplan.js", "clbplan-element/element/element.js"]) {
    const text = readFileSync(join(installed, file), "latin1");
    assert.ok(!text.includes(ROOT) && !(home && text.includes(`${home}/`)), file);
  }
});

for (const name of names) {
  test(`publint reports no problems of ${name}`, async () => {
    const { messages } = await publint({ pkgDir: join(folder, "node_modules", name), pack: false, strict: true });
    assert.deepEqual(messages.map((message) => formatMessage(message, manifest(name))), []);
  });
}

// ES modules only: node reads them by `require`, too, from 20.19 on. A `.wasm` has a type only for bundlers.
for (const [name, ...entrypoints] of [["clbplan", ".", "inline", "planner"], ["clbplan-element", ".", "with-worker"]]) {
  test(`arethetypeswrong reports no problems of ${name}`, () => {
    const attw = join(import.meta.dirname, "node_modules/@arethetypeswrong/cli/dist/index.js");
    const judged = ["--profile", "esm-only", "--no-emoji", "--entrypoints", ...entrypoints];
    execFileSync("node", [attw, archive(name, folder), ...judged], { stdio: ["ignore", "pipe", "inherit"] });
  });
}
