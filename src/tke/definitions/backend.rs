//! Annotations about backends: which are bound, their weights, and how they are removed.

use crate::diagnostic::{Basis, documentation_pages};
use crate::tke::NodeLabelSelector;
use crate::tke::definition::{
    AnnotationDependency, Mutability, NameLocation, RequiredSituation, SupportStatus, WhenAbsent, definitions,
    documented, ingress_page,
};
use crate::tke::grammar::{EnumValue, ValueFormat, read};
use crate::tke::json::{self, BackendWeights, JsonAnnotationKind};

const FAMILIES: &[EnumValue] = &[
    EnumValue { value: "ipv6", en: "bind IPv6 addresses", zh: "绑定 IPv6 地址" },
    EnumValue { value: "ipv4", en: "bind IPv4 addresses", zh: "绑定 IPv4 地址" },
];

/// The behaviour without the annotations of graceful shutdown.
const SHUTDOWN: WhenAbsent = WhenAbsent::Derived {
    en: "`false`; always on from v2.2.0 on, as documented for Ingress",
    zh: "`false`；Ingress 文档称自 v2.2.0 起始终开启",
};

definitions! {
    /// Bind only nodes with these labels.
    ///
    /// Backends follow changes of nodes and labels. If the selector matches no node, every backend is unbound.
    BACKENDS_LABEL: NodeLabelSelector = "service.kubernetes.io/qcloud-loadbalancer-backends-label", ValueFormat::Selector, read::selector => {
        zh: "只绑定带有这些标签的节点\n节点和标签变化时，后端随之调整。没有选中任何节点时，全部后端会被解绑。",
        when_absent: WhenAbsent::Derived { en: "every eligible node", zh: "所有符合条件的节点" },
        mutability: Mutability::InPlace,
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::NodePort)],
        url: documentation_pages::BACKENDS,
    }

    /// With `externalTrafficPolicy: Local`, bind only nodes that run a Pod.
    LOCAL_ONLY_BIND_NODE_WITH_POD: bool = "service.kubernetes.io/local-svc-only-bind-node-with-pod", ValueFormat::Bool, read::boolean => {
        zh: "`externalTrafficPolicy: Local` 时，只绑定运行了该 Service 的 Pod 的节点",
        when_absent: WhenAbsent::Fixed("false"),
        mutability: Mutability::InPlace,
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::LocalPolicy), AnnotationDependency::OnlyFor(RequiredSituation::NodePort)],
        url: documentation_pages::BACKENDS,
    }

    /// Weight nodes by the number of Pods they run.
    LOCAL_WEIGHTED_BALANCE: bool = "service.cloud.tencent.com/local-svc-weighted-balance", ValueFormat::Bool, read::boolean => {
        zh: "按节点上 Pod 的数量设置节点权重",
        when_absent: WhenAbsent::Fixed("false"),
        mutability: Mutability::InPlace,
        dependencies: &[
            AnnotationDependency::Requires(&LOCAL_ONLY_BIND_NODE_WITH_POD.definition),
            AnnotationDependency::OnlyFor(RequiredSituation::LocalPolicy),
            AnnotationDependency::OnlyFor(RequiredSituation::NodePort),
        ],
        url: documentation_pages::BACKENDS,
    }

    /// Bind Pods directly, without NodePort in between.
    ///
    /// The load balancer must reach the Pods' addresses: VPC-CNI, or GlobalRouter with its cluster-wide switch on. That
    /// removing it binds nodes again is known only from summaries of the page.
    DIRECT_ACCESS: bool = "service.cloud.tencent.com/direct-access", ValueFormat::Bool, read::boolean => {
        zh: "直连 Pod：负载均衡直接绑定 Pod，不经 NodePort\n负载均衡须能访问 Pod 的地址：VPC-CNI，或已打开全局开关的 GlobalRouter。删除后改回绑定节点，此点只见于对该文档的转述。",
        when_absent: WhenAbsent::Derived {
            en: "`false`; the switch `EnableDefaultDirectAccess` writes `true` into new Services",
            zh: "`false`；全局开关 `EnableDefaultDirectAccess` 会为新建的 Service 写入 `true`",
        },
        mutability: Mutability::InPlace,
        since: ingress_page(1, 3, 0),
        url: documentation_pages::DIRECT_ACCESS,
    }

    /// Set the weight of a Pod that is being deleted to 0 before unbinding it.
    ENABLE_GRACE_SHUTDOWN: bool = "service.cloud.tencent.com/enable-grace-shutdown", ValueFormat::Bool, read::boolean => {
        zh: "优雅停机：Pod 删除时先将权重置 0",
        when_absent: SHUTDOWN,
        mutability: Mutability::InPlace,
        since: ingress_page(1, 5, 0),
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::DirectAccess)],
        url: documentation_pages::GRACEFUL,
    }

    /// Set the weight of a Pod that is not ready to 0 instead of unbinding it.
    ENABLE_GRACE_SHUTDOWN_TKEX: bool = "service.cloud.tencent.com/enable-grace-shutdown-tkex", ValueFormat::Bool, read::boolean => {
        zh: "优雅停机：Pod 未就绪时将权重置 0，而不是解绑",
        when_absent: SHUTDOWN,
        mutability: Mutability::InPlace,
        since: ingress_page(1, 5, 0),
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::DirectAccess)],
        url: documentation_pages::GRACEFUL,
    }

    /// Delay a Pod's deletion until its weight is 0 on every load balancer.
    ENABLE_GRACE_DELETION: bool = "service.cloud.tencent.com/enable-grace-deletion", ValueFormat::Bool, read::boolean => {
        zh: "优雅删除：所有负载均衡上的权重置 0 之后才允许删除 Pod",
        when_absent: WhenAbsent::Derived {
            en: "the switch `EnablePodGracefulDeletion`",
            zh: "由全局开关 `EnablePodGracefulDeletion` 决定",
        },
        mutability: Mutability::InPlace,
        since: documented(2, 5, 0),
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::DirectAccess)],
        url: documentation_pages::GRACEFUL_POD,
    }

    /// Weights of StatefulSet Pods, as JSON.
    LB_RS_WEIGHT: BackendWeights = "service.cloud.tencent.com/lb-rs-weight", ValueFormat::Json(JsonAnnotationKind::RsWeight), |_, text| json::rs_weight(text) => {
        zh: "StatefulSet 各 Pod 的权重（JSON）",
        when_absent: WhenAbsent::Derived { en: "the controller's default weight", zh: "控制器默认权重" },
        mutability: Mutability::InPlace,
        since: ingress_page(1, 6, 0),
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::DirectAccess)],
        basis: Basis::Inferred,
        url: documentation_pages::GUIDE_UPGRADE,
    }

    /// Address family to bind in dual-stack clusters.
    MIX_TARGET_PREFER: &'static str = "service.cloud.tencent.com/mix-target-prefer", ValueFormat::Enum(FAMILIES), read::enum_value => {
        zh: "双栈混绑时优先绑定的地址族",
        when_absent: WhenAbsent::Fixed("ipv6"),
        since: ingress_page(2, 10, 0),
        status: SupportStatus::Unproven,
        basis: Basis::Inferred,
        url: documentation_pages::INGRESS_ANNOTATIONS,
    }

    /// Avoid loops between nodes and an internal load balancer.
    ///
    /// kube-proxy binds the load balancer's address on the node, and health checks come from 100.64.0.0/10. It needs
    /// kube-proxy v1.20.6-tke.12, v1.18.4-tke.20, v1.16.3-tke.25, v1.14.3-tke.24 or v1.12.4-tke.30, or a later one.
    PREVENT_LOOPBACK: bool = "service.cloud.tencent.com/prevent-loopback", ValueFormat::Bool, read::boolean => {
        zh: "避免内网负载均衡回环\nkube-proxy 在节点上绑定负载均衡的地址，健康检查来自 100.64.0.0/10。kube-proxy 须不低于 v1.20.6-tke.12、v1.18.4-tke.20、v1.16.3-tke.25、v1.14.3-tke.24 或 v1.12.4-tke.30。",
        when_absent: WhenAbsent::Fixed("false"),
        mutability: Mutability::InPlace,
        url: documentation_pages::LOOPBACK,
    }

    /// Create no IPVS rule for the load balancer's address on nodes.
    ///
    /// The proxy on the node applies it at once; the load balancer is not changed.
    DISCARD_LOADBALANCER_IP: bool = "service.cloud.tencent.com/discard-loadbalancer-ip", ValueFormat::Bool, read::boolean => {
        zh: "节点上不为负载均衡的 VIP 生成 IPVS 规则\n节点上的代理立即读取；负载均衡不变。",
        when_absent: WhenAbsent::Fixed("false"),
        mutability: Mutability::InPlace,
        url: documentation_pages::SUPER_NODE_ANNOTATIONS,
    }

    /// Take backends from another Endpoints object; used by the platform itself.
    LOADBALANCER_SOURCE_ENDPOINTS: String = "service.cloud.tencent.com/loadbalancer-source-endpoints", ValueFormat::Json(JsonAnnotationKind::SourceEndpoints), |_, text| json::source_endpoints(text) => {
        zh: "从另一个 Endpoints 对象取后端；平台自用",
        when_absent: WhenAbsent::Derived { en: "the Service's own endpoints", zh: "该 Service 自身的端点" },
        status: SupportStatus::Observed,
        basis: Basis::Inferred,
        url: documentation_pages::GUIDE_OBJECTS,
    }

    /// On a Pod: give it a VPC address, in clusters with two Pod networks.
    ///
    /// A container of the Pod then requests the resource `tke.cloud.tencent.com/eni-ip: "1"`.
    POD_NETWORKS: String = "tke.cloud.tencent.com/networks", ValueFormat::Text, read::text => {
        zh: "Pod 使用的网络；`tke-route-eni` 表示 VPC-CNI\n写在 Pod 上，使其使用 VPC 的地址（集群有两种 Pod 网络时）；Pod 的容器此时申请资源 `tke.cloud.tencent.com/eni-ip: \"1\"`。",
        kind: NameLocation::PodAnnotation,
        when_absent: WhenAbsent::Derived { en: "the cluster's default network", zh: "集群默认网络" },
        url: documentation_pages::DIRECT_ACCESS,
    }

    /// Readiness gate of Pods behind a load balancer: true once bound and healthy.
    ///
    /// The reason of its condition is then `LoadBalancerNetworkGroupReady`. It concerns only the start of a Pod.
    READINESS_GATE: String = "cloud.tencent.com/load-balancer-backendgroup-ready", ValueFormat::Text, read::text => {
        zh: "直连 Pod 的就绪门控：绑定到负载均衡且健康后为真\n此时其状况的原因为 `LoadBalancerNetworkGroupReady`。它只与 Pod 的启动有关。",
        kind: NameLocation::ReadinessGate,
        mutability: Mutability::ReadOnly,
        status: SupportStatus::WrittenByController,
        url: documentation_pages::DIRECT_ACCESS,
    }

    /// Key of a certificate Secret: id of the certificate.
    CERTIFICATE_ID: String = "qcloud_cert_id", ValueFormat::Text, read::text => {
        zh: "证书 Secret 的键：证书 ID",
        kind: NameLocation::SecretKey,
        mutability: Mutability::InPlace,
        url: documentation_pages::PROTOCOLS,
    }

    /// Key of a certificate Secret: id of the client CA, for mutual TLS.
    CLIENT_CA_ID: String = "qcloud_ca_cert_id", ValueFormat::Text, read::text => {
        zh: "证书 Secret 的键：双向认证的客户端 CA 证书 ID",
        kind: NameLocation::SecretKey,
        mutability: Mutability::InPlace,
        basis: Basis::Inferred,
        url: documentation_pages::INGRESS_ANNOTATIONS,
    }
}
