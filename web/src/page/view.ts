// How the page looks: header, editors, answer, dialogs.

import { type TemplateResult, html, nothing } from "lit-html";
import type { App, ExportKind, Theme } from "./app.ts";
import { contextForm } from "./context-form.ts";
import type { Example } from "./examples.ts";
import type { Pane } from "./files.ts";
import type { PageWord } from "./messages.ts";

const PANES: Pane[] = ["manifest", "live", "clb", "context"];

export function view(app: App): TemplateResult {
  const { say } = app;
  return html`
    <header>
      <a class="logo" href="#" @click=${(event: Event) => event.preventDefault()} tabindex="-1" aria-hidden="true">
        <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true"><rect width="32" height="32" rx="8" fill="currentColor" /><path d="M7 16h5m0 0c5 0 4-7 9-7h4m-13 7h13m-13 0c5 0 4 7 9 7h4" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" /></svg>
      </a>
      <h1>clbplan <span>${say("tagline")}</span></h1>
      <nav aria-label=${say("input")}>
        <button type="button" class="primary" data-do="examples" @click=${() => showExamples(app)}>${say("examples")}</button>
        <button type="button" data-do="share" @click=${() => void app.share()}>${say("share")}</button>
        ${exportMenu(app)}
        ${app.reference ? html`<a class="button" href=${referenceOf(app)} data-do="reference">${say("reference")}</a>` : nothing}
        <button type="button" data-do="language" lang=${app.locale === "en" ? "zh-CN" : "en"} @click=${() => app.setLocale(app.locale === "en" ? "zh-CN" : "en")}>${app.locale === "en" ? "中文" : "English"}</button>
        ${themeButton(app)}
        <button type="button" data-do="help" aria-label=${say("help")} title=${say("help")} @click=${() => dialog(app, "help")?.showModal()}>?</button>
      </nav>
    </header>
    ${timeline(app)}
    <main>
      <section class="inputs" aria-label=${say("input")}>
        ${tabs(app)} ${PANES.map((pane) => panel(app, pane))} ${status(app)}
      </section>
      <section class="answers" aria-label=${say("answer")}></section>
    </main>
    <p class="notice ${app.notice ? "shown" : ""}" role="status">${app.notice}</p>
    <div class="drop" aria-hidden="true">${say("dropHere")}</div>
    ${examplesDialog(app)} ${helpDialog(app)}
  `;
}

/** The first of its pages. */
const referenceOf = (app: App): string => `${app.reference}annotations${app.locale === "en" ? "" : ".zh-CN"}.html`;

const dialog = (app: App, name: string): HTMLDialogElement | null => app.host.querySelector(`dialog.${name}`);

/** From the top: it stays where it was closed. On a phone the keyboard does not come up before something is to be filtered. */
export function showExamples(app: App): void {
  const sheet = dialog(app, "examples");
  sheet?.showModal();
  sheet?.scrollTo(0, 0);
  if (matchMedia("(pointer: coarse)").matches) sheet?.querySelector<HTMLElement>("form button")?.focus();
}

/** A click on the backdrop closes. */
const closeOutside = (event: Event): void => {
  if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
};

