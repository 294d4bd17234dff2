// Previews a change as a tool would: typed, with limits, and with every kind of outcome. Its output is in `output.txt`.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { type ClbState, type PlanRequest, formatDiagnostic } from "clbplan";
import { CallError, RequestError, createPlanner } from "clbplan/planner";

const folder = process.argv[2];
const read = (file: string): string => readFileSync(`${folder}/${file}`, "utf8");
const manifest = read("service.yaml");
const request: PlanRequest = {
  manifests: manifest,
  live: read("live.yaml"),
  clb: JSON.parse(read("clb.json")) as ClbState,
  context: { clusterId: "cls-2x9k4m7q", lifecycleMode: "rebuild" },
  policy: { rules: [{ name: "addresses", deny: ["changes-address", { "exceeds-bandwidth": 100 }] }] },
};

const planner = await createPlanner({ memory: 256 << 20, timeout: 60_000, calls: 4 });
const plan = await planner.plan(request);
for (const { namespace, name, loadBalancer } of plan.services) {
  const before = (loadBalancer.addresses?.before ?? []).join(", ");
  console.log(`${namespace}/${name}: ${loadBalancer.verdict}, address ${loadBalancer.vip}, was ${before}`);
}
console.log(`policy: ${plan.policy?.verdict}`);
const report = await planner.validate({ manifests: manifest.replace("port: 80", "port: 80000") });
for (const diagnostic of report.diagnostics.filter(({ severity }) => severity === "error")) console.log(formatDiagnostic(diagnostic));
try {
  await planner.complete({ text: "", position: {} });
} catch (error) {
  if (error instanceof RequestError) console.log(`invalid: ${error.code} at ${error.path}`);
}
try {
  await planner.plan({ ...request, manifests: `${manifest}---\n`.repeat(2000) }, { timeout: 10 });
} catch (error) {
  if (error instanceof CallError && error.code === "timeout") console.log("too late");
}
const plans = await Promise.all([1, 2, 3, 4].map(() => planner.plan(request)));
console.log(`${plans.filter((again) => isDeepStrictEqual(again, plan)).length} equal plans at once`);
await planner.close();
