//! Descriptions of the fields of a Service that users write.
//!
//! Their types are in `kubernetes/schema.rs`; a test keeps both consistent.

use crate::tke::grammar::EnumValue;

#[derive(Debug)]
pub struct ServiceField {
    /// `spec.ports[].nodePort`.
    pub path: &'static str,
    /// The description.
    pub en: &'static str,
    /// The description in simplified Chinese.
    pub zh: &'static str,
    /// The allowed values; empty when any value of its type is allowed.
    pub values: &'static [EnumValue],
}

macro_rules! enum_values {
    ($($value:literal $en:literal $zh:literal),*) => { &[$(EnumValue { value: $value, en: $en, zh: $zh }),*] };
}

macro_rules! fields {
    ($($path:literal: $en:literal, $zh:literal $(, $values:expr)?;)*) => {
        &[$(ServiceField { path: $path, en: $en, zh: $zh, values: fields!(@$($values)?) }),*]
    };
    (@) => { &[] };
    (@$values:expr) => { $values };
}

/// Parents first.
pub static FIELDS: &[ServiceField] = fields! {
    "apiVersion": "version of the API: `v1`", "API 版本：`v1`", enum_values!["v1" "" ""];
    "kind": "kind of the object", "对象的种类", enum_values!["Service" "" ""];
    "metadata": "what the object is called and carries along", "对象的名称与附带信息";
    "metadata.name": "name, unique in the namespace; part of a DNS name", "名称，在命名空间内唯一，会成为 DNS 名的一部分";
    "metadata.generateName": "beginning of a name that the API server completes", "名称前缀，由 API Server 补全";
    "metadata.namespace": "namespace; `default` when it is left out", "命名空间，不写时为 `default`";
    "metadata.labels": "labels that others select by", "标签，供选择器使用";
    "metadata.annotations": "annotations: what TKE's controller reads about the CLB", "注解：TKE 控制器从中读取 CLB 的设置";
    "spec": "what the Service is to be", "Service 的期望状态";
    "spec.type": "how the Service is reached", "Service 的访问方式", enum_values![
        "LoadBalancer" "through a CLB" "通过 CLB 访问",
        "NodePort" "through a port of every node" "通过每个节点的端口访问",
        "ClusterIP" "inside the cluster; the default" "仅集群内访问，默认值",
        "ExternalName" "an alias of a domain name" "域名的别名"];
    "spec.ports": "the ports; each becomes a listener of the CLB", "端口，每个端口对应 CLB 的一个监听器";
    "spec.ports[].name": "name; needed when there are several ports", "端口名，有多个端口时必填";
    "spec.ports[].port": "port of the listener", "监听器端口";
    "spec.ports[].protocol": "protocol of the port", "端口的协议", enum_values![
        "TCP" "the default" "默认值", "UDP" "" "", "SCTP" "no CLB listener speaks it" "CLB 监听器不支持"];
    "spec.ports[].targetPort": "port of the Pods, by number or name; the port itself when it is left out", "Pod 的端口（号码或名称），不写时与 port 相同";
    "spec.ports[].nodePort": "port of the nodes; chosen by the cluster when it is left out", "节点端口，不写时由集群分配";
    "spec.ports[].appProtocol": "protocol above TCP, a hint for others; TKE's protocols stand in `specify-protocol`", "应用层协议，仅作提示；TKE 的扩展协议写在 `specify-protocol` 注解中";
    "spec.selector": "labels of the Pods that serve", "提供服务的 Pod 的标签";
    "spec.clusterIP": "address inside the cluster; `None` for none", "集群内地址，`None` 表示不分配";
    "spec.clusterIPs": "addresses inside the cluster, one of each family", "集群内地址，每个地址族一个";
    "spec.externalIPs": "addresses that are routed to the nodes by somebody else; not those of the CLB", "由外部路由到节点的地址，不是 CLB 的地址";
    "spec.externalName": "the domain name that a Service of type ExternalName stands for", "ExternalName 类型的 Service 所代表的域名";
    "spec.sessionAffinity": "keep clients on one Pod; it does not reach the CLB", "让同一客户端固定到同一个 Pod，不会作用到 CLB", enum_values!["None" "the default" "默认值", "ClientIP" "by address" "按客户端地址"];
    "spec.sessionAffinityConfig": "how long `sessionAffinity` lasts", "`sessionAffinity` 的设置";
    "spec.sessionAffinityConfig.clientIP": "how long clients are remembered by address", "按客户端地址保持的设置";
    "spec.sessionAffinityConfig.clientIP.timeoutSeconds": "seconds, 1–86400; 10800 when it is left out", "秒数，1–86400，不写时为 10800";
    "spec.loadBalancerIP": "address that is asked for; deprecated, and on no page of TKE", "期望的地址；已弃用，TKE 文档中没有";
    "spec.loadBalancerSourceRanges": "ranges of addresses that may connect", "允许访问的地址段";
    "spec.loadBalancerClass": "the controller that makes the load balancer; with one, TKE's leaves the Service alone", "由哪个控制器创建负载均衡；设置后 TKE 控制器不再处理";
    "spec.externalTrafficPolicy": "which nodes take traffic from outside", "外部流量由哪些节点处理", enum_values![
        "Cluster" "every node; the default" "所有节点，默认值",
        "Local" "nodes that run a Pod; the client's address is kept" "仅运行了 Pod 的节点，保留客户端地址"];
    "spec.internalTrafficPolicy": "which Pods take traffic from inside", "集群内流量由哪些 Pod 处理", enum_values!["Cluster" "all; the default" "全部，默认值", "Local" "those of the same node" "同一节点上的 Pod"];
    "spec.healthCheckNodePort": "node port that tells whether a node runs a Pod; for `externalTrafficPolicy: Local`", "用于判断节点上是否有 Pod 的端口，配合 `externalTrafficPolicy: Local`";
    "spec.publishNotReadyAddresses": "publish Pods before they are ready", "未就绪的 Pod 也发布地址";
    "spec.ipFamilies": "address families, the primary one first", "地址族，主地址族在前", enum_values!["IPv4" "" "", "IPv6" "" ""];
    "spec.ipFamilyPolicy": "one address family or two", "单栈或双栈", enum_values![
        "SingleStack" "one" "单栈", "PreferDualStack" "two where the cluster has them" "集群支持时双栈", "RequireDualStack" "two" "双栈"];
    "spec.allocateLoadBalancerNodePorts": "give every port a node port; `false` needs direct access", "是否为每个端口分配节点端口，`false` 需要直连";
    "spec.trafficDistribution": "which endpoints are preferred inside the cluster", "集群内优先选择哪些端点", enum_values![
        "PreferClose" "near ones" "就近", "PreferSameZone" "those of the zone" "同可用区", "PreferSameNode" "those of the node" "同节点"];
};

pub fn find(path: &str) -> Option<&'static ServiceField> {
    FIELDS.iter().find(|field| field.path == path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kubernetes::schema::{LEVELS, SERVICE, Shape};

    fn shape(path: &str) -> Option<Shape> {
        path.replace("[]", ".[]").split('.').try_fold(Shape::Object(&SERVICE), |shape, step| match (shape, step) {
            (Shape::List(inner), "[]") => Some(Shape::Object(inner)),
            (Shape::Object(inner), name) => inner.field(name).map(|(_, shape)| shape),
            _ => None,
        })
    }

    #[test]
    fn every_field_exists() {
        for field in FIELDS {
            assert!(shape(field.path).is_some(), "{}", field.path);
        }
    }

    #[test]
    fn every_field_that_users_write_has_a_description() {
        for (path, fields) in LEVELS.iter().filter(|(path, _)| path.starts_with("spec")) {
            for (name, _) in fields.fields {
                assert!(find(&format!("{path}.{name}")).is_some(), "{path}.{name}");
            }
        }
    }
}
