//! Findings about a TkeServiceConfig.

use crate::codes;
use crate::diagnostic::documentation_pages;

codes! {
    UNKNOWN_FIELD = "config/unknown-field", Warning, Schema, Ignored, basis: Documented, documentation_pages::SERVICE_CONFIG,
        en: "unknown field `{field}` in the TkeServiceConfig: it has no effect",
            "TKE's documentation has no such field at this level", "remove `{field}`, or write a known field instead: {known}";
        zh: "TkeServiceConfig 的这一层没有字段 `{field}`，该字段不生效", "TKE 文档中没有它", "请删除 `{field}`，或改用可用的字段：{known}";

    WRONG_TYPE = "config/wrong-type", Error, Schema, Withholds, basis: Documented, documentation_pages::SERVICE_CONFIG,
        en: "`{field}` must be of type {expected}, not {found}", "", "write a value of type {expected}";
        zh: "`{field}` 应为 {expected}，实际为 {found}", "", "请改成 {expected}";

    NOT_ALLOWED = "config/value-not-allowed", Error, Schema, Withholds, basis: Documented, documentation_pages::SERVICE_CONFIG,
        en: "`{value}` is not a valid value of `{field}`", "", "allowed: {allowed}";
        zh: "`{value}` 不是 `{field}` 的有效值", "", "允许的值：{allowed}";

    MISSING = "config/missing-field", Error, Schema, Withholds, basis: Documented, documentation_pages::SERVICE_CONFIG,
        en: "`{field}` is missing in the TkeServiceConfig", "each entry needs `protocol` and `port`, and each group of settings `enable`",
            "add `{field}`";
        zh: "TkeServiceConfig 中缺少 `{field}`", "每个配置段须有 `protocol` 和 `port`，每组配置须有 `enable`", "请添加 `{field}`";

    REPEATED_SEGMENT = "config/repeated-segment", Error, Schema, Withholds, basis: Inferred, documentation_pages::SERVICE_CONFIG,
        en: "it is unknown which settings listener {segment} gets: this TkeServiceConfig has two entries for it", "TKE's documentation does not say which of the two applies", "keep only one of the two entries";
        zh: "监听器 {segment} 以哪个配置为准未知：该 TkeServiceConfig 为它写了两个配置段", "TKE 文档没有说明以哪一个为准", "请只保留一个配置段";

    SLOW_TIMEOUT = "config/timeout-not-below-interval", Warning, Schema, None, basis: Inferred, documentation_pages::SERVICE_CONFIG,
        en: "the health check timeout of {timeout} s exceeds the interval of {interval} s",
            "a check would begin before the previous one ends; what the controller does then is not documented", "lower `timeout` or raise `intervalTime`";
        zh: "健康检查超时 {timeout} 秒大于间隔 {interval} 秒", "上一次检查还未结束，下一次就会开始；控制器会如何处理没有文档说明", "请调小 `timeout` 或调大 `intervalTime`";

    SESSION_WITH_LEAST_CONN = "config/session-with-least-conn", Warning, Schema, None, basis: Documented, documentation_pages::CLB_TCP_LISTENERS,
        en: "session persistence does not work with the scheduling algorithm `LEAST_CONN`", "the documentation of load balancers says that the two cannot be combined, but an example of its API combines them; so the call may succeed without keeping clients on their backends", "use `WRR`, or switch `session` off";
        zh: "会话保持不能与调度算法 `LEAST_CONN` 一起使用", "腾讯云文档说明两者不能同时使用；API 的示例却同时设置了两者，因此调用可能成功，但不会保持会话", "请改用 `WRR`，或关闭 `session`";

    UNPROVEN_FIELD = "config/unproven-field", Info, Schema, None, basis: Inferred, documentation_pages::INGRESS_OVERVIEW,
        en: "`{field}` may have no effect on a Service: it is documented for Ingress only", "whether Services use it is not documented", "test it before you rely on it";
        zh: "`{field}` 在 Service 上可能不生效：它只在 Ingress 的文档中出现", "Service 是否会使用它，没有文档说明", "请先验证再依赖它";

    RESERVED_NAME = "config/reserved-name", Warning, Tke, None, basis: Documented, documentation_pages::SERVICE_CONFIG,
        en: "the controller may overwrite or delete this object: names ending in `{suffix}` are reserved for the controller",
            "the controller writes and deletes objects with such names", "if the object was copied from a cluster, remove it from the manifests; otherwise choose another name";
        zh: "控制器可能覆盖或删除该对象：以 `{suffix}` 结尾的名称由控制器保留", "控制器会写入和删除这样命名的对象", "如果是从集群中复制来的，请从清单中删除；否则请换一个名称";

    NOT_FOUND = "config/not-found", Warning, Tke, Ignored, basis: Documented, documentation_pages::ERRORS, event: "E4026",
        en: "TkeServiceConfig `{name}` is not among those provided for namespace `{namespace}`",
            "the sync goes on without it, and existing listeners keep their settings", "create the object or remove the annotation `service.cloud.tencent.com/tke-service-config`; if the cluster has the object, provide it as well";
        zh: "所提供的命名空间 `{namespace}` 的 TkeServiceConfig 中没有 `{name}`", "同步会继续进行，监听器保持原有配置", "请创建该对象，或删除注解 `service.cloud.tencent.com/tke-service-config`；如果集群中已有该对象，请一并提供";

    RESERVED_REFERENCE = "config/reserved-reference", Error, Tke, Withholds, basis: Documented, documentation_pages::SERVICE_CONFIG,
        en: "`{name}` cannot be referenced: objects whose names end in `{suffix}` belong to the controller",
            "", "give your TkeServiceConfig another name, or use the annotation `{auto}`";
        zh: "不能引用 `{name}`：名称以 `{suffix}` 结尾的对象由控制器自用", "", "请为 TkeServiceConfig 另取名称，或使用注解 `{auto}`";

    NO_LISTENER = "config/segment-without-listener", Warning, Tke, Ignored, basis: Documented, documentation_pages::SERVICE_CONFIG,
        en: "the entry for listener {segment} has no effect: no Service that uses this TkeServiceConfig has such a listener", "an entry only configures a listener that exists",
            "correct the protocol and port of the entry, or remove it";
        zh: "{segment} 配置段不生效：使用该 TkeServiceConfig 的 Service 都没有这个监听器", "配置段只配置已有的监听器", "请修正协议和端口，或删除该配置段";

    BANDWIDTH_OF_INTERNAL = "config/bandwidth-of-internal-clb", Warning, Tke, Ignored, basis: Documented, documentation_pages::SERVICE_CONFIG,
        en: "`internetMaxBandwidthOut` has no effect on the load balancer of Service `{service}`", "it is for public load balancers, and this one is internal", "remove it, unless a Service with a public load balancer uses this TkeServiceConfig too";
        zh: "`internetMaxBandwidthOut` 对 Service `{service}` 的负载均衡不生效", "它只用于公网负载均衡，而该负载均衡是内网类型", "请删除，除非使用公网负载均衡的 Service 也使用该 TkeServiceConfig";
}
