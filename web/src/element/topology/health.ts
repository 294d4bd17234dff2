// Whether the cloud finds backends healthy, as DescribeTargetHealth tells: of the state before the plan.

import { type JsonObject, asObject } from "../../types.ts";
import type { ShownClbState } from "../inputs.ts";
import { hostOf, objects, text } from "../clb-answer-fields.ts";

/** The API's own values. "Close": the health check is off. */
export const HEALTHS = ["Alive", "Dead", "Unknown", "Close"] as const;
export type Health = (typeof HEALTHS)[number];

export const HEALTH_SIGNS: Record<Health, string> = { Alive: "✓", Dead: "✗", Unknown: "?", Close: "–" };

/** Of a backend of a listener, `TCP/80`, or of a rule, `HTTPS/443/host/path`. Undefined if that was not provided. */
export type HealthOf = (end: string, target: JsonObject) => Health | undefined;

/** Listeners of layer 4 have one rule without domain and path. */
export function healthIn(state: ShownClbState | undefined, id: string | undefined): HealthOf {
  const found = new Map<string, Health>();
  for (const listener of objects(objects(state?.targetHealth).find((each) => id && text(each, "LoadBalancerId") === id)?.["Listeners"])) {
    for (const rule of objects(listener["Rules"])) {
      const domain = text(rule, "Domain");
      const end = `${text(listener, "Protocol")}/${text(listener, "Port")}${domain && `/${domain}${text(rule, "Url")}`}`;
      for (const target of objects(rule["Targets"])) {
        const detail = text(target, "HealthStatusDetail") as Health;
        const status = asObject(target)?.["HealthStatus"];
        const health = HEALTHS.includes(detail) ? detail : status === true ? "Alive" : status === false ? "Dead" : undefined;
        if (health) for (const host of [text(target, "TargetId"), text(target, "IP")]) found.set(`${end} ${host}:${text(target, "Port")}`, health);
      }
    }
  }
  return (end, target) => found.get(`${end} ${hostOf(target)}:${text(target, "Port")}`);
}
