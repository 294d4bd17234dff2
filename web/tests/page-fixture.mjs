// Server and browser for the tests, and visits of the page: a fresh one for each test, and what visitors do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DIST, answered, launch, open, serve } from "./browser.mjs";

/** What runs a test on a page of its own, `page` of `url` at first; whatever went wrong unseen fails it. There is one server and
 * one browser for all tests of a file, and `routes` makes what is served. */
export function onServer(routes) {
  let server;
  let browser;
  before(async () => {
    [server, browser] = await Promise.all([serve(await routes()), launch()]);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  return (name, body, options) =>
    test(name, async () => {
      const opened = await open(browser, options);
      try {
        await body({ ...opened, url: server.url });
        assert.deepEqual(opened.problems, []);
      } finally {
        await opened.context.close();
      }
    });
}

/** The same on the previewer's page, once it has answered. */
export function visits() {
  const onPage = onServer(() => ({ "/": DIST }));
  const visited = (body) => async (opened) => {
    await opened.page.goto(opened.url);
    await answered(opened.page);
    await body(opened);
  };
  return (name, body, options) => onPage(name, visited(body), options);
}

export const editor = (page, name = "manifest") => page.locator(`[data-editor=${name}] .cm-content`);

export const textOf = (page, name = "manifest") => page.evaluate((which) => document.querySelector("#app").app.state[which], name);

/** Replaces what is in an editor. */
export async function write(page, text, name = "manifest") {
  await page.locator(`#tab-${name}`).click();
  await editor(page, name).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

export const service = (ports, annotations = "{}") =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\n  annotations: ${annotations}\nspec:\n  type: LoadBalancer\n  selector: {app: web}\n  ports: [${ports}]\n`;

export const verdict = (page, words) => page.locator("clb-preview .badge", { hasText: words }).first().waitFor();

export async function choose(page, id) {
  await page.locator("[data-do=examples]").click();
  await page.locator(`[data-example="${id}"]`).click();
}
