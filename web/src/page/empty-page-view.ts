// What is shown instead of an answer while nothing was provided: three steps, and examples.

import { type TemplateResult, html, nothing } from "lit-html";
import { chooseFiles, command } from "./pane-views.ts";
import { exampleCard } from "./examples-and-help-dialogs.ts";
import { SKELETONS, SKELETON_NAMES, filledIn } from "./starter-manifests.ts";
import type { PageActions, PageView } from "./page-view-and-actions.ts";

/** The examples that are offered: their places in the gallery. */
const OFFERED = 4;

export function startView(page: PageView, actions: PageActions): TemplateResult {
  const { t, state, examples } = page;
  const step = (number: number, isDone: boolean, content: unknown): TemplateResult => html`<li class=${isDone ? "done" : ""}><span class="number" aria-hidden="true">${isDone ? "✓" : number}</span><div>${content}</div></li>`;
  return html`<section class="start" aria-labelledby="start-title">
    <h2 id="start-title">${t("start.title")}</h2>
    <ol>
      ${step(1, state.manifest.trim() !== "", html`<p><strong>${t("start.1")}</strong></p><p><button type="button" data-action="open-file" @click=${() => chooseFiles(false, actions)}>${t("open.file")}</button> <button type="button" data-action="open-folder" @click=${() => chooseFiles(true, actions)}>${t("open.folder")}</button></p>
        <p>${t("start.skeleton")} ${SKELETON_NAMES.map((name) => html`<button type="button" class="quiet" data-skeleton=${name} @click=${() => void actions.begin(SKELETONS[name], filledIn(SKELETONS[name]))}>${t(`skeleton.${name}`)}</button>`)}</p>`)}
      ${step(2, state.live.trim() !== "", html`<p><strong>${t("start.2")}</strong></p>${command("live", t, actions)}`)}
      ${step(3, state.clb.trim() !== "" || Object.keys(state.context).length > 0, html`<p><strong>${t("start.3")}</strong></p>${command("clb", t, actions)}<p><button type="button" class="quiet" @click=${() => void actions.openPane("context")}>${t("start.context")}</button></p>`)}
    </ol>
    ${examples ? html`<h2>${t("start.examples")}</h2><ul class="cards">${examples.slice(0, OFFERED).map((example) => exampleCard(example, page, actions))}</ul>` : nothing}
  </section>`;
}
