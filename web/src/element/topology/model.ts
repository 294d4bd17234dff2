// Turns a Service's plan into the tree that is drawn: address → load balancer → listeners → rules → backends. Removed resources
// come from the changes and the state before; unchanged ones have no change and come from the simulated state after the plan. The
// state of each resource is the plan's; nothing is decided here.

import { type Action, type Change, type ClbState, type JsonObject, type ServicePlan, type Simulation, asObject } from "../../types.ts";
import type { Translate } from "../../messages.ts";
import { type ResourceState, stateOfVerb } from "../change-sign.ts";
import { TARGETS, hostOf, identityOf, objects, strings, text } from "../clb-answer-fields.ts";
import { type Health, type HealthOf, healthIn } from "./health.ts";

export interface Backend {
  /** Without the port. */
  host: string;
  label: string;
  state: ResourceState;
  /** Undefined if it is not known. */
  zone: string | undefined;
  /** From 0 to 100. */
  weight: number;
  /** As the cloud reports it; undefined if that was not provided. */
  health: Health | undefined;
}

export interface Box {
  /** Of the resource in the plan. */
  address: string;
  title: string;
  note: string;
  state: ResourceState;
  /** As the API names its fields, if it is known. */
  object?: JsonObject | undefined;
}

export interface Endpoint extends Box {
  backends: Backend[];
  /** Undefined if they are unknown. */
  targets?: JsonObject | undefined;
  /** The backends' own address in the plan, and their state. */
  backendsAddress: string;
  backendsState: ResourceState;
  /** The input is not enough to tell which backends there are. */
  unknown: boolean;
  /** Only those before the plan, or after it. */
  isOneSide?: boolean;
}

export interface ListenerBox extends Box {
  rules: Endpoint[];
  /** The backends of a listener without rules. */
  direct: Endpoint | undefined;
}

export interface Topology {
  vips: { text: string; state: ResourceState }[];
  clb: Box;
  /** The old load balancer, if this one replaces it. */
  replaced: Box | undefined;
  listeners: ListenerBox[];
  /** Those of the old load balancer; empty if they are not known. */
  replacedListeners: ListenerBox[];
}

/** What a picture is made from. */
export interface TopologyInput {
  service: ServicePlan;
  current: ClbState | undefined;
  simulation: Simulation | undefined;
  /** Nodes or endpoints were not provided: without them, an empty list of backends says nothing. */
  backendsUnknown: boolean;
}

/** The zones of instances and Pods, by instance id, name of the node, and Pod's address. */
function zonesIn(live: JsonObject[] = []): Map<string, string> {
  const zones = new Map<string, string>();
  const put = (name: string, zone: string | undefined): unknown => name && zone && zones.set(name, zone);
  for (const { kind, metadata, spec } of live) {
    if (kind !== "Node") continue;
    const named = asObject(metadata);
    const [, ofInstance, instance = ""] = /^qcloud:\/\/\/(.+)\/(.+)/.exec(text(asObject(spec), "providerID")) ?? [];
    for (const name of [instance, text(named, "name")]) put(name, text(asObject(named?.["labels"]), "topology.kubernetes.io/zone") || ofInstance);
  }
  for (const end of live.flatMap(({ endpoints }) => objects(endpoints))) {
    for (const address of strings(end["addresses"])) put(address, text(end, "zone") || zones.get(text(end, "nodeName")));
  }
  return zones;
}

export function topology({ service, current, simulation, backendsUnknown }: TopologyInput, addressUnknown: boolean, t: Translate): Topology | undefined {
  const { verdict, id: idBefore } = service.loadBalancer;
  if ((verdict === "none" || (verdict === "error" && !idBefore)) && service.changes.length === 0) return undefined;
  const changes = new Map(service.changes.map((change) => [change.address, change]));
  const withheld = new Set(service.withheld.map((item) => item.address));
  const own = changes.get("load-balancer");
  const isDeleted = (verdict === "delete" || own?.verb === "delete") && verdict !== "replace";
  // The simulated cloud invents an id, also for a load balancer that stays and was not provided.
  const id = isDeleted || verdict === "keep" ? idBefore : (assignedIdAfter(service, simulation) ?? idBefore);
  const before = findLoadBalancer(current, idBefore) ?? asObject(own?.before);
  const after = findLoadBalancer(simulation?.clb, id) ?? findLoadBalancer(current, id) ?? asObject(own?.after) ?? asObject(own?.before);
  const resourcesBefore = resourcesOf(current, idBefore);
  const view: View = { changes, withheld, t, after, before, resourcesBefore, backendsUnknown, zones: zonesIn(simulation?.live), healthOf: healthIn(current, idBefore) };
  const addresses: Topology["vips"] = addressUnknown ? [{ text: t("state.unknown"), state: "unknown" }] : vips(service, view);
  const drawn = listeners(view, isDeleted ? resourcesBefore : resourcesOf(simulation?.clb, id), registeredTargets(service.actions));
  const deleted: View = { ...view, changes: new Map(own && [[own.address, { ...own, verb: "delete" }]]) };
  return {
    vips: addresses,
    clb: clb(service, id, view),
    replaced: replaced(service, before, t),
    listeners: drawn,
    replacedListeners: listeners(deleted, resourcesBefore, new Map()),
  };
}

