// The whole answer: summary, Services, findings, and what was not checked.

import { type TemplateResult, html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { repeat } from "lit-html/directives/repeat.js";
import type { Fault } from "../../engine/wasm-module.ts";
import type { MessageKey, Translate } from "../../messages.ts";
import type { Plan } from "../../types.ts";
import { type FindingActions, countBySeverity, findings } from "./findings.ts";
import { codeLink, inlineCode, reasons } from "./inline-code.ts";
import { type ServiceView, service } from "./service.ts";

export interface AnswerView extends FindingActions, Pick<ServiceView, "current" | "simulation" | "width"> {
  plan: Plan;
  /** How many Services are listed. */
  shown: number;
  showMore: () => void;
  /** Whether a Service, or a request in it, is open. */
  isOpen: (key: string) => boolean;
  toggled: (key: string, open: boolean) => void;
  /** The selected resources of a Service. */
  selected: (key: string) => ReadonlySet<string>;
  select: (key: string, address: string) => void;
}

const SUMMARY = ["create", "adopt", "update", "replace", "delete", "release", "blocked", "error", "ignored", "keep"] as const;
const SUMMARY_STATES: Record<(typeof SUMMARY)[number], string> = {
  create: "new",
  adopt: "new",
  update: "changed",
  replace: "removed",
  delete: "removed",
  release: "removed",
  blocked: "blocked",
  error: "blocked",
  ignored: "blocked",
  keep: "unchanged",
};

export function answer(view: AnswerView, t: Translate): TemplateResult {
  const { plan } = view;
  if (plan.services.length === 0 && plan.diagnostics.length === 0) return hint("noServices", "noServices.hint", t);
  const allFindings =
    plan.diagnostics.length > 0
      ? html`<section class="block"><h2>${t("findings")} <span class="count">${countBySeverity(plan.diagnostics, t)}</span></h2>${findings(plan.diagnostics, t, view)}</section>`
      : nothing;
  // If no Service can be synced, the findings are what the reader needs first.
  const findingsFirst = plan.services.every((each) => each.loadBalancer.verdict === "error");
  return html`
    ${summary(plan, t)}
    ${plan.policy ? policy(plan.policy, view, t) : nothing}
    ${findingsFirst ? allFindings : nothing} ${services(view, t)}
    ${plan.orphans.length > 0
      ? html`<section class="block"><h2>${t("orphans")}</h2><ul class="plain">${plan.orphans.map((orphan) => html`<li><code>${orphan.loadBalancerId}</code>${reasons([orphan.because], t)}</li>`)}</ul></section>`
      : nothing}
    ${findingsFirst ? nothing : allFindings}
    ${plan.assumptions.length > 0
      ? html`<section class="block"><h2>${t("unchecked")} <span class="count">${plan.assumptions.length}</span></h2>
          <ul class="assumptions">${plan.assumptions.map((each) => html`<li>${inlineCode(each.message)} ${codeLink(each.code, t.referencePages?.reasons)}</li>`)}</ul></section>`
      : nothing}
  `;
}

function summary(plan: Plan, t: Translate): TemplateResult {
  const counted = SUMMARY.filter((key) => plan.summary[key] > 0);
  return html`<div class="summary">
    <ul aria-label=${t("summary")}>
      ${counted.map((key) => html`<li class="chip ${SUMMARY_STATES[key]}" data-key=${key}>${t(`sum.${key}`, { n: plan.summary[key] })}</li>`)}
      ${counted.length === 0 ? html`<li class="chip unchanged">${t("sum.nothing")}</li>` : nothing}
    </ul>
    ${plan.complete ? nothing : html`<p class="incomplete">${t("incomplete")}</p>`}
  </div>`;
}

const policy = ({ verdict, violations }: NonNullable<Plan["policy"]>, view: AnswerView, t: Translate): TemplateResult =>
  html`<section class="block policy ${verdict}"><h2>${t("labelled", { label: t("policy"), value: t(`policy.${verdict}`) })}</h2>${findings(violations, t, view)}</section>`;

function services(view: AnswerView, t: Translate): TemplateResult {
  const { plan, shown, current, simulation, width } = view;
  const hidden = plan.services.length - shown;
  return html`<div class="services">
    ${repeat(
      plan.services.slice(0, shown),
      (each) => `${each.namespace}/${each.name}`,
      (each) => {
        const key = `${each.namespace}/${each.name}`;
        const inner: ServiceView = {
          service: each,
          current,
          simulation,
          width,
          open: view.isOpen(key),
          toggled: (open) => view.toggled(key, open),
          selected: view.selected(key),
          select: (address) => view.select(key, address),
          requests: { isOpen: (id) => view.isOpen(`${key}#${id}`), toggled: (id, open) => view.toggled(`${key}#${id}`, open) },
        };
        return keyed(key, service(inner, t));
      },
    )}
    ${hidden > 0 ? html`<button type="button" class="more" @click=${view.showMore}>${t("moreServices", { n: hidden })}</button>` : nothing}
  </div>`;
}

export const hint = (title: MessageKey, text: MessageKey, t: Translate): TemplateResult =>
  html`<div class="hint"><p class="sentence">${t(title)}</p><p class="muted">${t(text)}</p></div>`;

export const fault = ({ kind, message }: Fault, t: Translate): TemplateResult =>
  html`<div class="hint fault" role="alert" data-fault=${kind}>
    <p class="sentence">${t(kind === "crash" ? "fault.stopped" : "fault.title")}</p>
    <p>${inlineCode(t(`fault.${kind}`))}</p>
    <p>${inlineCode(t(`fault.${kind}.do`))}</p>
    <p class="muted"><code>${message}</code></p>
  </div>`;

export const invalidRequest = (message: string, path: string, t: Translate): TemplateResult =>
  html`<div class="hint fault" role="alert"><p class="sentence">${t("refused")}</p><p>${message}</p>${path ? html`<p><code>${path}</code></p>` : nothing}</div>`;
