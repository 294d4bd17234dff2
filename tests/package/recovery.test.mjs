// A call that is broken off, by a trap or by the end of the stack, affects no later one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { PKG, ROOT, SERVICE, createApp } from "./package-fixture.mjs";

let clbplan;
let expected;
before(async () => {
  const folder = createApp("recovery");
  clbplan = await import(pathToFileURL(join(folder, "node_modules/clbplan/node.js")));
  expected = clbplan.planSyncJson(JSON.stringify({ manifests: SERVICE }));
});

/** Calls where the stack ends: in the deepest function that can, and after a failure in the one above it. Counts the failures. */
function callAtTheEndOfTheStack(call) {
  let failures = 0;
  const descend = () => {
    try {
      descend();
    } catch (error) {
      assert.ok(error instanceof RangeError || error instanceof clbplan.CallError, String(error));
      failures += 1;
      call();
    }
  };
  descend();
  return failures;
}

test("calls that overflow the stack leave the package usable", () => {
  const text = JSON.stringify({ manifests: SERVICE });
  const large = { manifests: Array.from({ length: 20 }, () => SERVICE) };
  let failures = 0;
  for (let times = 0; times < 20; times += 1) {
    failures += callAtTheEndOfTheStack(() => clbplan.planSyncJson(text));
    assert.equal(clbplan.planSyncJson(text), expected, `after ${failures} failures`);
    failures += callAtTheEndOfTheStack(() => clbplan.planSync(large));
    assert.equal(clbplan.planSyncJson(text), expected, `after ${failures} failures`);
  }
  assert.ok(failures > 150, `${failures} calls failed`);
  assert.equal(clbplan.about().name, "clbplan");
});

test("calls within a call that is read are answered", () => {
  let inner;
  const request = { get manifests() { inner = clbplan.planSyncJson(JSON.stringify({ manifests: SERVICE })); return SERVICE; } };
  assert.equal(JSON.stringify(clbplan.planSync(request)), expected);
  assert.equal(inner, expected);
});

test("a refusal becomes an exception", () => {
  assert.throws(() => clbplan.unwrap(clbplan.planSync({ manifest: "" })), (error) => error instanceof clbplan.RequestError && error instanceof TypeError && error.code === "request/wrong-shape");
  assert.equal(clbplan.unwrap(clbplan.planSync({ manifests: SERVICE })).services.length, 1);
  assert.equal(clbplan.unwrap(clbplan.hover({ text: "", position: { offset: 0 } })), null);
});

test("a finding is printed as a line", () => {
  const [finding] = clbplan.validateService({ manifests: "kind: Service\n  bad: [" }).diagnostics;
  assert.match(clbplan.formatDiagnostic(finding), /^\d+:\d+: error\[[a-z/-]+\]: \S/);
});

test("the lines of findings are the same in every host", () => {
  const cases = JSON.parse(readFileSync(join(ROOT, "host/diagnostic-lines.json"), "utf8"));
  assert.ok(cases.length > 5);
  for (const { diagnostic, line } of cases) assert.equal(clbplan.formatDiagnostic(diagnostic), line);
});

test("manifests may be named files", () => {
  const text = "kind: Service\n  bad: [";
  const { diagnostics } = clbplan.validateService({ manifests: [{ name: "a.yaml", text }, { name: "b.yaml", text }] });
  assert.deepEqual(diagnostics.map(({ source }) => source.file), ["a.yaml", "b.yaml"]);
  assert.match(clbplan.formatDiagnostic(diagnostics[1]), /^b\.yaml:2:\d+: error\[/);
});

test("the declarations name what the module answers about itself", () => {
  const declared = /limits: \{([^}]*)\}/.exec(readFileSync(join(PKG, "clbplan.d.ts"), "utf8"))[1];
  assert.deepEqual(declared.match(/\w+(?=: number)/g).sort(), Object.keys(clbplan.about().limits).sort());
});
