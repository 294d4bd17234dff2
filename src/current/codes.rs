//! Findings about the cloud's responses.

use crate::codes;

codes! {
    WRONG_SHAPE = "clb/wrong-shape", Error, Schema, None,
        en: "`{path}` must be {expected}, found {found}",
            "the value counts as unknown, so the plan cannot rely on it",
            "copy the answer of `{call}` unchanged, or write {expected} here";
        zh: "`{path}` 应为 {expected}，实际为 {found}",
            "该值按未知处理，预览不能依赖它",
            "请原样复制 `{call}` 的返回，或在此处写 {expected}";
    UNKNOWN_VALUE = "clb/unknown-value", Info, Schema, None,
        en: "`{path}` has the value `{value}`, which this version of clbplan does not know",
            "a newer cloud API may return it: it is kept and shown, but nothing is concluded from it",
            "check whether a newer clbplan knows it";
        zh: "`{path}` 的值 `{value}` 是此版本 clbplan 不认识的",
            "可能来自更新的云 API；该值会被保留并显示，但不据此做任何判断",
            "请检查新版 clbplan 是否支持";
    DUPLICATE = "clb/duplicate", Warning, Schema, None,
        en: "load balancer `{id}` is listed twice in `{path}`",
            "where the two entries differ, the value counts as unknown, and nothing is deleted because of it",
            "list each load balancer once";
        zh: "负载均衡 `{id}` 在 `{path}` 中出现了两次",
            "两处不一致的内容按未知处理，也不会据此删除任何资源",
            "每个负载均衡请只列出一次";
    UNLISTED = "clb/unlisted-load-balancer", Warning, Schema, None,
        en: "`{path}` is not used: it is about load balancer `{id}`, which is not in `clb.loadBalancers`",
            "without the load balancer itself it is unknown what the controller may change on it",
            "add what `DescribeLoadBalancers` answers for `{id}` to `clb.loadBalancers`";
        zh: "预览不使用 `{path}`：它属于负载均衡 `{id}`，而 `clb.loadBalancers` 中没有该负载均衡",
            "没有负载均衡本身的信息，就不知道控制器可以改动什么",
            "请将 `DescribeLoadBalancers` 对 `{id}` 返回的内容补充到 `clb.loadBalancers`";
    CONTRADICTION = "load-balancer/contradicting-ids", Warning, Tke, None, basis: Inferred, crate::diagnostic::references::EXISTING_CLB,
        en: "the live Service uses load balancer `{id}`, but its annotation `service.kubernetes.io/tke-existed-lbid` names `{named}`",
            "the Service is being moved to the other load balancer, or the controller refused the move; the plan treats `{id}` as an existing load balancer, so that it is never deleted",
            "look for the reason in the Service's events; then write the load balancer that the Service should use into the annotation";
        zh: "集群中的 Service 使用负载均衡 `{id}`，而其注解 `service.kubernetes.io/tke-existed-lbid` 指定的是 `{named}`",
            "切换可能正在进行，也可能已被控制器拒绝；预览把 `{id}` 视为已有负载均衡，绝不删除它",
            "请在该 Service 的事件中查看原因，然后在注解中写明该 Service 应使用的负载均衡";
    BOUGHT_YET_NAMED = "load-balancer/bought-yet-named", Warning, Tke, None, basis: Inferred, crate::diagnostic::references::EXISTING_CLB,
        en: "Service `{service}` names load balancer `{id}` as an existing one, but its tag `{tag}` says that TKE created it",
            "TKE deletes load balancers that it created and keeps those of the user, and which of the two applies here is not documented; the plan deletes nothing for this Service, but the load balancer and its address may be lost with the Service that owns it",
            "if the load balancer is your own, remove the tag `{tag}` from it; otherwise name another load balancer";
        zh: "Service `{service}` 把负载均衡 `{id}` 指定为已有负载均衡，但其标签 `{tag}` 表明它由 TKE 自动创建",
            "TKE 会删除自动创建的负载均衡，保留用户自己的；此处属于哪一种没有文档说明，预览不为该 Service 删除任何内容，但该负载均衡及其地址可能随拥有它的 Service 一起失去",
            "如果该负载均衡归您所有，请从中移除标签 `{tag}`；否则请指定其他负载均衡";
    OTHER_OWNER = "load-balancer/other-owner", Warning, Tke, None, basis: Inferred, crate::diagnostic::references::SHARED_CLB,
        en: "Service `{service}` names load balancer `{id}` as its own, but the tag `{tag}` on it has the uid of another Service (`{owner}`)",
            "the tag decides which Service owns the load balancer, so the plan neither changes nor deletes it for this Service",
            "remove the annotation `service.kubernetes.io/loadbalance-id`: it was probably copied from another Service, or is left from a deleted Service of this name; in that case, also check what still uses the load balancer";
        zh: "Service `{service}` 声称负载均衡 `{id}` 属于自己，但其标签 `{tag}` 记录的是另一个 Service 的 uid（`{owner}`）",
            "标签决定负载均衡属于哪个 Service，因此预览既不会为该 Service 修改它，也不会删除它",
            "请删除注解 `service.kubernetes.io/loadbalance-id`：它很可能复制自其他 Service，或是已删除的同名 Service 遗留的；属于后一种时，还请确认还有谁在使用该负载均衡";
    OTHER_CLUSTER = "load-balancer/other-cluster", Warning, Tke, None, basis: Inferred, crate::diagnostic::references::OVERVIEW,
        en: "the tag `{tag}` of load balancer `{id}` names another cluster (`{owner}`), although Service `{service}` uses the load balancer",
            "the plan deletes nothing on it, because it may belong to the other cluster; the controller finds load balancers by this tag and possibly will not find this one",
            "check `context.clusterId`, and which cluster uses the load balancer; if it is this cluster, set the tag to this cluster's id";
        zh: "Service `{service}` 正在使用负载均衡 `{id}`，而其标签 `{tag}` 指向另一个集群（`{owner}`）",
            "它可能属于另一个集群，因此预览不删除其上的任何内容；控制器通过该标签查找负载均衡，可能找不到它",
            "请检查 `context.clusterId`，并确认是哪个集群在使用该负载均衡；如果是本集群，请将标签设为本集群的 ID";
}
