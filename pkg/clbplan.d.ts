// Made from the Rust types by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.

/** The answer to an invalid request. `unwrap` makes an exception of it. */
export interface InvalidRequest {
  error: { code: string; message: string; path: string };
}

/** The request is invalid: not JSON, a misspelt member, a value of the wrong type. */
export class RequestError extends TypeError {
  /** The code of the mistake, `request/wrong-shape`. */
  readonly code: string;
  /** The location in the request; empty for all of it. */
  readonly path: string;
}

/** A call failed. The next call works, unless the planner is closed. */
export class CallError extends Error {
  readonly code: "trap" | "out-of-memory" | "timeout" | "closed";
  /** The function that was called. */
  readonly function: string;
}

/** The answer; throws a `RequestError` for that to an invalid request. */
export function unwrap<Answer>(answer: Answer | InvalidRequest): Answer;

/** The finding as a line that editors recognise: `file:line:column: severity[code]: message`. */
export function formatDiagnostic(diagnostic: Diagnostic): string;

/** What would become of the load balancers. */
export function planSync(request: PlanRequest): Plan | InvalidRequest;
/** Everything that is wrong with the manifests. */
export function validateService(request: ValidateRequest): Report | InvalidRequest;
/** The state after the plan was carried out by the simulated cloud. */
export function simulate(request: PlanRequest): Simulation | InvalidRequest;
/** What can stand at a position. */
export function complete(request: EditorRequest): Completions | InvalidRequest;
/** What stands at a position. */
export function hover(request: EditorRequest): Hover | null | InvalidRequest;
/** What is known of an annotation, a code, a reason, a field, a switch or a tag. */
export function explain(request: ExplainRequest): Explanation | InvalidRequest;
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
  /** Dates and versions of the sources. */
  sources: { annotations: string; switches: string; clbApi: string; tagApi: string; kubernetes: string };
  /** Limits of a request; what is beyond them is a diagnostic, except for `requestBytes`. */
  limits: {
    requestBytes: number;
    textBytes: number;
    documents: number;
    depth: number;
    nodes: number;
    aliasNodes: number;
    syntaxFindings: number;
    diagnostics: number;
  };
}

/** A call. */
export interface Action {
  /** The resource it changes. */
  address: string;
  /** Ids of the actions that must come first. */
  after: string[];
  /** The API, `CreateListener`; `kubernetes` for a JSON merge patch of the Service, or of the TkeServiceConfig that the controller maintains for it. */
  api: string;
  /** Why. */
  because: Because;
  /** Id of the action, unique in the plan. */
  id: string;
  /** The complete body. `{"$from": id, "path": …}` stands for a value in the answer of another action; an id of the form `…:describe:…` names a resource that exists and whose id was not provided. */
  request: unknown;
  /** Length of the longest chain of actions before it. The API changes a load balancer by one call at a time: calls on one load balancer are sent in the order of the list. */
  wave: number;
}

/** The addresses of a Service. */
export interface Addresses {
  /** Those that it will have; absent when they are not known yet. */
  after?: string[];
  /** Those that it has; absent when they are unknown, or there are none. */
  before?: string[];
}

/** Something that was not provided and is therefore not checked. */
export interface Assumption {
  /** Name of the assumption, `area/name`; stable. */
  code: string;
  /** The event code of the controller that appears when the assumption turns out wrong. */
  event?: string;
  /** The assumption as a sentence. */
  message: string;
}

/** The basis of a statement. */
export type Basis =
  /** A public page states it. */
  | "documented"
  /** It is inferred from public pages. */
  | "inferred";

/** The reason for an action, a verdict or a withheld change. */
export interface Because {
  /** Whether it is documented or inferred. */
  basis: Basis;
  /** Name of the reason, `area/name`; stable. */
  code: string;
  /** The reason as a sentence. */
  message: string;
  /** The page that states it. */
  url?: string;
}

/** The change of one resource. */
export interface Change {
  /** The resource, `listener/TCP/80`. */
  address: string;
  /** Its state after the plan; null when it is removed. */
  after: unknown;
  /** Members of `after` whose values are not known yet. */
  afterUnknown: string[];
  /** Why. */
  because: Because[];
  /** Its current state; null when it does not exist. */
  before: unknown;
  /** Members that differ; only of an update. */
  fields: string[];
  /** The locations in `manifests` that specify it, when that was text. */
  sources?: SourceRange[];
  /** What happens to the resource. */
  verb: Verb;
}

