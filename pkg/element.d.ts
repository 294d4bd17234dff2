// `<clb-preview>`: importing this defines the element.
import type { ClbState, Context, Diagnostic, Fix, Plan, PlanRequest, Policy, ServiceName, Source } from "./clbplan.js";

/** A resource of one Service, by its address in the plan: `listener/TCP/80`. */
export interface Place extends ServiceName {
  address: string;
}

/** The events of the element. */
export interface ClbPreviewEventMap extends HTMLElementEventMap {
  /** A plan was answered and is about to be drawn. */
  plan: CustomEvent<Plan>;
  /** The findings of the same plan. */
  diagnostics: CustomEvent<Diagnostic[]>;
  /** A resource was chosen, or chosen no more. */
  choose: CustomEvent<Place | undefined>;
  /** A finding's place in the manifest is asked for. */
  reveal: CustomEvent<Diagnostic>;
  /** A finding's edit of the manifest is asked for. */
  fix: CustomEvent<{ fix: Fix; finding: Diagnostic }>;
  /** The module cannot start; the element says why. */
  fault: CustomEvent<Error>;
}

/** Asks the module about its properties and draws the plan. */
export class ClbPreview extends HTMLElement {
  /** The objects as they are wanted: YAML or JSON text, or objects. */
  manifest: Source;
  /** The objects the cluster holds now. */
  live: Source | undefined;
  /** What the cloud holds, or its JSON text. */
  clb: ClbState | string | undefined;
  /** What is known of the cluster, or its JSON text. */
  context: Context | string | undefined;
  /** Guard rails. */
  policy: Policy | undefined;
  /** Services that go away. */
  deletions: ServiceName[] | undefined;
  /** Every live Service of type LoadBalancer that is not in the manifest goes away. */
  prune: boolean;
  locale: "en" | "zh-CN";
  theme: "light" | "dark" | "auto";
  /** Where the pages of the reference are, ending in a slash; codes link there. Empty: they do not. */
  reference: string;
  /** Resources that are shown as chosen. */
  marked: Place[];
  /** The last answer. */
  readonly plan: Plan | undefined;
  /** What was asked. */
  readonly request: PlanRequest;
  /** The drawn answer as HTML without its styles. */
  readonly markup: string;
  /** Opens a Service, and scrolls to one of its resources. */
  reveal(place: ServiceName & { address?: string }): void;
  addEventListener<Name extends keyof ClbPreviewEventMap>(name: Name, listener: (event: ClbPreviewEventMap[Name]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(name: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<Name extends keyof ClbPreviewEventMap>(name: Name, listener: (event: ClbPreviewEventMap[Name]) => void, options?: boolean | EventListenerOptions): void;
  removeEventListener(name: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** What JSX may set: the properties, and listeners under `on` and the event's name. */
export interface ClbPreviewProps
  extends Partial<Pick<ClbPreview, "manifest" | "live" | "clb" | "context" | "policy" | "deletions" | "prune" | "locale" | "theme" | "reference" | "marked" | "id" | "className">> {
  ref?: ((element: ClbPreview | null) => void) | { current: ClbPreview | null } | null;
  onplan?: (event: ClbPreviewEventMap["plan"]) => void;
  ondiagnostics?: (event: ClbPreviewEventMap["diagnostics"]) => void;
  onchoose?: (event: ClbPreviewEventMap["choose"]) => void;
  onreveal?: (event: ClbPreviewEventMap["reveal"]) => void;
  onfix?: (event: ClbPreviewEventMap["fix"]) => void;
  onfault?: (event: ClbPreviewEventMap["fault"]) => void;
}

declare global {
  interface HTMLElementTagNameMap {
    "clb-preview": ClbPreview;
  }
}
