// Many Services: a list with one line for each, and below it the one that is selected. Only the lines in sight are drawn.

import { type TemplateResult, html, nothing } from "lit-html";
import { signOfVerdict, stateOfVerdict } from "../change-sign.ts";
import { DANGERS, type Danger, GROUPINGS, type Grouping, type ListChoice, type ListItem, type Row } from "../order-and-filter-services.ts";
import type { ListTranslate } from "../list-of-services-messages.ts";
import { moveWithin } from "../arrow-keys-in-group.ts";
import { inlineCode } from "./texts-and-reasons.ts";

/** The height of a line in pixels, as in the styles. */
export const LINE = 32;

/** How many lines are in sight, and how many more are drawn above and below them. */
const IN_SIGHT = 14;
const MARGIN = 10;

export interface ListView {
  /** In the order of danger. */
  rows: Row[];
  /** What is listed of them. */
  items: ListItem[];
  choice: ListChoice;
  choose: (choice: Partial<ListChoice>) => void;
  /** The key of the selected row. */
  selected: string | undefined;
  select: (key: string, byUser?: boolean) => void;
  /** How far the list is scrolled, in pixels. */
  top: number;
  scrolled: (top: number) => void;
  /** The user wants to read the selected Service. */
  read: () => void;
}

/** Findings that can be filtered for, and how these look. */
const SEVERITIES = [["error", "removed"], ["warning", "changed"]] as const;

const isRow = (item: ListItem): item is Row => "key" in item;

/** The selected row, or the first one. */
export function selectedRow({ items, selected }: ListView): Row | undefined {
  const listed = items.filter(isRow);
  return listed.find(({ key }) => key === selected) ?? listed[0];
}

export function serviceList(view: ListView, current: Row | undefined, t: ListTranslate): TemplateResult {
  const { rows, items, choice, choose } = view;
  const count = items.filter(isRow).length;
  return html`<section class="list" aria-label=${t("list")}>
    ${chips(rows, choice, choose, t)}
    <div class="tools">
      <input type="search" class="filter" aria-label=${t("list.filter")} placeholder=${t("list.filter")} .value=${choice.filter} @input=${(event: Event) => choose({ filter: (event.target as HTMLInputElement).value })} />
      <label>${t("list.group")} <select class="grouping" @change=${(event: Event) => choose({ grouping: (event.target as HTMLSelectElement).value as Grouping })}>
        ${GROUPINGS.map((each) => html`<option value=${each} ?selected=${each === choice.grouping}>${t(`list.group.${each}`)}</option>`)}</select></label>
      <span class="muted" role="status">${count < rows.length ? t("list.count", { n: count, all: rows.length }) : nothing}</span>
    </div>
    <div class="rows" role="listbox" tabindex="0" aria-label=${t("list")} data-selected=${current ? items.indexOf(current) : -1} aria-activedescendant=${current ? idOf(current.key) : nothing} @scroll=${(event: Event) => view.scrolled((event.currentTarget as HTMLElement).scrollTop)} @keydown=${(event: KeyboardEvent) => press(event, items, current, view)}>
      ${lines(items, current, view, t)}
    </div>
  </section>`;
}

const idOf = (key: string): string => `row-${key.replace("/", "-")}`;

function lines(items: ListItem[], current: Row | undefined, view: ListView, t: ListTranslate): TemplateResult {
  const from = Math.max(0, Math.floor(view.top / LINE) - MARGIN);
  const shown = items.slice(from, from + IN_SIGHT + 2 * MARGIN);
  // A strict policy forbids styles on elements, but not the height of a picture.
  const space = (lines: number): TemplateResult => html`<svg class="space" aria-hidden="true" width="1" height=${Math.max(0, lines) * LINE}></svg>`;
  return html`${space(from)}${shown.map((item) => (isRow(item) ? line(item, item === current, items.length, view, t) : html`<div class="group-name" role="presentation">${groupName(item.group, t)} <span class="count">${item.count}</span></div>`))}${space(items.length - from - shown.length)}`;
}