/** The form of `clb`: answers of the cloud's own API. They are decoded member by member, so that an error is a diagnostic. */
export interface ClbState {
  /** True when every CLB of the region is listed, so that an id that is absent does not exist. */
  complete?: boolean | null;
  /** `Listeners` of `DescribeListeners`, by load balancer id. */
  listeners?: Record<string, Array<Record<string, unknown>>> | null;
  /** `LoadBalancerSet` of `DescribeLoadBalancers`. */
  loadBalancers: Array<Record<string, unknown>>;
  /** `LoadBalancerSet` of `DescribeLBOperateProtect`: `LoadBalancerId` and `ProtectState` of each load balancer. */
  operateProtect?: Array<Record<string, unknown>> | null;
  /** `Listeners` of `DescribeTargets`, by load balancer id. */
  targets?: Record<string, Array<Record<string, unknown>>> | null;
}

/** The kind of a cluster. */
export type ClusterType =
  /** A TKE cluster with nodes. */
  | "managed"
  /** TKE Serverless. */
  | "serverless";

/** One completion. */
export interface Completion {
  /** One line to show beside the label; may be empty. */
  detail: string;
  /** Documentation in Markdown; may be empty. */
  documentation: string;
  /** The edit that inserts it. */
  edit: Edit;
  /** What is completed. */
  kind: CompletionKind;
  /** The text to show in a list. */
  label: string;
}

/** What a completion inserts. */
export type CompletionKind =
  /** The name of an annotation. */
  | "annotation"
  /** The name of a field. */
  | "field"
  /** A complete value. */
  | "value"
  /** The beginning of a value, to be completed by the user. */
  | "snippet";

/** The answer of `complete`. */
export interface Completions {
  /** Best first. */
  items: Completion[];
}

/** Facts about the cluster. An absent one is unknown and has no default. */
export interface Context {
  /** Id of the cluster, `cls-…`: the value of the tag `tke-clusterId`. */
  clusterId?: string | null;
  /** Whether the cluster is managed or Serverless. */
  clusterType?: ClusterType | null;
  /** Data of the ConfigMap `kube-system/tke-service-controller-config`. It is also read from `live`. */
  controllerConfig?: Record<string, string> | null;
  /** Version of the Service controller, `v2.11.0`: decides which annotations it supports, and some defaults. */
  controllerVersion?: string | null;
  /** Kubernetes version, `1.34` or `v1.34.1`: selects the validation rules; the newest known ones without it. Versions before 1.34 are checked by the rules of 1.34, and by the known differences from them. */
  kubernetesVersion?: string | null;
  /** What the controller does when an edit requires another load balancer. */
  lifecycleMode?: LifecycleMode | null;
  /** True when `live` has every Service of the cluster. Without it that is assumed when `live` has the Service `default/kubernetes` and one of another namespace. Only then are load balancers without a Service listed. */
  liveComplete?: boolean | null;
  /** True when the manifests create their Services: none of those exists in the cluster, so none has a load balancer yet. Without it, a Service that is not in `live` may exist, unless `live` is complete. */
  manifestsCreate?: boolean | null;
  /** True when the manifests replace the live objects as a whole, as `kubectl replace` does; false when `kubectl apply` merges them: what only a live object has stays, unless the manifest that was applied last has it. Without it, they are merged where the live object records what was applied last, and replace it elsewhere. */
  manifestsReplace?: boolean | null;
  /** Networks of the cluster's Pods. */
  networkModes?: NetworkMode[] | null;
  /** Limits of the account. */
  quotas?: Quotas | null;
  /** Region of the cluster, `ap-guangzhou`. */
  region?: string | null;
  /** Ranges of the cluster's Service addresses, `10.96.0.0/16`. They are also read from `live` (ServiceCIDR). */
  serviceCidrs?: string[] | null;
  /** Range of node ports, `30000-32767`. */
  serviceNodePortRange?: string | null;
  /** True when several Services may share one load balancer. */
  sharing?: boolean | null;
  /** Number of the account that owns the cluster. */
  uin?: string | null;
  /** VPC of the cluster, `vpc-…`. */
  vpcId?: string | null;
}

