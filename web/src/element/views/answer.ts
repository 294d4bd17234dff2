// The whole answer: summary, Services, findings, and what was not checked.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Fault } from "../../engine/wasm-module.ts";
import type { MessageKey, Translate } from "../../messages.ts";
import type { Diagnostic, MissingInput, Plan, ServicePlan } from "../../types.ts";
import type { PlanToDraw } from "../plan-to-draw.ts";
import { keyOf } from "../service-name.ts";
import { SIGNS, stateOfVerb, stateOfVerdict } from "../change-sign.ts";
import { missingInputs } from "../missing-inputs.ts";
import type { Obstacle } from "../obstacle.ts";
import { type FindingActions, countBySeverity, findings } from "./findings.ts";
import { codeLink, inlineCode, reasons } from "./texts-and-reasons.ts";
import { type Row, assignFindings, byDanger, dangerOf, listItems } from "../order-and-filter-services.ts";
import { type ListView, selectedRow, serviceList } from "./service-list.ts";
import { type ServiceView, knownAddress, service } from "./service.ts";

/** More Services than these are a list. */
export const FEW = 3;

export interface AnswerView extends PlanToDraw, FindingActions, Pick<ServiceView, "width"> {
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
  /** Of many Services; undefined if they are all drawn. */
  list: Omit<ListView, "rows" | "items"> | undefined;
  /** Takes a link to a Service along; undefined if there is nothing to link to. */
  linkService: ((key: string) => void) | undefined;
  /** Lets the user enter what was not provided; undefined if that is not possible. */
  ask: ((missing: MissingInput) => void) | undefined;
}

/** In the order in which they are shown. */
const SUMMARY = ["create", "adopt", "update", "replace", "delete", "release", "blocked", "error", "ignored", "keep"] as const;

/** The key of the folded group of Services that the manifest does not name. */
export const OTHERS = "";

export function answer(view: AnswerView, t: Translate): TemplateResult {
  const { plan, own, others } = view;
  if (own.length + others.length + plan.diagnostics.length === 0) return hint("noServices", "noServices.hint", t);
  const assigned = assignFindings([...own, ...others], plan.diagnostics);
  const allFindings = findingsBlock(assigned.others, view, t);
  // If no Service can be synced, the findings are what the reader needs first.
  const findingsFirst = own.every((each) => each.loadBalancer.verdict === "error");
  return html`
    ${own.length === 0 && others.length > 0 ? hint("nothingNamed", "noServices.hint", t) : summary(view, t)}
    ${plan.policy ? policy(plan.policy, view, t) : nothing}
    ${findingsFirst ? allFindings : nothing} ${view.list && own.length > FEW ? listed(own, assigned.of, view, view.list, t) : services(own, assigned.of, view, t)}
    ${plan.orphans.length > 0
      ? html`<section class="block"><h2>${t("orphans")}</h2><ul class="plain">${plan.orphans.map((orphan) => html`<li><code>${orphan.loadBalancerId}</code>${reasons([orphan.because], t)}</li>`)}</ul></section>`
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

/** With one Service the counts would only repeat its verdict; those of many are part of their list. */
function summary(view: AnswerView, t: Translate): TemplateResult {
  const { plan, liveUnknown, own, list } = view;
  const isListed = list && own.length > FEW;
  const counted = SUMMARY.filter((key) => plan.summary[key] > 0);
  return html`<div class="summary" part="summary">
    ${isListed ? nothing : html`<ul aria-label=${t("summary")}>
      ${counted.map((key) => html`<li class="chip ${key === "ignored" ? "blocked" : stateOfVerdict(key)}" data-key=${key}>${t(`sum.${key}`, { n: plan.summary[key] })}${key === "create" && liveUnknown ? t("maybe") : ""}</li>`)}
      ${counted.length === 0 ? html`<li class="chip unchanged">${t("sum.nothing")}</li>` : nothing}
    </ul>`}
    ${plan.complete ? nothing : html`<p class="incomplete">${t("incomplete")} ${asks(plan.assumptions.flatMap(({ message }) => missingInputs(message).map(({ input }) => ({ input }))), view, t)}</p>`}
  </div>`;
}

/** Buttons that lead to what is missing, each once. */
function asks(missing: MissingInput[], { ask }: Pick<AnswerView, "ask">, t: Translate): unknown {
  if (!ask) return nothing;
  const each = new Map(missing.map((one) => [`${one.input}.${one.field ?? ""}`, one]));
  return [...each.values()].map((one) => html`<button type="button" class="linklike ask" data-input=${one.input} data-field=${one.field ?? ""} @click=${() => ask(one)}>${inlineCode(t(one.field ? "ask.field" : `ask.${one.input}`, { field: one.field ?? "" }))}</button> `);
}

const policy = ({ verdict, violations }: NonNullable<Plan["policy"]>, view: AnswerView, t: Translate): TemplateResult =>
  html`<section class="block policy ${verdict}"><h2>${t("labelled", { label: t("policy"), value: t(`policy.${verdict}`) })}</h2>${findings(violations, t, view)}</section>`;

type FindingsOf = (key: string) => Diagnostic[];

function serviceView(each: ServicePlan, findingsOf: FindingsOf, view: AnswerView, open: boolean): ServiceView {
  const key = keyOf(each);
  const { current, region, simulation, width, liveUnknown, linkService } = view;
  return {
    service: each,
    current,
    simulation,
    width,
    liveUnknown,
    backendsUnknown: view.plan.assumptions.some(({ code }) => /^backends\/.*-unknown$/.test(code)),
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
    ${all.slice(0, shown).map((each) => service(serviceView(each, findingsOf, view, view.isOpen(keyOf(each))), t))}
    ${hidden > 0 ? html`<button type="button" class="more" @click=${view.showMore}>${t("moreServices", { n: hidden })}</button>` : nothing}
  </div>`;
}

