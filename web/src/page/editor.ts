// An editor in a shadow root, because there CodeMirror uses constructed style sheets, which the page's policy does not forbid.

import { autocompletion, closeBrackets } from "@codemirror/autocomplete";
import { history } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, codeFolding, foldGutter, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic as Mark, lintGutter, nextDiagnostic, setDiagnostics } from "@codemirror/lint";
import { Annotation, Compartment, EditorState, type Extension, RangeSetBuilder, StateEffect, StateField, type Transaction } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, type ViewUpdate, drawSelection, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Diagnostic, Edit, PlanRequest } from "../types.ts";
import { assistance } from "./completion-and-hover.ts";
import { differences } from "./compare.ts";
import { lineChanges, setChanges } from "./editor-changes.ts";
import { keys } from "./editor-keys.ts";
import { marksOf } from "./finding-marks.ts";
import { hangingIndent } from "./hanging-indent.ts";
import { yaml } from "./highlight.ts";

export interface Range {
  from: number;
  to: number;
}

/** Texts that depend on the language. */
export interface EditorTexts {
  label: string;
  hint: string;
  /** CodeMirror's texts, by their English form. */
  phrases: Record<string, string>;
}

/** How the user has changed the text. */
export interface TextEdit {
  /** Nothing of the old text is left. */
  isWhole: boolean;
  isPasted: boolean;
}

/** What the text is compared with, and the ranges that cost the address. */
export interface ChangesToShow {
  live: string;
  defaultNamespace: string;
  costly: Range[];
  /** How a live value is written. */
  was: (value: string) => string;
}

/** Longer texts are not compared, because that is done at every key. */
const LARGEST_COMPARED = 2_000_000;

export interface EditorOptions extends EditorTexts {
  changed: (text: string, edit: TextEdit) => void;
  moved?: (at: number) => void;
  /** A paste of more characters is rejected. */
  limit: number;
  pasteRejected: (size: number) => void;
  /** The current request, for completion and hover. Without it there are none. */
  request?: () => PlanRequest;
  /** Applies the first fix at the cursor, if there is one. */
  fixAt?: (at: number) => boolean;
}

/** On changes that the user has not made. */
const fromOutside = Annotation.define<boolean>();