/** A position: an offset, or a line and a column. A position after the end of the text counts as its end, a column after the end of a line as the end of the line. */
export interface Cursor {
  /** Counted from 1; needs `line`. */
  column?: number | null;
  /** Counted from 1; needs `column`. */
  line?: number | null;
  /** Counted from 0, from the start of the whole text; takes precedence over line and column. */
  offset?: number | null;
}

/** The worst that happens to a Service, in the order of danger. */
export type Danger =
  /** A load balancer is deleted. */
  | "deleted"
  /** A load balancer is replaced. */
  | "replaced"
  /** The address is lost or changes. */
  | "address-lost"
  /** The Service becomes reachable from the internet. */
  | "newly-public"
  /** A listener or forwarding rule is deleted, or every backend that it has is unbound or gets weight 0: it serves no client. */
  | "outage"
  /** The controller refuses the change. */
  | "blocked"
  /** The Service cannot be synced. */
  | "error"
  /** A load balancer is changed in place. */
  | "update"
  /** An existing load balancer is adopted. */
  | "adopt"
  /** A load balancer is created. */
  | "create"
  /** A load balancer is released. */
  | "release"
  /** Nothing changes. */
  | "keep";

/** A finding. */
export interface Diagnostic {
  /** Whether it is documented or inferred; absent for facts about the text itself. */
  basis?: Basis;
  /** Name of the finding, `annotation/unknown-name`; stable. Each has a reference page. */
  code: string;
  /** The detail text of kube-apiserver. */
  detail?: string;
  /** Its effect on the result. */
  effect: Effect;
  /** The event code of TKE's Service controller. */
  event?: string;
  /** True when the live object has it as well: the request does not bring it. */
  existing?: boolean;
  /** Changes of the text that fix it. */
  fixes?: Fix[];
  /** Findings of the same number are equal but for their objects; the lower one is the more dangerous. Absent of violations of a policy. */
  group?: number;
  /** What to do about it. */
  help?: string;
  /** The reader that raises it. */
  layer: Layer;
  /** The problem. */
  message: string;
  /** The object it is about. */
  object?: ObjectRef;
  /** The path of the field, as Kubernetes prints it. */
  path?: string;
  /** Other locations that explain it. */
  related?: Related[];
  /** How severe it is. */
  severity: Severity;
  /** Its location in `manifests`, when that was text. */
  source?: SourceRange;
  /** The error type of kube-apiserver. */
  type?: FieldErrorType;
  /** The page that states it, or from which it is inferred. */
  url?: string;
  /** Why it matters. */
  why?: string;
}

/** A replacement in the text. */
export interface Edit {
  /** Position after the last character to replace. */
  end: Position;
  /** Position of the first character to replace. */
  start: Position;
  /** The replacement. */
  text: string;
}

/** The request of `complete` and `hover`. */
export interface EditorRequest {
  /** Facts about the cluster: annotations that need a newer controller come last. */
  context?: Context;
  /** Language of the texts. */
  locale?: Locale;
  /** The position of the cursor. */
  position: Cursor;
  /** How columns and offsets are counted. */
  positionEncoding?: PositionEncoding;
  /** YAML or JSON, any number of documents, complete or not. */
  text: string;
}

/** The effect of a finding on the result. */
export type Effect =
  /** kube-apiserver rejects the object. */
  | "rejected"
  /** The controller stops syncing the Service. */
  | "aborts"
  /** What the controller does is not documented; nothing is planned for the Service. */
  | "unknown"
  /** The controller skips the resource and continues. */
  | "withholds"
  /** The controller ignores the value. */
  | "ignored"
  /** None. */
  | "none";

/** A reference entry. */
export interface Entry {
  /** Whether it is documented or inferred. */
  basis?: Basis;
  /** The kind of the entry. */
  kind: ReferenceEntryKind;
  /** The full name, the code, or the path. */
  name: string;
  /** The full text in Markdown. */
  text: string;
  /** The title, one line. */
  title: string;
  /** The page that states it, or from which it is inferred. */
  url?: string;
}

/** The request of `explain`. */
export interface ExplainRequest {
  /** Language of the texts. */
  locale?: Locale;
  /** The name of an annotation, code, reason, field, switch, tag, event code, context key, verdict or another word of the answer. `context`, `verdict` and `vip` list theirs. Empty: everything. */
  query?: string;
}

