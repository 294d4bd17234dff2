//! Runs the script of `host/examples` as a pull request does.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PUBLIC: &str = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  type: LoadBalancer\n  \
                      selector: {app: web}\n  ports:\n  - {name: http, port: 80, targetPort: 8080, nodePort: 30080}\n";

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("examples")
}

fn git(repository: &Path, words: &[&str]) {
    let identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"];
    let done = Command::new("git").args(identity).args(words).current_dir(repository).output().unwrap();
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
}

fn repository(name: &str) -> PathBuf {
    let repository = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&repository);
    fs::create_dir_all(repository.join("deploy")).unwrap();
    fs::write(repository.join("deploy/web.yaml"), PUBLIC).unwrap();
    git(&repository, &["init", "--quiet"]);
    git(&repository, &["add", "."]);
    git(&repository, &["commit", "--quiet", "--message", "base"]);
    repository
}

fn run_script(repository: &Path, words: &[&str]) -> (String, Option<i32>) {
    run_script_with_format(repository, words, "markdown")
}

fn run_script_with_format(repository: &Path, words: &[&str], format: &str) -> (String, Option<i32>) {
    let mut script = Command::new(examples().join("pull-request.sh"));
    script.args(words).current_dir(repository).env("CLBPLAN", env!("CARGO_BIN_EXE_clbplan"));
    script.env("FORMAT", format);
    let Output { status, stdout, stderr } = script.output().unwrap();
    (String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap(), status.code())
}

#[test]
fn the_script_previews_a_branch() {
    let repository = repository("pull-request");
    let (same, code) = run_script(&repository, &["HEAD", "deploy"]);
    assert!(code == Some(0) && same.contains("no changes"), "{same}");

    fs::write(repository.join("deploy/web.yaml"), PUBLIC.replace("port: 80,", "port: 81,")).unwrap();
    let (changed, code) = run_script(&repository, &["HEAD", "deploy/", "--set", "clusterId=cls-abcdefgh"]);
    assert!(code == Some(0) && changed.contains("listener/TCP/81"), "{changed}");

    fs::remove_file(repository.join("deploy/web.yaml")).unwrap();
    let (gone, code) = run_script(&repository, &["HEAD", "deploy"]);
    assert!(code == Some(0) && gone.contains("DELETE") && gone.contains("[!CAUTION]"), "{gone}");

    for (words, why) in [(&["nowhere", "deploy"][..], "no commit nowhere"), (&["HEAD"], "give a commit and a folder")] {
        let (output, code) = run_script(&repository, words);
        assert!(code == Some(3) && output.contains(why), "{output}");
    }
    let (nothing, code) = run_script(&repository, &["HEAD", "elsewhere"]);
    assert!(code == Some(3) && nothing.contains("there are no manifests"), "{nothing}");
}

/// The fault of the file that the branch does not touch is counted, and does not fail the run.
#[test]
fn old_faults_do_not_fail_a_branch() {
    let repository = repository("pull-request-old");
    let wrong = "  annotations: {service.cloud.tencent.com/specify-protocol: '{'}\n";
    let api = PUBLIC.replace("name: web", "name: api").replace("spec:\n", &format!("{wrong}spec:\n"));
    fs::write(repository.join("deploy/api.yaml"), &api).unwrap();
    git(&repository, &["add", "."]);
    git(&repository, &["commit", "--quiet", "--message", "api"]);
    fs::write(repository.join("deploy/web.yaml"), PUBLIC.replace("port: 80,", "port: 81,")).unwrap();
    let (changed, code) = run_script(&repository, &["HEAD", "deploy"]);
    assert!(code == Some(0) && changed.contains("Already found before this change: 1 error"), "{changed}");
    assert!(!changed.contains("annotation/invalid-json"), "{changed}");
    let (judged, code) = run_script(&repository, &["HEAD", "deploy", "--fail-on-old"]);
    assert!(code == Some(1) && judged.contains("annotation/invalid-json"), "{judged}");
    let states = || -> Vec<(String, String)> {
        let (sarif, _) = run_script_with_format(&repository, &["HEAD", "deploy"], "sarif");
        let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap_or_else(|_| panic!("{sarif}"));
        let results = sarif["runs"][0]["results"].as_array().unwrap().iter();
        let results = results.filter(|result| result["ruleId"] == "annotation/invalid-json");
        let file = |result: &serde_json::Value| {
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap().to_string()
        };
        let state = |result: &serde_json::Value| result["baselineState"].as_str().unwrap().to_string();
        results.map(|result| (file(result), state(result))).collect()
    };
    let pair = |file: &str, state: &str| (file.to_string(), state.to_string());
    assert_eq!(states(), [pair("deploy/api.yaml", "unchanged")]);
    fs::write(repository.join("deploy/web.yaml"), PUBLIC.replace("spec:\n", &format!("{wrong}spec:\n"))).unwrap();
    let mut both = states();
    both.sort();
    assert_eq!(both, [pair("deploy/api.yaml", "unchanged"), pair("deploy/web.yaml", "new")]);
    assert_eq!(run_script(&repository, &["HEAD", "deploy"]).1, Some(1));
}

