// The content of the editors and the form, as one value. It is shared in links, stored, and sent as a request.

import { type Context, type JsonObject, type Options, type ServiceName, asObject, isObject } from "../types.ts";
import { mergeResponses, responseIn } from "./merge-cloud-responses.ts";

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
  /** Members of the request for which the page has no field: from the command line, or from a request in a file. */
  options: Options;
  /** The example that is open; null for the user's own input. */
  example: OpenExample | null;
}

export type Input = Exclude<keyof State, "example">;

export interface OpenExample {
  id: string;
  step: number;
  /** The inputs that are still the example's. */
  kept: Input[];
}

export const EMPTY: State = { manifest: "", live: "", clb: "", context: {}, prune: false, deletions: "", policy: "", defaultNamespace: "", options: {}, example: null };

const INPUTS = Object.keys(EMPTY).filter((key) => key !== "example") as Input[];

const isEmpty = (value: unknown): boolean => value === "" || value === false || value === null || JSON.stringify(value) === "{}";

/** Whether nothing was provided. */
export const isBlank = (state: State): boolean => INPUTS.every((key) => isEmpty(state[key]));

/** The state, as that of an example: all of its inputs are the example's. */
export const ofExample = (state: State, id: string, step: number): State => ({ ...state, example: { id, step, kept: INPUTS.filter((key) => !isEmpty(state[key])) } });

/** The state after the user has changed some inputs. */
export function changed(state: State, values: Partial<State>): State {
  const { example } = state;
  return { ...state, example: example && { ...example, kept: example.kept.filter((key) => !(key in values)) }, ...values };
}

/** Reads a value of unknown origin: members of the wrong type are empty. */
export function stateFrom(value: unknown): State | undefined {
  if (!isObject(value)) return undefined;
  const text = (key: string): string => (typeof value[key] === "string" ? value[key] : "");
  const { context, prune, example } = value;
  return {
    manifest: text("manifest"),
    live: text("live"),
    clb: text("clb"),
    context: isObject(context) ? (context as Context) : {},
    prune: prune === true,
    deletions: text("deletions"),
    policy: text("policy"),
    defaultNamespace: text("defaultNamespace"),
    options: isObject(value["options"]) ? optionsIn(value["options"]) : {},
    example: exampleFrom(example),
  };
}

/** Those of a request. */
export function optionsIn({ ignore, liveContext, pruneWithin }: JsonObject): Options {
  return {
    ...(Array.isArray(ignore) ? { ignore: ignore.map(String) } : {}),
    ...(isObject(liveContext) ? { liveContext } : {}),
    ...(pruneWithin === "manifest-namespaces" ? { pruneWithin } : {}),
  };
}

function exampleFrom(value: unknown): OpenExample | null {
  if (!isObject(value)) return null;
  const { id, step, kept } = value;
  if (typeof id !== "string" || typeof step !== "number" || !Array.isArray(kept)) return null;
  return { id, step, kept: INPUTS.filter((key) => kept.includes(key)) };
}

/** Leaves out empty members, so that links are short. */
export const withoutEmpty = (state: State): Partial<State> =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => !isEmpty(value)));

/** The Services to delete. Without a namespace, they are in the default one. */
export const deletionsOf = ({ deletions, defaultNamespace }: State): ServiceName[] =>
  deletions.split(/[\s,]+/).filter(Boolean).map((name) => {
    const slash = name.indexOf("/");
    return { namespace: slash < 0 ? defaultNamespace || "default" : name.slice(0, slash), name: name.slice(slash + 1) };
  });

export function parseObject(text: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The cloud's state. An object of another shape stays, so that the module reports what is wrong with it. */
export function clbOf({ clb }: State): JsonObject | undefined {
  const object = parseObject(clb);
  const response = object && responseIn(object);
  return response?.kind === "loadBalancers" ? (mergeResponses(undefined, [response]).state as unknown as JsonObject) : object;
}