/** The answer of `explain`. */
export interface Explanation {
  /** Entries with that name. */
  entries: Entry[];
  /** Similar names, when no entry has that name. */
  near: string[];
}

/** The error types of kube-apiserver, as it spells them. */
export type FieldErrorType =
  /** A required value is absent. */
  | "Required"
  /** A value is not valid. */
  | "Invalid"
  /** A value is not in the list of supported ones. */
  | "NotSupported"
  /** A value occurs more than once. */
  | "Duplicate"
  /** A value must not be set. */
  | "Forbidden"
  /** A value is too long. */
  | "TooLong"
  /** A list has too many items. */
  | "TooMany";

/** The number of findings by severity. */
export interface FindingCounts {
  /** Objects that are rejected, or do not do what they specify. */
  errors: number;
  /** Additional information. */
  infos: number;
  /** The number of suppressed warnings and infos; absent when there are none. */
  suppressed?: number;
  /** Objects that work, but probably not as intended. */
  warnings: number;
}

/** A change of the text that certainly fixes the finding. */
export interface Fix {
  /** Replacements, without overlap. */
  edits: Edit[];
  /** What the fix does, as a sentence. */
  title: string;
}

/** A built-in guard, named after what it detects. */
export type Guard =
  /** A CLB is deleted. */
  | "deletes-load-balancer"
  /** The address that clients use changes or is lost. */
  | "changes-address"
  /** A CLB is replaced. */
  | "replaces-load-balancer"
  /** The Service is public. */
  | "exposes-publicly"
  /** The bandwidth is above this many Mbps. */
  | {
    "exceeds-bandwidth": number;
  }
  /** An internal CLB is in a subnet that is not in this list. */
  | {
    "outside-subnets": string[];
  }
  /** A listener or rule loses all its backends: they are unbound, also where others are bound afterwards, or get weight 0, or it is deleted with them. */
  | "drains-backends"
  /** An existing CLB is adopted. */
  | "adopts-load-balancer"
  /** Modification protection is off. */
  | "lacks-modification-protection"
  /** An edit has no effect. */
  | "edit-without-effect";

/** The Services whose load balancer is deleted, whose address is lost, or that become public. */
export interface Highlights {
  /** Services whose address is lost or changes. */
  addressesLost: ServiceWithLoadBalancer[];
  /** Services whose load balancer is deleted, also as a part of a replacement. */
  deleted: ServiceWithLoadBalancer[];
  /** Services that become reachable from the internet. */
  newlyPublic: ServiceWithLoadBalancer[];
}

/** The answer of `hover`. */
export interface Hover {
  /** Markdown. */
  contents: string;
  /** The key or value that is described. */
  range: Range;
}

/** The reader that raises a finding. */
export type Layer =
  /** The YAML or JSON parser. */
  | "syntax"
  /** The form of an object, or of the cloud's answers. */
  | "schema"
  /** kube-apiserver. */
  | "kubernetes"
  /** TKE's Service controller. */
  | "tke"
  /** The plan. */
  | "plan"
  /** The guard rails of the request. */
  | "policy";

/** What the controller does when an edit requires another CLB. Both behaviours are documented; which version changed from one to the other is not. */
export type LifecycleMode =
  /** It refuses the edit. */
  | "blocked"
  /** It replaces the load balancer. */
  | "rebuild";

/** What happens to the load balancer of a Service. */
export interface LoadBalancerPlan {
  /** The addresses, IPs or a domain name; absent when none is known. */
  addresses?: Addresses;
  /** Why, the most important reason first. */
  because: Because[];
  /** Where the change fails; only of the verdict `error`. */
  failure?: SyncFailure;
  /** Id of the load balancer; absent when it does not exist yet or is unknown. */
  id?: string;
  /** True when the Service becomes reachable from the internet, whatever else happens. */
  newlyPublic?: boolean;
  /** True when a listener or forwarding rule is deleted, or loses every backend that it has, whatever else happens. */
  outage?: boolean;
  /** True when the verdict is `keep`, and `withheld` has changes that are unknown or that cannot be made yet. */
  undecided?: boolean;
  /** True when the deletion is expected, and not proven: no call is planned for it. */
  unproven?: boolean;
  /** The verdict. */
  verdict: LoadBalancerVerdict;
  /** What happens to the address that clients use. */
  vip: VipVerdict;
}

