//! Names of annotations: unknown, mistyped, deprecated, undocumented, or newer than the controller.

use super::*;
use crate::rules::codes::*;
use crate::rules::public_instead_of_internal_codes::*;
use crate::sorted_map::SortedMap;
use crate::tke::definitions::backend::*;
use crate::tke::definitions::cluster_switches::*;
use crate::tke::definitions::legacy::*;
use crate::tke::definitions::load_balancer::*;
use crate::tke::definitions::load_balancer_tags::CREATED_BY;

/// A name of one of TKE's prefixes, with another ending or beginning.
fn misnamed<T>(key: &TypedNameDefinition<T>, from: &str, to: &str) -> String {
    let name = key.name().replacen(from, to, 1);
    assert_ne!(name, key.name());
    name
}

#[test]
fn unknown_names_with_a_tke_prefix_are_reported() {
    let typo = misnamed(&DIRECT_ACCESS, "access", "acess");
    let case = service().with_name(&typo);
    case.assert_findings(&[(&MISTYPED_NAME, &typo)]);
    assert!(case.corrected().contains(&format!("    {}: 'true'", DIRECT_ACCESS.name())));
    let far = misnamed(&DIRECT_ACCESS, "direct-access", "something-else");
    service().with_name(&far).assert_findings(&[(&UNKNOWN_NAME, &far)]);
    service().with_name("example.com/direct-access").assert_no_findings();
    service().with_name("prometheus.io/scrape").assert_no_findings();
    service().with_name("service.kubernetes.io/topology-mode").assert_no_findings();
}

#[test]
fn known_annotations_with_a_wrong_prefix_are_reported() {
    let wrong = misnamed(&LOCAL_ONLY_BIND_NODE_WITH_POD, "service.kubernetes.io", "service.cloud.tencent.com");
    let case = service().with_name(&wrong);
    case.assert_findings(&[(&WRONG_PREFIX, &wrong)]);
    assert!(case.corrected().contains(LOCAL_ONLY_BIND_NODE_WITH_POD.name()));
    let ingress = misnamed(&DIRECT_ACCESS, "service", "ingress");
    service().with_name(&ingress).assert_findings(&[(&WRONG_PREFIX, &ingress)]);
    service().with_name("direct-access").assert_findings(&[(&WRONG_PREFIX, "direct-access")]);
    service().with_name("mode").assert_no_findings();
}

#[test]
fn invented_annotations_and_those_of_other_clouds_are_reported() {
    let invented = misnamed(&DIRECT_ACCESS, "direct-access", "health-check-path");
    service().with_name(&invented).assert_findings(&[(&INVENTED_NAME, &invented)]);
    for (start, instead) in [("custom-weight", LB_RS_WEIGHT.name()), ("enable-readiness-gate", READINESS_GATE.name())] {
        let invented = misnamed(&DIRECT_ACCESS, "direct-access", start);
        let case = service().with_name(&invented);
        case.assert_findings(&[(&INVENTED_NAME, &invented)]);
        assert!(case.findings()[0].args.contains(&("instead", instead.to_owned())));
    }
    let aws = "service.beta.kubernetes.io/aws-load-balancer-type";
    service().with_name(aws).assert_findings(&[(&OTHER_CLOUD, aws)]);
}

#[test]
fn names_that_are_confused_are_suggested_without_a_fix() {
    for (name, meant) in [
        ("service.kubernetes.io/qcloud-loadbalancer-direct-access", DIRECT_ACCESS.name()),
        ("kubernetes.io/ingress.existLbId", TKE_EXISTED_LBID.name()),
        ("service.cloud.tencent.com/loadbalance-id", TKE_EXISTED_LBID.name()),
    ] {
        let case = service().with_name(name);
        case.assert_findings(&[(&MISTYPED_NAME, name)]);
        let found = &case.findings()[0];
        assert_eq!((found.args.last().unwrap().1.as_str(), found.fixes.len()), (meant, 0), "{name}");
    }
    for name in
        ["kubernetes.io/ingress.subnetId", "service.kubernetes.io/qcloud-loadbalancer-clusterip-loadbalancer-subnetid"]
    {
        let case = service().with_value(name, "subnet-a1b2c3d1");
        case.assert_findings(&[(&WILL_BE_PUBLIC, name)]);
        assert_eq!(case.findings()[0].fixes, Vec::new(), "{name}");
    }
}

