//! One file: its cluster as it is, planned by the module, as lines.

use super::json_lines::{ClusterLine, FailureLine, FleetLine, OrphanLine, ServiceLine};
use super::resume_from_output::sha256;
use crate::audit::{ClusterInput, answer, input_of_dump, input_of_one_state};
use crate::input_error::InputError;
use crate::localization::Lang;
use crate::module::ModuleApi;
use crate::read_files::{self, FileText};
use crate::render_answer;
use crate::source_files::SourceFiles;
use crate::{live_state, reject_kubectl_messages_as_live};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What is the same for all clusters.
pub struct SameForAllClusters<'a, M> {
    /// Facts about the clusters.
    pub context: Option<Value>,
    pub ignore: &'a [String],
    pub lang: Lang,
    pub module: &'a M,
}

/// The parts of a plan that the lines are made of; its words as they are, so that none of a later version is lost.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Plan {
    format_version: String,
    complete: bool,
    overview: Vec<Group>,
    services: Vec<Service>,
    #[serde(default)]
    orphans: Vec<Orphan>,
    diagnostics: Vec<Finding>,
    #[serde(default)]
    assumptions: Vec<Code>,
}

#[derive(Deserialize)]
struct Group {
    danger: String,
    services: Vec<Name>,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord, Clone)]
struct Name {
    namespace: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Service {
    namespace: String,
    name: String,
    load_balancer: LoadBalancer,
}

#[derive(Deserialize)]
struct LoadBalancer {
    verdict: String,
    vip: String,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    addresses: Addresses,
    #[serde(default)]
    because: Vec<Code>,
}

#[derive(Deserialize, Default)]
struct Addresses {
    #[serde(default)]
    before: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Code {
    #[serde(default)]
    code: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Orphan {
    load_balancer_id: String,
    because: Code,
}

#[derive(Deserialize)]
struct Finding {
    code: String,
    severity: String,
    #[serde(default)]
    object: Option<Object>,
}

#[derive(Deserialize)]
struct Object {
    kind: String,
    #[serde(default)]
    namespace: Option<String>,
    #[serde(default)]
    name: Option<String>,
}

/// The lines of one file.
pub fn lines(path: &Path, same: &SameForAllClusters<'_, impl ModuleApi>) -> Vec<FleetLine> {
    let file = path.display().to_string();
    try_lines(path, &file, same).unwrap_or_else(|errors| {
        let texts: Vec<String> = errors.iter().map(|error| error.sentence(same.lang)).collect();
        vec![FleetLine::Failure(FailureLine { file, error: texts.join(same.lang.clause_separator()) })]
    })
}

fn try_lines(
    path: &Path,
    file: &str,
    same: &SameForAllClusters<'_, impl ModuleApi>,
) -> Result<Vec<FleetLine>, Vec<InputError>> {
    let bytes = read_files::read_bytes(path).map_err(|error| vec![error])?;
    let sha256 = sha256(&bytes);
    let input = input(file, bytes, same)?;
    let json = answer(&input, same.ignore, same.lang, same.module).map_err(|error| vec![error])?;
    let plan: Plan = render_answer::decode(&json).map_err(|error| vec![error])?;
    render_answer::check_version(&plan.format_version).map_err(|error| vec![error])?;
    Ok(lines_of_plan(plan, file, sha256, &input))
}

/// The cluster: a file of `clbplan capture`, or objects.
fn input(
    file: &str,
    bytes: Vec<u8>,
    same: &SameForAllClusters<'_, impl ModuleApi>,
) -> Result<ClusterInput, Vec<InputError>> {
    if live_state::is_state(&bytes) {
        let state = live_state::decode(file, &bytes).map_err(|error| vec![error])?;
        return input_of_one_state(file, state, same.context.as_ref());
    }
    let FileText { name, text, .. } = read_files::decode(file.to_string(), bytes).map_err(|error| vec![error])?;
    let live = SourceFiles::of([(name, text)]);
    let mut errors = Vec::new();
    reject_kubectl_messages_as_live::check(&live, &mut errors);
    if errors.is_empty() { input_of_dump(file, live, same.context.as_ref()) } else { Err(errors) }
}

fn lines_of_plan(plan: Plan, file: &str, sha256: String, input: &ClusterInput) -> Vec<FleetLine> {
    let cluster_id = input.cluster_id().map(str::to_string);
    let (mut findings, mut other_findings) = (BTreeMap::<Name, Vec<Finding>>::new(), BTreeMap::<String, usize>::new());
    for finding in plan.diagnostics {
        match finding.object.as_ref().and_then(service_name) {
            Some(name) => findings.entry(name).or_default().push(finding),
            None => *other_findings.entry(finding.code).or_default() += 1,
        }
    }
    let dangers: BTreeMap<Name, String> = plan
        .overview
        .into_iter()
        .flat_map(|group| group.services.into_iter().map(move |service| (service, group.danger.clone())))
        .collect();
    let mut lines: Vec<FleetLine> = plan
        .services
        .into_iter()
        .filter_map(|service| {
            let name = Name { namespace: service.namespace.clone(), name: service.name.clone() };
            let findings = findings.get(&name).map(Vec::as_slice).unwrap_or_default();
            let danger = dangers.get(&name).cloned().unwrap_or_default();
            service_line(service, danger, findings, (file, &cluster_id))
        })
        .map(FleetLine::Service)
        .collect();
    let services = lines.len();
    let orphan = |orphan: Orphan| OrphanLine {
        file: file.to_string(),
        cluster_id: cluster_id.clone(),
        load_balancer_id: orphan.load_balancer_id,
        because: orphan.because.code,
    };
    lines.extend(plan.orphans.into_iter().map(orphan).map(FleetLine::Orphan));
    lines.push(FleetLine::Cluster(ClusterLine {
        file: file.to_string(),
        sha256,
        orphans: lines.len() - services,
        services,
        complete: plan.complete,
        read_at: input.read_at.clone(),
        other_findings,
        not_checked: distinct(plan.assumptions.into_iter().map(|assumption| assumption.code)),
        cluster_id,
    }));
    lines
}

/// The Service that an object is.
fn service_name(object: &Object) -> Option<Name> {
    let name = || Some(Name { namespace: object.namespace.clone()?, name: object.name.clone()? });
    (object.kind == "Service").then(name).flatten()
}

/// The line of a Service; none for one without a load balancer and without findings.
fn service_line(
    service: Service,
    danger: String,
    findings: &[Finding],
    (file, cluster_id): (&str, &Option<String>),
) -> Option<ServiceLine> {
    if service.load_balancer.verdict == "none" && findings.is_empty() {
        return None;
    }
    let count = |severity: &str| findings.iter().filter(|finding| finding.severity == severity).count();
    Some(ServiceLine {
        file: file.to_string(),
        cluster_id: cluster_id.clone(),
        namespace: service.namespace,
        name: service.name,
        danger,
        verdict: service.load_balancer.verdict,
        vip: service.load_balancer.vip,
        load_balancer_id: service.load_balancer.id,
        addresses: service.load_balancer.addresses.before,
        because: service.load_balancer.because.into_iter().map(|reason| reason.code).collect(),
        errors: count("error"),
        warnings: count("warning"),
        infos: count("info"),
        codes: distinct(findings.iter().map(|finding| finding.code.clone())),
    })
}

/// The codes, each once, in order.
fn distinct(codes: impl Iterator<Item = String>) -> Vec<String> {
    let codes: BTreeSet<String> = codes.collect();
    codes.into_iter().collect()
}
