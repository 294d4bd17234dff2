//! Findings about what was provided.

use crate::codes;
use crate::diagnostic::references;

codes! {
    CONTROLLER_TOO_OLD = "kubernetes/controller-too-old", Warning, Tke, None, basis: Inferred, references::UPGRADES,
        en: "controller version {has} is implausible for Kubernetes {kubernetes}",
            "notes about upgrades of TKE ask for {needs} or later before Kubernetes 1.22; which annotations and defaults apply follows from both versions",
            "check `controllerVersion` and `kubernetesVersion`";
        zh: "控制器版本 {has} 与 Kubernetes {kubernetes} 不相符",
            "TKE 升级实践要求升级到 Kubernetes 1.22 之前控制器不低于 {needs}；支持哪些注解、有哪些默认值由这两个版本决定",
            "请核对 `controllerVersion` 与 `kubernetesVersion`";
    KEPT_FROM_LIVE = "service/kept-from-live", Info, Plan, None, basis: Documented, references::K8S_APPLY,
        en: "`kubectl apply` keeps {names}, which the live Service has and the manifest does not set",
            "the last applied manifest did not set them either: something else wrote them, and applying does not remove them",
            "if you want them, add them to the manifest; otherwise remove them from the live Service";
        zh: "`kubectl apply` 会保留 {names}：集群中的 Service 有，清单中没有",
            "上次应用的清单中也没有它们，说明由其他来源写入，应用清单不会移除",
            "如果需要，请写入清单；否则请从集群中的 Service 上移除";
}
