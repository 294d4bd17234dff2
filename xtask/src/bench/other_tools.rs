//! Other validators on the same manifests in the same run: their time for 1,000 Services, and which of the mistakes in
//! `host/bench/faulty_manifests/` they find.
//!
//! All are installed from Go's module proxy in a fixed version. kube-linter is missing, because the proxy did not serve its
//! import path; kube-score is a tool of the same kind.

use super::bench_folder::folder;
use super::run_program::released;
use super::table::{Table, ratio, time};
use crate::run_command::{command, root, run, stdout_of};
use anyhow::{Context, ensure};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const ROUNDS: usize = 3;

/// Import path and version.
const PACKAGES: [(&str, &str); 4] = [
    ("github.com/yannh/kubeconform/cmd/kubeconform", "v0.8.0"),
    ("github.com/zegl/kube-score/cmd/kube-score", "v1.20.0"),
    ("sigs.k8s.io/kubectl-validate", "v0.0.4"),
    ("github.com/open-policy-agent/opa", "v1.22.3"),
];

struct Tool {
    name: &'static str,
    /// The rules it applies.
    rules: &'static str,
    /// The extension of the file that it reads.
    extension: &'static str,
    command: fn(&Path) -> Command,
    /// The number of findings in its output.
    findings: fn(&Output) -> usize,
}

const TOOLS: [Tool; 5] = [
    Tool {
        name: "clbplan validate",
        rules: "its rules of Kubernetes 1.34 and of TKE",
        extension: "yaml",
        command: clbplan,
        findings: findings_in_report,
    },
    Tool {
        name: "kubeconform -strict",
        rules: "the schema of Service, taken from the OpenAPI document of Kubernetes 1.34.1",
        extension: "yaml",
        command: kubeconform,
        findings: findings_by_status,
    },
    Tool {
        name: "kubectl-validate",
        rules: "the schemas and structural rules of Kubernetes 1.30, as kubectl's maintainers check offline",
        extension: "yaml",
        command: kubectl_validate,
        findings: findings_by_status,
    },
    Tool {
        name: "kube-score",
        rules: "its own recommendations",
        extension: "yaml",
        command: kube_score,
        findings: findings_by_line,
    },
    Tool {
        name: "opa eval",
        rules: "`policy.rego`, six rules written for this comparison",
        extension: "list.yaml",
        command: opa,
        findings: findings_in_number,
    },
];

/// Times, and the mistakes found.
pub fn tables() -> anyhow::Result<String> {
    install()?;
    schemas()?;
    Ok(format!("{}\n{}", times()?, faulty_manifests()?))
}

fn times() -> anyhow::Result<String> {
    let mut table = Table::new(&["tool", "one Service", "1,000 Services", "vs. clbplan"]);
    let mut shortest = vec![[Duration::MAX; 2]; TOOLS.len()];
    for _ in 0..ROUNDS {
        for (tool, best) in TOOLS.iter().zip(&mut shortest) {
            for (services, best) in [1, 1_000].iter().zip(best) {
                let file = folder().join(format!("services-{services}.{}", tool.extension));
                let start = Instant::now();
                let output = output(tool, &file)?;
                *best = start.elapsed().min(*best);
                let expected = output.status.success() || tool.name == "kube-score";
                ensure!(expected, "{} failed: {}", tool.name, String::from_utf8_lossy(&output.stderr));
            }
        }
    }
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let ours = shortest.first().map_or(Duration::MAX, |[_, many]| *many);
    for (tool, [one, many]) in TOOLS.iter().zip(&shortest) {
        let relative = ratio(milliseconds(*many), milliseconds(ours));
        table.row(&[
            format!("{}: {}", tool.name, tool.rules),
            time(milliseconds(*one)),
            time(milliseconds(*many)),
            relative,
        ]);
    }
    Ok(table.text())
}

/// A mistake counts as found if the tool has more findings than in the file without mistakes.
fn faulty_manifests() -> anyhow::Result<String> {
    let mut heads = vec!["mistake"];
    heads.extend(TOOLS.iter().map(|tool| tool.name));
    let mut table = Table::new(&heads);
    let mut baseline: Option<Vec<usize>> = None;
    let mut found = [0; TOOLS.len()];
    let files = files()?;
    for file in &files {
        let counts = TOOLS.iter().map(|tool| Ok((tool.findings)(&output(tool, file)?)));
        let counts = counts.collect::<anyhow::Result<Vec<usize>>>()?;
        let Some(baseline) = &baseline else {
            baseline = Some(counts);
            continue;
        };
        let text = fs::read_to_string(file)?;
        let mistake = text.lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
        let mut cells = vec![mistake];
        for ((count, baseline), found) in counts.iter().zip(baseline).zip(&mut found) {
            *found += usize::from(count > baseline);
            cells.push(if count > baseline { "✓" } else { "" }.to_owned());
        }
        table.row(&cells);
    }
    let of = |number: &usize| format!("**{number} of {}**", files.len().saturating_sub(1));
    table.row(&[&["**found**".to_owned()], found.iter().map(of).collect::<Vec<_>>().as_slice()].concat());
    Ok(table.text())
}

