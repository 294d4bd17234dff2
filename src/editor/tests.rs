use super::*;
use crate::syntax::parse_json;
use crate::tke::{DIRECT_ACCESS, IGNORE, LOADBALANCE_ID, LOADBALANCE_TYPE, SPECIFY_PROTOCOL, TKE_EXISTED_LBID};

const HEAD: &str = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n";

/// `|` is the cursor.
fn request(marked: &str) -> EditorRequest {
    let at = marked.find('|').unwrap();
    EditorRequest {
        text: marked.replacen('|', "", 1),
        position: CursorPosition(Cursor { offset: Some(number(at)), line: None, column: None }),
        position_encoding: PositionEncoding::Utf8,
        context: Context::default(),
        locale: Locale::En,
    }
}

fn labels(marked: &str) -> Vec<String> {
    complete(&request(marked)).items.into_iter().map(|item| item.label).collect()
}

/// The text after the completion of that label was applied.
#[track_caller]
fn text_after_completion(marked: &str, label: &str) -> String {
    let request = request(marked);
    let items = complete(&request).items;
    let item = items.iter().find(|item| item.label == label).unwrap_or_else(|| panic!("{label}: {items:?}"));
    let mut text = request.text.clone();
    text.replace_range(item.edit.start.offset as usize..item.edit.end.offset as usize, &item.edit.text);
    text
}

#[track_caller]
fn hovered_text_and_contents(marked: &str) -> (String, String) {
    let request = request(marked);
    let hover = hover(&request).unwrap();
    let range = hover.range.start.offset as usize..hover.range.end.offset as usize;
    (request.text.get(range).unwrap().to_owned(), hover.contents)
}

#[test]
fn annotations_are_completed_by_any_part_of_their_name() {
    let name = DIRECT_ACCESS.name();
    for (before, after) in [
        ("  annotations:\n    direct-ac|\n", format!("  annotations:\n    {name}: \n")),
        (
            "  annotations:\n    direct-ac|\nspec:\n  type: LoadBalancer\n",
            format!("  annotations:\n    {name}: \nspec:\n  type: LoadBalancer\n"),
        ),
        ("  annotations:\n    a: b\n    direct-ac|\n", format!("  annotations:\n    a: b\n    {name}: \n")),
        ("  annotations:\n    direct-ac|: \"true\"\n", format!("  annotations:\n    {name}: \"true\"\n")),
        ("  annotations: {direct-ac|}\n", format!("  annotations: {{{name}: }}\n")),
        ("  annotations: {a: b, \"direct-ac|\"}\n", format!("  annotations: {{a: b, {name}: }}\n")),
    ] {
        assert_eq!(text_after_completion(&format!("{HEAD}{before}"), name), format!("{HEAD}{after}"));
    }
}

#[test]
fn an_incomplete_text_is_read_by_indentation() {
    let name = DIRECT_ACCESS.name();
    let broken = "spec:\n  ports: [\n";
    let marked = format!("{HEAD}  annotations:\n    direct-ac|\n{broken}");
    assert_eq!(text_after_completion(&marked, name), format!("{HEAD}  annotations:\n    {name}: \n{broken}"));
    let marked = format!("{HEAD}  annotations:\n    {name}: |\n{broken}");
    assert_eq!(text_after_completion(&marked, "true"), format!("{HEAD}  annotations:\n    {name}: \"true\"\n{broken}"));
    assert_eq!(
        labels("kind: Service\nmetadata: {\nspec:\n  ports:\n  - port: 80\n    protocol: |\n"),
        ["TCP", "UDP", "SCTP"]
    );
    assert!(
        !labels("kind: Service\nmetadata: {\nspec:\n  ports:\n  - port: 80\n    |\n    name: x\n")
            .contains(&"name".to_owned())
    );
}

#[test]
fn existing_keys_are_not_offered_and_unproven_names_come_last() {
    let name = DIRECT_ACCESS.name();
    let offered = labels(&format!("{HEAD}  annotations:\n    {name}: \"true\"\n    |\n"));
    assert!(!offered.contains(&name.to_owned()));
    assert!(!offered.contains(&LOADBALANCE_ID.name().to_owned()), "the controller writes it");
    let position_of = |name: &str| offered.iter().position(|label| label == name).unwrap();
    assert!(position_of(TKE_EXISTED_LBID.name()) < position_of(LOADBALANCE_TYPE.name()));
    assert_eq!(
        position_of("service.kubernetes.io/service.listenerParameters").cmp(&(offered.len() / 2)),
        std::cmp::Ordering::Greater
    );
}

