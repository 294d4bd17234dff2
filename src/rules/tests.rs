//! Each rule once raised and once not.

use super::codes::*;
use super::*;
use crate::diagnostic::CodeDef;
use crate::diagnostic::render::unfilled;
use crate::request::{ClusterType, Context, NetworkMode};
use crate::sorted_map::SortedMap;
use crate::syntax::{RequestPart, TextOrObjects, read};
use crate::tke::definition::TypedDefinition;
use crate::tke::definitions::backend::*;
use crate::tke::definitions::cluster_switches::*;
use crate::tke::definitions::controller_written::*;
use crate::tke::definitions::legacy::*;
use crate::tke::definitions::listener::*;
use crate::tke::definitions::load_balancer::*;
use crate::tke::definitions::tags::CREATED_BY;
use crate::tke::settings::Setting;

const TYPE: &str = "  type: LoadBalancer\n  ports: [{port: 80}]\n";

/// A Service under test and what is around it.
#[derive(Clone)]
struct Case {
    annotations: Vec<(String, String)>,
    spec: String,
    live: Option<Vec<(String, String)>>,
    others: String,
    context: Context,
}

fn service() -> Case {
    Case {
        annotations: Vec::new(),
        spec: TYPE.to_owned(),
        live: None,
        others: String::new(),
        context: Context::default(),
    }
}

fn pair<T>(key: &TypedDefinition<T>, value: &str) -> (String, String) {
    (key.name().to_owned(), value.to_owned())
}

fn text(name: &str, annotations: &[(String, String)], spec: &str) -> String {
    let lines: String = annotations.iter().map(|(name, value)| format!("    {name}: '{value}'\n")).collect();
    let annotations = if lines.is_empty() { String::new() } else { format!("  annotations:\n{lines}") };
    format!("apiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\n{annotations}spec:\n{spec}")
}

impl Case {
    fn with<T>(mut self, key: &TypedDefinition<T>, value: &str) -> Case {
        self.annotations.push(pair(key, value));
        self
    }

    fn named(mut self, name: &str) -> Case {
        self.annotations.push((name.to_owned(), "true".to_owned()));
        self
    }

    fn spec(mut self, spec: &str) -> Case {
        self.spec = spec.to_owned();
        self
    }

    fn live(mut self, annotations: &[(String, String)]) -> Case {
        self.live = Some(annotations.to_vec());
        self
    }

    fn among(mut self, others: &str) -> Case {
        self.others = others.to_owned();
        self
    }

    fn in_context(mut self, change: impl FnOnce(&mut Context)) -> Case {
        change(&mut self.context);
        self
    }

    fn manifest(&self) -> String {
        let own = text("web", &self.annotations, &self.spec);
        if self.others.is_empty() { own } else { format!("{own}---\n{}", self.others) }
    }

    fn found(&self) -> Vec<Diagnostic> {
        let manifest = self.manifest();
        let (all, faults) = read(&TextOrObjects::Text(manifest.clone()), RequestPart::Manifests);
        assert_eq!(faults, Vec::new(), "{manifest}");
        let live = self
            .live
            .as_ref()
            .map(|live| read(&TextOrObjects::Text(text("web", live, TYPE)), RequestPart::Live).0.remove(0));
        let (settings, _) = Settings::read(&all[0], &manifest);
        let live: Vec<KubernetesObject> = live.into_iter().collect();
        let validation = ValidationContext::read(&live, &all, &self.context);
        let found = check_annotations(&all[0], validation.live_service(&all[0]), &settings, &validation);
        assert_eq!(found.iter().flat_map(unfilled).collect::<Vec<_>>(), Vec::<String>::new());
        found
    }

