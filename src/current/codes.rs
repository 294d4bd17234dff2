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
            "it may come from a newer cloud API; clbplan keeps and shows it, but concludes nothing from it",
            "check whether a newer clbplan knows it";
        zh: "`{path}` 的值 `{value}` 是此版本 clbplan 不认识的",
            "可能来自更新的云 API；该值会被保留并显示，但不据此做任何判断",
            "请检查新版 clbplan 是否支持";
    DUPLICATE = "clb/duplicate", Warning, Schema, None,
        en: "load balancer `{id}` is listed twice in `{path}`",
            "where the two entries differ, the value counts as unknown, and the plan deletes nothing on the basis of that value",
            "list each load balancer once";
        zh: "负载均衡 `{id}` 在 `{path}` 中出现了两次",
            "两处不一致的内容按未知处理，预览不会据此删除任何资源",
            "每个负载均衡请只列出一次";
    UNLISTED = "clb/unlisted-load-balancer", Warning, Schema, None,
        en: "`{path}` is not used: it is about load balancer `{id}`, which is not in `clb.loadBalancers`",
            "without the load balancer's entry it is unknown what the controller may change on it",
            "add what `DescribeLoadBalancers` answers for `{id}` to `clb.loadBalancers`";
        zh: "预览不使用 `{path}`：它属于负载均衡 `{id}`，而 `clb.loadBalancers` 中没有该负载均衡",
            "没有负载均衡本身的信息，就不知道控制器可以改动什么",
            "请将 `DescribeLoadBalancers` 对 `{id}` 返回的内容补充到 `clb.loadBalancers`";
    CONTRADICTION = "load-balancer/contradicting-ids", Warning, Tke, None, basis: Inferred, crate::diagnostic::documentation_pages::EXISTING_CLB,
        en: "the live Service uses load balancer `{id}`, but its annotation `service.kubernetes.io/tke-existed-lbid` names `{named}`",
            "the Service is being moved to `{named}`, or the controller refused the move; the plan treats `{id}` as an existing load balancer and so never deletes it",
            "look for the reason in the events of the Service; then write the id of the load balancer that the Service should use into the annotation";
        zh: "集群中的 Service 使用负载均衡 `{id}`，而其注解 `service.kubernetes.io/tke-existed-lbid` 指定的是 `{named}`",
            "可能正在切换到 `{named}`，也可能切换已被控制器拒绝；预览把 `{id}` 视为已有负载均衡，绝不删除它",
            "请在该 Service 的事件中查看原因，然后在注解中写明该 Service 应使用的负载均衡的 ID";
    BOUGHT_YET_NAMED = "load-balancer/bought-yet-named", Warning, Tke, None, basis: Inferred, crate::diagnostic::documentation_pages::EXISTING_CLB,
        en: "`{service}` may lose load balancer `{id}` and its address: `{service}` names it as an existing one, but its tag `{tag}` says that TKE created it for a Service, and TKE may delete it with that Service",
            "TKE deletes load balancers that it created and keeps those of the user; no page says which applies here, so the plan deletes nothing for this Service",
            "if the load balancer is your own, remove the tag `{tag}` from it; otherwise name another load balancer";
        zh: "`{service}` 可能失去负载均衡 `{id}` 及其地址：`{service}` 把它指定为已有负载均衡，但其标签 `{tag}` 表明它由 TKE 为某个 Service 自动创建，可能随那个 Service 一起删除",
            "TKE 会删除自动创建的负载均衡，保留用户自己的；此处属于哪一种没有文档说明，因此预览不为该 Service 删除任何内容",
            "如果该负载均衡归您所有，请从中移除标签 `{tag}`；否则请指定其他负载均衡";
    OTHER_OWNER = "load-balancer/other-owner", Warning, Tke, None, basis: Inferred, crate::diagnostic::documentation_pages::SHARED_CLB,
        en: "the plan neither changes nor deletes load balancer `{id}` for `{service}`: its tag `{tag}` has the uid of another Service (`{owner}`)",
            "`{service}` names the load balancer as its own, but the tag decides which Service owns it",
            "remove the annotation `service.kubernetes.io/loadbalance-id` from `{service}`: it was probably copied from another Service, or is left from a deleted Service of this name; in the second case, also check what still uses `{id}`";
        zh: "预览既不会为 `{service}` 修改负载均衡 `{id}`，也不会删除它：其标签 `{tag}` 记录的是另一个 Service 的 uid（`{owner}`）",
            "`{service}` 声称该负载均衡属于自己，但由标签决定它属于哪个 Service",
            "请从 `{service}` 中删除注解 `service.kubernetes.io/loadbalance-id`；它很可能复制自其他 Service，或由已删除的同名 Service 遗留；如果是遗留的，还请确认还有谁在使用 `{id}`";
    TAGS_CONTRADICT = "load-balancer/contradictory-tags", Warning, Tke, None, basis: Inferred, crate::diagnostic::documentation_pages::OVERVIEW,
        en: "it is unknown whether load balancer `{id}` belongs to `{service}`: `clb` lists some of its tags with several values ({tags})",
            "the plan uses none of the values and deletes nothing on `{id}`: a load balancer has one value for each tag key, and the controller finds and deletes load balancers by these tags",
            "provide `Tags` in `clb.loadBalancers` as the cloud answers now; answers of different times may have been merged";
        zh: "无法确定负载均衡 `{id}` 是否属于 `{service}`：`clb` 中它的部分标签有多个值（{tags}）",
            "每个标签键只能有一个值，而控制器通过这些标签查找和删除负载均衡；预览不采用其中任何一个值，也不删除 `{id}` 上的任何内容",
            "请按腾讯云当前的返回提供 `clb.loadBalancers` 中的 `Tags`；可能合并了不同时间的查询结果";
    CREATOR_TAG_MISSING = "load-balancer/creator-tag-missing", Warning, Tke, None, basis: Documented, crate::diagnostic::documentation_pages::OVERVIEW,
        en: "load balancer `{id}` stays and keeps costing money when `{service}` is deleted: it no longer has the tag `{tag}`, with which TKE deletes it",
            "TKE writes this tag on load balancers that it creates; on others it deletes only the listeners of the Service",
            "if TKE should delete it with the Service, set the tag `{tag}` to `yes`; to keep it, name it in the annotation `service.kubernetes.io/tke-existed-lbid`";
        zh: "删除 `{service}` 后，负载均衡 `{id}` 会保留并继续计费：它已没有标签 `{tag}`，TKE 凭该标签才会删除它",
            "TKE 会为自动创建的负载均衡写入该标签；对没有该标签的负载均衡，只删除 Service 的监听器",
            "如希望它随 Service 一起删除，请将标签 `{tag}` 设为 `yes`；如需保留，请在注解 `service.kubernetes.io/tke-existed-lbid` 中指定它";
    OTHER_CLUSTER = "load-balancer/other-cluster", Warning, Tke, None, basis: Inferred, crate::diagnostic::documentation_pages::OVERVIEW,
        en: "the controller may not find load balancer `{id}` of `{service}`: its tag `{tag}` names another cluster (`{owner}`)",
            "the controller finds load balancers by this tag; the plan deletes nothing on `{id}`, because it may belong to the other cluster",
            "check `context.clusterId`, and which cluster uses the load balancer; if this cluster does, set the tag to the id of this cluster";
        zh: "控制器可能找不到 `{service}` 的负载均衡 `{id}`：其标签 `{tag}` 指向另一个集群（`{owner}`）",
            "控制器通过该标签查找负载均衡；`{id}` 可能属于另一个集群，因此预览不删除其上的任何内容",
            "请检查 `context.clusterId`，并确认是哪个集群在使用该负载均衡；如果是本集群，请将标签设为本集群的 ID";
}
