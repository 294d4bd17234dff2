// Times the npm package for `cargo xtask hosts bench`: module, request and number of calls in, one line of JSON out. The
// package brings its own packaging of the module.
import { readFileSync } from "node:fs";

const [, request, calls] = process.argv.slice(2);
const text = readFileSync(request, "utf8");
const start = performance.now();
const { planSyncJson } = await import("../../pkg/node.js");
const loaded = performance.now();
const answer = planSyncJson(text);
const first = performance.now();
let best = Infinity;
for (let call = 0; call < Number(calls); call++) {
  const begin = performance.now();
  planSyncJson(text);
  best = Math.min(best, performance.now() - begin);
}
const end = performance.now();

let peakKiB = null;
try {
  peakKiB = Number(/VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
} catch {
  // Only Linux tells.
}
console.log(
  JSON.stringify({
    host: "Node, the npm package",
    loadMs: loaded - start,
    firstMs: first - loaded,
    callsMs: end - first,
    bestMs: best,
    calls: Number(calls),
    answerBytes: Buffer.byteLength(answer),
    peakKiB,
  }),
);
