//! Why an existing CLB may not be adopted, or not be worked on, and what of that was not checked; and what the tables cannot
//! decide.

use crate::diagnostic::documentation_pages;
use crate::reasons;

reasons! {
    NOT_FOUND = "adoption/not-found", Documented, Some(documentation_pages::ERRORS),
        "the sync stops: load balancer `{id}` does not exist",
        "同步会中止：负载均衡 `{id}` 不存在";
    BOUGHT_BY_TKE = "adoption/bought-by-tke", Documented, Some(documentation_pages::ERRORS),
        "the sync stops: TKE created load balancer `{id}` for a Service and deletes it with that Service, so no Service may name it in `tke-existed-lbid`",
        "同步会中止：负载均衡 `{id}` 是 TKE 为某个 Service 自动创建的，会随那个 Service 一起删除，因此不能在 `tke-existed-lbid` 中指定";
    OTHER_CLUSTER = "adoption/other-cluster", Documented, Some(documentation_pages::ERRORS),
        "the sync stops: another cluster uses load balancer `{id}`",
        "同步会中止：负载均衡 `{id}` 正被其他集群使用";
    OTHER_NETWORK = "adoption/other-vpc", Documented, Some(documentation_pages::EXISTING_CLB),
        "the sync stops: load balancer `{id}` is in another VPC, and the Service declares this neither with the annotation `service.cloud.tencent.com/cross-region-id` nor with `service.cloud.tencent.com/cross-vpc-id`",
        "同步会中止：负载均衡 `{id}` 位于其他 VPC，须用注解 `service.cloud.tencent.com/cross-region-id` 或 `service.cloud.tencent.com/cross-vpc-id` 声明，而该 Service 两者都没有";
    PORT_TAKEN = "adoption/port-taken", Documented, Some(documentation_pages::ERRORS),
        "the sync stops: another Service or a user-created listener already uses a port of load balancer `{id}` that this Service needs",
        "同步会中止：负载均衡 `{id}` 上所需的端口已被其他 Service 或用户手动创建的监听器占用";
    NOT_SHARED = "adoption/not-shared", Documented, Some(documentation_pages::ERRORS),
        "the sync stops: another Service uses load balancer `{id}`, and sharing is not enabled",
        "同步会中止：负载均衡 `{id}` 正被其他 Service 使用，且未开启复用";
    QUOTA = "adoption/quota", Documented, Some(documentation_pages::CLB_LIMITS),
        "the sync stops: load balancer `{id}` would have more listeners than its quota allows",
        "同步会中止：负载均衡 `{id}` 的监听器数量将超过配额";
    IN_TARGET_GROUP = "backends/of-target-group", Inferred, Some(documentation_pages::TARGET_GROUPS),
        "the backends of listener {listener} are not planned: the listener forwards to a target group, and a port that moved to one cannot go back; what the controller does instead is not known",
        "预览不包括监听器 {listener} 的后端：它转发到目标组，而端口迁移到目标组之后无法改回；控制器会如何处理并不清楚";
    MUTUAL_TLS_UNDECIDED = "certificate/mutual-tls-undecided", Inferred, Some(documentation_pages::INGRESS_ANNOTATIONS),
        "it is unknown whether clients of {address} must present a certificate from then on: the Secret has the key `qcloud_ca_cert_id`, which is documented for Ingresses only; the plan keeps one-way TLS",
        "无法确定此后 {address} 的客户端是否须出示证书：Secret 中有 `qcloud_ca_cert_id`，而该键只见于 Ingress 的文档；预览保持单向认证";
    MUTUAL_TLS_ASSUMED = "certificate/mutual-tls-assumed", Inferred, Some(documentation_pages::INGRESS_ANNOTATIONS),
        "the plan assumes that clients of {address} must present a certificate: the Secret has the key `qcloud_ca_cert_id`, which is documented for Ingresses only",
        "预览假定 {address} 的客户端须出示证书：Secret 中有 `qcloud_ca_cert_id`，而该键只见于 Ingress 的文档";
    STATUS_ADDRESS_DIFFERS = "load-balancer/status-address-unknown", Inferred, Some(documentation_pages::OVERVIEW),
        "it is unknown which address the clients of `{service}` use: the address in the status of the live Service differs from the load balancer's",
        "`{service}` 的客户端使用哪个地址未知：集群中该 Service 的 status 里的地址与负载均衡的地址不同";
    NOT_OBSERVED = "adoption/not-observed", Inferred, Some(documentation_pages::EXISTING_CLB),
        "the state of load balancer `{id}` is unknown: `clb` lacks it, or lists it twice with different tags (add it, or keep only the current entry; if `clb` already has all load balancers of the region, set `clb.complete`)",
        "负载均衡 `{id}` 的状态未知：`clb` 中没有它，或两次列出了它而标签不同（请加入，或只保留当前的一个；如果 `clb` 已包含该地域的全部负载均衡，请设置 `clb.complete`）";
    MARKS_UNCHECKED = "adoption/marks-unchecked", Documented, Some(documentation_pages::ERRORS), event: "E4012",
        "not checked: whether TKE created load balancer `{id}` or another cluster uses it (E4012, E4013); its tags were not provided, or contradict each other",
        "未检查负载均衡 `{id}` 是否由 TKE 自动创建，或正被其他集群使用（E4012、E4013）：未提供其标签，或标签互相矛盾";
    CLUSTER_UNCHECKED = "adoption/cluster-unchecked", Documented, Some(documentation_pages::ERRORS), event: "E4013",
        "not checked: whether another cluster uses load balancer `{id}` (E4013); its tag `tke-clusterId` is `{cluster}`, and the id of this cluster is unknown (provide the right `context.clusterId`)",
        "未检查负载均衡 `{id}` 是否正被其他集群使用（E4013）：其标签 `tke-clusterId` 为 `{cluster}`，而本集群的 ID 未知（请提供正确的 `context.clusterId`）";
    NETWORK_UNCHECKED = "adoption/vpc-unchecked", Documented, Some(documentation_pages::EXISTING_CLB),
        "not checked: whether load balancer `{id}` is in the cluster's VPC; it must be, unless cross-VPC binding is used (provide `{provide}`)",
        "未检查负载均衡 `{id}` 是否位于集群所在 VPC；除非使用跨域绑定，否则必须位于该 VPC（请提供 `{provide}`）";
    PORTS_UNCHECKED = "adoption/ports-unchecked", Documented, Some(documentation_pages::ERRORS), event: "E4014",
        "not checked: whether a port that the Service needs is already in use on load balancer `{id}` (E4014), because its listeners were not provided",
        "未检查负载均衡 `{id}` 上所需的端口是否已被占用（E4014）：未提供其监听器";
    SHARING_UNKNOWN = "adoption/sharing-unknown", Documented, Some(documentation_pages::ERRORS), event: "E4016",
        "not checked: whether this cluster allows several Services to use load balancer `{id}`; if not, the sync stops with E4016 (set `context.sharing`)",
        "未检查本集群是否允许多个 Service 复用负载均衡 `{id}`；若不允许，同步会中止（E4016；请设置 `context.sharing`）";
    FIRST_BY_NAME = "adoption/first-by-name", Inferred, Some(documentation_pages::SHARED_CLB),
        "listener {listener} of load balancer `{id}` is planned for Service {first}; Service {last} requests it as well, and the Service that the controller syncs first gets it",
        "预览将负载均衡 `{id}` 的监听器 {listener} 归 Service {first}；Service {last} 也要求该监听器，控制器先同步谁，就归谁";
    RECREATED_ON_EXISTING = "lifecycle/recreated-on-existing", Documented, Some(documentation_pages::EXISTING_CLB),
        "the Service is deleted and created again, as requested: the existing load balancer stays, but the listeners of the Service are deleted and created again, and serve no client in between",
        "按请求删除该 Service 并重新创建：已有负载均衡予以保留，但该 Service 的监听器会先删除再创建，其间无法提供服务";
    RECREATED_AND_SKIPPED = "lifecycle/recreated-and-skipped", Inferred, Some(documentation_pages::ANNOTATIONS),
        "the Service loses its load balancer and its address: because of `mode: skip` the controller neither deletes the load balancer of the old object nor gives the new object one",
        "该 Service 会失去负载均衡与地址：由于 `mode: skip`，控制器既不删除旧对象的负载均衡，也不为新对象提供负载均衡";
    RECREATION_UNDECIDED = "lifecycle/recreation-undecided", Inferred, Some(documentation_pages::ANNOTATIONS),
        "what happens to the Service is unknown: the controller reports an error when the old object is deleted; correct the live Service before you delete it",
        "该 Service 会怎样未知：删除旧对象时控制器会报错；请先修正集群中的 Service，再删除它";
    REUSE_UNTAGGED = "deletion/reuse-untagged", Documented, Some(documentation_pages::SHARED_CLB),
        "to use load balancer `{id}` again, name it in the annotation `service.kubernetes.io/tke-existed-lbid`: without the tag `tke-createdBy-flag` it counts as one that you created, and TKE does not delete it",
        "如需再次使用负载均衡 `{id}`，请在注解 `service.kubernetes.io/tke-existed-lbid` 中指定它：没有标签 `tke-createdBy-flag` 时，它视为用户自行创建的，TKE 不会删除";
    SAME_ADDRESS_REQUESTED = "load-balancer/same-address-requested", Inferred, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "the plan requests the old address `{address}` for the new load balancer: the creation fails if the address is not free once the old load balancer is gone",
        "新的负载均衡会要求沿用旧的地址 `{address}`：旧的负载均衡消失后，该地址仍空闲才能保留，否则创建失败";
    ADDRESS_IN_USE = "purchase/address-in-use", Documented, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "no load balancer is created: load balancer `{id}` has the requested address `{address}`, which must be free",
        "不新建负载均衡：所要求的地址 `{address}` 必须空闲，而它属于负载均衡 `{id}`";
    TAGS_CONTRADICT = "deletion/tags-contradict", Inferred, Some(documentation_pages::OVERVIEW),
        "these tags of load balancer `{id}` prove nothing, because they are listed with several values: {tags} (provide `clb.loadBalancers[].Tags` as the cloud answers now)",
        "负载均衡 `{id}` 的某些标签列出了多个值，因此不能证明什么：{tags}（请提供腾讯云当前返回的 `clb.loadBalancers[].Tags`）";
    KEEP_AMBIGUOUS = "deletion/owner-ambiguous", Inferred, Some(documentation_pages::OVERVIEW),
        "load balancer `{id}` stays, because it has no tag `tke-createdBy-flag = yes`; the plan changes nothing on it, because its tag `tke-clusterId` is listed with several values ({clusters}) (provide `clb.loadBalancers[].Tags` as the cloud answers now)",
        "负载均衡 `{id}` 会保留：它没有标签 `tke-createdBy-flag = yes`；其标签 `tke-clusterId` 列出了多个互相矛盾的值（{clusters}），因此预览不改动其上的任何内容（请提供腾讯云当前返回的 `clb.loadBalancers[].Tags`）";
    CLUSTER_TAG_AMBIGUOUS = "deletion/cluster-tag-ambiguous", Inferred, Some(documentation_pages::OVERVIEW),
        "nothing is deleted from load balancer `{id}`: its tag `tke-clusterId` is listed with several values ({clusters}), so its listeners may be another cluster's (provide `clb.loadBalancers[].Tags` as the cloud answers now)",
        "不从负载均衡 `{id}` 上删除任何内容：其标签 `tke-clusterId` 列出了多个值（{clusters}），其监听器可能属于其他集群（请提供腾讯云当前返回的 `clb.loadBalancers[].Tags`）";
    MAY_BE_DELETED = "deletion/used-by-another-service", Inferred, Some(documentation_pages::EXISTING_CLB),
        "the address may be lost: TKE created load balancer `{id}` for this Service and deletes it with the Service, but Service {service} uses it as well; whether the controller then keeps it is not documented, and the plan does not delete it (to keep it for certain, remove its tag `tke-createdBy-flag` first)",
        "地址可能丢失：负载均衡 `{id}` 由 TKE 为该 Service 自动创建，会随其一起删除，但 Service {service} 也在使用它；控制器此时是否保留它没有文档说明，预览不删除它（如要确保保留，请先移除其标签 `tke-createdBy-flag`）";
    INGRESS_USES_IT = "deletion/used-by-an-ingress", Inferred, Some(documentation_pages::SHARED_INGRESS),
        "the plan changes nothing on load balancer `{id}`, because Ingress `{ingress}` uses it as well; whether the controller then deletes the load balancer or its listeners is not documented",
        "预览不改动负载均衡 `{id}` 上的任何内容，因为 Ingress `{ingress}` 也在使用它；控制器此时是否会删除该负载均衡或其监听器，没有文档说明";
    INGRESS_KEEPS_TAG = "deletion/tag-stays-for-an-ingress", Inferred, Some(documentation_pages::SHARED_INGRESS),
        "the tag `tke-clusterId` of load balancer `{id}` stays in the plan, because Ingress `{ingress}` uses the load balancer as well",
        "预览保留负载均衡 `{id}` 的标签 `tke-clusterId`，因为 Ingress `{ingress}` 也在使用该负载均衡";
    TAG_USERS_UNKNOWN = "deletion/tag-users-unknown", Inferred, Some(documentation_pages::EXISTING_CLB),
        "the tag `tke-clusterId` of load balancer `{id}` stays in the plan: other listeners are on the load balancer, not all Services of the cluster were provided, and one of the others may use it (provide all Services in `live`)",
        "预览保留负载均衡 `{id}` 的标签 `tke-clusterId`：该负载均衡上还有其他监听器，而所提供的不是集群的全部 Service，其他 Service 可能也在使用它（请在 `live` 中提供全部 Service）";
    INGRESS_MAY_USE = "listener/ingress-may-use", Inferred, Some(documentation_pages::SHARED_INGRESS),
        "listener {listener} is not deleted in the plan: Ingress `{ingress}` uses the same load balancer, and the listener may be its",
        "预览不删除监听器 {listener}：Ingress `{ingress}` 也在使用同一负载均衡，该监听器可能是它的";
    OTHER_MAY_DELETE = "load-balancer/other-may-delete", Inferred, Some(documentation_pages::EXISTING_CLB),
        "the address may be lost: TKE created this load balancer for Service {service}, which stops using it, and TKE may then delete it",
        "地址可能丢失：该负载均衡由 TKE 为 Service {service} 自动创建，而该 Service 不再使用它，TKE 可能会随之删除它";
    OTHER_CLASS = "service/other-class", Inferred, Some(documentation_pages::K8S_SERVICE),
        "no load balancer is created: `loadBalancerClass` is `{class}`, and by Kubernetes convention another controller handles this Service; TKE's pages do not mention the field",
        "不创建负载均衡：`loadBalancerClass` 为 `{class}`，按 Kubernetes 的约定由其他控制器负责该 Service；TKE 文档没有提及该字段";
    CLASS_KEEPS = "service/class-not-documented", Inferred, Some(documentation_pages::K8S_SERVICE),
        "the plan changes nothing on load balancer `{id}`, and what the controller does is unknown: the Service has a load balancer from TKE, but its `loadBalancerClass` is `{class}`, and by Kubernetes convention another controller handles it; TKE's pages do not mention the field",
        "预览不改动负载均衡 `{id}`，控制器会怎样处理未知：`loadBalancerClass` 为 `{class}`，按 Kubernetes 的约定由其他控制器负责该 Service，但该 Service 使用着 TKE 的负载均衡；TKE 文档没有提及该字段";
    TOKEN_IS_USED = "load-balancer/token-is-used", Inferred, Some(documentation_pages::CREATE_LOAD_BALANCER),
        "the planned CreateLoadBalancer call has no `ClientToken`: for the `client-token` of the live Service, the cloud would return the load balancer that was first created with it; which token the controller uses for another load balancer is not documented",
        "预览购买负载均衡时不带 `ClientToken`：集群中该 Service 的注解 `client-token` 是首次购买所用的，腾讯云会返回当时购买的负载均衡；控制器再次购买时用什么 token 没有文档说明";
    OWN_AS_EXISTING = "lifecycle/own-as-existing", Documented, Some(documentation_pages::EXISTING_CLB),
        "nothing is changed: the controller refuses to use `{id}` as an existing load balancer as long as it has the tag `tke-createdBy-flag`, which says that TKE created it",
        "不做任何改动：只要 `{id}` 还有标签 `tke-createdBy-flag`（表明它由 TKE 自动创建），控制器就拒绝把它用作已有负载均衡";
    UNDECLARED_STAYS = "load-balancer/undeclared-stays", Inferred, Some(documentation_pages::ANNOTATIONS),
        "the plan leaves `{field}` of load balancer `{id}` as it is: the live Service has `{annotation}`, the manifest does not, and no page says what happens to the setting when the annotation is removed (write the annotation with the value that you want)",
        "预览保持负载均衡 `{id}` 的 `{field}` 不变：集群中的 Service 有 `{annotation}`，而清单中没有；控制器此时如何处理该注解设置的内容没有文档说明（请在注解中写明所需的值）";
    OWNER_VALUE_UNKNOWN = "deletion/owner-value-unknown", Inferred, Some(documentation_pages::OVERVIEW),
        "load balancer `{id}` will probably be deleted with its listeners, backends and address; the plan leaves the deletion out as uncertain, because the tag `tke-lifecycle-owner` is `{value}`, and TKE's pages describe only `tke` and `user`",
        "负载均衡 `{id}` 很可能会被删除，监听器、后端与地址一并消失；由于其标签 `tke-lifecycle-owner` 的值为 `{value}`，而 TKE 文档只说明了 `tke` 和 `user`，无法确定，因此预览中没有删除调用";
    OWNER_TOO_NEW = "deletion/owner-too-new", Inferred, Some(documentation_pages::INGRESS_OVERVIEW),
        "load balancer `{id}` will probably be deleted with its listeners, backends and address: its tag `tke-lifecycle-owner` is `user`, but controllers before {needs} do not read that tag, and this cluster runs {has}; the plan leaves the deletion out as uncertain, because the version is documented only for Ingress",
        "负载均衡 `{id}` 很可能会被删除，监听器、后端与地址一并消失：其标签 `tke-lifecycle-owner` 为 `user`，但 {needs} 之前的控制器不读取该标签，而本集群的版本为 {has}；由于只有 Ingress 的文档写明了该版本，无法确定，因此预览中没有删除调用";
    UID_TAG_MISSING = "deletion/uid-tag-missing", Inferred, Some(documentation_pages::SHARED_CLB),
        "load balancer `{id}` will probably be deleted with its listeners, backends and address; the plan leaves the deletion out as uncertain, because the load balancer lacks the tag `tke-lb-serviceuuid`, which a cluster without sharing writes on each one that it creates",
        "负载均衡 `{id}` 很可能会被删除，监听器、后端与地址一并消失；由于它没有标签 `tke-lb-serviceuuid`，而未开启复用的集群会为自动创建的每个负载均衡写入该标签，无法确定，因此预览中没有删除调用";
    SKIP_TOO_NEW = "lifecycle/skip-too-new", Documented, Some(documentation_pages::ANNOTATIONS),
        "the annotation `mode: skip` does not stop this: it needs controller version {needs} or later, and this cluster runs {has}",
        "注解 `mode: skip` 不能阻止这一操作：它需要 {needs} 或更高版本的控制器，而本集群的版本为 {has}";
    ORPHANS_WITHOUT_TAGS = "orphans/tags-unknown", Inferred, Some(documentation_pages::OVERVIEW),
        "not checked: whether this cluster created these load balancers, which no Service names; if so, they may keep costing money: {load_balancers} (provide `clb.loadBalancers[].Tags`)",
        "未检查下列没有 Service 使用的负载均衡是否由本集群创建；若是，可能会持续计费：{load_balancers}（请提供 `clb.loadBalancers[].Tags`）";
    ORPHANS_WITHOUT_INGRESSES = "orphans/ingresses-not-provided", Inferred, Some(documentation_pages::INGRESS_OVERVIEW),
        "not checked: whether Ingresses use these load balancers, which no Service uses: {load_balancers}; do not delete them before you know (provide the Ingresses of all namespaces in `live`; a cluster without any looks the same)",
        "未检查下列没有 Service 使用的负载均衡是否由 Ingress 使用：{load_balancers}；确认之前请勿删除（请在 `live` 中提供所有命名空间的 Ingress；集群没有 Ingress 时也会有此提示）";
    EXISTING_ELSEWHERE_ASSUMED = "clb/existing-elsewhere-assumed", Inferred, Some(documentation_pages::EXISTING_CLB),
        "load balancer `{id}` was not provided: the plan assumes that it exists in the other VPC or region that the Service declares, and has only the listeners of the provided Services (provide `clb`)",
        "未提供负载均衡 `{id}`：预览假定它存在于 Service 所声明的其他 VPC 或地域中，且只有所提供 Service 的监听器（请提供 `clb`）";
}
