//! Several Services on one CLB.

use super::*;
use crate::rules::codes::*;
use crate::tke::definitions::backend::*;
use crate::tke::definitions::controller_written::*;
use crate::tke::definitions::load_balancer::*;

#[test]
fn a_port_used_by_two_services_of_one_clb_is_reported() {
    let other = |name: &str, spec: &str| service_yaml(name, &[annotation(&TKE_EXISTED_LBID, "lb-1")], spec);
    let case = service().with(&TKE_EXISTED_LBID, "lb-1");
    // Of two new Services the second one gets the finding; if one already has the port, the other one gets it.
    case.clone().beside(&other("api", PORT_80)).assert_findings(&[(&SHARED_PORT_CLASH, "80")]);
    case.clone().beside(&other("zoo", PORT_80)).assert_no_findings();
    case.clone()
        .with_live_annotations(&[annotation(&TKE_EXISTED_LBID, "lb-1")])
        .beside(&other("api", PORT_80))
        .assert_no_findings();
    case.clone()
        .with_live_annotations(&[annotation(&TKE_EXISTED_LBID, "lb-2")])
        .beside(&other("api", PORT_80))
        .assert_findings(&[(&SHARED_PORT_CLASH, "80")]);
    let udp = "  type: LoadBalancer\n  ports: [{port: 80, protocol: UDP}]\n";
    case.beside(&other("api", udp)).assert_no_findings();
    service().with(&TKE_EXISTED_LBID, "lb-2").beside(&other("api", PORT_80)).assert_no_findings();
}

#[test]
fn a_port_that_another_service_releases_is_available() {
    let on_port = |name: &str, port: u16| {
        service_yaml(
            name,
            &[annotation(&TKE_EXISTED_LBID, "lb-1")],
            &format!("  type: LoadBalancer\n  ports: [{{port: {port}}}]\n"),
        )
    };
    let read = |text: String, origin| read(&TextOrObjects::Text(text), origin).0;
    let live = read(on_port("api", 80), RequestPart::Live);
    let clashes = |port| {
        let manifests = read(format!("{}---\n{}", on_port("web", 80), on_port("api", port)), RequestPart::Manifests);
        let context = Context::default();
        let validation = ValidationContext::read(&live, &manifests, &context);
        let settings = Settings::read_silently(&manifests[0]);
        let found = check_annotations(&manifests[0], None, &settings, &validation);
        found.iter().filter(|found| found.code.name() == SHARED_PORT_CLASH.name()).count()
    };
    assert_eq!((clashes(80), clashes(81)), (1, 0));
}

#[test]
fn only_one_of_several_services_owns_a_port() {
    let on_clb = |name: &str, more: &[(String, String)]| {
        service_yaml(
            name,
            &[&[annotation(&TKE_EXISTED_LBID, "lb-1")], more].concat(),
            "  type: LoadBalancer\n  ports: [{port: 80}]\n",
        )
    };
    let status_annotation = annotation(&LOADBALANCE_ID, "lb-1");
    // The live Services, and the Service that owns the port.
    for (live, owner) in [
        (vec![], "default/api"),
        (vec![on_clb("zoo", &[])], "default/zoo"),
        (vec![on_clb("web", &[]), on_clb("zoo", &[])], "default/web"),
        (vec![on_clb("web", &[]), on_clb("zoo", std::slice::from_ref(&status_annotation))], "default/zoo"),
        (vec![on_clb("zoo", &[annotation(&LOADBALANCE_ID, "lb-2")])], "default/api"),
    ] {
        let live = read(&TextOrObjects::Text(live.join("---\n")), RequestPart::Live).0;
        let manifests = [on_clb("api", &[]), on_clb("web", &[]), on_clb("zoo", &[])].join("---\n");
        let manifests = read(&TextOrObjects::Text(manifests), RequestPart::Manifests).0;
        let context = Context::default();
        let validation = ValidationContext::read(&live, &manifests, &context);
        let owners = manifests.iter().flat_map(|service| {
            let found = check_annotations(service, None, &Settings::read_silently(service), &validation);
            let clashes = found.into_iter().filter(|found| found.code.name() == SHARED_PORT_CLASH.name());
            clashes
                .flat_map(|found| found.args.clone())
                .filter(|(argument, _)| *argument == "other")
                .map(|(_, name)| name)
        });
        assert_eq!(owners.collect::<Vec<_>>(), [owner, owner]);
    }
}

#[test]
fn different_settings_of_services_on_one_clb_are_reported() {
    let other = |more: &[(String, String)]| {
        let all = [vec![annotation(&TKE_EXISTED_LBID, "lb-1")], more.to_vec()].concat();
        format!("---\n{}", service_yaml("other", &all, "  type: LoadBalancer\n  ports: [{port: 81}]\n"))
    };
    let local = "  type: LoadBalancer\n  externalTrafficPolicy: Local\n  ports: [{port: 80}]\n";
    let binding =
        service().with(&TKE_EXISTED_LBID, "lb-1").with(&LOCAL_ONLY_BIND_NODE_WITH_POD, "true").with_spec(local);
    binding.clone().beside(&other(&[])).assert_findings(&[(&LOCAL_ON_SHARED, "Local")]);
    binding.assert_no_findings();
    let groups = service().with(&TKE_EXISTED_LBID, "lb-1").with(&SECURITY_GROUPS, "sg-1");
    let findings = groups.clone().beside(&other(&[annotation(&SECURITY_GROUPS, "sg-2")]));
    findings.assert_findings(&[(&SHARED_DISAGREE, "'sg-1'")]);
    groups.beside(&other(&[annotation(&SECURITY_GROUPS, "sg-1")])).assert_no_findings();
}