/** What happens to the load balancer of a Service. */
export type LoadBalancerVerdict =
  /** The Service has no load balancer and needs none. */
  | "none"
  /** The load balancer does not change. */
  | "keep"
  /** A load balancer is created. */
  | "create"
  /** An existing load balancer is adopted: TKE uses it and does not delete it. */
  | "adopt"
  /** The load balancer is changed in place. */
  | "update"
  /** The load balancer is deleted or released, and another one takes its place. */
  | "replace"
  /** The load balancer is deleted. */
  | "delete"
  /** The load balancer is released: kept and no longer managed. */
  | "release"
  /** The controller refuses the change. */
  | "blocked"
  /** The controller cannot sync the Service, or too little is known. */
  | "error"
  /** Nothing is changed, because the Service has `mode: skip`. */
  | "skip";

/** Language of the messages. Codes never change with it. */
export type Locale =
  /** English. */
  | "en"
  /** Simplified Chinese. */
  | "zh-CN";

/** A text with a name. */
export interface NamedFile {
  /** Name of the file, such as its path: `source.file` of a finding. */
  name: string;
  /** YAML or JSON with any number of documents. */
  text: string;
}

/** The network of Pods. */
export type NetworkMode =
  /** Pod addresses are routed by the route table of the VPC. */
  | "GlobalRouter"
  /** Pods have addresses of the VPC. */
  | "VPC-CNI";

/** The identity of a Kubernetes object. */
export interface ObjectRef {
  /** API version, `v1`. */
  apiVersion: string;
  /** Kind, `Service`. */
  kind: string;
  /** Name; absent when the object has none. */
  name?: string;
  /** Namespace; absent for cluster-scoped objects. */
  namespace?: string;
}

/** A CLB that no Service uses. */
export interface Orphan {
  /** An address by which clients reach it, an IP or a domain name; absent when none was provided. */
  address?: string;
  /** The number of backends of all listeners and rules; absent when some were not provided. */
  backends?: number;
  /** Why it counts as unused. */
  because: Because;
  /** When it was created, as the cloud writes it; absent when it was not provided. */
  createdAt?: string;
  /** The number of its listeners; absent when they were not provided. */
  listeners?: number;
  /** Id of the CLB, `lb-…`. */
  loadBalancerId: string;
  /** Its name; absent when it was not provided. */
  name?: string;
}

/** The Services with a load balancer outside of the scope. */
export interface OtherServicesCounts {
  /** Load balancers of this cluster that no Service uses. */
  orphans: number;
  /** How many there are. */
  services: number;
  /** How many of them have a plan that changes something, or that is refused, without this request. */
  withChanges: number;
  /** How many of them have findings. */
  withFindings: number;
}

/** Services to which the same happens. */
export interface OverviewGroup {
  /** The worst that happens to them. */
  danger: Danger;
  /** True when the same is planned for the live objects: the request does not bring it. */
  existing?: boolean;
  /** Why they are in the plan. */
  scope: RelationToRequest;
  /** The Services, sorted by namespace and name. */
  services: ServiceWithLoadBalancer[];
  /** The verdict on their load balancers. */
  verdict: LoadBalancerVerdict;
  /** What happens to their addresses. */
  vip: VipVerdict;
}

/** The answer of `planSync`: what TKE's Service controller will do. */
export interface Plan {
  /** What was not provided and is therefore not checked. */
  assumptions: Assumption[];
  /** False when something that is needed was not provided or is not valid; see `assumptions` and `diagnostics`. */
  complete: boolean;
  /** Findings, sorted by location. */
  diagnostics: Diagnostic[];
  /** How many of the findings the live objects have as well; absent when there are none. */
  existing?: SeverityCounts;
  /** The number of findings by severity, including those that an answer of very many drops. */
  findings: SeverityCounts;
  /** Version of this format. */
  formatVersion: string;
  /** The Services whose load balancer is deleted, whose address is lost, or that become public. */
  highlights: Highlights;
  /** CLBs with this cluster's ownership tags that no Service uses. */
  orphans: Orphan[];
  /** The Services with a load balancer outside of the scope; absent when the scope is everything. */
  others?: OtherServicesCounts;
  /** Services to which the same happens, in the order of danger. */
  overview: OverviewGroup[];
  /** The verdict of the guard rails; absent when the request has none. */
  policy?: PolicyAnswer;
  /** The plan of each Service, sorted by namespace and name. */
  services: ServicePlan[];
  /** The number of load balancers by verdict. */
  summary: VerdictCounts;
  /** The number of suppressed warnings and infos; absent when there are none. */
  suppressed?: number;
}

