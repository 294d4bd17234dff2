// The package as npm would ship it, installed where an app is; and what the tests ask of it.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");
export const PKG = join(ROOT, "pkg");
export const TARGET = process.env.CLBPLAN_TARGET ?? join(ROOT, "target");

/** A folder of this test run with `clbplan` in its `node_modules`: the files that would be published, and no others. */
export function app(name) {
  const folder = join(TARGET, "package", name);
  const installed = join(folder, "node_modules/clbplan");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }');
  for (const path of published()) cpSync(join(PKG, path), join(installed, path));
  return folder;
}

let files;

/** What `npm pack` would take along. */
export const published = () => (files ??= pack("--dry-run").files.map(({ path }) => path).sort());

/** The archive that `npm publish` would upload. */
export const archive = (folder) => join(folder, pack("--pack-destination", folder).filename);

function pack(...options) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const told = execFileSync(npm, ["pack", PKG, "--json", "--ignore-scripts", ...options], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return JSON.parse(told)[0];
}

/** `planSync` for `plan-sync`: the name in JavaScript. */
export const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** Requests with the answers of the native core, as the core's tests wrote them. */
export function corpus() {
  const file = join(TARGET, "corpus.jsonl");
  if (!existsSync(file)) throw new Error(`${file} is not there: \`cargo xtask test\` writes it`);
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line)).map(({ function: name, request, answer }) => ({ name: camel(name), request, answer }));
}

export const SERVICE = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "shop" },
  spec: { type: "LoadBalancer", selector: { app: "web" }, ports: [{ port: 80 }] },
};
