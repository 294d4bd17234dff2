// Puts responses of the CLB API together: DescribeLoadBalancers, DescribeListeners, DescribeTargets and DescribeTargetHealth, each for a
// part of the account.
// A response replaces what has the same id; the rest stays.

import type { ShownClbState } from "../element/inputs.ts";
import { type ClbState, type JsonObject, asObject } from "../types.ts";

export interface CloudResponse {
  kind: "loadBalancers" | "targetHealth" | "listeners" | "targets";
  items: JsonObject[];
  /** Of the load balancer, which a response with listeners does not name itself. */
  id?: string;
  /** Of the file. */
  name: string;
}

const objects = (value: unknown): JsonObject[] | undefined => (Array.isArray(value) ? value.filter((item): item is JsonObject => asObject(item) !== undefined) : undefined);

/** A response, with or without the outer `Response`; undefined if the object is something else. `name`: of its file. */
export function responseIn(object: JsonObject, name = ""): CloudResponse | undefined {
  const inner = asObject(object["Response"]) ?? object;
  const loadBalancers = objects(inner["LoadBalancerSet"]);
  if (loadBalancers) return { kind: "loadBalancers", items: loadBalancers, name };
  const health = objects(inner["LoadBalancers"]);
  if (health?.some((each) => "Listeners" in each)) return { kind: "targetHealth", items: health, name };
  const items = objects(inner["Listeners"]);
  if (!items) return undefined;
  const hasTargets = items.some((item) => "Targets" in item || objects(item["Rules"])?.some((rule) => "Targets" in rule));
  const isTargets = items.length > 0 ? hasTargets : /targets/i.test(name);
  const id = /\blb-[a-z0-9]{8}\b/.exec(name)?.[0];
  return { kind: isTargets ? "targets" : "listeners", items, name, ...(id ? { id } : {}) };
}

/** The load balancer that a response without an id must be about, if there is only one. */
const onlyId = ({ loadBalancers = [] }: Partial<ClbState>): string | undefined => (loadBalancers.length === 1 ? String(loadBalancers[0]!["LoadBalancerId"]) : undefined);

/** Returns the merged state, and the responses of which nobody knows the load balancer. */
export function mergeResponses(before: ClbState | undefined, responses: CloudResponse[]): { state: ClbState; unassigned: CloudResponse[] } {
  const state: ShownClbState = { ...before, loadBalancers: [...(before?.loadBalancers ?? [])] };
  const unassigned: CloudResponse[] = [];
  // The load balancers first, because they may tell which one the others are about.
  for (const response of responses.toSorted((left, right) => Number(right.kind === "loadBalancers") - Number(left.kind === "loadBalancers"))) {
    const { kind, items } = response;
    if (kind === "loadBalancers") {
      state.loadBalancers = mergeBy("LoadBalancerId", state.loadBalancers, items);
      continue;
    }
    if (kind === "targetHealth") {
      state.targetHealth = mergeBy("LoadBalancerId", objects(state.targetHealth) ?? [], items);
      continue;
    }
    const id = response.id ?? onlyId(state);
    if (id === undefined) unassigned.push(response);
    else state[kind] = { ...state[kind], [id]: mergeBy("ListenerId", state[kind]?.[id] ?? [], items) };
  }
  return { state, unassigned };
}

function mergeBy<Item extends object>(key: string, before: Item[], items: JsonObject[]): Item[] {
  const idOf = (item: object): unknown => (item as JsonObject)[key];
  const merged = new Map(before.map((item) => [idOf(item), item]));
  for (const item of items) merged.set(idOf(item), item as Item);
  return [...merged.values()];
}
