// What the page shows while there is no answer: the input cannot be read, is refused, or is still checked.
import assert from "node:assert/strict";
import { DIST, answered } from "./chromium-and-file-server.mjs";
import { eventually } from "./eventually.mjs";
import { onPreviewer, onServer, openExample, service, textOf, waitForVerdict, write } from "./page-fixture.mjs";

const onPage = onPreviewer();
const onAnyPage = onServer(() => ({ "/": DIST }));

const title = (page) => page.locator("clb-preview .obstacle .sentence");
const status = (page) => page.locator(".status > span").first();
const change = (page, values) => page.evaluate((changed) => document.querySelector("#app").app.change(changed), values);
const settled = (page) => page.waitForFunction(() => !["waiting", "checking"].includes(document.querySelector("clb-preview").state));

/** What is drawn as an answer to the current input. */
const said = (page) =>
  page.evaluate(() => {
    const all = [...document.querySelector("clb-preview").shadowRoot.querySelectorAll(".answer, .badge, .chip, .hint")];
    return all.filter((each) => !each.closest("[inert]")).map((each) => each.textContent);
  });

const UNREADABLE = {
  "a bracket without its partner": [(manifest) => manifest.replace("ports:", "ports: ["), /\w/],
  "a Helm template": [(manifest) => manifest.replace("name: checkout", "name: {{ include \"shop.name\" . }}"), /helm template RELEASE CHART/],
  "a tab": [(manifest) => manifest.replace("  name: checkout", "\tname: checkout"), /\w/],
  "one broken document of two": [(manifest) => `${manifest}---\nkind: [\n`, /add the missing bracket/],
};

for (const [what, [broken, advice]] of Object.entries(UNREADABLE)) {
  onPage(`an unreadable manifest has no answer: ${what}`, async ({ page }) => {
    await openExample(page, "lifecycle/08-nothing-differs");
    await waitForVerdict(page, "keep");
    const readable = await textOf(page);
    // An own cluster, which another manifest does not put away.
    await change(page, { live: `${await textOf(page, "live")}# mine\n`, clb: "", context: {} });
    await write(page, broken(readable));
    await title(page).waitFor();
    await eventually.match(() => title(page).innerText(), /^The manifest cannot be read \(line \d+\): there is no answer$/);
    assert.deepEqual(await said(page), []);
    await eventually.match(() => status(page).innerText(), /^No answer · \d error/);
    // The finding first, and at its place in the text.
    await eventually.equal(() => page.locator("clb-preview .obstacle + .outdated[inert]").count(), 1);
    await eventually.match(() => page.locator("clb-preview .obstacle").innerText(), /Below, dimmed: the answer for the last input that could be read/);
    await eventually.match(() => page.locator("clb-preview .obstacle").innerText(), advice);
    await page.locator("clb-preview .obstacle .linklike").click();
    await page.locator("[data-editor=manifest] .cm-lintRange-error").first().waitFor();
    await page.locator("[data-action=export]").click();
    await page.locator("[data-item=markdown]").click();
    await page.locator(".notice.shown", { hasText: "No answer" }).waitFor();
    await write(page, readable);
    await waitForVerdict(page, "keep");
    await eventually.equal(() => title(page).count(), 0);
    await eventually.equal(() => status(page).innerText(), "No problems");
  });
}

onPage("without an earlier answer, only the reason is shown", async ({ page }) => {
  const live = await textOf(page, "live");
  await page.locator("[data-action=reset]").click();
  await change(page, { manifest: "kind: [", live });
  await title(page).waitFor();
  assert.deepEqual(await said(page), []);
  await eventually.equal(() => page.locator("clb-preview .outdated").count(), 0);
  await eventually.equal(() => page.locator("clb-preview .finding").count(), 1);
});

onPage("nothing moves and no verdict flips while lines are typed", async ({ page }) => {
  await openExample(page, "lifecycle/09-public-to-internal-rebuild");
  await waitForVerdict(page, "replace");
  const manifest = await textOf(page);
  const place = () =>
    page.evaluate(() => {
      const root = document.querySelector("clb-preview").shadowRoot;
      return [".service", ".topology", ".resources"].map((each) => Math.round(root.querySelector(each)?.getBoundingClientRect().top));
    });
  let before = await place();
  const states = new Set();
  const added = "  - name: https\n    port: [443\n";
  for (let length = 1; length <= added.length; length++) {
    await change(page, { manifest: manifest + added.slice(0, length) });
    await settled(page);
    const state = await page.evaluate(() => document.querySelector("clb-preview").state);
    states.add(state);
    if (state === "unreadable") assert.deepEqual(await place(), before, JSON.stringify(added.slice(0, length)));
    else before = await place();
    assert.doesNotMatch((await said(page)).join(), /The load balancer \S+ does not change/);
  }
  assert.deepEqual([...states].sort(), ["answered", "unreadable"]);
});