function exportMenu(app: App): TemplateResult {
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
    <summary class="button" data-do="export">${app.say("export")}</summary>
    <ul>
      ${kinds.map((kind) => html`<li><button type="button" data-export=${kind} @click=${(event: Event) => {
          close(event);
          app.export(kind);
        }}>${app.say(`export.${kind}` as PageWord)}</button></li>`)}
    </ul>
  </details>`;
}

function themeButton(app: App): TemplateResult {
  const order: Theme[] = ["auto", "light", "dark"];
  const next = order[(order.indexOf(app.theme) + 1) % order.length]!;
  const signs: Record<Theme, string> = { auto: "◐", light: "☀", dark: "☾" };
  const name = `${app.say("theme")}: ${app.say(`theme.${app.theme}` as PageWord)}`;
  return html`<button type="button" data-do="theme" data-theme-now=${app.theme} aria-label=${name} title=${name} @click=${() => app.setTheme(next)}>${signs[app.theme]}</button>`;
}

function tabs(app: App): TemplateResult {
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = PANES[(PANES.indexOf(app.pane) + step + PANES.length) % PANES.length]!;
    app.open(next);
    app.host.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return html`<div class="tabs">
    <div role="tablist" aria-label=${app.say("input")} @keydown=${move}>
      ${PANES.map((pane) => {
        const filled = pane === "context" ? Object.keys(app.state.context).length > 0 : app.state[pane] !== "";
        return html`<button type="button" role="tab" id=${`tab-${pane}`} aria-controls=${`panel-${pane}`} aria-selected=${app.pane === pane} title=${app.say(`${pane}.label`)} tabindex=${app.pane === pane ? 0 : -1} @click=${() => app.open(pane)}>${app.say(pane)}${filled && pane !== "manifest" ? html`<span class="dot" title=${app.say("filled")}></span>` : nothing}</button>`;
      })}
    </div>
    <div class="deeds"><button type="button" class="quiet" data-do="split" title=${app.say("split.hint")} aria-pressed=${app.split} @click=${() => app.flipSplit()}>${app.say("split")}</button>
    <button type="button" class="quiet" data-do="reset" @click=${() => app.reset()}>${app.say("reset")}</button></div>
  </div>`;
}

/** The pair that can be seen together. */
const PAIR: Pane[] = ["manifest", "live"];

const isShown = (app: App, pane: Pane): boolean => app.pane === pane || (app.split && PAIR.includes(app.pane) && PAIR.includes(pane));

const panel = (app: App, pane: Pane): TemplateResult =>
  html`<div class="panel" role="tabpanel" id=${`panel-${pane}`} aria-labelledby=${`tab-${pane}`} ?hidden=${!isShown(app, pane)} tabindex=${pane === "context" ? 0 : -1}>
    ${pane === "context" ? contextForm({ state: app.state, say: app.say, change: (values) => app.change(values) }) : html`${app.split && isShown(app, pane) ? html`<p class="caption">${app.say(pane)}</p>` : nothing}<div class="editor" data-editor=${pane}></div>`}
  </div>`;

function status(app: App): TemplateResult {
  const { say, findings } = app;
  const count = (severity: string): number => findings.filter((each) => each.severity === severity).length;
  const parts = ([["errors", count("error")], ["warnings", count("warning")], ["infos", count("info")]] as const).filter(([, n]) => n > 0).map(([word, n]) => say(word, { n }));
  const { verdict = "allow" } = app.policy ?? {};
  const told = verdict === "allow" ? parts : [say(`policy.${verdict}`), ...parts];
  return html`<div class="status">
    <span class=${count("error") > 0 || verdict === "deny" ? "errors" : ""}>${told.length > 0 ? told.join(" · ") : say("problems")}</span>
    ${parts.length > 0 ? html`<button type="button" class="quiet" data-do="next" title="F8" @click=${() => app.nextProblem()}>${say("nextProblem")}</button>` : nothing}
    ${goingAway(app)}
    <span class="took">${app.took === undefined ? nothing : say("took", { n: app.took < 10 ? app.took.toFixed(1) : Math.round(app.took) })}</span>
    <button type="button" class="quiet" data-do="advance" title=${say("step.next.hint")} @click=${() => app.advance()}>${say("step.next")} →</button>
  </div>`;
}

/** What is asked besides the text goes unseen on another tab. */
function goingAway(app: App): unknown {
  const { prune, deletions } = app.state;
  if (!prune && deletions.trim() === "") return nothing;
  const what = prune ? app.say("c.prune") : deletions;
  return html`<button type="button" class="quiet away" title=${what} @click=${() => app.open("context")}>${app.say("c.request")}: ${what}</button>`;
}

function timeline(app: App): TemplateResult {
  const { story, say } = app;
  if (!story) return html`<div class="timeline" hidden></div>`;
  return html`<nav class="timeline" aria-label=${say("story")}>
    <ol>
      ${story.steps.map((step, index) => html`<li class=${index < story.at ? "done" : index === story.at ? "now" : ""}><button type="button" data-step=${index} aria-current=${index === story.at ? "step" : "false"} @click=${() => app.goto(index)}><span class="number">${index + 1}</span> ${step.title[app.locale]}</button></li>`)}
    </ol>
    <button type="button" class="quiet" @click=${() => app.endStory()}>${say("step.end")}</button>
  </nav>`;
}

function examplesDialog(app: App): TemplateResult {
  const { say } = app;
  const groups = [...new Set(app.examples.map((example) => example.group))];
  const filter = (event: Event): void => {
    const words = (event.target as HTMLInputElement).value.toLowerCase().split(/\s+/);
    const sheet = dialog(app, "examples");
    for (const item of sheet?.querySelectorAll<HTMLElement>("li") ?? []) item.hidden = !words.every((word) => item.textContent!.toLowerCase().includes(word));
    for (const group of sheet?.querySelectorAll<HTMLElement>("section") ?? []) group.hidden = !group.querySelector("li:not([hidden])");
    sheet!.querySelector<HTMLElement>(".none")!.hidden = !!sheet!.querySelector("li:not([hidden])");
  };
  const choose = (example: Example): void => {
    dialog(app, "examples")?.close();
    app.choose(example);
  };
  return html`<dialog class="examples" aria-labelledby="examples-title" @click=${closeOutside}>
    <div class="sheet">
      <div class="top"><h2 id="examples-title">${say("examples")}</h2><input type="search" aria-label=${say("examples.filter")} placeholder=${say("examples.filter")} @input=${filter} /><form method="dialog"><button aria-label=${say("close")}>✕</button></form></div>
      <p class="muted">${say("examples.hint")}</p>
      <p class="none" role="status" hidden>${say("examples.none")}</p>
      ${groups.map((group) => html`<section><h3>${GROUPS[group]?.[app.locale] ?? group}</h3>
        <ul>${app.examples.filter((example) => example.group === group).map((example) => html`<li><button type="button" data-example=${example.id} @click=${() => choose(example)}><strong>${example.title[app.locale]}</strong><span>${example.steps[0]?.says?.[app.locale]}</span></button></li>`)}</ul></section>`)}
    </div>
  </dialog>`;
}

const GROUPS: Record<string, Record<"en" | "zh-CN", string>> = {
  start: { en: "First steps", "zh-CN": "入门" },
  stories: { en: "Stories: step by step", "zh-CN": "过程：一步一步" },
  danger: { en: "Edits that hurt", "zh-CN": "有风险的修改" },
  sharing: { en: "Existing and shared load balancers", "zh-CN": "已有与共用的负载均衡" },
  mistakes: { en: "Mistakes that are caught", "zh-CN": "能发现的错误" },
  rails: { en: "Guard rails", "zh-CN": "策略" },
};

function helpDialog(app: App): TemplateResult {
  const { say } = app;
  const keys: [string, PageWord][] = [["Ctrl/⌘ K", "k.examples"], ["Ctrl Space", "k.complete"], ["Ctrl/⌘ .", "k.fix"], ["F8", "k.next"], ["Ctrl/⌘ F", "k.find"], ["Tab", "k.leave"]];
  return html`<dialog class="help" aria-labelledby="help-title" @click=${closeOutside}>
    <div class="sheet">
      <div class="top"><h2 id="help-title">${say("help")}</h2><form method="dialog"><button aria-label=${say("close")}>✕</button></form></div>
      <p>${say("help.1")}</p>
      <p>${say("help.2")}</p>
      ${app.reference ? html`<p><a href=${referenceOf(app)}>${say("reference")}</a></p>` : nothing}
      ${app.about ? html`<p class="muted">clbplan ${app.about["version"]}. ${say("about", app.about)}</p>` : nothing}
      <h3>${say("help.keys")}</h3>
      <dl>${keys.map(([key, word]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${say(word)}</dd></div>`)}</dl>
    </div>
  </dialog>`;
}

