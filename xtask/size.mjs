// Given files: for each a line with its size in bytes, with gzip and with brotli, as servers make them at their best.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  console.log([bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length].join(" "));
}
