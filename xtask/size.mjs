// Prints a line for each file: its size in bytes, with gzip and with brotli, both at their best level.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  console.log([bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length].join(" "));
}
