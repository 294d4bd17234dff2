//! Arguments of messages that are the program's own words, in Chinese: types, and what is wrong with a piece of JSON.
//!
//! They are English where they are made, because the answer's language is known only where it is rendered. What a user
//! typed is never translated: only the arguments of some names hold phrases.

/// The names of arguments that may be phrases.
const NAMES: [&str; 6] = ["detail", "expected", "found", "part", "problem", "wanted"];

/// One phrase on each line, English and Chinese: one text, as [`super::PackedTextsOfDefinition`] is.
const PHRASES: &str = concat!(
    "a number\t数字\n",
    "a port\t端口\n",
    "a string\t字符串\n",
    "an array\t数组\n",
    "an array of strings\t字符串数组\n",
    "an integer\t整数\n",
    "an object\t对象\n",
    "an object by load balancer id\t以负载均衡 ID 为键的对象\n",
    "an object with `loadBalancers`\t含 `loadBalancers` 的对象\n",
    "array\t数组\n",
    "bool\t布尔值\n",
    "boolean\t布尔值\n",
    "null\t空值\n",
    "number\t数字\n",
    "object\t对象\n",
    "string\t字符串\n",
    "time\t时间\n",
    "true or false\t`true` 或 `false`\n",
    "whole number\t整数\n",
    "whole number or string\t整数或字符串\n",
    "JSON has no comments\tJSON 不支持注释\n",
    "a control character in a string must be escaped\t字符串中的控制字符须转义\n",
    "expected `:` after the name\t名称之后应为 `:`\n",
    "expected a comma or the closing bracket\t此处应为逗号或右括号\n",
    "expected a name in double quotes\t此处应为双引号中的名称\n",
    "expected a name in double quotes or `}`\t此处应为双引号中的名称或 `}`\n",
    "expected a value\t此处应为值\n",
    "expected a value or `]`\t此处应为值或 `]`\n",
    "expected the end of the text after the value\t值之后应为文本结尾\n",
    "the text ends too early\t文本提前结束\n",
    "this bracket does not match the open one\t此括号与左括号不配对\n",
    "this character is not white space in JSON\t此字符不是 JSON 的空白\n",
    "too many values\t值过多\n",
    "key\t键\n",
    "value\t值\n",
    "a key has at most one `/`\t键中最多有一个 `/`\n",
    "the part before `/` is not a lower-case domain name\t`/` 之前的部分不是小写的域名\n",
    "it has no name\t名称为空\n",
    "it is longer than 63 characters\t超过 63 个字符\n",
    "it does not begin and end with a letter or digit\t首尾不是字母或数字\n",
    "it contains a character other than letters, digits, `-`, `_` and `.`\t含有字母、数字、`-`、`_` 和 `.` 以外的字符\n",
);

/// The phrase in Chinese, if it is one.
pub(super) fn chinese(name: &str, argument: &str) -> Option<&'static str> {
    if !NAMES.contains(&name) {
        return None;
    }
    let mut phrases = PHRASES.split('\n').filter_map(|line| line.split_once('\t'));
    phrases.find(|(english, _)| *english == argument).map(|(_, chinese)| chinese)
}
