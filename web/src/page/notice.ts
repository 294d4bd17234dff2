// The notice: what was done, for a few seconds, and how it is undone.

const SHORT = 5000;

/** With something to undo, or to know, in milliseconds: the page may just be loading. */
const LONG = 20_000;

export class Notice {
  text = "";
  undo: (() => void) | undefined;
  #draw: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  show(text: string, undo?: () => void, isLong = undo !== undefined): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.show(""), isLong ? LONG : SHORT);
    this.text = text;
    this.undo = undo;
    this.#draw();
  }

  /** Copies a text, and reports that, or that the browser does not allow it. */
  async copy(text: string, copied: string, failed: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.show(copied);
    } catch {
      this.show(failed);
    }
  }
}
