//! Findings about a TkeServiceConfig.

use crate::codes;
use crate::diagnostic::references;

codes! {
    UNKNOWN_FIELD = "config/unknown-field", Warning, Schema, Ignored, basis: Documented, references::SERVICE_CONFIG,
        en: "`{field}` is not a field of TkeServiceConfig at this place",
            "a field that is not documented has no effect", "known here: {known}";
        zh: "`{field}` 不是 TkeServiceConfig 此处的字段", "文档中没有的字段不起作用", "此处可用：{known}";

    WRONG_TYPE = "config/wrong-type", Error, Schema, Withholds, basis: Documented, references::SERVICE_CONFIG,
        en: "`{field}` must be of type {expected}, not {found}", "", "";
        zh: "`{field}` 应为 {expected} 类型，而不是 {found}", "", "";

    NOT_ALLOWED = "config/value-not-allowed", Error, Schema, Withholds, basis: Documented, references::SERVICE_CONFIG,
        en: "`{value}` is not a value of `{field}`", "", "allowed: {allowed}";
        zh: "`{value}` 不是 `{field}` 的有效值", "", "允许的值：{allowed}";

    MISSING = "config/missing-field", Error, Schema, Withholds, basis: Documented, references::SERVICE_CONFIG,
        en: "`{field}` is missing", "a segment is matched by protocol and port, and a property begins with its switch",
            "write `{field}`";
        zh: "缺少 `{field}`", "配置段按协议和端口匹配，属性须先写明开关", "补上 `{field}`";

    REPEATED_SEGMENT = "config/repeated-segment", Error, Schema, Withholds, basis: Inferred, references::SERVICE_CONFIG,
        en: "a second segment for {segment}", "which of the two counts is not documented", "keep one of them";
        zh: "{segment} 有重复的配置段", "以哪一个为准没有文档说明", "只保留一个";

    SLOW_TIMEOUT = "config/timeout-not-below-interval", Warning, Schema, Withholds, basis: Documented, references::SERVICE_CONFIG,
        en: "the health check's timeout of {timeout} s is not below its interval of {interval} s",
            "the timeout must be smaller than the interval", "lower `timeout` or raise `intervalTime`";
        zh: "健康检查超时 {timeout} 秒不小于间隔 {interval} 秒", "超时必须小于检查间隔", "调小 `timeout` 或调大 `intervalTime`";

    UNPROVEN_FIELD = "config/unproven-field", Info, Schema, None, basis: Inferred, references::INGRESS_OVERVIEW,
        en: "`{field}` is documented for Ingress only", "that Services read it is not proven", "";
        zh: "`{field}` 只在 Ingress 的文档中出现", "Service 是否会读取它尚未证实", "";

    RESERVED_NAME = "config/reserved-name", Warning, Tke, None, basis: Documented, references::SERVICE_CONFIG,
        en: "names that end in `{suffix}` belong to the controller",
            "the controller writes and deletes objects of such names", "choose another name";
        zh: "以 `{suffix}` 结尾的名称由控制器使用", "控制器会写入和删除这样命名的对象", "换一个名称";

    NOT_FOUND = "config/not-found", Warning, Tke, Ignored, basis: Documented, references::ERRORS, event: "E4026",
        en: "TkeServiceConfig `{name}` is not among those given for namespace `{namespace}`",
            "the sync goes on without it, and the listeners keep their settings", "create the object, or remove the annotation";
        zh: "给出的命名空间 `{namespace}` 的 TkeServiceConfig 中没有 `{name}`", "同步会继续进行，监听器保持原有配置", "创建该对象，或删除注解";

    RESERVED_REFERENCE = "config/reserved-reference", Error, Tke, Withholds, basis: Documented, references::SERVICE_CONFIG,
        en: "`{name}` ends in `{suffix}`: such objects are the controller's own",
            "they follow their own Service and cannot be referred to by name", "give your TkeServiceConfig another name, or use `{auto}`";
        zh: "`{name}` 以 `{suffix}` 结尾，这类对象由控制器自用", "它们跟随各自的 Service，不能按名称引用", "为 TkeServiceConfig 另取名称，或使用 `{auto}`";

    NO_LISTENER = "config/segment-without-listener", Warning, Tke, Ignored, basis: Documented, references::SERVICE_CONFIG,
        en: "no Service that uses this object has a {segment} listener", "a segment never makes a listener; without one it has no effect",
            "correct its protocol and port, or remove the segment";
        zh: "使用该对象的 Service 都没有 {segment} 监听器", "配置段不会创建监听器，没有对应的监听器就不起作用", "修正协议和端口，或删除该配置段";

    BANDWIDTH_OF_INTERNAL = "config/bandwidth-of-internal-clb", Warning, Tke, Ignored, basis: Documented, references::SERVICE_CONFIG,
        en: "`internetMaxBandwidthOut` has no effect on the CLB of Service `{service}`", "it is for public CLBs, and that one is internal", "remove it";
        zh: "`internetMaxBandwidthOut` 对 Service `{service}` 的 CLB 不起作用", "它只用于公网 CLB，而该 CLB 是内网类型", "删除它";
}
