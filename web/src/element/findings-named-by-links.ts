// How a link names a finding: its code, and behind a dot which one of that code it is, counted from 1. The link carries the text, so
// the same finding has the same name when it is opened.

import type { Diagnostic, Plan, ServiceName } from "../types.ts";

/** The names of all findings of a plan, those of the policy included. */
export function findingIds({ diagnostics, policy }: Plan): Map<Diagnostic, string> {
  const counts = new Map<string, number>();
  return new Map(
    [...diagnostics, ...(policy?.violations ?? [])].map((finding) => {
      const n = (counts.get(finding.code) ?? 0) + 1;
      counts.set(finding.code, n);
      return [finding, `${finding.code}.${n}`];
    }),
  );
}

export const findingOf = (plan: Plan, id: string): Diagnostic | undefined => [...findingIds(plan)].find(([, each]) => each === id)?.[0];

/** The finding that a link led to. It is shown once, and marked until there is another answer. */
export class WantedFinding {
  #id: string | undefined;
  #isShown = false;
  #body: HTMLElement;
  #reveal: (service: ServiceName | undefined) => void;

  /** `reveal`: draws again; with a Service, opened. */
  constructor(body: HTMLElement, reveal: (service: ServiceName | undefined) => void) {
    this.#body = body;
    this.#reveal = reveal;
  }

  want(id: string): void {
    this.#id = id;
    this.#isShown = false;
  }

  /** The next answer has no such finding, or another one of that name. */
  forgetShown(): void {
    if (this.#isShown) this.#id = undefined;
  }

  in(plan: Plan | undefined): Diagnostic | undefined {
    return plan && this.#id !== undefined ? findingOf(plan, this.#id) : undefined;
  }

  show(plan: Plan | undefined): void {
    const finding = this.#isShown ? undefined : this.in(plan);
    if (!finding) return;
    this.#isShown = true;
    const { kind, namespace = "default", name } = finding.object ?? {};
    this.#reveal(kind === "Service" && name !== undefined ? { namespace, name } : undefined);
    const drawn = this.#body.querySelector(".finding.wanted");
    drawn?.scrollIntoView({ block: "center" });
    drawn?.querySelector("summary")?.focus({ preventScroll: true });
  }
}
