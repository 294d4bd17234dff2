//! Enums whose variants are strings in requests and answers, each string written once.
//!
//! [`string_enum!`] makes the type, its strings, how it is written in an answer and, for the schemas, its description.
//! Reading one from a request is `request`'s. It is not for enums whose variants carry something.

/// A type whose values are written as strings.
pub trait StringEnum: Copy + 'static {
    /// Every value, in the order of the source.
    const ALL: &'static [Self];

    /// As it is written.
    fn as_str(self) -> &'static str;
}

/// Declares an enum with the word of each variant.
macro_rules! string_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$doc])* #[cfg_attr(feature = "schema", schemars(rename = $word))] $variant,)* }

        impl $crate::string_enum::StringEnum for $name {
            const ALL: &'static [$name] = &[$($name::$variant),*];

            fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
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
