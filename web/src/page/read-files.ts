// Reads files: decides by their content what each is, and puts it together with what is there.

import { type ClbState, type Context, type JsonObject, type NamedFile, type ServiceName, asObject, isObject } from "../types.ts";
import { type CloudResponse, mergeResponses, responseIn } from "./merge-cloud-responses.ts";
import { type NoText, decodeText } from "./decode-text.ts";
import type { PageTranslate } from "./messages.ts";
import { isFromCluster } from "./replace-example-manifest.ts";
import { toYaml } from "./objects-to-yaml.ts";
import { type State, optionsIn, parseObject } from "./state.ts";

/** Longer texts make the editor slow, although the module accepts them. */
export const LONGEST = 16_000_000;

/** At most this many files are named after they were read. */
const NAMED = 3;

export type Pane = "manifest" | "live" | "clb" | "context";

/** What the objects in dropped files are, if the user says so: those of other files, such as responses of the cloud, are told by their content. */
export type DropTarget = "manifest" | "live";

export interface ReadFiles {
  /** What changes. */
  values: Partial<State>;
  /** To be opened. */
  pane: Pane | undefined;
  /** Of the files that were read. */
  names: string[];
  /** Of a file that is not UTF-8. */
  encoding: string | undefined;
  /** Responses about a load balancer that nobody knows. */
  unassigned: CloudResponse[];
  /** The first file that was not read. */
  problem: { kind: NoText | "tooLarge" | "unreadable"; name: string; size: number } | undefined;
}

export const megabytes = (size: number): string => (size / 1e6).toFixed(1);

export function readNotice({ names, encoding, unassigned }: ReadFiles, t: PageTranslate): string {
  const name = names.slice(0, NAMED).join(", ");
  const read = names.length > NAMED ? t("dropped.many", { name, n: names.length - NAMED }) : t("dropped", { name });
  const notes = [read, encoding && t("dropped.encoding", { encoding }), unassigned.length > 0 && t("cloud.which.notice")];
  return notes.filter(Boolean).join(" ");
}

/** Where the objects of a text belong, if only the user can know. */
interface Wanted {
  /** The open pane. */
  open: Pane;
  /** Said by the user. */
  on: DropTarget | undefined;
}

/** Reads files of at most `limit` bytes in total. */
export async function readFiles(files: File[], wanted: Wanted, limit: number, before: State): Promise<ReadFiles> {
  const result: ReadFiles = { values: {}, pane: undefined, names: [], encoding: undefined, unassigned: [], problem: undefined };
  const responses: CloudResponse[] = [];
  let remaining = limit;
  for (const file of files) {
    const { name, size } = file;
    if (size > remaining) {
      result.problem ??= { kind: "tooLarge", name, size };
      continue;
    }
    const decoded = await file.arrayBuffer().then((bytes) => decodeText(new Uint8Array(bytes)), () => "unreadable" as const);
    if (typeof decoded === "string") {
      result.problem ??= { kind: decoded, name, size };
      continue;
    }
    remaining -= size;
    result.names.push(name);
    result.encoding ??= decoded.encoding;
    take(decoded.text, name, wanted, before, result, responses);
  }
  if (responses.length > 0) addResponses(responses, before, result);
  return result;
}

