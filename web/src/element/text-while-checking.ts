// What is said until there is an answer: how many Services are checked, as far as the texts tell at a glance.

import type { Translate } from "../messages.ts";
import { isObject } from "../types.ts";
import type { Inputs } from "./inputs.ts";

const KIND = /^([ -]*)["']?kind["']?:[ \t]*["']?(\w+)/gm;

/** An object's own kind is further left than those of its references; in a List, those of the items are next. */
function countInDocument(document: string): number {
  const kinds = Array.from(document.matchAll(KIND), ([, indent = "", kind]) => ({ column: indent.length, kind }));
  const [outer, inner] = [...new Set(kinds.map(({ column }) => column))].sort((left, right) => left - right);
  const isList = kinds.some(({ column, kind }) => column === outer && kind === "List");
  return kinds.filter(({ column, kind }) => column === (isList ? inner : outer) && kind === "Service").length;
}

function countInText(text: string): number {
  if (!/^\s*[[{]/.test(text)) return text.split(/^---/m).reduce((sum, document) => sum + countInDocument(document), 0);
  try {
    return countServices(JSON.parse(text));
  } catch {
    return 0;
  }
}

/** Zero also if it cannot be told. */
function countServices(source: unknown): number {
  if (typeof source === "string") return countInText(source);
  if (Array.isArray(source)) return source.reduce((sum: number, each) => sum + countServices(each), 0);
  // An object, a List, or a file.
  return isObject(source) ? (source["kind"] === "Service" ? 1 : countServices(source["items"] ?? source["text"])) : 0;
}

export function checking({ manifest, live }: Pick<Inputs, "manifest" | "live">, t: Translate): string {
  const [own, inCluster] = [countServices(manifest), countServices(live)];
  if (own > 0) return t(inCluster > 0 ? "checking.both" : "checking.own", { n: own, live: inCluster });
  return t(inCluster > 0 ? "checking.live" : "checking", { n: inCluster });
}
