// The page's markup: header, editors, answer, dialogs. It draws what `PageView` holds, and reports what the user does to `PageActions`.

import { type TemplateResult, html, nothing } from "lit-html";
import { countBySeverity } from "../element/views/findings.ts";
import { translator } from "../messages.ts";
import type { Obstacle } from "../element/obstacle.ts";
import type { AnswerState, Diagnostic, Locale, Plan } from "../types.ts";
import { contextForm } from "./context-form.ts";
import type { ExportKind } from "./export.ts";
import type { Example } from "./examples.ts";
import type { Pane } from "./read-files.ts";
import type { PageMessageKey, PageTranslate } from "./messages.ts";
import type { State } from "./state.ts";
import type { Walkthrough } from "./example-steps.ts";

export type Theme = "auto" | "light" | "dark";

export interface PageView {
  /** The answer. */
  readonly preview: HTMLElement;
  readonly t: PageTranslate;
  readonly locale: Locale;
  readonly theme: Theme;
  /** The folder of the reference pages, if there is one. */
  readonly reference: string | undefined;
  readonly examples: Example[];
  readonly walkthrough: Walkthrough | undefined;
  readonly state: State;
  readonly pane: Pane;
  /** Whether manifest and live objects are shown together. */
  readonly split: boolean;
  readonly findings: Diagnostic[];
  readonly policy: Plan["policy"];
  readonly answerState: AnswerState;
  /** Why there is no answer, if an input is to blame. */
  readonly obstacle: Obstacle | undefined;
  /** The manifest was copied from a cluster, but what is live was not provided. */
  readonly copied: boolean;
  /** How long the last answer took, in milliseconds. */
  readonly took: number | undefined;
  /** The module's version, and the dates of its sources. Undefined until it has been loaded. */
  readonly about: Record<string, string> | undefined;
  readonly notice: string;
  /** Undoes what the notice reports. */
  readonly undo: (() => void) | undefined;
}

export interface PageActions {
  openPane(pane: Pane): void;
  toggleSplit(): void;
  change(values: Partial<State>): void;
  reset(): void;
  /** Takes the manifest as what is live, too. */
  takeAsLive(): void;
  setLocale(locale: Locale): void;
  setTheme(theme: Theme): void;
  openExample(example: Example): void;
  openStep(step: number): void;
  endWalkthrough(): void;
  simulateNextStep(): void;
  nextProblem(): void;
  share(): Promise<void>;
  export(kind: ExportKind): void;
}

const PANES: Pane[] = ["manifest", "live", "clb", "context"];

export function view(page: PageView, actions: PageActions): TemplateResult {
  const { t, locale } = page;
  const otherLocale: Locale = locale === "en" ? "zh-CN" : "en";
  return html`
    <header>
      <a class="logo" href="#" @click=${(event: Event) => event.preventDefault()} tabindex="-1" aria-hidden="true">
        <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true"><rect width="32" height="32" rx="8" fill="currentColor" /><path d="M7 16h5m0 0c5 0 4-7 9-7h4m-13 7h13m-13 0c5 0 4 7 9 7h4" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" /></svg>
      </a>
      <h1>clbplan <span>${t("tagline")}</span></h1>
      <nav aria-label=${t("actions")}>
        <button type="button" class="primary" data-action="examples" @click=${showExamples}>${t("examples")}</button>
        <button type="button" data-action="share" @click=${() => void actions.share()}>${t("share")}</button>
        ${exportMenu(page, actions)}
        ${page.reference ? html`<a class="button" href=${referencePage(page)} data-action="reference">${t("reference")}</a>` : nothing}
        <button type="button" data-action="language" lang=${otherLocale} @click=${() => actions.setLocale(otherLocale)}>${locale === "en" ? "中文" : "English"}</button>
        ${themeButton(page, actions)}
        <button type="button" data-action="help" aria-label=${t("help")} title=${t("help")} @click=${() => dialog("help")?.showModal()}>?</button>
      </nav>
    </header>
    ${steps(page, actions)}
    <main>
      <section class="inputs" aria-label=${t("input")}>
        ${tabs(page, actions)} ${PANES.map((pane) => panel(pane, page, actions))} ${status(page, actions)}
      </section>
      <section class="answers" aria-label=${t("answer")}>${page.copied ? html`<p class="copied">${t("copied")} <button type="button" data-action="take" @click=${() => actions.takeAsLive()}>${t("copied.take")}</button></p>` : nothing} ${page.preview}</section>
    </main>
    <p class="notice ${page.notice ? "shown" : ""}" role="status">${page.notice} ${page.undo ? html`<button type="button" data-action="undo" @click=${page.undo}>${t("undo")}</button>` : nothing}</p>
    <div class="drop" aria-hidden="true">${t("dropHere")}</div>
    ${examplesDialog(page, actions)} ${helpDialog(page)}
  `;
}

/** The first page of the reference. */
const referencePage = ({ reference, locale }: PageView): string => `${reference}annotations${locale === "en" ? "" : ".zh-CN"}.html`;

const dialog = (name: string): HTMLDialogElement | null => document.querySelector(`dialog.${name}`);

