// Builds everything for browsers: the page (`dist/`), the page in one file (`dist/clbplan.html`), and the element in both forms
// (`../pkg/element.js`, `../pkg/element/`). Prints the sizes, and fails if one exceeds its budget.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "vite";
import { commandLineMessages } from "./messages-from-cli-source.mjs";
import { draw, withAnswer } from "./prerender.mjs";
import { MODULE, PKG, WEB, brotli, checks, common, moduleInText, output, shorterCss, shorterTemplates, smaller, virtual } from "./build-paths-and-plugins.mjs";
import { notices, noting } from "./notices.mjs";
import { reference } from "./reference-pages.mjs";

const DIST = join(WEB, "dist");

/** The folders of the npm packages in the element, and in everything. */
const inElement = new Set();
const inAll = new Set();

/** A script, and what it loads when that is used, unless it is `single`: file names and texts, the script first. */
async function scripts(entry, format, values, packages, single) {
  const result = await build({
    ...common,
    publicDir: false,
    plugins: [shorterTemplates(), shorterCss(), virtual(values), commandLineMessages(), noting(packages), smaller()],
    // Libraries in the form of ES modules are not minified by default.
    // What is loaded later takes from the script what both need: without this, the script would be divided in two.
    build: { ...output, write: false, rolldownOptions: { checks, ...(single ? {} : { preserveEntrySignatures: "allow-extension" }), output: { minify: true, chunkFileNames: "[name].js", ...(single ? { codeSplitting: false } : {}) } }, lib: { entry: join(WEB, entry), formats: [format], name: "clbplan", fileName: () => "element.js" } },
  });
  return [result].flat()[0].output.map(({ fileName, code }) => [fileName, code]);
}

/** One script, as text. */
const script = async (entry, format, values, packages = inAll) => (await scripts(entry, format, values, packages, true))[0][1];

const workerCode = await script("src/engine/worker.ts", "iife", {});
const drawn = await draw();
const values = { examples: () => drawn.examples, "first-example": () => drawn.examples[0], "worker-code": () => workerCode, "module-in-text": moduleInText };

await build({
  ...common,
  plugins: [shorterTemplates(), shorterCss(), virtual(values), commandLineMessages(), noting(inAll), smaller()],
  worker: { format: "es" },
  build: { ...output, outDir: DIST, emptyOutDir: true, modulePreload: false, rolldownOptions: { checks } },
});
withAnswer(join(DIST, "index.html"), drawn);

const offline = (await script("src/entry/page-in-one-file.ts", "iife", values)).replaceAll("</script", "<\\/script");
writeFileSync(join(DIST, "clbplan.html"), onePage(readFileSync(join(WEB, "index.html"), "utf8"), offline));

const element = await script("src/entry/element-in-one-file.ts", "es", values, inElement);
writeFileSync(join(PKG, "element.js"), element);
writeFileSync(join(DIST, "element.js"), element);
// For pages on the disk, where browsers do not load ES modules.
writeFileSync(join(PKG, "element.classic.js"), await script("src/entry/element-in-one-file.ts", "iife", values, inElement));
const folder = join(PKG, "element");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, code] of await scripts("src/entry/element-with-worker.ts", "es", values, inElement, false)) writeFileSync(join(folder, name), code);
writeFileSync(join(folder, "worker.js"), workerCode);
cpSync(MODULE, join(folder, "clbplan.wasm"));

// The module's own notices are in `NOTICES.txt` of the package.
const ofModule = readFileSync(join(PKG, "NOTICES.txt"), "utf8");
writeFileSync(join(PKG, "element.NOTICES.txt"), notices(inElement));
writeFileSync(join(DIST, "NOTICES.txt"), `${notices(new Set([...inAll, ...inElement]))}\n${"-".repeat(80)}\n\n${ofModule}`);

reference(join(DIST, "reference"));

printSizes();

/** The page with the script inside. Its policy allows this script alone, by its hash. */
function onePage(page, code) {
  const hash = createHash("sha256").update(code).digest("base64");
  const policy = `default-src 'none'; script-src 'sha256-${hash}' 'wasm-unsafe-eval'; worker-src blob:; img-src data:; base-uri 'none'; form-action 'none'`;
  // Replaced by functions, because `$` in the code has a meaning in a replacement text.
  return page
    .replace(/(http-equiv="Content-Security-Policy" content=")[^"]*/, (_, before) => before + policy)
    .replace(/<script type="module".*?<\/script>/, () => `<script>${code}</script>`);
}

/** What a first visit loads before its answer, besides the module: not the editors, the examples and the exports. */
function isFirst(name) {
  return /^(index\.html|assets.index-.*\.(js|css))$/.test(name);
}

