// The page's markup: header, editors, answer, dialogs. It draws what `PageView` holds, and reports what the user does to
// `PageActions`.

import { type TemplateResult, html, nothing } from "lit-html";
import { countBySeverity } from "../element/views/findings.ts";
import { translator } from "../messages.ts";
import type { Locale } from "../types.ts";
import { divider } from "./divider.ts";
import type { ExportKind } from "./export-formats.ts";
import { icon } from "./icons.ts";
import type { Pane } from "./read-files.ts";
import type { PageMessageKey } from "./messages.ts";
import { chooseFiles, panel } from "./pane-views.ts";
import { type PageActions, type PageView, type Theme, referencePage } from "./page-view-and-actions.ts";
import { isBlank } from "./state.ts";

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
        <button type="button" class="primary" data-action="examples" @click=${() => void actions.showExamples()}>${t("examples")}</button>
        ${openMenu(page, actions)}
        <button type="button" data-action="share" @click=${() => void actions.share()}>${t("share")}</button>
        ${exportMenu(page, actions)}
        ${page.reference ? html`<a class="button" href=${referencePage(page)} data-action="reference">${t("reference")}</a>` : nothing}
        <button type="button" data-action="language" lang=${otherLocale} @click=${() => actions.setLocale(otherLocale)}>${locale === "en" ? "中文" : "English"}</button>
        ${themeButton(page, actions)}
        <button type="button" data-action="help" aria-label=${t("help")} title=${t("help")} @click=${() => void actions.showHelp()}>${icon("help")}</button>
      </nav>
    </header>
    ${steps(page, actions)}
    <main>
      <section class="inputs" aria-label=${t("input")}>
        ${tabs(page, actions)} ${PANES.map((pane) => panel(pane, page, actions))} ${status(page, actions)}
      </section>
      ${divider(t, (width) => actions.setWidth(width))}
      <section class="answers" aria-label=${t("answer")}>${isStart(page) ? page.late?.startView(page, actions) : nothing}${page.copied ? html`<p class="copied">${t("copied")} <button type="button" data-action="take" @click=${() => actions.takeAsLive()}>${t("copied.take")}</button></p>` : nothing}<div ?hidden=${isStart(page)}>${page.preview}</div></section>
    </main>
    <p class="notice ${page.notice ? "shown" : ""}" role="status">${page.notice} ${page.undo ? html`<button type="button" data-action="undo" @click=${page.undo}>${t("undo")}</button>` : nothing}</p>
    ${page.late ? html`${page.late.dropOverlay(page)} ${page.late.examplesDialog(page, actions)} ${page.late.helpDialog(page)}` : nothing}
  `;
}

/** Whether there is nothing to preview: no manifest, and nothing to say about what is live. */
function isStart({ state, answerState, findings, preview: { plan } }: PageView): boolean {
  return isBlank(state) || (answerState === "answered" && state.manifest.trim() === "" && plan !== undefined && plan.services.length + plan.orphans.length + findings.length === 0);
}

/** Shows what the manifest changes in the live objects. Loaded when it is first used. */
const compare = async (page: PageView): Promise<void> => (await import("./comparison/comparison.ts")).showComparison(page);

/** A button that opens a list of actions. */
function menu(name: "open" | "export", { t, isStill }: PageView, items: [string, () => void][]): TemplateResult {
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
    <summary class="button" data-action=${name}>${t(name)}</summary>
    <ul>
      ${isStill ? nothing : items.map(([item, act]) => html`<li><button type="button" data-item=${item} @click=${(event: Event) => {
          close(event);
          act();
        }}>${t(`${name}.${item}` as PageMessageKey)}</button></li>`)}
    </ul>
  </details>`;
}

function exportMenu(page: PageView, actions: PageActions): TemplateResult {
  const kinds: ExportKind[] = ["copy", "markdown", "html", "commands", "embed", "json", "request", "print"];
  return menu("export", page, kinds.map((kind) => [kind, () => void actions.export(kind)]));
}

const openMenu = (page: PageView, actions: PageActions): TemplateResult => menu("open", page, [["file", () => chooseFiles(false, actions)], ["folder", () => chooseFiles(true, actions)]]);

