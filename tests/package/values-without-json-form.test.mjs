// JavaScript values that JSON cannot represent, or represents differently: converted as JSON.stringify does, never thrown.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as clbplan from "../../pkg/node.js";
import { SERVICE } from "./package-fixture.mjs";

const NAMES = ["planSync", "validateService", "simulate", "complete", "hover", "explain"];

/** What the text function answers to what `JSON.stringify` makes of the same. */
const byText = (name, value) => JSON.parse(clbplan[`${name}Json`](JSON.stringify(value)));

const same = (value, of) => {
  for (const name of ["planSync", "validateService"]) {
    const answer = clbplan[name](value);
    assert.deepEqual(answer, byText(name, value), of);
    assert.equal(JSON.stringify(answer), JSON.stringify(byText(name, value)), of);
  }
};

/** Requests of which JSON has nothing: they are not empty requests. */
const HIDDEN = [new Map([["manifests", SERVICE]]), new Set([SERVICE]), Promise.resolve({ manifests: SERVICE }), new Error("no"), new URLSearchParams("manifests=")];

test("a value without a JSON form gets an error as its answer", () => {
  const cycle = { manifests: SERVICE };
  cycle.self = cycle;
  const wide = [];
  wide.push(wide, wide, wide);
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const throws = { get manifests() { throw new Error("no"); } };
  const inside = { manifests: { ...SERVICE, get spec() { throw new Error("no"); } } };
  const listed = { manifests: SERVICE, toJSON() { throw new Error("no"); } };
  const unlisted = new Proxy({}, { ownKeys() { throw new Error("no"); } });
  for (const name of NAMES) {
    for (const value of [undefined, cycle, { manifests: wide }, 1n, { manifests: 1n }, () => {}, Symbol("s"), revoked.proxy, throws, inside, listed, unlisted, ...HIDDEN]) {
      assert.equal(clbplan[name](value).error?.code, "request/not-json", name);
    }
  }
  for (const empty of [{}, Object.create(null), { manifests: undefined }]) {
    assert.deepEqual(clbplan.planSync(empty), clbplan.planSync({}));
    assert.ok(clbplan.explain(empty).entries.length > 100);
  }
  // The module still works afterwards.
  for (let times = 0; times < 2000; times += 1) clbplan.planSync(throws);
  assert.equal(clbplan.planSync({ manifests: SERVICE }).services.length, 1);
});

test("a value that is not text gets an error as its answer", () => {
  for (const name of NAMES) {
    for (const value of [undefined, 5, {}, null]) {
      assert.equal(JSON.parse(clbplan[`${name}Json`](value)).error.code, "request/not-text", name);
    }
  }
});

test("undefined members are omitted, and null is kept", () => {
  same({ manifests: SERVICE, context: undefined, live: undefined, locale: undefined }, "undefined members");
  same({ manifests: { ...SERVICE, status: undefined, metadata: { ...SERVICE.metadata, creationTimestamp: null, labels: undefined } } }, "inside objects");
  same({ manifests: [SERVICE, undefined] }, "undefined in a list");
  same({ manifests: [SERVICE, , SERVICE] }, "a hole in a list");
  same({ manifests: SERVICE, context: null }, "null where an object is wanted");
});

test("dates, classes, maps, functions and numbers are converted as by JSON", () => {
  class Service { constructor() { Object.assign(this, SERVICE); } }
  class Told { toJSON() { return SERVICE; } }
  const bare = Object.assign(Object.create(null), SERVICE);
  for (const [of, value] of Object.entries({
    date: { ...SERVICE, metadata: { ...SERVICE.metadata, creationTimestamp: new Date(0) } },
    class: new Service(),
    toJSON: new Told(),
    bare,
    frozen: Object.freeze({ ...SERVICE }),
    proxy: new Proxy({ ...SERVICE }, {}),
    map: new Map(Object.entries(SERVICE)),
    "map inside": { ...SERVICE, metadata: new Map(Object.entries(SERVICE.metadata)) },
    set: [new Set([SERVICE])],
    function: { ...SERVICE, run() {} },
    symbol: { ...SERVICE, [Symbol("s")]: 1, symbol: Symbol("s") },
    boxed: { ...SERVICE, kind: new String("Service") },
    bytes: { ...SERVICE, data: new Uint8Array(3) },
    numbers: { ...SERVICE, spec: { ...SERVICE.spec, ports: [{ port: 80.5 }, { port: -0 }, { port: NaN }, { port: 1e300 }, { port: 2 ** 53 }, { port: -1 }] } },
    surrogate: { ...SERVICE, metadata: { name: "w\ud800b", namespace: "shop" } },
    replacement: { ...SERVICE, metadata: { name: "w\ufffdb", namespace: "shop" } },
    "key in halves": { ...SERVICE, metadata: { ...SERVICE.metadata, labels: { "a\udc00": "b" } } },
    quotes: { ...SERVICE, metadata: { ...SERVICE.metadata, labels: { "\"\\\n\u2028\0": "\"\\\n\u2028\0😀" } } },
    numbered: { ...SERVICE, metadata: { ...SERVICE.metadata, labels: { b: "1", 10: "2", 9: "3" } } },
    empty: {},
  })) {
    same({ manifests: value }, of);
    same({ manifests: [value] }, `${of}, in a list`);
  }
});

test("an own member named __proto__ is kept", () => {
  const labels = JSON.parse('{"__proto__": {"polluted": "yes"}}');
  const request = { manifests: { ...SERVICE, metadata: { ...SERVICE.metadata, labels } } };
  same(request, "__proto__");
  assert.equal({}.polluted, undefined);

});

test("nested values get the same answers as text, up to the depth limit and beyond", () => {
  for (const depth of [1, 100, 120, 126, 127, 128, 129, 200, 3000]) {
    let value = "x";
    for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { value };
    same({ manifests: value }, `${depth} deep`);
  }
});

test("small and large objects give the same answers", () => {
  for (const count of [1, 5, 30, 300, 3000]) {
    const manifests = Array.from({ length: count }, (_, index) => ({ ...SERVICE, metadata: { name: `web-${index}`, namespace: "shop" } }));
    same({ manifests }, `${count} Services`);
  }
});

test("about names the source commit", () => {
  const { commit, version, sources, functions } = clbplan.about();
  assert.match(commit, /^([0-9a-f]{40}(-dirty)?|unknown)$/);
  assert.match(version, /^\d+\.\d+\.\d+$/);
  assert.match(sources.annotations, /^20\d\d-\d\d-\d\d$/);
  assert.deepEqual(functions.length, 7);
});