/** What few visits load: the form about the cluster, the comparison, the list of many Services, zooming, and what is taken along. */
function isRare(name) {
  return /^assets.(comparison|context-form|export|list-of-services|pan-and-zoom|save-picture)-/.test(name);
}

function printSizes() {
  const names = ["index.html", ...readdirSync(join(DIST, "assets")).map((name) => join("assets", name))];
  let all = 0;
  let first = 0;
  let rare = 0;
  const line = (file) => {
    const bytes = readFileSync(file);
    const size = brotli(bytes);
    console.log(`${relative(WEB, file).padEnd(44)} ${String(bytes.length).padStart(9)} ${String(size).padStart(8)}`);
    return size;
  };
  console.log(`${"".padEnd(44)} ${"bytes".padStart(9)} ${"brotli".padStart(8)}`);
  for (const name of names) {
    const size = line(join(DIST, name));
    all += size;
    if (isFirst(name)) first += size;
    if (isRare(name)) rare += size;
  }
  console.log(`${"the page in all".padEnd(54)} ${String(all).padStart(8)}`);
  for (const file of [join(DIST, "clbplan.html"), join(PKG, "element.js"), join(folder, "element.js")]) line(file);
  const module = brotli(readFileSync(MODULE));
  // The package's JavaScript, without the module.
  const glue = ["browser.js", "start.js", "web/clbplan.js"].map((name) => line(join(PKG, name))).reduce((sum, size) => sum + size);
  // Compressed by brotli. The goal for the whole page is 400,000; `xtask/MEASUREMENTS.md` says why it is missed. The module has its own
  // budget in `xtask/src/size.rs`. The commit in the texts changes a compressed size by up to 100. The first line was 152,000 until the
  // editors, examples and exports were loaded when they are used. The second was 181,500 until hidden characters were shown, large
  // inputs kept, and values offered after a key. The list of Services, its filter, the folded picture, the bar of time,
  // commands and announcements cost the element 6,100; links to findings, ways to what is missing, attributes for all inputs and what is
  // said of deletions that are not proven, 1,100. Footnotes, backends as a table, folded resources, the fields of a resource in the picture,
  // zooming by key and wheel, health, one tab stop for each group, chips that count findings, and the answer to what could be read cost the
  // element 3,300, of which the list of many Services gave 1,700 back: it is loaded when there are many. Both first answers are in the page,
  // so the first line has that, too; the gallery and help gave 1,300 back. Tab stops in skeletons brought 1,300 of CodeMirror, icons 400.
  // What is rare has its own line: the comparison brings a library, the list of many Services and what is done with the picture have 3,700,
  // and Markdown says equal assumptions once, as the command line does, for 430 bytes; it finds places by an index, for 250; an orphan's
  // line has what the cloud says about it, for 150. The texts and the looks of the list moved to it, for
  // 1,050: that gave the other lines 1,600, of which arrow keys in the picture, what is known of an orphan, and Trusted Types took 700.
  // Files by name, as the command line writes them for `--open`, brought the first line 100. How many Services are checked, 350; where
  // files can be dropped, 150, and 400 that are loaded later; what the command line says of load balancers and addresses that are unknown, 250;
  // why a Service is refused, and a policy that cannot be decided, 250. What Markdown says of a denied plan and of probable deletions, 200.
  // What to do about a manifest that cannot be read, and the picture of a load balancer whose id is unknown, cost the element 80. Old violations
  // and undecided policies in Markdown, and Services that become public among the dangers, 400 of what is rare and 70 of the element;
  // outages among the dangers and the choice of a replacement, 150 of the whole. That a Service becomes public or has an outage, beside
  // something worse too, cost the element 170 and what is rare 120.
  // The last was 4,300 until a call after a trap got a fresh instance.
  const budgets = [
    ["before the first answer", first, 64_600],
    ["without the module and what is rare", all - module - rare, 188_800],
    ["what is rare: form, comparison, list, exports", rare, 30_300],
    ["the element beside its module", brotli(readFileSync(join(folder, "element.js"))), 31_800],
    ["the package's JavaScript", glue, 4_700],
  ];
  for (const [what, size, most] of budgets) {
    console.log(`${what.padEnd(40)} ${size} of ${most}`);
    if (size > most) process.exitCode = 1;
  }
  if (process.exitCode) console.error("over budget: make it smaller, or raise the budget in build/all.mjs and give the reason there");
  if (all > 400_000) console.warn(`the page has ${all} bytes, ${module} of them the module; the goal is 400,000`);
}
