// From a Service's plan and the simulated state after it to a tree: address → CLB → listeners → rules → backends. What goes
// away is drawn too, from the changes and the state before; what stays has no change and comes from the state after. It decides
// nothing: states are those of the plan.

import type { Action, Afterwards, Change, ClbState, JsonObject, ServicePlan } from "../../types.ts";
import type { Say } from "../../messages.ts";
import { type State, stateOfVerb } from "../resource-state.ts";

export interface Backend {
  label: string;
  state: State;
}

export interface Box {
  /** The resource's address in the plan. */
  address: string;
  title: string;
  note: string;
  state: State;
}

export interface Endpoint extends Box {
  backends: Backend[];
  /** The address of the backends. */
  bound: string;
  boundState: State;
  /** Too little was given to say which they are. */
  unknown: boolean;
}

export interface ListenerBox extends Box {
  rules: Endpoint[];
  /** Where there are no rules. */
  direct: Endpoint | undefined;
}

export interface Topology {
  vips: { text: string; state: State }[];
  clb: Box;
  /** The CLB that is given up, of a replacement. */
  former: Box | undefined;
  listeners: ListenerBox[];
}

const text = (object: JsonObject | undefined, key: string): string => {
  const value = object?.[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? (value as JsonObject[]) : []);

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);

export function topology(service: ServicePlan, held: ClbState | undefined, later: Afterwards | undefined, say: Say): Topology | undefined {
  const verdict = service.loadBalancer.verdict;
  if ((verdict === "none" || (verdict === "error" && !service.loadBalancer.id)) && service.changes.length === 0) return undefined;
  const changes = new Map(service.changes.map((change) => [change.address, change]));
  const withheld = new Set(service.withheld.map((item) => item.address));
  const own = changes.get("load-balancer");
  const goes = verdict === "delete" || own?.verb === "delete";
  const id = goes && verdict !== "replace" ? service.loadBalancer.id : (heldAfter(service, later) ?? service.loadBalancer.id);
  const body = find(later?.clb, id) ?? find(held, id) ?? (own?.after ?? own?.before ?? undefined);
  const before = find(held, service.loadBalancer.id) ?? own?.before ?? undefined;
  const was = within(held, service.loadBalancer.id);
  const view: View = { changes, withheld, say, body, before, was };
  return {
    vips: vips(service, view),
    clb: clb(service, id, view),
    former: former(service, before, say),
    listeners: listeners(view, goes && verdict !== "replace" ? was : within(later?.clb, id), bindings(service.actions)),
  };
}

interface View {
  changes: Map<string, Change>;
  withheld: Set<string>;
  say: Say;
  body: JsonObject | undefined;
  before: JsonObject | undefined;
  was: Within;
}

/** What a CLB has. */
interface Within {
  listeners: JsonObject[];
  targets: JsonObject[];
}

const within = (state: ClbState | undefined, id = ""): Within => ({ listeners: objects(state?.listeners?.[id]), targets: objects(state?.targets?.[id]) });

const keyOf = (listener: JsonObject): string => `${text(listener, "Protocol")}/${text(listener, "Port")}`;

const boundTo = ({ targets }: Within, listener: JsonObject): JsonObject | undefined => targets.find((entry) => text(entry, "ListenerId") === text(listener, "ListenerId"));

const find = (state: ClbState | undefined, id: string | undefined): JsonObject | undefined =>
  id === undefined ? undefined : objects(state?.loadBalancers).find((body) => text(body, "LoadBalancerId") === id);

/** The CLB that the Service names once the plan was carried out. */
function heldAfter(service: ServicePlan, later: Afterwards | undefined): string | undefined {
  const object = later?.live.find((object) => {
    const meta = object["metadata"] as JsonObject | undefined;
    return object["kind"] === "Service" && text(meta, "name") === service.name && (text(meta, "namespace") || "default") === service.namespace;
  });
  const annotations = (object?.["metadata"] as JsonObject | undefined)?.["annotations"] as JsonObject | undefined;
  return text(annotations, "service.kubernetes.io/loadbalance-id") || undefined;
}

