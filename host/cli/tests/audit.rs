//! `clbplan audit` with the real module: one cluster in every format, several captures of one account, and what is not known.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../../../tests/harness/cluster_of_41_services.rs"]
#[allow(dead_code)]
mod cluster_of_41_services;

mod audit_fixture;

use audit_fixture::{
    CLUSTER, FROM_FILES, Files, OTHER, Outcome, capture, flat, list, load_balancer, not_checked, of_kind,
    only_load_balancers, second_cluster, without_others,
};
use clbplan_cli::parse_arguments::parse;
use clbplan_cli::{Streams, Terminal, load, run};
use cluster_of_41_services::cluster;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::fs;

#[test]
fn a_cluster_has_its_findings_in_every_format() {
    let files = Files::new("formats");
    let mut clb = cluster().clb;
    let orphan = load_balancer(&mut clb, "lb-0rphan01");
    orphan["CreateTime"] = json!("2026-10-02 10:00:00");
    orphan["Tags"].as_array_mut().unwrap().push(json!({ "TagKey": "tke-lb-serviceuuid", "TagValue": "uid-of-gone" }));
    clb["listeners"]["lb-0rphan01"] = json!([{ "ListenerId": "lbl-gone0001", "Protocol": "TCP", "Port": 80 }]);
    clb["targets"]["lb-0rphan01"] =
        json!([{ "ListenerId": "lbl-gone0001", "Protocol": "TCP", "Port": 80, "Targets": [] }]);
    files.write("state.json", &capture(CLUSTER, &cluster().live, &clb));
    for (output, is_chinese) in [("text", false), ("markdown", false), ("html", false), ("markdown", true)] {
        let lang = if is_chinese { "--lang zh-CN" } else { "" };
        let Outcome { out, errors, status } = files.audit(&format!("--state state.json -o {output} {lang}"));
        assert_eq!(status, 1, "{errors}");
        let expected = match is_chinese {
            false => {
                ["30 days old", "1 listener,", "0 backends", "uid-of-gone", "game/lobby", "lb-0rphan01", "119.29.60.1"]
            }
            true => ["已有 30 天", "1 个监听器、", "0 个后端", "uid-of-gone", "game/lobby", "孤儿实例", "119.29.60.1"],
        };
        for part in expected {
            assert!(flat(&out).contains(part), "{output}: `{part}` is not in\n{out}");
        }
        // In the table, and where it is explained.
        assert_eq!(out.matches("annotation/mistyped-name").count(), 2, "{output}: {out}");
    }
    let audit = files.json("--state state.json");
    assert_eq!(of_kind(&audit, "drift"), ["warning load-balancer/edited-by-hand game/lobby"]);
    assert_eq!(of_kind(&audit, "orphan"), ["warning clb/orphan lb-0rphan01"]);
    assert_eq!(of_kind(&audit, "configuration").len(), 4, "{audit}");
    assert_eq!(of_kind(&audit, "exposure").len(), 10, "{audit}");
    assert_eq!(audit["clusters"][0]["clusterId"], CLUSTER);
    assert_eq!(audit["summary"]["errors"], 0, "{audit}");
}

#[test]
fn the_most_dangerous_finding_is_first() {
    let files = Files::new("order");
    let mut clb = cluster().clb;
    load_balancer(&mut clb, "lb-00000020")["Tags"][0]["TagValue"] = json!("cls-9p4w1z8d");
    files.write("clb.json", &clb);
    let audit = files.json(FROM_FILES);
    let first = &audit["findings"][0];
    // The severity is that of the same finding in a plan; the place in the list says that an address is lost.
    assert_eq!(first["code"], "load-balancer/bought-again");
    assert_eq!((&first["kind"], &first["severity"]), (&json!("tags"), &json!("warning")), "{audit}");
    assert_eq!((&first["plan"]["verdict"], &first["plan"]["vip"]), (&json!("create"), &json!("changed")));
    assert!(of_kind(&audit, "tags").contains(&"warning load-balancer/other-cluster shop/web".to_string()), "{audit}");
    // The Service names it, so it is not one of an unknown cluster.
    assert_eq!(of_kind(&audit, "other-cluster"), Vec::<String>::new());
    let severities: Vec<&str> =
        audit["findings"].as_array().unwrap().iter().map(|finding| finding["severity"].as_str().unwrap()).collect();
    let mut sorted = severities.clone();
    sorted.sort_by_key(|severity| ["error", "warning", "info"].iter().position(|known| known == severity));
    assert_eq!(severities, sorted);
    let text = files.audit(FROM_FILES).out;
    assert!(text.trim_start().starts_with("warning  shop/web"), "{text}");
    assert!(text.contains("CREATE, CHANGES 119.29.48.21"), "{text}");
}

