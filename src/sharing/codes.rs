//! Findings about CLBs that several Services use.

use crate::codes;
use crate::diagnostic::references;

codes! {
    NOT_SHARED = "existing-clb/not-shared", Error, Plan, Aborts, basis: Documented, references::ERRORS, event: "E4016",
        en: "load balancer `{id}` is used by another Service, and sharing is not enabled",
            "the sync of the whole Service stops",
            "apply for sharing, or give each Service a load balancer of its own";
        zh: "负载均衡 `{id}` 正被其他 Service 使用，且未开启复用",
            "整个 Service 的同步会停止",
            "请申请开启复用，或为每个 Service 使用独立的负载均衡";
    SKIP_REFUSED = "service/skip-not-allowed", Error, Plan, Aborts, basis: Documented, references::ANNOTATIONS,
        en: "`mode: skip` is not allowed here",
            "it cannot be combined with configuration protection, nor used on a load balancer that several Services share",
            "switch modification protection off first, or give the Service a load balancer of its own";
        zh: "此处不允许使用 `mode: skip`",
            "不能与配置修改保护同时使用，也不能用于多个 Service 共享的负载均衡",
            "请先关闭配置修改保护，或为该 Service 使用独立的负载均衡";
}