interface View {
  changes: Map<string, Change>;
  withheld: Set<string>;
  t: Translate;
  /** The load balancer's attributes before and after the plan. */
  before: JsonObject | undefined;
  after: JsonObject | undefined;
  resourcesBefore: ClbResources;
  backendsUnknown: boolean;
  zones: Map<string, string>;
  healthOf: HealthOf;
}

/** What is on a load balancer. */
interface ClbResources {
  listeners: JsonObject[];
  targets: JsonObject[];
}

const resourcesOf = (state: ClbState | undefined, id = ""): ClbResources => ({ listeners: objects(state?.listeners?.[id]), targets: objects(state?.targets?.[id]) });

const keyOf = (listener: JsonObject): string => `${text(listener, "Protocol")}/${text(listener, "Port")}`;

const targetsOf = ({ targets }: ClbResources, listener: JsonObject): JsonObject | undefined => targets.find((entry) => text(entry, "ListenerId") === text(listener, "ListenerId"));

const findLoadBalancer = (state: ClbState | undefined, id: string | undefined): JsonObject | undefined =>
  id === undefined ? undefined : objects(state?.loadBalancers).find((each) => text(each, "LoadBalancerId") === id);

/** The id that the simulated controller wrote into the Service. */
function assignedIdAfter(service: ServicePlan, simulation: Simulation | undefined): string | undefined {
  const object = simulation?.live.find((object) => {
    const metadata = asObject(object["metadata"]);
    return object["kind"] === "Service" && text(metadata, "name") === service.name && (text(metadata, "namespace") || "default") === service.namespace;
  });
  const annotations = asObject(asObject(object?.["metadata"])?.["annotations"]);
  return text(annotations, "service.kubernetes.io/loadbalance-id") || undefined;
}

function vips(service: ServicePlan, { before, after, t }: View): Topology["vips"] {
  const { addresses } = service.loadBalancer;
  const addressesBefore = strings(addresses?.before ?? before?.["LoadBalancerVips"]);
  const addressesAfter = strings(addresses?.after ?? after?.["LoadBalancerVips"]);
  const inState = (state: ResourceState, fallback: string): Topology["vips"] =>
    addressesBefore.length > 0 ? addressesBefore.map((text) => ({ text, state })) : [{ text: fallback, state }];
  switch (service.loadBalancer.vip) {
    case "kept":
      return addressesAfter.length > 0 ? addressesAfter.map((text) => ({ text, state: "unchanged" })) : inState("unchanged", t("address"));
    case "lost":
      return inState("removed", t("address"));
    case "changed":
      return [...inState("removed", t("address")), { text: t("newAddress"), state: "new" }];
    case "new":
      if (service.loadBalancer.verdict === "adopt") return inState("new", t("newAddress"));
      return [{ text: t("newAddress"), state: "new" }];
    case "none":
      return [{ text: t("noAddress"), state: "unchanged" }];
    case "unknown":
      return inState("unknown", t("state.unknown"));
  }
}

