// One Service: the verdict and the address first, then the picture, the resources, the calls.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Afterwards, ClbState, ServicePlan, Vip } from "../../types.ts";
import type { Say } from "../../messages.ts";
import { SIGNS, signOfVerdict, stateOfVerdict } from "../resource-state.ts";
import { draw } from "../topology/draw.ts";
import { topology } from "../topology/model.ts";
import { type Opening, calls } from "./calls.ts";
import { reasons } from "./inline-code.ts";
import { resources } from "./resources.ts";

export interface ServiceView {
  service: ServicePlan;
  held: ClbState | undefined;
  later: Afterwards | undefined;
  /** In pixels; decides how the picture is laid out. */
  width: number;
  open: boolean;
  toggled: (open: boolean) => void;
  chosen: ReadonlySet<string>;
  choose: (address: string) => void;
  /** Which requests of its calls are shown. */
  calls: Opening;
}

export function service(view: ServiceView, say: Say): TemplateResult {
  const { service, open, toggled } = view;
  const { verdict, id } = service.loadBalancer;
  const state = stateOfVerdict(verdict);
  const sentence = say(`says.${verdict}`, { id: id ? say("id", { id }) : "" }) + say("stop");
  const [before, after] = id ? sentence.split(id, 2) : [sentence];
  return html`<details class="service ${state}" .open=${open} @toggle=${(event: Event) => toggled((event.currentTarget as HTMLDetailsElement).open)}>
    <summary>
      <span class="badge ${state}" data-verdict=${verdict}><span aria-hidden="true">${signOfVerdict(verdict)}</span> ${say(`verdict.${verdict}`)}</span>
      <h2 class="whose">${service.namespace}/${service.name}</h2>
    </summary>
    ${open ? body(view, id && after !== undefined ? html`${before}<span class="id">${id}</span>${after}` : sentence, say) : nothing}
  </details>`;
}

function body(view: ServiceView, sentence: string | TemplateResult, say: Say): TemplateResult {
  const { service, held, later, width, chosen, choose } = view;
  const picture = topology(service, held, later, say);
  const waves = new Set(service.actions.map((action) => action.wave)).size;
  return html`<div class="answer">
    <p class="sentence">${sentence}</p>
    <p class="vip ${service.loadBalancer.vip}"><span class="label">${say("address")}</span> ${address(view, say)}</p>
    ${reasons(service.loadBalancer.because, say)}
    ${picture ? html`<section aria-label=${say("topology")}>${draw(picture, width, say, { chosen, choose })}${legend(say)}</section>` : nothing}
    ${service.changes.length + service.withheld.length + service.actions.length === 0
      ? html`<p class="muted">${say("nothing")}</p>`
      : html`<section>
            <h3>${say("resources")}</h3>
            ${resources(service, say, { chosen, choose })}
          </section>
          <section>
            <h3>${say("calls")} <span class="count">${service.actions.length > 0 ? `${say("callCount", { n: service.actions.length })} · ${say("waves", { n: waves })}` : ""}</span></h3>
            ${calls(service, say, view.calls)}
          </section>`}
  </div>`;
}

const legend = (say: Say): TemplateResult =>
  html`<ul class="legend" aria-label=${say("legend")}>
    ${(["new", "changed", "going", "kept", "blocked"] as const).map((state) => html`<li class=${state}><span class="sign" aria-hidden="true">${SIGNS[state]}</span>${say(`state.${state}`)}</li>`)}
  </ul>`;

const vipsIn = (state: ClbState | undefined, id: string | undefined): string => {
  const body = state?.loadBalancers?.find?.((each) => each["LoadBalancerId"] === id);
  const vips = body?.["LoadBalancerVips"];
  return Array.isArray(vips) ? vips.join(", ") : "";
};

function address({ service, held, later }: ServiceView, say: Say): string {
  const { verdict, vip, id } = service.loadBalancer;
  const before = vipsIn(held, id) || announced(service);
  const kept = before || vipsIn(later?.clb, id);
  const told: Record<Vip, () => string> = {
    none: () => say("vip.none"),
    kept: () => {
      const word = verdict === "release" ? "vip.kept.leave" : "vip.kept";
      return say(word, { at: kept ? (verdict === "release" ? ` ${kept}` : say("vip.at", { vip: kept })) : "" });
    },
    new: () => (verdict === "adopt" ? say("vip.own", { at: kept ? say("vip.at", { vip: kept }) : "" }) : say("vip.new")),
    changed: () => say("vip.changed", { from: before ? say("vip.from", { vip: before }) : "" }),
    lost: () => say("vip.lost", { by: before ? say("vip.by", { vip: before }) : "" }),
    unknown: () => say("vip.unknown"),
  };
  return told[vip]();
}

/** The addresses in what the plan deletes. */
function announced(service: ServicePlan): string {
  const vips = service.changes.find((change) => change.address === "load-balancer")?.before?.["LoadBalancerVips"];
  return Array.isArray(vips) ? vips.join(", ") : "";
}