function vips(service: ServicePlan, view: View): Topology["vips"] {
  const known = strings(view.before?.["LoadBalancerVips"]);
  const { say } = view;
  const each = (state: State, otherwise: string): Topology["vips"] =>
    known.length > 0 ? known.map((text) => ({ text, state })) : [{ text: otherwise, state }];
  switch (service.loadBalancer.vip) {
    case "kept":
      return strings(view.body?.["LoadBalancerVips"]).length > 0 ? strings(view.body?.["LoadBalancerVips"]).map((text) => ({ text, state: "kept" })) : each("kept", say("address"));
    case "lost":
      return each("going", say("address"));
    case "changed":
      return [...each("going", say("address")), { text: say("newAddress"), state: "new" }];
    case "new":
      if (service.loadBalancer.verdict === "adopt") return each("new", say("newAddress"));
      return [{ text: say("newAddress"), state: "new" }];
    case "none":
      return [{ text: say("noAddress"), state: "kept" }];
    case "unknown":
      return known.length > 0 ? each("kept", "?") : [{ text: "?", state: "kept" }];
  }
}

function clb(service: ServicePlan, id: string | undefined, { changes, say, body }: View): Box {
  const { verdict } = service.loadBalancer;
  const own = changes.get("load-balancer");
  const blocked = verdict === "blocked" || verdict === "error" || verdict === "skip";
  const fresh = verdict === "create" || verdict === "replace";
  let state: State = "kept";
  if (blocked) state = "blocked";
  else if (fresh || verdict === "adopt") state = "new";
  else if (verdict === "delete" || verdict === "release") state = "going";
  else if (own) state = stateOfVerb(own.verb);
  const kind = text(body, "LoadBalancerType");
  const version = text(body, "AddressIPVersion");
  const notes = [
    kind === "INTERNAL" ? say("internal") : kind === "OPEN" ? say("public") : "",
    /ipv6/i.test(version) ? say("ipv6") : "",
    text(body, "SubnetId"),
  ];
  const title = fresh || id === undefined ? say("newClb") : id;
  return { address: "load-balancer", title, note: notes.filter(Boolean).join(" · "), state };
}

function former(service: ServicePlan, before: JsonObject | undefined, say: Say): Box | undefined {
  if (service.loadBalancer.verdict !== "replace") return undefined;
  const title = service.loadBalancer.id ?? text(before, "LoadBalancerId");
  return { address: "load-balancer", title: title || say("clb"), note: say("state.going"), state: "going" };
}

/** Listeners after the plan, then those that go. */
function listeners(view: View, after: Within, backends: Map<string, JsonObject[]>): ListenerBox[] {
  const drawn = new Map<string, ListenerBox>();
  for (const listener of after.listeners) drawn.set(keyOf(listener), listenerBox(listener, boundTo(after, listener), view));
  for (const [address, change] of view.changes) {
    const key = /^listener\/(.+)$/.exec(address)?.[1];
    if (key === undefined || drawn.has(key)) continue;
    const state = stateOfVerb(change.verb);
    const was = state === "going" ? view.was.listeners.find((listener) => keyOf(listener) === key) : undefined;
    drawn.set(key, was ? listenerBox(was, boundTo(view.was, was), view) : bareListener(key, state, view, backends));
  }
  for (const address of view.withheld) {
    const key = /^listener\/(.+)$/.exec(address)?.[1];
    if (key !== undefined && !drawn.has(key)) drawn.set(key, bareListener(key, "blocked", view, backends));
  }
  const port = (key: string): number => Number(key.split("/")[1]);
  return [...drawn].sort(([left], [right]) => port(left) - port(right) || left.localeCompare(right)).map(([, box]) => box);
}

const stateAt = (address: string, { changes, withheld }: View): State => {
  const change = changes.get(address);
  if (change) return stateOfVerb(change.verb);
  return withheld.has(address) ? "blocked" : "kept";
};

function listenerBox(listener: JsonObject, bound: JsonObject | undefined, view: View): ListenerBox {
  const key = keyOf(listener);
  const address = `listener/${key}`;
  const gone = view.changes.get("load-balancer")?.verb === "delete";
  const state = stateAt(address, view);
  const endPort = Number(listener["EndPort"] ?? 0);
  const title = endPort > 0 ? `${key}-${endPort}` : key;
  const note = text(listener, "Scheduler");
  const box = { address, title: title.replace("/", " "), note, state: gone && state === "kept" ? ("going" as const) : state };
  if (objects(listener["Rules"]).length === 0) return { ...box, rules: [], direct: endpoint(key, { ...box, note: "" }, targetsIn(bound, box.state), view, box.state) };
  const drawn = rules(listener, bound, view, box.state);
  const was = view.was.listeners.find((other) => keyOf(other) === key);
  const before = was ? rules(was, boundTo(view.was, was), view, "going") : [];
  for (const [other, change] of view.changes) {
    if (other.startsWith(`rule/${key}/`) && change.verb === "delete" && !drawn.some((rule) => rule.address === other)) {
      const suffix = other.slice("rule/".length);
      const [host = "", ...path] = suffix.slice(key.length + 1).split("/");
      const bare = (): Endpoint => endpoint(suffix, { address: other, title: host, note: `/${path.join("/")}`, state: "going" }, undefined, view, "going");
      drawn.push(before.find((rule) => rule.address === other) ?? bare());
    }
  }
  return { ...box, rules: drawn, direct: undefined };
}

