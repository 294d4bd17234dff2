// Says to screen readers what the answer is, after a pause in typing.

import type { Translate } from "../messages.ts";
import type { AnswerState } from "../types.ts";
import { type PlanToDraw, ownAndOthers } from "./plan-to-draw.ts";
import { countBySeverity } from "./views/findings.ts";
import { showHidden } from "./show-hidden-characters.ts";
import { summarySentence } from "./views/service.ts";

/** In milliseconds. */
const PAUSE = 800;

/** Of more Services, only the counts are said. */
const FEW = 3;

export class Announcer {
  readonly element = Object.assign(document.createElement("p"), { className: "said" });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.element.setAttribute("role", "status");
  }

  announce(state: AnswerState, answered: PlanToDraw | undefined, t: Translate): void {
    clearTimeout(this.#timer);
    // The old one is no longer true.
    this.element.textContent = "";
    this.#timer = setTimeout(() => {
      this.element.textContent = state === "answered" && answered ? announcement(answered, t) : "";
      showHidden(this.element);
    }, PAUSE);
  }
}

/** "shop/checkout: The load balancer lb-1 is replaced by another one. Address changes: … 1 error". */
function announcement(answered: PlanToDraw, t: Translate): string {
  const { own } = ownAndOthers(answered);
  const { plan } = answered;
  const services = own.length > FEW ? (Object.entries(plan.summary) as [keyof typeof plan.summary, number][]).filter(([, n]) => n > 0).map(([key, n]) => t(`sum.${key}`, { n })).join(t("comma")) : own.map((service) => summarySentence({ ...answered, service }, t)).join(" ");
  return [services, countBySeverity(plan.diagnostics, t)].filter(Boolean).join(" ");
}
