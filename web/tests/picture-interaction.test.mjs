// What can be done with the picture: the fields of a resource in it, zooming and moving it, going through it by keyboard, health.
import assert from "node:assert/strict";
import { eventually } from "./eventually.mjs";
import { onPreviewer, openExample, textOf } from "./page-fixture.mjs";

const onPage = onPreviewer();

const node = (page, address) => page.locator(`clb-preview .node[data-address='${address}']`);
const fields = (page) => page.locator("clb-preview .fields");

onPage("the fields of a resource are shown below the picture, also where nothing changes", async ({ page }) => {
  await eventually.equal(() => fields(page).count(), 0);
  await node(page, "listener/TCP/443").click();
  await fields(page).waitFor();
  await eventually.match(() => fields(page).innerText(), /listener\/TCP\/443[\s\S]*new[\s\S]*ListenerName[\s\S]*TKE-DEDICATED-LISTENER/);
  // In sight, and its lines are marked.
  await eventually.ok(() => fields(page).evaluate((each) => each.getBoundingClientRect().top < innerHeight));
  await page.locator("[data-editor=manifest] .cm-line.marked").first().waitFor();
  await node(page, "listener/TCP/80").click();
  await fields(page).locator("h3", { hasText: "listener/TCP/80" }).waitFor();
  await eventually.match(() => fields(page).innerText(), /unchanged[\s\S]*Protocol[\s\S]*TCP/);
  await node(page, "backends/TCP/80").click();
  await fields(page).locator(".targets tbody tr").nth(1).waitFor();
  await eventually.deepEqual(async () => (await fields(page).locator("tbody th").allInnerTexts()).map((each) => each.trim()), ["= ins-aaaa0001", "= ins-aaaa0002"]);
  await node(page, "load-balancer").click();
  await fields(page).locator("th", { hasText: "LoadBalancerType" }).waitFor();
  assert.doesNotMatch(await page.evaluate(() => document.querySelector("clb-preview").markup), /class="(fields|bar)/);
  await page.locator("clb-preview [data-close=fields]").click();
  await eventually.equal(() => fields(page).count(), 0);
});

const picture = (page) => page.locator("clb-preview .topology");
const width = (page) => picture(page).locator("svg").evaluate((svg) => svg.getBoundingClientRect().width);
const scrolled = (page) => picture(page).evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);

onPage("the picture is zoomed and moved by buttons, keys, wheel and mouse", async ({ page }) => {
  const before = await width(page);
  await page.locator("clb-preview [data-zoom=in]").click();
  await eventually.ok(async () => (await width(page)) > before * 1.2);
  await page.locator("clb-preview [data-zoom=fit]").click();
  await eventually.ok(async () => (await width(page)) === before);
  await node(page, "load-balancer").focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press("+");
  await eventually.ok(async () => (await width(page)) > before * 2);
  const middle = await scrolled(page);
  assert.ok(middle[0] > 100, "the middle stays in the middle");
  await page.keyboard.press("Shift+ArrowRight");
  await eventually.ok(async () => (await scrolled(page))[0] > middle[0]);
  await page.keyboard.press("Shift+ArrowLeft");
  await eventually.ok(async () => Math.abs((await scrolled(page))[0] - middle[0]) < 2);
  const box = await picture(page).boundingBox();
  // Between the boxes.
  await page.mouse.move(box.x + box.width / 2, box.y + 6);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 50, box.y + 6, { steps: 5 });
  await page.mouse.up();
  await eventually.ok(async () => (await scrolled(page))[0] > middle[0] + 20);
  await node(page, "load-balancer").focus();
  await page.keyboard.press("0");
  await eventually.ok(async () => (await width(page)) === before);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -100);
  await page.keyboard.up("Control");
  await eventually.ok(async () => (await width(page)) > before);
  // A new answer keeps it, and the file has the whole picture.
  await page.evaluate(() => document.querySelector("#app").app.change({ manifest: `${document.querySelector("#app").app.state.manifest}# more\n` }));
  await eventually.ok(async () => (await width(page)) > before);
});