function rules(listener: JsonObject, bound: JsonObject | undefined, view: View, parent: State): Endpoint[] {
  return objects(listener["Rules"]).map((rule) => {
    const suffix = `${keyOf(listener)}/${text(rule, "Domain")}${text(rule, "Url")}`;
    const at = objects(bound?.["Rules"]).find((entry) => text(entry, "LocationId") === text(rule, "LocationId"));
    const state = parent === "going" ? parent : stateAt(`rule/${suffix}`, view);
    return endpoint(suffix, { address: `rule/${suffix}`, title: text(rule, "Domain"), note: text(rule, "Url"), state }, targetsIn(at, parent), view, parent);
  });
}

/** The simulated state after a plan is whole; what was given of the state before need not be. */
const targetsIn = (bound: JsonObject | undefined, state: State): JsonObject[] | undefined => (bound || state !== "going" ? objects(bound?.["Targets"]) : undefined);

/** A listener that is not in the state afterwards: it goes, it is not made, or there is no state. */
function bareListener(key: string, state: State, view: View, bindings: Map<string, JsonObject[]>): ListenerBox {
  const address = `listener/${key}`;
  const change = view.changes.get(address);
  const box: Box = { address, title: key.replace("/", " "), note: text(change?.after ?? change?.before ?? undefined, "Scheduler"), state };
  const targets = state === "going" ? undefined : (bindings.get(`backends/${key}`) ?? []);
  return { ...box, rules: [], direct: endpoint(key, { ...box, note: "" }, targets, view, state) };
}

/** `known`: the targets, where they are. */
function endpoint(suffix: string, box: Box, known: JsonObject[] | undefined, view: View, parent: State): Endpoint {
  const targets = known ?? [];
  const bound = `backends/${suffix}`;
  const change = view.changes.get(bound);
  const earlier = new Set(objects(change?.before?.["Targets"]).map(identity));
  const weights = new Map(objects(change?.before?.["Targets"]).map((target) => [identity(target), text(target, "Weight")]));
  const now = new Set(targets.map(identity));
  const fallback: State = parent === "going" || parent === "blocked" ? parent : "kept";
  const stateOf = (target: JsonObject): State => {
    if (parent === "going") return parent;
    if (!change) return parent === "new" ? "new" : fallback;
    const key = identity(target);
    if (!earlier.has(key)) return "new";
    return weights.get(key) === text(target, "Weight") ? "kept" : "changed";
  };
  const backends: Backend[] = targets.map((target) => ({ label: label(target), state: stateOf(target) }));
  for (const target of objects(change?.before?.["Targets"])) {
    if (!now.has(identity(target))) backends.push({ label: label(target), state: "going" });
  }
  return { ...box, backends, bound, boundState: change ? stateOfVerb(change.verb) : fallback, unknown: change?.afterUnknown.includes("Targets") ?? known === undefined };
}

const host = (target: JsonObject): string =>
  text(target, "InstanceId") || text(target, "EniIp") || strings(target["PrivateIpAddresses"])[0] || "?";

const identity = (target: JsonObject): string => `${host(target)}:${text(target, "Port")}`;

const label = (target: JsonObject): string => {
  const weight = text(target, "Weight");
  return `${host(target)}:${text(target, "Port")}${weight !== "" && weight !== "10" ? `  ×${weight}` : ""}`;
};

/** What is bound where, read off the calls: for when there is no simulated state. */
function bindings(actions: Action[]): Map<string, JsonObject[]> {
  const found = new Map<string, JsonObject[]>();
  for (const { address, api, request } of actions) {
    if (api !== "RegisterTargets" && api !== "BatchRegisterTargets") continue;
    const targets = objects((request as JsonObject)["Targets"]);
    found.set(address, [...(found.get(address) ?? []), ...targets]);
  }
  return found;
}
