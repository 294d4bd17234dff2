// TypeScript checks the declarations as Node and as bundlers resolve them; wrong uses must be errors.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { example } from "./extract-readme-examples.mjs";
import { createApp } from "./package-fixture.mjs";

const TSC = join(import.meta.dirname, "node_modules/typescript/bin/tsc");

const USE = `import init, { about, complete, explain, hover, initSync, planSync, planSyncJson, simulate, validateService } from "clbplan";
import type { Action, Because, Diagnostic, Plan, PlanRequest, Report, Simulation } from "clbplan";
import * as inlined from "clbplan/inline";
import { RequestError, formatDiagnostic, unwrap } from "clbplan";
import { type Planner, createPlanner } from "clbplan/planner";
import { ClbPreview } from "clbplan-element";
import address from "clbplan/web.wasm";

const request: PlanRequest = { manifests: [{ kind: "Service" }], locale: "zh-CN", context: { lifecycleMode: "blocked" } };
const answer = planSync(request);
if ("error" in answer) throw new Error(answer.error.message);
const plan: Plan = answer;
const actions: Action[] = plan.services.flatMap((service) => service.actions);
const reasons: Because[] = actions.map((action) => action.because);
const unwrapped: Plan = unwrap(answer);
const lines: string[] = unwrapped.diagnostics.map(formatDiagnostic);
const planner: Planner = await createPlanner({ calls: 2, memory: 2 ** 28, timeout: 5000 });
const planned: Plan = await planner.plan(request, { signal: AbortSignal.timeout(1000) });
const refused = (error: unknown): string | undefined => (error instanceof RequestError ? error.path : undefined);
const report = validateService({ manifests: "" }) as Report;
const findings: Diagnostic[] = report.diagnostics;
const state = simulate(request) as Simulation;
planSync({ ...request, live: state.live, clb: state.clb });
const text: string = planSyncJson(JSON.stringify(request));
const commit: string = about().commit;
await init();
await init(new URL("https://example.com/"));
initSync(new Uint8Array(0));
complete({ text, position: { offset: 0 } });
hover({ text, position: { line: 1, column: 1 } });
explain({ query: "x" });
inlined.planSync(request);
await inlined.default();
const preview: HTMLElement = new ClbPreview();
document.querySelector("clb-preview")?.addEventListener("plan", ({ detail }) => detail.services[0]?.loadBalancer.verdict);
document.querySelector("clb-preview")?.addEventListener("click", ({ clientX }) => clientX);
// @ts-expect-error a policy has rules
new ClbPreview().policy = { rule: [] };
// @ts-expect-error an unknown limit
createPlanner({ seconds: 5 });
// @ts-expect-error a number is not a manifest
planner.plan({ manifests: 5 });
// @ts-expect-error there is no such limit
about().limits.nope;
// @ts-expect-error a number is not a manifest
planSync({ manifests: 5 });
// @ts-expect-error unknown language
planSync({ manifests: "", locale: "fr" });
// @ts-expect-error unknown field
planSync({ manifests: "", manifest: "" });
// @ts-expect-error an answer may be an error
planSync(request).services;
console.log(reasons, findings, preview, commit, lines, planned, refused, address);
`;

/** The part of React's declarations that the README's example needs. */
const REACT = {
  "index.d.ts": "export namespace JSX { interface IntrinsicElements {} type Element = object; }",
  "jsx-runtime.d.ts": 'export { JSX } from "./index.js"; export const jsx: (...of: unknown[]) => object;',
  "package.json": '{ "name": "react", "exports": { ".": "./index.d.ts", "./jsx-runtime": "./jsx-runtime.d.ts" } }',
};

let folder;
before(() => {
  folder = createApp("types", "clbplan-element");
  writeFileSync(join(folder, "use.ts"), USE);
  writeFileSync(join(folder, "readme.ts"), example("### TypeScript", "ts"));
  writeFileSync(join(folder, "readme.tsx"), example("# clbplan-element", "tsx", "clbplan-element"));
  mkdirSync(join(folder, "node_modules/react"));
  for (const [name, text] of Object.entries(REACT)) writeFileSync(join(folder, "node_modules/react", name), text);
});

for (const [module, resolution] of [["nodenext", "nodenext"], ["esnext", "bundler"]]) {
  test(`as ${resolution}`, () => {
    // The declaration files themselves are checked as well.
    execFileSync("node", [TSC, "--noEmit", "--strict", "--target", "es2023", "--lib", "es2023,dom", "--types", "", "--module", module, "--moduleResolution", resolution, "--jsx", "react-jsx", "use.ts", "readme.ts", "readme.tsx"], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
  });
}
