// The page's build reads scenarios as the core's tests do: the same requests as in the corpus that those have written.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readRequests } from "../build/scenario-files.mjs";
import { WEB } from "./chromium-and-file-server.mjs";

const CORPUS = join(process.env.CLBPLAN_TARGET ?? join(WEB, "../target"), "tmp/corpus/scenarios.jsonl");

test("every scenario is the same request for the page", () => {
  if (!existsSync(CORPUS)) throw new Error(`${CORPUS} is not there: \`cargo xtask test\` writes it`);
  const corpus = readFileSync(CORPUS, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  assert.ok(corpus.length > 300);
  for (const { id, request } of corpus) {
    const [, file, step] = /^(.*?\/[^/]+)(?:\/(\d+))?$/.exec(id);
    const { context, live, clb, steps } = readRequests(file);
    const own = steps[(step ?? 1) - 1].request;
    const expected = JSON.parse(request);
    // The state before a later step comes from the simulation.
    const state = (step ?? "1") === "1" ? { live, clb } : { live: expected.live, clb: expected.clb };
    assert.deepEqual(JSON.parse(JSON.stringify({ context, ...state, ...own })), expected, id);
  }
});
