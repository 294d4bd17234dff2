// The page's controller: puts the editors' texts into `<clb-preview>`, and marks its findings and resources in the editors. The
// markup is in `view.ts`.

import examples from "virtual:examples";
import { render } from "lit-html";
import type { ClbPreview } from "../element/element.ts";
import { startedEngine } from "../element/engine-setup.ts";
import { about, call } from "../engine/wasm-module.ts";
import { preferredLocale } from "../messages.ts";
import { type Diagnostic, type Fix, type Locale, type Plan, type ResourceRef, type Simulation, isRequestError } from "../types.ts";
import { assistance } from "./completion.ts";
import { onDrop } from "./drag-and-drop.ts";
import { Editor, type EditorOptions, type EditorTexts } from "./editor.ts";
import { type Example, inLanguage } from "./examples.ts";
import { download, toHtml, toMarkdown } from "./export.ts";
import { type Pane, asClbState, megabytes, parseObject, readFiles } from "./files.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { type PageMessageKey, type PageTranslate, editorPhrases, pageTranslator } from "./messages.ts";
import { fragmentOf, removeFragment, stateIn } from "./share.ts";
import { resourcesAt, sourcesOf } from "./resource-lines.ts";
import { EMPTY, type State, clbOf, deletionsOf, stateFrom } from "./state.ts";
import { load, save, saveSoon } from "./storage.ts";
import { type ExportKind, type PageActions, type PageView, type Theme, showExamples, view } from "./view.ts";
import { type Walkthrough, type WalkthroughStep, firstState, openStep, saveStep, translateSteps, walkthroughOf } from "./example-steps.ts";

const EDITORS = ["manifest", "live", "clb"] as const;
type EditorName = (typeof EDITORS)[number];

/** At most this many findings are marked in the editor; all of them are listed beside it. */
const MARKED = 500;

/** At most this many files are named after they were read. */
const NAMED = 3;