/// A Service that was added to the target branch since is not one that this branch deletes.
#[test]
fn a_branch_that_is_behind_deletes_nothing() {
    let repository = repository("pull-request-behind");
    git(&repository, &["branch", "feature"]);
    fs::write(repository.join("deploy/api.yaml"), PUBLIC.replace("name: web", "name: api")).unwrap();
    git(&repository, &["add", "."]);
    git(&repository, &["commit", "--quiet", "--message", "api"]);
    git(&repository, &["checkout", "--quiet", "feature"]);
    let (same, code) = run_script(&repository, &["main", "deploy"]);
    assert!(code == Some(0) && same.contains("no changes") && !same.contains("DELETE"), "{same}");
}

/// A branch that upgrades the controller: the file of facts is read as it is at both commits.
#[test]
fn the_facts_are_those_of_each_commit() {
    let repository = repository("pull-request-upgrade");
    let annotated =
        PUBLIC.replace("spec:\n", "  annotations: {service.cloud.tencent.com/enable-grace-deletion: 'true'}\nspec:\n");
    fs::write(repository.join("deploy/web.yaml"), annotated).unwrap();
    fs::write(repository.join("cluster.yaml"), "controllerVersion: v2.11.0\n").unwrap();
    git(&repository, &["add", "."]);
    git(&repository, &["commit", "--quiet", "--message", "facts"]);
    let facts = ["HEAD", "deploy", "--facts", "cluster.yaml"];
    let (same, _) = run_script(&repository, &facts);
    assert!(!same.contains("annotation/too-new"), "{same}");
    fs::write(repository.join("cluster.yaml"), "controllerVersion: v2.3.0\n").unwrap();
    for facts in [&facts[..], &["HEAD", "deploy", "--facts=cluster.yaml"]] {
        let (changed, _) = run_script(&repository, facts);
        assert!(changed.contains("annotation/too-new"), "{changed}");
    }
}

#[test]
fn the_script_follows_no_link_out_of_the_checkout() {
    let repository = repository("pull-request-links");
    let outside = repository.with_file_name("pull-request-outside");
    fs::create_dir_all(outside.join("deploy")).unwrap();
    fs::write(outside.join("deploy/secret.yaml"), "password: hunter2\n").unwrap();
    std::os::unix::fs::symlink(outside.join("deploy/secret.yaml"), repository.join("deploy/link.yaml")).unwrap();
    let (skipped, _) = run_script(&repository, &["HEAD", "deploy"]);
    assert!(skipped.contains("link.yaml") && !skipped.contains("hunter2"), "{skipped}");
    std::os::unix::fs::symlink(&outside, repository.join("elsewhere")).unwrap();
    for folder in ["elsewhere", "elsewhere/deploy"] {
        let (output, code) = run_script(&repository, &["HEAD", folder]);
        assert!(code == Some(3) && output.contains("leads out of the checkout"), "{output}");
    }
}

#[test]
fn the_workflow_is_yaml_and_calls_the_script() {
    let text = fs::read_to_string(examples().join("pull-request.yaml")).unwrap();
    let workflow: serde_json::Value = serde_saphyr::from_str(&text).unwrap();
    let steps = workflow["jobs"]["plan"]["steps"].as_array().unwrap();
    let runs: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    assert!(runs.iter().any(|run| run.contains("clbplan/host/examples/pull-request.sh\" \"$BASE\" deploy")));
}