function take(text: string, name: string, wanted: Wanted, before: State, result: ReadFiles, responses: CloudResponse[]): void {
  const object = /^\s*\{/.test(text) ? parseObject(text) : undefined;
  const response = object && responseIn(object, name);
  const members = object && !response ? valuesIn(object) : undefined;
  if (response) responses.push(response);
  else if (members) {
    Object.assign(result.values, members);
    result.pane = (["manifest", "live", "clb"] as const).find((pane) => members[pane] !== undefined) ?? "context";
  } else {
    const pane = wanted.on ?? paneOfObjects(text, wanted.open, before);
    const own = result.values[pane] ?? (pane === "live" && !/\bkind"?: *"?Service\b/.test(text) && !before.example?.kept.includes("live") ? before.live : "");
    result.values[pane] = own.trim() === "" ? text : `${own.trimEnd()}\n---\n${text}`;
    result.pane = pane;
  }
}

/** Kinds that are read from a cluster, and not written for one. */
const LIVE_KINDS = /\bkind"?: *"?(?:Node|EndpointSlice|Endpoints|Pod)\b/;

/** What was read from a cluster is live: nodes and endpoints alone, or beside an own manifest. Otherwise it is for the open pane. */
function paneOfObjects(text: string, open: Pane, { manifest, example }: State): "manifest" | "live" {
  if (open === "live") return "live";
  const hasService = /\bkind"?: *"?Service\b/.test(text);
  if (!hasService && LIVE_KINDS.test(text)) return "live";
  const hasOwn = manifest.trim() !== "" && !example && !isFromCluster(manifest);
  return hasOwn && isFromCluster(text) && LIVE_KINDS.test(text) ? "live" : "manifest";
}

const CONTEXT_KEYS = ["clusterId", "controllerVersion", "kubernetesVersion", "lifecycleMode", "clusterType", "vpcId"];

function sourceText(source: string | unknown[]): string {
  if (typeof source === "string") return source;
  return source.length > 0 && source.every(isNamedFile) ? filesText(source) : toYaml(source);
}

/** As the module tells files from objects. */
const isNamedFile = (item: unknown): item is NamedFile =>
  isObject(item) && typeof item["name"] === "string" && typeof item["text"] === "string" && !("kind" in item) && !("apiVersion" in item);

/** All files as one text, because a pane has one. */
function filesText(files: NamedFile[]): string {
  return files.map(({ text }) => text).reduce((joined, text) => {
    const first = text.split("\n").find((line) => line.trim() !== "" && !line.startsWith("#")) ?? "";
    const separator = first.startsWith("%") ? "...\n" : /^---(?:\s|$)/.test(first) ? "" : "---\n";
    return `${joined}${joined.endsWith("\n") ? "" : "\n"}${separator}${text}`;
  });
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** A request, a captured state, a state of the cloud, facts about the cluster, or a policy; undefined for anything else. */
export function valuesIn(object: JsonObject): Partial<State> | undefined {
  const { manifests, live, clb, context, policy, prune, defaultNamespace } = object;
  const values: Partial<State> = {};
  if ("loadBalancers" in object) return { clb: json(object) };
  if (CONTEXT_KEYS.some((key) => key in object)) return { context: object as Context };
  if (Array.isArray(object["rules"]) && !("kind" in object)) return { policy: json(object) };
  if (typeof manifests === "string" || Array.isArray(manifests)) values.manifest = sourceText(manifests);
  if (typeof live === "string" || Array.isArray(live)) values.live = sourceText(live);
  if (isObject(clb)) values.clb = json(clb);
  if (isObject(context)) values.context = context as Context;
  if (isObject(policy)) values.policy = json(policy);
  if (typeof prune === "boolean") values.prune = prune;
  if (typeof defaultNamespace === "string") values.defaultNamespace = defaultNamespace;
  if (Array.isArray(object["delete"])) values.deletions = (object["delete"] as ServiceName[]).map(({ namespace, name }) => `${namespace}/${name}`).join(" ");
  const options = optionsIn(object);
  if (Object.keys(options).length > 0) values.options = options;
  return (values.manifest ?? values.live ?? values.clb) === undefined ? undefined : values;
}

function addResponses(responses: CloudResponse[], before: State, result: ReadFiles): void {
  const kept = before.example?.kept.includes("clb") ? "" : before.clb;
  const { state, unassigned } = mergeResponses(cloudIn(result.values.clb ?? kept), responses);
  result.values.clb = json(state);
  result.unassigned = unassigned;
  result.pane = "clb";
}

/** The state of the cloud in a text; undefined if it is something else. */
export function cloudIn(text: string): ClbState | undefined {
  const object = parseObject(text);
  if (object && "loadBalancers" in object) return object as unknown as ClbState;
  const response = object && asObject(object) && responseIn(object);
  return response?.kind === "loadBalancers" ? mergeResponses(undefined, [response]).state : undefined;
}

/** A response about some load balancer, which is put together with the others. */
export function partialResponse(text: string): CloudResponse | undefined {
  const object = parseObject(text);
  const response = object && responseIn(object);
  return response?.kind === "loadBalancers" ? undefined : response;
}
