// Manifests to begin with: what the user fills in is written `${1:web}`. The same number is the same gap.

/** The text of a template, before the user fills it in. */
export const filledIn = (template: string): string => template.replace(/\$\{\d+:([^{}]*)\}/g, "$1");

/** Lines, because the build removes indentation from templates. */
const service = (port: readonly [name: string, port: number], ...annotations: string[]): string =>
  [
    "apiVersion: v1",
    "kind: Service",
    "metadata:",
    "  name: ${1:web}",
    "  namespace: ${2:default}",
    ...(annotations.length > 0 ? ["  annotations:", ...annotations.map((line) => `    ${line}`)] : []),
    "spec:",
    "  type: LoadBalancer",
    "  selector:",
    "    app: ${1:web}",
    "  ports:",
    `    - name: ${port[0]}`,
    `      port: ${port[1]}`,
    "      targetPort: ${6:8080}",
    "",
  ].join("\n");

const secret = ["---", "apiVersion: v1", "kind: Secret", "metadata:", "  name: ${4:web-cert}", "  namespace: ${2:default}", "type: Opaque", "stringData:", "  qcloud_cert_id: ${5:xxxxxxxx}", ""].join("\n");

const HTTP = ["http", 80] as const;

export const SKELETONS = {
  public: service(HTTP),
  internal: service(HTTP, "service.kubernetes.io/qcloud-loadbalancer-internal-subnetid: ${3:subnet-xxxxxxxx}"),
  existing: service(HTTP, "service.kubernetes.io/tke-existed-lbid: ${3:lb-xxxxxxxx}"),
  https: service(["https", 443], "service.cloud.tencent.com/specify-protocol: |", '  {"443": {"protocol": ["HTTPS"], "hosts": {"${3:www.example.com}": {"tls": "${4:web-cert}"}}}}') + secret,
} as const;

export type SkeletonName = keyof typeof SKELETONS;
export const SKELETON_NAMES = Object.keys(SKELETONS) as SkeletonName[];