/** Longer texts make the editor slow, although the module accepts them. */
const LONGEST = 16_000_000;

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
  took: number | undefined;
  about: Record<string, string> | undefined;
  readonly examples: Example[] = examples;
  #preview: ClbPreview;
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
    this.#preview = document.createElement("clb-preview") as ClbPreview;
    this.draw();
    host.querySelector(".answers")!.append(this.#preview);
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
    this.notice = this.t(key, args);
    clearTimeout(this.#noticeTimer);
    this.#noticeTimer = setTimeout(() => {
      this.notice = "";
      this.draw();
    }, 8000);
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
    this.#preview.locale = locale;
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
    if (this.#preview) this.#preview.theme = this.theme;
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
    if (!this.#simulation()) return this.notify("step.refused");
    const title = (n: number): WalkthroughStep["title"] => ({ en: pageTranslator("en")("step", { n }), "zh-CN": pageTranslator("zh-CN")("step", { n }) });
    const next = (n: number): WalkthroughStep => ({ title: title(n), description: undefined, manifest: this.state.manifest, request: {}, objects: [], patch: null });
    this.walkthrough ??= { steps: [{ ...next(1), edited: this.state }], at: 0, opened: this.state };
    const { steps, at } = this.walkthrough;
    if (at === steps.length - 1) steps.push(next(steps.length + 1));
    this.openStep(at + 1);
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
    const { plan } = this.#preview;
    if (kind === "print") return print();
    if (!plan) return;
    if (kind === "markdown") download("clbplan.md", "text/markdown", toMarkdown(plan, this.locale));
    if (kind === "json") download("clbplan.json", "application/json", `${JSON.stringify(plan, null, 2)}\n`);
    if (kind === "request") download("clbplan-request.json", "application/json", `${JSON.stringify(this.#preview.request, null, 2)}\n`);
    if (kind === "html") download("clbplan.html", "text/html", toHtml(this.#preview.markup, `clbplan · ${this.t("title")}`, this.locale));
  }

  nextProblem(): void {
    this.openPane("manifest");
    this.#editors.get("manifest")!.nextFinding();
  }

  /** Reads files into their panes, and reports the first one that cannot be read. */
  async readFiles(files: File[]): Promise<void> {
    const { texts, names, problem } = await readFiles(files, this.pane, this.#limit);
    for (const [pane, text] of texts) {
      this.#setPane(pane, text);
      this.openPane(pane);
    }
    const shown = names.slice(0, NAMED).join(", ");
    if (problem?.kind === "tooLarge") this.notify("tooLarge", { name: problem.name, n: problem.megabytes, limit: megabytes(this.#limit) });
    else if (problem) this.notify(problem.kind, { name: problem.name });
    else if (names.length === 0) this.notify("nothingDropped");
    else if (names.length > NAMED) this.notify("dropped.many", { name: shown, n: names.length - NAMED });
    else this.notify("dropped", { name: shown });
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
      changed: (text) => this.change({ [name]: text }),
      pasteRejected: (size) => this.notify("tooLarge", { name: this.t("clipboard"), n: megabytes(size), limit: megabytes(this.#limit) }),
    };
    if (name !== "manifest") return options;
    const { complete, hover } = assistance(() => this.#preview.request);
    return { ...options, complete, hover, moved: (at) => this.#cursorAt(at), fixAt: (at) => this.#fixAt(at) };
  }

  #listen(): void {
    const preview = this.#preview;
    preview.locale = this.locale;
    preview.theme = this.theme;
    preview.reference = this.reference;
    preview.addEventListener("plan", (event) => this.#showPlan((event as CustomEvent<Plan>).detail));
    preview.addEventListener("fault", () => this.draw());
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
    this.#preview.marked = [];
    this.#editors.get("manifest")!.markLines([], false);
    this.#updatePreview();
    this.draw();
  }

  #updatePreview(): void {
    const { manifest, live, clb, context, prune, policy } = this.state;
    this.#requestedAt = performance.now();
    Object.assign(this.#preview, {
      manifest,
      live: live.trim() === "" ? undefined : live,
      clb: clbOf(this.state) ?? clb,
      context: Object.keys(context).length > 0 ? context : undefined,
      prune,
      deletions: deletionsOf(this.state),
      policy: policy.trim() === "" ? undefined : parseObject(policy),
    });
    saveSoon(this.state);
  }

  #showPlan(plan: Plan): void {
    this.took = this.#warm ? performance.now() - this.#requestedAt : undefined;
    this.#warm = true;
    this.findings = plan.diagnostics;
    this.policy = plan.policy;
    const editor = this.#editors.get("manifest")!;
    if (editor.text === this.#preview.manifest) {
      const located = plan.diagnostics.filter((each) => each.source).slice(0, MARKED);
      editor.showFindings(
        located.map((each) => ({
          from: each.source!.start.offset,
          to: each.source!.end.offset,
          severity: each.severity,
          message: each.message,
          renderMessage: () => renderMarkdown([each.message, each.help].filter(Boolean).join("\n\n")),
          source: each.code,
          actions: (each.fixes ?? []).map((fix) => ({ name: fix.title.replaceAll("`", ""), apply: () => editor.apply(fix.edits) })),
        })),
      );
    }
    this.draw();
  }

  /** The state after the plan. The element does not simulate very large inputs. */
  #simulation(): Simulation | undefined {
    const { plan, simulation, request } = this.#preview;
    if (!plan || plan.services.length === 0) return undefined;
    if (simulation) return simulation;
    const answer = call("simulate", request);
    return isRequestError(answer) ? undefined : (answer as Simulation);
  }

  #markSources(resource: ResourceRef | undefined): void {
    const editor = this.#editors.get("manifest")!;
    if (resource) this.openPane("manifest");
    const { plan, manifest } = this.#preview;
    // The plan's positions are only right in the text that it was made from.
    const isCurrent = plan && manifest === editor.text;
    editor.markLines(resource && isCurrent ? sourcesOf(plan.services, resource) : [], true);
  }

  #cursorAt(at: number): void {
    const editor = this.#editors.get("manifest");
    const plan = this.#preview.plan;
    if (!editor || !plan || !editor.view.hasFocus) return;
    editor.markLines([], false);
    this.#preview.marked = resourcesAt(plan.services, editor.view.state.doc.lineAt(at).number);
  }

  #reveal({ source }: Diagnostic): void {
    if (!source) return;
    this.openPane("manifest");
    this.#editors.get("manifest")!.select(source.start.offset, source.end.offset);
  }

  #fix(fix: Fix): void {
    const editor = this.#editors.get("manifest")!;
    if (editor.text !== this.#preview.manifest) return this.notify("stale");
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
