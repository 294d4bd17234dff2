// Made from the Rust types by `UPDATE=1 cargo test --features schema --test generated`.

/** What is answered to a request that is none: `error.path` leads to the fault. */
export interface RequestError {
  error: { code: string; message: string; path: string };
}

/** What would become of the load balancers. */
export function planSync(request: PlanRequest): Plan | RequestError;
/** Everything that is wrong with the manifests. */
export function validateService(request: ValidateRequest): Report | RequestError;
/** The state after the plan was carried out by the simulated cloud. */
export function simulate(request: PlanRequest): Simulation | RequestError;
/** What can stand at a position. */
export function complete(request: EditorRequest): Completions | RequestError;
/** What stands at a position. */
export function hover(request: EditorRequest): Hover | null | RequestError;
/** What is known of an annotation, a code, a reason, a field, a switch or a tag. */
export function explain(request: ExplainRequest): Explanation | RequestError;
/** Version, commit, format versions, dates of the sources and limits. */
export function about(): About;

/** As `planSync`, in JSON text. */
export function planSyncJson(request: string): string;
/** As `validateService`, in JSON text. */
export function validateServiceJson(request: string): string;
/** As `simulate`, in JSON text. */
export function simulateJson(request: string): string;
/** As `complete`, in JSON text. */
export function completeJson(request: string): string;
/** As `hover`, in JSON text. */
export function hoverJson(request: string): string;
/** As `explain`, in JSON text. */
export function explainJson(request: string): string;

/** Bytes, a compiled module, a response or an address; or a promise of one. */
export type ModuleSource = string | object;

/** Loads and starts the module: without an argument that of this package. In node the import has done so, and this does nothing. */
export default function init(module?: ModuleSource): Promise<void>;
/** Starts a module whose bytes, or whose compiled form, are there already. */
export function initSync(module: ModuleSource): void;

export interface About {
  name: string;
  version: string;
  /** The commit it was built from; `-dirty` behind it for changes on top, or `unknown`. */
  commit: string;
  formatVersion: string;
  functions: string[];
  sources: Record<string, string>;
  limits: Record<string, number>;
}

/** One call. */
export interface Action {
  /** The resource. */
  address: string;
  /** Actions that go before. */
  after: string[];
  /** `CreateListener`; `kubernetes` for a JSON merge patch of the Service, or of the TkeServiceConfig that is kept for it. */
  api: string;
  /** Why. */
  because: Because;
  /** Unique in the plan. */
  id: string;
  /** Its body, ready to send; `{"$from": id, "path": …}` is a value of another call's answer. */
  request: unknown;
  /** Longest path to it. */
  wave: number;
}

/** Something that was not given and therefore not checked. */
export interface Assumption {
  /** `area/name`; stable. */
  code: string;
  /** The controller's own event code that follows where it turns out otherwise. */
  event?: string;
  /** The sentence. */
  message: string;
}

/** How we know. */
export type Basis =
  /** A public page says so. */
  | "documented"
  /** We conclude it from what public pages say. */
  | "inferred";

/** A reason in words. */
export interface Because {
  /** How we know. */
  basis: Basis;
  /** `area/name`. */
  code: string;
  /** The sentence. */
  message: string;
  /** The page. */
  url?: string;
}

/** What becomes of one resource. */
export interface Change {
  /** `listener/TCP/80`. */
  address: string;
  /** What will be there. */
  after: unknown;
  /** Members of `after` that are known only later, or not at all. */
  afterUnknown: string[];
  /** Why. */
  because: Because[];
  /** What is there now. */
  before: unknown;
  /** Members that differ, of an update. */
  fields: string[];
  /** The places in `manifests` that ask for it, when that was text. */
  sources?: SourceText[];
  /** What happens to it. */
  verb: Verb;
}

/** The shape of `clb`: the answers of the cloud's own API, read field by field so that a wrong one is a diagnostic. */
export interface ClbState {
  /** True: every CLB of the region is listed, so an id that is not there does not exist. */
  complete?: boolean | null;
  /** `DescribeListeners` → `Listeners`, by load balancer id. */
  listeners?: Record<string, Array<Record<string, unknown>>> | null;
  /** `DescribeLoadBalancers` → `LoadBalancerSet`. */
  loadBalancers: Array<Record<string, unknown>>;
  /** `DescribeTargets` → `Listeners`, by load balancer id. */
  targets?: Record<string, Array<Record<string, unknown>>> | null;
}

/** Kinds of cluster. */
export type ClusterType =
  /** TKE cluster with nodes. */
  | "managed"
  /** TKE Serverless. */
  | "serverless";

