// What the build draws (`src/entry/draw-at-build-time.ts`), and the page with it: the first example's answer is in `index.html`, in both
// languages, so that it is there before script and module are. A returning visitor, and who follows a link, does not see it.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { CHOSEN, readExamples } from "./examples.mjs";
import { MODULE, WEB, common, output, shorterCss, shorterTemplates, virtual } from "./build-paths-and-plugins.mjs";
import { toHtml } from "./lit-template-to-html.mjs";

/** Stands for the answer in the page's markup. */
const ANSWER = "the-answer";

const LOCALES = ["en", "zh-CN"];

/** Written beside the packages, so that Node finds lit-html. */
const OUT = join(WEB, "node_modules/.clbplan-build-time");

async function loaded() {
  await build({
    ...common,
    publicDir: false,
    plugins: [shorterTemplates(), shorterCss(), virtual({ examples: () => [], "first-example": () => ({}) })],
    build: { ...output, outDir: OUT, emptyOutDir: true, minify: false, lib: { entry: join(WEB, "src/entry/draw-at-build-time.ts"), formats: ["es"], fileName: "out" }, rolldownOptions: { external: ["lit-html"] } },
  });
  return import(`${pathToFileURL(join(OUT, "out.js")).href}?${Date.now()}`);
}

/** The examples with verdicts and pictures, and the first answer in both languages. */
export async function draw() {
  const module = await loaded();
  module.startWith(readFileSync(MODULE));
  const examples = readExamples().map((example) => ({ ...example, ...module.thumbnail(example) }));
  const styles = module.styles.replace(/\/\*[\s\S]*?\*\//g, "");
  const pages = LOCALES.map((locale) => {
    const answer = toHtml(module.drawnAnswer(examples[0], locale));
    const inShadow = `<div class="preview-host"><template shadowrootmode="open"><style>${styles}</style><div class="preview">${answer}</div></template></div>`;
    const page = toHtml(module.drawnPage(examples[0], locale, ANSWER)).replace(ANSWER, () => inShadow);
    const manifest = toHtml(examples[0].steps[0].manifest);
    return `<div class="drawn" lang="${locale}">${page.replace("<pre></pre>", () => `<pre>${manifest}</pre>`)}</div>`;
  });
  return { examples, pages, styles };
}

/** Browsers load no modules from the disk. */
const FROM_DISK = "Open clbplan.html instead: a browser does not load this page's scripts from the disk. / 请改为打开 clbplan.html：浏览器不会从磁盘加载本页的脚本。";

/** Before anything is drawn: whether the visitor's own state will be shown, and the language. Its hash is in the page's policy. */
const EARLY = `if(location.protocol==="file:")addEventListener("DOMContentLoaded",()=>document.getElementById("app").textContent="${FROM_DISK}");{const root=document.documentElement;let own=location.hash.length>1;try{const{state,locale,theme}={...JSON.parse(localStorage.clbplan||"{}"),...JSON.parse(sessionStorage.clbplan||"{}")};own||=!!state;root.lang=locale||(/^zh\\b/i.test(navigator.language)?"zh-CN":"en");if(theme)root.dataset.theme=theme}catch{}if(own)root.dataset.own=""}`;

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Puts the drawn page into the built one. */
export function withAnswer(file, { pages, styles }) {
  const page = readFileSync(file, "utf8");
  const changed = page
    .replace(/script-src [^;]*/, (policy) => `${policy} ${hash(EARLY)}`)
    .replace(/style-src [^;]*/, (policy) => `${policy} ${hash(styles)}`)
    .replace("</title>", () => `</title>\n    <script>${EARLY}</script>`)
    .replace('<div id="app">', (tag) => `${tag}${pages.join("")}`);
  writeFileSync(file, changed);
}
