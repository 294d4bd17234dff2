//! Findings about annotations in combination: with each other, with the Service, with other objects of the cluster.

use crate::codes;
use crate::diagnostic::documentation_pages;

codes! {
    UNKNOWN_NAME = "annotation/unknown-name", Warning, Tke, Ignored, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "unknown annotation `{name}`: it probably has no effect", "TKE's documentation does not list it",
            "compare the name with TKE's page of Service annotations and correct it, or remove the annotation";
        zh: "未知的注解 `{name}`，很可能不生效", "TKE 文档中没有它", "请对照 TKE 的 Service 注解文档修正名称，或删除该注解";

    MISTYPED_NAME = "annotation/mistyped-name", Warning, Tke, Ignored, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "unknown annotation `{name}`; did you mean `{near}`?", "TKE's documentation does not list `{name}`, so it probably has no effect",
            "write `{near}`";
        zh: "未知的注解 `{name}`，是否想写 `{near}`？", "TKE 文档中没有 `{name}`，很可能不生效", "请改为 `{near}`";

    WRONG_PREFIX = "annotation/wrong-prefix", Warning, Tke, Ignored, basis: Documented, documentation_pages::ANNOTATIONS,
        en: "`{name}` has no effect, because its prefix is wrong; the annotation is `{near}`",
            "the controller reads the annotation only with the right prefix", "write `{near}`";
        zh: "`{name}` 不生效：前缀不对，正确的注解是 `{near}`", "控制器只读取前缀正确的注解", "请改为 `{near}`";

    INVENTED_NAME = "annotation/invented-name", Warning, Tke, Ignored, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{name}` has no effect: TKE has no such annotation", "guides on other websites mention it, but TKE's documentation does not", "remove it; for the same purpose, use {instead}";
        zh: "`{name}` 不生效：TKE 没有这个注解", "它只见于其他网站的教程，TKE 文档中没有", "请删除；同样的用途请改用 {instead}";

    LABEL_NAME = "annotation/label-name", Warning, Tke, Ignored, basis: Inferred, documentation_pages::GUIDE_OBJECTS,
        en: "`{name}` has no effect as an annotation", "it is the name of a label that the controller writes", "remove the annotation";
        zh: "`{name}` 作为注解不生效", "它是由控制器写入的标签（label）的名称", "请删除该注解";

    PLACEHOLDER_ID = "annotation/placeholder-id", Warning, Tke, None, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{value}` in `{name}` looks like a placeholder, not like the id of a resource", "the sync fails if there is no such resource; real ids end in eight characters of `0-9a-z`", "write the id that the console shows";
        zh: "`{name}` 中的 `{value}` 像是占位符，而不是资源 ID", "没有该资源时同步会失败；实际的 ID 以 8 位 `0-9a-z` 字符结尾", "请填写控制台中显示的 ID";

    TAG_NAME = "annotation/tag-name", Warning, Tke, Ignored, basis: Documented, documentation_pages::OVERVIEW,
        en: "`{name}` has no effect on a Service: it is a tag of the load balancer, not an annotation", "the controller looks for it only on the load balancer", "remove it from the Service; of TKE's tags on the load balancer, users may change only `tke-lifecycle-owner`";
        zh: "`{name}` 在 Service 上不生效：它是负载均衡的标签，不是注解", "控制器只在负载均衡上查找它", "请从 Service 中删除；负载均衡上的 TKE 标签中，用户只能修改 `tke-lifecycle-owner`";

    OTHER_CLOUD = "annotation/other-cloud", Warning, Tke, Ignored, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{name}` has no effect: it is an annotation of {cloud}", "the TKE controller does not read it", "use the TKE annotation for the same purpose, or remove this one";
        zh: "`{name}` 不生效：它是 {cloud} 的注解", "TKE 的控制器不会读取它", "请改用用途相同的 TKE 注解，或删除这个注解";

    NO_LOAD_BALANCER = "annotation/no-load-balancer", Info, Tke, Ignored, basis: Documented, documentation_pages::OVERVIEW,
        en: "load balancer annotations have no effect: this Service gets no load balancer from TKE",
            "TKE creates a load balancer only for a Service of type LoadBalancer", "";
        zh: "与负载均衡有关的注解不生效：该 Service 不会得到 TKE 的负载均衡", "TKE 只为 LoadBalancer 类型的 Service 提供负载均衡", "";

    CLASS_NOT_DOCUMENTED = "annotation/class-not-documented", Info, Tke, None, basis: Inferred, documentation_pages::K8S_SERVICE,
        en: "load balancer annotations probably have no effect: `loadBalancerClass` names another controller",
            "by Kubernetes convention the controller of that class handles the Service; TKE's pages do not mention the field, so it is unknown what TKE's controller does",
            "for a load balancer from TKE, create a new Service without `loadBalancerClass`; the field cannot be changed later";
        zh: "与负载均衡有关的注解很可能不生效：`loadBalancerClass` 指定了其他控制器",
            "按 Kubernetes 的约定，由该类别的控制器负责该 Service；TKE 文档没有提及该字段，因此 TKE 的控制器会怎样处理未知",
            "如需使用 TKE 的负载均衡，请新建不带 `loadBalancerClass` 的 Service；该字段之后无法修改";
    WRITTEN_AS_LABEL = "annotation/written-as-label", Warning, Tke, Ignored, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{name}` has no effect: it is written as a label, and the TKE controller reads it only as an annotation",
            "the Service is treated as if the annotation were missing: for example, it gets a new load balancer instead of an existing one",
            "move it from `metadata.labels` to `metadata.annotations`";
        zh: "`{name}` 不生效：它被写成了标签（label），而 TKE 的控制器只读取同名注解",
            "该 Service 会按没有该注解处理：例如新建负载均衡，而不是使用已有的", "请将它从 `metadata.labels` 移到 `metadata.annotations`";
    PUBLIC_BY_LABEL = "annotation/internal-as-label", Warning, Tke, Ignored, basis: Inferred, documentation_pages::OVERVIEW,
        en: "this Service will be reachable from the internet: `{name}` is written as a label, and the TKE controller reads it only as an annotation",
            "a load balancer is internal only if this annotation names its subnet",
            "move it from `metadata.labels` to `metadata.annotations`";
        zh: "该 Service 将可从公网访问：`{name}` 被写成了标签（label），而 TKE 的控制器只读取同名注解",
            "只有通过该注解指定子网，负载均衡才是内网类型", "请将它从 `metadata.labels` 移到 `metadata.annotations`";

    ID_WRITTEN = "annotation/assigned-id-written", Warning, Tke, None, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "it is unknown whether this Service will use load balancer `{value}`, which `{name}` names",
            "TKE's pages contradict each other: the list of annotations calls this one read-only, two practice pages choose a load balancer with it",
            "to use this load balancer, write the annotation `{near}`; if the manifest was copied from a cluster, remove `{name}`";
        zh: "该 Service 是否会使用 `{name}` 给出的负载均衡 `{value}` 未知",
            "TKE 文档互相矛盾：注解列表称该注解只读，两篇实践文档却用它指定负载均衡",
            "要使用该负载均衡，请写注解 `{near}`；如果清单是从集群中复制来的，请删除 `{name}`";

    ID_CHANGED = "annotation/assigned-id-changed", Error, Tke, None, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "the controller may lose load balancer `{before}` of this Service: the manifest changes `{name}` to `{value}`",
            "the controller writes and reads this annotation; what it does after such an edit is not documented, so nothing is planned",
            "write `{before}` again; to use another load balancer, name it in the annotation `{near}`";
        zh: "控制器可能找不到该 Service 的负载均衡 `{before}`：清单把 `{name}` 改成了 `{value}`",
            "该注解由控制器写入并读取；修改之后会怎样没有文档说明，因此不做预览",
            "请改回 `{before}`；要使用其他负载均衡，请在注解 `{near}` 中指定";

    ID_REMOVED = "annotation/assigned-id-removed", Warning, Tke, None, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "this Service may lose load balancer `{value}` and get another address: applying this manifest removes the annotation `{name}`",
            "`kubectl apply` deletes the annotation, because the manifest that was applied before has it; most likely the controller then finds the load balancer by its tags and writes the annotation again, but TKE's pages only suggest this",
            "write `{name}: {value}` into the manifest, or check after the next sync that the Service has the annotation again";
        zh: "该 Service 可能失去负载均衡 `{value}`，地址也随之改变：应用该清单会删除注解 `{name}`",
            "上次应用的清单带有该注解，因此 `kubectl apply` 会将其删除；控制器很可能随后通过标签找到负载均衡并重新写入该注解，但 TKE 文档没有明确说明",
            "请在清单中写入 `{name}: {value}`，或在下次同步后确认 Service 上重新有了该注解";

    CLIENT_TOKEN_WRITTEN = "annotation/client-token", Warning, Tke, None, basis: Documented, documentation_pages::BASICS,
        en: "this Service may get the load balancer of another Service: `{name}` is in the manifest",
            "the controller writes a different token for each Service; for a copied token the cloud returns the load balancer of the Service that used it first",
            "remove the annotation; the controller writes a new token";
        zh: "该 Service 可能得到另一个 Service 的负载均衡：清单中有 `{name}`",
            "控制器为每个 Service 写入各自的令牌；使用复制的令牌创建时，返回的是首先使用它的 Service 的负载均衡",
            "请删除该注解，控制器会写入新的令牌";

    READ_ONLY = "annotation/read-only", Warning, Tke, Ignored, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{name}` is written by the controller and should not be in a manifest", "a value that was copied from a cluster may be outdated or belong to another Service",
            "remove it from the manifest";
        zh: "`{name}` 由控制器写入，不应写在清单中", "从集群中复制来的值可能已过时，或属于另一个 Service", "请从清单中删除";

    COPIED_TOKEN = "annotation/copied-client-token", Error, Tke, Withholds, basis: Inferred, documentation_pages::CREATE_LOAD_BALANCER,
        en: "the plan creates no load balancer for this Service, because `{name}` is the token of Service `{other}`", "with this token the cloud returns the load balancer of the other Service instead of a new one, and both Services would then change its listeners",
            "remove the annotation; the controller writes a new token";
        zh: "预览不为该 Service 创建负载均衡：`{name}` 是 Service `{other}` 的令牌", "用这个令牌创建时，返回的是另一个 Service 的负载均衡，两个 Service 会互相改动其监听器", "请删除该注解，控制器会写入新的令牌";

    DEPRECATED = "annotation/deprecated", Warning, Tke, None, basis: Documented, documentation_pages::ANNOTATIONS,
        en: "`{name}` may have no effect: it is an old name of `{near}`", "TKE's current documentation neither lists the old name nor says whether it still works", "write `{near}`";
        zh: "`{name}` 可能不生效：它是旧名称，现在的注解是 `{near}`", "TKE 现行文档不再列出旧名称，也没有说明它是否仍然有效", "请改为 `{near}`";

    REMOVAL_ANNOUNCED = "annotation/removal-announced", Warning, Tke, None, basis: Documented, documentation_pages::ANNOTATIONS,
        en: "TKE has announced that it will remove `{name}`", "", "in a new Service, leave it out: the Service gets an application load balancer; in a Service with a classic load balancer, keep it: without it the Service gets another load balancer";
        zh: "`{name}` 已宣布将被移除", "", "新的 Service 请勿填写：默认使用应用型负载均衡；已使用传统型负载均衡的 Service 请保留：删除该注解就会更换负载均衡";

    LEGACY = "annotation/legacy", Warning, Tke, Ignored, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{name}` has no effect: no current controller or console reads it", "it is an annotation of an old controller or console", "remove it";
        zh: "`{name}` 不生效：现在的控制器和控制台都不读取它", "它是早期控制器或控制台的注解", "请删除";

    UNPROVEN = "annotation/unproven", Info, Tke, None, basis: Inferred, documentation_pages::INGRESS_ANNOTATIONS,
        en: "`{name}` may have no effect on a Service: it is documented for Ingress only", "whether the controller of Services supports it is not documented", "test it before you rely on it";
        zh: "`{name}` 在 Service 上可能不生效：它只在 Ingress 的文档中出现", "Service 的控制器是否支持它，没有文档说明", "依赖它之前，请先试验";

    UNDOCUMENTED = "annotation/undocumented", Info, Tke, None, basis: Inferred, documentation_pages::GUIDE_OBJECTS,
        en: "what `{name}` does is unknown: no TKE page describes it", "it was seen only on Services that TKE itself created", "remove it, unless you know what it does";
        zh: "`{name}` 的作用未知：TKE 文档中没有它", "它只见于 TKE 自行创建的 Service", "除非清楚它的作用，否则请删除";

    TOO_NEW = "annotation/too-new", Warning, Tke, Ignored, basis: Documented, documentation_pages::ANNOTATIONS,
        en: "`{name}` has no effect: it needs controller version {needs} or later, and this cluster runs {has}", "", "upgrade the controller to {needs} or later";
        zh: "`{name}` 不生效：它需要控制器 {needs} 或更高版本，而集群中是 {has}", "", "请将控制器升级到 {needs} 或更高版本";

    PROBABLY_TOO_NEW = "annotation/probably-too-new", Warning, Tke, None, basis: Inferred, documentation_pages::INGRESS_ANNOTATIONS,
        en: "`{name}` may have no effect: it probably needs controller version {needs} or later, and this cluster runs {has}", "no TKE page states the version; it is inferred from related annotations, so the plan still applies the annotation",
            "upgrade the controller to {needs} or later";
        zh: "`{name}` 可能不生效：它很可能需要控制器 {needs} 或更高版本，而集群中是 {has}", "TKE 文档没有给出版本号，它由相关的注解推断，因此预览仍按该注解生效计算", "请将控制器升级到 {needs} 或更高版本";

    WITHOUT_EFFECT = "annotation/edit-without-effect", Warning, Tke, Ignored, basis: Documented, documentation_pages::ANNOTATIONS,
        en: "changing `{name}` from `{before}` to `{after}` has no effect", "the annotation is read only when the load balancer is created",
            "revert the edit, or create a new Service";
        zh: "对 `{name}` 的修改不生效：从 `{before}` 改为 `{after}`", "该注解只在创建负载均衡时读取", "请撤回修改，或创建新的 Service";

    CANNOT_GO_BACK = "annotation/cannot-go-back", Warning, Tke, Ignored, basis: Inferred, documentation_pages::TARGET_GROUPS,
        en: "the ports of this Service stay on their target groups, although `{name}` is removed", "once a port uses a target group, TKE cannot bind its backends directly again", "to bind backends directly, create a new Service without the annotation";
        zh: "虽然删除了 `{name}`，但该 Service 的端口仍使用目标组", "端口一旦使用目标组，TKE 就无法改回直接绑定后端", "如需直接绑定后端，请创建不带该注解的新 Service";

    REQUIRES = "annotation/requires", Warning, Tke, None, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{name}` should be used together with `{other}`", "its effect alone is not documented", "set `{other}` to a valid value";
        zh: "`{name}` 应与 `{other}` 一起使用", "单独使用的效果没有文档说明", "请将 `{other}` 设为有效的值";

    CONFLICT = "annotation/conflict", Error, Tke, Aborts, basis: Documented, documentation_pages::ANNOTATIONS,
        en: "the sync of the whole Service stops: `{name}` and `{other}` exclude each other", "", "keep one of them";
        zh: "整个 Service 的同步会中止：`{name}` 与 `{other}` 互斥", "", "请只保留其中一个";

    NEEDS_DIRECT_ACCESS = "annotation/needs-direct-access", Warning, Tke, Ignored, basis: Documented, documentation_pages::DIRECT_ACCESS,
        en: "`{name}` has no effect without direct access", "it applies to Pods; without direct access the backends are nodes", "add the annotation `{other}: \"true\"`, or remove `{name}`";
        zh: "未启用直连时 `{name}` 不生效", "它针对 Pod；未启用直连时后端是节点", "请添加注解 `{other}: \"true\"`，或删除 `{name}`";

    NEEDS_NODE_PORT = "annotation/needs-node-port", Warning, Tke, Ignored, basis: Documented, documentation_pages::BACKENDS,
        en: "`{name}` has no effect with direct access", "it applies to nodes, but the backends of this Service are Pods", "remove it";
        zh: "启用直连时 `{name}` 不生效", "它针对节点，而该 Service 的后端是 Pod", "请删除";

    IGNORED_WITH_EXISTING = "annotation/ignored-with-existing-clb", Warning, Tke, Ignored, basis: Documented, documentation_pages::EXISTING_CLB,
        en: "`{name}` has no effect together with `{other}`", "it configures a new load balancer, but this Service uses an existing one", "remove `{name}`; to get a new load balancer instead, remove `{other}`";
        zh: "与 `{other}` 同时使用时 `{name}` 不生效", "它用于新建的负载均衡，而该 Service 使用已有负载均衡", "请删除 `{name}`；如果要新建负载均衡，则删除 `{other}`";

    PARAMETER_OF_CONTROLLER = "annotation/parameter-of-controller", Warning, Tke, Ignored, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{member}` in `{name}` has no effect: the controller sets this parameter itself",
            "the controller takes the value from the Service and its cluster; TKE's pages name some of the parameters that it sets, and the others are inferred",
            "remove `{member}`; use the annotation or the field of the Service for it, if there is one";
        zh: "`{name}` 中的 `{member}` 不生效：该参数由控制器自行设置", "控制器根据 Service 与集群得出它的值；TKE 文档列出了由控制器设置的部分参数，其余为推断", "请删除 `{member}`；如果 Service 有对应的注解或字段，请改用它";

    PARAMETER_ALSO_ANNOTATED = "annotation/parameter-also-annotated", Warning, Tke, None, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "it is unknown which of two values applies: `{member}` in `{name}`, or the annotation `{other}`",
            "no page says which of the two the controller uses; the plan prefers `{name}` and takes from the annotation only what is missing there (for `SnatIps` it prefers the annotation)",
            "keep only one of the two";
        zh: "以哪个值为准未知：`{name}` 中的 `{member}`，还是注解 `{other}`",
            "没有文档说明控制器使用哪一个；预览优先使用 `{name}`，其中没有的才取自注解（`SnatIps` 则优先使用注解）",
            "请只保留其中一处";

    PUBLIC_ONLY = "annotation/public-only", Warning, Tke, Ignored, basis: Documented, documentation_pages::ANNOTATIONS,
        en: "`{name}` has no effect: it is for public load balancers, and this one is internal", "", "remove it";
        zh: "`{name}` 不生效：它用于公网负载均衡，而该负载均衡是内网类型", "", "请删除";

    NEEDS_LOCAL_POLICY = "annotation/needs-local-policy", Warning, Tke, Ignored, basis: Documented, documentation_pages::BACKENDS,
        en: "`{name}` has no effect without `externalTrafficPolicy: Local`", "", "set `externalTrafficPolicy: Local`, or remove the annotation";
        zh: "未设置 `externalTrafficPolicy: Local` 时 `{name}` 不生效", "", "请设置 `externalTrafficPolicy: Local`，或删除该注解";

    SERVERLESS_ONLY = "annotation/serverless-only", Warning, Tke, Ignored, basis: Documented, documentation_pages::SHARED_CLB,
        en: "`{name}` has no effect: it works only in Serverless clusters, and this is not one", "", "remove it";
        zh: "`{name}` 不生效：它只在 Serverless 集群中有效，而本集群不是", "", "请删除";

    CROSS_REGION_ALONE = "annotation/cross-region-alone", Warning, Tke, None, basis: Documented, documentation_pages::CROSS_VPC,
        en: "annotation `{name}` is not enough: it sets the region of the load balancer, but neither its VPC nor its id", "in another region the controller needs the VPC to create a load balancer in, or the id of an existing one",
            "add the annotation `{vpc}` (new load balancer) or `{existing}` (existing one)";
        zh: "只有注解 `{name}` 还不够：它只给出地域，没有指定 VPC 或负载均衡", "在其他地域，控制器需要知道在哪个 VPC 新建负载均衡，或使用哪个已有负载均衡", "请添加注解 `{vpc}`（新建）或 `{existing}`（使用已有）";

    MISTYPED_REGION = "annotation/mistyped-region", Error, Tke, Aborts, basis: Inferred, documentation_pages::ERRORS, event: "E4075",
        en: "unknown region `{region}`; did you mean `{near}`?", "a region that does not exist stops the sync, so a new Service gets no load balancer", "write `{near}`";
        zh: "未知的地域 `{region}`，是否想写 `{near}`？", "地域不存在时同步会中止，新的 Service 没有负载均衡", "请改为 `{near}`";

    UNKNOWN_REGION = "annotation/unknown-region", Warning, Tke, None, basis: Inferred, documentation_pages::ERRORS, event: "E4075",
        en: "clbplan does not know the region `{region}`", "if there is no such region, the sync stops and the Service gets no entry point for traffic; clbplan knows the regions of the cloud's Go SDK, and newer ones may exist", "compare `{region}` with the regions in the console";
        zh: "clbplan 不认识地域 `{region}`", "如果没有这个地域，同步会中止，Service 没有流量入口；clbplan 依据的是云 API Go SDK 的列表，可能有更新的地域", "请在控制台核对地域 `{region}`";

    LOCAL_BINDS_ALL_NODES = "annotation/local-binds-all-nodes", Info, Tke, None, basis: Documented, documentation_pages::BACKENDS,
        en: "a rolling update may interrupt traffic: nodes without a Pod of the Service are bound as well, in spite of `externalTrafficPolicy: Local`", "without direct access every node is a backend; nodes without a Pod fail their health checks",
            "add the annotation `{other}: \"true\"` to bind only nodes that run a Pod";
        zh: "滚动更新时流量可能中断：没有该 Service 的 Pod 的节点也会被绑定，尽管设置了 `externalTrafficPolicy: Local`", "未启用直连时，所有节点都是后端；没有 Pod 的节点健康检查会失败", "请添加注解 `{other}: \"true\"`，只绑定运行了 Pod 的节点";

    LOCAL_WITH_SUPER_NODES = "annotation/local-with-super-nodes", Warning, Tke, None, basis: Documented, documentation_pages::OVERVIEW,
        en: "`externalTrafficPolicy: Local` may break connections: the cluster has super nodes ({super}) and other nodes ({node})", "with `Local`, a node forwards only to Pods on the same node; TKE's documentation says that connections break when Pods move from one kind of node to the other",
            "use `Cluster` or direct access (annotation `service.cloud.tencent.com/direct-access`), or keep the Pods on one kind of node";
        zh: "`externalTrafficPolicy: Local` 可能导致断流：集群中既有超级节点（{super}）又有其他节点（{node}）", "该策略只转发到同一节点上的 Pod；TKE 文档说明，Pod 在两类节点之间调度时会断流",
            "请改用 `Cluster` 或直连（注解 `service.cloud.tencent.com/direct-access`），或让 Pod 只运行在同一类节点上";

    POD_LABELS = "annotation/selects-by-pod-labels", Warning, Tke, None, basis: Documented, documentation_pages::BACKENDS,
        en: "`{name}` selects nodes, but `{selector}` is the Service's own selector of Pods", "if no node has this label, no node is bound, and without direct access the Service is unreachable",
            "write labels of nodes, or remove the annotation";
        zh: "`{name}` 选择的是节点，而 `{selector}` 是该 Service 选择 Pod 的选择器", "如果没有节点带有该标签，就不会绑定任何节点；未启用直连时，Service 将无法访问", "请填写节点的标签，或删除该注解";

    LOOPBACK = "annotation/loopback", Info, Tke, None, basis: Inferred, documentation_pages::LOOPBACK,
        en: "Pods of this cluster may be unable to reach the Service through its internal load balancer", "such a connection can return to the node that it came from (loopback), and with `externalTrafficPolicy: Local` and IPVS it then times out",
            "within the cluster use the ClusterIP, or add the annotation `{other}: \"true\"`, which needs a recent kube-proxy";
        zh: "集群内的 Pod 可能无法通过内网负载均衡访问该 Service", "这样的连接可能回到发起它的节点（回环）；`externalTrafficPolicy: Local` 与 IPVS 下会因此超时",
            "集群内请使用 ClusterIP，或添加注解 `{other}: \"true\"`（需要较新的 kube-proxy）";

    NO_NODE_PORTS = "backends/no-node-ports", Warning, Tke, None, basis: Documented, documentation_pages::K8S_SERVICE,
        en: "the load balancer would have no backends for port {port}, so the Service would be unreachable there", "with `allocateLoadBalancerNodePorts: false` the port gets no node port, and without direct access the load balancer reaches the backends only through node ports",
            "set the annotation `{other}: \"true\"`, or write `allocateLoadBalancerNodePorts: true`";
        zh: "负载均衡的端口 {port} 将没有后端，无法通过该端口访问 Service", "`allocateLoadBalancerNodePorts: false` 时端口没有 NodePort，而未启用直连时负载均衡只能通过 NodePort 访问后端",
            "请添加注解 `{other}: \"true\"`，或写 `allocateLoadBalancerNodePorts: true`";

    NO_NODE_PORTS_BY_ASSUMPTION = "backends/node-ports-may-be-needed", Warning, Tke, None, basis: Documented, documentation_pages::SWITCHES,
        en: "the load balancer may have no backends for port {port}: the port gets no node port, but needs one if the backends are nodes", "without direct access the Service is unreachable, because `allocateLoadBalancerNodePorts` is `false`; it is unknown whether this cluster turns direct access on for new Services (switch `EnableDefaultDirectAccess`)",
            "add the annotation `{other}: \"true\"`; to let clbplan decide instead, provide the cluster's ConfigMap `kube-system/tke-service-controller-config` in `live`";
        zh: "负载均衡的端口 {port} 可能没有后端：该端口没有 NodePort，而后端为节点时需要它", "`allocateLoadBalancerNodePorts` 为 `false`，而本集群是否为新建的 Service 启用直连未知（全局开关 `EnableDefaultDirectAccess`）；未启用直连时，Service 将无法访问",
            "请添加注解 `{other}: \"true\"`；若要由 clbplan 判断，请在 `live` 中提供集群的 ConfigMap `kube-system/tke-service-controller-config`";

    SOURCE_RANGES = "service/source-ranges", Warning, Tke, None, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "addresses outside `{field}` may reach this Service through its load balancer", "no TKE page says that the controller reads this field; kube-proxy applies it only on nodes, and with direct access not at all",
            "restrict the sources with the annotation `{other}`";
        zh: "`{field}` 之外的地址可能通过负载均衡访问该 Service", "TKE 文档没有说明控制器会读取该字段；kube-proxy 只在节点上应用它，直连时完全不应用",
            "请用注解 `{other}` 限制来源";

    REQUESTED_ADDRESS = "service/requested-address", Warning, Tke, Ignored, basis: Inferred, documentation_pages::CREATE_LOAD_BALANCER,
        en: "the load balancer may get another address than `{value}`: no TKE page says that the controller reads `loadBalancerIP`", "",
            "for a new load balancer, request the address as `Vip` in the annotation `{other}`; otherwise use an existing load balancer that has it";
        zh: "负载均衡的地址可能不是 `{value}`：TKE 文档没有说明控制器会读取 `loadBalancerIP`", "",
            "新建负载均衡时，请通过注解 `{other}` 的 `Vip` 指定地址；否则请使用已有该地址的负载均衡";

    EXTERNAL_IPS = "service/external-ips", Info, Tke, None, basis: Inferred, documentation_pages::K8S_SERVICE,
        en: "`externalIPs` has no effect on the load balancer", "no TKE page says that the controller reads this field; kube-proxy accepts traffic for these addresses on the nodes, but something else must route it there", "";
        zh: "`externalIPs` 对负载均衡不生效", "TKE 文档没有说明控制器会读取该字段；kube-proxy 在节点上接收发往这些地址的流量，但须另行把流量路由到节点", "";

    SHARED_TARGET_GROUP = "annotation/shared-target-group", Warning, Tke, None, basis: Inferred, documentation_pages::TARGET_GROUPS,
        en: "the backends of port {port} would be in the same target group `{group}` as those of {other}", "each port of a Service needs a target group of its own",
            "give each entry of `{name}` a different `name`: it is the name of the target group, not of the port";
        zh: "端口 {port} 的后端会与 {other} 的后端在同一目标组 `{group}` 中", "每个 Service 的每个端口都需要自己的目标组", "请在 `{name}` 的每一项中填写不同的 `name`：它是目标组的名称，不是端口的名称";

    SELECTS_NO_NODE = "annotation/selects-no-node", Warning, Tke, None, basis: Documented, documentation_pages::BACKENDS,
        en: "the node selector `{selector}` matches no node (nodes provided: {count})", "without direct access no node would be a backend, and the Service would be unreachable",
            "correct the annotation `service.kubernetes.io/qcloud-loadbalancer-backends-label`, or label the nodes that should be backends";
        zh: "节点选择器 `{selector}` 没有匹配到节点（提供了 {count} 个节点）", "未启用直连时将没有节点作为后端，Service 将无法访问", "请修正注解 `service.kubernetes.io/qcloud-loadbalancer-backends-label`，或给应作为后端的节点打上标签";
    EQUAL_TARGET_PORTS = "annotation/equal-target-ports", Error, Tke, Aborts, basis: Documented, documentation_pages::BASICS, event: "E4036",
        en: "the cloud refuses to bind the same backends to ports {first} and {second}: direct access is on, and both have the {protocol} target port {target}", "both listeners would bind the same Pod address and port, which the cloud refuses for two listeners of one protocol",
            "give the two ports different target ports, or turn direct access off: then each port has its own node port";
        zh: "腾讯云会拒绝为端口 {first} 与 {second} 绑定相同的后端：启用了直连，而两者的 {protocol} 目标端口同为 {target}", "两个监听器会绑定相同的 Pod 地址与端口，同一协议的两个监听器不能这样绑定", "请让两个端口使用不同的目标端口，或关闭直连：此时每个端口有各自的 NodePort";
    EQUAL_TARGET_PORTS_BY_ASSUMPTION = "annotation/equal-target-ports-may-clash", Warning, Tke, None, basis: Inferred, documentation_pages::BASICS, event: "E4036",
        en: "the cloud may refuse the backends of ports {first} and {second}: both have the {protocol} target port {target}, and it is unknown whether this Service has direct access", "it is unknown whether the cluster turns direct access on for new Services (switch `EnableDefaultDirectAccess`); with direct access both listeners would bind the same Pod address and port, which the cloud refuses for two listeners of one protocol", "give the two ports different target ports, or add the annotation `service.cloud.tencent.com/direct-access: \"false\"`, or add ConfigMap `kube-system/tke-service-controller-config` to `live`";
        zh: "腾讯云可能拒绝为端口 {first} 与 {second} 绑定后端：两者的 {protocol} 目标端口同为 {target}，而该 Service 是否直连未知", "本集群是否为新建的 Service 启用直连未知（全局开关 `EnableDefaultDirectAccess`）；启用直连时两个监听器会绑定相同的 Pod 地址与端口，同一协议的两个监听器不能这样绑定", "请让两个端口使用不同的目标端口，或添加注解 `service.cloud.tencent.com/direct-access: \"false\"`，或将 ConfigMap `kube-system/tke-service-controller-config` 加入 `live`";
    NO_DIRECT_ACCESS_SWITCH = "annotation/direct-access-not-allowed", Error, Tke, Withholds, basis: Documented, documentation_pages::DIRECT_ACCESS, event: "E4033",
        en: "direct access fails, so no backend is added or removed: the cluster has only the GlobalRouter network, and the cluster-wide switch `{switch}` is off", "while the switch is off, only Pods of a VPC-CNI network can be bound; existing backends may be outdated",
            "set `{switch}: \"true\"` in the ConfigMap `kube-system/tke-service-controller-config`, or remove the annotation `service.cloud.tencent.com/direct-access`";
        zh: "直连失败，后端不会增加也不会移除：集群只有 GlobalRouter 网络，而全局开关 `{switch}` 未开启", "该开关未开启时，只能绑定 VPC-CNI 网络的 Pod；已有的后端可能过期", "请在 ConfigMap `kube-system/tke-service-controller-config` 中设置 `{switch}: \"true\"`，或删除注解 `service.cloud.tencent.com/direct-access`";
    HOST_NETWORK = "annotation/direct-access-host-network", Warning, Tke, None, basis: Documented, documentation_pages::DIRECT_ACCESS, event: "E4033",
        en: "Pod `{pod}` may not be bound: direct access is on, and the Pod uses the network of its node (`hostNetwork`)",
            "TKE's documentation excludes such Pods from direct access, but an unofficial guide by a TKE engineer (2026) shows them bound; the plan binds them, but if the controller does not, the backends stay as they are",
            "remove `hostNetwork` from the Pods, or turn direct access off (not possible in a Serverless cluster)";
        zh: "Pod `{pod}` 可能不会被绑定：启用了直连，而该 Pod 使用节点网络（`hostNetwork`）",
            "TKE 文档称此类 Pod 不支持直连，但一位 TKE 工程师的非官方指南（2026 年）显示可以绑定；预览会绑定它们；若控制器不绑定，后端保持不变",
            "请去掉 Pod 的 `hostNetwork`，或不使用直连（Serverless 集群无法关闭）";

    MIXED_PROTOCOLS = "annotation/mixed-protocols", Warning, Tke, None, basis: Inferred, documentation_pages::PROTOCOLS,
        en: "the Service mixes TCP and UDP ports without direct access: what the controller does is not documented", "TKE's page (2024) allows only one of the two in a Service without direct access; Kubernetes allows both since 1.24", "use direct access (annotation `service.cloud.tencent.com/direct-access: \"true\"`), or two Services on one load balancer";
        zh: "该 Service 未启用直连却混用 TCP 与 UDP：控制器如何处理没有文档说明", "TKE 的文档（2024 年）称未启用直连时，一个 Service 只能使用其中一种；Kubernetes 自 1.24 起允许混用", "请启用直连（注解 `service.cloud.tencent.com/direct-access: \"true\"`），或用两个 Service 复用一个负载均衡";

    MIXED_PROTOCOLS_BY_ASSUMPTION = "annotation/mixed-protocols-may-need-direct-access", Warning, Tke, None, basis: Inferred, documentation_pages::PROTOCOLS,
        en: "TCP and UDP ports in one Service need direct access (TKE's page, 2024), and it is unknown whether this Service has it", "what the controller does with mixed ports without direct access is not documented, although Kubernetes accepts them since 1.24; it is unknown whether the cluster turns direct access on for new Services (switch `EnableDefaultDirectAccess`)", "add the annotation `service.cloud.tencent.com/direct-access: \"true\"`, or provide the cluster's ConfigMap `kube-system/tke-service-controller-config` in `live`";
        zh: "在一个 Service 中混用 TCP 与 UDP 需要直连（TKE 文档，2024 年），而该 Service 是否直连未知", "本集群是否为新建的 Service 启用直连未知（全局开关 `EnableDefaultDirectAccess`）；Kubernetes 自 1.24 起允许混用，但未启用直连时控制器如何处理没有文档说明", "请添加注解 `service.cloud.tencent.com/direct-access: \"true\"`，或将 ConfigMap `kube-system/tke-service-controller-config` 加入 `live`";

    OTHER_FAMILY = "annotation/protocol-of-other-family", Error, Tke, Aborts, basis: Inferred, documentation_pages::PROTOCOLS,
        en: "the sync of this Service probably stops: port {port} is {own} in the Service but {protocol} in `{name}`", "TKE's page allows different protocols only with direct access; that the sync stops otherwise is inferred",
            "use direct access (annotation `service.cloud.tencent.com/direct-access`), or use matching protocols: TCP, TCP_SSL, HTTP or HTTPS on a TCP port, UDP or QUIC on a UDP port, none on an SCTP port";
        zh: "该 Service 的同步很可能中止：端口 {port} 在 Service 中是 {own}，在 `{name}` 中却是 {protocol}", "TKE 文档只允许在直连时使用不同的协议；未启用直连时同步会中止为推断", "请启用直连（注解 `service.cloud.tencent.com/direct-access`），或使用相符的协议：TCP 端口用 TCP、TCP_SSL、HTTP、HTTPS，UDP 端口用 UDP、QUIC，SCTP 端口没有可用的协议";

    OTHER_FAMILY_BY_ASSUMPTION = "annotation/protocol-may-need-direct-access", Warning, Tke, None, basis: Inferred, documentation_pages::PROTOCOLS,
        en: "the sync of this Service stops unless direct access is on: port {port} is {own} in the Service but {protocol} in `{name}`",
            "different protocols need direct access; it is unknown whether this cluster turns direct access on for new Services (`EnableDefaultDirectAccess`)",
            "add the annotation `service.cloud.tencent.com/direct-access: \"true\"`, or use matching protocols: TCP, TCP_SSL, HTTP or HTTPS on a TCP port, UDP or QUIC on a UDP port";
        zh: "如果未启用直连，该 Service 的同步会中止：端口 {port} 在 Service 中是 {own}，在 `{name}` 中却是 {protocol}",
            "协议不同时需要直连；本集群是否为新建的 Service 启用直连未知（全局开关 `EnableDefaultDirectAccess`）", "请添加注解 `service.cloud.tencent.com/direct-access: \"true\"`，或在 TCP 端口使用 TCP、TCP_SSL、HTTP、HTTPS，在 UDP 端口使用 UDP、QUIC";

    UNSUPPORTED_PROTOCOL = "listener/unsupported-protocol", Error, Tke, Withholds, basis: Documented, documentation_pages::PROTOCOLS,
        en: "port {port} has the protocol `{protocol}`, which load balancer listeners do not support",
            "no listener is created for this port",
            "use TCP or UDP; with direct access you can also keep the port's protocol and set another one for the listener in the annotation `service.cloud.tencent.com/specify-protocol`";
        zh: "端口 {port} 的协议 `{protocol}` 不受负载均衡监听器支持",
            "不会为该端口创建监听器",
            "请使用 TCP 或 UDP；启用直连时也可保留端口的协议，在注解 `service.cloud.tencent.com/specify-protocol` 中为监听器指定其他协议";

    PROTOCOLS_CLASH = "annotation/protocols-clash", Error, Tke, Aborts, basis: Documented, documentation_pages::PROTOCOLS,
        en: "{first} and {second} cannot share port {port}", "a port can have one of TCP, TCP_SSL, HTTP and HTTPS, and one of UDP and QUIC", "keep one of the two, or move the other to another port";
        zh: "{first} 与 {second} 不能使用同一端口 {port}", "同一端口上，TCP、TCP_SSL、HTTP、HTTPS 只能选一个，UDP、QUIC 只能选一个", "请只保留其中一个，或让另一个使用其他端口";

    PORT_NOT_IN_SPEC = "annotation/port-not-in-spec", Warning, Tke, Ignored, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{name}` refers to port {port}, which the Service does not have", "", "add the port to the Service, or use one that it has: {ports}";
        zh: "`{name}` 提到端口 {port}，但该 Service 没有这个端口", "", "请在 Service 中添加该端口，或使用现有端口：{ports}";

    HOSTS_WITHOUT_HTTP = "annotation/hosts-without-http", Warning, Tke, Ignored, basis: Inferred, documentation_pages::PROTOCOLS,
        en: "`hosts` of port {port} has no effect: its listener is neither HTTP nor HTTPS", "", "remove `hosts`, or set the `protocol` of port {port} to `HTTP` or `HTTPS`";
        zh: "端口 {port} 的 `hosts` 不生效：其监听器不是 HTTP 或 HTTPS", "", "请删除 `hosts`，或将端口 {port} 的 `protocol` 设为 `HTTP` 或 `HTTPS`";

    SECRET_MISSING = "annotation/secret-missing", Error, Tke, Withholds, basis: Inferred, documentation_pages::PROTOCOLS,
        en: "Secret `{secret}` is not among the provided Secrets of namespace `{namespace}`", "listeners and rules that use its certificate are not created",
            "create the Secret or correct the name; if the cluster has it, provide it as well";
        zh: "所提供的命名空间 `{namespace}` 的 Secret 中没有 `{secret}`", "使用其证书的监听器和规则不会创建", "请创建该 Secret 或修正名称；如果集群中已有，请一并提供";

    SECRET_WITHOUT_CERTIFICATE = "annotation/secret-without-certificate", Error, Tke, Withholds, basis: Documented, documentation_pages::PROTOCOLS,
        en: "Secret `{secret}` has no key `{key}`", "the controller reads the certificate id from that key; without it, listeners and rules that use this Secret are not created", "add `{key}` with a certificate id";
        zh: "Secret `{secret}` 中没有键 `{key}`", "控制器从该键读取证书 ID；没有它，使用该 Secret 的监听器和规则不会创建", "请添加 `{key}`，值为证书 ID";

    SECRET_NOT_BASE64 = "annotation/secret-not-base64", Error, Tke, Withholds, basis: Documented, documentation_pages::K8S_SECRET,
        en: "the value of `{key}` under `data` in Secret `{secret}` is not base64",
            "the API server rejects a Secret with such a value; without a certificate id, listeners and rules that use this Secret are not created",
            "move `{key}` to `stringData`, where the certificate id is written as it is";
        zh: "Secret `{secret}` 的 `data` 中 `{key}` 的值不是 base64",
            "API Server 会拒绝含有这种值的 Secret；没有证书 ID，使用该 Secret 的监听器和规则不会创建",
            "请将 `{key}` 移到 `stringData` 中，在那里可直接填写证书 ID";

    SECRET_NOT_AN_ID = "annotation/secret-value-not-an-id", Error, Tke, Withholds, basis: Inferred, documentation_pages::PROTOCOLS,
        en: "the value of `{key}` in Secret `{secret}` is not a certificate id",
            "the plan does not create listeners and rules that use this Secret: the value (under `data`, after base64 decoding) is empty or has characters other than letters, digits, `-` and `_`",
            "write the certificate id under `stringData`, as it is and not encoded";
        zh: "Secret `{secret}` 中 `{key}` 的值不是证书 ID",
            "预览不创建使用该 Secret 的监听器和规则：该值（在 `data` 中时按 base64 解码后）为空，或含有字母、数字、`-` 和 `_` 以外的字符",
            "请在 `stringData` 中直接填写证书 ID，不要编码";

    IPV6_ONLY_NODE_PORT = "service/ipv6-only-behind-ipv4", Warning, Tke, None, basis: Inferred, documentation_pages::K8S_SERVICE,
        en: "the load balancer serves no client: the Service has IPv6 addresses only, and the load balancer forwards to nodes by IPv4",
            "Kubernetes opens the node port of such a Service only at IPv6 addresses of the nodes, so health checks fail",
            "add `IPv4` to `spec.ipFamilies`, or use direct access with an IPv6 load balancer (`AddressIPVersion`: `IPv6FullChain`)";
        zh: "负载均衡无法提供服务：该 Service 只有 IPv6 地址，而负载均衡通过 IPv4 转发到节点",
            "Kubernetes 只在节点的 IPv6 地址上开放这种 Service 的节点端口，因此健康检查会失败",
            "请在 `spec.ipFamilies` 中加入 `IPv4`，或使用直连和 IPv6 版负载均衡（`AddressIPVersion`：`IPv6FullChain`）";

    NATIVE_IPV6_WITH_NODES = "annotation/native-ipv6-with-nodes", Warning, Tke, None, basis: Documented, documentation_pages::CREATE_LOAD_BALANCER,
        en: "the load balancer would have no backends: `{name}` requests a native IPv6 one, and the Service has no direct access",
            "a native IPv6 load balancer forwards to IPv6 backends only, and a node is bound by its IPv4 address",
            "set the annotation `service.cloud.tencent.com/direct-access` to `true`, with Pods that have IPv6 addresses, or remove `AddressIPVersion`";
        zh: "负载均衡将没有后端：`{name}` 要求 IPv6 版负载均衡（`IPv6FullChain`），而该 Service 未启用直连",
            "IPv6 版负载均衡只转发到 IPv6 后端，而节点以其 IPv4 地址绑定",
            "请将注解 `service.cloud.tencent.com/direct-access` 设为 `true`，并让 Pod 带有 IPv6 地址，或删除 `AddressIPVersion`";

    SESSION_AFFINITY = "annotation/session-affinity", Info, Tke, None, basis: Inferred, documentation_pages::SERVICE_CONFIG,
        en: "`sessionAffinity` has no effect on the load balancer", "no TKE page says that the controller reads it; with direct access, traffic also bypasses kube-proxy, which implements it",
            "for session persistence at the load balancer, set `session` in a TkeServiceConfig";
        zh: "`sessionAffinity` 对负载均衡不生效", "TKE 文档没有说明控制器会读取它；直连时流量也不经过实现它的 kube-proxy", "如需负载均衡的会话保持，请在 TkeServiceConfig 中设置 `session`";

    LOCAL_ON_SHARED = "annotation/local-on-shared-clb", Warning, Tke, Ignored, basis: Documented, documentation_pages::EXISTING_CLB,
        en: "`externalTrafficPolicy: Local` is not supported on a load balancer that Service `{other}` also uses", "TKE's documentation excludes this combination, because the Pods of the Services are on different nodes; what happens then is not documented",
            "use `externalTrafficPolicy: Cluster`, or give each Service a load balancer of its own";
        zh: "与 Service `{other}` 复用的负载均衡不支持 `externalTrafficPolicy: Local`", "TKE 文档不支持这样使用，因为各 Service 的 Pod 所在的节点不同；这样使用会怎样没有说明", "请改用 `externalTrafficPolicy: Cluster`，或让每个 Service 使用各自的负载均衡";

    SHARED_DISAGREE = "annotation/shared-clb-disagreement", Warning, Tke, None, basis: Documented, documentation_pages::ANNOTATIONS,
        en: "it is unknown which value of `{name}` applies: Service `{other}` on the same load balancer sets it to `{value}`", "TKE's documentation does not say which Service's value the load balancer gets",
            "write the same value in both Services";
        zh: "`{name}` 以哪个值为准未知：复用同一负载均衡的 Service `{other}` 将它设为 `{value}`", "TKE 文档没有说明负载均衡使用哪个 Service 的值", "请在两个 Service 中写相同的值";

    NEEDS_CCN = "annotation/needs-ccn", Info, Tke, None, basis: Documented, documentation_pages::CROSS_VPC,
        en: "this load balancer may not reach its backends: it is in another VPC and reaches the cluster only through a Cloud Connect Network (CCN)", "the CCN and the account must meet TKE's conditions; clbplan can check neither",
            "check four things: one CCN connects both VPCs; the cluster's VPC is in no other CCN; the account is a bill-by-IP account, which pays for bandwidth at the load balancer; cross-region binding is enabled for the account";
        zh: "该负载均衡可能无法访问后端：它在其他 VPC 中，只能经云联网访问集群", "云联网和账号须满足 TKE 的要求；clbplan 无法核实", "请确认四点：同一个云联网连接了两个 VPC；集群的 VPC 没有加入第二个云联网；账号为带宽上移类型；账号已开通跨地域绑定";

    SELECTS_NO_POD = "annotation/selects-no-pod", Warning, Tke, None, basis: Documented, documentation_pages::K8S_SERVICE,
        en: "the selector matches no Pod of namespace `{namespace}` (Pods provided: {count})", "without a Pod the Service has no backend that answers", "compare the selector with the Pods' labels";
        zh: "选择器与命名空间 `{namespace}` 中的 Pod 都不匹配（提供了 {count} 个 Pod）", "没有 Pod，Service 就没有可应答的后端", "请对照 Pod 的标签检查选择器";
}
