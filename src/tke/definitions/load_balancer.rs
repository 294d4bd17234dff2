//! Annotations that select or configure the CLB.

use crate::diagnostic::{Basis, documentation_pages};
use crate::tke::definition::{
    AnnotationDependency, Mutability, RequiredSituation, SupportStatus, WhenAbsent, definitions, documented,
    ingress_page, related_annotations,
};
use crate::tke::grammar::{EnumValue, ValueFormat, read};
use crate::tke::json::{self, ExtensiveParameters, JsonAnnotationKind, MAX_BANDWIDTH, SnatIp};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApplicationOrClassic {
    /// Layers 4 and 7.
    Application,
    /// The kind that came before.
    Classic,
}

impl ApplicationOrClassic {
    /// The kind that a value of the annotation names.
    pub(crate) fn from_value(word: &str) -> ApplicationOrClassic {
        match word {
            "classic" | "yunapi_clb" => ApplicationOrClassic::Classic,
            _ => ApplicationOrClassic::Application,
        }
    }
}

/// How a Service is synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SyncModeAnnotation {
    /// Touch nothing.
    Skip,
}

const CHARGE_TYPES: &[EnumValue] = &[
    EnumValue { value: "TRAFFIC_POSTPAID_BY_HOUR", en: "billed by traffic", zh: "按流量计费" },
    EnumValue { value: "BANDWIDTH_POSTPAID_BY_HOUR", en: "billed by bandwidth per hour", zh: "按带宽小时计费" },
];

const KINDS: &[EnumValue] = &[
    EnumValue { value: "yunapiv3_forward_clb", en: "application load balancer", zh: "应用型负载均衡" },
    EnumValue {
        value: "classic", en: "classic load balancer, strongly discouraged", zh: "传统型负载均衡，强烈不推荐"
    },
    EnumValue {
        value: "yunapi_clb",
        en: "classic load balancer, strongly discouraged",
        zh: "传统型负载均衡，强烈不推荐",
    },
    EnumValue { value: "application", en: "application load balancer", zh: "应用型负载均衡" },
];

