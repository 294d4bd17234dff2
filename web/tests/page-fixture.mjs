// A new page of the previewer for each test, on one server and one browser for each file of tests, and what users do on it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DIST, answered, launch, open, serve } from "./chromium-and-file-server.mjs";

/** Returns a function that runs a test on a new page. The test fails if the page had any problem. `routes` makes what is served. */
export function onServer(routes, { headers } = {}) {
  let server;
  let browser;
  before(async () => {
    [server, browser] = await Promise.all([serve(await routes(), { headers }), launch()]);
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

/** Adds a port to a Service: an update, with all of its inputs. */
const EXAMPLE = "lifecycle/08-port-added";

/** The same, on the previewer's page after the answer to an example. */
export function onPreviewer() {
  const onPage = onServer(() => ({ "/": DIST }));
  const opened = (body) => async (fixture) => {
    await fixture.page.goto(fixture.url);
    await answered(fixture.page);
    await fixture.page.evaluate(async (id) => {
      const { app } = document.querySelector("#app");
      await app.loadExamples();
      app.openExample(app.examples.find((example) => example.id === id));
    }, EXAMPLE);
    await fixture.page.locator("clb-preview .badge[data-verdict=update]").first().waitFor();
    await completed(fixture.page);
    await body(fixture);
  };
  return (name, body, options) => onPage(name, opened(body), options);
}

export const editor = (page, name = "manifest") => page.locator(`[data-editor=${name}] .cm-content`);

export const textOf = (page, name = "manifest") => page.evaluate((which) => document.querySelector("#app").app.state[which], name);

/** Replaces the text of an editor. */
export async function write(page, text, name = "manifest") {
  await page.locator(`#tab-${name}`).click();
  await editor(page, name).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

export const service = (ports, annotations = "{}") =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\n  annotations: ${annotations}\nspec:\n  type: LoadBalancer\n  selector: {app: web}\n  ports: [${ports}]\n`;

/** Waits for what completes an answer: on a busy machine, the picture is first drawn without the simulated state. */
export const completed = (page) => page.waitForFunction(() => document.querySelector("clb-preview").simulation !== undefined);

export const waitForVerdict = (page, name) => page.locator("clb-preview .badge", { hasText: name }).first().waitFor();

/** Opens an example, and waits until it is answered: the answer before looks the same to a test that only waits for some answer. */
export async function openExample(page, id) {
  await page.locator("[data-action=examples]").click();
  await page.locator(`dialog [data-example="${id}"]`).click();
  await page.waitForFunction((wanted) => document.querySelector("#app").app.state.example?.id === wanted, id);
  await answered(page);
}

/** Waits until the gallery, which is loaded late, has its examples, and returns these. */
export async function gallery(page) {
  const cards = page.locator("dialog [data-example]");
  await cards.nth(15).waitFor({ state: "attached" });
  return cards;
}
