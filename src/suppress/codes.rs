//! Findings about suppressions.

use crate::codes;

codes! {
    UNKNOWN = "suppression/unknown-code", Warning, Schema, Ignored,
        en: "unknown code `{value}`", "", "copy the code from the finding";
        zh: "未知的代码 `{value}`", "", "请从问题中复制代码";
    MISTYPED = "suppression/mistyped-code", Warning, Schema, Ignored,
        en: "unknown code `{value}`; did you mean `{near}`?", "", "write `{near}`";
        zh: "未知的代码 `{value}`，是否想写 `{near}`？", "", "请改为 `{near}`";
    NOT_ALLOWED = "suppression/not-allowed", Warning, Schema, Ignored,
        en: "`{value}` cannot be suppressed", "only warnings and notes about Kubernetes, TKE and the plan can be suppressed, not errors or findings about the text itself", "fix the reported problem";
        zh: "`{value}` 不能屏蔽", "只能屏蔽关于 Kubernetes、TKE 和预览的警告与提示；错误和关于文本本身的问题无法屏蔽", "请修正所报告的问题";
    UNUSED = "suppression/unused", Info, Schema, None,
        en: "`{value}` suppresses nothing here", "the finding is gone, or never existed", "remove it, so that it does not hide anything later";
        zh: "`{value}` 在这里没有屏蔽任何问题", "它所针对的问题已不存在，或从未出现", "请移除，以免日后掩盖其他问题";
}
