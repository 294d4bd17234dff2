// Lays the tree out in columns, or as an indented list where there is little width. Widths are fixed, so that no text needs to be
// measured. Nodes are in the order in which they are read: from the clients to the backends.

import type { Translate } from "../../messages.ts";
import type { JsonObject } from "../../types.ts";
import type { ResourceState } from "../change-sign.ts";
import { type BackendLine, type BackendSet, backendLines, backendSets } from "./fold.ts";
import type { Box, Endpoint, Topology } from "./model.ts";

export interface Node {
  x: number;
  y: number;
  width: number;
  height: number;
  title: string;
  note: string;
  state: ResourceState;
  /** Nodes with an address can be selected. */
  address: string | undefined;
  /** As the API names its fields, if it is known. */
  object?: JsonObject | undefined;
  lines: BackendLine[];
  /** Its kind, for screen readers. Empty for the clients. */
  kind: string;
}

export interface Edge {
  from: Node;
  to: Node;
  state: ResourceState;
}

export interface Drawing {
  nodes: Node[];
  edges: Edge[];
  width: number;
  height: number;
}

export const HEIGHT = 44;
export const LINE = 18;
const ROW_GAP = 12;
export const MAX_LINES = 6;
const WIDTHS = { clients: 72, address: 136, clb: 160, listener: 124, rule: 172, backends: 184 };
const GAP = 28;

/** Of taller pictures this much is shown at first. What belongs to many nodes is beside the middle of those that are shown. */
const TALL = 420;

const middleOfShown = (top: number, bottom: number): number => (top + (top < TALL ? Math.min(bottom, TALL) : bottom)) / 2;

/** Narrower pictures are lists. */
const NARROW = 560;

export const layOut = (topology: Topology, width: number, t: Translate): Drawing => (width > 0 && width < NARROW ? asList(topology, Math.max(280, width), t) : asColumns(topology, t));

const linesHeight = (lines: BackendLine[]): number => Math.max(HEIGHT, 32 + LINE * Math.min(lines.length, MAX_LINES + 1));

const worst = (left: ResourceState, right: ResourceState): ResourceState => {
  const order: ResourceState[] = ["removed", "blocked", "new", "changed", "unknown", "unchanged"];
  return order.indexOf(left) <= order.indexOf(right) ? left : right;
};

/** Counts those that stay or come, and tells how many there were. */
function backendsTitle({ backends, unknown, backendsState, isOneSide }: Endpoint, t: Translate): string {
  if (isOneSide && !unknown && backends.length > 0) return t("backends", { n: backends.length });
  const count = (gone: ResourceState): number => backends.filter(({ state }) => state !== gone).length;
  const before = count("new");
  const after = backendsState === "removed" ? before : count("removed");
  const now = unknown ? t("unknownBackends") : after > 0 ? t("backends", { n: after }) : t("noBackends");
  return before > 0 && (unknown || before !== after || backends.some(({ state }) => state === "new")) ? now + t("were", { n: before }) : now;
}

/** The backends of one endpoint, or of several with the same ones. Then only the hosts are named, because the ports differ. */
function backendsNode(ends: Endpoint[], at: Pick<Node, "x" | "y" | "width">, t: Translate): Node {
  const [end] = ends as [Endpoint];
  const sick = end.backends.filter(({ health }) => health === "Dead").length;
  const title = backendsTitle(end, t) + (ends.length > 1 ? t(end.address.startsWith("rule/") ? "onRules" : "onListeners", { n: ends.length }) : "") + (sick > 0 ? t("unhealthy", { n: sick }) : "");
  const lines = backendLines(ends.length > 1 ? end.backends.map((each) => ({ ...each, label: each.host })) : end.backends, MAX_LINES, t);
  return { ...at, height: linesHeight(lines), title, note: "", state: end.backendsState, address: end.backendsAddress, object: end.targets, lines, kind: title };
}

