// Reads dropped files: whether they are text, how large they are, and which editor they are for.

import type { PageTranslate } from "./messages.ts";
import { type ClbState, type JsonObject, asObject } from "../types.ts";

/** Longer texts make the editor slow, although the module accepts them. */
export const LONGEST = 16_000_000;

/** At most this many files are named after they were read. */
const NAMED = 3;

export type Pane = "manifest" | "live" | "clb" | "context";

export type FileProblem = { kind: "tooLarge"; megabytes: string } | { kind: "binary" } | { kind: "unreadable" };

/** Reads a file if it is UTF-8 text of at most `limit` bytes. */
async function readText(file: File, limit: number): Promise<string | FileProblem> {
  if (file.size > limit) return { kind: "tooLarge", megabytes: megabytes(file.size) };
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return { kind: "unreadable" };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? { kind: "binary" } : text;
  } catch {
    return { kind: "binary" };
  }
}

export function readNotice(names: string[], t: PageTranslate): string {
  const name = names.slice(0, NAMED).join(", ");
  return names.length > NAMED ? t("dropped.many", { name, n: names.length - NAMED }) : t("dropped", { name });
}

export const megabytes = (size: number): string => (size / 1e6).toFixed(1);

const CONTEXT_KEYS = ["clusterId", "controllerVersion", "kubernetesVersion", "lifecycleMode", "clusterType"];

export interface ReadFiles {
  /** By the pane they are for. Several files of manifests, or of live objects, become one text. */
  texts: Map<Pane, string>;
  /** Of the files that were read. */
  names: string[];
  /** The first file that was not read. */
  problem: (FileProblem & { name: string }) | undefined;
}

/** Reads files of at most `limit` bytes in total. */
export async function readFiles(files: File[], open: Pane, limit: number): Promise<ReadFiles> {
  const result: ReadFiles = { texts: new Map(), names: [], problem: undefined };
  let remaining = limit;
  for (const file of files) {
    const text = await readText(file, remaining);
    if (typeof text !== "string") {
      result.problem ??= { ...text, name: file.name };
      continue;
    }
    remaining -= file.size;
    const pane = paneFor(text, open);
    const before = pane === "manifest" || pane === "live" ? result.texts.get(pane) : undefined;
    result.texts.set(pane, before === undefined ? text : `${before.trimEnd()}\n---\n${text}`);
    result.names.push(file.name);
  }
  return result;
}

/** Manifests and live objects cannot be told apart, so they go into the open pane. */
function paneFor(text: string, open: Pane): Pane {
  const object = parseObject(text);
  if (object && (asClbState(object) || "Listeners" in object)) return "clb";
  if (object && CONTEXT_KEYS.some((key) => key in object)) return "context";
  return open === "live" ? "live" : "manifest";
}

export function parseObject(text: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The cloud's state from a ClbState, or from a response of DescribeLoadBalancers with or without the outer `Response`. */
export function asClbState(object: JsonObject): ClbState | undefined {
  if ("loadBalancers" in object) return object as unknown as ClbState;
  const { LoadBalancerSet: loadBalancers } = asObject(object["Response"]) ?? object;
  return Array.isArray(loadBalancers) ? { loadBalancers } : undefined;
}
