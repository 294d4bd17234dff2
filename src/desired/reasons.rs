//! Assumptions: what could not be computed from the provided input, and why.

use crate::diagnostic::references;
use crate::reasons;

reasons! {
    VPC_UNKNOWN = "context/vpc-unknown", Documented, Some(references::CREATE_LOAD_BALANCER),
        "the cluster's VPC was not given, so the request leaves `VpcId` out and VPCs are not compared; the controller buys in the cluster's VPC (`vpcId` in the context)",
        "未提供集群的 VPC，请求中省略 `VpcId`，也不比较 VPC;控制器会在集群所在 VPC 购买(上下文中的 `vpcId`)";
    CLUSTER_UNKNOWN = "context/cluster-unknown", Documented, Some(references::OVERVIEW),
        "the cluster's id was not given, so the tag `tke-clusterId` cannot be written or compared (`clusterId` in the context)",
        "未提供集群 ID，无法写入或比较标签 `tke-clusterId`(上下文中的 `clusterId`)";
    UID_UNKNOWN = "service/uid-unknown", Documented, Some(references::SHARED_CLB),
        "the API server gives the Service its uid when it is created, so the tag that names the Service as owner is left out of the request",
        "Service 的 uid 在创建时由 API Server 分配，因此请求中省略了标明归属 Service 的标签";
    NODES_UNKNOWN = "backends/nodes-unknown", Documented, Some(references::BACKENDS),
        "no nodes were given, so the backends are unknown (give `kubectl get nodes -o yaml` as `live`)",
        "未提供节点，后端未知(请将 `kubectl get nodes -o yaml` 的输出作为 `live` 提供)";
    NODE_PORT_UNKNOWN = "backends/node-port-unknown", Documented, Some(references::K8S_SERVICE),
        "port {port} has no `nodePort` yet: the API server allocates one when the Service is created, so its backends are unknown",
        "端口 {port} 还没有 `nodePort`:API Server 会在创建 Service 时分配，因此其后端未知";
    NODE_WITHOUT_INSTANCE = "backends/node-without-instance", Documented, Some(references::HYBRID),
        "node `{node}` is no instance of the cloud (a registered or a super node): without `hybrid-type` it is not bound by its node port",
        "节点 `{node}` 不是云上实例（注册节点或超级节点）：未设置 `hybrid-type` 时不会通过节点端口绑定";
    CLASSIC_NOT_PLANNED = "load-balancer/classic-not-planned", Inferred, Some(references::CREATE_LOAD_BALANCER),
        "a classic load balancer is asked for, which the API of this plan does not sell: the purchase is shown as one of an application load balancer",
        "要求的是传统型负载均衡，而本计划所用的 API 不再出售：购买以应用型负载均衡展示";
    NOT_PLANNED = "service/setting-not-planned", Inferred, Some(references::ANNOTATIONS),
        "`{annotation}` has an effect that this plan does not show, because no page says by which calls it is had",
        "`{annotation}` 的作用未体现在本计划中，因为没有文档说明它由哪些调用实现";
    NODE_UNNAMED = "backends/node-unnamed", Inferred, Some(references::BACKENDS),
        "node `{node}` has neither an instance id in `spec.providerID` nor an `InternalIP`, so the backends are unknown",
        "节点 `{node}` 的 `spec.providerID` 中没有实例 ID，也没有 `InternalIP`，因此后端未知";
    ENDPOINTS_UNKNOWN = "backends/endpoints-unknown", Documented, Some(references::DIRECT_ACCESS),
        "no EndpointSlices were given, so the backends are unknown (give `kubectl get endpointslices -A -o yaml` as `live`)",
        "未提供 EndpointSlice，后端未知(请将 `kubectl get endpointslices -A -o yaml` 的输出作为 `live` 提供)";
    ENDPOINT_NODES_UNKNOWN = "backends/endpoint-nodes-unknown", Documented, Some(references::BACKENDS),
        "some ready endpoints do not say on which node they are (`nodeName`), so which nodes run a Pod is unknown, and so are the backends",
        "部分就绪端点没有注明所在节点(`nodeName`)，无法确定哪些节点上有 Pod，因此后端未知";
    DIRECT_NOT_ALLOWED = "backends/direct-not-allowed", Documented, Some(references::DIRECT_ACCESS), event: "E4033",
        "direct access is not allowed to Pods of the GlobalRouter network, and the cluster has no other one: the backends stay as they are and may go stale (E4033)",
        "GlobalRouter 网络的 Pod 未允许直连，且集群没有其他网络模式：后端保持不变，可能过期(E4033)";
    HOST_NETWORK = "backends/host-network", Inferred, Some(references::GUIDE),
        "the Pods at {addresses} use the network of their node: the pages say that such Pods cannot be bound directly, a guide of the vendor's engineers shows them bound; they are planned as bound",
        "位于 {addresses} 的 Pod 使用节点网络：文档称此类 Pod 不支持直连，而官方工程师的指南展示了绑定成功；此处按会绑定处理";
    GATES_UNKNOWN = "backends/gates-unknown", Documented, Some(references::DIRECT_ACCESS),
        "the Pods at {addresses} are not ready, and no Pods were given: one that waits for the readiness gate alone is bound all the same, since the gate opens only then (give `kubectl get pods -A -o yaml` as `live`)",
        "位于 {addresses} 的 Pod 未就绪，且未提供 Pod:如果只是在等待就绪门控，仍会被绑定，因为绑定后门控才会通过(请将 `kubectl get pods -A -o yaml` 的输出作为 `live` 提供)";
    WEIGHTS_UNPUBLISHED = "backends/weights-unpublished", Documented, Some(references::BACKENDS),
        "weights follow the number of Pods on each node; the exact function is not published, so weights are left out",
        "权重随各节点上的 Pod 数量变化；具体算法未公开，因此计划中省略权重";
    CONFIGS_UNKNOWN = "service-config/unknown", Documented, Some(references::SERVICE_CONFIG),
        "no TkeServiceConfig was given, so what `{config}` says of the listeners is unknown and they are planned without it",
        "未提供任何 TkeServiceConfig，`{config}` 对监听器的配置未知，计划中未包含它";
    SECRETS_UNKNOWN = "certificate/secrets-unknown", Documented, Some(references::PROTOCOLS),
        "no Secrets were given, so the certificate of `{secret}` is unknown; only the key `qcloud_cert_id` is ever read",
        "未提供 Secret，`{secret}` 的证书未知；只会读取键 `qcloud_cert_id`";
    SECRET_MISSING = "certificate/secret-missing", Inferred, Some(references::MANAGEMENT_MODE),
        "Secret `{secret}` does not exist, so what needs its certificate is not made; the rest goes on (documented for the Ingress twin)",
        "Secret `{secret}` 不存在，依赖其证书的资源不会创建，其余继续(Ingress 的同类规则有文档说明)";
    SECRET_WITHOUT_CERTIFICATE = "certificate/secret-without-id", Inferred, Some(references::PROTOCOLS),
        "Secret `{secret}` has no key `qcloud_cert_id`, so what needs its certificate is not made",
        "Secret `{secret}` 中没有键 `qcloud_cert_id`，依赖其证书的资源不会创建";
    CONTESTED_PORT = "listener/contested-port", Documented, Some(references::PROTOCOLS),
        "the Service asks for {listeners}, and a CLB has room for one of them: none that is not there yet is made",
        "Service 同时要求 {listeners}，而一个 CLB 只能容纳其中一个：尚不存在的都不会创建";
    RESERVED_PORT = "listener/reserved-port", Documented, Some(references::CLB_LISTENERS),
        "listener {listener} cannot be made: the cloud keeps this port to itself",
        "无法创建监听器 {listener}：该端口由云平台保留";
    FIELD_REFUSED = "purchase/field-refused", Documented, Some(references::CREATE_LOAD_BALANCER),
        "the cloud does not take `{field}` as it is asked for here: the purchase would be refused",
        "云侧不接受此处要求的 `{field}`：购买请求会被拒绝";
    BANDWIDTH_ZERO = "load-balancer/bandwidth-zero", Documented, Some(references::CREATE_LOAD_BALANCER),
        "the bandwidth that `{config}` declares is 0, and the API takes 1 Mbps or more: it is left as it is",
        "`{config}` 声明的带宽为 0，而 API 只接受 1 Mbps 及以上：保持不变";
    PUBLIC_ONLY_FIELD = "purchase/public-only", Documented, Some(references::CREATE_LOAD_BALANCER),
        "`{field}` is for public load balancers, and this one is internal: the purchase would be refused",
        "`{field}` 仅适用于公网负载均衡，而此处为内网类型：购买请求会被拒绝";
    SUBNET_MISSING = "purchase/subnet-missing", Documented, Some(references::CREATE_LOAD_BALANCER),
        "a load balancer with native IPv6 needs a `SubnetId`: the purchase would be refused",
        "IPv6FullChain 类型的负载均衡需要 `SubnetId`：购买请求会被拒绝";
    SUBNET_NOT_WANTED = "purchase/subnet-not-wanted", Documented, Some(references::CREATE_LOAD_BALANCER),
        "a public load balancer takes no `SubnetId`: the purchase would be refused",
        "公网负载均衡不接受 `SubnetId`：购买请求会被拒绝";
    CLASHING_BACKENDS = "backends/clash", Documented, Some(references::BASICS),
        "{listeners} lead to the same backend, and within one protocol a CLB binds a backend to one listener only: which one the controller would bind is not published",
        "{listeners} 指向同一后端，而 CLB 中同一协议的后端只能绑定到一个监听器：控制器会绑定哪一个未公开";
    NO_SECRET = "certificate/not-named", Documented, Some(references::PROTOCOLS),
        "the protocol needs a certificate, and `specify-protocol` names no Secret under `tls`",
        "该协议需要证书，但 `specify-protocol` 没有用 `tls` 指定 Secret";
}
