// The types of the module's requests and answers. They are generated from the Rust types, and collected here so that one file
// changes when they do. Only the last few belong to the page.

import type { InvalidRequest } from "../../pkg/clbplan.d.ts";

export type { Action, Because, Change, ClbState, Completions, Context, Diagnostic, Edit, Fix, Hover, Locale, NamedFile, Orphan, Plan, PlanRequest, Policy, Quotas, InvalidRequest, ServiceName, ServicePlan, Severity, Simulation, Source, SourceRange, VerdictCounts, Verb, LoadBalancerVerdict, VipVerdict, Withheld } from "../../pkg/clbplan.d.ts";
export type { AnswerState, LinkTarget, MissingInput, Options, ResourceRef } from "../../pkg/element.d.ts";

/** An object of the cloud or the cluster, with the API's own fields. */
export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

export const asObject = (value: unknown): JsonObject | undefined => (isObject(value) ? value : undefined);

export const isRequestError = (answer: unknown): answer is InvalidRequest => isObject(answer) && "error" in answer;
