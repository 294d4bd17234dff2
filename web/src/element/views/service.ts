// One Service: verdict and address, the picture, the resources, the calls.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Translate } from "../../messages.ts";
import { type ClbState, type Diagnostic, type ServicePlan, type Simulation, type VipVerdict, asObject } from "../../types.ts";
import { signOfVerdict, stateOfVerdict } from "../change-sign.ts";
import { draw } from "../topology/draw.ts";
import type { Node } from "../topology/layout.ts";
import { topology } from "../topology/model.ts";
import { type OpenRequests, calls } from "./calls.ts";
import { copyText } from "./copy-text.ts";
import type { Parts } from "./open-part.ts";
import { type FindingActions, findings } from "./findings.ts";
import { type Sources, inlineCode, reasons } from "./texts-and-reasons.ts";
import { changes, fieldsTable } from "./changes.ts";
import { timeline } from "./replacement-timeline.ts";
import { visible } from "../show-hidden-characters.ts";

export interface ServiceView {
  service: ServicePlan;
  /** The cloud before the plan, if it was provided. */
  current: ClbState | undefined;
  /** Cluster and cloud after the plan, if they were simulated. */
  simulation: Simulation | undefined;
  /** No live objects were provided. */
  liveUnknown: boolean;
  /** Nodes or endpoints were not provided. */
  backendsUnknown: boolean;
  /** In pixels; decides how the picture is laid out. */
  width: number;
  /** It is the only one, and cannot be closed. */
  isAlone: boolean;
  open: boolean;
  toggled: (open: boolean) => void;
  selected: ReadonlySet<string>;
  select: (address: string) => void;
  requests: OpenRequests;
  /** About this Service. */
  findings: Diagnostic[];
  actions: FindingActions;
  /** Takes a link to this Service along. */
  link: (() => void) | undefined;
}

/** Without live objects, or some of them, a Service that is called new may be in the cluster already. */
export const isConditional = ({ event, loadBalancer: { verdict, vip } }: ServicePlan, liveUnknown: boolean): boolean =>
  event === "create" && ["create", "adopt", "none"].includes(verdict) && (liveUnknown || (vip === "unknown" && verdict !== "adopt"));

/** What happens to the load balancer. `id`: as it is written. */
export function sentence({ loadBalancer: { verdict, vip, unproven, undecided, failure } }: ServicePlan, id: string | undefined, conditional: boolean, t: Translate): string {
  const isUnproven = unproven && (verdict === "delete" || verdict === "replace");
  const isUnknown = vip === "unknown" && (verdict === "keep" || verdict === "release");
  const isOther = failure === "apiServer" || failure === "unknown";
  const text = t(isOther ? `sentence.error.${failure}` : isUnproven ? `sentence.${verdict}.unproven` : isUnknown ? `sentence.${verdict}.unknown` : undecided ? "sentence.keep.undecided" : `sentence.${verdict}`, { id: id ? t("id", { id }) : "" });
  return conditional ? t("ifNew", { text: text[0]!.toLowerCase() + text.slice(1) }) : text;
}

export function service(view: ServiceView, t: Translate): TemplateResult {
  const { service, isAlone, open, toggled, liveUnknown } = view;
  const { verdict, id } = service.loadBalancer;
  const state = stateOfVerdict(verdict);
  const conditional = isConditional(service, liveUnknown);
  const text = sentence(service, id, conditional, t);
  const [before, after] = id ? text.split(id, 2) : [text];
  const shown = id && after !== undefined ? html`${before}<span class="id">${id}</span>${after}` : text;
  const head = html`<span class="badge ${state}" data-verdict=${verdict}><span aria-hidden="true">${signOfVerdict(verdict)}</span> ${t(`verdict.${verdict}`)}${conditional ? t("maybe") : ""}</span>
      <h2 class="service-name" tabindex="-1">${service.namespace}/${service.name}</h2>`;
  const rest = (): TemplateResult => body(view, shown, conditional && verdict !== "adopt", t);
  if (isAlone) return html`<article part="service" class="service ${state}"><div class="title">${head}</div>${rest()}</article>`;
  return html`<details part="service" class="service ${state}" .open=${open} @toggle=${(event: Event) => toggled((event.currentTarget as HTMLDetailsElement).open)}><summary class="title">${head}</summary>${open ? rest() : nothing}</details>`;
}

/** What neither the verdict nor the address says. */
const dangers = ({ loadBalancer: { newlyPublic, outage } }: ServicePlan, t: Translate): string[] =>
  [newlyPublic && t("becomesPublic"), outage && t("hasOutage")].filter((danger) => typeof danger === "string");

