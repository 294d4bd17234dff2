// Measures the cost of passing requests as objects: the additional milliseconds compared with the same call with text, for the
// functions that take objects and for the caller's own `JSON.stringify` and `JSON.parse`.
//
//     node tests/package/cost-of-object-requests.mjs
import { planSync, planSyncJson, validateService, validateServiceJson } from "../../pkg/node.js";

const service = (index) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: {
    name: `web-${index}`,
    namespace: "shop",
    labels: { app: "web", tier: "front" },
    annotations: { "service.cloud.tencent.com/direct-access": "true" },
  },
  spec: {
    type: "LoadBalancer",
    selector: { app: "web" },
    ports: [
      { name: "http", port: 80, targetPort: 8080, nodePort: 30080, protocol: "TCP" },
      { name: "https", port: 443, targetPort: 8443, nodePort: 30443, protocol: "TCP" },
    ],
  },
});

function median(call, times) {
  const durations = Array.from({ length: times }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  });
  return durations.sort((left, right) => left - right)[times >> 1];
}

const row = (...cells) => console.log(cells.map((cell, index) => String(cell).padStart(index ? 12 : 16)).join(""));
row("function", "request", "answer", "text, ms", "objects", "JSON");
for (const count of [1, 2, 10, 100, 1000]) {
  const request = { manifests: Array.from({ length: count }, (_, index) => service(index)) };
  const text = JSON.stringify(request);
  for (const [name, objects, texts] of [["validateService", validateService, validateServiceJson], ["planSync", planSync, planSyncJson]]) {
    const times = Math.max(5, Math.floor(500 / count));
    const base = median(() => texts(text), times);
    const additional = (call) => (median(call, times) - base).toFixed(3);
    row(name, text.length, texts(text).length, base.toFixed(3), additional(() => objects(request)), additional(() => JSON.parse(texts(JSON.stringify(request)))));
  }
}
