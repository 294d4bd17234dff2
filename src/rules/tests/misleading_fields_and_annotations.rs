//! What does not do, on TKE, what it seems to.

use super::*;
use crate::rules::codes::*;
use crate::rules::public_instead_of_internal_codes::*;
use crate::tke::definitions::backend::*;
use crate::tke::definitions::controller_written::*;
use crate::tke::definitions::legacy::*;
use crate::tke::definitions::listener::*;
use crate::tke::definitions::load_balancer::*;

#[test]
fn an_internal_annotation_of_another_cloud_leaves_the_service_public() {
    for (name, value) in [
        ("service.beta.kubernetes.io/aws-load-balancer-internal", "true"),
        ("service.beta.kubernetes.io/aws-load-balancer-internal", "0.0.0.0/0"),
        ("service.beta.kubernetes.io/aws-load-balancer-scheme", "internal"),
        ("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", "intranet"),
        ("service.beta.kubernetes.io/alicloud-loadbalancer-address-type", "intranet"),
        ("service.beta.kubernetes.io/azure-load-balancer-internal", "true"),
        ("cloud.google.com/load-balancer-type", "Internal"),
        ("networking.gke.io/load-balancer-type", "Internal"),
        ("service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", "private"),
        ("service.beta.kubernetes.io/qingcloud-load-balancer-vxnet-id", "vxnet-a1b2c3d"),
        ("service.beta.kubernetes.io/cce-load-balancer-internal-vpc", "true"),
        ("service.beta.kubernetes.io/openstack-internal-load-balancer", "true"),
        ("service.beta.kubernetes.io/oci-load-balancer-internal", "true"),
        ("service.beta.kubernetes.io/volcengine-loadbalancer-address-type", "PRIVATE"),
        ("service.beta.kubernetes.io/some-new-cloud-type", "internal"),
        ("service.kubernetes.io/qcloud-loadbalancer-internet", "false"),
        (LOADBALANCE_TYPE_LABEL.name(), "INTERNAL"),
        (OLD_TYPE.name(), "private"),
    ] {
        let case = service().with_value(name, value);
        case.assert_findings(&[(&WILL_BE_PUBLIC, name)]);
        let internal = case.clone().with(&INTERNAL_SUBNETID, "subnet-a1b2c3d1");
        assert!(internal.findings().iter().all(|found| found.code != &WILL_BE_PUBLIC), "{name}");
        let cluster_ip = case.with_spec("  ports: [{port: 80}]\n");
        assert!(cluster_ip.findings().iter().all(|found| found.code != &WILL_BE_PUBLIC), "{name}");
    }
    for (name, value) in [
        ("service.beta.kubernetes.io/aws-load-balancer-internal", "false"),
        ("service.beta.kubernetes.io/aws-load-balancer-scheme", "internet-facing"),
        ("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", "internet"),
        ("service.beta.kubernetes.io/alibaba-cloud-private-zone-name", "example.com"),
    ] {
        service().with_value(name, value).assert_findings(&[(&OTHER_CLOUD, name)]);
    }
    service().with_value("external-dns.alpha.kubernetes.io/internal-hostname", "a.example.com").assert_no_findings();
}

