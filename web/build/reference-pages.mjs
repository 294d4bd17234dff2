// Makes the pages of the reference from `web/reference/*.md`. Reads only the Markdown that these files use: headings, paragraphs,
// lists, fences, `code`, **strong**, links, anchors.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { WEB } from "./build-paths-and-plugins.mjs";

const FROM = join(WEB, "reference");

const NAMES = {
  en: { annotations: "Annotations", codes: "Codes", fields: "Fields", reasons: "Reasons", back: "Preview", filter: "Filter by name", other: "中文" },
  "zh-CN": { annotations: "注解", codes: "代码", fields: "字段", reasons: "原因", back: "预览", filter: "按名称筛选", other: "English" },
};

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const anchor = (href, text) => (/^https:\/\//.test(href) ? `<a href="${escaped(href)}" rel="noreferrer noopener" target="_blank">${text}</a>` : `<a href="${escaped(href.replace(/\.md\b/, ".html"))}">${text}</a>`);

/** The inline markup of a line. Code first, because nothing in it is markup. */
function inline(text) {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => {
      if (part.startsWith("`")) return `<code>${escaped(part.slice(1, -1))}</code>`;
      return part
        .split(/(<https:[^>]+>|\[[^\]]*\]\([^)]*\))/)
        .map((piece) => {
          if (piece.startsWith("<https:")) return anchor(piece.slice(1, -1), escaped(piece.slice(1, -1)));
          const link = /^\[([^\]]*)\]\(([^)]*)\)$/.exec(piece);
          if (link) return anchor(link[2], escaped(link[1]));
          return escaped(piece).replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>");
        })
        .join("");
    })
    .join("");
}

/** The body of a page, and its second-level headings. */
function body(markdown) {
  const out = [];
  const sections = [];
  let id = "";
  let inEntry = false;
  const blocks = markdown.replace(/<!--[\s\S]*?-->\n*/g, "").split(/^(```[\s\S]*?^```$)/m).flatMap((part) => (part.startsWith("```") ? [part] : part.split(/\n\n+/)));
  for (const block of blocks.map((each) => each.replace(/^\n+|\n+$/g, "")).filter(Boolean)) {
    const fence = /^```(\w*)\n([\s\S]*?)\n?```$/.exec(block);
    if (fence) {
      out.push(`<pre tabindex="0"><code>${escaped(fence[2])}</code></pre>`);
      continue;
    }
    for (const line of grouped(block.split("\n"))) {
      const named = /^<a id="([^"]+)"><\/a>$/.exec(line);
      const heading = /^(#{1,4}) (.*)$/.exec(line);
      if (named) id = named[1];
      else if (heading) {
        const level = heading[1].length;
        if (inEntry) out.push("</section>");
        inEntry = level >= 3;
        const own = id || (level === 2 ? `section-${sections.length + 1}` : "");
        if (level === 2) sections.push([own, heading[2]]);
        if (inEntry) out.push(`<section id="${escaped(own)}" data-name="${escaped(heading[2].replaceAll("`", ""))}">`);
        const link = inEntry && own ? ` <a class="self" href="#${escaped(own)}" aria-label="#">#</a>` : "";
        out.push(`<h${level}${level === 2 ? ` id="${own}"` : ""}>${inline(heading[2])}${link}</h${level}>`);
        id = "";
      } else if (line.startsWith("* ")) {
        out.push(`<ul>${line.split("\n").map((item) => `<li>${inline(item.slice(2))}</li>`).join("")}</ul>`);
      } else out.push(`<p>${inline(line)}</p>`);
    }
  }
  if (inEntry) out.push("</section>");
  return { html: out.join("\n"), sections };
}

/** Joins the lines of a list, and those of a paragraph. */
function grouped(lines) {
  const out = [];
  for (const line of lines) {
    const kind = (text) => (text.startsWith("* ") ? "item" : /^(#|<a id)/.test(text) ? "alone" : "text");
    const last = out.at(-1);
    if (last !== undefined && kind(line) !== "alone" && kind(last) === kind(line)) out[out.length - 1] = `${last}\n${line}`;
    else out.push(line);
  }
  return out;
}

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

function page(locale, name, markdown) {
  const names = NAMES[locale];
  const { html, sections } = body(markdown);
  const file = (which, language) => (language === "en" ? `${which}.html` : `${which}.zh-CN.html`);
  const tabs = ["annotations", "fields", "codes", "reasons"].map((each) => `<a href="${file(each, locale)}"${each === name ? ' aria-current="page"' : ""}>${names[each]}</a>`);
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>clbplan · ${names[name]}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="reference.css"><script src="reference.js" defer></script></head>
<body><header><a href="../index.html">← ${names.back}</a><nav>${tabs.join("")}</nav><input type="search" aria-label="${names.filter}" placeholder="${names.filter}"><a href="${file(name, locale === "en" ? "zh-CN" : "en")}" lang="${locale === "en" ? "zh-CN" : "en"}">${names.other}</a></header>
<main>${sections.length > 1 ? `<ul class="sections">${sections.map(([id, text]) => `<li><a href="#${escaped(id)}">${inline(text)}</a></li>`).join("")}</ul>` : ""}${html}</main></body></html>
`;
}

/** Writes the pages. The one about annotations is also the folder's index. */
export function reference(folder) {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(FROM).filter((each) => each.endsWith(".md"))) {
    const name = basename(file, ".md");
    const locale = name.endsWith(".zh-CN") ? "zh-CN" : "en";
    const html = page(locale, name.replace(/\.zh-CN$/, ""), readFileSync(join(FROM, file), "utf8"));
    writeFileSync(join(folder, `${name}.html`), html);
    if (name === "annotations") writeFileSync(join(folder, "index.html"), html);
  }
  for (const file of ["reference.css", "reference.js"]) writeFileSync(join(folder, file), readFileSync(join(WEB, "build", file)));
}
