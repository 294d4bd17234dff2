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

/// Faults in `policy/mod.rs`: each part of what makes an object the Service under review is true of all objects, and a
/// Service that goes is not looked up among the live ones.
#[test]
fn a_rule_reads_the_labels_of_the_service_itself() {
    let named = |kind: &str, namespace: &str, name: &str, tier: &str| {
        // Without a node port, which no two Services can have.
        let port = "spec: {ports: [{name: http, port: 80, protocol: TCP, targetPort: 8080}]}";
        let base =
            if kind == "Service" { &format!("base: checkout, {port}") } else { "apiVersion: v1, kind: ConfigMap" };
        format!("{{{base}, metadata: {{namespace: {namespace}, name: {name}, labels: {{tier: {tier}}}}}}}")
    };
    let judged = |own: &str, others: &str| {
        let manifests = [
            named("ConfigMap", "shop", "checkout", others),
            named("Service", "staging", "checkout", others),
            named("Service", "shop", "aaa", others),
            named("Service", "shop", "checkout", own),
        ];
        let policy = "policy: {rules: [{name: rule, match: {labels: {tier: edge}}, deny: [exposes-publicly]}]}";
        let parts = RequestInYaml {
            manifests: &manifests.join("\n---\n"),
            clb: "[]",
            further: policy,
            ..RequestInYaml::default()
        };
        let plan = parts.plan();
        let violations = plan.answer()["policy"]["violations"].as_array().cloned().unwrap_or_default();
        violations.iter().any(|found| found["object"]["namespace"] == "shop" && found["object"]["name"] == "checkout")
    };
    assert!(judged("edge", "inside"));
    assert!(!judged("inside", "edge"));

    let of_live = |tier: &str| {
        let policy = "match: {labels: {tier: edge}}, deny: [deletes-load-balancer]";
        let further =
            format!("{{delete: [{{namespace: shop, name: checkout}}], policy: {{rules: [{{name: rule, {policy}}}]}}}}");
        let live = format!("{{base: checkout, metadata: {{labels: {{tier: {tier}}}}}}}");
        let plan =
            RequestInYaml { live: &live, clb: "[base: clb-managed]", further: &further, ..RequestInYaml::default() }
                .plan();
        !plan.violations().is_empty()
    };
    assert!(of_live("edge"));
    assert!(!of_live("inside"));
}

/// Faults in `policy/mod.rs`: of several rules the mildest verdict counts, or none.
#[test]
fn the_strictest_rule_decides() {
    let verdict = |rules: &str| {
        let further = format!("policy: {{rules: [{rules}]}}");
        let plan =
            RequestInYaml { manifests: "base: checkout", clb: "[]", further: &further, ..RequestInYaml::default() }
                .plan();
        plan.answer()["policy"]["verdict"].as_str().map(str::to_owned)
    };
    let deny = "{name: a, deny: [exposes-publicly]}";
    let warn = "{name: b, warn: [exposes-publicly]}";
    let silent = "{name: c, deny: [replaces-load-balancer]}";
    for (rules, expected) in [
        (format!("{deny}, {warn}, {silent}"), "deny"),
        (format!("{silent}, {warn}, {deny}"), "deny"),
        (format!("{warn}, {silent}"), "warn"),
        (silent.to_owned(), "allow"),
    ] {
        assert_eq!(verdict(&rules).as_deref(), Some(expected), "{rules}");
    }
}

/// Faults in `policy/mod.rs`: protection that the load balancer has, or that the cluster gives to a new one, does not count,
/// and what goes must be protected.
#[test]
fn protection_is_asked_of_what_stays_and_of_what_is_bought() {
    let rule = "policy: {rules: [{name: rule, deny: [lacks-modification-protection]}]}";
    let cloud = |protected: bool| {
        format!(
            "
loadBalancers: [base: clb-managed]
listeners: {{}}
operateProtect:
  - {{LoadBalancerId: lb-6efswuxa, ProtectState: {protected}, OperatorUin: '100012345678', Description: '', ModifyTime: '2026-03-02 08:14:05'}}
complete: true"
        )
    };
    let lacks = |parts: RequestInYaml<'_>| !parts.plan().violations().is_empty();
    let stays = |clb: &str| {
        lacks(RequestInYaml {
            live: "base: checkout",
            manifests: "base: checkout",
            clb,
            further: rule,
            ..RequestInYaml::default()
        })
    };
    assert!(!stays(&cloud(true)));
    assert!(stays(&cloud(false)));
    assert!(stays("[base: clb-managed]"));

    let goes = format!("{rule}\ndelete: [{{namespace: shop, name: checkout}}]");
    assert!(!lacks(RequestInYaml {
        live: "base: checkout",
        clb: &cloud(false),
        further: &goes,
        ..RequestInYaml::default()
    }));
    let inside = "{base: checkout, metadata: {annotations: null}, spec: {type: ClusterIP, externalTrafficPolicy: null,
        allocateLoadBalancerNodePorts: null, ports: [{name: http, port: 80, protocol: TCP, targetPort: 8080}]}}";
    assert!(!lacks(RequestInYaml { manifests: inside, clb: "[]", further: rule, ..RequestInYaml::default() }));

    let bought = |switch: &str| {
        let config = format!("controllerConfig: {{EnableDefaultModificationProtection: '{switch}'}}");
        let context = format!("{{controllerVersion: v2.11.1, {config}}}");
        lacks(RequestInYaml {
            manifests: "base: checkout",
            clb: "[]",
            context: &context,
            further: rule,
            ..RequestInYaml::default()
        })
    };
    assert!(!bought("true"));
    assert!(bought("false"));
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
