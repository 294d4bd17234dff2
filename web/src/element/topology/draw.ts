// Lays the tree out in columns, or as an indented list where there is little width, and draws it as SVG. Widths are fixed, so that
// no text needs to be measured; a text that is too long is truncated, and complete in the node's title.

import { type SVGTemplateResult, type TemplateResult, html, nothing, svg } from "lit-html";
import type { Translate } from "../../messages.ts";
import { type ResourceState, SIGNS } from "../change-sign.ts";
import type { Backend, Box, Endpoint, ListenerBox, Topology } from "./model.ts";

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
  lines: Backend[];
  /** Its kind, for screen readers. Empty for the clients. */
  kind: string;
}

interface Edge {
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

const HEIGHT = 44;
const LINE = 18;
const ROW_GAP = 12;
const MAX_LINES = 6;
const WIDTHS = { clients: 72, address: 136, clb: 160, listener: 124, rule: 172, backends: 184 };
const GAP = 28;

/** Taller pictures have address and load balancer near the top instead of in the middle, where they would be out of sight. */
const TALL = 420;

/** Narrower pictures are lists. */
const NARROW = 560;

export interface NodeSelection {
  selected: ReadonlySet<string>;
  select: (address: string) => void;
}

export function draw(topology: Topology, width: number, t: Translate, { selected, select }: NodeSelection): TemplateResult {
  const drawing = layOut(topology, width, t);
  return html`<div class="topology">
    <svg viewBox="-1 -1 ${drawing.width + 2} ${drawing.height + 2}" width=${drawing.width + 2} height=${drawing.height + 2} role="group" aria-label=${t("topology")}>
      ${drawing.edges.map(drawEdge)}${drawing.nodes.map((node) => drawNode(node, t, selected, select))}
    </svg>
  </div>`;
}

export const layOut = (topology: Topology, width: number, t: Translate): Drawing => (width > 0 && width < NARROW ? asList(topology, Math.max(280, width), t) : asColumns(topology, t));

const linesHeight = (backends: Backend[]): number => Math.max(HEIGHT, 32 + LINE * Math.min(backends.length, MAX_LINES + 1));

const worst = (left: ResourceState, right: ResourceState): ResourceState => {
  const order: ResourceState[] = ["removed", "blocked", "new", "changed", "unknown", "unchanged"];
  return order.indexOf(left) <= order.indexOf(right) ? left : right;
};

/** Counts those that stay or come, and tells how many there were. */
function backendsTitle({ backends, unknown, backendsState }: Endpoint, t: Translate): string {
  const count = (gone: ResourceState): number => backends.filter(({ state }) => state !== gone).length;
  const before = count("new");
  const after = backendsState === "removed" ? before : count("removed");
  const now = unknown ? t("unknownBackends") : after > 0 ? t("backends", { n: after }) : t("noBackends");
  return before > 0 && (unknown || before !== after || backends.some(({ state }) => state === "new")) ? now + t("were", { n: before }) : now;
}

function backendsNode(end: Endpoint, at: Pick<Node, "x" | "y" | "width">, t: Translate): Node {
  const title = backendsTitle(end, t);
  return { ...at, height: linesHeight(end.backends), title, note: "", state: end.backendsState, address: end.backendsAddress, lines: end.backends, kind: title };
}

const boxNode = (box: Box, at: Pick<Node, "x" | "y" | "width">, kind: string): Node => ({
  ...at,
  height: HEIGHT,
  title: box.title,
  note: box.note,
  state: box.state,
  address: box.address,
  lines: [],
  kind,
});

function asColumns(topology: Topology, t: Translate): Drawing {
  const hasRules = topology.listeners.some((listener) => listener.rules.length > 0);
  const x = { clients: 1, address: 0, clb: 0, listener: 0, rule: 0, backends: 0 };
  x.address = x.clients + WIDTHS.clients + GAP;
  x.clb = x.address + WIDTHS.address + GAP;
  x.listener = x.clb + WIDTHS.clb + GAP;
  x.rule = x.listener + WIDTHS.listener + GAP;
  x.backends = hasRules ? x.rule + WIDTHS.rule + GAP : x.rule;
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  const heads: Node[] = [];
  let y = 1;
  for (const listener of topology.listeners) {
    const subtree = listenerSubtree(listener, x, y, t);
    nodes.push(...subtree.nodes);
    edges.push(...subtree.edges);
    heads.push(subtree.head);
    y = subtree.bottom;
  }
  const bodies = topology.replaced ? 2 : 1;
  const column = Math.max(y - ROW_GAP, bodies * HEIGHT + (bodies - 1) * 28, topology.vips.length * (HEIGHT + ROW_GAP));
  const middle = (1 + Math.min(column, TALL)) / 2;
  const lower = (column - (y - ROW_GAP)) / 2;
  if (lower > 0 && nodes.length > 0) for (const node of nodes) node.y += lower;
  const clb = boxNode(topology.clb, { x: x.clb, y: middle - (topology.replaced ? -14 : HEIGHT / 2), width: WIDTHS.clb }, t("clb"));
  const replaced = topology.replaced && boxNode(topology.replaced, { x: x.clb, y: middle - HEIGHT - 14, width: WIDTHS.clb }, t("clb"));
  const clients: Node = { x: x.clients, y: middle - HEIGHT / 2, width: WIDTHS.clients, height: HEIGHT, title: t("clients"), note: "", state: "unchanged", address: undefined, lines: [], kind: "" };
  const step = HEIGHT + ROW_GAP;
  const vips = topology.vips.map((vip, index): Node => ({
    x: x.address,
    y: middle - (topology.vips.length * step - ROW_GAP) / 2 + index * step,
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
  nodes.push(clients, ...vips, clb, ...(replaced ? [replaced] : []));
  return { nodes, edges, width: x.backends + WIDTHS.backends + 1, height: Math.max(column, HEIGHT) + 2 };
}

/** A listener with its rules and backends, from `top` down. */
function listenerSubtree(listener: ListenerBox, x: Record<"listener" | "rule" | "backends", number>, top: number, t: Translate): Pick<Drawing, "nodes" | "edges"> & { head: Node; bottom: number } {
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  const children: Node[] = [];
  let y = top;
  for (const end of listener.direct ? [listener.direct] : listener.rules) {
    const backends = backendsNode(end, { x: x.backends, y, width: WIDTHS.backends }, t);
    nodes.push(backends);
    let child = backends;
    if (!listener.direct) {
      child = boxNode(end, { x: x.rule, y: y + (backends.height - HEIGHT) / 2, width: WIDTHS.rule }, t("rule"));
      nodes.push(child);
      edges.push({ from: child, to: backends, state: worst(end.state, "unchanged") });
    }
    children.push(child);
    y += backends.height + ROW_GAP;
  }
  const head = boxNode(listener, { x: x.listener, y: (top + y - ROW_GAP - HEIGHT) / 2, width: WIDTHS.listener }, t("listener"));
  nodes.push(head);
  for (const child of children) edges.push({ from: head, to: child, state: worst(listener.state, child.state) });
  return { nodes, edges, head, bottom: y };
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
    if (listener.direct) place(3, (at) => backendsNode(listener.direct!, at, t), head);
    for (const rule of listener.rules) {
      const middle = place(3, (at) => boxNode(rule, at, t("rule")), head);
      place(4, (at) => backendsNode(rule, at, t), middle);
    }
  }
  return { nodes, edges, width, height: y };
}

function drawEdge({ from, to, state }: Edge): SVGTemplateResult {
  const below = to.x < from.x + from.width;
  const [x1, y1] = below ? [from.x + 10, from.y + from.height] : [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + (to.lines.length > 0 ? 16 : to.height / 2)];
  const path = below ? `M${x1} ${y1}V${y2}H${x2}` : `M${x1} ${y1}C${(x1 + x2) / 2} ${y1} ${(x1 + x2) / 2} ${y2} ${x2} ${y2}`;
  return svg`<path class="edge ${state}" d=${path} />`;
}

/** Truncates a text to about `width` pixels, where a Latin character takes `each`. Chinese ones are wider. */
function truncate(text: string, width: number, each: number): string {
  let used = 0;
  let out = "";
  for (const character of text) {
    used += character.codePointAt(0)! > 0x2e80 ? each * 1.75 : each;
    if (used > width) return `${out.slice(0, -1)}…`;
    out += character;
  }
  return out;
}

function drawNode(node: Node, t: Translate, selected: ReadonlySet<string>, select: (address: string) => void): SVGTemplateResult {
  const { x, y, width, height, state, address } = node;
  const full = [node.title.includes(node.kind) ? "" : node.kind, node.title, node.note].filter((part, index, all) => part && all.indexOf(part) === index).join(" ");
  const name = t("labelled", { label: full, value: t(`state.${state}`) });
  const isSelected = address !== undefined && selected.has(address);
  const pick = address === undefined ? undefined : (): void => select(address);
  const press = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pick?.();
  };
  if (node.kind === "") {
    return svg`<g class="node source"><rect class="body" x=${x} y=${y} width=${width} height=${height} rx=${height / 2} /><text class="name" x=${x + width / 2} y=${y + height / 2 + 4}>${truncate(node.title, width - 8, 6.6)}</text></g>`;
  }
  const body = svg`<title>${name}</title>
    <rect class="body" x=${x} y=${y} width=${width} height=${height} rx="6" />
    ${state === "unknown" ? svg`<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V5" /></pattern>` : nothing}
    <rect class="bar" fill="url(#hatch)" x=${x} y=${y} width="20" height=${height} rx="6" />
    <text class="sign" aria-hidden="true" x=${x + 10} y=${node.lines.length > 0 ? y + 20 : y + height / 2 + 5}>${SIGNS[state]}</text>
    <text class="name" x=${x + 28} y=${node.lines.length > 0 ? y + 20 : node.note ? y + 19 : y + height / 2 + 4}>${truncate(node.title, width - 34, 7.2)}</text>
    ${node.note && node.lines.length === 0 ? svg`<text class="note" x=${x + 28} y=${y + 34}>${truncate(node.note, width - 32, 5.8)}</text>` : nothing}
    ${node.lines.slice(0, MAX_LINES).map((line, index) => backendLine(line, x, y + 38 + index * LINE, width))}
    ${node.lines.length > MAX_LINES ? svg`<text class="note" x=${x + 28} y=${y + 38 + MAX_LINES * LINE}>${t("more", { n: node.lines.length - MAX_LINES })}</text>` : nothing}`;
  if (!pick) return svg`<g class="node ${state}">${body}</g>`;
  return svg`<g class="node ${state} ${isSelected ? "selected" : ""}" role="button" tabindex="0" aria-pressed=${isSelected} data-address=${address} @click=${pick} @keydown=${press}>${body}</g>`;
}

const backendLine = (line: Backend, x: number, y: number, width: number): SVGTemplateResult =>
  svg`<text class="backend ${line.state}" x=${x + 28} y=${y}><tspan class="backend-sign" aria-hidden="true">${SIGNS[line.state]}</tspan><tspan dx="6">${truncate(line.label, width - 48, 6.2)}</tspan></text>`;