/** One thing that can stand at the cursor. */
export interface Completion {
  /** One line beside the label; may be empty. */
  detail: string;
  /** Markdown; may be empty. */
  documentation: string;
  /** What taking it does to the text. */
  edit: Edit;
  /** What it is. */
  kind: CompletionKind;
  /** What to show. */
  label: string;
}

/** What a completion is. */
export type CompletionKind =
  /** The name of an annotation. */
  | "annotation"
  /** The name of a field. */
  | "field"
  /** A whole value. */
  | "value"
  /** The beginning of a value, to be filled in. */
  | "snippet";

/** What `complete` answers. */
export interface Completions {
  /** Best first. */
  items: Completion[];
}

/** What is known of the cluster. Whatever is left out is unknown, never a default. */
export interface Context {
  /** `cls-…`: the value of the tag `tke-clusterId`. */
  clusterId?: string | null;
  /** Managed or serverless. */
  clusterType?: ClusterType | null;
  /** Data of ConfigMap `kube-system/tke-service-controller-config`; also read from `live`. */
  controllerConfig?: Record<string, string> | null;
  /** `v2.11.0`; gates annotations and defaults. */
  controllerVersion?: string | null;
  /** `1.34`; picks the validation profile. */
  kubernetesVersion?: string | null;
  /** What the controller does when a switch would need another CLB. */
  lifecycleMode?: LifecycleMode | null;
  /** How Pods are connected. */
  networkModes?: NetworkMode[] | null;
  /** Limits of the account. */
  quotas?: Quotas | null;
  /** `ap-guangzhou`. */
  region?: string | null;
  /** `30000-32767`. */
  serviceNodePortRange?: string | null;
  /** Several Services may share one CLB. */
  sharing?: boolean | null;
  /** The owner account's number. */
  uin?: string | null;
  /** `vpc-…`. */
  vpcId?: string | null;
}

/** Findings by severity. */
export interface Counts {
  /** The manifest will be refused, or will not do what it says. */
  errors: number;
  /** Good to know. */
  infos: number;
  /** Warnings and infos that are not shown because somebody asked for that. Left out: none. */
  suppressed?: number;
  /** It will work, and probably not as meant. */
  warnings: number;
}

/** A position: by offset, or by line and column. One beyond the text counts as its end, beyond a line as the line's. */
export interface Cursor {
  /** From 1; with `line`. */
  column?: number | null;
  /** From 1; with `column`. */
  line?: number | null;
  /** From 0, from the start of the whole text; counts before the others. */
  offset?: number | null;
}

/** One finding in words. */
export interface Diagnostic {
  /** How we know. */
  basis?: Basis;
  /** A name, `annotation/unknown-name`; stable, one page each. */
  code: string;
  /** kube-apiserver's detail text. */
  detail?: string;
  /** What it does to the outcome. */
  effect: Effect;
  /** The controller's own event code. */
  event?: string;
  /** Edits that remedy it. */
  fixes?: Fix[];
  /** What to do. */
  help?: string;
  /** Who finds it. */
  layer: Layer;
  /** What. */
  message: string;
  /** Of which object. */
  object?: ObjectRef;
  /** At which field, as Kubernetes prints it. */
  path?: string;
  /** Other places that matter. */
  related?: Related[];
  /** How bad it is. */
  severity: Severity;
  /** Where in `manifests`, when it was text. */
  source?: SourceText;
  /** kube-apiserver's type. */
  type?: FieldErrorType;
  /** The page. */
  url?: string;
  /** Why it matters. */
  why?: string;
}

/** One replacement. */
export interface Edit {
  /** One past the last character to replace. */
  end: Position;
  /** First character to replace. */
  start: Position;
  /** What to put there. */
  text: string;
}

/** What `complete` and `hover` are asked. */
export interface EditorRequest {
  /** What is known of the cluster: annotations too new for its controller come last. */
  context?: Context;
  /** Language of the texts. */
  locale?: Locale;
  /** Where the cursor is. */
  position: Cursor;
  /** How columns and offsets are counted. */
  positionEncoding?: PositionEncoding;
  /** YAML or JSON, any number of documents, complete or not. */
  text: string;
}

/** What the finding does to the outcome. */
export type Effect =
  /** The API server refuses the object. */
  | "rejected"
  /** The controller stops the whole sync of the Service. */
  | "aborts"
  /** The controller leaves this resource alone and goes on. */
  | "withholds"
  /** The value is dropped. */
  | "ignored"
  /** Nothing changes. */
  | "none";

