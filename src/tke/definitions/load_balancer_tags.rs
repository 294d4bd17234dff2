//! Tags that the controller writes on a CLB and reads to identify its owner.

use crate::diagnostic::documentation_pages;
use crate::tke::definition::{Mutability, NameLocation, SupportStatus, WhenAbsent, definitions, ingress_page};
use crate::tke::grammar::{EnumValue, ValueFormat, read};
use crate::tke::reserved_tag_keys;

const OWNERS: &[EnumValue] = &[
    EnumValue { value: OWNER_TKE, en: "deleted with its Service", zh: "随 Service 删除" },
    EnumValue { value: OWNER_USER, en: "kept when its Service is deleted", zh: "删除 Service 时保留" },
];

/// Name of the controller's listeners. No page has it: a guide names it for Ingress, and a sibling controller uses it; it
/// is assumed for Services.
pub const LISTENER_NAME: &str = "TKE-DEDICATED-LISTENER";

/// The value of `CREATED_BY`.
pub const CREATED_BY_YES: &str = "yes";
/// The value of `LIFECYCLE_OWNER` that keeps a CLB when its Service is deleted.
pub const OWNER_USER: &str = "user";
/// The value of `LIFECYCLE_OWNER` with which a CLB is deleted with its Service.
pub const OWNER_TKE: &str = "tke";
/// In clusters that share CLBs, the value of the tag whose key is the uid of a Service that uses the CLB.
pub const SHARED_SERVICE: &str = "tke-lb-serviceId";

/// Annotations of an Ingress that name its load balancer: one that a user chose, and the one in use.
pub const INGRESS_ANNOTATIONS: [&str; 2] =
    ["kubernetes.io/ingress.existLbId", "kubernetes.io/ingress.qcloud-loadbalance-id"];

definitions! {
    /// TKE created this load balancer; it is deleted with its Service.
    CREATED_BY: &'static str = reserved_tag_keys::CREATED_BY, ValueFormat::Enum(&[EnumValue { value: CREATED_BY_YES, en: "created by TKE", zh: "由 TKE 自动创建" }]), read::enum_value => {
        zh: "该负载均衡由 TKE 自动创建，随 Service 一起删除",
        kind: NameLocation::Tag,
        mutability: Mutability::ReadOnly,
        status: SupportStatus::WrittenByController,
        url: documentation_pages::OVERVIEW,
    }

    /// Id of the cluster that uses this load balancer.
    CLUSTER_ID: String = reserved_tag_keys::CLUSTER_ID, ValueFormat::Id("cls-"), read::text => {
        zh: "使用该负载均衡的集群",
        kind: NameLocation::Tag,
        mutability: Mutability::ReadOnly,
        status: SupportStatus::WrittenByController,
        url: documentation_pages::OVERVIEW,
    }

    /// UID of the Service that this load balancer was created for.
    SERVICE_UUID: String = reserved_tag_keys::SERVICE_UUID, ValueFormat::Uuid, read::text => {
        zh: "该负载均衡所属 Service 的 UID",
        kind: NameLocation::Tag,
        mutability: Mutability::ReadOnly,
        status: SupportStatus::WrittenByController,
        url: documentation_pages::SHARED_CLB,
    }

    /// UID of the Ingress that uses this load balancer.
    INGRESS_UUID: String = "tke-lb-ingress-uuid", ValueFormat::Uuid, read::text => {
        zh: "使用该负载均衡的 Ingress 的 UID",
        kind: NameLocation::Tag,
        mutability: Mutability::ReadOnly,
        status: SupportStatus::WrittenByController,
        url: documentation_pages::INGRESS_OVERVIEW,
    }

    /// Who controls the life of this load balancer; the only tag users may edit.
    ///
    /// The version is documented on the overview of Ingress; both controllers share version numbers.
    LIFECYCLE_OWNER: &'static str = "tke-lifecycle-owner", ValueFormat::Enum(OWNERS), read::enum_value => {
        zh: "负载均衡的生命周期由谁控制；唯一允许用户修改的标签\n版本号见于 Ingress 概述；两个控制器的版本号一致。",
        kind: NameLocation::Tag,
        when_absent: WhenAbsent::Fixed("tke"),
        mutability: Mutability::InPlace,
        since: ingress_page(2, 4, 0),
        url: documentation_pages::OVERVIEW,
    }
}
