// What the console knows of the cluster: the objects that the user may read.

import { type K8sResourceCommon, useK8sWatchResources } from "@openshift-console/dynamic-plugin-sdk";
import { useRef } from "react";

/** An object as the API server returns it. */
export type KubernetesObject = K8sResourceCommon & Record<string, unknown>;

interface Watched {
  [name: string]: KubernetesObject[];
}

const KINDS = {
  services: { version: "v1", kind: "Service" },
  nodes: { version: "v1", kind: "Node" },
  endpoints: { group: "discovery.k8s.io", version: "v1", kind: "EndpointSlice" },
  switches: { version: "v1", kind: "ConfigMap" },
};

/** The ConfigMap with the controller's switches. */
const SWITCHES = { namespace: "kube-system", fieldSelector: "metadata.name=tke-service-controller-config" };

/**
 * Other Services, which can share load balancers; nodes and endpoints, which are the backends; and the ConfigMap with the switches.
 * Those that the user may not read are left out: the plan lists what it therefore assumes.
 */
export function useLive(service: KubernetesObject): KubernetesObject[] {
  const watched = useK8sWatchResources<Watched>({
    services: { groupVersionKind: KINDS.services, isList: true, optional: true },
    nodes: { groupVersionKind: KINDS.nodes, isList: true, optional: true },
    endpoints: { groupVersionKind: KINDS.endpoints, isList: true, optional: true, ...(service.metadata?.namespace ? { namespace: service.metadata.namespace } : {}) },
    switches: { groupVersionKind: KINDS.switches, isList: true, optional: true, ...SWITCHES },
  });
  const listed = (name: keyof typeof KINDS): KubernetesObject[] => {
    const { group, version, kind } = { group: "", ...KINDS[name] };
    // The items of a list have no kind.
    return (watched[name]?.data ?? []).map((each) => ({ apiVersion: group ? `${group}/${version}` : version, kind, ...each }));
  };
  const services = listed("services");
  const objects = [...(services.length > 0 ? services : [service]), ...listed("nodes"), ...listed("endpoints"), ...listed("switches")];
  // The hook returns new lists, even if no object has changed.
  const versions = objects.map(({ metadata }) => `${metadata?.uid} ${metadata?.resourceVersion}`).join();
  const previous = useRef<{ versions: string; objects: KubernetesObject[] }>();
  if (previous.current?.versions !== versions) previous.current = { versions, objects };
  return previous.current.objects;
}