#[test]
fn placeholders_are_no_ids() {
    for (key, value) in [
        (&TKE_EXISTED_LBID, "lb-xxx"),
        (&TKE_EXISTED_LBID, "lb-6swtxxxx"),
        (&INTERNAL_SUBNETID, "subnet-xxxxxx"),
        (&INTERNAL_SUBNETID, "subnet-1"),
    ] {
        service().with(key, value).assert_findings(&[(&PLACEHOLDER_ID, value)]);
    }
    let groups = service().with(&SECURITY_GROUPS, "sg-a1b2c3d1,sg-xxxxxxxx");
    groups.assert_findings(&[(&PLACEHOLDER_ID, "sg-xxxxxxxx")]);
    let vpc = service().with(&CROSS_VPC_ID, "vpc-xxx").findings();
    assert!(vpc.iter().any(|found| found.code == &PLACEHOLDER_ID), "{vpc:?}");
    let json = service().with(&EXTENSIVE_PARAMETERS, r#"{"LoadBalancerName":"lb-name","SubnetId":"subnet-xxxxxxxx"}"#);
    let found = json.findings();
    assert!(found.iter().any(|found| found.code == &PLACEHOLDER_ID));
    service().with(&TKE_EXISTED_LBID, "lb-6efswuxa").assert_no_findings();
}

#[test]
fn fields_that_no_page_mentions_are_reported() {
    let spec = |field: &str| service().with_spec(&format!("{PORT_80}  {field}\n"));
    spec("loadBalancerSourceRanges: [203.0.113.0/24]").assert_findings(&[(&SOURCE_RANGES, "[203.0.113.0/24]")]);
    spec("loadBalancerSourceRanges: [0.0.0.0/0]").assert_no_findings();
    spec("loadBalancerSourceRanges: []").assert_no_findings();
    let annotated = service().with_value("service.beta.kubernetes.io/load-balancer-source-ranges", "203.0.113.0/24");
    annotated.assert_findings(&[(&SOURCE_RANGES, "'203.0.113.0/24'")]);
    spec("loadBalancerIP: 203.0.113.9").assert_findings(&[(&REQUESTED_ADDRESS, "203.0.113.9")]);
    let requested = spec("loadBalancerIP: 203.0.113.9").with(&EXTENSIVE_PARAMETERS, r#"{"Vip":"203.0.113.9"}"#);
    requested.assert_no_findings();
    let private = spec("loadBalancerIP: 10.0.0.9");
    private.assert_findings(&[(&PRIVATE_ADDRESS_OF_PUBLIC, "10.0.0.9")]);
    let requested = private.clone().with(&EXTENSIVE_PARAMETERS, r#"{"Vip":"10.0.0.9"}"#);
    requested.assert_findings(&[(&PRIVATE_ADDRESS_OF_PUBLIC, r#""Vip""#)]);
    requested.with(&INTERNAL_SUBNETID, "subnet-a1b2c3d1").assert_no_findings();
    let internal = private.clone().with(&INTERNAL_SUBNETID, "subnet-a1b2c3d1");
    internal.assert_findings(&[(&REQUESTED_ADDRESS, "10.0.0.9")]);
    let existing = private.with(&TKE_EXISTED_LBID, "lb-6efswuxa");
    existing.assert_findings(&[(&REQUESTED_ADDRESS, "10.0.0.9")]);
    spec("externalIPs: [198.51.100.7]").assert_findings(&[(&EXTERNAL_IPS, "[198.51.100.7]")]);
}

#[test]
fn ports_without_node_ports_need_direct_access() {
    let spec = |port: &str| {
        service()
            .with_spec(&format!("  type: LoadBalancer\n  allocateLoadBalancerNodePorts: false\n  ports: [{port}]\n"))
    };
    // A cluster created with v2.11.0 or later may turn direct access on for new Services.
    spec("{port: 80}").assert_findings(&[(&NO_NODE_PORTS_BY_ASSUMPTION, "false")]);
    let older = spec("{port: 80}").in_context(|context| context.controller_version = Some("v2.10.0".to_owned()));
    older.assert_findings(&[(&NO_NODE_PORTS, "false")]);
    spec("{port: 80, nodePort: 30080}").assert_no_findings();
    spec("{port: 80}").with(&DIRECT_ACCESS, "true").assert_no_findings();
}

#[test]
fn loopback_concerns_internal_load_balancers_with_the_local_policy() {
    let spec = format!("{PORT_80}  externalTrafficPolicy: Local\n");
    let bound = (&LOCAL_ONLY_BIND_NODE_WITH_POD, "true");
    let local = service().with_spec(&spec).with(bound.0, bound.1);
    local.assert_no_findings();
    let internal = local.with(&INTERNAL_SUBNETID, "subnet-a1b2c3d1");
    internal.assert_findings(&[(&LOOPBACK, "Local")]);
    internal.with(&PREVENT_LOOPBACK, "true").assert_no_findings();
}

#[test]
fn a_selector_of_nodes_is_not_the_selector_of_pods() {
    let spec = format!("{PORT_80}  selector: {{app: web}}\n");
    let case = service().with_spec(&spec);
    case.clone().with(&BACKENDS_LABEL, "app=web").assert_findings(&[(&POD_LABELS, "'app=web'")]);
    case.with(&BACKENDS_LABEL, "pool=web").assert_no_findings();
}

#[test]
fn a_target_group_serves_one_port_of_one_service() {
    let ports =
        "  type: LoadBalancer\n  ports: [{name: a, port: 80, targetPort: 1}, {name: b, port: 81, targetPort: 2}]\n";
    let case = |groups: &str| service().with_spec(ports).with(&DIRECT_ACCESS, "true").with(&TARGET_GROUPS, groups);
    let entry = |port: u16, name: &str| format!(r#"{{"protocol":"TCP","port":{port},"name":"{name}"}}"#);
    let list = |entries: &[String]| format!("[{}]", entries.join(","));
    case(&list(&[entry(80, "a"), entry(81, "b")])).assert_no_findings();
    let twice = entry(81, "a");
    case(&list(&[entry(80, "a"), twice.clone()])).assert_findings(&[(&SHARED_TARGET_GROUP, &twice)]);
    let again = entry(80, "b");
    case(&list(&[entry(80, "a"), again.clone()])).assert_findings(&[(&crate::tke::codes::REPEATED_ITEM, &again)]);
    let dotted = entry(80, "a.b");
    case(&list(std::slice::from_ref(&dotted))).assert_findings(&[(&crate::tke::codes::JSON_VALUE, &dotted)]);
    let own = list(&[entry(80, "a")]);
    let other = service_yaml("first", &[annotation(&DIRECT_ACCESS, "true"), annotation(&TARGET_GROUPS, &own)], PORT_80);
    case(&own).beside(&other).assert_findings(&[(&SHARED_TARGET_GROUP, &entry(80, "a"))]);
}

#[test]
fn graceful_deletion_is_for_backends_of_an_ingress_too() {
    let node_port = service().with_spec("  type: NodePort\n  ports: [{port: 80}]\n").with(&DIRECT_ACCESS, "true");
    node_port.assert_findings(&[(&NO_LOAD_BALANCER, DIRECT_ACCESS.name())]);
    node_port.with(&ENABLE_GRACE_DELETION, "true").assert_no_findings();
}

#[test]
fn a_load_balancer_that_an_ingress_uses_is_reported() {
    let ingress = |annotation: &str, id: &str| {
        format!(
            "kind: Ingress\nmetadata:\n  name: front\n  annotations:\n    kubernetes.io/ingress.{annotation}: {id}\n"
        )
    };
    let case = service().with(&TKE_EXISTED_LBID, "lb-a1b2c3d1");
    for annotation in ["existLbId", "qcloud-loadbalance-id"] {
        let used = case.clone().beside(&ingress(annotation, "lb-a1b2c3d1"));
        used.assert_findings(&[(&crate::sharing::codes::USED_BY_INGRESS, "'lb-a1b2c3d1'")]);
        case.clone().beside(&ingress(annotation, "lb-a1b2c3d2")).assert_no_findings();
    }
}
