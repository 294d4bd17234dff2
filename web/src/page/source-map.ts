// Which places of the manifest ask for a resource, and back: as the plan says.

import type { Place, ServicePlan, Span } from "../types.ts";
import type { Range } from "./editor.ts";

/** The places that ask for one resource; none for one that stays as it is. */
export function placesOf(services: ServicePlan[], place: Place): Range[] {
  const service = services.find(({ namespace, name }) => namespace === place.namespace && name === place.name);
  const found = service ? planned(service).filter(({ address }) => address === place.address) : [];
  return found.flatMap(({ sources }) => sources).map(({ start, end }) => ({ from: start.offset, to: end.offset }));
}

/** The resources that a line of the manifest asks for. */
export function resourcesAt(services: ServicePlan[], line: number): Place[] {
  return services.flatMap((service) => {
    const { namespace, name } = service;
    const here = planned(service).filter(({ sources }) => sources.some(({ start, end }) => start.line <= line && line <= end.line));
    return here.map(({ address }) => ({ namespace, name, address }));
  });
}

const planned = ({ changes, withheld }: ServicePlan): { address: string; sources: Span[] }[] =>
  [...changes, ...withheld].map(({ address, sources = [] }) => ({ address, sources }));
