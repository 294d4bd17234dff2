//! Titles of corrections.

use crate::diagnostic::source;
use crate::reasons;

reasons! {
    QUOTE = "annotation/quote", Documented, Some(source::K8S_SERVICE), "quote the value", "给值加上引号";
    REPLACE = "annotation/replace", Documented, None, "write `{text}`", "改为 `{text}`";
}
