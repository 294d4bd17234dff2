//! Findings about what was provided.

use crate::codes;
use crate::diagnostic::documentation_pages;

codes! {
    CONTROLLER_TOO_OLD = "kubernetes/controller-too-old", Warning, Tke, None, basis: Inferred, documentation_pages::UPGRADES,
        en: "the plan may be wrong: controller version {has} is implausible for Kubernetes {kubernetes}",
            "these two versions decide which annotations and defaults apply; according to unofficial notes on upgrades, Kubernetes 1.22 and later need controller {needs} or later",
            "check `controllerVersion` and `kubernetesVersion` in the context";
        zh: "预览可能不准：控制器版本 {has} 与 Kubernetes {kubernetes} 不相符",
            "支持哪些注解、有哪些默认值由这两个版本决定；据非官方的 TKE 升级实践，Kubernetes 1.22 及更高版本要求控制器不低于 {needs}",
            "请核对集群信息中的 `controllerVersion` 与 `kubernetesVersion`";
    CONTROLLER_VERSION = "context/unreadable-controller-version", Warning, Tke, None,
        en: "`{value}` is not a version of the TKE controller", "the version counts as unknown, and the plan follows the newest documented behaviour", "write a version like `v2.11.0`, or leave it out";
        zh: "`{value}` 不是 TKE 控制器的版本", "版本视为未知，预览按最新的文档行为处理", "请写成 `v2.11.0` 的形式，或不填写";
    CONTEXT_ID = "context/unreadable-id", Warning, Tke, None,
        en: "`{field}` is not an id: `{value}`", "the id counts as unknown: the plan compares nothing with it and puts it into no call", "write the id as the console shows it, such as `{example}`, or leave it out";
        zh: "`{field}` 不是有效的 ID：`{value}`", "按未知处理，预览不会与之比较，也不会写入任何调用", "请填写控制台中显示的 ID（如 `{example}`），或不填写";
    OTHER_NAMESPACE = "service/other-namespace", Warning, Plan, None, basis: Documented, documentation_pages::K8S_APPLY,
        en: "`{service}` is planned as a new Service, because the manifest names no namespace; did you mean {others}, which the cluster already has?",
            "applied to `default`, the manifest creates a second Service, which gets a load balancer of its own if it is of type LoadBalancer; nothing changes for {others}",
            "write `metadata.namespace`, or provide the namespace with `-n` on the command line or `defaultNamespace` in a request";
        zh: "清单没有写命名空间，因此 `{service}` 按新建的 Service 预览；是否指集群中已有的 {others}？",
            "应用到 `default` 会新建另一个 Service，如果是 LoadBalancer 类型，还会得到另一个负载均衡；{others} 不变",
            "请填写 `metadata.namespace`，或通过命令行的 `-n` 或请求的 `defaultNamespace` 指定命名空间";
    COPIED_FROM_CLUSTER = "service/copied-from-cluster", Warning, Plan, None, basis: Documented, documentation_pages::K8S_APPLY,
        en: "the current state of {services} is unknown: the manifest was copied from a cluster, and the live Service was not provided",
            "the copy alone does not show whether the Service has a load balancer now",
            "add the Service as it is in the cluster to `live`; then remove from the manifest `uid`, `resourceVersion`, `status` and the annotations that the controller wrote";
        zh: "{services} 的现状未知：清单是从集群中复制来的，而没有提供集群中的该 Service",
            "仅凭这份副本无法得知该 Service 现在是否有负载均衡",
            "请将集群中的该 Service 加入 `live`；再从清单中删除 `uid`、`resourceVersion`、`status` 以及控制器写入的注解";
    MISSPELLED_KIND = "input/misspelled-kind", Error, Schema, Rejected, basis: Documented, documentation_pages::K8S_SERVICE_API,
        en: "nothing of this object was checked: there is no kind `{value}`; did you mean `{suggestion}`?",
            "kubectl and the API server reject an object whose kind does not exist",
            "write `kind: {suggestion}`";
        zh: "没有检查该对象：没有 `{value}` 这种资源，是否想写 `{suggestion}`？",
            "kind 不存在的对象会被 kubectl 和 API Server 拒绝",
            "请写 `kind: {suggestion}`";
    MISSING_API_VERSION = "input/missing-api-version", Error, Schema, Rejected, basis: Documented, documentation_pages::K8S_SERVICE_API,
        en: "kubectl rejects this Service, because it has no `apiVersion`",
            "kubectl finds the resource by `apiVersion` and `kind`, and answers `apiVersion not set`",
            "write `apiVersion: v1`";
        zh: "kubectl 会拒绝该 Service：没有 `apiVersion`",
            "kubectl 按 `apiVersion` 和 `kind` 确定资源，此时会回答 `apiVersion not set`",
            "请写 `apiVersion: v1`";
    TYPE_NOT_IN_MANIFEST = "service/type-not-in-manifest", Warning, Plan, None, basis: Documented, documentation_pages::K8S_APPLY,
        en: "`{service}` keeps its load balancer only if `kubectl apply` is used: the manifest has no `type`, and the live Service is of type LoadBalancer",
            "`kubectl apply` keeps `type: LoadBalancer`, because the live Service has no annotation `kubectl.kubernetes.io/last-applied-configuration`; after `kubectl replace` the type is ClusterIP, and load balancer and address are lost",
            "write `type: LoadBalancer` to keep the load balancer and its address, or `type: ClusterIP` to give them up";
        zh: "只有使用 `kubectl apply`，`{service}` 才会保留负载均衡：清单没有写 `type`，而集群中的 Service 是 LoadBalancer 类型",
            "集群中的 Service 没有注解 `kubectl.kubernetes.io/last-applied-configuration`，因此 `kubectl apply` 会保留 `type: LoadBalancer`；而 `kubectl replace` 之后类型为 ClusterIP，负载均衡和地址都会失去",
            "要保留负载均衡及其地址，请写 `type: LoadBalancer`；要放弃，请写 `type: ClusterIP`";
    PORTS_REPLACED = "service/ports-replaced", Warning, Plan, None, basis: Documented, documentation_pages::K8S_APPLY,
        en: "`{service}` loses {names} with `kubectl replace`; `kubectl apply` would keep this, and the API server would reject the result",
            "`kubectl apply` removes no port, because the live Service has no annotation `kubectl.kubernetes.io/last-applied-configuration`; together with the manifest's ports, a port would lack its own name or share a node port; the plan shows what `kubectl replace` does",
            "use `kubectl replace`, or record the live Service with `kubectl apply set-last-applied --create-annotation` before the change; write the ports into the manifest, with names of their own, to keep them";
        zh: "使用 `kubectl replace` 时，`{service}` 会失去 {names}；`kubectl apply` 会保留，而 API Server 会拒绝其结果",
            "集群中的 Service 没有注解 `kubectl.kubernetes.io/last-applied-configuration` 时，`kubectl apply` 不移除任何端口；而这些端口与清单中的端口并存时，会缺少各自的名称，或占用相同的节点端口。预览展示的是 `kubectl replace` 的结果",
            "请使用 `kubectl replace`，或在变更前用 `kubectl apply set-last-applied --create-annotation` 记录集群中的 Service；要保留这些端口，请写入清单并分别命名";
    PORT_LOST_BY_APPLY = "service/port-lost-by-apply", Warning, Plan, None, basis: Documented, documentation_pages::K8S_APPLY_PORTS,
        en: "`kubectl apply` loses one of the ports with number {port}: the plan shows {names}, and only one of them arrives in the cluster",
            "client-side apply tells ports apart by their number alone, so it cannot add a second protocol to a Service that exists (Kubernetes issues 39188 and 105610)",
            "use `kubectl apply --server-side` or `kubectl replace`";
        zh: "`kubectl apply` 会丢失端口号为 {port} 的一个端口：预览中有 {names}，而集群中只会有其中一个",
            "客户端 apply 只按端口号区分端口，因此无法为已有的 Service 添加同一端口号的另一种协议（Kubernetes issue 39188 和 105610）",
            "请使用 `kubectl apply --server-side` 或 `kubectl replace`";
    PORTS_REMOVED_BY_APPLY = "service/ports-removed-by-apply", Warning, Plan, None, basis: Documented, documentation_pages::K8S_APPLY_PORTS,
        en: "`kubectl apply` removes all ports with number {port}, also {names}, which the manifest keeps",
            "client-side apply tells ports apart by their number alone, so that removing one protocol removes the other one as well (Kubernetes issues 39188 and 105610); the plan shows what it does",
            "use `kubectl apply --server-side` or `kubectl replace`";
        zh: "`kubectl apply` 会移除端口号为 {port} 的所有端口，包括清单中保留的 {names}",
            "客户端 apply 只按端口号区分端口，因此移除一种协议时会把另一种也移除（Kubernetes issue 39188 和 105610）；预览展示的是其结果",
            "请使用 `kubectl apply --server-side` 或 `kubectl replace`";
    PORTS_MIXED_UP_BY_APPLY = "service/ports-mixed-up-by-apply", Warning, Plan, None, basis: Documented, documentation_pages::K8S_APPLY_PORTS,
        en: "`kubectl apply` changes the wrong port with number {port}: the manifest has {names}, and the cluster gets {stored}",
            "client-side apply tells ports apart by their number alone (Kubernetes issues 39188 and 105610); the plan shows what it does",
            "use `kubectl apply --server-side` or `kubectl replace`";
        zh: "`kubectl apply` 会改错端口号为 {port} 的端口：清单中是 {names}，而集群中会是 {stored}",
            "客户端 apply 只按端口号区分端口（Kubernetes issue 39188 和 105610）；预览展示的是其结果",
            "请使用 `kubectl apply --server-side` 或 `kubectl replace`";
    KEPT_FROM_LIVE = "service/kept-from-live", Info, Plan, None, basis: Documented, documentation_pages::K8S_APPLY,
        en: "`kubectl apply` keeps {names}, which the live Service has and the manifest does not set",
            "the last applied manifest does not set it either, so something else wrote it",
            "write into the manifest what you want to keep; remove from the live Service what you do not want";
        zh: "`kubectl apply` 会保留 {names}：集群中的 Service 有，清单中没有",
            "上次应用的清单中也没有，因此是由清单以外的来源写入的",
            "要保留的请写入清单；不要的请从集群中的 Service 上移除";
}