#[test]
fn without_findings_the_status_is_0() {
    let files = Files::new("clean");
    let (live, clb) = second_cluster();
    files.write("state.json", &capture(OTHER, &live, &clb));
    let Outcome { out, errors, status } = files.audit("--state state.json");
    assert_eq!(status, 0, "{out}{errors}");
    assert!(out.contains("nothing was found") && out.contains("1 cluster, 1 Service, 1 load balancer"), "{out}");
    // Warnings and notes fail only on request.
    files.write("state.json", &capture(CLUSTER, &cluster().live, &cluster().clb));
    assert_eq!(files.audit("--state state.json --fail-on error").status, 0);
    assert_eq!(files.audit("--state state.json --fail-on info").status, 1);
}

#[test]
fn security_groups_are_notes_and_open_ones_are_warnings() {
    let files = Files::new("exposure");
    let mut clb = only_load_balancers(&cluster().clb, &["lb-00000020", "lb-00000019"]);
    files.write("live.json", &list(&without_others(&cluster().live, &["web", "search"])));
    let mut exposure = |groups: Value, passes: bool| {
        let web = load_balancer(&mut clb, "lb-00000020");
        web["SecureGroups"] = groups;
        web["LoadBalancerPassToTarget"] = json!(passes);
        files.write("clb.json", &clb);
        let audit = files.json(FROM_FILES);
        let finding = audit["findings"].as_array().unwrap().iter().find(|found| found["kind"] == "exposure").cloned();
        (of_kind(&audit, "exposure"), finding.unwrap()["why"].to_string())
    };
    assert_eq!(exposure(json!([]), false).0, ["warning audit/open-to-all shop/web"]);
    assert!(exposure(json!([]), true).1.contains("LoadBalancerPassToTarget"));
    assert_eq!(exposure(json!(["sg-1"]), false).0, ["info audit/open-to-security-groups shop/web"]);
    assert_eq!(exposure(Value::Null, false).0, ["warning audit/open-unknown shop/web"]);
}

#[test]
fn orphans_are_claimed_only_of_a_complete_list_of_services() {
    let files = Files::new("partial");
    assert_eq!(of_kind(&files.json(FROM_FILES), "orphan").len(), 1);
    // The list of one namespace: the load balancers of all others would look unused.
    let of_shop: Vec<Value> =
        cluster().live.into_iter().filter(|object| object["metadata"]["namespace"] == "shop").collect();
    files.write("live.json", &list(&of_shop));
    let audit = files.json(FROM_FILES);
    assert_eq!(of_kind(&audit, "orphan"), Vec::<String>::new());
    assert!(not_checked(&audit).contains("load balancers that no Service uses were not looked for"), "{audit}");
    // A list of load balancers that may lack some: what it has is known, and that there may be more is said.
    let files = Files::new("partial-cloud");
    let mut clb = cluster().clb;
    clb.as_object_mut().unwrap().remove("complete");
    files.write("clb.json", &clb);
    let audit = files.json(FROM_FILES);
    assert_eq!(of_kind(&audit, "orphan"), ["warning clb/orphan lb-0rphan01"]);
    assert!(not_checked(&audit).contains("there may be more orphans"), "{audit}");
    assert_eq!(audit["complete"], false);
}

#[test]
fn what_is_unknown_of_every_service_is_said_once() {
    let files = Files::new("unknown-once");
    let Outcome { out, .. } = files.audit("--live live.json --facts context.json");
    assert_eq!(flat(&out).matches("its cloud state was not provided").count(), 1, "{out}");
    assert!(flat(&out).contains("likewise for data/kafka-0, data/kafka-1"), "{out}");
    let each = |text: &str| text.matches("its cloud state was not provided").count() > 10;
    assert!(each(&files.json("--live live.json --facts context.json").to_string()), "programs get each");
    assert!(each(&flat(&files.audit("--live live.json --facts context.json --verbose").out)));
}

