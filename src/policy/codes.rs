//! Violations of guard rails. Each is named for what it catches; the severity follows from whether the rule refuses or
//! warns.

use crate::codes;

codes! {
    DELETES = "policy/deletes-load-balancer", Error, Policy, None,
        en: "rule `{rule}`: the plan of {service} deletes load balancer `{id}`",
            "its address is lost and may not be recoverable", "revert the change, or allow it in the policy";
        zh: "规则 `{rule}`：{service} 的预览会删除负载均衡 `{id}`", "其地址会丢失，不一定能找回", "请撤回修改，或在策略中允许";
    CHANGES_ADDRESS = "policy/changes-address", Error, Policy, None,
        en: "rule `{rule}`: the plan of {service} changes or loses the address that clients use",
            "clients that use the old address fail", "revert the change, or allow it in the policy";
        zh: "规则 `{rule}`：{service} 的预览会改变或丢失客户端使用的地址", "使用旧地址的客户端将无法访问", "请撤回修改，或在策略中允许";
    REPLACES = "policy/replaces-load-balancer", Error, Policy, None,
        en: "rule `{rule}`: the plan of {service} replaces load balancer `{id}`",
            "traffic is interrupted until the new one is ready", "revert the change, or allow it in the policy";
        zh: "规则 `{rule}`：{service} 的预览会更换负载均衡 `{id}`", "新负载均衡就绪之前流量会中断", "请撤回修改，或在策略中允许";
    EXPOSES = "policy/exposes-publicly", Error, Policy, None,
        en: "rule `{rule}`: {service} is reachable from the internet",
            "its load balancer is public", "use an internal load balancer: set the annotation `service.kubernetes.io/qcloud-loadbalancer-internal-subnetid` to a subnet's id when you create the Service; or allow it in the policy";
        zh: "规则 `{rule}`：{service} 可从公网访问", "其负载均衡为公网类型", "请使用内网负载均衡（创建 Service 时，将注解 `service.kubernetes.io/qcloud-loadbalancer-internal-subnetid` 设为子网 ID），或在策略中允许";
    BANDWIDTH = "policy/exceeds-bandwidth", Error, Policy, None,
        en: "rule `{rule}`: {service} requests {bandwidth} Mbps, more than the allowed {limit}",
            "", "request less, or raise the limit in the policy";
        zh: "规则 `{rule}`：{service} 需要 {bandwidth} Mbps 带宽，超过允许的 {limit}", "", "请降低带宽，或在策略中提高上限";
    SUBNET = "policy/outside-subnets", Error, Policy, None,
        en: "rule `{rule}`: {service} uses subnet `{subnet}`, which is not allowed",
            "the subnet decides who can reach the load balancer", "use an allowed subnet, or add this one to the policy";
        zh: "规则 `{rule}`：{service} 使用的子网 `{subnet}` 不在允许范围内", "子网决定了谁能访问负载均衡", "请使用允许的子网，或将其加入策略";
    DRAINS = "policy/drains-backends", Error, Policy, None,
        en: "rule `{rule}`: the plan of {service} unbinds every backend of a listener or forwarding rule (`{address}`), or gives each weight 0, or deletes it with its backends",
            "the listener or rule serves no client until it has backends with a weight again: the plan unbinds the old ones before it binds others", "check the ports, the annotations `service.kubernetes.io/qcloud-loadbalancer-backends-label` and `service.cloud.tencent.com/direct-access`, the nodes' states and the endpoints, or allow it in the policy";
        zh: "规则 `{rule}`：{service} 的预览会解绑一个监听器或转发规则（`{address}`）的全部后端，或将其权重都设为 0，或将其连同后端一起删除", "重新绑定后端之前无法提供服务：预览会先解绑原有后端，再绑定其他后端", "请检查端口、注解 `service.kubernetes.io/qcloud-loadbalancer-backends-label` 与 `service.cloud.tencent.com/direct-access`、节点状态与端点，或在策略中允许";
    ADOPTS = "policy/adopts-load-balancer", Error, Policy, None,
        en: "rule `{rule}`: {service} adopts the existing load balancer `{id}`",
            "TKE manages its listeners from then on", "let TKE create one, or allow it in the policy";
        zh: "规则 `{rule}`：{service} 会使用已有负载均衡 `{id}`", "其监听器此后由 TKE 管理", "请由 TKE 自动创建，或在策略中允许";
    UNPROTECTED = "policy/lacks-modification-protection", Error, Policy, None,
        en: "rule `{rule}`: {service} does not request modification protection",
            "without it anyone with access to the console can change the load balancer", "set the annotation `service.cloud.tencent.com/modification-protection` to `\"true\"`, or exempt the Service from the rule in the policy";
        zh: "规则 `{rule}`：{service} 没有要求开启配置修改保护", "未开启时，任何有控制台权限的人都能修改该负载均衡", "请将注解 `service.cloud.tencent.com/modification-protection` 设为 `\"true\"`，或在策略中让该 Service 不受此规则约束";
    IGNORED = "policy/edit-without-effect", Error, Policy, None,
        en: "rule `{rule}`: an edit of {service} has no effect",
            "manifest and load balancer no longer match", "revert the edit, or create a new Service";
        zh: "规则 `{rule}`：{service} 的修改不会生效", "清单与实际的负载均衡将不一致", "请撤回修改，或创建新的 Service";
    UNDECIDED = "policy/undecided", Warning, Policy, None,
        en: "rule `{rule}`: the input does not show whether the plan of {service} violates {guards}",
            "the rule neither allows nor denies the plan: it is unknown what becomes of the load balancer, its address or its backends, or what the load balancer is like", "provide what is listed as not checked (such as `live` and `clb`), and plan again; or check the load balancer by hand before you apply the change";
        zh: "规则 `{rule}`：提供的信息不足以判断 {service} 的预览是否违反 {guards}", "负载均衡、其地址或其后端会怎样，或该负载均衡本身的属性未知，因此该规则既不放行也不拒绝", "请提供列为未检查的信息（例如 `live`、`clb`）后重新预览，或在应用修改前自行核对负载均衡";
}
