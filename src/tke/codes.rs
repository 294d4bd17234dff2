//! Findings about the values of annotations.

use crate::codes;
use crate::diagnostic::documentation_pages;

codes! {
    INVALID_VALUE = "annotation/invalid-value", Error, Tke, Unknown, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{value}` is not a valid value of `{name}`",
            "TKE's pages do not say what the controller does with an invalid value, so the plan does not replace it by a default",
            "allowed: {allowed}";
        zh: "`{value}` 不是 `{name}` 的有效值", "控制器如何处理无效的值没有文档说明，因此预览不以默认值代替", "允许的值：{allowed}";

    REPEATED_ITEM = "annotation/repeated-item", Warning, Tke, None, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{name}` lists `{value}` twice", "", "remove one of them";
        zh: "`{name}` 中重复列出了 `{value}`", "", "请删除其中一个";

    REPEATED_SECURITY_GROUP = "annotation/repeated-security-group", Error, Tke, Unknown, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{name}` lists `{value}` twice", "TKE's pages do not say what the controller does with a repeated security group, so nothing is planned", "remove one of them";
        zh: "`{name}` 中重复列出了 `{value}`", "控制器如何处理重复的安全组没有文档说明，因此不做预览", "请删除其中一个";

    TOO_MANY_ITEMS = "annotation/too-many-items", Error, Tke, Aborts, basis: Documented, documentation_pages::CLB_LIMITS,
        en: "`{name}` lists more than {max} items", "a load balancer takes at most {max}", "keep at most {max} of them";
        zh: "`{name}` 列出的项目超过 {max} 个", "负载均衡最多接受 {max} 个", "请最多保留 {max} 个";

    INVALID_JSON = "annotation/invalid-json", Error, Tke, Unknown, basis: Inferred, documentation_pages::ERRORS,
        en: "the value of `{name}` is not valid JSON: {problem}",
            "what the controller does with such a value is not documented",
            "write a value like {allowed}";
        zh: "`{name}` 的值不是合法的 JSON：{problem}", "控制器如何处理 JSON 以外的内容没有文档说明", "请使用如下形式：{allowed}";

    JSON_TYPE = "annotation/json-type", Error, Tke, Unknown, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{member}` in `{name}` must be of type {expected}, not {found}", "", "write a value like {allowed}";
        zh: "`{name}` 中的 `{member}` 应为 {expected}，实际为 {found}", "", "请使用如下形式：{allowed}";

    JSON_WHOLE_TYPE = "annotation/json-whole-type", Error, Tke, Unknown, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "the JSON in `{name}` must be of type {expected}, not {found}", "", "write a value like {allowed}";
        zh: "`{name}` 中的 JSON 应为 {expected}，实际为 {found}", "", "请使用如下形式：{allowed}";

    JSON_VALUE = "annotation/json-value", Error, Tke, Unknown, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{value}` is not a valid value of `{member}` in `{name}`", "", "allowed: {allowed}";
        zh: "`{value}` 不是 `{name}` 中 `{member}` 的有效值", "", "允许的值：{allowed}";

    JSON_MISSING = "annotation/json-missing-member", Error, Tke, Unknown, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "the member `{member}` is missing in the value of `{name}`", "", "write a value like {allowed}";
        zh: "`{name}` 的值中缺少成员 `{member}`", "", "请使用如下形式：{allowed}";

    JSON_EMPTY = "annotation/json-empty", Error, Tke, Unknown, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{member}` in `{name}` is empty", "", "write a value like {allowed}";
        zh: "`{name}` 中的 `{member}` 为空", "", "请使用如下形式：{allowed}";

    JSON_REPEATED = "annotation/json-repeated-member", Error, Tke, Unknown, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{name}` contains `{member}` twice", "which of the two applies is not documented", "keep one of them";
        zh: "`{name}` 中重复出现 `{member}`", "以哪一个为准没有文档说明", "请只保留一个";

    JSON_UNKNOWN = "annotation/json-unknown-member", Warning, Tke, Ignored, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "`{member}` in `{name}` probably has no effect", "TKE's documentation does not mention it", "remove `{member}`, or write a documented member instead: {known}";
        zh: "`{name}` 中的 `{member}` 很可能不生效", "TKE 文档中没有该成员", "请删除 `{member}`，或改用文档中的成员：{known}";

    UNKNOWN_PARAMETER = "annotation/unknown-parameter", Warning, Tke, None, basis: Documented, documentation_pages::CREATE_LOAD_BALANCER,
        event: "E4005",
        en: "the creation of a load balancer may fail: `{member}` in `{name}` is not a known parameter of CreateLoadBalancer",
            "nothing changes while the Service has its load balancer; if another one has to be created, the API refuses the parameter unless it knows it",
            "remove `{member}`, or write a known parameter instead: {known}";
        zh: "创建负载均衡可能失败：`{name}` 中的 `{member}` 不是已知的 CreateLoadBalancer 参数",
            "该 Service 已有负载均衡时没有影响；一旦需要另行创建，API 会拒绝它也不认识的参数", "请删除 `{member}`，或改用可用的参数：{known}";

    PREPAID = "annotation/prepaid-clb", Warning, Tke, None, basis: Documented, documentation_pages::EXISTING_CLB,
        en: "`{value}` in `{name}` requests prepaid billing",
            "the controller creates only load balancers that are billed by the hour: the creation may fail, or the parameter may have no effect",
            "remove it; for prepaid billing, create the load balancer yourself and use it as an existing one";
        zh: "`{name}` 中的 `{value}` 要求包年包月计费", "控制器只创建按量计费的负载均衡：创建可能失败，该参数也可能不生效",
            "请删除；如需包年包月，请自行创建后作为已有负载均衡使用";

    READ_ONLY_TAG = "annotation/read-only-tag", Warning, Tke, None, basis: Documented, documentation_pages::OVERVIEW,
        en: "this load balancer may be lost or deleted: `{name}` sets the tag `{tag}`, which only the controller may write",
            "the controller finds its load balancers by this tag; with a wrong value it creates another load balancer, or deletes this one when a different Service is deleted",
            "remove the tag from the annotation; to keep the load balancer after its Service is deleted, set the tag `tke-lifecycle-owner` to `user` on the load balancer";
        zh: "该负载均衡可能丢失或被删除：`{name}` 设置了只能由控制器写入的标签 `{tag}`",
            "控制器通过该标签查找负载均衡；值不对时，会另行创建负载均衡，或在删除另一个 Service 时删除该负载均衡",
            "请从注解中删除该标签；若要在删除 Service 后保留负载均衡，请在负载均衡上将标签 `tke-lifecycle-owner` 设为 `user`";

    CERTIFICATE_NOT_NAMED = "annotation/certificate-not-named", Error, Tke, Withholds, basis: Documented, documentation_pages::PROTOCOLS,
        en: "the {protocol} listener of port {port} is not created: port {port} in `{name}` has no certificate",
            "TLS ends at the load balancer, so the listener needs a certificate",
            "set `tls` of port {port} to the name of the Secret with the certificate";
        zh: "不会创建端口 {port} 的 {protocol} 监听器：`{name}` 中的端口 {port} 没有证书", "TLS 在负载均衡终结，因此监听器需要证书",
            "请将端口 {port} 的 `tls` 设为证书 Secret 的名称";

    HOST_CERTIFICATE_NOT_NAMED = "annotation/host-certificate-not-named", Error, Tke, Withholds, basis: Documented, documentation_pages::PROTOCOLS,
        en: "the forwarding rule of host `{host}` at HTTPS port {port} is not created: the host has no certificate in `{name}`",
            "TLS ends at the load balancer, so the forwarding rule of the host needs a certificate; only the `tls` of the host itself counts",
            "set `tls` of `{host}` to the name of the Secret with the certificate";
        zh: "不会创建 HTTPS 端口 {port} 上域名 `{host}` 的转发规则：`{name}` 中该域名没有证书",
            "TLS 在负载均衡终结，因此该域名的转发规则需要证书；只有该域名自己的 `tls` 有效",
            "请将 `{host}` 的 `tls` 设为证书 Secret 的名称";

    HTTPS_WITHOUT_HOST = "annotation/https-without-host", Error, Tke, Withholds, basis: Inferred, documentation_pages::PROTOCOLS,
        en: "the plan neither creates nor changes the {protocol} listener of port {port}: port {port} in `{name}` has no host",
            "TKE's documentation shows HTTPS certificates only for hosts; what the controller does for a port without a host is not documented",
            "name each host in `hosts` of port {port}, with the name of its Secret in `tls`";
        zh: "预览既不创建也不更改端口 {port} 的 {protocol} 监听器：`{name}` 中的端口 {port} 没有域名",
            "TKE 文档中 HTTPS 证书按域名指定；没有域名时控制器如何处理没有文档说明",
            "请在端口 {port} 的 `hosts` 中列出每个域名，并用 `tls` 指定其 Secret 的名称";

    HOST_REFUSED = "annotation/host-refused", Error, Tke, Withholds, basis: Documented, documentation_pages::CLB_DOMAINS,
        en: "the forwarding rule of host `{host}` (port {port} in `{name}`) is not created: the host cannot be a domain",
            "the cloud accepts 1 to 80 of the characters `a-z`, `0-9`, `.`, `-` and `_`, not beginning with `_`; a `*` may be at the beginning or at the end; a regular expression must begin with `~`",
            "write the domain name alone, without protocol, port or path";
        zh: "不会创建域名 `{host}`（`{name}` 中的端口 {port}）的转发规则：它不是有效的域名",
            "腾讯云接受 1 到 80 个字符：`a-z`、`0-9`、`.`、`-` 和 `_`，不能以 `_` 开头；`*` 只能在开头或结尾；正则表达式须以 `~` 开头",
            "请只填写域名，不要带协议、端口或路径";

    HOST_UNDOCUMENTED = "annotation/host-undocumented", Warning, Tke, Withholds, basis: Inferred, documentation_pages::CLB_DOMAINS,
        en: "host `{host}` of port {port} in `{name}` may not be accepted as the domain of a forwarding rule",
            "the cloud's documentation allows only `a-z`, `0-9`, `.`, `-` and `_`; whether other letters are converted or refused is not documented, so the plan does not create the rule",
            "write lower-case letters, and an internationalized domain name in its ASCII form (`xn--…`)";
        zh: "`{name}` 中端口 {port} 的域名 `{host}` 可能不被接受为转发规则的域名",
            "腾讯云文档只允许 `a-z`、`0-9`、`.`、`-` 和 `_`；其他字母会被转换还是被拒绝没有文档说明，因此预览不创建该规则",
            "请使用小写字母；国际化域名请使用其 ASCII 形式（`xn--…`）";
}