#[test]
fn what_was_not_provided_is_not_checked_and_never_none() {
    let files = Files::new("unknown");
    let audit = files.json("--live live.json --facts context.json");
    assert!(not_checked(&audit).contains("the cloud's state was not provided"), "{audit}");
    assert_eq!(of_kind(&audit, "configuration").len(), 4);
    for kind in ["orphan", "exposure", "other-cluster", "tags"] {
        assert_eq!(of_kind(&audit, kind), Vec::<String>::new(), "{kind}");
    }
    let Outcome { out, .. } = files.audit("--live live.json --facts context.json");
    assert!(out.contains("Not checked"), "{out}");
    // Listeners and backends of the orphan were not read.
    let text = files.audit(FROM_FILES).out;
    assert!(flat(&text).contains("listeners unknown, backends unknown"), "{text}");
}

#[test]
fn several_captures_are_joined_and_one_that_is_corrupt_is_named() {
    let files = Files::new("captures");
    let (live, clb) = second_cluster();
    // Each list is that of the account: it has the load balancers of both clusters, and of one that is gone.
    let mut all = cluster().clb;
    let mut gone = clb["loadBalancers"][0].clone();
    gone["LoadBalancerId"] = json!("lb-gone0001");
    gone["Tags"][0]["TagValue"] = json!("cls-gone0000");
    all["loadBalancers"].as_array_mut().unwrap().extend([clb["loadBalancers"][0].clone(), gone]);
    files.write("a.json", &capture(CLUSTER, &cluster().live, &all));
    files.write("b.json", &capture(OTHER, &live, &clb));
    let both = "--cluster-state prod=a.json --cluster-state test=b.json";
    let audit = files.json(both);
    assert_eq!(of_kind(&audit, "other-cluster"), ["warning audit/other-cluster lb-gone0001"]);
    assert_eq!(of_kind(&audit, "orphan"), ["warning clb/orphan lb-0rphan01"]);
    let known = files.json(&format!("{both} --known-cluster cls-gone0000"));
    assert_eq!(of_kind(&known, "other-cluster"), Vec::<String>::new());
    let text = files.audit(both).out;
    for part in ["prod: game/lobby", "2 clusters, 22 Services, 24 load balancers", "cls-gone0000"] {
        assert!(text.contains(part), "`{part}` is not in\n{text}");
    }
    // The others go on, and what the corrupt one might own is not claimed.
    fs::write(files.0.join("c.json"), "{\"formatVersion\": \"1.0\", \"cluster\": {\"objects\": [").unwrap();
    let three = format!("{both} --cluster-state broken=c.json");
    let audit = files.json(&three);
    assert_eq!(of_kind(&audit, "orphan").len(), 1);
    assert_eq!(of_kind(&audit, "other-cluster"), Vec::<String>::new());
    assert!(not_checked(&audit).contains("cls-gone0000 (1)") && not_checked(&audit).contains("`broken`"), "{audit}");
    assert!(audit["clusters"][2]["error"].as_str().unwrap().contains("was not written by `clbplan capture`"));
    for output in ["text", "markdown", "html"] {
        let Outcome { out, status, .. } = files.audit(&format!("{three} -o {output} --fail-on error"));
        assert_eq!(status, 1, "{output}: a cluster that was not audited may have any finding");
        assert!(out.contains("1 of 3 clusters could not be audited"), "{output}: {out}");
        assert!(out.contains("broken"), "{output}: {out}");
    }
    let Outcome { errors, status, out } = files.audit("--cluster-state broken=c.json --cluster-state gone=d.json");
    assert_eq!((status, out.as_str()), (3, ""));
    assert!(errors.contains("c.json") && errors.contains("d.json"), "{errors}");
}

#[test]
fn an_orphan_that_another_cluster_names_has_the_wrong_tags() {
    let files = Files::new("named-elsewhere");
    let (mut live, clb) = second_cluster();
    let kafka = live.iter_mut().find(|object| object["metadata"]["name"] == "kafka-0").unwrap();
    kafka["metadata"]["annotations"]["service.kubernetes.io/loadbalance-id"] = json!("lb-0rphan01");
    files.write("a.json", &capture(CLUSTER, &cluster().live, &cluster().clb));
    files.write("b.json", &capture(OTHER, &live, &clb));
    let audit = files.json("--cluster-state prod=a.json --cluster-state test=b.json");
    assert_eq!(of_kind(&audit, "orphan").iter().filter(|found| found.contains("lb-0rphan01")).count(), 0, "{audit}");
    let tags = of_kind(&audit, "tags");
    assert!(tags.contains(&"error audit/named-by-another-cluster lb-0rphan01".to_string()), "{tags:?}");
}

