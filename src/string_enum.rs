//! Enums whose variants are strings in requests and answers; each string is written once.
//!
//! [`string_enum!`] generates the type, its strings, its serialization and its JSON schema. Reading one from a request
//! is done in `request`. Variants cannot carry data.

/// An enum that is written as a string.
pub trait StringEnum: Copy + 'static {
    /// Every value, in declaration order.
    const ALL: &'static [Self];

    fn as_str(self) -> &'static str;
}

/// Declares an enum with the string of each variant.
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
