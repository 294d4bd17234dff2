// The module's Markdown as elements for the editor's pop-ups: paragraphs, lists, `code`, **strong** and https links. Anything else
// stays text.

import { showHidden } from "../element/show-hidden-characters.ts";

export function markdownToHtml(markdown: string): HTMLElement {
  const box = document.createElement("div");
  box.className = "markdown";
  for (const block of markdown.split(/\n\n+/)) {
    for (const part of block.split(/((?:^\* .*(?:\n|$))+)/m).filter(Boolean)) box.append(part.startsWith("* ") ? list(part) : element("p", part));
  }
  showHidden(box);
  return box;
}

function list(lines: string): HTMLElement {
  const items = document.createElement("ul");
  for (const line of lines.trimEnd().split("\n")) items.append(element("li", line.slice("* ".length)));
  return items;
}

function element(tag: string, text: string): HTMLElement {
  const parent = document.createElement(tag);
  for (const part of text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\(https:[^)\s]+\)|<https:[^>\s]+>)/)) parent.append(inline(part));
  return parent;
}

function inline(part: string): Node {
  const link = /^\[([^\]]+)\]\((https:[^)\s]+)\)$/.exec(part) ?? /^<((https:[^>\s]+))>$/.exec(part);
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link[2]!;
    anchor.target = "_blank";
    anchor.rel = "noreferrer noopener";
    anchor.textContent = link[1]!;
    return anchor;
  }
  const tag = part.startsWith("`") ? "code" : part.startsWith("**") ? "strong" : undefined;
  if (!tag) return document.createTextNode(part);
  const marked = document.createElement(tag);
  marked.textContent = part.replace(/^(`|\*\*)|(`|\*\*)$/g, "");
  return marked;
}