onPage("unreadable live objects are not none", async ({ page }) => {
  await write(page, `${await textOf(page, "live")}---\nkind: [\n`, "live");
  await title(page).waitFor();
  await eventually.match(() => title(page).innerText(), /^The live objects cannot be read \(line \d+\): there is no answer$/);
  assert.deepEqual(await said(page), []);
  await page.locator("[data-editor=live] .cm-lintRange-error").first().waitFor();
});

onPage("live Services that the manifest does not name are a folded group at the end", async ({ page }) => {
  const live = await textOf(page, "live");
  const [one] = live.split("---\n");
  const other = (name) => one.replace("name: checkout", `name: ${name}`).replace(/lb-\w+/, `lb-${name}00000`.slice(0, 11)).replace("c30f7a5c", "c30f7a5d");
  await change(page, { live: [live, other("cart"), other("stock")].join("---\n"), clb: "" });
  const group = page.locator("clb-preview .others");
  await group.waitFor();
  await eventually.equal(() => group.locator("summary").innerText(), "2 live Services that the manifest does not name: they stay as they are");
  await eventually.equal(() => page.locator("clb-preview .service").count(), 1);
  // What is about the manifest stays open, however many others there are.
  await eventually.equal(() => page.locator("clb-preview .answer").count(), 1);
  await group.locator(":scope > summary").click();
  await group.locator(".service-name", { hasText: "shop/stock" }).waitFor();
  await eventually.equal(() => page.locator("clb-preview .service").count(), 3);
  await group.locator(":scope > summary").click();
  for (const [manifest, title] of [["please help\nwith my load balancer", "The manifest contains no Service"], ["apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\n", "An Ingress is not planned here"]]) {
    await change(page, { manifest });
    await page.locator("clb-preview .hint", { hasText: title }).waitFor();
    assert.doesNotMatch((await said(page)).join(), /The load balancer \S+ does not change/);
  }
});

onAnyPage("before the first answer nothing is said about problems", async ({ page, url }) => {
  let arrive;
  const held = new Promise((done) => (arrive = done));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(url);
  await status(page).waitFor();
  await eventually.equal(() => status(page).innerText(), "Loading…");
  arrive();
  await answered(page);
  await eventually.equal(() => status(page).innerText(), "1 address lost");
});

onPage("where there is nothing to preview, nothing is said about problems or time; without an answer, nothing about time", async ({ page }) => {
  const took = page.locator(".status .took");
  await write(page, `${await textOf(page)}\n# edited`);
  await page.waitForFunction(() => /answered\sin\s[\d.]+\sms/.test(document.querySelector(".status .took").textContent));
  await write(page, "a: [");
  await title(page).waitFor();
  await eventually.equal(() => took.innerText(), "");
  await page.locator("[data-action=reset]").click();
  await page.waitForFunction(() => document.querySelector("clb-preview").state === "answered");
  await change(page, { clb: '{"loadBalancers": []}' });
  await eventually.deepEqual(async () => [await status(page).innerText(), (await took.innerText()).trim()], ["", ""]);
});

onPage("however much the status says, how long the answer took never costs it a second line", async ({ page }) => {
  const height = () => page.locator(".status").evaluate((line) => line.getBoundingClientRect().height);
  const before = await height();
  await change(page, { manifest: `${await textOf(page)}---\n${service("{port: 70000}")}---\n${service("{port: 80}", "{service.cloud.tencent.com/direct-acces: 'true'}").replace("name: web", "name: api")}` });
  await page.waitForFunction(() => /error/.test(document.querySelector(".status > span").textContent));
  await eventually.equal(() => height(), before);
});

onPage("while a large input is checked, neither the old answer nor none stands for it", async ({ page }) => {
  await page.locator("[data-action=reset]").click();
  await page.locator(".start").waitFor();
  const many = Array.from({ length: 3000 }, (_, index) => service("{port: 80}").replace("name: web", `name: web-${index}`)).join("---\n");
  const seen = await page.evaluate(async (manifest) => {
    const preview = document.querySelector("clb-preview");
    const said = new Set();
    document.querySelector("#app").app.change({ manifest });
    while (preview.state !== "checking") await new Promise((done) => setTimeout(done, 1));
    while (preview.state === "checking") {
      said.add(`${document.querySelector(".status > span").textContent} ${preview.shadowRoot.querySelector(".hint")?.textContent ?? ""}`.trim());
      await new Promise((done) => setTimeout(done, 5));
    }
    return [...said];
  }, many);
  assert.deepEqual(seen, ["Checking 3000 Services…"]);
});

