// What a link leads to: a shared state, one of its Services or findings, or an example.

import type { LinkTarget } from "../types.ts";
import { type Walkthrough, firstState, walkthroughOf } from "./walkthrough.ts";
import { loadExamples } from "./examples.ts";
import { type SharedState, stateIn, targetIn } from "./state-in-link-fragment.ts";

export interface LinkedState extends SharedState {
  walkthrough: Walkthrough | undefined;
  target: LinkTarget | undefined;
}

/** Nothing for other fragments, and for an example that no longer exists. Throws if the link is damaged. */
export async function linkedState(fragment: string): Promise<LinkedState | undefined> {
  const [, id] = /^#example=(.+)$/.exec(fragment) ?? [];
  if (id) {
    const example = (await loadExamples()).find((each) => each.id === id);
    return example && { state: firstState(example), walkthrough: example.steps.length > 1 ? walkthroughOf(example) : undefined, target: undefined, locale: undefined, unknown: [] };
  }
  const shared = await stateIn(fragment);
  return shared && { ...shared, walkthrough: undefined, target: targetIn(fragment) };
}
