//! Assumptions: what could not be computed from the provided input, and why.

use crate::diagnostic::documentation_pages;
use crate::reasons;

reasons! {
    VPC_UNKNOWN = "context/vpc-unknown", Documented, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "the cluster's VPC was not provided, so the planned CreateLoadBalancer call has no `VpcId`; the controller itself uses the cluster's VPC (set `context.vpcId`)",
        "未提供集群的 VPC，因此创建调用中没有 `VpcId`；控制器会在集群所在 VPC 创建（请提供 `context.vpcId`）";
    VPC_OF_REGION_UNKNOWN = "load-balancer/vpc-of-region-unknown", Inferred, Some(documentation_pages::CROSS_VPC),
        "the planned CreateLoadBalancer call has no `VpcId`: the cluster's VPC is not in the region that the annotation `service.cloud.tencent.com/cross-region-id` names, and what the controller does without `service.cloud.tencent.com/cross-vpc-id` is not documented",
        "创建调用中没有 `VpcId`：集群的 VPC 不在注解 `service.cloud.tencent.com/cross-region-id` 所指定的地域，而没有 `service.cloud.tencent.com/cross-vpc-id` 时控制器如何处理没有文档说明";
    CLUSTER_UNKNOWN = "context/cluster-unknown", Documented, Some(documentation_pages::OVERVIEW),
        "the cluster's id is unknown, so the tag `tke-clusterId` cannot be written or compared (set `context.clusterId` to the cluster's id)",
        "集群 ID 未知，无法写入或比较标签 `tke-clusterId`（请将 `context.clusterId` 设为集群 ID）";
    UID_UNKNOWN = "service/uid-unknown", Documented, Some(documentation_pages::SHARED_CLB),
        "the planned call omits the tag with the uid of the owning Service: the API server assigns the uid only when it creates the Service",
        "预览的调用中省略记录所属 Service uid 的标签：uid 在创建 Service 时才由 API Server 分配";
    NODES_UNKNOWN = "backends/nodes-unknown", Documented, Some(documentation_pages::BACKENDS),
        "the backends are unknown, because no nodes were provided (add the output of `kubectl get nodes -o yaml` to `live`)",
        "后端未知：未提供节点（请将 `kubectl get nodes -o yaml` 的输出加入 `live`）";
    NODES_PARTIAL = "backends/nodes-partial", Documented, Some(documentation_pages::BACKENDS),
        "the plan neither binds nor unbinds backends of nodes that were not provided: the cluster may have more nodes (add the list that `kubectl get nodes -o yaml` prints to `live`)",
        "集群中的节点可能不止所提供的这些：不属于这些节点的后端既不绑定也不解绑（请将 `kubectl get nodes -o yaml` 输出的列表加入 `live`）";
    ENDPOINTS_PARTIAL = "backends/endpoints-partial", Documented, Some(documentation_pages::DIRECT_ACCESS),
        "the plan neither binds nor unbinds backends of endpoints that were not provided: the Service may have more endpoints (add the list that `kubectl get endpointslices -A -o yaml` prints to `live`)",
        "Service 的端点可能不止所提供的这些：不属于这些端点的后端既不绑定也不解绑（请将 `kubectl get endpointslices -A -o yaml` 输出的列表加入 `live`）";
    DIRECT_ACCESS_UNKNOWN = "backends/direct-access-unknown", Documented, Some(documentation_pages::SWITCHES),
        "it is unknown whether the backends are nodes or Pods: the cluster's switch `EnableDefaultDirectAccess` was not provided; in clusters created with controller v2.11.0 or later it turns direct access on for new Services (provide the cluster's ConfigMap `kube-system/tke-service-controller-config` in `live`, or set `context.controllerConfig`)",
        "后端是节点还是 Pod 未知：创建时控制器版本为 v2.11.0 及以上的集群，全局开关 `EnableDefaultDirectAccess` 会为新建的 Service 启用直连，而未提供本集群的设置（请在 `live` 中提供集群的 ConfigMap `kube-system/tke-service-controller-config`，或设置 `context.controllerConfig`）";
    NODE_PORT_UNKNOWN = "backends/node-port-unknown", Documented, Some(documentation_pages::K8S_SERVICE),
        "the backends of port {port} are unknown: the API server allocates its `nodePort` only when the manifest is applied",
        "端口 {port} 的后端未知：应用清单时 API Server 才会分配其 `nodePort`";
    NODE_WITHOUT_INSTANCE = "backends/node-without-instance", Inferred, Some(documentation_pages::HYBRID),
        "node `{node}` is not bound by its node port: it is a registered or super node, not a cloud instance, and the annotation `service.cloud.tencent.com/hybrid-type` is not set",
        "节点 `{node}` 不会通过节点端口绑定：它是注册节点或超级节点，不是云上实例，且未设置注解 `service.cloud.tencent.com/hybrid-type`";
    HYBRID_ACROSS_NETWORKS = "backends/hybrid-across-networks", Inferred, Some(documentation_pages::HYBRID),
        "the backends are unknown: the annotation `service.cloud.tencent.com/hybrid-type` requests registered nodes, and `service.cloud.tencent.com/cross-vpc-id` or `service.cloud.tencent.com/cross-region-id` places the load balancer outside the cluster's VPC; TKE's documentation describes each of them, but not both together (set only one of them)",
        "后端未知：注解 `service.cloud.tencent.com/hybrid-type` 要求绑定注册节点，而 `service.cloud.tencent.com/cross-vpc-id` 或 `service.cloud.tencent.com/cross-region-id` 又指定负载均衡位于集群 VPC 之外；TKE 文档分别描述了二者，但没有说明同时设置时如何处理（请只设置其中一种）";
    CLASSIC_NOT_PLANNED = "load-balancer/classic-not-planned", Inferred, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "the plan shows an application load balancer instead of the requested classic one, which CreateLoadBalancer no longer offers",
        "预览以应用型负载均衡代替所要求的传统型：CreateLoadBalancer 不再提供传统型";
    NOT_PLANNED = "service/setting-not-planned", Inferred, Some(documentation_pages::ANNOTATIONS),
        "the effect of the annotation `{annotation}` is not in the plan: no TKE page says which calls implement it",
        "预览不包含注解 `{annotation}` 的作用：TKE 文档没有说明它由哪些调用实现";
    NODE_UNNAMED = "backends/node-unnamed", Inferred, Some(documentation_pages::BACKENDS),
        "the backends are unknown: node `{node}` has neither an instance id in `spec.providerID` nor an `InternalIP`",
        "后端未知：节点 `{node}` 的 `spec.providerID` 中没有实例 ID，也没有 `InternalIP`";
    NODE_STATE_UNKNOWN = "backends/node-state-unknown", Documented, Some(documentation_pages::BACKENDS),
        "it is unknown whether the nodes {nodes} are backends, so the plan neither binds nor unbinds them: their condition `Ready` in `status.conditions` was not provided (provide the nodes as `kubectl get nodes -o yaml` prints them)",
        "无法确定节点 {nodes} 是否为后端，预览既不绑定也不解绑：未提供其 `status.conditions` 中的 `Ready`（请提供 `kubectl get nodes -o yaml` 输出的完整节点对象）";
    ENDPOINTS_UNKNOWN = "backends/endpoints-unknown", Documented, Some(documentation_pages::DIRECT_ACCESS),
        "the backends are unknown, because no EndpointSlices were provided (add the output of `kubectl get endpointslices -A -o yaml` to `live`)",
        "后端未知：未提供 EndpointSlice（请将 `kubectl get endpointslices -A -o yaml` 的输出加入 `live`）";
    ENDPOINTS_MISSING = "backends/endpoints-missing", Documented, Some(documentation_pages::K8S_SERVICE),
        "the backends of `{service}` are unknown: no EndpointSlice of it was provided, although Kubernetes keeps one for every Service with a selector (add the output of `kubectl get endpointslices -A -o yaml` to `live`)",
        "`{service}` 的后端未知：未提供其 EndpointSlice，而 Kubernetes 会为每个有选择器的 Service 维护 EndpointSlice（请将 `kubectl get endpointslices -A -o yaml` 的输出加入 `live`）";
    ENDPOINTS_REWRITTEN = "backends/endpoints-rewritten", Documented, Some(documentation_pages::K8S_SERVICE),
        "the backends of port {port} are unknown: the manifest changes `{field}`, and Kubernetes updates the EndpointSlices only after the manifest is applied; the plan does not derive them from the Pods in `live` (apply, then preview again with the output of `kubectl get endpointslices -A -o yaml` in `live`)",
        "端口 {port} 的后端未知：清单更改了 `{field}`，而 Kubernetes 在应用清单之后才会据此更新端点；预览不会用 `live` 中的 Pod 推算（请在应用之后将 `kubectl get endpointslices -A -o yaml` 的输出加入 `live`，并重新预览）";
    ENDPOINTS_NOT_YET = "backends/endpoints-not-yet", Documented, Some(documentation_pages::K8S_SERVICE),
        "the backends of port {port} are unknown: the Service is new, and Kubernetes creates its endpoints only after the manifest is applied (apply, then preview again with the output of `kubectl get endpointslices -A -o yaml` in `live`)",
        "端口 {port} 的后端未知：该 Service 是新建的，Kubernetes 在应用清单之后才会创建其端点（请在应用之后将 `kubectl get endpointslices -A -o yaml` 的输出加入 `live`，并重新预览）";
    ENDPOINT_NODES_UNKNOWN = "backends/endpoint-nodes-unknown", Documented, Some(documentation_pages::BACKENDS),
        "the backends are unknown: some ready endpoints have no `nodeName`, so it is unclear which nodes run a Pod",
        "后端未知：部分就绪端点没有 `nodeName`，无法确定哪些节点上有 Pod";
    DIRECT_NOT_ALLOWED = "backends/direct-not-allowed", Documented, Some(documentation_pages::DIRECT_ACCESS), event: "E4033",
        "direct access fails (E4033), so no backend is added or removed: the cluster has only the GlobalRouter network, and the cluster-wide switch `GlobalRouteDirectAccess` is off",
        "直连失败（E4033），后端不会增加也不会移除：集群只有 GlobalRouter 网络，而全局开关 `GlobalRouteDirectAccess` 未开启";
    HOST_NETWORK = "backends/host-network", Inferred, Some(documentation_pages::GUIDE_HOST_NETWORK),
        "the plan binds the Pods at {addresses}, but whether the controller does is uncertain: they use their node's network (`hostNetwork`); TKE's documentation says that such Pods cannot have direct access, but an unofficial guide by a TKE engineer shows them bound",
        "预览会绑定位于 {addresses} 的 Pod，但控制器是否绑定并不确定：它们使用节点网络（`hostNetwork`）；TKE 文档称此类 Pod 不支持直连，但一位 TKE 工程师的非官方指南显示可以绑定";
    GATES_UNKNOWN = "backends/gates-unknown", Documented, Some(documentation_pages::DIRECT_ACCESS),
        "it is unknown whether the Pods at {addresses} are bound: they are not ready, but the controller does bind a Pod that waits only for its readiness gate (add the output of `kubectl get pods -A -o yaml` to `live`)",
        "无法确定位于 {addresses} 的 Pod 是否会被绑定：它们未就绪，但控制器会绑定只差就绪门控的 Pod（请将 `kubectl get pods -A -o yaml` 的输出加入 `live`）";
    WEIGHTS_UNPUBLISHED = "backends/weights-unpublished", Documented, Some(documentation_pages::BACKENDS),
        "the plan omits weights: they follow the number of Pods on each node, but the exact function is not published",
        "预览中省略权重：权重随各节点上的 Pod 数量变化，具体算法未公开";
    CONFIGS_UNKNOWN = "service-config/unknown", Documented, Some(documentation_pages::SERVICE_CONFIG),
        "the settings of TkeServiceConfig `{config}` are unknown (health checks, session persistence, balancing methods, bandwidth), because it was not provided: new listeners may have them, and existing ones may change (provide the object in `live` or with the manifests)",
        "TkeServiceConfig `{config}` 的设置未知（健康检查、会话保持、均衡方式、带宽）：未提供该对象；新建的监听器可能带有这些设置，已有的监听器也可能变更（请将该对象加入 `live` 或清单）";
    SECRETS_UNKNOWN = "certificate/secrets-unknown", Documented, Some(documentation_pages::PROTOCOLS),
        "the certificate in Secret `{secret}` is unknown, because the live Secrets of its namespace were not provided; clbplan reads only their key `qcloud_cert_id`",
        "Secret `{secret}` 中的证书未知：未提供集群中该命名空间的 Secret；clbplan 只读取其中的键 `qcloud_cert_id`";
    SECRET_MISSING = "certificate/secret-missing", Inferred, Some(documentation_pages::MANAGEMENT_MODE),
        "Secret `{secret}` does not exist: listeners and rules that use its certificate are not created, everything else is synced (documented for Ingress)",
        "Secret `{secret}` 不存在：使用其证书的监听器和规则不会创建，其余照常同步（Ingress 的同类规则有文档说明）";
    SECRET_WITHOUT_CERTIFICATE = "certificate/secret-without-id", Inferred, Some(documentation_pages::PROTOCOLS),
        "Secret `{secret}` has no key `qcloud_cert_id`: listeners and rules that use its certificate are not created",
        "Secret `{secret}` 中没有键 `qcloud_cert_id`：使用其证书的监听器和规则不会创建";
    SECRET_CONCEALED = "certificate/secret-concealed", Inferred, Some(documentation_pages::PROTOCOLS),
        "the certificate is unknown: the value of `{key}` in Secret `{secret}` is a placeholder, or was encrypted or redacted",
        "证书未知：Secret `{secret}` 中 `{key}` 的值是占位符，或已被加密或隐去";
    SECRET_UNUSABLE = "certificate/secret-unusable", Inferred, Some(documentation_pages::PROTOCOLS),
        "the value of `{key}` in Secret `{secret}` is not a certificate id: listeners and rules that use its certificate are not created",
        "Secret `{secret}` 中 `{key}` 的值不是证书 ID：使用其证书的监听器和规则不会创建";
    CONTESTED_PORT = "listener/contested-port", Documented, Some(documentation_pages::PROTOCOLS),
        "the Service requests {listeners}, which exclude each other on one load balancer: those that do not exist yet are not created",
        "Service 同时要求 {listeners}，它们在同一负载均衡上互斥：其中尚不存在的都不会创建";
    RESERVED_PORT = "listener/reserved-port", Documented, Some(documentation_pages::CLB_LISTENERS),
        "listener {listener} cannot be created: the cloud reserves this port",
        "无法创建监听器 {listener}：该端口由腾讯云保留";
    FIELD_REFUSED = "purchase/field-refused", Documented, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "no load balancer is created: the cloud does not accept the requested `{field}`",
        "不会创建负载均衡：腾讯云不接受所要求的 `{field}`";
    FIELD_UNKNOWN = "purchase/field-unknown", Documented, Some(documentation_pages::CLB_API_ERRORS),
        "no load balancer is created: `{field}` is not a known parameter of CreateLoadBalancer, and the API refuses unknown parameters",
        "不会创建负载均衡：`{field}` 不是已知的 CreateLoadBalancer 参数，而调用中有未定义的参数时 API 会拒绝";
    BANDWIDTH_ZERO = "load-balancer/bandwidth-zero", Documented, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "the bandwidth stays as it is: `{config}` declares 0, and the API requires at least 1 Mbps",
        "带宽保持不变：`{config}` 声明的带宽为 0，而 API 只接受 1 Mbps 及以上";
    PUBLIC_ONLY_FIELD = "purchase/public-only", Documented, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "no load balancer is created: `{field}` is for public load balancers, and this one is internal",
        "不会创建负载均衡：`{field}` 仅适用于公网负载均衡，而此处为内网类型";
    NOT_WITH_VERSION = "purchase/not-with-ip-version", Documented, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "no load balancer is created: the cloud does not accept `{field}` together with the IP version `{version}`",
        "不会创建负载均衡：IP 版本为 `{version}` 时，腾讯云不接受 `{field}`";
    TOO_MANY_TAGS = "purchase/too-many-tags", Documented, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "no load balancer is created: the Service requests {count} tags for it, and the cloud accepts at most {max} besides the controller's",
        "不会创建负载均衡：Service 为它指定了 {count} 个标签，除控制器的标签外，腾讯云最多接受 {max} 个";
    SUBNET_UNKNOWN = "purchase/subnet-unknown", Inferred, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "it is not documented whether the controller chooses a `SubnetId`: CreateLoadBalancer requires one for a native IPv6 load balancer, and the Service specifies none (specify it in the annotation `service.kubernetes.io/service.extensiveParameters`)",
        "创建 IPv6 版负载均衡（`IPv6FullChain`）时 API 要求 `SubnetId`，而 Service 没有指定：控制器是否会自行选择没有文档说明（请在注解 `service.kubernetes.io/service.extensiveParameters` 中指定）";
    SUBNET_NOT_WANTED = "purchase/subnet-not-wanted", Documented, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "no load balancer is created: a public load balancer accepts no `{field}`",
        "不会创建负载均衡：公网负载均衡不接受 `{field}`";
    CLASHING_BACKENDS = "backends/clash", Documented, Some(documentation_pages::BASICS),
        "it is unknown which of {listeners} gets the backend that they share: a load balancer binds a backend to only one listener per protocol, and the controller's choice is not published",
        "无法确定 {listeners} 中哪一个会绑定共同的后端：同一负载均衡上同一协议的后端只能绑定到一个监听器，控制器的选择未公开";
    NO_SECRET = "certificate/not-named", Documented, Some(documentation_pages::PROTOCOLS),
        "the {protocol} listener of port {port} is not created, because it has no certificate (in the annotation `service.cloud.tencent.com/specify-protocol`, set `tls` of port {port} to the name of the Secret with the certificate)",
        "不会创建端口 {port} 的 {protocol} 监听器，因为没有证书（请在注解 `service.cloud.tencent.com/specify-protocol` 中将端口 {port} 的 `tls` 设为存有证书的 Secret 的名称）";
    NO_SECRET_OF_HOST = "certificate/not-named-for-host", Documented, Some(documentation_pages::PROTOCOLS),
        "the forwarding rule of host {host} at port {port} is not created, because it has no certificate (in the annotation `service.cloud.tencent.com/specify-protocol`, set `tls` of this host to the name of the Secret with the certificate)",
        "不会创建端口 {port} 上域名 {host} 的转发规则，因为没有证书（请在注解 `service.cloud.tencent.com/specify-protocol` 中将该域名的 `tls` 设为存有证书的 Secret 的名称）";
    NO_HTTPS_HOST = "listener/no-https-host", Inferred, Some(documentation_pages::PROTOCOLS),
        "the plan neither creates nor changes listener {listener}, because the annotation `service.cloud.tencent.com/specify-protocol` names no host for its port; TKE documents certificates only for hosts; what the controller does without a host is not documented (add a host with its certificate)",
        "预览既不创建也不更改监听器 {listener}：注解 `service.cloud.tencent.com/specify-protocol` 没有为其端口指定域名；TKE 文档中 HTTPS 证书都按域名指定，没有域名时控制器如何处理没有文档说明（请添加域名及其证书）";
    HOST_REFUSED = "listener/host-refused", Documented, Some(documentation_pages::CLB_DOMAINS),
        "the forwarding rule of host {host} at port {port} is not created: the cloud accepts no such domain",
        "不会创建端口 {port} 上域名 {host} 的转发规则：腾讯云不接受这样的域名";
    HOST_UNDOCUMENTED = "listener/host-undocumented", Inferred, Some(documentation_pages::CLB_DOMAINS),
        "the plan does not create the forwarding rule of host {host} at port {port}: whether the cloud accepts upper-case or non-ASCII letters in a domain is not documented",
        "预览不创建端口 {port} 上域名 {host} 的转发规则：腾讯云是否接受含大写字母或非 ASCII 字母的域名没有文档说明";
}