function body(view: ServiceView, sentence: string | TemplateResult, addressUnknown: boolean, t: Translate): TemplateResult {
  const { service, width, selected, select, requests } = view;
  const picture = topology(view, addressUnknown, t);
  const sources: Sources = new Map();
  const parts = { isOpen: requests.isOpen, toggled: requests.toggled };
  return html`<div class="answer">
    <p class="sentence">${sentence}</p>
    <p class="vip ${service.loadBalancer.vip}"><span class="label">${t("address")}</span> ${addressUnknown ? t("vip.ifNew") : address(view, t)}</p>
    ${dangers(service, t).map((danger) => html`<p class="beside">${danger}</p>`)}
    ${findings(view.findings, t, view.actions)}
    ${reasons(service.loadBalancer.because, sources, t)}
    ${view.link ? html`<p class="take"><button type="button" class="linklike" data-take="summary" @click=${(event: Event) => void copyText(event, summarySentence(view, t), t)}>${t("take.summary")}</button> <button type="button" class="linklike" data-take="link" @click=${view.link}>${t("link.service")}</button></p>` : nothing}
    ${picture ? html`<section aria-label=${t("topology")}>${draw(picture, { width, selected, select, ...parts, fields: (node) => fieldsOfNode(node, service, parts, t), name: `${service.namespace}-${service.name}` }, t)}</section>` : nothing}
    ${service.changes.length + service.withheld.length + service.actions.length === 0
      ? html`<p class="muted">${t("nothing")}</p>`
      : html`<section>
            <h3>${t("resources")}</h3>
            ${changes(service, { selected, select, ...parts }, sources, t)}
          </section>
          ${timeline(service, t)}
          <section>
            <h3>${t("calls")} <span class="count">${service.actions.length > 0 ? t("callCount", { n: service.actions.length }) : ""}</span></h3>
            ${calls(service, t, view.requests, sources)}
          </section>`}
  </div>`;
}

/** What changes of a resource in the picture, or what it is, if nothing does. */
function fieldsOfNode({ address, object, state }: Node, { changes, withheld }: ServicePlan, parts: Parts, t: Translate): unknown {
  const own = changes.filter((each) => each.address === address);
  const change = own.find(({ verb }) => state !== "removed" || verb === "delete" || verb === "release") ?? own[0];
  if (change) return fieldsTable(change, false, parts, t);
  const reason = withheld.find((each) => each.address === address)?.because.message;
  return html`${reason ? html`<p>${inlineCode(reason)}</p>` : nothing}${object ? fieldsTable({ address: address!, verb: "create", before: null, after: object, afterUnknown: [], fields: [], because: [] }, true, parts, t) : nothing}`;
}

/** "shop/web: the load balancer lb-1 is replaced by another one. Address …": for a chat or a ticket. */
export function summarySentence(view: Pick<ServiceView, "service" | "current" | "liveUnknown"> & Partial<Pick<ServiceView, "simulation">>, t: Translate): string {
  const { service, liveUnknown } = view;
  const { verdict, id, vip } = service.loadBalancer;
  const conditional = isConditional(service, liveUnknown);
  const addressUnknown = conditional && verdict !== "adopt";
  const parts = [t("labelled", { label: `${service.namespace}/${service.name}`, value: sentence(service, id, conditional, t) })];
  if (vip !== "none") parts.push(t("address.line", { vip: addressUnknown ? t("vip.ifNew") : address(view, t) }) + t("stop"));
  parts.push(...dangers(service, t));
  // After a Chinese full stop there is no space.
  return visible(parts.join(" ").replaceAll("。 ", "。"));
}

const joined = (addresses: unknown): string => (Array.isArray(addresses) ? addresses.join(", ") : "");

const addressesIn = (loadBalancer: unknown): string => joined(asObject(loadBalancer)?.["LoadBalancerVips"]);

type AddressView = Pick<ServiceView, "service" | "current"> & Partial<Pick<ServiceView, "simulation">>;

/** The addresses that a Service has, or will have. */
export function knownAddress({ service, current, simulation }: AddressView): string {
  const { id, addresses } = service.loadBalancer;
  return addressBefore(service, current) || joined(addresses?.after) || addressesOf(simulation?.clb, id);
}

/** As the plan tells, which knows the Service's status, too. */
const addressBefore = ({ loadBalancer: { id, addresses }, changes }: ServicePlan, current: ClbState | undefined): string =>
  joined(addresses?.before) || addressesOf(current, id) || addressesIn(changes.find((change) => change.address === "load-balancer")?.before);

const addressesOf = (state: ClbState | undefined, id: string | undefined): string =>
  addressesIn(state?.loadBalancers?.find?.((each) => each["LoadBalancerId"] === id));

/** What happens to the address, and which one it is as far as that is known. */
function address({ service, current, simulation }: AddressView, t: Translate): string {
  const { verdict, vip, unproven, because } = service.loadBalancer;
  const before = addressBefore(service, current);
  const known = knownAddress({ service, current, simulation });
  const at = known ? t("vip.at", { vip: known }) : "";
  const lost = (key: "vip.lost" | "vip.unproven"): string => t(key, { vip: before ? t("vip.named", { vip: before }) : t("vip.unnamed") });
  const texts: Record<VipVerdict, () => string> = {
    none: () => t("vip.none"),
    kept: () => (verdict === "release" ? t("vip.released", { at: known && ` ${known}` }) : t("vip.kept", { at })),
    new: () => (verdict === "adopt" ? t("vip.adopted", { at }) : t("vip.new")),
    changed: () => (unproven ? lost("vip.unproven") : t("vip.changed", { from: before && t("vip.from", { vip: before }) })),
    lost: () => lost(unproven ? "vip.unproven" : "vip.lost"),
    unknown: () => t(["keep", "release", "error"].includes(verdict) && because.length > 0 ? "vip.because" : "vip.unknown"),
  };
  return texts[vip]();
}
