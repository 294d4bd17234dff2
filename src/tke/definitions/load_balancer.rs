//! Annotations that select or configure the CLB.

use crate::diagnostic::{Basis, references};
use crate::tke::definition::{
    Mutability, Relation, Requirement, Status, WhenAbsent, definitions, documented, ingress_page, related_annotations,
};
use crate::tke::grammar::{EnumValue, Grammar, read};
use crate::tke::json::{self, JsonFormat, MAX_BANDWIDTH, Parameters, SnatIp};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClbKind {
    /// Layers 4 and 7.
    Application,
    /// The kind that came before.
    Classic,
}

impl ClbKind {
    /// The kind that a value of the annotation names.
    pub(crate) fn from_value(word: &str) -> ClbKind {
        match word {
            "classic" | "yunapi_clb" => ClbKind::Classic,
            _ => ClbKind::Application,
        }
    }
}

/// How a Service is synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ModeSetting {
    /// Touch nothing.
    Skip,
}

const CHARGE_TYPES: &[EnumValue] = &[
    EnumValue { value: "TRAFFIC_POSTPAID_BY_HOUR", en: "billed by traffic", zh: "按流量计费" },
    EnumValue { value: "BANDWIDTH_POSTPAID_BY_HOUR", en: "billed by bandwidth and hour", zh: "按带宽小时计费" },
];

const KINDS: &[EnumValue] = &[
    EnumValue { value: "yunapiv3_forward_clb", en: "application CLB", zh: "应用型 CLB" },
    EnumValue { value: "classic", en: "classic CLB, strongly discouraged", zh: "传统型 CLB，强烈不推荐" },
    EnumValue { value: "yunapi_clb", en: "classic CLB, strongly discouraged", zh: "传统型 CLB，强烈不推荐" },
    EnumValue { value: "application", en: "application CLB", zh: "应用型 CLB" },
];

