// The whole answer: summary, Services, findings, and what was not checked.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Fault } from "../../engine/wasm-module.ts";
import type { MessageKey, Translate } from "../../messages.ts";
import type { Diagnostic, Plan, ServicePlan } from "../../types.ts";
import { type Answered, keyOf } from "../answered.ts";
import { stateOfVerdict } from "../change-sign.ts";
import type { Obstacle } from "../obstacle.ts";
import { type FindingActions, countBySeverity, findings } from "./findings.ts";
import { codeLink, inlineCode, reasons } from "./texts-and-reasons.ts";
import { type ServiceView, service } from "./service.ts";

export interface AnswerView extends Answered, FindingActions, Pick<ServiceView, "width"> {
  own: ServicePlan[];
  others: ServicePlan[];
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

/** In the order in which they are shown. */
const SUMMARY = ["create", "adopt", "update", "replace", "delete", "release", "blocked", "error", "ignored", "keep"] as const;

/** The key of the folded group of Services that the manifest does not name. */
export const OTHERS = "";

export function answer(view: AnswerView, t: Translate): TemplateResult {
  const { plan, own, others } = view;
  if (own.length + others.length + plan.diagnostics.length === 0) return hint("noServices", "noServices.hint", t);
  const allFindings = findingsBlock(plan.diagnostics, view, t);
  // If no Service can be synced, the findings are what the reader needs first.
  const findingsFirst = own.every((each) => each.loadBalancer.verdict === "error");
  return html`
    ${own.length === 0 && others.length > 0 ? hint("nothingNamed", "noServices.hint", t) : summary(view, t)}
    ${plan.policy ? policy(plan.policy, view, t) : nothing}
    ${findingsFirst ? allFindings : nothing} ${services(own, view, t)}
    ${plan.orphans.length > 0
      ? html`<section class="block"><h2>${t("orphans")}</h2><ul class="plain">${plan.orphans.map((orphan) => html`<li><code>${orphan.loadBalancerId}</code>${reasons([orphan.because], t)}</li>`)}</ul></section>`
      : nothing}
    ${findingsFirst ? nothing : allFindings}
    ${plan.assumptions.length > 0
      ? html`<section class="block"><h2>${t("unchecked")} <span class="count">${plan.assumptions.length}</span></h2>
          <ul class="assumptions">${plan.assumptions.map((each) => html`<li>${inlineCode(each.message)} ${codeLink(each.code, t.referencePages?.reasons)}</li>`)}</ul></section>`
      : nothing}
    ${others.length > 0
      ? html`<details class="others block" .open=${view.isOpen(OTHERS)} @toggle=${(event: Event) => view.toggled(OTHERS, (event.currentTarget as HTMLDetailsElement).open)}>
          <summary>${t("others", { n: others.length })}</summary>
          ${view.isOpen(OTHERS) ? services(others, view, t) : nothing}
        </details>`
      : nothing}
  `;
}

const findingsBlock = (all: Diagnostic[], actions: FindingActions, t: Translate): unknown =>
  all.length > 0 ? html`<section class="block"><h2>${t("findings")} <span class="count">${countBySeverity(all, t)}</span></h2>${findings(all, t, actions)}</section>` : nothing;

/** Instead of an answer: the reason, over the last answer, so that nothing moves while somebody types. */
export function obstacle(problem: Obstacle, diagnostics: Diagnostic[], last: AnswerView | undefined, actions: FindingActions, t: Translate): TemplateResult {
  const { state, input, message, line, path, finding } = problem;
  const at = line ? t("bracketed", { text: t("line", { n: line }) }) : "";
  return html`<div class="stack">
      <div class="obstacle" role=${state === "refused" ? "alert" : "status"} data-input=${input}>
        <p class="sentence">${t(`obstacle.${input === "" || input === "context" ? "request" : input}`, { at })}</p>
        ${message ? html`<p>${finding ? html`<button type="button" class="linklike" @click=${() => actions.reveal(finding)}>${inlineCode(message)}</button>` : inlineCode(message)} ${path ? html`<code>${path}</code>` : nothing}</p>` : nothing}
        ${last && last.own.length > 0 ? html`<p class="muted">${t("outdated")}</p>` : nothing}
      </div>
      ${last && last.own.length > 0 ? html`<div class="outdated" inert>${answer(last, t)}</div>` : nothing}
    </div>
    ${findingsBlock(diagnostics, actions, t)}`;
}

function summary({ plan, liveUnknown }: AnswerView, t: Translate): TemplateResult {
  const counted = SUMMARY.filter((key) => plan.summary[key] > 0);
  return html`<div class="summary">
    <ul aria-label=${t("summary")}>
      ${counted.map((key) => html`<li class="chip ${key === "ignored" ? "blocked" : stateOfVerdict(key)}" data-key=${key}>${t(`sum.${key}`, { n: plan.summary[key] })}${key === "create" && liveUnknown ? t("maybe") : ""}</li>`)}
      ${counted.length === 0 ? html`<li class="chip unchanged">${t("sum.nothing")}</li>` : nothing}
    </ul>
    ${plan.complete ? nothing : html`<p class="incomplete">${t("incomplete")}</p>`}
  </div>`;
}

const policy = ({ verdict, violations }: NonNullable<Plan["policy"]>, view: AnswerView, t: Translate): TemplateResult =>
  html`<section class="block policy ${verdict}"><h2>${t("labelled", { label: t("policy"), value: t(`policy.${verdict}`) })}</h2>${findings(violations, t, view)}</section>`;

function services(all: ServicePlan[], view: AnswerView, t: Translate): TemplateResult {
  const { shown, current, simulation, width, liveUnknown } = view;
  const hidden = all.length - shown;
  const backendsUnknown = view.plan.assumptions.some(({ code }) => /^backends\/.*-unknown$/.test(code));
  return html`<div class="services">
    ${all.slice(0, shown).map((each) => {
      const key = keyOf(each);
      const inner: ServiceView = {
        service: each,
        current,
        simulation,
        width,
        liveUnknown,
        backendsUnknown,
        open: view.isOpen(key),
        toggled: (open) => view.toggled(key, open),
        selected: view.selected(key),
        select: (address) => view.select(key, address),
        requests: { isOpen: (id) => view.isOpen(`${key}#${id}`), toggled: (id, open) => view.toggled(`${key}#${id}`, open) },
      };
      return service(inner, t);
    })}
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