definitions! {
    /// Use this existing load balancer instead of creating one.
    ///
    /// It must exist, be created by a user rather than by TKE, and be in the cluster's VPC unless the cross-region
    /// annotations say otherwise. TKE never deletes it. Annotations about the network of a load balancer have no
    /// effect beside it.
    TKE_EXISTED_LBID: String = "service.kubernetes.io/tke-existed-lbid", ValueFormat::Id("lb-"), read::text => {
        zh: "使用这个已有负载均衡，而不是新建一个\n它须存在、由用户而非 TKE 创建，并位于集群所在 VPC（跨域绑定除外）。TKE 不会删除它。此时与负载均衡网络有关的注解不生效。",
        when_absent: WhenAbsent::Derived { en: "the controller creates a load balancer", zh: "由控制器新建一个负载均衡" },
        mutability: Mutability::Replaces,
        since: documented(1, 0, 0),
        url: documentation_pages::EXISTING_CLB,
    }

    /// Share the existing load balancer between Services of a Serverless cluster.
    QCLOUD_SHARE_EXISTED_LB: bool = "service.kubernetes.io/qcloud-share-existed-lb", ValueFormat::Bool, read::boolean => {
        zh: "在 Serverless 集群中让多个 Service 复用已有负载均衡",
        when_absent: WhenAbsent::Fixed("false"),
        dependencies: &[AnnotationDependency::Requires(&TKE_EXISTED_LBID.definition), AnnotationDependency::OnlyFor(RequiredSituation::Serverless)],
        url: documentation_pages::SHARED_CLB,
    }

    /// Create an internal load balancer, with an address of this subnet.
    ///
    /// The subnet must be in the cluster's VPC. Adding, removing or changing it requires a different load balancer.
    INTERNAL_SUBNETID: String = "service.kubernetes.io/qcloud-loadbalancer-internal-subnetid", ValueFormat::Id("subnet-"), read::text => {
        zh: "创建内网负载均衡，VIP 取自该子网\n子网须位于集群所在 VPC。添加、删除或修改它需要更换负载均衡。",
        when_absent: WhenAbsent::Derived { en: "the load balancer is public", zh: "负载均衡为公网类型" },
        mutability: Mutability::Replaces,
        since: documented(1, 0, 0),
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::ManagedClb)],
        url: documentation_pages::OVERVIEW,
    }

    /// Billing of the load balancer's public network.
    ///
    /// Read only when the load balancer is created. Used together with the bandwidth.
    INTERNET_CHARGE_TYPE: &'static str = "service.kubernetes.io/qcloud-loadbalancer-internet-charge-type", ValueFormat::Enum(CHARGE_TYPES), read::enum_value => {
        zh: "公网负载均衡的网络计费方式\n只在创建负载均衡时读取。与带宽一起使用。",
        when_absent: WhenAbsent::Derived { en: "not stated; the load balancer's own default", zh: "文档未说明；取负载均衡自身的默认值" },
        mutability: Mutability::CreateOnly,
        since: documented(1, 0, 0),
        dependencies: &[
            AnnotationDependency::Requires(&INTERNET_MAX_BANDWIDTH_OUT.definition),
            AnnotationDependency::OnlyFor(RequiredSituation::ManagedClb),
            AnnotationDependency::OnlyFor(RequiredSituation::PublicClb),
        ],
    }

    /// Maximum outbound bandwidth of the load balancer, in Mbps.
    ///
    /// Read only when the load balancer is created. A TkeServiceConfig has a bandwidth that can be changed later.
    INTERNET_MAX_BANDWIDTH_OUT: i64 = "service.kubernetes.io/qcloud-loadbalancer-internet-max-bandwidth-out", ValueFormat::Int { min: 1, max: MAX_BANDWIDTH, unit: "Mbps" }, read::integer => {
        zh: "公网负载均衡的出带宽上限（Mbps）\n只在创建负载均衡时读取。TkeServiceConfig 中的带宽可以在之后修改。",
        when_absent: WhenAbsent::Derived { en: "not stated; the CLB API defaults to 10", zh: "文档未说明；CLB API 默认为 10" },
        mutability: Mutability::CreateOnly,
        since: related_annotations(1, 0, 0),
        dependencies: &[
            AnnotationDependency::Requires(&INTERNET_CHARGE_TYPE.definition),
            AnnotationDependency::OnlyFor(RequiredSituation::ManagedClb),
            AnnotationDependency::OnlyFor(RequiredSituation::PublicClb),
        ],
    }

    /// More parameters of the CreateLoadBalancer call, as a JSON object.
    ///
    /// Read only when the load balancer is created, which fails if the call refuses a parameter.
    EXTENSIVE_PARAMETERS: ExtensiveParameters = "service.kubernetes.io/service.extensiveParameters", ValueFormat::Json(JsonAnnotationKind::Parameters), |_, text| json::parameters(text) => {
        zh: "创建负载均衡时附加的 CreateLoadBalancer 参数（JSON 对象）\n只在创建负载均衡时读取。接口拒绝其中的参数时，创建失败。",
        mutability: Mutability::CreateOnly,
        since: ingress_page(1, 0, 0),
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::ManagedClb)],
        url: documentation_pages::CREATE_LOAD_BALANCER,
    }

    /// Application or classic load balancer.
    ///
    /// Announced for removal. Classic load balancers lack many features and are strongly discouraged.
    LOADBALANCE_TYPE: ApplicationOrClassic = "service.kubernetes.io/loadbalance-type", ValueFormat::Enum(KINDS), |grammar, text| read::enum_value(grammar, text).map(ApplicationOrClassic::from_value) => {
        zh: "负载均衡类型：应用型或传统型\n已宣布将被移除。传统型负载均衡缺少许多功能，强烈不推荐。",
        when_absent: WhenAbsent::Fixed("yunapiv3_forward_clb"),
        mutability: Mutability::Replaces,
        status: SupportStatus::Deprecated,
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::ManagedClb)],
    }

    /// Region of the load balancer, if it is not the cluster's.
    ///
    /// With an existing load balancer it says where that one is; with the annotation
    /// `service.cloud.tencent.com/cross-vpc-id` the load balancer is created there. The VPCs must be connected by one CCN.
    CROSS_REGION_ID: String = "service.cloud.tencent.com/cross-region-id", ValueFormat::Region, read::text => {
        zh: "负载均衡所在地域（与集群不同时）\n使用已有负载均衡时，表示其所在地域；与注解 `service.cloud.tencent.com/cross-vpc-id` 一起使用时，在该地域新建负载均衡。两个 VPC 须通过同一云联网互通。",
        when_absent: WhenAbsent::Derived { en: "the cluster's region", zh: "集群所在地域" },
        mutability: Mutability::Replaces,
        url: documentation_pages::CROSS_VPC,
    }

    /// VPC of the load balancer, if it is not the cluster's.
    ///
    /// `ZoneId` in the parameters of the creation chooses the zone.
    CROSS_VPC_ID: String = "service.cloud.tencent.com/cross-vpc-id", ValueFormat::Id("vpc-"), read::text => {
        zh: "负载均衡所在 VPC（与集群不同时）\n可用区由创建参数中的 `ZoneId` 指定。",
        when_absent: WhenAbsent::Derived { en: "the cluster's VPC", zh: "集群所在 VPC" },
        mutability: Mutability::Replaces,
        url: documentation_pages::CROSS_VPC,
    }

    /// Bind registered nodes outside the cloud through a CCN.
    ///
    /// Their addresses are reached through SNAT addresses, so the annotation `service.cloud.tencent.com/snat-pro-info`
    /// belongs to it. Known from a summary of the page.
    HYBRID_TYPE: &'static str = "service.cloud.tencent.com/hybrid-type", ValueFormat::Enum(&[EnumValue { value: "CCN", en: "over a Cloud Connect Network", zh: "经云联网" }]), read::enum_value => {
        zh: "经云联网绑定注册节点（IDC 节点）\n负载均衡经 SNAT 地址访问它们，因此须同时设置注解 `service.cloud.tencent.com/snat-pro-info`。见于对该文档的转述。",
        when_absent: WhenAbsent::Derived { en: "only nodes in the cloud are bound", zh: "只绑定云上节点" },
        dependencies: &[AnnotationDependency::Requires(&SNAT_PRO_INFO.definition)],
        basis: Basis::Inferred,
        url: documentation_pages::HYBRID,
    }

    /// Subnets for the SNAT addresses that reach backends outside the VPC.
    ///
    /// At most ten addresses, each for 55,000 connections to one backend. Known from a summary of the page.
    SNAT_PRO_INFO: Vec<SnatIp> = "service.cloud.tencent.com/snat-pro-info", ValueFormat::Json(JsonAnnotationKind::SnatPro), |_, text| json::snat_pro_info(text) => {
        zh: "SNAT Pro 地址所在子网，用于绑定 VPC 之外的后端\n最多 10 个地址，每个地址到一个后端支持 55,000 个连接。见于对该文档的转述。",
        dependencies: &[AnnotationDependency::Requires(&HYBRID_TYPE.definition)],
        basis: Basis::Inferred,
        url: documentation_pages::HYBRID,
    }

    /// Security groups of the load balancer; an empty string unbinds all.
    ///
    /// The empty string is documented for Ingress, from v2.5.2 on.
    SECURITY_GROUPS: Vec<String> = "service.cloud.tencent.com/security-groups", ValueFormat::SecurityGroups, read::list => {
        zh: "负载均衡绑定的安全组；空字符串表示全部解绑\n空字符串见于 Ingress 文档，自 v2.5.2 起支持。",
        mutability: Mutability::InPlace,
        since: ingress_page(1, 8, 3),
    }

    /// Check traffic to the backends only by the load balancer's security groups.
    ///
    /// TKE's page of Service annotations allows it beside an existing load balancer; an unofficial guide of 2026 says
    /// that it works only on those that TKE created. It has no effect on backends in another region or on registered
    /// nodes.
    PASS_TO_TARGET: bool = "service.cloud.tencent.com/pass-to-target", ValueFormat::Bool, read::boolean => {
        zh: "默认放通：到后端的流量只经负载均衡上的安全组校验\nTKE 的 Service 注解文档允许与已有负载均衡一起使用；2026 年的一份非官方指南称只对自动创建的负载均衡生效。对其他地域的后端和注册节点不生效。",
        when_absent: WhenAbsent::Derived { en: "left as it is; the CLB API defaults to `false` at creation", zh: "保持不变；CLB API 创建时默认为 `false`" },
        mutability: Mutability::InPlace,
        since: ingress_page(1, 8, 3),
    }

    /// Forbid changes of the load balancer's attributes from console and API.
    ///
    /// Plans have no call for it: released CLB SDKs only read the state (DescribeLBOperateProtect).
    MODIFICATION_PROTECTION: bool = "service.cloud.tencent.com/modification-protection", ValueFormat::Bool, read::boolean => {
        zh: "配置修改保护：禁止从控制台和 API 修改负载均衡\n预览中没有相应的调用：已发布的 CLB SDK 只能读取该状态（DescribeLBOperateProtect）。",
        when_absent: WhenAbsent::Derived {
            en: "the switch `EnableDefaultModificationProtection`, for load balancers the controller creates",
            zh: "控制器新建的负载均衡由全局开关 `EnableDefaultModificationProtection` 决定",
        },
        mutability: Mutability::InPlace,
        since: ingress_page(1, 7, 3),
        basis: Basis::Inferred,
        url: documentation_pages::SWITCHES,
    }

    /// Forbid deletion of the load balancer.
    DELETION_PROTECTION: bool = "service.cloud.tencent.com/deletion-protection", ValueFormat::Bool, read::boolean => {
        zh: "负载均衡的删除保护",
        when_absent: WhenAbsent::Fixed("false"),
        since: ingress_page(2, 5, 3),
        status: SupportStatus::Unproven,
        basis: Basis::Inferred,
        url: documentation_pages::INGRESS_ANNOTATIONS,
    }

    /// Keep the load balancer when the Service is deleted.
    LOADBALANCE_RETAIN: bool = "service.cloud.tencent.com/loadbalance-retain", ValueFormat::Bool, read::boolean => {
        zh: "删除 Service 时保留负载均衡",
        when_absent: WhenAbsent::Fixed("false"),
        since: ingress_page(2, 9, 0),
        status: SupportStatus::Unproven,
        dependencies: &[AnnotationDependency::OnlyFor(RequiredSituation::ManagedClb)],
        basis: Basis::Inferred,
        url: documentation_pages::INGRESS_ANNOTATIONS,
    }

    /// `skip`: the controller does not sync this Service.
    ///
    /// No resource is changed; when the Service is deleted, load balancer, listeners and backends stay behind. Not
    /// allowed with modification protection, which new clusters switch on by default, nor on a shared load balancer.
    MODE: SyncModeAnnotation = "service.cloud.tencent.com/mode", ValueFormat::Enum(&[EnumValue { value: "skip", en: "sync nothing", zh: "不做任何同步" }]), |grammar, text| read::enum_value(grammar, text).map(|_| SyncModeAnnotation::Skip) => {
        zh: "`skip`：控制器不再同步该 Service 的任何资源\n不改动任何资源；删除 Service 后，负载均衡、监听器和后端都会遗留。不能与配置修改保护同时使用（新集群默认开启该保护），也不能用于被复用的负载均衡。",
        when_absent: WhenAbsent::Derived { en: "the Service is synced", zh: "正常同步" },
        mutability: Mutability::InPlace,
        since: documented(2, 10, 0),
    }
}
