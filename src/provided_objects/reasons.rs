//! What is assumed about what was provided.

use crate::diagnostic::documentation_pages;
use crate::reasons;

reasons! {
    NAMESPACE_ASSUMED = "service/namespace-assumed", Documented, Some(documentation_pages::K8S_APPLY),
        "the plan assumes the namespace `default`, because the manifest of {names} has no `metadata.namespace` (set it with `-n` on the command line or `defaultNamespace` in a request)",
        "预览假定命名空间为 `default`：{names} 的清单没有 `metadata.namespace`（可用命令行的 `-n` 或请求的 `defaultNamespace` 指定）";
    MANIFEST_WHOLE = "service/manifest-taken-whole", Documented, Some(documentation_pages::K8S_APPLY),
        "the plan removes {names} of `{service}`, as `kubectl replace` and Helm do, because the manifest does not have this; `kubectl apply` keeps it, because the live Service has no annotation `kubectl.kubernetes.io/last-applied-configuration` (to keep it either way, write it into the manifest; to plan `kubectl apply`, set `context.manifestsReplace` to `false`)",
        "预览移除 `{service}` 的 {names}（清单中没有），与 `kubectl replace` 和 Helm 一致；`kubectl apply` 会保留，因为集群中的 Service 没有注解 `kubectl.kubernetes.io/last-applied-configuration`（如需确保保留，请写入清单；如需预览 `kubectl apply`，请将 `context.manifestsReplace` 设为 `false`）";
    LAST_APPLIED_UNKNOWN = "service/last-applied-unknown", Documented, Some(documentation_pages::K8S_APPLY),
        "the plan keeps {names} of `{service}`, as `kubectl apply` does, because the live Service has no annotation `kubectl.kubernetes.io/last-applied-configuration`; `kubectl replace` would remove this (to keep it either way, write it into the manifest)",
        "预览保留 `{service}` 的 {names}，与 `kubectl apply` 一致，因为集群中的 Service 没有注解 `kubectl.kubernetes.io/last-applied-configuration`；`kubectl replace` 则会移除（如需确保保留，请写入清单）";
    KEPT_FIELD = "service/kept-field", Documented, Some(documentation_pages::K8S_APPLY),
        "only the live Service has `{field}`, and `kubectl apply` keeps it; to remove it, write `{field}: null` into the manifest",
        "`{field}` 只存在于集群中的 Service，`kubectl apply` 会保留它；要删除它，请在清单中写 `{field}: null`";
    STAND_IN_NODE_PORTS = "service/stand-in-node-ports", Documented, Some(documentation_pages::K8S_DRY_RUN),
        "some node ports of `{service}` are unknown until it is applied: the API server's answer to a dry run contains only placeholders ({numbers})",
        "`{service}` 的部分节点端口在应用之前未知：API Server 的试运行（dry run）结果中只有占位值（{numbers}）";
    CLUSTER_IP_UNCHECKED = "service/cluster-ip-unchecked", Documented, Some(documentation_pages::K8S_SERVICE),
        "not checked: whether the cluster IP that {services} requests is in the cluster's range (provide the cluster's ServiceCIDR objects, from `kubectl get servicecidrs`, in `live`, or set `context.serviceCidrs`)",
        "未检查 {services} 指定的 clusterIP 是否在集群的地址段内（请在 `live` 中提供 ServiceCIDR 对象，即 `kubectl get servicecidrs`，或设置 `context.serviceCidrs`）";
}
