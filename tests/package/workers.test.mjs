// The README's worker pool with parallel and slow calls; and modules that are not clbplan's.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { copy } from "./examples.mjs";
import { PKG, SERVICE, createApp, corpus } from "./package-fixture.mjs";

let folder;
let planWithin;
before(async () => {
  folder = createApp("workers");
  copy(folder, "## Workers, memory, other builds", "worker.js", "pool.js");
  ({ planWithin } = await import(pathToFileURL(join(folder, "pool.js"))));
});

test("eight parallel workers give the same answers as one", async () => {
  const plans = corpus().filter(({ name }) => name === "planSync").slice(0, 8);
  const answers = await Promise.all(plans.map(({ request }) => planWithin(60_000, request)));
  assert.deepEqual(answers, plans.map(({ answer }) => answer));
});

test("a call that takes too long is an error, and the next one succeeds", async () => {
  const many = Array.from({ length: 3000 }, (_, index) => ({ ...SERVICE, metadata: { name: `web-${index}`, namespace: "shop" } }));
  await assert.rejects(planWithin(1, JSON.stringify({ manifests: many })), /no answer in 1 ms/);
  assert.match(await planWithin(60_000, JSON.stringify({ manifests: SERVICE })), /^\{"formatVersion"/);
});

test("a module that is not clbplan's is an error, and clbplan's can be loaded afterwards", async () => {
  const { default: init, initSync, planSync } = await import(pathToFileURL(join(folder, "node_modules/clbplan/inline.js")));
  await assert.rejects(init(new Uint8Array([1, 2, 3, 4])), WebAssembly.CompileError);
  assert.throws(() => initSync(Buffer.from("not a module")), WebAssembly.CompileError);
  assert.throws(() => initSync(readFileSync(join(PKG, "clbplan.wasm"))), /not the one of this package/);
  await assert.rejects(init("data:text/plain,x"), WebAssembly.CompileError);
  await init();
  await init();
  assert.equal(planSync({ manifests: SERVICE }).services.length, 1);
});

test("a request over the size limit gets an error as its answer", async () => {
  const { planSyncJson, about } = await import(pathToFileURL(join(folder, "node_modules/clbplan/node.js")));
  const { error } = JSON.parse(planSyncJson(" ".repeat(about().limits.requestBytes + 1)));
  assert.equal(error.code, "request/too-large");
  assert.equal(JSON.parse(planSyncJson('{"manifests": "')).error.code, "request/not-json");
});
