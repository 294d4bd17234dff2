//! Notes beside findings, and titles of fixes.

use crate::reasons;

reasons! {
    WRITE = "config/write", Documented, None, "write `{text}`", "改为 `{text}`";
    FIRST_SEGMENT = "config/first-segment", Documented, None, "the first entry for listener {segment}", "监听器 {segment} 的第一个配置项";
}
