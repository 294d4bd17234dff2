//! What is assumed about what was provided.

use crate::diagnostic::references;
use crate::reasons;

reasons! {
    NAMESPACE_ASSUMED = "service/namespace-assumed", Documented, Some(references::K8S_APPLY),
        "the manifests of {names} name no namespace: the plan assumes `default` (`-n` of the command line, or `defaultNamespace` of a request, sets it)",
        "{names} 的清单没有写命名空间：预览假定为 `default`（可用命令行的 `-n` 或请求的 `defaultNamespace` 指定）";
    MANIFEST_WHOLE = "service/manifest-taken-whole", Documented, Some(references::K8S_APPLY),
        "the plan takes the manifest as all that is desired and removes {names} from the live `{service}`, as `kubectl replace` does; `kubectl apply` would keep it, because the live Service has no annotation `kubectl.kubernetes.io/last-applied-configuration` that shows where it came from",
        "预览以清单为完整的期望状态，会从集群中的 `{service}` 上移除 {names}，与 `kubectl replace` 相同；而 `kubectl apply` 会保留，因为该 Service 没有能说明其来源的注解 `kubectl.kubernetes.io/last-applied-configuration`";
    STAND_IN_NODE_PORTS = "service/stand-in-node-ports", Documented, Some(references::K8S_DRY_RUN),
        "some node ports of `{service}` are unknown until it is applied: {numbers} are placeholders, which the API server puts into the answer to a dry run",
        "`{service}` 的部分节点端口在应用之前未知：{numbers} 是 API Server 在试运行（dry run）结果中填写的占位值";
    CLUSTER_IP_UNCHECKED = "service/cluster-ip-unchecked", Documented, Some(references::K8S_SERVICE),
        "not checked: whether the cluster IP that {services} requests is in the cluster's range (provide its ServiceCIDR objects in `live`, `kubectl get servicecidrs`, or set `context.serviceCidrs`)",
        "未检查 {services} 指定的 clusterIP 是否在集群的地址段内（请在 `live` 中提供 ServiceCIDR 对象，即 `kubectl get servicecidrs`，或设置 `context.serviceCidrs`）";
}
