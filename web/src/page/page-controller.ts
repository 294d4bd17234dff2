// The page's controller: puts the panes' texts into `<clb-preview>`, opens examples and links, and reports what happened. The markup is
// in `view.ts`, the editors in `panes.ts`.

import firstExample from "virtual:first-example";
import { render } from "lit-html";
import { checking } from "../element/text-while-checking.ts";
import type { ClbPreview } from "../element/element.ts";
import type { Obstacle } from "../element/unreadable-or-refused-input.ts";
import { startedEngine } from "../element/engine-setup.ts";
import { showHidden } from "../element/show-hidden-characters.ts";
import { about } from "../engine/wasm-module.ts";
import { preferredLocale, translator } from "../messages.ts";
import type { AnswerState, Diagnostic, JsonObject, LinkTarget, Locale, Plan } from "../types.ts";
import { onDrop, onPaste } from "./drag-and-drop.ts";
import type { TextEdit } from "./editor.ts";
import { type Example, loadExamples } from "./examples.ts";
import type { ExportKind } from "./export-formats.ts";
import { type DropTarget, LONGEST, type Pane, type ReadFiles, cloudIn, megabytes, partialResponse, readFiles, readNotice } from "./read-files.ts";
import { type PageMessageKey, type PageTranslate, pageTranslator } from "./messages.ts";
import { isCopied, replaceManifest } from "./replace-example-manifest.ts";
import { type PaneActions, Panes, type TextName } from "./panes.ts";
import { removeFragment } from "./state-in-link-fragment.ts";
import { EMPTY, type State, changed, clbOf, deletionsOf, isBlank, stateFrom } from "./state.ts";
import { load, loadState, save, saveSoon } from "./storage.ts";
import { restoreDivider } from "./divider.ts";
import { LateLoader, onExamplesKey } from "./late-loader.ts";
import { Notice } from "./notice.ts";
import { type OpenedPage, openLink, openRequest } from "./open-link-or-request.ts";
import { exportAs, shareLink } from "./share-and-export.ts";
import { type CloudResponse, mergeResponses } from "./merge-cloud-responses.ts";
import type { PageActions, PageView, Theme } from "./page-view-and-actions.ts";
import { type PreviewListener, listenToPreview } from "./listen-to-preview.ts";
import { view } from "./view.ts";
import { type Walkthrough, firstState, openStep, saveStep, simulationOf, walkthroughOf, withNextStep } from "./walkthrough.ts";

