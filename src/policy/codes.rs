//! Violations of guard rails. Each is named for what it catches; the severity follows from whether the rule refuses or
//! warns.

use crate::codes;

codes! {
    DELETES = "policy/deletes-load-balancer", Error, Policy, None,
        en: "rule `{rule}`: the plan of {service} deletes load balancer `{id}`",
            "its address is lost, and cannot be had back for sure", "take the change back, or allow it in the policy";
        zh: "规则 `{rule}`:{service} 的计划会删除负载均衡 `{id}`", "其地址会丢失，不一定能找回", "请撤回变更，或在策略中允许";
    CHANGES_ADDRESS = "policy/changes-address", Error, Policy, None,
        en: "rule `{rule}`: the plan of {service} changes or loses the address that clients use",
            "clients that hold the old address fail", "take the change back, or allow it in the policy";
        zh: "规则 `{rule}`:{service} 的计划会改变或丢失客户端使用的地址", "使用旧地址的客户端会失败", "请撤回变更，或在策略中允许";
    REPLACES = "policy/replaces-load-balancer", Error, Policy, None,
        en: "rule `{rule}`: the plan of {service} replaces load balancer `{id}`",
            "between the old one and the new one there is a gap", "take the change back, or allow it in the policy";
        zh: "规则 `{rule}`:{service} 的计划会替换负载均衡 `{id}`", "新旧负载均衡之间会中断", "请撤回变更，或在策略中允许";
    EXPOSES = "policy/exposes-publicly", Error, Policy, None,
        en: "rule `{rule}`: {service} is reachable from the internet",
            "its load balancer is public", "name a subnet with `qcloud-loadbalancer-internal-subnetid`, or allow it in the policy";
        zh: "规则 `{rule}`:{service} 可从公网访问", "其负载均衡为公网类型", "请用 `qcloud-loadbalancer-internal-subnetid` 指定子网，或在策略中允许";
    BANDWIDTH = "policy/exceeds-bandwidth", Error, Policy, None,
        en: "rule `{rule}`: {service} asks for {bandwidth} Mbps, and {limit} are allowed",
            "bandwidth costs money", "ask for less, or raise the limit in the policy";
        zh: "规则 `{rule}`:{service} 需要 {bandwidth} Mbps 带宽，超过允许的 {limit}", "带宽会产生费用", "请降低带宽，或在策略中提高上限";
    SUBNET = "policy/outside-subnets", Error, Policy, None,
        en: "rule `{rule}`: {service} uses subnet `{subnet}`, which is not among the allowed ones",
            "the subnet decides who can reach the load balancer", "name an allowed subnet, or add it to the policy";
        zh: "规则 `{rule}`:{service} 使用的子网 `{subnet}` 不在允许范围内", "子网决定了谁能访问负载均衡", "请使用允许的子网，或将其加入策略";
    DRAINS = "policy/drains-backends", Error, Policy, None,
        en: "rule `{rule}`: the plan of {service} takes every backend from `{address}`",
            "a listener without backends refuses every connection", "check node selector, node states and endpoints, or allow it in the policy";
        zh: "规则 `{rule}`:{service} 的计划会移除 `{address}` 的全部后端", "没有后端的监听器会拒绝所有连接", "请检查节点选择、节点状态与 Endpoint，或在策略中允许";
    ADOPTS = "policy/adopts-load-balancer", Error, Policy, None,
        en: "rule `{rule}`: {service} takes the existing load balancer `{id}` into use",
            "its listeners are managed by TKE from then on", "let TKE buy one, or allow it in the policy";
        zh: "规则 `{rule}`:{service} 会使用已有负载均衡 `{id}`", "其监听器此后由 TKE 管理", "请由 TKE 购买，或在策略中允许";
    UNPROTECTED = "policy/lacks-modification-protection", Error, Policy, None,
        en: "rule `{rule}`: {service} does not ask for modification protection",
            "without it anybody with access to the console can change the load balancer", "set the annotation `modification-protection` to \"true\", or allow it in the policy";
        zh: "规则 `{rule}`:{service} 未开启配置修改保护", "未开启时，任何有控制台权限的人都能修改该负载均衡", "请将注解 `modification-protection` 设为 \"true\"，或在策略中允许";
    IGNORED = "policy/edit-without-effect", Error, Policy, None,
        en: "rule `{rule}`: an edit of {service} has no effect",
            "the manifest says one thing and the load balancer is another", "take the edit back, or create a new Service";
        zh: "规则 `{rule}`:{service} 的修改不会生效", "清单与实际的负载均衡将不一致", "请撤回修改，或创建新的 Service";
}
