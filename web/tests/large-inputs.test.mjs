// Large inputs: nothing freezes, and what is outdated is not planned.
import assert from "node:assert/strict";
import { eventually } from "./eventually.mjs";
import { onPreviewer, service, write } from "./page-fixture.mjs";

const onPage = onPreviewer();

onPage("two megabytes are answered without freezing the page", async ({ page }) => {
  const many = Array.from({ length: 12500 }, (_, index) => service(`{port: ${(index % 60000) + 1}}`).replace("name: web", `name: web-${index}`)).join("---\n");
  assert.ok(many.length > 1_900_000);
  await page.evaluate(() => {
    globalThis.longest = 0;
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      globalThis.longest = Math.max(globalThis.longest, now - last);
      last = now;
      setTimeout(tick, 10);
    };
    tick();
  });
  const begin = performance.now();
  await write(page, many);
  await page.locator("clb-preview .row").nth(10).waitFor({ timeout: 60_000 });
  await eventually.ok(async () => (await page.locator("clb-preview .row, clb-preview .service").count()) <= 50);
  const whole = performance.now() - begin;
  const longest = await page.evaluate(() => globalThis.longest);
  // Most of the time is the module's, in the worker. On a busy machine everything takes longer.
  assert.ok(longest < Math.max(3000, 0.75 * whole), `the page was blocked for ${Math.round(longest)} of ${Math.round(whole)} ms`);
});

/** A short request with many backends: fifty ports on three hundred nodes. */
const MANY = service(Array.from({ length: 50 }, (_, index) => `{name: p${index}, port: ${8000 + index}, nodePort: ${30000 + index}}`).join(", "));
const NODES = JSON.stringify({
  kind: "List",
  apiVersion: "v1",
  items: Array.from({ length: 300 }, (_, index) => ({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: `node-${index}` },
    spec: { providerID: `qcloud:///100001/ins-${String(index).padStart(8, "0")}` },
    status: { conditions: [{ type: "Ready", status: "True" }], addresses: [{ type: "InternalIP", address: `10.0.${index >> 8}.${index & 255}` }] },
  })),
});

onPage("fifteen thousand backends are planned in the worker, and outdated requests are skipped", async ({ page }) => {
  const sent = await page.evaluate(
    async ([manifest, live]) => {
      // The worker's answer to the first request arrives after the last one was made, however fast the machine is.
      let arrive;
      const asked = new Promise((done) => (arrive = done));
      Object.defineProperty(Worker.prototype, "onmessage", {
        set(receive) {
          this.addEventListener("message", async (event) => {
            if (!event.data.ready) await asked;
            receive(event);
          });
        },
      });
      const { app } = document.querySelector("#app");
      const preview = document.querySelector("clb-preview");
      const posted = [];
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message) {
        if (message.name === "plan-sync") posted.push(/name: (\w+)/.exec(JSON.parse(message.request).manifests)[1]);
        return post.call(this, message);
      };
      const planned = new Promise((done) => preview.addEventListener("plan", ({ detail }) => detail.services[0]?.name === "last" && done()));
      for (const name of ["first", "second", "last"]) {
        app.change({ manifest: manifest.replace("name: web", `name: ${name}`), live, clb: "" });
        // Until the worker has started and got the request.
        while (name === "first" && posted.length === 0) await new Promise((done) => setTimeout(done, 5));
        await new Promise((done) => setTimeout(done));
      }
      arrive();
      await planned;
      return posted;
    },
    [MANY, NODES],
  );
  assert.deepEqual(sent, ["first", "last"]);
  await page.locator("clb-preview .service-name", { hasText: "shop/last" }).waitFor();
  await eventually.equal(() => page.locator("clb-preview .topology text", { hasText: "300 backends, of 50" }).count(), 1);
});
