// The page's controller: puts the editors' texts into `<clb-preview>`, and marks its findings and resources in the editors. The
// markup is in `view.ts`.

import examples from "virtual:examples";
import { render } from "lit-html";
import type { ClbPreview } from "../element/element.ts";
import type { Obstacle } from "../element/obstacle.ts";
import { startedEngine } from "../element/engine-setup.ts";
import { about } from "../engine/wasm-module.ts";
import { preferredLocale } from "../messages.ts";
import { type AnswerState, type Diagnostic, type Fix, type Locale, type Plan, type ResourceRef } from "../types.ts";
import { assistance } from "./completion.ts";
import { onDrop } from "./drag-and-drop.ts";
import { Editor, type EditorOptions, type EditorTexts } from "./editor.ts";
import { type Example, inLanguage } from "./examples.ts";
import { type ExportKind, downloadAs } from "./export.ts";
import { LONGEST, type Pane, asClbState, megabytes, parseObject, readFiles, readNotice } from "./read-files.ts";
import { marksOf } from "./finding-marks.ts";
import { type PageMessageKey, type PageTranslate, editorPhrases, pageTranslator } from "./messages.ts";
import { isCopied, replaceManifest } from "./own-manifest.ts";
import { fragmentOf, removeFragment, stateIn } from "./share.ts";
import { resourcesAt, sourcesOf } from "./resource-lines.ts";
import { EMPTY, type State, clbOf, deletionsOf, stateFrom } from "./state.ts";
import { load, save, saveSoon } from "./storage.ts";
import { type PageActions, type PageView, type Theme, showExamples, view } from "./view.ts";
import { type Walkthrough, firstState, openStep, saveStep, simulationOf, translateSteps, walkthroughOf, withNextStep } from "./example-steps.ts";

const EDITORS = ["manifest", "live", "clb"] as const;
type EditorName = (typeof EDITORS)[number];