definitions! {
    /// Use this CLB instead of buying one.
    ///
    /// The CLB must exist, be bought by a person rather than by TKE, and lie in the cluster's VPC unless the
    /// cross-region annotations say otherwise. It is used and never deleted. Annotations about the network of a
    /// CLB have no effect beside it.
    TKE_EXISTED_LBID: String = "service.kubernetes.io/tke-existed-lbid", Grammar::Id("lb-"), read::text => {
        zh: "使用这个已有的 CLB，而不是新购一个",
        when_absent: WhenAbsent::Derived { en: "the controller buys a CLB", zh: "由控制器新购一个 CLB" },
        mutability: Mutability::Replaces,
        since: documented(1, 0, 0),
        url: references::EXISTING_CLB,
    }

    /// Share the existing CLB between Services of a Serverless cluster.
    QCLOUD_SHARE_EXISTED_LB: bool = "service.kubernetes.io/qcloud-share-existed-lb", Grammar::Bool, read::boolean => {
        zh: "在 Serverless 集群中让多个 Service 复用已有 CLB",
        when_absent: WhenAbsent::Fixed("false"),
        relations: &[Relation::Requires(&TKE_EXISTED_LBID.definition), Relation::OnlyFor(Requirement::Serverless)],
        url: references::SHARED_CLB,
    }

    /// Make the CLB an internal one, with an address of this subnet.
    ///
    /// The subnet must lie in the cluster's VPC. Adding, removing or changing it asks for another CLB.
    INTERNAL_SUBNETID: String = "service.kubernetes.io/qcloud-loadbalancer-internal-subnetid", Grammar::Id("subnet-"), read::text => {
        zh: "创建内网 CLB，VIP 取自该子网",
        when_absent: WhenAbsent::Derived { en: "the CLB is public", zh: "CLB 为公网类型" },
        mutability: Mutability::Replaces,
        since: documented(1, 0, 0),
        relations: &[Relation::OnlyFor(Requirement::ManagedClb)],
        url: references::OVERVIEW,
    }

    /// How the public network of the CLB is billed.
    ///
    /// Read when the CLB is bought and never again. Used together with the bandwidth.
    INTERNET_CHARGE_TYPE: &'static str = "service.kubernetes.io/qcloud-loadbalancer-internet-charge-type", Grammar::Enum(CHARGE_TYPES), read::enum_value => {
        zh: "公网 CLB 的网络计费方式",
        when_absent: WhenAbsent::Derived { en: "not stated; the CLB's own default", zh: "文档未说明；取 CLB 自身的默认值" },
        mutability: Mutability::CreateOnly,
        since: documented(1, 0, 0),
        relations: &[
            Relation::Requires(&INTERNET_MAX_BANDWIDTH_OUT.definition),
            Relation::OnlyFor(Requirement::ManagedClb),
            Relation::OnlyFor(Requirement::PublicClb),
        ],
    }

    /// Greatest outbound bandwidth of the CLB, in Mbps.
    ///
    /// Read when the CLB is bought and never again. A TkeServiceConfig has a bandwidth that can be changed later.
    INTERNET_MAX_BANDWIDTH_OUT: i64 = "service.kubernetes.io/qcloud-loadbalancer-internet-max-bandwidth-out", Grammar::Int { min: 1, max: MAX_BANDWIDTH, unit: "Mbps" }, read::integer => {
        zh: "公网 CLB 的出带宽上限（Mbps）",
        when_absent: WhenAbsent::Derived { en: "not stated; the CLB API takes 10", zh: "文档未说明；CLB API 默认为 10" },
        mutability: Mutability::CreateOnly,
        since: related_annotations(1, 0, 0),
        relations: &[
            Relation::Requires(&INTERNET_CHARGE_TYPE.definition),
            Relation::OnlyFor(Requirement::ManagedClb),
            Relation::OnlyFor(Requirement::PublicClb),
        ],
    }

    /// More parameters of the CreateLoadBalancer call, as a JSON object.
    ///
    /// Read when the CLB is bought and never again. A parameter that the call refuses makes the purchase fail.
    EXTENSIVE_PARAMETERS: Parameters = "service.kubernetes.io/service.extensiveParameters", Grammar::Json(JsonFormat::Parameters), |_, text| json::parameters(text) => {
        zh: "购买 CLB 时附加的 CreateLoadBalancer 参数（JSON 对象）",
        mutability: Mutability::CreateOnly,
        since: ingress_page(1, 0, 0),
        relations: &[Relation::OnlyFor(Requirement::ManagedClb)],
        url: references::CREATE_LOAD_BALANCER,
    }

    /// Application or classic CLB.
    ///
    /// Announced for removal. Classic CLBs lack many features and are strongly discouraged.
    LOADBALANCE_TYPE: ClbKind = "service.kubernetes.io/loadbalance-type", Grammar::Enum(KINDS), |grammar, text| read::enum_value(grammar, text).map(ClbKind::from_value) => {
        zh: "CLB 类型：应用型或传统型",
        when_absent: WhenAbsent::Fixed("yunapiv3_forward_clb"),
        mutability: Mutability::Replaces,
        status: Status::Deprecated,
        relations: &[Relation::OnlyFor(Requirement::ManagedClb)],
    }

    /// Region of the CLB, when it is not the cluster's.
    ///
    /// With an existing CLB it says where that one is; with `cross-vpc-id` the CLB is bought there. The VPCs must be
    /// connected by one CCN.
    CROSS_REGION_ID: String = "service.cloud.tencent.com/cross-region-id", Grammar::Region, read::text => {
        zh: "CLB 所在地域（与集群不同时）",
        when_absent: WhenAbsent::Derived { en: "the cluster's region", zh: "集群所在地域" },
        mutability: Mutability::Replaces,
        url: references::CROSS_VPC,
    }

    /// VPC of the CLB, when it is not the cluster's.
    ///
    /// The zone is chosen by `ZoneId` in the parameters of the purchase.
    CROSS_VPC_ID: String = "service.cloud.tencent.com/cross-vpc-id", Grammar::Id("vpc-"), read::text => {
        zh: "CLB 所在 VPC（与集群不同时）",
        when_absent: WhenAbsent::Derived { en: "the cluster's VPC", zh: "集群所在 VPC" },
        mutability: Mutability::Replaces,
        url: references::CROSS_VPC,
    }

    /// Bind registered nodes outside the cloud over a CCN.
    ///
    /// Their addresses are reached through SNAT addresses, so `snat-pro-info` belongs to it.
    HYBRID_TYPE: &'static str = "service.cloud.tencent.com/hybrid-type", Grammar::Enum(&[EnumValue { value: "CCN", en: "over a Cloud Connect Network", zh: "经云联网" }]), read::enum_value => {
        zh: "经云联网绑定注册节点（IDC 节点）",
        when_absent: WhenAbsent::Derived { en: "only nodes in the cloud are bound", zh: "只绑定云上节点" },
        relations: &[Relation::Requires(&SNAT_PRO_INFO.definition)],
        url: references::HYBRID,
    }

    /// Subnets that the CLB takes SNAT addresses from, for backends outside its VPC.
    ///
    /// Ten addresses at most, each for 55,000 connections to one backend.
    SNAT_PRO_INFO: Vec<SnatIp> = "service.cloud.tencent.com/snat-pro-info", Grammar::Json(JsonFormat::SnatPro), |_, text| json::snat_pro_info(text) => {
        zh: "CLB 的 SNAT Pro 地址所在子网，用于绑定 VPC 之外的后端",
        relations: &[Relation::Requires(&HYBRID_TYPE.definition)],
        url: references::HYBRID,
    }

    /// Security groups of the CLB; the empty string unbinds all.
    ///
    /// The empty string is documented for Ingress, from v2.5.2 on.
    SECURITY_GROUPS: Vec<String> = "service.cloud.tencent.com/security-groups", Grammar::SecurityGroups, read::list => {
        zh: "CLB 绑定的安全组；空字符串表示全部解绑",
        mutability: Mutability::InPlace,
        since: ingress_page(1, 8, 3),
    }

    /// Let the CLB's security groups alone decide about traffic to the backends.
    ///
    /// The annotation page allows it beside an existing CLB; a guide of 2026 says that it works on bought ones only. It
    /// does nothing for backends of another region or of registered nodes.
    PASS_TO_TARGET: bool = "service.cloud.tencent.com/pass-to-target", Grammar::Bool, read::boolean => {
        zh: "默认放通：到后端的流量只经 CLB 上的安全组校验",
        when_absent: WhenAbsent::Derived { en: "left as it is; the CLB API takes `false` at the purchase", zh: "保持不变；CLB API 购买时默认为 `false`" },
        mutability: Mutability::InPlace,
        since: ingress_page(1, 8, 3),
    }

    /// Forbid changes of the CLB's attributes from console and API.
    MODIFICATION_PROTECTION: bool = "service.cloud.tencent.com/modification-protection", Grammar::Bool, read::boolean => {
        zh: "CLB 配置修改保护：禁止从控制台和 API 修改",
        when_absent: WhenAbsent::Derived {
            en: "the switch `EnableDefaultModificationProtection`, for CLBs the controller buys",
            zh: "控制器新购的 CLB 由开关 `EnableDefaultModificationProtection` 决定",
        },
        mutability: Mutability::InPlace,
        since: ingress_page(1, 7, 3),
        basis: Basis::Inferred,
        url: references::SWITCHES,
    }

    /// Forbid deletion of the CLB.
    DELETION_PROTECTION: bool = "service.cloud.tencent.com/deletion-protection", Grammar::Bool, read::boolean => {
        zh: "CLB 删除保护",
        when_absent: WhenAbsent::Fixed("false"),
        since: ingress_page(2, 5, 3),
        status: Status::Unproven,
        basis: Basis::Inferred,
        url: references::INGRESS_ANNOTATIONS,
    }

    /// Keep the CLB when the Service goes away.
    LOADBALANCE_RETAIN: bool = "service.cloud.tencent.com/loadbalance-retain", Grammar::Bool, read::boolean => {
        zh: "删除 Service 时保留 CLB",
        when_absent: WhenAbsent::Fixed("false"),
        since: ingress_page(2, 9, 0),
        status: Status::Unproven,
        relations: &[Relation::OnlyFor(Requirement::ManagedClb)],
        basis: Basis::Inferred,
        url: references::INGRESS_ANNOTATIONS,
    }

    /// `skip`: the controller leaves everything of this Service alone.
    ///
    /// No resource is changed; when the Service is deleted, CLB, listeners and backends are left behind. Not for a
    /// CLB with modification protection, and not for a shared one.
    MODE: ModeSetting = "service.cloud.tencent.com/mode", Grammar::Enum(&[EnumValue { value: "skip", en: "touch nothing", zh: "不做任何同步" }]), |grammar, text| read::enum_value(grammar, text).map(|_| ModeSetting::Skip) => {
        zh: "`skip`：控制器不再同步该 Service 的任何资源",
        when_absent: WhenAbsent::Derived { en: "the Service is synced", zh: "正常同步" },
        mutability: Mutability::InPlace,
        since: documented(2, 10, 0),
    }
}
