// The state in which a resource is shown, and its sign. Every state has a sign, because colours alone cannot be told apart by everyone.

import type { Verb, LoadBalancerVerdict } from "../types.ts";

export type ResourceState = "new" | "changed" | "removed" | "unchanged" | "blocked" | "unknown";

export const SIGNS: Record<ResourceState, string> = { new: "+", changed: "~", removed: "−", unchanged: "=", blocked: "⊘", unknown: "?" };

const OF_VERB: Record<Verb, ResourceState> = { create: "new", update: "changed", delete: "removed", release: "removed" };

export const stateOfVerb = (verb: Verb): ResourceState => OF_VERB[verb];

const OF_VERDICT: Record<LoadBalancerVerdict, ResourceState> = {
  none: "unchanged",
  keep: "unchanged",
  create: "new",
  adopt: "new",
  update: "changed",
  replace: "removed",
  delete: "removed",
  release: "removed",
  blocked: "blocked",
  error: "blocked",
  skip: "unchanged",
};

export const stateOfVerdict = (verdict: LoadBalancerVerdict): ResourceState => OF_VERDICT[verdict];

const VERDICT_SIGNS: Record<LoadBalancerVerdict, string> = {
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

export const signOfVerdict = (verdict: LoadBalancerVerdict): string => VERDICT_SIGNS[verdict];
