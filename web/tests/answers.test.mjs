// The same bytes in a browser: the package as a page loads it without a bundler, and the module as the page itself asks it, asked
// every request of the corpus.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { PKG, WEB } from "./browser.mjs";
import { onServer } from "./page-fixture.mjs";

const CORPUS = join(process.env.CLBPLAN_TARGET ?? join(WEB, "../target"), "corpus.jsonl");

const onPage = onServer(async () => {
  if (!existsSync(CORPUS)) throw new Error(`${CORPUS} is not there: \`cargo xtask test\` writes it`);
  const page = () => '<!doctype html><html lang="en"><title>answers</title><link rel="icon" href="data:,"><body></body></html>';
  const abi = await build({ root: WEB, configFile: false, logLevel: "silent", build: { write: false, lib: { entry: "src/engine/abi.ts", formats: ["es"], fileName: "abi" } } });
  return { "/abi.js": () => [abi].flat()[0].output[0].code, "/answers.html": page, "/corpus.json": () => `[${readFileSync(CORPUS, "utf8").trim().split("\n").join(",")}]`, "/pkg/": `${PKG}/` };
});

for (const entry of ["browser.js", "inline.js"]) {
  onPage(`every answer, as text and as objects: ${entry}`, async ({ page, url }) => {
    await page.goto(`${url}/answers.html`);
    const told = await page.evaluate(async (entry) => {
      const { default: init, ...clbplan } = await import(`/pkg/${entry}`);
      await init();
      const cases = await (await fetch("/corpus.json")).json();
      const differing = [];
      let held = 0;
      for (const [index, { function: exported, request, answer }] of cases.entries()) {
        const name = exported.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
        const asText = clbplan[`${name}Json`](request);
        let same = true;
        try {
          // Where a JavaScript value is the same request: not half a text, a number out of range, or deeper than the stack.
          const object = JSON.parse(request);
          if (clbplan[`${name}Json`](JSON.stringify(object)) === answer) {
            same = JSON.stringify(clbplan[name](object)) === JSON.stringify(JSON.parse(answer));
            held += 1;
          }
        } catch {
          // No JSON.
        }
        if (asText !== answer || !same) differing.push(index);
      }
      return { asked: cases.length, held, differing };
    }, entry);
    assert.ok(told.held > 100 && told.held > told.asked * 0.9);
    assert.deepEqual(told.differing, []);
  });
}

onPage("every answer, as the page asks", async ({ page, url }) => {
  await page.goto(`${url}/answers.html`);
  const differing = await page.evaluate(async () => {
    const { Instance } = await import("/abi.js");
    const instance = new Instance(await WebAssembly.compileStreaming(fetch("/pkg/clbplan.wasm")));
    const cases = await (await fetch("/corpus.json")).json();
    return cases.filter(({ function: name, request, answer }) => instance.ask(name, request) !== answer).map(({ function: name, request }) => [name, request]);
  });
  assert.deepEqual(differing, []);
});
