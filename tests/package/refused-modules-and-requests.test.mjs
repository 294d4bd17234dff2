// Modules that are not clbplan's, and requests that are too large.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { PKG, SERVICE, createApp } from "./package-fixture.mjs";

let folder;
before(async () => {
  folder = createApp("workers");
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