const setMarks = StateEffect.define<Range[]>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    let next = value.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) next = lineMarks(transaction.state, effect.value);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function lineMarks(state: EditorState, ranges: Range[]): DecorationSet {
  const lines = new Set<number>();
  for (const { from, to } of ranges) {
    const last = state.doc.lineAt(Math.min(to, state.doc.length)).number;
    for (let line = state.doc.lineAt(Math.min(from, state.doc.length)).number; line <= last; line++) lines.add(line);
  }
  const builder = new RangeSetBuilder<Decoration>();
  for (const line of [...lines].sort((left, right) => left - right)) {
    const { from } = state.doc.line(line);
    builder.add(from, from, Decoration.line({ class: "marked" }));
  }
  return builder.finish();
}

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)" },
  { tag: [tags.string, tags.special(tags.string), tags.content], color: "var(--text)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--changed)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.keyword, tags.meta, tags.labelName, tags.typeName], color: "var(--blocked)" },
  { tag: [tags.punctuation, tags.separator, tags.bracket, tags.squareBracket, tags.brace], color: "var(--muted)" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", fontSize: "13px", color: "var(--text)", backgroundColor: "var(--surface)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "20px", overflow: "auto" },
  ".cm-content": { caretColor: "var(--text)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--muted)", border: "none" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--raised) 70%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--text)" },
  ".cm-line.marked": { backgroundColor: "var(--mark)", boxShadow: "inset 3px 0 var(--accent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--selection)" },
  ".cm-selectionMatch": { backgroundColor: "var(--mark)" },
  ".cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--line)", borderRadius: "6px", boxShadow: "0 4px 16px rgb(0 0 0 / 18%)", maxWidth: "min(520px, 90vw)" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "352px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--surface)" },
  // On a narrow screen: below the list instead of over it, or above a list that opens upwards.
  ".cm-completionInfo-left-narrow, .cm-completionInfo-right-narrow": { left: "0 !important", right: "0 !important", top: "100% !important", bottom: "auto !important", maxHeight: "160px !important", overflow: "auto" },
  ".cm-tooltip-above .cm-completionInfo-left-narrow, .cm-tooltip-above .cm-completionInfo-right-narrow": { top: "auto !important", bottom: "100% !important" },
  ".cm-completionInfo": { padding: "8px 12px", fontSize: "13px", lineHeight: "20px" },
  ".markdown": { padding: "8px 12px", fontSize: "13px", lineHeight: "20px", maxHeight: "320px", overflow: "auto" },
  ".markdown p": { margin: "0 0 4px", whiteSpace: "pre-line" },
  ".markdown ul": { margin: "0 0 4px", padding: "0 0 0 16px" },
  ".cm-diagnostic .markdown": { padding: "0" },
  ".cm-diagnostic .markdown p:first-child": { fontWeight: "600" },
  ".markdown code": { fontFamily: "var(--mono)", fontSize: "12px", backgroundColor: "var(--unchanged-soft)", borderRadius: "4px", padding: "0 4px" },
  ".markdown a": { color: "var(--accent)" },
  ".cm-completionInfo .markdown": { padding: "0" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.75", fontFamily: "system-ui, sans-serif" },
  ".cm-diagnostic": { padding: "8px 12px", borderLeftWidth: "4px", whiteSpace: "normal", fontSize: "13px", lineHeight: "20px" },
  ".cm-diagnosticAction": { backgroundColor: "var(--accent)", color: "var(--surface)", borderRadius: "4px", padding: "0 8px", margin: "4px 8px 0 0", cursor: "pointer", lineHeight: "24px", font: "inherit" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--removed)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--changed)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--accent)" },
  ".cm-lintRange": { backgroundImage: "none", textDecorationLine: "underline", textDecorationStyle: "wavy", textDecorationSkipInk: "none", textUnderlineOffset: "3px" },
  ".cm-lintRange-error": { textDecorationColor: "var(--removed)" },
  ".cm-lintRange-warning": { textDecorationColor: "var(--changed)" },
  ".cm-lintRange-info": { textDecorationColor: "var(--accent)" },
  ".cm-lint-marker": { width: "14px", height: "14px", font: "700 11px/14px var(--mono)", textAlign: "center", borderRadius: "7px" },
  ".cm-lint-marker-error": { content: "none", backgroundColor: "var(--removed-soft)", color: "var(--removed)" },
  ".cm-lint-marker-error::before": { content: '"✕"' },
  ".cm-lint-marker-warning": { content: "none", backgroundColor: "var(--changed-soft)", color: "var(--changed)" },
  ".cm-lint-marker-warning::before": { content: '"!"' },
  ".cm-lint-marker-info": { content: "none", backgroundColor: "var(--unchanged-soft)", color: "var(--accent)" },
  ".cm-lint-marker-info::before": { content: '"i"' },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text)", borderColor: "var(--line)" },
  ".cm-panel.cm-search": { padding: "8px 32px 8px 12px", font: "13px/20px system-ui, sans-serif" },
  ".cm-panel.cm-search label": { fontSize: "13px", display: "inline-flex", alignItems: "center", gap: "4px", verticalAlign: "middle" },
  ".cm-searchMatch": { backgroundColor: "var(--changed-soft)", outline: "1px solid var(--changed)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--selection)" },
  ".cm-panel.cm-search [name=close]": { right: "8px", top: "8px", font: "16px/20px system-ui, sans-serif", color: "var(--muted)", cursor: "pointer" },
  ".cm-textfield, .cm-button": { height: "26px", padding: "0 8px", fontSize: "13px" },
  ".cm-textfield": { backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--line)", borderRadius: "4px" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--surface)", border: "1px solid var(--line)", borderRadius: "4px" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--unchanged-soft)", color: "var(--muted)", border: "none" },
  ".cm-placeholder": { color: "var(--muted)", whiteSpace: "pre-wrap" },
});

/** Replaces a selection by typed text. Chromium would keep the old text's look in a `style` attribute, which strict policies forbid. */
const replaceSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== "insertText" || event.data === null || empty || view.state.selection.ranges.length > 1) return false;
    const text = event.data;
    const insert = (): Transaction => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
    return true;
  },
});

export class Editor {
  readonly view: EditorView;
  #options: EditorOptions;
  #texts = new Compartment();
  #search = new Compartment();

