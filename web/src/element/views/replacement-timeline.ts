// A replacement as a bar of time: until when the old address serves, when there is none, and from when the new one serves. The gap is
// what people fear.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Translate } from "../../messages.ts";
import type { Action, ServicePlan } from "../../types.ts";
import { callName } from "./calls.ts";

export interface Phases {
  /** The calls before the old load balancer is gone. */
  before: Action[];
  /** From then on, until the new one serves clients. Empty if both exist for a time. */
  gap: Action[];
  after: Action[];
}

const serves = ({ api }: Action): boolean => /^(CreateListener|CreateRule|RegisterTargets|BatchRegisterTargets)$/.test(api);

/** Undefined if the calls do not tell. */
export function phasesOf({ actions, loadBalancer }: ServicePlan): Phases | undefined {
  if (loadBalancer.verdict !== "replace") return undefined;
  const deleted = actions.findIndex(({ api }) => api === "DeleteLoadBalancer");
  const served = actions.findLastIndex(serves);
  if (deleted < 0 || served < 0) return undefined;
  return { before: actions.slice(0, Math.min(deleted, served + 1)), gap: actions.slice(deleted, Math.max(deleted, served + 1)), after: actions.slice(served + 1) };
}

export function timeline(service: ServicePlan, t: Translate): unknown {
  const phases = phasesOf(service);
  if (!phases) return nothing;
  const { before, gap, after } = phases;
  const phase = (kind: string, title: string, actions: Action[]): TemplateResult => html`<li class="phase ${kind}"><strong>${title}</strong>${actions.length > 0 ? html`<span class="count">${actions.map((action) => callName(action, t)).join(" → ")}</span>` : nothing}</li>`;
  return html`<section class="time">
    <h3>${t("time")}</h3>
    <ol>
      ${phase("removed", t("time.old"), before)}
      ${gap.length > 0 ? phase("gap", t("time.gap", { n: gap.length }), gap) : nothing}
      ${phase("new", t("time.new"), after)}
    </ol>
  </section>`;
}
