//! The cloud's state: the load balancers that the controller has created.

use super::identifiers::{CLUSTER, NODES, ServiceNumber, VPC, instance_id, node_address};
use serde_json::{Map, Value, json};

/// The state with the load balancers of these Services.
pub fn state(services: &[ServiceNumber]) -> Value {
    let services = || services.iter().copied();
    let by_id = |value: fn(ServiceNumber) -> Value| {
        services().map(|service| (service.load_balancer(), value(service))).collect::<Map<_, _>>()
    };
    json!({
        "loadBalancers": services().map(load_balancer).collect::<Vec<_>>(),
        "listeners": by_id(listeners),
        "targets": by_id(targets),
        "complete": true,
    })
}

fn load_balancer(service: ServiceNumber) -> Value {
    json!({
        "LoadBalancerId": service.load_balancer(),
        "LoadBalancerName": format!("{CLUSTER}_{}_{}", service.namespace(), service.name()),
        "LoadBalancerType": "OPEN",
        "Forward": 1,
        "Domain": "",
        "LoadBalancerVips": [service.vip()],
        "Status": 1,
        "VpcId": VPC,
        "SubnetId": "",
        "ProjectId": 0,
        "AddressIPVersion": "ipv4",
        "ChargeType": "POSTPAID_BY_HOUR",
        "NetworkAttributes": {
            "InternetChargeType": "TRAFFIC_POSTPAID_BY_HOUR",
            "InternetMaxBandwidthOut": 10,
            "BandwidthpkgSubType": null,
        },
        "SecureGroups": [],
        "Tags": [
            { "TagKey": "tke-createdBy-flag", "TagValue": "yes" },
            { "TagKey": "tke-clusterId", "TagValue": CLUSTER },
            { "TagKey": "tke-lb-serviceuuid", "TagValue": service.uid() },
        ],
        "AttributeFlags": [],
        "SlaType": "",
        "LoadBalancerPassToTarget": false,
        "SnatPro": false,
        "AssociateEndpoint": "",
    })
}

fn listeners(service: ServiceNumber) -> Value {
    let listener = |port: usize| {
        json!({
            "ListenerId": service.listener(port),
            "ListenerName": "TKE-DEDICATED-LISTENER",
            "Protocol": "TCP",
            "Port": 80 + port,
            "EndPort": 0,
            "HealthCheck": {
                "HealthSwitch": 1, "TimeOut": 2, "IntervalTime": 5, "HealthNum": 3, "UnHealthNum": 3,
                "CheckType": "TCP", "SourceIpType": 1,
            },
            "Scheduler": "WRR",
            "SessionExpireTime": 0,
            "SessionType": "NORMAL",
            "SniSwitch": 0,
            "KeepaliveEnable": 0,
            "TargetType": "NODE",
            "Certificate": null,
            "Rules": null,
        })
    };
    (0..service.ports()).map(listener).collect()
}

fn targets(service: ServiceNumber) -> Value {
    let target = |port: usize, node: usize| {
        if service.is_direct() { pod_target(service, port, node) } else { node_target(service, port, node) }
    };
    let listener = |port: usize| {
        json!({
            "ListenerId": service.listener(port),
            "Protocol": "TCP",
            "Port": 80 + port,
            "EndPort": 0,
            "Targets": (0..NODES).map(|node| target(port, node)).collect::<Vec<_>>(),
            "Rules": null,
        })
    };
    (0..service.ports()).map(listener).collect()
}

fn node_target(service: ServiceNumber, port: usize, node: usize) -> Value {
    json!({
        "Type": "CVM",
        "InstanceId": instance_id(node),
        "InstanceName": format!("tke_{CLUSTER}_worker"),
        "Port": service.node_port(port),
        "Weight": 10,
        "PrivateIpAddresses": [node_address(node)],
        "PublicIpAddresses": null,
        "EniId": null,
        "Tag": null,
    })
}

fn pod_target(service: ServiceNumber, port: usize, node: usize) -> Value {
    json!({
        "Type": "ENI",
        "InstanceId": null,
        "InstanceName": null,
        "Port": 8080 + port,
        "Weight": 10,
        "PrivateIpAddresses": [service.pod_address(node)],
        "PublicIpAddresses": null,
        "EniId": format!("eni-aaaa{node:04}"),
        "Tag": null,
    })
}
