// `<clb-preview>`: importing this defines the element.
import type { Context, Diagnostic, Plan, PlanRequest } from "./clbplan.js";

type Source = string | object | object[];

/** Asks the module about its properties and draws the plan. */
export class ClbPreview extends HTMLElement {
  /** The objects as they are wanted: YAML or JSON text, or objects. */
  manifest: Source;
  /** The objects the cluster holds now. */
  live: Source | undefined;
  /** What the cloud holds: a ClbState, or its JSON text. */
  clb: object | string | undefined;
  /** What is known of the cluster: a Context, or its JSON text. */
  context: Context | string | undefined;
  /** Guard rails. */
  policy: object | undefined;
  /** Services that go away. */
  deletions: { namespace: string; name: string }[] | undefined;
  /** Every live Service of type LoadBalancer that is not in the manifest goes away. */
  prune: boolean;
  locale: "en" | "zh-CN";
  theme: "light" | "dark" | "auto";
  /** Where the pages of the reference are, ending in a slash; codes link there. Empty: they do not. */
  reference: string;
  /** Resources that are shown as chosen. */
  marked: { namespace: string; name: string; address: string }[];
  /** The last answer. */
  readonly plan: Plan | undefined;
  /** What was asked. */
  readonly request: PlanRequest;
  /** The drawn answer as HTML without its styles. */
  readonly markup: string;
  /** Opens a Service, and scrolls to one of its resources. */
  reveal(place: { namespace: string; name: string; address?: string }): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "clb-preview": ClbPreview;
  }
  interface HTMLElementEventMap {
    plan: CustomEvent<Plan>;
    diagnostics: CustomEvent<Diagnostic[]>;
  }
}
