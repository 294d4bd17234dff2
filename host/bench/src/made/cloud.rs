//! What the cloud answers about the load balancers that the controller has made.

use super::cluster::{CLUSTER, NODES, VPC, address, pod};
use super::service::Place;
use serde_json::{Map, Value, json};

/// The state with the load balancers of the Services at these places.
pub fn state(places: &[usize]) -> Value {
    let places = || places.iter().map(|&place| Place(place));
    let by_id =
        |of: fn(Place) -> Value| places().map(|place| (place.load_balancer(), of(place))).collect::<Map<_, _>>();
    json!({
        "loadBalancers": places().map(load_balancer).collect::<Vec<_>>(),
        "listeners": by_id(listeners),
        "targets": by_id(targets),
        "complete": true,
    })
}

/// The machine that is a node.
pub fn instance(node: usize) -> String {
    format!("ins-aaaa{node:04}")
}

fn load_balancer(place: Place) -> Value {
    json!({
        "LoadBalancerId": place.load_balancer(),
        "LoadBalancerName": format!("{CLUSTER}_{}_{}", place.namespace(), place.name()),
        "LoadBalancerType": "OPEN",
        "Forward": 1,
        "Domain": "",
        "LoadBalancerVips": [place.vip()],
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
            { "TagKey": "tke-lb-serviceuuid", "TagValue": place.uid() },
        ],
        "AttributeFlags": [],
        "SlaType": "",
        "LoadBalancerPassToTarget": false,
        "SnatPro": false,
        "AssociateEndpoint": "",
    })
}

fn listeners(place: Place) -> Value {
    let listener = |port: usize| {
        json!({
            "ListenerId": place.listener(port),
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
    (0..place.ports()).map(listener).collect()
}

fn targets(place: Place) -> Value {
    let target =
        |port: usize, node: usize| if place.direct() { of_pod(place, port, node) } else { of_node(place, port, node) };
    let of_port = |port: usize| {
        json!({
            "ListenerId": place.listener(port),
            "Protocol": "TCP",
            "Port": 80 + port,
            "EndPort": 0,
            "Targets": (0..NODES).map(|node| target(port, node)).collect::<Vec<_>>(),
            "Rules": null,
        })
    };
    (0..place.ports()).map(of_port).collect()
}

fn of_node(place: Place, port: usize, node: usize) -> Value {
    json!({
        "Type": "CVM",
        "InstanceId": instance(node),
        "InstanceName": format!("tke_{CLUSTER}_worker"),
        "Port": place.node_port(port),
        "Weight": 10,
        "PrivateIpAddresses": [address(node)],
        "PublicIpAddresses": null,
        "EniId": null,
        "Tag": null,
    })
}

fn of_pod(place: Place, port: usize, node: usize) -> Value {
    json!({
        "Type": "ENI",
        "InstanceId": null,
        "InstanceName": null,
        "Port": 8080 + port,
        "Weight": 10,
        "PrivateIpAddresses": [pod(place, node)],
        "PublicIpAddresses": null,
        "EniId": format!("eni-aaaa{node:04}"),
        "Tag": null,
    })
}
