//! Annotations that need or exclude another annotation, a kind of Service, or a kind of cluster.

use super::*;
use crate::request::{ClusterType, NetworkMode};
use crate::rules::codes::*;
use crate::rules::public_instead_of_internal_codes::*;
use crate::sorted_map::SortedMap;
use crate::tke::definitions::backend::*;
use crate::tke::definitions::cluster_switches::*;
use crate::tke::definitions::listener::*;
use crate::tke::definitions::load_balancer::*;
use crate::tke::service_settings::SettingValue;

#[test]
fn annotations_that_need_another_one_are_reported() {
    let alone = service().with(&INTERNET_MAX_BANDWIDTH_OUT, "10");
    alone.assert_findings(&[(&REQUIRES, INTERNET_MAX_BANDWIDTH_OUT.name())]);
    alone.with(&INTERNET_CHARGE_TYPE, "TRAFFIC_POSTPAID_BY_HOUR").assert_no_findings();
    let local = "  type: LoadBalancer\n  externalTrafficPolicy: Local\n  ports: [{port: 80}]\n";
    let weighted = service().with(&LOCAL_WEIGHTED_BALANCE, "true").with_spec(local);
    weighted.assert_findings(&[(&REQUIRES, LOCAL_WEIGHTED_BALANCE.name()), (&LOCAL_BINDS_ALL_NODES, "Local")]);
    weighted.clone().with(&LOCAL_ONLY_BIND_NODE_WITH_POD, "true").assert_no_findings();
    service().with(&CROSS_REGION_ID, "ap-guangzhou").assert_findings(&[(&CROSS_REGION_ALONE, CROSS_REGION_ID.name())]);
    service()
        .with(&CROSS_REGION_ID, "ap-guangzhou")
        .with(&CROSS_VPC_ID, "vpc-a1b2c3d1")
        .assert_findings(&[(&NEEDS_CCN, CROSS_VPC_ID.name())]);
}

#[test]
fn annotations_that_exclude_each_other_are_reported() {
    let both = service().with(&TKE_SERVICE_CONFIG, "web").with(&TKE_SERVICE_CONFIG_AUTO, "true");
    both.assert_findings(&[(&CONFLICT, TKE_SERVICE_CONFIG.name())]);
    service().with(&TKE_SERVICE_CONFIG, "web").with(&TKE_SERVICE_CONFIG_AUTO, "false").assert_no_findings();
    let skip = service().with(&MODE, "skip").with(&MODIFICATION_PROTECTION, "true");
    skip.assert_findings(&[(&CONFLICT, MODE.name())]);
}

#[test]
fn annotations_that_need_a_backend_mode_policy_or_cluster_type_are_reported() {
    let grace = service().with(&ENABLE_GRACE_SHUTDOWN, "true");
    grace.assert_findings(&[(&NEEDS_DIRECT_ACCESS, ENABLE_GRACE_SHUTDOWN.name())]);
    grace.clone().with(&DIRECT_ACCESS, "true").assert_no_findings();
    let by_default = SortedMap::from_iter([(ENABLE_DEFAULT_DIRECT_ACCESS.name().to_owned(), "true".to_owned())]);
    grace.clone().in_context(|context| context.controller_config = Some(by_default)).assert_no_findings();
    grace.in_context(|context| context.cluster_type = Some(ClusterType::Serverless)).assert_no_findings();
    let label = service().with(&BACKENDS_LABEL, "group=a").with(&DIRECT_ACCESS, "true");
    label.assert_findings(&[(&NEEDS_NODE_PORT, BACKENDS_LABEL.name())]);
    let policy = service().with(&LOCAL_ONLY_BIND_NODE_WITH_POD, "true");
    policy.assert_findings(&[(&NEEDS_LOCAL_POLICY, LOCAL_ONLY_BIND_NODE_WITH_POD.name())]);
    let share = service().with(&TKE_EXISTED_LBID, "lb-a1b2c3d1").with(&QCLOUD_SHARE_EXISTED_LB, "true");
    share.assert_no_findings();
    let managed = share.in_context(|context| context.cluster_type = Some(ClusterType::Managed));
    managed.assert_findings(&[(&SERVERLESS_ONLY, QCLOUD_SHARE_EXISTED_LB.name())]);
}

