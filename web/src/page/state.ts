// What is in the editors and panels, as one value: it is what is shared, restored and asked.

import type { Context } from "./context-form.ts";

export interface State {
  manifest: string;
  live: string;
  /** JSON text. */
  clb: string;
  context: Context;
  prune: boolean;
  /** `namespace/name`, separated by spaces. */
  deletions: string;
  /** JSON text. */
  policy: string;
}

export const EMPTY: State = { manifest: "", live: "", clb: "", context: {}, prune: false, deletions: "", policy: "" };

/** Takes what fits from a value of unknown origin. */
export function stateFrom(value: unknown): State | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const given = value as Record<string, unknown>;
  const text = (key: string): string => (typeof given[key] === "string" ? given[key] : "");
  const context = given["context"];
  return {
    manifest: text("manifest"),
    live: text("live"),
    clb: text("clb"),
    context: typeof context === "object" && context !== null && !Array.isArray(context) ? (context as Context) : {},
    prune: given["prune"] === true,
    deletions: text("deletions"),
    policy: text("policy"),
  };
}

/** Without what is empty, so that links stay short. */
export const trimmed = (state: State): Partial<State> =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== "" && value !== false && JSON.stringify(value) !== "{}"));

const KEY = "clbplan";

/** More is not kept: the browser's store is small, and shared with everything of this origin. */
const KEPT = 1_000_000;

interface Kept {
  state?: Partial<State>;
  locale?: string;
  theme?: string;
}

type Store = "localStorage" | "sessionStorage";

/** What the last visit left; nothing where the browser keeps nothing. A tab keeps its own text, and a new one begins with what was
 * written last in any of them. */
export const kept = (): Kept => ({ ...read("localStorage"), ...read("sessionStorage") });

export function keep(values: Kept): void {
  // What a reload shows again was not written last.
  if (values.state && !write("sessionStorage", { state: values.state })) return;
  write("localStorage", values);
}

let waiting: { state: State; timer: ReturnType<typeof setTimeout> } | undefined;

/** Once nothing more is written for a while, or the page is left. */
export function keepSoon(state: State): void {
  clearTimeout(waiting?.timer);
  waiting = { state, timer: setTimeout(keepNow, 400) };
}

function keepNow(): void {
  if (waiting) keep({ state: waiting.state });
  clearTimeout(waiting?.timer);
  waiting = undefined;
}

addEventListener("pagehide", keepNow);

function read(store: Store): Kept {
  try {
    const found: unknown = JSON.parse(globalThis[store].getItem(KEY) ?? "{}");
    return typeof found === "object" && found !== null ? found : {};
  } catch {
    return {};
  }
}

/** Whether there was anything new to write. */
function write(store: Store, values: Kept): boolean {
  try {
    const text = JSON.stringify({ ...read(store), ...values });
    if (text === globalThis[store].getItem(KEY)) return false;
    if (text.length <= KEPT) globalThis[store].setItem(KEY, text);
  } catch {
    // A browser that keeps nothing loses nothing else.
  }
  return true;
}