function clb(service: ServicePlan, id: string | undefined, { changes, t, after }: View): Box {
  const { verdict } = service.loadBalancer;
  const own = changes.get("load-balancer");
  const blocked = verdict === "blocked" || verdict === "error" || verdict === "skip";
  const isNew = verdict === "create" || verdict === "replace";
  // Without an id, nobody knows whether there is one.
  let state: ResourceState = id === undefined ? "unknown" : "unchanged";
  if (blocked) state = "blocked";
  else if (isNew || verdict === "adopt") state = "new";
  else if (verdict === "delete" || verdict === "release") state = "removed";
  else if (own) state = stateOfVerb(own.verb);
  const version = text(after, "AddressIPVersion");
  const notes = [
    network(after, t),
    /ipv6/i.test(version) ? t("ipv6") : "",
    text(asObject(after?.["MasterZone"]), "Zone"),
    text(after, "SubnetId"),
  ];
  const title = isNew ? t("newClb") : (id ?? t("state.unknown"));
  return { address: "load-balancer", title, note: notes.filter(Boolean).join(" · "), state, object: after };
}

/** Who can reach a load balancer, if that is known. */
function network(clb: JsonObject | undefined, t: Translate): string {
  const kind = text(clb, "LoadBalancerType");
  return kind === "INTERNAL" ? t("internal") : kind === "OPEN" ? t("public") : "";
}

function replaced(service: ServicePlan, before: JsonObject | undefined, t: Translate): Box | undefined {
  if (service.loadBalancer.verdict !== "replace") return undefined;
  const title = service.loadBalancer.id ?? text(before, "LoadBalancerId");
  return { address: "load-balancer", title: title || t("clb"), note: network(before, t), state: "removed" };
}

/** The listeners after the plan, and those that are removed or not created. */
function listeners(view: View, after: ClbResources, registered: Map<string, JsonObject[]>): ListenerBox[] {
  const drawn = new Map<string, ListenerBox>();
  for (const listener of after.listeners) drawn.set(keyOf(listener), listenerBox(listener, targetsOf(after, listener), view));
  for (const [address, change] of view.changes) {
    const key = /^listener\/(.+)$/.exec(address)?.[1];
    if (key === undefined || drawn.has(key)) continue;
    const state = stateOfVerb(change.verb);
    const before = state === "removed" ? view.resourcesBefore.listeners.find((listener) => keyOf(listener) === key) : undefined;
    drawn.set(key, before ? listenerBox(before, targetsOf(view.resourcesBefore, before), view) : bareListener(key, state, view, registered));
  }
  for (const address of view.withheld) {
    const key = /^listener\/(.+)$/.exec(address)?.[1];
    if (key !== undefined && !drawn.has(key)) drawn.set(key, bareListener(key, "blocked", view, registered));
  }
  const port = (key: string): number => Number(key.split("/")[1]);
  return [...drawn].sort(([left], [right]) => port(left) - port(right) || left.localeCompare(right)).map(([, box]) => box);
}

const stateAt = (address: string, { changes, withheld }: View): ResourceState => {
  const change = changes.get(address);
  if (change) return stateOfVerb(change.verb);
  return withheld.has(address) ? "blocked" : "unchanged";
};

function listenerBox(listener: JsonObject, targets: JsonObject | undefined, view: View): ListenerBox {
  const key = keyOf(listener);
  const address = `listener/${key}`;
  const isDeleted = view.changes.get("load-balancer")?.verb === "delete";
  const state = stateAt(address, view);
  const endPort = Number(listener["EndPort"] ?? 0);
  const title = endPort > 0 ? `${key}-${endPort}` : key;
  const note = text(listener, "Scheduler");
  const box = { address, object: listener, title: title.replace("/", " "), note, state: isDeleted && state === "unchanged" ? ("removed" as const) : state };
  if (objects(listener["Rules"]).length === 0) return { ...box, rules: [], direct: endpoint(key, { ...box, note: "" }, listOfTargets(targets), view, box.state) };
  const drawn = rules(listener, targets, view, box.state);
  const listenerBefore = view.resourcesBefore.listeners.find((other) => keyOf(other) === key);
  const rulesBefore = listenerBefore ? rules(listenerBefore, targetsOf(view.resourcesBefore, listenerBefore), view, "removed") : [];
  for (const [other, change] of view.changes) {
    if (other.startsWith(`rule/${key}/`) && change.verb === "delete" && !drawn.some((rule) => rule.address === other)) {
      const suffix = other.slice("rule/".length);
      const [host = "", ...path] = suffix.slice(key.length + 1).split("/");
      const bare = (): Endpoint => endpoint(suffix, { address: other, title: host, note: `/${path.join("/")}`, state: "removed" }, undefined, view, "removed");
      drawn.push(rulesBefore.find((rule) => rule.address === other) ?? bare());
    }
  }
  return { ...box, rules: drawn, direct: undefined };
}