    /// Exactly these findings, in this order: the code and the text it points at.
    #[track_caller]
    fn finds(&self, expected: &[(&'static CodeDef, &str)]) {
        let manifest = self.manifest();
        let location = |found: &Diagnostic| found.location.map(|location| location.span.slice(&manifest).to_owned());
        let found: Vec<_> = self.found().iter().map(|found| (found.code.name(), location(found).unwrap())).collect();
        let expected: Vec<_> = expected.iter().map(|(code, at)| (code.name(), (*at).to_owned())).collect();
        assert_eq!(found, expected, "{manifest}");
    }

    #[track_caller]
    fn finds_nothing(&self) {
        self.finds(&[]);
    }

    /// The manifest after the first correction of the first finding.
    fn corrected(&self) -> String {
        let mut manifest = self.manifest();
        let edit = self.found()[0].fixes[0].edits[0].clone();
        manifest.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        manifest
    }
}

/// A name of one of TKE's prefixes, with another ending or beginning.
fn misnamed<T>(key: &TypedDefinition<T>, from: &str, to: &str) -> String {
    let name = key.name().replacen(from, to, 1);
    assert_ne!(name, key.name());
    name
}

#[test]
fn unknown_names() {
    let typo = misnamed(&DIRECT_ACCESS, "access", "acess");
    let case = service().named(&typo);
    case.finds(&[(&MISTYPED_NAME, &typo)]);
    assert!(case.corrected().contains(&format!("    {}: 'true'", DIRECT_ACCESS.name())));
    let far = misnamed(&DIRECT_ACCESS, "direct-access", "something-else");
    service().named(&far).finds(&[(&UNKNOWN_NAME, &far)]);
    service().named("example.com/direct-access").finds_nothing();
    service().named("prometheus.io/scrape").finds_nothing();
    service().named("service.kubernetes.io/topology-mode").finds_nothing();
}

#[test]
fn wrong_prefixes() {
    let wrong = misnamed(&LOCAL_ONLY_BIND_NODE_WITH_POD, "service.kubernetes.io", "service.cloud.tencent.com");
    let case = service().named(&wrong);
    case.finds(&[(&WRONG_PREFIX, &wrong)]);
    assert!(case.corrected().contains(LOCAL_ONLY_BIND_NODE_WITH_POD.name()));
    let ingress = misnamed(&DIRECT_ACCESS, "service", "ingress");
    service().named(&ingress).finds(&[(&WRONG_PREFIX, &ingress)]);
    service().named("direct-access").finds(&[(&WRONG_PREFIX, "direct-access")]);
    service().named("mode").finds_nothing();
}

#[test]
fn inventions_and_other_clouds() {
    let invented = misnamed(&DIRECT_ACCESS, "direct-access", "health-check-path");
    service().named(&invented).finds(&[(&INVENTED_NAME, &invented)]);
    let aws = "service.beta.kubernetes.io/aws-load-balancer-type";
    service().named(aws).finds(&[(&OTHER_CLOUD, aws)]);
}

#[test]
fn what_the_controller_writes() {
    let case = service().with(&LOADBALANCE_ID, "lb-1");
    case.finds(&[(&READ_ONLY, LOADBALANCE_ID.name())]);
    assert!(!case.corrected().contains(LOADBALANCE_ID.name()));
    case.clone().live(&[pair(&LOADBALANCE_ID, "lb-1")]).finds_nothing();
    case.live(&[pair(&LOADBALANCE_ID, "lb-2")]).finds(&[(&READ_ONLY, LOADBALANCE_ID.name())]);
}

#[test]
fn a_copied_token() {
    const TOKEN: &str = "5f0c1f0e-6a43-4f0e-9c57-9d1d6b1c2a77";
    let other = text("first", &[pair(&CLIENT_TOKEN, TOKEN)], TYPE);
    let case = service().with(&CLIENT_TOKEN, TOKEN).among(&other);
    let quoted = format!("'{TOKEN}'");
    case.finds(&[(&READ_ONLY, CLIENT_TOKEN.name()), (&COPIED_TOKEN, &quoted)]);
    case.live(&[pair(&CLIENT_TOKEN, TOKEN)]).finds_nothing();
}

#[test]
fn old_and_uncertain_names() {
    let case = service().with(&INTERNET_CHARGE_TYPE_ALIAS, "TRAFFIC_POSTPAID_BY_HOUR");
    case.finds(&[(&DEPRECATED, INTERNET_CHARGE_TYPE_ALIAS.name())]);
    assert!(case.corrected().contains(INTERNET_CHARGE_TYPE.name()));
    let number = service().with(&INTERNAL_NUMBER, "12345");
    assert_eq!(number.found()[0].fixes, Vec::new(), "a number is no subnet id");
    service().with(&LOADBALANCE_TYPE, "classic").finds(&[(&REMOVAL_ANNOUNCED, LOADBALANCE_TYPE.name())]);
    service().with(&OLD_KIND, "classic").finds(&[(&LEGACY, OLD_KIND.name())]);
    service().with(&DELETION_PROTECTION, "true").finds(&[(&UNPROVEN, DELETION_PROTECTION.name())]);
    let source = service().with(&LOADBALANCER_SOURCE_ENDPOINTS, r#"{"name":"a"}"#);
    source.finds(&[(&UNDOCUMENTED, LOADBALANCER_SOURCE_ENDPOINTS.name())]);
    service().with(&DIRECT_ACCESS, "true").finds_nothing();
}

#[test]
fn too_new_for_the_controller() {
    let version =
        |version: &'static str| move |context: &mut Context| context.controller_version = Some(version.to_owned());
    let case = service().with(&MODE, "skip");
    case.clone().in_context(version("v2.9.1")).finds(&[(&TOO_NEW, MODE.name())]);
    case.clone().in_context(version("v2.10.0")).finds_nothing();
    case.finds_nothing();
    let twin = service().with(&PASS_TO_TARGET, "true");
    twin.clone().in_context(version("v1.8.2")).finds(&[(&PROBABLY_TOO_NEW, PASS_TO_TARGET.name())]);
    let data = SortedMap::from_iter([(VERSION.name().to_owned(), "v1.0.0".to_owned())]);
    let by_switch = |context: &mut Context| context.controller_config = Some(data);
    twin.in_context(by_switch).finds(&[(&PROBABLY_TOO_NEW, PASS_TO_TARGET.name())]);
}

#[test]
fn edits_without_effect() {
    let parameters = [pair(&EXTENSIVE_PARAMETERS, r#"{"Vip":"1.1.1.1"}"#)];
    let case = service().with(&EXTENSIVE_PARAMETERS, r#"{"Vip":"1.1.1.2"}"#);
    case.clone().live(&parameters).finds(&[(&WITHOUT_EFFECT, r#"'{"Vip":"1.1.1.2"}'"#)]);
    case.clone().live(&[]).finds(&[(&WITHOUT_EFFECT, r#"'{"Vip":"1.1.1.2"}'"#)]);
    case.clone().finds_nothing();
    service().live(&parameters).finds(&[(&WITHOUT_EFFECT, "name")]);
    case.with(&INTERNAL_SUBNETID, "subnet-1").live(&parameters).finds_nothing();
    let renamed =
        service().with(&INTERNET_MAX_BANDWIDTH_OUT, "10").with(&INTERNET_CHARGE_TYPE, "TRAFFIC_POSTPAID_BY_HOUR");
    let old =
        [pair(&INTERNET_MAX_BANDWIDTH_OUT_ALIAS, "10"), pair(&INTERNET_CHARGE_TYPE_ALIAS, "TRAFFIC_POSTPAID_BY_HOUR")];
    renamed.live(&old).finds_nothing();
}

#[test]
fn target_groups_are_one_way() {
    let live = [pair(&TARGET_GROUPS, r#"[{"protocol":"TCP","port":80}]"#), pair(&DIRECT_ACCESS, "true")];
    service().with(&DIRECT_ACCESS, "true").live(&live).finds(&[(&CANNOT_GO_BACK, "annotations")]);
    let both = service().with(&DIRECT_ACCESS, "true").with(&TARGET_GROUPS, r#"[{"protocol":"TCP","port":80}]"#);
    both.live(&live).finds_nothing();
}

#[test]
fn what_goes_together() {
    let alone = service().with(&INTERNET_MAX_BANDWIDTH_OUT, "10");
    alone.finds(&[(&REQUIRES, INTERNET_MAX_BANDWIDTH_OUT.name())]);
    alone.with(&INTERNET_CHARGE_TYPE, "TRAFFIC_POSTPAID_BY_HOUR").finds_nothing();
    let local = "  type: LoadBalancer\n  externalTrafficPolicy: Local\n  ports: [{port: 80}]\n";
    let weighted = service().with(&LOCAL_WEIGHTED_BALANCE, "true").spec(local);
    weighted.finds(&[(&REQUIRES, LOCAL_WEIGHTED_BALANCE.name()), (&LOCAL_BINDS_ALL_NODES, "Local")]);
    weighted.clone().with(&LOCAL_ONLY_BIND_NODE_WITH_POD, "true").finds_nothing();
    service().with(&CROSS_REGION_ID, "ap-guangzhou").finds(&[(&CROSS_REGION_ALONE, CROSS_REGION_ID.name())]);
    service()
        .with(&CROSS_REGION_ID, "ap-guangzhou")
        .with(&CROSS_VPC_ID, "vpc-1")
        .finds(&[(&NEEDS_CCN, CROSS_VPC_ID.name())]);
}

#[test]
fn what_excludes_each_other() {
    let both = service().with(&TKE_SERVICE_CONFIG, "web").with(&TKE_SERVICE_CONFIG_AUTO, "true");
    both.finds(&[(&CONFLICT, TKE_SERVICE_CONFIG.name())]);
    service().with(&TKE_SERVICE_CONFIG, "web").with(&TKE_SERVICE_CONFIG_AUTO, "false").finds_nothing();
    let skip = service().with(&MODE, "skip").with(&MODIFICATION_PROTECTION, "true");
    skip.finds(&[(&CONFLICT, MODE.name())]);
}

#[test]
fn what_is_for_one_situation() {
    let grace = service().with(&ENABLE_GRACE_SHUTDOWN, "true");
    grace.finds(&[(&NEEDS_DIRECT_ACCESS, ENABLE_GRACE_SHUTDOWN.name())]);
    grace.clone().with(&DIRECT_ACCESS, "true").finds_nothing();
    let by_default = SortedMap::from_iter([(ENABLE_DEFAULT_DIRECT_ACCESS.name().to_owned(), "true".to_owned())]);
    grace.clone().in_context(|context| context.controller_config = Some(by_default)).finds_nothing();
    grace.in_context(|context| context.cluster_type = Some(ClusterType::Serverless)).finds_nothing();
    let label = service().with(&BACKENDS_LABEL, "group=a").with(&DIRECT_ACCESS, "true");
    label.finds(&[(&NEEDS_NODE_PORT, BACKENDS_LABEL.name())]);
    let policy = service().with(&LOCAL_ONLY_BIND_NODE_WITH_POD, "true");
    policy.finds(&[(&NEEDS_LOCAL_POLICY, LOCAL_ONLY_BIND_NODE_WITH_POD.name())]);
    let share = service().with(&TKE_EXISTED_LBID, "lb-1").with(&QCLOUD_SHARE_EXISTED_LB, "true");
    share.finds_nothing();
    let managed = share.in_context(|context| context.cluster_type = Some(ClusterType::Managed));
    managed.finds(&[(&SERVERLESS_ONLY, QCLOUD_SHARE_EXISTED_LB.name())]);
}

#[test]
fn beside_an_existing_clb_the_network_is_not_ours() {
    let case = service().with(&TKE_EXISTED_LBID, "lb-1").with(&INTERNAL_SUBNETID, "subnet-1");
    case.finds(&[(&IGNORED_WITH_EXISTING, INTERNAL_SUBNETID.name())]);
    service().with(&INTERNAL_SUBNETID, "subnet-1").finds_nothing();
    let charged = service()
        .with(&INTERNAL_SUBNETID, "subnet-1")
        .with(&INTERNET_CHARGE_TYPE, "TRAFFIC_POSTPAID_BY_HOUR")
        .with(&INTERNET_MAX_BANDWIDTH_OUT, "1");
    let (kind, bandwidth) = (INTERNET_CHARGE_TYPE.name(), INTERNET_MAX_BANDWIDTH_OUT.name());
    charged.finds(&[(&PUBLIC_ONLY, kind), (&PUBLIC_ONLY, bandwidth)]);
}

#[test]
fn a_local_policy_binds_every_node() {
    let local = "  type: LoadBalancer\n  externalTrafficPolicy: Local\n  ports: [{port: 80}]\n";
    service().spec(local).finds(&[(&LOCAL_BINDS_ALL_NODES, "Local")]);
    service().spec(local).with(&LOCAL_ONLY_BIND_NODE_WITH_POD, "true").finds_nothing();
    service().spec(local).with(&DIRECT_ACCESS, "true").finds_nothing();
}

#[test]
fn a_local_policy_sees_pods_of_its_own_kind_of_node() {
    let local = "  type: LoadBalancer\n  externalTrafficPolicy: Local\n  ports: [{port: 80}]\n";
    let case = service().spec(local).with(&LOCAL_ONLY_BIND_NODE_WITH_POD, "true");
    let node = |name: &str, labels: &str| {
        format!("---\n{{apiVersion: v1, kind: Node, metadata: {{name: {name}, labels: {{{labels}}}}}}}\n")
    };
    let both = node("eklet-1", "node.kubernetes.io/instance-type: eklet") + &node("n1", "");
    case.clone().among(&both).finds(&[(&LOCAL_WITH_SUPER_NODES, "Local")]);
    case.clone().among(&node("n1", "")).finds_nothing();
    case.among(&node("eklet-1", "node.kubernetes.io/instance-type: eklet")).finds_nothing();
    service().spec(local).with(&DIRECT_ACCESS, "true").among(&both).finds_nothing();
}

#[test]
fn a_region_is_held_against_the_known_ones() {
    let region = |name| service().with(&CROSS_REGION_ID, name).with(&TKE_EXISTED_LBID, "lb-1");
    let slip = region("ap-guangzhuo");
    let through = (&NEEDS_CCN, CROSS_REGION_ID.name());
    slip.finds(&[(&MISTYPED_REGION, "'ap-guangzhuo'"), through]);
    assert!(slip.corrected().contains("ap-guangzhou"));
    region("ap-guangzhou").finds(&[through]);
    region("ap-hangzhou").finds(&[through]);
}

#[test]
fn tags_are_no_annotations() {
    service().named(CREATED_BY.name()).finds(&[(&TAG_NAME, CREATED_BY.name())]);
}

#[test]
fn equal_target_ports_clash_only_between_pods() {
    let spec = "  type: LoadBalancer\n  ports: [{port: 80, targetPort: 8080}, {port: 81, targetPort: 8080}]\n";
    let direct = service().spec(spec).with(&DIRECT_ACCESS, "true");
    direct.finds(&[(&EQUAL_TARGET_PORTS, "8080")]);
    service().spec(spec).finds_nothing();
    let other = r#"{"81":{"protocol":["UDP"]}}"#;
    direct.with(&SPECIFY_PROTOCOL, other).finds_nothing();
}

#[test]
fn protocols_of_one_service() {
    let mixed = "  type: LoadBalancer\n  ports: [{port: 53, protocol: TCP}, {port: 54, protocol: UDP}]\n";
    service().spec(mixed).finds(&[(&MIXED_PROTOCOLS, "UDP")]);
    service().spec(mixed).with(&DIRECT_ACCESS, "true").finds_nothing();
    let udp = service().with(&SPECIFY_PROTOCOL, r#"{"80":{"protocol":["UDP"]}}"#);
    udp.finds(&[(&OTHER_FAMILY, r#"["UDP"]"#)]);
    udp.with(&DIRECT_ACCESS, "true").finds_nothing();
    let clash = service().with(&SPECIFY_PROTOCOL, r#"{"80":{"protocol":["TCP","HTTP"],"hosts":{"a.com":{}}}}"#);
    clash.finds(&[(&PROTOCOLS_CLASH, r#"["TCP","HTTP"]"#)]);
    let hosts = service().with(&SPECIFY_PROTOCOL, r#"{"80":{"protocol":["TCP"],"hosts":{"a.com":{}}}}"#);
    hosts.finds(&[(&HOSTS_WITHOUT_HTTP, r#""a.com""#)]);
}

#[test]
fn ports_that_are_not_there() {
    let case = service().with(&SPECIFY_PROTOCOL, r#"{"81":{"protocol":["TCP"]}}"#);
    case.finds(&[(&PORT_NOT_IN_SPEC, r#""81""#)]);
    let group = r#"[{"protocol":"TCP","port":81}]"#;
    let groups = service().with(&TARGET_GROUPS, group).with(&DIRECT_ACCESS, "true");
    groups.finds(&[(&PORT_NOT_IN_SPEC, r#"{"protocol":"TCP","port":81}"#)]);
    service().with(&SPECIFY_PROTOCOL, r#"{"80":{"protocol":["TCP"]}}"#).finds_nothing();
}

fn secret(name: &str, key: &str) -> String {
    format!("apiVersion: v1\nkind: Secret\nmetadata: {{name: {name}}}\nstringData: {{{key}: x}}\n")
}

#[test]
fn certificates_come_from_secrets() {
    let case = service().with(&SPECIFY_PROTOCOL, r#"{"80":{"protocol":["TCP_SSL"],"tls":"cert"}}"#);
    case.finds_nothing();
    case.clone().among(&secret("other", CERTIFICATE_ID.name())).finds(&[(&SECRET_MISSING, r#""cert""#)]);
    case.clone().among(&secret("cert", "tls.crt")).finds(&[(&SECRET_WITHOUT_CERTIFICATE, r#""cert""#)]);
    case.among(&secret("cert", CERTIFICATE_ID.name())).finds_nothing();
}

#[test]
fn a_selector_must_select_something() {
    let node = "apiVersion: v1\nkind: Node\nmetadata: {name: n1, labels: {group: a}}\n";
    let case = service().with(&BACKENDS_LABEL, "group=b");
    case.finds_nothing();
    case.among(node).finds(&[(&SELECTS_NO_NODE, "'group=b'")]);
    service().with(&BACKENDS_LABEL, "group=a").among(node).finds_nothing();
}

#[test]
fn direct_access_needs_its_switch() {
    let off = SortedMap::from_iter([(GLOBAL_ROUTE_DIRECT_ACCESS.name().to_owned(), "false".to_owned())]);
    let routed = |mode| {
        let data = off.clone();
        move |context: &mut Context| {
            context.controller_config = Some(data);
            context.network_modes = Some(vec![mode]);
        }
    };
    let case = service().with(&DIRECT_ACCESS, "true");
    case.clone().in_context(routed(NetworkMode::GlobalRouter)).finds(&[(&NO_DIRECT_ACCESS_SWITCH, "'true'")]);
    case.in_context(routed(NetworkMode::VpcCni)).finds_nothing();
}

#[test]
fn session_affinity_stays_in_the_cluster() {
    let spec = "  type: LoadBalancer\n  sessionAffinity: ClientIP\n  ports: [{port: 80}]\n";
    service().spec(spec).finds(&[(&SESSION_AFFINITY, "ClientIP")]);
    service().spec(&spec.replace("ClientIP", "None")).finds_nothing();
}

#[test]
fn services_on_one_clb_share_no_port() {
    let other = |name: &str, spec: &str| text(name, &[pair(&TKE_EXISTED_LBID, "lb-1")], spec);
    let case = service().with(&TKE_EXISTED_LBID, "lb-1");
    // Of two new ones it is said of the second; of one that has the port it is said of the other.
    case.clone().among(&other("api", TYPE)).finds(&[(&SHARED_PORT_CLASH, "80")]);
    case.clone().among(&other("zoo", TYPE)).finds_nothing();
    case.clone().live(&[pair(&TKE_EXISTED_LBID, "lb-1")]).among(&other("api", TYPE)).finds_nothing();
    case.clone()
        .live(&[pair(&TKE_EXISTED_LBID, "lb-2")])
        .among(&other("api", TYPE))
        .finds(&[(&SHARED_PORT_CLASH, "80")]);
    let udp = "  type: LoadBalancer\n  ports: [{port: 80, protocol: UDP}]\n";
    case.among(&other("api", udp)).finds_nothing();
    service().with(&TKE_EXISTED_LBID, "lb-2").among(&other("api", TYPE)).finds_nothing();
}

#[test]
fn a_port_that_another_service_gives_up_is_free() {
    let of = |name: &str, port: u16| {
        text(name, &[pair(&TKE_EXISTED_LBID, "lb-1")], &format!("  type: LoadBalancer\n  ports: [{{port: {port}}}]\n"))
    };
    let read = |text: String, origin| read(&TextOrObjects::Text(text), origin).0;
    let live = read(of("api", 80), RequestPart::Live);
    let clashes = |port| {
        let manifests = read(format!("{}---\n{}", of("web", 80), of("api", port)), RequestPart::Manifests);
        let context = Context::default();
        let validation = ValidationContext::read(&live, &manifests, &context);
        let settings = Settings::read_silently(&manifests[0]);
        let found = check_annotations(&manifests[0], None, &settings, &validation);
        found.iter().filter(|found| found.code.name() == SHARED_PORT_CLASH.name()).count()
    };
    assert_eq!((clashes(80), clashes(81)), (1, 0));
}

#[test]
fn a_port_that_several_ask_for_goes_to_one() {
    let of = |name: &str, more: &[(String, String)]| {
        text(
            name,
            &[&[pair(&TKE_EXISTED_LBID, "lb-1")], more].concat(),
            "  type: LoadBalancer\n  ports: [{port: 80}]\n",
        )
    };
    let says = pair(&LOADBALANCE_ID, "lb-1");
    // What is live, and the Service that the others give way to.
    for (live, owner) in [
        (vec![], "default/api"),
        (vec![of("zoo", &[])], "default/zoo"),
        (vec![of("web", &[]), of("zoo", &[])], "default/web"),
        (vec![of("web", &[]), of("zoo", std::slice::from_ref(&says))], "default/zoo"),
        (vec![of("zoo", &[pair(&LOADBALANCE_ID, "lb-2")])], "default/api"),
    ] {
        let live = read(&TextOrObjects::Text(live.join("---\n")), RequestPart::Live).0;
        let manifests = [of("api", &[]), of("web", &[]), of("zoo", &[])].join("---\n");
        let manifests = read(&TextOrObjects::Text(manifests), RequestPart::Manifests).0;
        let context = Context::default();
        let validation = ValidationContext::read(&live, &manifests, &context);
        let given_way = manifests.iter().flat_map(|service| {
            let found = check_annotations(service, None, &Settings::read_silently(service), &validation);
            let clashes = found.into_iter().filter(|found| found.code.name() == SHARED_PORT_CLASH.name());
            clashes.flat_map(|found| found.args.clone()).filter(|(word, _)| *word == "other").map(|(_, name)| name)
        });
        assert_eq!(given_way.collect::<Vec<_>>(), [owner, owner]);
    }
}

#[test]
fn a_service_without_a_clb() {
    let spec = "  type: ClusterIP\n  ports: [{port: 80}]\n";
    let case = service().spec(spec).with(&PASS_TO_TARGET, "true").with(&SECURITY_GROUPS, "sg-1");
    case.finds(&[(&NO_LOAD_BALANCER, PASS_TO_TARGET.name())]);
    service().spec(spec).finds_nothing();
    case.clone().spec(&spec.replace("ClusterIP", "Loadbalancer")).finds_nothing();
    case.in_context(|context| context.cluster_type = Some(ClusterType::Serverless)).finds_nothing();
    let groups = |group| service().spec(spec).with(&TARGET_GROUPS, group);
    groups(r#"[{"protocol":"TCP","port":80,"name":"a"}]"#).finds_nothing();
    let nameless = r#"{"protocol":"TCP","port":80}"#;
    groups(&format!("[{nameless}]")).finds(&[(&crate::tke::codes::JSON_MISSING, nameless)]);
}

#[test]
fn an_unreadable_value_is_not_taken_for_a_default() {
    let case = service().with(&DIRECT_ACCESS, "yes").with(&ENABLE_GRACE_SHUTDOWN, "true");
    case.finds_nothing();
    let (all, _) = read(&TextOrObjects::Text(case.manifest()), RequestPart::Manifests);
    assert_eq!(Settings::read(&all[0], "").0.get(&DIRECT_ACCESS), Setting::Invalid);
}

#[test]
fn services_on_one_clb_agree() {
    let other = |more: &[(String, String)]| {
        let all = [vec![pair(&TKE_EXISTED_LBID, "lb-1")], more.to_vec()].concat();
        format!("---\n{}", text("other", &all, "  type: LoadBalancer\n  ports: [{port: 81}]\n"))
    };
    let local = "  type: LoadBalancer\n  externalTrafficPolicy: Local\n  ports: [{port: 80}]\n";
    let binding = service().with(&TKE_EXISTED_LBID, "lb-1").with(&LOCAL_ONLY_BIND_NODE_WITH_POD, "true").spec(local);
    binding.clone().among(&other(&[])).finds(&[(&LOCAL_ON_SHARED, "Local")]);
    binding.finds_nothing();
    let groups = service().with(&TKE_EXISTED_LBID, "lb-1").with(&SECURITY_GROUPS, "sg-1");
    let findings = groups.clone().among(&other(&[pair(&SECURITY_GROUPS, "sg-2")]));
    findings.finds(&[(&SHARED_DISAGREE, "'sg-1'")]);
    groups.among(&other(&[pair(&SECURITY_GROUPS, "sg-1")])).finds_nothing();
}

#[test]
fn a_clb_has_room_for_its_quota_of_listeners() {
    let two = service().spec("  type: LoadBalancer\n  ports: [{port: 80}, {port: 81}]\n");
    let quota = |listeners| {
        move |context: &mut Context| {
            context.quotas = Some(crate::request::Quotas { listeners_per_clb: Some(listeners), ..Default::default() });
        }
    };
    two.clone().in_context(quota(1)).finds(&[(&TOO_MANY_LISTENERS, "{port: 81}")]);
    two.clone().in_context(quota(2)).finds_nothing();
    two.finds_nothing();
}

#[test]
fn another_vpc_is_reached_through_a_ccn() {
    let cross = service().with(&CROSS_VPC_ID, "vpc-1");
    cross.clone().finds(&[(&NEEDS_CCN, CROSS_VPC_ID.name())]);
    cross.in_context(|context| context.vpc_id = Some("vpc-1".to_owned())).finds_nothing();
}

#[test]
fn a_selector_is_held_against_the_pods_given() {
    let spec = "  type: LoadBalancer\n  selector: {app: web}\n  ports: [{port: 80}]\n";
    let pod = |namespace: &str, app: &str| {
        format!(
            "---\n{{apiVersion: v1, kind: Pod, metadata: {{name: a, namespace: {namespace}, labels: {{app: {app}}}}}}}\n"
        )
    };
    service().spec(spec).among(&pod("default", "api")).finds(&[(&SELECTS_NO_POD, "{app: web}")]);
    service().spec(spec).among(&pod("default", "web")).finds_nothing();
    service().spec(spec).among(&pod("other", "api")).finds_nothing();
}

#[test]
fn pods_on_the_network_of_their_node_are_not_bound_directly() {
    let spec = "  type: LoadBalancer\n  selector: {app: web}\n  ports: [{port: 80}]\n";
    let pod = |host| {
        format!(
            "---\n{{apiVersion: v1, kind: Pod, metadata: {{name: a, labels: {{app: web}}}}, spec: {{hostNetwork: {host}}}}}\n"
        )
    };
    let direct = service().spec(spec).with(&DIRECT_ACCESS, "true");
    direct.clone().among(&pod(true)).finds(&[(&HOST_NETWORK, "'true'")]);
    direct.among(&pod(false)).finds_nothing();
    service().spec(spec).among(&pod(true)).finds_nothing();
    let switch = SortedMap::from_iter([(ENABLE_DEFAULT_DIRECT_ACCESS.name().to_owned(), "true".to_owned())]);
    let by_switch = service().spec(spec).in_context(|context| context.controller_config = Some(switch));
    by_switch.among(&pod(true)).finds(&[(&HOST_NETWORK, "{app: web}")]);
}
