//! Annotations about protocols and configuration of listeners.

use crate::diagnostic::references;
use crate::tke::definition::{
    Mutability, Relation, Requirement, Status, WhenAbsent, definitions, documented, ingress_page,
};
use crate::tke::grammar::{Grammar, read};
use crate::tke::json::{self, JsonFormat, SpecifiedPort, TargetGroup};

definitions! {
    /// What the listener of a port really speaks, as JSON by port.
    ///
    /// Ports that are not named keep the protocol of `spec.ports[]`. TCP ports may become TCP_SSL, HTTP or HTTPS,
    /// UDP ports QUIC; TCP and UDP on one port need direct access.
    SPECIFY_PROTOCOL: Vec<SpecifiedPort> = "service.cloud.tencent.com/specify-protocol", Grammar::Json(JsonFormat::SpecifyProtocol), |_, text| json::specify_protocol(text) => {
        zh: "按端口指定监听器协议（JSON）",
        when_absent: WhenAbsent::Derived { en: "the protocol of `spec.ports[]`", zh: "取 `spec.ports[]` 的协议" },
        mutability: Mutability::InPlace,
        url: references::PROTOCOLS,
    }

    /// Name of the TkeServiceConfig that configures the listeners.
    ///
    /// It is one of the Service's own namespace. Removing the annotation leaves the listeners as they are.
    TKE_SERVICE_CONFIG: String = "service.cloud.tencent.com/tke-service-config", Grammar::Name, read::text => {
        zh: "用于配置监听器的 TkeServiceConfig 名称（同命名空间）",
        mutability: Mutability::InPlace,
        since: ingress_page(1, 3, 0),
        url: references::SERVICE_CONFIG,
    }

    /// Have the controller keep a TkeServiceConfig for the Service.
    ///
    /// Its name is `<Service>-auto-service-config`; what is edited in it stays.
    TKE_SERVICE_CONFIG_AUTO: bool = "service.cloud.tencent.com/tke-service-config-auto", Grammar::Bool, read::boolean => {
        zh: "由控制器自动维护名为 `<Service>-auto-service-config` 的 TkeServiceConfig",
        when_absent: WhenAbsent::Fixed("false"),
        mutability: Mutability::InPlace,
        since: ingress_page(1, 3, 0),
        url: references::SERVICE_CONFIG,
    }

    /// Serve ports through CLB target groups, as a JSON list.
    ///
    /// Backends must be Pods with addresses of the VPC. A port that moved to a target group cannot go back. A Service
    /// of type ClusterIP may have it as well, and then names the group.
    TARGET_GROUPS: Vec<TargetGroup> = "service.cloud.tencent.com/target-groups", Grammar::Json(JsonFormat::TargetGroups), |_, text| json::target_groups(text) => {
        zh: "通过 CLB 目标组为端口提供后端（JSON 列表）",
        when_absent: WhenAbsent::Derived { en: "backends are bound to the listeners themselves", zh: "后端直接绑定到监听器" },
        mutability: Mutability::OneWay,
        since: documented(2, 8, 0),
        relations: &[Relation::OnlyFor(Requirement::DirectAccess)],
        url: references::TARGET_GROUPS,
    }

    /// Parameters of listeners; nothing is known to read it.
    ///
    /// It is named on one page of 2019 only.
    LISTENER_PARAMETERS: String = "service.kubernetes.io/service.listenerParameters", Grammar::Text, read::text => {
        zh: "监听器参数；仅见于 2019 年的一处文档，未发现有组件读取",
        status: Status::Legacy,
        url: references::K8S_SERVICE,
    }
}
