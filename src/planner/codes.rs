//! Findings about the plan.

use crate::codes;
use crate::diagnostic::documentation_pages;

codes! {
    CLUSTER_CONTRADICTED = "context/cluster-contradicted", Error, Plan, None, basis: Inferred, documentation_pages::OVERVIEW,
        en: "the plan ignores `clusterId` `{given}` and deletes nothing: the tag `tke-clusterId` of load balancers that live Services use is `{found}` ({load_balancers})",
            "the id or the objects are from another cluster; with a wrong id the plan would count load balancers as lost and create them again",
            "correct `clusterId`, or provide the objects of cluster `{given}`";
        zh: "预览不使用 `clusterId` `{given}`，也不删除任何资源：集群中的 Service 所用的 {load_balancers} 的标签 `tke-clusterId` 为 `{found}`",
            "该 ID 或所提供的对象属于另一个集群；使用错误的 ID 时，负载均衡会被视为丢失而重新创建",
            "请修正 `clusterId`，或提供集群 `{given}` 的对象";
    VPC_CONTRADICTED = "context/vpc-contradicted", Error, Plan, None, basis: Inferred, documentation_pages::OVERVIEW,
        en: "the plan ignores `vpcId` `{given}`: live Services use load balancers in VPC `{found}` ({load_balancers})",
            "either `vpcId` or the live objects are from another cluster; a wrong `vpcId` would make the plan replace load balancers or treat them as unusable",
            "correct `vpcId`, or provide the live objects of the cluster in VPC `{given}`";
        zh: "预览不使用 `vpcId` `{given}`：集群中的 Service 所用的负载均衡位于 VPC `{found}`（{load_balancers}）",
            "`vpcId` 或所提供的对象属于另一个集群；使用错误的 `vpcId` 时，负载均衡会被视为需要更换或无法使用",
            "请修正 `vpcId`，或提供位于 VPC `{given}` 的集群的对象";
    NOT_FOUND = "existing-clb/not-found", Error, Plan, Aborts, basis: Documented, documentation_pages::ERRORS, event: "E4011",
        en: "the sync stops: load balancer `{id}`, which the annotation names, does not exist",
            "a Service that has no other load balancer gets no traffic from outside",
            "correct the id in the annotation `service.kubernetes.io/tke-existed-lbid`; if the load balancer is in another region or VPC, declare it with `service.cloud.tencent.com/cross-region-id` or `service.cloud.tencent.com/cross-vpc-id`";
        zh: "同步会中止：注解指定的负载均衡 `{id}` 不存在",
            "没有其他负载均衡的 Service 将没有流量入口",
            "请修正注解 `service.kubernetes.io/tke-existed-lbid` 中的 ID；如果负载均衡在其他地域或 VPC，请用 `service.cloud.tencent.com/cross-region-id` 或 `service.cloud.tencent.com/cross-vpc-id` 声明";
    NOT_OBSERVED = "existing-clb/not-observed", Error, Plan, None, basis: Inferred, documentation_pages::EXISTING_CLB,
        en: "the plan does not move the Service to load balancer `{id}`, because the state of `{id}` is unknown",
            "what happens to the current load balancer of the Service depends on whether the Service may use `{id}`",
            "add what `DescribeLoadBalancers` answers for `{id}` to `clb.loadBalancers`";
        zh: "预览中没有切换到负载均衡 `{id}`：`{id}` 的状态未知",
            "当前的负载均衡如何处理，取决于该 Service 能否使用 `{id}`",
            "请将 `DescribeLoadBalancers` 对 `{id}` 返回的内容补充到 `clb.loadBalancers`";
    BOUGHT_BY_TKE = "existing-clb/bought-by-tke", Error, Plan, Aborts, basis: Documented, documentation_pages::ERRORS, event: "E4012",
        en: "load balancer `{id}` was created by TKE and cannot be used as an existing one",
            "TKE deletes it with the Service that it was created for",
            "use a load balancer that you created yourself";
        zh: "负载均衡 `{id}` 由 TKE 自动创建，不能作为已有负载均衡使用",
            "它会随为之创建的 Service 一起删除",
            "请指定您自行创建的负载均衡";
    OTHER_CLUSTER = "existing-clb/other-cluster", Error, Plan, Aborts, basis: Documented, documentation_pages::ERRORS, event: "E4013",
        en: "this Service cannot use load balancer `{id}`: another cluster uses it",
            "only one cluster can use a load balancer",
            "use another load balancer, or stop using this one in the other cluster first";
        zh: "该 Service 不能使用负载均衡 `{id}`：它正被其他集群使用",
            "一个负载均衡只能由一个集群使用",
            "请指定其他负载均衡，或先在另一集群中停止使用";
    OTHER_NETWORK = "existing-clb/other-vpc", Error, Plan, Aborts, basis: Documented, documentation_pages::EXISTING_CLB,
        en: "this Service cannot use load balancer `{id}`: it is not in the cluster's VPC",
            "a load balancer in another VPC reaches the cluster's backends only with cross-region binding",
            "use a load balancer in the cluster's VPC, or declare where `{id}` is: another region with the annotation `service.cloud.tencent.com/cross-region-id`, another VPC of the cluster's region with `service.cloud.tencent.com/cross-vpc-id`";
        zh: "该 Service 不能使用负载均衡 `{id}`：它与集群不在同一 VPC",
            "其他 VPC 的负载均衡只有通过跨域绑定才能访问集群中的后端",
            "请使用集群所在 VPC 的负载均衡；或声明该负载均衡的位置：用注解 `service.cloud.tencent.com/cross-region-id` 指定其地域，与集群同地域时用 `service.cloud.tencent.com/cross-vpc-id` 指定其 VPC";
    PORT_TAKEN = "existing-clb/port-taken", Error, Plan, Aborts, basis: Documented, documentation_pages::ERRORS, event: "E4014",
        en: "the sync stops: a port of this Service is already in use on load balancer `{id}`",
            "another Service, or a listener that a user created, has the same port",
            "choose another port, or delete the listener that uses it";
        zh: "同步会中止：该 Service 的端口在负载均衡 `{id}` 上已被占用",
            "其他 Service 或用户手动创建的监听器使用了同一端口",
            "请更换端口，或先删除该负载均衡上占用此端口的监听器";
    QUOTA = "existing-clb/listener-quota", Error, Plan, Aborts, basis: Documented, documentation_pages::CLB_LIMITS,
        en: "the sync of the Service stops: load balancer `{id}` would exceed its listener quota",
            "the cloud rejects the excess listeners; without `quotas.listenersPerClb`, the default quota of 50 applies",
            "raise the quota, or spread the ports over several load balancers";
        zh: "该 Service 的同步会中止：负载均衡 `{id}` 的监听器数量将超过配额",
            "腾讯云会拒绝创建超出配额的监听器；未提供 `quotas.listenersPerClb` 时按默认配额 50 计算",
            "请提升配额，或将端口分散到多个负载均衡";
    NAME_GENERATED = "service/name-generated", Error, Plan, Withholds, basis: Documented, documentation_pages::K8S_SERVICE_API,
        en: "the Service has `generateName` but no name, so nothing is planned for it",
            "the API server makes up a new name at each creation, so it is unknown which Service is meant",
            "set `metadata.name`";
        zh: "Service 只有 `generateName`，没有名称，因此不预览",
            "API Server 每次创建都会生成新的名称，无法确定是哪个 Service",
            "请填写 `metadata.name`";
    BEING_DELETED = "service/being-deleted", Warning, Plan, None, basis: Documented, documentation_pages::K8S_FINALIZERS,
        en: "the live `{service}` is being deleted, and changes applied now are deleted with it",
            "the deletion cannot be undone; for a Service with a load balancer it waits for the controller to clean up",
            "wait until the Service is gone, then apply the manifest again; a load balancer that TKE created is replaced by a new one with another address";
        zh: "集群中的 `{service}` 正在被删除，此时应用的修改会随它一起被删除",
            "删除无法撤回；有负载均衡的 Service 要等待控制器清理完毕",
            "请等 Service 删除完成后再应用清单；由 TKE 创建的负载均衡会换成新的，地址也会改变";
    PURCHASE_QUOTA = "load-balancer/quota", Error, Plan, Aborts, basis: Documented, documentation_pages::ERRORS, event: "E4004",
        en: "cannot create a load balancer for `{service}`: the account has reached its quota in the region",
            "the Service gets no entry point for traffic",
            "ask for a higher quota, or delete load balancers that are no longer used";
        zh: "无法为 `{service}` 创建负载均衡：账号在该地域已达配额",
            "Service 将没有流量入口",
            "请申请提升配额，或删除不再使用的负载均衡";
    ADDRESS_IN_USE = "load-balancer/address-in-use", Error, Plan, Aborts, basis: Documented, documentation_pages::CREATE_LOAD_BALANCER,
        en: "cannot create a load balancer for `{service}`: load balancer `{id}` has the requested address {address}",
            "a requested address must be free, so the cloud refuses to create the load balancer, and the Service gets no entry point for traffic",
            "remove `Vip` from the annotation, or request an address that is free; to use `{id}` itself, name it in the annotation `service.kubernetes.io/tke-existed-lbid` (not if TKE created it for a Service)";
        zh: "无法为 `{service}` 创建负载均衡：所要求的地址 {address} 属于负载均衡 `{id}`",
            "要求的地址必须空闲，否则腾讯云会拒绝创建负载均衡，Service 将没有流量入口",
            "请从注解中删除 `Vip`，或指定空闲的地址；如需使用 `{id}` 本身，请在注解 `service.kubernetes.io/tke-existed-lbid` 中指定它（由 TKE 为某个 Service 自动创建的除外）";
    NO_SECURITY_GROUP = "load-balancer/no-security-group", Warning, Plan, None, basis: Documented, documentation_pages::CLB_SECURITY_GROUPS,
        en: "every address can connect to load balancer `{id}` of `{service}`: the change removes its last security group, and it is public",
            "without a security group a load balancer accepts all traffic",
            "name a security group in the annotation `service.cloud.tencent.com/security-groups`";
        zh: "任何地址都将可以连接 `{service}` 的负载均衡 `{id}`：该变更移除其最后一个安全组，而它是公网类型",
            "没有安全组的负载均衡放通所有流量",
            "请在注解 `service.cloud.tencent.com/security-groups` 中指定安全组";
    PASSED_TO_ALL = "load-balancer/passed-to-all", Warning, Plan, None, basis: Documented, documentation_pages::CLB_SECURITY_GROUPS,
        en: "every address can reach the backends of `{service}`: the change turns off the check by the backends' security groups, and no security group is bound to the public load balancer `{id}`",
            "with `service.cloud.tencent.com/pass-to-target`, only the load balancer's own security groups are checked",
            "bind a security group with the annotation `service.cloud.tencent.com/security-groups`, or remove `service.cloud.tencent.com/pass-to-target`";
        zh: "任何地址都将可以访问 `{service}` 的后端：该变更使后端的安全组不再生效，而公网负载均衡 `{id}` 没有绑定安全组",
            "使用 `service.cloud.tencent.com/pass-to-target` 时，只检查负载均衡自身的安全组",
            "请用注解 `service.cloud.tencent.com/security-groups` 绑定安全组，或删除 `service.cloud.tencent.com/pass-to-target`";
    IN_TARGET_GROUP = "listener/in-target-group", Warning, Plan, None, basis: Inferred, documentation_pages::TARGET_GROUPS,
        en: "listener {listener} keeps its target group, and gets no backends of its own: a port that moved to a target group cannot go back",
            "the Service requests no target group for this port; what the controller does then is not known",
            "keep the port in the annotation `service.cloud.tencent.com/target-groups`, or use another port";
        zh: "监听器 {listener} 仍使用目标组，不会直接绑定后端：端口迁移到目标组之后无法改回",
            "该 Service 没有为该端口指定目标组；此时控制器会如何处理并不清楚",
            "请在注解 `service.cloud.tencent.com/target-groups` 中保留该端口，或改用其他端口";
    SWITCH_REFUSED = "load-balancer/switch-refused", Error, Plan, Aborts, basis: Documented, documentation_pages::MANAGEMENT_MODE,
        en: "no change of `{service}` takes effect: it needs a different load balancer, and newer versions of the TKE controller refuse to switch",
            "the load balancer and its address stay",
            "revert the change, or create a second Service with the new settings and move clients to it; if you did not change the Service, check the facts provided about the cluster, such as `context.vpcId`";
        zh: "`{service}` 的修改都不会生效：它需要更换负载均衡，而较新版本的 TKE 控制器会拒绝更换",
            "负载均衡及其地址保持不变",
            "请撤回修改，或用新配置创建第二个 Service 并迁移客户端；如果没有修改过 Service，请核对所提供的集群信息，例如 `context.vpcId`";
    OWN_AS_EXISTING = "load-balancer/own-named-as-existing", Error, Plan, Aborts, basis: Documented, documentation_pages::EXISTING_CLB, event: "E4012",
        en: "the sync stops: `tke-existed-lbid` names load balancer `{id}`, but TKE created it for `{service}`, and its tag `tke-createdBy-flag` is still there",
            "the load balancer and its address stay, and other changes of the Service do not take effect either",
            "to take the load balancer over and keep it when the Service is deleted, first remove its tag `tke-createdBy-flag`, then apply the manifest again; otherwise remove the annotation";
        zh: "同步会中止：`tke-existed-lbid` 指定的负载均衡 `{id}` 正是 TKE 为 `{service}` 自动创建的，其标签 `tke-createdBy-flag` 仍在",
            "负载均衡及其地址保持不变，Service 的其他修改也不会同步",
            "如需自行管理该负载均衡，并在删除 Service 后保留它，请先移除其标签 `tke-createdBy-flag`，再应用清单；否则请删除该注解";
    DELETED_BEFORE_REUSE = "load-balancer/deleted-before-reuse", Error, Plan, Aborts, basis: Documented, documentation_pages::EXISTING_CLB,
        en: "creating `{service}` again now deletes load balancer `{id}`, which its manifest names in `tke-existed-lbid`",
            "TKE created the load balancer for the old Service and deletes it together with that Service, because its tag `tke-createdBy-flag` is still there; its address is lost, and the new Service has no load balancer",
            "to keep the load balancer, first remove its tag `tke-createdBy-flag`; otherwise remove the annotation";
        zh: "现在重新创建 `{service}` 会删除负载均衡 `{id}`，而清单在 `tke-existed-lbid` 中指定了它",
            "该负载均衡由 TKE 为旧的 Service 自动创建，其标签 `tke-createdBy-flag` 仍在，因此会随旧的 Service 一起删除；地址会丢失，新的 Service 也没有负载均衡",
            "如需保留该负载均衡，请先移除其标签 `tke-createdBy-flag`；否则请删除该注解";
    STATUS_ADDRESS_DIFFERS = "load-balancer/status-address-differs", Warning, Plan, None, basis: Inferred, documentation_pages::OVERVIEW,
        en: "the status of the live `{service}` has the address `{written}`, but load balancer `{id}` has {observed}",
            "it is unknown which address clients use and whether it stays: the objects and the cloud's answers may be of different times, or the Service uses another load balancer",
            "read the live Service and the answer of `DescribeLoadBalancers` again, and check that the annotation `service.kubernetes.io/loadbalance-id` names the load balancer that has the address";
        zh: "集群中 `{service}` 的 status 里的地址是 `{written}`，而负载均衡 `{id}` 的地址是 {observed}",
            "对象与腾讯云的返回可能不是同一时刻的，也可能该 Service 使用的是另一个负载均衡；客户端实际使用哪个地址、是否会变都未知",
            "请重新读取集群中的 Service 和 `DescribeLoadBalancers` 的返回，并核对注解 `service.kubernetes.io/loadbalance-id` 指定的是否为拥有该地址的负载均衡";
    BOUGHT_AGAIN = "load-balancer/bought-again", Warning, Plan, None, basis: Inferred, documentation_pages::HIGH_RISK,
        en: "`{service}` gets a new load balancer with another address: the controller cannot find `{id}`",
            "either someone deleted `{id}` by hand (what TKE does then is inferred, no page describes it), or someone changed its tags (documented); in the second case it still exists, keeps its address and costs money",
            "if `{id}` still exists, restore its tags `tke-createdBy-flag` and `tke-clusterId` before the controller creates a new load balancer; if it was deleted and its address is still free, request the address as `Vip` in the annotation `service.kubernetes.io/service.extensiveParameters`";
        zh: "`{service}` 会得到新的负载均衡和另一个地址：控制器找不到 `{id}`",
            "可能是有人手动删除了 `{id}`（此时 TKE 的行为为推断，没有文档说明），也可能是有人修改了其标签（有文档说明）；后一种情况下它仍然存在，保留地址并继续计费",
            "如果 `{id}` 仍然存在，请在控制器创建新的负载均衡之前恢复其标签 `tke-createdBy-flag` 和 `tke-clusterId`；如果已被删除且旧地址尚未被占用，可通过注解 `service.kubernetes.io/service.extensiveParameters` 中的 `Vip` 指定旧地址";
    ENDANGERED = "load-balancer/requested-by-another-manifest", Warning, Plan, None, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "Service `{other}` may take over load balancer `{id}` of `{service}`: the annotation `{annotation}` of `{other}` has a value that belongs to `{service}`",
            "the two Services would change each other's listeners on the load balancer, and deleting one of them may delete the load balancer",
            "remove `{annotation}` from `{other}`";
        zh: "Service `{other}` 可能占用 `{service}` 的负载均衡 `{id}`：`{other}` 的注解 `{annotation}` 的值属于 `{service}`",
            "两个 Service 会互相改动该负载均衡上的监听器，删除其中一个时可能连同负载均衡一起删除",
            "请从 `{other}` 中删除 `{annotation}`";
    EDITED_BY_HAND = "load-balancer/edited-by-hand", Warning, Plan, None, basis: Documented, documentation_pages::HIGH_RISK,
        en: "the next sync resets {what} of load balancer `{id}` to what `{service}` specifies",
            "the Service did not change, so the load balancer was probably changed in the console or through the API",
            "make such changes in the Service or its TkeServiceConfig, not on the load balancer";
        zh: "下一次同步会把负载均衡 `{id}` 的 {what} 恢复为 `{service}` 的配置",
            "Service 没有变化，因此很可能有人在控制台或通过 API 修改了负载均衡",
            "请在 Service 或 TkeServiceConfig 中修改，不要直接修改负载均衡";
    LISTENER_IN_THE_WAY = "listener/port-held-by-foreign", Warning, Plan, Withholds, basis: Inferred, documentation_pages::EXISTING_CLB,
        en: "clients of {listener} do not reach this Service: a listener named `{name}` already uses the port",
            "clients reach what that listener forwards to; its name marks it as user-created, so the controller does not change it",
            "delete that listener, give it back the name that the controller gave it, or use another port";
        zh: "访问 {listener} 的客户端到不了该 Service：名为 `{name}` 的监听器已占用该端口",
            "控制器按名称把这个监听器视为用户手动创建，不做改动；客户端得到的是它所转发的后端",
            "请删除该监听器，或恢复控制器为它起的名称，或使用其他端口";
    LISTENER_REFUSED = "listener/not-accepted", Error, Plan, Withholds, basis: Documented, documentation_pages::CLB_LISTENERS,
        en: "port {listener} is not served: the cloud does not accept a listener for it, so none is created",
            "the cloud reserves the port, or does not support the protocol on this load balancer",
            "use another protocol or, if the cloud reserves the port, another port";
        zh: "端口 {listener} 无法访问：腾讯云不接受这样的监听器，因此不会创建",
            "该端口由腾讯云保留，或该负载均衡不支持此协议",
            "请更换协议；如果该端口被腾讯云保留，请更换端口或协议";
    VALUE_REFUSED = "listener/value-not-accepted", Warning, Plan, Withholds, basis: Documented, documentation_pages::CLB_LISTENERS,
        en: "the plan does not set the declared `{field}` of `{address}`: it contains `{member}`, which the cloud refuses for a listener with the protocol {protocol}",
            "`{member}` is required here, its value is not allowed, or it conflicts with another setting",
            "correct `{member}` in the TkeServiceConfig, or choose another kind of health check or another protocol";
        zh: "预览不设置 `{address}` 所声明的 `{field}`：其中的 `{member}` 在 {protocol} 监听器上会被腾讯云拒绝",
            "此处必须填写 `{member}`，或其取值不被允许，或与其他设置冲突",
            "请修正 TkeServiceConfig 中对应 `{member}` 的设置，或改用其他健康检查方式或其他协议";
    FIXED_PASS_TO_TARGET = "load-balancer/pass-to-target-fixed", Warning, Plan, Ignored, basis: Documented, documentation_pages::CREATE_LOAD_BALANCER,
        en: "`{name}` has no effect: on a native IPv6 load balancer it always counts as `true`",
            "the traffic is checked only by the load balancer's security groups, never by the backends', and the cloud accepts no value for this setting",
            "remove the annotation";
        zh: "`{name}` 不生效：IPv6 版负载均衡（`IPv6FullChain`）始终相当于 `true`",
            "到后端的流量只经负载均衡上的安全组校验，不经后端的安全组；腾讯云不接受对这类负载均衡设置该项",
            "请删除该注解";
    NO_REACHABLE_BACKEND = "backends/none-reachable", Warning, Plan, Withholds, basis: Documented, documentation_pages::CREATE_LOAD_BALANCER,
        en: "`{address}` would have no backends: this load balancer forwards only to {family} backends, not to {backends}",
            "a native IPv6 load balancer forwards to IPv6 backends, every other one to IPv4 backends; a node is bound by its IPv4 address",
            "use backends with {family} addresses; IPv6 backends are Pods with IPv6 addresses, bound by direct access (annotation `service.cloud.tencent.com/direct-access`)";
        zh: "`{address}` 将没有后端：该负载均衡只转发到 {family} 后端，不转发到 {backends}",
            "IPv6 版负载均衡（`IPv6FullChain`）只转发到 IPv6 后端，其他负载均衡只转发到 IPv4 后端；节点以其 IPv4 地址绑定",
            "请使用 {family} 后端；IPv6 后端是通过直连（注解 `service.cloud.tencent.com/direct-access`）绑定的、带有 IPv6 地址的 Pod";
    DELETE_GUARD = "load-balancer/delete-guard", Warning, Plan, None, basis: Documented, documentation_pages::CREATE_LOAD_BALANCER,
        en: "the cloud may refuse to delete load balancer `{id}`: {count} backends are still bound to it",
            "with 20 or more bound backends, or with traffic, the cloud refuses a deletion that is not forced; whether the controller forces it is not documented",
            "check afterwards that the load balancer is gone; if not, delete it yourself, or it keeps costing money";
        zh: "腾讯云可能拒绝删除负载均衡 `{id}`：仍绑定着 {count} 个后端",
            "绑定 20 个及以上后端或仍有流量时，除非强制，腾讯云会拒绝删除；控制器是否强制没有文档说明",
            "请事后确认它已被删除；如果仍在，请自行删除，否则会继续计费";
    DELETES_USER_LISTENERS = "load-balancer/deletes-user-listeners", Warning, Plan, None, basis: Documented, documentation_pages::CREATE_LOAD_BALANCER,
        en: "user-created listeners are deleted together with load balancer `{id}`: {listeners}",
            "the controller never uses these names, so it treats the listeners as user-created; they stay only as long as the load balancer stays",
            "to keep them, first move them to another load balancer, or set the tag `tke-lifecycle-owner` of `{id}` to `user`";
        zh: "用户手动创建的监听器会随负载均衡 `{id}` 一起删除：{listeners}",
            "控制器从不使用这些名称，因此将它们视为用户手动创建；负载均衡保留时，它们才会保留",
            "如需保留，请先将它们迁移到其他负载均衡，或将 `{id}` 的标签 `tke-lifecycle-owner` 设为 `user`";
    ISOLATED = "load-balancer/isolated", Error, Plan, Aborts, basis: Inferred, documentation_pages::ERRORS, event: "E4009",
        en: "the sync of the Service stops: load balancer `{id}` is isolated because the account is in arrears",
            "the cloud refuses every call on it",
            "top up the account";
        zh: "该 Service 的同步会中止：负载均衡 `{id}` 因账号欠费被隔离",
            "腾讯云会拒绝对它的任何调用",
            "请为账号充值";
    ISOLATED_UNTOUCHED = "load-balancer/isolated-untouched", Warning, Plan, None, basis: Inferred, documentation_pages::ERRORS, event: "E4009",
        en: "no traffic passes through load balancer `{id}`: it is isolated because the account is in arrears",
            "the cloud refuses calls on it; this plan needs no call",
            "top up the account";
        zh: "负载均衡 `{id}` 没有流量：它因账号欠费被隔离",
            "腾讯云会拒绝对它的调用；预览目前不需要调用",
            "请为账号充值";
    BOUND_ELSEWHERE = "backends/bound-elsewhere", Error, Plan, Aborts, basis: Documented, documentation_pages::ERRORS, event: "E4036",
        en: "backend `{backend}` of listener {listener} is already used by {other} on load balancer `{id}`",
            "a load balancer binds a backend to only one listener per protocol",
            "use another target port or node port for one of the two listeners, or a separate load balancer";
        zh: "监听器 {listener} 的后端 `{backend}` 在负载均衡 `{id}` 上已被 {other} 使用",
            "同一负载均衡上，同一协议的后端只能绑定到一个监听器",
            "请让两个监听器之一改用其他目标端口或 NodePort，或使用独立的负载均衡";
    RULE_QUOTA = "listener/rule-quota", Error, Plan, Aborts, basis: Documented, documentation_pages::CLB_LIMITS,
        en: "the sync of the Service stops: listener {listener} would have {count} forwarding rules, and the quota is {limit}",
            "the cloud refuses to create the excess rules",
            "raise the quota, or spread the hosts over several ports";
        zh: "该 Service 的同步会中止：监听器 {listener} 将有 {count} 条转发规则，而配额为 {limit} 条",
            "腾讯云会拒绝创建超出配额的规则",
            "请提升配额，或将域名分散到多个端口";
    LISTENER_QUOTA = "listener/quota", Error, Plan, Withholds, basis: Documented, documentation_pages::CLB_LIMITS,
        en: "some ports are not served: the load balancer would have {count} listeners, and the quota is {limit}",
            "the cloud rejects the excess listeners; without `quotas.listenersPerClb`, the default quota of 50 applies",
            "raise the quota, or spread the ports over several Services";
        zh: "部分端口无法访问：该负载均衡上将有 {count} 个监听器，而配额为 {limit} 个",
            "腾讯云会拒绝创建超出配额的监听器；未提供 `quotas.listenersPerClb` 时按默认配额 50 计算",
            "请提升配额，或将端口分散到多个 Service";
    DELETE_AND_MANIFEST = "request/delete-and-manifest", Error, Plan, None,
        en: "Service `{service}` is in both `delete` and `manifests`",
            "the plan follows the manifest, because that destroys less",
            "remove it from one of them";
        zh: "Service `{service}` 同时出现在 `delete` 和 `manifests` 中",
            "预览按清单计算，因为破坏更小",
            "请从其中一处移除";
    RECREATE_WITHOUT_MANIFEST = "request/recreate-without-manifest", Error, Plan, None,
        en: "Service `{service}` is in `recreate`, but not in `manifests`",
            "the Service would be created again from its manifest; without the manifest nothing is planned for it",
            "provide the manifest, or name the Service in `delete`";
        zh: "Service `{service}` 在 `recreate` 中，但不在 `manifests` 中",
            "该 Service 须根据清单重新创建；没有清单就不做预览",
            "请提供清单，或将该 Service 写入 `delete`";
    PRUNE_UNREADABLE = "request/prune-unreadable", Warning, Plan, None,
        en: "nothing is pruned: a part of the manifests cannot be read",
            "the Services that would be deleted may be in that part",
            "correct the manifests that cannot be read, then prune";
        zh: "不清理任何 Service：清单中有一部分无法读取",
            "将被删除的 Service 可能就在那一部分中",
            "请先修正无法读取的清单，再清理";
    NODE_PORT_OF_OTHER = "kubernetes/node-port-of-another-service", Error, Kubernetes, Rejected, basis: Documented, documentation_pages::K8S_SERVICE,
        en: "node port {value} is not free: Service `{other}` already has it in the cluster",
            "the API server gives each node port to only one Service, whatever it is used for, and answers `{detail}`; `kubectl apply` prunes last, so a Service to be pruned still has its node ports; clbplan assumes that the live objects and all manifests are from one cluster",
            "choose another node port, or remove it from the manifest and let the cluster choose; to take the node port over, first apply the manifest that frees it, or first delete the other Service";
        zh: "节点端口 {value} 已被占用：集群中的 Service `{other}` 正在使用它",
            "无论协议，也无论是否用于健康检查，API Server 只会把一个端口分配给一个 Service，否则回答 `{detail}`；`kubectl apply` 最后才清理，因此将被清理的 Service 此时仍占用端口；clbplan 假定集群中的对象和所有清单属于同一集群",
            "请改用其他节点端口，或从清单中去掉，由集群分配；如需改由本 Service 使用该端口，请先应用让出它的清单，或先删除那个 Service";
    NODE_PORT_REQUESTED_TWICE = "kubernetes/node-port-requested-twice", Error, Kubernetes, Rejected, basis: Documented, documentation_pages::K8S_SERVICE,
        en: "node port {value} cannot be given twice: Service `{other}` of this request also requests it",
            "only the manifest that is applied first gets it; the API server answers the other one `{detail}`, and the plan follows neither; clbplan assumes that all manifests of a request are for one cluster, where each node port belongs to only one Service, whatever it is used for",
            "choose another node port in one of them, or let the cluster choose; if the manifests are for several clusters, check the files of each cluster separately";
        zh: "节点端口 {value} 不能分配两次：本次请求中的 Service `{other}` 也指定了它",
            "clbplan 假定一次请求的所有清单属于同一集群，而在同一集群中，无论协议，也无论是否用于健康检查，API Server 只会把一个端口分配给一个 Service；只有先应用的清单能得到它，另一份会得到回答 `{detail}`，预览不执行其中任何一份",
            "请为其中一份改用其他节点端口，或由集群分配；如果这些清单属于多个集群，请按集群分别检查各自的文件";
    CLUSTER_IP_OF_OTHER = "kubernetes/cluster-ip-of-another-service", Error, Kubernetes, Rejected, basis: Documented, documentation_pages::K8S_SERVICE,
        en: "cluster IP `{value}` is not free: Service `{other}` already has it in the cluster",
            "the API server gives each address to only one Service, and answers `{detail}`; `kubectl apply` prunes last, so a Service to be pruned still has its addresses; clbplan assumes that the live objects and all manifests are from one cluster",
            "choose another address, or leave `clusterIP` and `clusterIPs` out to get one; to take the address over, first delete the other Service";
        zh: "集群 IP `{value}` 已被占用：集群中的 Service `{other}` 正在使用它",
            "API Server 只会把一个地址分配给一个 Service，否则回答 `{detail}`；`kubectl apply` 最后才清理，因此将被清理的 Service 此时仍占用地址；clbplan 假定集群中的对象和所有清单属于同一集群",
            "请改用其他地址，或去掉 `clusterIP` 和 `clusterIPs` 由集群分配；如需改由本 Service 使用该地址，请先删除那个 Service";
    CLUSTER_IP_REQUESTED_TWICE = "kubernetes/cluster-ip-requested-twice", Error, Kubernetes, Rejected, basis: Documented, documentation_pages::K8S_SERVICE,
        en: "cluster IP `{value}` cannot be given twice: Service `{other}` of this request also requests it",
            "only the manifest that is applied first gets it; the API server answers the other one `{detail}`, and the plan follows neither; clbplan assumes that all manifests of a request are for one cluster, where each address belongs to only one Service",
            "choose another address in one of them, or leave `clusterIP` and `clusterIPs` out to get one; if the manifests are for several clusters, check the files of each cluster separately";
        zh: "集群 IP `{value}` 不能分配两次：本次请求中的 Service `{other}` 也指定了它",
            "clbplan 假定一次请求的所有清单属于同一集群，而在同一集群中，API Server 只会把一个地址分配给一个 Service；只有先应用的清单能得到它，另一份会得到回答 `{detail}`，预览不执行其中任何一份",
            "请为其中一份改用其他地址，或去掉 `clusterIP` 和 `clusterIPs` 由集群分配；如果这些清单属于多个集群，请按集群分别检查各自的文件";
    NUMBER_GIVEN_UP_FIRST = "kubernetes/number-given-up-first", Info, Kubernetes, None, basis: Documented, documentation_pages::K8S_SERVICE,
        en: "`{value}` becomes free only when Service `{other}`, which has it now, is deleted or gives it up",
            "the API server gives each node port and each cluster IP to one Service; the plan assumes this order: Services to be deleted or recreated are gone, then the manifests are applied as they are listed, then Services are pruned",
            "keep this order: wait until a deleted Service is gone (`kubectl delete` waits) before you apply the manifest";
        zh: "`{value}` 在集群中属于 Service `{other}`，须待后者删除或让出之后才可用",
            "API Server 只会把一个节点端口或集群 IP 分配给一个 Service；预览假定的顺序是：要删除或重建的 Service 已经消失，然后按所列顺序应用清单，最后清理",
            "请保持这一顺序：等被删除的 Service 消失（`kubectl delete` 会等待）之后再应用清单";
    RESOURCE_VERSION_CONFLICT = "kubernetes/resource-version-conflict", Error, Kubernetes, Rejected, basis: Documented, documentation_pages::K8S_SERVICE_API,
        en: "the API server rejects the update: the manifest was written for version `{value}` of the Service, and the live object is at `{current}`",
            "an update with an outdated `metadata.resourceVersion` gets 409 Conflict, so that it does not overwrite the changes of others",
            "remove `resourceVersion` from the manifest, or get the Service again and repeat the change";
        zh: "API Server 会拒绝更新：清单针对的是该 Service 的版本 `{value}`，而集群中的对象已是 `{current}`",
            "带有过期 `metadata.resourceVersion` 的更新会得到 409 Conflict，以免覆盖他人的改动",
            "请从清单中去掉 `resourceVersion`，或重新获取该 Service 后再修改";
    DELETE_UNKNOWN = "request/delete-unknown", Warning, Plan, None,
        en: "nothing is planned for Service `{service}`: it is in `delete`, but not among the live objects",
            "what the Service has in the cloud is unknown",
            "provide the live Service, or correct the name";
        zh: "不预览 Service `{service}`：它在 `delete` 中，但不在集群的对象中",
            "该 Service 在云上有哪些资源未知",
            "请提供集群中的该 Service，或修正名称";
    DELETE_ABSENT = "request/delete-absent", Error, Plan, None,
        en: "there is no Service `{service}` to delete",
            "`kubectl delete` fails: the live objects have every Service of its namespace, but not this one",
            "correct the name, or remove it from `delete`";
        zh: "没有可删除的 Service `{service}`",
            "集群的对象包含该命名空间的所有 Service，其中没有它，因此 `kubectl delete` 会失败",
            "请修正名称，或将其从 `delete` 中去掉";
    DELETE_FROM_EMPTY_NAMESPACE = "request/delete-from-empty-namespace", Warning, Plan, None,
        en: "nothing is planned for `{service}` in `delete`: no live Service is in this namespace",
            "the deletion of a namespace without Services changes no load balancer; if the name is wrong, the plan lacks what really happens",
            "check the name of the namespace, and whether the live objects have its Services";
        zh: "不预览 `delete` 中的 `{service}`：集群的对象中没有该命名空间的 Service",
            "删除没有 Service 的命名空间不会改变任何负载均衡；如果命名空间写错，预览就缺少实际会发生的变更",
            "请检查命名空间的名称，以及集群的对象是否包含其中的 Service";
    UNSOUND = "plan/unsound", Error, Plan, Withholds,
        en: "the plan violates a rule that holds for every plan: {rule}",
            "this is a defect of clbplan; the calls of this Service are withheld",
            "please report it with the request that caused it";
        zh: "预览违反了一条必须遵守的规则：{rule}",
            "这是 clbplan 的缺陷；不输出该 Service 的调用",
            "请反馈，并附上触发问题的请求";
}

/// Second sentences of findings.
pub mod notes {
    use crate::diagnostic::documentation_pages;
    use crate::reasons;

    reasons! {
        GIVEN_UP_LATER = "kubernetes/given-up-later", Inferred, Some(documentation_pages::K8S_SERVICE),
            "the manifest of Service `{other}` frees it, but `kubectl` applies that manifest later: list that manifest first, or apply once more",
            "Service `{other}` 的清单会让出它，但 `kubectl` 之后才应用那份清单：请把那份清单排在前面，或再应用一次";
        REQUESTED_HERE = "kubernetes/requested-here", Documented, Some(documentation_pages::K8S_SERVICE),
            "Service `{other}` requests it here",
            "Service `{other}` 在这里指定了它";
    }
}
