// What follows from a manifest in place of another one: the example's cluster is put away, and what was copied from a cluster is taken as
// what is live, too.

import { EMPTY, type State } from "./state.ts";

/** Members that only the API server writes. A status may be in a generated manifest, but then it is empty. */
const WRITTEN_BY_CLUSTER = /\b(?:uid|resourceVersion)"?:[ \t]*"?\w|\bingress"?:[\s[{-]*"?(?:ip|hostname)"?:/;

/** Whether a text was read from a cluster. */
export const isFromCluster = (text: string): boolean => WRITTEN_BY_CLUSTER.test(text);

/** Whether the manifest was copied from a cluster, and what is live was not provided. */
export const isCopied = ({ manifest, live }: State): boolean => live.trim() === "" && isFromCluster(manifest);

export interface Replacement {
  state: State;
  isTakenAsLive: boolean;
  /** What undoes it. The manifest stays: the editor has its own undo. */
  undone: Partial<State>;
}

/** Nothing if only the manifest changes. */
export function replaceManifest(before: State, manifest: string, isPasted: boolean): Replacement | undefined {
  const emptied = (before.example?.kept ?? []).filter((key) => key !== "manifest");
  const state: State = { ...before, ...Object.fromEntries(emptied.map((key) => [key, EMPTY[key]])), manifest, example: null };
  const isTakenAsLive = isPasted && isCopied(state);
  if (isTakenAsLive) return { state: { ...state, live: manifest }, isTakenAsLive, undone: { live: "" } };
  return before.example ? { state, isTakenAsLive, undone: Object.fromEntries(emptied.map((key) => [key, before[key]])) } : undefined;
}
