// What the module says, as elements for the editor's pop-ups: paragraphs, lists, `code`, **strong** and links to pages; anything else
// stays text.

export function told(markdown: string): HTMLElement {
  const box = document.createElement("div");
  box.className = "told";
  for (const block of markdown.split(/\n\n+/)) {
    for (const part of block.split(/((?:^\* .*(?:\n|$))+)/m).filter(Boolean)) box.append(part.startsWith("* ") ? list(part) : filled("p", part));
  }
  return box;
}

function list(lines: string): HTMLElement {
  const all = document.createElement("ul");
  for (const line of lines.trimEnd().split("\n")) all.append(filled("li", line.slice("* ".length)));
  return all;
}

function filled(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  for (const part of text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\(https:[^)\s]+\)|<https:[^>\s]+>)/)) element.append(inline(part));
  return element;
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
  const element = document.createElement(tag);
  element.textContent = part.replace(/^(`|\*\*)|(`|\*\*)$/g, "");
  return element;
}
