// Completion and hover, both answered by the module.

import { type CompletionContext, type CompletionResult, snippet, startCompletion } from "@codemirror/autocomplete";
import type { EditorState } from "@codemirror/state";
import type { EditorView, Tooltip } from "@codemirror/view";
import { call, hasStarted } from "../engine/wasm-module.ts";
import type { Completions, Hover, Locale, PlanRequest } from "../types.ts";
import { pageTranslator } from "./messages.ts";
import { markdownToHtml } from "./popup-markdown.ts";
import { SKELETONS, SKELETON_NAMES } from "./starter-manifests.ts";

/** Longer texts get no completion, which would read the whole text at every key. */
const LONGEST = 400_000;

/** Offered first: the annotations that most scenarios have. The others are in the order of the reference. */
const COMMON = [
  "service.kubernetes.io/tke-existed-lbid",
  "service.kubernetes.io/qcloud-loadbalancer-internal-subnetid",
  "service.kubernetes.io/service.extensiveParameters",
  "service.cloud.tencent.com/specify-protocol",
  "service.cloud.tencent.com/direct-access",
  "service.cloud.tencent.com/tke-service-config",
  "service.cloud.tencent.com/security-groups",
];

const place = ({ label }: { label: string }): number => (COMMON.includes(label) ? COMMON.indexOf(label) : COMMON.length);

const byUse = <Item extends { label: string }>(items: Item[]): Item[] => items.toSorted((left, right) => place(left) - place(right));

export interface Assistance {
  complete: (context: CompletionContext) => CompletionResult | null;
  hover: (view: EditorView, at: number) => Tooltip | null;
}

type MakeRequest = (state: EditorState, offset: number) => object;

/** `planRequest`: the current request, from which cluster and language are taken. */
export function assistance(planRequest: () => PlanRequest): Assistance {
  const makeRequest: MakeRequest = (state, offset) => {
    const { context, locale } = planRequest();
    return { text: state.doc.toString(), position: { offset }, locale, ...(context ? { context } : {}) };
  };
  return { complete: (context) => withSkeletons(context, complete(context, makeRequest), planRequest().locale ?? "en"), hover: (view, at) => hover(view, at, makeRequest) };
}

/** An empty text can begin with a whole Service. */
function withSkeletons({ explicit, state, pos }: CompletionContext, found: CompletionResult | null, locale: Locale): CompletionResult | null {
  if (!explicit || state.doc.toString().trim() !== "") return found;
  const t = pageTranslator(locale);
  const skeletons = SKELETON_NAMES.map((name) => ({ label: t("labelled", { label: "Service", value: t(`skeleton.${name}`) }), type: "snippet", apply: snippet(SKELETONS[name]) }));
  return { from: pos, filter: false, options: [...skeletons, ...(found?.options ?? [])] };
}

/** The module filters by what was typed, so it is called again at every key. */
function complete(context: CompletionContext, makeRequest: MakeRequest): CompletionResult | null {
  if (!hasStarted() || context.state.doc.length > LONGEST) return null;
  const { items = [] } = call("complete", makeRequest(context.state, context.pos)) as Partial<Completions>;
  const first = items[0];
  // Opens by itself only when something was typed.
  if (!first || (!context.explicit && first.edit.start.offset === context.pos)) return null;
  return {
    from: first.edit.start.offset,
    filter: false,
    options: byUse(items).map(({ label, kind, detail, documentation, edit }) => ({
      label,
      type: kind,
      ...(detail ? { detail: detail.replaceAll("`", "") } : {}),
      // In the list the detail is cut off.
      ...(documentation ? { info: () => markdownToHtml([detail, documentation].filter(Boolean).join("\n\n")) } : {}),
      apply: (view: EditorView) => {
        const anchor = edit.start.offset + edit.text.length;
        view.dispatch({ changes: { from: edit.start.offset, to: edit.end.offset, insert: edit.text }, selection: { anchor }, userEvent: "input.complete" });
        // After a key, its values.
        if (/: *["']?$/.test(edit.text)) startCompletion(view);
      },
    })),
  };
}

function hover(view: EditorView, at: number, makeRequest: MakeRequest): Tooltip | null {
  if (!hasStarted() || view.state.doc.length > LONGEST) return null;
  const { contents, range } = (call("hover", makeRequest(view.state, at)) ?? {}) as Partial<Hover>;
  if (!contents || !range) return null;
  return { pos: range.start.offset, end: range.end.offset, above: true, create: () => ({ dom: markdownToHtml(contents) }) };
}
