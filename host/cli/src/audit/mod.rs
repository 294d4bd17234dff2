//! `clbplan audit`: a cluster as it is, or several clusters of one account, without manifests.
//!
//! `read` provides the clusters, `plan_unchanged_cluster` asks the module about each with its live objects as manifests, `findings_of_plan` and
//! `join` arrange the answers as one list of findings (`report`), which `text`, `markdown` and `html` show. What would happen
//! to a load balancer is always the module's answer. What was not provided is listed as not checked, and never as absent.

pub mod audit_reference_entries;
mod cluster_input;
mod findings_across_clusters;
mod findings_of_plan;
mod html;
mod load_balancer_drift;
mod load_balancers_in_cloud_lists;
mod markdown;
mod messages;
mod plan_unchanged_cluster;
mod read_clusters;
mod report;
mod table_rows;
mod text;

use crate::ansi::UseColors;
use crate::audit_arguments::{AuditArguments, AuditOutput};
use crate::exit_status::{self, ExitStatus};
use crate::finding_verbosity::OldFindingsDetail;
use crate::input_error::InputError;
use crate::localization::Lang;
use crate::messages as common;
use crate::module::ModuleApi;
use crate::module_answer::{LoadBalancerVerdict, Plan, ServicePlan, Severity};
use crate::progress;
use crate::rename_request_members_to_flags::FlagsForRequestMembers;
use crate::render_settings::RenderSettings;
use crate::source_files::SourceFiles;
use crate::streams::Streams;
use crate::summary::assumption;
pub use cluster_input::ClusterInput;
use findings_across_clusters::{AuditedPlan, FindingsAcrossClusters, exposure, named_elsewhere, other_clusters};
use findings_of_plan::{about_input, findings};
use load_balancers_in_cloud_lists::ListedLoadBalancers;
pub use plan_unchanged_cluster::answer;
use read_clusters::NamedCluster;
pub use read_clusters::{input_of_dump, input_of_one_state};
pub use report::Audit;
use report::{AuditedCluster, FORMAT_VERSION, NextSync, NotChecked, SeverityCounts};
use std::time::Duration;

/// Loads the module.
type LoadChosenModule<'a> = &'a dyn Fn() -> Result<Box<dyn ModuleApi>, InputError>;

/// Runs the command.
pub fn audit(
    arguments: &AuditArguments,
    streams: &mut Streams<'_>,
    (colors, width): (UseColors, usize),
    load: LoadChosenModule<'_>,
) -> ExitStatus {
    let lang = arguments.answer.lang;
    let (clusters, notes) = match read_clusters::read(arguments, streams) {
        Ok(read) => read,
        Err(errors) => return streams.report_errors(&errors, lang),
    };
    streams.write_notes(&notes, lang);
    let delay = Duration::from_secs(1);
    let audit = progress::show_during(streams.progress(), delay, lang, &common::WORKING, || {
        let module = load().map_err(|error| vec![error])?;
        audit_all(&clusters, arguments, module.as_ref())
    });
    let audit = match audit {
        Ok(audit) => audit,
        Err(errors) => return streams.report_errors(&errors, lang),
    };
    let manifests = SourceFiles::default();
    let view = RenderSettings {
        lang,
        colors,
        width,
        table_width: streams.terminal.columns.map(usize::from),
        manifests: &manifests,
        namespace: None,
        old: OldFindingsDetail::Listed,
        detail: arguments.answer.detail(),
        is_compared: false,
        not_read: &[],
        root: None,
    };
    let output = match arguments.output {
        AuditOutput::Text => Ok(text::render(&audit, &view)),
        AuditOutput::Json => json(&audit),
        AuditOutput::Markdown => Ok(markdown::render(&audit, &view)),
        AuditOutput::Html => html::render(&audit, &view),
    };
    streams.write_output(output.map(|output| (output, status(&audit, arguments))), lang)
}

fn json(audit: &Audit) -> Result<String, InputError> {
    let text = serde_json::to_string_pretty(audit);
    text.map(|text| text + "\n").map_err(|error| InputError::new(&common::NOT_WRITTEN).caused_by(error))
}

/// A cluster that could not be audited may have any finding.
fn status(audit: &Audit, arguments: &AuditArguments) -> ExitStatus {
    let is_failure = |severity: Severity| exit_status::is_failure(severity, arguments.fail_on);
    let has_failed = audit.clusters.iter().any(|cluster| cluster.error.is_some());
    if has_failed || audit.findings.iter().any(|finding| is_failure(finding.severity)) {
        ExitStatus::Findings
    } else {
        ExitStatus::Success
    }
}