/** An entry in words. */
export interface Entry {
  /** How we know. */
  basis?: Basis;
  /** What it is. */
  kind: EntryKind;
  /** The full name, the code, or the path. */
  name: string;
  /** Markdown: everything else. */
  text: string;
  /** One line. */
  title: string;
  /** The page that says so. */
  url?: string;
}

/** What an entry is. */
export type EntryKind =
  /** An annotation of a Service. */
  | "annotation"
  /** A label of a Service. */
  | "label"
  /** A finalizer of a Service. */
  | "finalizer"
  /** A condition of a Service. */
  | "condition"
  /** A readiness gate of a Pod. */
  | "readiness-gate"
  /** An annotation of a Pod. */
  | "pod-annotation"
  /** A cluster-wide switch. */
  | "switch"
  /** A key of a certificate Secret. */
  | "secret-key"
  /** A tag of a CLB. */
  | "tag"
  /** A field of a Service or of a TkeServiceConfig. */
  | "field"
  /** A finding. */
  | "code"
  /** A reason of a plan. */
  | "reason";

/** What happens to the Service object. */
export type Event =
  /** It is new. */
  | "create"
  /** It is edited. */
  | "update"
  /** It goes away. */
  | "delete"
  /** It stays as it is. */
  | "unchanged";

/** What `explain` is asked. */
export interface ExplainRequest {
  /** Language of the texts. */
  locale?: Locale;
  /** An annotation, a code, a reason, a field, a switch, a tag or an event code; empty: everything. */
  query?: string;
}

/** What `explain` answers. */
export interface Explanation {
  /** What goes by that name. */
  entries: Entry[];
  /** Names that may have been meant, when nothing does. */
  near: string[];
}

/** kube-apiserver's error types, as its answer spells them. */
export type FieldErrorType =
  /** `FieldValueRequired` */
  | "Required"
  /** `FieldValueInvalid` */
  | "Invalid"
  /** `FieldValueNotSupported` */
  | "NotSupported"
  /** `FieldValueDuplicate` */
  | "Duplicate"
  /** `FieldValueForbidden` */
  | "Forbidden"
  /** `FieldValueTooLong` */
  | "TooLong"
  /** `FieldValueTooMany` */
  | "TooMany";

/** A change of the text that is certain to remedy the problem. */
export interface Fix {
  /** Replacements that do not overlap. */
  edits: Edit[];
  /** What applying it does. */
  title: string;
}

/** The built-in guards, named for what they catch. */
export type Guard =
  /** A CLB is deleted. */
  | "deletes-load-balancer"
  /** The address clients use changes or is lost. */
  | "changes-address"
  /** A CLB is replaced. */
  | "replaces-load-balancer"
  /** The Service is public. */
  | "exposes-publicly"
  /** More bandwidth than this many Mbps. */
  | {
    "exceeds-bandwidth": number;
  }
  /** An internal CLB in a subnet that is not in this list. */
  | {
    "outside-subnets": string[];
  }
  /** A listener loses all its backends. */
  | "drains-backends"
  /** An existing CLB is taken into use. */
  | "adopts-load-balancer"
  /** Modification protection is not on. */
  | "lacks-modification-protection"
  /** An edit that has no effect. */
  | "edit-without-effect";

/** What `hover` answers. */
export interface Hover {
  /** Markdown. */
  contents: string;
  /** What it is about. */
  range: Range;
}

/** Which reader finds it. */
export type Layer =
  /** YAML or JSON. */
  | "syntax"
  /** The shape of an object or of the cloud's answers. */
  | "schema"
  /** kube-apiserver. */
  | "kubernetes"
  /** TKE's Service controller. */
  | "tke"
  /** The plan. */
  | "plan"
  /** The user's own guard rails. */
  | "policy";

/** The two documented generations of the controller. */
export type LifecycleMode =
  /** Switches that would need another CLB are refused. */
  | "blocked"
  /** They release the old CLB and take another. */
  | "rebuild";

/** What becomes of a CLB. */
export interface LoadBalancerPlan {
  /** Why. */
  because: Because[];
  /** The CLB, when it is known. */
  id?: string;
  /** What becomes of it. */
  verdict: Verdict;
  /** What becomes of its address. */
  vip: Vip;
}

/** Language of the messages. Codes never change with it. */
export type Locale =
  /** English. */
  | "en"
  /** Simplified Chinese. */
  | "zh-CN";

/** Pod networks of TKE. */
export type NetworkMode =
  /** Pod addresses are routed by the VPC's route table. */
  | "GlobalRouter"
  /** Pods have addresses of the VPC. */
  | "VPC-CNI";

