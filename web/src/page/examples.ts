// The examples: test scenarios, which `build/examples.mjs` puts into the page, and how the state carries over from step to step.

import { type ClbState, type JsonObject, type Locale, type PlanRequest, type Simulation, type Context, asObject } from "../types.ts";

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

/** The manifest, with the description as a comment above it. */
export const manifestIn = ({ description, manifest }: Pick<ExampleStep, "description" | "manifest">, locale: Locale): string => (description ? comment(description[locale]) : "") + manifest;

/** Translates the unchanged manifest of an example; any other text stays. */
export function inLanguage(examples: Example[], text: string, locale: Locale): string {
  const step = examples.flatMap((example) => example.steps).find((each) => manifestIn(each, "en") === text || manifestIn(each, "zh-CN") === text);
  return step ? manifestIn(step, locale) : text;
}

/** As many as fit into the editor on a small screen. */
const COLUMNS = 56;

/** Wraps a text into lines of a comment. A Chinese character takes two columns; punctuation does not begin a line. */
function comment(text: string): string {
  const lines = [""];
  const columns = (text: string): number => [...text].reduce((sum, character) => sum + (character > "\u2e80" ? 2 : 1), 0);
  for (const [piece] of text.matchAll(/[^\s\u2e80-\uffff]+[、。，：；）]*\s*|[\u2e80-\uffff][、。，：；）]*\s*/g)) {
    if (columns(lines.at(-1)! + piece.trimEnd()) > COLUMNS) lines.push(piece);
    else lines[lines.length - 1] += piece;
  }
  return lines.map((line) => `# ${line.trimEnd()}\n`).join("");
}

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