#[test]
fn a_name_is_corrected_only_if_the_value_is_valid_and_nothing_worse_follows() {
    let prefix = misnamed(&LB_RS_WEIGHT, "service.cloud.tencent.com", "service.kubernetes.io");
    let fixes = |case: Case| case.findings().iter().map(|found| found.fixes.len()).collect::<Vec<_>>();
    assert_eq!(fixes(service().with_value(&prefix, "no JSON")), [0]);
    let typo = misnamed(&DIRECT_ACCESS, "access", "acess");
    assert_eq!(fixes(service().with_value(&typo, "yes")), [0]);
    assert_eq!(fixes(service().with_value(&typo, "true")), [1]);
    assert_eq!(fixes(service().with_value(&typo, "true").with_live_annotations(&[])), [1], "backends change in place");
    let subnet = misnamed(&INTERNAL_SUBNETID, "subnetid", "subnetids");
    assert_eq!(fixes(service().with_value(&subnet, "subnet-a1b2c3d1")), [1]);
    let live = service().with_value(&subnet, "subnet-a1b2c3d1").with_live_annotations(&[]);
    assert_eq!(fixes(live), [0], "the load balancer in use would be replaced");
}

#[test]
fn a_tag_name_used_as_an_annotation_is_reported() {
    service().with_name(CREATED_BY.name()).assert_findings(&[(&TAG_NAME, CREATED_BY.name())]);
}

#[test]
fn deprecated_and_undocumented_annotations_are_reported() {
    let case = service().with(&INTERNET_CHARGE_TYPE_ALIAS, "TRAFFIC_POSTPAID_BY_HOUR");
    case.assert_findings(&[(&DEPRECATED, INTERNET_CHARGE_TYPE_ALIAS.name())]);
    assert!(case.corrected().contains(INTERNET_CHARGE_TYPE.name()));
    let number = service().with(&INTERNAL_NUMBER, "12345");
    assert_eq!(number.findings()[0].fixes, Vec::new(), "a number is no subnet id");
    service().with(&LOADBALANCE_TYPE, "classic").assert_findings(&[(&REMOVAL_ANNOUNCED, LOADBALANCE_TYPE.name())]);
    service().with(&OLD_KIND, "classic").assert_findings(&[(&LEGACY, OLD_KIND.name())]);
    service().with(&DELETION_PROTECTION, "true").assert_findings(&[(&UNPROVEN, DELETION_PROTECTION.name())]);
    let source = service().with(&LOADBALANCER_SOURCE_ENDPOINTS, r#"{"name":"a"}"#);
    source.assert_findings(&[(&UNDOCUMENTED, LOADBALANCER_SOURCE_ENDPOINTS.name())]);
    service().with(&DIRECT_ACCESS, "true").assert_no_findings();
}

#[test]
fn annotations_newer_than_the_controller_are_reported() {
    let version =
        |version: &'static str| move |context: &mut Context| context.controller_version = Some(version.to_owned());
    let case = service().with(&MODE, "skip");
    case.clone().in_context(version("v2.9.1")).assert_findings(&[(&TOO_NEW, MODE.name())]);
    case.clone().in_context(version("v2.10.0")).assert_no_findings();
    case.assert_no_findings();
    let twin = service().with(&PASS_TO_TARGET, "true");
    twin.clone().in_context(version("v1.8.2")).assert_findings(&[(&PROBABLY_TOO_NEW, PASS_TO_TARGET.name())]);
    let data = SortedMap::from_iter([(VERSION.name().to_owned(), "v1.0.0".to_owned())]);
    let by_switch = |context: &mut Context| context.controller_config = Some(data);
    twin.in_context(by_switch).assert_findings(&[(&PROBABLY_TOO_NEW, PASS_TO_TARGET.name())]);
}
