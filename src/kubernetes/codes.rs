//! Findings of kube-apiserver, by family of rules.

use crate::codes;
use crate::diagnostic::references::{K8S_SERVICE, K8S_SERVICE_API};
use crate::reasons;

codes! {
    WRONG_KIND = "schema/wrong-kind", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "`{value}` is not a kind of version v1", "the API server looks the kind up before it reads anything else; letter case counts", "write `kind: Service`";
        zh: "v1 中没有 `{value}` 这种资源", "API Server 在读取其他内容之前先查 kind，且区分大小写", "请写 `kind: Service`";
    WRONG_VERSION = "schema/wrong-api-version", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "there is no Service in version `{value}`", "Service belongs to the core group, whose only version is v1", "write `apiVersion: v1`";
        zh: "版本 `{value}` 中没有 Service", "Service 属于核心组，唯一的版本是 v1", "请写 `apiVersion: v1`";
    WRONG_TYPE = "schema/wrong-type", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "`{path}` must be of type {wanted}, found {value}", "the API server cannot read the object at all and names only the first such value", "write a value of type {wanted}; quotes make a string, and their absence a number or boolean";
        zh: "`{path}` 的类型不对：写的是 {value}", "API Server 无法读取整个对象，且只会指出第一处", "请改成正确的类型（{wanted}）；加引号是字符串，不加引号是数字或布尔值";
    NOT_WHOLE = "schema/not-a-whole-number", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "`{path}` must be a whole number, found {value}", "a number with a fraction or an exponent cannot be read as a whole one, and the object with it", "write the digits alone, `80`";
        zh: "`{path}` 必须是整数，写的是 {value}", "带小数或指数的数字不能当作整数，整个对象也就无法读取", "只写数字，例如 `80`";
    TOO_BIG = "schema/number-out-of-range", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "{value} is too large for `{path}`", "the field holds fewer digits than that, so the API server cannot read the object", "write a smaller number";
        zh: "{value} 超出了 `{path}` 能表示的范围", "该字段放不下这个数字，API Server 无法读取整个对象", "请写更小的数字";
    WRONG_TIME = "schema/wrong-time", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "`{path}` is not a time: {value}", "times are written as RFC 3339 says", "write a time like `2024-01-31T08:00:00Z`, or leave the field to the API server";
        zh: "`{path}` 不是时间：{value}", "时间必须是 RFC 3339 格式", "请写成 `2024-01-31T08:00:00Z` 这样的时间，或交给 API Server 填写";
    UNKNOWN_FIELD = "schema/unknown-field", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "there is no field `{value}` in a Service", "kubectl asks for strict validation, which refuses unknown fields; without it the field is dropped silently", "remove it, or look up the field that was meant; letter case counts";
        zh: "Service 没有字段 `{value}`", "kubectl 默认使用严格校验，会拒绝未知字段；不严格时该字段会被悄悄丢弃", "请删除，或查找本来要用的字段；字段名区分大小写";
    MISSPELLED_FIELD = "schema/misspelled-field", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "there is no field `{value}`; did you mean `{suggestion}`?", "kubectl asks for strict validation, which refuses unknown fields; without it the field is dropped silently", "write `{suggestion}`; letter case counts";
        zh: "没有字段 `{value}`，是不是想写 `{suggestion}`？", "kubectl 默认使用严格校验，会拒绝未知字段；不严格时该字段会被悄悄丢弃", "请写 `{suggestion}`；字段名区分大小写";
    MISPLACED_FIELD = "schema/misplaced-field", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "`{value}` stands at the wrong level: the field is `{suggestion}`", "where it stands it is unknown, and strict validation refuses it", "move it to `{suggestion}`; check the indentation";
        zh: "`{value}` 的层级不对，该字段应是 `{suggestion}`", "它所在的位置没有这个字段，严格校验会拒绝", "请移到 `{suggestion}`，并检查缩进";
    REMOVED_FIELD = "schema/removed-field", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "`{value}` no longer exists", "an older release of Kubernetes had this field; today's refuse it like any unknown one", "remove it; instead of `topologyKeys` there is `trafficDistribution`, instead of `ipFamily` there is `ipFamilies`";
        zh: "`{value}` 已不存在", "这是旧版 Kubernetes 的字段，现在等同于未知字段，会被拒绝", "请删除；`topologyKeys` 可改用 `trafficDistribution`，`ipFamily` 可改用 `ipFamilies`";
    DUPLICATE_FIELD = "schema/duplicate-field", Error, Schema, Rejected, basis: Documented, K8S_SERVICE_API,
        en: "`{value}` is written twice", "strict validation refuses it; without it the last one wins", "keep one of them";
        zh: "`{value}` 写了两次", "严格校验会拒绝；不严格时以最后一次为准", "只保留一个";
    KUBERNETES_VERSION = "kubernetes/unreadable-version", Warning, Kubernetes, None,
        en: "`{value}` is not a version of Kubernetes", "the rules of the newest known release are used instead", "write it like `1.34` or `v1.34.1`";
        zh: "`{value}` 不是 Kubernetes 版本", "将改用已知最新版本的规则", "请写成 `1.34` 或 `v1.34.1`";
    SERVICE_NODE_PORT_RANGE = "kubernetes/unreadable-node-port-range", Warning, Kubernetes, None,
        en: "`{value}` is not a range of ports", "the usual range 30000-32767 is used instead", "write it like `30000-32767`";
        zh: "`{value}` 不是端口范围", "将改用默认范围 30000-32767", "请写成 `30000-32767`";
    NAME_REQUIRED = "kubernetes/name-required", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the Service has no name", "an object is stored under its name", "write `metadata.name`, or `metadata.generateName` if the end of the name does not matter";
        zh: "Service 没有名字", "对象以名字为键保存", "请填写 `metadata.name`；若名字结尾无所谓，可填写 `metadata.generateName`";
    NAME = "kubernetes/name-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` cannot name a Service", "the name becomes part of a DNS name: {detail}", "use lower-case letters, digits and hyphens, begin with a letter (from Kubernetes 1.36 a digit will do), at most 63 characters";
        zh: "`{value}` 不能作 Service 的名字", "名字会成为 DNS 名的一部分：{detail}", "只用小写字母、数字和连字符，以字母开头（Kubernetes 1.36 起可用数字开头），最多 63 个字符";
    NAMESPACE = "kubernetes/namespace-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` cannot name a namespace", "{detail}", "use lower-case letters, digits and hyphens";
        zh: "`{value}` 不能作命名空间的名字", "{detail}", "只用小写字母、数字和连字符";
    LABEL = "kubernetes/label-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` cannot stand in a label", "{detail}", "use letters, digits, `-`, `_` and `.`, at most 63 characters; anything else belongs in an annotation";
        zh: "标签中不能出现 `{value}`", "{detail}", "只用字母、数字、`-`、`_` 和 `.`，最多 63 个字符；其他内容请放到注解里";
    SELECTOR = "kubernetes/selector-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` cannot stand in a selector", "a selector holds label keys and values: {detail}", "copy the labels of the Pods as they stand there";
        zh: "选择器中不能出现 `{value}`", "选择器由标签的键和值组成：{detail}", "请照抄 Pod 上的标签";
    ANNOTATION_KEY = "kubernetes/annotation-key-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` cannot be the key of an annotation", "{detail}", "write `prefix/name`: the prefix is a domain name, the name has at most 63 letters, digits, `-`, `_` and `.`";
        zh: "`{value}` 不能作注解的键", "{detail}", "请写成 `前缀/名字`：前缀是域名，名字最多 63 个字母、数字、`-`、`_` 或 `.`";
    ANNOTATIONS_TOO_LARGE = "kubernetes/annotations-too-large", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the annotations have {value} bytes, more than 262144", "keys and values of all annotations count together", "shorten the largest, or keep the text in a ConfigMap";
        zh: "注解共 {value} 字节，超过了 262144", "所有注解的键和值合并计算", "请缩短最大的那个，或把内容放进 ConfigMap";
    FINALIZER = "kubernetes/finalizer-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` cannot be a finalizer", "{detail}", "finalizers are written `domain/name` by the controller that removes them; leave them to it";
        zh: "`{value}` 不能作 finalizer", "{detail}", "finalizer 由负责移除它的控制器写成 `域名/名字`，请交给控制器处理";
    NEW_FINALIZER = "kubernetes/finalizer-while-deleting", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "finalizer `{value}` is added while the Service is being deleted", "nobody would wait for it", "remove it from the manifest, and apply again after the Service is gone";
        zh: "Service 正在删除，不能再加 finalizer `{value}`", "删除过程不会再等待它", "请从清单中去掉，等 Service 删除后再提交";
    OWNER_REFERENCE = "kubernetes/owner-reference", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "an owner reference is not valid", "{detail}", "owner references are written by controllers; remove them from the manifest";
        zh: "属主引用无效", "{detail}", "属主引用由控制器填写，请从清单中去掉";
    SYSTEM_METADATA = "kubernetes/system-metadata", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{path}` is not valid", "{detail}", "the API server keeps this field; remove it from the manifest";
        zh: "`{path}` 无效", "{detail}", "该字段由 API Server 维护，请从清单中去掉";
    IMMUTABLE_METADATA = "kubernetes/immutable-metadata", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{path}` cannot be changed", "the API server keeps this field, and refuses an object that says otherwise", "remove it from the manifest; it was probably copied from another object";
        zh: "`{path}` 不能修改", "该字段由 API Server 维护，与其不符的对象会被拒绝", "请从清单中去掉，它多半是从别的对象复制来的";
    TOPOLOGY_CONFLICT = "kubernetes/topology-conflict", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the two topology annotations differ", "`service.kubernetes.io/topology-aware-hints` is the old name of `service.kubernetes.io/topology-mode`", "keep `service.kubernetes.io/topology-mode` alone";
        zh: "两个拓扑注解的值不一致", "`service.kubernetes.io/topology-aware-hints` 是 `service.kubernetes.io/topology-mode` 的旧名", "只保留 `service.kubernetes.io/topology-mode`";
    PORTS_REQUIRED = "kubernetes/ports-required", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the Service has no ports", "only headless Services and those of type ExternalName may have none", "add at least one entry to `spec.ports`";
        zh: "Service 没有端口", "只有 Headless Service 和 ExternalName 类型可以没有端口", "请在 `spec.ports` 中至少写一个端口";
    PORT_NAME_REQUIRED = "kubernetes/port-name-required", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "port {value} needs a name", "with more than one port, each needs a name to be told apart by", "add `name:` to every port";
        zh: "端口 {value} 需要名字", "有多个端口时，每个端口都要有名字以便区分", "请给每个端口加上 `name:`";
    PORT_NAME = "kubernetes/port-name-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` cannot name a port", "{detail}", "use lower-case letters, digits and hyphens";
        zh: "`{value}` 不能作端口的名字", "{detail}", "只用小写字母、数字和连字符";
    DUPLICATE_PORT_NAME = "kubernetes/duplicate-port-name", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "two ports are named `{value}`", "ports are told apart by their names", "give each port a name of its own";
        zh: "有两个端口都叫 `{value}`", "端口靠名字区分", "请给每个端口取不同的名字";
    PORT = "kubernetes/port-range", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "{value} is not a port", "ports go from 1 to 65535; a port that is left out counts as 0", "write the port clients connect to";
        zh: "{value} 不是端口号", "端口号的范围是 1 到 65535，不写等于 0", "请写客户端要连接的端口";
    PROTOCOL = "kubernetes/protocol", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "there is no protocol `{value}`", "a Service port speaks TCP, UDP or SCTP; letter case counts", "write `TCP` or `UDP`; HTTP and HTTPS are TCP to a Service, and what TKE adds to that stands in annotations";
        zh: "没有协议 `{value}`", "Service 端口只支持 TCP、UDP 和 SCTP，区分大小写", "请写 `TCP` 或 `UDP`；对 Service 来说 HTTP、HTTPS 都是 TCP，TKE 的扩展协议写在注解里";
    TARGET_PORT = "kubernetes/target-port-range", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "{value} is not a target port", "ports go from 1 to 65535; a target port that is left out is the port itself", "write the port the container listens on";
        zh: "{value} 不是有效的目标端口", "端口号的范围是 1 到 65535，不写则与 port 相同", "请写容器监听的端口";
    TARGET_PORT_NAME = "kubernetes/target-port-name", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` cannot name a target port", "in quotes it is the name of a container port, not its number: {detail}", "write a number without quotes, or the name as the Pod has it";
        zh: "`{value}` 不能作目标端口的名字", "加了引号就是容器端口的名字，而不是端口号：{detail}", "请写不带引号的数字，或照抄 Pod 中的端口名";
    APP_PROTOCOL = "kubernetes/app-protocol", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` cannot be an application protocol", "{detail}", "write a name like `http` or `example.com/proto`, or leave it out";
        zh: "`{value}` 不能作应用协议", "{detail}", "请写 `http` 或 `example.com/proto` 这样的名字，或不写";
    NODE_PORT_ON_CLUSTER_IP = "kubernetes/node-port-on-cluster-ip", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "node port {value} is set on a Service of type ClusterIP", "such a Service is not reachable through nodes", "remove `nodePort`, or make the type NodePort or LoadBalancer";
        zh: "ClusterIP 类型的 Service 设置了节点端口 {value}", "这种 Service 不能经由节点访问", "请去掉 `nodePort`，或把类型改为 NodePort 或 LoadBalancer";
    DUPLICATE_NODE_PORT = "kubernetes/duplicate-node-port", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "node port {value} is used twice for the same protocol", "a node can hand a port to one of them only", "give each port a node port of its own, or leave them to the cluster";
        zh: "同一协议下节点端口 {value} 用了两次", "节点上的一个端口只能给其中一个", "请分别指定不同的节点端口，或交给集群分配";
    SHARED_NODE_PORT = "kubernetes/shared-node-port", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "port {value} would get the node port of an earlier one", "ports of the same number share a node port, which needs them to differ in protocol", "remove one of the two ports, or change its number or protocol";
        zh: "端口 {value} 会得到与前一个端口相同的节点端口", "号码相同的端口共用节点端口，因此协议必须不同", "请删除其中一个，或改变号码或协议";
    DUPLICATE_PORT = "kubernetes/duplicate-port", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "port {value} is there twice", "protocol and number together tell ports apart", "remove one of them, or change its number or protocol";
        zh: "端口 {value} 出现了两次", "端口以协议加号码区分", "请删除其中一个，或改变号码或协议";
    NODE_PORT_RANGE = "kubernetes/node-port-range", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "node port {value} is outside the cluster's range", "{detail}; the API server says this alone, before it validates anything else", "choose one of the range, or leave it to the cluster";
        zh: "节点端口 {value} 不在集群的范围内", "{detail}；API Server 会先单独报这一条，再做其他校验", "请在范围内选择，或交给集群分配";
    NODE_PORT_TAKEN = "kubernetes/node-port-taken", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "node port {value} is asked for by two ports of this Service", "a node port can be shared only by ports of the same number with different protocols", "give each port a node port of its own";
        zh: "该 Service 的两个端口都要用节点端口 {value}", "只有号码相同、协议不同的端口才能共用节点端口", "请分别指定不同的节点端口";
    TYPE = "kubernetes/service-type", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "there is no Service type `{value}`", "{detail}; letter case counts", "write `LoadBalancer` if a CLB is wanted";
        zh: "没有 Service 类型 `{value}`", "{detail}，区分大小写", "如果需要 CLB，请写 `LoadBalancer`";
    HEADLESS_TYPE = "kubernetes/headless-type", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "a headless Service cannot be of type `{value}`", "`clusterIP: None` asks for no address, and that type is built on one", "remove `clusterIP`, or make the type ClusterIP";
        zh: "Headless Service 的类型不能是 `{value}`", "`clusterIP: None` 表示不要地址，而该类型需要地址", "请去掉 `clusterIP`，或把类型改为 ClusterIP";
    NOT_ON_EXTERNAL_NAME = "kubernetes/not-on-external-name", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{path}` is set on a Service of type ExternalName", "such a Service is an alias and has no address", "remove the field, or change the type";
        zh: "ExternalName 类型的 Service 不能设置 `{path}`", "这种 Service 只是别名，没有地址", "请去掉该字段，或改变类型";
    EXTERNAL_NAME_REQUIRED = "kubernetes/external-name-required", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "type ExternalName needs `externalName`", "the Service is an alias for that name", "add `externalName: example.com`";
        zh: "ExternalName 类型需要 `externalName`", "这种 Service 是该域名的别名", "请加上 `externalName: example.com`";
    EXTERNAL_NAME = "kubernetes/external-name-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a domain name", "{detail}", "write a domain name alone, without scheme, port or path, in lower case";
        zh: "`{value}` 不是域名", "{detail}", "只写小写的域名，不带协议、端口和路径";
    CLUSTER_IPS_DISAGREE = "kubernetes/cluster-ips-disagree", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`clusterIP` and `clusterIPs` disagree", "the first of `clusterIPs` is `clusterIP`", "write the same address in both, or leave both out";
        zh: "`clusterIP` 与 `clusterIPs` 不一致", "`clusterIPs` 的第一项就是 `clusterIP`", "请写成相同的地址，或都不写";
    CLUSTER_IP = "kubernetes/cluster-ip-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a cluster IP", "{detail}", "leave it out to get an address, or write `None` (letter case counts) for a headless Service";
        zh: "`{value}` 不是有效的 clusterIP", "{detail}", "不写则自动分配；Headless Service 请写 `None`（区分大小写）";
    CLUSTER_IP_COUNT = "kubernetes/cluster-ip-count", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "these `clusterIPs` cannot stand together: {value}", "{detail}", "write one address of each family at most, or `None` alone";
        zh: "`clusterIPs` 不能这样组合：{value}", "{detail}", "每个地址族最多一个，或只写 `None`";
    CLUSTER_IP_CHANGED = "kubernetes/cluster-ip-changed", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the cluster IP cannot be changed", "clients may have resolved it already: {detail}", "leave `clusterIP` and `clusterIPs` out of the manifest, or delete the Service and create it anew";
        zh: "集群 IP 不能修改", "客户端可能已经解析过它：{detail}", "请从清单中去掉 `clusterIP` 和 `clusterIPs`，或删除 Service 后重建";
    IP_FAMILY = "kubernetes/ip-family", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` cannot stand in `ipFamilies`", "the families are IPv4 and IPv6, each at most once; letter case counts", "write `IPv4` or `IPv6`, or leave the list out";
        zh: "`ipFamilies` 中不能出现 `{value}`", "地址族只有 IPv4 和 IPv6，各最多一次，区分大小写", "请写 `IPv4` 或 `IPv6`，或不写";
    IP_FAMILY_POLICY = "kubernetes/ip-family-policy", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "there is no IP family policy `{value}`", "{detail}", "write one of these, or leave it out";
        zh: "没有 IP 地址族策略 `{value}`", "{detail}", "请写其中之一，或不写";
    FAMILY_MISMATCH = "kubernetes/ip-family-mismatch", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "address `{value}` is not of the family at its place", "{detail}", "put `clusterIPs` and `ipFamilies` in the same order, or leave one of them out";
        zh: "地址 `{value}` 与相应位置的地址族不符", "{detail}", "请让 `clusterIPs` 与 `ipFamilies` 顺序一致，或去掉其中一个";
    FAMILY_POLICY_MISMATCH = "kubernetes/ip-family-policy-mismatch", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "policy `{value}` does not fit the number of addresses or families", "{detail}", "let `ipFamilyPolicy` say what is meant: SingleStack for one, PreferDualStack or RequireDualStack for two";
        zh: "策略 `{value}` 与地址或地址族的数量不符", "{detail}", "请让 `ipFamilyPolicy` 与意图一致：一个用 SingleStack，两个用 PreferDualStack 或 RequireDualStack";
    IP_FAMILY_CHANGED = "kubernetes/ip-family-changed", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the primary IP family cannot be changed", "the cluster IP belongs to it: {detail}", "keep the first of `ipFamilies`, or delete the Service and create it anew";
        zh: "主地址族不能修改", "集群 IP 属于该地址族：{detail}", "请保留 `ipFamilies` 的第一项，或删除 Service 后重建";
    SESSION_AFFINITY = "kubernetes/session-affinity", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "there is no session affinity `{value}`", "{detail}", "write `ClientIP` or `None`";
        zh: "没有会话保持方式 `{value}`", "{detail}", "请写 `ClientIP` 或 `None`";
    AFFINITY_TIMEOUT = "kubernetes/affinity-timeout", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "a session cannot last {value} seconds", "the time goes from 1 second to a day, 86400", "choose a time between, or leave it out for 10800";
        zh: "会话保持时间不能是 {value} 秒", "范围是 1 秒到一天（86400）", "请在范围内选择，或不写（默认 10800）";
    EXTERNAL_IP = "kubernetes/external-ip-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not an external IP", "{detail}", "write an IPv4 or IPv6 address; a CLB's address does not belong here, the controller reports it in the status";
        zh: "`{value}` 不是有效的外部 IP", "{detail}", "请写 IPv4 或 IPv6 地址；CLB 的地址不写在这里，控制器会写到 status 中";
    EXTERNAL_IP_SPECIAL = "kubernetes/external-ip-special", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` cannot be an external IP", "{detail}", "write an address that is routed to the nodes from outside";
        zh: "`{value}` 不能作外部 IP", "{detail}", "请写从外部可以路由到节点的地址";
    ONLY_ON_LOAD_BALANCER = "kubernetes/only-on-load-balancer", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{path}` is set on a Service that is no load balancer", "the field is read for type LoadBalancer only, and refused elsewhere", "remove it, or make the type LoadBalancer";
        zh: "非 LoadBalancer 类型的 Service 设置了 `{path}`", "该字段只用于 LoadBalancer 类型，其他类型会被拒绝", "请去掉，或把类型改为 LoadBalancer";
    SOURCE_RANGE = "kubernetes/source-range-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` is not a range of addresses", "{detail}", "write address and prefix length, `10.0.0.0/24`; a single address is `10.0.0.1/32`";
        zh: "`{value}` 不是地址段", "{detail}", "请写地址加前缀长度，如 `10.0.0.0/24`；单个地址写 `10.0.0.1/32`";
    CLASS = "kubernetes/load-balancer-class-format", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{value}` cannot be a load balancer class", "{detail}", "write the class as its controller documents it, or leave it out";
        zh: "`{value}` 不能作负载均衡类别", "{detail}", "请按控制器的文档填写，或不写";
    CLASS_CHANGED = "kubernetes/load-balancer-class-changed", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the load balancer class cannot be changed", "another controller would have to take the load balancer over", "write the class that the Service has, or delete the Service and create it anew";
        zh: "负载均衡类别不能修改", "否则需要由另一个控制器接管负载均衡", "请保持 Service 现有的类别，或删除 Service 后重建";
    NOT_EXTERNAL = "kubernetes/not-externally-accessible", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`externalTrafficPolicy` is set on a Service that cannot be reached from outside", "{detail}", "remove it, or make the type LoadBalancer or NodePort";
        zh: "无法从外部访问的 Service 设置了 `externalTrafficPolicy`", "{detail}", "请去掉，或把类型改为 LoadBalancer 或 NodePort";
    TRAFFIC_POLICY = "kubernetes/traffic-policy", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "there is no traffic policy `{value}`", "{detail}", "write `Cluster` or `Local`; letter case counts";
        zh: "没有流量策略 `{value}`", "{detail}", "请写 `Cluster` 或 `Local`，区分大小写";
    TRAFFIC_DISTRIBUTION = "kubernetes/traffic-distribution", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "there is no traffic distribution `{value}`", "in this release of Kubernetes: {detail}", "write one of these, or leave it out";
        zh: "没有流量分布方式 `{value}`", "该版本的 Kubernetes：{detail}", "请写其中之一，或不写";
    HEALTH_CHECK_PORT = "kubernetes/health-check-node-port", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "{value} cannot be the health check's node port", "{detail}", "leave `healthCheckNodePort` out; the cluster chooses one for type LoadBalancer with `externalTrafficPolicy: Local`";
        zh: "{value} 不能作健康检查的节点端口", "{detail}", "请不写 `healthCheckNodePort`；LoadBalancer 类型且 `externalTrafficPolicy: Local` 时由集群分配";
    HEALTH_CHECK_PORT_CHANGED = "kubernetes/health-check-node-port-changed", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "the health check's node port cannot be changed", "load balancers already ask that port", "leave `healthCheckNodePort` out of the manifest";
        zh: "健康检查的节点端口不能修改", "负载均衡已在探测该端口", "请从清单中去掉 `healthCheckNodePort`";
    IGNORED_FIELD = "kubernetes/ignored-field", Warning, Kubernetes, Ignored, basis: Documented, K8S_SERVICE,
        en: "`{path}` is ignored", "{detail}", "remove it";
        zh: "`{path}` 会被忽略", "{detail}", "请删除";
    HEADLESS_AFFINITY = "kubernetes/headless-affinity", Info, Kubernetes, None, basis: Documented, K8S_SERVICE,
        en: "the API server will print a warning about `{path}`, which the manifest does not set", "it fills the field in, and then says of every headless Service: {detail}", "nothing can be done about it, and nothing is wrong";
        zh: "API Server 会就清单没有设置的 `{path}` 打印一条警告", "它先填上默认值，然后对每个 Headless Service 都会说：{detail}", "无法避免，也没有问题";
    ADDRESS_FORM = "kubernetes/address-form", Warning, Kubernetes, None, basis: Documented, K8S_SERVICE,
        en: "`{value}` should be written `{suggestion}`", "programs read other forms differently, and later releases refuse some of them", "write `{suggestion}`";
        zh: "`{value}` 应写成 `{suggestion}`", "其他写法在不同程序中含义可能不同，以后的版本会拒绝其中一部分", "请写成 `{suggestion}`";
    AMBIGUOUS_RANGE = "kubernetes/ambiguous-range", Warning, Kubernetes, None, basis: Documented, K8S_SERVICE,
        en: "`{value}` has bits set beyond its length", "{detail}", "write the network, or the one address with its full length; from Kubernetes 1.36 it is refused";
        zh: "`{value}` 在前缀长度之外还有置位", "{detail}", "请写网段，或写单个地址及完整的前缀长度；Kubernetes 1.36 起会被拒绝";
    TOPOLOGY_DEPRECATED = "kubernetes/deprecated-topology-hints", Warning, Kubernetes, None, basis: Documented, K8S_SERVICE,
        en: "`{value}` is an old name", "{detail}", "write `service.kubernetes.io/topology-mode`";
        zh: "`{value}` 是旧名称", "{detail}", "请改用 `service.kubernetes.io/topology-mode`";
    STATUS = "kubernetes/status", Error, Kubernetes, Rejected, basis: Documented, K8S_SERVICE,
        en: "`{path}` cannot be written to the status", "{detail}", "the status is the controller's; leave it out of the manifest";
        zh: "`{path}` 不能写入 status", "{detail}", "status 由控制器维护，请从清单中去掉";
}

/// Second sentences of findings.
pub mod notes {
    use super::reasons;

    reasons! {
        SHOWN_LATER = "kubernetes/shown-later", Documented, None,
            "the API server stops at `{path}` and would say this only after that is mended",
            "API Server 会先在 `{path}` 处停下，改正之后才会报这一条";
        REPLACE_VALUE = "kubernetes/replace-value", Documented, None,
            "change `{value}` to `{suggestion}`",
            "把 `{value}` 改为 `{suggestion}`";
        QUOTE_VALUE = "kubernetes/quote-value", Documented, None,
            "put `{value}` in quotes",
            "给 `{value}` 加上引号";
        UNQUOTE_VALUE = "kubernetes/unquote-value", Documented, None,
            "take the quotes off `{value}`",
            "去掉 `{value}` 的引号";
    }
}
