// The element's input properties, and what can be checked of them without the module.

import { nameOf } from "./service-name.ts";
import type { ClbState, Context, Options, Policy, ServiceName, Source } from "../types.ts";

export interface Inputs {
  manifest: Source;
  live?: Source | undefined;
  clb?: ClbState | string | undefined;
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
