// An editor in a shadow root, because there CodeMirror uses constructed style sheets, which the page's policy does not forbid.

import { autocompletion, closeBrackets, snippet } from "@codemirror/autocomplete";
import { history } from "@codemirror/commands";
import { bracketMatching, codeFolding, foldGutter, indentUnit } from "@codemirror/language";
import { type Diagnostic as Mark, lintGutter, nextDiagnostic, setDiagnostics } from "@codemirror/lint";
import { Annotation, Compartment, EditorState, type Extension, RangeSetBuilder, StateEffect, StateField, type Transaction } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, type ViewUpdate, drawSelection, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers, placeholder } from "@codemirror/view";
import type { Diagnostic, Edit, Locale, PlanRequest } from "../types.ts";
import { assistance } from "./completion-and-hover.ts";
import { differences } from "./lines-changed-from-live.ts";
import { lineChanges, setChanges } from "./change-marks.ts";
import { keys } from "./editor-keys.ts";
import { editorPhrases } from "./editor-phrases.ts";
import { yamlLook } from "./editor-theme.ts";
import { atCauses, marksOf } from "./finding-marks.ts";
import type { Range, RejectedService } from "./manifest-lines-of-resources.ts";

// For the comparison, which imports it from here: otherwise the bundler would divide this file's chunk in two, which compresses worse.
export { yamlLook };

/** Texts that depend on the language. */
export interface EditorTexts {
  label: string;
  hint: string;
  locale: Locale;
}

/** How the user has changed the text. */
export interface TextEdit {
  /** Nothing of the old text is left. */
  isWhole: boolean;
  isPasted: boolean;
}

/** What the text is compared with, and the ranges that cost the address. */
export interface ChangesToShow {
  findings: Diagnostic[];
  refusals: RejectedService[];
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

/** Replaces a selection by typed text. Chromium would keep the old text's look in a `style` attribute, which strict policies forbid. */
const replaceSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== "insertText" || event.data === null || empty) return false;
    const text = event.data;
    const insert = (): Transaction => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    if (view.state.selection.ranges.length > 1 || !view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
    return true;
  },
});

export class Editor {
  readonly view: EditorView;
  #options: EditorOptions;
  #texts = new Compartment();
  #search = new Compartment();
  #isBeginning = false;

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
    const { live, defaultNamespace, costly, was, findings, refusals } = changes;
    const text = this.text;
    const isSmall = text.length + live.length < LARGEST_COMPARED;
    const { doc } = this.view.state;
    const lines = costly.filter(({ to }) => to <= doc.length).map(({ from }) => doc.lineAt(from).number);
    const changed = isSmall ? differences(text, live, defaultNamespace) : [];
    this.view.dispatch({ effects: setChanges.of({ differences: changed, costly: lines, was }) });
    const isChanged = ({ from, to }: Range): boolean => to <= doc.length && changed.some(({ line }) => line === doc.lineAt(from).number);
    if (refusals.length > 0) this.#showMarks(marksOf(atCauses(findings, refusals, isChanged), (fix) => this.apply(fix.edits)));
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

  /** Puts a template in place of the text, without reporting that: the first of its gaps is selected. */
  begin(template: string): void {
    this.view.focus();
    this.#isBeginning = true;
    snippet(template)(this.view, null, 0, this.view.state.doc.length);
    this.#isBeginning = false;
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
      // A gap of a template that occurs several times is filled in once. The user makes no other cursors.
      EditorState.allowMultipleSelections.of(true),
      EditorView.clickAddsSelectionRange.of(() => false),
      indentUnit.of("  "),
      bracketMatching(),
      closeBrackets(),
      this.#search.of([]),
      yamlLook,
      autocompletion(assisted ? { override: [assisted.complete], icons: false, maxRenderedOptions: 60 } : { override: [] }),
      assisted ? hoverTooltip(assisted.hover, { hoverTime: 250 }) : [],
      marks,
      tooLarge,
      replaceSelection,
      keymap.of([fix, find, ...keys]),
      EditorView.updateListener.of((update) => {
        if (this.#isBeginning || update.transactions.some((each) => each.annotation(fromOutside))) return;
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

const textExtensions = ({ label, hint, locale }: EditorTexts): Extension => [EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }), EditorState.phrases.of(editorPhrases(locale)), hint ? placeholder(hint.replaceAll("`", "")) : []];
