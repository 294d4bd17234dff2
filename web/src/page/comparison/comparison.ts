// The dialog that compares the manifest with what is live: side by side, or on a narrow screen one below the other.

import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { render } from "lit-html";
import { showHidden } from "../../element/show-hidden-characters.ts";
import { startedEngine } from "../../element/engine-setup.ts";
import { type JsonObject, type Locale, type Simulation, asObject, isRequestError } from "../../types.ts";
import { yamlLook } from "../editor.ts";
import { editorPhrases } from "../editor-phrases.ts";
import { icon } from "../icons.ts";
import { toYaml } from "../objects-to-yaml.ts";
import type { State } from "../state.ts";
import { type Comparison, comparisons, sorted } from "./three-way-merge.ts";
import { comparisonTexts } from "./messages.ts";

export interface ComparedPage {
  readonly state: State;
  readonly locale: Locale;
}

const ASSIGNED_ID = "service.kubernetes.io/loadbalance-id";

/** The objects in a text. The module reads them: if nothing is to be planned, it returns them as they are, apart from an id that it makes
 * up for a Service without one. */
async function objectsIn(text: string): Promise<JsonObject[]> {
  const engine = await startedEngine();
  const answer = await engine.call("simulate", JSON.stringify({ live: text, scope: "named" }));
  if (isRequestError(answer)) return [];
  const { live } = answer as Simulation;
  for (const { metadata } of live) {
    const annotations = asObject(asObject(metadata)?.["annotations"]);
    if (annotations && !text.includes(String(annotations[ASSIGNED_ID]))) delete annotations[ASSIGNED_ID];
  }
  return live;
}

const textOf = (object: JsonObject): string => toYaml([sorted(object)]);

/** In pixels. Below, two texts side by side would have too short lines. */
const NARROW = 820;

const theme = EditorView.theme({
  "&": { height: "auto" },
  ".cm-changedLine, .cm-insertedLine": { backgroundColor: "var(--new-soft)" },
  ".cm-deletedLine, .cm-deletedChunk": { backgroundColor: "var(--removed-soft)" },
  ".cm-changedText": { background: "color-mix(in srgb, var(--new) 12%, transparent) !important" },
  ".cm-deletedText, .cm-deletedChunk .cm-deletedText": { background: "color-mix(in srgb, var(--removed) 12%, transparent) !important" },
  ".cm-changedLineGutter": { background: "var(--new)" },
  ".cm-deletedLineGutter": { background: "var(--removed)" },
  ".cm-collapsedLines": { background: "var(--raised)", color: "var(--muted)", font: "12px/20px system-ui, sans-serif" },
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: '"⋯" !important' },
});

const before = EditorView.theme({ ".cm-changedLine": { backgroundColor: "var(--removed-soft)" }, ".cm-changedText": { background: "color-mix(in srgb, var(--removed) 12%, transparent) !important" }, ".cm-changedLineGutter": { background: "var(--removed)" } });

const FOLDED = { margin: 3, minSize: 6 };

/** Makes the dialog and opens it. It is removed when it is closed. */
export async function showComparison(page: ComparedPage): Promise<void> {
  const { state } = page;
  const t = comparisonTexts(page.locale);
  const [manifest, live] = await Promise.all([objectsIn(state.manifest), objectsIn(state.live)]);
  const all = comparisons(manifest, live, state.defaultNamespace).map((each) => ({ ...each, differs: textOf(each.live) !== textOf(each.applied) }));
  const shown = all.filter(({ differs }) => differs);
  const dialog = document.createElement("dialog");
  dialog.className = "compare";
  dialog.setAttribute("aria-labelledby", "compare-title");
  const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, text = "", className = ""): HTMLElementTagNameMap[Tag] => Object.assign(document.createElement(tag), { textContent: text, className });
  const sheet = make("div", "", "sheet");
  const top = make("div", "", "top");
  const close = Object.assign(make("button"), { type: "button", onclick: () => dialog.close(), ariaLabel: t("close") });
  render(icon("close"), close);
  top.append(Object.assign(make("h2", t("title")), { id: "compare-title" }), close);
  const said = shown.length > 0 ? t("hint") : all.length > 0 ? t("same", { n: all.length }) : t("none");
  sheet.append(top, make("p", said, "muted"), ...shown.map((each) => section(each, page)));
  if (shown.length > 0 && all.length > shown.length) sheet.append(make("p", t("same", { n: all.length - shown.length }), "muted"));
  dialog.append(sheet);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  showHidden(dialog);
  document.body.append(dialog);
  dialog.showModal();
}

function section({ name, live, applied }: Comparison, { locale }: ComparedPage): HTMLElement {
  const t = comparisonTexts(locale);
  const part = document.createElement("section");
  const title = Object.assign(document.createElement("h3"), { textContent: name });
  const columns = document.createElement("p");
  columns.className = "columns";
  columns.append(...(["live", "applied"] as const).map((key) => Object.assign(document.createElement("span"), { textContent: t(key) })));
  const host = document.createElement("div");
  host.className = "texts";
  part.append(title, columns, host);
  // In a shadow root, as the editors: there CodeMirror uses constructed style sheets.
  const root = host.attachShadow({ mode: "open" });
  const parent = document.createElement("div");
  root.append(parent);
  const label = (key: "live" | "applied"): Extension => EditorView.contentAttributes.of({ "aria-label": `${name}, ${t(key)}`, tabindex: "0" });
  const common: Extension = [yamlLook, theme, lineNumbers(), EditorState.readOnly.of(true), EditorView.editable.of(false), EditorState.phrases.of(editorPhrases(locale))];
  const [old, next] = [textOf(live), textOf(applied)];
  if (innerWidth < NARROW) {
    new EditorView({ parent, root, state: EditorState.create({ doc: next, extensions: [common, label("applied"), unifiedMergeView({ original: old, mergeControls: false, collapseUnchanged: FOLDED })] }) });
  } else {
    new MergeView({ parent, root, collapseUnchanged: FOLDED, a: { doc: old, extensions: [common, before, label("live")] }, b: { doc: next, extensions: [common, label("applied")] } });
  }
  return part;
}