const groupName = (group: string, t: ListTranslate): string => (group === "" ? t("list.none") : DANGERS.includes(group as Danger) ? t(`danger.${group as Danger}`) : group);

function line({ key, service, danger, address, reason, line, findings }: Row, isSelected: boolean, all: number, { select }: ListView, t: ListTranslate): TemplateResult {
  const { newlyPublic, outage } = service.loadBalancer;
  // What the row's own danger does not say.
  const also: Danger[] = [...(newlyPublic ? ["public" as const] : []), ...(outage ? ["outage" as const] : [])];
  const beside = also.filter((each) => each !== danger);
  const { verdict, id, vip } = service.loadBalancer;
  const worst = (["error", "warning"] as const).find((severity) => findings.some((each) => each.severity === severity));
  return html`<div class="row ${stateOfVerdict(verdict)} ${isSelected ? "selected" : ""}" role="option" id=${idOf(key)} aria-selected=${isSelected} aria-setsize=${all} data-key=${key} data-danger=${danger} @click=${() => select(key, true)}>
    <span class="verdict"><span aria-hidden="true">${signOfVerdict(verdict)}</span> ${t(`verdict.${verdict}`)}</span>
    <span class="name">${key}</span>
    <span class="id">${id ?? ""}</span>
    <span class="at ${vip}">${address}</span>
    <span class="reason">${beside.map((each) => html`<span class="beside">${t(`danger.${each}`)}</span> `)}${worst ? html`<span class="worst ${worst}">${t(`severity.${worst}`)}</span> ` : nothing}${inlineCode(reason)}</span>
    <span class="line">${line === undefined ? nothing : t("line", { n: line })}</span>
  </div>`;
}

/** With the other choice. */
function toggled<Item>(chosen: ReadonlySet<Item>, item: Item): Set<Item> {
  const next = new Set(chosen);
  if (!next.delete(item)) next.add(item);
  return next;
}

/** How many rows there are of each danger, and how many have errors or warnings. Each count is a filter. */
function chips(rows: Row[], { dangers, severities }: ListChoice, choose: ListView["choose"], t: ListTranslate): TemplateResult {
  const counts = new Map<Danger, { row: Row; n: number }>();
  for (const row of rows) counts.set(row.danger, { row, n: (counts.get(row.danger)?.n ?? 0) + 1 });
  const found = SEVERITIES.map(([severity, look]) => ({ severity, look, n: rows.filter(({ findings }) => findings.some((each) => each.severity === severity)).length })).filter(({ n }) => n > 0);
  return html`<div class="chips" role="toolbar" aria-label=${t("summary")} @keydown=${moveWithin}>
    ${[...counts].map(([danger, { row, n }], index) => html`<button type="button" class="chip ${stateOfVerdict(row.service.loadBalancer.verdict)}" tabindex=${index === 0 ? 0 : -1} aria-pressed=${dangers.has(danger)} data-danger=${danger} @click=${() => choose({ dangers: toggled(dangers, danger) })}>${n} ${t(`danger.${danger}`)}</button>`)}
    ${found.map(({ severity, look, n }) => html`<button type="button" class="chip ${look}" tabindex="-1" aria-pressed=${severities.has(severity)} data-severity=${severity} @click=${() => choose({ severities: toggled(severities, severity) })}>${t(`with.${severity}`, { n })}</button>`)}
  </div>`;
}

function press(event: KeyboardEvent, items: ListItem[], current: Row | undefined, { select, read }: ListView): void {
  const rows = items.filter(isRow);
  const at = current ? rows.indexOf(current) : -1;
  const targets: Record<string, number> = { j: at + 1, ArrowDown: at + 1, k: at - 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: at + IN_SIGHT, PageUp: at - IN_SIGHT };
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter") return read();
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  const row = rows[Math.max(0, Math.min(rows.length - 1, target))];
  if (row) select(row.key, true);
}
