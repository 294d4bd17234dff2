// The element's input properties, and what can be checked of them without the module.

import type { ClbState, Context, Policy, ServiceName, Source } from "../types.ts";

export interface Inputs {
  manifest: Source;
  live?: Source | undefined;
  clb?: ClbState | string | undefined;
  context?: Context | string | undefined;
  policy?: Policy | undefined;
  deletions?: ServiceName[] | undefined;
  prune: boolean;
}

export const isBlank = (source: Source | undefined): boolean => source === undefined || (typeof source === "string" && source.trim() === "") || (Array.isArray(source) && source.length === 0);

/** An object, or what is wrong with the text that should hold one. Neither if the text is blank. */
export interface Parsed {
  object?: object;
  problem?: string;
}

export function parse(value: object | string | undefined): Parsed {
  if (typeof value !== "string") return value ? { object: value } : {};
  if (value.trim() === "") return {};
  try {
    const object: unknown = JSON.parse(value);
    return typeof object === "object" && object !== null && !Array.isArray(object) ? { object } : { problem: "{ … }" };
  } catch (thrown) {
    return { problem: (thrown as Error).message };
  }
}
