// The examples: scenarios of the tests, put into the build by `build/examples.mjs`, and how a story goes on.

import type { Afterwards, ClbState, Json, JsonObject, Locale } from "../types.ts";
import type { Context } from "./context.ts";

/** A scenario, or a story of several steps. */
export interface Example {
  id: string;
  group: string;
  title: Record<Locale, string>;
  story: Record<Locale, string>;
  context: Context;
  /** YAML text. */
  live: string;
  clb: ClbState | null;
  steps: ExampleStep[];
}

export interface ExampleStep {
  title: Record<Locale, string>;
  manifest: string;
  /** Further members of the request. */
  request: { prune?: boolean; delete?: { namespace: string; name: string }[]; policy?: object };
  /** Objects that have come, changed or, with nothing but a name, gone since the step before. */
  objects: JsonObject[];
  /** What changed in the cloud since, as a JSON merge patch. */
  patch: Json;
}

/** The state that the next step finds. */
export function carriedOver(after: Afterwards, step: Pick<ExampleStep, "objects" | "patch">): { live: JsonObject[]; clb: ClbState } {
  const live = [...after.live];
  for (const object of step.objects) {
    const at = live.findIndex((each) => identity(each) === identity(object));
    const gone = Object.keys(object).every((key) => ["apiVersion", "kind", "metadata"].includes(key));
    if (at >= 0) live.splice(at, 1, ...(gone ? [] : [object]));
    else if (!gone) live.push(object);
  }
  return { live, clb: merged(after.clb as unknown as Json, step.patch) as unknown as ClbState };
}

function identity(object: JsonObject): string {
  const meta = (object["metadata"] ?? {}) as JsonObject;
  return JSON.stringify([object["kind"], meta["namespace"] ?? "default", meta["name"]]);
}

/** JSON merge patch, RFC 7396; a patch of null changes nothing at the top. */
export function merged(target: Json, patch: Json): Json {
  return patch === null ? target : patched(target, patch);
}

function patched(target: Json, patch: Json): Json {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const out: JsonObject = typeof target === "object" && target !== null && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete out[key];
    else out[key] = patched(out[key] ?? null, value);
  }
  return out;
}
