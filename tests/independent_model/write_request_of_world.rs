//! Writes the request of a world.

use super::world::{
    Balancer, CLUSTER, ClusterTag, Context, CreatedByTag, DeleteProtectFlag, Kind, LISTENER_NAME, LifecycleOwnerTag,
    Listener, ListenerName, Live, NAMES, OTHER_CLUSTER, OTHER_VPC, PrivateLinkEndpoint, RequestedChange, SUBNETS, Spec,
    Tags, VPC, Vpc, World, address, node_port, uid,
};
use serde_json::{Map, Value, json};

pub fn request(world: &World) -> Value {
    let mut live = Vec::new();
    let (mut manifests, mut delete) = (Vec::new(), Vec::new());
    for (place, service) in world.services.iter().enumerate() {
        let Some(service) = service else { continue };
        live.extend(service.live.as_ref().map(|object| live_object(place, object)));
        match &service.next {
            RequestedChange::Untouched => {}
            RequestedChange::Manifest(spec) => manifests.push(manifest(place, spec)),
            RequestedChange::Deleted => delete.push(json!({ "namespace": NAMES[place].0, "name": NAMES[place].1 })),
        }
    }
    live.extend((1..=world.nodes).map(node));
    if world.whole_cluster {
        live.push(cluster_ip_service("default", "kubernetes", "192.168.0.1"));
        live.push(cluster_ip_service("kube-system", "kube-dns", "192.168.0.10"));
    }
    let mut request = json!({ "manifests": manifests, "context": context(&world.context) });
    if world.live_provided {
        request["live"] = live.into();
    }
    if !delete.is_empty() {
        request["delete"] = delete.into();
    }
    if world.prune {
        request["prune"] = true.into();
    }
    if let Some(cloud) = &world.cloud {
        let all = &cloud.balancers;
        let listeners: Map<String, Value> = all.iter().filter_map(listeners).collect();
        let targets: Map<String, Value> = all.iter().filter_map(targets).collect();
        let bodies: Vec<Value> = all.iter().map(balancer).collect();
        request["clb"] = json!({ "loadBalancers": bodies, "listeners": listeners, "targets": targets });
        if let Some(complete) = cloud.complete {
            request["clb"]["complete"] = complete.into();
        }
    }
    request
}

fn context(context: &Context) -> Value {
    let mut object = json!({ "region": "ap-guangzhou", "uin": "100000000001", "networkModes": ["GlobalRouter"] });
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            object[name] = value;
        }
    };
    set("clusterId", context.cluster_known.then(|| CLUSTER.into()));
    set("vpcId", context.vpc_known.then(|| VPC.into()));
    set("sharing", context.sharing.map(Value::from));
    set("clusterType", context.serverless.map(|yes| if yes { "serverless" } else { "managed" }.into()));
    set("lifecycleMode", context.rebuild.map(|yes| if yes { "rebuild" } else { "blocked" }.into()));
    set("controllerVersion", context.version.map(Value::from));
    set("liveComplete", context.live_complete.map(Value::from));
    let mut quotas = Map::new();
    quotas.extend(context.listeners_per_clb.map(|count| ("listenersPerClb".to_owned(), count.into())));
    quotas.extend(context.clbs_per_region.map(|count| ("clbsPerRegion".to_owned(), count.into())));
    set("quotas", (!quotas.is_empty()).then(|| quotas.into()));
    let mut switches = json!({ "EnableDefaultDirectAccess": "false" });
    if let Some(on) = context.default_protection {
        switches["EnableDefaultModificationProtection"] = on.to_string().into();
    }
    set("controllerConfig", Some(switches));
    object
}