/** The request of `planSync`. */
export interface PlanRequest {
  /** The current state of the cloud. Without it, the state is derived from `live` by simulation, and an assumption says so. */
  clb?: ClbState | null;
  /** Facts about the cluster. */
  context?: Context;
  /** Namespace of the objects that name none; without it they are assumed to be in `default`. */
  defaultNamespace?: string | null;
  /** Services to delete. The name `*` selects every live Service of its namespace. */
  delete?: ServiceName[];
  /** Codes of findings to suppress: warnings and infos, for all objects. The answer counts the suppressed ones. */
  ignore?: string[];
  /** The objects currently in the cluster. */
  live?: Source | null;
  /** Facts that hold without this request, where it changes one, such as the version of the controller: what is found and planned for the live objects is judged by them. Without it, `context`. */
  liveContext?: Context | null;
  /** Language of the messages. */
  locale?: Locale;
  /** The desired objects. */
  manifests?: Source;
  /** Guard rails for the plan. */
  policy?: Policy | null;
  /** How columns and offsets are counted. */
  positionEncoding?: PositionEncoding;
  /** Deletes every live Service of type LoadBalancer that is not in `manifests`. */
  prune?: boolean;
  /** Where `prune` looks for Services; without it, in the whole cluster. */
  pruneWithin?: PruneWithin | null;
  /** Services that are deleted and created again from `manifests`. The name `*` selects all of its namespace. */
  recreate?: ServiceName[];
  /** The Services of the answer; without it, all. */
  scope?: PlanScope | null;
}

/** The Services of a plan. */
export type PlanScope =
  /** Those of `manifests` and all live ones. */
  | "all"
  /** Those that `manifests`, `delete` and `prune` name, and those that share a load balancer or a TkeServiceConfig with them. The others are counted. */
  | "named";

/** Guard rails for a plan. */
export interface Policy {
  /** Rules are evaluated independently; the worst verdict counts. */
  rules: PolicyRule[];
}

/** The verdict of the guard rails. */
export interface PolicyAnswer {
  /** The worst verdict of all rules, without the violations that the request does not bring (`existing`). */
  verdict: PolicyVerdict;
  /** The violated guards, with their rules; and those that cannot be decided (`policy/undecided`). */
  violations: Diagnostic[];
}

/** Selects Services. All given conditions must hold. */
export interface PolicyMatch {
  /** The Service has all of these labels. */
  labels?: Record<string, string>;
  /** The Service is in one of these namespaces. */
  namespaces?: string[];
}

/** A rule. */
export interface PolicyRule {
  /** Guards that deny the plan. */
  deny?: Guard[];
  /** The Services that the rule applies to; absent: all. */
  match?: PolicyMatch;
  /** The name of the rule, shown with each violation. */
  name: string;
  /** Guards that warn. */
  warn?: Guard[];
}

/** A verdict of the guard rails. */
export type PolicyVerdict =
  /** No guard is violated. */
  | "allow"
  /** No guard is violated as far as is known, but what was provided does not decide all of them. */
  | "undecided"
  /** A guard that only warns is violated. */
  | "warn"
  /** A guard that denies is violated. */
  | "deny";

/** A position in the text. */
export interface Position {
  /** Column, counted from 1. A byte order mark has no column, as in editors. */
  column: number;
  /** Line, counted from 1. */
  line: number;
  /** Offset, counted from 0 from the start of the text; of named files, of the file. A byte order mark counts: it is the first character of the text. */
  offset: number;
}

/** How columns and offsets are counted. */
export type PositionEncoding =
  /** In UTF-16 code units, as editors and the Language Server Protocol count. */
  | "utf-16"
  /** In UTF-8 bytes. */
  | "utf-8";

