//! Assumptions: what could not be computed from the provided input, and why.

use crate::diagnostic::references;
use crate::reasons;

reasons! {
    VPC_UNKNOWN = "context/vpc-unknown", Documented, Some(references::CREATE_LOAD_BALANCER),
        "the cluster's VPC was not provided: the request omits `VpcId`, and VPCs are not compared; the controller creates the load balancer in the cluster's VPC (set `context.vpcId`)",
        "未提供集群的 VPC：请求中省略 `VpcId`，也不比较 VPC；控制器会在集群所在 VPC 创建（`context.vpcId`）";
    CLUSTER_UNKNOWN = "context/cluster-unknown", Documented, Some(references::OVERVIEW),
        "the cluster's id was not provided, so the tag `tke-clusterId` cannot be written or compared (set `context.clusterId`)",
        "未提供集群 ID，无法写入或比较标签 `tke-clusterId`（`context.clusterId`）";
    UID_UNKNOWN = "service/uid-unknown", Documented, Some(references::SHARED_CLB),
        "the request omits the tag that names the owning Service, because the API server assigns the Service's uid at its creation",
        "请求中省略标明所属 Service 的标签：Service 的 uid 在创建时由 API Server 分配";
    NODES_UNKNOWN = "backends/nodes-unknown", Documented, Some(references::BACKENDS),
        "no nodes were provided, so the backends are unknown (add the output of `kubectl get nodes -o yaml` to the cluster's objects, `live`)",
        "未提供节点，后端未知（请把 `kubectl get nodes -o yaml` 的输出加入集群现有对象 `live`）";
    NODE_PORT_UNKNOWN = "backends/node-port-unknown", Documented, Some(references::K8S_SERVICE),
        "the backends of port {port} are unknown: it has no `nodePort` until the API server allocates one at the Service's creation",
        "端口 {port} 的后端未知：它还没有 `nodePort`，API Server 会在创建 Service 时分配";
    NODE_WITHOUT_INSTANCE = "backends/node-without-instance", Documented, Some(references::HYBRID),
        "node `{node}` is not a cloud instance (it is a registered or a super node): without `hybrid-type` it is not bound by its node port",
        "节点 `{node}` 不是云上实例（注册节点或超级节点）：未设置 `hybrid-type` 时不会通过节点端口绑定";
    CLASSIC_NOT_PLANNED = "load-balancer/classic-not-planned", Inferred, Some(references::CREATE_LOAD_BALANCER),
        "the Service requests a classic load balancer, which the API of this plan no longer sells: an application load balancer is shown instead",
        "Service 要求传统型负载均衡，而本预览所用的 API 不再出售：以应用型负载均衡展示";
    NOT_PLANNED = "service/setting-not-planned", Inferred, Some(references::ANNOTATIONS),
        "this plan does not show the effect of `{annotation}`, because no page says which calls implement it",
        "本预览不包含 `{annotation}` 的作用，因为没有文档说明它由哪些调用实现";
    NODE_UNNAMED = "backends/node-unnamed", Inferred, Some(references::BACKENDS),
        "node `{node}` has neither an instance id in `spec.providerID` nor an `InternalIP`, so the backends are unknown",
        "节点 `{node}` 的 `spec.providerID` 中没有实例 ID，也没有 `InternalIP`，因此后端未知";
    ENDPOINTS_UNKNOWN = "backends/endpoints-unknown", Documented, Some(references::DIRECT_ACCESS),
        "no EndpointSlices were provided, so the backends are unknown (provide `kubectl get endpointslices -A -o yaml` as `live`)",
        "未提供 EndpointSlice，后端未知（请将 `kubectl get endpointslices -A -o yaml` 的输出作为 `live` 提供）";
    ENDPOINT_NODES_UNKNOWN = "backends/endpoint-nodes-unknown", Documented, Some(references::BACKENDS),
        "some ready endpoints have no `nodeName`, so which nodes run a Pod is unknown, and so are the backends",
        "部分就绪端点没有 `nodeName`，无法确定哪些节点上有 Pod，因此后端未知";
    DIRECT_NOT_ALLOWED = "backends/direct-not-allowed", Documented, Some(references::DIRECT_ACCESS), event: "E4033",
        "direct access to Pods of the GlobalRouter network is not allowed, and the cluster has no other network: the backends stay as they are and may go stale (E4033)",
        "GlobalRouter 网络的 Pod 未允许直连，且集群没有其他网络模式：后端保持不变，可能过期（E4033）";
    HOST_NETWORK = "backends/host-network", Inferred, Some(references::GUIDE),
        "the Pods at {addresses} use their node's network: the documentation excludes them from direct binding, a guide by the vendor's engineers shows them bound; the plan binds them",
        "位于 {addresses} 的 Pod 使用节点网络：文档称此类 Pod 不支持直连，而官方工程师的指南展示了绑定成功；预览按会绑定处理";
    GATES_UNKNOWN = "backends/gates-unknown", Documented, Some(references::DIRECT_ACCESS),
        "the Pods at {addresses} are not ready, and no Pods were provided: a Pod that waits only for the readiness gate is still bound, because the gate opens after that (provide `kubectl get pods -A -o yaml` as `live`)",
        "位于 {addresses} 的 Pod 未就绪，且未提供 Pod：如果只是在等待就绪门控，仍会被绑定，因为绑定后门控才会通过（请将 `kubectl get pods -A -o yaml` 的输出作为 `live` 提供）";
    WEIGHTS_UNPUBLISHED = "backends/weights-unpublished", Documented, Some(references::BACKENDS),
        "weights follow the number of Pods on each node, but the exact function is not published: the plan omits weights",
        "权重随各节点上的 Pod 数量变化，具体算法未公开：预览中省略权重";
    CONFIGS_UNKNOWN = "service-config/unknown", Documented, Some(references::SERVICE_CONFIG),
        "no TkeServiceConfig was provided: what `{config}` sets is unknown, and the listeners are planned without it",
        "未提供任何 TkeServiceConfig，`{config}` 对监听器的配置未知，预览中未包含它";
    SECRETS_UNKNOWN = "certificate/secrets-unknown", Documented, Some(references::PROTOCOLS),
        "no Secrets were provided, so the certificate of `{secret}` is unknown; only the key `qcloud_cert_id` is ever read",
        "未提供 Secret，`{secret}` 的证书未知；只会读取键 `qcloud_cert_id`";
    SECRET_MISSING = "certificate/secret-missing", Inferred, Some(references::MANAGEMENT_MODE),
        "Secret `{secret}` does not exist: what needs its certificate is not created, and the rest goes on (documented for Ingress)",
        "Secret `{secret}` 不存在，依赖其证书的资源不会创建，其余继续（Ingress 的同类规则有文档说明）";
    SECRET_WITHOUT_CERTIFICATE = "certificate/secret-without-id", Inferred, Some(references::PROTOCOLS),
        "Secret `{secret}` has no key `qcloud_cert_id`: what needs its certificate is not created",
        "Secret `{secret}` 中没有键 `qcloud_cert_id`，依赖其证书的资源不会创建";
    CONTESTED_PORT = "listener/contested-port", Documented, Some(references::PROTOCOLS),
        "the Service requests {listeners}, but a load balancer can have only one of them: those that do not exist yet are not created",
        "Service 同时要求 {listeners}，而一个负载均衡只能有其中一个：尚不存在的都不会创建";
    RESERVED_PORT = "listener/reserved-port", Documented, Some(references::CLB_LISTENERS),
        "listener {listener} cannot be created: the cloud reserves this port",
        "无法创建监听器 {listener}：该端口由腾讯云保留";
    FIELD_REFUSED = "purchase/field-refused", Documented, Some(references::CREATE_LOAD_BALANCER),
        "the load balancer would not be created: the cloud does not accept `{field}` as requested here",
        "创建请求会被拒绝：腾讯云不接受此处要求的 `{field}`";
    BANDWIDTH_ZERO = "load-balancer/bandwidth-zero", Documented, Some(references::CREATE_LOAD_BALANCER),
        "the bandwidth stays as it is: `{config}` declares 0, and the API requires at least 1 Mbps",
        "带宽保持不变：`{config}` 声明的带宽为 0，而 API 只接受 1 Mbps 及以上";
    PUBLIC_ONLY_FIELD = "purchase/public-only", Documented, Some(references::CREATE_LOAD_BALANCER),
        "the load balancer would not be created: `{field}` is for public load balancers, and this one is internal",
        "创建请求会被拒绝：`{field}` 仅适用于公网负载均衡，而此处为内网类型";
    SUBNET_MISSING = "purchase/subnet-missing", Documented, Some(references::CREATE_LOAD_BALANCER),
        "the load balancer would not be created: a native IPv6 load balancer needs a `SubnetId`",
        "创建请求会被拒绝：IPv6 版负载均衡（`IPv6FullChain`）需要 `SubnetId`";
    SUBNET_NOT_WANTED = "purchase/subnet-not-wanted", Documented, Some(references::CREATE_LOAD_BALANCER),
        "the load balancer would not be created: a public load balancer takes no `SubnetId`",
        "创建请求会被拒绝：公网负载均衡不接受 `SubnetId`";
    CLASHING_BACKENDS = "backends/clash", Documented, Some(references::BASICS),
        "{listeners} lead to the same backend, but a load balancer binds a backend to only one listener per protocol: which one the controller would bind is not published",
        "{listeners} 指向同一后端，而同一负载均衡上同一协议的后端只能绑定到一个监听器：控制器会绑定哪一个未公开";
    NO_SECRET = "certificate/not-named", Documented, Some(references::PROTOCOLS),
        "the protocol needs a certificate, but `specify-protocol` names no Secret in `tls`",
        "该协议需要证书，但 `specify-protocol` 没有用 `tls` 指定 Secret";
}
