//! Findings about the cloud's answers.

use crate::codes;

codes! {
    WRONG_SHAPE = "clb/wrong-shape", Error, Schema, None,
        en: "`{path}` is {found} where {expected} belongs",
            "the value is read as unknown, so the plan cannot rely on it",
            "give the answer of the cloud's own command-line tool unchanged: `DescribeLoadBalancers` → `LoadBalancerSet`, `DescribeListeners` → `Listeners`, `DescribeTargets` → `Listeners`";
        zh: "`{path}` 是 {found}，此处应为 {expected}",
            "该值按未知处理，计划不能依赖它",
            "请原样提供云 API 命令行工具的返回：`DescribeLoadBalancers` 的 `LoadBalancerSet`、`DescribeListeners` 的 `Listeners`、`DescribeTargets` 的 `Listeners`";
    UNKNOWN_VALUE = "clb/unknown-value", Info, Schema, None,
        en: "`{path}` has the value `{value}`, which this version does not know",
            "a newer cloud API may return it; it is kept and shown, and nothing is concluded from it",
            "check whether a newer version of clbplan knows it";
        zh: "`{path}` 的值 `{value}` 是当前版本不认识的",
            "可能来自更新的云 API;该值会被保留并显示，但不据此做任何判断",
            "请检查新版 clbplan 是否支持该值";
    DUPLICATE = "clb/duplicate", Warning, Schema, None,
        en: "load balancer `{id}` is listed twice in `{path}`",
            "the first entry is used",
            "give each load balancer once";
        zh: "负载均衡 `{id}` 在 `{path}` 中出现了两次",
            "采用第一条",
            "每个负载均衡只提供一次";
    UNLISTED = "clb/unlisted-load-balancer", Warning, Schema, None,
        en: "`{path}` speaks of load balancer `{id}`, which is not among `clb.loadBalancers`",
            "without the instance itself its listeners cannot be judged, so they are left out",
            "add the answer of `DescribeLoadBalancers` for `{id}`";
        zh: "`{path}` 提到了负载均衡 `{id}`，但 `clb.loadBalancers` 中没有它",
            "没有实例本身就无法判断其监听器，因此忽略",
            "请补充 `{id}` 的 `DescribeLoadBalancers` 返回";
    CONTRADICTION = "load-balancer/contradicting-ids", Warning, Tke, None, basis: Inferred, crate::diagnostic::references::EXISTING_CLB,
        en: "the live Service is served by load balancer `{id}`, while its annotation names `{named}`",
            "a switch is under way or was refused; `{id}` is read as a load balancer of your own, so that it is never planned to be deleted",
            "look at the Service's events, and make annotation and load balancer agree";
        zh: "集群中的 Service 由负载均衡 `{id}` 提供服务，而其注解指定的是 `{named}`",
            "切换可能正在进行或已被拒绝；此处把 `{id}` 当作您自有的负载均衡，绝不计划删除它",
            "请查看该 Service 的事件，使注解与负载均衡一致";
    BOUGHT_YET_NAMED = "load-balancer/bought-yet-named", Warning, Tke, None, basis: Inferred, crate::diagnostic::references::EXISTING_CLB,
        en: "load balancer `{id}`, which Service `{service}` names as one of yours, carries the tag `{tag}` of one that TKE bought",
            "annotation and tag contradict each other; it is read as a load balancer of yours, so that it is never planned to be deleted",
            "take the tag off if the load balancer is to be yours";
        zh: "Service `{service}` 把负载均衡 `{id}` 指定为已有负载均衡，但它带有 TKE 购买时的标签 `{tag}`",
            "注解与标签相互矛盾；此处把它当作您自有的负载均衡，绝不计划删除它",
            "如果该负载均衡应归您所有，请移除该标签";
    OTHER_OWNER = "load-balancer/other-owner", Warning, Tke, None, basis: Inferred, crate::diagnostic::references::SHARED_CLB,
        en: "load balancer `{id}`, which Service `{service}` names as its own, carries the tag `{tag}` of another Service (`{owner}`)",
            "the tag decides whose load balancer it is, so this Service may not delete or change it",
            "check whether the Service was copied or re-created with the annotations of another one";
        zh: "Service `{service}` 声称使用的负载均衡 `{id}` 带有另一个 Service 的标签 `{tag}`(`{owner}`)",
            "标签决定负载均衡的归属，因此该 Service 不得删除或修改它",
            "请检查该 Service 是否由其他 Service 复制或携带其注解重建而来";
}