export class App implements PageView, PageActions {
  state: State = EMPTY;
  pane: Pane = "manifest";
  locale: Locale;
  theme: Theme;
  walkthrough: Walkthrough | undefined;
  split = false;
  notice = "";
  findings: Diagnostic[] = [];
  policy: Plan["policy"];
  answerState: AnswerState = "waiting";
  obstacle: Obstacle | undefined;
  copied = false;
  undo: (() => void) | undefined;
  took: number | undefined;
  about: Record<string, string> | undefined;
  readonly examples: Example[] = examples;
  readonly preview = document.createElement("clb-preview") as ClbPreview;
  #editors = new Map<EditorName, Editor>();
  #requestedAt = 0;
  /** Whether there was an answer. The time of the first one says little, because it includes loading the module. */
  #warm = false;
  #limit = LONGEST;
  #noticeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly host: HTMLElement,
    readonly reference: string | undefined,
  ) {
    const saved = load();
    this.locale = saved.locale === "zh-CN" || saved.locale === "en" ? saved.locale : preferredLocale();
    this.theme = saved.theme === "light" || saved.theme === "dark" ? saved.theme : "auto";
    this.#applyTheme();
    this.draw();
    for (const name of EDITORS) this.#editors.set(name, new Editor(host.querySelector(`[data-editor=${name}]`)!, this.#editorOptions(name)));
    this.#listen();
  }

  get t(): PageTranslate {
    return pageTranslator(this.locale);
  }

  /** Shows the state of the link or of the last visit, or the first example. */
  async start(): Promise<void> {
    addEventListener("hashchange", () => void this.#openLink());
    const link = await this.#openLink();
    if (link !== "opened") {
      const saved = stateFrom(load().state);
      if (saved && JSON.stringify(saved) !== JSON.stringify(EMPTY)) {
        this.#setState(saved);
        if (link === "none") this.notify("restored");
      } else if (this.examples[0]) this.openExample(this.examples[0]);
    }
    try {
      await startedEngine();
      const { version, sources, limits } = about() as { version: string; sources: Record<string, string>; limits?: { textBytes?: number } };
      this.about = { version, ...sources };
      this.draw();
      this.#limit = Math.min(LONGEST, limits?.textBytes ?? LONGEST);
    } catch {
      // The element shows the fault.
    }
  }

  draw(): void {
    document.documentElement.lang = this.locale;
    document.title = `clbplan · ${this.t("title")}`;
    render(view(this, this), this.host);
  }

  notify(key: PageMessageKey, args?: Record<string, string | number>): void {
    this.#show(this.t(key, args));
  }

  #show(notice: string, undo?: () => void): void {
    clearTimeout(this.#noticeTimer);
    this.#noticeTimer = setTimeout(() => this.#show(""), undo ? 20_000 : 8000);
    this.notice = notice;
    this.undo = undo;
    this.draw();
  }

  openPane(pane: Pane): void {
    this.pane = pane;
    this.draw();
  }

  toggleSplit(): void {
    this.split = !this.split;
    if (this.split && this.pane !== "live") this.pane = "manifest";
    this.draw();
  }

  change(values: Partial<State>): void {
    removeFragment();
    this.state = { ...this.state, ...values };
    this.#updatePreview();
    this.draw();
  }

  setLocale(locale: Locale): void {
    this.locale = locale;
    save({ locale });
    for (const name of EDITORS) this.#editors.get(name)!.setTexts(this.#editorTexts(name));
    this.preview.locale = locale;
    const translate = (text: string): string => inLanguage(this.examples, text, locale);
    if (this.walkthrough) translateSteps(this.walkthrough, translate);
    const manifest = translate(this.state.manifest);
    if (manifest === this.state.manifest) return this.draw();
    this.#editors.get("manifest")!.text = manifest;
    this.change({ manifest });
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    save({ theme });
    this.#applyTheme();
    this.draw();
  }

  #applyTheme(): void {
    document.documentElement.dataset["theme"] = this.theme;
    this.preview.theme = this.theme;
  }

  reset(): void {
    this.walkthrough = undefined;
    this.#setState(EMPTY);
    this.openPane("manifest");
    this.#editors.get("manifest")!.view.focus();
  }

  openExample(example: Example): void {
    this.walkthrough = undefined;
    if (example.steps.length > 1) {
      this.walkthrough = walkthroughOf(example, this.locale);
      this.#setState(this.walkthrough.opened);
    } else this.#setState(firstState(example, this.locale));
    this.openPane("manifest");
  }

  openStep(step: number): void {
    if (!this.walkthrough) return;
    saveStep(this.walkthrough, this.state);
    this.#setState(openStep(this.walkthrough, step, this.locale));
  }

  /** Applies the plan to the simulated cloud and opens a step that begins with the result. */
  simulateNextStep(): void {
    if (this.answerState !== "answered" || !simulationOf(this.preview)) return this.notify("step.refused");
    this.walkthrough = withNextStep(this.walkthrough, this.state);
    this.openStep(this.walkthrough.at + 1);
  }

  endWalkthrough(): void {
    this.walkthrough = undefined;
    this.draw();
  }

  async share(): Promise<void> {
    const fragment = await fragmentOf(this.state);
    history.replaceState(null, "", fragment);
    try {
      await navigator.clipboard.writeText(location.href);
      const kilobytes = Math.ceil(fragment.length / 1000);
      if (kilobytes > 8) this.notify("shared.long", { n: kilobytes });
      else this.notify("shared");
    } catch {
      this.notify("shared.address");
    }
  }

  export(kind: ExportKind): void {
    if (kind === "print") print();
    else if (kind !== "request" && this.answerState !== "answered") this.notify("noAnswer");
    else downloadAs(kind, this.preview, `clbplan · ${this.t("title")}`);
  }

  nextProblem(): void {
    const { input = "" } = this.obstacle ?? {};
    if (input === "context" || input === "policy") return this.openPane("context");
    const pane = input || "manifest";
    this.openPane(pane);
    this.#editors.get(pane)!.nextFinding();
  }

  takeAsLive(): void {
    this.#setState({ ...this.state, live: this.state.manifest });
  }

  /** Returns false if the manifest is all that changes. */
  #replaceManifest(manifest: string, isPasted: boolean): boolean {
    const { walkthrough } = this;
    const opened = this.examples.map((each) => firstState(each, this.locale));
    if (walkthrough?.steps[0]?.description) opened.push(walkthrough.opened);
    const replacement = replaceManifest(this.state, manifest, isPasted, opened);
    if (!replacement) return false;
    const { state, isTakenAsLive, undone } = replacement;
    this.walkthrough = undefined;
    this.#setState(state);
    this.#show(this.t(isTakenAsLive ? "copied.taken" : "example.away"), () => {
      this.#setState({ ...this.state, ...undone });
      this.#show("");
    });
    return true;
  }

  /** Reads files into their panes, and reports the first one that cannot be read. */
  async readFiles(files: File[]): Promise<void> {
    const { texts, names, problem } = await readFiles(files, this.pane, this.#limit);
    const manifest = texts.get("manifest");
    const replaced = manifest !== undefined && this.#replaceManifest(manifest, !texts.has("live"));
    for (const [pane, text] of texts) {
      if (pane !== "manifest" || !replaced) this.#setPane(pane, text);
      this.openPane(pane);
    }
    if (problem?.kind === "tooLarge") return this.notify("tooLarge", { name: problem.name, n: problem.megabytes, limit: megabytes(this.#limit) });
    if (problem) return this.notify(problem.kind, { name: problem.name });
    if (names.length === 0) return this.notify("nothingDropped");
    const dropped = readNotice(names, this.t);
    this.#show(replaced ? `${dropped} ${this.notice}` : dropped, replaced ? this.undo : undefined);
  }

  #setPane(pane: Pane, text: string): void {
    const object = pane === "clb" || pane === "context" ? parseObject(text) : undefined;
    if (pane === "context") return this.change({ context: object ?? {} });
    const value = object ? JSON.stringify(asClbState(object) ?? object, null, 2) : text;
    this.#editors.get(pane)!.text = value;
    this.change({ [pane]: value });
  }

  #editorTexts(name: EditorName): EditorTexts {
    return { label: this.t(`${name}.label`), hint: this.t(`${name}.hint`), phrases: editorPhrases(this.locale) };
  }

  #editorOptions(name: EditorName): EditorOptions {
    const options: EditorOptions = {
      ...this.#editorTexts(name),
      limit: this.#limit,
      changed: (text, { isWhole, isPasted }) => {
        if (name !== "manifest" || !isWhole || !this.#replaceManifest(text, isPasted)) this.change({ [name]: text });
      },
      pasteRejected: (size) => this.notify("tooLarge", { name: this.t("clipboard"), n: megabytes(size), limit: megabytes(this.#limit) }),
    };
    if (name !== "manifest") return options;
    const { complete, hover } = assistance(() => this.preview.request);
    return { ...options, complete, hover, moved: (at) => this.#cursorAt(at), fixAt: (at) => this.#fixAt(at) };
  }

  #listen(): void {
    const preview = this.preview;
    preview.locale = this.locale;
    preview.theme = this.theme;
    preview.reference = this.reference;
    preview.addEventListener("plan", (event) => this.#showPlan((event as CustomEvent<Plan>).detail));
    preview.addEventListener("state", () => this.#showState());
    preview.addEventListener("choose", (event) => this.#markSources((event as CustomEvent<ResourceRef | undefined>).detail));
    preview.addEventListener("reveal", (event) => this.#reveal((event as CustomEvent<Diagnostic>).detail));
    preview.addEventListener("fix", (event) => this.#fix((event as CustomEvent<{ fix: Fix }>).detail.fix));
    addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "k" && !event.shiftKey) {
        event.preventDefault();
        showExamples();
      }
    });
    onDrop(this.host, (files) => this.readFiles(files), (name) => this.notify("unreadable", { name }));
  }

  /** Replaces the whole state, also in the editors. */
  #setState(state: State, fromLink = false): void {
    if (!fromLink) removeFragment();
    this.state = state;
    for (const name of EDITORS) this.#editors.get(name)!.text = state[name];
    this.preview.marked = [];
    this.#editors.get("manifest")!.markLines([], false);
    this.#updatePreview();
    this.draw();
  }

  #updatePreview(): void {
    const { manifest, live, clb, context, prune, policy, defaultNamespace } = this.state;
    this.#requestedAt = performance.now();
    Object.assign(this.preview, {
      manifest,
      live: live.trim() === "" ? undefined : live,
      clb: clbOf(this.state) ?? clb,
      context: Object.keys(context).length > 0 ? context : undefined,
      prune,
      deletions: deletionsOf(this.state),
      policy,
      defaultNamespace,
    });
    this.copied = isCopied(this.state);
    saveSoon(this.state);
  }

  /** Marks the place that cannot be read. That of a manifest is among the findings. */
  #showState(): void {
    const { state, obstacle } = this.preview;
    this.answerState = state;
    this.obstacle = obstacle;
    for (const name of ["live", "clb"] as const) {
      const editor = this.#editors.get(name)!;
      if (obstacle?.input === name && obstacle.line !== undefined) editor.showProblem(obstacle.line, obstacle.column ?? 1, obstacle.message || this.t("notJson"));
      else editor.showFindings([]);
    }
    this.draw();
  }

  #showPlan(plan: Plan): void {
    this.took = this.#warm ? performance.now() - this.#requestedAt : undefined;
    this.#warm = true;
    this.findings = plan.diagnostics;
    this.policy = plan.policy;
    const editor = this.#editors.get("manifest")!;
    if (editor.text === this.preview.manifest) {
      editor.showFindings(marksOf(plan.diagnostics, (fix) => editor.apply(fix.edits)));
    }
    this.draw();
  }

  #markSources(resource: ResourceRef | undefined): void {
    const editor = this.#editors.get("manifest")!;
    if (resource) this.openPane("manifest");
    const { plan, manifest } = this.preview;
    // The plan's positions are only right in the text that it was made from.
    const isCurrent = plan && manifest === editor.text;
    editor.markLines(resource && isCurrent ? sourcesOf(plan.services, resource) : [], true);
  }

  #cursorAt(at: number): void {
    const editor = this.#editors.get("manifest");
    const plan = this.preview.plan;
    if (!editor || !plan || this.answerState !== "answered" || !editor.view.hasFocus) return;
    editor.markLines([], false);
    this.preview.marked = resourcesAt(plan.services, editor.view.state.doc.lineAt(at).number);
  }

  #reveal({ source }: Diagnostic): void {
    if (!source) return;
    this.openPane("manifest");
    this.#editors.get("manifest")!.select(source.start.offset, source.end.offset);
  }

  #fix(fix: Fix): void {
    const editor = this.#editors.get("manifest")!;
    if (editor.text !== this.preview.manifest) return this.notify("stale");
    this.openPane("manifest");
    editor.apply(fix.edits);
  }

  #fixAt(at: number): boolean {
    const finding = this.findings.find(({ source, fixes }) => fixes?.length && source && source.start.offset <= at && at <= source.end.offset);
    if (finding) this.#fix(finding.fixes![0]!);
    return finding !== undefined;
  }

  async #openLink(): Promise<"opened" | "none" | "damaged"> {
    try {
      const state = await stateIn(location.hash);
      if (!state) return "none";
      this.walkthrough = undefined;
      this.#setState(state, true);
      return "opened";
    } catch {
      this.notify("shared.bad");
      return "damaged";
    }
  }
}
