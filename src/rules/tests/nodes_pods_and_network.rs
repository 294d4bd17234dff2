//! What surrounds the Service: nodes, pods, the VPC, and the region.

use super::*;
use crate::rules::codes::*;
use crate::sorted_map::SortedMap;
use crate::tke::definitions::backend::*;
use crate::tke::definitions::cluster_switches::*;
use crate::tke::definitions::load_balancer::*;

#[test]
fn a_local_policy_that_binds_all_nodes_is_reported() {
    let local = "  type: LoadBalancer\n  externalTrafficPolicy: Local\n  ports: [{port: 80}]\n";
    service().with_spec(local).assert_findings(&[(&LOCAL_BINDS_ALL_NODES, "Local")]);
    service().with_spec(local).with(&LOCAL_ONLY_BIND_NODE_WITH_POD, "true").assert_no_findings();
    service().with_spec(local).with(&DIRECT_ACCESS, "true").assert_no_findings();
}

#[test]
fn a_local_policy_with_super_nodes_beside_other_nodes_is_reported() {
    let local = "  type: LoadBalancer\n  externalTrafficPolicy: Local\n  ports: [{port: 80}]\n";
    let case = service().with_spec(local).with(&LOCAL_ONLY_BIND_NODE_WITH_POD, "true");
    let node = |name: &str, labels: &str| {
        format!("---\n{{apiVersion: v1, kind: Node, metadata: {{name: {name}, labels: {{{labels}}}}}}}\n")
    };
    let both = node("eklet-1", "node.kubernetes.io/instance-type: eklet") + &node("n1", "");
    case.clone().beside(&both).assert_findings(&[(&LOCAL_WITH_SUPER_NODES, "Local")]);
    case.clone().beside(&node("n1", "")).assert_no_findings();
    case.beside(&node("eklet-1", "node.kubernetes.io/instance-type: eklet")).assert_no_findings();
    service().with_spec(local).with(&DIRECT_ACCESS, "true").beside(&both).assert_no_findings();
}

#[test]
fn a_node_selector_without_a_matching_node_is_reported() {
    let node = "apiVersion: v1\nkind: Node\nmetadata: {name: n1, labels: {group: a}}\n";
    let case = service().with(&BACKENDS_LABEL, "group=b");
    case.assert_no_findings();
    case.clone().beside_live(node).assert_findings(&[(&SELECTS_NO_NODE, "'group=b'")]);
    service().with(&BACKENDS_LABEL, "group=a").beside_live(node).assert_no_findings();
    // A node among the manifests says nothing about the others.
    case.beside(node).assert_no_findings();
}

#[test]
fn a_pod_selector_without_a_matching_pod_is_reported() {
    let spec = "  type: LoadBalancer\n  selector: {app: web}\n  ports: [{port: 80}]\n";
    let pod = |namespace: &str, app: &str| {
        format!(
            "---\n{{apiVersion: v1, kind: Pod, metadata: {{name: a, namespace: {namespace}, labels: {{app: {app}}}}}}}\n"
        )
    };
    let case = service().with_spec(spec);
    case.clone().beside_live(&pod("default", "api")).assert_findings(&[(&SELECTS_NO_POD, "{app: web}")]);
    case.clone().beside_live(&pod("default", "web")).assert_no_findings();
    case.clone().beside_live(&pod("other", "api")).assert_no_findings();
    // Manifests are a part of the cluster: other Pods may exist.
    case.clone().beside(&pod("default", "api")).assert_no_findings();
    case.beside(&pod("default", "web")).beside_live(&pod("default", "api")).assert_no_findings();
}

#[test]
fn direct_access_to_pods_on_the_host_network_is_reported() {
    let spec = "  type: LoadBalancer\n  selector: {app: web}\n  ports: [{port: 80}]\n";
    let pod = |host| {
        format!(
            "---\n{{apiVersion: v1, kind: Pod, metadata: {{name: a, labels: {{app: web}}}}, spec: {{hostNetwork: {host}}}}}\n"
        )
    };
    let direct = service().with_spec(spec).with(&DIRECT_ACCESS, "true");
    direct.clone().beside(&pod(true)).assert_findings(&[(&HOST_NETWORK, "'true'")]);
    direct.beside(&pod(false)).assert_no_findings();
    service().with_spec(spec).beside(&pod(true)).assert_no_findings();
    let switch = SortedMap::from_iter([(ENABLE_DEFAULT_DIRECT_ACCESS.name().to_owned(), "true".to_owned())]);
    let by_switch = service().with_spec(spec).in_context(|context| context.controller_config = Some(switch));
    by_switch.beside(&pod(true)).assert_findings(&[(&HOST_NETWORK, "{app: web}")]);
}

#[test]
fn a_clb_of_another_vpc_needs_a_ccn() {
    let cross = service().with(&CROSS_VPC_ID, "vpc-a1b2c3d1");
    cross.clone().assert_findings(&[(&NEEDS_CCN, CROSS_VPC_ID.name())]);
    cross.in_context(|context| context.vpc_id = Some("vpc-a1b2c3d1".to_owned())).assert_no_findings();
}

#[test]
fn a_mistyped_region_is_corrected() {
    let region = |name| service().with(&CROSS_REGION_ID, name).with(&TKE_EXISTED_LBID, "lb-a1b2c3d1");
    let mistyped = region("ap-guangzhuo");
    let needs_ccn = (&NEEDS_CCN, CROSS_REGION_ID.name());
    mistyped.assert_findings(&[(&MISTYPED_REGION, "'ap-guangzhuo'"), needs_ccn]);
    assert!(mistyped.corrected().contains("ap-guangzhou"));
    region("ap-guangzhou").assert_findings(&[needs_ccn]);
    let unknown = region("ap-hangzhou");
    unknown.assert_findings(&[(&UNKNOWN_REGION, "'ap-hangzhou'"), needs_ccn]);
    let own = unknown.in_context(|context| context.region = Some("ap-hangzhou".to_owned()));
    own.assert_findings(&[needs_ccn]);
}
