// Times node for `cargo xtask bench`: request and number of calls in, one line of JSON out, as the other hosts do. The package
// brings its own module; the first argument, another host's, is not looked at.
import { readFileSync } from "node:fs";

const [, request, calls] = process.argv.slice(2);
const text = readFileSync(request, "utf8");
const start = performance.now();
const { planSyncJson } = await import("../../pkg/node.js");
const loaded = performance.now();
const answer = planSyncJson(text);
const first = performance.now();
for (let call = 0; call < Number(calls); call += 1) planSyncJson(text);
const end = performance.now();
console.log(
  JSON.stringify({
    host: `Node ${process.version}`,
    loadMs: loaded - start,
    firstMs: first - loaded,
    callsMs: end - first,
    calls: Number(calls),
    answerBytes: Buffer.byteLength(answer),
    peakKiB: process.resourceUsage().maxRSS,
  }),
);