#[test]
fn annotations_of_newer_controllers_come_last() {
    let context = Context { controller_version: Some("v2.0.0".to_owned()), ..Context::default() };
    let request =
        EditorRequest { context, ..request(&format!("{HEAD}  annotations:\n    service.cloud.tencent.com/|\n")) };
    let items = complete(&request).items;
    assert!(items.last().unwrap().detail.starts_with("≥ v2."), "{items:?}");
    assert!(!items.first().unwrap().detail.starts_with('≥'));
}

#[test]
fn suppressible_codes_are_appended_to_the_list() {
    let (name, legacy) = (IGNORE.name(), crate::rules::codes::LEGACY.name());
    let head = format!("{HEAD}  annotations:\n    {name}: ");
    assert_eq!(text_after_completion(&format!("{head}lega|\n"), legacy), format!("{head}{legacy}\n"));
    let both = format!("plan/x,{legacy}");
    assert_eq!(
        text_after_completion(&format!("{head}\"plan/x,annotation/leg|\"\n"), &both),
        format!("{head}\"{both}\"\n")
    );
    assert!(!labels(&format!("{head}|\n")).contains(&crate::tke::codes::INVALID_VALUE.name().to_owned()));
}

#[test]
fn values_come_from_the_grammar_and_stay_strings() {
    let (direct, kind, protocols) = (DIRECT_ACCESS.name(), LOADBALANCE_TYPE.name(), SPECIFY_PROTOCOL.name());
    let service = |line: String| format!("{HEAD}  annotations:\n    {line}\n");
    assert_eq!(text_after_completion(&service(format!("{direct}: |")), "true"), service(format!("{direct}: \"true\"")));
    assert_eq!(
        text_after_completion(&service(format!("{direct}:|")), "false"),
        service(format!("{direct}: \"false\""))
    );
    assert_eq!(
        text_after_completion(&service(format!("{direct}: \"t|\"")), "true"),
        service(format!("{direct}: \"true\""))
    );
    assert_eq!(
        text_after_completion(&service(format!("{kind}: cla|")), "classic"),
        service(format!("{kind}: classic"))
    );
    let snippet = r#"{"80":{"protocol":["TCP"]}}"#;
    assert_eq!(
        text_after_completion(&service(format!("{protocols}: |")), snippet),
        service(format!("{protocols}: '{snippet}'"))
    );
}

#[test]
fn fields_and_their_values_come_from_the_schema() {
    assert_eq!(labels(&format!("{HEAD}spec:\n  type: |")), ["LoadBalancer", "NodePort", "ClusterIP", "ExternalName"]);
    assert_eq!(
        text_after_completion(&format!("{HEAD}spec:\n  externalTr|"), "externalTrafficPolicy"),
        format!("{HEAD}spec:\n  externalTrafficPolicy: ")
    );
    assert_eq!(
        text_after_completion(&format!("{HEAD}spec:\n  ports:\n  - po|"), "port"),
        format!("{HEAD}spec:\n  ports:\n  - port: ")
    );
    assert_eq!(
        text_after_completion(&format!("{HEAD}spec:\n  ports:\n    po|"), "port"),
        format!("{HEAD}spec:\n  ports:\n    - port: ")
    );
    let offered = labels(&format!("{HEAD}spec:\n  ports:\n  - port: 80\n    |\n"));
    assert!(offered.contains(&"nodePort".to_owned()) && !offered.contains(&"port".to_owned()), "{offered:?}");
    assert_eq!(labels("k|"), ["kind"]);
    assert_eq!(labels("kind: |"), ["Service", "TkeServiceConfig"]);
    assert_eq!(labels(&format!("{HEAD}spec:\n  allocateLoadBalancerNodePorts: |\n")), ["true", "false"]);
}

#[test]
fn json_is_completed_as_json() {
    let name = DIRECT_ACCESS.name();
    let json = |inner: &str| format!("{{\"kind\": \"Service\", \"metadata\": {{\"annotations\": {{{inner}}}}}}}");
    assert_eq!(text_after_completion(&json("\"direct-ac|\""), name), json(&format!("\"{name}\": ")));
    assert_eq!(text_after_completion(&json(&format!("\"{name}\": |")), "true"), json(&format!("\"{name}\": \"true\"")));
    assert_eq!(
        text_after_completion("{\"kind\": \"Service\", \"spec\": {\"type\": \"Lo|\"}}", "LoadBalancer"),
        "{\"kind\": \"Service\", \"spec\": {\"type\": \"LoadBalancer\"}}"
    );
}