#[test]
fn creation_annotations_are_reported_for_an_existing_or_internal_clb() {
    let case = service().with(&TKE_EXISTED_LBID, "lb-a1b2c3d1").with(&INTERNAL_SUBNETID, "subnet-a1b2c3d1");
    case.assert_findings(&[(&IGNORED_WITH_EXISTING, INTERNAL_SUBNETID.name())]);
    service().with(&INTERNAL_SUBNETID, "subnet-a1b2c3d1").assert_no_findings();
    let charged = service()
        .with(&INTERNAL_SUBNETID, "subnet-a1b2c3d1")
        .with(&INTERNET_CHARGE_TYPE, "TRAFFIC_POSTPAID_BY_HOUR")
        .with(&INTERNET_MAX_BANDWIDTH_OUT, "1");
    let (kind, bandwidth) = (INTERNET_CHARGE_TYPE.name(), INTERNET_MAX_BANDWIDTH_OUT.name());
    charged.assert_findings(&[(&PUBLIC_ONLY, kind), (&PUBLIC_ONLY, bandwidth)]);
}

#[test]
fn creation_parameters_that_the_controller_sets_are_reported() {
    let subnet = service().with(&EXTENSIVE_PARAMETERS, r#"{"VpcId":"vpc-1","SubnetId":"subnet-1","Vip":"1.1.1.1"}"#);
    subnet.assert_findings(&[(&PARAMETER_OF_CONTROLLER, r#""VpcId""#)]);
    let internal = subnet.with(&INTERNAL_SUBNETID, "subnet-a1b2c3d1");
    internal.assert_findings(&[(&PARAMETER_OF_CONTROLLER, r#""VpcId""#), (&PARAMETER_OF_CONTROLLER, r#""SubnetId""#)]);
    // A public load balancer instead of the internal one that was meant is more than a parameter without effect.
    let meant = service().with(&EXTENSIVE_PARAMETERS, r#"{"LoadBalancerType":"INTERNAL"}"#);
    meant.assert_findings(&[(&PUBLIC_DESPITE_PARAMETER, r#""LoadBalancerType""#)]);
    let internal = meant.with(&INTERNAL_SUBNETID, "subnet-a1b2c3d1");
    internal.assert_findings(&[(&PARAMETER_OF_CONTROLLER, r#""LoadBalancerType""#)]);
    // Beside an existing load balancer the whole annotation has no effect.
    let existing = service().with(&TKE_EXISTED_LBID, "lb-a1b2c3d1").with(&EXTENSIVE_PARAMETERS, r#"{"VpcId":"vpc-1"}"#);
    existing.assert_findings(&[(&IGNORED_WITH_EXISTING, EXTENSIVE_PARAMETERS.name())]);
}

#[test]
fn creation_parameters_that_an_annotation_sets_as_well_are_reported() {
    let billing = service().with(&EXTENSIVE_PARAMETERS, r#"{"InternetAccessible":{"InternetMaxBandwidthOut":5}}"#);
    billing.clone().assert_no_findings();
    let billing =
        billing.with(&INTERNET_CHARGE_TYPE, "TRAFFIC_POSTPAID_BY_HOUR").with(&INTERNET_MAX_BANDWIDTH_OUT, "1");
    billing.assert_findings(&[(&PARAMETER_ALSO_ANNOTATED, r#""InternetAccessible""#)]);
    let snat = service().with(&EXTENSIVE_PARAMETERS, r#"{"SnatPro":true,"SnatIps":[{"SubnetId":"subnet-a1b2c3d1"}]}"#);
    snat.clone().assert_no_findings();
    let snat = snat.with(&SNAT_PRO_INFO, r#"{"snatIps":[{"subnetId":"subnet-a1b2c3d2"}]}"#);
    snat.assert_findings(&[(&REQUIRES, SNAT_PRO_INFO.name()), (&PARAMETER_ALSO_ANNOTATED, r#""SnatIps""#)]);
}

#[test]
fn the_announced_removal_is_reported_of_a_value_that_is_read() {
    service().with(&LOADBALANCE_TYPE, "classic").assert_findings(&[(&REMOVAL_ANNOUNCED, LOADBALANCE_TYPE.name())]);
    service().with(&LOADBALANCE_TYPE, "OPEN").assert_no_findings();
    let existing = service().with(&TKE_EXISTED_LBID, "lb-a1b2c3d1").with(&LOADBALANCE_TYPE, "OPEN");
    existing.assert_findings(&[(&IGNORED_WITH_EXISTING, LOADBALANCE_TYPE.name())]);
}

#[test]
fn target_groups_need_direct_access() {
    let groups = service().with(&TARGET_GROUPS, r#"[{"protocol":"TCP","port":80}]"#);
    groups.assert_findings(&[(&REQUIRES, TARGET_GROUPS.name())]);
    groups.clone().with(&DIRECT_ACCESS, "true").assert_no_findings();
    let by_default = SortedMap::from_iter([(ENABLE_DEFAULT_DIRECT_ACCESS.name().to_owned(), "true".to_owned())]);
    groups.in_context(|context| context.controller_config = Some(by_default)).assert_no_findings();
}

#[test]
fn direct_access_without_its_switch_is_reported() {
    let off = SortedMap::from_iter([(GLOBAL_ROUTE_DIRECT_ACCESS.name().to_owned(), "false".to_owned())]);
    let routed = |mode| {
        let data = off.clone();
        move |context: &mut Context| {
            context.controller_config = Some(data);
            context.network_modes = Some(vec![mode]);
        }
    };
    let case = service().with(&DIRECT_ACCESS, "true");
    case.clone().in_context(routed(NetworkMode::GlobalRouter)).assert_findings(&[(&NO_DIRECT_ACCESS_SWITCH, "'true'")]);
    case.in_context(routed(NetworkMode::VpcCni)).assert_no_findings();
}

#[test]
fn annotations_of_a_service_without_a_load_balancer_are_reported() {
    let spec = "  type: ClusterIP\n  ports: [{port: 80}]\n";
    let case = service().with_spec(spec).with(&PASS_TO_TARGET, "true").with(&SECURITY_GROUPS, "sg-a1b2c3d1");
    case.assert_findings(&[(&NO_LOAD_BALANCER, PASS_TO_TARGET.name())]);
    service().with_spec(spec).assert_no_findings();
    case.clone().with_spec(&spec.replace("ClusterIP", "Loadbalancer")).assert_no_findings();
    case.in_context(|context| context.cluster_type = Some(ClusterType::Serverless)).assert_no_findings();
    let groups = |group| service().with_spec(spec).with(&TARGET_GROUPS, group);
    groups(r#"[{"protocol":"TCP","port":80,"name":"a"}]"#).assert_no_findings();
    let nameless = r#"{"protocol":"TCP","port":80}"#;
    groups(&format!("[{nameless}]")).assert_findings(&[(&crate::tke::codes::JSON_MISSING, nameless)]);
}

#[test]
fn an_invalid_value_is_not_replaced_by_a_default() {
    let case = service().with(&DIRECT_ACCESS, "yes").with(&ENABLE_GRACE_SHUTDOWN, "true");
    case.assert_no_findings();
    let (all, _) = read(&TextOrObjects::Text(case.manifest()), RequestPart::Manifests);
    assert_eq!(ServiceSettings::read(&all[0], "").0.get(&DIRECT_ACCESS), SettingValue::Invalid);
}
