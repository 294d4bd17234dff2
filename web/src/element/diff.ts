// From the two sides of a change to lines, one per field: nested objects by dotted path, lists as multisets, because the
// API does not keep their order. Nothing is left out; what stays the same is counted.

import type { Change, Json, JsonObject } from "../types.ts";

export type Side = { text: string } | "unset" | "unknown";

export interface Line {
  path: string;
  before: Side;
  after: Side;
}

export interface Differences {
  lines: Line[];
  /** Items of lists that stay as they are. */
  same: number;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value on one line; objects as `name: value`, so that a backend can be read. */
export function brief(value: Json): string {
  if (Array.isArray(value)) return value.length === 0 ? "[]" : value.map(brief).join(", ");
  if (!isObject(value)) return typeof value === "string" && value !== "" ? value : JSON.stringify(value);
  const { TagKey: key, TagValue: tag, ...others } = value;
  if (typeof key === "string" && Object.keys(others).length === 0) return `${key} = ${typeof tag === "string" ? tag : ""}`;
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${isObject(inner) ? `{ ${brief(inner)} }` : brief(inner)}`)
    .join("  ");
}

const side = (value: Json | undefined): Side => (value === undefined || value === null ? "unset" : { text: brief(value) });

export function differences(change: Change): Differences {
  const found: Differences = { lines: [], same: 0 };
  const before = change.before ?? undefined;
  const after = change.after ?? undefined;
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const shown = change.verb === "update" && change.fields.length > 0 ? [...keys].filter((key) => touched(key, change.fields)) : [...keys];
  for (const key of shown) compare(key, before?.[key], after?.[key], found);
  for (const path of change.afterUnknown) {
    if (!found.lines.some((line) => line.path === path)) found.lines.push({ path, before: "unset", after: "unknown" });
  }
  return found;
}

const touched = (key: string, fields: string[]): boolean =>
  fields.some((field) => field === key || field.startsWith(`${key}.`) || field.startsWith(`${key}[`));

function compare(path: string, before: Json | undefined, after: Json | undefined, found: Differences): void {
  if (isObject(before) || isObject(after)) {
    const left = isObject(before) ? before : undefined;
    const right = isObject(after) ? after : undefined;
    for (const key of new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])) {
      compare(`${path}.${key}`, left?.[key], right?.[key], found);
    }
    return;
  }
  if (isList(before) || isList(after)) return compareLists(path, isList(before) ? before : [], isList(after) ? after : [], found);
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(after)) return;
  found.lines.push({ path, before: side(before), after: side(after) });
}

const isList = (value: Json | undefined): value is Json[] => Array.isArray(value);

function compareLists(path: string, before: Json[], after: Json[], found: Differences): void {
  const left = new Map<string, number>();
  for (const item of before) left.set(brief(item), (left.get(brief(item)) ?? 0) + 1);
  const come: string[] = [];
  for (const item of after.map(brief)) {
    const count = left.get(item) ?? 0;
    if (count === 0) come.push(item);
    else left.set(item, count - 1);
    if (count > 0) found.same++;
  }
  for (const [item, count] of left) {
    for (let index = 0; index < count; index++) found.lines.push({ path: `${path}[]`, before: { text: item }, after: "unset" });
  }
  for (const item of come) found.lines.push({ path: `${path}[]`, before: "unset", after: { text: item } });
}
