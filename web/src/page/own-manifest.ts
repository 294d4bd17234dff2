// What follows from a manifest in place of another one: the example's cluster is put away, and what was copied from a cluster is taken as
// what is live, too.

import { EMPTY, type State } from "./state.ts";

/** Members that only the API server writes. A status may be in a generated manifest, but then it is empty. */
const WRITTEN_BY_CLUSTER = /\b(?:uid|resourceVersion)"?:[ \t]*"?\w|\bingress"?:[\s[{-]*"?(?:ip|hostname)"?:/;

/** Whether the manifest was copied from a cluster, and what is live was not provided. */
export const isCopied = ({ manifest, live }: State): boolean => live.trim() === "" && WRITTEN_BY_CLUSTER.test(manifest);

export interface Replacement {
  state: State;
  isTakenAsLive: boolean;
  /** What undoes it. The manifest stays: the editor has its own undo. */
  undone: Partial<State>;
}

/** Nothing if only the manifest changes. `opened`: the states with which examples are opened. */
export function replaceManifest(before: State, manifest: string, isPasted: boolean, opened: State[]): Replacement | undefined {
  const emptied = ofExamples(before, opened);
  const state = { ...before, ...Object.fromEntries(emptied.map((key) => [key, EMPTY[key]])), manifest };
  const isTakenAsLive = isPasted && isCopied(state);
  if (isTakenAsLive) return { state: { ...state, live: manifest }, isTakenAsLive, undone: { live: "" } };
  return emptied.length > 0 ? { state, isTakenAsLive, undone: Object.fromEntries(emptied.map((key) => [key, before[key]])) } : undefined;
}

/** The members, besides the manifest, that are as in one of the examples. */
function ofExamples(state: State, opened: State[]): (keyof State)[] {
  const same = (left: State, right: State, key: keyof State): boolean => JSON.stringify(left[key]) === JSON.stringify(right[key]);
  return (Object.keys(EMPTY) as (keyof State)[]).filter((key) => key !== "manifest" && !same(state, EMPTY, key) && opened.some((each) => same(state, each, key)));
}
