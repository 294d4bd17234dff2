//! What people use today, on the same manifests in the same run: how long they take for 1,000 Services, and which of the
//! planted mistakes of `host/bench/planted/` they find.
//!
//! Each comes from Go's module proxy in a fixed version. kube-linter is not among them: its import path was not served by
//! the proxy; kube-score is a tool of the same kind.

use super::folder;
use super::program::released;
use super::table::{Table, time};
use crate::shell::{answer, command, root, run};
use anyhow::{Context, ensure};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const ROUNDS: usize = 3;

/// Go's name for it, and the version.
const PACKAGES: [(&str, &str); 4] = [
    ("github.com/yannh/kubeconform/cmd/kubeconform", "v0.8.0"),
    ("github.com/zegl/kube-score/cmd/kube-score", "v1.20.0"),
    ("sigs.k8s.io/kubectl-validate", "v0.0.4"),
    ("github.com/open-policy-agent/opa", "v1.22.3"),
];

struct Tool {
    name: &'static str,
    /// What it goes by.
    by: &'static str,
    /// Of the texts with many Services, the one it reads.
    ending: &'static str,
    command: fn(&Path) -> Command,
    /// The number of findings in what it says.
    findings: fn(&Output) -> usize,
}

const TOOLS: [Tool; 5] = [
    Tool {
        name: "clbplan validate",
        by: "its rules of Kubernetes 1.34 and of TKE",
        ending: "yaml",
        command: clbplan,
        findings: of_report,
    },
    Tool {
        name: "kubeconform -strict",
        by: "the schema of Service, taken from the OpenAPI document of Kubernetes 1.34.1",
        ending: "yaml",
        command: kubeconform,
        findings: of_status,
    },
    Tool {
        name: "kubectl-validate",
        by: "the schemas and structural rules of Kubernetes 1.30, as kubectl's maintainers check offline",
        ending: "yaml",
        command: kubectl_validate,
        findings: of_status,
    },
    Tool { name: "kube-score", by: "its own recommendations", ending: "yaml", command: kube_score, findings: of_lines },
    Tool {
        name: "opa eval",
        by: "`policy.rego`, six rules written for this comparison",
        ending: "list.yaml",
        command: opa,
        findings: of_number,
    },
];

/// Times and findings.
pub fn tables() -> anyhow::Result<String> {
    install()?;
    schemas()?;
    Ok(format!("{}\n{}", timed()?, planted()?))
}

