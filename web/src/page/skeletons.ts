// Manifests to begin with.

/** Lines, because the build removes indentation from templates. */
const service = (...annotations: string[]): string =>
  [
    "apiVersion: v1",
    "kind: Service",
    "metadata:",
    "  name: web",
    "  namespace: default",
    ...(annotations.length > 0 ? ["  annotations:", ...annotations.map((line) => `    ${line}`)] : []),
    "spec:",
    "  type: LoadBalancer",
    "  selector:",
    "    app: web",
    "  ports:",
    "    - name: http",
    "      port: 80",
    "      targetPort: 8080",
    "",
  ].join("\n");

export const SKELETONS = {
  public: service(),
  internal: service("service.kubernetes.io/qcloud-loadbalancer-internal-subnetid: subnet-xxxxxxxx"),
  existing: service("service.kubernetes.io/tke-existed-lbid: lb-xxxxxxxx"),
} as const;
