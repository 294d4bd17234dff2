//! Findings about the values of annotations.

use crate::codes;
use crate::diagnostic::references;

codes! {
    INVALID_VALUE = "annotation/invalid-value", Error, Tke, Aborts, basis: Inferred, references::ANNOTATIONS,
        en: "`{value}` is not a value of `{name}`",
            "what the controller does with it is not documented, so nothing is assumed in its place",
            "allowed: {allowed}";
        zh: "`{value}` 不是 `{name}` 的有效值", "控制器如何处理该值没有文档说明，因此这里不作任何替代假设", "允许的值：{allowed}";

    REPEATED_ITEM = "annotation/repeated-item", Warning, Tke, None, basis: Inferred, references::ANNOTATIONS,
        en: "`{value}` is listed twice in `{name}`", "", "remove one of them";
        zh: "`{name}` 中重复列出了 `{value}`", "", "删除其中一个";

    TOO_MANY_ITEMS = "annotation/too-many-items", Error, Tke, Aborts, basis: Documented, references::CLB_LIMITS,
        en: "`{name}` lists more than {max} items", "a CLB takes {max} at most", "keep {max} of them";
        zh: "`{name}` 列出的条目超过 {max} 个", "CLB 最多接受 {max} 个", "最多保留 {max} 个";

    INVALID_JSON = "annotation/invalid-json", Error, Tke, Aborts, basis: Inferred, references::ERRORS,
        en: "the value of `{name}` is not JSON: {problem}",
            "the annotation is read as JSON; what the controller does with anything else is not documented",
            "a value of this form: {allowed}";
        zh: "`{name}` 的值不是合法的 JSON：{problem}", "该注解按 JSON 解析；其他内容会如何处理没有文档说明", "请使用如下形式：{allowed}";

    JSON_TYPE = "annotation/json-type", Error, Tke, Aborts, basis: Inferred, references::ANNOTATIONS,
        en: "`{member}` in `{name}` must be of type {expected}, not {found}", "", "a value of this form: {allowed}";
        zh: "`{name}` 中的 `{member}` 应为 {expected} 类型，而不是 {found}", "", "请使用如下形式：{allowed}";

    JSON_VALUE = "annotation/json-value", Error, Tke, Aborts, basis: Inferred, references::ANNOTATIONS,
        en: "`{value}` is not a value of `{member}` in `{name}`", "", "allowed: {allowed}";
        zh: "`{value}` 不是 `{name}` 中 `{member}` 的有效值", "", "允许的值：{allowed}";

    JSON_MISSING = "annotation/json-missing-member", Error, Tke, Aborts, basis: Inferred, references::ANNOTATIONS,
        en: "`{member}` is missing in `{name}`", "", "a value of this form: {allowed}";
        zh: "`{name}` 中缺少 `{member}`", "", "请使用如下形式：{allowed}";

    JSON_EMPTY = "annotation/json-empty", Error, Tke, Aborts, basis: Inferred, references::ANNOTATIONS,
        en: "`{member}` in `{name}` is empty", "", "a value of this form: {allowed}";
        zh: "`{name}` 中的 `{member}` 为空", "", "请使用如下形式：{allowed}";

    JSON_REPEATED = "annotation/json-repeated-member", Error, Tke, Aborts, basis: Inferred, references::ANNOTATIONS,
        en: "`{member}` stands twice in `{name}`", "which of the two counts is not documented", "keep one of them";
        zh: "`{name}` 中重复出现 `{member}`", "以哪一个为准没有文档说明", "只保留一个";

    JSON_UNKNOWN = "annotation/json-unknown-member", Warning, Tke, Ignored, basis: Inferred, references::ANNOTATIONS,
        en: "nothing reads `{member}` in `{name}`", "a member that is not documented has no effect", "known here: {known}";
        zh: "`{name}` 中的 `{member}` 不会被读取", "文档中没有的成员不起作用", "此处可用：{known}";

    UNKNOWN_PARAMETER = "annotation/unknown-parameter", Warning, Tke, Aborts, basis: Documented, references::CREATE_LOAD_BALANCER,
        event: "E4005",
        en: "`{member}` in `{name}` is not a parameter of CreateLoadBalancer that is known here",
            "a parameter the call does not know makes the purchase of the CLB fail",
            "known here: {known}";
        zh: "`{name}` 中的 `{member}` 不是已知的 CreateLoadBalancer 参数", "接口不认识的参数会导致购买 CLB 失败", "此处可用：{known}";

    PARAMETER_OF_CONTROLLER = "annotation/parameter-of-controller", Warning, Tke, Ignored, basis: Inferred, references::ANNOTATIONS,
        en: "`{member}` in `{name}` is set by the controller itself",
            "the controller derives it from the Service and its cluster; which of the two values counts is not documented",
            "remove it, and use the annotations and fields that decide it";
        zh: "`{name}` 中的 `{member}` 由控制器自行设置", "控制器会根据 Service 与集群决定该参数，以哪个值为准没有文档说明", "删除它，改用相应的注解和字段";

    PREPAID = "annotation/prepaid-clb", Warning, Tke, None, basis: Documented, references::EXISTING_CLB,
        en: "`{value}` in `{name}` asks for a CLB that is paid for beforehand",
            "the controller buys CLBs that are billed by the hour only; whether it drops the parameter or fails with it is not documented",
            "remove it, or buy the CLB yourself and use it as an existing one";
        zh: "`{name}` 中的 `{value}` 要求购买包年包月的 CLB", "控制器只购买按量计费的 CLB；它会忽略该参数还是因此失败，没有文档说明",
            "删除它，或自行购买 CLB 后作为已有 CLB 使用";

    READ_ONLY_TAG = "annotation/read-only-tag", Warning, Tke, None, basis: Documented, references::OVERVIEW,
        en: "`{name}` sets the tag `{tag}`, which is the controller's",
            "by its tags the controller knows which CLB it bought, for which cluster and Service; with another value the CLB is lost to it, or deleted with something else",
            "remove the tag; to keep the CLB when its Service goes, set `tke-lifecycle-owner` to `user` on the CLB";
        zh: "`{name}` 设置了由控制器写入的标签 `{tag}`",
            "控制器凭标签识别自己购买的 CLB 及其所属集群和 Service；值不对时会丢失该 CLB，或随其他资源一起被删除",
            "删除该标签；若要在删除 Service 时保留 CLB，请在 CLB 上将 `tke-lifecycle-owner` 设为 `user`";

    CERTIFICATE_NOT_NAMED = "annotation/certificate-not-named", Error, Tke, Aborts, basis: Documented, references::PROTOCOLS,
        en: "{protocol} in `{name}` has no certificate",
            "TLS ends at the CLB, so its listener needs a certificate",
            "name the Secret with the certificate in `tls`: of the port for TCP_SSL and QUIC, of each host for HTTPS";
        zh: "`{name}` 中的 {protocol} 没有证书", "TLS 在 CLB 终结，监听器需要证书",
            "在 `tls` 中填写证书 Secret 的名称：TCP_SSL 与 QUIC 写在端口上，HTTPS 写在每个域名上";
}
