// Which lines of the manifest define a resource, and which resources a line defines, as the plan tells.

import type { Diagnostic, Plan, ResourceRef, ServiceName, ServicePlan, SourceRange } from "../types.ts";

/** In a text. */
export interface Range {
  from: number;
  to: number;
}

/** Empty for a resource without changes. */
export function sourcesOf(services: ServicePlan[], resource: ResourceRef): Range[] {
  const service = services.find(({ namespace, name }) => namespace === resource.namespace && name === resource.name);
  const entries = service ? plannedResources(service).filter(({ address }) => address === resource.address) : [];
  return entries.flatMap(({ sources }) => sources).map(({ start, end }) => ({ from: start.offset, to: end.offset }));
}

export function resourcesAt(services: ServicePlan[], line: number): ResourceRef[] {
  return services.flatMap((service) => {
    const { namespace, name } = service;
    const onLine = plannedResources(service).filter(({ sources }) => sources.some(({ start, end }) => start.line <= line && line <= end.line));
    return onLine.map(({ address }) => ({ namespace, name, address }));
  });
}

const plannedResources = ({ changes, withheld }: ServicePlan): { address: string; sources: SourceRange[] }[] =>
  [...changes, ...withheld].map(({ address, sources = [] }) => ({ address, sources }));

/** The Service whose document has a line: also one that has no changes. Only of documents in block style. */
export function serviceAt(text: string, line: number): ResourceRef | undefined {
  const lines = text.split("\n");
  const isEnd = (at: number): boolean => /^---/.test(lines[at] ?? "");
  let from = Math.max(0, line - 1);
  let to = from + 1;
  while (from > 0 && !isEnd(from)) from--;
  while (to < lines.length && !isEnd(to)) to++;
  const document = lines.slice(from, to).join("\n");
  if (!/^kind: *"?Service\b/m.test(document)) return undefined;
  const [metadata] = /^metadata:.*(?:\n[ \t].*)*/m.exec(document) ?? [""];
  const member = (key: string): string | undefined => new RegExp(`(?:^ {1,4}|[{,] *)${key}: *["']?([\\w.-]+)`, "m").exec(metadata)?.[1];
  const name = member("name");
  return name === undefined ? undefined : { namespace: member("namespace") ?? "default", name, address: "" };
}

/** The lines of a Service's resources. */
export const sourcesOfService = (services: ServicePlan[], { namespace, name }: ServiceName): Range[] => {
  const service = services.find((each) => each.namespace === namespace && each.name === name);
  return service ? plannedResources(service).flatMap(({ sources }) => sources).map(({ start, end }) => ({ from: start.offset, to: end.offset })) : [];
};

/** What decides which load balancer a Service has. */
const loadBalancerSources = (service: ServicePlan): Range[] =>
  plannedResources(service)
    .filter(({ address }) => address === "load-balancer")
    .flatMap(({ sources }) => sources)
    .map(({ start, end }) => ({ from: start.offset, to: end.offset }));

/** What makes Services lose their addresses, or would, if it were not refused. */
export const costlySources = ({ services }: Plan): Range[] =>
  services.filter(({ loadBalancer: { verdict, vip } }) => ["replace", "delete", "blocked"].includes(verdict) || vip === "lost" || vip === "changed").flatMap(loadBalancerSources);

/** A finding that says that a change is refused, by the controller or by the policy, and where its causes may be. Its own location is the
 * name of the Service, or it has none. */
export interface RejectedService {
  finding: Diagnostic;
  causes: Range[];
}

export const refusalsIn = ({ services, diagnostics, policy }: Plan): RejectedService[] =>
  services.flatMap((service) => {
    const isOwn = ({ object }: Diagnostic): boolean => object?.kind === "Service" && object.name === service.name && object.namespace === service.namespace;
    // A finding that relates its cause to other places is at its cause.
    const isAtName = ({ effect, path, related = [] }: Diagnostic): boolean => effect === "aborts" && !path && !related.some(({ source }) => source);
    const refused = service.loadBalancer.verdict === "blocked" ? diagnostics.filter((each) => isOwn(each) && isAtName(each)) : [];
    const denied = (policy?.violations ?? []).filter(isOwn);
    return [...refused, ...denied].map((finding) => ({ finding, causes: loadBalancerSources(service) }));
  });
