// The whole answer: summary, Services, findings, and what was not checked.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Fault } from "../../engine/wasm-module.ts";
import type { MessageKey, Translate } from "../../messages.ts";
import type { Because, Diagnostic, MissingInput, Orphan, Plan, ServicePlan } from "../../types.ts";
import type { PlanToDraw } from "../plan-to-draw.ts";
import { keyOf } from "../service-key.ts";
import { stateOfVerdict } from "../change-sign.ts";
import { missingInputs } from "../inputs-named-in-assumption.ts";
import type { Obstacle } from "../unreadable-or-refused-input.ts";
import { type FindingActions, countBySeverity, countOf, findings } from "./findings.ts";
import { type Sources, codeLink, inlineCode, reasons } from "./texts-and-reasons.ts";
import { findingsByService } from "../findings-by-service.ts";
import { type ServiceView, service } from "./service.ts";

/** More Services than these are a list. */
export const FEW = 3;

export interface AnswerView extends PlanToDraw, FindingActions, Pick<ServiceView, "width"> {
  own: ServicePlan[];
  others: ServicePlan[];
  /** How many Services are listed. */
  shown: number;
  showMore: () => void;
  /** The manifest has an Ingress, which is not planned. */
  hasIngress: () => boolean;
  /** Whether a Service, or a request in it, is open. */
  isOpen: (key: string) => boolean;
  toggled: (key: string, open: boolean) => void;
  /** The selected resources of a Service. */
  selected: (key: string) => ReadonlySet<string>;
  select: (key: string, address: string) => void;
  /** Draws many Services; undefined if they are all drawn alike. */
  list: DrawList | undefined;
  /** Takes a link to a Service along; undefined if there is nothing to link to. */
  linkService: ((key: string) => void) | undefined;
  /** Lets the user enter what was not provided; undefined if that is not possible. */
  ask: ((missing: MissingInput) => void) | undefined;
}

/** What the list of many Services is drawn from. */
export interface ListedServices extends PlanToDraw {
  own: ServicePlan[];
  findingsOf: FindingsOf;
}

/** Draws the list, and below it one Service, by `detail`. */
export type DrawList = (services: ListedServices, detail: (service: ServicePlan) => TemplateResult, t: Translate) => TemplateResult;

/** In the order in which they are shown. */
const SUMMARY = ["create", "adopt", "update", "replace", "delete", "release", "blocked", "error", "ignored", "keep"] as const;

/** The key of the folded group of Services that the manifest does not name. */
export const OTHERS = "";

export function answer(view: AnswerView, t: Translate): TemplateResult {
  const { plan, own, others } = view;
  if (own.length + others.length + plan.diagnostics.length === 0) return view.hasIngress() ? hint("ingress", "ingress.hint", t) : hint("noServices", "noServices.hint", t);
  const assigned = findingsByService([...own, ...others], plan.diagnostics);
  const allFindings = findingsBlock(assigned.others, view, t);
  const orphanSources: Sources = new Map();
  // If no Service can be synced, the findings are what the reader needs first.
  const findingsFirst = own.every((each) => each.loadBalancer.verdict === "error");
  return html`
    ${own.length === 0 && view.hasIngress() ? hint("ingress", "ingress.hint", t) : own.length === 0 && others.length > 0 ? hint("nothingNamed", "noServices.hint", t) : summary(view, t)}
    ${plan.policy ? policy(plan.policy, view, t) : nothing}
    ${findingsFirst ? allFindings : nothing} ${view.list && own.length > FEW ? view.list({ ...view, findingsOf: assigned.of }, (each) => service(serviceView(each, assigned.of, view, true, true), t), t) : services(own, assigned.of, view, t)}
    ${plan.orphans.length > 0
      ? html`<section class="block"><h2>${t("orphans")}</h2><ul class="plain">${plan.orphans.map((orphan) => html`<li><code>${orphan.loadBalancerId}</code> <strong>${orphan.name}</strong>${reasons([knownOf(orphan, t)], orphanSources, t)}</li>`)}</ul></section>`
      : nothing}
    ${findingsFirst ? nothing : allFindings}
    ${plan.assumptions.length > 0
      ? html`<section class="block"><h2>${t("unchecked")} <span class="count">${plan.assumptions.length}</span></h2>
          <ul class="assumptions">${plan.assumptions.map((each) => html`<li>${inlineCode(each.message)} ${codeLink(each.code, t.referencePages?.reasons)} ${asks(missingInputs(each.message), view, t)}</li>`)}</ul></section>`
      : nothing}
    ${others.length > 0
      ? html`<details class="others block" .open=${view.isOpen(OTHERS)} @toggle=${(event: Event) => view.toggled(OTHERS, (event.currentTarget as HTMLDetailsElement).open)}>
          <summary>${t("others", { n: others.length })}</summary>
          ${view.isOpen(OTHERS) ? services(others, assigned.of, view, t) : nothing}
        </details>`
      : nothing}
  `;
}

