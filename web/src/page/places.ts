// Which lines of the manifest a resource comes from, and back. The plan does not say; it is told from the places that can
// decide about a kind of resource: the port, the fields of `spec`, the annotations whose names speak of it.

import { ensureSyntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import type { Place, ServicePlan } from "../types.ts";
import type { Range } from "./editor.ts";

/** A larger text is not searched. */
const LARGEST = 400_000;

/** How long the parser may take, in milliseconds. */
const PATIENCE = 40;

interface Written {
  path: string[];
  key: string;
  value: string;
  range: Range;
}

interface WrittenService {
  namespace: string;
  name: string;
  all: Written[];
}

/** Words in annotation names, by the kind of resource they are about. */
const SPEAKS_OF: [RegExp, RegExp][] = [
  [/^load-balancer$/, /lbid|subnet|charge|bandwidth|extensive|cross|pass-to|isp|zone|internal|loadbalance-|ip-?version|modif|delet|mode|parameters|existed/i],
  [/^(listener|rule)\//, /protocol|service-config|secret|cert|listener|target-group|health|session|scheduler/i],
  [/^backends\//, /direct|weight|backend|label|bind|graceful|local|target-group|loopback|eni/i],
  [/^security-groups$/, /security/i],
  [/^tags$/, /tag|share|lbid|cluster-id/i],
  [/^service-config$/, /service-config/i],
];

const FIELDS: [RegExp, RegExp][] = [
  [/^load-balancer$/, /^spec\.(type|loadBalancerIP|loadBalancerClass|ipFamilies|ipFamilyPolicy)$/],
  [/^backends\//, /^spec\.(externalTrafficPolicy|selector|allocateLoadBalancerNodePorts)$/],
  [/^listener\//, /^spec\.(sessionAffinity|sessionAffinityConfig)$/],
  [/^service$/, /^(spec\.type|metadata\.name)$/],
];

/** The places of one resource. */
export function placesOf(state: EditorState, place: Place): Range[] {
  const service = written(state).find((each) => each.name === place.name && each.namespace === place.namespace);
  return service ? service.all.filter((entry) => decides(entry, place.address, service)).map((entry) => entry.range) : [];
}

/** The resources that the text at an offset decides about. */
export function resourcesAt(state: EditorState, at: number, services: ServicePlan[]): Place[] {
  const found: Place[] = [];
  const { number } = state.doc.lineAt(Math.min(at, state.doc.length));
  for (const service of written(state)) {
    const plan = services.find((each) => each.name === service.name && each.namespace === service.namespace);
    if (!plan) continue;
    const here = service.all.filter(({ range }) => state.doc.lineAt(range.from).number <= number && number <= state.doc.lineAt(Math.min(range.to, state.doc.length)).number);
    const addresses = new Set(["load-balancer", ...plan.changes.map((change) => change.address), ...plan.withheld.map((item) => item.address)]);
    for (const address of addresses) {
      if (here.some((entry) => decides(entry, address, service))) found.push({ namespace: service.namespace, name: service.name, address });
    }
  }
  return found;
}

function decides(entry: Written, address: string, service: WrittenService): boolean {
  const path = entry.path.join(".");
  if (path.startsWith("metadata.annotations.")) return SPEAKS_OF.some(([resource, words]) => resource.test(address) && words.test(entry.key));
  const item = /^spec\.ports\.(\d+)$/.exec(path);
  if (item) {
    const port = /^(?:listener|rule|backends)\/[^/]+\/(\d+)/.exec(address)?.[1];
    return port !== undefined && service.all.some((each) => each.path.join(".") === `${path}.port` && each.value === port);
  }
  return FIELDS.some(([resource, fields]) => resource.test(address) && fields.test(path));
}

/** The Services in the text, in document order; those without a namespace are in `default`. */
function written(state: EditorState): WrittenService[] {
  if (state.doc.length > LARGEST) return [];
  const tree = ensureSyntaxTree(state, state.doc.length, PATIENCE);
  if (!tree) return [];
  const found: WrittenService[] = [];
  for (const document of children(tree.topNode).filter((node) => node.name === "Document")) {
    const all: Written[] = [];
    for (const node of children(document)) collect(state, node, [], all);
    const roots = all.some((entry) => entry.path.join(".") === "items.0") ? listed(all) : [all];
    for (const each of roots) {
      const text = (path: string): string => each.find((entry) => entry.path.join(".") === path)?.value ?? "";
      if (text("kind") === "Service") found.push({ namespace: text("metadata.namespace") || "default", name: text("metadata.name"), all: each });
    }
  }
  return found;
}

/** The items of a `List`, each with its own paths. */
function listed(all: Written[]): Written[][] {
  const items = new Map<string, Written[]>();
  for (const entry of all) {
    const [first, index, ...rest] = entry.path;
    if (first !== "items" || index === undefined || rest.length === 0) continue;
    items.set(index, [...(items.get(index) ?? []), { ...entry, path: rest }]);
  }
  return [...items.values()];
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
}

function collect(state: EditorState, node: SyntaxNode, path: string[], all: Written[]): void {
  if (path.length > 8) return;
  if (node.name === "BlockMapping" || node.name === "FlowMapping") {
    for (const pair of children(node).filter((child) => child.name === "Pair")) {
      const [first, ...others] = children(pair);
      if (!first) continue;
      const key = unquoted(state.sliceDoc(first.from, first.to));
      const value = others.filter((child) => child.name !== ":").at(-1);
      const at = [...path, key];
      all.push({ path: at, key, value: value ? unquoted(state.sliceDoc(value.from, Math.min(value.to, value.from + 200))) : "", range: { from: pair.from, to: pair.to } });
      if (value) collect(state, value, at, all);
    }
  } else if (node.name === "BlockSequence" || node.name === "FlowSequence") {
    children(node)
      .filter((child) => child.name === "Item")
      .forEach((item, index) => {
        const at = [...path, String(index)];
        all.push({ path: at, key: String(index), value: "", range: { from: item.from, to: item.to } });
        for (const child of children(item)) collect(state, child, at, all);
      });
  }
}

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/s, "$2");
