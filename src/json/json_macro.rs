//! Conversions from Rust values, and [`json!`], which builds a value from JSON syntax.

use super::{Map, Number, Value};

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::String(text)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(whole: i64) -> Value {
        Value::Number(Number::Whole(whole))
    }
}

impl From<Vec<String>> for Value {
    fn from(items: Vec<String>) -> Value {
        items.into_iter().map(Value::String).collect()
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Value {
        Value::Array(items)
    }
}

impl From<Map> for Value {
    fn from(members: Map) -> Value {
        Value::Object(members)
    }
}

impl FromIterator<Value> for Value {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Value {
        Value::Array(items.into_iter().collect())
    }
}

impl FromIterator<(String, Value)> for Value {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(members: I) -> Value {
        Value::Object(members.into_iter().collect())
    }
}

/// A type that [`json!`] accepts.
pub trait ToValue {
    fn to_value(&self) -> Value;
}

impl ToValue for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}

impl ToValue for Map {
    fn to_value(&self) -> Value {
        self.clone().into()
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value {
        self.into()
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value {
        self.as_str().into()
    }
}

impl ToValue for bool {
    fn to_value(&self) -> Value {
        (*self).into()
    }
}

/// Integers that always fit into 64 bits with a sign.
macro_rules! whole {
    ($($type:ty)*) => { $(
        impl From<$type> for Value {
            fn from(whole: $type) -> Value {
                i64::from(whole).into()
            }
        }

        impl ToValue for $type {
            fn to_value(&self) -> Value {
                (*self).into()
            }
        }
    )* };
}
whole!(i32 u16 u32);

impl ToValue for i64 {
    fn to_value(&self) -> Value {
        (*self).into()
    }
}

/// Sizes in memory are far below the limit of 64 bits with a sign.
impl ToValue for usize {
    fn to_value(&self) -> Value {
        i64::try_from(*self).unwrap_or(i64::MAX).into()
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

/// `None` is `null`.
impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map(T::to_value).unwrap_or_default()
    }
}

impl<T: ToValue> ToValue for [T] {
    fn to_value(&self) -> Value {
        self.iter().map(T::to_value).collect()
    }
}

impl<T: ToValue> ToValue for Vec<T> {
    fn to_value(&self) -> Value {
        self.as_slice().to_value()
    }
}

/// Builds a [`Value`] from JSON syntax. Names and values may be expressions; they are borrowed.
macro_rules! json {
    (@members [$($done:tt)*]) => { $crate::json::Value::object(&mut [$($done)*]) };
    (@members [$($done:tt)*] $name:tt : { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $crate::json::json!(@members [$($done)* ($name, $crate::json::json!({ $($inner)* })),] $($($rest)*)?)
    };
    (@members [$($done:tt)*] $name:tt : [ $($inner:tt)* ] $(, $($rest:tt)*)?) => {
        $crate::json::json!(@members [$($done)* ($name, $crate::json::json!([ $($inner)* ])),] $($($rest)*)?)
    };
    (@members [$($done:tt)*] $name:tt : null $(, $($rest:tt)*)?) => {
        $crate::json::json!(@members [$($done)* ($name, $crate::json::Value::Null),] $($($rest)*)?)
    };
    (@members [$($done:tt)*] $name:tt : $value:expr $(, $($rest:tt)*)?) => {
        $crate::json::json!(@members [$($done)* ($name, $crate::json::json!($value)),] $($($rest)*)?)
    };
    ({ $($members:tt)* }) => { $crate::json::json!(@members [] $($members)*) };
    ([ $({ $($members:tt)* }),* $(,)? ]) => {
        $crate::json::Value::Array(vec![$($crate::json::json!({ $($members)* })),*])
    };
    ([ $($item:expr),* $(,)? ]) => { $crate::json::Value::Array(vec![$($crate::json::json!($item)),*]) };
    ($value:expr) => { $crate::json::ToValue::to_value(&$value) };
}
pub(crate) use json;
