// What a manifest makes of the live object, as `kubectl diff` compares both: the three-way merge by the manifest that kubectl applied last,
// which it keeps in an annotation. What only the live object has stays, unless the last manifest had it.

import { type JsonObject, asObject, isObject } from "../../types.ts";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** What the API server writes, and nobody applies. */
const WRITTEN = ["creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"];

/** An object that the manifest and the cluster have. */
export interface Comparison {
  name: string;
  live: JsonObject;
  applied: JsonObject;
}

/** One for each object that is in both. */
export function comparisons(manifest: JsonObject[], live: JsonObject[], defaultNamespace: string): Comparison[] {
  const nameOf = (object: JsonObject): string => {
    const { namespace, name } = asObject(object["metadata"]) ?? {};
    return `${String(object["kind"])} ${String(namespace ?? (defaultNamespace || "default"))}/${String(name)}`;
  };
  const now = new Map(live.map((object) => [nameOf(object), object]));
  return manifest.flatMap((wanted) => {
    const name = nameOf(wanted);
    const current = now.get(name);
    if (!current) return [];
    const stated = readable(wanted);
    delete stated["status"];
    const metadata = asObject(stated["metadata"]) ?? {};
    for (const key of WRITTEN) delete metadata[key];
    // kubectl never takes all annotations away: it adds its own.
    metadata["annotations"] ??= {};
    return [{ name, live: readable(current), applied: readable(merged(readable(current), stated, lastApplied(current)) as JsonObject) }];
  });
}

function lastApplied(live: JsonObject): JsonObject {
  const text = asObject(asObject(live["metadata"])?.["annotations"])?.[LAST_APPLIED];
  try {
    return asObject(typeof text === "string" ? JSON.parse(text) : undefined) ?? {};
  } catch {
    return {};
  }
}

/** A copy without what would hide the differences: the managers of fields, and the annotation with the last manifest. */
function readable(object: JsonObject): JsonObject {
  const copy = structuredClone(object);
  const metadata = asObject(copy["metadata"]);
  const annotations = asObject(metadata?.["annotations"]);
  if (metadata) delete metadata["managedFields"];
  if (annotations) delete annotations[LAST_APPLIED];
  if (metadata && annotations && Object.keys(annotations).length === 0) delete metadata["annotations"];
  return copy;
}

/** `last`: what the manifest said when it was applied last. */
function merged(live: unknown, wanted: unknown, last: unknown, key = ""): unknown {
  if (key === "ports" && Array.isArray(wanted)) return mergedPorts(live, wanted, last);
  if (!isObject(wanted)) return wanted;
  const result: JsonObject = { ...asObject(live) };
  for (const name of Object.keys(asObject(last) ?? {})) if (!(name in wanted)) delete result[name];
  for (const [name, value] of Object.entries(wanted)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name], value, asObject(last)?.[name], name);
  }
  return result;
}

const portKey = (port: JsonObject): string => `${String(port["port"])}/${String(port["protocol"] ?? "TCP")}`;

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Ports are merged by number and protocol. A new one gets what the API server fills in, apart from the node port that it allocates. */
function mergedPorts(live: unknown, wanted: unknown[], last: unknown): unknown[] {
  const byKey = (ports: JsonObject[]): Map<string, JsonObject> => new Map(ports.map((port) => [portKey(port), port]));
  const [now, before, next] = [byKey(objects(live)), byKey(objects(last)), byKey(objects(wanted))];
  const own = objects(wanted).map((port) => merged(now.get(portKey(port)) ?? { protocol: "TCP", targetPort: port["port"] }, port, before.get(portKey(port))));
  return [...own, ...[...now].filter(([key]) => !next.has(key) && !before.has(key)).map(([, port]) => port)];
}

/** With sorted members, as kubectl prints objects. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}
