// Draws the layout as SVG. A text that is too long is truncated, and complete in the node's title.

import { type SVGTemplateResult, type TemplateResult, html, nothing, svg } from "lit-html";
import type { Translate } from "../../messages.ts";
import { type ResourceState, SIGNS } from "../change-sign.ts";
import { moveWithin } from "../arrow-keys-in-group.ts";
import { type BackendLine, FOLD, SIDES, foldListeners, hasSides, sideOf } from "./fold.ts";
import { HEALTHS, HEALTH_SIGNS } from "./health.ts";
import { type Drawing, type Edge, LINE, MAX_LINES, type Node, layOut } from "./layout.ts";
import type { Topology } from "./model.ts";
import { neighbour } from "./arrow-key-neighbour.ts";

/** A taller picture is cut off, until the reader wants all of it. */
const CAP = 420;

/** By how much a step zooms. */
const ZOOM = 1.25;

export interface PictureView {
  width: number;
  selected: ReadonlySet<string>;
  select: (address: string) => void;
  isOpen: (part: string) => boolean;
  toggled: (part: string, open: boolean) => void;
  /** What is said of a resource, below the picture. */
  fields: (node: Node) => unknown;
  /** Of the file, when the picture is taken along. */
  name: string;
}

/** Whether listeners that stay, and what is below the cap, are shown: among the parts of a Service that are open. */
const WHOLE = "whole-picture";

const fieldsOf = (address: string | undefined): string => `fields ${address}`;

const STATES: ResourceState[] = ["new", "changed", "removed", "unchanged", "blocked", "unknown"];

/** Zooming and moving are loaded when they are first used. */
async function zoom({ currentTarget }: Event, by: number, at?: WheelEvent): Promise<void> {
  const picture = (currentTarget as Element).closest("section")!.querySelector<HTMLElement>(".topology")!;
  (await import("./pan-and-zoom.ts")).zoom(picture, by, at);
}

export function draw(both: Topology, view: PictureView, t: Translate): TemplateResult {
  const { width, isOpen, toggled, name } = view;
  const side = SIDES.find(isOpen) ?? "both";
  const isWhole = isOpen(WHOLE);
  const showWhole = (): void => toggled(WHOLE, true);
  const isDivided = hasSides(both);
  const whole = isDivided ? sideOf(both, side) : both;
  const topology = isWhole ? whole : foldListeners(whole, t);
  const drawing = layOut(topology, width, t);
  const { nodes } = drawing;
  const shown = nodes.find(({ address }) => address !== undefined && isOpen(fieldsOf(address)));
  const select = (address: string): void => {
    if (address === FOLD) return showWhole();
    const isShown = !view.selected.has(address);
    for (const each of nodes) if (each.address !== undefined) toggled(fieldsOf(each.address), isShown && each.address === address);
    view.select(address);
  };
  const isCut = !isWhole && drawing.height > CAP;
  const occurring = STATES.filter((state) => nodes.some((node) => node.kind !== "" && (node.state === state || node.lines.some((line) => line.state === state))));
  const health = HEALTHS.filter((each) => nodes.some(({ lines }) => lines.slice(0, MAX_LINES).some((line) => line.health === each)));
  // Loaded when it is first used.
  const save = async ({ currentTarget }: Event, kind: "svg" | "png"): Promise<void> => {
    const picture = (currentTarget as Element).closest("section")!.querySelector<SVGSVGElement>(".topology svg")!;
    await (await import("./save-picture.ts"))[kind](picture, name);
  };
  const saveButton = (kind: "svg" | "png"): TemplateResult => html`<button type="button" class="linklike" data-save=${kind} @click=${(event: Event) => void save(event, kind)}>${kind.toUpperCase()}</button> `;
  const zoomButton = (key: "in" | "out" | "fit", sign: string, by: number): TemplateResult => html`<button type="button" class="zoom" data-zoom=${key} aria-label=${t(`zoom.${key}`)} title=${t(`zoom.${key}`)} @click=${(event: Event) => void zoom(event, by)}>${sign}</button>`;
  const first = nodes.find(({ address }) => address !== undefined);
  return html`${isDivided ? html`<div class="bar" role="toolbar" aria-label=${t("sides")} @keydown=${moveWithin}>${SIDES.map((each) => html`<button type="button" class="unchanged chip" data-side=${each} aria-pressed=${each === side} tabindex=${each === side ? 0 : -1} @click=${() => SIDES.forEach((one) => toggled(one, one === each))}>${t(each)}</button>`)}</div>` : nothing}
    <div part="picture" class="topology ${isCut ? "cut" : ""}" @keydown=${(event: KeyboardEvent) => press(event, drawing)} @wheel=${pinch}>
      <svg viewBox="-1 -1 ${drawing.width + 2} ${drawing.height + 2}" width=${drawing.width + 2} height=${drawing.height + 2} role="group" aria-label=${t("topology")}>
        ${drawing.edges.map(drawEdge)}${nodes.map((node) => drawNode(node, node === first, t, view.selected, select))}
      </svg>
    </div>
    ${isCut ? html`<button type="button" class="more" @click=${showWhole}>${t("picture.whole")}</button>` : nothing}
    ${shown ? html`<div class="fields"><h3><span class=${shown.state}><span class="sign" aria-hidden="true">${SIGNS[shown.state]}</span></span> ${shown.address} <span class="count">${t(`state.${shown.state}`)}</span><button type="button" class="linklike" data-close="fields" @click=${() => toggled(fieldsOf(shown.address), false)}>${t("close")}</button></h3>${view.fields(shown)}</div>` : nothing}
    <div class="legend"><ul aria-label=${t("legend")}>${occurring.map((state) => html`<li class=${state}><span class="sign" aria-hidden="true">${SIGNS[state]}</span>${t(`state.${state}`)}</li>`)}${health.map((each) => html`<li class=${each}><span class="sign" aria-hidden="true">${HEALTH_SIGNS[each]}</span>${t(`health.${each}`)}</li>`)}</ul>
      <span class="save">${zoomButton("out", "−", 1 / ZOOM)}${zoomButton("fit", "⤢", 0)}${zoomButton("in", "+", ZOOM)}${saveButton("svg")}${saveButton("png")}</span></div>`;
}

