// The same bytes: every request of the corpus, as text and as objects; some of them through the component, by jco.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { transpileBytes } from "@bytecodealliance/jco-transpile";
import * as clbplan from "../../pkg/node.js";
import { PKG, TARGET, camel, corpus } from "./prepared.mjs";

const cases = corpus();

/** Which of the cases are answered otherwise, by number: whole answers would be unreadable. */
const differing = (cases, same) => cases.flatMap((told, index) => (same(told) ? [] : [`${index} ${told.name} ${told.request.slice(0, 60)}`]));

test("every answer, as text", () => {
  assert.ok(cases.length > 100, `${cases.length} requests`);
  assert.deepEqual(differing(cases, ({ name, request, answer }) => clbplan[`${name}Json`](request) === answer), []);
});

test("every answer, as objects: the same members in the same order", () => {
  const asked = cases.filter(isHeld);
  assert.ok(asked.length > cases.length * 0.9, `JavaScript can hold ${asked.length} of ${cases.length}`);
  const same = ({ name, request, answer }) => {
    const [given, wanted] = [clbplan[name](JSON.parse(request)), JSON.parse(answer)];
    return isDeepStrictEqual(given, wanted) && JSON.stringify(given) === JSON.stringify(wanted);
  };
  assert.deepEqual(differing(asked, same), []);
});

test("some answers, from the component in JavaScript as jco makes it", async () => {
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
  for (const name of clbplan.about().functions) assert.equal(typeof component[camel(name)], "function", name);
  const some = cases.filter((_, index) => index % 9 === 0);
  assert.deepEqual(differing(some, ({ name, request, answer }) => component[name](request) === answer), []);
});

/** Whether a JavaScript value is the same request: not for half a text, a number out of range, or what is deeper than the stack. */
function isHeld({ name, request, answer }) {
  try {
    return clbplan[`${name}Json`](JSON.stringify(JSON.parse(request))) === answer;
  } catch {
    return false;
  }
}
