//! Findings about the findings of an answer.

use crate::codes;

codes! {
    TOO_MANY = "answer/too-many-findings", Info, Syntax, None,
        en: "{over} more findings are not shown: {errors} errors, {warnings} warnings, {infos} notes",
            "an answer contains at most the {limit} most severe; the summary counts all",
            "check fewer objects at a time, or start with what most findings have in common";
        zh: "还有 {over} 个问题没有列出：{errors} 个错误、{warnings} 个警告、{infos} 条提示",
            "一次回答最多列出其中最严重的 {limit} 个；汇总中计入了全部问题",
            "请一次检查较少的对象，或先处理多数问题的共同原因";
}
