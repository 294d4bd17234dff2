//! What a policy objects to, and which findings are shown.

use crate::request_builder::{RequestInYaml, report};

/// The violations of a Service with this metadata by this rule.
fn violations(metadata: &str, rule: &str) -> Vec<String> {
    let manifests = format!("{{base: checkout, metadata: {{{metadata}}}}}");
    let further = format!("policy: {{rules: [{{name: rule, {rule}}}]}}");
    let plan = RequestInYaml { manifests: &manifests, clb: "[]", further: &further, ..RequestInYaml::default() }.plan();
    plan.violations().into_iter().map(str::to_owned).collect()
}

/// Fault in `policy/mod.rs`: one of a rule's labels is enough.
#[test]
fn a_rule_is_about_services_with_all_of_its_labels() {
    let rule = "match: {labels: {tier: edge, team: net}}, deny: [exposes-publicly]";
    assert_eq!(violations("labels: {tier: edge, team: net}", rule), ["policy/exposes-publicly"]);
    assert!(violations("labels: {tier: edge}", rule).is_empty());
    assert!(violations("labels: {tier: edge, team: shop}", rule).is_empty());
}

/// Fault in `policy/mod.rs`: a value of the annotation that cannot be read counts as protection.
#[test]
fn protection_that_cannot_be_read_is_none() {
    let protected = |value: &str| {
        let metadata = format!("annotations: {{service.cloud.tencent.com/modification-protection: '{value}'}}");
        violations(&metadata, "deny: [lacks-modification-protection]").is_empty()
    };
    assert!(protected("true"));
    assert!(!protected("false"));
    assert!(!protected("maybe"));
}

/// Fault in `policy/mod.rs`: the limit itself is a violation.
#[test]
fn a_bandwidth_limit_may_be_reached_and_not_exceeded() {
    let violates = |limit: u32| {
        let metadata = "annotations: {service.kubernetes.io/qcloud-loadbalancer-internet-charge-type: \
                        TRAFFIC_POSTPAID_BY_HOUR, service.kubernetes.io/qcloud-loadbalancer-internet-max-bandwidth-out: '200'}";
        !violations(metadata, &format!("deny: [{{exceeds-bandwidth: {limit}}}]")).is_empty()
    };
    assert!(!violates(200));
    assert!(violates(199));
}

/// Fault in `suppress/mod.rs`: an annotation also suppresses findings about a Service of that name in another
/// namespace.
#[test]
fn a_suppression_is_about_one_service() {
    let service = |namespace: &str, ignore: &str| {
        format!(
            "
apiVersion: v1
kind: Service
metadata:
  name: checkout
  namespace: {namespace}
  annotations: {{service.kubernetes.io/qcloud-loadbalancer-clusterid: cls-xxxxxxxx{ignore}}}
spec: {{type: LoadBalancer, selector: {{app: checkout}}, ports: [{{port: 80}}]}}"
        )
    };
    let manifests =
        format!("{}\n---\n{}", service("shop", ", clbplan/ignore: annotation/legacy"), service("staging", ""));
    let found = report(&manifests, &[]);
    let legacy: Vec<&String> = found.iter().filter(|finding| finding.starts_with("annotation/legacy")).collect();
    assert_eq!(legacy, ["annotation/legacy staging/checkout"]);
}
