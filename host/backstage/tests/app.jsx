// Stands for a Backstage app: its own test app, with a page of an entity and a Kubernetes plug-in that answers from a list.
import { renderTestApp } from "@backstage/frontend-test-utils";
import { createTestEntityPage } from "@backstage/plugin-catalog-react/testUtils";
import { kubernetesApiRef, kubernetesAuthProvidersApiRef } from "@backstage/plugin-kubernetes-react";
import plugin from "../dist/index.js";

const entity = { apiVersion: "backstage.io/v1alpha1", kind: "Component", metadata: { name: "web", annotations: { "backstage.io/kubernetes-id": "web" } }, spec: { type: "service" } };

/** As the API server lists it. */
const service = {
  metadata: { name: "web", namespace: "shop", uid: "web", resourceVersion: "1", annotations: { "service.kubernetes.io/tke-existed-lbid": "lb-aaaaaaaa" }, finalizers: ["service.k8s.tencent/resources"] },
  spec: {
    type: "LoadBalancer",
    clusterIP: "10.0.0.1",
    clusterIPs: ["10.0.0.1"],
    externalTrafficPolicy: "Cluster",
    ipFamilies: ["IPv4"],
    ipFamilyPolicy: "SingleStack",
    selector: { app: "web" },
    ports: [{ name: "http", port: 80, nodePort: 30080, protocol: "TCP", targetPort: 80 }],
  },
  status: { loadBalancer: { ingress: [{ ip: "203.0.113.9" }] } },
};

const cluster = { cluster: { name: "main" }, resources: [{ type: "services", resources: [service] }], podMetrics: [], errors: [] };

renderTestApp({
  extensions: [createTestEntityPage({ entity }), plugin.getExtension("entity-content:clbplan/load-balancers")],
  apis: [
    [kubernetesApiRef, { getObjectsByEntity: async () => ({ items: [cluster] }), getClusters: async () => [{ name: "main", authProvider: "serviceAccount" }] }],
    [kubernetesAuthProvidersApiRef, { decorateRequestBodyForAuth: async (_, body) => body, getCredentials: async () => ({}) }],
  ],
});
