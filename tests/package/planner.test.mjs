// The planner: workers with limits of memory, time and calls, which are ended when a call must end.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { example } from "./extract-readme-examples.mjs";
import { PKG, SERVICE, corpus, createApp } from "./package-fixture.mjs";

let folder;
let createPlanner;
let CallError;
let RequestError;
let planner;
before(async () => {
  folder = createApp("planner");
  ({ createPlanner, CallError, RequestError } = await import(pathToFileURL(join(folder, "node_modules/clbplan/planner/node.js"))));
  planner = await createPlanner({ calls: 2 });
});
after(() => planner.close());

const large = { manifests: Array.from({ length: 3000 }, (_, index) => ({ ...SERVICE, metadata: { name: `web-${index}`, namespace: "shop" } })) };
const isCallError = (code) => (error) => error instanceof CallError && error.code === code;

test("parallel calls have the answers of the native core", async () => {
  const names = { planSync: "plan", validateService: "validate" };
  const cases = corpus().filter(({ name }) => name in names).slice(0, 60);
  const answers = await Promise.all(cases.map(({ name, request }) => planner.call(names[name], request)));
  assert.deepEqual(answers, cases.map(({ answer }) => answer));
});

test("functions have objects as requests and answers", async () => {
  assert.equal((await planner.plan({ manifests: SERVICE })).services[0].loadBalancer.verdict, "create");
  assert.ok((await planner.validate({ manifests: "kind: Service\n  bad: [" })).diagnostics.length > 0);
  assert.ok((await planner.simulate({ manifests: SERVICE })).live.length > 0);
  assert.equal(await planner.hover({ text: "", position: { offset: 0 } }), null);
  assert.ok((await planner.explain({ query: "vip" })).entries.length > 0);
});

test("an invalid request is rejected", async () => {
  const cycle = {};
  cycle.self = cycle;
  for (const request of [{ manifest: "" }, cycle, { manifests: 1n }, undefined, new Map([["manifests", SERVICE]]), Promise.resolve({ manifests: SERVICE })]) {
    await assert.rejects(planner.plan(request), (error) => error instanceof RequestError && error.code.startsWith("request/"));
  }
  await assert.doesNotReject(planner.plan({}));
  const limit = planner.about().limits.requestBytes;
  await assert.rejects(planner.call("plan", " ".repeat(limit + 1)), (error) => error.code === "request/too-large");
});

test("changing an answer changes no other one", async () => {
  planner.about().limits.requestBytes = 1;
  assert.ok(planner.about().limits.requestBytes > 1);
});

test("a call that takes too long is ended, and the next one succeeds", async () => {
  await assert.rejects(planner.plan(large, { timeout: 1 }), isCallError("timeout"));
  assert.equal((await planner.plan({ manifests: SERVICE })).services.length, 1);
});

test("a signal ends a call with its reason", async () => {
  await assert.rejects(planner.plan(large, { signal: AbortSignal.abort(new Error("before")) }), /before/);
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error("while it runs")), 5);
  await assert.rejects(planner.plan(large, { signal: controller.signal }), /while it runs/);
  assert.equal((await planner.plan({ manifests: SERVICE })).services.length, 1);
});

test("memory is limited", async () => {
  const small = await createPlanner({ calls: 1, memory: 16 << 20 });
  await assert.rejects(small.plan(large), isCallError("out-of-memory"));
  assert.equal((await small.plan({ manifests: SERVICE })).services.length, 1);
  await small.close();
});

test("closing ends running and waiting calls", async () => {
  const closing = await createPlanner({ calls: 1 });
  const calls = Promise.allSettled([1, 2, 3].map(() => closing.plan(large)));
  await closing.close();
  for (const { reason } of await calls) assert.ok(isCallError("closed")(reason), String(reason));
  await assert.rejects(closing.plan({ manifests: SERVICE }), isCallError("closed"));
});

test("limits that are not positive are rejected", async () => {
  for (const options of [{ calls: 0 }, { calls: 1.5 }, { memory: -1 }, { memory: NaN }, { timeout: 0 }, { timeout: -1 }, { timeout: NaN }]) {
    await assert.rejects(createPlanner(options), RangeError, JSON.stringify(options));
  }
  await assert.rejects(planner.plan({ manifests: SERVICE }, { timeout: -1 }), RangeError);
  const endless = await createPlanner({ calls: 1, timeout: Infinity });
  assert.equal((await endless.plan({ manifests: SERVICE }, { timeout: 1e12 })).services.length, 1);
  await endless.close();
});

test("a thousand callers share four workers; those who give up or send invalid requests affect nobody else", async () => {
  const storm = await createPlanner({ calls: 4 });
  const expected = await storm.plan({ manifests: SERVICE });
  const call = async (_, number) => {
    if (number % 7 === 0) return assert.rejects(storm.plan({ manifest: "" }), RequestError);
    if (number % 10 !== 0) return assert.deepEqual(await storm.plan({ manifests: SERVICE }), expected);
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("gave up")), number % 3);
    // Who gives up may be lucky.
    return storm.plan({ manifests: SERVICE }, { signal: controller.signal }).then((plan) => assert.deepEqual(plan, expected), (error) => assert.match(error.message, /gave up/));
  };
  await Promise.all(Array.from({ length: 1000 }, call));
  await storm.close();
});

test("the README's example runs, and idle workers do not keep the process", () => {
  writeFileSync(join(folder, "app.js"), example("## In workers, with limits", "js"));
  assert.match(execFileSync("node", ["app.js"], { cwd: folder, encoding: "utf8", timeout: 60_000 }), /^create\n/);
});

test("the modules of the tests of the other hosts get a maximum of their memory", async () => {
  const { withMaximum } = await import(pathToFileURL(join(folder, "node_modules/clbplan/planner/memory.js")));
  const wasm = readFileSync(join(PKG, "clbplan.wasm"));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(withMaximum(wasm, 8 << 20)));
  assert.throws(() => exports.memory.grow(200), RangeError);
  assert.throws(() => withMaximum(wasm, 65_536), /starts with/);
});
