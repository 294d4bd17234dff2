//! Findings about the desired state of a Service.

use crate::codes;
use crate::diagnostic::documentation_pages;

codes! {
    DRAINED = "backends/drained", Warning, Tke, None, basis: Documented, documentation_pages::BACKENDS,
        en: "listener {listener} would have no backends: no node or Pod can be bound to it",
            "without backends it serves no client",
            "check the nodes' labels and state, the annotation `service.kubernetes.io/qcloud-loadbalancer-backends-label`, and whether the Service has ready Pods";
        zh: "监听器 {listener} 将没有后端：没有可绑定的节点或 Pod",
            "没有后端就无法提供服务",
            "请检查节点的标签与状态、注解 `service.kubernetes.io/qcloud-loadbalancer-backends-label`，以及 Service 是否有就绪的 Pod";
    WEIGHTS_ZERO = "backends/all-weights-zero", Warning, Tke, None, basis: Documented, documentation_pages::GRACEFUL,
        en: "listener {listener} would serve no client: every backend has weight 0",
            "a backend with weight 0 gets no new requests",
            "give a backend a weight above 0 in the annotation `service.cloud.tencent.com/lb-rs-weight`, or check whether the Service has ready Pods that are not being deleted";
        zh: "监听器 {listener} 将无法提供服务：所有后端的权重都是 0",
            "权重为 0 的后端不会收到新的请求",
            "请在注解 `service.cloud.tencent.com/lb-rs-weight` 中为后端设置大于 0 的权重，或检查 Service 是否有就绪且未在删除的 Pod";
    ALL_NOT_READY = "backends/all-nodes-not-ready", Warning, Tke, None, basis: Documented, documentation_pages::BACKENDS,
        en: "the Service would be left without backends: every selected node is NotReady (nodes selected: {count})",
            "the controller unbinds NotReady nodes, which interrupts traffic even if the nodes work and only report their status late",
            "find out why the nodes are NotReady (`kubectl describe nodes`) before the controller syncs this Service again";
        zh: "该 Service 将没有后端：选中的节点均为 NotReady（共 {count} 个）",
            "控制器会解绑 NotReady 的节点；即使节点正常、只是状态上报延迟，流量也会中断",
            "请在控制器再次同步该 Service 之前，查明节点为何是 NotReady（`kubectl describe nodes`）";
    CREATION_REFUSED = "load-balancer/creation-refused", Error, Plan, Aborts, basis: Documented, documentation_pages::ERRORS, event: "E4005",
        en: "no load balancer is created: for this Service the cloud does not accept `{field}` in `{name}`",
            "`{field}` has a value that is not allowed, is for another kind of load balancer (ISP lines, billing and zones are for public ones), or needs a second parameter (`PREPAID` needs `LBChargePrepaid`)",
            "correct or remove `{field}`, or add the parameter that it needs";
        zh: "无法创建负载均衡：腾讯云不接受该 Service 的 `{name}` 中的 `{field}`",
            "`{field}` 的值不被允许，或只用于另一类负载均衡（线路、计费方式和可用区仅用于公网负载均衡），或需要同时填写另一个参数（`PREPAID` 需要 `LBChargePrepaid`）",
            "请修正或删除 `{field}`，或补上它需要的参数";
    SUBNET_OF_PUBLIC = "load-balancer/subnet-of-public-clb", Error, Plan, Aborts, basis: Documented, documentation_pages::CREATE_LOAD_BALANCER, event: "E4005",
        en: "no load balancer is created: it would be public, and a public one accepts no `{field}` in `{name}`",
            "neither `LoadBalancerType` nor `{field}` in `{name}` makes a load balancer internal; only the annotation `{internal}` does",
            "for an internal load balancer, move the subnet's id into the annotation `{internal}`; if you only remove `{field}`, the Service becomes reachable from the internet";
        zh: "无法创建负载均衡：它会是公网类型，而公网负载均衡不接受 `{name}` 中的 `{field}`",
            "`{name}` 中的 `LoadBalancerType` 和 `{field}` 都不会使负载均衡成为内网类型，只有注解 `{internal}` 会",
            "需要内网负载均衡时，请将子网 ID 移到注解 `{internal}`；如果只删除 `{field}`，该 Service 将可从公网访问";
    UNKNOWN_PARAMETER_REFUSED = "load-balancer/unknown-parameter", Error, Plan, Aborts, basis: Documented, documentation_pages::CLB_API_ERRORS, event: "E4005",
        en: "no load balancer is created: `{member}` in `{name}` is not a known parameter of CreateLoadBalancer",
            "the cloud's API refuses a call with a parameter that it does not define (`UnknownParameter`); the load balancer is created only if the parameter is newer than this program",
            "remove `{member}`, or write a known parameter instead: {known}";
        zh: "无法创建负载均衡：`{name}` 中的 `{member}` 不是已知的 CreateLoadBalancer 参数",
            "调用中有未定义的参数时，腾讯云 API 会拒绝（`UnknownParameter`）；仅当该参数比本程序更新时，才会创建负载均衡",
            "请删除 `{member}`，或改用可用的参数：{known}";
    TOO_MANY_TAGS = "load-balancer/too-many-tags", Error, Plan, Aborts, basis: Documented, documentation_pages::CREATE_LOAD_BALANCER, event: "E4005",
        en: "no load balancer is created, because `Tags` in `{name}` has {count} tags; at most {max} are possible",
            "a new load balancer can have 20 tags, and the controller sets three of them itself",
            "keep at most {max}; more can be added to the load balancer after its creation";
        zh: "无法创建负载均衡：`{name}` 中的 `Tags` 有 {count} 个标签，最多可有 {max} 个",
            "创建时腾讯云最多接受 20 个标签，其中 3 个由控制器设置",
            "请最多保留 {max} 个；其余标签可在创建后添加到负载均衡上";
    NO_HOSTS = "listener/no-hosts", Warning, Tke, None, basis: Inferred, documentation_pages::PROTOCOLS,
        en: "layer 7 listener {listener} forwards no traffic, because it has no host",
            "an HTTP or HTTPS listener forwards traffic only by forwarding rules, and a rule needs a host",
            "add `hosts` to the port's entry in the annotation `service.cloud.tencent.com/specify-protocol`";
        zh: "七层监听器 {listener} 不会转发流量：没有指定域名",
            "HTTP/HTTPS 监听器只按转发规则转发流量，而规则需要域名",
            "请在注解 `service.cloud.tencent.com/specify-protocol` 中该端口的条目里添加 `hosts`";
    TARGET_QUOTA = "backends/quota", Error, Plan, Aborts, basis: Documented, documentation_pages::CLB_LIMITS,
        en: "the sync of the Service stops: listener {listener} would have {count} backends, and the quota is {limit}",
            "the cloud refuses to bind more backends than the quota",
            "raise the quota, or bind fewer backends: select fewer nodes with the annotation `service.kubernetes.io/qcloud-loadbalancer-backends-label`; with direct access, run fewer Pods";
        zh: "该 Service 的同步会中止：监听器 {listener} 将有 {count} 个后端，而配额为 {limit} 个",
            "腾讯云会拒绝绑定超出配额的后端",
            "请提升配额，或减少后端：后端为节点时用注解 `service.kubernetes.io/qcloud-loadbalancer-backends-label` 只选择部分节点，直连时减少 Pod";
}
