//! Findings about suppressions.

use crate::codes;

codes! {
    UNKNOWN = "suppression/unknown-code", Warning, Schema, Ignored,
        en: "no finding has the code `{value}`", "", "copy the code from the finding";
        zh: "没有代码为 `{value}` 的问题", "", "请从问题中复制代码";
    MISTYPED = "suppression/mistyped-code", Warning, Schema, Ignored,
        en: "no finding has the code `{value}`; did you mean `{near}`?", "", "write `{near}`";
        zh: "没有代码为 `{value}` 的问题，是否想写 `{near}`？", "", "请改为 `{near}`";
    NOT_ALLOWED = "suppression/not-allowed", Warning, Schema, Ignored,
        en: "`{value}` cannot be suppressed", "only warnings and notes about Kubernetes, TKE and the plan can be suppressed; errors cannot, nor can findings about syntax, the structure of the input, or the policy", "remove it from the suppressed codes; if the problem is reported, fix it";
        zh: "`{value}` 不能屏蔽", "只能屏蔽关于 Kubernetes、TKE 和预览的警告与提示；错误以及关于语法、输入结构或防护策略的问题无法屏蔽", "请从屏蔽列表中移除；若报告了该问题，请修正";
    UNUSED = "suppression/unused", Info, Schema, None,
        en: "suppressing `{value}` has no effect", "no such finding is reported", "remove it, so that it does not hide a later finding";
        zh: "屏蔽 `{value}` 没有效果", "没有报告这样的问题", "请移除，以免掩盖日后出现的问题";
}
