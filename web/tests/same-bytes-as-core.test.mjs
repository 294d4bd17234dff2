// The answers in a browser are the same bytes: those of the package, loaded without a bundler, and those of the module as the page
// calls it, for every request of the corpus.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { PKG, WEB } from "./chromium-and-file-server.mjs";
import { onServer } from "./page-fixture.mjs";

const CORPUS = join(process.env.CLBPLAN_TARGET ?? join(WEB, "../target"), "corpus.jsonl");

const onPage = onServer(async () => {
  if (!existsSync(CORPUS)) throw new Error(`${CORPUS} is not there: \`cargo xtask test\` writes it`);
  const page = () => '<!doctype html><html lang="en"><title>answers</title><link rel="icon" href="data:,"><body></body></html>';
  const abi = await build({ root: WEB, configFile: false, logLevel: "silent", build: { write: false, lib: { entry: "src/engine/abi.ts", formats: ["es"], fileName: "abi" } } });
  return { "/abi.js": () => [abi].flat()[0].output[0].code, "/answers.html": page, "/corpus.json": () => `[${readFileSync(CORPUS, "utf8").trim().split("\n").join(",")}]`, "/pkg/": `${PKG}/` };
});

for (const entry of ["browser.js", "inline.js"]) {
  onPage(`every answer of the package, as text and as objects: ${entry}`, async ({ page, url }) => {
    await page.goto(`${url}/answers.html`);
    const result = await page.evaluate(async (entry) => {
      const { default: init, ...clbplan } = await import(`/pkg/${entry}`);
      await init();
      const cases = await (await fetch("/corpus.json")).json();
      const differing = [];
      let comparedAsObjects = 0;
      for (const [index, { function: exported, request, answer }] of cases.entries()) {
        const name = exported.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
        const asText = clbplan[`${name}Json`](request);
        let same = true;
        try {
          // Only if the JavaScript value is the same request: not if a string has half a character, a number is out of range, or the nesting is too deep.
          const object = JSON.parse(request);
          if (clbplan[`${name}Json`](JSON.stringify(object)) === answer) {
            same = JSON.stringify(clbplan[name](object)) === JSON.stringify(JSON.parse(answer));
            comparedAsObjects += 1;
          }
        } catch {
          // Not JSON.
        }
        if (asText !== answer || !same) differing.push(index);
      }
      return { requests: cases.length, comparedAsObjects, differing };
    }, entry);
    assert.ok(result.comparedAsObjects > 100 && result.comparedAsObjects > result.requests * 0.9);
    assert.deepEqual(result.differing, []);
  });
}

onPage("every answer equals the answer of the core when the page calls the module", async ({ page, url }) => {
  await page.goto(`${url}/answers.html`);
  const differing = await page.evaluate(async () => {
    const { Instance } = await import("/abi.js");
    const instance = new Instance(await WebAssembly.compileStreaming(fetch("/pkg/clbplan.wasm")));
    const cases = await (await fetch("/corpus.json")).json();
    return cases.filter(({ function: name, request, answer }) => instance.call(name, request) !== answer).map(({ function: name, request }) => [name, request]);
  });
  assert.deepEqual(differing, []);
});
