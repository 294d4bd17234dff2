//! Addresses of the public pages that rules are taken from; each is written here once.

/// Service basics and the life of its load balancer (Chinese, the newest text).
pub const OVERVIEW: &str = "https://cloud.tencent.com/document/product/457/45487";
/// The Service annotations.
pub const ANNOTATIONS: &str = "https://cloud.tencent.com/document/product/457/51258";
/// Using an existing CLB.
pub const EXISTING_CLB: &str = "https://cloud.tencent.com/document/product/457/45491";
/// Several Services on one CLB.
pub const SHARED_CLB: &str = "https://cloud.tencent.com/document/product/457/46370";
/// TkeServiceConfig.
pub const SERVICE_CONFIG: &str = "https://cloud.tencent.com/document/product/457/45490";
/// Backend selection.
pub const BACKENDS: &str = "https://cloud.tencent.com/document/product/457/45492";
/// Graceful stop.
pub const GRACEFUL: &str = "https://cloud.tencent.com/document/product/457/60064";
/// Pod graceful deletion.
pub const GRACEFUL_POD: &str = "https://cloud.tencent.com/document/product/457/109977";
/// Node graceful removal.
pub const GRACEFUL_NODE: &str = "https://cloud.tencent.com/document/product/457/113905";
/// Extension protocols (`specify-protocol`).
pub const PROTOCOLS: &str = "https://cloud.tencent.com/document/product/457/51259";
/// Cross-region and cross-VPC binding.
pub const CROSS_VPC: &str = "https://cloud.tencent.com/document/product/457/59094";
/// Direct access to Pods.
pub const DIRECT_ACCESS: &str = "https://cloud.tencent.com/document/product/457/41897";
/// Service basics (ports, quotas).
pub const BASICS: &str = "https://cloud.tencent.com/document/product/457/45489";
/// Common Service errors and their event codes.
pub const ERRORS: &str = "https://cloud.tencent.com/document/product/457/81004";
/// Notice: the management mode of Service and Ingress is upgraded (switches are blocked).
pub const MANAGEMENT_MODE: &str = "https://cloud.tencent.com/document/product/457/90598";
/// Cluster-wide switches of the Service controller.
pub const SWITCHES: &str = "https://cloud.tencent.com/document/product/457/131136";
/// CLB target groups.
pub const TARGET_GROUPS: &str = "https://cloud.tencent.com/document/product/457/122522";
/// Registered (hybrid) nodes.
pub const HYBRID: &str = "https://cloud.tencent.com/document/product/457/79749";
/// The Ingress annotations, which stand in where the Service page says nothing.
pub const INGRESS_ANNOTATIONS: &str = "https://cloud.tencent.com/document/product/457/56112";
/// CLB type Ingress: overview.
pub const INGRESS_OVERVIEW: &str = "https://cloud.tencent.com/document/product/457/45685";
/// The overview as it was in 2023: it has sentences that the newest one dropped.
pub const OLDER_OVERVIEW: &str = "https://www.tencentcloud.com/document/product/457/36832";
/// CLB type Ingress: several Ingresses on one load balancer.
pub const SHARED_INGRESS: &str = "https://cloud.tencent.com/document/product/457/127545";
/// Questions about Services.
pub const FAQ: &str = "https://github.com/tencentyun/intlcloud-documents/blob/master/yehe_doc/%E5%AE%B9%E5%99%A8/%E5%AE%B9%E5%99%A8%E6%9C%8D%E5%8A%A1/%E5%B8%B8%E8%A7%81%E9%97%AE%E9%A2%98/%E6%9C%8D%E5%8A%A1%E7%B1%BB_intl_zh.md";
/// Questions about load balancers of Serverless clusters.
pub const SERVERLESS: &str = "https://github.com/tencentyun/intlcloud-documents/blob/master/yehe_doc/%E5%AE%B9%E5%99%A8/%E5%AE%B9%E5%99%A8%E6%9C%8D%E5%8A%A1/%E5%B8%B8%E8%A7%81%E9%97%AE%E9%A2%98/%E5%BC%B9%E6%80%A7%E9%9B%86%E7%BE%A4%E7%B1%BB/%E8%B4%9F%E8%BD%BD%E5%9D%87%E8%A1%A1%E9%97%AE%E9%A2%98_intl_en.md";
/// High-risk operations: what follows when a load balancer, its tags or its listeners are changed by hand.
pub const HIGH_RISK: &str = "https://cloud.tencent.com/document/product/457/39539";
/// Loopback at load balancers.
pub const LOOPBACK: &str = "https://www.tencentcloud.com/document/product/457/42976";
/// Annotations that super nodes read.
pub const SUPER_NODE_ANNOTATIONS: &str = "https://www.tencentcloud.com/document/product/457/36162";
/// CLB API: CreateLoadBalancer.
pub const CREATE_LOAD_BALANCER: &str = "https://cloud.tencent.com/document/product/214/30692";
/// CLB API: error codes, those of every API among them.
pub const CLB_API_ERRORS: &str = "https://www.tencentcloud.com/document/api/214/33849";
/// CLB: domains and paths of forwarding rules.
pub const CLB_DOMAINS: &str = "https://cloud.tencent.com/document/product/214/9032";
/// CLB API: DescribeLBOperateProtect.
pub const OPERATE_PROTECT: &str = "https://cloud.tencent.com/document/api/214/118976";
/// CLB: use limits.
pub const CLB_LIMITS: &str = "https://www.tencentcloud.com/document/product/214/6187";
/// CLB: security groups.
pub const CLB_SECURITY_GROUPS: &str = "https://www.tencentcloud.com/document/product/214/14733";
/// CLB: listener overview (ports and the backend quadruple).
pub const CLB_LISTENERS: &str = "https://cloud.tencent.com/document/product/214/6151";
/// CLB: TCP listeners (scheduling and session persistence).
pub const CLB_TCP_LISTENERS: &str = "https://www.tencentcloud.com/document/product/214/32517";
/// A guide by an engineer of TKE, not official documentation: upgrades without lost traffic.
pub const GUIDE_UPGRADE: &str = "https://imroc.cc/tke/networking/traffic-lossless-upgrade";
/// The same guide: Pods on the network of their node.
pub const GUIDE_HOST_NETWORK: &str = "https://imroc.cc/tke/networking/cilium/gateway-api";
/// The same guide: objects of real clusters, with what the controller wrote.
pub const GUIDE_OBJECTS: &str =
    "https://imroc.cc/tke/networking/cilium/troubleshooting/connect-apiserver-operation-not-permitted";
