//! Findings about suppressions.

use crate::codes;

codes! {
    UNKNOWN = "suppression/unknown-code", Warning, Schema, Ignored,
        en: "`{value}` is not the code of a finding", "a name that no finding has suppresses nothing", "copy the code from the finding";
        zh: "`{value}` 不是任何问题的代码", "没有问题使用这个名称，因此不会屏蔽任何内容", "请从问题中复制代码";
    MISTYPED = "suppression/mistyped-code", Warning, Schema, Ignored,
        en: "`{value}` is not the code of a finding; `{near}` is", "a name that no finding has suppresses nothing", "did you mean `{near}`?";
        zh: "`{value}` 不是任何问题的代码，`{near}` 才是", "没有问题使用这个名称，因此不会屏蔽任何内容", "是否想写 `{near}`？";
    NOT_ALLOWED = "suppression/not-allowed", Warning, Schema, Ignored,
        en: "`{value}` cannot be suppressed", "only warnings and notes about what Kubernetes, TKE and the plan make of an object can; errors and faults of the text stand whatever is written", "mend what it reports";
        zh: "`{value}` 不能屏蔽", "只能屏蔽关于 Kubernetes、TKE 和计划的警告与提示；错误和文本本身的问题无法屏蔽", "请修正它所报告的问题";
    UNUSED = "suppression/unused", Info, Schema, None,
        en: "`{value}` suppresses nothing here", "what it was meant for is gone, or was never there", "remove it, so that it hides nothing later";
        zh: "`{value}` 在这里没有屏蔽任何问题", "它所针对的问题已不存在，或从未出现", "请移除，以免日后掩盖其他问题";
}
