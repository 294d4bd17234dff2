// Which findings are about which Service.

import type { Diagnostic, ServicePlan } from "../types.ts";
import { keyOf } from "./service-key.ts";

/** The findings about a Service, and those about none of these Services. */
export function findingsByService(services: ServicePlan[], diagnostics: Diagnostic[]): { of: (key: string) => Diagnostic[]; others: Diagnostic[] } {
  const keys = new Map<string, Diagnostic[]>(services.map((service) => [keyOf(service), []]));
  const others: Diagnostic[] = [];
  for (const each of diagnostics) {
    const { kind, namespace, name } = each.object ?? {};
    const found = kind === "Service" && name !== undefined ? keys.get(`${namespace ?? "default"}/${name}`) : undefined;
    (found ?? others).push(each);
  }
  return { of: (key) => keys.get(key) ?? [], others };
}
