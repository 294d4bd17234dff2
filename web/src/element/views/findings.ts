// Diagnostics: place, what, why, what to do, and fixes as buttons.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Diagnostic, Fix, Severity } from "../../types.ts";
import type { Say } from "../../messages.ts";
import { code, link, prose } from "./inline-code.ts";

export const SEVERITY_SIGNS: Record<Severity, string> = { error: "✕", warning: "!", info: "i" };

/** So many are drawn; the rest is counted. */
const SHOWN = 100;

export interface FindingActions {
  reveal: (finding: Diagnostic) => void;
  fix: (fix: Fix, finding: Diagnostic) => void;
}

export function findings(all: Diagnostic[], say: Say, actions: FindingActions): unknown {
  if (all.length === 0) return nothing;
  const left = all.length - SHOWN;
  return html`<ul class="findings">
    ${all.slice(0, SHOWN).map((each) => finding(each, say, actions))}
    ${left > 0 ? html`<li class="muted">${say("more", { n: left })}</li>` : nothing}
  </ul>`;
}

function finding(each: Diagnostic, say: Say, actions: FindingActions): TemplateResult {
  const { severity, source, object } = each;
  const where = [object && [object.kind, [object.namespace, object.name].filter(Boolean).join("/")].filter(Boolean).join(" "), each.path].filter(Boolean).join(" · ");
  return html`<li class="finding ${severity}">
    <span class="mark" role="img" aria-label=${say(`severity.${severity}`)}>${SEVERITY_SIGNS[severity]}</span>
    <div>
      <p class="message">${prose(each.message)}</p>
      <p class="place">
        ${source ? html`<button type="button" class="linklike" @click=${() => actions.reveal(each)}>${say("line", { n: source.start.line })}</button>` : nothing}
        ${where ? html`<span class="where">${where}</span>` : nothing}
        ${each.effect && each.effect !== "none" ? html`<span>${say(`effect.${each.effect}`)}</span>` : nothing}
        ${each.event ? html`<span>${say("event", { n: each.event })}</span>` : nothing}
      </p>
      ${each.why ? html`<p class="why">${prose(each.why)}</p>` : nothing}
      ${each.help ? html`<p class="help">${prose(each.help)}</p>` : nothing}
      <p class="place">
        ${(each.fixes ?? []).map((fix) => html`<button type="button" class="fix" @click=${() => actions.fix(fix, each)}>${say("fix")}: ${prose(fix.title)}</button>`)}
        ${code(each.code, say.pages?.codes)} ${link(each.url, say("page"))}
      </p>
    </div>
  </li>`;
}

/** "2 errors, 1 warning". */
export function tally(all: Diagnostic[], say: Say): string {
  const count = (severity: Severity): number => all.filter((each) => each.severity === severity).length;
  const parts = [
    [count("error"), "errors"],
    [count("warning"), "warnings"],
    [count("info"), "infos"],
  ] as const;
  return parts.filter(([n]) => n > 0).map(([n, word]) => say(word, { n })).join(", ");
}
