//! Enums whose variants are strings in requests and answers; each string is written once.
//!
//! [`string_enum!`] generates the type, its strings, its documentation, its serialization and its JSON schema. Reading one
//! from a request is done in `request`. Variants cannot carry data.

/// An enum that is written as a string.
pub trait StringEnum: Copy + 'static {
    /// Every value, in declaration order.
    const ALL: &'static [Self];

    fn as_str(self) -> &'static str;

    /// The documentation of the value, for users.
    fn doc(self) -> &'static str;
}

/// The text of doc comments; other attributes are left out.
macro_rules! doc_text {
    ($(#[$key:ident $($rest:tt)*])*) => { concat!($($crate::string_enum::doc_text!(@ $key $($rest)*)),*) };
    (@ doc = $text:literal) => { $text };
    (@ $key:ident $($rest:tt)*) => { "" };
}
pub(crate) use doc_text;

/// Declares an enum with the string of each variant.
macro_rules! string_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$key:ident $($rest:tt)*])* $variant:ident = $word:literal,)* }) => {
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $(#[$meta])*
        pub enum $name { $($(#[$key $($rest)*])* #[cfg_attr(feature = "schema", schemars(rename = $word))] $variant,)* }

        impl $crate::string_enum::StringEnum for $name {
            const ALL: &'static [$name] = &[$($name::$variant),*];

            fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            fn doc(self) -> &'static str {
                match self { $($name::$variant => $crate::string_enum::doc_text!($(#[$key $($rest)*])*).trim_ascii(),)* }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::string_enum::StringEnum::as_str(*self))
            }
        }
    };
}
pub(crate) use string_enum;
