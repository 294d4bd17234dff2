//! Titles of fixes, and notes beside findings.

use crate::diagnostic::documentation_pages;
use crate::reasons;

reasons! {
    REPLACE = "annotation/replace", Documented, None, "write `{text}`", "改为 `{text}`";
    REMOVE = "annotation/remove", Documented, None, "remove `{name}`", "删除 `{name}`";
    OTHER = "annotation/other", Documented, None, "`{name}` is here", "`{name}` 在这里";
    FIRST_PORT = "annotation/first-port", Documented, None, "port {port}, which has the same target port, is here", "目标端口相同的端口 {port} 在这里";
    INGRESS = "annotation/ingress", Documented, None, "Ingress `{name}` uses it", "Ingress `{name}` 正在使用它";
    DIRECT_ACCESS_ASSUMED = "annotation/direct-access-assumed", Documented, None,
        "the cluster's switch `{switch}` was not provided; if it is on, new Services get direct access, and this setting has an effect",
        "未提供全局开关 `{switch}`；若已开启，新建的 Service 会启用直连，此项便会生效";
    WAS_LIVE = "annotation/was-live", Documented, None, "in the live Service, `{name}` is `{value}`", "集群中的 Service 的 `{name}` 为 `{value}`";
    ONLY_LIVE = "annotation/only-live", Documented, Some(documentation_pages::K8S_APPLY),
        "in the live Service, `{name}` is `{value}`, and the manifest does not set it; `kubectl apply` would keep it, because the live Service has no annotation `kubectl.kubernetes.io/last-applied-configuration` (write `{name}` into the manifest to keep the load balancer as it is)",
        "集群中的 Service 的 `{name}` 为 `{value}`，而清单中没有；`kubectl apply` 会保留它，因为集群中的 Service 没有注解 `kubectl.kubernetes.io/last-applied-configuration`（要让负载均衡保持不变，请把 `{name}` 写入清单）";
    NOT_LIVE = "annotation/not-live", Documented, None, "the live Service does not have `{name}`", "集群中的 Service 没有 `{name}`";
    OTHER_SERVICE = "annotation/other-service", Documented, None, "Service `{name}` is here", "Service `{name}` 在这里";
    SECRET_VALUE = "annotation/secret-value", Documented, None, "the value is here", "该值在这里";
    NO_FIX_REPLACES = "annotation/no-fix-replaces", Inferred, Some(documentation_pages::MANAGEMENT_MODE),
        "no fix is offered: `{name}` decides which load balancer the Service has, so the fix might replace the one in use, or be refused",
        "不提供修复：`{name}` 决定 Service 使用哪个负载均衡，写上它可能导致正在使用的负载均衡被更换，或变更被拒绝";
    NO_FIX_CREATE_ONLY = "annotation/no-fix-create-only", Documented, Some(documentation_pages::ANNOTATIONS),
        "no fix is offered, because `{name}` is read only when a load balancer is created, and this Service has one: the right name would change nothing",
        "不提供修复：`{name}` 只在创建负载均衡时生效，而该 Service 已有负载均衡，改正名称也不会带来变化";
    NO_FIX_UNDOCUMENTED = "annotation/no-fix-undocumented", Inferred, Some(documentation_pages::ANNOTATIONS),
        "no fix is offered, because no page says what `{name}` does to a load balancer in use",
        "不提供修复：没有文档说明 `{name}` 对正在使用的负载均衡有何影响";
    GONE_FIRST = "annotation/gone-first", Inferred, Some(documentation_pages::OVERVIEW),
        "the conflict ends when the controller has deleted the load balancer of Service `{name}`, which this request deletes: delete that Service first, wait until it is gone, then apply this one; if you do both at once, the controller tries again",
        "同一请求会删除 Service `{name}`，控制器删除其负载均衡之后就没有此冲突：请先删除它，等待删除完成，再应用当前 Service；若同时进行，控制器会重试";
    GIVES_LISTENERS_UP = "annotation/gives-listeners-up", Inferred, Some(documentation_pages::SHARED_CLB),
        "Service `{name}` frees listeners of this load balancer in its next sync; until then they count towards the quota",
        "Service `{name}` 在下次同步时会让出该负载均衡上的监听器；在此之前，它们仍计入配额";
    GIVES_PORT_UP = "annotation/gives-port-up", Inferred, Some(documentation_pages::SHARED_CLB),
        "Service `{name}` frees the port in its next sync; this Service gets the port in a sync after that",
        "Service `{name}` 在下次同步时会让出该端口；之后当前 Service 再次同步即可使用";
}
