// The examples: test scenarios, which `build/examples.mjs` puts into the page, and how the state carries over from step to step.

import { type ClbState, type JsonObject, type Locale, type PlanRequest, type Simulation, type Context, type LoadBalancerVerdict, asObject } from "../types.ts";

/** One step, or the steps of a walkthrough. */
export interface Example {
  id: string;
  group: string;
  title: Record<Locale, string>;
  context: Context;
  /** YAML text. */
  live: string;
  clb: ClbState | null;
  steps: ExampleStep[];
  /** Of the first step, as the picture. */
  verdict: LoadBalancerVerdict;
  picture: Thumbnail;
}

/** A small picture of 120 by 40, drawn when the page is built. The last member of each is a state. */
export interface Thumbnail {
  boxes: [number, number, number, number, string][];
  edges: [number, number, number, number, string][];
}

export interface ExampleStep {
  title: Record<Locale, string>;
  /** What happens; undefined for a step that the reader has added. */
  description: Record<Locale, string> | undefined;
  /** Without the description. */
  manifest: string;
  /** Further members of the request. */
  request: Pick<PlanRequest, "prune" | "delete" | "policy">;
  /** Objects that were created or changed since the previous step. One with nothing but metadata was deleted. */
  objects: JsonObject[];
  /** Changes of the cloud since the previous step, as a JSON merge patch. */
  patch: unknown;
}

/** All of them. They are loaded when they are first needed. */
export const loadExamples = async (): Promise<Example[]> => (await import("virtual:examples")).default;

/** The state before the next step. */
export function carryOver({ live: before, clb }: Simulation, step: Pick<ExampleStep, "objects" | "patch">): { live: JsonObject[]; clb: ClbState } {
  const live = [...before];
  for (const object of step.objects) {
    const at = live.findIndex((each) => identity(each) === identity(object));
    const isDeleted = Object.keys(object).every((key) => ["apiVersion", "kind", "metadata"].includes(key));
    if (at >= 0) live.splice(at, 1, ...(isDeleted ? [] : [object]));
    else if (!isDeleted) live.push(object);
  }
  return { live, clb: step.patch === null ? clb : (mergePatch(clb, step.patch) as ClbState) };
}

function identity(object: JsonObject): string {
  const metadata = asObject(object["metadata"]);
  return JSON.stringify([object["kind"], metadata?.["namespace"] ?? "default", metadata?.["name"]]);
}

/** JSON merge patch, RFC 7396. */
function mergePatch(target: unknown, patch: unknown): unknown {
  const members = asObject(patch);
  if (!members) return patch;
  const result = { ...asObject(target) };
  for (const [key, value] of Object.entries(members)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}