/// The files; the first has no mistake.
fn files() -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(root().join("host/bench/faulty_manifests"))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

fn output(tool: &Tool, file: &Path) -> anyhow::Result<Output> {
    (tool.command)(file).output().with_context(|| format!("cannot start {}", tool.name))
}

fn tools() -> PathBuf {
    folder().join("tools")
}

fn install() -> anyhow::Result<()> {
    ensure!(stdout_of(command("go").arg("version")).is_some(), "Go is required to install the other tools");
    let versions = format!("{PACKAGES:?}");
    let stamp = tools().join("versions");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == versions) {
        return Ok(());
    }
    for (package, version) in PACKAGES {
        run(command("go").args(["install", &format!("{package}@{version}")]).env("GOBIN", tools()))?;
    }
    Ok(fs::write(stamp, versions)?)
}

fn tool(name: &str) -> Command {
    command(tools().join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

fn clbplan(file: &Path) -> Command {
    let mut command = released("clbplan");
    command.args(["validate", "-o", "json", "-f"]).arg(file);
    command
}

fn kubeconform(file: &Path) -> Command {
    let mut command = tool("kubeconform");
    let schemas = folder().join("schemas").join("{{ .ResourceKind }}.json");
    command.arg("-strict").arg("-schema-location").arg(schemas).arg(file);
    command
}

fn kubectl_validate(file: &Path) -> Command {
    let mut command = tool("kubectl-validate");
    command.args(["--version", "1.30"]).arg(file);
    command
}

fn kube_score(file: &Path) -> Command {
    let mut command = tool("kube-score");
    command.args(["score", "-o", "ci"]).arg(file);
    command
}

fn opa(file: &Path) -> Command {
    let mut command = tool("opa");
    let policy = root().join("host/bench/policy.rego");
    command
        .args(["eval", "--format", "raw", "--data"])
        .arg(policy)
        .arg("--input")
        .arg(file)
        .arg("count(data.clb.deny)");
    command
}

/// clbplan: errors and warnings.
fn findings_in_report(output: &Output) -> usize {
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let number = |key: &str| report.pointer(&format!("/summary/{key}")).and_then(Value::as_u64).unwrap_or(0);
    usize::try_from(number("errors") + number("warnings")).unwrap_or(usize::MAX)
}

fn findings_by_status(output: &Output) -> usize {
    usize::from(!output.status.success())
}

/// kube-score: critical findings and warnings; no output at all means that it could not read the file.
fn findings_by_line(output: &Output) -> usize {
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines().filter(|line| line.starts_with("[CRITICAL]") || line.starts_with("[WARNING]"));
    if text.is_empty() { usize::MAX } else { lines.count() }
}

/// OPA: the result of the query; anything else means that it could not read the file.
fn findings_in_number(output: &Output) -> usize {
    String::from_utf8_lossy(&output.stdout).trim().parse().unwrap_or(usize::MAX)
}

/// Writes the schema of a Service for kubeconform, from the OpenAPI document in Kubernetes' source.
fn schemas() -> anyhow::Result<()> {
    let mut download = command("go");
    download.args(["mod", "download", "-json", "k8s.io/kubernetes"]);
    let text = stdout_of(download.current_dir(root().join("tests/kubernetes/oracle")));
    let module: Value = serde_json::from_str(&text.context("cannot download the source of Kubernetes")?)?;
    let source = module.get("Dir").and_then(Value::as_str).context("Go printed no directory")?;
    let document = fs::read_to_string(Path::new(source).join("api/openapi-spec/swagger.json"))?;
    let document: Value = serde_json::from_str(&document)?;
    let service = resolve(&document, "#/definitions/io.k8s.api.core.v1.Service")?;
    fs::create_dir_all(folder().join("schemas"))?;
    Ok(fs::write(folder().join("schemas/service.json"), service.to_string())?)
}

/// A definition with all references resolved; members that it does not name are not allowed.
fn resolve(document: &Value, reference: &str) -> anyhow::Result<Value> {
    let pointer = reference.trim_start_matches('#');
    let found = document.pointer(pointer).with_context(|| format!("the document has no {reference}"))?;
    let mut schema = resolve_references(document, found)?;
    if let Some(members) = schema.as_object_mut().filter(|members| members.contains_key("properties")) {
        members.insert("additionalProperties".to_owned(), false.into());
    }
    Ok(schema)
}

fn resolve_references(document: &Value, schema: &Value) -> anyhow::Result<Value> {
    match schema {
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                return resolve(document, reference);
            }
            if members.get("format").and_then(Value::as_str) == Some("int-or-string") {
                return Ok(serde_json::json!({ "type": ["integer", "string"] }));
            }
            // Validators of JSON Schema do not know OpenAPI's number formats.
            let members = members.iter().filter(|(key, value)| *key != "format" || !value.is_string());
            members.map(|(key, value)| Ok((key.clone(), resolve_references(document, value)?))).collect()
        }
        Value::Array(items) => items.iter().map(|item| resolve_references(document, item)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(schema.clone()),
    }
}
