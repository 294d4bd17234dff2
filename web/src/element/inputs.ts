// The element's input properties, and what can be checked of them without the module.

import { nameOf } from "./service-key.ts";
import { type ClbState, type Context, type Locale, type Options, type PlanRequest, type Policy, type ServiceName, type Source, isObject } from "../types.ts";

export interface Inputs {
  manifest: Source;
  live?: Source | undefined;
  clb?: ShownClbState | string | undefined;
  context?: Context | string | undefined;
  policy?: Policy | string | undefined;
  /** Of manifests that name none. */
  defaultNamespace?: string | undefined;
  deletions?: ServiceName[] | undefined;
  options?: Options | undefined;
  prune: boolean;
}

export const NO_INPUTS: Inputs = { manifest: "", prune: false };

export const INPUTS = ["manifest", "live", "clb", "context", "policy", "defaultNamespace", "deletions", "prune", "options"] as const;

/** Those that may be JSON text. */
export const JSON_INPUTS = ["clb", "context", "policy"] as const;
export type JsonInput = (typeof JSON_INPUTS)[number];

export const isJson = (name: string): name is JsonInput => JSON_INPUTS.includes(name as JsonInput);

export const isBlank = (source: Source | undefined): boolean => source === undefined || (typeof source === "string" && source.trim() === "") || (Array.isArray(source) && source.length === 0);

/** With the answers of the cloud that are shown, but that the plan does not need: `LoadBalancers` of DescribeTargetHealth. */
export type ShownClbState = ClbState & { targetHealth?: unknown };

/** For the module. Health alone says nothing about which load balancers there are. */
export function plannedClb(value: unknown): unknown {
  if (!isObject(value) || !("targetHealth" in value)) return value;
  const { targetHealth, ...planned } = value;
  return Object.keys(planned).length === 1 && Array.isArray(planned["loadBalancers"]) && planned["loadBalancers"].length === 0 ? undefined : planned;
}

/** The request that the inputs describe. */
export function requestOf({ manifest, live, deletions, prune, defaultNamespace, options }: Inputs, parsed: Record<JsonInput, Parsed>, locale: Locale): PlanRequest {
  const request: PlanRequest = { ...options, manifests: manifest, locale };
  if (live !== undefined && live !== "") request.live = live;
  for (const name of JSON_INPUTS) {
    const value = name === "clb" ? plannedClb(parsed.clb.value) : parsed[name].value;
    if (value !== undefined) Object.assign(request, { [name]: value });
  }
  if (deletions && deletions.length > 0) request.delete = deletions;
  if (prune) request.prune = true;
  if (defaultNamespace) request.defaultNamespace = defaultNamespace;
  return request;
}

/** Nothing for what cannot be JSON. */
function textOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** Whether an Ingress is among the objects. */
export const hasIngress = (source: Source): boolean => /\bkind"?: *["']?Ingress\b/.test(typeof source === "string" ? source : (textOf(source) ?? ""));

/** Whether only these inputs may differ: an answer about another cluster says nothing about this one. */
export const isSameBesides = (names: readonly string[], left: Inputs, right: Inputs): boolean =>
  INPUTS.every((name) => names.includes(name) || left[name] === right[name] || (typeof left[name] === "object" && textOf(left[name]) === textOf(right[name])));

/** The value of a property that may be JSON text, or the text if it is not JSON. Neither if it is blank. */
export interface Parsed {
  value?: unknown;
  broken?: string;
}

/** The module reports what is wrong with a value of another shape. */
export function parse(text: object | string | undefined): Parsed {
  if (typeof text !== "string") return text ? { value: text } : {};
  if (text.trim() === "") return {};
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { broken: text };
  }
}

/** What each attribute sets. Null: the attribute was removed. */
export const ATTRIBUTES: Record<string, (value: string | null) => object> = {
  ...Object.fromEntries(["manifest", "live", "clb", "context", "policy", "locale", "theme", "reference"].map((name) => [name, (value: string | null) => ({ [name]: value })])),
  "default-namespace": (value) => ({ defaultNamespace: value }),
  // `namespace/name`, separated by spaces.
  deletions: (value) => ({ deletions: value?.split(/\s+/).filter(Boolean).map(nameOf) }),
  prune: (value) => ({ prune: value !== null }),
};
