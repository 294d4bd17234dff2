// A story: steps whose state is the simulated cloud's after the step before. A step that was edited keeps its edits, and
// what follows follows from them.

import { ask } from "../engine/start.ts";
import { type Afterwards, type ClbState, type Json, type Locale, isRefused } from "../types.ts";
import { type Example, type ExampleStep, carriedOver, manifestIn } from "./examples.ts";
import { asClb, object } from "./files.ts";
import { EMPTY, type State } from "./state.ts";
import { toYaml } from "./yaml.ts";

export interface StoryStep extends ExampleStep {
  /** What the user made of it: only what differs from what the story brings. */
  edited?: Partial<State>;
}

export interface Story {
  steps: StoryStep[];
  at: number;
  /** What the story brought to the present step. */
  shown: State;
}

export function storyOf(example: Example, locale: Locale): Story {
  const first = begin(example, locale);
  const steps = example.steps.map((step, index): StoryStep => (index === 0 ? { ...step, edited: first } : { ...step }));
  return { steps, at: 0, shown: first };
}

/** Keeps what was edited in the present step with it. */
export function leave(story: Story, state: State): void {
  const step = story.steps[story.at]!;
  const differing = Object.entries(state).filter(([key, value]) => value !== story.shown[key as keyof State]);
  step.edited = { ...step.edited, ...(Object.fromEntries(differing) as Partial<State>) };
}

/** What an example begins with. */
export function begin(example: Example, locale: Locale): State {
  const first = example.steps[0];
  const clb = example.clb ? JSON.stringify(example.clb, null, 2) : "";
  return { ...EMPTY, context: example.context, live: example.live, clb, ...(first ? asked(first, locale) : {}) };
}

const asked = (step: ExampleStep, locale: Locale): Partial<State> => ({
  manifest: manifestIn(step, locale),
  ...going(step.request),
});

const going = (request: ExampleStep["request"]): Partial<State> => ({
  prune: request.prune === true,
  deletions: (request.delete ?? []).map(({ namespace, name }) => `${namespace}/${name}`).join(" "),
  policy: request.policy ? JSON.stringify(request.policy, null, 2) : "",
});

/** Goes to a step: its state follows from the steps before it, as they are edited now. */
export function enter(story: Story, at: number, locale: Locale): State {
  let state: State = { ...EMPTY, ...story.steps[0]!.edited };
  for (const step of story.steps.slice(1, at + 1)) {
    const after = afterwards(state);
    const { live, clb } = after ? carriedOver(after, step) : { live: [], clb: null };
    state = { ...state, ...asked(step, locale), live: toYaml(live as Json[]), clb: clb ? JSON.stringify(clb, null, 2) : "", ...step.edited };
  }
  story.at = at;
  story.shown = state;
  return state;
}

/** Changes the language of what was not edited. */
export function translate(story: Story, translated: (text: string) => string): void {
  story.shown = { ...story.shown, manifest: translated(story.shown.manifest) };
  for (const step of story.steps) if (step.edited?.manifest) step.edited = { ...step.edited, manifest: translated(step.edited.manifest) };
}

function afterwards(state: State): Afterwards | undefined {
  const read = object(state.clb);
  const request = {
    manifests: state.manifest,
    context: state.context,
    prune: state.prune,
    delete: state.deletions.split(/\s+/).filter(Boolean).map((word) => ({ namespace: word.split("/")[0], name: word.split("/")[1] ?? "" })),
    ...(state.live ? { live: state.live } : {}),
    ...(read ? { clb: (asClb(read) ?? read) as unknown as ClbState } : {}),
  };
  const answer = ask("simulate", request);
  return isRefused(answer) ? undefined : (answer as Afterwards);
}

