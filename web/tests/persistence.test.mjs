// Persistence: shared links, reloads, new tabs.
import assert from "node:assert/strict";
import { answered } from "./chromium-and-file-server.mjs";
import { eventually } from "./eventually.mjs";
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
  await eventually.equal(() => textOf(other), await textOf(page));
  await eventually.equal(() => textOf(other, "live"), await textOf(page, "live"));
  await other.reload();
  await answered(other);
  assert.match(other.url(), /#z=/);
  // A reload does not bring the link's state back after an edit.
  await write(other, service("{port: 9443}"));
  await other.waitForFunction(() => localStorage.getItem("clbplan")?.includes("9443"));
  await other.reload();
  await answered(other);
  await eventually.match(() => textOf(other), /9443/);
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
  await eventually.equal(() => textOf(page), before);
});

onPage("the last visit is restored, with the latest edit", async ({ page }) => {
  await write(page, service("{port: 7443}"));
  await page.reload();
  await answered(page);
  await eventually.match(() => textOf(page), /7443/);
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
  await eventually.match(() => textOf(page), /7001/);
  assert.match(await textOf(await opened()), /7002/);
});

const enlarge = (page, marker) => page.evaluate((text) => document.querySelector("#app").app.change({ live: text.padEnd(1_200_000, "# many nodes\n") }), service("{port: 80}") + `# ${marker}\n`);
const kept = (page) =>
  page.evaluate(async () => {
    // Opening it would make it.
    if (!(await indexedDB.databases()).some(({ name }) => name === "clbplan")) return [];
    const opening = indexedDB.open("clbplan", 1);
    await new Promise((done) => (opening.onsuccess = done));
    const all = opening.result.transaction("states").objectStore("states").getAll();
    await new Promise((done) => (all.onsuccess = done));
    opening.result.close();
    return all.result.map((text) => /# (first|second|other)\\n/.exec(text)?.[1]);
  });
const keptAre = (page, expected) => eventually.deepEqual(async () => (await kept(page)).toSorted(), expected);

onPage("a large state is kept in IndexedDB, one for each tab, and restored", async ({ page, context, url }) => {
  await page.locator("#tab-live").click();
  await enlarge(page, "first");
  await keptAre(page, ["first"]);
  await enlarge(page, "second");
  await keptAre(page, ["second"]);
  const other = await context.newPage();
  await other.goto(url);
  await answered(other);
  await eventually.match(() => textOf(other, "live"), /# second\n/);
  await enlarge(other, "other");
  await keptAre(page, ["other", "second"]);
  for (const [tab, marker] of [[page, "second"], [other, "other"]]) {
    // It is shown for a few seconds only, and not the one of the visit before is meant.
    const restored = tab.locator(".notice.shown", { hasText: "Restored" });
    await restored.waitFor({ state: "detached" });
    await Promise.all([restored.waitFor(), tab.reload()]);
    await answered(tab);
    await eventually.match(() => textOf(tab, "live"), new RegExp(`# ${marker}\n`));
  }
  // A small one again takes its place.
  await page.evaluate(() => document.querySelector("#app").app.change({ live: "" }));
  await page.waitForFunction(() => JSON.parse(sessionStorage.clbplan).state.manifest !== undefined);
  await page.reload();
  await answered(page);
  await eventually.equal(() => textOf(page, "live"), "");
});

onPage("what the browser has removed since is said, and no older text takes its place", async ({ page }) => {
  await write(page, service("{port: 7005}"));
  await enlarge(page, "first");
  await keptAre(page, ["first"]);
  await page.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase("clbplan").onsuccess = done)));
  await page.reload();
  await page.locator(".notice.shown", { hasText: "too large for this browser" }).waitFor();
  await eventually.doesNotMatch(() => textOf(page), /7005/);
});

onPage("what cannot be kept is said, and no older text takes its place", async ({ page }) => {
  await page.evaluate(() => {
    indexedDB.open = () => {
      throw new DOMException("no", "SecurityError");
    };
  });
  await write(page, service("{port: 7003}"));
  await page.waitForFunction(() => localStorage.getItem("clbplan")?.includes("7003"));
  await enlarge(page, "first");
  await page.locator(".notice.shown", { hasText: "does not keep this" }).waitFor();
  await eventually.equal(() => page.evaluate(() => localStorage.getItem("clbplan").includes("7003")), false);
  await page.reload();
  await answered(page);
  await eventually.doesNotMatch(() => textOf(page), /7003/);
});

onPage("a link of a newer version is opened, and what is not shown is named", async ({ page, context, url }) => {
  const shared = Buffer.from(JSON.stringify({ manifest: service("{port: 7004}"), rollout: { steps: 3 } })).toString("base64url");
  const other = await context.newPage();
  await other.goto(`${url}/#p=${shared}`);
  await other.locator(".notice.shown", { hasText: "Not shown here: rollout." }).waitFor();
  await answered(other);
  await eventually.match(() => textOf(other), /7004/);
  // On a slow connection, the page is not there in five seconds.
  await other.waitForTimeout(6000);
  assert.equal(await other.locator(".notice.shown", { hasText: "rollout" }).count(), 1);
});

onPage("a link has the language in which it was shared, unless the visitor has chosen one", async ({ page, context, url }) => {
  await page.locator("[data-action=language]").click();
  await page.locator("[data-action=share]").click();
  await page.waitForFunction(() => location.hash.startsWith("#z="));
  const link = page.url();
  const opened = async (chosen) => {
    const visitor = await context.browser().newContext({ locale: "en-US" });
    const tab = await visitor.newPage();
    if (chosen) {
      await tab.goto(url);
      await tab.evaluate((locale) => localStorage.setItem("clbplan", JSON.stringify({ locale })), chosen);
    }
    await tab.goto("about:blank");
    await tab.goto(link);
    await answered(tab);
    const result = [await tab.evaluate(() => document.documentElement.lang), await tab.locator("clb-preview .badge").first().innerText(), await tab.evaluate(() => JSON.parse(localStorage.clbplan ?? "{}").locale)];
    await visitor.close();
    return result;
  };
  const [lang, badge, saved] = await opened();
  assert.deepEqual([lang, saved], ["zh-CN", undefined]);
  assert.match(badge, /更新/);
  const [chosen, english] = await opened("en");
  assert.equal(chosen, "en");
  assert.match(english, /update/);
});

onPage("a link without a language is shown in the visitor's", async ({ context, url }) => {
  const shared = Buffer.from(JSON.stringify({ manifest: service("{port: 7006}") })).toString("base64url");
  const other = await context.newPage();
  await other.goto(`${url}/#p=${shared}`);
  await answered(other);
  await eventually.equal(() => other.evaluate(() => document.documentElement.lang), "en");
  await eventually.equal(() => other.locator(".notice.shown", { hasText: "newer version" }).count(), 0);
});
