// Which lines of the manifest define a resource, and which resources a line defines, as the plan tells.

import type { ResourceRef, ServicePlan, SourceText } from "../types.ts";
import type { Range } from "./editor.ts";

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

const plannedResources = ({ changes, withheld }: ServicePlan): { address: string; sources: SourceText[] }[] =>
  [...changes, ...withheld].map(({ address, sources = [] }) => ({ address, sources }));
