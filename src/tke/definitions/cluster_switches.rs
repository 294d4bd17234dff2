//! Cluster-wide switches: `data` of ConfigMap `kube-system/tke-service-controller-config`.
//!
//! New clusters and old ones differ: upgrading an old cluster adds no key. A key that is not there is therefore
//! unknown rather than the default of a new cluster.

use crate::diagnostic::{Basis, documentation_pages};
use crate::tke::ControllerVersion;
use crate::tke::definition::{Mutability, NameLocation, SupportStatus, WhenAbsent, definitions, documented};
use crate::tke::grammar::{ValueFormat, read};

/// Namespace of the ConfigMap.
pub const NAMESPACE: &str = "kube-system";
/// Name of the ConfigMap.
pub const CONFIG_MAP: &str = "tke-service-controller-config";

definitions! {
    /// Allow direct access to Pods of the GlobalRouter network.
    ///
    /// `true` in new clusters. The Service still needs its own annotation.
    GLOBAL_ROUTE_DIRECT_ACCESS: bool = "GlobalRouteDirectAccess", ValueFormat::Bool, read::boolean => {
        zh: "允许 GlobalRouter 网络的 Pod 直连\n新集群为 `true`。Service 仍须设置自己的注解。",
        kind: NameLocation::Switch,
        when_absent: WhenAbsent::Fixed("false"),
        mutability: Mutability::InPlace,
        since: documented(1, 6, 0),
        url: documentation_pages::SWITCHES,
    }

    /// Set a node's weight to 0 and unbind it before it is deleted.
    ENABLE_NODE_GRACEFUL_DELETION: bool = "EnableNodeGracefulDeletion", ValueFormat::Bool, read::boolean => {
        zh: "节点删除前先将权重置 0 并解绑",
        kind: NameLocation::Switch,
        when_absent: WhenAbsent::Fixed("false"),
        mutability: Mutability::InPlace,
        since: documented(2, 4, 2),
        url: documentation_pages::GRACEFUL_NODE,
    }

    /// Default of the annotation `service.cloud.tencent.com/enable-grace-deletion`.
    ENABLE_POD_GRACEFUL_DELETION: bool = "EnablePodGracefulDeletion", ValueFormat::Bool, read::boolean => {
        zh: "注解 `service.cloud.tencent.com/enable-grace-deletion` 的默认值",
        kind: NameLocation::Switch,
        when_absent: WhenAbsent::Fixed("false"),
        mutability: Mutability::InPlace,
        since: documented(2, 8, 0),
        url: documentation_pages::GRACEFUL_POD,
    }

    /// Protect newly created load balancers against modification.
    ///
    /// Load balancers that existed before are not changed, and the annotation of a Service takes precedence.
    ENABLE_DEFAULT_MODIFICATION_PROTECTION: bool = "EnableDefaultModificationProtection", ValueFormat::Bool, read::boolean => {
        zh: "新建的负载均衡默认开启配置修改保护\n已有的负载均衡不受影响；Service 的注解优先。",
        kind: NameLocation::Switch,
        when_absent: WhenAbsent::Derived { en: "`true` in new clusters, off in older ones", zh: "新集群为 `true`，旧集群关闭" },
        mutability: Mutability::InPlace,
        since: documented(2, 11, 1),
        url: documentation_pages::SWITCHES,
    }

    /// Turn on direct access for new LoadBalancer Services.
    ///
    /// They get the annotation `service.cloud.tencent.com/direct-access: "true"`; others are not changed.
    ENABLE_DEFAULT_DIRECT_ACCESS: bool = "EnableDefaultDirectAccess", ValueFormat::Bool, read::boolean => {
        zh: "为新建的 LoadBalancer Service 启用直连\n会写入注解 `service.cloud.tencent.com/direct-access: \"true\"`；已有的 Service 不受影响。",
        kind: NameLocation::Switch,
        when_absent: WhenAbsent::Derived { en: "`true` in new clusters with a GlobalRouter or VPC-CNI network, off in all others", zh: "GlobalRouter 与 VPC-CNI 网络的新集群为 `true`，旧集群和其他集群关闭" },
        mutability: Mutability::InPlace,
        since: documented(2, 11, 0),
        url: documentation_pages::SWITCHES,
    }

    /// `false` turns off the Ingress controller.
    ///
    /// Known from a summary of the page.
    ENABLE_INGRESS_CONTROLLER: bool = "EnableIngressController", ValueFormat::Bool, read::boolean => {
        zh: "`false` 表示关闭 TKE Ingress 控制器\n见于对该文档的转述。",
        kind: NameLocation::Switch,
        mutability: Mutability::InPlace,
        basis: Basis::Inferred,
        url: documentation_pages::INGRESS_OVERVIEW,
    }

    /// Version of the controller.
    VERSION: ControllerVersion = "VERSION", ValueFormat::Version, read::version => {
        zh: "控制器版本",
        kind: NameLocation::Switch,
        mutability: Mutability::ReadOnly,
        status: SupportStatus::WrittenByController,
        url: documentation_pages::SWITCHES,
    }

    /// Whether several Services may share a load balancer.
    REUSE_LOADBALANCER: bool = "REUSE_LOADBALANCER", ValueFormat::Bool, read::boolean => {
        zh: "是否允许多个 Service 复用同一负载均衡",
        kind: NameLocation::Switch,
        when_absent: WhenAbsent::Derived { en: "depends on the cluster's age; from v2.5.1 on the component writes `true`", zh: "取决于集群的创建时间；自 v2.5.1 起由组件写入 `true`" },
        mutability: Mutability::ReadOnly,
        since: documented(2, 5, 1),
        status: SupportStatus::WrittenByController,
        url: documentation_pages::SWITCHES,
    }
}
