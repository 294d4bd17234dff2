// The package in a browser: a call that is broken off by the end of the stack affects no later one. The tests of the package do the
// same in Node.
import assert from "node:assert/strict";
import { PKG } from "./chromium-and-file-server.mjs";
import { onServer } from "./page-fixture.mjs";

const onPage = onServer(() => ({
  "/pkg/": `${PKG}/`,
  "/host.html": () => '<!doctype html><html lang="en"><head><title>host</title><link rel="icon" href="data:,"></head><body></body></html>',
}));

const SERVICE = { apiVersion: "v1", kind: "Service", metadata: { name: "web", namespace: "shop" }, spec: { type: "LoadBalancer", ports: [{ port: 80 }] } };

/** Runs in the page. Calls where the stack ends: in the deepest function that can, and after a failure in the one above it. */
async function overflow(service) {
  const { default: init, planSync, planSyncJson } = await import("/pkg/browser.js");
  await init();
  const text = JSON.stringify({ manifests: service });
  const large = { manifests: Array.from({ length: 20 }, () => service) };
  const expected = planSyncJson(text);
  const names = new Set();
  const wrong = [];
  let failures = 0;
  for (let times = 0; times < 20; times += 1) {
    for (const call of [() => planSyncJson(text), () => planSync(large)]) {
      const descend = () => {
        try {
          descend();
        } catch (error) {
          names.add(error.name);
          failures += 1;
          call();
        }
      };
      descend();
      if (planSyncJson(text) !== expected) wrong.push(failures);
    }
  }
  return { failures, names: [...names].sort(), wrong, verdict: JSON.parse(expected).services[0].loadBalancer.verdict };
}

onPage("calls that overflow the stack leave the package usable", async ({ page, url }) => {
  await page.goto(`${url}/host.html`);
  const { failures, names, wrong, verdict } = await page.evaluate(overflow, SERVICE);
  assert.equal(verdict, "create");
  assert.deepEqual(wrong, []);
  assert.ok(failures > 150, `${failures} calls failed`);
  assert.ok(names.every((name) => ["CallError", "RangeError"].includes(name)), names.join());
});
