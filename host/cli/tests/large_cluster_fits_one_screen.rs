//! The cluster of 41 Services in every format, with the real module: it fits on one screen, the danger comes first, and one
//! changed Service has the answer that it has alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../../../tests/harness/cluster_of_41_services.rs"]
mod cluster_of_41_services;

use clbplan_cli::parse_arguments::parse;
use clbplan_cli::{Streams, Terminal, load, run};
use cluster_of_41_services::{cluster, dangerous_release, manifest_of, manifests};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The files of one run, in a folder of their own.
struct Files(PathBuf);

impl Files {
    fn new(name: &str, manifests: &[Value]) -> Files {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("glance").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let cluster = cluster();
        let list = |items: &[Value]| json!({ "apiVersion": "v1", "kind": "List", "items": items }).to_string();
        let write = |name: &str, text: String| fs::write(folder.join(name), text).unwrap();
        write("release.json", list(manifests));
        write("live.json", list(&cluster.live));
        write("clb.json", cluster.clb.to_string());
        write("context.json", cluster.context.to_string());
        Files(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// Output and status of a plan.
    fn plan(&self, flags: &str) -> (String, u8) {
        let files = ["--live", "live.json", "--clb", "clb.json", "--facts", "context.json"];
        let files = files.chunks(2).flat_map(|pair| [pair[0].to_string(), self.path(pair[1])]);
        output(
            ["plan".to_string()]
                .into_iter()
                .chain(files)
                .chain(flags.split_whitespace().map(|flag| self.resolved(flag))),
        )
    }

    /// A flag, or the path of a file of the folder.
    fn resolved(&self, flag: &str) -> String {
        if flag.ends_with(".json") { self.path(flag) } else { flag.to_string() }
    }
}

#[track_caller]
fn output(words: impl IntoIterator<Item = String>) -> (String, u8) {
    let words: Vec<String> = words.into_iter().collect();
    let cli = parse(["clbplan".to_string()].into_iter().chain(words.clone()).map(OsString::from));
    let cli = cli.unwrap_or_else(|error| panic!("{words:?}: {error}"));
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let terminal = Terminal::default();
    let mut streams = Streams { stdin: &mut std::io::empty(), stdout: &mut stdout, stderr: &mut stderr, terminal };
    let status = run(&cli, &mut streams, &load);
    assert!(status.code() < 3, "{words:?}: {}", String::from_utf8_lossy(&stderr));
    (String::from_utf8(stdout).unwrap(), status.code())
}

/// The last sentence, which may take two lines.
#[track_caller]
fn assert_ends_with_the_summary(text: &str) {
    let last = text.rsplit("\n\n").next().unwrap();
    assert!(last.contains("Plan: 1 to create"), "{text}");
}

const RELEASE: &str = "release.json --delete shop/old";

#[test]
fn the_overview_of_the_cluster_fits_on_one_screen() {
    let files = Files::new("overview", &dangerous_release());
    for lang in ["en", "zh-CN"] {
        let (table, status) = files.plan(&format!("{RELEASE} -o table --lang {lang}"));
        assert_eq!(status, 1);
        assert!(table.lines().count() <= 40, "{table}");
        let order = ["shop/old", "shop/web", "shop/new", "game/login", "shop/api", "platform/vault", "game/lobby"];
        let places: Vec<usize> = order
            .iter()
            .map(|name| {
                table.lines().position(|line| line.contains(name)).unwrap_or_else(|| panic!("{name}:\n{table}"))
            })
            .collect();
        assert!(places.is_sorted(), "{table}");
        assert!(table.lines().next().unwrap().contains("shop/old"), "the danger comes first:\n{table}");
    }
    let (table, _) = files.plan(&format!("{RELEASE} -o table"));
    let line =
        |start: &str| table.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}:\n{table}"));
    assert_eq!(line("Deleted:"), "Deleted: shop/old (lb-00000018), shop/web (lb-00000020)");
    assert_eq!(line("Addresses lost:"), "Addresses lost: shop/old (119.29.48.19), shop/web (119.29.48.21)");
    assert_eq!(line("Newly public:"), "Newly public: shop/new");
    assert_ends_with_the_summary(&table);
    assert_eq!(table.lines().filter(|line| line.contains("KEEP")).count(), 1, "what stays is one line:\n{table}");
}

#[test]
fn the_text_and_markdown_begin_with_the_overview() {
    let files = Files::new("text", &dangerous_release());
    let (table, _) = files.plan(&format!("{RELEASE} -o table"));
    let rows: String = table.lines().take_while(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect();
    let (text, status) = files.plan(RELEASE);
    assert_eq!(status, 1);
    assert!(text.starts_with(&rows), "{text}");
    assert_ends_with_the_summary(&text);
    for unchanged in ["data/kafka-1", "ingress/controller-internal"] {
        assert!(!text.contains(unchanged), "{unchanged} does not change:\n{text}");
    }
    let first = |format: &str, name: &str| {
        let (out, _) = files.plan(&format!("{RELEASE} -o {format}"));
        out.find(name).unwrap_or_else(|| panic!("{name} is not in {format}"))
    };
    for format in ["text", "markdown", "html"] {
        assert!(first(format, "shop/old") < first(format, "game/login"), "{format}");
    }
    let (markdown, _) = files.plan(&format!("{RELEASE} -o markdown"));
    assert_eq!(markdown.lines().filter(|line| line.starts_with("| ")).count(), 1 + rows.lines().count(), "{markdown}");
}

/// The cluster as it is, without manifests: what the next sync does, what is left over, and what is wrong.
#[test]
fn the_text_of_the_cluster_fits_on_one_screen() {
    let files = Files::new("screen", &[]);
    for lang in ["en", "zh-CN"] {
        let (text, status) = files.plan(&format!("-A --lang {lang}"));
        assert_eq!(status, 0);
        assert!(text.lines().count() <= 40, "{} lines:\n{text}", text.lines().count());
        assert!(text.lines().next().unwrap().contains("game/lobby"), "what changes comes first:\n{text}");
        let shown = ["lb-0rphan01", "listener/TCP/8006", "CreateListener → BatchRegisterTargets", "edited-by-hand"];
        for part in shown.into_iter().chain(["119.29.48.7"]) {
            assert!(text.contains(part), "{part}:\n{text}");
        }
        assert_eq!(text.matches("lb-0rphan01").count(), 1, "{text}");
    }
    let (all, _) = files.plan("-A --verbose");
    assert!(all.contains("wave 2") && all.contains("is updated in place"), "{all}");
    // What is lost is said in full.
    let (deleted, _) = files.plan("-A --delete shop/old");
    let lost = "address  LOST: clients can no longer use 119.29.48.19";
    assert!(deleted.lines().next().unwrap().contains("DELETE") && deleted.contains(lost), "{deleted}");
}

/// Everything that tells an orphan apart is beside its id, once.
#[test]
fn an_orphan_is_one_line_with_what_is_known_of_it() {
    let files = Files::new("orphan", &[]);
    for (lang, word, usage) in
        [("en", "orphan", "1 listener, 2 backends"), ("zh-CN", "孤儿实例", "1 个监听器、2 个后端")]
    {
        for known in [false, true] {
            let mut clb = cluster().clb;
            if known {
                clb["listeners"]["lb-0rphan01"] = json!([{ "ListenerId": "lbl-1", "Protocol": "TCP", "Port": 80 }]);
                let target = |ip: &str| json!({ "Type": "CVM", "Port": 80, "PrivateIpAddresses": [ip] });
                clb["targets"]["lb-0rphan01"] =
                    json!([{ "ListenerId": "lbl-1", "Targets": [target("10.0.0.1"), target("10.0.0.2")] }]);
            }
            fs::write(files.path("clb.json"), clb.to_string()).unwrap();
            for format in ["text", "table", "markdown", "html"] {
                let (out, _) = files.plan(&format!("-A -o {format} --lang {lang}"));
                // In a terminal a line is broken, in Chinese between any two characters.
                let out = if format == "text" { out.replace("\n      ", "") } else { out };
                let lines: Vec<&str> = out.lines().filter(|line| line.contains("lb-0rphan01")).collect();
                let [line] = lines.as_slice() else { panic!("{format}: {out}") };
                // Markdown escapes what could begin a list.
                let line = line.replace('\\', "");
                let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
                assert_eq!(line.matches("lb-0rphan01").count(), 1, "{format}: {line}");
                for part in ["cls-8kq2mz7w_shop_gone", "119.29.60.1"] {
                    assert!(line.contains(part), "{format}: {part} in {line}");
                }
                let has_usage = without_spaces(&line).contains(&without_spaces(usage));
                assert_eq!(has_usage, known, "{format}: {line}");
                assert!(format != "table" || line.trim_start().starts_with(word), "{line}");
            }
        }
    }
}

#[test]
fn one_changed_service_has_the_answer_that_it_has_alone() {
    let mut manifest = manifest_of("login");
    manifest["spec"]["ports"][0]["port"] = json!(8443);
    let files = Files::new("one", &[manifest]);
    let cluster = cluster();
    let is_alone = |object: &&Value| object["kind"] == "Node" || object["metadata"]["name"] == "login";
    let alone: Vec<Value> = cluster.live.iter().filter(is_alone).cloned().collect();
    let list = json!({ "apiVersion": "v1", "kind": "List", "items": alone });
    fs::write(files.path("alone.json"), list.to_string()).unwrap();
    let (whole, status) = files.plan("release.json");
    assert_eq!(status, 0);
    let words = ["plan", "release.json", "--live", "alone.json", "--clb", "clb.json", "--facts", "context.json"];
    let (single, _) = output(words.map(|word| files.resolved(word)));
    let rest = "20 other Services with a load balancer, 1 that changes or is refused without your change as well, 1 with findings, 1 orphaned load balancer\n  (--all shows them)\n";
    assert!(whole.contains("20 other Services with a load balancer"), "{whole}");
    assert!(whole.lines().count() <= single.lines().count() + rest.lines().count() + 1, "{whole}\n{single}");
    let (all, _) = files.plan("release.json --all");
    assert!(all.contains("lb-0rphan01") && all.contains("game/lobby"), "{all}");
}

#[test]
fn what_was_there_before_is_counted_and_listed_on_request() {
    let mut objects = manifests();
    let vault = objects.iter_mut().find(|object| object["metadata"]["name"] == "vault").unwrap();
    vault["metadata"]["annotations"]["service.cloud.tencent.com/direct-acess"] = json!("true");
    let files = Files::new("old", &objects);
    for format in ["text", "markdown", "html", "github"] {
        let (out, status) = files.plan(&format!("release.json -o {format}"));
        assert_eq!(status, 0, "{format}");
        assert_eq!(out.matches("annotation/mistyped-name").count(), 1, "{format}: {out}");
        assert!(out.contains("Already found before this change: 5 warnings"), "{format}: {out}");
        let (out, _) = files.plan(&format!("release.json --all --verbose -o {format}"));
        assert_eq!(out.matches("annotation/mistyped-name").count(), 5, "{format}: {out}");
        assert!(!out.contains("found before this change"), "{format}: {out}");
    }
    let (sarif, _) = files.plan("release.json -o sarif");
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let with = |state: &str| results.iter().filter(|result| result["baselineState"] == state).count();
    assert_eq!((with("new"), with("unchanged"), results.len()), (1, 5, 6));
    let validate = |format: &str| {
        let words =
            ["validate", "release.json", "--live", "live.json", "--facts", "context.json", "--fail-on", "warning"];
        output(words.map(|word| files.resolved(word)).into_iter().chain(["-o".to_string(), format.to_string()]))
    };
    let (text, status) = validate("text");
    assert!(status == 1 && text.contains("Already found before this change: 4 warnings"), "{text}");
    let (junit, _) = validate("junit");
    assert_eq!(junit.matches("<failure").count(), 1, "{junit}");
}

#[test]
fn old_errors_decide_the_status_only_on_request() {
    let files = Files::new("old-errors", &manifests());
    let mut live = cluster().live;
    for objects in [&mut live, &mut manifests()] {
        for name in ["vault", "harbor"] {
            let object = objects.iter_mut().find(|object| object["metadata"]["name"] == name).unwrap();
            object["metadata"]["annotations"]["service.cloud.tencent.com/specify-protocol"] = json!("{");
        }
        let list = json!({ "apiVersion": "v1", "kind": "List", "items": objects });
        let is_live = objects.iter().any(|object| object["kind"] == "Node");
        fs::write(files.path(if is_live { "live.json" } else { "release.json" }), list.to_string()).unwrap();
    }
    let (text, status) = files.plan("release.json");
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("as before"), "{text}");
    let (text, status) = files.plan("release.json --fail-on-old");
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("error[annotation/invalid-json]"), "{text}");
}

