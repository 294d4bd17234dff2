//! The program itself, run with arguments and files that are wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn clbplan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clbplan")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn scratch(name: &str) -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

#[track_caller]
fn assert_usage_error(arguments: &[&str], expected: &[&str]) {
    let output = clbplan(arguments);
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{message}");
    assert!(output.stdout.is_empty());
    for part in expected {
        assert!(message.contains(part), "`{part}` is not in:\n{message}");
    }
}

#[test]
fn help_and_version_have_status_0() {
    for arguments in [&["--help"][..], &["plan", "--help"], &["validate", "--help"], &["--version"]] {
        let output = clbplan(arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stdout).unwrap().contains("clbplan"));
        assert!(output.stderr.is_empty());
    }
}

#[test]
fn wrong_usage_has_status_3() {
    assert_usage_error(&[], &["Usage: clbplan"]);
    assert_usage_error(&["plan", "-f", "x", "--colour"], &["--color"]);
    assert_usage_error(
        &["plan", "-f", "x", "-o", "junit"],
        &["possible values: text, table, wide, json, yaml, markdown, html, github, gitlab, rdjson, sarif"],
    );
    assert_usage_error(&["plna"], &["plan"]);
}

/// "No problems" would say that something was checked.
#[test]
fn files_without_a_service_are_not_called_right() {
    let directory = scratch("no-service");
    let manifest = directory.join("release.yaml");
    let text = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web, namespace: shop}\nspec: {chart: {spec: {chart: web}}}\n";
    fs::write(&manifest, text).unwrap();
    let manifest = manifest.display().to_string();
    for (arguments, expected) in [
        (&["validate", manifest.as_str()][..], "No Service in 1 file: nothing was checked."),
        (&["validate", &manifest, "--lang", "zh-CN"], "1 个文件中没有 Service，没有检查任何内容。"),
    ] {
        let output = clbplan(arguments);
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{printed}");
        assert!(printed.contains(expected) && !printed.contains("No problems"), "{printed}");
    }
}

#[test]
fn all_errors_are_reported_together() {
    let directory = scratch("errors");
    fs::write(directory.join("empty.yaml"), "").unwrap();
    fs::write(directory.join("policy.yaml"), "- a list\n").unwrap();
    let empty = directory.join("empty.yaml").display().to_string();
    let policy = directory.join("policy.yaml").display().to_string();
    assert_usage_error(
        &["plan", "-f", "missing.yaml", "-f", &empty, "--set", "regoin=x", "--clb", "nowhere", "--policy", &policy],
        &[
            "error: no such file or directory: `missing.yaml`",
            "empty.yaml` is empty",
            "did you mean `region`?",
            "`nowhere`",
            "policy.yaml` must contain an object",
            "nothing was checked: 5 errors in the input",
        ],
    );
}

/// What would read as a cluster in which nothing exists.
#[test]
fn live_objects_that_are_none_have_status_3() {
    let directory = scratch("live");
    let web = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n";
    let manifest = directory.join("web.yaml");
    fs::write(&manifest, web).unwrap();
    for (text, expected) in [
        ("NAMESPACE   NAME   TYPE\nshop   web   LoadBalancer\n", "is a table, not objects"),
        ("Error from server (Forbidden): services is forbidden\n", "contains a message of kubectl"),
        ("{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{\"kind\": ", "cannot be read"),
    ] {
        let live = directory.join("live.txt");
        fs::write(&live, text).unwrap();
        let files = [&manifest, &live].map(|path| path.display().to_string());
        assert_usage_error(&["plan", &files[0], "--live", &files[1]], &[expected, "-o yaml"]);
    }
}