/** What the cloud says about a load balancer that no Service uses, so that a reader recognises it. The heading has the usual reason. */
function knownOf({ address, createdAt, listeners: n, backends, because }: Orphan, t: Translate): Because {
  const known = [
    address,
    // The day is enough.
    createdAt && t("since", { date: createdAt.split(/[ T]/)[0]! }),
    n === undefined ? t("unknownListeners") : t("listeners", { n }),
    backends === undefined ? t("unknownBackends") : t("backends", { n: backends }),
  ];
  const label = known.filter(Boolean).join(t("comma"));
  return { ...because, message: because.code === "clb/orphan" ? label : t("labelled", { label, value: because.message }) };
}

const findingsBlock = (all: Diagnostic[], actions: FindingActions, t: Translate): unknown =>
  all.length > 0 ? html`<section class="block"><h2>${t("findings")} <span class="count">${countBySeverity(all, t)}</span></h2>${findings(all, t, actions)}</section>` : nothing;

/** Instead of an answer: the reason, over the last answer, so that nothing moves while somebody types. `isPart`: over that to what could be
 * read. */
export function obstacle(problem: Obstacle, diagnostics: Diagnostic[], last: AnswerView | undefined, isPart: boolean, actions: FindingActions, t: Translate): TemplateResult {
  const { state, input, message, line, path, finding } = problem;
  const at = line ? t("bracketed", { text: t("line", { n: line }) }) : "";
  return html`<div class="stack">
      <div class="obstacle" role=${state === "refused" ? "alert" : "status"} data-input=${input}>
        <p class="sentence">${t(`obstacle.${input === "" || input === "context" ? "request" : input}`, { at })}</p>
        ${message ? html`<p>${finding ? html`<button type="button" class="linklike" @click=${() => actions.reveal(finding)}>${inlineCode(message)}</button>` : inlineCode(message)} ${path ? html`<code>${path}</code>` : nothing}</p>` : nothing}
        ${finding?.help ? html`<p>${inlineCode(finding.help)}</p>` : nothing}
        ${last && last.own.length > 0 ? html`<p class="muted">${t(isPart ? "outdatedPart" : "outdated")}</p>` : nothing}
      </div>
      ${last && last.own.length > 0 ? html`<div class="outdated" inert>${answer(last, t)}</div>` : nothing}
    </div>
    ${findingsBlock(diagnostics, actions, t)}`;
}

/** The findings that have chips, and how these look. */
const CHIPS = [["error", "errors", "removed"], ["warning", "warnings", "changed"]] as const;

/** The counts of one Service would only repeat its verdict; those of many are part of their list. A count of findings leads to the next of them. */
function summary(view: AnswerView, t: Translate): unknown {
  const { plan, liveUnknown, own, list } = view;
  const isListed = list && own.length > FEW;
  const counted = isListed ? [] : SUMMARY.filter((key) => plan.summary[key] > 0 && (own.length > 1 || key !== own[0]?.loadBalancer.verdict));
  const isNothing = own.length === 0 && counted.length === 0;
  const found = isListed ? [] : CHIPS.filter(([severity]) => countOf(plan.diagnostics, severity) > 0);
  if (counted.length + found.length === 0 && !isNothing && plan.complete) return nothing;
  return html`<div class="summary" part="summary">
    ${counted.length > 0 || isNothing ? html`<ul aria-label=${t("summary")}>
      ${counted.map((key) => html`<li class="chip ${key === "ignored" ? "blocked" : stateOfVerdict(key)}" data-key=${key}>${t(`sum.${key}`, { n: plan.summary[key] })}${key === "create" && liveUnknown ? t("maybe") : ""}</li>`)}
      ${isNothing ? html`<li class="chip unchanged">${t("sum.nothing")}</li>` : nothing}
    </ul>` : nothing}
    ${found.map(([severity, key, look]) => html`<button type="button" class="chip ${look}" data-severity=${severity} @click=${(event: Event) => showNext(event, severity)}>${t(key, { n: countOf(plan.diagnostics, severity) })}</button>`)}
    ${plan.complete ? nothing : html`<p class="incomplete">${t("incomplete")} ${incompleteness(view, t)}</p>`}
  </div>`;
}

