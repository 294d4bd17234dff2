// The page: what is seen first, examples, editing, sharing, languages, keys, bad input.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DIST, answered, launch, open, serve } from "./browser.mjs";

let server;
let browser;

before(async () => {
  [server, browser] = await Promise.all([serve({ "/": DIST }), launch()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** A fresh page that has answered. */
async function start(options) {
  const opened = await open(browser, options);
  await opened.page.goto(server.url);
  await answered(opened.page);
  return opened;
}

const editor = (page, name = "manifest") => page.locator(`[data-editor=${name}] .cm-content`);

/** Replaces what is in an editor. */
async function write(page, text, name) {
  await editor(page, name).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

test("a first visit shows an example with its answer, and nothing leaves the page", async () => {
  const { page, context, problems } = await start();
  assert.equal(await page.locator("clb-preview .sentence").count(), 1);
  assert.ok((await editor(page).innerText()).includes("kind: Service"));
  assert.deepEqual(problems, []);
  await context.close();
});

test("an edit is answered", async () => {
  const { page, context, problems } = await start();
  await write(page, "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec:\n  type: LoadBalancer\n  ports: [{port: 80}]\n");
  await page.locator("clb-preview h3", { hasText: "shop/web" }).waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});