/// What the files of a pull request must not be able to do: they are only read.
#[test]
fn the_workflow_runs_nothing_of_the_pull_request() {
    let text = fs::read_to_string(examples().join("pull-request.yaml")).unwrap();
    let workflow: serde_json::Value = serde_saphyr::from_str(&text).unwrap();
    assert_eq!(workflow["permissions"], serde_json::json!({}), "each job asks for what it needs");
    let steps = |job: &str| workflow["jobs"][job]["steps"].as_array().unwrap().clone();
    let plan = steps("plan");
    let position = |is: &dyn Fn(&serde_json::Value) -> bool| plan.iter().position(is).unwrap();
    let run = |step: &serde_json::Value, part: &str| step["run"].as_str().is_some_and(|run| run.contains(part));
    let is_checkout = |step: &serde_json::Value| step["uses"].as_str().is_some_and(|uses| uses.contains("checkout"));
    let moved = position(&|step| run(step, "mv clbplan \"$RUNNER_TEMP/clbplan\""));
    let built = position(&|step| run(step, "cargo"));
    let files = position(&|step| is_checkout(step) && step["with"]["repository"].is_null());
    assert!(moved < built && built < files, "clbplan is built before the files of the pull request are there");
    assert!(plan.iter().skip(files).all(|step| !run(step, "cargo")), "cargo obeys the configuration of the files");
    assert_eq!(workflow["jobs"]["plan"]["permissions"], serde_json::json!({ "contents": "read" }));
    for job in ["comment", "verdict"] {
        assert!(!steps(job).iter().any(is_checkout), "`{job}` has no files of the pull request");
    }
    let comment =
        steps("comment").iter().filter_map(|step| step["run"].as_str().map(str::to_owned)).collect::<String>();
    assert!(comment.contains(".user.login == \"github-actions[bot]\""), "only the own comment is rewritten");
    let jobs = workflow["jobs"].as_object().unwrap().keys().flat_map(|job| steps(job)).collect::<Vec<_>>();
    for step in &jobs {
        let script = step["run"].as_str().unwrap_or_default();
        assert!(!script.contains("${{"), "an expression in a script is a part of the script: {script}");
        let Some(action) = step["uses"].as_str() else { continue };
        let commit = action.split_once('@').unwrap().1;
        assert!(commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()), "{action} is not a commit");
    }
    assert!(jobs.iter().filter(|step| is_checkout(step)).all(|step| step["with"]["persist-credentials"] == false));
}

/// Stand-ins for kubectl and tccli: a cluster whose Secrets may not be read, and two pages of load balancers.
#[test]
fn the_collector_saves_what_a_plan_reads() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("collect");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("bin")).unwrap();
    let live = examples().join("public-to-internal/live.yaml");
    let kubectl = format!(
        "case \"$2\" in services) cat '{}' ;; secrets) test -z \"$NO_SECRETS\" || exit 0; echo half; echo forbidden >&2; exit 1 ;; *) echo 'kind: List' ;; esac",
        live.display()
    );
    let tccli = "case \"$*\" in \
         'clb DescribeLoadBalancers --Limit 100 --Offset 0 '*) echo '{\"TotalCount\": 101, \"LoadBalancerSet\": [{\"LoadBalancerId\": \"lb-6efswuxa\"}]}' ;; \
         'clb DescribeLoadBalancers --Limit 100 --Offset 100 '*) echo '{\"TotalCount\": 101, \"LoadBalancerSet\": [{\"LoadBalancerId\": \"lb-ffffffff\"}]}' ;; \
         'clb Describe'*' --LoadBalancerId lb-6efswuxa --region ap-guangzhou --output json') echo '{\"Listeners\": []}' ;; \
         *) exit 1 ;; esac";
    for (name, text) in [("kubectl", kubectl.as_str()), ("tccli", tccli)] {
        let path = folder.join("bin").join(name);
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let collect = |dump: &str, no_secrets: &str| {
        let path = format!("{}:{}", folder.join("bin").display(), std::env::var("PATH").unwrap());
        let mut command = Command::new(examples().join("collect.sh"));
        command.env("NO_SECRETS", no_secrets).env("PATH", path);
        command.arg(folder.join(dump)).arg("ap-guangzhou").output().unwrap()
    };
    let output = collect("dump", "");
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{messages}");
    assert!(messages.contains("not saved: kubectl get secrets"), "{messages}");
    let exists = |name: &str| folder.join("dump").join(name).exists();
    assert!(!exists("live/secrets.yaml") && exists("clb/load-balancers-100.json"));
    assert!(exists("clb/listeners/lb-6efswuxa.json") && exists("clb/targets/lb-6efswuxa.json"));
    assert!(!exists("clb/listeners/lb-ffffffff.json"), "no object names it");
    assert!(!collect("dump", "").status.success(), "a folder is not written twice");
    // The template prints nothing for no Secret, and an empty file is an error of `--live`.
    let output = collect("none", "yes");
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!folder.join("none/live/secrets.yaml").exists() && folder.join("none/live/services.yaml").exists());
    // Without a program that it calls, the script stops before it writes anything. Its shell finds only the stand-in for kubectl.
    fs::remove_file(folder.join("bin/tccli")).unwrap();
    let mut command = Command::new("/bin/bash");
    command.arg(examples().join("collect.sh")).env("PATH", folder.join("bin"));
    let output = command.arg(folder.join("without")).arg("ap-guangzhou").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "collect.sh: tccli is not installed, or not on the PATH\n");
    assert!(!folder.join("without").exists());
}
