// Measures the page: the time to the first drawn answer, and from a key to the drawn answer.
import { open } from "./chromium-and-file-server.mjs";

export const median = (values) => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];

/** In milliseconds: `paint`, until anything is drawn; `first`, until the first answer is drawn, both since the navigation; `keys`, from each key to its answer. */
export async function speed(browser, url) {
  const { page, context } = await opened(browser, url);
  const measured = { ...(await page.evaluate(() => ({ paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0, first }))), keys: await typed(page) };
  await context.close();
  return measured;
}

/** The same with many live Services, of which one gets a port. `shown`: until their first answer is drawn, since the manifest was dropped. */
export async function speedWith(browser, url, count) {
  const { page, context } = await opened(browser, url);
  const services = Array.from({ length: count }, (_, index) => one(index));
  const live = services.map((text, index) => `${text.replace("metadata:\n", `metadata:\n  uid: ${UID}${String(index).padStart(12, "0")}\n`)}status: {loadBalancer: {ingress: [{ip: 203.0.113.${index % 250}}]}}\n`).join("---\n");
  const manifest = services.with(0, services[0].replace("30080}", "30080}, {name: tls, port: 443, nodePort: 30443}")).join("---\n");
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  let shown = 0;
  for (const [tab, text] of [["Live", live], ["Manifest", manifest]]) {
    await page.getByRole("tab", { name: tab }).click();
    shown = await page.evaluate(dropped, text);
  }
  const measured = { shown, keys: await typed(page) };
  await context.close();
  return measured;
}

/** Runs in the page: drops a file on it, and returns how long it takes until its answer is drawn. */
function dropped(text) {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], "services.yaml"));
  const start = performance.now();
  return new Promise((done) => {
    addEventListener("plan", () => drawn(() => done(performance.now() - start)), { once: true, capture: true });
    document.querySelector("main").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
  });
}

const UID = "00000000-0000-4000-8000-";

const one = (index) => `apiVersion: v1
kind: Service
metadata:
  name: svc-${index}
  namespace: team-${index % 5}
  annotations: {service.kubernetes.io/loadbalance-id: lb-${String(index).padStart(8, "0")}}
spec:
  type: LoadBalancer
  selector: {app: web}
  ports: [{name: http, port: 80, nodePort: 30080}]
`;

/** A page with its first answer, which notes when answers are drawn. */
async function opened(browser, url) {
  const { page, context } = await open(browser);
  // An answer is drawn once the next frame is.
  await page.addInitScript(() => {
    const drawn = (then) => requestAnimationFrame(() => setTimeout(then));
    Object.assign(globalThis, { drawn, times: [], pressed: 0, first: 0 });
    const plan = () => {
      const key = pressed;
      drawn(() => (key ? times.push(performance.now() - key) : (first ||= performance.now())));
    };
    addEventListener("plan", plan, true);
    addEventListener("keydown", () => (pressed = performance.now()), true);
  });
  await page.goto(url);
  await page.waitForFunction(() => first > 0);
  return { page, context };
}

/** Types a sentence, and returns how long each key took. */
async function typed(page) {
  await page.locator("[data-editor=manifest] .cm-content").focus();
  await page.keyboard.press("ControlOrMeta+End");
  for (const key of "# a few words typed at the end of the text") {
    // One key at a time: a busy machine answers several keys at once, and there would be fewer answers than keys.
    const answers = await page.evaluate(() => times.length);
    await page.keyboard.press(key === " " ? "Space" : key);
    await page.waitForFunction((answers) => times.length > answers, answers);
  }
  return page.evaluate(() => times);
}
