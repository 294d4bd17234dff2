// Completion and hover, from the module where it has them.

import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { EditorView, Tooltip } from "@codemirror/view";
import { ask, has } from "../engine/start.ts";
import type { PlanRequest, Position } from "../types.ts";

interface Item {
  label: string;
  kind?: string;
  detail?: string;
  documentation?: string;
  edit?: { start: Position; end: Position; text: string };
}

interface Told {
  markdown?: string;
  start?: Position;
  end?: Position;
}

/** Larger texts are not asked about at every key. */
const LARGEST = 400_000;

export interface Assistance {
  complete: (context: CompletionContext) => CompletionResult | null;
  hover: (view: EditorView, at: number) => Tooltip | null;
}

export function assistance(request: () => PlanRequest): Assistance {
  const place = (text: string, offset: number): object => {
    const { context, locale } = request();
    return { text, offset, ...(context ? { context } : {}), ...(locale ? { locale } : {}) };
  };
  return { complete: (context) => complete(context, place), hover: (view, at) => hover(view, at, place) };
}

type Place = (text: string, offset: number) => object;

function complete(context: CompletionContext, place: Place): CompletionResult | null {
  if (!has("complete") || context.state.doc.length > LARGEST) return null;
  const answer = ask("complete", place(context.state.doc.toString(), context.pos)) as { items?: Item[] };
  const items = answer.items ?? [];
  const first = items[0];
  if (!first) return null;
  const from = first.edit?.start.offset ?? context.matchBefore(/[\w./-]*/)?.from ?? context.pos;
  return {
    from,
    validFor: /^[\w./-]*$/,
    options: items.map((item) => ({
      label: item.label,
      ...(item.detail ? { detail: item.detail } : {}),
      ...(item.documentation ? { info: () => told(item.documentation!) } : {}),
      apply: item.edit?.text ?? item.label,
    })),
  };
}

function hover(view: EditorView, at: number, place: Place): Tooltip | null {
  if (!has("hover") || view.state.doc.length > LARGEST) return null;
  const answer = ask("hover", place(view.state.doc.toString(), at)) as Told | null;
  if (!answer?.markdown) return null;
  const pos = answer.start?.offset ?? at;
  const end = answer.end?.offset;
  return { pos, ...(end === undefined ? {} : { end }), create: () => ({ dom: told(answer.markdown!) }) };
}

/** Markdown of the module: paragraphs, lists, `code`, **strong** and links to pages; anything else stays text. */
function told(markdown: string): HTMLElement {
  const box = document.createElement("div");
  box.className = "cm-diagnostic cm-diagnostic-info";
  for (const block of markdown.split(/\n\n+/)) {
    const paragraph = document.createElement("p");
    for (const part of block.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\(https:[^)\s]+\))/)) paragraph.append(inline(part));
    box.append(paragraph);
  }
  return box;
}

function inline(part: string): Node {
  const link = /^\[([^\]]+)\]\((https:[^)\s]+)\)$/.exec(part);
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
