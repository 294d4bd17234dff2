// Chromium and a file server on loopback, for the tests. A page that requests anything from elsewhere has a problem.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

export const WEB = join(import.meta.dirname, "..");
export const DIST = join(WEB, "dist");
export const PKG = join(WEB, "../pkg");

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml" };

/** Serves folders and texts by path: `{ "/": folder, "/host.html": () => "<html>…" }`. `types` overrides media types. */
export async function serve(routes, { types = {}, headers = {} } = {}) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const text = routes[path];
    if (typeof text === "function") {
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/html; charset=utf-8", ...headers });
      return response.end(text());
    }
    const prefix = Object.keys(routes).filter((key) => path.startsWith(key) && typeof routes[key] === "string").sort((left, right) => right.length - left.length)[0];
    const file = prefix && join(routes[prefix], normalize(path.slice(prefix.length) || "index.html"));
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404);
      return response.end();
    }
    const type = types[extname(file)] ?? TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, ...headers });
    return createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((done) => server.close(done)) };
}

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const launch = () => chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });

/** Opens a new page. `problems` collects errors, blocked resources, and requests to other hosts. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US", colorScheme: "light", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!["data:", "blob:", "file:"].includes(protocol) && hostname !== "127.0.0.1") problems.push(`request: ${request.url()}`);
  });
  // Long, because the machine may be busy.
  page.setDefaultTimeout(40_000);
  return { page, context, problems };
}

/** Waits until the page has drawn an answer. Returns the verdicts. */
export async function answered(page) {
  await page.waitForFunction(() => !["waiting", "checking", undefined].includes(document.querySelector("clb-preview")?.state));
  return page.locator("clb-preview .badge").evaluateAll((badges) => badges.map((badge) => badge.dataset.verdict));
}
