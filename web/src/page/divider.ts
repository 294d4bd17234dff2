// The divider between input and answer, which can be moved by mouse and by keyboard. Its place is kept for the next visit.

import { type TemplateResult, html } from "lit-html";
import type { PageTranslate } from "./messages.ts";

/** The width of the input, in percent of the page. */
const [LEAST, USUAL, MOST] = [20, 42, 75];
const STEP = 2;

let width = USUAL;

function move(divider: HTMLElement, to: number): void {
  width = Math.min(MOST, Math.max(LEAST, Math.round(to)));
  divider.parentElement!.style.setProperty("--inputs", `${width}%`);
  divider.setAttribute("aria-valuenow", String(width));
}

function press(event: KeyboardEvent, moved: (width: number) => void): void {
  const targets: Record<string, number> = { ArrowLeft: width - STEP, ArrowRight: width + STEP, Home: LEAST, End: MOST };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  move(event.currentTarget as HTMLElement, target);
  moved(width);
}

function drag(event: PointerEvent): void {
  const divider = event.currentTarget as HTMLElement;
  if (!divider.hasPointerCapture(event.pointerId)) return;
  const { left, width: all } = divider.parentElement!.getBoundingClientRect();
  move(divider, ((event.clientX - left) / all) * 100);
}

/** `moved`: keeps its place. */
export const divider = (t: PageTranslate, moved: (width: number) => void): TemplateResult =>
  html`<div class="divider" role="separator" tabindex="0" aria-orientation="vertical" aria-label=${t("divider")} aria-valuemin=${LEAST} aria-valuenow=${width} aria-valuemax=${MOST} @keydown=${(event: KeyboardEvent) => press(event, moved)} @pointermove=${drag}
    @pointerdown=${(event: PointerEvent) => (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)} @pointerup=${() => moved(width)}></div>`;

/** Puts the divider where it was. */
export function restoreDivider(host: HTMLElement, saved: unknown): void {
  const drawn = host.querySelector<HTMLElement>(".divider");
  if (typeof saved === "number" && drawn) move(drawn, saved);
}
