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

/** An object, or the object in a text; throws at a text that is no JSON object. */
export function parsed(value: object | string | undefined): object | undefined {
  if (typeof value !== "string") return value;
  if (value.trim() === "") return undefined;
  const read: unknown = JSON.parse(value);
  if (typeof read !== "object" || read === null || Array.isArray(read)) throw new Error("{ … }");
  return read;
}

/** The same, without what is no JSON object. */
export function readable(value: object | string | undefined): object | undefined {
  try {
    return parsed(value);
  } catch {
    return undefined;
  }
}

/** In characters, about. */
export const sizeOf = (value: unknown): number => (value === undefined ? 0 : typeof value === "string" ? value.length : JSON.stringify(value)?.length ?? 0);
