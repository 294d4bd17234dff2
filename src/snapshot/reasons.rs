//! What is assumed about what was provided.

use crate::diagnostic::references;
use crate::reasons;

reasons! {
    MANIFEST_WHOLE = "service/manifest-taken-whole", Documented, Some(references::K8S_APPLY),
        "the live `{service}` has {names}, which the manifest does not set; without a last-applied annotation the plan assumes that they are dropped, while `kubectl apply` would keep them",
        "集群中的 `{service}` 有 {names}，清单中没有；由于没有 last-applied 注解，预览假定它们会被移除，而 `kubectl apply` 会保留";
}
