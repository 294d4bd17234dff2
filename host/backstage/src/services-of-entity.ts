// The Services of an entity, as Backstage's Kubernetes plug-in returns them.

import type { ObjectsByEntityResponse } from "@backstage/plugin-kubernetes-common";

/** An object as the API server returns it. */
export interface KubernetesObject {
  metadata?: object;
  [member: string]: unknown;
}

export interface Cluster {
  name: string;
  services: KubernetesObject[];
  /** Some objects could not be read. */
  hasErrors: boolean;
}

/** The items of a list have no kind. */
const service = (object: object): KubernetesObject => ({ apiVersion: "v1", kind: "Service", ...object });

export const clustersIn = ({ items }: ObjectsByEntityResponse): Cluster[] =>
  items.map(({ cluster, resources, errors }) => ({
    name: cluster.title ?? cluster.name,
    services: resources.flatMap((each) => (each.type === "services" ? each.resources.map(service) : [])),
    hasErrors: errors.length > 0,
  }));