fn timed() -> anyhow::Result<String> {
    let mut table = Table::new(&["tool", "one Service", "1,000 Services", "to clbplan"]);
    let mut shortest = vec![[Duration::MAX; 2]; TOOLS.len()];
    for _ in 0..ROUNDS {
        for (tool, best) in TOOLS.iter().zip(&mut shortest) {
            for (services, best) in [1, 1_000].iter().zip(best) {
                let file = folder().join(format!("services-{services}.{}", tool.ending));
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
        let ratio = super::table::times(milliseconds(*many), milliseconds(ours));
        table.row(&[format!("{}: {}", tool.name, tool.by), time(milliseconds(*one)), time(milliseconds(*many)), ratio]);
    }
    Ok(table.text())
}

/// A finding is one more than in the file without a mistake.
fn planted() -> anyhow::Result<String> {
    let mut heads = vec!["planted mistake"];
    heads.extend(TOOLS.iter().map(|tool| tool.name));
    let mut table = Table::new(&heads);
    let mut usual: Option<Vec<usize>> = None;
    let mut found = [0; TOOLS.len()];
    let files = files()?;
    for file in &files {
        let counts = TOOLS.iter().map(|tool| Ok((tool.findings)(&output(tool, file)?)));
        let counts = counts.collect::<anyhow::Result<Vec<usize>>>()?;
        let Some(usual) = &usual else {
            usual = Some(counts);
            continue;
        };
        let text = fs::read_to_string(file)?;
        let mistake = text.lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
        let mut cells = vec![mistake];
        for ((count, usual), found) in counts.iter().zip(usual).zip(&mut found) {
            *found += usize::from(count > usual);
            cells.push(if count > usual { "✓" } else { "" }.to_owned());
        }
        table.row(&cells);
    }
    let of = |number: &usize| format!("**{number} of {}**", files.len().saturating_sub(1));
    table.row(&[&["**found**".to_owned()], found.iter().map(of).collect::<Vec<_>>().as_slice()].concat());
    Ok(table.text())
}

/// The planted ones; the first has no mistake.
fn files() -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(root().join("host/bench/planted"))?;
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
    ensure!(answer(command("go").arg("version")).is_some(), "the other tools come from Go's proxy: this needs Go");
    let wanted = format!("{PACKAGES:?}");
    let stamp = tools().join("versions");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    for (package, version) in PACKAGES {
        run(command("go").args(["install", &format!("{package}@{version}")]).env("GOBIN", tools()))?;
    }
    Ok(fs::write(stamp, wanted)?)
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

/// Errors and warnings.
fn of_report(output: &Output) -> usize {
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let number = |key: &str| report.pointer(&format!("/summary/{key}")).and_then(Value::as_u64).unwrap_or(0);
    usize::try_from(number("errors") + number("warnings")).unwrap_or(usize::MAX)
}

fn of_status(output: &Output) -> usize {
    usize::from(!output.status.success())
}

/// What is critical or a warning, or a text that it cannot read.
fn of_lines(output: &Output) -> usize {
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines().filter(|line| line.starts_with("[CRITICAL]") || line.starts_with("[WARNING]"));
    if text.is_empty() { usize::MAX } else { lines.count() }
}

/// What the query counted, or an input that it cannot read.
fn of_number(output: &Output) -> usize {
    String::from_utf8_lossy(&output.stdout).trim().parse().unwrap_or(usize::MAX)
}

/// The schema of a Service for kubeconform, from the OpenAPI document that Kubernetes is published with.
fn schemas() -> anyhow::Result<()> {
    let mut download = command("go");
    download.args(["mod", "download", "-json", "k8s.io/kubernetes"]);
    let told =
        answer(download.current_dir(root().join("tests/kubernetes/oracle"))).context("no source of Kubernetes")?;
    let told: Value = serde_json::from_str(&told)?;
    let folder_of_source = told.get("Dir").and_then(Value::as_str).context("Go does not say where it is")?;
    let document = fs::read_to_string(Path::new(folder_of_source).join("api/openapi-spec/swagger.json"))?;
    let document: Value = serde_json::from_str(&document)?;
    let service = resolved(&document, "#/definitions/io.k8s.api.core.v1.Service")?;
    fs::create_dir_all(folder().join("schemas"))?;
    Ok(fs::write(folder().join("schemas/service.json"), service.to_string())?)
}

/// A definition with all it refers to within, and no members but those it names.
fn resolved(document: &Value, reference: &str) -> anyhow::Result<Value> {
    let pointer = reference.trim_start_matches('#');
    let found = document.pointer(pointer).with_context(|| format!("there is no {reference}"))?;
    let mut schema = inside(document, found)?;
    if let Some(members) = schema.as_object_mut().filter(|members| members.contains_key("properties")) {
        members.insert("additionalProperties".to_owned(), false.into());
    }
    Ok(schema)
}

fn inside(document: &Value, schema: &Value) -> anyhow::Result<Value> {
    match schema {
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                return resolved(document, reference);
            }
            if members.get("format").and_then(Value::as_str) == Some("int-or-string") {
                return Ok(serde_json::json!({ "type": ["integer", "string"] }));
            }
            // Formats of numbers, which a validator of JSON Schema does not know.
            let members = members.iter().filter(|(key, value)| *key != "format" || !value.is_string());
            members.map(|(key, value)| Ok((key.clone(), inside(document, value)?))).collect()
        }
        Value::Array(items) => items.iter().map(|item| inside(document, item)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(schema.clone()),
    }
}
