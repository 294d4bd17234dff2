// Every request of the corpus gives the same bytes as the native core, as text and as objects; some also through the component.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { transpileBytes } from "@bytecodealliance/jco-transpile";
import * as clbplan from "../../pkg/node.js";
import { PKG, TARGET, camelCase, corpus } from "./package-fixture.mjs";

const cases = corpus();

/** The cases with different answers, by number: complete answers would be unreadable. */
const differences = (cases, same) => cases.flatMap((entry, index) => (same(entry) ? [] : [`${index} ${entry.name} ${entry.request.slice(0, 60)}`]));

test("requests as text have the same answers as in the core", () => {
  assert.ok(cases.length > 100, `${cases.length} requests`);
  assert.deepEqual(differences(cases, ({ name, request, answer }) => clbplan[`${name}Json`](request) === answer), []);
});

test("requests as objects have the same answers, with the members in the same order", () => {
  const representable = cases.filter(isRepresentable);
  assert.ok(representable.length > cases.length * 0.9, `JavaScript can represent ${representable.length} of ${cases.length}`);
  const same = ({ name, request, answer }) => {
    const [actual, expected] = [clbplan[name](JSON.parse(request)), JSON.parse(answer)];
    return isDeepStrictEqual(actual, expected) && JSON.stringify(actual) === JSON.stringify(expected);
  };
  assert.deepEqual(differences(representable, same), []);
});

test("the component converted to JavaScript by jco gives the same answers", async () => {
  const bytes = readFileSync(join(PKG, "clbplan.component.wasm"));
  const { files, imports } = await transpileBytes(bytes, { name: "clbplan" });
  assert.deepEqual(imports, [], "a component without imports");
  const folder = join(TARGET, "package/component");
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const component = await import(pathToFileURL(join(folder, "clbplan.js")));
  assert.deepEqual(JSON.parse(component.about()), clbplan.about());
  for (const name of clbplan.about().functions) assert.equal(typeof component[camelCase(name)], "function", name);
  const some = cases.filter((_, index) => index % 9 === 0);
  assert.deepEqual(differences(some, ({ name, request, answer }) => component[name](request) === answer), []);
});

/** Whether a JavaScript value can represent the request: not if it is incomplete, has a number out of range, or is too deep. */
function isRepresentable({ name, request, answer }) {
  try {
    return clbplan[`${name}Json`](JSON.stringify(JSON.parse(request))) === answer;
  } catch {
    return false;
  }
}
