//! Descriptions of the fields of a Service that users write.
//!
//! Their types are in `kubernetes/service_fields.rs`; a test keeps both consistent.

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
    "metadata": "name, labels and annotations", "名称、标签与注解";
    "metadata.name": "name, unique in the namespace; part of a DNS name", "名称，在命名空间内唯一，会成为 DNS 名的一部分";
    "metadata.generateName": "name prefix that the API server completes", "名称前缀，由 API Server 补全";
    "metadata.namespace": "namespace; defaults to `default`", "命名空间，不写时为 `default`";
    "metadata.labels": "labels, for selectors", "标签，供选择器使用";
    "metadata.annotations": "annotations: TKE's controller reads the load balancer's settings from them", "注解：TKE 控制器从中读取负载均衡的设置";
    "spec": "desired state of the Service; TKE's controller syncs it when the object, the cluster's nodes or the Service's endpoints change, and when the controller restarts or moves", "Service 的期望状态；Service 对象、集群节点或 Service 的端点变化时，以及控制器重启或漂移时，TKE 控制器都会同步";
    "spec.type": "how clients reach the Service", "Service 的访问方式", enum_values![
        "LoadBalancer" "through a load balancer, by its domain name or address" "通过负载均衡的域名或 IP 访问",
        "NodePort" "through a port on every node; not recommended for production: it exposes nodes to attacks and ties the address to nodes that come and go" "通过每个节点的端口访问；不推荐用于生产环境：会直接暴露节点，容易受到攻击，且访问地址与可伸缩的节点产生耦合",
        "ClusterIP" "inside the cluster; the default" "仅集群内访问，默认值",
        "ExternalName" "an alias of a domain name" "域名的别名"];
    "spec.ports": "the ports; each becomes a listener of the load balancer", "端口，每个端口对应负载均衡的一个监听器";
    "spec.ports[].name": "name; required if there are several ports", "端口名，有多个端口时必填";
    "spec.ports[].port": "port of the listener", "监听器端口";
    "spec.ports[].protocol": "protocol of the port", "端口的协议", enum_values![
        "TCP" "the default" "默认值", "UDP" "" "", "SCTP" "no CLB listener supports it" "CLB 监听器不支持"];
    "spec.ports[].targetPort": "port of the Pods, as number or name; defaults to `port`", "Pod 的端口（号码或名称），不写时与 `port` 相同";
    "spec.ports[].nodePort": "port of the nodes; by default the cluster chooses it", "节点端口，不写时由集群分配";
    "spec.ports[].appProtocol": "application protocol, only a hint; TKE's protocols are set in the annotation `service.cloud.tencent.com/specify-protocol`", "应用层协议，仅作提示；TKE 的扩展协议写在注解 `service.cloud.tencent.com/specify-protocol` 中";
    "spec.selector": "labels of the Service's Pods", "提供服务的 Pod 的标签";
    "spec.clusterIP": "address inside the cluster; `None` for none", "集群内地址，`None` 表示不分配";
    "spec.clusterIPs": "addresses inside the cluster, one per family", "集群内地址，每个地址族一个";
    "spec.externalIPs": "addresses routed to the nodes from outside; not those of the load balancer", "由外部路由到节点的地址，不是负载均衡的地址";
    "spec.externalName": "the domain name that a Service of type ExternalName is an alias of", "ExternalName 类型的 Service 所指向的域名";
    "spec.sessionAffinity": "keep a client on one Pod; no effect on the load balancer", "会话亲和性：让同一客户端固定到同一个 Pod，对负载均衡不生效", enum_values!["None" "the default" "默认值", "ClientIP" "by address" "按客户端地址"];
    "spec.sessionAffinityConfig": "settings of `sessionAffinity`", "`sessionAffinity` 的设置";
    "spec.sessionAffinityConfig.clientIP": "settings of affinity by client address", "按客户端地址保持的设置";
    "spec.sessionAffinityConfig.clientIP.timeoutSeconds": "seconds, 1–86400; defaults to 10800", "秒数，1 到 86400，不写时为 10800";
    "spec.loadBalancerIP": "requested address; deprecated, and on no page of TKE", "期望的地址；已弃用，TKE 文档中没有";
    "spec.loadBalancerSourceRanges": "address ranges that may connect", "允许访问的地址段";
    "spec.loadBalancerClass": "the controller that creates the load balancer; if set, TKE's ignores the Service", "由哪个控制器创建负载均衡；设置后 TKE 控制器不再处理";
    "spec.externalTrafficPolicy": "which nodes accept traffic from outside; TKE's overview describes it with the words of `internalTrafficPolicy`, which is another field", "外部流量由哪些节点处理；TKE 概述用 `internalTrafficPolicy` 的说法来介绍它，但那是另一个字段", enum_values![
        "Cluster" "every node; the default" "所有节点，默认值",
        "Local" "nodes that run a Pod; the client's address is kept" "仅运行了 Pod 的节点，保留客户端地址"];
    "spec.internalTrafficPolicy": "which Pods accept traffic from inside the cluster; the load balancer does not depend on it", "集群内流量由哪些 Pod 处理，与负载均衡无关", enum_values!["Cluster" "all; the default" "全部，默认值", "Local" "those on the same node" "同一节点上的 Pod"];
    "spec.healthCheckNodePort": "node port that reports whether a node runs a Pod, with `externalTrafficPolicy: Local`", "用于判断节点上是否有 Pod 的端口，配合 `externalTrafficPolicy: Local`";
    "spec.publishNotReadyAddresses": "publish Pods before they are ready", "未就绪的 Pod 也发布地址";
    "spec.ipFamilies": "address families, the primary one first", "地址族，主地址族在前", enum_values!["IPv4" "" "", "IPv6" "" ""];
    "spec.ipFamilyPolicy": "one address family or two", "单栈或双栈", enum_values![
        "SingleStack" "one" "单栈", "PreferDualStack" "two if the cluster has them" "集群支持时双栈", "RequireDualStack" "two" "双栈"];
    "spec.allocateLoadBalancerNodePorts": "allocate a node port for every port; `false` needs direct access", "是否为每个端口分配节点端口，`false` 需要直连";
    "spec.trafficDistribution": "which endpoints are preferred inside the cluster", "集群内优先选择哪些端点", enum_values![
        "PreferClose" "close ones" "就近", "PreferSameZone" "those in the zone" "同可用区", "PreferSameNode" "those on the node" "同节点"];
};

pub fn find(path: &str) -> Option<&'static ServiceField> {
    FIELDS.iter().find(|field| field.path == path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kubernetes::service_fields::{GoFieldType, LEVELS, SERVICE};

    fn shape(path: &str) -> Option<GoFieldType> {
        path.replace("[]", ".[]").split('.').try_fold(GoFieldType::Object(&SERVICE), |shape, step| {
            match (shape, step) {
                (GoFieldType::List(inner), "[]") => Some(GoFieldType::Object(inner)),
                (GoFieldType::Object(inner), name) => inner.field(name).map(|(_, shape)| shape),
                _ => None,
            }
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
