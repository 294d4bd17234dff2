//! Annotations of Serverless clusters, of former consoles, and of the former open-source controller.

use super::load_balancer::{INTERNAL_SUBNETID, INTERNET_CHARGE_TYPE, INTERNET_MAX_BANDWIDTH_OUT};
use crate::diagnostic::{Basis, references};
use crate::tke::definition::{Mutability, Relation, Requirement, Status, definitions};
use crate::tke::grammar::{EnumValue, Grammar, read};
use crate::tke::json::MAX_BANDWIDTH;

const CHARGE_TYPES: &[EnumValue] = &[
    EnumValue { value: "TRAFFIC_POSTPAID_BY_HOUR", en: "billed by traffic", zh: "按流量计费" },
    EnumValue { value: "BANDWIDTH_POSTPAID_BY_HOUR", en: "billed by bandwidth and hour", zh: "按带宽小时计费" },
];

definitions! {
    /// Subnet of the internal CLB that is the cluster IP of a LoadBalancer Service.
    CLUSTERIP_SUBNETID: String = "service.kubernetes.io/qcloud-clusterip-loadbalancer-subnetid", Grammar::Id("subnet-"), read::text => {
        zh: "Serverless 集群中，为 LoadBalancer Service 的 ClusterIP 创建内网 CLB 的子网",
        relations: &[Relation::OnlyFor(Requirement::Serverless)],
        url: references::DOCS_REPOSITORY,
    }

    /// Cluster id, as old consoles wrote it. Harmless.
    CLUSTER_ID: String = "service.kubernetes.io/qcloud-loadbalancer-clusterid", Grammar::Id("cls-"), read::text => {
        zh: "集群 ID，旧控制台写入，无害",
        status: Status::Legacy,
        basis: Basis::Inferred,
    }

    /// Subnet of an internal CLB by its number, as it was before 2018.
    INTERNAL_NUMBER: String = "service.kubernetes.io/qcloud-loadbalancer-internal", Grammar::Text, read::text => {
        zh: "内网 CLB 的子网编号，2018 年以前的写法",
        mutability: Mutability::Replaces,
        status: Status::DeprecatedBy(&INTERNAL_SUBNETID.definition),
        basis: Basis::Inferred,
    }

    /// How the public network of the CLB is billed: the name of 2021.
    INTERNET_CHARGE_TYPE_ALIAS: &'static str = "kubernetes.io/service.internetChargeType", Grammar::Enum(CHARGE_TYPES), read::enum_value => {
        zh: "公网 CLB 的网络计费方式：2021 年的名称",
        mutability: Mutability::CreateOnly,
        status: Status::DeprecatedBy(&INTERNET_CHARGE_TYPE.definition),
        relations: &[Relation::OnlyFor(Requirement::ManagedClb), Relation::OnlyFor(Requirement::PublicClb)],
    }

    /// Greatest outbound bandwidth of the CLB: the name of 2021.
    INTERNET_MAX_BANDWIDTH_OUT_ALIAS: i64 = "kubernetes.io/service.internetMaxBandwidthOut", Grammar::Int { min: 1, max: MAX_BANDWIDTH, unit: "Mbps" }, read::integer => {
        zh: "公网 CLB 的出带宽上限：2021 年的名称",
        mutability: Mutability::CreateOnly,
        status: Status::DeprecatedBy(&INTERNET_MAX_BANDWIDTH_OUT.definition),
        relations: &[Relation::OnlyFor(Requirement::ManagedClb), Relation::OnlyFor(Requirement::PublicClb)],
    }

    /// Kind of CLB, for the old open controller only.
    OLD_KIND: String = "service.beta.kubernetes.io/tencentcloud-loadbalancer-kind", Grammar::Text, read::text => {
        zh: "CLB 种类，仅旧的开源控制器使用",
        status: Status::Legacy,
        basis: Basis::Inferred,
        url: references::OLD_CONTROLLER,
    }

    /// Public or private CLB, for the old open controller only.
    OLD_TYPE: String = "service.beta.kubernetes.io/tencentcloud-loadbalancer-type", Grammar::Text, read::text => {
        zh: "CLB 网络类型，仅旧的开源控制器使用",
        status: Status::Legacy,
        basis: Basis::Inferred,
        url: references::OLD_CONTROLLER,
    }

    /// Subnet of a private CLB, for the old open controller only.
    OLD_INTERNAL_SUBNET_ID: String = "service.beta.kubernetes.io/tencentcloud-loadbalancer-type-internal-subnet-id", Grammar::Text, read::text => {
        zh: "内网 CLB 的子网，仅旧的开源控制器使用",
        status: Status::Legacy,
        basis: Basis::Inferred,
        url: references::OLD_CONTROLLER,
    }

    /// Name of the CLB, for the old open controller only.
    OLD_NAME: String = "service.beta.kubernetes.io/tencentcloud-loadbalancer-name", Grammar::Text, read::text => {
        zh: "CLB 名称，仅旧的开源控制器使用",
        status: Status::Legacy,
        basis: Basis::Inferred,
        url: references::OLD_CONTROLLER,
    }
}
