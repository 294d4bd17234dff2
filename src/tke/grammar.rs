//! Grammars of values: one definition parses, describes and completes, so that the three cannot disagree.
//!
//! Problems have byte ranges in the value. What the controller accepts beyond the documented spelling is unknown, so
//! nothing else is accepted here; an unambiguous misspelling is offered as a fix instead.

use super::codes;
use super::identifier_format::{is_id, is_number, is_region, is_timestamp, is_uuid};
use super::json::{self, JsonAnnotationKind};
use super::node_label_selector::{NodeLabelSelector, is_dns_name};
use super::parsed_value::{ParsedValue, ValueProblem};
use crate::sorted_map::repeats;
use crate::syntax::edit_distance::unambiguous;
use std::ops::Range;

#[derive(Debug, Clone, Copy)]
pub enum ValueFormat {
    Bool,
    /// One of these strings.
    Enum(&'static [EnumValue]),
    /// An integer.
    Int {
        min: i64,
        max: i64,
        /// `Mbps`.
        unit: &'static str,
    },
    /// The id of a cloud resource: this prefix, then letters and digits.
    Id(&'static str),
    /// `ap-guangzhou`.
    Region,
    /// Up to five ids of security groups, separated by commas; empty: none.
    SecurityGroups,
    /// A Kubernetes label selector.
    Selector,
    /// The name of a Kubernetes object.
    Name,
    /// A controller version.
    Version,
    Json(JsonAnnotationKind),
    /// RFC 3339.
    Timestamp,
    /// `5f0c1f0e-6a43-4f0e-9c57-9d1d6b1c2a77`
    Uuid,
    /// Any text.
    Text,
}

/// A value of [`ValueFormat::Enum`].
#[derive(Debug)]
pub struct EnumValue {
    pub value: &'static str,
    /// Its meaning.
    pub en: &'static str,
    /// Its meaning in simplified Chinese.
    pub zh: &'static str,
}

/// Most security groups that can be bound to one CLB.
pub const MAX_SECURITY_GROUPS_PER_CLB: usize = 5;

/// The regions that the cloud's own Go SDK lists (`common/regions`, v1.3.211). Newer ones exist.
pub const REGIONS: &[EnumValue] = &[
    EnumValue { value: "ap-bangkok", en: "Bangkok", zh: "曼谷" },
    EnumValue { value: "ap-beijing", en: "Beijing", zh: "北京" },
    EnumValue { value: "ap-chengdu", en: "Chengdu", zh: "成都" },
    EnumValue { value: "ap-chongqing", en: "Chongqing", zh: "重庆" },
    EnumValue { value: "ap-guangzhou", en: "Guangzhou", zh: "广州" },
    EnumValue { value: "ap-guangzhou-open", en: "Guangzhou Open", zh: "广州 Open" },
    EnumValue { value: "ap-hongkong", en: "Hong Kong, China", zh: "中国香港" },
    EnumValue { value: "ap-jakarta", en: "Jakarta", zh: "雅加达" },
    EnumValue { value: "ap-mumbai", en: "Mumbai", zh: "孟买" },
    EnumValue { value: "ap-nanjing", en: "Nanjing", zh: "南京" },
    EnumValue { value: "ap-seoul", en: "Seoul", zh: "首尔" },
    EnumValue { value: "ap-shanghai", en: "Shanghai", zh: "上海" },
    EnumValue { value: "ap-shanghai-fsi", en: "Shanghai Finance", zh: "上海金融" },
    EnumValue { value: "ap-shenzhen-fsi", en: "Shenzhen Finance", zh: "深圳金融" },
    EnumValue { value: "ap-singapore", en: "Singapore", zh: "新加坡" },
    EnumValue { value: "ap-tokyo", en: "Tokyo", zh: "东京" },
    EnumValue { value: "eu-frankfurt", en: "Frankfurt", zh: "法兰克福" },
    EnumValue { value: "eu-moscow", en: "Moscow", zh: "莫斯科" },
    EnumValue { value: "na-ashburn", en: "Ashburn, Virginia", zh: "弗吉尼亚，阿什本" },
    EnumValue { value: "na-siliconvalley", en: "Silicon Valley", zh: "硅谷" },
    EnumValue { value: "na-toronto", en: "Toronto", zh: "多伦多" },
    EnumValue { value: "sa-saopaulo", en: "São Paulo", zh: "圣保罗" },
];

/// True for a region of the list. Others may be newer.
pub fn is_known_region(region: &str) -> bool {
    REGIONS.iter().any(|known| known.value == region)
}

const BOOLS: &[EnumValue] =
    &[EnumValue { value: "true", en: "on", zh: "开启" }, EnumValue { value: "false", en: "off", zh: "关闭" }];

impl ValueFormat {
    /// The problems of a value.
    pub fn check(&self, text: &str) -> Vec<ValueProblem> {
        match self {
            ValueFormat::Bool => self.one_of(text, BOOLS),
            ValueFormat::Enum(values) => self.one_of(text, values),
            ValueFormat::Int { min, max, .. } => {
                let number =
                    |text: &str| is_number(text) && text.parse().is_ok_and(|n: i64| (*min..=*max).contains(&n));
                self.matching(text, number)
            }
            ValueFormat::Id(prefix) => self.matching(text, |text| is_id(prefix, text)),
            ValueFormat::Region => self.matching(text, is_region),
            ValueFormat::SecurityGroups => security_groups(text),
            ValueFormat::Selector => match NodeLabelSelector::parse(text) {
                Ok(_) => Vec::new(),
                Err(range) => vec![self.invalid(text, range)],
            },
            ValueFormat::Name => self.matching(text, is_dns_name),
            ValueFormat::Version => self.matching(text, |text| super::ControllerVersion::parse(text).is_some()),
            ValueFormat::Json(shape) => json::check(*shape, text),
            ValueFormat::Timestamp => self.matching(text, is_timestamp),
            ValueFormat::Uuid => self.matching(text, is_uuid),
            ValueFormat::Text => Vec::new(),
        }
    }

    /// The allowed values, in notation that needs no translation.
    pub fn allowed(&self) -> Vec<String> {
        let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect();
        match self {
            ValueFormat::Bool => list_values(BOOLS),
            ValueFormat::Enum(values) => list_values(values),
            ValueFormat::Int { min, max, unit: "" } => vec![format!("{min}–{max}")],
            ValueFormat::Int { min, max, unit } => vec![format!("{min}–{max} {unit}")],
            ValueFormat::Id(prefix) => vec![format!("`{prefix}` + `0-9a-z`")],
            ValueFormat::Region => list(&["`ap-guangzhou`", "`ap-singapore`", "…"]),
            ValueFormat::SecurityGroups => vec!["`sg-…,sg-…`".to_owned(), format!("≤ {MAX_SECURITY_GROUPS_PER_CLB}")],
            ValueFormat::Selector => {
                list(&["`key=value`", "`key!=value`", "`key in (a, b)`", "`key notin (a, b)`", "`key`", "`!key`"])
            }
            ValueFormat::Name => list(&["`a-z`", "`0-9`", "`-`", "`.`"]),
            ValueFormat::Version => list(&["`v2.11.0`"]),
            ValueFormat::Json(shape) => vec![format!("`{}`", shape.example())],
            ValueFormat::Timestamp => list(&["`2006-01-02T15:04:05+08:00`"]),
            ValueFormat::Uuid => list(&["`xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`"]),
            ValueFormat::Text => list(&["…"]),
        }
    }

    /// Completions: values with their meaning, or the beginning of a value.
    pub fn choices(&self) -> Vec<EnumValue> {
        let start = |value| vec![EnumValue { value, en: "", zh: "" }];
        let copy = |values: &[EnumValue]| values.iter().map(|value| EnumValue { ..*value }).collect();
        match self {
            ValueFormat::Bool => copy(BOOLS),
            ValueFormat::Enum(values) => copy(values),
            ValueFormat::Region => copy(REGIONS),
            ValueFormat::Id(prefix) => start(prefix),
            ValueFormat::SecurityGroups => start("sg-"),
            ValueFormat::Json(shape) => start(shape.example()),
            ValueFormat::Int { .. }
            | ValueFormat::Selector
            | ValueFormat::Name
            | ValueFormat::Version
            | ValueFormat::Timestamp
            | ValueFormat::Uuid
            | ValueFormat::Text => Vec::new(),
        }
    }

    fn one_of(&self, text: &str, values: &'static [EnumValue]) -> Vec<ValueProblem> {
        if values.iter().any(|value| value.value == text) {
            return Vec::new();
        }
        let trimmed = text.trim();
        let meant = unambiguous(trimmed, values.iter().map(|value| value.value));
        vec![self.invalid(text, 0..text.len()).suggestion(meant)]
    }

    fn matching(&self, text: &str, good: impl Fn(&str) -> bool) -> Vec<ValueProblem> {
        if good(text) {
            return Vec::new();
        }
        let trimmed = text.trim();
        vec![self.invalid(text, 0..text.len()).suggestion(good(trimmed).then_some(trimmed))]
    }

    fn invalid(&self, text: &str, range: Range<usize>) -> ValueProblem {
        ValueProblem::new(&codes::INVALID_VALUE, range).arg("value", text).list("allowed", self.allowed())
    }
}

fn list_values(values: &[EnumValue]) -> Vec<String> {
    values.iter().map(|value| format!("`{}`", value.value)).collect()
}

/// The items of a list separated by commas, with their ranges.
fn items(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    text.split(',').map(move |item| {
        let start = at;
        at += item.len() + 1;
        (item, start..start + item.len())
    })
}

fn security_groups(text: &str) -> Vec<ValueProblem> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    let ids: Vec<&str> = items(text).map(|(item, _)| item.trim()).collect();
    for (index, ((item, range), repeats)) in items(text).zip(repeats(&ids)).enumerate() {
        let trimmed = item.trim();
        let good = is_id("sg-", trimmed);
        if !is_id("sg-", item) {
            let grammar = ValueFormat::SecurityGroups;
            problems.push(grammar.invalid(item, range).suggestion(good.then_some(trimmed)));
        } else if repeats {
            problems.push(ValueProblem::new(&codes::REPEATED_SECURITY_GROUP, range).arg("value", item));
        } else if index >= MAX_SECURITY_GROUPS_PER_CLB {
            let max = MAX_SECURITY_GROUPS_PER_CLB.to_string();
            problems.push(ValueProblem::new(&codes::TOO_MANY_ITEMS, range).arg("max", max));
        }
    }
    problems
}

/// Typed readers for the grammars.
pub(super) mod read {
    use super::{NodeLabelSelector, ParsedValue, ValueFormat, ValueProblem, items};