/// The Service as a manifest has it.
pub fn manifest(place: usize, spec: &Spec) -> Value {
    let (namespace, name) = NAMES[place];
    let mut annotations = Map::new();
    let mut annotate = |name: &str, value: Option<Value>| {
        annotations.extend(value.map(|value| (name.to_owned(), value)));
    };
    annotate("service.kubernetes.io/tke-existed-lbid", spec.existing.map(Value::from));
    let subnet = spec.subnet.map(|subnet| SUBNETS[subnet].into());
    annotate("service.kubernetes.io/qcloud-loadbalancer-internal-subnetid", subnet);
    annotate("service.cloud.tencent.com/mode", spec.skip.then(|| "skip".into()));
    annotate("service.kubernetes.io/qcloud-share-existed-lb", spec.share.map(|yes| yes.to_string().into()));
    annotate("service.cloud.tencent.com/pass-to-target", spec.pass.map(|yes| yes.to_string().into()));
    let protocol = if spec.udp { "UDP" } else { "TCP" };
    let port = |port: &u16| {
        let mut entry = json!({
            "name": format!("p{port}"), "port": port, "protocol": protocol, "targetPort": 9000 + port,
        });
        if spec.kind != Kind::ClusterIp {
            entry["nodePort"] = node_port(place, *port).into();
        }
        entry
    };
    let kind = match spec.kind {
        Kind::LoadBalancer => "LoadBalancer",
        Kind::NodePort => "NodePort",
        Kind::ClusterIp => "ClusterIP",
    };
    let ports: Vec<Value> = spec.ports.iter().map(port).collect();
    let mut object = json!({
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": { "name": name, "namespace": namespace, "annotations": annotations },
        "spec": { "type": kind, "selector": { "app": name }, "ports": ports },
    });
    if spec.invalid {
        object["spec"]["sessionAffinity"] = "Sometimes".into();
    }
    if spec.other_class && spec.kind == Kind::LoadBalancer {
        object["spec"]["loadBalancerClass"] = "example.com/other".into();
    }
    object
}

fn live_object(place: usize, live: &Live) -> Value {
    let mut object = manifest(place, &live.spec);
    let applied = object.to_string();
    let metadata = &mut object["metadata"];
    if live.last_applied {
        metadata["annotations"]["kubectl.kubernetes.io/last-applied-configuration"] = applied.into();
    }
    if let Some(id) = live.assigned {
        metadata["annotations"]["service.kubernetes.io/loadbalance-id"] = id.into();
    }
    if live.has_uid {
        metadata["uid"] = uid(place).into();
    }
    if live.spec.served() {
        if live.finalizer {
            metadata["finalizers"] = json!(["service.k8s.tencent/resources"]);
        }
        if let Some(id) = live.assigned {
            object["status"] = json!({ "loadBalancer": { "ingress": [{ "ip": address(id) }] } });
        }
    }
    if live.deleting {
        object["metadata"]["deletionTimestamp"] = "2026-03-02T08:14:05Z".into();
    }
    let cluster_ip = format!("192.168.4.{}", place + 1);
    object["spec"]["clusterIP"] = cluster_ip.as_str().into();
    object["spec"]["clusterIPs"] = json!([cluster_ip]);
    object
}

fn cluster_ip_service(namespace: &str, name: &str, ip: &str) -> Value {
    let port = json!({ "name": "main", "port": 53, "protocol": "UDP", "targetPort": 53 });
    json!({
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": { "name": name, "namespace": namespace, "uid": format!("{name}-uid") },
        "spec": { "type": "ClusterIP", "clusterIP": ip, "ports": [port] },
    })
}

/// The cloud's id of a node.
pub fn instance(node: usize) -> String {
    format!("ins-aaaa000{node}")
}

fn node(number: usize) -> Value {
    json!({
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": { "name": format!("10.0.0.{number}") },
        "spec": { "providerID": format!("qcloud:///100003/{}", instance(number)) },
        "status": {
            "addresses": [{ "type": "InternalIP", "address": format!("10.0.0.{number}") }],
            "conditions": [{ "type": "Ready", "status": "True" }],
        },
    })
}