function themeButton({ t, theme }: PageView, actions: PageActions): TemplateResult {
  const order: Theme[] = ["auto", "light", "dark"];
  const next = order[(order.indexOf(theme) + 1) % order.length]!;
  const name = t("labelled", { label: t("theme"), value: t(`theme.${theme}`) });
  return html`<button type="button" data-action="theme" data-theme-now=${theme} aria-label=${name} title=${name} @click=${() => actions.setTheme(next)}>${icon(theme)}</button>`;
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
    void actions.openPane(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return html`<div class="tabs">
    <div role="tablist" aria-label=${t("input")} @keydown=${move}>
      ${PANES.map((pane) => {
        const filled = pane === "context" ? Object.keys(state.context).length > 0 : state[pane] !== "";
        return html`<button type="button" role="tab" id=${`tab-${pane}`} aria-controls=${`panel-${pane}`} aria-selected=${open === pane} title=${t(`${pane}.label`)} tabindex=${open === pane ? 0 : -1} @click=${() => void actions.openPane(pane)}>${t(pane)}${filled && pane !== "manifest" ? html`<span class="dot ${wrongPane(page) === pane ? "wrong" : ""}" title=${t("filled")}></span>` : nothing}</button>`;
      })}
    </div>
    <div class="tab-actions">${state.manifest.trim() !== "" && state.live.trim() !== "" ? html`<button type="button" class="quiet" data-action="compare" @click=${() => void compare(page)}>${t("compare")}</button>` : nothing}<button type="button" class="quiet" data-action="split" title=${t("split.hint")} aria-pressed=${split} @click=${() => actions.toggleSplit()}>${t("split")}</button>
    <button type="button" class="quiet" data-action="reset" @click=${() => actions.reset()}>${t("reset")}</button></div>
  </div>`;
}

function status(page: PageView, actions: PageActions): TemplateResult {
  const { t, findings, answerState, state } = page;
  // Without them, there is nothing to preview, and nothing to say about it.
  const isAnswerable = `${state.manifest}${state.live}`.trim() !== "";
  const took = answerState === "answered" && isAnswerable ? page.took : undefined;
  const isChecked = answerState === "answered" || answerState === "unreadable";
  const { verdict = "allow" } = (answerState === "answered" && page.policy) || {};
  const lost = answerState === "answered" ? page.lost : 0;
  const parts = [lost > 0 ? t("addressesLost", { n: lost }) : "", verdict === "allow" ? "" : t(`policy.${verdict}`), isChecked ? countBySeverity(findings, translator(page.locale)) : ""];
  if (answerState !== "answered") parts.unshift(page.checking || t(answerState === "waiting" ? "waiting" : "noAnswer"));
  const hasErrors = page.obstacle !== undefined || verdict === "deny" || lost > 0 || findings.some(({ severity }) => severity === "error");
  return html`<div class="status">
    <span class=${hasErrors ? "errors" : ""}>${parts.filter(Boolean).join(" · ") || (isAnswerable ? t("problems") : "")}</span>
    ${findings.length > 0 || page.obstacle ? html`<button type="button" class="quiet" data-action="next" title="F8" @click=${() => actions.nextProblem()}>${t("nextProblem")}</button>` : nothing}
    ${deletions(page, actions)}
    <span class="took">${took === undefined ? nothing : t("took", { n: took < 10 ? took.toFixed(1) : Math.round(took) }).replaceAll(" ", "\u00a0")}</span>
    <button type="button" class="quiet" data-action="to-answer" @click=${() => document.querySelector(".answers")?.scrollIntoView()}>${t("answer")} ↓</button>
    <button type="button" class="quiet" data-action="simulate" title=${t("step.next.hint")} @click=${() => actions.simulateNextStep()}>${t("step.next")} ${icon("next")}</button>
  </div>`;
}

/** Shows the Services to delete, which would otherwise be visible only on the tab with the form. */
function deletions({ t, state: { prune, deletions } }: PageView, actions: PageActions): unknown {
  if (!prune && deletions.trim() === "") return nothing;
  const services = prune ? t("c.prune") : deletions;
  return html`<button type="button" class="quiet deletions" title=${services} @click=${() => void actions.openPane("context")}>${t("labelled", { label: t("c.request"), value: services })}</button>`;
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
