// The example that is the same program in every language, compiled by TypeScript.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, createApp } from "./package-fixture.mjs";

const TSC = join(import.meta.dirname, "node_modules/typescript/bin/tsc");
const EXAMPLES = join(ROOT, "host/examples");

test("the output is that of all languages", () => {
  const folder = createApp("preview");
  cpSync(join(EXAMPLES, "preview/preview.ts"), join(folder, "preview.ts"));
  const types = ["--types", "node", "--typeRoots", join(import.meta.dirname, "node_modules/@types")];
  execFileSync("node", [TSC, "--strict", "--target", "es2023", "--module", "nodenext", ...types, "preview.ts"], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
  const output = execFileSync("node", ["preview.js", join(EXAMPLES, "public-to-internal")], { cwd: folder, encoding: "utf8", timeout: 60_000 });
  assert.equal(output, readFileSync(join(EXAMPLES, "preview/output.txt"), "utf8"));
});
