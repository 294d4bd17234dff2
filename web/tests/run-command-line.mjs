// The command line, which some tests of the page run beside it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WEB } from "./chromium-and-file-server.mjs";

const PROGRAM = join(process.env.CLBPLAN_TARGET ?? join(WEB, "../target"), "release/clbplan");

/** Runs `clbplan plan` on the inputs of a page's state, and returns what it prints. */
export function plan({ manifest = "", live = "", clb = "", context = {}, policy = "", prune = false, deletions = "", defaultNamespace = "" }, flags = [], options = {}) {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: \`cargo xtask test\` builds it`);
  const folder = mkdtempSync(join(tmpdir(), "clbplan-page-"));
  const given = [];
  const file = (name, flag, text) => {
    if (text.trim() === "") return;
    writeFileSync(join(folder, name), text);
    given.push(...flag, name);
  };
  file("manifest.yaml", [], manifest);
  file("live.yaml", ["--live"], live);
  file("clb.json", ["--clb"], clb);
  file("context.json", ["--facts"], Object.keys(context).length > 0 ? JSON.stringify(context) : "");
  file("policy.json", ["--policy"], policy);
  if (prune) given.push("--prune-all");
  for (const each of deletions.split(/\s+/).filter(Boolean)) given.push("--delete", each);
  if (defaultNamespace) given.push("--namespace", defaultNamespace);
  const { status, stdout, stderr } = spawnSync(PROGRAM, ["plan", ...given, ...flags], { cwd: folder, encoding: "utf8", ...options });
  rmSync(folder, { recursive: true });
  return { status, stdout, stderr };
}
