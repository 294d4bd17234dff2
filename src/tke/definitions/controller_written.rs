//! Annotations and finalizers that the controller writes. Users should not set them.

use crate::diagnostic::{Basis, references};
use crate::tke::definition::{DefinitionKind, Mutability, Status, definitions, documented};
use crate::tke::grammar::{EnumValue, Grammar, read};

const NETWORKS: &[EnumValue] = &[
    EnumValue { value: "OPEN", en: "public", zh: "公网" },
    EnumValue { value: "INTERNAL", en: "internal", zh: "内网" },
];

definitions! {
    /// Id of the CLB in use, bought or existing.
    LOADBALANCE_ID: String = "service.kubernetes.io/loadbalance-id", Grammar::Id("lb-"), read::text => {
        zh: "正在使用的 CLB 的 ID",
        mutability: Mutability::ReadOnly,
        since: documented(1, 0, 0),
        status: Status::WrittenByController,
    }

    /// IPv6 address of a NAT64 CLB.
    LOADBALANCE_NAT_IPV6: String = "service.kubernetes.io/loadbalance-nat-ipv6", Grammar::Text, read::text => {
        zh: "NAT64 CLB 的 IPv6 地址",
        mutability: Mutability::ReadOnly,
        status: Status::WrittenByController,
    }

    /// Token that makes the purchase of the CLB happen once.
    ///
    /// It belongs to one Service: a copy of the manifest that carries it would ask for the first Service's CLB again.
    CLIENT_TOKEN: String = "service.cloud.tencent.com/client-token", Grammar::Uuid, read::text => {
        zh: "购买 CLB 的幂等令牌",
        mutability: Mutability::ReadOnly,
        status: Status::WrittenByController,
        basis: Basis::Inferred,
        url: references::CREATE_LOAD_BALANCER,
    }

    /// When the last sync began.
    SYNC_BEGIN_TIME: String = "service.cloud.tencent.com/sync-begin-time", Grammar::Timestamp, read::text => {
        zh: "上次同步的开始时间",
        mutability: Mutability::ReadOnly,
        status: Status::WrittenByController,
        basis: Basis::Inferred,
        url: references::GUIDE,
    }

    /// When the last sync ended.
    SYNC_END_TIME: String = "service.cloud.tencent.com/sync-end-time", Grammar::Timestamp, read::text => {
        zh: "上次同步的结束时间",
        mutability: Mutability::ReadOnly,
        status: Status::WrittenByController,
        basis: Basis::Inferred,
        url: references::GUIDE,
    }

    /// Whether the CLB is public or internal; a label, not an annotation.
    LOADBALANCE_TYPE_LABEL: &'static str = "service.cloud.tencent.com/loadbalance-type", Grammar::Enum(NETWORKS), read::enum_value => {
        zh: "CLB 的网络类型；这是标签，不是注解",
        kind: DefinitionKind::Label,
        mutability: Mutability::ReadOnly,
        status: Status::WrittenByController,
        basis: Basis::Inferred,
        url: references::GUIDE,
    }

    /// Finalizer that holds a Service back until its CLB is cleaned up.
    FINALIZER: String = "service.k8s.tencent/resources", Grammar::Text, read::text => {
        zh: "在 CLB 清理完成之前阻止 Service 被删除的 finalizer",
        kind: DefinitionKind::Finalizer,
        mutability: Mutability::ReadOnly,
        status: Status::WrittenByController,
        basis: Basis::Inferred,
        url: references::OVERVIEW,
    }

    /// Condition that says whether the last sync succeeded.
    ///
    /// Its reason is `Success` when it did.
    READY_CONDITION: String = "Ready", Grammar::Text, read::text => {
        zh: "上次同步是否成功的状况（condition）",
        kind: DefinitionKind::Condition,
        mutability: Mutability::ReadOnly,
        status: Status::WrittenByController,
        basis: Basis::Inferred,
        url: references::GUIDE,
    }
}
