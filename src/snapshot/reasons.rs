//! What is assumed about what was provided.

use crate::diagnostic::references;
use crate::reasons;

reasons! {
    MANIFEST_WHOLE = "service/manifest-taken-whole", Documented, Some(references::K8S_APPLY),
        "the live `{service}` has {names}, which the manifest leaves out; it does not carry what was applied last, so the manifest is taken to replace it, while `kubectl apply` would leave them in place",
        "集群中的 `{service}` 带有清单中没有的 {names};它没有记录上次应用的清单，此处按清单整体替换处理，而 `kubectl apply` 会保留它们";
}
