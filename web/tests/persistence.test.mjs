// Persistence: shared links, reloads, new tabs.
import assert from "node:assert/strict";
import { answered } from "./browser.mjs";
import { service, textOf, onPreviewer, write } from "./page-fixture.mjs";

const onPage = onPreviewer();

onPage("a link contains the whole state", async ({ page, context, url }) => {
  await write(page, service("{port: 8443, name: shared}"));
  await page.locator("clb-preview .service-name", { hasText: "shop/web" }).waitFor();
  await page.locator("[data-action=share]").click();
  await page.waitForFunction(() => location.hash.startsWith("#z="));
  const other = await context.newPage();
  await other.goto(page.url());
  await answered(other);
  assert.equal(await textOf(other), await textOf(page));
  assert.equal(await textOf(other, "live"), await textOf(page, "live"));
  await other.reload();
  await answered(other);
  assert.match(other.url(), /#z=/);
  // A reload does not bring the link's state back after an edit.
  await write(other, service("{port: 9443}"));
  await other.waitForFunction(() => localStorage.getItem("clbplan")?.includes("9443"));
  await other.reload();
  await answered(other);
  assert.match(await textOf(other), /9443/);
  await other.goto("about:blank");
  await other.goto(`${url}/#z=AAAA`);
  await other.locator(".notice.shown", { hasText: "damaged" }).waitFor();
});

onPage("a link works without compression", async ({ page }) => {
  await page.evaluate(() => delete globalThis.CompressionStream);
  await page.locator("[data-action=share]").click();
  await page.waitForFunction(() => location.hash.startsWith("#p="));
  const before = await textOf(page);
  await page.reload();
  await answered(page);
  assert.equal(await textOf(page), before);
});

onPage("the last visit is restored, with the latest edit", async ({ page }) => {
  await write(page, service("{port: 7443}"));
  await page.reload();
  await answered(page);
  assert.match(await textOf(page), /7443/);
});

onPage("each tab has its own text, and a new one begins with the latest", async ({ page, context, url }) => {
  const opened = async () => {
    const tab = await context.newPage();
    await tab.goto(url);
    await answered(tab);
    return tab;
  };
  const other = await opened();
  for (const [tab, port] of [[page, "7001"], [other, "7002"]]) {
    await write(tab, service(`{port: ${port}}`));
    await tab.waitForFunction((port) => localStorage.getItem("clbplan")?.includes(port), port);
  }
  await page.reload();
  await answered(page);
  assert.match(await textOf(page), /7001/);
  assert.match(await textOf(await opened()), /7002/);
});

onPage("what is too large to be kept is said, and no older text takes its place", async ({ page }) => {
  await write(page, service("{port: 7003}"));
  await page.waitForFunction(() => localStorage.getItem("clbplan")?.includes("7003"));
  await page.evaluate((text) => document.querySelector("#app").app.change({ live: text.padEnd(1_200_000, "# many nodes\n") }), service("{port: 80}"));
  await page.locator(".notice.shown", { hasText: "too large to be kept" }).waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem("clbplan").includes("7003")), false);
  await page.reload();
  await answered(page);
  assert.doesNotMatch(await textOf(page), /7003/);
});

onPage("a link of a newer version is opened, and what is not shown is named", async ({ page, context, url }) => {
  const shared = Buffer.from(JSON.stringify({ manifest: service("{port: 7004}"), rollout: { steps: 3 } })).toString("base64url");
  const other = await context.newPage();
  await other.goto(`${url}/#p=${shared}`);
  await other.locator(".notice.shown", { hasText: "Not shown here: rollout." }).waitFor();
  await answered(other);
  assert.match(await textOf(other), /7004/);
});