/// `n` is a namespace for one reader of YAML and `false` for the other, which is kubectl's.
#[test]
fn junit_has_one_case_for_each_object() {
    let directory = scratch("junit");
    let manifest = directory.join("n.yaml");
    let text = "apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: n}\nspec: {type: LoadBalancer, ports: [{port: 80}]}\n";
    fs::write(&manifest, text).unwrap();
    let output = clbplan(&["validate", &manifest.display().to_string(), "-o", "junit"]);
    let report = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{report}");
    assert_eq!((report.matches("<testcase").count(), report.matches("<failure").count()), (1, 1), "{report}");
    assert!(report.contains("Service default/a"), "{report}");
}

#[test]
fn a_chart_is_to_be_rendered_first() {
    let directory = scratch("chart");
    fs::create_dir_all(directory.join("templates")).unwrap();
    fs::write(directory.join("Chart.yaml"), "apiVersion: v2\nname: web\nversion: 1.0.0\n").unwrap();
    fs::write(directory.join("templates/service.yaml"), "kind: {{ .Values.kind }}\n").unwrap();
    let path = directory.display().to_string();
    let command = format!("`helm template {path} | clbplan plan -f -`");
    assert_usage_error(&["plan", &path], &["none of it was checked", &command]);
    assert_usage_error(&["validate", "--lang", "zh-CN", &path], &["尚未渲染", &command]);
}

#[test]
fn what_is_a_part_of_a_chart_or_a_kustomization_is_no_manifest() {
    let directory = scratch("parts");
    let path = |name: &str| directory.join(name).display().to_string();
    fs::write(directory.join("values.yaml"), "replicaCount: 1\n").unwrap();
    fs::write(
        directory.join("patch.yaml"),
        "kind: Service\nmetadata: {name: web}\nspec:\n  ports:\n  - $patch: replace\n",
    )
    .unwrap();
    let values = path("values.yaml");
    assert_usage_error(
        &["validate", &values],
        &["contains values for a Helm chart", &format!("helm template CHART --values {values} | clbplan")],
    );
    assert_usage_error(
        &["plan", &path("patch.yaml"), "--lang", "zh-CN"],
        &["是 Kustomize 的补丁", "kubectl kustomize"],
    );
}

#[test]
fn an_encoding_is_noted() {
    let directory = scratch("encoding");
    let file = directory.join("service.yaml");
    let text = "# 服务\nkind: ConfigMap\n";
    fs::write(&file, text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()).unwrap();
    fs::write(directory.join("fake.wasm"), "no module").unwrap();
    let [file, fake] = [file, directory.join("fake.wasm")].map(|path| path.display().to_string());
    let note = "note: `";
    assert_usage_error(
        &["plan", &file, "--module", &fake],
        &[note, "it was assumed to be UTF-16LE", "is not a clbplan module"],
    );
}

#[test]
fn a_part_that_is_not_read_is_not_pruned() {
    let directory = scratch("partial");
    fs::create_dir_all(directory.join("deploy/chart")).unwrap();
    fs::write(directory.join("deploy/chart/Chart.yaml"), "apiVersion: v2\nname: web\nversion: 1.0.0\n").unwrap();
    fs::write(directory.join("deploy/web.yaml"), "kind: Service\n").unwrap();
    fs::write(directory.join("live.yaml"), "kind: Service\n").unwrap();
    let path = |name: &str| directory.join(name).display().to_string();
    assert_usage_error(
        &["plan", &path("deploy"), "--live", &path("live.yaml"), "--prune"],
        &["is not rendered", "--prune would delete Services whose manifests were not read"],
    );
}

