// The page: what is in the editors goes into `<clb-preview>`, what comes out goes back to the editors as marks. Holds the
// state; how it looks is in `view.ts`.

import examples from "virtual:examples";
import { render } from "lit-html";
import type { ClbPreview } from "../element/element.ts";
import { startedEngine } from "../element/engine-setup.ts";
import { about, ask } from "../engine/start.ts";
import { type Afterwards, type Diagnostic, type Fix, type Locale, type Place, type Plan, type ServiceName, isRefused } from "../types.ts";
import { preferredLocale } from "../messages.ts";
import { assistance } from "./completion.ts";
import { Editor, type EditorOptions, type Spoken } from "./editor.ts";
import { type Example, inLanguage } from "./examples.ts";
import { download, toHtml, toMarkdown } from "./export.ts";
import { onDrop } from "./drag-and-drop.ts";
import { type Pane, asClb, gathered, megabytes, object } from "./files.ts";
import { placesOf, resourcesAt } from "./source-map.ts";
import { fragmentOf, stateIn, unlink } from "./share.ts";
import { EMPTY, type State, keep, keepSoon, kept, stateFrom } from "./state.ts";
import { type Story, type StoryStep, begin, enter, leave, storyOf, translate } from "./walkthrough.ts";
import { told } from "./markdown.ts";
import { type PageSay, type PageWord, editorPhrases, pageWords } from "./messages.ts";
import { showExamples, view } from "./view.ts";

export type Theme = "auto" | "light" | "dark";
export type ExportKind = "markdown" | "json" | "request" | "html" | "print";

const EDITORS = ["manifest", "live", "clb"] as const;
type EditorName = (typeof EDITORS)[number];

/** More findings are not marked in the editor; all are listed beside it. */
const MARKED = 500;

/** So many files are named when they were read. */
const NAMED = 3;

/** More characters than this no editor shows with ease; the module takes more. */
const LARGEST = 16_000_000;