/** Rows by what they are made from, because the list is drawn at every key and at every scroll. */
const made = new WeakMap<object, Row[]>();

function rowsOf(own: ServicePlan[], findingsOf: FindingsOf, { plan, current, simulation }: AnswerView): Row[] {
  const source = simulation ?? plan;
  const before = made.get(source);
  if (before) return before;
  const rows = own.map((each) => {
    const key = keyOf(each);
    const findings = findingsOf(key);
    const sources = [...findings.map(({ source }) => source), ...[...each.changes, ...each.withheld].flatMap(({ sources = [] }) => sources)];
    return { key, service: each, danger: dangerOf(each, plan), address: knownAddress({ service: each, current, simulation }), reason: reasonOf(each, findings), line: sources.find(Boolean)?.start.line, findings };
  });
  const ordered = byDanger(rows);
  made.set(source, ordered);
  return ordered;
}

/** The list, and the selected Service below it. */
function listed(own: ServicePlan[], findingsOf: FindingsOf, view: AnswerView, list: NonNullable<AnswerView["list"]>, t: Translate): TemplateResult {
  const rows = rowsOf(own, findingsOf, view);
  const items = listItems(rows, list.choice);
  const whole = { ...list, rows, items };
  const selected = selectedRow(whole);
  return html`${serviceList(whole, selected, t)}${selected ? html`<div class="services detail">${service(serviceView(selected.service, findingsOf, view, true), t)}</div>` : nothing}`;
}

/** In one sentence: an error, what changes, or why nothing does. */
function reasonOf({ loadBalancer: { verdict, because }, changes }: ServicePlan, findings: Diagnostic[]): string {
  const error = findings.find(({ severity }) => severity === "error");
  if (verdict === "update" && changes.length > 0) return changes.map(({ verb, address }) => `${SIGNS[stateOfVerb(verb)]} ${address}`).join("  ");
  return (verdict === "error" && error?.message) || because[0]?.message || error?.message || "";
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