/// Asks the module about each cluster, and joins the answers.
///
/// # Errors
/// No cluster could be audited.
fn audit_all(
    clusters: &[NamedCluster],
    arguments: &AuditArguments,
    module: &dyn ModuleApi,
) -> Result<Audit, Vec<InputError>> {
    let lang = arguments.answer.lang;
    let names = FlagsForRequestMembers::new(
        if arguments.live.is_empty() { "--cluster" } else { "--live" },
        if arguments.clb.is_empty() { "--cloud" } else { "--clb" },
    );
    let answers: Vec<Result<(&ClusterInput, Plan), Vec<InputError>>> = clusters
        .iter()
        .map(|cluster| {
            let input = cluster.input.as_ref().map_err(Clone::clone)?;
            let plan = plan_unchanged_cluster::plan(input, &arguments.answer.ignore, (lang, names), module)
                .map_err(|error| vec![error])?;
            Ok((input, plan))
        })
        .collect();
    let audited: Vec<AuditedPlan<'_>> =
        answers.iter().flatten().map(|(input, plan)| AuditedPlan { input, plan }).collect();
    if audited.is_empty() {
        let mut errors: Vec<InputError> = answers.into_iter().filter_map(Result::err).flatten().collect();
        if errors.len() > 1 {
            errors.push(InputError::new(&messages::NONE_READ));
        }
        return Err(errors);
    }
    let listed = |cluster: (&NamedCluster, &Result<(&ClusterInput, Plan), Vec<InputError>>)| {
        let (NamedCluster { name, .. }, answer) = cluster;
        listed_cluster(name, answer, lang)
    };
    let listed: Vec<AuditedCluster> = clusters.iter().zip(&answers).map(listed).collect();
    Ok(joined(listed, &audited, arguments))
}

fn listed_cluster(name: &str, answer: &Result<(&ClusterInput, Plan), Vec<InputError>>, lang: Lang) -> AuditedCluster {
    match answer {
        Ok((input, plan)) => AuditedCluster {
            name: name.to_string(),
            cluster_id: input.cluster_id().map(str::to_string),
            read_at: input.read_at.clone(),
            services: Some(plan.services.iter().filter(|service| has_load_balancer(service)).count()),
            error: None,
        },
        Err(errors) => {
            let texts: Vec<String> = errors.iter().map(|error| error.sentence(lang)).collect();
            AuditedCluster {
                name: name.to_string(),
                cluster_id: None,
                read_at: None,
                services: None,
                error: Some(texts.join(lang.clause_separator())),
            }
        }
    }
}

fn has_load_balancer(service: &ServicePlan) -> bool {
    service.load_balancer.verdict != LoadBalancerVerdict::None
}

/// The assumptions of a plan. Programs get each sentence; people get one sentence for all Services that it is about.
fn assumed(plan: &Plan, arguments: &AuditArguments) -> Vec<String> {
    match arguments.output {
        AuditOutput::Json => plan.assumptions.iter().map(|assumption| assumption.message.clone()).collect(),
        AuditOutput::Text | AuditOutput::Markdown | AuditOutput::Html => {
            assumption::sentences(&plan.assumptions, arguments.answer.detail(), arguments.answer.lang)
        }
    }
}

fn joined(clusters: Vec<AuditedCluster>, audited: &[AuditedPlan<'_>], arguments: &AuditArguments) -> Audit {
    let lang = arguments.answer.lang;
    let inputs: Vec<&ClusterInput> = audited.iter().map(|cluster| cluster.input).collect();
    let account = ListedLoadBalancers::of(&inputs);
    let (mut found, mut not_checked) = (Vec::new(), Vec::new());
    let mut add = |FindingsAcrossClusters { findings, not_checked: missing }: FindingsAcrossClusters| {
        found.extend(findings);
        missing.into_iter().for_each(|(cluster, text)| note(&mut not_checked, cluster, text));
    };
    for cluster in audited {
        let name = &cluster.input.name;
        let own = cluster.input.not_checked.iter().map(|text| text.text(lang));
        let of_input = about_input(cluster.plan).map(str::to_string);
        let texts = own.chain(of_input).chain(assumed(cluster.plan, arguments));
        add(FindingsAcrossClusters {
            findings: findings(name, cluster.plan, &account, lang),
            not_checked: texts.map(|text| (Some(name.clone()), text)).collect(),
        });
        add(exposure(cluster, &account, lang));
    }
    let failed: Vec<&str> =
        clusters.iter().filter(|cluster| cluster.error.is_some()).map(|cluster| cluster.name.as_str()).collect();
    add(other_clusters(audited, &failed, &arguments.known_cluster, &account, lang));
    for cluster in clusters.iter().filter(|cluster| cluster.error.is_some()) {
        let what = cluster.error.clone().unwrap_or_default();
        let text = messages::CLUSTER_FAILED.format(lang, &[("what", &what)]);
        add(FindingsAcrossClusters { findings: Vec::new(), not_checked: vec![(Some(cluster.name.clone()), text)] });
    }
    let mut findings = named_elsewhere(found, audited, &account, lang);
    findings.sort_by(|one, other| {
        let is_harmless = |finding: &report::Finding| !finding.plan.as_ref().is_some_and(NextSync::loses_address);
        let key = |finding: &report::Finding| {
            (finding.severity, is_harmless(finding), finding.kind, finding.cluster.is_none())
        };
        let rest = |finding: &report::Finding| (finding.cluster.clone(), finding.rank, finding.code.clone());
        key(one).cmp(&key(other)).then_with(|| rest(one).cmp(&rest(other)))
    });
    Audit {
        format_version: FORMAT_VERSION,
        complete: not_checked.is_empty(),
        summary: SeverityCounts::of(&findings),
        load_balancers: account.count(),
        clusters,
        findings,
        not_checked,
    }
}

/// Adds what was not checked; the same about several clusters is one entry.
fn note(not_checked: &mut Vec<NotChecked>, cluster: Option<String>, message: String) {
    match not_checked.iter_mut().find(|known| known.message == message && cluster.is_some()) {
        Some(known) => known.clusters.extend(cluster.filter(|cluster| !known.clusters.contains(cluster))),
        None => not_checked.push(NotChecked { clusters: cluster.into_iter().collect(), message }),
    }
}
