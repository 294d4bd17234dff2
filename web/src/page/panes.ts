// The three panes with texts, and how the answer is shown in them: findings, the lines of resources, and what cannot be read.

import type { ClbPreview } from "../element/element.ts";
import { findingOf } from "../element/findings-named-by-links.ts";
import type { Diagnostic, Fix, Plan, ResourceRef, ServiceName } from "../types.ts";
import type { EditorOptions, TextEdit } from "./editor.ts";
import type { PageTranslate } from "./messages.ts";
import { costlySources, refusalsIn, resourcesAt, serviceAt, sourcesOf, sourcesOfService } from "./manifest-lines-of-resources.ts";
import { TextPane } from "./text-pane.ts";

export const TEXTS = ["manifest", "live", "clb"] as const;
export type TextName = (typeof TEXTS)[number];

/** What the page does when the user works in an editor. */
export interface PaneActions {
  readonly t: PageTranslate;
  readonly locale: "en" | "zh-CN";
  readonly limit: number;
  readonly preview: ClbPreview;
  edited(name: TextName, text: string, edit: TextEdit): void;
  pasteRejected(size: number): void;
  openPane(name: TextName): Promise<void>;
  stale(): void;
}

export class Panes {
  /** The name of the finding whose lines are marked as soon as there is an answer. */
  wanted: string | undefined;
  #panes: Record<TextName, TextPane>;
  #page: PaneActions;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, page: PaneActions) {
    this.#page = page;
    const make = (name: TextName): TextPane => new TextPane(host.querySelector(`[data-editor=${name}]`)!, this.#options(name));
    this.#panes = { manifest: make("manifest"), live: make("live"), clb: make("clb") };
  }

  get(name: TextName): TextPane {
    return this.#panes[name];
  }

  setTexts(texts: Record<TextName, string>): void {
    for (const name of TEXTS) this.#panes[name].text = texts[name];
    this.#panes.manifest.markLines([], false);
  }

  translate(): void {
    for (const name of TEXTS) this.#panes[name].setTexts(this.#labels(name));
  }

  #labels(name: TextName): Pick<EditorOptions, "label" | "hint" | "locale"> {
    const { t, locale } = this.#page;
    return { label: t(`${name}.label`), hint: t(`${name}.hint`), locale };
  }

  #options(name: TextName): EditorOptions {
    const page = this.#page;
    const options: EditorOptions = {
      ...this.#labels(name),
      limit: page.limit,
      changed: (text, edit) => page.edited(name, text, edit),
      pasteRejected: (size) => page.pasteRejected(size),
    };
    if (name !== "manifest") return options;
    return { ...options, request: () => page.preview.request, moved: (at) => this.#cursorAt(at), fixAt: (at) => this.#fixAt(at) };
  }

  /** Marks the place that cannot be read. That of a manifest is among the findings. */
  showState(): void {
    const { obstacle } = this.#page.preview;
    for (const name of ["live", "clb"] as const) {
      const pane = this.#panes[name];
      if (obstacle?.input === name && obstacle.line !== undefined) pane.showProblem(obstacle.line, obstacle.column ?? 1, obstacle.message || this.#page.t("notJson"));
      else pane.showFindings([]);
    }
  }

  showPlan(plan: Plan): void {
    if (!this.#isCurrent()) return;
    const { manifest, live } = this.#panes;
    const { t, preview } = this.#page;
    manifest.showFindings(plan.diagnostics);
    manifest.showChanges({ findings: [...plan.diagnostics, ...(plan.policy?.violations ?? [])], refusals: refusalsIn(plan), live: live.text, defaultNamespace: preview.defaultNamespace ?? "", costly: costlySources(plan), was: (value) => t("was", { value }) });
    const { source } = (this.wanted && findingOf(plan, this.wanted)) || {};
    this.wanted = undefined;
    if (source) manifest.markLines([{ from: source.start.offset, to: source.end.offset }], true);
  }

  /** The plan's positions are only right in the text that it was made from. */
  #isCurrent(): boolean {
    return this.#panes.manifest.text === this.#page.preview.manifest;
  }

  markSources(resource: ResourceRef | undefined): void {
    if (resource) void this.#page.openPane("manifest");
    const { plan } = this.#page.preview;
    this.#panes.manifest.markLines(resource && plan && this.#isCurrent() ? sourcesOf(plan.services, resource) : [], true);
  }

  /** After a pause, because somebody may walk through the list by keyboard. */
  showService(service: ServiceName): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#showService(service), 150);
  }

  /** Shows the lines of a Service: those that change something, or its first finding. */
  #showService(service: ServiceName): void {
    const { plan } = this.#page.preview;
    if (!plan || !this.#isCurrent()) return;
    const found = plan.diagnostics.find(({ object, source }) => source && object?.kind === "Service" && object.name === service.name && object.namespace === service.namespace)?.source;
    const ranges = sourcesOfService(plan.services, service);
    this.#panes.manifest.markLines(ranges.length > 0 || !found ? ranges : [{ from: found.start.offset, to: found.end.offset }], true);
  }

  #cursorAt(at: number): void {
    const { manifest } = this.#panes;
    const { plan, state } = this.#page.preview;
    if (!plan || state !== "answered" || !manifest.hasFocus) return;
    manifest.markLines([], false);
    const line = manifest.lineAt(at);
    const resources = resourcesAt(plan.services, line);
    const service = resources.length === 0 && plan.services.length > 1 ? serviceAt(manifest.text, line) : undefined;
    this.#page.preview.marked = service ? [service] : resources;
  }

  reveal({ source }: Diagnostic): void {
    if (!source) return;
    void this.#page.openPane("manifest");
    void this.#panes.manifest.select(source.start.offset, source.end.offset);
  }

  fix(fix: Fix): void {
    if (!this.#isCurrent()) return this.#page.stale();
    void this.#page.openPane("manifest");
    this.#panes.manifest.apply(fix.edits);
  }

  #fixAt(at: number): boolean {
    const { plan } = this.#page.preview;
    const finding = plan?.diagnostics.find(({ source, fixes }) => fixes?.length && source && source.start.offset <= at && at <= source.end.offset);
    if (finding) this.fix(finding.fixes![0]!);
    return finding !== undefined;
  }
}
