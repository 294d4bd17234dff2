// Lines and columns of a text that is one long line.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "vite";
import { WEB } from "./chromium-and-file-server.mjs";

test("every character of a long line has its place", async () => {
  const built = await build({ root: WEB, configFile: false, logLevel: "silent", build: { write: false, lib: { entry: join(WEB, "src/page/markdown/lines-and-columns.ts"), formats: ["es"], fileName: "out" } } });
  const { Places } = await import(`data:text/javascript,${encodeURIComponent([built].flat()[0].output[0].code)}`);
  const text = `${"a名🚀".repeat(300)}\n\r\n${"🚀".repeat(300)}x`;
  const places = new Places(text);
  let offset = 0;
  const before = [];
  for (const character of text) {
    const lines = before.join("").split("\n");
    assert.equal(places.at(offset), `${lines.length}:${[...lines.at(-1)].length + 1}`);
    before.push(character);
    offset += character.length;
  }
  assert.equal(places.at(offset), "3:302");
  assert.equal(new Places("").at(0), "1:1");
});
