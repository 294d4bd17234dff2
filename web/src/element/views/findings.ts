// Diagnostics: location, message, why, what to do, and fixes as buttons.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Translate } from "../../messages.ts";
import type { Diagnostic, Fix, Severity } from "../../types.ts";
import { codeLink, inlineCode, link } from "./texts-and-reasons.ts";

const SEVERITY_SIGNS: Record<Severity, string> = { error: "✕", warning: "!", info: "i" };

/** At most this many findings are drawn; the others are counted. */
const SHOWN = 100;

export interface FindingActions {
  reveal: (finding: Diagnostic) => void;
  fix: (fix: Fix, finding: Diagnostic) => void;
  /** Takes a link to a finding along; undefined if there is nothing to link to. */
  link: ((finding: Diagnostic) => void) | undefined;
  /** The finding that a link led to. It is drawn in any case. */
  wanted: Diagnostic | undefined;
}

export function findings(all: Diagnostic[], t: Translate, actions: FindingActions): unknown {
  if (all.length === 0) return nothing;
  const hidden = all.length - SHOWN;
  return html`<ul class="findings" part="findings">
    ${all.filter((each, index) => index < SHOWN || each === actions.wanted).map((each) => finding(each, t, actions))}
    ${hidden > 0 ? html`<li class="muted">${t("more", { n: hidden })}</li>` : nothing}
  </ul>`;
}

/** On one line: message, place, fixes. What else there is to say unfolds; of an error, it is shown. */
function finding(each: Diagnostic, t: Translate, actions: FindingActions): TemplateResult {
  const { severity, source, object } = each;
  const { link: takeLink, wanted } = actions;
  const subject = [object && [object.kind, [object.namespace, object.name].filter(Boolean).join("/")].filter(Boolean).join(" "), each.path].filter(Boolean).join(" · ");
  return html`<li class="finding ${severity} ${each === wanted ? "wanted" : ""}">
    <span class="sign" role="img" aria-label=${t(`severity.${severity}`)}>${SEVERITY_SIGNS[severity]}</span>
    <details ?open=${severity === "error" || each === wanted}>
      <summary class="message">${inlineCode(each.message)}</summary>
      <p class="location">
        ${subject ? html`<span class="subject">${subject}</span>` : nothing}
        ${each.effect && each.effect !== "none" ? html`<span>${t(`effect.${each.effect}`)}</span>` : nothing}
        ${each.event ? html`<span>${t("event", { n: each.event })}</span>` : nothing}
      </p>
      ${each.why ? html`<p class="why">${inlineCode(each.why)}</p>` : nothing}
      ${each.help ? html`<p class="help">${inlineCode(each.help)}</p>` : nothing}
      ${(each.related ?? []).map(({ message, source }) => html`<p class="help related">${inlineCode(message)}${source ? html` <button type="button" class="linklike" @click=${() => actions.reveal({ ...each, source })}>${t("line", { n: source.start.line })}</button>` : nothing}</p>`)}
      <p class="location">${codeLink(each.code, t.referencePages?.codes)} ${link(each.url, t)}${takeLink ? html` <button type="button" class="linklike" data-take="finding" @click=${() => takeLink(each)}>${t("link.finding")}</button>` : nothing}</p>
    </details>
    ${source || each.fixes?.length
      ? html`<p class="location">
          ${source ? html`<button type="button" class="linklike" @click=${() => actions.reveal(each)}>${t("line", { n: source.start.line })}</button>` : nothing}
          ${(each.fixes ?? []).map((fix) => html`<button type="button" class="fix" @click=${() => actions.fix(fix, each)}>${inlineCode(t("labelled", { label: t("fix"), value: fix.title }))}</button>`)}
        </p>`
      : nothing}
  </li>`;
}

export const countOf = (all: Diagnostic[], severity: Severity): number => all.filter((each) => each.severity === severity).length;

/** "2 errors, 1 warning". */
export function countBySeverity(all: Diagnostic[], t: Translate): string {
  const parts = [
    [countOf(all, "error"), "errors"],
    [countOf(all, "warning"), "warnings"],
    [countOf(all, "info"), "infos"],
  ] as const;
  return parts.filter(([n]) => n > 0).map(([n, key]) => t(key, { n })).join(t("comma"));
}
