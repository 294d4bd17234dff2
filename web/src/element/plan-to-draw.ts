// A plan of texts that could be read, with what is needed to draw it, also later when the input has changed.

import type { Engine } from "../engine/engine.ts";
import { type ClbState, type Plan, type ServicePlan, type Simulation, isRequestError } from "../types.ts";
import { type Inputs, isBlank } from "./inputs.ts";
import { keyOf } from "./service-key.ts";

/** From this length of a request on, only the plan is computed: the picture does not need more, and the answer comes sooner. */
const TOO_LARGE_TO_COMPLETE = 400_000;

/** How long the plan waits for what completes its answer, in milliseconds, before it is drawn without. */
const LONGEST_WAIT = 300;

const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

export interface PlanToDraw {
  plan: Plan;
  /** The cloud before the plan, if it was provided. */
  current: ClbState | undefined;
  /** Of the cluster, if it was provided. */
  region?: string | undefined;
  /** Cluster and cloud after the plan, if they were simulated. */
  simulation?: Simulation | undefined;
  /** The Services in the manifest; undefined if all are drawn alike. */
  named?: ReadonlySet<string> | undefined;
  /** No live objects were provided: the Services may be in the cluster already. */
  liveUnknown: boolean;
}

/** The Services that the plan is about, and the live ones that are neither in the manifest nor affected by it. */
export function ownAndOthers({ plan, named }: PlanToDraw): { own: ServicePlan[]; others: ServicePlan[] } {
  const isOther = (each: ServicePlan): boolean => named !== undefined && each.event === "unchanged" && each.changes.length + each.actions.length === 0 && !named.has(keyOf(each));
  return { own: plan.services.filter((each) => !isOther(each)), others: plan.services.filter(isOther) };
}

/** Simulates the state after the plan, and finds the Services in the manifest, by planning it alone. Returns nothing if that is done
 * already or not needed. The answer is drawn again if something comes late, and without it if that fails. */
export function completeAnswer(answered: PlanToDraw, { manifest, live, defaultNamespace }: Inputs, request: string, engine: Engine, signal: AbortSignal, draw: () => void): Promise<unknown> | undefined {
  const { services } = answered.plan;
  if (request.length >= TOO_LARGE_TO_COMPLETE || services.length === 0) return undefined;
  const pending: Promise<void>[] = [];
  const ask = (name: "simulate" | "plan-sync", text: string, store: (answer: unknown) => void): void => {
    const storeAnswer = (answer: unknown): void => {
      if (!isRequestError(answer)) store(answer);
    };
    const answering = engine.call(name, text, signal);
    if (!(answering instanceof Promise)) return storeAnswer(answering);
    const drawnAt = performance.now() + LONGEST_WAIT;
    const late = (answer: unknown): void => {
      if (signal.aborted) return;
      storeAnswer(answer);
      if (performance.now() > drawnAt) draw();
    };
    pending.push(answering.then(late, () => undefined));
  };
  ask("simulate", request, (answer) => (answered.simulation = answer as Simulation));
  if (!isBlank(manifest) && !isBlank(live) && services.some(({ event }) => event === "unchanged")) {
    ask("plan-sync", JSON.stringify({ manifests: manifest, defaultNamespace: defaultNamespace || undefined }), (answer) => (answered.named = new Set((answer as Plan).services.map(keyOf))));
  }
  return pending.length > 0 ? Promise.race([Promise.all(pending), wait(LONGEST_WAIT)]) : undefined;
}