const boxNode = (box: Box, at: Pick<Node, "x" | "y" | "width">, kind: string): Node => ({
  ...at,
  height: HEIGHT,
  title: box.title,
  note: box.note,
  state: box.state,
  address: box.address,
  object: box.object,
  lines: [],
  kind,
});

/** Wide enough for the longest backend, or to say how many have the same ones or are unhealthy, within limits. */
function backendsWidth({ listeners }: Topology): number {
  const ends = listeners.flatMap(({ direct, rules }) => direct ?? rules);
  const longest = ends.flatMap(({ backends }) => backends).reduce((most, { label }) => Math.max(most, label.length), 0);
  const isShared = [...backendSets(listeners).values()].some(({ users }) => users.length > 1);
  const isSick = ends.some(({ backends }) => backends.some(({ health }) => health === "Dead"));
  return Math.min(264, Math.max(isShared || isSick ? 228 : WIDTHS.backends, 54 + longest * 6.2));
}

function asColumns(topology: Topology, t: Translate): Drawing {
  const width = backendsWidth(topology);
  const hasRules = topology.listeners.some((listener) => listener.rules.length > 0);
  const x = { clients: 1, address: 0, clb: 0, listener: 0, rule: 0, backends: 0 };
  x.address = x.clients + WIDTHS.clients + GAP;
  x.clb = x.address + WIDTHS.address + GAP;
  x.listener = x.clb + WIDTHS.clb + GAP;
  x.rule = x.listener + WIDTHS.listener + GAP;
  x.backends = hasRules ? x.rule + WIDTHS.rule + GAP : x.rule;
  const { nodes, edges, heads, bottom: y } = listenerColumns(topology, x, width, t);
  const step = HEIGHT + ROW_GAP;
  const rows = (count: number): number => count * step - ROW_GAP;
  const column = Math.max(y - ROW_GAP, rows(topology.replaced ? 2 : 1), rows(topology.vips.length));
  const middle = middleOfShown(1, column);
  const lower = (column - (y - ROW_GAP)) / 2;
  if (lower > 0 && nodes.length > 0) for (const node of nodes) node.y += lower;
  const clb = boxNode(topology.clb, { x: x.clb, y: middle - (topology.replaced ? -ROW_GAP : HEIGHT) / 2, width: WIDTHS.clb }, t("clb"));
  const replaced = topology.replaced && boxNode(topology.replaced, { x: x.clb, y: middle - HEIGHT - ROW_GAP / 2, width: WIDTHS.clb }, t("clb"));
  const clients: Node = { x: x.clients, y: middle - HEIGHT / 2, width: WIDTHS.clients, height: HEIGHT, title: t("clients"), note: "", state: "unchanged", address: undefined, lines: [], kind: "" };
  const vips = topology.vips.map((vip, index): Node => ({
    x: x.address,
    y: middle - rows(topology.vips.length) / 2 + index * step,
    width: WIDTHS.address,
    height: HEIGHT,
    title: vip.text,
    note: t("address"),
    state: vip.state,
    address: undefined,
    lines: [],
    kind: t("address"),
  }));
  for (const vip of vips) {
    edges.push({ from: clients, to: vip, state: vip.state });
    edges.push({ from: vip, to: replaced && vip.state === "removed" ? replaced : clb, state: vip.state });
  }
  for (const head of heads) edges.push({ from: clb, to: head, state: head.state });
  nodes.push(clients, ...vips, ...(replaced ? [replaced] : []), clb);
  // As they are read: from left to right, and down.
  nodes.sort((left, right) => left.x - right.x || left.y - right.y);
  return { nodes, edges, width: x.backends + width + 1, height: Math.max(column, HEIGHT) + 2 };
}