#[test]
fn a_namespace_is_deleted_as_a_whole() {
    let files = Files::new("namespace", &[]);
    for flags in ["--delete data/*", "--delete-namespace data"] {
        let (text, status) = files.plan(flags);
        assert_eq!(status, 0);
        assert!(text.contains("Deleted: data/clickhouse"), "{text}");
        assert!(text.contains("the same for data/kafka-0, data/kafka-1, data/kafka-2"), "{text}");
        assert_eq!(text.matches("DELETE").count(), 2, "{text}");
    }
}

#[test]
fn pruning_stays_within_the_namespaces_of_the_manifests() {
    let files = Files::new("prune", &[manifest_of("web")]);
    let (bounded, _) = files.plan("release.json --prune -o table");
    assert!(bounded.contains("shop/") && !bounded.contains("data/"), "{bounded}");
    let (all, _) = files.plan("release.json --prune-all -o table");
    assert!(all.contains("data/"), "{all}");
}

#[test]
fn what_an_upgrade_of_the_controller_brings_is_new() {
    let files = Files::new("upgrade", &[manifest_of("argocd")]);
    let too_new = |flags: &str| {
        let (text, _) = files.plan(&format!("release.json --set controllerVersion=v2.3.0 {flags}"));
        text.contains("[annotation/too-new]")
    };
    let annotated = |name: &str| {
        let text = fs::read_to_string(files.path(name)).unwrap();
        let misspelt = "service.cloud.tencent.com/direct-acess";
        fs::write(files.path(name), text.replace(misspelt, "service.cloud.tencent.com/enable-grace-deletion")).unwrap();
    };
    annotated("release.json");
    annotated("live.json");
    assert!(!too_new(""), "an old finding is not listed");
    assert!(too_new("--live-set controllerVersion=v2.11.0"));
}

