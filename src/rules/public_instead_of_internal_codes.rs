//! Findings about load balancers that are public where an internal one was meant.

use crate::codes;
use crate::diagnostic::documentation_pages;

codes! {
    WILL_BE_PUBLIC = "annotation/will-be-public", Warning, Tke, Ignored, basis: Inferred, documentation_pages::OVERVIEW,
        en: "a load balancer that TKE creates for this Service is reachable from the internet: the controller does not read `{name}`",
            "a load balancer is internal only if the annotation `{internal}` names its subnet", "add `{internal}` with the id of a subnet";
        zh: "TKE 为该 Service 新建的负载均衡可从公网访问：控制器不会读取 `{name}`",
            "只有通过注解 `{internal}` 指定子网，负载均衡才是内网类型", "请添加 `{internal}`，值为子网 ID";

    PUBLIC_DESPITE_PARAMETER = "annotation/public-despite-parameter", Warning, Tke, Ignored, basis: Inferred, documentation_pages::ANNOTATIONS,
        en: "a load balancer that TKE creates for this Service is reachable from the internet: the controller sets `{member}` itself and ignores the one in `{name}`",
            "a load balancer is internal only if the annotation `{internal}` names its subnet", "add `{internal}` with the id of a subnet, and remove `{member}`";
        zh: "TKE 为该 Service 新建的负载均衡可从公网访问：`{member}` 由控制器自行设置，`{name}` 中的值会被忽略",
            "只有通过注解 `{internal}` 指定子网，负载均衡才是内网类型", "请添加 `{internal}`，值为子网 ID，并删除 `{member}`";

    PRIVATE_ADDRESS_OF_PUBLIC = "service/private-address-of-public-clb", Warning, Tke, None, basis: Inferred, documentation_pages::OVERVIEW,
        en: "a load balancer that TKE creates for this Service is reachable from the internet and cannot have the private address `{value}`",
            "a load balancer is internal only if the annotation `{internal}` names its subnet",
            "add `{internal}` with the id of the subnet that has the address, and request the address as `Vip` in the annotation `{other}`";
        zh: "TKE 为该 Service 新建的负载均衡可从公网访问，不会使用内网地址 `{value}`",
            "只有通过注解 `{internal}` 指定子网，负载均衡才是内网类型",
            "请添加 `{internal}`，值为该地址所在子网的 ID，并通过注解 `{other}` 的 `Vip` 指定地址";

    EXISTING_IS_PUBLIC = "annotation/existing-is-public", Warning, Tke, Ignored, basis: Inferred, documentation_pages::EXISTING_CLB,
        en: "this Service is reachable from the internet: `{name}` requests an internal load balancer, but `{id}` is public",
            "an existing load balancer stays public or internal, as it was created, and the TKE controller does not read `{name}`", "write the id of an internal load balancer into `{existing}`";
        zh: "该 Service 可从公网访问：`{name}` 要求内网负载均衡，但 `{id}` 是公网类型",
            "已有负载均衡创建时是公网还是内网，之后不会改变，而 TKE 的控制器不会读取 `{name}`", "请在 `{existing}` 中填写内网负载均衡的 ID";
}
