//! Why something is planned, or left alone. The sentences of the decision tables stand here, each with its basis.

use crate::diagnostic::references;
use crate::reasons;

reasons! {
    SKIP = "lifecycle/skip", Documented, Some(references::ANNOTATIONS),
        "`mode: skip` takes the Service out of the controller's hands: nothing is touched",
        "`mode: skip` 使控制器不再管理该 Service:不做任何改动";
    NOTHING = "lifecycle/nothing", Documented, Some(references::OVERVIEW),
        "the Service asks for no load balancer and holds none",
        "该 Service 不需要负载均衡，也没有持有负载均衡";
    DROP = "lifecycle/drop", Documented, Some(references::OVERVIEW),
        "the Service is deleted or is no LoadBalancer Service any more, so its automatically created load balancer is taken back",
        "Service 被删除或不再是 LoadBalancer 类型，因此回收自动创建的负载均衡";
    LEAVE = "lifecycle/leave", Documented, Some(references::EXISTING_CLB),
        "the load balancer is the user's: this Service's own listeners are deleted and its backends unbound, and the load balancer stays",
        "负载均衡归用户所有：删除该 Service 自己的监听器并解绑后端，负载均衡保留";
    CLEAN_UP = "lifecycle/clean-up", Inferred, Some(references::OVERVIEW),
        "the load balancer that the Service names does not exist any more: there is nothing to delete in the cloud",
        "Service 记录的负载均衡已不存在：云上没有需要删除的资源";
    CREATE = "lifecycle/create", Documented, Some(references::OVERVIEW),
        "the Service is of type LoadBalancer and has no load balancer yet, so one is bought for it",
        "Service 为 LoadBalancer 类型且还没有负载均衡，因此为其购买一个";
    ADOPT = "lifecycle/adopt", Documented, Some(references::EXISTING_CLB),
        "the Service names an existing load balancer, which is used and never deleted by TKE",
        "Service 指定了已有负载均衡，TKE 只使用而不会删除它";
    UPDATE = "lifecycle/update", Documented, Some(references::OVERVIEW),
        "the same load balancer serves: listeners and backends follow the Service",
        "继续使用同一个负载均衡：监听器和后端随 Service 调整";
    NETWORK_BLOCKED = "lifecycle/network-switch-blocked", Documented, Some(references::MANAGEMENT_MODE),
        "the change needs another load balancer, and newer controllers refuse it: nothing is changed",
        "该变更需要更换负载均衡，新版控制器会拒绝：不做任何改动";
    NETWORK_REPLACED = "lifecycle/network-switch-replaces", Documented, Some(references::FAQ),
        "the change needs another load balancer: the old one and its address are released, then a new one is bought, with a gap in between",
        "该变更需要更换负载均衡：先释放旧负载均衡及其地址，再购买新的，期间会中断";
    TO_EXISTING_BLOCKED = "lifecycle/to-existing-blocked", Documented, Some(references::MANAGEMENT_MODE),
        "switching from an automatically created load balancer to an existing one is refused by newer controllers: nothing is changed",
        "从自动创建的负载均衡切换为已有负载均衡，新版控制器会拒绝：不做任何改动";
    TO_EXISTING = "lifecycle/to-existing", Documented, Some(references::EXISTING_CLB),
        "the automatically created load balancer is released, and the configuration moves to the named one",
        "释放自动创建的负载均衡，配置迁移到指定的负载均衡";
    ADOPT_IN_PLACE = "lifecycle/adopt-in-place", Documented, Some(references::SHARED_CLB),
        "the Service names its own load balancer, and no mark `tke-createdBy-flag = yes` is known on it: from now on it belongs to the user and outlives the Service",
        "Service 指定了自己的负载均衡，且其上没有已知的标签 `tke-createdBy-flag = yes`：此后它归用户所有，不随 Service 删除";
    CLUSTER_IP_TO_EXISTING = "lifecycle/cluster-ip-to-existing", Documented, Some(references::OVERVIEW),
        "the internal load balancer behind the ClusterIP is deleted when the Service switches to an existing one",
        "Service 切换为已有负载均衡时，承载 ClusterIP 的内网负载均衡会被删除";
    FROM_EXISTING_BLOCKED = "lifecycle/from-existing-blocked", Documented, Some(references::MANAGEMENT_MODE),
        "switching from an existing load balancer to an automatically created one is refused by newer controllers: nothing is changed",
        "从已有负载均衡切换为自动创建，新版控制器会拒绝：不做任何改动";
    FROM_EXISTING = "lifecycle/from-existing", Documented, Some(references::EXISTING_CLB),
        "this Service's listeners leave the existing load balancer, which stays, and a new one is bought",
        "该 Service 的监听器从已有负载均衡上移除(负载均衡保留)，并购买新的负载均衡";
    EXISTING_SWITCH_BLOCKED = "lifecycle/existing-switch-blocked", Documented, Some(references::MANAGEMENT_MODE),
        "switching from one existing load balancer to another is refused by newer controllers: nothing is changed",
        "从一个已有负载均衡切换到另一个，新版控制器会拒绝：不做任何改动";
    EXISTING_SWITCH = "lifecycle/existing-switch", Documented, Some(references::EXISTING_CLB),
        "this Service's listeners leave the one existing load balancer, which stays, and are made on the other",
        "该 Service 的监听器从原有负载均衡移除(负载均衡保留)，并在另一个负载均衡上创建";
    RECREATE = "lifecycle/recreate", Inferred, Some(references::OVERVIEW),
        "the automatically created load balancer does not exist any more, so another one is bought, with another address",
        "自动创建的负载均衡已不存在，因此会重新购买一个，地址随之改变";
    TAMPERED = "lifecycle/tags-tampered", Inferred, Some(references::OVERVIEW),
        "the tags that TKE put on the load balancer were changed or removed: the controller does not find it and buys another one, while the old one keeps costing money",
        "TKE 写在负载均衡上的标签被修改或删除：控制器找不到它而重新购买，旧负载均衡会继续计费";
    MISSING = "lifecycle/existing-missing", Documented, Some(references::ERRORS),
        "the existing load balancer that the Service names does not exist: nothing is done",
        "Service 指定的已有负载均衡不存在：不做任何操作";

    DELETE_FATE = "deletion/ours", Documented, Some(references::OVERVIEW),
        "load balancer `{id}` carries this cluster's and TKE's marks and nothing protects it: it is deleted, its listeners, backends and address with it",
        "负载均衡 `{id}` 带有 TKE 与本集群的标签且没有保护：将被删除，监听器、后端与地址一并消失";
    DELETE_UNSEEN_FATE = "deletion/unseen", Documented, Some(references::OVERVIEW),
        "what the cloud holds was not given: if load balancer `{id}` carries this cluster's and TKE's marks and nothing protects it, it is deleted, its listeners, backends and address with it",
        "未提供云上的状态：如果负载均衡 `{id}` 带有 TKE 与本集群的标签且没有保护，它会被删除，监听器、后端与地址一并消失";
    UNMARKED_FATE = "deletion/not-created-by-tke", Documented, Some(references::OVERVIEW),
        "load balancer `{id}` does not carry `tke-createdBy-flag = yes`: only this Service's listeners are deleted",
        "负载均衡 `{id}` 没有标签 `tke-createdBy-flag = yes`:只删除该 Service 的监听器";
    OWNED_FATE = "deletion/owned-by-user", Documented, Some(references::OVERVIEW),
        "`tke-lifecycle-owner` of load balancer `{id}` is `user`: it is not deleted with the Service; that its listeners go is inferred",
        "负载均衡 `{id}` 的 `tke-lifecycle-owner` 为 `user`:不会随 Service 删除；其监听器会被删除属于推断";
    PROTECTED_FATE = "deletion/delete-protected", Documented, Some(references::FAQ),
        "load balancer `{id}` has delete protection: it is not deleted",
        "负载均衡 `{id}` 开启了删除保护：不会被删除";
    LINKED_FATE = "deletion/private-link", Documented, Some(references::OVERVIEW),
        "load balancer `{id}` serves a Private Link endpoint: it is not deleted",
        "负载均衡 `{id}` 正被私有连接使用：不会被删除";
    FOREIGN_FATE = "deletion/not-ours", Inferred, Some(references::OVERVIEW),
        "load balancer `{id}` carries the marks of another cluster or Service, or none at all: nothing on it is touched",
        "负载均衡 `{id}` 带有其他集群或 Service 的标签，或没有任何标签：不会触碰它";
    UNPROVEN_FATE = "deletion/unproven", Inferred, Some(references::OVERVIEW),
        "what was given does not prove whose load balancer `{id}` is (its tags, or the cluster's id, are missing), so no deletion is planned; the controller itself may delete it",
        "所给信息无法证明负载均衡 `{id}` 的归属(缺少其标签或集群 ID)，因此不计划删除；控制器本身可能会删除它";
    STILL_BILLED = "deletion/still-billed", Documented, Some(references::FAQ),
        "load balancer `{id}` stays and keeps costing money until somebody deletes it",
        "负载均衡 `{id}` 会保留并继续计费，直到有人删除它";
    LISTENERS_FATE_UNKNOWN = "deletion/listeners-unknown", Inferred, Some(references::OVERVIEW),
        "load balancer `{id}` stays; whether the controller deletes its listeners is not documented",
        "负载均衡 `{id}` 会保留；控制器是否删除其监听器没有文档说明";
    STILL_SHARED = "deletion/still-shared", Inferred, Some(references::EXISTING_CLB),
        "another Service of this cluster still uses load balancer `{id}`, so the cluster's tag stays",
        "本集群还有其他 Service 使用负载均衡 `{id}`，因此保留集群标签";
    OTHER_CLUSTERS_TAG = "deletion/other-clusters-tag", Documented, Some(references::EXISTING_CLB),
        "`tke-clusterId` of load balancer `{id}` names another cluster: the tag stays",
        "负载均衡 `{id}` 的 `tke-clusterId` 是其他集群：保留该标签";
    DIFFERS = "network/differs", Documented, Some(references::CREATE_LOAD_BALANCER),
        "`{field}` is `{held}` and should be `{wanted}`, which no call can change on a running load balancer",
        "`{field}` 当前为 `{held}`，期望为 `{wanted}`，运行中的负载均衡无法修改";
    DETOUR = "network/detour", Documented, Some(references::MANAGEMENT_MODE),
        "the published detour goes through type ClusterIP or NodePort first; it deletes an automatically created load balancer on the way, so its address is lost all the same",
        "官方建议先改为 ClusterIP 或 NodePort 再改回；自动创建的负载均衡会在此过程中被删除，地址同样会丢失";
    SECOND_SERVICE = "network/second-service", Documented, Some(references::FAQ),
        "to keep traffic flowing, create a second Service with the new settings, move clients over, then delete the first",
        "若要不中断流量：用新配置创建第二个 Service，迁移客户端后再删除第一个";
    ERA_UNKNOWN = "context/era-unknown", Inferred, Some(references::MANAGEMENT_MODE),
        "no page says which controller version began to refuse switches; this plan follows the newer behaviour, an older controller would act on {service} by `{then}` (`lifecycleMode` in the context)",
        "没有文档说明从哪个控制器版本开始拒绝切换；本计划按新行为，旧控制器会对 {service} 按 `{then}` 处理(上下文中的 `lifecycleMode`)";

    REJECTED = "service/rejected", Documented, Some(references::K8S_SERVICE),
        "the API server refuses the manifest, so the controller never sees it and nothing changes",
        "API Server 会拒绝该清单，控制器看不到它，不会有任何变化";
    SETTING_INVALID = "service/setting-invalid", Inferred, Some(references::ANNOTATIONS),
        "the value of `{annotation}` cannot be read, so nothing is planned from it; how the controller reacts is not documented",
        "无法解析 `{annotation}` 的值，因此不据此制定计划；控制器的反应没有文档说明";
    SYNC_STOPPED = "service/sync-stopped", Inferred, Some(references::ERRORS),
        "a Service is synced as a whole: what finding `{finding}` tells stops it, and nothing changes",
        "Service 作为整体同步：诊断 `{finding}` 所述的问题会使同步停止，不会有任何变化";
    OTHER_CLASS = "service/other-class", Inferred, Some(references::K8S_SERVICE),
        "`loadBalancerClass` is `{class}`: by the community's rule another controller serves it",
        "`loadBalancerClass` 为 `{class}`:按社区约定由其他控制器负责";
    PLATFORM = "service/platform", Documented, Some(references::FAQ),
        "the internal load balancer behind a ClusterIP of a Serverless cluster is the platform's and is not planned here",
        "Serverless 集群中承载 ClusterIP 的内网负载均衡由平台管理，不在计划范围内";
    SKIP_REFUSED = "service/skip-refused", Documented, Some(references::ANNOTATIONS),
        "`mode: skip` is not allowed with configuration protection or on a shared load balancer",
        "开启配置保护或负载均衡被共享时不允许使用 `mode: skip`";
    NO_EFFECT = "service/edit-without-effect", Documented, Some(references::ANNOTATIONS),
        "`{annotation}` is read only when the load balancer is bought: the edit does nothing",
        "`{annotation}` 只在购买负载均衡时读取：该修改不会生效";

    NOT_FOUND = "adoption/not-found", Documented, Some(references::ERRORS),
        "load balancer `{id}` does not exist",
        "负载均衡 `{id}` 不存在";
    BOUGHT_BY_TKE = "adoption/bought-by-tke", Documented, Some(references::ERRORS),
        "load balancer `{id}` was bought by TKE, and its life follows the Service that it was bought for",
        "负载均衡 `{id}` 由 TKE 购买，生命周期随购买时所属的 Service";
    OTHER_CLUSTER = "adoption/other-cluster", Documented, Some(references::ERRORS),
        "load balancer `{id}` is used by another cluster",
        "负载均衡 `{id}` 正被其他集群使用";
    OTHER_NETWORK = "adoption/other-vpc", Documented, Some(references::EXISTING_CLB),
        "load balancer `{id}` is in another VPC, and no cross-VPC annotation says so",
        "负载均衡 `{id}` 位于其他 VPC，且没有跨 VPC 注解";
    PORT_TAKEN = "adoption/port-taken", Documented, Some(references::ERRORS),
        "a wanted port of load balancer `{id}` is taken by another Service or by a listener made by hand",
        "负载均衡 `{id}` 上所需的端口已被其他 Service 或手工创建的监听器占用";
    NOT_SHARED = "adoption/not-shared", Documented, Some(references::ERRORS),
        "load balancer `{id}` is used by another Service, and sharing is not enabled",
        "负载均衡 `{id}` 正被其他 Service 使用，且未开启复用";
    QUOTA = "adoption/quota", Documented, Some(references::CLB_LIMITS),
        "load balancer `{id}` would have more listeners than the quota allows",
        "负载均衡 `{id}` 的监听器数量将超过配额";
    NOT_OBSERVED = "adoption/not-observed", Inferred, Some(references::EXISTING_CLB),
        "load balancer `{id}` is not among the given ones, and they are not said to be complete: its state is unknown",
        "提供的负载均衡中没有 `{id}`，且未声明列表完整：其状态未知";
    MARKS_UNCHECKED = "adoption/marks-unchecked", Documented, Some(references::ERRORS), event: "E4012",
        "the tags of load balancer `{id}` were not given, so it was not checked whether TKE bought it, or another cluster uses it (E4012, E4013)",
        "未提供负载均衡 `{id}` 的标签，无法检查它是否由 TKE 购买，或正被其他集群使用(E4012、E4013)";
    PORTS_UNCHECKED = "adoption/ports-unchecked", Documented, Some(references::ERRORS), event: "E4014",
        "the listeners of load balancer `{id}` were not given, so it was not checked whether a wanted port is taken (E4014)",
        "未提供负载均衡 `{id}` 的监听器，无法检查端口是否被占用(E4014)";
    SHARING_UNKNOWN = "adoption/sharing-unknown", Documented, Some(references::ERRORS), event: "E4016",
        "several Services use load balancer `{id}`, and it was not given whether the cluster allows that; where it does not, the sync stops with E4016 (`sharing` in the context)",
        "多个 Service 使用负载均衡 `{id}`，但未提供集群是否允许复用；若不允许，同步会以 E4016 停止(上下文中的 `sharing`)";

    PURCHASE_QUOTA = "purchase/quota", Documented, Some(references::ERRORS), event: "E4004",
        "the account has as many load balancers of this type in the region as it may have, so another one cannot be bought",
        "账户在该地域的同类负载均衡数量已达配额，无法再购买";
    SNAT_FULL = "load-balancer/snat-addresses-full", Documented, Some(references::HYBRID),
        "load balancer `{id}` would have more SNAT addresses than the 10 it may have, so none is added",
        "负载均衡 `{id}` 的 SNAT 地址将超过 10 个的上限，因此不会添加";
    BOUND_THE_OLDER_WAY = "load-balancer/bound-the-older-way", Documented, Some(references::INGRESS_ANNOTATIONS),
        "load balancer `{id}` is bound to VPC `{vpc}` by cross-region binding 1.0, which excludes SNAT Pro (documented for the Ingress twin, E4084 there): its SNAT settings stay as they are",
        "负载均衡 `{id}` 已通过跨地域绑定 1.0 绑定到 VPC `{vpc}`,与 SNAT Pro 互斥(Ingress 的同类规则有文档说明，其错误码为 E4084):其 SNAT 配置保持不变";
    SNAT_ADDED = "load-balancer/snat-addresses-added", Inferred, Some(references::HYBRID),
        "load balancer `{id}` has not all the SNAT addresses that `snat-pro-info` asks for, and backends of other networks are reached from them only",
        "负载均衡 `{id}` 缺少 `snat-pro-info` 要求的 SNAT 地址，而其他网络的后端只能通过这些地址访问";
    SNAT_STAYS = "load-balancer/snat-addresses-stay", Inferred, Some(references::HYBRID),
        "load balancer `{id}` has SNAT addresses that the Service does not ask for: no page says that the controller takes any away, and connections through them would be cut",
        "负载均衡 `{id}` 上有 Service 没有要求的 SNAT 地址：没有文档说明控制器会移除它们，且移除会中断经过它们的连接";
    SNAT_UNKNOWN = "load-balancer/snat-addresses-unknown", Inferred, Some(references::HYBRID),
        "the SNAT addresses of load balancer `{id}` were not given, so none is planned (give the whole answer of `DescribeLoadBalancers`)",
        "未提供负载均衡 `{id}` 的 SNAT 地址，因此不对其制定计划(请提供 `DescribeLoadBalancers` 的完整返回)";
    AUTO_CONFIG = "service-config/kept-by-the-controller", Documented, Some(references::SERVICE_CONFIG),
        "the Service asks for a TkeServiceConfig of its own: the controller keeps `{config}` with a segment for each listener; what it writes into a new segment beside protocol and port is not published",
        "Service 要求自动维护 TkeServiceConfig:控制器维护 `{config}`，每个监听器一段配置；新配置段中除协议和端口外写入什么没有公开说明";
    AUTO_CONFIG_GOES = "service-config/goes-with-the-service", Documented, Some(references::SERVICE_CONFIG),
        "TkeServiceConfig `{config}` belongs to the Service and is deleted with it by Kubernetes, not by a call of the controller",
        "TkeServiceConfig `{config}` 属于该 Service，由 Kubernetes 级联删除，不需要控制器调用";
    AUTO_CONFIG_LEFT = "service-config/annotation-removed", Inferred, Some(references::SERVICE_CONFIG),
        "without `{annotation}` nothing keeps TkeServiceConfig `{config}` any more; no page says that it is deleted, and the load balancer's settings stay as they are",
        "移除 `{annotation}` 后不再维护 TkeServiceConfig `{config}`;没有文档说明它会被删除，负载均衡的配置保持不变";

    ROLE_UNCHECKED = "unchecked/role", Documented, Some(references::ERRORS), event: "E4001",
        "it was not checked whether the role `TKE_QCSRole` may make these calls; without it the controller does nothing in the whole cluster (E4001)",
        "未检查角色 `TKE_QCSRole` 是否有权执行这些调用；缺少授权时控制器在整个集群中都无法工作(E4001)";
    QUOTA_UNCHECKED = "unchecked/load-balancer-quota", Documented, Some(references::ERRORS), event: "E4004",
        "it was not checked whether the account may have another load balancer in the region; at its quota the purchase fails (E4004; `quotas.clbsPerRegion` in the context, with a complete `clb`)",
        "未检查账户在该地域是否还能创建负载均衡；达到配额时购买失败(E4004;可在上下文中提供 `quotas.clbsPerRegion` 及完整的 `clb`)";
    PARAMETERS_UNCHECKED = "unchecked/purchase-parameters", Documented, Some(references::ERRORS), event: "E4005",
        "it was not checked whether the cloud sells what `{annotation}` asks for: zones and specifications may be sold out, an address may be taken (E4005)",
        "未检查云侧是否提供 `{annotation}` 所要求的内容：可用区或规格可能售罄，地址可能已被占用(E4005)";
    ADDRESSES_UNCHECKED = "unchecked/subnet-addresses", Documented, Some(references::ERRORS), event: "E4008",
        "it was not checked whether subnet `{subnet}` has a free address for the load balancer; without one the purchase fails (E4008)",
        "未检查子网 `{subnet}` 是否有可用 IP 供负载均衡使用；没有时购买失败(E4008)";
    BALANCE_UNCHECKED = "unchecked/account-balance", Documented, Some(references::ERRORS), event: "E4009",
        "it was not checked whether the account is in arrears; if it is, nothing can be bought (E4009)",
        "未检查账户是否欠费；欠费时无法购买(E4009)";
    BACKENDS_UNCHECKED = "unchecked/direct-backends", Documented, Some(references::ERRORS), event: "E4033",
        "it was not checked whether the network of the Pods lets a load balancer reach them; where none can be reached, direct access fails and backends may go stale (E4033)",
        "未检查 Pod 的网络是否支持负载均衡直连；如果没有可直连的后端，直连失败，后端可能不再更新(E4033)";
    SUBNET_UNCHECKED = "unchecked/subnet", Documented, Some(references::ERRORS), event: "E4037",
        "it was not checked whether subnet `{subnet}` exists in the VPC; where it does not, the purchase fails (E4037)",
        "未检查子网 `{subnet}` 是否存在于该 VPC;不存在时购买失败(E4037)";
    CERTIFICATES_UNCHECKED = "unchecked/certificates", Documented, Some(references::ERRORS), event: "E4062",
        "it was not checked whether the certificates {certificates} exist and are valid; an expired one stops the sync (E4062)",
        "未检查证书 {certificates} 是否存在且有效；证书过期会使同步停止(E4062)";
    REGION_UNCHECKED = "unchecked/region", Documented, Some(references::ERRORS), event: "E4075",
        "it was not checked whether `{region}` is a region, and joined to the cluster's network; a wrong one fails (E4075)",
        "未检查 `{region}` 是否为有效地域且与集群网络互通；填写错误会失败(E4075)";
    ALLOW_LIST_UNCHECKED = "unchecked/allow-list", Documented, Some(references::CREATE_LOAD_BALANCER),
        "it was not checked whether the account is on the list of those who may use {feature}",
        "未检查账户是否已开通 {feature} 的白名单";

    LISTENERS_UNKNOWN = "listener/unknown", Inferred, Some(references::EXISTING_CLB),
        "the listeners of load balancer `{id}` were not given, so nothing is planned on them (give the answer of `DescribeListeners`)",
        "未提供负载均衡 `{id}` 的监听器，因此不对其制定计划(请提供 `DescribeListeners` 的返回)";
    TARGETS_UNKNOWN = "backends/bound-unknown", Inferred, Some(references::BACKENDS),
        "what is bound to listener {listener} was not given, so its backends are left alone (give the answer of `DescribeTargets`)",
        "未提供监听器 {listener} 已绑定的后端，因此不改动(请提供 `DescribeTargets` 的返回)";
    PROTOCOL_CHANGED = "listener/protocol-changed", Inferred, Some(references::PROTOCOLS),
        "a listener cannot change its protocol: it is deleted and listener {listener} is made anew",
        "监听器不能修改协议：删除后重新创建监听器 {listener}";
    PORT_REMOVED = "listener/port-removed", Documented, Some(references::SERVICE_CONFIG),
        "the Service does not ask for listener {listener} any more",
        "Service 不再需要监听器 {listener}";
    LEFT_OVER = "listener/left-over", Inferred, Some(references::OVERVIEW),
        "listener {listener} carries the controller's name on a load balancer of this Service, which does not ask for it",
        "监听器 {listener} 使用控制器的名称且位于该 Service 的负载均衡上，但 Service 并不需要它";
    FOREIGN_LISTENER = "listener/foreign", Documented, Some(references::EXISTING_CLB),
        "listener {listener} is named `{name}`, not by the controller: a person's, never changed and never deleted",
        "监听器 {listener} 名为 `{name}`，不是控制器创建的：属于人工资源，不会修改或删除";
    OTHER_SERVICES_LISTENER = "listener/other-service", Inferred, Some(references::SHARED_CLB),
        "listener {listener} was never this Service's: on a shared load balancer it is another Service's",
        "监听器 {listener} 从不属于该 Service:在共享的负载均衡上属于其他 Service";
    OTHER_REMOVES = "listener/other-removes", Inferred, Some(references::SHARED_CLB),
        "Service {service} gives up the same listener at the same time, and removes it",
        "Service {service} 同时不再使用该监听器，由其负责删除";
    FOREIGN_IN_THE_WAY = "listener/foreign-in-the-way", Inferred, Some(references::EXISTING_CLB),
        "listener {listener} is wanted where a listener named `{name}` stands, which the controller takes for a person's: neither is touched",
        "需要创建监听器 {listener}，但该位置已有名为 `{name}` 的监听器，控制器会视其为人工创建：两者都不改动";
    HOST_REMOVED = "rule/host-removed", Documented, Some(references::PROTOCOLS),
        "the Service does not name this host any more (`{rule}`)",
        "Service 不再包含该域名(`{rule}`)";

    VALUE_NOT_TAKEN = "listener/value-not-taken", Documented, Some(references::CLB_LISTENERS),
        "a {protocol} listener does not take `{field}` as it is declared (`{member}`), and the call would be refused: it is left as it is",
        "{protocol} 监听器不接受所声明的 `{field}`(`{member}`)，调用会被拒绝：保持不变";
    QUIC_ON_IPV6 = "listener/quic-on-ipv6", Documented, Some(references::CLB_LISTENERS),
        "QUIC listeners are for IPv4 and NAT64 load balancers, and this one is native IPv6",
        "QUIC 监听器仅支持 IPv4 与 NAT64 负载均衡，而此处为 IPv6FullChain";
    BANDWIDTH_OF_INTERNAL = "load-balancer/bandwidth-of-internal", Documented, Some(references::CREATE_LOAD_BALANCER),
        "load balancer `{id}` is internal, and an internal load balancer has no public bandwidth to set",
        "负载均衡 `{id}` 为内网类型，没有可设置的公网带宽";
    BOUND_ELSEWHERE = "backends/taken", Documented, Some(references::ERRORS),
        "backend `{backend}` of listener {listener} is taken by {other}, and within one protocol a load balancer binds a backend to one listener only: the sync stops, and what serves stays as it is",
        "监听器 {listener} 的后端 `{backend}` 已被 {other} 占用，而同一负载均衡上同一协议的后端只能绑定到一个监听器：同步停止，现有配置保持不变";
    OVER_QUOTA = "quota/exceeded", Documented, Some(references::CLB_LIMITS),
        "{what} would be {count}, and the quota is {limit}: the cloud refuses it, and what serves stays as it is",
        "{what} 将达到 {count}，而配额为 {limit}：云侧会拒绝，现有配置保持不变";
    NO_ROOM = "listener/no-room", Inferred, Some(references::CLB_LIMITS),
        "listeners would be {count}, and the quota is {limit}: the cloud refuses those that are too many; what is there stays, and that new ones find their place by protocol and port is inferred",
        "监听器将达到 {count} 个，而配额为 {limit}：云侧会拒绝超出的部分；已有的保持不变，新建的按协议和端口顺序占用名额属于推断";
    ISOLATED = "clb/isolated", Documented, Some(references::ERRORS),
        "load balancer `{id}` is isolated because the account is in arrears, and calls on it are refused",
        "负载均衡 `{id}` 因账户欠费被隔离，对它的调用会被拒绝";

    REGION_UNKNOWN = "context/region-unknown", Documented, Some(references::OVERVIEW),
        "the region was not given, so the tag call cannot be written (`region` in the context)",
        "未提供地域，无法生成标签调用(上下文中的 `region`)";
    STILL_CREATING = "clb/still-creating", Inferred, Some(references::CREATE_LOAD_BALANCER),
        "load balancer `{id}` is still being created; calls are refused until it runs",
        "负载均衡 `{id}` 仍在创建中；在其运行之前调用会被拒绝";
    STATE_DERIVED = "clb/derived", Inferred, Some(references::OVERVIEW),
        "what the cloud holds for {service} was not given: it is taken to be what a sync of the live manifest would have made",
        "未提供 {service} 在云上的状态：按当前清单同步后的结果推算";
    ID_MADE_UP = "clb/id-made-up", Inferred, None,
        "the id of {service}'s load balancer was not given: `{id}` stands for it",
        "未提供 {service} 的负载均衡 ID：以 `{id}` 代替";
    EXISTING_ASSUMED = "clb/existing-assumed", Inferred, Some(references::EXISTING_CLB),
        "load balancer `{id}` was not given: it is taken to be the user's, in the cluster's VPC, with no listeners but those of the given Services",
        "未提供负载均衡 `{id}`:假定它归用户所有、位于集群 VPC，且只有所给 Service 的监听器";
    UNSOUND = "plan/broken-rule", Inferred, None,
        "the plan breaks a rule that every plan must keep ({rule}), so the call is withheld",
        "计划违反了必须遵守的规则({rule})，因此扣留该调用";
    ORPHAN = "clb/orphan", Inferred, Some(references::OVERVIEW),
        "load balancer `{id}` carries the marks of this cluster and no Service uses it: it keeps costing money",
        "负载均衡 `{id}` 带有本集群的标签但没有 Service 使用：会持续计费";
    TAGS_INHERITED = "context/cluster-tags", Documented, Some(references::OVERVIEW),
        "tags of the cluster itself are inherited by load balancers it buys; they were not given",
        "集群自身的标签会被其购买的负载均衡继承；未提供这些标签";
    UNKNOWN_PROTOCOL = "listener/unknown-protocol", Inferred, Some(references::CLB_LISTENERS),
        "listener {listener} has a protocol that this version does not know: nothing is concluded about it, and it is left alone",
        "监听器 {listener} 的协议是当前版本不认识的：不对其做任何判断，也不改动";
    ATTRIBUTE_UNKNOWN = "clb/attribute-unknown", Inferred, Some(references::CREATE_LOAD_BALANCER),
        "`{field}` of `{of}` was not given, so it is not compared and not planned (give the whole answer of the `Describe…` call)",
        "未提供 `{of}` 的 `{field}`，因此不比较也不纳入计划(请提供 `Describe…` 调用的完整返回)";
    OTHER_FAMILY = "backends/other-address-family", Documented, Some(references::CREATE_LOAD_BALANCER),
        "{backends} have addresses of the other family: a load balancer with native IPv6 forwards to IPv6 (its rules to IPv4 as well, where `MixIpTarget` is on), every other one to IPv4 only",
        "{backends} 的地址属于另一协议族:IPv6FullChain 负载均衡只转发到 IPv6 后端(开启 `MixIpTarget` 后七层规则也可转发到 IPv4 后端)，其他负载均衡只转发到 IPv4 后端";
    PROTECTION_BY_DEFAULT = "load-balancer/protected-by-default", Documented, Some(references::SWITCHES),
        "the switch `EnableDefaultModificationProtection` has every load balancer that is bought protected against modification, by a call that the public CLB API does not have; it is not planned",
        "开关 `EnableDefaultModificationProtection` 会为新购的负载均衡开启配置修改保护，但公开的 CLB API 没有对应调用；未纳入计划";
    PROTECTION_UNKNOWN = "load-balancer/protection-unknown", Documented, Some(references::SWITCHES),
        "from v2.11.1 on new clusters protect every load balancer that is bought against modification; whether this one does was not given (`controllerConfig` in the context)",
        "自 v2.11.1 起，新集群会为新购的负载均衡开启配置修改保护；未提供本集群是否如此(上下文中的 `controllerConfig`)";
    PROTECTION_CALL = "load-balancer/protection-call", Inferred, Some(references::SWITCHES),
        "`modification-protection` is switched by a call that the public CLB API does not have; it is not planned",
        "`modification-protection` 的开关不在公开的 CLB API 中；未纳入计划";
}