/** The Kubernetes object a message speaks of. */
export interface ObjectRef {
  /** For example `v1`. */
  apiVersion: string;
  /** For example `Service`. */
  kind: string;
  /** Absent where the object has no name yet. */
  name?: string;
  /** Absent for cluster-scoped objects. */
  namespace?: string;
}

/** A CLB that nobody uses. */
export interface Orphan {
  /** Why it is one. */
  because: Because;
  /** `lb-…`. */
  loadBalancerId: string;
}

/** What will happen. */
export interface Plan {
  /** What was not given and therefore not checked. */
  assumptions: Assumption[];
  /** False: something needed was not given or not valid; see `assumptions` and `diagnostics`. */
  complete: boolean;
  /** Sorted by position. */
  diagnostics: Diagnostic[];
  /** `FORMAT_VERSION`. */
  formatVersion: string;
  /** CLBs that carry this cluster's marks and that no Service uses. */
  orphans: Orphan[];
  /** The verdict of the guard rails, when there are any. */
  policy?: PolicyAnswer;
  /** Sorted by namespace and name. */
  services: ServicePlan[];
  /** Load balancers, one verdict each; `ignored` counts edits without effect. */
  summary: Summary;
  /** How many warnings and infos are not shown because somebody asked for that. Left out: none. */
  suppressed?: number;
}

/** What `planSync` is asked. */
export interface PlanRequest {
  /** What the cloud holds; absent: derived from `live` by simulation, and said so. */
  clb?: ClbState | null;
  /** What is known of the cluster. */
  context?: Context;
  /** Services that go away. */
  delete?: ServiceName[];
  /** Codes of findings not to be shown: warnings and infos of any object. What is not shown is counted. */
  ignore?: string[];
  /** The objects the cluster holds now. */
  live?: Source | null;
  /** Language of the messages. */
  locale?: Locale;
  /** The objects as they are wanted. */
  manifests?: Source;
  /** Guard rails. */
  policy?: Policy | null;
  /** How columns and offsets are counted. */
  positionEncoding?: PositionEncoding;
  /** Every live Service of type LoadBalancer that is not in `manifests` goes away. */
  prune?: boolean;
}

/** Guard rails over a plan. */
export interface Policy {
  /** Each rule is judged by itself; the worst verdict counts. */
  rules: PolicyRule[];
}

/** The verdict of the guard rails. */
export interface PolicyAnswer {
  /** The worst of all rules. */
  verdict: PolicyVerdict;
  /** What broke which rule. */
  violations: Diagnostic[];
}

/** Which Services a rule is about: all that is given must hold. */
export interface PolicyMatch {
  /** All of these labels on the Service. */
  labels?: Record<string, string>;
  /** Any of these namespaces. */
  namespaces?: string[];
}

/** One rule. */
export interface PolicyRule {
  /** Guards that refuse the plan. */
  deny?: Guard[];
  /** Which Services; absent: all. */
  match?: PolicyMatch;
  /** Shown with each violation. */
  name: string;
  /** Guards that warn. */
  warn?: Guard[];
}

/** What the guard rails say. */
export type PolicyVerdict =
  /** Nothing was broken. */
  | "allow"
  /** A rule that only warns was broken. */
  | "warn"
  /** A rule that refuses was broken. */
  | "deny";

/** A position in the text of `manifests`. */
export interface Position {
  /** From 1. */
  column: number;
  /** From 1. */
  line: number;
  /** From 0, from the start of the whole text. */
  offset: number;
}

/** How columns and offsets are counted. */
export type PositionEncoding =
  /** UTF-16 code units, as editors and the language server protocol count. */
  | "utf-16"
  /** UTF-8 bytes. */
  | "utf-8";

/** Limits of the account. */
export interface Quotas {
  /** `TOTAL_OPEN_CLB_QUOTA` and `TOTAL_INTERNAL_CLB_QUOTA`. */
  clbsPerRegion?: number | null;
  /** `TOTAL_LISTENER_QUOTA`. */
  listenersPerClb?: number | null;
  /** `TOTAL_TARGET_BIND_QUOTA`. */
  targetsPerListener?: number | null;
}

/** A range of the text. */
export interface Range {
  /** One past the last character. */
  end: Position;
  /** First character. */
  start: Position;
}

/** What the simulated cloud would not do. */
export interface Refusal {
  /** The action. */
  action: string;
  /** Its call. */
  api: string;
  /** The API's error code and what it is about. */
  error: string;
}

/** A second place that helps to understand the first. */
export interface Related {
  /** What is there. */
  message: string;
  /** Of which object. */
  object?: ObjectRef;
  /** Where. */
  source?: SourceText;
}

