//! Annotations about protocols and configuration of listeners.

use super::backend::DIRECT_ACCESS;
use crate::diagnostic::{Basis, documentation_pages};
use crate::tke::definition::{
    AnnotationDependency, Mutability, SupportStatus, WhenAbsent, definitions, documented, ingress_page,
};
use crate::tke::grammar::{ValueFormat, read};
use crate::tke::json::{self, JsonAnnotationKind, PortWithTargetGroup, SpecifyProtocolPort};

definitions! {
    /// Protocol of each port's listener, as JSON by port.
    ///
    /// Ports that are not named keep the protocol of `spec.ports[]`. TCP ports may become TCP_SSL, HTTP or HTTPS, UDP
    /// ports QUIC; TCP and UDP on one port need direct access.
    SPECIFY_PROTOCOL: Vec<SpecifyProtocolPort> = "service.cloud.tencent.com/specify-protocol", ValueFormat::Json(JsonAnnotationKind::SpecifyProtocol), |_, text| json::specify_protocol(text) => {
        zh: "按端口指定监听器协议（JSON）\n没有写出的端口沿用 `spec.ports[]` 的协议。TCP 端口可改为 TCP_SSL、HTTP 或 HTTPS，UDP 端口可改为 QUIC；同一端口使用 TCP 和 UDP 需要直连。",
        when_absent: WhenAbsent::Derived { en: "the protocol of `spec.ports[]`", zh: "取 `spec.ports[]` 的协议" },
        mutability: Mutability::InPlace,
        url: documentation_pages::PROTOCOLS,
    }

    /// Name of the TkeServiceConfig that configures the listeners.
    ///
    /// It is in the Service's own namespace. Removing the annotation leaves the listeners as they are.
    TKE_SERVICE_CONFIG: String = "service.cloud.tencent.com/tke-service-config", ValueFormat::Name, read::text => {
        zh: "用于配置监听器的 TkeServiceConfig 名称\n它与 Service 在同一命名空间。删除注解后，监听器保持原有配置。",
        mutability: Mutability::InPlace,
        since: ingress_page(1, 3, 0),
        url: documentation_pages::SERVICE_CONFIG,
    }

    /// Let the controller maintain a TkeServiceConfig for the Service.
    ///
    /// Its name is `<Service>-auto-service-config`; edits in it are kept.
    TKE_SERVICE_CONFIG_AUTO: bool = "service.cloud.tencent.com/tke-service-config-auto", ValueFormat::Bool, read::boolean => {
        zh: "由控制器为该 Service 维护一个 TkeServiceConfig\n其名称为 `<Service>-auto-service-config`，在其中所做的修改会保留。",
        when_absent: WhenAbsent::Fixed("false"),
        mutability: Mutability::InPlace,
        since: ingress_page(1, 3, 0),
        url: documentation_pages::SERVICE_CONFIG,
    }

    /// Serve ports through CLB target groups, as a JSON list.
    ///
    /// Backends must be Pods with VPC addresses. A port that moved to a target group cannot go back. A Service of
    /// type ClusterIP may have it too, and then names the group. Known from a summary of the page.
    TARGET_GROUPS: Vec<PortWithTargetGroup> = "service.cloud.tencent.com/target-groups", ValueFormat::Json(JsonAnnotationKind::TargetGroups), |_, text| json::target_groups(text) => {
        zh: "通过 CLB 目标组为端口提供后端（JSON 列表）\n后端须为使用 VPC 地址的 Pod。端口迁移到目标组之后无法改回。ClusterIP 类型的 Service 也可以使用，此时写明目标组的名称。见于对该文档的转述。",
        when_absent: WhenAbsent::Derived { en: "backends are bound to the listeners themselves", zh: "后端直接绑定到监听器" },
        mutability: Mutability::OneWay,
        since: documented(2, 8, 0),
        dependencies: &[AnnotationDependency::Requires(&DIRECT_ACCESS.definition)],
        basis: Basis::Inferred,
        url: documentation_pages::TARGET_GROUPS,
    }

    /// Parameters of listeners; nothing is known to read it.
    ///
    /// Only one page of 2019 names it.
    LISTENER_PARAMETERS: String = "service.kubernetes.io/service.listenerParameters", ValueFormat::Text, read::text => {
        zh: "监听器参数；未发现有组件读取\n仅见于 2019 年的一处文档。",
        status: SupportStatus::Legacy,
        basis: Basis::Inferred,
        url: documentation_pages::K8S_SERVICE,
    }
}
