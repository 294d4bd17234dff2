//! Keeps the parsed value of an annotation that holds JSON: several stages read it, and parsing costs more than a copy.
//! Values of other grammars are parsed again, which is cheaper than keeping them.

use super::definition::TypedNameDefinition;
use super::grammar::ValueFormat;
use std::any::Any;
use std::cell::OnceCell;
use std::rc::Rc;

/// The value of one annotation, once it has been parsed.
#[derive(Debug, Clone, Default)]
pub(super) struct ParsedJson(OnceCell<Rc<dyn Any>>);

impl ParsedJson {
    /// The value of `raw`; `None` when it is invalid.
    pub(super) fn get<T: Clone + 'static>(&self, key: &TypedNameDefinition<T>, raw: &str) -> Option<T> {
        let parse = || (key.read)(&key.definition.grammar, raw).value;
        if !matches!(key.definition.grammar, ValueFormat::Json(_)) {
            return parse();
        }
        let parsed = self.0.get_or_init(|| Rc::new(parse()));
        // One entry can be read by two definitions, its own and the one that replaces it, with different types.
        parsed.downcast_ref::<Option<T>>().map_or_else(parse, Clone::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::ParsedJson;
    use crate::tke::definition::{NameDefinition, TypedNameDefinition};
    use crate::tke::grammar::ValueFormat;
    use crate::tke::json::JsonAnnotationKind;
    use crate::tke::parsed_value::ParsedValue;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static PARSED: AtomicUsize = AtomicUsize::new(0);

    static LENGTH: TypedNameDefinition<usize> = TypedNameDefinition {
        definition: NameDefinition {
            grammar: ValueFormat::Json(JsonAnnotationKind::Parameters),
            ..NameDefinition::PLAIN
        },
        read: |_, text| {
            PARSED.fetch_add(1, Ordering::Relaxed);
            ParsedValue::valid(text.len())
        },
    };

    static FIRST: TypedNameDefinition<Option<char>> = TypedNameDefinition {
        definition: NameDefinition {
            grammar: ValueFormat::Json(JsonAnnotationKind::Parameters),
            ..NameDefinition::PLAIN
        },
        read: |_, text| ParsedValue::valid(text.chars().next()),
    };

    #[test]
    fn json_is_parsed_once_and_every_type_gets_its_own_value() {
        let parsed = ParsedJson::default();
        assert_eq!((parsed.get(&LENGTH, "{}"), parsed.get(&LENGTH, "{}")), (Some(2), Some(2)));
        assert_eq!(PARSED.load(Ordering::Relaxed), 1);
        assert_eq!(parsed.get(&FIRST, "{}"), Some(Some('{')));
    }
}
