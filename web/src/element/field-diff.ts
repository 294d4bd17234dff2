// The difference between the two sides of a change, one line per field. Nested objects become dotted paths. Lists are compared as
// multisets, because the API does not keep their order. Nothing is left out; unchanged items of lists are counted.

import { type Change, type JsonObject, asObject, isObject } from "../types.ts";

export type Side = { text: string } | "unset" | "unknown";

export interface DiffLine {
  path: string;
  before: Side;
  after: Side;
}

export interface Diff {
  lines: DiffLine[];
  /** How many items of lists are unchanged. */
  same: number;
}

/** A value on one line; objects as `name: value`, so that a backend can be read. */
export function oneLine(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "[]" : value.map(oneLine).join(", ");
  if (!isObject(value)) return typeof value === "string" && value !== "" ? value : JSON.stringify(value);
  const { TagKey: key, TagValue: tag, ...others } = value;
  if (typeof key === "string" && Object.keys(others).length === 0) return `${key} = ${typeof tag === "string" ? tag : ""}`;
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${isObject(inner) ? `{ ${oneLine(inner)} }` : oneLine(inner)}`)
    .join("  ");
}

const side = (value: unknown): Side => (value === undefined || value === null ? "unset" : { text: oneLine(value) });

export function diff(change: Change): Diff {
  const result: Diff = { lines: [], same: 0 };
  const before = asObject(change.before);
  const after = asObject(change.after);
  const keys = [...unionOfKeys(before, after)];
  const compared = change.verb === "update" && change.fields.length > 0 ? keys.filter((key) => contains(key, change.fields)) : keys;
  for (const key of compared) compare(key, before?.[key], after?.[key], result);
  for (const path of change.afterUnknown) {
    if (!result.lines.some((line) => line.path === path)) result.lines.push({ path, before: "unset", after: "unknown" });
  }
  return result;
}

/** Whether all load balancers that TKE creates have this: `Forward` is 1. One with 0 is of another type. */
export const isAlike = ({ path, before, after }: DiffLine): boolean =>
  path === "Forward" && [before, after].every((side) => side === "unset" || (side !== "unknown" && side.text === "1"));

const unionOfKeys = (left: JsonObject | undefined, right: JsonObject | undefined): Set<string> => new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);

/** Whether one of the fields is the key itself or inside of it. */
const contains = (key: string, fields: string[]): boolean =>
  fields.some((field) => field === key || field.startsWith(`${key}.`) || field.startsWith(`${key}[`));

function compare(path: string, before: unknown, after: unknown, result: Diff): void {
  if (isObject(before) || isObject(after)) {
    const left = asObject(before);
    const right = asObject(after);
    for (const key of unionOfKeys(left, right)) compare(`${path}.${key}`, left?.[key], right?.[key], result);
    return;
  }
  if (Array.isArray(before) || Array.isArray(after)) return compareLists(path, Array.isArray(before) ? before : [], Array.isArray(after) ? after : [], result);
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(after)) return;
  result.lines.push({ path, before: side(before), after: side(after) });
}

function compareLists(path: string, before: unknown[], after: unknown[], result: Diff): void {
  const remaining = new Map<string, number>();
  for (const item of before.map(oneLine)) remaining.set(item, (remaining.get(item) ?? 0) + 1);
  const added: string[] = [];
  for (const item of after.map(oneLine)) {
    const count = remaining.get(item) ?? 0;
    if (count === 0) added.push(item);
    else remaining.set(item, count - 1);
    if (count > 0) result.same++;
  }
  for (const [item, count] of remaining) {
    for (let index = 0; index < count; index++) result.lines.push({ path: `${path}[]`, before: { text: item }, after: "unset" });
  }
  for (const item of added) result.lines.push({ path: `${path}[]`, before: "unset", after: { text: item } });
}
