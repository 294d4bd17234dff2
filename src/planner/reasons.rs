//! Why something is planned, or left alone. The sentences of the decision tables stand here, each with its basis.

use crate::diagnostic::documentation_pages;
use crate::reasons;

reasons! {
    SKIP = "lifecycle/skip", Documented, Some(documentation_pages::ANNOTATIONS),
        "nothing is changed: because of the annotation `mode: skip` the controller does not sync this Service",
        "不做任何改动：设置了注解 `mode: skip`，控制器不同步该 Service";
    SKIP_WITHOUT_CLB = "lifecycle/skip-before-creation", Inferred, Some(documentation_pages::ANNOTATIONS),
        "no load balancer is created: with the annotation `mode: skip` the controller does not sync this Service; TKE's page says so for changes and deletion; for creation it is inferred",
        "不创建负载均衡：设置了注解 `mode: skip`，控制器不同步该 Service；TKE 文档只说明了修改和删除，创建时不同步为推断";
    NOTHING = "lifecycle/nothing", Documented, Some(documentation_pages::OVERVIEW),
        "the Service needs no load balancer and has none",
        "该 Service 不需要负载均衡，也没有负载均衡";
    DROP = "lifecycle/drop", Documented, Some(documentation_pages::OVERVIEW),
        "TKE deletes the load balancer that it created for the Service, because the Service is deleted or no longer of type LoadBalancer (unless tags, protection or a Private Link endpoint prevent it)",
        "TKE 会删除为该 Service 自动创建的负载均衡，因为 Service 被删除或不再是 LoadBalancer 类型（除非标签、保护或私有连接不允许）";
    RECREATED = "lifecycle/recreated-on-request", Documented, Some(documentation_pages::OVERVIEW),
        "the Service is deleted and created again, as requested: the load balancer of the old object is deleted or released, and the new object gets one like any new Service",
        "按请求删除该 Service 并重新创建：旧对象的负载均衡被删除或解除管理，新对象像新建的 Service 一样获得负载均衡";
    RECREATION_REFUSED = "lifecycle/recreation-refused", Inferred, Some(documentation_pages::OVERVIEW),
        "the Service would be deleted, and nothing would take its place, because the new object cannot be synced: correct the manifest before you delete the Service",
        "该 Service 会被删除而没有替代，因为新对象无法同步：请先修正清单，再删除该 Service";
    LEAVE = "lifecycle/leave", Documented, Some(documentation_pages::EXISTING_CLB),
        "the existing load balancer stays: only this Service's own listeners are deleted and its backends unbound",
        "已有负载均衡予以保留：只删除该 Service 自己的监听器并解绑后端";
    CLEAN_UP = "lifecycle/clean-up", Inferred, Some(documentation_pages::OVERVIEW),
        "the load balancer that the Service names no longer exists: there is nothing to delete in the cloud",
        "Service 记录的负载均衡已不存在：云上没有需要删除的资源";
    CREATE = "lifecycle/create", Documented, Some(documentation_pages::OVERVIEW),
        "the Service is of type LoadBalancer and has no load balancer yet, so one is created for it",
        "Service 为 LoadBalancer 类型且还没有负载均衡，因此为其创建一个";
    CREATE_IF_NEW = "lifecycle/create-if-new", Documented, Some(documentation_pages::OVERVIEW),
        "a load balancer is created for this Service of type LoadBalancer, unless the Service is already in the cluster (its live object was not provided)",
        "会为该 LoadBalancer 类型的 Service 创建负载均衡，除非它已在集群中（未提供集群中的对象）";
    CREATE_UNLESS_ID_COUNTS = "lifecycle/create-unless-id-counts", Inferred, Some(documentation_pages::ANNOTATIONS),
        "a load balancer is created, unless the controller uses the one in the annotation `service.kubernetes.io/loadbalance-id`: TKE's pages contradict each other about that",
        "会创建负载均衡，除非控制器使用注解 `service.kubernetes.io/loadbalance-id` 中的负载均衡：TKE 文档对此互相矛盾";
    CREATE_IF_NEW_UNLESS_ID_COUNTS = "lifecycle/create-if-new-unless-id-counts", Inferred, Some(documentation_pages::ANNOTATIONS),
        "a load balancer is created, unless the Service is already in the cluster (its live object was not provided) or the controller uses the one that the annotation `service.kubernetes.io/loadbalance-id` names (TKE's pages contradict each other on this)",
        "会创建负载均衡，除非该 Service 已在集群中（未提供集群中的对象），或控制器使用注解 `service.kubernetes.io/loadbalance-id` 中的负载均衡（TKE 文档对此互相矛盾）";
    ID_UNCHECKED = "load-balancer/id-unchecked", Inferred, Some(documentation_pages::ANNOTATIONS),
        "the plan assumes that the controller does not use load balancer `{id}`, which the annotation `service.kubernetes.io/loadbalance-id` in the manifest names; TKE's pages contradict each other on this (to use it, write `service.kubernetes.io/tke-existed-lbid`)",
        "预览假定控制器不使用清单中注解 `service.kubernetes.io/loadbalance-id` 给出的负载均衡 `{id}`；TKE 文档对此互相矛盾（要使用它，请写注解 `service.kubernetes.io/tke-existed-lbid`）";
    ID_REPLACED = "load-balancer/id-replaced", Inferred, Some(documentation_pages::ANNOTATIONS),
        "nothing is planned, because the effect is unknown: the manifest changes the annotation `service.kubernetes.io/loadbalance-id` from `{id}`, which the controller wrote, to `{written}`; no TKE page says whether the controller then uses another load balancer, creates one, or restores the annotation (write `{id}` again)",
        "结果未知，因此不做预览：清单把注解 `service.kubernetes.io/loadbalance-id` 从控制器写入的 `{id}` 改成了 `{written}`；此时控制器是改用其他负载均衡、新建一个，还是恢复该注解，TKE 文档没有说明（请改回 `{id}`）";
    ID_REMOVED = "load-balancer/id-removed", Inferred, Some(documentation_pages::ANNOTATIONS),
        "the Service may get another load balancer and address, because `kubectl apply` removes the annotation `service.kubernetes.io/loadbalance-id`; the plan assumes that the controller finds load balancer `{id}` by its tags, as TKE's page about high-risk operations suggests",
        "该 Service 可能得到另一个负载均衡和地址，因为 `kubectl apply` 会删除注解 `service.kubernetes.io/loadbalance-id`；根据 TKE 的高危操作文档，预览假定控制器通过标签找到负载均衡 `{id}`";
    COPIED_TOKEN = "load-balancer/copied-client-token", Inferred, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "no load balancer is created: the manifest has the `client-token` of Service {service}, probably as a copy, and the cloud returns that Service's load balancer instead of a new one (remove the annotation)",
        "不创建负载均衡：清单使用了 Service {service} 的 `client-token`（很可能是复制来的），腾讯云会返回那个 Service 的负载均衡，而不是新建一个（请删除该注解）";
    ENDANGERED = "load-balancer/may-be-taken-over", Inferred, Some(documentation_pages::ANNOTATIONS),
        "Service {other} may get the load balancer of this Service and change the listeners on it: the manifest of {other} has the same annotation `{annotation}`",
        "Service {other} 可能得到该 Service 的负载均衡并改动其监听器：{other} 的清单带有相同的注解 `{annotation}`";
    NOTHING_IF_NEW = "lifecycle/nothing-if-new", Documented, Some(documentation_pages::OVERVIEW),
        "it is unknown whether the Service has a load balancer now, because the live Service was not provided; if there is one, it is deleted or released, because the Service needs none",
        "如果该 Service 现在有负载均衡，会被删除或解除管理，因为它不需要负载均衡；现在是否有未知：未提供集群中的 Service";
    LIVE_NOT_GIVEN = "live/not-given", Documented, Some(documentation_pages::OVERVIEW),
        "the plan treats {services} as new, because no live Services of the same namespace were provided; if a Service is already in the cluster, its load balancer stays or changes instead (add the output of `kubectl get services -A -o yaml` to `live`)",
        "{services} 按新建预览，因为未提供同一命名空间中的 Service；如果 Service 已在集群中，则会保留或变更其负载均衡（请将 `kubectl get services -A -o yaml` 的输出加入 `live`）";
    ADOPT = "lifecycle/adopt", Documented, Some(documentation_pages::EXISTING_CLB),
        "the Service names an existing load balancer: TKE uses it and never deletes it",
        "Service 指定了已有负载均衡，TKE 只使用而不会删除它";
    UPDATE = "lifecycle/update", Documented, Some(documentation_pages::OVERVIEW),
        "the load balancer stays the same; its listeners and backends follow the Service",
        "继续使用同一个负载均衡：监听器和后端随 Service 调整";
    NETWORK_BLOCKED = "lifecycle/network-switch-blocked", Documented, Some(documentation_pages::MANAGEMENT_MODE),
        "the load balancer stays as it is: the manifest requests a change that needs a different load balancer, and newer versions of the TKE controller refuse such a change",
        "负载均衡保持不变：清单中的修改需要更换负载均衡，而较新版本的 TKE 控制器会拒绝这类修改";
    NETWORK_REPLACED = "lifecycle/network-switch-replaces", Documented, Some(documentation_pages::FAQ),
        "traffic is interrupted and the address changes: this change requires a different load balancer, and the Service loses the old one before a new one is created",
        "流量会中断，地址会改变：该变更需要更换负载均衡，先停用旧的，再创建新的";
    TO_EXISTING_BLOCKED = "lifecycle/to-existing-blocked", Documented, Some(documentation_pages::MANAGEMENT_MODE),
        "nothing is changed: newer versions of the TKE controller refuse to switch from an automatically created load balancer to an existing one",
        "不做任何改动：较新版本的 TKE 控制器拒绝从自动创建的负载均衡切换到已有负载均衡";
    TO_EXISTING = "lifecycle/to-existing", Documented, Some(documentation_pages::EXISTING_CLB),
        "the Service loses the automatically created load balancer and its address, and moves to the existing load balancer that it names",
        "该 Service 不再使用自动创建的负载均衡及其地址，改用其指定的已有负载均衡";
    ADOPT_IN_PLACE = "lifecycle/adopt-in-place", Documented, Some(documentation_pages::SHARED_CLB),
        "the load balancer is no longer deleted with the Service: the Service names it as an existing one, and its tag `tke-createdBy-flag` was removed",
        "负载均衡此后不随 Service 删除：Service 将它指定为已有负载均衡，且其标签 `tke-createdBy-flag` 已被移除";
    ADOPT_WITH_OTHER_TAG = "lifecycle/adopt-with-other-tag", Inferred, Some(documentation_pages::SHARED_CLB),
        "it is uncertain whether a later deletion of the Service deletes this load balancer: TKE documents that it stays if its tag `tke-createdBy-flag` was removed, but not what happens if the tag has a value other than `yes`; here the value is not `yes`, or is unknown",
        "以后删除该 Service 时是否会删除这个负载均衡无法确定：TKE 文档只说明标签 `tke-createdBy-flag` 移除后会保留，没有说明标签值不为 `yes` 的情形；这里的标签值为其他值或未知";
    CLUSTER_IP_TO_EXISTING = "lifecycle/cluster-ip-to-existing", Inferred, Some(documentation_pages::OVERVIEW),
        "the Service loses the internal load balancer that provided its ClusterIP and moves to an existing one; TKE's overview lists this move, but does not say that it is about Serverless clusters",
        "Service 不再使用原来提供 ClusterIP 的内网负载均衡，改用已有负载均衡；TKE 概述文档列有这一切换，但没有说明指 Serverless 集群";
    FROM_EXISTING_BLOCKED = "lifecycle/from-existing-blocked", Documented, Some(documentation_pages::MANAGEMENT_MODE),
        "nothing is changed: newer versions of the TKE controller refuse to switch from an existing load balancer to an automatically created one",
        "不做任何改动：较新版本的 TKE 控制器拒绝从已有负载均衡切换到自动创建的负载均衡";
    FROM_EXISTING = "lifecycle/from-existing", Documented, Some(documentation_pages::EXISTING_CLB),
        "a new load balancer is created; the existing one stays, but this Service's listeners are deleted from it",
        "创建新的负载均衡；已有负载均衡保留，但其上该 Service 的监听器会被删除";
    EXISTING_SWITCH_BLOCKED = "lifecycle/existing-switch-blocked", Documented, Some(documentation_pages::MANAGEMENT_MODE),
        "nothing is changed: newer versions of the controller refuse to switch from one existing load balancer to another (no TKE page says since which version)",
        "不做任何改动：较新版本的控制器拒绝从一个已有负载均衡切换到另一个（从哪个版本开始，TKE 文档没有说明）";
    MISSING_SWITCH_BLOCKED = "lifecycle/switch-from-missing-blocked", Inferred, Some(documentation_pages::MANAGEMENT_MODE),
        "nothing is changed: newer versions of the TKE controller refuse to switch load balancers; no TKE page says whether they also refuse when the current one no longer exists",
        "不做任何改动：较新版本的 TKE 控制器拒绝切换负载均衡；原负载均衡已不存在时是否同样拒绝，TKE 文档没有说明";
    EXISTING_SWITCH = "lifecycle/existing-switch", Documented, Some(documentation_pages::EXISTING_CLB),
        "this Service's listeners move to another existing load balancer: they are deleted from the old one, which stays, and created on the new one",
        "该 Service 的监听器移到另一个已有负载均衡：从原来的负载均衡上删除（负载均衡保留），并在新的上创建";
    RECREATE = "lifecycle/recreate", Inferred, Some(documentation_pages::HIGH_RISK),
        "the automatically created load balancer no longer exists, so a new one with another address is created (concluded from TKE's pages, which describe this case only for an Ingress)",
        "自动创建的负载均衡已不存在，因此会重新创建一个，地址随之改变（据 TKE 文档推断，文档只描述了 Ingress 的这种情况）";
    TAMPERED = "lifecycle/tags-tampered", Documented, Some(documentation_pages::HIGH_RISK),
        "the controller creates a new load balancer, because it cannot find the old one: TKE's tags on it were changed or removed; the old one keeps costing money",
        "控制器会新建负载均衡：旧负载均衡上的 TKE 标签被修改或删除，控制器找不到它；旧负载均衡会继续计费";
    MISSING = "lifecycle/existing-missing", Documented, Some(documentation_pages::ERRORS),
        "the existing load balancer that the Service names does not exist: nothing is done",
        "Service 指定的已有负载均衡不存在：不做任何操作";
    DELETE_FATE = "deletion/ours", Documented, Some(documentation_pages::OVERVIEW),
        "load balancer `{id}` is deleted with its listeners, backends and address: it has the ownership tags of TKE and this cluster, and no deletion protection",
        "负载均衡 `{id}` 将被删除，监听器、后端与地址一并消失：它带有 TKE 与本集群的标签且没有删除保护";
    DELETE_UNSEEN_FATE = "deletion/unseen", Documented, Some(documentation_pages::OVERVIEW),
        "load balancer `{id}` is expected to be deleted with its listeners, backends and address; the plan has no call for that, because the tags and protection were not provided (provide `clb`)",
        "负载均衡 `{id}` 预计会被删除，监听器、后端与地址一并消失；未提供其标签和保护状态，因此预览中没有相应的调用（请提供 `clb`）";
    UNMARKED_FATE = "deletion/not-created-by-tke", Documented, Some(documentation_pages::OLDER_OVERVIEW),
        "load balancer `{id}` stays, and only this Service's listeners on it are deleted: it has no tag `tke-createdBy-flag = yes`",
        "负载均衡 `{id}` 不会被删除，只删除其上该 Service 的监听器：它没有标签 `tke-createdBy-flag = yes`";
    OWNED_FATE = "deletion/owned-by-user", Documented, Some(documentation_pages::OVERVIEW),
        "load balancer `{id}` is not deleted with the Service, because its tag `tke-lifecycle-owner` is `user`; its listeners are deleted (this is inferred)",
        "负载均衡 `{id}` 不会随 Service 删除：其标签 `tke-lifecycle-owner` 为 `user`；其监听器会被删除（此点为推断）";
    PROTECTED_FATE = "deletion/delete-protected", Documented, Some(documentation_pages::OLDER_OVERVIEW),
        "load balancer `{id}` is not deleted: it has deletion protection (TKE's overview of 2023 says so; the newest one no longer mentions it)",
        "负载均衡 `{id}` 不会被删除：它开启了删除保护（见 2023 年的 TKE 概述，最新的概述不再提及）";
    LINKED_FATE = "deletion/private-link", Documented, Some(documentation_pages::OVERVIEW),
        "load balancer `{id}` is not deleted: it serves a Private Link endpoint",
        "负载均衡 `{id}` 不会被删除：它正被私有连接使用";
    FOREIGN_FATE = "deletion/not-ours", Inferred, Some(documentation_pages::OVERVIEW),
        "load balancer `{id}` and everything on it stay as they are: its ownership tags are missing, contradict each other, or name another cluster or Service",
        "不改动负载均衡 `{id}` 及其上的任何内容：它没有归属标签，标签相互矛盾，或带有其他集群或 Service 的标签";
    UNPROVEN_FATE = "deletion/unproven", Inferred, Some(documentation_pages::OVERVIEW),
        "load balancer `{id}` will probably be deleted with its listeners, backends and address; the plan leaves the deletion out as uncertain, because {unknown} of the load balancer was not provided (add it to the input: {provide})",
        "负载均衡 `{id}` 很可能会被删除，监听器、后端与地址一并消失；由于未提供该负载均衡的 {unknown}，无法确定，因此预览中没有删除调用（请补充输入：{provide}）";
    KEEP_UNPROVEN_FATE = "deletion/owner-unknown", Inferred, Some(documentation_pages::OVERVIEW),
        "load balancer `{id}` stays, because it has no tag `tke-createdBy-flag = yes`; the plan changes nothing on it, because its tag `tke-clusterId` cannot be compared (set `context.clusterId`)",
        "负载均衡 `{id}` 会保留：它没有标签 `tke-createdBy-flag = yes`；其标签 `tke-clusterId` 无法与本集群比较，因此预览不改动其上的任何内容（请提供 `context.clusterId`）";
    CLUSTER_UNPROVEN = "deletion/cluster-unknown", Inferred, Some(documentation_pages::OVERVIEW),
        "nothing is deleted from load balancer `{id}`: its tag `tke-clusterId` is `{cluster}`, and the id of this cluster is unknown, so the listeners may be another cluster's (set `context.clusterId`)",
        "不从负载均衡 `{id}` 上删除任何内容：其标签 `tke-clusterId` 为 `{cluster}`，是否为本集群未知，其监听器可能属于其他集群（请提供 `context.clusterId`）";
    CLEANED_UP = "service/cleaned-up", Inferred, Some(documentation_pages::OVERVIEW),
        "the controller removes what it wrote into the Service; no TKE page says so for a load balancer that stays",
        "控制器会移除写入 Service 的内容；负载均衡保留时是否如此，TKE 文档没有说明";
    STILL_BILLED = "deletion/still-billed", Inferred, Some(documentation_pages::OVERVIEW),
        "load balancer `{id}` stays and keeps costing money until you delete it",
        "负载均衡 `{id}` 会保留并继续计费，直到用户手动删除";
    LISTENERS_FATE_UNKNOWN = "deletion/listeners-unknown", Inferred, Some(documentation_pages::OVERVIEW),
        "load balancer `{id}` stays; whether the controller deletes its listeners is not documented",
        "负载均衡 `{id}` 会保留；控制器是否删除其监听器没有文档说明";
    SHARED_LEFTOVERS = "deletion/shared-leftovers", Inferred, Some(documentation_pages::SHARED_CLB),
        "it is uncertain what stays on load balancer `{id}`, which other Services use: one TKE page says that the listeners are deleted, others that backends and the tag `tke-clusterId` stay until you remove them",
        "负载均衡 `{id}` 还有其他 Service 使用，TKE 文档对会留下什么说法不一：一处称监听器会被删除，另几处称后端和标签 `tke-clusterId` 会留下，需要用户手动清理";
    FINISH_UNKNOWN = "deletion/finish-unknown", Inferred, Some(documentation_pages::OLDER_OVERVIEW),
        "load balancer `{id}` stays, and no TKE page says whether the controller then completes the Service's deletion or keeps it waiting",
        "负载均衡 `{id}` 会保留，此时控制器是完成 Service 的清理还是让它一直等待，TKE 文档没有说明";
    OPERATE_PROTECTED = "deletion/operate-protected", Inferred, Some(documentation_pages::OPERATE_PROTECT),
        "the plan assumes that the controller can delete load balancer `{id}` despite its operation protection, because the controller turns on modification protection itself; no TKE page says so",
        "负载均衡 `{id}` 开启了操作保护；预览假定它不会阻止控制器删除，因为配置修改保护由控制器自己开启，但 TKE 文档没有说明";
    STILL_SHARED = "deletion/still-shared", Inferred, Some(documentation_pages::EXISTING_CLB),
        "the cluster's tag stays on load balancer `{id}`, because another Service of this cluster still uses it",
        "负载均衡 `{id}` 上的集群标签保留：本集群还有其他 Service 使用它";
    TAG_REMOVED_BY_OTHER = "deletion/tag-removed-by-other", Inferred, Some(documentation_pages::EXISTING_CLB),
        "the cluster's tag on load balancer `{id}` is removed with Service {service}, which also stops using the load balancer",
        "负载均衡 `{id}` 上的集群标签由同样不再使用它的 Service {service} 移除";
    DIFFERS = "network/differs", Documented, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "the Service needs another load balancer: `{field}` is `{held}` now and must be `{wanted}`, and no API call changes it on an existing load balancer",
        "需要更换负载均衡：`{field}` 现为 `{held}`，须变为 `{wanted}`，而负载均衡创建后没有任何接口可以修改它";
    DETOUR = "network/detour", Documented, Some(documentation_pages::OVERVIEW),
        "the address is lost if you change the type to ClusterIP or NodePort and back: the first change deletes a load balancer that TKE created (TKE's document 457/90598 suggests this detour)",
        "先改为 ClusterIP 或 NodePort 再改回会失去地址：第一次修改就会删除自动创建的负载均衡（这是 TKE 文档 457/90598 提到的办法）";
    SECOND_SERVICE = "network/second-service", Documented, Some(documentation_pages::FAQ),
        "to avoid an interruption, create a second Service with the new settings, move clients to it, then delete the first",
        "若要不中断流量，请用新配置创建第二个 Service，迁移客户端后再删除第一个";
    ERA_UNKNOWN = "context/era-unknown", Inferred, Some(documentation_pages::MANAGEMENT_MODE),
        "the plan assumes a newer controller, which refuses to give {service} another load balancer; no TKE page says which versions refuse (set `context.lifecycleMode`: `blocked` if your controller refuses; `rebuild` if it is older and acts as `{then}` describes)",
        "预览按新版控制器计算，它拒绝更换 {service} 的负载均衡；从哪个版本开始，TKE 文档没有说明（请设置 `context.lifecycleMode`：您的控制器会拒绝时设为 `blocked`；较旧、行为如 `{then}` 所述时设为 `rebuild`）";

    REJECTED = "service/rejected", Documented, Some(documentation_pages::K8S_SERVICE),
        "nothing changes: the API server rejects the manifest, and the controller never sees it",
        "不会有任何变化：API Server 会拒绝该清单，控制器看不到它";
    SETTING_INVALID = "service/setting-invalid", Inferred, Some(documentation_pages::ANNOTATIONS),
        "nothing is planned: the value of `{annotation}` is not valid, and how the controller reacts to it is not documented",
        "不做预览：`{annotation}` 的值无效，而控制器如何处理没有文档说明";
    SYNC_STOPPED = "service/sync-stopped", Inferred, Some(documentation_pages::ERRORS),
        "nothing changes: the controller stops the sync of the whole Service because of the error `{finding}`",
        "不会有任何变化：由于错误 `{finding}`，控制器会中止整个 Service 的同步";
    PLATFORM = "service/platform", Documented, Some(documentation_pages::SERVERLESS),
        "the plan does not include the internal load balancer that provides a ClusterIP in a Serverless cluster: the platform manages it",
        "预览不包含 Serverless 集群中提供 ClusterIP 的内网负载均衡：它由平台管理";
    SKIP_REFUSED = "service/skip-refused", Documented, Some(documentation_pages::ANNOTATIONS),
        "the controller changes nothing and reports an error: the annotation `mode: skip` is not allowed while the load balancer is shared or has modification protection",
        "控制器报错，不做任何改动：负载均衡被复用或开启了配置修改保护时，不允许使用注解 `mode: skip`";
    SKIP_UNCHECKED = "service/skip-unchecked", Documented, Some(documentation_pages::ANNOTATIONS),
        "not checked: whether the load balancer has modification protection; if so, the annotation `mode: skip` is not allowed; the console can turn the protection on, and clusters created with controller v2.11.1 or later turn it on for new load balancers (provide `clb.operateProtect`; for a new load balancer, `context.controllerConfig`)",
        "未检查负载均衡是否开启了配置修改保护；若已开启，则不允许使用注解 `mode: skip`；该保护可在控制台开启，创建时控制器版本为 v2.11.1 及以上的集群也会为新建的负载均衡开启（请提供 `clb.operateProtect`；新建的负载均衡请提供 `context.controllerConfig`）";
    NO_EFFECT = "service/edit-without-effect", Documented, Some(documentation_pages::ANNOTATIONS),
        "the edit of `{annotation}` has no effect: the controller reads this annotation only when it creates the load balancer",
        "对 `{annotation}` 的修改不生效：控制器只在创建负载均衡时读取该注解";

    PURCHASE_QUOTA = "purchase/quota", Documented, Some(documentation_pages::ERRORS), event: "E4004",
        "no load balancer is created: the account has reached its quota for this type of load balancer in the region",
        "不会创建负载均衡：账号在该地域的同类负载均衡已达配额";
    SNAT_FULL = "load-balancer/snat-addresses-full", Documented, Some(documentation_pages::HYBRID),
        "no SNAT address is added to load balancer `{id}`, because it would exceed the limit of 10",
        "不为负载均衡 `{id}` 添加 SNAT 地址：数量将超过 10 个的上限";
    BOUND_THE_OLDER_WAY = "load-balancer/bound-the-older-way", Documented, Some(documentation_pages::INGRESS_ANNOTATIONS),
        "the SNAT settings of load balancer `{id}` stay as they are: SNAT Pro cannot be used with cross-region binding 1.0, which binds it to VPC `{vpc}` (documented for Ingress as E4084)",
        "负载均衡 `{id}` 的 SNAT 配置保持不变：它已通过跨地域绑定 1.0 绑定到 VPC `{vpc}`，与 SNAT Pro 互斥（Ingress 的同类规则有文档说明，错误码为 E4084）";
    SNAT_ADDED = "load-balancer/snat-addresses-added", Inferred, Some(documentation_pages::HYBRID),
        "the SNAT addresses that the annotation `service.cloud.tencent.com/snat-pro-info` requests are added to load balancer `{id}`, which reaches backends outside its VPC only through them",
        "为负载均衡 `{id}` 添加注解 `service.cloud.tencent.com/snat-pro-info` 要求的 SNAT 地址：它只能通过这些地址访问 VPC 之外的后端";
    SNAT_STAYS = "load-balancer/snat-addresses-stay", Inferred, Some(documentation_pages::HYBRID),
        "SNAT addresses of load balancer `{id}` that the Service does not request stay: no TKE page says that the controller removes any, and removing them would cut connections",
        "负载均衡 `{id}` 上 Service 没有要求的 SNAT 地址会保留：TKE 文档没有说明控制器会移除它们，移除会中断经过它们的连接";
    SNAT_UNKNOWN = "load-balancer/snat-addresses-unknown", Inferred, Some(documentation_pages::HYBRID),
        "the SNAT addresses of load balancer `{id}` were not provided, so no changes to them are planned (provide the complete `DescribeLoadBalancers` response)",
        "未提供负载均衡 `{id}` 的 SNAT 地址，因此不做预览（请提供 `DescribeLoadBalancers` 的完整返回）";
    AUTO_CONFIG = "service-config/kept-by-the-controller", Documented, Some(documentation_pages::SERVICE_CONFIG),
        "the controller maintains TkeServiceConfig `{config}` for the Service, with one entry per listener; what a new entry contains besides protocol and port is not published",
        "控制器为该 Service 维护 TkeServiceConfig `{config}`，每个监听器一段配置；新配置段中除协议和端口外还有什么没有公开说明";
    AUTO_CONFIG_GOES = "service-config/goes-with-the-service", Documented, Some(documentation_pages::SERVICE_CONFIG),
        "TkeServiceConfig `{config}` is deleted with the Service: Kubernetes does that itself, without a call of the controller",
        "TkeServiceConfig `{config}` 随该 Service 删除：由 Kubernetes 级联删除，不需要控制器调用";
    AUTO_CONFIG_LEFT = "service-config/annotation-removed", Inferred, Some(documentation_pages::SERVICE_CONFIG),
        "without the annotation `{annotation}` the controller no longer maintains TkeServiceConfig `{config}`; no TKE page says that it is deleted, and the load balancer's settings stay as they are",
        "移除注解 `{annotation}` 后，控制器不再维护 TkeServiceConfig `{config}`；TKE 文档没有说明它会被删除，负载均衡的配置保持不变";

    ROLE_UNCHECKED = "unchecked/role", Documented, Some(documentation_pages::ERRORS), event: "E4001",
        "not checked: whether the role `TKE_QCSRole` may make the planned calls; without permission the controller does nothing in the whole cluster (E4001)",
        "未检查角色 `TKE_QCSRole` 是否有权执行预览中的调用；缺少授权时，控制器在整个集群中都无法工作（E4001）";
    QUOTA_UNCHECKED = "unchecked/load-balancer-quota", Documented, Some(documentation_pages::ERRORS), event: "E4004",
        "not checked: whether the account's quota allows another load balancer in the region; if not, the creation fails with E4004. Defaults: 100 public and 100 internal load balancers; of these, at most 3 with a static address, or 15 for an organization's account (set `context.quotas.clbsPerRegion` and provide all load balancers of the region)",
        "未检查账号在该地域的配额是否允许再创建一个负载均衡；不允许时创建失败（E4004）。默认配额：公网和内网各 100 个，其中静态 IP 的最多 3 个，企业账号为 15 个（请设置 `context.quotas.clbsPerRegion` 并提供该地域的全部负载均衡）";
    TARGETS_UNCHECKED = "unchecked/target-quota", Documented, Some(documentation_pages::CLB_LIMITS),
        "not checked: whether listener {listener} can have {count} backends; the default quota is {limit}, and the cloud refuses a call that exceeds the quota (set `context.quotas.targetsPerListener`)",
        "未检查监听器 {listener} 能否绑定 {count} 个后端：默认配额为 {limit} 个，超出配额的调用会被拒绝（请提供 `context.quotas.targetsPerListener`）";
    PARAMETERS_UNCHECKED = "unchecked/purchase-parameters", Documented, Some(documentation_pages::ERRORS), event: "E4005",
        "not checked: whether the cloud can provide what `{annotation}` requests; if a zone or specification is sold out or an address is in use, the creation fails (E4005)",
        "未检查腾讯云能否提供 `{annotation}` 所要求的内容；可用区或规格售罄，或地址已被占用时，创建失败（E4005）";
    ADDRESSES_UNCHECKED = "unchecked/subnet-addresses", Documented, Some(documentation_pages::ERRORS), event: "E4008",
        "not checked: whether subnet `{subnet}` has a free address for the load balancer; without one the creation fails (E4008)",
        "未检查子网 `{subnet}` 是否有可用 IP 供负载均衡使用；没有时创建失败（E4008）";
    BALANCE_UNCHECKED = "unchecked/account-balance", Documented, Some(documentation_pages::ERRORS), event: "E4009",
        "not checked: whether the account is in arrears; if so, nothing can be purchased (E4009)",
        "未检查账号是否欠费；欠费时无法购买（E4009）";
    BACKENDS_UNCHECKED = "unchecked/direct-backends", Documented, Some(documentation_pages::ERRORS), event: "E4033",
        "not checked: whether a load balancer can reach the Pods' network; if it reaches no Pod, direct access fails and the backends are no longer updated (E4033)",
        "未检查 Pod 的网络是否支持负载均衡直连；如果没有可直连的 Pod，直连失败，后端不再更新（E4033）";
    DIRECT_SWITCH_UNCHECKED = "unchecked/direct-access-switch", Documented, Some(documentation_pages::DIRECT_ACCESS), event: "E4033",
        "not checked: whether the cluster allows direct access: it has only the GlobalRouter network, where the switch `{switch}` must be on; while it is off, no backend is added or removed (E4033; add ConfigMap `kube-system/tke-service-controller-config` to `live`)",
        "未检查集群是否允许直连：集群只有 GlobalRouter 网络，须开启全局开关 `{switch}`；未开启时，后端不会增加也不会移除（E4033；请将 ConfigMap `kube-system/tke-service-controller-config` 加入 `live`）";
    SUBNET_UNCHECKED = "unchecked/subnet", Documented, Some(documentation_pages::ERRORS), event: "E4037",
        "not checked: whether subnet `{subnet}` exists in the VPC; if not, the creation fails (E4037)",
        "未检查子网 `{subnet}` 是否存在于该 VPC；不存在时创建失败（E4037）";
    CERTIFICATES_UNCHECKED = "unchecked/certificates", Documented, Some(documentation_pages::ERRORS), event: "E4062",
        "not checked: whether every certificate exists and is valid; an expired one stops the sync (E4062): {certificates}",
        "未检查证书是否都存在且有效；证书过期会使同步中止（E4062）：{certificates}";
    REGION_UNCHECKED = "unchecked/region", Documented, Some(documentation_pages::ERRORS), event: "E4075",
        "not checked: whether the region `{region}` exists and is connected to the cluster's network; if not, the sync fails (E4075)",
        "未检查地域 `{region}` 是否存在且与集群网络互通；否则同步会失败（E4075）";
    ALLOW_LIST_UNCHECKED = "unchecked/allow-list", Documented, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "not checked: whether the account is on the allowlist for {feature}; if not, the cloud refuses the call",
        "未检查账号是否已开通 {feature} 的白名单；如未开通，腾讯云会拒绝调用";

    LISTENERS_UNKNOWN = "listener/unknown", Inferred, Some(documentation_pages::EXISTING_CLB),
        "the listeners of load balancer `{id}` were not provided, so the plan leaves out changes to them that the controller may make (provide the `DescribeListeners` response)",
        "未提供负载均衡 `{id}` 的监听器，因此预览不包含控制器可能对它们做的改动（请提供 `DescribeListeners` 的返回）";
    TARGETS_UNKNOWN = "backends/bound-unknown", Inferred, Some(documentation_pages::BACKENDS),
        "the backends bound to listener {listener} were not provided, so the plan leaves out changes to them that the controller may make (provide the `DescribeTargets` response)",
        "未提供监听器 {listener} 已绑定的后端，因此预览不包含控制器可能对它们做的改动（请提供 `DescribeTargets` 的返回）";
    PROTOCOL_CHANGED = "listener/protocol-changed", Inferred, Some(documentation_pages::PROTOCOLS),
        "listener {listener} is deleted and created again, because a listener cannot change its protocol",
        "监听器 {listener} 会删除后重新创建，因为监听器不能修改协议";
    REPLACED_LATER = "listener/replaced-later", Inferred, Some(documentation_pages::PROTOCOLS),
        "the plan keeps listener {listener} only until {next}, which takes its place on the port, can be created: then {listener} is deleted, because a listener cannot change its protocol",
        "预览保留监听器 {listener}，只是因为同一端口上取代它的 {next} 目前无法创建：一旦可以创建 {next}，{listener} 就会被删除，因为监听器不能修改协议";
    PORT_REMOVED = "listener/port-removed", Documented, Some(documentation_pages::SERVICE_CONFIG),
        "listener {listener} is deleted, because the Service no longer needs it",
        "删除监听器 {listener}：Service 不再需要它";
    LEFT_OVER = "listener/left-over", Inferred, Some(documentation_pages::OVERVIEW),
        "listener {listener} is deleted: the Service does not need it, its name is one that the controller uses, and it is on a load balancer of this Service",
        "删除监听器 {listener}：该 Service 不需要它，其名称是控制器所用的名称，且位于该 Service 的负载均衡上";
    FOREIGN_LISTENER = "listener/foreign", Documented, Some(documentation_pages::EXISTING_CLB),
        "listener {listener} is not deleted: its name `{name}` is not one that the controller uses, so it counts as user-created",
        "不会删除监听器 {listener}：其名称 `{name}` 不是控制器所用的名称，视为用户手动创建";
    FOREIGN_ON_MANAGED = "listener/foreign-on-managed", Inferred, Some(documentation_pages::HIGH_RISK),
        "the plan keeps listener {listener}, because its name `{name}` suggests that a user created it; TKE's pages disagree whether the controller keeps listeners of users or undoes their changes on a load balancer that TKE created",
        "预览保留监听器 {listener}：从名称 `{name}` 看，它由用户手动创建；在 TKE 所建的负载均衡上，控制器是保留用户的监听器还是撤销其修改，TKE 文档说法不一";
    OTHER_SERVICES_LISTENER = "listener/other-service", Inferred, Some(documentation_pages::SHARED_CLB),
        "listener {listener} belongs to another Service on the same load balancer: this Service never requested it",
        "监听器 {listener} 属于复用同一负载均衡的其他 Service：该 Service 从未要求过它";
    INGRESS_LISTENER = "listener/ingress", Inferred, Some(documentation_pages::SHARED_INGRESS),
        "listener {listener} belongs to Ingress `{ingress}`, which uses the same load balancer: this Service never requested it",
        "监听器 {listener} 属于使用同一负载均衡的 Ingress `{ingress}`：该 Service 从未要求过它";
    INGRESS_OR_USER = "listener/ingress-or-user", Inferred, Some(documentation_pages::SHARED_INGRESS),
        "listener {listener} is not deleted: its name is `{name}`, and it belongs to Ingress `{ingress}` on the same load balancer or was created by a user",
        "不会删除监听器 {listener}：同一负载均衡还有 Ingress `{ingress}` 使用，名称为 `{name}` 的该监听器属于该 Ingress，或由用户手动创建";
    OTHER_REMOVES = "listener/other-removes", Inferred, Some(documentation_pages::SHARED_CLB),
        "this listener is deleted by the plan of Service {service}, which also stops using it",
        "该监听器由 Service {service} 的预览删除：它也不再使用该监听器";
    OTHER_DELETES = "load-balancer/other-deletes", Inferred, Some(documentation_pages::SHARED_CLB),
        "the address is lost although this Service keeps its load balancer: the controller deletes that load balancer for Service {service}",
        "该 Service 虽不删除负载均衡，地址仍会失去：控制器会因 Service {service} 删除该负载均衡";
    FOREIGN_IN_THE_WAY = "listener/foreign-in-the-way", Inferred, Some(documentation_pages::EXISTING_CLB),
        "the load balancer does not serve {listener} of the Service: listener `{name}` already uses this port, and the controller does not change it because it counts as user-created (delete that listener, or use another port)",
        "负载均衡不会为 Service 的 {listener} 提供服务：监听器 `{name}` 已占用该端口，控制器视其为用户手动创建，不做改动（请删除那个监听器，或使用其他端口）";
    HOST_REMOVED = "rule/host-removed", Documented, Some(documentation_pages::PROTOCOLS),
        "`{rule}` is deleted, because the Service no longer names its host",
        "删除 `{rule}`：Service 不再包含其域名";

    VALUE_NOT_TAKEN = "listener/value-not-taken", Documented, Some(documentation_pages::CLB_LISTENERS),
        "the plan does not set the declared `{field}`: it contains `{member}`, which the cloud refuses for a listener with the protocol {protocol}",
        "预览不设置所声明的 `{field}`：其中的 `{member}` 在 {protocol} 监听器上会被腾讯云拒绝";
    QUIC_ON_IPV6 = "listener/quic-on-ipv6", Documented, Some(documentation_pages::CLB_LISTENERS),
        "a QUIC listener cannot be created: it requires IPv4 or NAT64, and this load balancer is native IPv6",
        "无法创建 QUIC 监听器：它仅支持 IPv4 与 NAT64 负载均衡，而该负载均衡是 IPv6 版（`IPv6FullChain`）";
    BANDWIDTH_OF_INTERNAL = "load-balancer/bandwidth-of-internal", Documented, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "no bandwidth is set: load balancer `{id}` is internal and has no public bandwidth",
        "不设置带宽：负载均衡 `{id}` 为内网类型，没有公网带宽";
    BOUND_ELSEWHERE = "backends/taken", Documented, Some(documentation_pages::ERRORS),
        "the sync stops and nothing changes: backend `{backend}` of listener {listener} is used by {other}, and a load balancer binds a backend to only one listener per protocol",
        "同步会中止，现有配置不变：监听器 {listener} 的后端 `{backend}` 已被 {other} 使用，而同一负载均衡上同一协议的后端只能绑定到一个监听器";
    OVER_QUOTA = "quota/exceeded", Documented, Some(documentation_pages::CLB_LIMITS),
        "the cloud refuses to bind the backends, and listener {listener} stays as it is: it would have {count} backends, and the quota is {limit}",
        "腾讯云会拒绝绑定后端，监听器 {listener} 保持不变：它将有 {count} 个后端，配额为 {limit} 个";
    RULES_OVER_QUOTA = "quota/rules-exceeded", Documented, Some(documentation_pages::CLB_LIMITS),
        "the cloud refuses to create the forwarding rules, and listener {listener} stays as it is: it would have {count} forwarding rules, and the quota is {limit}",
        "腾讯云会拒绝创建转发规则，监听器 {listener} 保持不变：它将有 {count} 条转发规则，配额为 {limit} 条";
    NO_ROOM = "listener/no-room", Inferred, Some(documentation_pages::CLB_LIMITS),
        "some listeners are not created: the load balancer would have {count}, and the quota is {limit}; existing ones stay, and new ones are created in order of protocol and port (no page documents this order)",
        "部分监听器会创建失败：负载均衡将有 {count} 个监听器，配额为 {limit} 个；已有的不变，新建的按协议和端口的顺序创建（此顺序没有文档说明）";
    ISOLATED = "clb/isolated", Inferred, Some(documentation_pages::ERRORS),
        "the cloud refuses calls on load balancer `{id}`, which is isolated because the account is in arrears",
        "对负载均衡 `{id}` 的调用会被拒绝：它因账号欠费被隔离";

    REGION_UNKNOWN = "context/region-unknown", Documented, Some(documentation_pages::OVERVIEW),
        "the plan lacks the call that sets tags, because the region was not provided (set `context.region`)",
        "预览中缺少设置标签的调用：未提供地域（`context.region`）";
    STILL_CREATING = "clb/still-creating", Inferred, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "the cloud refuses calls on load balancer `{id}` until it is running: it is still being created",
        "负载均衡 `{id}` 在运行之前，对它的调用会被拒绝：它仍在创建中";
    STATE_DERIVED = "clb/derived", Inferred, Some(documentation_pages::OVERVIEW),
        "the plan assumes that the load balancer of {service} matches the live Service, because its cloud state was not provided (provide `clb`)",
        "预览假定 {service} 的负载均衡与集群中的 Service 一致：未提供其云上状态（请提供 `clb`）";
    STATE_UNKNOWN = "clb/not-derivable", Inferred, Some(documentation_pages::OVERVIEW),
        "what becomes of the load balancer of {service} and of its address is unknown: its cloud state was not provided and cannot be derived, because a sync of the live Service would create no load balancer (provide `clb`)",
        "{service} 的负载均衡和地址会怎样未知：未提供其云上状态，也无法推算，因为集群中的该 Service 同步后不会创建负载均衡（请提供 `clb`）";
    ID_UNKNOWN = "clb/id-unknown", Inferred, None,
        "the id of {service}'s load balancer is unknown: the live Service does not name it, so either the load balancer does not exist yet, or its cloud state was not provided (provide `clb`)",
        "{service} 的负载均衡 ID 未知：集群中的 Service 没有记录，负载均衡可能尚未创建，也可能未提供其云上状态（请提供 `clb`）";
    EXISTING_ASSUMED = "clb/existing-assumed", Inferred, Some(documentation_pages::EXISTING_CLB),
        "load balancer `{id}` was not provided: the plan assumes that it exists in the cluster's VPC and has only the listeners of the provided Services (provide `clb`)",
        "未提供负载均衡 `{id}`：预览假定它存在于集群的 VPC 中，且只有所提供 Service 的监听器（请提供 `clb`）";
    UNSOUND = "plan/broken-rule", Inferred, None,
        "the call is withheld, because the plan violates a rule that holds for every plan ({rule}); this is a defect of clbplan",
        "不输出该调用：预览违反了一条必须遵守的规则（{rule}），这是 clbplan 的缺陷";
    ORPHAN = "clb/orphan", Inferred, Some(documentation_pages::OVERVIEW),
        "load balancer `{id}` keeps costing money: it has this cluster's tags, but no Service uses it",
        "负载均衡 `{id}` 会持续计费：它带有本集群的标签，但没有 Service 使用它";
    ORPHANS_NO_CLUSTER = "orphans/cluster-unknown", Documented, Some(documentation_pages::OVERVIEW),
        "load balancers that no Service uses were not looked for, because the cluster's id is unknown (provide the right `context.clusterId`)",
        "未查找没有 Service 使用的负载均衡：集群 ID 未知（请提供正确的 `context.clusterId`）";
    ORPHANS_LIVE_PARTIAL = "orphans/live-incomplete", Inferred, Some(documentation_pages::OVERVIEW),
        "load balancers that no Service uses were not looked for, because `live` may lack Services of the cluster (provide the Services of all namespaces, or set `context.liveComplete`; `live` counts as complete if it has the Service `default/kubernetes` and a Service of another namespace)",
        "未查找没有 Service 使用的负载均衡：`live` 可能缺少集群中的部分 Service（请提供所有命名空间的 Service，或设置 `context.liveComplete`）；同时有每个集群都有的 `default/kubernetes` 和其他命名空间的 Service，才视为完整";
    CLUSTER_FROM_TAGS = "context/cluster-from-tags", Inferred, Some(documentation_pages::OVERVIEW),
        "the plan uses the cluster id `{cluster}`, because none was provided: all load balancers proven to belong to live Services have this value in the tag `tke-clusterId`, for example {load_balancers} (to confirm it, set `context.clusterId`)",
        "未提供集群 ID，预览使用 `{cluster}`：凡能证明属于集群中 Service 的负载均衡，标签 `tke-clusterId` 都是该值，例如 {load_balancers}（如需确认，请提供 `context.clusterId`）";
    CLUSTER_OF_ONE_TAG = "context/cluster-of-one-tag", Inferred, Some(documentation_pages::OVERVIEW),
        "the cluster's id is unknown: it was not provided, and only the tag `tke-clusterId` of {load_balancers} names one, `{cluster}`; a single tag may have been edited (set `context.clusterId`)",
        "集群 ID 未知：未提供，只有 {load_balancers} 的标签 `tke-clusterId` 给出了 `{cluster}`，而单个标签可能被修改过（请提供 `context.clusterId`）";
    CLUSTER_TAGS_DISAGREE = "context/cluster-tags-disagree", Inferred, Some(documentation_pages::OVERVIEW),
        "the cluster's id is unknown: it was not provided, and the tags `tke-clusterId` of load balancers proven to belong to live Services contradict each other: {clusters} (set `context.clusterId`)",
        "集群 ID 未知：未提供，而已证实属于集群中 Service 的各负载均衡的标签 `tke-clusterId` 互相矛盾：{clusters}（请提供 `context.clusterId`）";
    TAGS_INHERITED = "context/cluster-tags", Documented, Some(documentation_pages::OVERVIEW),
        "the plan omits the tags that a new load balancer inherits from its cluster, because they were not provided",
        "预览中省略新负载均衡从集群继承的标签：未提供这些标签";
    UNKNOWN_PROTOCOL = "listener/unknown-protocol", Inferred, Some(documentation_pages::CLB_LISTENERS),
        "listener {listener} is neither compared with the Service nor changed: this version of clbplan does not know its protocol",
        "监听器 {listener} 不与 Service 比较，也不改动：此版本的 clbplan 不认识其协议";
    ATTRIBUTE_UNKNOWN = "clb/attribute-unknown", Inferred, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "`{field}` of `{of}` was not provided, so the plan leaves out a change that the controller may make to it (provide the complete response of `{response}`)",
        "未提供 `{of}` 的 `{field}`，因此预览不包含控制器可能对它做的改动（请提供 `{response}` 的完整返回）";
    OTHER_FAMILY = "backends/other-address-family", Documented, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "{backends} cannot be bound: this load balancer forwards only to {family} backends",
        "无法绑定 {backends}：该负载均衡只转发到 {family} 后端";
    PROTECTION_BY_DEFAULT = "load-balancer/protected-by-default", Documented, Some(documentation_pages::SWITCHES),
        "the switch `EnableDefaultModificationProtection` protects the new load balancer against modification; the plan has no call for this: released CLB SDKs can only read the state (`DescribeLBOperateProtect`)",
        "全局开关 `EnableDefaultModificationProtection` 会为新建的负载均衡开启配置修改保护，预览中没有相应的调用：已发布的 CLB SDK 只能读取该状态（`DescribeLBOperateProtect`）";
    PROTECTION_UNKNOWN = "load-balancer/protection-unknown", Documented, Some(documentation_pages::SWITCHES),
        "it is unknown whether new load balancers of this cluster have modification protection by default: clusters created with controller v2.11.1 or later turn it on (provide the cluster's ConfigMap `kube-system/tke-service-controller-config` in `live`, or set `context.controllerConfig`)",
        "本集群新建的负载均衡是否默认开启配置修改保护未知：创建时控制器版本为 v2.11.1 及以上的集群会开启（请在 `live` 中提供集群的 ConfigMap `kube-system/tke-service-controller-config`，或设置 `context.controllerConfig`）";
    PROTECTION_CALL = "load-balancer/protection-call", Inferred, Some(documentation_pages::OPERATE_PROTECT),
        "the plan has no call for the annotation `service.cloud.tencent.com/modification-protection`: released CLB SDKs only read the state (`DescribeLBOperateProtect`); the call that sets it, `ModifyLBOperateProtect`, is only in examples of Tencent Cloud's command-line tool",
        "预览中没有注解 `service.cloud.tencent.com/modification-protection` 的调用：已发布的 CLB SDK 只能读取该状态（`DescribeLBOperateProtect`）；设置它的 `ModifyLBOperateProtect` 只见于腾讯云命令行工具的示例";
}