#[test]
fn the_schema_of_the_context_is_printed() {
    let output = clbplan(&["schema", "context"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("\"lifecycleMode\""));
}

#[test]
fn completion_is_a_script() {
    let output = clbplan(&["completion", "bash"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("complete -F _clbplan"));
}

/// As kubectl calls it: with the words after `kubectl clbplan`, the last of which is to be completed.
#[test]
#[cfg(unix)]
fn kubectl_completes_the_plug_in() {
    let program = scratch("completion").join("kubectl_complete-clbplan");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_clbplan"), &program).unwrap();
    let output = Command::new(&program).args(["plan", "a.yaml", "--clu"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!((output.status.code(), text.lines().count()), (Some(0), 2), "{text}");
    assert!(text.starts_with("--cluster\tRead the cluster") && text.ends_with("\n:4\n"), "{text}");
}

#[test]
fn errors_are_reported_in_chinese() {
    assert_usage_error(&["validate", "-f", "missing.yaml", "--lang", "zh-CN"], &["找不到文件或目录 `missing.yaml`"]);
}

#[test]
fn standard_input_is_read_once() {
    assert_usage_error(&["plan", "-f", "-", "--live", "-"], &["more than once", "`<stdin>` is empty"]);
}

#[test]
fn a_file_that_is_not_a_module_is_an_error() {
    let directory = scratch("module");
    let service = directory.join("service.yaml");
    fs::write(&service, "kind: Service\n").unwrap();
    fs::write(directory.join("fake.wasm"), "no module").unwrap();
    let service = service.display().to_string();
    let fake = directory.join("fake.wasm").display().to_string();
    assert_usage_error(&["plan", "-f", &service, "--module", &fake], &["is not a clbplan module", "clbplan.wasm"]);
    assert_usage_error(
        &["plan", "-f", &service, "--module", "missing.wasm"],
        &["no such file or directory: `missing.wasm`"],
    );
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_is_not_an_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clbplan"))
        .arg("--help")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

/// The reader of a pipe is gone: nobody sees the answer, but the status is still that of the answer.
#[test]
#[cfg(unix)]
fn a_closed_pipe_does_not_hide_errors() {
    let directory = scratch("closed-pipe");
    let manifest = directory.join("a.yaml");
    fs::write(&manifest, "kind: Service\nmetadata: {name: A}\n").unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_clbplan"))
        .args(["validate", "-o", "json"])
        .arg(manifest)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[cfg(target_os = "linux")]
fn a_closed_output_has_status_3() {
    let run = |redirection: &str| {
        let script = format!("exec \"$0\" schema context {redirection}");
        let output = Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_clbplan")]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (status, message) = run(">&-");
    assert!(status == Some(3) && message.contains("cannot write the output"), "{message}");
    assert_eq!(run(">/dev/null"), (Some(0), String::new()));
    assert_eq!(run("<>/dev/null >&0"), (Some(0), String::new()));
}

/// A stand-in for kubectl on the `PATH` shows what it is called with.
#[test]
#[cfg(unix)]
fn a_kustomization_is_rendered_by_kubectl() {
    use std::os::unix::fs::PermissionsExt;
    let directory = scratch("kustomize");
    let program = directory.join("kubectl");
    fs::write(&program, "#!/bin/sh\n[ \"$3\" = wrong ] && echo no such overlay >&2 && exit 1\necho \"kind: $1 $3\"\n")
        .unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clbplan"));
        let output = command.args(arguments).env("PATH", &directory).stdin(Stdio::null()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap())
    };
    let (status, text) = run(&["validate", "-k", "overlay", "-o", "junit"]);
    assert!(status == Some(0) && text.contains("&lt;kustomize overlay&gt;"), "{text}");
    let (status, text) = run(&["validate", "-k", "wrong"]);
    assert_eq!(status, Some(3));
    assert!(text.contains("`kubectl kustomize wrong` failed\n  why: no such overlay"), "{text}");
    fs::remove_file(&program).unwrap();
    let (status, text) = run(&["plan", "-k", "overlay"]);
    assert!(status == Some(3) && text.contains("kustomize build overlay | clbplan plan"), "{text}");
}

/// kubectl would fetch it; this program contacts nothing that it was not asked to.
#[test]
fn a_remote_kustomization_is_not_fetched() {
    assert_usage_error(
        &["plan", "-k", "https://example.com/a/b"],
        &["`https://example.com/a/b` is not a folder: remote kustomizations are not fetched", "clone the repository"],
    );
    assert_usage_error(&["plan", "-k", "git@example.com:a/b", "--lang", "zh"], &["不会获取远程的 kustomization"]);
}
