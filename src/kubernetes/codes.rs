//! Findings of kube-apiserver, by family of rules.

use crate::codes;
use crate::diagnostic::documentation_pages::{K8S_SERVICE, K8S_SERVICE_API};
use crate::reasons;

codes! {
    WRONG_KIND = "schema/wrong-kind", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "version v1 has no kind `{value}`", "kinds are case-sensitive", "write `kind: Service`";
        zh: "v1 中没有 `{value}` 这种资源", "kind 区分大小写", "请写 `kind: Service`";
    WRONG_VERSION = "schema/wrong-api-version", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "version `{value}` has no kind Service", "Service belongs to the core group, whose only version is v1", "write `apiVersion: v1`";
        zh: "版本 `{value}` 中没有 Service", "Service 属于核心组，唯一的版本是 v1", "请写 `apiVersion: v1`";
    WRONG_TYPE = "schema/wrong-type", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "`{path}` must be of type {wanted}, found {found}", "the API server cannot read the object; if several values are of a wrong type, it reports only the first", "write a value of type {wanted}; in YAML, quotes turn a number or boolean into a string";
        zh: "`{path}` 应为{wanted}，实际为 {found}", "API Server 无法读取整个对象；有多处类型不对时，它只会指出第一处", "请改成{wanted}；在 YAML 中，数字或布尔值加引号后是字符串";
    NOT_WHOLE = "schema/not-a-whole-number", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "`{path}` must be an integer, found {found}", "the API server rejects the whole object if this number has a fraction or exponent", "write only the digits, for example `80`";
        zh: "`{path}` 必须是整数，实际为 {found}", "带小数或指数的数字不是整数，API Server 会拒绝整个对象", "请只写数字，例如 `80`";
    TOO_BIG = "schema/number-out-of-range", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "{found} is too large for `{path}`", "the field cannot hold it, so the API server rejects the object", "write a smaller number";
        zh: "{found} 超出了 `{path}` 能表示的范围", "该字段放不下这个数字，API Server 无法读取整个对象", "请写更小的数字";
    WRONG_TIME = "schema/wrong-time", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "`{path}` is not a time: {found}", "times must follow RFC 3339", "remove it if the API server sets it, or write a time like `2024-01-31T08:00:00Z`";
        zh: "`{path}` 不是时间：{found}", "时间必须是 RFC 3339 格式", "如果该字段由 API Server 设置，请删除；否则请写成 `2024-01-31T08:00:00Z` 这样的时间";
    UNKNOWN_FIELD = "schema/unknown-field", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "unknown field `{value}`", "with strict validation kubectl rejects the object; without it, the field is dropped silently", "remove it, or look up the field you mean; names are case-sensitive";
        zh: "没有字段 `{value}`", "kubectl 严格校验时会拒绝该对象；不严格时该字段会被静默丢弃", "请删除，或查找本来要用的字段；字段名区分大小写";
    MISSPELLED_FIELD = "schema/misspelled-field", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "unknown field `{value}`; did you mean `{suggestion}`?", "with strict validation kubectl rejects the object; without it, the field is dropped silently", "write `{suggestion}`";
        zh: "没有字段 `{value}`，是否想写 `{suggestion}`？", "kubectl 严格校验时会拒绝该对象；不严格时该字段会被静默丢弃", "请写 `{suggestion}`";
    MISPLACED_FIELD = "schema/misplaced-field", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "`{value}` is at the wrong level: the field is `{suggestion}`", "with strict validation kubectl rejects the object", "move it to `{suggestion}`, and check the indentation";
        zh: "`{value}` 的层级不对，该字段应是 `{suggestion}`", "kubectl 严格校验时会拒绝该对象", "请移到 `{suggestion}`，并检查缩进";
    REMOVED_FIELD = "schema/removed-field", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "`{value}` no longer exists", "only older versions of Kubernetes had this field", "remove it; use `trafficDistribution` (Kubernetes 1.31 and later) instead of `topologyKeys`, `ipFamilies` instead of `ipFamily`";
        zh: "`{value}` 已不存在", "只有旧版 Kubernetes 有这个字段", "请删除；`topologyKeys` 可改用 `trafficDistribution`（Kubernetes 1.31 起），`ipFamily` 可改用 `ipFamilies`";
    DUPLICATE_FIELD = "schema/duplicate-field", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "`{value}` appears twice", "with strict validation kubectl rejects the object; without it, the last value applies", "keep one of them";
        zh: "`{value}` 写了两次", "kubectl 严格校验时会拒绝该对象；不严格时以最后一次为准", "请只保留一个";
    KUBERNETES_VERSION = "kubernetes/unreadable-version", Warning, Kubernetes, None,
        en: "`{value}` is not a Kubernetes version", "the rules of the newest known version are used instead", "write a version like `1.34` or `v1.34.1`";
        zh: "`{value}` 不是 Kubernetes 版本", "将改用已知最新版本的规则", "请写成 `1.34` 或 `v1.34.1`";
    SERVICE_NODE_PORT_RANGE = "kubernetes/unreadable-node-port-range", Warning, Kubernetes, None,
        en: "`{value}` is not a range of node ports", "the default range 30000-32767 is used instead", "write a range like `30000-32767`";
        zh: "`{value}` 不是 NodePort 的端口范围", "将改用默认范围 30000-32767", "请写成 `30000-32767`";
    SERVICE_CIDR = "kubernetes/unreadable-service-cidr", Warning, Kubernetes, None,
        en: "`{value}` is not a range of addresses", "without a valid range, clbplan cannot check the cluster IPs that Services request", "write a range like `10.96.0.0/16`";
        zh: "`{value}` 不是地址段", "没有有效的地址段，clbplan 无法检查 Service 指定的 clusterIP", "请写成 `10.96.0.0/16`";
    VERSION_ASSUMED = "kubernetes/version-assumed", Info, Kubernetes, None, basis: Documented, K8S_SERVICE,
        en: "`{path}` was checked by the rules of Kubernetes 1.37, because the cluster's version is unknown; older versions have other rules", "rules for names, addresses, `trafficDistribution` and several protocols in one Service changed in 1.24, 1.34 and 1.36", "set `kubernetesVersion` in the context";
        zh: "集群的版本未知，因此按 Kubernetes 1.37 的规则检查了 `{path}`；较早的版本结果不同", "名称、地址、`trafficDistribution` 以及同一 Service 使用多种协议的规则在 1.24、1.34 和 1.36 有变化", "请在集群信息中填写 `kubernetesVersion`";
    NAME_REQUIRED = "kubernetes/name-required", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the Service has no name", "", "set `metadata.name`, or `metadata.generateName`";
        zh: "Service 没有名称", "", "请填写 `metadata.name` 或 `metadata.generateName`";
    NAME = "kubernetes/name-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a valid Service name or `generateName`", "the name becomes part of a DNS name", "use at most 63 lower-case letters, digits and hyphens, with a letter in front and a letter or digit at the end (Kubernetes 1.36 and later also allow a digit in front; a `generateName` may end with a hyphen)";
        zh: "`{value}` 不是有效的 Service 名称或 `generateName`", "名称会成为 DNS 名的一部分", "请只用小写字母、数字和连字符，最多 63 个字符，以字母开头，以字母或数字结尾（Kubernetes 1.36 起也可以数字开头；`generateName` 也可以连字符结尾）";
    NAMESPACE = "kubernetes/namespace-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a valid namespace name", "no namespace can have this name, so the API server answers `namespaces \"{value}\" not found`", "use at most 63 lower-case letters, digits and hyphens, with a letter or digit at both ends";
        zh: "`{value}` 不是有效的命名空间名称", "不可能有这个名称的命名空间，API Server 会回答 `namespaces \"{value}\" not found`", "请只用小写字母、数字和连字符，最多 63 个字符，首尾为字母或数字";
    LABEL = "kubernetes/label-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a valid label {part}", "{problem}", "use at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends; a key may have `domain/` in front";
        zh: "`{value}` 不是有效的标签{part}", "{problem}", "请只用字母、数字、`-`、`_` 和 `.`，最多 63 个字符，首尾为字母或数字（键可带 `域名/` 前缀）";
    SELECTOR = "kubernetes/selector-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` in the selector is not a valid label {part}, so no Pod can have it", "{problem}", "copy the labels of the Pods exactly";
        zh: "选择器中的 `{value}` 不是有效的标签{part}，不会有 Pod 带有它", "{problem}", "请照抄 Pod 上的标签";
    ANNOTATION_KEY = "kubernetes/annotation-key-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a valid annotation key", "", "write `name` or `prefix/name`: the prefix is a lower-case domain name; the name has at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends";
        zh: "`{value}` 不是有效的注解键", "", "请写成 `名称` 或 `前缀/名称`：前缀是小写的域名，名称最多 63 个字母、数字、`-`、`_` 或 `.`，首尾为字母或数字";
    ANNOTATIONS_TOO_LARGE = "kubernetes/annotations-too-large", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the annotations have {value} bytes; at most 262144 are allowed", "the keys and values of all annotations count together", "shorten the largest one, or keep its text in a ConfigMap";
        zh: "注解共 {value} 字节，超过了 262144", "所有注解的键和值合并计算", "请缩短最大的那个，或把内容放进 ConfigMap";
    FINALIZER = "kubernetes/finalizer-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not allowed in `metadata.finalizers`", "{detail}", "remove it from the manifest: controllers add their own finalizers (named `domain/name`) and remove them after their cleanup";
        zh: "`metadata.finalizers` 中不能有 `{value}`", "API Server：{detail}", "请从清单中去掉：控制器会自行添加 finalizer（形如 `域名/名称`），并在清理完成后自行移除";
    NEW_FINALIZER = "kubernetes/finalizer-while-deleting", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "finalizer `{value}` cannot be added while the Service is being deleted", "", "remove it from the manifest, and apply again when the Service is gone";
        zh: "Service 正在删除，不能再加 finalizer `{value}`", "", "请从清单中去掉，等 Service 删除后再应用";
    OWNER_REFERENCE = "kubernetes/owner-reference", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "an owner reference is not valid: `{path}`", "{detail}", "remove `ownerReferences` from the manifest: controllers write it";
        zh: "属主引用无效：`{path}`", "API Server：{detail}", "请从清单中去掉 `ownerReferences`：它由控制器填写";
    SYSTEM_METADATA = "kubernetes/system-metadata", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{path}` is not valid", "{detail}", "remove this field from the manifest, because the API server maintains it; if it is inside `managedFields`, remove all of `managedFields`";
        zh: "`{path}` 无效", "API Server：{detail}", "请从清单中去掉该字段，它由 API Server 维护；如果它在 `managedFields` 之内，请去掉整个 `managedFields`";
    IMMUTABLE_METADATA = "kubernetes/immutable-metadata", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{path}` cannot be changed", "the API server maintains this field and rejects an object with another value", "remove it from the manifest";
        zh: "`{path}` 不能修改", "该字段由 API Server 维护，与其不符的对象会被拒绝", "请从清单中去掉";
    TOPOLOGY_CONFLICT = "kubernetes/topology-conflict", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the two topology annotations differ", "`service.kubernetes.io/topology-aware-hints` is the old name of `service.kubernetes.io/topology-mode`", "keep only `service.kubernetes.io/topology-mode`";
        zh: "两个拓扑注解的值不一致", "`service.kubernetes.io/topology-aware-hints` 是 `service.kubernetes.io/topology-mode` 的旧名", "请只保留 `service.kubernetes.io/topology-mode`";
    PORTS_REQUIRED = "kubernetes/ports-required", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the Service has no ports", "only headless Services and type ExternalName may have none", "add at least one entry to `spec.ports`";
        zh: "Service 没有端口", "只有 Headless Service 和 ExternalName 类型可以没有端口", "请在 `spec.ports` 中至少写一个端口";
    PORT_NAME_REQUIRED = "kubernetes/port-name-required", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "port {value} needs a name", "if there is more than one port, names tell them apart", "add `name` to every port";
        zh: "端口 {value} 需要名称", "有多个端口时，每个端口都要有名称以便区分", "请给每个端口加上 `name`";
    PORT_NAME = "kubernetes/port-name-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a valid port name", "", "use at most 63 lower-case letters, digits and hyphens, with a letter or digit at both ends";
        zh: "`{value}` 不是有效的端口名称", "", "请只用小写字母、数字和连字符，最多 63 个字符，首尾为字母或数字";
    DUPLICATE_PORT_NAME = "kubernetes/duplicate-port-name", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "two ports are named `{value}`", "", "give each port its own name";
        zh: "有两个端口的名称都是 `{value}`", "", "请给每个端口取不同的名称";
    PORT = "kubernetes/port-range", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "{value} is not a port number", "a port is a number from 1 to 65535; if `port` is missing, the API server reads it as 0", "write the port that clients connect to";
        zh: "{value} 不是端口号", "端口号的范围是 1 到 65535；不写 `port` 时，API Server 按 0 处理", "请写客户端要连接的端口";
    PROTOCOL = "kubernetes/protocol", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "there is no protocol `{value}`", "a Service port supports TCP, UDP and SCTP; names are case-sensitive", "write `TCP` or `UDP`; for a listener with another protocol, such as HTTP or HTTPS, also name that protocol in the annotation `service.cloud.tencent.com/specify-protocol`";
        zh: "没有协议 `{value}`", "Service 端口只支持 TCP、UDP 和 SCTP，区分大小写", "请写 `TCP` 或 `UDP`；需要 HTTP、HTTPS 等其他协议的监听器时，再把该协议写在注解 `service.cloud.tencent.com/specify-protocol` 中";
    TARGET_PORT = "kubernetes/target-port-range", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "{value} is not a valid target port", "a port is a number from 1 to 65535; if `targetPort` is missing, the API server uses the value of `port`", "write the port that the container listens on";
        zh: "{value} 不是有效的目标端口", "端口号的范围是 1 到 65535；不写 `targetPort` 时，API Server 使用 `port` 的值", "请写容器监听的端口";
    TARGET_PORT_NAME = "kubernetes/target-port-name", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a valid target port name", "a quoted value is the name of a container port: at most 15 lower-case letters, digits and single hyphens, with at least one letter and no hyphen at either end", "write a number without quotes, or the name exactly as the Pod has it";
        zh: "`{value}` 不是有效的目标端口名称", "加了引号就是容器端口的名称，不是端口号：最多 15 个小写字母、数字和不相连的连字符，须有字母，首尾不能是连字符", "请写不带引号的数字，或照抄 Pod 中的端口名称";
    APP_PROTOCOL = "kubernetes/app-protocol", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a valid application protocol", "an application protocol is a name of letters, digits, `-`, `_` and `.`; a domain and `/` may come before it", "write a name like `http` or `example.com/proto`, or leave it out";
        zh: "`{value}` 不是有效的应用协议", "应用协议是由字母、数字、`-`、`_` 和 `.` 组成的名称，前面可带 `域名/`", "请写 `http` 或 `example.com/proto` 这样的名称，或不写";
    NODE_PORT_ON_CLUSTER_IP = "kubernetes/node-port-on-cluster-ip", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "node port {value} is not allowed: this Service is of type ClusterIP", "only types NodePort and LoadBalancer have node ports", "remove `nodePort`, or change the type to NodePort or LoadBalancer";
        zh: "不能设置节点端口 {value}：该 Service 是 ClusterIP 类型", "只有 NodePort 和 LoadBalancer 类型有节点端口", "请去掉 `nodePort`，或把类型改为 NodePort 或 LoadBalancer";
    DUPLICATE_NODE_PORT = "kubernetes/duplicate-node-port", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "two ports of one protocol use node port {value}", "", "give each port its own node port, or let the cluster choose";
        zh: "同一协议的两个端口都用了节点端口 {value}", "", "请分别指定不同的节点端口，或交给集群分配";
    SHARED_NODE_PORT = "kubernetes/shared-node-port", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "port {value} and another port of this Service would share a node port, although their protocol is the same", "ports with the same `port` get the same node port, so their `protocol` must differ", "change the number, the protocol or the `nodePort` of one of the two ports, or remove one";
        zh: "端口 {value} 会得到与该 Service 另一个端口相同的节点端口，且协议相同", "Kubernetes 为端口号相同的端口分配同一节点端口，而节点端口的每种协议只能用一次", "请改变其中一个端口的端口号、协议或 `nodePort`，或删除一个";
    DUPLICATE_PORT = "kubernetes/duplicate-port", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "port {value} appears twice", "a Service may have each combination of port number and protocol only once", "remove one of the two, or change its number or protocol";
        zh: "端口 {value} 出现了两次", "同一端口号与协议的组合在一个 Service 中只能出现一次", "请删除其中一个，或改变端口号或协议";
    NODE_PORT_RANGE = "kubernetes/node-port-range", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "node port {value} is outside the cluster's range", "the API server's answer: `{detail}`; it checks the other fields only after this one is correct", "choose a node port in the range, or remove `nodePort` and let the cluster choose";
        zh: "节点端口 {value} 不在集群的范围内", "API Server 的回答：`{detail}`；改正之后它才会检查其他字段", "请在范围内选择节点端口，或去掉 `nodePort`，由集群分配";
    NODE_PORT_TAKEN = "kubernetes/node-port-taken", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "node port {value} is given twice in this Service", "two ports can share a node port only if their `port` is the same and their protocol differs; no port can use the node port of the health check (`healthCheckNodePort`)", "give each port its own node port";
        zh: "该 Service 已使用节点端口 {value}", "它已用于该 Service 的另一个端口或健康检查；只有端口号相同、协议不同的端口才能使用同一节点端口", "请为每个端口指定各自的节点端口，且不同于 `healthCheckNodePort`";
    TYPE = "kubernetes/service-type", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "there is no Service type `{value}`", "the types are `ClusterIP`, `NodePort`, `LoadBalancer` and `ExternalName`; they are case-sensitive", "write `LoadBalancer` if you want a load balancer";
        zh: "没有 Service 类型 `{value}`", "可用的值：`ClusterIP`、`NodePort`、`LoadBalancer`、`ExternalName`，区分大小写", "如果需要负载均衡，请写 `LoadBalancer`";
    HEADLESS_TYPE = "kubernetes/headless-type", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "type `{value}` is not allowed: this Service is headless (`clusterIP: None`)", "a Service of this type needs a cluster IP", "remove `clusterIP`, or change the type to ClusterIP";
        zh: "类型不能是 `{value}`：该 Service 是 Headless Service（`clusterIP: None`）", "该类型的 Service 需要集群 IP", "请去掉 `clusterIP`，或把类型改为 ClusterIP";
    NOT_ON_EXTERNAL_NAME = "kubernetes/not-on-external-name", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{path}` is not allowed: this Service is of type ExternalName", "such a Service is only an alias and has no address", "remove the field, or change the type";
        zh: "不能设置 `{path}`：该 Service 是 ExternalName 类型", "这种 Service 只是别名，没有地址", "请去掉该字段，或改变类型";
    EXTERNAL_NAME_REQUIRED = "kubernetes/external-name-required", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "type ExternalName needs `externalName`", "", "add `externalName: example.com`";
        zh: "ExternalName 类型需要 `externalName`", "", "请加上 `externalName: example.com`";
    EXTERNAL_NAME = "kubernetes/external-name-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a domain name", "", "write only a domain name in lower case, without scheme, port or path";
        zh: "`{value}` 不是域名", "", "请只写小写的域名，不带协议、端口和路径";
    CLUSTER_IPS_DISAGREE = "kubernetes/cluster-ips-disagree", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`clusterIP` and `clusterIPs` disagree", "the first of `clusterIPs` must be `clusterIP`", "write the same address in both, or leave both out";
        zh: "`clusterIP` 与 `clusterIPs` 不一致", "`clusterIPs` 的第一项必须是 `clusterIP`", "请写成相同的地址，或都不写";
    CLUSTER_IP = "kubernetes/cluster-ip-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a valid cluster IP", "{detail}", "leave `clusterIP` out to get an address from the cluster, or write `None` (case-sensitive) for a headless Service";
        zh: "`{value}` 不是有效的 clusterIP", "API Server：{detail}", "请不写 `clusterIP`，由集群分配地址；Headless Service 请写 `None`（区分大小写）";
    CLUSTER_IP_COUNT = "kubernetes/cluster-ip-count", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`clusterIPs` cannot contain these values together: {value}", "", "write at most one address per family, or only `None`";
        zh: "`clusterIPs` 不能这样组合：{value}", "", "请为每个地址族最多写一个地址，或只写 `None`";
    CLUSTER_IP_OUTSIDE = "kubernetes/cluster-ip-outside", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is in no address range of the cluster's Services", "{detail}", "request an address of a ServiceCIDR (Kubernetes 1.33 and later list them with `kubectl get servicecidrs`), or leave `clusterIP` out to get one";
        zh: "`{value}` 不在集群的任何 Service 网段内", "API Server：{detail}", "请使用 ServiceCIDR 中的地址（Kubernetes 1.33 起可用 `kubectl get servicecidrs` 查看），或去掉 `clusterIP` 由集群分配";
    CLUSTER_IP_CHANGED = "kubernetes/cluster-ip-changed", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the cluster IP cannot be changed", "clients may already have resolved it", "remove `clusterIP` and `clusterIPs` from the manifest, or delete and re-create the Service";
        zh: "集群 IP 不能修改", "客户端可能已经解析过它", "请从清单中去掉 `clusterIP` 和 `clusterIPs`，或删除 Service 后重建";
    IP_FAMILY = "kubernetes/ip-family", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not allowed in `ipFamilies`", "the families are IPv4 and IPv6, each at most once; they are case-sensitive", "write `IPv4` or `IPv6`, or leave the list out";
        zh: "`ipFamilies` 中不能使用 `{value}`", "地址族只有 IPv4 和 IPv6，各最多一次，区分大小写", "请写 `IPv4` 或 `IPv6`，或不写";
    IP_FAMILY_POLICY = "kubernetes/ip-family-policy", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "there is no IP family policy `{value}`", "the policies are `SingleStack`, `PreferDualStack` and `RequireDualStack`", "write one of these, or leave it out";
        zh: "没有 IP 地址族策略 `{value}`", "可用的值：`SingleStack`、`PreferDualStack`、`RequireDualStack`", "请写其中之一，或不写";
    FAMILY_MISMATCH = "kubernetes/ip-family-mismatch", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "address `{value}` does not match its entry in `ipFamilies`", "each entry of `ipFamilies` is the family of the address at the same position", "put `clusterIPs` and `ipFamilies` in the same order, or leave one of them out";
        zh: "地址 `{value}` 与 `ipFamilies` 中对应的一项不符", "`ipFamilies` 的每一项是同一位置上地址的地址族", "请让 `clusterIPs` 与 `ipFamilies` 顺序一致，或去掉其中一个";
    FAMILY_POLICY_MISMATCH = "kubernetes/ip-family-policy-mismatch", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`ipFamilyPolicy: {value}` does not match the number of cluster IPs or IP families", "{detail}", "set `ipFamilyPolicy` as intended: SingleStack for one family, PreferDualStack or RequireDualStack for two";
        zh: "`ipFamilyPolicy: {value}` 与集群 IP 或地址族的数量不符", "API Server：{detail}", "请让 `ipFamilyPolicy` 与意图一致：一个用 SingleStack，两个用 PreferDualStack 或 RequireDualStack";
    IP_FAMILY_CHANGED = "kubernetes/ip-family-changed", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the primary IP family cannot be changed", "the Service keeps its cluster IP, which is of the old primary family", "put the old primary family first in `ipFamilies` again, or delete and re-create the Service";
        zh: "主地址族不能修改", "Service 的集群 IP 不会改变，它属于原来的主地址族", "请把原来的主地址族重新放在 `ipFamilies` 的第一项，或删除 Service 后重建";
    SESSION_AFFINITY = "kubernetes/session-affinity", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "there is no session affinity `{value}`", "", "write `ClientIP` or `None` (case-sensitive)";
        zh: "没有会话亲和性类型 `{value}`", "", "请写 `ClientIP` 或 `None`（区分大小写）";
    AFFINITY_TIMEOUT = "kubernetes/affinity-timeout", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "session affinity cannot last {value} seconds", "the time ranges from 1 second to a day (86400)", "choose a time in the range, or leave it out (default 10800)";
        zh: "会话亲和性的时间不能是 {value} 秒", "范围是 1 秒到一天（86400）", "请在范围内选择，或不写（默认 10800）";
    EXTERNAL_IP = "kubernetes/external-ip-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a valid external IP", "{detail}", "write an IPv4 or IPv6 address, but not the load balancer's: the controller writes that one into the status";
        zh: "`{value}` 不是有效的外部 IP", "API Server：{detail}", "请写 IPv4 或 IPv6 地址；负载均衡的地址不写在这里，控制器会写到 status 中";
    EXTERNAL_IP_SPECIAL = "kubernetes/external-ip-special", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` cannot be an external IP", "{detail}", "write an address that is routed to the nodes from outside";
        zh: "`{value}` 不能作外部 IP", "API Server：{detail}", "请写从外部可以路由到节点的地址";
    ONLY_ON_LOAD_BALANCER = "kubernetes/only-on-load-balancer", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{path}` is not allowed: this Service is not of type LoadBalancer", "the API server accepts it only on that type", "remove it, or change the type to LoadBalancer";
        zh: "不能设置 `{path}`：该 Service 不是 LoadBalancer 类型", "API Server 只允许 LoadBalancer 类型设置它", "请去掉，或把类型改为 LoadBalancer";
    SOURCE_RANGE = "kubernetes/source-range-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a valid address range", "{detail}", "write address and prefix length, like `10.0.0.0/24`; for a single address `10.0.0.1/32`";
        zh: "`{value}` 不是有效的地址段", "API Server：{detail}", "请写地址加前缀长度，如 `10.0.0.0/24`；单个地址写 `10.0.0.1/32`";
    CLASS = "kubernetes/load-balancer-class-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a valid load balancer class", "a class is a name of letters, digits, `-`, `_` and `.`; a domain and `/` may come before it", "write the class as documented by its controller, or leave it out";
        zh: "`{value}` 不是有效的负载均衡类别", "类别是由字母、数字、`-`、`_` 和 `.` 组成的名称，前面可带 `域名/`", "请按控制器的文档填写，或不写";
    CLASS_CHANGED = "kubernetes/load-balancer-class-changed", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the load balancer class cannot be changed", "another controller would have to take over the load balancer", "keep the current class, or delete and re-create the Service";
        zh: "负载均衡类别不能修改", "否则需要由另一个控制器管理负载均衡", "请保持 Service 现有的类别，或删除 Service 后重建";
    NOT_EXTERNAL = "kubernetes/not-externally-accessible", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`externalTrafficPolicy` is not allowed: this Service cannot be reached from outside", "only types LoadBalancer and NodePort, and ClusterIP with `externalIPs`, accept traffic from outside the cluster", "remove it, or change the type to LoadBalancer or NodePort";
        zh: "不能设置 `externalTrafficPolicy`：该 Service 无法从外部访问", "只有 LoadBalancer、NodePort 类型，以及带 `externalIPs` 的 ClusterIP 类型，才接受集群外部的流量", "请去掉，或把类型改为 LoadBalancer 或 NodePort";
    TRAFFIC_POLICY = "kubernetes/traffic-policy", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "there is no traffic policy `{value}`", "names are case-sensitive", "write `Cluster` or `Local`";
        zh: "没有流量策略 `{value}`", "区分大小写", "请写 `Cluster` 或 `Local`";
    TRAFFIC_DISTRIBUTION = "kubernetes/traffic-distribution", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a value of `trafficDistribution`", "the API server answers: {detail}; `PreferSameZone` and `PreferSameNode` are known from Kubernetes {known} on", "write a value that the cluster's version knows, or leave `trafficDistribution` out";
        zh: "`{value}` 不是 `trafficDistribution` 的有效值", "API Server 会回答：{detail}；`PreferSameZone` 和 `PreferSameNode` 自 Kubernetes {known} 起可用", "请写集群的版本支持的值，或不写 `trafficDistribution`";
    HEALTH_CHECK_PORT = "kubernetes/health-check-node-port", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "health check node port {value} is not allowed", "{detail}", "remove `healthCheckNodePort`; it is allowed only with type LoadBalancer and `externalTrafficPolicy: Local`, where the cluster chooses a port if you set none";
        zh: "{value} 不能作健康检查的节点端口", "API Server：{detail}", "请去掉 `healthCheckNodePort`；它只能与 LoadBalancer 类型和 `externalTrafficPolicy: Local` 一起使用，此时不写也会由集群自行分配";
    HEALTH_CHECK_PORT_CHANGED = "kubernetes/health-check-node-port-changed", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the health check node port cannot be changed", "load balancers already probe this port", "remove `healthCheckNodePort` from the manifest";
        zh: "健康检查的节点端口不能修改", "负载均衡已在探测该端口", "请从清单中去掉 `healthCheckNodePort`";
    MIXED_PROTOCOLS = "kubernetes/mixed-protocols", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the ports of a Service of type LoadBalancer must all have one protocol: the cluster's Kubernetes is older than 1.24", "its API server answers: {detail}; in 1.20 to 1.23 the feature gate `MixedProtocolLBService` allows several protocols, but is off by default", "use one Service for each protocol, or upgrade the cluster to Kubernetes 1.24 or later";
        zh: "LoadBalancer 类型 Service 的所有端口必须使用同一种协议：集群的 Kubernetes 低于 1.24", "API Server 会回答：{detail}；1.20 至 1.23 的特性门控 `MixedProtocolLBService` 允许多种协议，但默认关闭", "请为每种协议各建一个 Service，或将集群升级到 Kubernetes 1.24 或更高版本";
    IGNORED_FIELD = "kubernetes/ignored-field", Warning, Kubernetes, Ignored, basis: Documented, K8S_SERVICE,
        en: "`{path}` is ignored", "{detail}", "remove it";
        zh: "`{path}` 不生效", "API Server：{detail}", "请删除";
    HEADLESS_AFFINITY = "kubernetes/headless-affinity", Info, Kubernetes, None, basis: Documented, K8S_SERVICE,
        en: "the API server will warn about `{path}`, although nothing is wrong", "Kubernetes 1.34.0 and 1.34.1 warn about the default of every headless Service: {detail}", "ignore the warning; Kubernetes 1.34.2 no longer has it";
        zh: "API Server 会就 `{path}` 打印一条警告，但清单没有问题", "Kubernetes 1.34.0 和 1.34.1 会对每个 Headless Service 的默认值发出警告：{detail}", "请忽略该警告；Kubernetes 1.34.2 起不再出现";
    DEPRECATED = "kubernetes/deprecated-field", Warning, Kubernetes, None, basis: Documented, K8S_SERVICE,
        en: "the field `{path}` is deprecated since Kubernetes {since}", "a later Kubernetes may ignore it; from {since} on, the API server warns: {detail}", "use a Service of type LoadBalancer instead";
        zh: "字段 `{path}` 自 Kubernetes {since} 起已弃用", "以后的 Kubernetes 可能会忽略它；自 {since} 起 API Server 会警告：{detail}", "请改用 LoadBalancer 类型的 Service";
    DEPRECATED_VALUE = "kubernetes/deprecated-value", Warning, Kubernetes, None, basis: Documented, K8S_SERVICE,
        en: "the value `{value}` of `{path}` is deprecated since Kubernetes {since}", "a later Kubernetes may ignore it; from {since} on, the API server warns: {detail}", "write `PreferSameZone`, which means the same, if the cluster has Kubernetes {known} or later; older API servers reject that value, so keep `{value}` there";
        zh: "`{path}` 的值 `{value}` 自 Kubernetes {since} 起已弃用", "以后的 Kubernetes 可能会忽略它；自 {since} 起 API Server 会警告：{detail}", "如果集群的 Kubernetes 不低于 {known}，请改为含义相同的 `PreferSameZone`；更早的 API Server 会拒绝该值，请保留 `{value}`";
    REPEATED_OWNER = "kubernetes/repeated-owner-reference", Warning, Kubernetes, Ignored, basis: Documented, K8S_SERVICE,
        en: "an owner reference to `{value}` appears twice, and the second one is dropped", "the API server warns: {detail}", "remove `ownerReferences` from the manifest: controllers write it";
        zh: "对 `{value}` 的属主引用写了两次，第二次会被丢弃", "API Server 警告：{detail}", "请从清单中去掉 `ownerReferences`：它由控制器填写";
    ADDRESS_FORM = "kubernetes/address-form", Warning, Kubernetes, None, basis: Documented, K8S_SERVICE,
        en: "`{value}` should be written `{suggestion}`", "programs interpret other forms of an address differently, and later versions of Kubernetes reject some of them", "write `{suggestion}`";
        zh: "`{value}` 应写成 `{suggestion}`", "其他写法在不同程序中含义可能不同，以后的 Kubernetes 版本会拒绝其中一部分", "请写成 `{suggestion}`";
    AMBIGUOUS_RANGE = "kubernetes/ambiguous-range", Warning, Kubernetes, None, basis: Documented, K8S_SERVICE,
        en: "Kubernetes 1.36 and later reject `{value}`: bits beyond its prefix length are set", "{detail}", "write the range with these bits set to zero, or a single address with `/32` (IPv6: `/128`)";
        zh: "Kubernetes 1.36 起会拒绝 `{value}`：前缀长度之外还有不为零的位", "API Server：{detail}", "请将这些位写为零，或写单个地址加 `/32`（IPv6 为 `/128`）";
    TOPOLOGY_DEPRECATED = "kubernetes/deprecated-topology-hints", Warning, Kubernetes, None, basis: Documented, K8S_SERVICE,
        en: "`{value}` is deprecated since Kubernetes {since}", "", "write `service.kubernetes.io/topology-mode` if the cluster has Kubernetes {since} or later; older ones do not know that name";
        zh: "`{value}` 自 Kubernetes {since} 起已弃用", "", "如果集群的 Kubernetes 不低于 {since}，请改用 `service.kubernetes.io/topology-mode`；更早的版本不认识这个名称";
    STATUS = "kubernetes/status", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{path}` cannot be part of the status", "{detail}", "remove the status from the manifest: the controller writes it";
        zh: "`{path}` 不能写入 status", "API Server：{detail}", "status 由控制器维护，请从清单中去掉";
}

/// Second sentences of findings.
pub mod notes {
    use super::{K8S_SERVICE, reasons};

    reasons! {
        SHOWN_LATER = "kubernetes/shown-later", Documented, None,
            "the API server stops at the error in `{path}`; it reports this one only after that error is fixed",
            "API Server 会先在 `{path}` 的错误处停下；改正该错误之后才会报告本条";
        REPLACE_VALUE = "kubernetes/replace-value", Documented, None,
            "change `{value}` to `{suggestion}`",
            "把 `{value}` 改为 `{suggestion}`";
        QUOTE_VALUE = "kubernetes/quote-value", Documented, None,
            "put `{value}` in quotes",
            "给 `{value}` 加上引号";
        UNQUOTE_VALUE = "kubernetes/unquote-value", Documented, None,
            "remove the quotes around `{value}`",
            "去掉 `{value}` 的引号";
        VERSION_UNKNOWN = "kubernetes/version-unknown", Documented, Some(K8S_SERVICE),
            "the cluster's version is unknown, and an API server older than Kubernetes {since} does not warn: set `kubernetesVersion` in the context",
            "集群的版本未知，低于 Kubernetes {since} 的 API Server 不会警告：请在集群信息中填写 `kubernetesVersion`";
    }
}