  constructor(host: HTMLElement, options: EditorOptions, text: string) {
    this.#options = options;
    const root = host.attachShadow({ mode: "open" });
    const parent = document.createElement("div");
    root.append(parent);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":host{display:block;height:100%}:host>div{height:100%}");
    root.adoptedStyleSheets = [sheet];
    // CodeMirror closes a pop-up when the mouse leaves it, but listens at the window, where the target of every event is the shadow
    // host. Without this, nobody could click on a fix.
    root.addEventListener("mousemove", (event) => {
      if ((event.target as Element).closest(".cm-tooltip-lint")) event.stopPropagation();
    });
    this.view = new EditorView({ parent, root, state: EditorState.create({ doc: text, extensions: this.#extensions() }) });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Replaces the text, as one step that can be undone. */
  set text(text: string) {
    if (text === this.text) return;
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, selection: { anchor: 0 }, annotations: fromOutside.of(true), scrollIntoView: true });
  }

  setTexts(texts: EditorTexts): void {
    this.view.dispatch({ effects: this.#texts.reconfigure(textExtensions(texts)) });
  }

  /** Underlines findings. */
  showFindings(findings: Diagnostic[]): void {
    this.#showMarks(marksOf(findings, (fix) => this.apply(fix.edits)));
  }

  /** Leaves out those that are outside of the text. */
  #showMarks(found: Mark[]): void {
    const { length } = this.view.state.doc;
    const inside = found.filter((each) => each.from <= each.to && each.to <= length);
    this.view.dispatch(setDiagnostics(this.view.state, inside));
  }

  /** Underlines the rest of a line, where the text cannot be read. */
  showProblem(line: number, column: number, message: string): void {
    const { doc } = this.view.state;
    const { from, to } = doc.line(Math.min(line, doc.lines));
    this.#showMarks([{ from: Math.min(from + column - 1, to), to, severity: "error", message }]);
  }

  showChanges(changes: ChangesToShow): void {
    const { live, defaultNamespace, costly, was } = changes;
    const text = this.text;
    const isSmall = text.length + live.length < LARGEST_COMPARED;
    const { doc } = this.view.state;
    const lines = costly.filter(({ to }) => to <= doc.length).map(({ from }) => doc.lineAt(from).number);
    this.view.dispatch({ effects: setChanges.of({ differences: isSmall ? differences(text, live, defaultNamespace) : [], costly: lines, was }) });
  }

  markLines(ranges: Range[], scroll: boolean): void {
    const first = ranges[0];
    const effects: StateEffect<unknown>[] = [setMarks.of(ranges)];
    if (scroll && first) effects.push(EditorView.scrollIntoView(first.from, { y: "center" }));
    this.view.dispatch({ effects });
  }

  apply(edits: Edit[]): void {
    const { length } = this.view.state.doc;
    const changes = edits.map(({ start, end, text }) => ({ from: start.offset, to: end.offset, insert: text }));
    if (changes.some(({ from, to }) => from > to || to > length)) return;
    this.view.dispatch({ changes, userEvent: "input.fix" });
    this.view.focus();
  }

  select(from: number, to = from): void {
    const { length } = this.view.state.doc;
    const anchor = Math.min(from, length);
    this.view.dispatch({ selection: { anchor, head: Math.min(to, length) }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    this.view.focus();
  }

  nextFinding(): void {
    nextDiagnostic(this.view);
    this.view.focus();
  }

  /** Loads searching when it is first used. From then on it has the key. */
  async #openSearch(view: EditorView): Promise<void> {
    const { openSearchPanel, searching } = await import("./editor-search.ts");
    if (Array.isArray(this.#search.get(view.state))) view.dispatch({ effects: this.#search.reconfigure(searching) });
    openSearchPanel(view);
  }

  #extensions(): Extension {
    const options = this.#options;
    const assisted = options.request && assistance(options.request);
    const tooLarge = EditorView.domEventHandlers({
      paste: (event) => {
        const size = event.clipboardData?.getData("text/plain").length ?? 0;
        if (size <= options.limit) return false;
        event.preventDefault();
        options.pasteRejected(size);
        return true;
      },
    });
    const find = {
      key: "Mod-f",
      run: (view: EditorView) => {
        void this.#openSearch(view);
        return true;
      },
    };
    const fix = { key: "Mod-.", run: (view: EditorView) => options.fixAt?.(view.state.selection.main.head) ?? false };
    return [
      lineNumbers(),
      lintGutter(),
      assisted ? lineChanges : [],
      foldGutter({ openText: "▾", closedText: "▸" }),
      codeFolding(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      history(),
      drawSelection(),
      EditorView.lineWrapping,
      indentUnit.of("  "),
      bracketMatching(),
      closeBrackets(),
      this.#search.of([]),
      yaml(),
      syntaxHighlighting(colours),
      autocompletion(assisted ? { override: [assisted.complete], icons: false, maxRenderedOptions: 60 } : { override: [] }),
      assisted ? hoverTooltip(assisted.hover, { hoverTime: 250 }) : [],
      marks,
      hangingIndent,
      theme,
      tooLarge,
      replaceSelection,
      keymap.of([fix, find, ...keys]),
      EditorView.updateListener.of((update) => {
        if (update.transactions.some((each) => each.annotation(fromOutside))) return;
        if (update.docChanged) options.changed(this.text, editOf(update));
        if (update.selectionSet || update.docChanged) options.moved?.(update.state.selection.main.head);
      }),
      this.#texts.of(textExtensions(options)),
    ];
  }
}

function editOf({ changes, startState, transactions }: ViewUpdate): TextEdit {
  let isWhole = false;
  changes.iterChanges((from, to) => {
    isWhole = from === 0 && to === startState.doc.length;
  });
  return { isWhole, isPasted: transactions.some((each) => each.isUserEvent("input.paste") || each.isUserEvent("input.drop")) };
}

const textExtensions = ({ label, hint, phrases }: EditorTexts): Extension => [EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }), EditorState.phrases.of(phrases), hint ? placeholder(hint.replaceAll("`", "")) : []];
