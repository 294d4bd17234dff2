// Saves the page's state and settings in the browser. Each tab has its own state; a new tab begins with the latest one of any tab.

import { keepLarge, largeText, newName } from "./large-state-in-indexeddb.ts";
import type { State } from "./state.ts";

const KEY = "clbplan";

/** Longer texts are in IndexedDB: this storage is small, and shared by all pages of this origin. */
const LONGEST = 990_000;

interface Saved {
  /** If it is large, only the name under which it is kept. */
  state?: Partial<State> | { large: string };
  locale?: string;
  theme?: string;
  /** Of the input, in percent of the page. */
  width?: number;
}

type Store = "localStorage" | "sessionStorage";

let isKept = true;

/** From now on, texts are not saved: they are in the page's file. */
export function keepNothing(): void {
  isKept = false;
}

/** Empty if the browser does not allow storage. */
export const load = (): Saved => ({ ...read("localStorage"), ...read("sessionStorage") });

/** The state of the last visit. "lost" if it was too large to be kept. */
export async function loadState(): Promise<unknown> {
  const { state } = load();
  if (!state || !("large" in state)) return state;
  try {
    return JSON.parse((await largeText(state.large)) ?? "") as unknown;
  } catch {
    return "lost";
  }
}

export function save(values: Saved): void {
  // A state that this tab has saved already comes from a reload, and is not the latest one of all tabs.
  if (values.state && !write("sessionStorage", { state: values.state })) return;
  write("localStorage", values);
}

let pending: { state: State; tooLarge: () => void; timer: ReturnType<typeof setTimeout> } | undefined;
let wasTooLarge = false;

/** Saves after a pause in typing, or when the page is left. `tooLarge`: says, once, that a state cannot be saved. */
export function saveSoon(state: State, tooLarge: () => void): void {
  if (!isKept) return;
  clearTimeout(pending?.timer);
  pending = { state, tooLarge, timer: setTimeout(savePending, 400) };
}

function savePending(): void {
  if (pending) {
    const { state } = pending;
    const text = JSON.stringify(state);
    if (text.length > LONGEST) saveLarge(text, pending.tooLarge);
    else {
      save({ state });
      wasTooLarge = false;
    }
  }
  clearTimeout(pending?.timer);
  pending = undefined;
}

/** The name first: an older state would be taken for this one. */
function saveLarge(text: string, tooLarge: () => void): void {
  const large = newName();
  save({ state: { large } });
  keepLarge(large, text).then(
    () => (wasTooLarge = false),
    () => {
      if (!wasTooLarge) tooLarge();
      wasTooLarge = true;
    },
  );
}

addEventListener("pagehide", savePending);

function read(store: Store): Saved {
  try {
    const saved: unknown = JSON.parse(globalThis[store].getItem(KEY) ?? "{}");
    return typeof saved === "object" && saved !== null ? saved : {};
  } catch {
    return {};
  }
}

/** Returns whether the values differ from what was saved. */
function write(store: Store, values: Saved): boolean {
  try {
    const text = JSON.stringify({ ...read(store), ...values });
    if (text === globalThis[store].getItem(KEY)) return false;
    globalThis[store].setItem(KEY, text);
  } catch {
    // Without storage only the next visit begins empty.
  }
  return true;
}