    fn checked<T>(grammar: &ValueFormat, text: &str, value: impl FnOnce() -> Option<T>) -> ParsedValue<T> {
        let problems: Vec<ValueProblem> = grammar.check(text);
        ParsedValue { value: if problems.is_empty() { value() } else { None }, problems }
    }

    pub fn boolean(grammar: &ValueFormat, text: &str) -> ParsedValue<bool> {
        checked(grammar, text, || Some(text == "true"))
    }

    pub fn text(grammar: &ValueFormat, text: &str) -> ParsedValue<String> {
        checked(grammar, text, || Some(text.to_owned()))
    }

    pub fn integer(grammar: &ValueFormat, text: &str) -> ParsedValue<i64> {
        checked(grammar, text, || text.parse().ok())
    }

    /// The items of a list separated by commas.
    pub fn list(grammar: &ValueFormat, text: &str) -> ParsedValue<Vec<String>> {
        let some = |text: &str| items(text).map(|(item, _)| item.to_owned()).filter(|item| !item.is_empty()).collect();
        checked(grammar, text, || Some(some(text)))
    }

    pub fn selector(grammar: &ValueFormat, text: &str) -> ParsedValue<NodeLabelSelector> {
        checked(grammar, text, || NodeLabelSelector::parse(text).ok())
    }

