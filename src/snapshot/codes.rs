//! Findings about what was provided.

use crate::codes;
use crate::diagnostic::references;

codes! {
    KEPT_FROM_LIVE = "service/kept-from-live", Info, Plan, None, basis: Documented, references::K8S_APPLY,
        en: "the live Service has {names}, which the manifest leaves out and `kubectl apply` keeps",
            "the manifest that was applied last did not have them either, so somebody else wrote them, and applying does not take them away",
            "write them into the manifest if they are meant, or take them off the live Service";
        zh: "集群中的 Service 带有清单中没有的 {names},`kubectl apply` 会保留它们",
            "上次应用的清单中也没有它们，说明由他人写入，应用清单不会移除它们",
            "如果确实需要，请写入清单；否则请从集群中的 Service 上移除";
}