/** Where `prune` looks for Services. */
export type PruneWithin =
  /** In the whole cluster. */
  | "cluster"
  /** In the namespaces of `manifests`. */
  | "manifest-namespaces";

/** Limits of the account; an absent one is unknown. */
export interface Quotas {
  /** Load balancers in the region, for public and for internal ones each (`TOTAL_OPEN_CLB_QUOTA`, `TOTAL_INTERNAL_CLB_QUOTA`). */
  clbsPerRegion?: number | null;
  /** Listeners of one load balancer (`TOTAL_LISTENER_QUOTA`). */
  listenersPerClb?: number | null;
  /** Backends of one listener (`TOTAL_TARGET_BIND_QUOTA`). */
  targetsPerListener?: number | null;
}

/** A range of the text. */
export interface Range {
  /** Position after the last character. */
  end: Position;
  /** Position of the first character. */
  start: Position;
}

/** The kind of a reference entry. */
export type ReferenceEntryKind =
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
  | "reason"
  /** A fact about the cluster, a key of `context`. */
  | "context-key"
  /** A member of a request. */
  | "request-member"
  /** What happens to a load balancer or its address. */
  | "verdict"
  /** A member of an answer. */
  | "answer-member";

/** A call that the simulated cloud rejected. */
export interface RejectedCall {
  /** Id of the action. */
  action: string;
  /** The call. */
  api: string;
  /** The API's error code and message. */
  error: string;
}

/** Another location that explains the finding. */
export interface Related {
  /** What is found there. */
  message: string;
  /** The object, when it is another one. */
  object?: ObjectRef;
  /** Its location in `manifests`, when that was text. */
  source?: SourceRange;
}

/** Why a Service is in the plan. */
export type RelationToRequest =
  /** The manifests, `delete` or `prune` name it. */
  | "named"
  /** It shares a load balancer with a named one, or uses an object of the manifests. */
  | "touched"
  /** It is in the same cluster, and nothing in the request concerns it. */
  | "other";

/** The answer of `validateService`. */
export interface Report {
  /** Findings, sorted by location. Of very many the most severe are kept, and one more finding states how many were dropped. */
  diagnostics: Diagnostic[];
  /** How many of the findings the live objects have as well; absent when there are none. */
  existing?: SeverityCounts;
  /** Version of this format. */
  formatVersion: string;
  /** The number of findings by severity, including dropped ones. */
  summary: FindingCounts;
}

/** What happens to a Service object. */
export type ServiceEvent =
  /** It is created. */
  | "create"
  /** It is changed. */
  | "update"
  /** It is deleted. */
  | "delete"
  /** It is deleted and created again. */
  | "recreate"
  /** It does not change. */
  | "unchanged";

/** The name of a Service. */
export interface ServiceName {
  /** The name of the Service in its namespace. */
  name: string;
  /** The namespace of the Service. */
  namespace: string;
}

/** The plan of one Service. */
export interface ServicePlan {
  /** The calls, in an order that respects `after`. */
  actions: Action[];
  /** The changes, resource by resource. */
  changes: Change[];
  /** What happens to the Service object. */
  event: ServiceEvent;
  /** True when the same is planned for the live object: the request does not bring it. */
  existing?: boolean;
  /** What happens to its load balancer. */
  loadBalancer: LoadBalancerPlan;
  /** The name of the Service. */
  name: string;
  /** The namespace of the Service. */
  namespace: string;
  /** Its place in the order of danger, from 0. */
  rank: number;
  /** Why the Service is in the plan. */
  scope: RelationToRequest;
  /** The uid of the Service; absent before it is created. */
  uid?: string;
  /** Differences that are not removed, with their reasons. */
  withheld: Withheld[];
}

/** A Service with its load balancer. */
export interface ServiceWithLoadBalancer {
  /** The address that clients use before the plan, or after it when there is none before; absent when it is unknown. */
  address?: string;
  /** Id of the load balancer; absent when it does not exist yet or is unknown. */
  loadBalancerId?: string;
  /** The name of the Service. */
  name: string;
  /** The namespace of the Service. */
  namespace: string;
}

/** How severe a finding is. */
export type Severity =
  /** The object is rejected, or does not do what it specifies. */
  | "error"
  /** The object works, but probably not as intended. */
  | "warning"
  /** Additional information. */
  | "info";