    pub fn version(grammar: &ValueFormat, text: &str) -> ParsedValue<crate::tke::ControllerVersion> {
        checked(grammar, text, || crate::tke::ControllerVersion::parse(text))
    }

    /// The value of an enum, from its table.
    pub fn enum_value(grammar: &ValueFormat, text: &str) -> ParsedValue<&'static str> {
        let values = match grammar {
            ValueFormat::Enum(values) => *values,
            ValueFormat::Bool
            | ValueFormat::Int { .. }
            | ValueFormat::Id(_)
            | ValueFormat::Region
            | ValueFormat::SecurityGroups
            | ValueFormat::Selector
            | ValueFormat::Name
            | ValueFormat::Version
            | ValueFormat::Json(_)
            | ValueFormat::Timestamp
            | ValueFormat::Uuid
            | ValueFormat::Text => &[],
        };
        checked(grammar, text, || values.iter().map(|value| value.value).find(|value| *value == text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_valid(grammar: ValueFormat, texts: &[&str]) {
        for text in texts {
            assert_eq!(grammar.check(text), Vec::new(), "{text}");
        }
    }

    #[track_caller]
    fn assert_invalid(grammar: ValueFormat, text: &str, range: Range<usize>, meant: Option<&str>) {
        let problems = grammar.check(text);
        let first = problems.first().unwrap();
        assert_eq!((first.range.clone(), first.suggestion.as_deref()), (range, meant), "{text}");
    }

    const INT: ValueFormat = ValueFormat::Int { min: 1, max: 2048, unit: "Mbps" };

    #[test]
    fn booleans_are_true_and_false() {
        assert_valid(ValueFormat::Bool, &["true", "false"]);
        assert_invalid(ValueFormat::Bool, "True", 0..4, Some("true"));
        assert_invalid(ValueFormat::Bool, " false", 0..6, Some("false"));
        assert_invalid(ValueFormat::Bool, "yes", 0..3, None);
        assert_invalid(ValueFormat::Bool, "", 0..0, None);
    }

    #[test]
    fn numbers_have_a_range() {
        assert_valid(INT, &["1", "2048"]);
        assert_invalid(INT, "0", 0..1, None);
        assert_invalid(INT, "10Mbps", 0..6, None);
        assert_invalid(INT, "10 ", 0..3, Some("10"));
        assert_invalid(INT, "+1", 0..2, None);
    }

    #[test]
    fn ids_have_their_prefix() {
        assert_valid(ValueFormat::Id("lb-"), &["lb-6efswuxa"]);
        assert_invalid(ValueFormat::Id("lb-"), "lb-", 0..3, None);
        assert_invalid(ValueFormat::Id("lb-"), "subnet-1", 0..8, None);
        assert_invalid(ValueFormat::Id("lb-"), "lb-1\n", 0..5, Some("lb-1"));
        assert_valid(ValueFormat::Region, &["ap-guangzhou", "ap-shanghai-fsi", "na-siliconvalley"]);
        assert_invalid(ValueFormat::Region, "guangzhou", 0..9, None);
    }

    #[test]
    fn each_security_group_is_checked() {
        assert_valid(ValueFormat::SecurityGroups, &["", "sg-1", "sg-1,sg-2"]);
        assert_invalid(ValueFormat::SecurityGroups, "sg-1, sg-2", 5..10, Some("sg-2"));
        assert_invalid(ValueFormat::SecurityGroups, "sg-1,,sg-2", 5..5, None);
        assert_invalid(ValueFormat::SecurityGroups, "sg-1,sg-1", 5..9, None);
        assert_invalid(ValueFormat::SecurityGroups, "sg-1,sg-2,sg-3,sg-4,sg-5,sg-6", 25..29, None);
    }

    #[test]
    fn values_written_by_the_controller_are_valid() {
        assert_valid(ValueFormat::Uuid, &["5f0c1f0e-6a43-4f0e-9c57-9d1d6b1c2a77"]);
        assert_invalid(ValueFormat::Uuid, "5f0c1f0e", 0..8, None);
        assert_valid(ValueFormat::Timestamp, &["2026-01-04T11:22:33+08:00", "2026-01-04T11:22:33.5Z"]);
        assert_invalid(ValueFormat::Timestamp, "2026-01-04 11:22:33", 0..19, None);
    }
}
