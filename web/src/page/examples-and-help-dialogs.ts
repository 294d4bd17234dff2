// The dialogs: the gallery of examples, and help.

import { type TemplateResult, html, nothing, svg } from "lit-html";
import { signOfVerdict, stateOfVerdict } from "../element/change-sign.ts";
import { translator } from "../messages.ts";
import type { Example } from "./examples.ts";
import { icon } from "./icons.ts";
import type { PageMessageKey } from "./messages.ts";
import { type PageActions, type PageView, referencePage } from "./page-view-and-actions.ts";

const dialog = (name: string): HTMLDialogElement | null => document.querySelector(`dialog.${name}`);

/** Opens the gallery at its top, because the dialog keeps its position. On a touch screen the search field gets no focus, so that the
 * keyboard does not cover the examples. */
export function openExamples(): void {
  const examples = dialog("examples");
  if (!examples?.open) examples?.showModal();
  examples?.scrollTo(0, 0);
  if (matchMedia("(pointer: coarse)").matches) examples?.querySelector<HTMLElement>("form button")?.focus();
}

export const openHelp = (): void => dialog("help")?.showModal();

/** The dialog is the target only of clicks on its backdrop. */
const closeOutside = (event: Event): void => {
  if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
};

/** An example as a button: its verdict, a small picture, what it shows. */
export function exampleCard(example: Example, { locale }: PageView, actions: PageActions): TemplateResult {
  const { id, title, steps, verdict, picture } = example;
  const open = (): void => {
    dialog("examples")?.close();
    actions.openExample(example);
  };
  const t = translator(locale);
  return html`<li><button type="button" data-example=${id} @click=${open}>
    <span class="badge ${stateOfVerdict(verdict)}">${signOfVerdict(verdict)} ${t(`verdict.${verdict}`)}</span>
    <svg viewBox="0 0 120 40" aria-hidden="true">${picture.edges.map(([x1, y1, x2, y2, state]) => svg`<path class=${state} d="M${x1} ${y1}C${(x1 + x2) / 2} ${y1} ${(x1 + x2) / 2} ${y2} ${x2} ${y2}" />`)}${picture.boxes.map(([x, y, width, height, state]) => svg`<rect class=${state} x=${x} y=${y} width=${width} height=${height} rx="1.5" />`)}</svg>
    <strong>${title[locale]}</strong><span class="what">${steps[0]?.description?.[locale]}</span></button></li>`;
}

export function examplesDialog(page: PageView, actions: PageActions): TemplateResult {
  const { t, examples = [] } = page;
  const groups = [...new Set(examples.map((example) => example.group))];
  const filter = (event: Event): void => {
    const words = (event.target as HTMLInputElement).value.toLowerCase().split(/\s+/);
    const sheet = dialog("examples")!;
    for (const item of sheet.querySelectorAll<HTMLElement>("li")) item.hidden = !words.every((word) => item.textContent!.toLowerCase().includes(word));
    for (const group of sheet.querySelectorAll<HTMLElement>("section")) group.hidden = !group.querySelector("li:not([hidden])");
    sheet.querySelector<HTMLElement>(".none")!.hidden = !!sheet.querySelector("li:not([hidden])");
  };
  return html`<dialog class="examples" aria-labelledby="examples-title" @click=${closeOutside}>
    <div class="sheet">
      <div class="top"><h2 id="examples-title">${t("examples")}</h2><input type="search" aria-label=${t("examples.filter")} placeholder=${t("examples.filter")} @input=${filter} /><form method="dialog"><button aria-label=${t("close")}>${icon("close")}</button></form></div>
      <p class="muted">${t("examples.hint")}</p>
      <p class="none" role="status" hidden>${t("examples.none")}</p>
      ${groups.map((group) => html`<section><h3>${t(`group.${group}` as PageMessageKey)}</h3>
        <ul class="cards">${examples.filter((example) => example.group === group).map((example) => exampleCard(example, page, actions))}</ul></section>`)}
    </div>
  </dialog>`;
}

export function helpDialog(page: PageView): TemplateResult {
  const { t, about } = page;
  const keys: [string, PageMessageKey][] = [["Ctrl/⌘ K", "k.examples"], ["Ctrl Space", "k.complete"], ["Ctrl/⌘ .", "k.fix"], ["F8", "k.next"], ["Ctrl/⌘ F", "k.find"], ["Tab", "k.leave"], ["j k ↑ ↓", "k.rows"]];
  return html`<dialog class="help" aria-labelledby="help-title" @click=${closeOutside}>
    <div class="sheet">
      <div class="top"><h2 id="help-title">${t("help")}</h2><form method="dialog"><button aria-label=${t("close")}>${icon("close")}</button></form></div>
      <p>${t("help.1")}</p>
      <p>${t("help.2")}</p>
      ${page.reference ? html`<p><a href=${referencePage(page)}>${t("reference")}</a></p>` : nothing}
      ${about ? html`<p class="muted">clbplan ${about["version"]}. ${t("about", about)}</p>` : nothing}
      <h3>${t("help.keys")}</h3>
      <dl>${keys.map(([key, name]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${t(name)}</dd></div>`)}</dl>
    </div>
  </dialog>`;
}