/// The manifests of the namespaces `shop` and `game`, and the live Services, with labels.
fn labelled(name: &str) -> Files {
    let with_labels = |mut objects: Vec<Value>| {
        for object in objects.iter_mut().filter(|object| object["kind"] == "Service") {
            let team = object["metadata"]["namespace"].as_str().unwrap_or_default().to_string();
            object["metadata"]["labels"] = json!({ "team": team });
        }
        objects
    };
    let is_of = |object: &&Value| ["shop", "game"].iter().any(|name| object["metadata"]["namespace"] == *name);
    let release: Vec<Value> = with_labels(dangerous_release()).iter().filter(is_of).cloned().collect();
    let files = Files::new(name, &release);
    let list = json!({ "apiVersion": "v1", "kind": "List", "items": with_labels(cluster().live) });
    fs::write(files.path("live.json"), list.to_string()).unwrap();
    files
}

#[test]
fn a_selector_leaves_out_manifests_and_says_so() {
    let files = labelled("labels");
    let (whole, _) = files.plan("release.json -o table");
    assert!(whole.contains("game/login") && whole.contains("shop/web"), "{whole}");
    let (shop, _) = files.plan("release.json -l team=shop");
    assert!(shop.contains("shop/web") && !shop.contains("game/login  "), "{shop}");
    let words = shop.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("`-l team=shop` leaves out") && words.contains("Service game/gate"), "{shop}");
    let (markdown, _) = files.plan("release.json -l team=shop -o markdown --lang zh-CN");
    assert!(markdown.contains("排除了清单"), "{markdown}");
    for flags in ["-l team!=game", "-l team", "-l !canary"] {
        let (table, _) = files.plan(&format!("release.json -o table {flags}"));
        assert!(table.contains("shop/web"), "{flags}: {table}");
    }
    let location = |text: &str| text.lines().find(|line| line.contains("--> ")).map(str::to_string);
    let (one, _) = files.plan("release.json -l team=shop --set lifecycleMode=blocked");
    assert!(location(&one).is_some_and(|line| whole_has(&files, &line)), "{one}");
}

