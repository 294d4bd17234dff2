// Lays the tree out in columns (or, where it is narrow, as an indented list) and draws it as SVG. Widths are fixed, so that
// the picture needs no measuring of text; what is too long is cut and told in full in the node's title.

import { type SVGTemplateResult, html, nothing, svg } from "lit-html";
import type { TemplateResult } from "lit-html";
import type { Say } from "../../messages.ts";
import { SIGNS, type State } from "../resource-state.ts";
import type { Backend, Box, Endpoint, Topology } from "./model.ts";

interface Node {
  x: number;
  y: number;
  width: number;
  height: number;
  title: string;
  note: string;
  state: State;
  /** Nodes with an address can be chosen. */
  address: string | undefined;
  lines: Backend[];
  what: string;
}

interface Edge {
  from: Node;
  to: Node;
  state: State;
}

interface Drawing {
  nodes: Node[];
  edges: Edge[];
  width: number;
  height: number;
}

const HEIGHT = 44;
const LINE = 18;
const ROW_GAP = 12;
const MAX_LINES = 6;
const WIDTHS = { clients: 72, address: 136, clb: 160, listener: 124, rule: 172, backends: 176 };
const GAP = 28;

/** From this height on, address and CLB stand at the top instead of half-way. */
const TALL = 420;

/** Below this many pixels the picture is a list. */
const NARROW = 560;

export interface Choice {
  chosen: ReadonlySet<string>;
  choose: (address: string) => void;
}

export function draw(topology: Topology, width: number, say: Say, { chosen, choose }: Choice): TemplateResult {
  const drawing = width > 0 && width < NARROW ? asList(topology, Math.max(280, width), say) : asColumns(topology, say);
  return html`<div class="topology">
    <svg viewBox="-1 -1 ${drawing.width + 2} ${drawing.height + 2}" width=${drawing.width + 2} height=${drawing.height + 2} role="group" aria-label=${say("topology")}>
      ${drawing.edges.map(drawEdge)}${drawing.nodes.map((node) => drawNode(node, say, chosen, choose))}
    </svg>
  </div>`;
}

const linesHeight = (backends: Backend[]): number => Math.max(HEIGHT, 32 + LINE * Math.min(backends.length, MAX_LINES + 1));

const worst = (left: State, right: State): State => {
  const order: State[] = ["going", "blocked", "new", "changed", "kept"];
  return order.indexOf(left) <= order.indexOf(right) ? left : right;
};

function backendsNode(end: Endpoint, at: Pick<Node, "x" | "y" | "width">, say: Say): Node {
  const count = end.backends.length;
  const title = count > 0 ? say("backends", { n: count }) : say(end.unknown ? "unknownBackends" : "noBackends");
  return { ...at, height: linesHeight(end.backends), title, note: "", state: end.boundState, address: end.bound, lines: end.backends, what: say("backends", { n: count }) };
}

const boxNode = (box: Box, at: Pick<Node, "x" | "y" | "width">, what: string): Node => ({
  ...at,
  height: HEIGHT,
  title: box.title,
  note: box.note,
  state: box.state,
  address: box.address,
  lines: [],
  what,
});

function asColumns(topology: Topology, say: Say): Drawing {
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
    const top = y;
    const ends: Node[] = [];
    for (const end of listener.direct ? [listener.direct] : listener.rules) {
      const bound = backendsNode(end, { x: x.backends, y, width: WIDTHS.backends }, say);
      nodes.push(bound);
      let first = bound;
      if (!listener.direct) {
        first = boxNode(end, { x: x.rule, y: y + (bound.height - HEIGHT) / 2, width: WIDTHS.rule }, "rule");
        nodes.push(first);
        edges.push({ from: first, to: bound, state: worst(end.state, "kept") });
      }
      ends.push(first);
      y += bound.height + ROW_GAP;
    }
    const head = boxNode(listener, { x: x.listener, y: (top + y - ROW_GAP - HEIGHT) / 2, width: WIDTHS.listener }, "listener");
    nodes.push(head);
    heads.push(head);
    for (const end of ends) edges.push({ from: head, to: end, state: worst(listener.state, end.state) });
  }
  const bodies = topology.former ? 2 : 1;
  const column = Math.max(y - ROW_GAP, bodies * HEIGHT + (bodies - 1) * 28, topology.vips.length * (HEIGHT + ROW_GAP));
  // Where there are many listeners, what they hang on stays in sight.
  const middle = (1 + Math.min(column, TALL)) / 2;
  const lower = (column - (y - ROW_GAP)) / 2;
  if (lower > 0 && nodes.length > 0) for (const node of nodes) node.y += lower;
  const clb = boxNode(topology.clb, { x: x.clb, y: middle - (topology.former ? -14 : HEIGHT / 2), width: WIDTHS.clb }, "CLB");
  const former = topology.former && boxNode(topology.former, { x: x.clb, y: middle - HEIGHT - 14, width: WIDTHS.clb }, "CLB");
  const clients: Node = { x: x.clients, y: middle - HEIGHT / 2, width: WIDTHS.clients, height: HEIGHT, title: say("clients"), note: "", state: "kept", address: undefined, lines: [], what: "" };
  const step = HEIGHT + ROW_GAP;
  const vips = topology.vips.map((vip, index): Node => ({
    x: x.address,
    y: middle - (topology.vips.length * step - ROW_GAP) / 2 + index * step,
    width: WIDTHS.address,
    height: HEIGHT,
    title: vip.text,
    note: say("address"),
    state: vip.state,
    address: undefined,
    lines: [],
    what: say("address"),
  }));
  for (const vip of vips) {
    edges.push({ from: clients, to: vip, state: vip.state });
    edges.push({ from: vip, to: former && vip.state === "going" ? former : clb, state: vip.state });
  }
  for (const head of heads) edges.push({ from: clb, to: head, state: head.state });
  nodes.push(clients, ...vips, clb, ...(former ? [former] : []));
  return { nodes, edges, width: x.backends + WIDTHS.backends + 1, height: Math.max(column, HEIGHT) + 2 };
}