/** Listeners, rules and backends, from the top down. A set of backends that several of them have is one node. */
function listenerColumns(topology: Topology, x: Record<"listener" | "rule" | "backends", number>, width: number, t: Translate): Pick<Drawing, "nodes" | "edges"> & { heads: Node[]; bottom: number } {
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  const heads: Node[] = [];
  const sets = backendSets(topology.listeners);
  const users = new Map<Endpoint, Node>();
  let y = 1;
  for (const listener of topology.listeners) {
    const top = y;
    const children: Node[] = [];
    for (const end of listener.direct ? [listener.direct] : listener.rules) {
      const set = sets.get(end)!;
      const { height } = set.users.length > 1 ? { height: HEIGHT } : backendsNode([end], { x: 0, y: 0, width: 0 }, t);
      if (!listener.direct) {
        const rule = boxNode(end, { x: x.rule, y: y + (height - HEIGHT) / 2, width: WIDTHS.rule }, t("rule"));
        nodes.push(rule);
        children.push(rule);
        users.set(end, rule);
      }
      y += height + ROW_GAP;
    }
    if (y === top) y += HEIGHT + ROW_GAP;
    const head = boxNode(listener, { x: x.listener, y: middleOfShown(top, y - ROW_GAP) - HEIGHT / 2, width: WIDTHS.listener }, t("listener"));
    nodes.push(head);
    heads.push(head);
    if (listener.direct) users.set(listener.direct, head);
    for (const child of children) edges.push({ from: head, to: child, state: worst(listener.state, child.state) });
  }
  const bottom = backendsColumn([...new Set(sets.values())], users, { x: x.backends, y: 0, width }, nodes, edges, t);
  return { nodes, edges, heads, bottom: Math.max(y, bottom) };
}

/** Each set beside those that have it. */
function backendsColumn(sets: BackendSet[], users: Map<Endpoint, Node>, at: Pick<Node, "x" | "y" | "width">, nodes: Node[], edges: Edge[], t: Translate): number {
  let free = 1;
  for (const { users: ends } of sets) {
    const from = ends.map((end) => users.get(end)!);
    const [first, last] = [from[0]!, from.at(-1)!];
    const node = backendsNode(ends, at, t);
    node.y = Math.max(free, middleOfShown(first.y, last.y + HEIGHT) - node.height / 2);
    nodes.push(node);
    for (const user of from) edges.push({ from: user, to: node, state: worst(user.state, "unchanged") });
    free = node.y + node.height + ROW_GAP;
  }
  return free;
}

function asList(topology: Topology, width: number, t: Translate): Drawing {
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  let y = 1;
  const place = (depth: number, make: (at: Pick<Node, "x" | "y" | "width">) => Node, parent?: Node): Node => {
    const x = 1 + depth * 20;
    const node = make({ x, y, width: width - x - 1 });
    y += node.height + 8;
    nodes.push(node);
    if (parent) edges.push({ from: parent, to: node, state: worst(parent.state, node.state) });
    return node;
  };
  /** Addresses and their load balancer. `when`: which branch it is, if there are two. */
  const branch = (vips: Topology["vips"], box: Box, when = ""): Node => {
    let last: Node | undefined;
    for (const vip of vips) {
      last = place(0, (at) => ({ ...at, height: HEIGHT, title: vip.text, note: `${when}${t("clients")} → ${t("address")}`, state: vip.state, address: undefined, lines: [], kind: t("address") }));
    }
    return place(1, (at) => boxNode(box, at, t("clb")), last);
  };
  const isOld = ({ state }: Topology["vips"][number]): boolean => state === "removed";
  const when = (key: "before" | "afterwards"): string => t("labelled", { label: t(key), value: "" });
  const { replaced, vips } = topology;
  if (replaced) branch(vips.filter(isOld), replaced, when("before"));
  const clb = replaced ? branch(vips.filter((vip) => !isOld(vip)), topology.clb, when("afterwards")) : branch(vips, topology.clb);
  for (const listener of topology.listeners) {
    const head = place(2, (at) => boxNode(listener, at, t("listener")), clb);
    if (listener.direct) place(3, (at) => backendsNode([listener.direct!], at, t), head);
    for (const rule of listener.rules) {
      const middle = place(3, (at) => boxNode(rule, at, t("rule")), head);
      place(4, (at) => backendsNode([rule], at, t), middle);
    }
  }
  return { nodes, edges, width, height: y };
}

