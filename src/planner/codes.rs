//! Findings about the plan.

use crate::codes;
use crate::diagnostic::references;

codes! {
    NOT_FOUND = "existing-clb/not-found", Error, Plan, Aborts, basis: Documented, references::ERRORS, event: "E4011",
        en: "the existing load balancer `{id}` does not exist",
            "the Service gets no entry for traffic",
            "correct the id in `service.kubernetes.io/tke-existed-lbid`; the load balancer must be in the cluster's VPC";
        zh: "已有负载均衡 `{id}` 不存在",
            "Service 将没有流量入口",
            "请修正 `service.kubernetes.io/tke-existed-lbid` 中的 ID;负载均衡须位于集群所在 VPC";
    BOUGHT_BY_TKE = "existing-clb/bought-by-tke", Error, Plan, Aborts, basis: Documented, references::ERRORS, event: "E4012",
        en: "load balancer `{id}` was bought by TKE and cannot be used as an existing one",
            "its life follows the Service it was bought for, which would break this one",
            "name a load balancer that you bought yourself";
        zh: "负载均衡 `{id}` 由 TKE 购买，不能作为已有负载均衡使用",
            "它的生命周期随其所属的 Service，会影响当前 Service",
            "请指定您自行购买的负载均衡";
    OTHER_CLUSTER = "existing-clb/other-cluster", Error, Plan, Aborts, basis: Documented, references::ERRORS, event: "E4013",
        en: "load balancer `{id}` is used by another cluster",
            "one load balancer cannot serve two clusters",
            "name another load balancer, or take it out of use in the other cluster first";
        zh: "负载均衡 `{id}` 正被其他集群使用",
            "一个负载均衡不能同时服务两个集群",
            "请指定其他负载均衡，或先在另一集群中停止使用";
    OTHER_NETWORK = "existing-clb/other-vpc", Error, Plan, Aborts, basis: Documented, references::EXISTING_CLB,
        en: "load balancer `{id}` is in another VPC than the cluster",
            "it cannot reach the cluster's backends without cross-VPC binding",
            "name a load balancer of the cluster's VPC, or set the cross-region and cross-VPC annotations";
        zh: "负载均衡 `{id}` 与集群不在同一 VPC",
            "未开启跨域绑定时无法访问集群中的后端",
            "请指定集群所在 VPC 的负载均衡，或设置跨域注解";
    PORT_TAKEN = "existing-clb/port-taken", Error, Plan, Aborts, basis: Documented, references::ERRORS, event: "E4014",
        en: "a port of this Service is taken on load balancer `{id}`",
            "the sync of the whole Service stops",
            "choose another port, or free it on the load balancer";
        zh: "该 Service 的端口在负载均衡 `{id}` 上已被占用",
            "整个 Service 的同步会停止",
            "请更换端口，或在负载均衡上释放该端口";
    QUOTA = "existing-clb/listener-quota", Error, Plan, Aborts, basis: Documented, references::CLB_LIMITS,
        en: "load balancer `{id}` would have more listeners than its quota",
            "the cloud refuses the listener that is one too many",
            "raise the quota, or spread the ports over several load balancers";
        zh: "负载均衡 `{id}` 的监听器数量将超过配额",
            "超出配额的监听器会被拒绝创建",
            "请提升配额，或将端口分散到多个负载均衡";
    NAME_GENERATED = "service/name-generated", Error, Plan, Withholds, basis: Documented, references::K8S_SERVICE_API,
        en: "the Service has a `generateName` and no name, and is not planned",
            "the API server completes the name at every creation, so what would be created, or is there already, cannot be told",
            "give it a `metadata.name`";
        zh: "Service 只有 `generateName` 而没有名字，未纳入计划",
            "API Server 在每次创建时补全名称，无法判断将创建哪个对象，也无法判断其是否已存在",
            "请填写 `metadata.name`";
    BEING_DELETED = "service/being-deleted", Warning, Plan, None, basis: Documented, references::K8S_FINALIZERS,
        en: "the live `{service}` is being deleted, so what is applied to it now goes with it",
            "it waits for the controller to let its load balancer go; a deletion cannot be taken back",
            "wait until it is gone, then apply the manifest again: it gets another load balancer and another address";
        zh: "集群中的 `{service}` 正在被删除，此时应用的清单会随之消失",
            "它在等待控制器释放负载均衡；删除操作无法撤回",
            "请等待其删除完成后重新应用清单：会获得新的负载均衡和新的地址";
    PURCHASE_QUOTA = "load-balancer/quota", Error, Plan, Aborts, basis: Documented, references::ERRORS, event: "E4004",
        en: "no load balancer can be bought for `{service}`: the account is at its quota in the region",
            "the Service gets no entry for traffic",
            "raise the quota, or delete load balancers that nobody uses";
        zh: "无法为 `{service}` 购买负载均衡：账户在该地域已达配额",
            "Service 将没有流量入口",
            "请提升配额，或删除不再使用的负载均衡";
    SWITCH_REFUSED = "load-balancer/switch-refused", Error, Plan, Aborts, basis: Documented, references::MANAGEMENT_MODE,
        en: "the change of `{service}` needs another load balancer, which newer controllers refuse",
            "the load balancer and its address stay as they are, and so does everything else of the Service",
            "take the change back, or create a second Service with the new settings and move clients over";
        zh: "`{service}` 的变更需要更换负载均衡，新版控制器会拒绝",
            "负载均衡及其地址保持不变，Service 的其他配置也不会同步",
            "请撤回变更，或用新配置创建第二个 Service 并迁移客户端";
    BOUGHT_AGAIN = "load-balancer/bought-again", Warning, Plan, None, basis: Inferred, references::OVERVIEW,
        en: "the controller does not find load balancer `{id}` of `{service}` and buys another one",
            "the address changes, and a load balancer that lost only its tags keeps costing money",
            "never delete a Service's load balancer in the console and never edit the tags `tke-createdBy-flag` and `tke-clusterId`; to get a lost address back, ask for it by `Vip` in `service.extensiveParameters` while it is free";
        zh: "控制器找不到 `{service}` 的负载均衡 `{id}`，会重新购买",
            "地址会改变；如果只是标签丢失，旧负载均衡会继续计费",
            "请勿在控制台删除 Service 关联的负载均衡，也勿修改标签 `tke-createdBy-flag` 与 `tke-clusterId`;若要找回地址，可在其空闲时通过 `service.extensiveParameters` 的 `Vip` 指定";
    EDITED_BY_HAND = "load-balancer/edited-by-hand", Warning, Plan, None, basis: Inferred, references::OVERVIEW,
        en: "load balancer `{id}` is not as the unchanged `{service}` asks for: {what}",
            "nothing that was given changes the Service, so somebody probably changed the load balancer in the console or through the API; the next sync takes that back",
            "make such changes in the Service or in its TkeServiceConfig, and leave the load balancer itself alone";
        zh: "`{service}` 没有变化，负载均衡 `{id}` 却与它的描述不一致：{what}",
            "很可能有人在控制台或通过 API 手动修改了负载均衡；下一次同步会改回去",
            "这类修改请在 Service 或 TkeServiceConfig 中进行，不要直接修改负载均衡";
    LISTENER_IN_THE_WAY = "listener/port-held-by-foreign", Warning, Plan, Withholds, basis: Inferred, references::EXISTING_CLB,
        en: "listener {listener} is wanted where a listener named `{name}` stands",
            "the controller knows its own listeners by their name and takes this one for a person's: it is neither changed nor replaced, so the port does not follow the Service",
            "give the listener its old name back, or delete it and let the controller make its own";
        zh: "需要监听器 {listener}，但该位置已有名为 `{name}` 的监听器",
            "控制器通过名称识别自己的监听器，会把它视为人工创建：既不修改也不替换，因此该端口不会随 Service 变化",
            "请恢复该监听器原来的名称，或删除它让控制器自行创建";
    DELETE_GUARD = "load-balancer/delete-guard", Warning, Plan, None, basis: Documented, references::CREATE_LOAD_BALANCER,
        en: "load balancer `{id}` has {count} backends bound when it is deleted",
            "from 20 bound backends on, or with traffic, the cloud refuses the deletion unless it is forced; whether the controller forces it is not documented",
            "expect the deletion to be delayed, and check that the load balancer is really gone";
        zh: "删除时负载均衡 `{id}` 绑定了 {count} 个后端",
            "绑定 20 个及以上后端或仍有流量时，除非强制，云侧会拒绝删除；控制器是否强制没有文档说明",
            "删除可能延迟，请确认负载均衡确实已被删除";
    ISOLATED = "load-balancer/isolated", Error, Plan, Aborts, basis: Documented, references::ERRORS, event: "E4009",
        en: "load balancer `{id}` is isolated because the account is in arrears",
            "calls on it are refused, so the sync of the whole Service stops",
            "top the account up";
        zh: "负载均衡 `{id}` 因账户欠费被隔离",
            "对它的调用会被拒绝，整个 Service 的同步会停止",
            "请为账户充值";
    ISOLATED_UNTOUCHED = "load-balancer/isolated-untouched", Warning, Plan, None, basis: Documented, references::ERRORS, event: "E4009",
        en: "load balancer `{id}` is isolated because the account is in arrears",
            "nothing is to be changed on it now, but there is no entry for traffic, and calls on it would be refused",
            "top the account up";
        zh: "负载均衡 `{id}` 因账户欠费被隔离",
            "目前无需对它做任何变更，但流量没有入口，对它的调用也会被拒绝",
            "请为账户充值";
    BOUND_ELSEWHERE = "backends/bound-elsewhere", Error, Plan, Aborts, basis: Documented, references::ERRORS, event: "E4036",
        en: "backend `{backend}` of listener {listener} is taken by {other} on load balancer `{id}`",
            "within one protocol a load balancer binds a backend to one listener only, and the sync of the whole Service stops",
            "give the Pods another port for one of the two, or use a load balancer of its own for one of them";
        zh: "监听器 {listener} 的后端 `{backend}` 在负载均衡 `{id}` 上已被 {other} 占用",
            "同一负载均衡上，同一协议的后端只能绑定到一个监听器，整个 Service 的同步会停止",
            "请让 Pod 为其中之一使用不同端口，或为其中之一使用独立的负载均衡";
    RULE_QUOTA = "listener/rule-quota", Error, Plan, Aborts, basis: Documented, references::CLB_LIMITS,
        en: "listener {listener} would have {count} forwarding rules, and the quota is {limit}",
            "the cloud refuses the rules that are too many",
            "raise the quota, or spread the hosts over several ports";
        zh: "监听器 {listener} 将有 {count} 条转发规则，而配额为 {limit}",
            "超出配额的规则会被拒绝创建",
            "请提升配额，或将域名分散到多个端口";
    LISTENER_QUOTA = "listener/quota", Error, Plan, Withholds, basis: Documented, references::CLB_LIMITS,
        en: "{count} listeners would stand on the load balancer, and the quota is {limit}",
            "the cloud refuses the listeners that are too many, and their ports are not served",
            "raise the quota, or spread the ports over several Services";
        zh: "该负载均衡上将有 {count} 个监听器，而配额为 {limit}",
            "超出配额的监听器会被拒绝创建，相应端口无法提供服务",
            "请提升配额，或将端口分散到多个 Service";
    DELETE_AND_MANIFEST = "request/delete-and-manifest", Error, Plan, None,
        en: "Service `{service}` is in `delete` and in `manifests`",
            "it cannot both go away and stay; the manifest is planned, since that destroys less",
            "take it out of one of the two";
        zh: "Service `{service}` 同时出现在 `delete` 和 `manifests` 中",
            "它不能既删除又保留；按清单制定计划，因为破坏更小",
            "请从其中一处移除";
    DELETE_UNKNOWN = "request/delete-unknown", Warning, Plan, None,
        en: "Service `{service}` in `delete` is not among the live objects",
            "what it holds is unknown, so nothing is planned for it",
            "give the live Service, or correct the name";
        zh: "`delete` 中的 Service `{service}` 不在集群对象中",
            "它持有的资源未知，因此没有为其制定计划",
            "请提供集群中的该 Service，或修正名称";
    UNSOUND = "plan/unsound", Error, Plan, Withholds,
        en: "the plan breaks a rule that every plan must keep: {rule}",
            "this is a defect of clbplan; the calls of the Service are withheld",
            "please report it with the request that led to it";
        zh: "计划违反了必须遵守的规则：{rule}",
            "这是 clbplan 的缺陷；该 Service 的调用已被扣留",
            "请附上触发问题的请求进行反馈";
}