/// True if the plan without a selector has the same place.
fn whole_has(files: &Files, line: &str) -> bool {
    files.plan("release.json").0.contains(line)
}

#[test]
fn a_selector_selects_among_live_services() {
    let files = labelled("live-labels");
    let (data, _) = files.plan("--delete data/* -l team=data -o table");
    assert!(data.contains("data/clickhouse") && data.contains("Deleted:"), "{data}");
    let (pruned, _) = files.plan("release.json --prune-all -l team=shop -o table");
    assert!(pruned.contains("Deleted: shop/old") && !pruned.contains("data/"), "{pruned}");
    let (shown, _) = files.plan("-A -l team=game -o table");
    assert!(shown.contains("game/lobby") && !shown.contains("shop/") && !shown.contains("data/"), "{shown}");
    assert!(shown.contains("18 other Services with a load balancer"), "{shown}");
    let (alone, _) = files.plan("-A -o table");
    assert!(alone.contains("KEEP"), "{alone}");
    assert!(!alone.contains("not in the manifests"), "there are none: {alone}");
    let (all, _) = files.plan("-A -o json");
    let (selected, _) = files.plan("-A -l team=game -o json");
    let plan_of = |text: &str| {
        let plan: Value = serde_json::from_str(text).unwrap();
        let services = plan["services"].as_array().unwrap().iter().filter(|one| one["namespace"] == "game");
        services
            .map(|one| (one["name"].clone(), one["loadBalancer"]["verdict"].clone(), one["actions"].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(plan_of(&selected), plan_of(&all), "a Service is shown as it is without the selector");
}

#[test]
fn files_show_facts_that_must_not_be_contradicted() {
    let files = Files::new("facts", &dangerous_release());
    let run = |flags: &str| {
        let words = ["plan", "release.json", "--delete", "shop/old", "--live", "live.json", "--clb", "clb.json"];
        let words = words.into_iter().chain(flags.split_whitespace()).map(|word| files.resolved(word));
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_clbplan")).args(words).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (status, plan, notes) = run("--verbose -o json");
    assert_eq!(status, Some(1), "{notes}");
    let plan: Value = serde_json::from_str(&plan).unwrap();
    assert_eq!(plan["highlights"]["deleted"][0]["name"], "old", "the cluster's id is known from the tags");
    assert_eq!(plan["others"]["orphans"], 1, "the live objects are complete");
    for expected in [
        "clusterId=cls-8kq2mz7w: from the tags of load balancers that live Services name (21)",
        "vpcId=vpc-30xqxt9p: from the load balancers that live Services name (21)",
        "liveComplete=true: from the Service `default/kubernetes`",
    ] {
        assert!(notes.contains(expected), "{expected}: {notes}");
    }
    let (status, _, errors) = run("--set clusterId=cls-00000000");
    assert!(status == Some(3) && errors.contains("is specified as cls-00000000, but it is cls-8kq2mz7w"), "{errors}");
    let (status, _, notes) = run("--facts context.json");
    assert!(status == Some(1) && notes.is_empty(), "nothing is derived that is specified: {notes}");
    let (_, _, notes) = run("--lang zh-CN");
    assert!(notes.contains("得出的集群信息：clusterId=cls-8kq2mz7w"), "{notes}");
}
