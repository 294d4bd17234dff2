// Completion and hover, from the module.

import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { EditorState } from "@codemirror/state";
import type { EditorView, Tooltip } from "@codemirror/view";
import { ask, hasStarted } from "../engine/start.ts";
import type { Edit, PlanRequest, Position } from "../types.ts";
import { told } from "./markdown.ts";

interface Item {
  label: string;
  kind: "annotation" | "field" | "value" | "snippet";
  detail: string;
  documentation: string;
  edit: Edit;
}

interface Told {
  contents: string;
  range: { start: Position; end: Position };
}

/** Larger texts are not asked about at every key. */
const LARGEST = 400_000;

export interface Assistance {
  complete: (context: CompletionContext) => CompletionResult | null;
  hover: (view: EditorView, at: number) => Tooltip | null;
}

type Question = (state: EditorState, offset: number) => object;

/** `known`: the request that the text is part of; cluster and language come from it. */
export function assistance(known: () => PlanRequest): Assistance {
  const question: Question = (state, offset) => {
    const { context, locale } = known();
    return { text: state.doc.toString(), position: { offset }, locale, ...(context ? { context } : {}) };
  };
  return { complete: (context) => complete(context, question), hover: (view, at) => hover(view, at, question) };
}

/** The module chooses what fits what was typed, so it is asked again at each key. */
function complete(context: CompletionContext, question: Question): CompletionResult | null {
  if (!hasStarted() || context.state.doc.length > LARGEST) return null;
  const answer = ask("complete", question(context.state, context.pos)) as { items?: Item[] };
  const items = answer.items ?? [];
  const first = items[0];
  // Without a typed word nobody asked, unless by the key.
  if (!first || (!context.explicit && first.edit.start.offset === context.pos)) return null;
  return {
    from: first.edit.start.offset,
    filter: false,
    options: items.map(({ label, kind, detail, documentation, edit }) => ({
      label,
      type: kind,
      ...(detail ? { detail: detail.replaceAll("`", "") } : {}),
      ...(documentation ? { info: () => told(documentation) } : {}),
      apply: (view: EditorView) => {
        const anchor = edit.start.offset + edit.text.length;
        view.dispatch({ changes: { from: edit.start.offset, to: edit.end.offset, insert: edit.text }, selection: { anchor }, userEvent: "input.complete" });
      },
    })),
  };
}

function hover(view: EditorView, at: number, question: Question): Tooltip | null {
  if (!hasStarted() || view.state.doc.length > LARGEST) return null;
  const answer = ask("hover", question(view.state, at)) as Partial<Told> | null;
  if (!answer?.contents || !answer.range) return null;
  const { contents, range } = answer as Told;
  return { pos: range.start.offset, end: range.end.offset, above: true, create: () => ({ dom: told(contents) }) };
}
