// A walkthrough: steps, each of which begins with the simulated state after the previous one. Edits of a step are saved with it, and
// later steps follow from the edited ones.

import type { ClbPreview } from "../element/element.ts";
import { call } from "../engine/wasm-module.ts";
import { type Simulation, isRequestError } from "../types.ts";
import { type Example, type ExampleStep, carryOver } from "./examples.ts";
import { EMPTY, type State, clbOf, deletionsOf, ofExample } from "./state.ts";
import { pageTranslator } from "./messages.ts";
import { toYaml } from "./objects-to-yaml.ts";

export interface WalkthroughStep extends ExampleStep {
  /** The members of the state that the user has changed. */
  edited?: Partial<State>;
}

export interface Walkthrough {
  steps: WalkthroughStep[];
  at: number;
  /** The state with which the current step was opened. */
  opened: State;
}

export function walkthroughOf(example: Example): Walkthrough {
  const first = firstState(example);
  const steps = example.steps.map((step, index): WalkthroughStep => (index === 0 ? { ...step, edited: first } : { ...step }));
  return { steps, at: 0, opened: first };
}

/** Saves the edits of the current step. */
export function saveStep(walkthrough: Walkthrough, state: State): void {
  const step = walkthrough.steps[walkthrough.at]!;
  const changed = Object.entries(state).filter(([key, value]) => value !== walkthrough.opened[key as keyof State]);
  step.edited = { ...step.edited, ...(Object.fromEntries(changed) as Partial<State>) };
}

export function firstState(example: Example): State {
  const first = example.steps[0];
  const clb = example.clb ? JSON.stringify(example.clb, null, 2) : "";
  return ofExample({ ...EMPTY, context: example.context, live: example.live, clb, ...(first ? requestState(first) : {}) }, example.id, 0);
}

const requestState = (step: ExampleStep): Partial<State> => ({
  manifest: step.manifest,
  prune: step.request.prune === true,
  deletions: (step.request.delete ?? []).map(({ namespace, name }) => `${namespace}/${name}`).join(" "),
  policy: step.request.policy ? JSON.stringify(step.request.policy, null, 2) : "",
});

/** With a step after the current one, which begins with the result of the current one. */
export function withNextStep(walkthrough: Walkthrough | undefined, state: State): Walkthrough {
  const title = (n: number): WalkthroughStep["title"] => ({ en: pageTranslator("en")("step", { n }), "zh-CN": pageTranslator("zh-CN")("step", { n }) });
  const next = (n: number): WalkthroughStep => ({ title: title(n), description: undefined, manifest: state.manifest, request: {}, objects: [], patch: null });
  const result = walkthrough ?? { steps: [{ ...next(1), edited: state }], at: 0, opened: state };
  if (result.at === result.steps.length - 1) result.steps.push(next(result.steps.length + 1));
  return result;
}

/** The state after the plan. The element does not simulate very large inputs. */
export function simulationOf({ plan, simulation, request }: ClbPreview): Simulation | undefined {
  if (!plan || plan.services.length === 0) return undefined;
  if (simulation) return simulation;
  const answer = call("simulate", request);
  return isRequestError(answer) ? undefined : (answer as Simulation);
}

/** Goes to a step. Simulates all steps before it, because they may have been edited. */
export function openStep(walkthrough: Walkthrough, at: number): State {
  let state: State = { ...EMPTY, ...walkthrough.steps[0]!.edited };
  for (const step of walkthrough.steps.slice(1, at + 1)) {
    const simulation = simulate(state);
    const { live, clb } = simulation ? carryOver(simulation, step) : { live: [], clb: null };
    state = { ...state, ...requestState(step), live: toYaml(live), clb: clb ? JSON.stringify(clb, null, 2) : "", ...step.edited };
  }
  const { example } = walkthrough.opened;
  if (example) state = ofExample(state, example.id, at);
  walkthrough.at = at;
  walkthrough.opened = state;
  return state;
}

function simulate(state: State): Simulation | undefined {
  const clb = clbOf(state);
  const { defaultNamespace } = state;
  const answer = call("simulate", {
    manifests: state.manifest,
    context: state.context,
    prune: state.prune,
    delete: deletionsOf(state),
    ...(state.live ? { live: state.live } : {}),
    ...(clb ? { clb } : {}),
    ...(defaultNamespace ? { defaultNamespace } : {}),
    ...state.options,
  });
  return isRequestError(answer) ? undefined : (answer as Simulation);
}
