// A tab on the pages of entities that have objects in Kubernetes. The element decides what the controller would do; this plug-in only
// passes it the objects of Backstage's Kubernetes plug-in.

import type { Entity } from "@backstage/catalog-model";
import { createFrontendPlugin } from "@backstage/frontend-plugin-api";
import { EntityContentBlueprint } from "@backstage/plugin-catalog-react/alpha";

/** By which the Kubernetes plug-in finds the objects of an entity. */
const ANNOTATIONS = ["backstage.io/kubernetes-id", "backstage.io/kubernetes-label-selector"];

export const hasObjects = ({ metadata: { annotations = {} } }: Entity): boolean => ANNOTATIONS.some((name) => annotations[name]);

export const loadBalancers = EntityContentBlueprint.make({
  name: "load-balancers",
  params: {
    path: "/clb-preview",
    title: "CLB preview",
    group: "operation",
    filter: hasObjects,
    loader: () => import("./load-balancers").then(({ LoadBalancers }) => <LoadBalancers />),
  },
});

export default createFrontendPlugin({ pluginId: "clbplan", extensions: [loadBalancers] });
