//! Findings about CLBs that several Services use.

use crate::codes;
use crate::diagnostic::documentation_pages;

codes! {
    NOT_SHARED = "existing-clb/not-shared", Error, Plan, Aborts, basis: Documented, documentation_pages::ERRORS, event: "E4016",
        en: "this Service cannot use load balancer `{id}`: another Service uses it, and sharing is not enabled",
            "",
            "give each Service its own load balancer, or enable sharing (by a ticket to Tencent Cloud; in a Serverless cluster by the annotation `service.kubernetes.io/qcloud-share-existed-lb: \"true\"`)";
        zh: "该 Service 不能使用负载均衡 `{id}`：它正被其他 Service 使用，且未开启复用",
            "",
            "请为每个 Service 使用独立的负载均衡，或开启复用：向腾讯云申请；Serverless 集群则设置注解 `service.kubernetes.io/qcloud-share-existed-lb: \"true\"`";
    USED_BY_INGRESS = "existing-clb/used-by-ingress", Warning, Plan, None, basis: Inferred, documentation_pages::SHARED_INGRESS,
        en: "the sync of this Service may fail, because an Ingress also uses load balancer `{id}`",
            "only some controller versions let a Service and an Ingress share a load balancer; in other versions the two may delete or change each other's listeners, above all on ports 80 and 443, which usually belong to the Ingress",
            "use another load balancer for this Service";
        zh: "该 Service 的同步可能失败：Ingress 也在使用负载均衡 `{id}`",
            "只有部分版本的控制器支持 Service 与 Ingress 复用同一负载均衡；其他版本中，两者可能互相删除或改动监听器，尤其是通常归 Ingress 使用的 80 与 443 端口的监听器",
            "请让该 Service 使用其他负载均衡";
    SKIP_REFUSED = "service/skip-not-allowed", Error, Plan, Aborts, basis: Documented, documentation_pages::ANNOTATIONS,
        en: "the controller changes nothing and reports an error: `service.cloud.tencent.com/mode: skip` is not allowed, because the load balancer is shared or has modification protection",
            "modification protection comes from an annotation, or from the cluster-wide switch `EnableDefaultModificationProtection`",
            "remove `mode: skip`; to keep it, give the Service a load balancer of its own and set the annotation `service.cloud.tencent.com/modification-protection: \"false\"`";
        zh: "控制器不做任何改动并报错：不允许使用 `service.cloud.tencent.com/mode: skip`，因为负载均衡被复用，或开启了配置修改保护",
            "配置修改保护由注解或全局开关 `EnableDefaultModificationProtection` 开启",
            "请去掉 `mode: skip`；如需保留，请让该 Service 使用独立的负载均衡，并设置注解 `service.cloud.tencent.com/modification-protection: \"false\"`";
    SHARED_PORT_CLASH = "annotation/shared-port-clash", Error, Plan, Aborts, basis: Documented, documentation_pages::SHARED_CLB, event: "E4014",
        en: "the sync stops: port {port}/{class} of load balancer `{id}` belongs to Service `{other}`",
            "a Service keeps a port that it already uses; of two new Services, the one that is synced first gets the port",
            "change the port in one of the two Services";
        zh: "同步会中止：负载均衡 `{id}` 的 {port}/{class} 端口归 Service `{other}` 使用",
            "已占用端口的 Service 保留端口；若两个都是新建，则先同步的一方获得", "请修改两个 Service 之一的端口";
}
