//! Annotations of Serverless clusters, of former consoles, and of the former open-source controller.

use super::load_balancer::{INTERNAL_SUBNETID, INTERNET_CHARGE_TYPE, INTERNET_MAX_BANDWIDTH_OUT};
use crate::diagnostic::{Basis, documentation_pages};
use crate::tke::definition::{AnnotationDependency, Mutability, RequiredSituation, SupportStatus, definitions};
use crate::tke::grammar::{EnumValue, ValueFormat, read};
use crate::tke::json::MAX_BANDWIDTH;

const CHARGE_TYPES: &[EnumValue] = &[
    EnumValue { value: "TRAFFIC_POSTPAID_BY_HOUR", en: "billed by traffic", zh: "按流量计费" },
    EnumValue { value: "BANDWIDTH_POSTPAID_BY_HOUR", en: "billed by bandwidth per hour", zh: "按带宽小时计费" },
];

definitions! {
    /// Subnet of the internal load balancer behind the ClusterIP of a Service.
    CLUSTERIP_SUBNETID: String = "service.kubernetes.io/qcloud-clusterip-loadbalancer-subnetid", ValueFormat::Id("subnet-"), read::text => {
        zh: "Serverless 集群中，为 LoadBalancer Service 的 ClusterIP 创建内网负载均衡的子网",
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::Serverless)],
        url: documentation_pages::SERVERLESS,
    }

    /// Cluster id, written by old consoles; harmless.
    CLUSTER_ID: String = "service.kubernetes.io/qcloud-loadbalancer-clusterid", ValueFormat::Id("cls-"), read::text => {
        zh: "集群 ID，旧控制台写入，无害",
        status: SupportStatus::Legacy,
        basis: Basis::Inferred,
    }

    /// Subnet of an internal load balancer by its number, as before 2018.
    INTERNAL_NUMBER: String = "service.kubernetes.io/qcloud-loadbalancer-internal", ValueFormat::Text, read::text => {
        zh: "内网负载均衡的子网编号，2018 年以前的写法",
        mutability: Mutability::Replaces,
        status: SupportStatus::DeprecatedBy(&INTERNAL_SUBNETID.definition),
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::ManagedClb)],
        basis: Basis::Inferred,
    }

    /// Billing of the load balancer's public network: the name of 2021.
    INTERNET_CHARGE_TYPE_ALIAS: &'static str = "kubernetes.io/service.internetChargeType", ValueFormat::Enum(CHARGE_TYPES), read::enum_value => {
        zh: "公网负载均衡的网络计费方式：2021 年的名称",
        mutability: Mutability::CreateOnly,
        status: SupportStatus::DeprecatedBy(&INTERNET_CHARGE_TYPE.definition),
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::ManagedClb), AnnotationDependency::OnlyFor(RequiredSituation::PublicClb)],
    }

    /// Maximum outbound bandwidth of the load balancer: the name of 2021.
    INTERNET_MAX_BANDWIDTH_OUT_ALIAS: i64 = "kubernetes.io/service.internetMaxBandwidthOut", ValueFormat::Int { min: 1, max: MAX_BANDWIDTH, unit: "Mbps" }, read::integer => {
        zh: "公网负载均衡的出带宽上限：2021 年的名称",
        mutability: Mutability::CreateOnly,
        status: SupportStatus::DeprecatedBy(&INTERNET_MAX_BANDWIDTH_OUT.definition),
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::ManagedClb), AnnotationDependency::OnlyFor(RequiredSituation::PublicClb)],
    }

    /// Kind of load balancer, for the old open controller only.
    OLD_KIND: String = "service.beta.kubernetes.io/tencentcloud-loadbalancer-kind", ValueFormat::Text, read::text => {
        zh: "负载均衡种类，仅旧的开源控制器使用",
        status: SupportStatus::Legacy,
        basis: Basis::Inferred,
        url: documentation_pages::OLD_CONTROLLER,
    }

    /// Public or private load balancer, for the old open controller only.
    OLD_TYPE: String = "service.beta.kubernetes.io/tencentcloud-loadbalancer-type", ValueFormat::Text, read::text => {
        zh: "负载均衡的网络类型，仅旧的开源控制器使用",
        status: SupportStatus::Legacy,
        basis: Basis::Inferred,
        url: documentation_pages::OLD_CONTROLLER,
    }

    /// Subnet of a private load balancer, for the old open controller only.
    OLD_INTERNAL_SUBNET_ID: String = "service.beta.kubernetes.io/tencentcloud-loadbalancer-type-internal-subnet-id", ValueFormat::Text, read::text => {
        zh: "内网负载均衡的子网，仅旧的开源控制器使用",
        status: SupportStatus::Legacy,
        basis: Basis::Inferred,
        url: documentation_pages::OLD_CONTROLLER,
    }

    /// Name of the load balancer, for the old open controller only.
    OLD_NAME: String = "service.beta.kubernetes.io/tencentcloud-loadbalancer-name", ValueFormat::Text, read::text => {
        zh: "负载均衡的名称，仅旧的开源控制器使用",
        status: SupportStatus::Legacy,
        basis: Basis::Inferred,
        url: documentation_pages::OLD_CONTROLLER,
    }
}
