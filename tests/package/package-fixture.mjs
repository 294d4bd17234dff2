// Installs the package as npm would publish it into a folder for a test; and other shared code of the tests.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");
export const PKG = join(ROOT, "pkg");
export const TARGET = process.env.CLBPLAN_TARGET ?? join(ROOT, "target");

/** The packages, and the folder of each. */
export const PACKAGES = { clbplan: PKG, "clbplan-element": join(PKG, "npm/element"), "clbplan-wasm": join(PKG, "npm/wasm") };

/** Creates a folder with packages in its `node_modules`: exactly the files that would be published. */
export function createApp(name, ...packages) {
  const folder = join(TARGET, "package", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }');
  for (const one of ["clbplan", ...packages]) {
    for (const path of publishedFiles(one)) cpSync(join(PACKAGES[one], path), join(folder, "node_modules", one, path));
  }
  return folder;
}

const published = new Map();

/** The files that `npm pack` would include. */
export function publishedFiles(name) {
  if (!published.has(name)) published.set(name, pack(name, "--dry-run").files.map(({ path }) => path).sort());
  return published.get(name);
}

/** The archive that `npm publish` would upload. */
export const archive = (name, folder) => join(folder, pack(name, "--pack-destination", folder).filename);

function pack(name, ...options) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const output = execFileSync(npm, ["pack", PACKAGES[name], "--json", "--ignore-scripts", ...options], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return JSON.parse(output)[0];
}

/** The name in JavaScript: `planSync` for `plan-sync`. */
export const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** Requests with the answers of the native core, written by the core's tests. */
export function corpus() {
  const file = join(TARGET, "corpus.jsonl");
  if (!existsSync(file)) throw new Error(`${file} is missing: \`cargo xtask hosts node\` writes it`);
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line)).map(({ function: name, request, answer }) => ({ name: camelCase(name), request, answer }));
}

export const SERVICE = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "shop" },
  spec: { type: "LoadBalancer", selector: { app: "web" }, ports: [{ port: 80 }] },
};
