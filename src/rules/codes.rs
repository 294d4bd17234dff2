//! Findings about annotations in combination: with each other, with the Service, with other objects of the cluster.

use crate::codes;
use crate::diagnostic::references;

codes! {
    UNKNOWN_NAME = "annotation/unknown-name", Warning, Tke, Ignored, basis: Inferred, references::ANNOTATIONS,
        en: "`{name}` is not an annotation known here", "an annotation that the controller does not know has no effect",
            "look the name up on the annotation page";
        zh: "`{name}` 不是已知的注解", "控制器不认识的注解不起作用", "请在注解文档中核对名称";

    MISTYPED_NAME = "annotation/mistyped-name", Warning, Tke, Ignored, basis: Inferred, references::ANNOTATIONS,
        en: "`{name}` is not an annotation known here; `{near}` is", "an annotation that the controller does not know has no effect",
            "did you mean `{near}`?";
        zh: "`{name}` 不是已知的注解，`{near}` 才是", "控制器不认识的注解不起作用", "是否想写 `{near}`？";

    WRONG_PREFIX = "annotation/wrong-prefix", Warning, Tke, Ignored, basis: Documented, references::ANNOTATIONS,
        en: "`{name}` has the wrong prefix: the annotation is `{near}`",
            "TKE's annotations have three prefixes, and a name under another one has no effect", "write `{near}`";
        zh: "`{name}` 的前缀不对：正确的注解是 `{near}`", "TKE 的注解有三种前缀，写在其他前缀下不起作用", "改为 `{near}`";

    INVENTED_NAME = "annotation/invented-name", Warning, Tke, Ignored, basis: Documented, references::SERVICE_CONFIG,
        en: "`{name}` does not exist", "it is found in copied guides and on no page of TKE; health checks are not set by annotations",
            "set the health check in a TkeServiceConfig, under `healthCheck`";
        zh: "`{name}` 并不存在", "它只见于转抄的教程，TKE 文档中没有；健康检查不通过注解设置", "在 TkeServiceConfig 的 `healthCheck` 中设置健康检查";

    TAG_NAME = "annotation/tag-name", Warning, Tke, Ignored, basis: Documented, references::OVERVIEW,
        en: "`{name}` is a tag of the CLB, and no annotation", "the controller looks for it on the CLB only", "remove it here; on the CLB, `tke-lifecycle-owner` is the one that people may change";
        zh: "`{name}` 是 CLB 的标签，不是注解", "控制器只在 CLB 上查找它", "从这里删除；在 CLB 上，只有 `tke-lifecycle-owner` 允许用户修改";

    OTHER_CLOUD = "annotation/other-cloud", Warning, Tke, Ignored, basis: Inferred, references::ANNOTATIONS,
        en: "`{name}` is an annotation of {cloud}", "TKE's controller does not read it", "use the annotation of TKE for it, or remove it";
        zh: "`{name}` 是 {cloud} 的注解", "TKE 的控制器不会读取它", "改用 TKE 对应的注解，或删除它";

    NO_LOAD_BALANCER = "annotation/no-load-balancer", Info, Tke, Ignored, basis: Documented, references::OVERVIEW,
        en: "the annotations about a CLB have no effect: this Service has none",
            "a CLB belongs to Services of type LoadBalancer without a foreign `loadBalancerClass`", "";
        zh: "与 CLB 有关的注解不起作用：该 Service 没有 CLB", "只有类型为 LoadBalancer 且未指定其他 `loadBalancerClass` 的 Service 才有 CLB", "";

    READ_ONLY = "annotation/read-only", Warning, Tke, Ignored, basis: Documented, references::ANNOTATIONS,
        en: "`{name}` is written by the controller", "a manifest that carries it was copied from a cluster, and the value is that of another moment or another Service",
            "remove it from the manifest";
        zh: "`{name}` 由控制器写入", "带有它的清单是从集群中复制出来的，其值属于另一时刻或另一个 Service", "从清单中删除它";

    COPIED_TOKEN = "annotation/copied-client-token", Error, Tke, Aborts, basis: Inferred, references::CREATE_LOAD_BALANCER,
        en: "`{name}` is the token of Service `{other}`", "the token makes a purchase happen once: with it this Service would be given the CLB of the other one",
            "remove it; the controller writes a new one";
        zh: "`{name}` 是 Service `{other}` 的令牌", "该令牌保证只购买一次：带着它，该 Service 会得到另一个 Service 的 CLB", "删除它，控制器会写入新的令牌";

    DEPRECATED = "annotation/deprecated", Warning, Tke, None, basis: Documented, references::ANNOTATIONS,
        en: "`{name}` is an old name; the annotation is `{near}`", "the present pages do not list the old name", "write `{near}`";
        zh: "`{name}` 是旧名称，现在的注解是 `{near}`", "现行文档不再列出旧名称", "改为 `{near}`";

    REMOVAL_ANNOUNCED = "annotation/removal-announced", Warning, Tke, None, basis: Documented, references::ANNOTATIONS,
        en: "`{name}` is announced for removal", "", "remove it; without it the Service has an application CLB";
        zh: "`{name}` 已宣布将被移除", "", "删除它；不写时使用应用型 CLB";

    LEGACY = "annotation/legacy", Warning, Tke, Ignored, basis: Inferred, references::ANNOTATIONS,
        en: "nothing reads `{name}` today", "it belongs to a controller or a console of former years", "remove it";
        zh: "如今没有组件读取 `{name}`", "它属于早年的控制器或控制台", "删除它";

    UNPROVEN = "annotation/unproven", Info, Tke, None, basis: Inferred, references::INGRESS_ANNOTATIONS,
        en: "`{name}` is documented for Ingress only", "that Services know it is not proven", "try it on a Service that may be lost before relying on it";
        zh: "`{name}` 只在 Ingress 的文档中出现", "Service 是否支持尚未证实", "依赖它之前，先在可丢弃的 Service 上试验";

    UNDOCUMENTED = "annotation/undocumented", Info, Tke, None, basis: Inferred, references::GUIDE,
        en: "`{name}` is on no page of TKE", "it was seen on Services of the platform itself", "";
        zh: "`{name}` 不在 TKE 的任何文档中", "它见于平台自身的 Service", "";

    TOO_NEW = "annotation/too-new", Warning, Tke, Ignored, basis: Documented, references::ANNOTATIONS,
        en: "`{name}` needs controller {needs}; this cluster has {has}", "an older controller does not know it", "upgrade the controller";
        zh: "`{name}` 需要控制器 {needs}，而集群中是 {has}", "较旧的控制器不认识它", "升级控制器";

    PROBABLY_TOO_NEW = "annotation/probably-too-new", Warning, Tke, Ignored, basis: Inferred, references::INGRESS_ANNOTATIONS,
        en: "`{name}` probably needs controller {needs}; this cluster has {has}", "no page gives the number for this name; it is that of the Ingress annotation of the same name, whose controller shares the release numbers, or of the annotations beside it",
            "upgrade the controller";
        zh: "`{name}` 可能需要控制器 {needs}，而集群中是 {has}", "没有文档给出该名称的版本号；它取自同名的 Ingress 注解（两个控制器共用版本号），或与它配合使用的注解", "升级控制器";

    WITHOUT_EFFECT = "annotation/edit-without-effect", Warning, Tke, Ignored, basis: Documented, references::ANNOTATIONS,
        en: "the edit of `{name}` has no effect: from `{before}` to `{after}`", "it is read when the CLB is bought, and never again",
            "";
        zh: "对 `{name}` 的修改不起作用：从 `{before}` 改为 `{after}`", "它只在购买 CLB 时读取一次", "";

    CANNOT_GO_BACK = "annotation/cannot-go-back", Warning, Tke, Ignored, basis: Documented, references::TARGET_GROUPS,
        en: "`{name}` is removed, and its ports stay on their target groups", "a port that moved to a target group cannot go back to backends of its own", "";
        zh: "删除了 `{name}`，但其端口仍使用目标组", "端口迁移到目标组之后无法改回直接绑定后端", "";

    REQUIRES = "annotation/requires", Warning, Tke, Ignored, basis: Documented, references::ANNOTATIONS,
        en: "`{name}` is meant to be used together with `{other}`", "alone it has no documented effect", "add `{other}`";
        zh: "`{name}` 应与 `{other}` 一起使用", "单独使用的效果没有文档说明", "补上 `{other}`";

    CONFLICT = "annotation/conflict", Error, Tke, Aborts, basis: Documented, references::ANNOTATIONS,
        en: "`{name}` and `{other}` exclude each other", "", "keep one of them";
        zh: "`{name}` 与 `{other}` 互斥", "", "只保留其中一个";

    NEEDS_DIRECT_ACCESS = "annotation/needs-direct-access", Warning, Tke, Ignored, basis: Documented, references::DIRECT_ACCESS,
        en: "`{name}` has no effect without direct access", "it is about Pods, and here the backends are nodes", "add `{other}: \"true\"`, or remove it";
        zh: "未启用直连时 `{name}` 不起作用", "它针对 Pod，而这里的后端是节点", "添加 `{other}: \"true\"`，或删除它";

    NEEDS_NODE_PORT = "annotation/needs-node-port", Warning, Tke, Ignored, basis: Documented, references::BACKENDS,
        en: "`{name}` has no effect with direct access", "it is about nodes, and here the backends are Pods", "remove it";
        zh: "启用直连时 `{name}` 不起作用", "它针对节点，而这里的后端是 Pod", "删除它";

    IGNORED_WITH_EXISTING = "annotation/ignored-with-existing-clb", Warning, Tke, Ignored, basis: Documented, references::EXISTING_CLB,
        en: "`{name}` has no effect beside `{other}`", "it describes a CLB to be bought, and this Service uses one that exists", "remove one of the two";
        zh: "与 `{other}` 同时使用时 `{name}` 不起作用", "它描述的是待购买的 CLB，而该 Service 使用已有的 CLB", "删除其中一个";

    PUBLIC_ONLY = "annotation/public-only", Warning, Tke, Ignored, basis: Documented, references::ANNOTATIONS,
        en: "`{name}` is for public CLBs, and this one is internal", "", "remove it";
        zh: "`{name}` 用于公网 CLB，而这里是内网 CLB", "", "删除它";

    NEEDS_LOCAL_POLICY = "annotation/needs-local-policy", Warning, Tke, Ignored, basis: Documented, references::BACKENDS,
        en: "`{name}` has no effect without `externalTrafficPolicy: Local`", "", "set the policy, or remove the annotation";
        zh: "未设置 `externalTrafficPolicy: Local` 时 `{name}` 不起作用", "", "设置该策略，或删除注解";

    SERVERLESS_ONLY = "annotation/serverless-only", Warning, Tke, Ignored, basis: Documented, references::SHARED_CLB,
        en: "`{name}` is for Serverless clusters", "", "remove it";
        zh: "`{name}` 只用于 Serverless 集群", "", "删除它";

    CROSS_REGION_ALONE = "annotation/cross-region-alone", Warning, Tke, Aborts, basis: Documented, references::CROSS_VPC,
        en: "`{name}` does not say which CLB or VPC of that region", "a CLB is bought in another region by naming its VPC, or used there by naming the CLB",
            "add `{vpc}` or `{existing}`";
        zh: "`{name}` 没有说明使用该地域的哪个 CLB 或 VPC", "在其他地域新购 CLB 需指定 VPC，使用已有 CLB 需指定其 ID", "补上 `{vpc}` 或 `{existing}`";

    MISTYPED_REGION = "annotation/mistyped-region", Warning, Tke, None, basis: Inferred, references::ERRORS, event: "E4075",
        en: "`{region}` is not a region known here; `{near}` is", "with a region that does not exist the Service gets no entry for traffic", "did you mean `{near}`?";
        zh: "`{region}` 不是已知的地域，`{near}` 才是", "地域不存在时，Service 没有流量入口", "是否想写 `{near}`？";

    LOCAL_BINDS_ALL_NODES = "annotation/local-binds-all-nodes", Info, Tke, None, basis: Documented, references::BACKENDS,
        en: "with `externalTrafficPolicy: Local` every node is bound all the same", "nodes without a Pod of the Service fail their health checks, and a rolling update may interrupt traffic",
            "add `{other}: \"true\"` to bind only nodes that run a Pod";
        zh: "`externalTrafficPolicy: Local` 时仍会绑定所有节点", "没有该 Service 的 Pod 的节点健康检查会失败，滚动更新时流量可能中断", "添加 `{other}: \"true\"`，只绑定运行了 Pod 的节点";

    LOCAL_WITH_SUPER_NODES = "annotation/local-with-super-nodes", Warning, Tke, None, basis: Documented, references::OVERVIEW,
        en: "`externalTrafficPolicy: Local` in a cluster with super nodes ({super}) beside others ({node})", "when a Pod moves between a super node and another one, connections break: the policy takes endpoints of the own node only",
            "use the policy `Cluster` or direct access, or keep the Pods on nodes of one kind";
        zh: "集群中既有超级节点（{super}）又有其他节点（{node}），而 `externalTrafficPolicy` 是 `Local`", "Pod 在超级节点与其他节点之间调度时会断流，因为该策略只选择节点本地的端点",
            "改用 `Cluster` 或直连，或让 Pod 只运行在同一类节点上";

    SELECTS_NO_NODE = "annotation/selects-no-node", Warning, Tke, None, basis: Documented, references::BACKENDS,
        en: "`{selector}` selects none of the {count} nodes given", "every backend would be unbound, and the Service would be drained",
            "correct the selector, or label the nodes";
        zh: "`{selector}` 没有选中给出的 {count} 个节点中的任何一个", "所有后端都会被解绑，服务将中断", "修正选择器，或给节点打上标签";

    EQUAL_TARGET_PORTS = "annotation/equal-target-ports", Error, Tke, Aborts, basis: Documented, references::BASICS, event: "E4036",
        en: "ports {first} and {second} both lead to {protocol} target port {target}", "with direct access two listeners of one protocol cannot have the same backend: Pod address and port",
            "give them different target ports, or use node ports";
        zh: "端口 {first} 与 {second} 都指向 {protocol} 目标端口 {target}", "直连时，同一协议的两个监听器不能绑定同一后端（Pod 地址与端口）", "使用不同的目标端口，或改用 NodePort";

    NO_DIRECT_ACCESS_SWITCH = "annotation/direct-access-not-allowed", Error, Tke, Withholds, basis: Documented, references::DIRECT_ACCESS, event: "E4033",
        en: "direct access is off for Pods of the GlobalRouter network", "the switch `{switch}` of the cluster says so, and the cluster has no other network",
            "set `{switch}` to `true`";
        zh: "GlobalRouter 网络的 Pod 未允许直连", "集群开关 `{switch}` 未开启，且集群没有其他网络模式", "将 `{switch}` 设为 `true`";

    HOST_NETWORK = "annotation/direct-access-host-network", Warning, Tke, None, basis: Documented, references::DIRECT_ACCESS, event: "E4033",
        en: "direct access, and Pod `{pod}` uses the network of its node (`hostNetwork`)",
            "the documentation excludes such Pods: where the controller finds no Pod it can bind, the backends stay as they were; a guide of 2026 shows them bound all the same",
            "take `hostNetwork` off the Pods, or do without direct access";
        zh: "启用了直连，而 Pod `{pod}` 使用节点网络（`hostNetwork`）",
            "文档不支持此类 Pod：控制器找不到可绑定的 Pod 时，后端不会更新；但 2026 年的一份指南显示仍可绑定",
            "去掉 Pod 的 `hostNetwork`，或不使用直连";

    MIXED_PROTOCOLS = "annotation/mixed-protocols", Warning, Tke, Aborts, basis: Documented, references::PROTOCOLS,
        en: "TCP and UDP are mixed without direct access", "with node ports all ports of a Service must be of one family", "use direct access, or two Services on one CLB";
        zh: "未启用直连时混用了 TCP 与 UDP", "NodePort 模式下，一个 Service 的端口必须同属 TCP 或 UDP", "启用直连，或用两个 Service 复用一个 CLB";

    OTHER_FAMILY = "annotation/protocol-of-other-family", Error, Tke, Aborts, basis: Documented, references::PROTOCOLS,
        en: "port {port} is {own} in the Service, and {protocol} in `{name}`", "with node ports the listener must be of the port's own family; only direct access is free of that",
            "use direct access, or a protocol of the {own} family";
        zh: "端口 {port} 在 Service 中是 {own}，在 `{name}` 中却是 {protocol}", "NodePort 模式下监听器必须与端口同属一类，只有直连没有这个限制", "启用直连，或使用 {own} 类协议";

    UNSUPPORTED_PROTOCOL = "listener/unsupported-protocol", Error, Tke, Withholds, basis: Documented, references::PROTOCOLS,
        en: "port {port} has the protocol `{protocol}`, which no CLB listener speaks",
            "no listener is made for this port",
            "use TCP or UDP, or name a protocol in the specify-protocol annotation";
        zh: "端口 {port} 的协议 `{protocol}` 不受 CLB 监听器支持",
            "不会为该端口创建监听器",
            "请使用 TCP 或 UDP，或在 specify-protocol 注解中指定协议";

    PROTOCOLS_CLASH = "annotation/protocols-clash", Error, Tke, Aborts, basis: Documented, references::PROTOCOLS,
        en: "{first} and {second} cannot share port {port}", "both take the same half of the port: of TCP, TCP_SSL, HTTP and HTTPS a port has one, and of UDP and QUIC one", "keep one of them";
        zh: "{first} 与 {second} 不能共用端口 {port}", "二者占用端口的同一半：TCP、TCP_SSL、HTTP、HTTPS 只能有一个，UDP、QUIC 只能有一个", "只保留其中一个";

    PORT_NOT_IN_SPEC = "annotation/port-not-in-spec", Warning, Tke, Ignored, basis: Documented, references::PROTOCOLS,
        en: "`{name}` speaks of port {port}, which the Service does not have", "an entry without a port has no effect", "the ports are: {ports}";
        zh: "`{name}` 提到端口 {port}，但该 Service 没有这个端口", "没有对应端口的条目不起作用", "现有端口：{ports}";

    HOSTS_WITHOUT_HTTP = "annotation/hosts-without-http", Warning, Tke, Ignored, basis: Inferred, references::PROTOCOLS,
        en: "`hosts` of port {port} has no effect: its listener does not speak HTTP or HTTPS", "domains belong to layer 7 listeners", "";
        zh: "端口 {port} 的 `hosts` 不起作用：其监听器不是 HTTP 或 HTTPS", "域名只属于七层监听器", "";

    SECRET_MISSING = "annotation/secret-missing", Error, Tke, Withholds, basis: Inferred, references::PROTOCOLS,
        en: "Secret `{secret}` is not among the Secrets given for namespace `{namespace}`", "the listener gets its certificate from it",
            "create the Secret, or correct the name";
        zh: "给出的命名空间 `{namespace}` 的 Secret 中没有 `{secret}`", "监听器的证书取自该 Secret", "创建该 Secret，或修正名称";

    SECRET_WITHOUT_CERTIFICATE = "annotation/secret-without-certificate", Error, Tke, Withholds, basis: Documented, references::PROTOCOLS,
        en: "Secret `{secret}` has no `{key}`", "the controller takes the id of the certificate from that key", "add `{key}` with the id of a certificate";
        zh: "Secret `{secret}` 中没有 `{key}`", "控制器从该键读取证书 ID", "补上 `{key}`，值为证书 ID";

    SESSION_AFFINITY = "annotation/session-affinity", Info, Tke, None, basis: Inferred, references::SERVICE_CONFIG,
        en: "`sessionAffinity` does not reach the CLB", "no page says that the controller reads it; with direct access traffic does not pass the place where it acts",
            "for session persistence of the CLB use `session` in a TkeServiceConfig";
        zh: "`sessionAffinity` 不会作用到 CLB", "没有文档说明控制器会读取它；直连时流量也不经过其生效之处", "如需 CLB 会话保持，请在 TkeServiceConfig 中设置 `session`";

    LOCAL_ON_SHARED = "annotation/local-on-shared-clb", Warning, Tke, Ignored, basis: Documented, references::EXISTING_CLB,
        en: "`externalTrafficPolicy: Local` is not supported on a CLB that Service `{other}` uses as well", "which nodes answer differs from Service to Service, and the CLB is one",
            "use the policy `Cluster`, or a CLB for each Service";
        zh: "与 Service `{other}` 共用的 CLB 不支持 `externalTrafficPolicy: Local`", "各 Service 可应答的节点不同，而 CLB 只有一个", "改用 `Cluster`，或让每个 Service 使用各自的 CLB";

    SHARED_DISAGREE = "annotation/shared-clb-disagreement", Warning, Tke, None, basis: Documented, references::ANNOTATIONS,
        en: "`{name}` differs from that of Service `{other}` on the same CLB: `{value}` there", "it is a property of the CLB; which of the two holds is not documented",
            "write the same value in both";
        zh: "`{name}` 与同一 CLB 上的 Service `{other}` 不一致，对方为 `{value}`", "这是 CLB 的属性，以哪一个为准没有文档说明", "在两处写相同的值";

    TOO_MANY_LISTENERS = "annotation/too-many-listeners", Error, Tke, Withholds, basis: Documented, references::CLB_LIMITS,
        en: "the Service asks for {count} listeners, and a CLB of this account has {quota} at most", "the cloud refuses the listeners that are too many, and their ports are not served",
            "raise the quota, or spread the ports over several Services";
        zh: "该 Service 需要 {count} 个监听器，而该账号的单个 CLB 最多 {quota} 个", "超出配额的监听器会被拒绝创建，相应端口无法提供服务", "请提升配额，或将端口拆分到多个 Service";

    NEEDS_CCN = "annotation/needs-ccn", Info, Tke, None, basis: Documented, references::CROSS_VPC,
        en: "a CLB of another VPC reaches the cluster through a CCN only", "both VPCs must be in the same Cloud Connect Network, the cluster's VPC in no other one, and the account of the type whose bandwidth is billed at the CLB; none of that can be seen here",
            "check the CCN, and that cross-region binding is enabled for the account";
        zh: "其他 VPC 的 CLB 只能通过云联网访问集群", "两个 VPC 必须在同一个云联网中，集群的 VPC 不能加入其他云联网，且账号须为带宽上移类型；这些在这里无法核实", "请检查云联网，并确认账号已开通跨地域绑定";

    SELECTS_NO_POD = "annotation/selects-no-pod", Warning, Tke, None, basis: Documented, references::K8S_SERVICE,
        en: "the selector matches none of the {count} Pods given for namespace `{namespace}`", "a Service without Pods has no backends that answer", "compare the selector with the labels of the Pods";
        zh: "选择器与给出的命名空间 `{namespace}` 中的 {count} 个 Pod 都不匹配", "没有 Pod 的 Service 没有可应答的后端", "请对照 Pod 的标签检查选择器";

    SHARED_PORT_CLASH = "annotation/shared-port-clash", Error, Tke, Withholds, basis: Documented, references::SHARED_CLB, event: "E4014",
        en: "port {port}/{class} of CLB `{id}` goes to Service `{other}`",
            "Services on one CLB cannot have the same port and protocol; the one that has it keeps it, and of two new ones the first one to be synced gets it",
            "change one of the ports";
        zh: "CLB `{id}` 的端口 {port}/{class} 归 Service `{other}` 使用",
            "复用同一 CLB 的 Service 之间端口和协议不能重复：已占用的一方保留端口；若都是新建，则先同步的一方获得", "修改其中一个端口";
}