/** Ways to what is missing; if nobody can enter it here, to what was not checked. */
function incompleteness(view: AnswerView, t: Translate): unknown {
  const { assumptions } = view.plan;
  const missing = assumptions.flatMap(({ message }) => missingInputs(message).map(({ input }) => ({ input })));
  if ((view.ask && missing.length > 0) || assumptions.length === 0) return asks(missing, view, t);
  return html`<button type="button" class="linklike" data-to="unchecked" @click=${({ currentTarget }: Event) => (currentTarget as Element).closest(".preview")!.querySelector(".assumptions")!.scrollIntoView({ block: "center" })}>${t("labelled", { label: t("unchecked"), value: assumptions.length })}</button>`;
}

/** Goes to the finding after the one with the focus, or to the first one. */
function showNext({ currentTarget }: Event, severity: string): void {
  const root = (currentTarget as Element).closest(".preview")!;
  const all = [...root.querySelectorAll<HTMLElement>(`.finding.${severity} summary`)];
  shownFinding = all[(all.indexOf(shownFinding!) + 1) % all.length];
  shownFinding?.scrollIntoView({ block: "center" });
  shownFinding?.focus({ preventScroll: true });
}

let shownFinding: HTMLElement | undefined;

/** Buttons that lead to what is missing, each once. */
function asks(missing: MissingInput[], { ask }: Pick<AnswerView, "ask">, t: Translate): unknown {
  if (!ask) return nothing;
  const each = new Map(missing.map((one) => [`${one.input}.${one.field ?? ""}`, one]));
  return [...each.values()].map((one) => html`<button type="button" class="linklike ask" data-input=${one.input} data-field=${one.field ?? ""} @click=${() => ask(one)}>${inlineCode(t(one.field ? "ask.field" : `ask.${one.input}`, { field: one.field ?? "" }))}</button> `);
}

const policy = ({ verdict, violations }: NonNullable<Plan["policy"]>, view: AnswerView, t: Translate): TemplateResult =>
  html`<section class="block policy ${verdict}"><h2>${t("labelled", { label: t("policy"), value: t(`policy.${verdict}`) })}</h2>${findings(violations, t, view)}</section>`;

export type FindingsOf = (key: string) => Diagnostic[];

function serviceView(each: ServicePlan, findingsOf: FindingsOf, view: AnswerView, open: boolean, isAlone = false): ServiceView {
  const key = keyOf(each);
  const { current, region, simulation, width, liveUnknown, linkService } = view;
  return {
    service: each,
    current,
    simulation,
    width,
    liveUnknown,
    backendsUnknown: view.plan.assumptions.some(({ code }) => /^backends\/.*-unknown$/.test(code)),
    isAlone,
    open,
    toggled: (open) => view.toggled(key, open),
    selected: view.selected(key),
    select: (address) => view.select(key, address),
    requests: { region, isOpen: (id) => view.isOpen(`${key}#${id}`), toggled: (id, open) => view.toggled(`${key}#${id}`, open) },
    findings: findingsOf(key),
    actions: view,
    link: linkService && (() => linkService(key)),
  };
}

function services(all: ServicePlan[], findingsOf: FindingsOf, view: AnswerView, t: Translate): TemplateResult {
  const { shown } = view;
  const hidden = all.length - shown;
  return html`<div class="services">
    ${all.slice(0, shown).map((each) => service(serviceView(each, findingsOf, view, view.isOpen(keyOf(each)), all === view.own && all.length === 1), t))}
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
