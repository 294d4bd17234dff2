// What the element was given, and what can be said of it without the module.

import type { ServiceName, Source } from "../types.ts";

export interface Given {
  manifest: Source;
  live?: Source | undefined;
  clb?: object | string | undefined;
  context?: object | string | undefined;
  policy?: object | undefined;
  deletions?: ServiceName[] | undefined;
  prune: boolean;
}

export const isBlank = (source: Source | undefined): boolean => source === undefined || (typeof source === "string" && source.trim() === "") || (Array.isArray(source) && source.length === 0);

/** An object, or the object in a text; or what is the matter with a text that holds none. */
export interface Parsed {
  object?: object;
  problem?: string;
}

export function parsed(value: object | string | undefined): Parsed {
  if (typeof value !== "string") return value ? { object: value } : {};
  if (value.trim() === "") return {};
  try {
    const read: unknown = JSON.parse(value);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? { object: read } : { problem: "{ … }" };
  } catch (thrown) {
    return { problem: (thrown as Error).message };
  }
}