#[test]
fn the_same_cluster_twice_is_audited_once() {
    let files = Files::new("twice");
    let state = capture(CLUSTER, &cluster().live, &cluster().clb);
    files.write("a.json", &state);
    files.write("b.json", &state);
    let audit = files.json("--cluster-state new=a.json --cluster-state old=b.json");
    assert!(audit["clusters"][1]["error"].as_str().unwrap().contains("is the same cluster as `new`"), "{audit}");
    assert_eq!(of_kind(&audit, "orphan").len(), 1);
    let twice = files.audit("--cluster-state x=a.json --cluster-state x=b.json");
    assert!(twice.status == 3 && twice.errors.contains("two clusters are called `x`"), "{}", twice.errors);
}

#[test]
fn one_state_of_the_cloud_is_that_of_all_captures() {
    let files = Files::new("one-cloud");
    let (live, clb) = second_cluster();
    let mut all = cluster().clb;
    for member in ["listeners", "targets"] {
        let of_second = clb[member].as_object().unwrap().clone();
        all[member].as_object_mut().unwrap().extend(of_second);
    }
    all["loadBalancers"].as_array_mut().unwrap().push(clb["loadBalancers"][0].clone());
    files.write("clb.json", &all);
    for (name, id, live) in [("a.json", CLUSTER, &cluster().live), ("b.json", OTHER, &live)] {
        let mut state = capture(id, live, &json!(null));
        state.as_object_mut().unwrap().remove("cloud");
        files.write(name, &state);
    }
    let both = "--cluster-state prod=a.json --cluster-state test=b.json";
    assert!(not_checked(&files.json(both)).contains("the cloud's state was not provided"));
    let audit = files.json(&format!("{both} --clb clb.json --set networkModes=GlobalRouter"));
    assert_eq!(of_kind(&audit, "drift"), ["warning load-balancer/edited-by-hand game/lobby"], "{audit}");
    assert_eq!(of_kind(&audit, "orphan"), ["warning clb/orphan lb-0rphan01"]);
    assert_eq!(audit["clusters"][1]["clusterId"], OTHER, "the capture of the cluster knows it");
    // The list of another region has nothing of the second cluster, whose load balancers are not gone therefore.
    files.write("clb.json", &cluster().clb);
    let audit = files.json(&format!("{both} --clb clb.json --set networkModes=GlobalRouter"));
    assert_eq!(of_kind(&audit, "drift"), ["warning load-balancer/edited-by-hand game/lobby"], "{audit}");
    assert!(not_checked(&audit).contains("it has none of the 1 load balancers"), "{audit}");
}

#[test]
fn text_from_outside_is_never_interpreted() {
    let files = Files::new("hostile");
    let mut clb = cluster().clb;
    load_balancer(&mut clb, "lb-0rphan01")["LoadBalancerName"] = json!("<script>x</script> |\u{1b}[31m`@all`");
    files.write("clb.json", &clb);
    for output in ["text", "markdown", "html"] {
        let Outcome { out, .. } = files.audit(&format!("{FROM_FILES} -o {output}"));
        assert!(!out.contains('\u{1b}'), "{output}: {out}");
        assert!(out.contains("\\u{1b}") || out.contains("\\\\u{1b}"), "{output}: {out}");
        assert_eq!(out.contains("<script>"), output == "text", "{output}: {out}");
    }
    let columns = |line: &&str| line.starts_with("| **");
    let markdown = files.audit(&format!("{FROM_FILES} -o markdown")).out;
    for row in markdown.lines().filter(columns) {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 6, "{row}");
    }
}

