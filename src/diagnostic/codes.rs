//! Findings about the findings of an answer.

use crate::codes;

codes! {
    TOO_MANY = "answer/too-many-findings", Info, Syntax, None,
        en: "{over} more findings are not shown: {errors} errors, {warnings} warnings, {infos} notes",
            "an answer holds {limit}, the worst of them; the summary counts all",
            "look at fewer objects at a time, or begin with what most of the findings have in common";
        zh: "还有 {over} 条发现没有列出：{errors} 个错误、{warnings} 个警告、{infos} 条提示",
            "一次回答最多列出其中最严重的 {limit} 条；汇总中计入了全部发现",
            "请一次检查较少的对象，或先处理大多数发现的共同原因";
}