/** Scrolls to the top, because the dialog keeps its position. On a touch screen the search field gets no focus, so that the keyboard
 * does not cover the examples. */
export function showExamples(): void {
  const examples = dialog("examples");
  examples?.showModal();
  examples?.scrollTo(0, 0);
  if (matchMedia("(pointer: coarse)").matches) examples?.querySelector<HTMLElement>("form button")?.focus();
}

/** The dialog is the target only of clicks on its backdrop. */
const closeOutside = (event: Event): void => {
  if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
};

function exportMenu({ t }: PageView, actions: PageActions): TemplateResult {
  const kinds: ExportKind[] = ["markdown", "json", "request", "html", "print"];
  const close = (event: Event): void => (event.currentTarget as HTMLElement).closest("details")?.removeAttribute("open");
  return html`<details class="menu" @focusout=${(event: FocusEvent) => {
      const menu = event.currentTarget as HTMLDetailsElement;
      if (!menu.contains(event.relatedTarget as Node | null) && event.relatedTarget) menu.open = false;
    }} @keydown=${(event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      const menu = event.currentTarget as HTMLDetailsElement;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }}>
    <summary class="button" data-action="export">${t("export")}</summary>
    <ul>
      ${kinds.map((kind) => html`<li><button type="button" data-export=${kind} @click=${(event: Event) => {
          close(event);
          actions.export(kind);
        }}>${t(`export.${kind}`)}</button></li>`)}
    </ul>
  </details>`;
}

function themeButton({ t, theme }: PageView, actions: PageActions): TemplateResult {
  const order: Theme[] = ["auto", "light", "dark"];
  const next = order[(order.indexOf(theme) + 1) % order.length]!;
  const signs: Record<Theme, string> = { auto: "◐", light: "☀", dark: "☾" };
  const name = t("labelled", { label: t("theme"), value: t(`theme.${theme}`) });
  return html`<button type="button" data-action="theme" data-theme-now=${theme} aria-label=${name} title=${name} @click=${() => actions.setTheme(next)}>${signs[theme]}</button>`;
}

/** The pane with an input that is to blame for a missing answer. */
const wrongPane = ({ obstacle }: PageView): Pane | undefined => (obstacle?.input === "policy" ? "context" : obstacle?.input || undefined);