export class App implements PageView, PageActions, PaneActions, PreviewListener, OpenedPage {
  state: State = EMPTY;
  pane: Pane = "manifest";
  locale: Locale;
  theme: Theme;
  walkthrough: Walkthrough | undefined;
  split = false;
  findings: Diagnostic[] = [];
  policy: Plan["policy"];
  lost = 0;
  answerState: AnswerState = "waiting";
  checking = "";
  obstacle: Obstacle | undefined;
  copied = false;
  took: number | undefined;
  about: Record<string, string> | undefined;
  /** Undefined until they have been loaded. */
  examples: Example[] | undefined;
  form: PageView["form"];
  late: PageView["late"];
  limit = LONGEST;
  unassigned: CloudResponse[] = [];
  readonly preview = document.createElement("clb-preview") as ClbPreview;
  #panes: Panes;
  #requestedAt = 0;
  /** Whether there was an answer. The time of the first one says little, because it includes loading the module. */
  #warm = false;
  #notice = new Notice(() => this.draw());
  #late = new LateLoader((views) => {
    this.late = views;
    this.draw();
  });

  /** `drawn`: the first example's answer, drawn when the page was built. */
  constructor(
    readonly host: HTMLElement,
    readonly reference: string | undefined,
    drawn: Element | null,
  ) {
    const saved = load();
    this.locale = saved.locale === "zh-CN" || saved.locale === "en" ? saved.locale : preferredLocale();
    this.theme = saved.theme === "light" || saved.theme === "dark" ? saved.theme : "auto";
    // The element shows its content until it has an answer.
    if (drawn) this.preview.append(drawn);
    this.#applyTheme();
    this.draw();
    restoreDivider(host, saved.width);
    this.#panes = new Panes(host, this);
    this.#listen();
  }

  get notice(): string {
    return this.#notice.text;
  }

  get undo(): (() => void) | undefined {
    return this.#notice.undo;
  }

  get t(): PageTranslate {
    return pageTranslator(this.locale);
  }

  /** Shows the state of the link, the given request, the state of the last visit, or the first example. */
  async start(request?: JsonObject): Promise<void> {
    addEventListener("hashchange", () => void openLink(this, this.#panes));
    const link = location.hash === "" ? "none" : await openLink(this, this.#panes);
    if (request && link !== "opened") openRequest(request, this, this.#panes);
    else if (link !== "opened") {
      const kept = await loadState();
      const saved = stateFrom(kept);
      if (saved && !isBlank(saved)) {
        this.preview.replaceChildren();
        this.setState(saved);
        if (link === "none") this.notify("restored");
      } else this.setState(firstState(firstExample));
      if (kept === "lost") this.notify("lost");
    } else this.preview.replaceChildren();
    // The element shows why, if it fails.
    const started = await Promise.resolve(startedEngine()).catch(() => undefined);
    if (started) this.#showAbout();
    void this.#late.load();
    void this.#panes.get("manifest").load();
    void import("./animate-picture.ts").then(({ moveBoxes }) => moveBoxes(this.preview));
    const { example } = this.state;
    if (example && example.id !== firstExample.id) await this.loadExamples();
  }

  #showAbout(): void {
    const { version, sources, limits } = about() as { version: string; sources: Record<string, string>; limits?: { textBytes?: number } };
    this.about = { version, ...sources };
    this.limit = Math.min(LONGEST, limits?.textBytes ?? LONGEST);
    this.draw();
  }

  draw(): void {
    document.documentElement.lang = this.locale;
    document.title = `clbplan · ${this.t("title")}`;
    render(view(this, this), this.host);
    showHidden(this.host);
  }

  notify(key: PageMessageKey, args?: Record<string, string | number>): void {
    this.#notice.show(this.t(key, args), undefined, /^(shared|lost|notKept)/.test(key));
  }

  /** The example that is open, as far as it has been loaded. */
  get openedExample(): Example | undefined {
    const { example } = this.state;
    return example ? [firstExample, ...(this.examples ?? [])].find(({ id }) => id === example.id) : undefined;
  }

  async loadExamples(): Promise<void> {
    if (this.examples) return;
    this.examples = await loadExamples().catch(() => undefined);
    if (this.examples) this.draw();
    else this.notify("examples.failed");
  }

  readonly showExamples = (): Promise<void> => this.#late.open("openExamples", this.loadExamples());
  readonly showHelp = (): Promise<void> => this.#late.open("openHelp");

  /** Ready when the user can enter something. */
  async openPane(pane: Pane): Promise<void> {
    this.pane = pane;
    this.draw();
    if (pane !== "context") void this.#panes.get(pane).load();
    else if (!this.form) {
      this.form = (await import("./context-form.ts")).contextForm;
      this.draw();
    }
    if (this.split) void this.#panes.get("live").load();
  }

  toggleSplit(): void {
    this.split = !this.split;
    void this.openPane(this.pane === "live" ? "live" : "manifest");
    if (this.split) void this.#panes.get("manifest").load();
  }

  change(values: Partial<State>): void {
    removeFragment();
    this.state = changed(this.state, values);
    this.#updatePreview();
    this.draw();
  }

  setLocale(locale: Locale): void {
    this.locale = locale;
    save({ locale });
    this.#panes.translate();
    this.preview.locale = locale;
    this.draw();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    save({ theme });
    this.#applyTheme();
    this.draw();
  }
  readonly setWidth = (width: number): void => save({ width });

  #applyTheme(): void {
    document.documentElement.dataset["theme"] = this.theme;
    this.preview.theme = this.theme;
  }

  /** Empties everything. */
  reset(): void {
    const { state, walkthrough } = this;
    this.walkthrough = undefined;
    this.setState(EMPTY);
    void this.openPane("manifest");
    if (!isBlank(state)) this.#offerToUndo(this.t("emptied"), state, walkthrough);
    void this.#panes.get("manifest").focus();
    // Some are offered.
    void this.loadExamples();
    void this.#late.load();
  }

  #offerToUndo(notice: string, state: State, walkthrough: Walkthrough | undefined): void {
    this.#notice.show(notice, () => {
      this.walkthrough = walkthrough;
      this.setState(state);
      this.#notice.show("");
    });
  }

  openExample(example: Example): void {
    const { state, walkthrough } = this;
    const isOwn = !state.example && !isBlank(state);
    this.walkthrough = example.steps.length > 1 ? walkthroughOf(example) : undefined;
    this.setState(this.walkthrough?.opened ?? firstState(example), true);
    const fragment = `#example=${example.id}`;
    if (location.hash !== fragment) history.pushState(null, "", fragment);
    void this.openPane("manifest");
    if (isOwn) this.#offerToUndo(this.t("example.replaced"), state, walkthrough);
  }

  openStep(step: number): void {
    if (!this.walkthrough) return;
    saveStep(this.walkthrough, this.state);
    this.setState(openStep(this.walkthrough, step));
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

  share(target?: LinkTarget): Promise<void> {
    return shareLink(this, target);
  }

  copy(text: string, copied = this.t("copied.text"), failed = this.t("copied.failed")): Promise<void> {
    return this.#notice.copy(text, copied, failed);
  }

  export(kind: ExportKind): Promise<void> {
    return exportAs(kind, this);
  }

  nextProblem(): void {
    const { input = "" } = this.obstacle ?? {};
    if (input === "context" || input === "policy") return void this.openPane("context");
    const pane = input || "manifest";
    void this.openPane(pane);
    void this.#panes.get(pane).nextFinding();
  }

  readonly takeAsLive = (): void => this.setState({ ...this.state, live: this.state.manifest });

  edited(name: TextName, text: string, { isWhole, isPasted }: TextEdit): void {
    if (name === "manifest" && isWhole && this.#replaceManifest(text, isPasted)) return;
    const response = name === "clb" && isPasted && isWhole ? partialResponse(text) : undefined;
    if (response) this.#addResponses([{ ...response, name: this.t("clipboard") }]);
    else this.change({ [name]: text });
  }

  #addResponses(responses: CloudResponse[]): void {
    const { state, unassigned } = mergeResponses(cloudIn(this.state.clb), responses);
    this.unassigned = [...this.unassigned, ...unassigned];
    this.setState(changed(this.state, { clb: JSON.stringify(state, null, 2) }));
  }

  assign(response: CloudResponse, id: string): void {
    if (id === "") return;
    this.unassigned = this.unassigned.filter((each) => each !== response);
    this.#addResponses([{ ...response, id }]);
  }

  pasteRejected(size: number): void {
    this.notify("file.tooLarge", { name: this.t("clipboard"), n: megabytes(size), limit: megabytes(this.limit) });
  }

  readonly stale = (): void => this.notify("stale");

  /** Returns false if the manifest is all that changes. */
  #replaceManifest(manifest: string, isPasted: boolean): boolean {
    const replacement = replaceManifest(this.state, manifest, isPasted);
    if (!replacement) return false;
    const { state, isTakenAsLive, undone } = replacement;
    this.walkthrough = undefined;
    this.setState(state);
    this.#notice.show(this.t(isTakenAsLive ? "copied.taken" : "example.away"), () => {
      this.setState({ ...this.state, ...undone });
      this.#notice.show("");
    });
    return true;
  }

  /** Reads files into their panes, and reports the first one that cannot be read. */
  async readFiles(files: File[], on?: DropTarget): Promise<void> {
    const read = await readFiles(files, { open: this.pane, on }, this.limit, this.state);
    const replaced = this.#take(read);
    this.unassigned = [...this.unassigned, ...read.unassigned];
    const { problem, names } = read;
    if (problem) return this.notify(`file.${problem.kind}`, { name: problem.name, n: megabytes(problem.size), limit: megabytes(this.limit) });
    if (names.length === 0) return this.notify("nothingDropped");
    const dropped = readNotice(read, this.t);
    this.#notice.show(replaced ? `${dropped} ${this.notice}` : dropped, replaced ? this.undo : undefined);
  }

  /** Returns whether another manifest has put away an example, or was taken as what is live. */
  #take({ values, pane }: ReadFiles): boolean {
    const { manifest, ...others } = values;
    const isReplaced = manifest !== undefined && this.#replaceManifest(manifest, others.live === undefined);
    const rest = isReplaced ? others : values;
    if (Object.keys(rest).length > 0) this.setState(changed(this.state, rest));
    if (pane) void this.openPane(pane);
    return isReplaced;
  }

  #listen(): void {
    const { preview } = this;
    preview.locale = this.locale;
    preview.theme = this.theme;
    preview.reference = this.reference;
    listenToPreview(preview, this.#panes, this);
    onExamplesKey(this.showExamples);
    onDrop(this.host, (files, on) => this.readFiles(files, on), (name) => this.notify("file.unreadable", { name }));
    onPaste(() => this.t("clipboard.file"), (files) => this.readFiles(files));
  }

  async begin(template: string, manifest = template): Promise<void> {
    // First the editor: it would lose the marks of an answer.
    await this.#panes.get("manifest").begin(template);
    this.setState({ ...this.state, manifest });
  }

  /** Replaces the whole state, also in the editors. */
  setState(state: State, fromLink = false): void {
    if (!fromLink) removeFragment();
    this.state = state;
    this.#panes.setTexts(state);
    this.preview.marked = [];
    this.#updatePreview();
    this.draw();
  }

  #updatePreview(): void {
    const { manifest, live, clb, context, prune, policy, defaultNamespace, options } = this.state;
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
      options,
    });
    this.copied = isCopied(this.state);
    saveSoon(this.state, () => this.notify("notKept"));
  }

  showState(): void {
    this.answerState = this.preview.state;
    this.checking = this.answerState === "checking" ? checking(this.preview, translator(this.locale)) : "";
    if (this.answerState !== "checking") this.preview.replaceChildren();
    this.obstacle = this.preview.obstacle;
    this.#panes.showState();
    this.draw();
  }

  showPlan(plan: Plan): void {
    this.took = this.#warm ? performance.now() - this.#requestedAt : undefined;
    this.#warm = true;
    this.findings = plan.diagnostics;
    this.policy = plan.policy;
    this.lost = plan.highlights.addressesLost.length;
    this.#panes.showPlan(plan);
    this.draw();
  }
}