/** How many findings there are, by severity. */
export interface SeverityCounts {
  /** Objects that are rejected, or do not do what they specify. */
  errors: number;
  /** Additional information. */
  infos: number;
  /** Objects that work, but probably not as intended. */
  warnings: number;
}

/** The answer of a simulation: the state afterwards, ready to be the next request's `live` and `clb`. */
export interface Simulation {
  /** The state of the cloud after the plan, usable as `clb` of the next request. */
  clb: ClbState;
  /** The objects in the cluster after the plan, usable as `live` of the next request. */
  live: Array<Record<string, unknown>>;
  /** Calls that the simulated cloud rejected. It is empty unless the plan is wrong. */
  refused: RejectedCall[];
}

/** YAML or JSON text with any number of documents (also kind: List), named files of such text, an object, or objects. */
export type Source = string | object | NamedFile[] | object[];

/** A range in the text of `manifests`. */
export interface SourceRange {
  /** Index of the document in the text or the file, counted from 0. */
  document: number;
  /** Position after the last character. */
  end: Position;
  /** Name of the file, when `manifests` was named files. */
  file?: string;
  /** Position of the first character. */
  start: Position;
}

/** A part of a Service that can be written on its own. */
export type Subresource =
  /** The status, which controllers write. `spec` is taken from `live`; without `live` it is assumed to be as in the manifest. */
  | "status";

/** Where the change of a Service with the verdict `error` fails. */
export type SyncFailure =
  /** The API server rejects the manifest: there is no sync. */
  | "apiServer"
  /** The sync stops with an error. */
  | "sync"
  /** Nothing is planned, because what the controller does is not known. */
  | "unknown";

/** The request of `validateService`. */
export interface ValidateRequest {
  /** Facts about the cluster. */
  context?: Context;
  /** Namespace of the objects that name none; without it they are assumed to be in `default`. */
  defaultNamespace?: string | null;
  /** Services that are deleted first, so that their node ports and cluster IPs are free. The name `*` selects every live Service of its namespace. */
  delete?: ServiceName[];
  /** Codes of findings to suppress: warnings and infos, for all objects. The answer counts the suppressed ones. */
  ignore?: string[];
  /** The objects currently in the cluster. A Service that is found here is validated as an update. */
  live?: Source | null;
  /** Language of the messages. */
  locale?: Locale;
  /** The objects to validate. */
  manifests: Source;
  /** How columns and offsets are counted. */
  positionEncoding?: PositionEncoding;
  /** Services that are deleted and created again from `manifests`. The name `*` selects all of its namespace. */
  recreate?: ServiceName[];
  /** Validates writes to this subresource instead of to the whole object. */
  subresource?: Subresource | null;
}

/** What happens to a resource of the cloud or the cluster. */
export type Verb =
  /** It is created. */
  | "create"
  /** It is changed in place. */
  | "update"
  /** It is deleted. */
  | "delete"
  /** It is released: kept and no longer managed. */
  | "release";

/** The number of load balancers by verdict. `ignored` counts edits instead. */
export interface VerdictCounts {
  /** Existing load balancers that are adopted. */
  adopt: number;
  /** Services whose change the controller refuses. */
  blocked: number;
  /** Load balancers that are created. */
  create: number;
  /** Load balancers that are deleted. */
  delete: number;
  /** Services that cannot be synced. */
  error: number;
  /** Edits without effect. */
  ignored: number;
  /** Load balancers that do not change. */
  keep: number;
  /** Load balancers that are released: they are kept and no longer managed. */
  release: number;
  /** Load balancers that are deleted or released, with another one in their place. */
  replace: number;
  /** Load balancers that are changed in place. */
  update: number;
}

/** What happens to the address that clients use. */
export type VipVerdict =
  /** There is no address. */
  | "none"
  /** The address does not change. */
  | "kept"
  /** There is an address for the first time. */
  | "new"
  /** The address is replaced by another one. */
  | "changed"
  /** The address is lost. */
  | "lost"
  /** It cannot be determined from the provided input what happens to the address. */
  | "unknown";

/** A difference that the plan does not remove. */
export interface Withheld {
  /** The resource. */
  address: string;
  /** Why. */
  because: Because;
  /** The locations in `manifests` that specify it, when that was text. */
  sources?: SourceRange[];
  /** What was not done. */
  verb: Verb;
}