function rules(listener: JsonObject, targets: JsonObject | undefined, view: View, parent: ResourceState): Endpoint[] {
  return objects(listener["Rules"]).map((rule) => {
    const suffix = `${keyOf(listener)}/${text(rule, "Domain")}${text(rule, "Url")}`;
    const at = objects(targets?.["Rules"]).find((entry) => text(entry, "LocationId") === text(rule, "LocationId"));
    const state = parent === "removed" ? parent : stateAt(`rule/${suffix}`, view);
    return endpoint(suffix, { address: `rule/${suffix}`, title: text(rule, "Domain"), note: text(rule, "Url"), state, object: rule }, listOfTargets(at), view, parent);
  });
}

/** Nothing if they are unknown: not if the list is empty. */
const listOfTargets = (targets: JsonObject | undefined): JsonObject[] | undefined => targets && objects(targets["Targets"]);

/** A listener that is not in the simulated state: it is removed or not created, or nothing was simulated. */
function bareListener(key: string, state: ResourceState, view: View, registered: Map<string, JsonObject[]>): ListenerBox {
  const address = `listener/${key}`;
  const change = view.changes.get(address);
  const box: Box = { address, title: key.replace("/", " "), note: text(asObject(change?.after) ?? asObject(change?.before), "Scheduler"), state };
  const targets = state === "removed" ? undefined : (registered.get(`backends/${key}`) ?? (state === "blocked" ? undefined : []));
  return { ...box, rules: [], direct: endpoint(key, { ...box, note: "" }, targets, view, state) };
}

function endpoint(suffix: string, box: Box, targets: JsonObject[] | undefined, view: View, parent: ResourceState): Endpoint {
  const backendsAddress = `backends/${suffix}`;
  const change = view.changes.get(backendsAddress);
  const before = objects(asObject(change?.before)?.["Targets"]);
  const weightsBefore = new Map(before.map((target) => [identityOf(target), text(target, "Weight")]));
  const after = new Set((targets ?? []).map(identityOf));
  const stateWithoutChange: ResourceState = parent === "removed" || parent === "blocked" ? parent : "unchanged";
  const stateOf = (target: JsonObject): ResourceState => {
    if (parent === "removed") return parent;
    if (!change) return parent === "new" ? "new" : stateWithoutChange;
    const weight = weightsBefore.get(identityOf(target));
    if (weight === undefined) return "new";
    return weight === text(target, "Weight") ? "unchanged" : "changed";
  };
  const backends: Backend[] = (targets ?? []).map((target) => backend(suffix, target, stateOf(target), view, weightsBefore.get(identityOf(target))));
  const unknown = change?.afterUnknown.includes("Targets") ?? (targets === undefined || (targets.length === 0 && view.backendsUnknown && parent !== "removed"));
  for (const target of before) {
    if (!after.has(identityOf(target))) backends.push(backend(suffix, target, unknown ? "unknown" : "removed", view));
  }
  const state = change ? stateOfVerb(change.verb) : stateWithoutChange;
  return { ...box, backends, targets: targets && { [TARGETS]: targets }, backendsAddress, backendsState: unknown && state !== "removed" && state !== "blocked" ? "unknown" : state, unknown };
}

/** The controller's, if nothing else is specified. */
const DEFAULT_WEIGHT = "10";

/** `before`: its weight, if that was another one. */
const backend = (end: string, target: JsonObject, state: ResourceState, { zones, healthOf }: View, before = ""): Backend => {
  const weight = text(target, "Weight") || DEFAULT_WEIGHT;
  const weights = `  ×${before && before !== weight ? `${before} → ` : ""}${weight}`;
  return { host: hostOf(target), label: identityOf(target) + (weights === `  ×${DEFAULT_WEIGHT}` ? "" : weights), state, zone: zones.get(hostOf(target)), health: healthOf(end, target), weight: Math.max(0, Math.min(100, Number(weight) || 0)) };
};

/** The targets by address, taken from the calls, for when nothing was simulated. */
function registeredTargets(actions: Action[]): Map<string, JsonObject[]> {
  const found = new Map<string, JsonObject[]>();
  for (const { address, api, request } of actions) {
    if (api !== "RegisterTargets" && api !== "BatchRegisterTargets") continue;
    const targets = objects(asObject(request)?.["Targets"]);
    found.set(address, [...(found.get(address) ?? []), ...targets]);
  }
  return found;
}
