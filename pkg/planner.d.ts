import type { About, Completions, EditorRequest, ExplainRequest, Explanation, Hover, Plan, PlanRequest, Report, Simulation, ValidateRequest } from "./clbplan.js";

export { CallError, RequestError, formatDiagnostic } from "./clbplan.js";

/** Limits of a planner. */
export interface PlannerOptions {
  /** Concurrent calls, each in a worker of its own; further calls wait. As many as processors, if it is absent. */
  calls?: number;
  /** Bytes of memory of a call: 1 GiB, if it is absent. */
  memory?: number;
  /** Milliseconds of a call, including the wait for a worker: a minute, if it is absent. `Infinity` for no limit. */
  timeout?: number;
}

/** What holds for one call. */
export interface CallOptions {
  /** Ends the call; it is rejected with the signal's reason. */
  signal?: { readonly aborted: boolean };
  /** Milliseconds, if they are fewer than the planner's. */
  timeout?: number;
}

/** Functions of the module in workers. An invalid request is rejected with a `RequestError`, a failed call with a `CallError`. */
export interface Planner {
  /** What would become of the load balancers. */
  plan(request: PlanRequest, options?: CallOptions): Promise<Plan>;
  /** Everything that is wrong with the manifests. */
  validate(request: ValidateRequest, options?: CallOptions): Promise<Report>;
  /** The state after the plan was carried out by the simulated cloud. */
  simulate(request: PlanRequest, options?: CallOptions): Promise<Simulation>;
  /** What can stand at a position. */
  complete(request: EditorRequest, options?: CallOptions): Promise<Completions>;
  /** What stands at a position. */
  hover(request: EditorRequest, options?: CallOptions): Promise<Hover | null>;
  /** What is known of an annotation, a code, a reason, a field, a switch or a tag. */
  explain(request: ExplainRequest, options?: CallOptions): Promise<Explanation>;
  /** Version, commit, format versions, dates of the sources and limits. */
  about(): About;
  /** The module's answer as text. That to an invalid request is no rejection, but the text of a `InvalidRequest`. */
  call(name: "plan" | "validate" | "simulate" | "complete" | "hover" | "explain", request: string, options?: CallOptions): Promise<string>;
  /** Ends the workers. Calls that run or wait are rejected. */
  close(): Promise<void>;
}

/** Starts a planner: in Node with threads, elsewhere with Web Workers. */
export function createPlanner(options?: PlannerOptions): Promise<Planner>;
