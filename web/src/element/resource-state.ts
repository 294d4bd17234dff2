// What a resource's state is called, drawn and signed. Colour never stands alone: each state has its sign.

import type { Verb, Verdict } from "../types.ts";

export type State = "new" | "changed" | "going" | "kept" | "blocked";

export const SIGNS: Record<State, string> = { new: "+", changed: "~", going: "−", kept: "=", blocked: "⊘" };

const OF_VERB: Record<Verb, State> = { create: "new", update: "changed", delete: "going", release: "going" };

export const stateOfVerb = (verb: Verb): State => OF_VERB[verb];

const OF_VERDICT: Record<Verdict, State> = {
  none: "kept",
  keep: "kept",
  create: "new",
  adopt: "new",
  update: "changed",
  replace: "going",
  delete: "going",
  release: "going",
  blocked: "blocked",
  error: "blocked",
  skip: "kept",
};

export const stateOfVerdict = (verdict: Verdict): State => OF_VERDICT[verdict];

const VERDICT_SIGNS: Record<Verdict, string> = {
  none: "·",
  keep: "=",
  create: "+",
  adopt: "→",
  update: "~",
  replace: "±",
  delete: "−",
  release: "↑",
  blocked: "⊘",
  error: "✕",
  skip: "»",
};

export const signOfVerdict = (verdict: Verdict): string => VERDICT_SIGNS[verdict];
