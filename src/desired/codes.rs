//! Findings about the desired state of a Service.

use crate::codes;
use crate::diagnostic::references;

codes! {
    DRAINED = "backends/drained", Warning, Tke, None, basis: Documented, references::BACKENDS,
        en: "listener {listener} would have no backends: no node or Pod can be bound to it",
            "without backends it serves no client",
            "check the nodes' labels and state, the annotation `service.kubernetes.io/qcloud-loadbalancer-backends-label`, and whether the Service has ready Pods";
        zh: "监听器 {listener} 将没有后端：没有可绑定的节点或 Pod",
            "没有后端就无法提供服务",
            "请检查节点的标签与状态、注解 `service.kubernetes.io/qcloud-loadbalancer-backends-label`，以及 Service 是否有就绪的 Pod";
    ALL_NOT_READY = "backends/all-nodes-not-ready", Warning, Tke, None, basis: Documented, references::BACKENDS,
        en: "all {count} selected nodes are NotReady: every backend would be unbound",
            "the controller unbinds NotReady nodes; if the nodes work and only their status is late, this interrupts traffic",
            "check the nodes before the controller next syncs this Service";
        zh: "选中的 {count} 个节点全部为 NotReady：后端会全部解绑",
            "控制器会解绑 NotReady 的节点；如果只是状态上报延迟，会中断正常流量",
            "在触发控制器同步该 Service 之前，请先检查节点";
    CREATION_REFUSED = "load-balancer/creation-refused", Error, Plan, Aborts, basis: Documented, references::ERRORS, event: "E4005",
        en: "no load balancer is created, because the cloud does not accept `{field}` in `{name}` for this Service",
            "some parameters are only for certain load balancers: lines, billing and the IP version for public ones, zones for public ones with IPv4, `SubnetId` for internal and native IPv6 ones; and some need another one beside them, such as `PREPAID` billing `LBChargePrepaid`",
            "correct or remove `{field}`, or add what it needs";
        zh: "无法创建负载均衡：腾讯云不接受该 Service 的 `{name}` 中的 `{field}`",
            "有些参数只用于某类负载均衡：线路、计费方式和 IP 版本用于公网负载均衡，可用区用于公网 IPv4 负载均衡，`SubnetId` 用于内网和 IPv6 版负载均衡；有些参数需要同时填写另一个参数，例如 `PREPAID` 需要 `LBChargePrepaid`",
            "请修正或删除 `{field}`，或补上它需要的参数";
    TOO_MANY_TAGS = "load-balancer/too-many-tags", Error, Plan, Aborts, basis: Documented, references::CREATE_LOAD_BALANCER, event: "E4005",
        en: "no load balancer is created, because `Tags` in `{name}` has {count} tags; at most {max} are possible",
            "the cloud accepts 20 tags at a creation, and the controller sets three of them itself",
            "keep at most {max}; more can be added to the load balancer after its creation";
        zh: "无法创建负载均衡：`{name}` 中的 `Tags` 有 {count} 个标签，最多可有 {max} 个",
            "创建时腾讯云最多接受 20 个标签，其中 3 个由控制器设置",
            "请最多保留 {max} 个；其余标签可在创建后添加到负载均衡上";
    NO_HOSTS = "listener/no-hosts", Warning, Tke, None, basis: Inferred, references::PROTOCOLS,
        en: "layer 7 listener {listener} has no host",
            "an HTTP or HTTPS listener forwards traffic by its rules, and without a host it has none",
            "add `hosts` to the port's entry in the annotation `service.cloud.tencent.com/specify-protocol`";
        zh: "七层监听器 {listener} 没有指定域名",
            "HTTP/HTTPS 监听器按转发规则转发流量，没有域名就没有规则",
            "请在注解 `service.cloud.tencent.com/specify-protocol` 中该端口的条目里添加 `hosts`";
    TARGET_QUOTA = "backends/quota", Error, Plan, Aborts, basis: Documented, references::CLB_LIMITS,
        en: "listener {listener} would have {count} backends; the quota is {limit}",
            "the cloud refuses to bind them, and the sync of the Service stops",
            "raise the quota, or bind fewer nodes with the annotation `service.kubernetes.io/qcloud-loadbalancer-backends-label`";
        zh: "监听器 {listener} 将有 {count} 个后端，配额为 {limit} 个",
            "腾讯云会拒绝绑定，该 Service 的同步会中止",
            "请提升配额，或通过注解 `service.kubernetes.io/qcloud-loadbalancer-backends-label` 减少绑定的节点";
}