function tabs(page: PageView, actions: PageActions): TemplateResult {
  const { t, state, pane: open, split } = page;
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = PANES[(PANES.indexOf(open) + step + PANES.length) % PANES.length]!;
    actions.openPane(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return html`<div class="tabs">
    <div role="tablist" aria-label=${t("input")} @keydown=${move}>
      ${PANES.map((pane) => {
        const filled = pane === "context" ? Object.keys(state.context).length > 0 : state[pane] !== "";
        return html`<button type="button" role="tab" id=${`tab-${pane}`} aria-controls=${`panel-${pane}`} aria-selected=${open === pane} title=${t(`${pane}.label`)} tabindex=${open === pane ? 0 : -1} @click=${() => actions.openPane(pane)}>${t(pane)}${filled && pane !== "manifest" ? html`<span class="dot ${wrongPane(page) === pane ? "wrong" : ""}" title=${t("filled")}></span>` : nothing}</button>`;
      })}
    </div>
    <div class="tab-actions"><button type="button" class="quiet" data-action="split" title=${t("split.hint")} aria-pressed=${split} @click=${() => actions.toggleSplit()}>${t("split")}</button>
    <button type="button" class="quiet" data-action="reset" @click=${() => actions.reset()}>${t("reset")}</button></div>
  </div>`;
}

/** The panes that can be shown together. */
const SPLIT: Pane[] = ["manifest", "live"];

const isShown = (pane: Pane, page: PageView): boolean => page.pane === pane || (page.split && SPLIT.includes(page.pane) && SPLIT.includes(pane));

const panel = (pane: Pane, page: PageView, actions: PageActions): TemplateResult =>
  html`<div class="panel" role="tabpanel" id=${`panel-${pane}`} aria-labelledby=${`tab-${pane}`} ?hidden=${!isShown(pane, page)} tabindex=${pane === "context" ? 0 : -1}>
    ${pane === "context" ? contextForm({ state: page.state, t: page.t, wrongPolicy: page.obstacle?.input === "policy" ? (page.obstacle.line ?? 0) : undefined, change: (values) => actions.change(values) }) : html`${page.split && isShown(pane, page) ? html`<p class="caption">${page.t(pane)}</p>` : nothing}<div class="editor" data-editor=${pane}></div>`}
  </div>`;

function status(page: PageView, actions: PageActions): TemplateResult {
  const { t, findings, took, answerState } = page;
  const isChecked = answerState === "answered" || answerState === "unreadable";
  const { verdict = "allow" } = (answerState === "answered" && page.policy) || {};
  const parts = [verdict === "allow" ? "" : t(`policy.${verdict}`), isChecked ? countBySeverity(findings, translator(page.locale)) : ""];
  if (answerState !== "answered") parts.unshift(t(answerState === "waiting" || answerState === "checking" ? answerState : "noAnswer"));
  const hasErrors = page.obstacle !== undefined || verdict === "deny" || findings.some(({ severity }) => severity === "error");
  return html`<div class="status">
    <span class=${hasErrors ? "errors" : ""}>${parts.filter(Boolean).join(" · ") || t("problems")}</span>
    ${findings.length > 0 || page.obstacle ? html`<button type="button" class="quiet" data-action="next" title="F8" @click=${() => actions.nextProblem()}>${t("nextProblem")}</button>` : nothing}
    ${deletions(page, actions)}
    <span class="took">${took === undefined ? nothing : t("took", { n: took < 10 ? took.toFixed(1) : Math.round(took) })}</span>
    <button type="button" class="quiet" data-action="simulate" title=${t("step.next.hint")} @click=${() => actions.simulateNextStep()}>${t("step.next")} →</button>
  </div>`;
}

/** Shows the Services to delete, which would otherwise be visible only on the tab with the form. */
function deletions({ t, state: { prune, deletions } }: PageView, actions: PageActions): unknown {
  if (!prune && deletions.trim() === "") return nothing;
  const services = prune ? t("c.prune") : deletions;
  return html`<button type="button" class="quiet deletions" title=${services} @click=${() => actions.openPane("context")}>${t("labelled", { label: t("c.request"), value: services })}</button>`;
}

function steps({ t, locale, walkthrough }: PageView, actions: PageActions): TemplateResult {
  if (!walkthrough) return html`<div class="steps" hidden></div>`;
  const { steps, at } = walkthrough;
  return html`<nav class="steps" aria-label=${t("walkthrough")}>
    <ol>
      ${steps.map((step, index) => html`<li class=${index < at ? "done" : index === at ? "now" : ""}><button type="button" data-step=${index} aria-current=${index === at ? "step" : "false"} @click=${() => actions.openStep(index)}><span class="number">${index + 1}</span> ${step.title[locale]}</button></li>`)}
    </ol>
    <button type="button" class="quiet" @click=${() => actions.endWalkthrough()}>${t("step.end")}</button>
  </nav>`;
}

function examplesDialog({ t, locale, examples }: PageView, actions: PageActions): TemplateResult {
  const groups = [...new Set(examples.map((example) => example.group))];
  const filter = (event: Event): void => {
    const words = (event.target as HTMLInputElement).value.toLowerCase().split(/\s+/);
    const sheet = dialog("examples")!;
    for (const item of sheet.querySelectorAll<HTMLElement>("li")) item.hidden = !words.every((word) => item.textContent!.toLowerCase().includes(word));
    for (const group of sheet.querySelectorAll<HTMLElement>("section")) group.hidden = !group.querySelector("li:not([hidden])");
    sheet.querySelector<HTMLElement>(".none")!.hidden = !!sheet.querySelector("li:not([hidden])");
  };
  const open = (example: Example): void => {
    dialog("examples")?.close();
    actions.openExample(example);
  };
  return html`<dialog class="examples" aria-labelledby="examples-title" @click=${closeOutside}>
    <div class="sheet">
      <div class="top"><h2 id="examples-title">${t("examples")}</h2><input type="search" aria-label=${t("examples.filter")} placeholder=${t("examples.filter")} @input=${filter} /><form method="dialog"><button aria-label=${t("close")}>✕</button></form></div>
      <p class="muted">${t("examples.hint")}</p>
      <p class="none" role="status" hidden>${t("examples.none")}</p>
      ${groups.map((group) => html`<section><h3>${t(`group.${group}` as PageMessageKey)}</h3>
        <ul>${examples.filter((example) => example.group === group).map((example) => html`<li><button type="button" data-example=${example.id} @click=${() => open(example)}><strong>${example.title[locale]}</strong><span>${example.steps[0]?.description?.[locale]}</span></button></li>`)}</ul></section>`)}
    </div>
  </dialog>`;
}

function helpDialog(page: PageView): TemplateResult {
  const { t, about } = page;
  const keys: [string, PageMessageKey][] = [["Ctrl/⌘ K", "k.examples"], ["Ctrl Space", "k.complete"], ["Ctrl/⌘ .", "k.fix"], ["F8", "k.next"], ["Ctrl/⌘ F", "k.find"], ["Tab", "k.leave"]];
  return html`<dialog class="help" aria-labelledby="help-title" @click=${closeOutside}>
    <div class="sheet">
      <div class="top"><h2 id="help-title">${t("help")}</h2><form method="dialog"><button aria-label=${t("close")}>✕</button></form></div>
      <p>${t("help.1")}</p>
      <p>${t("help.2")}</p>
      ${page.reference ? html`<p><a href=${referencePage(page)}>${t("reference")}</a></p>` : nothing}
      ${about ? html`<p class="muted">clbplan ${about["version"]}. ${t("about", about)}</p>` : nothing}
      <h3>${t("help.keys")}</h3>
      <dl>${keys.map(([key, name]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${t(name)}</dd></div>`)}</dl>
    </div>
  </dialog>`;
}
