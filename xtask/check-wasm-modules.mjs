// Prints the sizes of the modules of pkg/, and fails if one is not valid in this Node or the package does not work.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import assert from "node:assert/strict";

const isComponent = (bytes) => bytes.readUInt32LE(4) === 0x0001000d;
const columns = (...texts) => texts.map((text, index) => (index ? String(text).padStart(10) : text.padEnd(28))).join("");

console.log(columns("", "bytes", "gzip", "brotli"));
for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  if (!isComponent(bytes)) {
    assert.ok(WebAssembly.validate(bytes), `${file} is not valid in Node ${process.version}`);
  }
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  console.log(columns(basename(file), bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length));
}

const clbplan = await import(new URL("../pkg/node.js", import.meta.url));
for (const name of ["planSync", "validateService", "simulate", "complete", "hover", "explain"]) {
  const cycle = {};
  cycle.self = cycle;
  for (const value of [undefined, cycle, 1n, () => {}]) {
    assert.equal(clbplan[name](value).error.code, "request/not-json", `${name} of a value without a JSON form`);
  }
  for (const value of [undefined, 5, {}]) {
    assert.equal(JSON.parse(clbplan[`${name}Json`](value)).error.code, "request/not-text", `${name}Json of a value that is not text`);
  }
}

const service = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "shop" },
  spec: { type: "LoadBalancer", selector: { app: "web" }, ports: [{ port: 80 }] },
};
const { formatVersion } = clbplan.about();
assert.match(formatVersion, /^1\./);
for (const name of ["planSync", "validateService"]) {
  const answer = clbplan[name]({ manifests: service, context: undefined });
  assert.equal(answer.formatVersion, formatVersion, `${name} of a Service`);
  assert.deepEqual(JSON.parse(clbplan[`${name}Json`](JSON.stringify({ manifests: service }))), answer);
}
