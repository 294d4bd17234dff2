// The examples: scenarios of the tests, put into the build by `build/examples.mjs`, and how a story goes on.

import type { Afterwards, ClbState, Json, JsonObject, Locale } from "../types.ts";
import type { Context } from "./context-form.ts";

/** A scenario, or a story of several steps. */
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
  /** What happens, for the reader; nothing for a step that the reader made. */
  says: Record<Locale, string> | undefined;
  /** Without comments that say so. */
  manifest: string;
  /** Further members of the request. */
  request: { prune?: boolean; delete?: { namespace: string; name: string }[]; policy?: object };
  /** Objects that have come, changed or, with nothing but a name, gone since the step before. */
  objects: JsonObject[];
  /** What changed in the cloud since, as a JSON merge patch. */
  patch: Json;
}

/** The manifest, below what is told of it. */
export const manifestIn = ({ says, manifest }: Pick<ExampleStep, "says" | "manifest">, locale: Locale): string => (says ? comment(says[locale]) : "") + manifest;

/** A text that is an example's, word by word, in the other language; any other as it is. */
export function inLanguage(examples: Example[], text: string, locale: Locale): string {
  const step = examples.flatMap((example) => example.steps).find((each) => manifestIn(each, "en") === text || manifestIn(each, "zh-CN") === text);
  return step ? manifestIn(step, locale) : text;
}

/** So many columns fit into the editor of a small screen. */
const COLUMNS = 56;

/** As lines of comment; a wide letter takes two columns, and stays with the punctuation behind it. */
function comment(text: string): string {
  const lines = [""];
  const columns = (piece: string): number => [...piece].reduce((sum, letter) => sum + (letter > "\u2e80" ? 2 : 1), 0);
  for (const [piece] of text.matchAll(/[^\s\u2e80-\uffff]+[、。，：；）]*\s*|[\u2e80-\uffff][、。，：；）]*\s*/g)) {
    if (columns(lines.at(-1)! + piece.trimEnd()) > COLUMNS) lines.push(piece);
    else lines[lines.length - 1] += piece;
  }
  return lines.map((line) => `# ${line.trimEnd()}\n`).join("");
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
