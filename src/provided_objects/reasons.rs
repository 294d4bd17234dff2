//! What is assumed about what was provided.

use crate::diagnostic::references;
use crate::reasons;

reasons! {
    NAMESPACE_ASSUMED = "service/namespace-assumed", Documented, Some(references::K8S_APPLY),
        "the manifests of {names} name no namespace: the plan assumes `default` (set `defaultNamespace`)",
        "{names} 的清单没有写命名空间：预览假定为 `default`（请提供 `defaultNamespace`）";
    MANIFEST_WHOLE = "service/manifest-taken-whole", Documented, Some(references::K8S_APPLY),
        "the plan removes {names} from the live `{service}`: the manifest does not set them; `kubectl apply` would keep them, because the live Service lacks the annotation `kubectl.kubernetes.io/last-applied-configuration`",
        "预览会从集群中的 `{service}` 上移除 {names}：清单中没有它们；而 `kubectl apply` 会保留，因为该 Service 没有注解 `kubectl.kubernetes.io/last-applied-configuration`";
    STAND_IN_NODE_PORTS = "service/stand-in-node-ports", Documented, Some(references::K8S_DRY_RUN),
        "some node ports of `{service}` are unknown until it is applied: {numbers} are placeholders, which the API server puts into the answer to a dry run",
        "`{service}` 的部分节点端口在应用之前未知：{numbers} 是 API Server 在试运行（dry run）结果中填写的占位值";
    CLUSTER_IP_UNCHECKED = "service/cluster-ip-unchecked", Documented, Some(references::K8S_SERVICE),
        "whether the cluster has the cluster IP that {services} requests was not checked: provide its ServiceCIDR objects in `live` (`kubectl get servicecidrs`), or `context.serviceCidrs`",
        "未检查集群能否提供 {services} 指定的 clusterIP：请在 `live` 中提供 ServiceCIDR 对象（`kubectl get servicecidrs`），或提供 `context.serviceCidrs`";
}
