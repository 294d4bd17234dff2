// What lies over the page while files are dragged over it: where to drop them, if the user wants to say what their objects are.

import { type TemplateResult, html } from "lit-html";
import type { Locale } from "../types.ts";
import { MESSAGES } from "./drop-overlay-messages.ts";
import type { DropTarget } from "./read-files.ts";
import type { PageTranslate } from "./messages.ts";

const TARGETS: DropTarget[] = ["manifest", "live"];

export function dropOverlay({ t, locale }: { t: PageTranslate; locale: Locale }): TemplateResult {
  const own = (key: keyof typeof MESSAGES): string => MESSAGES[key][locale === "zh-CN" ? 1 : 0];
  return html`<div class="drop" aria-hidden="true">
    ${TARGETS.map((target) => html`<p data-drop=${target}><strong>${t(target)}</strong> ${own(target)}</p>`)}
    <p class="any"><strong>${own("any")}</strong> ${own("any.hint")}</p>
  </div>`;
}