function asList(topology: Topology, width: number, say: Say): Drawing {
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
  let last: Node | undefined;
  for (const vip of topology.vips) {
    last = place(0, (at) => ({ ...at, height: HEIGHT, title: vip.text, note: `${say("clients")} → ${say("address")}`, state: vip.state, address: undefined, lines: [], what: say("address") }));
  }
  if (topology.former) place(1, (at) => boxNode(topology.former!, at, "CLB"), last);
  const clb = place(1, (at) => boxNode(topology.clb, at, "CLB"), last);
  for (const listener of topology.listeners) {
    const head = place(2, (at) => boxNode(listener, at, "listener"), clb);
    if (listener.direct) place(3, (at) => backendsNode(listener.direct!, at, say), head);
    for (const rule of listener.rules) {
      const middle = place(3, (at) => boxNode(rule, at, "rule"), head);
      place(4, (at) => backendsNode(rule, at, say), middle);
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

/** Cuts at about so many pixels; wide characters count double. */
function cut(text: string, width: number, each: number): string {
  let used = 0;
  let out = "";
  for (const character of text) {
    used += character.codePointAt(0)! > 0x2e80 ? each * 1.75 : each;
    if (used > width) return `${out.slice(0, -1)}…`;
    out += character;
  }
  return out;
}

function drawNode(node: Node, say: Say, chosen: ReadonlySet<string>, choose: (address: string) => void): SVGTemplateResult {
  const { x, y, width, height, state, address } = node;
  const full = [node.what, node.title, node.note].filter((part, index, all) => part && all.indexOf(part) === index).join(" ");
  const name = `${full}: ${say(`state.${state}`)}`;
  const isChosen = address !== undefined && chosen.has(address);
  const pick = address === undefined ? undefined : (): void => choose(address);
  const press = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pick?.();
  };
  if (node.what === "") {
    return svg`<g class="node source"><rect class="body" x=${x} y=${y} width=${width} height=${height} rx=${height / 2} /><text class="name" x=${x + width / 2} y=${y + height / 2 + 4}>${cut(node.title, width - 8, 6.6)}</text></g>`;
  }
  const body = svg`<title>${name}</title>
    <rect class="body" x=${x} y=${y} width=${width} height=${height} rx="6" />
    <rect class="bar" x=${x} y=${y} width="20" height=${height} rx="6" />
    <text class="sign" aria-hidden="true" x=${x + 10} y=${node.lines.length > 0 ? y + 20 : y + height / 2 + 5}>${SIGNS[state]}</text>
    <text class="name" x=${x + 28} y=${node.lines.length > 0 ? y + 20 : node.note ? y + 19 : y + height / 2 + 4}>${cut(node.title, width - 34, 7.2)}</text>
    ${node.note && node.lines.length === 0 ? svg`<text class="note" x=${x + 28} y=${y + 34}>${cut(node.note, width - 32, 5.8)}</text>` : nothing}
    ${node.lines.slice(0, MAX_LINES).map((line, index) => backendLine(line, x, y + 38 + index * LINE, width))}
    ${node.lines.length > MAX_LINES ? svg`<text class="note" x=${x + 28} y=${y + 38 + MAX_LINES * LINE}>${say("more", { n: node.lines.length - MAX_LINES })}</text>` : nothing}`;
  if (!pick) return svg`<g class="node ${state}">${body}</g>`;
  return svg`<g class="node ${state} ${isChosen ? "chosen" : ""}" role="button" tabindex="0" aria-pressed=${isChosen} data-address=${address} @click=${pick} @keydown=${press}>${body}</g>`;
}

const backendLine = (line: Backend, x: number, y: number, width: number): SVGTemplateResult =>
  svg`<text class="backend ${line.state}" x=${x + 28} y=${y}><tspan class="mark" aria-hidden="true">${SIGNS[line.state]}</tspan><tspan dx="6">${cut(line.label, width - 48, 6.2)}</tspan></text>`;
