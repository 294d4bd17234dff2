// A pane with a text. Its editor is loaded when the pane is first shown; until then the text is there, but cannot be edited.

import type { Diagnostic, Edit, Fix } from "../types.ts";
import type { ChangesToShow, Editor, EditorOptions, EditorTexts } from "./editor.ts";
import type { Range } from "./manifest-lines-of-resources.ts";

export class TextPane {
  #host: HTMLElement;
  #options: EditorOptions;
  #text = "";
  #editor: Editor | undefined;
  #loading: Promise<Editor> | undefined;
  /** What the editor shows once it is there, by what it is about. */
  #waiting = new Map<string, (editor: Editor) => void>();

  constructor(host: HTMLElement, options: EditorOptions) {
    this.#host = host;
    this.#options = options;
  }

  get text(): string {
    return this.#editor?.text ?? this.#text;
  }

  /** Replaces the text. In the editor that is one step that can be undone. */
  set text(text: string) {
    this.#text = text;
    if (this.#editor) this.#editor.text = text;
    else this.#host.firstElementChild!.textContent = text.slice(0, 20_000);
  }

  get hasFocus(): boolean {
    return this.#editor?.view.hasFocus ?? false;
  }

  /** Loads the editor, unless that has been done. */
  load(): Promise<Editor> {
    this.#loading ??= import("./editor.ts").then(({ Editor }) => {
      const editor = (this.#editor = new Editor(this.#host, this.#options, this.#text));
      for (const show of this.#waiting.values()) show(editor);
      this.#waiting.clear();
      return editor;
    });
    return this.#loading;
  }

  #show(what: string, show: (editor: Editor) => void): void {
    if (this.#editor) show(this.#editor);
    else this.#waiting.set(what, show);
  }

  setTexts(texts: EditorTexts): void {
    Object.assign(this.#options, texts);
    this.#show("texts", (editor) => editor.setTexts(texts));
  }

  showFindings(findings: Diagnostic[]): void {
    this.#show("findings", (editor) => editor.showFindings(findings));
  }

  showProblem(line: number, column: number, message: string): void {
    this.#show("findings", (editor) => editor.showProblem(line, column, message));
  }

  showChanges(changes: ChangesToShow): void {
    this.#show("changes", (editor) => editor.showChanges(changes));
  }

  markLines(ranges: Range[], scroll: boolean): void {
    this.#show("lines", (editor) => editor.markLines(ranges, scroll));
  }

  lineAt(offset: number): number {
    return this.#editor?.view.state.doc.lineAt(offset).number ?? 1;
  }

  async select(from: number, to = from): Promise<void> {
    (await this.load()).select(from, to);
  }

  async focus(): Promise<void> {
    (await this.load()).view.focus();
  }

  /** Puts a template in place of the text: Tab goes to the next of its gaps. */
  async begin(template: string): Promise<void> {
    (await this.load()).begin(template);
  }

  async nextFinding(): Promise<void> {
    (await this.load()).nextFinding();
  }

  apply(edits: Edit[] | Fix["edits"]): void {
    this.#editor?.apply(edits);
  }
}
