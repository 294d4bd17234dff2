// Loads what is not needed for a first answer (`late-views.ts`), after that or when it is first used.

import type { LateViews } from "./page-view-and-actions.ts";

export class LateLoader {
  #views: LateViews | undefined;
  #loaded: (views: LateViews) => void;

  /** `loaded`: the views are there, and can be drawn. */
  constructor(loaded: (views: LateViews) => void) {
    this.#loaded = loaded;
  }

  async load(): Promise<LateViews> {
    const views: LateViews = this.#views ?? (await import("./late-views.ts"));
    if (!this.#views) {
      this.#views = views;
      this.#loaded(views);
    }
    return views;
  }

  /** `ready`: when it can be opened. */
  async open(dialog: "openExamples" | "openHelp", ready?: Promise<void>): Promise<void> {
    const views = await this.load();
    await ready;
    views[dialog]();
  }
}

export function onExamplesKey(show: () => Promise<void>): void {
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "k" || event.shiftKey) return;
    event.preventDefault();
    void show();
  });
}
