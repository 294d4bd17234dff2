// `<clb-preview>`. Importing the script defines the element.
import type { ClbState, Context, Diagnostic, Fix, Plan, PlanRequest, Policy, ServiceName, Source } from "./clbplan.js";

/** A resource of one Service, by its address in the plan, for example `listener/TCP/80`. */
export interface ResourceRef extends ServiceName {
  address: string;
}

/** "waiting" for the module, "checking" the input, "answered"; or without an answer: the input is "refused" or "unreadable", or the
 * module has "failed". */
export type AnswerState = "waiting" | "checking" | "answered" | "refused" | "unreadable" | "failed";

/** Why there is no answer. */
export interface Obstacle {
  /** The property that is to blame; empty if it is not one alone. */
  input: "manifest" | "live" | "clb" | "context" | "policy" | "";
  /** Empty if there is nothing to add: the input is not JSON. */
  message: string;
  /** Of the rejected member of the request. */
  path?: string | undefined;
  /** In the property's text, counted from 1. */
  line?: number | undefined;
  column?: number | undefined;
}

/** What a link leads to: a Service, or a finding by the name that `revealFinding` takes. */
export type LinkTarget = ServiceName | { finding: string };

/** A property that was not provided, or only one of the facts in `context`. */
export interface MissingInput {
  input: "live" | "clb" | "context";
  field?: string;
}

/** Further members of the request. */
export type Options = Pick<PlanRequest, "ignore" | "liveContext" | "pruneWithin" | "scope">;

/** The events of the element. */
export interface ClbPreviewEventMap extends HTMLElementEventMap {
  /** There is a new plan. It is drawn right after this event. */
  plan: CustomEvent<Plan>;
  /** The findings of the same plan. */
  diagnostics: CustomEvent<Diagnostic[]>;
  /** The user has selected a resource, or unselected it. */
  choose: CustomEvent<ResourceRef | undefined>;
  /** The user has selected a Service in the list. */
  service: CustomEvent<ServiceName>;
  /** The user wants a link to a Service or to a finding. Only of an element that is `linkable`. */
  link: CustomEvent<LinkTarget>;
  /** The user wants to enter what was not provided. Only of an element that is `asking`. */
  ask: CustomEvent<MissingInput>;
  /** The user wants to see the location of a finding in the manifest. */
  reveal: CustomEvent<Diagnostic>;
  /** The user wants to apply a fix to the manifest. */
  fix: CustomEvent<{ fix: Fix; finding: Diagnostic }>;
  /** The state has changed, or why there is no answer. */
  state: CustomEvent<AnswerState>;
  /** The module cannot be loaded or has crashed. The element shows why. */
  fault: CustomEvent<Error>;
}

/** Plans what its properties describe, and draws the plan. Its own content is shown until there is an answer.
 *
 * Colours and font can be set by `--clb-text`, `--clb-muted`, `--clb-background`, `--clb-surface`, `--clb-raised`, `--clb-line`,
 * `--clb-accent` and `--clb-font`. The parts `summary`, `service`, `picture` and `findings` can be styled. */
export class ClbPreview extends HTMLElement {
  /** The desired objects: YAML or JSON text, or objects. */
  manifest: Source;
  /** The objects that are in the cluster now. */
  live: Source | undefined;
  /** The current state of the cloud, or its JSON text. `targetHealth`, the `LoadBalancers` of DescribeTargetHealth, is shown, and not part
   * of the request. */
  clb: (ClbState & { targetHealth?: unknown }) | string | undefined;
  /** Facts about the cluster, or their JSON text. */
  context: Context | string | undefined;
  /** Guard rails for the plan, or their JSON text. */
  policy: Policy | string | undefined;
  /** The namespace of manifests that name none. */
  defaultNamespace: string | undefined;
  /** Services to delete. */
  deletions: ServiceName[] | undefined;
  /** Whether every live Service of type LoadBalancer that is not in the manifest is deleted, too. */
  prune: boolean;
  /** Further members of the request. */
  options: Options | undefined;
  /** Whether Services and findings offer a link to themselves: the event "link". */
  linkable: boolean;
  /** Whether what was not checked offers to enter what is missing: the event "ask". */
  asking: boolean;
  locale: "en" | "zh-CN";
  /** "auto" is the colour scheme of the page around, or that of the system if the page has none. */
  theme: "light" | "dark" | "auto";
  /** The folder of the reference pages, ending in a slash. If it is not empty, codes link there. */
  reference: string;
  /** The selected resources. */
  marked: ResourceRef[];
  /** The latest plan. If the state is "unreadable", it is of the part that could be read, and not drawn. */
  readonly plan: Plan | undefined;
  /** Whether there is an answer to the current properties. */
  readonly state: AnswerState;
  /** Why there is none, if the state is "refused" or "unreadable". */
  readonly obstacle: Obstacle | undefined;
  /** The request that the properties describe. */
  readonly request: PlanRequest;
  /** The drawn answer as HTML without its styles. */
  readonly markup: string;
  /** Opens a Service and scrolls to one of its resources. */
  reveal(resource: ServiceName & { address?: string }): void;
  /** Shows a finding, by the name that the event "link" gave it; one of the next answer, if the properties have just changed. */
  revealFinding(id: string): void;
  addEventListener<Name extends keyof ClbPreviewEventMap>(name: Name, listener: (event: ClbPreviewEventMap[Name]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(name: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<Name extends keyof ClbPreviewEventMap>(name: Name, listener: (event: ClbPreviewEventMap[Name]) => void, options?: boolean | EventListenerOptions): void;
  removeEventListener(name: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** For JSX: the properties, and a listener `on…` for each event. */
export interface ClbPreviewProps
  extends Partial<Pick<ClbPreview, "manifest" | "live" | "clb" | "context" | "policy" | "defaultNamespace" | "deletions" | "prune" | "options" | "locale" | "theme" | "reference" | "marked" | "id" | "className">> {
  ref?: ((element: ClbPreview | null) => void) | { current: ClbPreview | null } | null;
  onplan?: (event: ClbPreviewEventMap["plan"]) => void;
  ondiagnostics?: (event: ClbPreviewEventMap["diagnostics"]) => void;
  onchoose?: (event: ClbPreviewEventMap["choose"]) => void;
  onreveal?: (event: ClbPreviewEventMap["reveal"]) => void;
  onfix?: (event: ClbPreviewEventMap["fix"]) => void;
  onstate?: (event: ClbPreviewEventMap["state"]) => void;
  onservice?: (event: ClbPreviewEventMap["service"]) => void;
  onlink?: (event: ClbPreviewEventMap["link"]) => void;
  onask?: (event: ClbPreviewEventMap["ask"]) => void;
  onfault?: (event: ClbPreviewEventMap["fault"]) => void;
}

declare global {
  interface HTMLElementTagNameMap {
    "clb-preview": ClbPreview;
  }
}
