// Minifies a script of wasm-bindgen in place, because every page that uses the package loads it.
import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";

const [script] = process.argv.slice(2);
const { code } = await minify(readFileSync(script, "utf8"), { module: true, ecma: 2020, compress: { passes: 3 } });
writeFileSync(script, `${code}\n`);
