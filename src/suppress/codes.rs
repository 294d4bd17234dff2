//! Findings about suppressions.

use crate::codes;

codes! {
    UNKNOWN = "suppression/unknown-code", Warning, Schema, Ignored,
        en: "suppressing `{value}` has no effect: clbplan has no finding with this code", "", "copy the code of the finding exactly as it is printed, for example `annotation/unknown-name`";
        zh: "屏蔽 `{value}` 没有效果：没有代码为 `{value}` 的问题", "", "请照抄问题中显示的代码，例如 `annotation/unknown-name`";
    MISTYPED = "suppression/mistyped-code", Warning, Schema, Ignored,
        en: "suppressing `{value}` has no effect: clbplan has no finding with this code; did you mean `{near}`?", "", "write `{near}`";
        zh: "屏蔽 `{value}` 没有效果：没有代码为 `{value}` 的问题，是否想写 `{near}`？", "", "请改为 `{near}`";
    NOT_ALLOWED = "suppression/not-allowed", Warning, Schema, Ignored,
        en: "`{value}` cannot be suppressed", "only warnings and notes about Kubernetes, TKE and the plan can be suppressed, not errors, nor findings about syntax, the structure of the input or the policy", "remove it from the suppressed codes; if the problem is reported, correct its cause";
        zh: "`{value}` 不能屏蔽", "只能屏蔽关于 Kubernetes、TKE 和预览的警告与提示，不能屏蔽错误，也不能屏蔽关于语法、输入结构或防护策略的问题", "请从屏蔽列表中移除；如果报告了该问题，请修正其原因";
    UNUSED = "suppression/unused", Info, Schema, None,
        en: "the suppression of code `{value}` is not needed", "no finding with this code is reported", "remove the suppression, so that it does not hide a later finding";
        zh: "无需屏蔽代码 `{value}`", "没有报告该代码的问题", "请移除这项屏蔽，以免掩盖日后出现的问题";
}