for (const [locale, words] of [
  ["en", ["Checking 3000 Services against 2 live…", "Checking 2 live Services…", "Checking 1 Service…", "Checking…"]],
  ["zh-CN", ["正在检查 3000 个 Service（集群中有 2 个）", "正在检查集群中的 2 个 Service", "正在检查 1 个 Service", "正在检查"]],
]) {
  onPage(`what is said while a large input is checked: how many Services, in the status and where the answer will be: ${locale}`, async ({ page }) => {
    await page.locator("[data-action=reset]").click();
    await page.locator(".start").waitFor();
    const many = Array.from({ length: 3000 }, (_, index) => service("{port: 80}").replace("name: web", `name: web-${index}`)).join("---\n");
    const item = (name) => `- apiVersion: v1\n  kind: Service\n  metadata:\n    name: ${name}\n    ownerReferences:\n    - apiVersion: v1\n      kind: Service\n      name: other\n`;
    const live = `apiVersion: v1\nitems:\n${item("a")}${item("b")}- apiVersion: discovery.k8s.io/v1\n  kind: EndpointSlice\n  metadata:\n    ownerReferences:\n    - kind: Service\n      name: a\nkind: List\n`;
    const filler = `# ${"x".repeat(20_000)}\n`;
    const inputs = [
      { manifest: many, live },
      { manifest: "", live: filler + live },
      { manifest: JSON.stringify({ kind: "List", items: [{ kind: "Service", metadata: { name: "a", annotations: { filler } } }, { kind: "Node" }] }), live: "" },
      { manifest: `${filler}{kind: Service}`, live: "" },
    ];
    const seen = await page.evaluate(
      async ([inputs, locale]) => {
        const preview = document.querySelector("clb-preview");
        const { app } = document.querySelector("#app");
        const said = [];
        app.setLocale(locale);
        const settled = () => new Promise((done) => preview.addEventListener("state", function end({ detail }) {
          // The page and the element draw after the event.
          if (detail === "checking") queueMicrotask(() => said.push([document.querySelector(".status > span").textContent, preview.shadowRoot.querySelector(".late")?.textContent, document.querySelector(".took").textContent]));
          else preview.removeEventListener("state", end), done();
        }));
        for (const input of inputs) {
          const end = settled();
          app.change(input);
          await end;
        }
        return said;
      },
      [inputs, locale],
    );
    assert.deepEqual(seen.map(([status]) => status), words);
    assert.equal(seen[0][1], words[0]);
    // How long the last answer took says nothing about this one.
    assert.deepEqual(seen.map(([, , took]) => took), ["", "", "", ""]);
  });
}

const BROKEN = '{\n  "loadBalancers": [\n    {"LoadBalancerId" "lb-12345678"}\n  ]\n}';

for (const [locale, words] of [
  ["en-US", /^The CLB API's responses are not valid JSON \(line 3\): there is no answer$/],
  ["zh-CN", /^CLB API 的返回不是有效的 JSON（第 3 行）：没有结果$/],
]) {
  onPage(`broken JSON is refused at its place, and the last answer stays: ${locale}`, async ({ page }) => {
    await write(page, BROKEN, "clb");
    await title(page).waitFor();
    await eventually.match(() => title(page).innerText(), words);
    const all = await page.locator("clb-preview .obstacle").innerText();
    assert.doesNotMatch(all, /Unexpected|token|position/);
    assert.deepEqual(await said(page), []);
    await eventually.equal(() => page.locator("clb-preview .outdated .answer").count(), 1);
    await page.locator("[data-editor=clb] .cm-lintRange-error", { hasText: '"lb-12345678"' }).first().waitFor();
    await eventually.match(() => status(page).innerText(), /^(No answer|没有结果)$/);
    await page.locator("#tab-manifest").click();
    await page.locator("[data-action=next]").click();
    await eventually.equal(() => page.locator("#tab-clb").getAttribute("aria-selected"), "true");
    await write(page, "", "clb");
    await page.waitForFunction(() => document.querySelector("clb-preview").state === "answered");
    await eventually.equal(() => page.locator("[data-editor=clb] .cm-lintRange-error").count(), 0);
  }, { locale });
}

onPage("a policy that is not JSON is not left out", async ({ page }) => {
  await page.locator("#tab-context").click();
  const policy = page.locator("textarea[name=policy]");
  await policy.fill('{"rules": [\n{]}');
  await page.locator("clb-preview .obstacle", { hasText: "The policy is not valid (line 2)" }).waitFor();
  await page.locator(".invalid", { hasText: "(line 2)" }).waitFor();
  await eventually.equal(() => policy.getAttribute("aria-invalid"), "true");
  await policy.fill('{"rules": [{"name": "all", "deny": ["no-such-guard"]}]}');
  await page.locator("clb-preview .obstacle", { hasText: "policy.rules[0].deny[0]" }).waitFor();
  assert.deepEqual(await said(page), []);
  await policy.fill("");
  await waitForVerdict(page, "update");
});

onPage("what the module refuses is named by its path", async ({ page }) => {
  await change(page, { context: { sharing: "perhaps" } });
  await page.locator("clb-preview .obstacle", { hasText: "context.sharing" }).waitFor();
  await eventually.match(() => page.locator("clb-preview .obstacle").innerText(), /expected true or false/);
  await eventually.equal(() => status(page).innerText(), "No answer");
});
