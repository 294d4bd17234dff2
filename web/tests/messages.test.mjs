// The texts of the page: both languages say the same with the same arguments, and the Chinese ones have Chinese punctuation.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "vite";
import { CHINESE } from "../build/example-descriptions.zh.mjs";
import { CHOSEN } from "../build/examples.mjs";
import { WEB } from "./chromium-and-file-server.mjs";

/** Imports a TypeScript file, which Node cannot do itself in all supported versions. */
async function load(file) {
  const result = await build({ root: WEB, configFile: false, logLevel: "silent", build: { write: false, lib: { entry: join(WEB, file), formats: ["es"], fileName: "out" } } });
  return import(`data:text/javascript,${encodeURIComponent([result].flat()[0].output[0].code)}`);
}

const files = ["src/messages.ts", "src/element/list-of-services-messages.ts", "src/page/messages.ts", "src/page/context-form-messages.ts", "src/page/comparison/messages.ts", "src/page/drop-overlay-messages.ts"];
const [phrases, ...tables] = await Promise.all([load("src/page/editor-phrases.ts"), ...files.map(load)]);

/** `[name, English, Chinese]` */
const rows = [
  ...tables.flatMap(({ MESSAGES }, index) => Object.entries(MESSAGES).map(([key, [en, zh]]) => [`message ${key} of ${files[index]}`, en, zh])),
  ...Object.entries(phrases.editorPhrases("zh-CN")).map(([en, zh]) => ["CodeMirror's phrase", en, zh]),
  ...CHOSEN.map(([, id, en, zh]) => [`title of ${id}`, en, zh]),
];

const chinese = [...rows.map(([name, , zh]) => [name, zh]), ...Object.entries(CHINESE).flatMap(([id, texts]) => [texts].flat(2).map((text) => [id, text]))];

/** Half-width punctuation next to Chinese characters, code spans or placeholders; also a single ellipsis. */
const HALF_WIDTH = /[()]|\p{Script=Han}[,;:]|[,;:]\p{Script=Han}|[`}\w)][,;:](?=[\p{Script=Han}{`])|…/u;

const withoutCode = (text) => text.replace(/`[^`]*`/g, "`");

test("each text is there in both languages, with the same arguments", () => {
  const args = (text) => [...new Set(text.match(/\{\w+\}/g))].sort();
  for (const [name, en, zh] of rows) {
    assert.ok(en !== "" && zh !== "", name);
    assert.deepEqual(args(zh), args(en), name);
  }
});

test("Chinese texts have full-width punctuation", () => {
  assert.deepEqual(chinese.filter(([, text]) => /\p{Script=Han}/u.test(text) && HALF_WIDTH.test(withoutCode(text))), []);
  for (const wrong of ["负载均衡:{id}", "共 3 个(不含已删除的)", "`tke`,不变", "见{page};其余不变"]) assert.match(withoutCode(wrong), HALF_WIDTH);
});

test("there is one space between Chinese and Latin, and none at full-width punctuation", () => {
  const wrong = /\p{Script=Han}[A-Za-z0-9`]|[A-Za-z0-9`]\p{Script=Han}| [，。：；、（）]|[，。：；、（）] /u;
  assert.deepEqual(chinese.filter(([, text]) => wrong.test(text.replace(/`[^`]*`/g, "a").replace(/\{\w+\}/g, "\0"))), []);
});
