//! Titles of fixes, and notes beside findings.

use crate::diagnostic::references;
use crate::reasons;

reasons! {
    REPLACE = "annotation/replace", Documented, None, "write `{text}`", "改为 `{text}`";
    REMOVE = "annotation/remove", Documented, None, "remove `{name}`", "删除 `{name}`";
    OTHER = "annotation/other", Documented, None, "`{name}` is here", "`{name}` 在这里";
    FIRST_PORT = "annotation/first-port", Documented, None, "port {port}, which has the same target port, is here", "目标端口相同的端口 {port} 在这里";
    INGRESS = "annotation/ingress", Documented, None, "Ingress `{name}` uses it", "Ingress `{name}` 正在使用它";
    DIRECT_ACCESS_ASSUMED = "annotation/direct-access-assumed", Documented, None,
        "the cluster's switch `{switch}` was not provided; if it is on, new Services get direct access and this has an effect",
        "未提供全局开关 `{switch}`；若已开启，新建的 Service 会启用直连，此项便会生效";
    WAS_LIVE = "annotation/was-live", Documented, None, "in the live Service, `{name}` is `{value}`", "集群中的 Service 的 `{name}` 为 `{value}`";
    NOT_LIVE = "annotation/not-live", Documented, None, "the live Service does not have `{name}`", "集群中的 Service 没有 `{name}`";
    OTHER_SERVICE = "annotation/other-service", Documented, None, "Service `{name}` is here", "Service `{name}` 在这里";
    SECRET_VALUE = "annotation/secret-value", Documented, None, "the value is here", "该值在这里";
    GIVES_PORT_UP = "annotation/gives-port-up", Inferred, Some(references::SHARED_CLB),
        "Service `{name}`, which is here, gives the port up: this Service gets it with a sync after that one's",
        "Service `{name}` 在这里，它不再使用该端口：在它之后同步时，当前 Service 即可获得";
}
