// The content of the editors and the form, as one value. It is shared in links, stored, and sent as a request.

import { type Context, type JsonObject, type ServiceName, isObject } from "../types.ts";
import { asClbState, parseObject } from "./read-files.ts";

export interface State {
  manifest: string;
  live: string;
  /** JSON text. */
  clb: string;
  context: Context;
  prune: boolean;
  /** `namespace/name`, separated by spaces. */
  deletions: string;
  /** JSON text. */
  policy: string;
  /** Of manifests that name none. */
  defaultNamespace: string;
}

export const EMPTY: State = { manifest: "", live: "", clb: "", context: {}, prune: false, deletions: "", policy: "", defaultNamespace: "" };

/** Reads a value of unknown origin: members of the wrong type are empty. */
export function stateFrom(value: unknown): State | undefined {
  if (!isObject(value)) return undefined;
  const text = (key: string): string => (typeof value[key] === "string" ? value[key] : "");
  const { context, prune } = value;
  return {
    manifest: text("manifest"),
    live: text("live"),
    clb: text("clb"),
    context: isObject(context) ? (context as Context) : {},
    prune: prune === true,
    deletions: text("deletions"),
    policy: text("policy"),
    defaultNamespace: text("defaultNamespace"),
  };
}

/** Leaves out empty members, so that links are short. */
export const withoutEmpty = (state: State): Partial<State> =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== "" && value !== false && JSON.stringify(value) !== "{}"));

/** The Services to delete. Without a namespace, they are in the default one. */
export const deletionsOf = ({ deletions, defaultNamespace }: State): ServiceName[] =>
  deletions.split(/[\s,]+/).filter(Boolean).map((name) => {
    const slash = name.indexOf("/");
    return { namespace: slash < 0 ? defaultNamespace || "default" : name.slice(0, slash), name: name.slice(slash + 1) };
  });

/** The cloud's state. An object of another shape stays, so that the module reports what is wrong with it. */
export function clbOf({ clb }: State): JsonObject | undefined {
  const object = parseObject(clb);
  return object && ((asClbState(object) as JsonObject | undefined) ?? object);
}