onPage("the picture is one tab stop, and the arrow keys go through it", async ({ page }) => {
  const stops = page.locator("clb-preview .node[tabindex='0']");
  await eventually.equal(() => stops.count(), 1);
  await stops.focus();
  const focused = () => page.evaluate(() => document.querySelector("clb-preview").shadowRoot.activeElement?.dataset.address);
  await eventually.equal(() => focused(), "load-balancer");
  await page.keyboard.press("ArrowRight");
  await eventually.match(() => focused(), /^listener\/TCP/);
  await page.keyboard.press("End");
  await eventually.match(() => focused(), /^backends\//);
  await page.keyboard.press("Enter");
  await fields(page).locator("h3", { hasText: "backends/" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Tab");
  await eventually.equal(() => page.evaluate(() => document.querySelector("clb-preview").shadowRoot.activeElement?.closest(".node")), null);
  // Both, before and after are one, too.
  const sides = page.locator("clb-preview [data-side]");
  await eventually.equal(() => page.locator("clb-preview [data-side][tabindex='0']").count(), 1);
  await sides.first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await eventually.equal(() => sides.nth(1).getAttribute("aria-pressed"), "true");
});

/** Presses keys one after the other. Returns the names of the boxes that have the focus then. */
async function walk(page, keys) {
  const reached = [];
  for (const key of keys) {
    await page.keyboard.press(`Arrow${key}`);
    reached.push(await page.evaluate(() => document.querySelector("clb-preview").shadowRoot.activeElement.querySelector("title").textContent.split(":")[0]));
  }
  return reached;
}

onPage("an arrow goes to the box in its direction", async ({ page }) => {
  await node(page, "load-balancer").focus();
  const [clb, first, second] = ["load balancer lb-6efswuxa public", "listener TCP 80 WRR", "listener TCP 443 WRR"];
  assert.deepEqual(await walk(page, ["Right", "Down", "Down", "Up", "Right", "Down", "Left", "Left", "Left", "Up"]), [first, second, second, first, "2 backends", "2 backends", second, clb, clb, clb]);
  // Of the two sets of backends, down went to the lower one.
  await node(page, "backends/TCP/80").focus();
  await page.keyboard.press("ArrowDown");
  await eventually.equal(() => page.evaluate(() => document.querySelector("clb-preview").shadowRoot.activeElement.dataset.address), "backends/TCP/443");
});

onPage("arrows also go between an old and a new load balancer, and to the rules", async ({ page }) => {
  await openExample(page, "lifecycle/09-public-to-internal-rebuild");
  await page.locator("clb-preview .badge[data-verdict=replace]").waitFor();
  await node(page, "load-balancer").first().focus();
  const [old, replacement] = ["load balancer lb-6efswuxa public", "new load balancer internal · subnet-aaaa1111"];
  assert.deepEqual(await walk(page, ["Right", "Down", "Right", "Left", "Up"]), [old, replacement, "listener TCP 80 WRR", replacement, old]);
  await openExample(page, "documentation/https-hosts");
  await page.locator("clb-preview .badge[data-verdict=create]").waitFor();
  await node(page, "listener/HTTPS/443").focus();
  assert.deepEqual(await walk(page, ["Right", "Down", "Right", "Left"]), ["rule library.example.edu /", "rule sports.example.edu /", "2 backends, of 2 rules", "rule library.example.edu /"]);
});

onPage("in a narrow window, up and down go from row to row, right to what is in a box, and left out of it", async ({ page }) => {
  await node(page, "load-balancer").focus();
  const [clb, first, second] = ["load balancer lb-6efswuxa public", "listener TCP 80 WRR", "listener TCP 443 WRR"];
  assert.deepEqual(await walk(page, ["Down", "Down", "Down", "Down", "Up", "Left", "Right", "Right"]), [first, "2 backends", second, "2 backends", second, clb, first, "2 backends"]);
}, { viewport: { width: 480, height: 900 } });

/** As DescribeTargetHealth answers. */
const health = (id, second) =>
  JSON.stringify({ Response: { LoadBalancers: [{ LoadBalancerId: id, Listeners: [{ ListenerId: "lbl-00000001", Protocol: "TCP", Port: 80, Rules: [{ LocationId: "", Domain: null, Url: null, Targets: [
    { IP: "10.0.0.1", Port: 30080, HealthStatus: true, TargetId: "ins-aaaa0001", HealthStatusDetail: "Alive" },
    { IP: "10.0.0.2", Port: 30080, HealthStatus: false, TargetId: "ins-aaaa0002", HealthStatusDetail: second },
  ] }] }] }], RequestId: "1" } });

onPage("the health of backends is shown if the cloud's responses have it, and is not part of the request", async ({ page }) => {
  const request = () => page.evaluate(() => JSON.stringify(document.querySelector("clb-preview").request));
  // An example's cloud is put away by an own response.
  await page.evaluate((clb) => document.querySelector("#app").app.change({ clb }), await textOf(page, "clb"));
  const before = await request();
  const [{ LoadBalancerId: id }] = JSON.parse(await textOf(page, "clb")).loadBalancers;
  await eventually.equal(() => page.locator("clb-preview .legend li", { hasText: "healthy" }).count(), 0);
  await page.evaluate(async (text) => document.querySelector("#app").app.readFiles([new File([text], "health.json")]), health(id, "Dead"));
  const backends = node(page, "backends/TCP/80");
  await backends.locator("title", { hasText: "2 backends, 1 unhealthy" }).waitFor({ state: "attached" });
  await eventually.deepEqual(async () => (await backends.locator(".backend").allTextContents()).map((each) => each.trim().at(-1)), ["✓", "✗"]);
  await eventually.deepEqual(async () => (await page.locator("clb-preview .legend li").allInnerTexts()).map((each) => each.replace(/^\W+/, "")), ["new", "unchanged", "healthy", "unhealthy"]);
  assert.ok((await request()) === before, "the request is as before");
  await page.evaluate(async (text) => document.querySelector("#app").app.readFiles([new File([text], "health.json")]), health(id, "Unknown"));
  await page.locator("clb-preview .legend li", { hasText: "health unknown" }).waitFor();
  await eventually.equal(() => backends.locator("title").textContent(), "2 backends: unchanged");
});
