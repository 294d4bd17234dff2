//! Notes beside findings, and titles of fixes.

use crate::reasons;

reasons! {
    WRITE = "config/write", Documented, None, "write `{text}`", "改为 `{text}`";
    FIRST_SEGMENT = "config/first-segment", Documented, None, "the first segment for {segment}", "{segment} 的第一个配置段";
}
