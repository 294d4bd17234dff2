//! Findings about what was provided.

use crate::codes;
use crate::diagnostic::references;

codes! {
    KEPT_FROM_LIVE = "service/kept-from-live", Info, Plan, None, basis: Documented, references::K8S_APPLY,
        en: "`kubectl apply` keeps {names}, which the live Service has and the manifest does not set",
            "the last applied manifest did not set them either: something else wrote them, and applying does not remove them",
            "if you want them, add them to the manifest; otherwise remove them from the live Service";
        zh: "`kubectl apply` 会保留 {names}：集群中的 Service 有，清单中没有",
            "上次应用的清单中也没有它们，说明由其他来源写入，应用清单不会移除",
            "如果需要，请写入清单；否则请从集群中的 Service 上移除";
}
