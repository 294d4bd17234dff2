//! Annotations and finalizers that the controller writes. Users should not set them.

use crate::diagnostic::{Basis, documentation_pages};
use crate::tke::definition::{Mutability, NameLocation, SupportStatus, definitions, documented};
use crate::tke::grammar::{EnumValue, ValueFormat, read};

const NETWORKS: &[EnumValue] = &[
    EnumValue { value: "OPEN", en: "public", zh: "公网" },
    EnumValue { value: "INTERNAL", en: "internal", zh: "内网" },
];

definitions! {
    /// Id of the load balancer in use, created by TKE or existing.
    LOADBALANCE_ID: String = "service.kubernetes.io/loadbalance-id", ValueFormat::Id("lb-"), read::text => {
        zh: "正在使用的负载均衡的 ID",
        mutability: Mutability::ReadOnly,
        since: documented(1, 0, 0),
        status: SupportStatus::WrittenByController,
    }

    /// IPv6 address of a NAT64 load balancer.
    LOADBALANCE_NAT_IPV6: String = "service.kubernetes.io/loadbalance-nat-ipv6", ValueFormat::Text, read::text => {
        zh: "NAT64 负载均衡的 IPv6 地址",
        mutability: Mutability::ReadOnly,
        status: SupportStatus::WrittenByController,
    }

    /// Token that makes the creation of the load balancer happen only once.
    ///
    /// It belongs to one Service: a copied manifest that contains it would request the first Service's load balancer
    /// again.
    CLIENT_TOKEN: String = "service.cloud.tencent.com/client-token", ValueFormat::Uuid, read::text => {
        zh: "创建负载均衡的幂等令牌\n它属于一个 Service：复制的清单如果带有它，会再次请求原 Service 的负载均衡。",
        mutability: Mutability::ReadOnly,
        status: SupportStatus::WrittenByController,
        basis: Basis::Inferred,
        url: documentation_pages::CREATE_LOAD_BALANCER,
    }

    /// When the last sync began.
    ///
    /// When a sync starts: see `spec`.
    SYNC_BEGIN_TIME: String = "service.cloud.tencent.com/sync-begin-time", ValueFormat::Timestamp, read::text => {
        zh: "上次同步的开始时间\n何时同步：见 `spec`。",
        mutability: Mutability::ReadOnly,
        status: SupportStatus::WrittenByController,
        basis: Basis::Inferred,
        url: documentation_pages::GUIDE_OBJECTS,
    }

    /// When the last sync ended.
    SYNC_END_TIME: String = "service.cloud.tencent.com/sync-end-time", ValueFormat::Timestamp, read::text => {
        zh: "上次同步的结束时间",
        mutability: Mutability::ReadOnly,
        status: SupportStatus::WrittenByController,
        basis: Basis::Inferred,
        url: documentation_pages::GUIDE_OBJECTS,
    }

    /// Whether the load balancer is public or internal; a label, not an annotation.
    LOADBALANCE_TYPE_LABEL: &'static str = "service.cloud.tencent.com/loadbalance-type", ValueFormat::Enum(NETWORKS), read::enum_value => {
        zh: "负载均衡的网络类型；这是标签，不是注解",
        kind: NameLocation::Label,
        mutability: Mutability::ReadOnly,
        status: SupportStatus::WrittenByController,
        basis: Basis::Inferred,
        url: documentation_pages::GUIDE_OBJECTS,
    }

    /// Finalizer that keeps a Service until its load balancer is cleaned up.
    ///
    /// It is in published objects of clusters, and on no page of TKE.
    FINALIZER: String = "service.k8s.tencent/resources", ValueFormat::Text, read::text => {
        zh: "在负载均衡清理完成之前阻止 Service 被删除的 finalizer\n见于公开的集群对象，TKE 文档中没有。",
        kind: NameLocation::Finalizer,
        mutability: Mutability::ReadOnly,
        status: SupportStatus::WrittenByController,
        basis: Basis::Inferred,
        url: documentation_pages::K8S_FINALIZERS,
    }

    /// Condition that tells whether the last sync succeeded.
    ///
    /// If it did, the reason is `Success`.
    READY_CONDITION: String = "Ready", ValueFormat::Text, read::text => {
        zh: "上次同步是否成功的状况（condition）\n成功时，原因为 `Success`。",
        kind: NameLocation::Condition,
        mutability: Mutability::ReadOnly,
        status: SupportStatus::WrittenByController,
        basis: Basis::Inferred,
        url: documentation_pages::GUIDE_OBJECTS,
    }
}
