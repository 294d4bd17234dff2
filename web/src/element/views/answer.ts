// The whole answer: summary, Services, findings, what was not checked.

import { type TemplateResult, html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { repeat } from "lit-html/directives/repeat.js";
import type { Fault } from "../../engine/start.ts";
import type { Afterwards, ClbState, Plan } from "../../types.ts";
import type { Say, Word } from "../../messages.ts";
import { type FindingActions, findings, tally } from "./findings.ts";
import { code, prose, reasons } from "./inline-code.ts";
import { type ServiceView, service } from "./service.ts";

export interface AnswerView extends FindingActions {
  plan: Plan;
  held: ClbState | undefined;
  later: Afterwards | undefined;
  width: number;
  shown: number;
  showMore: () => void;
  isOpen: (key: string) => boolean;
  toggled: (key: string, open: boolean) => void;
  chosen: (key: string) => ReadonlySet<string>;
  choose: (key: string, address: string) => void;
}

const SUMMARY = ["create", "adopt", "update", "replace", "delete", "release", "blocked", "ignored", "keep"] as const;
const SUMMARY_STATES: Record<(typeof SUMMARY)[number], string> = {
  create: "new",
  adopt: "new",
  update: "changed",
  replace: "going",
  delete: "going",
  release: "going",
  blocked: "blocked",
  ignored: "blocked",
  keep: "kept",
};

export function answer(view: AnswerView, say: Say): TemplateResult {
  const { plan } = view;
  if (plan.services.length === 0 && plan.diagnostics.length === 0) return hint("noServices", "noServices.hint", say);
  const found =
    plan.diagnostics.length > 0
      ? html`<section class="block"><h2>${say("findings")} <span class="count">${tally(plan.diagnostics, say)}</span></h2>${findings(plan.diagnostics, say, view)}</section>`
      : nothing;
  // Where every Service is in error, what is wrong is the answer.
  const nothingGoesOn = plan.services.every((each) => each.loadBalancer.verdict === "error");
  return html`
    ${summary(plan, say)}
    ${plan.policy ? policy(plan.policy, view, say) : nothing}
    ${nothingGoesOn ? found : nothing} ${services(view, say)}
    ${plan.orphans.length > 0
      ? html`<section class="block"><h2>${say("orphans")}</h2><ul class="plain">${plan.orphans.map((orphan) => html`<li><code>${orphan.loadBalancerId}</code>${reasons(orphan.because, say)}</li>`)}</ul></section>`
      : nothing}
    ${nothingGoesOn ? nothing : found}
    ${plan.assumptions.length > 0
      ? html`<section class="block"><h2>${say("unchecked")} <span class="count">${plan.assumptions.length}</span></h2>
          <ul class="assumptions">${plan.assumptions.map((each) => html`<li>${prose(each.message)} ${code(each.code, say.pages?.reasons)}</li>`)}</ul></section>`
      : nothing}
  `;
}

function summary(plan: Plan, say: Say): TemplateResult {
  const counted = SUMMARY.filter((key) => (plan.summary[key] ?? 0) > 0);
  return html`<div class="summary">
    <ul aria-label=${say("summary")}>
      ${counted.map((key) => html`<li class="chip ${SUMMARY_STATES[key]}" data-key=${key}>${say(`sum.${key}`, { n: plan.summary[key] ?? 0 })}</li>`)}
      ${counted.length === 0 ? html`<li class="chip kept">${say("sum.nothing")}</li>` : nothing}
    </ul>
    ${plan.complete ? nothing : html`<p class="incomplete">${say("incomplete")}</p>`}
  </div>`;
}

const policy = ({ verdict, violations }: NonNullable<Plan["policy"]>, view: AnswerView, say: Say): TemplateResult =>
  html`<section class="block policy ${verdict}"><h2>${say("policy")}: ${say(`policy.${verdict}` as Word)}</h2>${findings(violations, say, view)}</section>`;

function services(view: AnswerView, say: Say): TemplateResult {
  const { plan, shown } = view;
  const left = plan.services.length - shown;
  return html`<div class="services">
    ${repeat(
      plan.services.slice(0, shown),
      (each) => `${each.namespace}/${each.name}`,
      (each) => {
        const key = `${each.namespace}/${each.name}`;
        const inner: ServiceView = {
          service: each,
          held: view.held,
          later: view.later,
          width: view.width,
          open: view.isOpen(key),
          toggled: (open) => view.toggled(key, open),
          chosen: view.chosen(key),
          choose: (address) => view.choose(key, address),
          calls: { isOpen: (id) => view.isOpen(`${key}#${id}`), toggled: (id, open) => view.toggled(`${key}#${id}`, open) },
        };
        return keyed(key, service(inner, say));
      },
    )}
    ${left > 0 ? html`<button type="button" class="more" @click=${view.showMore}>${say("moreServices", { n: left })}</button>` : nothing}
  </div>`;
}

export const hint = (title: Word, text: Word, say: Say): TemplateResult =>
  html`<div class="hint"><p class="sentence">${say(title)}</p><p class="muted">${say(text)}</p></div>`;

export const fault = (thrown: Fault, say: Say): TemplateResult =>
  html`<div class="hint fault" role="alert" data-fault=${thrown.kind}>
    <p class="sentence">${say(thrown.kind === "crash" ? "fault.stopped" : "fault.title")}</p>
    <p>${say(`fault.${thrown.kind}`)}</p>
    <p>${say(`fault.${thrown.kind}.do`)}</p>
    <p class="muted"><code>${thrown.message}</code></p>
  </div>`;

export const refused = (message: string, path: string, say: Say): TemplateResult =>
  html`<div class="hint fault" role="alert"><p class="sentence">${say("refused")}</p><p>${message}</p>${path ? html`<p><code>${path}</code></p>` : nothing}</div>`;
