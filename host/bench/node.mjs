// Measures the npm package for `cargo xtask bench`. `xtask/src/bench/run_program.rs` describes the arguments and the output. The first
// argument is ignored: the package contains its own module.
import { readFileSync } from "node:fs";

const [, request, calls, name] = process.argv.slice(2);
const text = readFileSync(request, "utf8");
const start = performance.now();
const { planSyncJson, validateServiceJson } = await import("../../pkg/node.js");
const call = { "plan-sync": planSyncJson, "validate-service": validateServiceJson }[name];
const loaded = performance.now();
const answer = call(text);
const first = performance.now();
let best = Infinity;
for (let count = 0; count < Number(calls); count++) {
  const begin = performance.now();
  call(text);
  best = Math.min(best, performance.now() - begin);
}
const end = performance.now();

let peakKiB = null;
try {
  peakKiB = Number(/VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
} catch {
  // Only Linux reports it.
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
