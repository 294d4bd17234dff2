// The module's requests and answers, as far as the previewer looks into them. The module owns these shapes.

export type Locale = "en" | "zh-CN";
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** YAML or JSON text, an object, or objects. */
export type Source = string | object | object[];

export interface ServiceName {
  namespace: string;
  name: string;
}

/** What `planSync` is asked. */
export interface PlanRequest {
  manifests: Source;
  live?: Source;
  context?: object;
  locale?: Locale;
  delete?: ServiceName[];
  prune?: boolean;
  clb?: object;
  policy?: object;
}

export interface Position {
  line: number;
  column: number;
  offset: number;
}

export interface Span {
  document?: number;
  start: Position;
  end: Position;
}

export interface Edit {
  start: Position;
  end: Position;
  text: string;
}

export interface Fix {
  title: string;
  edits: Edit[];
}

export type Severity = "error" | "warning" | "info";

export interface Diagnostic {
  code: string;
  severity: Severity;
  layer: string;
  effect: "rejected" | "aborts" | "withholds" | "ignored" | "none";
  message: string;
  why?: string;
  help?: string;
  object?: { apiVersion: string; kind: string; namespace?: string; name?: string };
  path?: string;
  detail?: string;
  source?: Span;
  related?: { message: string; source?: Span }[];
  fixes?: Fix[];
  event?: string;
  basis?: Basis;
  url?: string;
}

export type Basis = "documented" | "inferred";

export interface Because {
  code: string;
  message: string;
  basis: Basis;
  url?: string;
}

export type Verb = "create" | "update" | "delete" | "release";

export interface Change {
  address: string;
  verb: Verb;
  before: JsonObject | null;
  after: JsonObject | null;
  afterUnknown: string[];
  fields: string[];
  because: Because[];
  sources?: Span[];
}

export interface Action {
  id: string;
  api: string;
  request: Json;
  address: string;
  after: string[];
  wave: number;
  because: Because | Because[];
}

export interface Withheld {
  address: string;
  verb: Verb;
  because: Because | Because[];
  sources?: Span[];
}

export type Verdict =
  | "none"
  | "keep"
  | "create"
  | "adopt"
  | "update"
  | "replace"
  | "delete"
  | "release"
  | "blocked"
  | "error"
  | "skip";

export type Vip = "none" | "kept" | "new" | "changed" | "lost" | "unknown";

export interface ServicePlan extends ServiceName {
  uid?: string;
  event: "create" | "update" | "delete" | "unchanged";
  loadBalancer: { verdict: Verdict; id?: string; vip: Vip; because: Because[] };
  changes: Change[];
  actions: Action[];
  withheld: Withheld[];
}

export interface Plan {
  formatVersion: string;
  complete: boolean;
  summary: Record<string, number>;
  services: ServicePlan[];
  orphans: { loadBalancerId: string; because: Because | Because[] }[];
  diagnostics: Diagnostic[];
  assumptions: { code: string; message: string }[];
  policy?: { verdict: "allow" | "warn" | "deny"; violations: Diagnostic[] };
}

/** What the module answers to what is no request. */
export interface Refused {
  error: { code: string; message: string; path: string };
}

/** The cloud, as its API answers. */
export interface ClbState {
  loadBalancers: JsonObject[];
  listeners?: Record<string, JsonObject[]>;
  targets?: Record<string, JsonObject[]>;
  complete?: boolean;
}

/** What `simulate` answers: the state after the plan, ready to be the next request's. */
export interface Afterwards {
  live: JsonObject[];
  clb: ClbState;
  refused: { action: string; api: string; error: string }[];
}

/** A resource of one Service. */
export interface Place extends ServiceName {
  address: string;
}

export const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === "object" && answer !== null && "error" in answer;

export const list = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
