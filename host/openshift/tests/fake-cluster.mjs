// What the console knows of a cluster with one Service and one node.

const meta = (name, namespace, rest) => ({ name, namespace, uid: name, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z", ...rest });

export const service = {
  apiVersion: "v1",
  kind: "Service",
  metadata: meta("web", "shop", { annotations: { "service.kubernetes.io/tke-existed-lbid": "lb-aaaaaaaa" }, finalizers: ["service.k8s.tencent/resources"] }),
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

const { apiVersion: _, kind: __, ...item } = service;

const node = {
  metadata: meta("node-1", undefined, { labels: { "kubernetes.io/os": "linux" } }),
  spec: { providerID: "qcloud:///100003/ins-aaaaaaaa" },
  status: { addresses: [{ type: "InternalIP", address: "10.1.0.1" }], conditions: [{ type: "Ready", status: "True" }] },
};

const LISTS = { Service: [item], Node: [node] };

/** As `useK8sWatchResources` returns it. */
export const watched = (resources) =>
  Object.fromEntries(Object.entries(resources).map(([name, { groupVersionKind }]) => [name, { data: LISTS[groupVersionKind.kind] ?? [], loaded: true, loadError: undefined }]));
