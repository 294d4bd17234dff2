// The Services of a large answer as rows: in the order of danger, in groups, filtered.

import type { Diagnostic, Plan, ServiceName, ServicePlan, Severity } from "../types.ts";
import { keyOf } from "./service-key.ts";

/** What tells the order of danger. An older module does not have it. */
interface Ranked {
  rank?: number;
}
interface Highlighted {
  highlights?: { newlyPublic?: ServiceName[] };
  overview?: { danger: string; services: ServiceName[] }[];
}

/** What can happen to a Service, the most dangerous first. */
export const DANGERS = ["delete", "replace", "address", "public", "outage", "release", "blocked", "error", "update", "adopt", "create", "keep"] as const;
export type Danger = (typeof DANGERS)[number];

export const GROUPINGS = ["risk", "namespace", "loadBalancer", "none"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Row {
  key: string;
  service: ServicePlan;
  danger: Danger;
  /** Addresses before the plan, or after it. */
  address: string;
  /** What happens, and why. */
  reason: string;
  /** In the manifest. */
  line: number | undefined;
  findings: Diagnostic[];
}

/** A row, or the name of a group with the number of its rows. */
export type ListItem = Row | { group: string; count: number };

/** What the user has chosen. */
export interface ListChoice {
  filter: string;
  /** Only these; all, if there are none. */
  dangers: ReadonlySet<Danger>;
  /** Only those with such a finding; all, if there are none. */
  severities: ReadonlySet<Severity>;
  grouping: Grouping;
}

export function dangerOf({ namespace, name, loadBalancer: { verdict, vip } }: ServicePlan, { highlights, overview }: Plan & Highlighted): Danger {
  const isIn = (services: ServiceName[] = []): boolean => services.some((each) => each.namespace === namespace && each.name === name);
  if (verdict === "delete" || verdict === "replace") return verdict;
  if (vip === "lost" || vip === "changed") return "address";
  if (isIn(highlights?.newlyPublic)) return "public";
  if (overview?.some(({ danger, services }) => danger === "outage" && isIn(services))) return "outage";
  return verdict === "none" || verdict === "skip" ? "keep" : verdict;
}

/** In the order of danger; of the same danger, as the module orders them, or else as they are in the answer. */
export function byDanger(rows: Row[]): Row[] {
  const danger = (row: Row): number => DANGERS.indexOf(row.danger);
  const rank = ({ service }: Row): number => (service as ServicePlan & Ranked).rank ?? 0;
  return rows.toSorted((left, right) => danger(left) - danger(right) || rank(left) - rank(right));
}

export const matches = ({ service, address, reason, findings }: Row, filter: string): boolean => {
  const text = [keyOf(service), service.loadBalancer.id, address, reason, ...findings.map(({ code }) => code), ...service.loadBalancer.because.map(({ code }) => code)].join(" ").toLowerCase();
  return filter.toLowerCase().split(/\s+/).every((word) => text.includes(word));
};

const hasSeverity = ({ findings }: Row, wanted: ReadonlySet<Severity>): boolean => findings.some(({ severity }) => wanted.has(severity));

const groupOf = ({ service, danger }: Row, grouping: Grouping): string =>
  grouping === "namespace" ? service.namespace : grouping === "loadBalancer" ? (service.loadBalancer.id ?? "") : danger;

/** The rows that are listed, each group below its name. `rows`: in the order of danger. */
export function listItems(rows: Row[], { filter, dangers, severities, grouping }: ListChoice): ListItem[] {
  const shown = rows.filter((row) => (dangers.size === 0 || dangers.has(row.danger)) && (severities.size === 0 || hasSeverity(row, severities)) && (filter.trim() === "" || matches(row, filter.trim())));
  if (grouping === "none") return shown;
  const groups = new Map<string, Row[]>();
  for (const row of shown) {
    const group = groupOf(row, grouping);
    const of = groups.get(group);
    if (of) of.push(row);
    else groups.set(group, [row]);
  }
  return [...groups].flatMap(([group, of]) => [{ group, count: of.length }, ...of]);
}
