// What the user has chosen in the list of Services.

import type { ListChoice } from "./order-and-filter-services.ts";
import { LINE, type ListView } from "./views/service-list.ts";

export class ListState {
  #choice: ListChoice = { filter: "", dangers: new Set(), grouping: "risk" };
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
  }

  /** Selects a Service, and scrolls the list to it. */
  select(key: string): void {
    if (key === this.#selected) return;
    this.#selected = key;
    requestAnimationFrame(() => this.#scrollToSelected());
  }

  get view(): Omit<ListView, "rows" | "items"> {
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
      read: () => this.#body().querySelector<HTMLElement>(".detail summary")?.focus(),
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