/// Every member of the answer is in the schema, with every member that it requires.
fn check(value: &Value, schema: &Value, root: &Value) {
    let schema = match schema["$ref"].as_str() {
        Some(name) => root.pointer(name.trim_start_matches('#')).unwrap(),
        None => schema,
    };
    match value {
        Value::Object(members) => {
            for name in schema["required"].as_array().into_iter().flatten() {
                assert!(members.contains_key(name.as_str().unwrap()), "{name} is missing in {value}");
            }
            for (name, member) in members {
                let known = schema["properties"].get(name);
                check(member, known.unwrap_or_else(|| panic!("{name} is not in {schema}")), root);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| check(item, &schema["items"], root)),
        Value::String(text) if schema.get("oneOf").is_some() || schema.get("enum").is_some() => {
            assert!(schema.to_string().contains(&format!("\"{text}\"")), "{text} is not in {schema}");
        }
        _ => assert!(!schema.is_null()),
    }
}

#[test]
fn the_answer_has_the_form_of_its_schema() {
    let files = Files::new("schema");
    let mut clb = cluster().clb;
    load_balancer(&mut clb, "lb-00000020")["Tags"][0]["TagValue"] = json!("cls-9p4w1z8d");
    files.write("state.json", &capture(CLUSTER, &cluster().live, &clb));
    let words = ["clbplan", "schema", "audit"].map(OsString::from);
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let stdin = &mut std::io::empty();
    let mut streams = Streams { stdin, stdout: &mut stdout, stderr: &mut stderr, terminal: Terminal::default() };
    run(&parse(words).unwrap(), &mut streams, &|file| load(file));
    let schema: Value = serde_json::from_slice(&stdout).unwrap();
    let audit = files.json("--cluster-state a=state.json --cluster-state b=missing.json");
    assert!(audit["findings"].as_array().unwrap().len() > 10);
    check(&audit, &schema, &schema);
}

/// Nothing was read over the network, so nothing can have changed meanwhile.
#[test]
fn files_are_not_said_to_have_changed_while_they_were_read() {
    let files = Files::new("files-do-not-change");
    files.write("state.json", &capture(CLUSTER, &cluster().live, &cluster().clb));
    let mut clb = cluster().clb;
    clb.as_object_mut().unwrap().remove("complete");
    files.write("clb.json", &clb);
    for (lang, changed, partial) in
        [("en", "changed while it was read", "may be incomplete"), ("zh-CN", "发生了变化", "可能不完整")]
    {
        let out = flat(&files.audit(&format!("--cluster-state state.json --clb clb.json --lang {lang}")).out);
        assert!(!out.contains(changed) && out.contains(partial), "{out}");
    }
}

/// The sentence says what to do, instead of naming a placeholder.
#[test]
fn a_cluster_without_a_known_id_is_not_called_by_a_placeholder() {
    let files = Files::new("no-id");
    let mut context = cluster().context;
    context.as_object_mut().unwrap().remove("clusterId");
    files.write("context.json", &context);
    files.write("live.json", &list(&without_others(&cluster().live, &[])));
    for (lang, expected) in
        [("en", "the id of this cluster is unknown (set `--set clusterId=…`)"), ("zh-CN", "本集群的 ID 未知")]
    {
        let audit = files.json(&format!("{FROM_FILES} --lang {lang}"));
        assert!(not_checked(&audit).contains(expected), "{audit}");
    }
}

/// Nothing limits a line in a pipe, and on a terminal the last cell gets lines of its own where it does not fit.
#[test]
fn no_cell_that_says_what_is_found_is_cut() {
    let files = Files::new("width");
    let at = |columns: Option<u16>| {
        let path = |name: &str| files.0.join(name).display().to_string();
        let words = ["clbplan", "audit", "--live", &path("live.json"), "--clb", &path("clb.json")];
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let terminal = Terminal { columns, ..Terminal::default() };
        let stdin = &mut std::io::empty();
        let mut streams = Streams { stdin, stdout: &mut stdout, stderr: &mut stderr, terminal };
        run(&parse(words).unwrap(), &mut streams, &|file| load(file));
        let text = String::from_utf8(stdout).unwrap();
        text.trim_start_matches('\n').split("\n\n").next().unwrap().to_string()
    };
    let (pipe, wide, narrow) = (at(None), at(Some(200)), at(Some(80)));
    assert_eq!(pipe, wide);
    for table in [&pipe, &narrow] {
        assert!(table.contains("security groups unknown") && !table.contains('…'), "{table}");
    }
    assert!(narrow.lines().all(|line| line.chars().count() <= 80), "{narrow}");
}