export class App {
  state: State = EMPTY;
  pane: Pane = "manifest";
  locale: Locale;
  theme: Theme;
  story: Story | undefined;
  /** Manifest and live objects are shown together. */
  split = false;
  notice = "";
  findings: Diagnostic[] = [];
  policy: Plan["policy"];
  /** How long the last answer took; not said of the first, for which the module had to be loaded. */
  took: number | undefined;
  /** The module's version, and the dates of what it knows; nothing before it has started. */
  about: Record<string, string> | undefined;
  readonly examples: Example[] = examples;
  #preview: ClbPreview;
  #editors = new Map<EditorName, Editor>();
  #asked = 0;
  #warm = false;
  #limit = LARGEST;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly host: HTMLElement,
    readonly reference: string | undefined,
  ) {
    const left = kept();
    this.locale = left.locale === "zh-CN" || left.locale === "en" ? left.locale : preferredLocale();
    this.theme = left.theme === "light" || left.theme === "dark" ? left.theme : "auto";
    this.applyTheme();
    this.#preview = document.createElement("clb-preview") as ClbPreview;
    this.draw();
    host.querySelector(".answers")!.append(this.#preview);
    for (const name of EDITORS) this.#editors.set(name, new Editor(host.querySelector(`[data-editor=${name}]`)!, this.#editorOptions(name)));
    this.#listen();
  }

  get say(): PageSay {
    return pageWords(this.locale);
  }

  /** Begins with what the link holds, or the last visit left, or the first example. */
  async begin(): Promise<void> {
    addEventListener("hashchange", () => void this.#fromLink());
    const linked = await this.#fromLink();
    if (linked !== "taken") {
      const left = stateFrom(kept().state);
      if (left && JSON.stringify(left) !== JSON.stringify(EMPTY)) {
        this.#show(left);
        if (linked === "none") this.tell("restored");
      } else if (this.examples[0]) this.choose(this.examples[0]);
    }
    try {
      await startedEngine();
      const { version, sources, limits } = about() as { version: string; sources: Record<string, string>; limits?: { textBytes?: number } };
      this.about = { version, ...sources };
      this.draw();
      this.#limit = Math.min(LARGEST, limits?.textBytes ?? LARGEST);
    } catch {
      // The element says what is the matter.
    }
  }

  draw(): void {
    document.documentElement.lang = this.locale;
    document.title = `clbplan · ${this.say("title")}`;
    render(view(this), this.host);
  }

  tell(word: PageWord, places?: Record<string, string | number>): void {
    this.notice = this.say(word, places);
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.notice = "";
      this.draw();
    }, 8000);
    this.draw();
  }

  open(pane: Pane): void {
    this.pane = pane;
    this.draw();
  }

  flipSplit(): void {
    this.split = !this.split;
    if (this.split && this.pane !== "live") this.pane = "manifest";
    this.draw();
  }

  change(values: Partial<State>): void {
    unlink();
    this.state = { ...this.state, ...values };
    this.#ask();
    this.draw();
  }

  setLocale(locale: Locale): void {
    this.locale = locale;
    keep({ locale });
    for (const name of EDITORS) this.#editors.get(name)!.relabel(this.#spoken(name));
    this.#preview.locale = locale;
    const translated = (text: string): string => inLanguage(this.examples, text, locale);
    if (this.story) translate(this.story, translated);
    const manifest = translated(this.state.manifest);
    if (manifest === this.state.manifest) return this.draw();
    this.#editors.get("manifest")!.text = manifest;
    this.change({ manifest });
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    keep({ theme });
    this.applyTheme();
    this.draw();
  }

  applyTheme(): void {
    document.documentElement.dataset["theme"] = this.theme;
    if (this.#preview) this.#preview.theme = this.theme;
  }

  reset(): void {
    this.story = undefined;
    this.#show(EMPTY);
    this.open("manifest");
    this.#editors.get("manifest")!.view.focus();
  }

  choose(example: Example): void {
    this.story = undefined;
    if (example.steps.length > 1) {
      this.story = storyOf(example, this.locale);
      this.#show(this.story.shown);
    } else this.#show(begin(example, this.locale));
    this.open("manifest");
  }

  /** Goes to a step; what was edited in the present one stays with it. */
  goto(step: number): void {
    if (!this.story) return;
    leave(this.story, this.state);
    this.#show(enter(this.story, step, this.locale));
  }

  /** Carries the plan out in the simulated cloud and goes on from there. */
  advance(): void {
    const after = this.#simulated();
    if (!after) return this.tell("step.refused");
    const title = (n: number): StoryStep["title"] => ({ en: pageWords("en")("step", { n }), "zh-CN": pageWords("zh-CN")("step", { n }) });
    const next = (n: number): StoryStep => ({ title: title(n), says: undefined, manifest: this.state.manifest, request: {}, objects: [], patch: null });
    this.story ??= { steps: [{ ...next(1), edited: this.state }], at: 0, shown: this.state };
    if (this.story.at === this.story.steps.length - 1) this.story.steps.push(next(this.story.steps.length + 1));
    this.goto(this.story.at + 1);
  }

  endStory(): void {
    this.story = undefined;
    this.draw();
  }

  async share(): Promise<void> {
    const fragment = await fragmentOf(this.state);
    history.replaceState(null, "", fragment);
    try {
      await navigator.clipboard.writeText(location.href);
      const kilobytes = Math.ceil(fragment.length / 1000);
      if (kilobytes > 8) this.tell("shared.long", { n: kilobytes });
      else this.tell("shared");
    } catch {
      this.tell("shared.address");
    }
  }

  export(kind: ExportKind): void {
    const { plan } = this.#preview;
    if (kind === "print") return print();
    if (!plan) return;
    if (kind === "markdown") download("clbplan.md", "text/markdown", toMarkdown(plan, this.locale));
    if (kind === "json") download("clbplan.json", "application/json", `${JSON.stringify(plan, null, 2)}\n`);
    if (kind === "request") download("clbplan-request.json", "application/json", `${JSON.stringify(this.#preview.request, null, 2)}\n`);
    if (kind === "html") download("clbplan.html", "text/html", toHtml(this.#preview.markup, `clbplan · ${this.say("title")}`, this.locale));
  }

  nextProblem(): void {
    this.open("manifest");
    this.#editors.get("manifest")!.next();
  }

  /** Reads files, and says what is the matter with the first that cannot be read. */
  async take(files: File[]): Promise<void> {
    const { texts, names, trouble } = await gathered(files, this.pane, this.#limit);
    for (const [pane, text] of texts) {
      this.#put(pane, text);
      this.open(pane);
    }
    const shown = names.slice(0, NAMED).join(", ");
    if (trouble?.kind === "tooLarge") this.tell("tooLarge", { name: trouble.name, n: trouble.megabytes, limit: megabytes(this.#limit) });
    else if (trouble) this.tell(trouble.kind, { name: trouble.name });
    else if (names.length === 0) this.tell("nothingDropped");
    else this.tell("dropped", { name: names.length > NAMED ? `${shown}, … (${names.length})` : shown });
  }

  #put(pane: Pane, text: string): void {
    if (pane === "context") return this.change({ context: object(text) ?? {} });
    const read = pane === "clb" ? object(text) : undefined;
    const value = read ? JSON.stringify(asClb(read) ?? read, null, 2) : text;
    this.#editors.get(pane)!.text = value;
    this.change({ [pane]: value });
  }

  #spoken(name: EditorName): Spoken {
    return { label: this.say(`${name}.label`), hint: this.say(`${name}.hint`), phrases: editorPhrases(this.locale) };
  }

  #editorOptions(name: EditorName): EditorOptions {
    const options: EditorOptions = {
      ...this.#spoken(name),
      limit: this.#limit,
      changed: (text) => this.change({ [name]: text }),
      refused: (size) => this.tell("tooLarge", { name: this.say("clipboard"), n: megabytes(size), limit: megabytes(this.#limit) }),
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
    preview.addEventListener("plan", (event) => this.#answered((event as CustomEvent<Plan>).detail));
    preview.addEventListener("fault", () => this.draw());
    preview.addEventListener("choose", (event) => this.#chosen((event as CustomEvent<Place | undefined>).detail));
    preview.addEventListener("reveal", (event) => this.#reveal((event as CustomEvent<Diagnostic>).detail));
    preview.addEventListener("fix", (event) => this.#fix((event as CustomEvent<{ fix: Fix }>).detail.fix));
    addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "k" && !event.shiftKey) {
        event.preventDefault();
        showExamples(this);
      }
    });
    onDrop(this.host, (files) => this.take(files), (name) => this.tell("unreadable", { name }));
  }

  /** Shows a state: editors and all. */
  #show(state: State, linked = false): void {
    if (!linked) unlink();
    this.state = state;
    for (const name of EDITORS) this.#editors.get(name)!.text = state[name];
    this.#preview.marked = [];
    this.#editors.get("manifest")!.mark([], false);
    this.#ask();
    this.draw();
  }

  #ask(): void {
    const { manifest, live, clb, context, prune, deletions, policy } = this.state;
    this.#asked = performance.now();
    const names = deletions.split(/[\s,]+/).filter(Boolean).map((word): ServiceName => {
      const cut = word.indexOf("/");
      return { namespace: cut < 0 ? "default" : word.slice(0, cut), name: word.slice(cut + 1) };
    });
    const read = object(clb);
    Object.assign(this.#preview, {
      manifest,
      live: live.trim() === "" ? undefined : live,
      clb: read ? (asClb(read) ?? read) : clb,
      context: Object.keys(context).length > 0 ? context : undefined,
      prune,
      deletions: names,
      policy: policy.trim() === "" ? undefined : object(policy),
    });
    keepSoon(this.state);
  }

  #answered(plan: Plan): void {
    this.took = this.#warm ? performance.now() - this.#asked : undefined;
    this.#warm = true;
    this.findings = plan.diagnostics;
    this.policy = plan.policy;
    const editor = this.#editors.get("manifest")!;
    if (editor.text === this.#preview.manifest) {
      const placed = plan.diagnostics.filter((each) => each.source).slice(0, MARKED);
      editor.find(
        placed.map((each) => ({
          from: each.source!.start.offset,
          to: each.source!.end.offset,
          severity: each.severity,
          message: each.message,
          renderMessage: () => told([each.message, each.help].filter(Boolean).join("\n\n")),
          source: each.code,
          actions: (each.fixes ?? []).map((fix) => ({ name: fix.title.replaceAll("`", ""), apply: () => editor.apply(fix.edits) })),
        })),
      );
    }
    this.draw();
  }

  /** The state after the plan, from the element or, where it left it out, from the module. */
  #simulated(): Afterwards | undefined {
    const { plan, afterwards, request } = this.#preview;
    if (!plan || plan.services.length === 0) return undefined;
    if (afterwards) return afterwards;
    const answer = ask("simulate", request);
    return isRefused(answer) ? undefined : (answer as Afterwards);
  }

  #chosen(place: Place | undefined): void {
    const editor = this.#editors.get("manifest")!;
    if (place) this.open("manifest");
    const { plan, manifest } = this.#preview;
    // The plan's places are those of the text that was asked about.
    const current = plan && manifest === editor.text;
    editor.mark(place && current ? placesOf(plan.services, place) : [], true);
  }

  #cursorAt(at: number): void {
    const editor = this.#editors.get("manifest");
    const plan = this.#preview.plan;
    if (!editor || !plan || !editor.view.hasFocus) return;
    editor.mark([], false);
    this.#preview.marked = resourcesAt(plan.services, editor.view.state.doc.lineAt(at).number);
  }

  #reveal({ source }: Diagnostic): void {
    if (!source) return;
    this.open("manifest");
    this.#editors.get("manifest")!.goto(source.start.offset, source.end.offset);
  }

  #fix(fix: Fix): void {
    const editor = this.#editors.get("manifest")!;
    if (editor.text !== this.#preview.manifest) return this.tell("stale");
    this.open("manifest");
    editor.apply(fix.edits);
  }

  #fixAt(at: number): boolean {
    const found = this.findings.find(({ source, fixes }) => fixes?.length && source && source.start.offset <= at && at <= source.end.offset);
    if (found) this.#fix(found.fixes![0]!);
    return found !== undefined;
  }

  async #fromLink(): Promise<"taken" | "none" | "damaged"> {
    try {
      const state = await stateIn(location.hash);
      if (!state) return "none";
      this.story = undefined;
      this.#show(state, true);
      return "taken";
    } catch {
      this.tell("shared.bad");
      return "damaged";
    }
  }
}
