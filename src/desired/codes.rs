//! Findings about the desired state of a Service.

use crate::codes;
use crate::diagnostic::references;

codes! {
    DRAINED = "backends/drained", Warning, Tke, None, basis: Documented, references::BACKENDS,
        en: "no backend is selected for listener {listener}: the Service would be drained",
            "a listener without backends refuses every connection",
            "check the nodes' labels and state, the node selector annotation, and whether the Service has ready Pods";
        zh: "监听器 {listener} 没有选中任何后端：Service 的流量将被清空",
            "没有后端的监听器会拒绝所有连接",
            "请检查节点的标签与状态、节点选择注解，以及 Service 是否有就绪的 Pod";
    ALL_NOT_READY = "backends/all-nodes-not-ready", Warning, Tke, None, basis: Documented, references::BACKENDS,
        en: "all {count} selected nodes are NotReady: the backends would be emptied",
            "NotReady nodes are taken out of the load balancer; when the state is only reported late, this cuts working traffic",
            "check the nodes before anything makes the controller sync this Service";
        zh: "选中的 {count} 个节点全部为 NotReady:后端将被清空",
            "NotReady 的节点会被移出负载均衡；如果只是状态上报延迟，会中断正常流量",
            "在触发控制器同步该 Service 之前，请先检查节点";
    NO_HOSTS = "listener/no-hosts", Warning, Tke, None, basis: Inferred, references::PROTOCOLS,
        en: "listener {listener} is layer 7, and no host is named for it",
            "traffic of an HTTP or HTTPS listener is forwarded by its rules, and without a host there is none",
            "add `hosts` to the port's entry in the specify-protocol annotation";
        zh: "监听器 {listener} 是七层监听器，但没有为它指定域名",
            "HTTP/HTTPS 监听器按规则转发流量，没有域名就没有规则",
            "请在 specify-protocol 注解中该端口的条目里添加 `hosts`";
    TARGET_QUOTA = "backends/quota", Error, Plan, Aborts, basis: Documented, references::CLB_LIMITS,
        en: "listener {listener} would have {count} backends, and the quota is {limit}",
            "the cloud refuses the backends that are too many",
            "raise the quota, or bind fewer nodes with `service.kubernetes.io/qcloud-loadbalancer-backends-label`";
        zh: "监听器 {listener} 将有 {count} 个后端，而配额为 {limit}",
            "超出配额的后端会被拒绝绑定",
            "请提升配额，或通过 `service.kubernetes.io/qcloud-loadbalancer-backends-label` 减少绑定的节点";
}
