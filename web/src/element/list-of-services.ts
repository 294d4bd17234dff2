// The list of many Services, and what the user has chosen in it. Loaded when there are many.

import { type TemplateResult, html, nothing } from "lit-html";
import css from "./list-styles.css?inline";
import type { Translate } from "../messages.ts";
import type { Diagnostic, ServicePlan } from "../types.ts";
import { SIGNS, stateOfVerb } from "./change-sign.ts";
import { listTranslator } from "./list-of-services-messages.ts";
import { type ListChoice, type Row, byDanger, dangerOf, listItems } from "./order-and-filter-services.ts";
import { keyOf } from "./service-key.ts";
import { adoptStyles } from "./styles.ts";
import type { ListedServices } from "./views/answer.ts";
import { knownAddress } from "./views/service.ts";
import { LINE, type ListView, selectedRow, serviceList } from "./views/service-list.ts";

export class ListOfServices {
  #choice: ListChoice = { filter: "", dangers: new Set(), severities: new Set(), grouping: "risk" };
  #selected: string | undefined;
  #top = 0;
  #draw: () => void;
  #body: () => HTMLElement;
  #chosen: (key: string) => void;

  /** `chosen`: is called when the user has selected a Service. */
  constructor(draw: () => void, body: () => HTMLElement, chosen: (key: string) => void) {
    this.#draw = draw;
    this.#body = body;
    this.#chosen = chosen;
    adoptStyles(body().getRootNode() as ShadowRoot, css);
  }

  /** Selects a Service, and scrolls the list to it. */
  select(key: string): void {
    if (key === this.#selected) return;
    this.#selected = key;
    requestAnimationFrame(() => this.#scrollToSelected());
  }

  /** The list, and the selected Service below it. */
  draw(services: ListedServices, detail: (service: ServicePlan) => TemplateResult, t: Translate): TemplateResult {
    const rows = rowsOf(services);
    const view = { ...this.#view, rows, items: listItems(rows, this.#choice) };
    const selected = selectedRow(view);
    return html`${serviceList(view, selected, listTranslator(t))}${selected ? html`<div class="services detail">${detail(selected.service)}</div>` : nothing}`;
  }

  get #view(): Omit<ListView, "rows" | "items"> {
    return {
      choice: this.#choice,
      choose: (choice) => {
        this.#choice = { ...this.#choice, ...choice };
        this.#draw();
      },
      selected: this.#selected,
      select: (key, byUser) => {
        this.#selected = key;
        this.#draw();
        // Not at once: that would lay the page out twice.
        requestAnimationFrame(() => this.#scrollToSelected());
        if (byUser) this.#chosen(key);
      },
      top: this.#top,
      scrolled: (top) => {
        const isFar = Math.abs(top - this.#top) >= 4 * LINE || top === 0;
        if (!isFar) return;
        this.#top = top;
        this.#draw();
      },
      read: () => this.#body().querySelector<HTMLElement>(".detail .service-name")?.focus(),
    };
  }

  /** A row that is not drawn is not in sight, so its place is computed from its number. */
  #scrollToSelected(): void {
    const list = this.#body().querySelector<HTMLElement>(".rows");
    const at = Number(list?.dataset["selected"] ?? -1);
    if (!list || at < 0) return;
    const { scrollTop, clientHeight } = list;
    if (at * LINE < scrollTop) list.scrollTop = at * LINE;
    else if ((at + 1) * LINE > scrollTop + clientHeight) list.scrollTop = (at + 1) * LINE - clientHeight;
  }
}

/** Rows by what they are made from, because the list is drawn at every key and at every scroll. */
const made = new WeakMap<object, Row[]>();

function rowsOf({ own, findingsOf, plan, current, simulation }: ListedServices): Row[] {
  const source = simulation ?? plan;
  const before = made.get(source);
  if (before) return before;
  const rows = own.map((each) => {
    const key = keyOf(each);
    const findings = findingsOf(key);
    const sources = [...findings.map(({ source }) => source), ...[...each.changes, ...each.withheld].flatMap(({ sources = [] }) => sources)];
    return { key, service: each, danger: dangerOf(each, plan), address: knownAddress({ service: each, current, simulation }), reason: reasonOf(each, findings), line: sources.find(Boolean)?.start.line, findings };
  });
  const ordered = byDanger(rows);
  made.set(source, ordered);
  return ordered;
}

/** In one sentence: an error, what changes, or why nothing does. */
function reasonOf({ loadBalancer: { verdict, because }, changes }: ServicePlan, findings: Diagnostic[]): string {
  const error = findings.find(({ severity }) => severity === "error");
  if (verdict === "update" && changes.length > 0) return changes.map(({ verb, address }) => `${SIGNS[stateOfVerb(verb)]} ${address}`).join("  ");
  return (verdict === "error" && error?.message) || because[0]?.message || error?.message || "";
}
