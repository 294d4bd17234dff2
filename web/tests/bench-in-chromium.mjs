// Times Chromium for `cargo xtask bench`; prints one line of JSON.
//   node bench-in-chromium.mjs page ROUNDS                           the page, see measure-page-speed.mjs
//   node bench-in-chromium.mjs services ROUNDS [DIST …]              the page with 1, 60 and 500 Services; several builds of it in turns, to compare them
//   node bench-in-chromium.mjs runtime FOLDER ID:FUNCTION:CALLS …    requests of a folder through the package's module
import { DIST, PKG, launch, open, serve } from "./chromium-and-file-server.mjs";
import { median, speed, speedWith } from "./measure-page-speed.mjs";

const [what, first, ...tasks] = process.argv.slice(2);

async function page(rounds) {
  const server = await serve({ "/": DIST });
  const found = [];
  // A new browser for each round, so that nothing is cached.
  for (let round = 0; round < rounds; round++) {
    const browser = await launch();
    found.push(await speed(browser, server.url));
    await browser.close();
  }
  await server.close();
  const least = (of) => Math.min(...found.map(of));
  return { paint: least(({ paint }) => paint), first: least(({ first }) => first), key: least(({ keys }) => median(keys)), slowest: least(({ keys }) => Math.max(...keys)) };
}

/** The medians of all rounds, in milliseconds. */
async function services(rounds, folders) {
  const builds = folders.map((folder) => ({ folder, found: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const { folder, found } of builds) {
      const [server, browser] = await Promise.all([serve({ "/": folder }), launch()]);
      const measured = { page: await speed(browser, server.url) };
      for (const count of [1, 60, 500]) measured[count] = await speedWith(browser, server.url, count);
      found.push(measured);
      await browser.close();
      await server.close();
    }
  }
  const rounded = (values) => Math.round(median(values) * 10) / 10;
  return builds.map(({ folder, found }) => {
    const each = (of) => rounded(found.map(of));
    const counts = [1, 60, 500].map((count) => {
      const keys = found.flatMap((measured) => measured[count].keys);
      return [count, { shown: each((measured) => measured[count].shown), key: rounded(keys), slowest: Math.round(Math.max(...keys)), keys: keys.length }];
    });
    return { folder, paint: each(({ page }) => page.paint), first: each(({ page }) => page.first), services: Object.fromEntries(counts) };
  });
}

/** Runs in the page: makes the same call several times. */
async function callRepeatedly({ id, name, calls }) {
  const text = await (await fetch(`/requests/${id}.json`)).text();
  const start = performance.now();
  const package_ = await import("/pkg/browser.js");
  await package_.default();
  const { memory } = await (await import("/pkg/web/clbplan.js")).default();
  const loaded = performance.now();
  const answer = package_[name](text);
  const done = performance.now();
  let best = Infinity;
  for (let call = 0; call < calls; call++) {
    const begin = performance.now();
    package_[name](text);
    best = Math.min(best, performance.now() - begin);
  }
  const callsMs = performance.now() - done;
  return { loadMs: loaded - start, firstMs: done - loaded, callsMs, bestMs: best, calls, answerBytes: new TextEncoder().encode(answer).length, peakKiB: memory.buffer.byteLength / 1024 };
}

async function runtime(folder, tasks) {
  // Cross-origin isolated, because otherwise the clock has no microseconds.
  const headers = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
  const server = await serve({ "/pkg/": PKG, "/requests/": folder, "/": () => "<!doctype html><title>bench</title>" }, { headers });
  const browser = await launch();
  const rows = [];
  for (const task of tasks) {
    const [id, wanted, calls] = task.split(":");
    const name = { "plan-sync": "planSyncJson", "validate-service": "validateServiceJson" }[wanted];
    // A new page for each request, so that the memory is that of this request.
    const { page, context } = await open(browser);
    await page.goto(server.url);
    const row = await page.evaluate(callRepeatedly, { id, name, calls: Number(calls) });
    rows.push({ host: "Chromium", ...row });
    await context.close();
  }
  await browser.close();
  await server.close();
  return rows;
}

const measured = { page: () => page(Number(first)), services: () => services(Number(first), tasks.length > 0 ? tasks : [DIST]), runtime: () => runtime(first, tasks) };
console.log(JSON.stringify(await measured[what]()));
