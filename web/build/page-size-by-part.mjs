// Prints the size of the page's parts, in bytes and compressed by brotli. To measure them, each part is built as a script of its own.
// The real page is one script and smaller than the sum, because about a tenth of each part here is its exported names.
import { readFileSync } from "node:fs";
import { build } from "vite";
import { examples } from "./examples.mjs";
import { MODULE, brotli, common, output, shorterCss, shorterTemplates, virtual } from "./build-paths-and-plugins.mjs";

const PARTS = {
  "CodeMirror view": /node_modules\/@codemirror\/view/,
  "CodeMirror rest": /node_modules\/(@codemirror|@lezer|@marijn|style-mod|w3c-keyname|crelt)/,
  "lit-html": /node_modules\/lit-html/,
  examples: /virtual:examples/,
  "our page": /src\/(page|entry)\//,
  element: /src\/(element\/|messages|types)/,
  engine: /src\/engine\//,
};

const groups = Object.entries(PARTS).map(([name, test]) => ({ name, test }));
const [{ output: files }] = [
  await build({
    ...common,
    plugins: [shorterTemplates(), shorterCss(), virtual({ examples })],
    worker: { format: "es" },
    build: { ...output, write: false, modulePreload: { polyfill: false }, rolldownOptions: { preserveEntrySignatures: "allow-extension", output: { codeSplitting: { includeDependenciesRecursively: false, groups } } } },
  }),
].flat();

const rows = files.filter(({ type }) => type === "chunk").map(({ name, code }) => [name, code]);
for (const { type, fileName, source } of files) if (type === "asset" && /css|worker/.test(fileName)) rows.push([fileName, source]);
rows.push(["module", readFileSync(MODULE)]);
for (const [name, content] of rows.sort((left, right) => brotli(right[1]) - brotli(left[1]))) {
  console.log(`${name.padEnd(36)} ${String(Buffer.byteLength(content)).padStart(9)} ${String(brotli(content)).padStart(8)}`);
}