/// Practice notes about upgrades of TKE clusters, not official documentation.
pub const UPGRADES: &str = "https://tke-workshop.github.io/best-practices/upgrade/";
/// Kubernetes: Service.
pub const K8S_SERVICE: &str = "https://kubernetes.io/docs/concepts/services-networking/service/";
/// Kubernetes: Secret.
pub const K8S_SECRET: &str = "https://kubernetes.io/docs/concepts/configuration/secret/";
/// Kubernetes: annotations of objects.
pub const K8S_ANNOTATIONS: &str = "https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/";
/// The old open controller.
pub const OLD_CONTROLLER: &str = "https://github.com/TencentCloud/tencentcloud-cloud-controller-manager";
/// Finalizers: what an object that is being deleted waits for.
pub const K8S_FINALIZERS: &str = "https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/";
/// Declarative management: how `kubectl apply` merges.
pub const K8S_APPLY: &str = "https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/";
/// Kubernetes: ports of one number that `kubectl apply` cannot tell apart.
pub const K8S_APPLY_PORTS: &str = "https://github.com/kubernetes/kubernetes/issues/105610";
/// Kubernetes: which values of a dry run differ from those of the request itself.
pub const K8S_DRY_RUN: &str = "https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run";
/// Kubernetes: every field of a Service.
pub const K8S_SERVICE_API: &str = "https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/";
