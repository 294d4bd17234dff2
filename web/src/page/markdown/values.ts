// Values of the CLB API on one line, and the fields that a change changes, as `host/cli/src/summary/value.rs` and `change.rs` write them.

import { AFTER_APPLY, FROM_ACTION, NOT_SET, REMOVED, UNKNOWN } from "virtual:command-line-messages";
import { type Change, type JsonObject, asObject, isObject } from "../../types.ts";
import type { Language } from "./cli-messages-in-language.ts";

const byName = ([left]: [string, unknown], [right]: [string, unknown]): number => (left < right ? -1 : left > right ? 1 : 0);

const sorted = (object: JsonObject): [string, unknown][] => Object.entries(object).sort(byName);

/** The action that a value comes from. */
const sourceAction = (object: JsonObject): string | undefined => (typeof object["$from"] === "string" ? object["$from"] : undefined);

/** All values that are not objects themselves, by dotted path. */
function leaves(object: JsonObject, prefix = ""): [string, unknown][] {
  return Object.entries(object).flatMap(([key, value]): [string, unknown][] => {
    const path = prefix + key;
    return isObject(value) && Object.keys(value).length > 0 && sourceAction(value) === undefined ? leaves(value, `${path}.`) : [[path, value]];
  });
}

export function show(value: unknown, language: Language): string {
  if (Array.isArray(value)) return `[${value.map((each) => show(each, language)).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const action = sourceAction(value);
  return action === undefined ? `{${item(value, language)}}` : language.format(FROM_ACTION, { action });
}

/** An item of a list: an object without its braces. */
const item = (value: unknown, language: Language): string =>
  isObject(value) && sourceAction(value) === undefined ? sorted(value).map(([key, inner]) => `${key} ${show(inner, language)}`).join(", ") : show(value, language);

function isEqual(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((value, index) => isEqual(value, right[index]));
  if (!isObject(left) || !isObject(right)) return left === right;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && isEqual(left[key], right[key]));
}

/** How a field changes: its value alone, before and after, or the items of a list. */
export type FieldChange = { value: string } | { before: string; after: string } | { removed: string[]; updated: string[]; added: string[]; unchanged: number };

export interface FieldRow {
  key: string;
  change: FieldChange;
}

/** The fields of a change, sorted. */
export function rows(change: Change, language: Language): FieldRow[] {
  const flat = (side: unknown): Map<string, unknown> => new Map(leaves(asObject(side) ?? {}).sort(byName));
  const [before, after] = [flat(change.before), flat(change.after)];
  const isUnknown = (key: string): boolean => change.afterUnknown.includes(key);
  const found = (): FieldRow[] => {
    if (change.verb === "create") return [...after].filter(([key]) => !isUnknown(key)).map(([key, value]) => ({ key, change: single(value, language) }));
    if (change.verb === "delete") return [...before].map(([key, value]) => ({ key, change: single(value, language) }));
    // A released resource has no state afterwards.
    const keys = asObject(change.after) ? [...before.keys(), ...[...after.keys()].filter((key) => !before.has(key))] : [];
    const differs = (key: string): boolean => before.has(key) !== after.has(key) || !isEqual(before.get(key), after.get(key));
    return keys.filter((key) => differs(key) && isNamed(change, key) && !isUnknown(key)).map((key) => ({ key, change: compared(key, before, after, language) }));
  };
  const unknown = language.text(AFTER_APPLY);
  const unknownRows = change.afterUnknown.map((key): FieldRow => ({ key, change: before.has(key) ? { before: show(before.get(key), language), after: unknown } : { value: unknown } }));
  return [...found(), ...unknownRows].sort((left, right) => byName([left.key, 0], [right.key, 0]));
}

/** The fields that the answer lists as different, and what is inside them. */
const isNamed = ({ fields }: Change, key: string): boolean =>
  fields.length === 0 || fields.some((field) => key === field || key.startsWith(`${field}.`) || field.startsWith(`${key}.`) || field.startsWith(`${key}[`));

const single = (value: unknown, language: Language): FieldChange =>
  Array.isArray(value) && value.some(isObject) ? { removed: [], updated: [], added: value.map((each) => item(each, language)), unchanged: 0 } : { value: show(value, language) };

function compared(key: string, before: Map<string, unknown>, after: Map<string, unknown>, language: Language): FieldChange {
  const [old, next] = [before.get(key), after.get(key)];
  if (Array.isArray(old) && Array.isArray(next)) return list(old, next, language);
  return { before: before.has(key) ? show(old, language) : language.text(NOT_SET), after: next === undefined || next === null ? language.text(REMOVED) : show(next, language) };
}

function list(before: unknown[], after: unknown[], language: Language): FieldChange {
  const added = [...after];
  const take = (isSame: (candidate: unknown) => boolean): unknown => {
    const at = added.findIndex(isSame);
    return at < 0 ? undefined : added.splice(at, 1)[0];
  };
  const differing = before.filter((value) => take((candidate) => isEqual(candidate, value)) === undefined);
  const removed: string[] = [];
  const updated: string[] = [];
  for (const value of differing) {
    const other = take((candidate) => isSameBackend(value, candidate));
    if (other === undefined) removed.push(item(value, language));
    else updated.push(updatedItem(asObject(value) ?? {}, asObject(other) ?? {}, language));
  }
  return { removed, updated, added: added.map((value) => item(value, language)), unchanged: before.length - differing.length };
}

/** The members that identify a backend. */
const IDENTITY = ["InstanceId", "EniIp", "Port", "Type"];

/** Whether both are the same backend, whatever its weight is. */
function isSameBackend(left: unknown, right: unknown): boolean {
  const [one, other] = [asObject(left) ?? {}, asObject(right) ?? {}];
  return ("InstanceId" in one || "EniIp" in one) && "Port" in one && IDENTITY.every((key) => isEqual(one[key], other[key]));
}

/** A backend with the values that change: `EniIp "10.0.0.1", Port 80, Weight 10 → 0`. */
function updatedItem(before: JsonObject, after: JsonObject, language: Language): string {
  const names = (object: JsonObject): string[] => sorted(object).map(([key]) => key);
  const shown = (object: JsonObject, key: string): string => (key in object ? show(object[key], language) : language.text(UNKNOWN));
  const keys = [...names(before), ...names(after).filter((key) => !(key in before))];
  return keys.map((key) => (key in before && key in after && isEqual(before[key], after[key]) ? `${key} ${shown(before, key)}` : `${key} ${shown(before, key)} → ${shown(after, key)}`)).join(", ");
}

/** The id of the current resource. */
export const currentId = (before: unknown): string | undefined => ["ListenerId", "LoadBalancerId"].map((key) => asObject(before)?.[key]).find((value): value is string => typeof value === "string");

const SIGNS = { create: "+", update: "~", delete: "-", release: "^" } as const;

/** `+2 ~1 -3` */
export const countBySign = (changes: Change[]): string =>
  Object.entries(SIGNS)
    .map(([verb, sign]) => [sign, changes.filter((change) => change.verb === verb).length] as const)
    .filter(([, n]) => n > 0)
    .map(([sign, n]) => `${sign}${n}`)
    .join(" ");
