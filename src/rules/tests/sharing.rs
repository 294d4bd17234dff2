//! Several Services on one CLB.

use super::*;
use crate::rules::codes::*;
use crate::tke::definitions::backend::*;
use crate::tke::definitions::load_balancer::*;

#[test]
fn different_settings_of_services_on_one_clb_are_reported() {
    let other = |more: &[(String, String)]| {
        let all = [vec![annotation(&TKE_EXISTED_LBID, "lb-a1b2c3d1")], more.to_vec()].concat();
        format!("---\n{}", service_yaml("other", &all, "  type: LoadBalancer\n  ports: [{port: 81}]\n"))
    };
    let local = "  type: LoadBalancer\n  externalTrafficPolicy: Local\n  ports: [{port: 80}]\n";
    let binding =
        service().with(&TKE_EXISTED_LBID, "lb-a1b2c3d1").with(&LOCAL_ONLY_BIND_NODE_WITH_POD, "true").with_spec(local);
    binding.clone().beside(&other(&[])).assert_findings(&[(&LOCAL_ON_SHARED, "Local")]);
    binding.assert_no_findings();
    let groups = service().with(&TKE_EXISTED_LBID, "lb-a1b2c3d1").with(&SECURITY_GROUPS, "sg-a1b2c3d1");
    let findings = groups.clone().beside(&other(&[annotation(&SECURITY_GROUPS, "sg-a1b2c3d2")]));
    findings.assert_findings(&[(&SHARED_DISAGREE, "'sg-a1b2c3d1'")]);
    groups.beside(&other(&[annotation(&SECURITY_GROUPS, "sg-a1b2c3d1")])).assert_no_findings();
}
