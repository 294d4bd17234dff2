// The editor: colours, lines, pop-ups, panels.
import assert from "node:assert/strict";
import { eventually } from "./eventually.mjs";
import { editor, service, textOf, onPreviewer, write } from "./page-fixture.mjs";

const onPage = onPreviewer();

/** The colour of each word in a line, as `[text, colour]`. */
const colours = (page, name, line) =>
  page.locator(`[data-editor=${name}] .cm-line`).nth(line).evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) found.push([walker.currentNode.data.trim(), getComputedStyle(walker.currentNode.parentElement).color]);
    return Object.fromEntries(found);
  });

onPage("keys, numbers, strings and comments have different colours, in YAML and in JSON", async ({ page }) => {
  await write(page, 'key: text # note: 1\nport: 80\nflag: true\nlist: [{a: 1, b: two}]\n"quoted key": \'a: b\'\nblock: |\n  not: a key\nafter: x:y\nname: &here 1\n');
  const [plain, port, flag, list, quoted, , block, after, anchor] = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7, 8].map((line) => colours(page, "manifest", line)));
  const { key, text } = plain;
  const note = plain["# note: 1"];
  const number = port["80"];
  assert.equal(new Set([key, text, note, number]).size, 4);
  assert.equal(flag["true"], number);
  assert.deepEqual([list["a"], list["1"], list["b"], list["two"]], [key, number, key, text]);
  assert.deepEqual([quoted['"quoted key"'], quoted["'a: b'"]], [key, text]);
  assert.equal(block["not: a key"], text);
  assert.deepEqual([after["after"], after["x:y"]], [key, text]);
  assert.deepEqual([anchor["1"], [key, text, note, number].includes(anchor["&here"])], [number, false]);
  await write(page, '{"a":1,\n "b": "c: d"}', "clb");
  const [first, second] = [await colours(page, "clb", 0), await colours(page, "clb", 1)];
  assert.deepEqual([first['"a"'], first["1"], second['"b"'], second['"c: d"']], [key, number, key, text]);
});

onPage("a new line is indented", async ({ page }) => {
  await write(page, "spec:");
  for (const line of ["ports:", "- name: web", "port: 80"]) {
    await page.keyboard.press("Enter");
    await page.keyboard.type(line);
  }
  await eventually.equal(() => textOf(page), "spec:\n  ports:\n    - name: web\n      port: 80");
});

onPage("a block can be folded", async ({ page }) => {
  await write(page, "spec:\n  ports:\n  - port: 80\n\n  - port: 81\n  type: LoadBalancer\nstatus: {}\n");
  await page.locator("[data-editor=manifest] .cm-foldGutter span", { hasText: "▾" }).nth(1).click();
  await eventually.match(() => editor(page).innerText(), /^spec:\n\s*ports:\s*…\n\s*type: LoadBalancer/);
});

onPage("a wrapped line continues below its own text", async ({ page }) => {
  await write(page, `    key: ${"word ".repeat(80)}`);
  const [first, second] = await page.locator("[data-editor=manifest] .cm-line").first().evaluate((line) => {
    const range = document.createRange();
    range.selectNodeContents(line);
    const lefts = [...range.getClientRects()].filter((box) => box.width > 0);
    return [line.getBoundingClientRect().left, Math.min(...lefts.filter((box) => box.top > lefts[0].bottom - 4).map((box) => box.left))];
  });
  assert.ok(second - first > 40, `${second - first} px`);
});

onPage("the search panel is compact, and Chinese", async ({ page }) => {
  await editor(page).focus();
  await page.keyboard.press("ControlOrMeta+f");
  const panel = page.locator("[data-editor=manifest] .cm-search");
  await eventually.ok(async () => (await panel.boundingBox()).height < 140);
  await eventually.match(() => panel.innerText(), /区分大小写/);
  await eventually.doesNotMatch(() => panel.innerText(), /[a-z]/);
}, { locale: "zh-CN" });

onPage("pop-ups show formatted text, not Markdown", async ({ page }) => {
  await write(page, service("{port: 80}", "\n    service.cloud.tencent.com/direct-acces: 'true'"));
  await page.locator("[data-editor=manifest] .cm-lint-marker").first().hover();
  const pop = page.locator(".cm-tooltip .cm-diagnostic").first();
  await pop.locator("code").first().waitFor();
  await eventually.doesNotMatch(() => pop.innerText(), /`/);
  await pop.locator(".cm-diagnosticAction").click();
  await page.waitForFunction(() => /direct-access:/.test(document.querySelector("#app").app.state.manifest));
  await page.mouse.move(0, 0);
  await page.locator("[data-editor=manifest] .cm-line", { hasText: "direct-access" }).hover({ position: { x: 180, y: 8 } });
  await page.locator(".cm-tooltip-hover .markdown li").first().waitFor();
});

onPage("common annotations are offered first, a dozen at a time, and after a key its values", async ({ page }) => {
  await write(page, "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    service.cl");
  await page.keyboard.press("Control+Space");
  const list = page.locator(".cm-tooltip-autocomplete > ul");
  await list.locator("li").nth(11).waitFor();
  const first = async () => (await list.locator("li .cm-completionLabel").allInnerTexts()).slice(0, 4).map((each) => each.replace("service.cloud.tencent.com/", "")).toSorted();
  await eventually.deepEqual(first, ["direct-access", "security-groups", "specify-protocol", "tke-service-config"]);
  await eventually.ok(async () => (await list.boundingBox()).height > 200, "more than a few rows are in sight");
  await page.keyboard.type("oud.tencent.com/mod");
  await list.locator("li", { hasText: "/mode" }).first().waitFor();
  await write(page, "apiVersion: v1\nkind: Service\nspec:\n  externalTraff");
  await page.keyboard.press("Control+Space");
  await list.locator("li", { hasText: "externalTrafficPolicy" }).waitFor();
  await page.waitForTimeout(200);
  await page.keyboard.press("Enter");
  await list.locator("li", { hasText: "Local" }).waitFor();
});