#[test]
fn fields_of_a_tke_service_config_are_completed() {
    let head = "apiVersion: cloud.tencent.com/v1alpha1\nkind: TkeServiceConfig\nmetadata:\n  name: web\nspec:\n  loadBalancer:\n";
    assert_eq!(labels(&format!("{head}    |")), ["internetMaxBandwidthOut", "l4Listeners", "l7Listeners"]);
    assert_eq!(labels(&format!("{head}    l4Listeners:\n    - protocol: |")), ["TCP", "UDP"]);
    assert_eq!(
        labels(&format!("{head}    l4Listeners:\n    - protocol: TCP\n      healthCheck:\n        timeo|")),
        ["timeout"]
    );
    let (range, contents) =
        hovered_text_and_contents(&format!("{head}    l4Listeners:\n    - protocol: TCP\n      sched|uler: WRR\n"));
    assert_eq!(range, "scheduler");
    assert!(
        contents.contains("**spec.loadBalancer.l4Listeners[].scheduler**") && contents.contains("`LEAST_CONN`"),
        "{contents}"
    );
}

#[test]
fn only_the_document_of_the_cursor_is_read() {
    let name = DIRECT_ACCESS.name();
    let marked = format!("kind: Broken\n  - [\n---\n{HEAD}  annotations:\n    direct-ac|\n---\n{{{{\n");
    assert!(text_after_completion(&marked, name).contains(&format!("    {name}: \n---")));
    assert!(labels(&format!("--|-\n{HEAD}")).is_empty());
    assert!(labels("kind: Deployment\nspec:\n  |\n").is_empty());
}

#[test]
fn hover_describes_names_and_values() {
    let name = LOADBALANCE_TYPE.name();
    let (range, contents) = hovered_text_and_contents(&format!(
        "{HEAD}  annotations:\n    service.kuber|netes.io/loadbalance-type: classic\n"
    ));
    assert_eq!(range, name);
    assert!(contents.starts_with(&format!("**{name}**\n\nApplication or classic load balancer.")), "{contents}");
    let (range, contents) = hovered_text_and_contents(&format!("{HEAD}  annotations:\n    {name}: cla|ssic\n"));
    assert_eq!(range, "classic");
    assert!(contents.starts_with("`classic`: classic load balancer, strongly discouraged\n\n**"), "{contents}");
    let (range, contents) =
        hovered_text_and_contents(&format!("{HEAD}spec:\n  externalTrafficPolicy: Lo|cal\n  ports: [\n"));
    assert_eq!(range, "Local");
    assert!(contents.starts_with("`Local`: nodes that run a Pod"), "{contents}");
    let (range, _) = hovered_text_and_contents(&format!("{HEAD}spec: {{ports: [{{port: 80, nodeP|ort: 30000}}]}}\n"));
    assert_eq!(range, "nodePort");
    assert!(hover(&request("kind: Deployment\nspec:\n  repli|cas: 1\n")).is_none());
    assert!(hover(&request(&format!("{HEAD}  annotations:\n    example.com/ow|n: x\n"))).is_none());
}

#[test]
fn positions_use_the_requested_encoding() {
    let text = format!("{HEAD}  annotations:\n    example.com/x: 😀\n    direct-ac\n");
    let utf16 = EditorRequest {
        text: text.clone(),
        position: CursorPosition(Cursor { line: Some(7), column: Some(14), offset: None }),
        position_encoding: PositionEncoding::Utf16,
        context: Context::default(),
        locale: Locale::ZhCn,
    };
    let item = complete(&utf16).items.remove(0);
    assert_eq!(item.label, DIRECT_ACCESS.name());
    assert_eq!((item.edit.start.line, item.edit.start.column, item.edit.end.column), (7, 5, 14));
    assert_eq!(item.edit.start.offset as usize, text.split_once("direct").unwrap().0.encode_utf16().count());
    assert!(
        CursorPosition::decode(parse_json(r#"{"line": 1}"#).unwrap()).is_err()
            && CursorPosition::decode(parse_json(r#"{"line": 0, "column": 1}"#).unwrap()).is_err()
    );
    assert!(CursorPosition::decode(parse_json(r#"{"offset": 0}"#).unwrap()).is_ok());
}

proptest::proptest! {
    #[test]
    fn every_position_of_every_text_has_an_answer(text in "[a-z:{}\\[\\]\"' \n|>&*#-]{0,80}", line in 1u32..9, column in 1u32..20) {
        let request = EditorRequest {
            text: format!("kind: Service\nmetadata:\n  annotations:\n{text}"),
            position: CursorPosition(Cursor { line: Some(line), column: Some(column), offset: None }),
            position_encoding: PositionEncoding::Utf16,
            context: Context::default(),
            locale: Locale::En,
        };
        for item in complete(&request).items {
            proptest::prop_assert!(item.edit.start.offset <= item.edit.end.offset);
            proptest::prop_assert!(item.edit.end.offset as usize <= request.text.len());
        }
        hover(&request);
    }
}
