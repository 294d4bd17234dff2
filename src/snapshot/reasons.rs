//! What is assumed about what was provided.

use crate::diagnostic::references;
use crate::reasons;

reasons! {
    NAMESPACE_ASSUMED = "service/namespace-assumed", Documented, Some(references::K8S_APPLY),
        "the manifests of {names} name no namespace: the plan assumes `default` (set `defaultNamespace`)",
        "{names} 的清单没有写命名空间：预览假定为 `default`（请提供 `defaultNamespace`）";
    MANIFEST_WHOLE = "service/manifest-taken-whole", Documented, Some(references::K8S_APPLY),
        "the plan removes {names} from the live `{service}`: the manifest does not set them, and there is no last-applied annotation; `kubectl apply` would keep them",
        "预览会从集群中的 `{service}` 上移除 {names}：清单中没有，也没有 last-applied 注解；而 `kubectl apply` 会保留";
}