/** As maps do: the wheel zooms with Ctrl, which is also what a touchpad's pinch sends. */
function pinch(event: WheelEvent): void {
  if (!event.ctrlKey) return;
  event.preventDefault();
  void zoom(event, event.deltaY < 0 ? 1.1 : 1 / 1.1, event);
}

const ARROWS: Record<string, [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** Arrows go from box to box, each in its direction; with Shift they move the picture. */
function press(event: KeyboardEvent, drawing: Drawing): void {
  const { key, shiftKey, target } = event;
  const by = { "+": ZOOM, "=": ZOOM, "-": 1 / ZOOM, "0": 0 }[key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (by !== undefined) return void zoom(event, by);
  const arrow = ARROWS[key];
  const isPressed = key === "Enter" || key === " ";
  if (!arrow && !isPressed) return moveWithin(event);
  event.preventDefault();
  // As a button does.
  if (!arrow) return void (target as SVGElement).dispatchEvent(new Event("click"));
  const [x, y] = arrow;
  const picture = event.currentTarget as Element;
  if (shiftKey) return picture.scrollBy(x * 60, y * 60);
  const drawn = [...picture.querySelectorAll<SVGElement>(".node")];
  const next = neighbour(drawing.nodes[drawn.indexOf(target as SVGElement)]!, x, y, drawing);
  if (next) drawn[drawing.nodes.indexOf(next)]?.focus();
}

function drawEdge({ from, to, state }: Edge): SVGTemplateResult {
  const below = to.x < from.x + from.width;
  const [x1, y1] = below ? [from.x + 10, from.y + from.height] : [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + (below && to.lines.length > 0 ? 16 : to.height / 2)];
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

function drawNode(node: Node, isFirst: boolean, t: Translate, selected: ReadonlySet<string>, select: (address: string) => void): SVGTemplateResult {
  const { x, y, width, height, state, address } = node;
  const full = [node.title.includes(node.kind) ? "" : node.kind, node.title, node.note].filter((part, index, all) => part && all.indexOf(part) === index).join(" ");
  const name = t("labelled", { label: full, value: t(`state.${state}`) });
  const isSelected = address !== undefined && selected.has(address);
  const pick = address === undefined ? undefined : (): void => select(address);
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
  if (!pick) return svg`<g class="node ${state}" role="img" aria-label=${name}>${body}</g>`;
  return svg`<g class="node ${state} ${isSelected ? "selected" : ""}" role="button" tabindex=${isFirst ? 0 : -1} aria-pressed=${isSelected} data-address=${address} @click=${pick}>${body}</g>`;
}

/** Below a backend whose weight is not the usual one there is a bar: the whole width is 100. */
function backendLine(line: BackendLine, x: number, y: number, width: number): SVGTemplateResult {
  const { state, label, weight = 0, health } = line;
  if (!state) return svg`<text class="note" x=${x + 28} y=${y}>${truncate(label, width - 32, 5.8)}</text>`;
  return svg`<text class="backend ${state}" x=${x + 28} y=${y}><tspan class="backend-sign" aria-hidden="true">${SIGNS[state]}</tspan><tspan dx="6">${truncate(label, width - (health ? 62 : 48), 6.2)}</tspan>${health ? svg`<tspan class=${health} dx="6">${HEALTH_SIGNS[health]}</tspan>` : nothing}</text>${label.includes("×") ? svg`<rect class="weight" x=${x + 40} y=${y + 3} width=${(weight * (width - 48)) / 100} height="2" />` : nothing}`;
}
