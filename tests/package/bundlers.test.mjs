// Builds a small app with every bundler, as the README describes, and runs the result without the installed package.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";
import { copy, example } from "./extract-readme-examples.mjs";
import { createApp } from "./package-fixture.mjs";

// What a browser provides: files beside the script can be fetched.
const BROWSER = `import { readFileSync } from "node:fs";
globalThis.fetch = async (address) => {
  const bytes = readFileSync(new URL(address));
  return new Response(bytes, { headers: { "content-type": "application/wasm" } });
};
globalThis.document = { baseURI: import.meta.url, getElementsByTagName: () => [], querySelector: () => null, createElement: () => ({ relList: { supports: () => true } }) };
globalThis.Request ??= class {};
`;

/** Removes the package, runs the bundle, and returns its output. */
function runBundle(folder, file) {
  rmSync(join(folder, "node_modules"), { recursive: true });
  writeFileSync(join(folder, "browser.mjs"), `${BROWSER}await import(${JSON.stringify(pathToFileURL(join(folder, "dist", file)).href)});\n`);
  return execFileSync("node", ["browser.mjs"], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();
}

const script = (folder) => readdirSync(join(folder, "dist")).find((name) => /\.m?js$/.test(name));
const modules = (folder) => readdirSync(join(folder, "dist"), { recursive: true }).filter((name) => name.endsWith(".wasm"));

function appWithExample(name, heading, ...files) {
  const folder = createApp(name);
  writeFileSync(join(folder, "app.js"), example("# clbplan", "js"));
  copy(folder, heading, ...files);
  return folder;
}

test("the example works with Vite", async () => {
  const folder = appWithExample("vite", "### Vite", "vite.config.js");
  writeFileSync(join(folder, "index.html"), '<script type="module" src="./app.js"></script>');
  await vite({ root: folder, base: "./", logLevel: "error", build: { assetsDir: ".", target: "es2022", modulePreload: false } });
  assert.equal(modules(folder).length, 1);
  assert.match(runBundle(folder, script(folder)), /create$/);
});

test("the example works with webpack", async () => {
  const folder = appWithExample("webpack", "### webpack", "webpack.config.js");
  const { default: config } = await import(pathToFileURL(join(folder, "webpack.config.js")));
  await new Promise((done, fail) =>
    webpack({ ...config, context: folder, target: "web", output: { ...config.output, path: join(folder, "dist"), publicPath: "auto" }, performance: false }, (error, stats) =>
      error || stats.hasErrors() ? fail(error ?? new Error(stats.toString("errors-only"))) : done(),
    ),
  );
  assert.equal(modules(folder).length, 1);
  assert.match(runBundle(folder, script(folder)), /create$/);
});

test("the example works with esbuild", async () => {
  const folder = appWithExample("esbuild", "### esbuild", "app.js");
  // The options in the README's command line.
  const [, ...options] = example("### esbuild", "sh").trim().split(" ");
  assert.deepEqual(options, ["app.js", "--bundle", "--format=esm", "--loader:.wasm=file", "--outdir=dist"]);
  await esbuild.build({ absWorkingDir: folder, entryPoints: ["app.js"], bundle: true, format: "esm", loader: { ".wasm": "file" }, outdir: "dist", logLevel: "warning" });
  assert.equal(modules(folder).length, 1);
  assert.match(runBundle(folder, "app.js"), /^[1-9]\d*$/);
});

test("the example works with Rollup", async () => {
  const folder = appWithExample("rollup", "### Rollup, and any other", "app.js", "rollup.config.js");
  // The configuration needs the plug-in that is installed in this folder.
  const text = readFileSync(join(folder, "rollup.config.js"), "utf8");
  const here = join(import.meta.dirname, "rollup.config.generated.mjs");
  writeFileSync(here, text);
  const { default: config } = await import(pathToFileURL(here)).finally(() => rmSync(here));
  const bundle = await rollup({ ...config, input: join(folder, config.input), onwarn: (warning) => assert.fail(warning.message) });
  await bundle.write({ ...config.output, dir: join(folder, config.output.dir) });
  assert.equal(modules(folder).length, 0);
  assert.match(runBundle(folder, "app.js"), /^[1-9]\d*$/);
});

test("the package works in Node by import, by require, and with the module inlined", () => {
  const folder = appWithExample("node", "### Node");
  const node = (...flags) => execFileSync("node", ["--no-warnings", ...flags], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();
  assert.match(node("app.js"), /create$/);
  writeFileSync(join(folder, "required.cjs"), 'const { planSync } = require("clbplan"); console.log(planSync({ manifests: "kind: Service" }).formatVersion);');
  assert.equal(node("required.cjs"), "1.0");
  writeFileSync(join(folder, "inline.js"), example("### Rollup, and any other", "app.js"));
  assert.match(node("inline.js"), /^[1-9]\d*$/);
});

test("the package works in a page without a bundler", () => {
  const folder = createApp("page");
  const [, code] = /<script type="module">([\s\S]*)<\/script>/.exec(example("### A page without a bundler", "html"));
  writeFileSync(join(folder, "page.mjs"), code);
  writeFileSync(join(folder, "browser.mjs"), `${BROWSER}document.body = {};\nawait import("./page.mjs");\nconsole.log(document.body.textContent);\n`);
  assert.match(execFileSync("node", ["browser.mjs"], { cwd: folder, encoding: "utf8" }), /has no name/);
});