/** What is wrong with the manifests. */
export interface Report {
  /** Sorted by position. Of very many the worst; one more finding says how many are left out. */
  diagnostics: Diagnostic[];
  /** `FORMAT_VERSION`. */
  formatVersion: string;
  /** How many there are of each severity, those that are left out included. */
  summary: Counts;
}

/** A Service by name. */
export interface ServiceName {
  /** Name. */
  name: string;
  /** Namespace. */
  namespace: string;
}

/** What happens to one Service. */
export interface ServicePlan {
  /** The calls, in an order that respects `after`. */
  actions: Action[];
  /** What differs, resource by resource. */
  changes: Change[];
  /** What happens to the object. */
  event: Event;
  /** What becomes of its CLB. */
  loadBalancer: LoadBalancerPlan;
  /** Name. */
  name: string;
  /** Namespace. */
  namespace: string;
  /** The API server's id. */
  uid?: string;
  /** Seen, and left alone. */
  withheld: Withheld[];
}

/** How bad it is. */
export type Severity =
  /** The manifest will be refused, or will not do what it says. */
  | "error"
  /** It will work, and probably not as meant. */
  | "warning"
  /** Good to know. */
  | "info";

/** The answer of a simulation: the state afterwards, ready to be the next request's `live` and `clb`. */
export interface Simulation {
  /** What the cloud holds. */
  clb: ClbState;
  /** What the cluster holds. */
  live: Array<Record<string, unknown>>;
  /** Calls that the simulated cloud refused; empty, unless the plan is wrong. */
  refused: Refusal[];
}

/** YAML or JSON text with any number of documents (also kind: List), an object, or objects. */
export type Source = string | object | object[];

/** A range in the text of `manifests`. */
export interface SourceText {
  /** Number of the document, from 0. */
  document: number;
  /** One past the last character. */
  end: Position;
  /** First character. */
  start: Position;
}

/** Parts of a Service that are written by themselves. */
export type Subresource =
  /** What controllers write. `spec` stays as `live` has it; without `live` it is taken to be as it is written. */
  | "status";

/** Load balancers by what becomes of them. */
export interface Summary {
  /** The user's, taken into use. */
  adopt: number;
  /** Refused by the controller, or not to be synced. */
  blocked: number;
  /** Bought. */
  create: number;
  /** Deleted. */
  delete: number;
  /** Edits without effect. */
  ignored: number;
  /** As they are. */
  keep: number;
  /** Let go. */
  release: number;
  /** Deleted or let go, with another one in its place. */
  replace: number;
  /** Changed in place. */
  update: number;
}

/** What `validateService` is asked. */
export interface ValidateRequest {
  /** What is known of the cluster. */
  context?: Context;
  /** Codes of findings not to be shown: warnings and infos of any object. What is not shown is counted. */
  ignore?: string[];
  /** The objects the cluster holds now: a Service found here makes the check an update. */
  live?: Source | null;
  /** Language of the messages. */
  locale?: Locale;
  /** The objects to look at. */
  manifests: Source;
  /** How columns and offsets are counted. */
  positionEncoding?: PositionEncoding;
  /** The Services are written to this subresource instead of being stored whole. */
  subresource?: Subresource | null;
}

/** What happens to a resource. */
export type Verb =
  /** It comes into being. */
  | "create"
  /** It is changed in place. */
  | "update"
  /** It goes. */
  | "delete"
  /** It stays, and is not managed any more. */
  | "release";

/** What becomes of its CLB. */
export type Verdict =
  /** It has none and needs none. */
  | "none"
  /** It stays as it is. */
  | "keep"
  /** One is bought. */
  | "create"
  /** One of the user's is taken into use. */
  | "adopt"
  /** It is changed in place. */
  | "update"
  /** It goes, and another one takes its place. */
  | "replace"
  /** It is deleted. */
  | "delete"
  /** It stays, and is not managed any more. */
  | "release"
  /** The controller refuses the change. */
  | "blocked"
  /** The controller cannot sync the Service, or too little is known. */
  | "error"
  /** Nothing is touched, by the user's wish. */
  | "skip";

/** What happens to the address that clients use. */
export type Vip =
  /** There is none. */
  | "none"
  /** It stays. */
  | "kept"
  /** There is one for the first time. */
  | "new"
  /** There is another one. */
  | "changed"
  /** It is gone. */
  | "lost"
  /** Not to be told from what was given. */
  | "unknown";

/** Something that differs and is left alone. */
export interface Withheld {
  /** The resource. */
  address: string;
  /** Why. */
  because: Because;
  /** The places in `manifests` that ask for it, when that was text. */
  sources?: SourceText[];
  /** What was not done. */
  verb: Verb;
}