fn balancer(balancer: &Balancer) -> Value {
    let mut body = json!({
        "LoadBalancerId": balancer.id,
        "LoadBalancerType": if balancer.subnet.is_some() { "INTERNAL" } else { "OPEN" },
        "SubnetId": balancer.subnet.map_or("", |subnet| SUBNETS[subnet]),
        "LoadBalancerVips": [address(balancer.id)],
        "Forward": 1,
        "Status": 1,
        "AddressIPVersion": "ipv4",
        "SecureGroups": [],
        "SnatPro": false,
        "LoadBalancerPassToTarget": balancer.pass,
        "NetworkAttributes": { "InternetMaxBandwidthOut": 10 },
        "Tags": balancer.tags.as_ref().map(tags),
        "VpcId": match balancer.vpc {
            Vpc::Ours => Value::from(VPC),
            Vpc::Other => OTHER_VPC.into(),
            Vpc::Null => Value::Null,
        },
    });
    match balancer.protection {
        DeleteProtectFlag::Off => body["AttributeFlags"] = json!([]),
        DeleteProtectFlag::On => body["AttributeFlags"] = json!(["DeleteProtect"]),
        DeleteProtectFlag::Null => body["AttributeFlags"] = Value::Null,
        DeleteProtectFlag::Missing => {}
        DeleteProtectFlag::WrongShape => body["AttributeFlags"] = "DeleteProtect".into(),
    }
    match balancer.endpoint {
        PrivateLinkEndpoint::Unused => body["AssociateEndpoint"] = "".into(),
        PrivateLinkEndpoint::Used => body["AssociateEndpoint"] = "vpcsvc-aaaa1111".into(),
        PrivateLinkEndpoint::Null => body["AssociateEndpoint"] = Value::Null,
        PrivateLinkEndpoint::Missing => {}
    }
    body
}

fn tags(tags: &Tags) -> Value {
    let mut all = Vec::new();
    let mut add = |key: &str, value: &str| all.push(json!({ "TagKey": key, "TagValue": value }));
    match tags.created {
        CreatedByTag::Absent => {}
        CreatedByTag::Yes => add("tke-createdBy-flag", "yes"),
        CreatedByTag::OtherValue => add("tke-createdBy-flag", "no"),
    }
    if matches!(tags.cluster, ClusterTag::Ours | ClusterTag::Both) {
        add("tke-clusterId", CLUSTER);
    }
    if matches!(tags.cluster, ClusterTag::Other | ClusterTag::Both) {
        add("tke-clusterId", OTHER_CLUSTER);
    }
    if let Some(place) = tags.uuid {
        add("tke-lb-serviceuuid", &uid(place));
    }
    for place in &tags.sharers {
        add(&uid(*place), "tke-lb-serviceId");
    }
    match tags.owner {
        LifecycleOwnerTag::Absent => {}
        LifecycleOwnerTag::Tke => add("tke-lifecycle-owner", "tke"),
        LifecycleOwnerTag::User => add("tke-lifecycle-owner", "user"),
        LifecycleOwnerTag::OtherValue => add("tke-lifecycle-owner", "nobody"),
    }
    if tags.ingress {
        add("tke-lb-ingress-uuid", &uid(8));
    }
    all.into()
}

fn listeners(balancer: &Balancer) -> Option<(String, Value)> {
    let list = balancer.listeners.as_ref()?;
    let body = |listener: &Listener| {
        let health = json!({
            "HealthSwitch": 1, "TimeOut": 2, "IntervalTime": 5, "HealthNum": 3, "UnHealthNum": 3, "CheckType": "TCP",
        });
        json!({
            "ListenerId": listener.id(balancer.id),
            "ListenerName": match listener.name {
                ListenerName::Managed => Value::from(LISTENER_NAME),
                ListenerName::Person => "made by hand".into(),
                ListenerName::Null => Value::Null,
            },
            "Protocol": listener.protocol,
            "Port": listener.port,
            "EndPort": 0,
            "HealthCheck": health,
            "Scheduler": "WRR",
            "SessionExpireTime": 0,
            "TargetType": "NODE",
            "Rules": null,
        })
    };
    Some((balancer.id.to_owned(), list.iter().map(body).collect()))
}

fn targets(balancer: &Balancer) -> Option<(String, Value)> {
    let list = balancer.listeners.as_ref().filter(|_| balancer.targets_provided)?;
    let body = |listener: &Listener| {
        let (count, port) = listener.targets.unwrap_or((0, 0));
        let target = |node: usize| {
            json!({
                "Type": "CVM",
                "InstanceId": instance(node),
                "PrivateIpAddresses": [format!("10.0.0.{node}")],
                "Port": port,
                "Weight": 10,
            })
        };
        let targets: Vec<Value> = (1..=count).map(target).collect();
        json!({
            "ListenerId": listener.id(balancer.id),
            "Protocol": listener.protocol,
            "Port": listener.port,
            "Targets": targets,
        })
    };
    Some((balancer.id.to_owned(), list.iter().map(body).collect()))
}
