// Which Services and requests are open, and how many Services are listed.

import type { ServicePlan, LoadBalancerVerdict } from "../types.ts";
import { keyOf } from "./service-key.ts";
import { type AnswerView, FEW, OTHERS } from "./views/answer.ts";

/** How many Services are listed at a time. */
const PAGE = 50;

const unchanged = (verdict: LoadBalancerVerdict): boolean => verdict === "keep" || verdict === "none";

export class OpenParts {
  #open = new Map<string, boolean>();
  #shown = PAGE;
  #draw: () => void;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** Opens a Service, from the next drawing on. */
  open(key: string): void {
    this.#open.set(key, true);
  }

  /** `own`: the Services that the plan is about. In print all listed Services are open, in an export everything is. */
  of(own: ServicePlan[], isPrinting: boolean, allOpen: boolean): Pick<AnswerView, "shown" | "showMore" | "isOpen" | "toggled"> {
    const allUnchanged = own.every((each) => unchanged(each.loadBalancer.verdict));
    const verdicts = new Map(own.slice(0, this.#shown).map((each) => [keyOf(each), each.loadBalancer.verdict]));
    const openAtFirst = (key: string): boolean => own.length <= FEW && verdicts.has(key) && (allUnchanged || !unchanged(verdicts.get(key) ?? "none"));
    const isOpen = (key: string): boolean => (allOpen && key !== OTHERS) || (isPrinting && verdicts.has(key)) || (this.#open.get(key) ?? (key !== OTHERS && openAtFirst(key)));
    return {
      shown: this.#shown,
      showMore: () => {
        this.#shown += PAGE;
        this.#draw();
      },
      isOpen,
      toggled: (key, open) => {
        if (isOpen(key) === open) return;
        this.#open.set(key, open);
        this.#draw();
      },
    };
  }
}
