//! Everything that a request is made of: files first, then cluster and cloud, then facts that follow from them.

use crate::arguments::{CommonArguments, PlanArguments, PlanOrValidate};
use crate::blank_unselected_objects::{self, LiveService};
use crate::cloud_state_files::{self, Completeness};
use crate::input_error::InputError;
use crate::live_state::{self, ContextAndLiveContext, LiveStateNeeds, LiveStateReader};
use crate::messages::{self, TranslatableText};
use crate::read_files::{FileText, Stdin};
use crate::reject_flag_combinations::flag_about_live;
use crate::request::{LiveObjects, PlanOrValidateRequest, PlanScope, PruneScope, PruneWithin, ServiceName};
use crate::source_files::SourceFiles;
use crate::streams::Streams;
use crate::{
    json_or_yaml_file, namespace_flag, progress, reject_kubectl_messages_as_live, render_kustomization, specified_facts,
};
use clbplan_live::{Fact, LiveState};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The namespace of objects that name none, if the kubeconfig names none either.
const DEFAULT_NAMESPACE: &str = "default";

/// The name of live objects in locations.
const LIVE: &str = "<live>";

/// The request to the module, and the inputs that its answer is rendered with.
pub struct RequestAndInputs {
    pub manifests: SourceFiles,
    /// The files of `--live`.
    pub live: SourceFiles,
    pub request: String,
    /// Notes for the user about how the inputs were read, such as a guessed encoding.
    pub notes: Vec<TranslatableText>,
    /// What could not be read of cluster and cloud, and which manifests are not selected.
    pub not_read: Vec<TranslatableText>,
    /// The namespace of manifests that name none, if it is known.
    pub namespace: Option<String>,
    /// There are objects of the cluster, so that each finding is old or new.
    pub is_compared: bool,
}

/// The content of all files.
struct Files {
    manifests: SourceFiles,
    live: SourceFiles,
    contexts: ContextAndLiveContext,
    clb: Option<Map<String, Value>>,
    policy: Option<Map<String, Value>>,
    state: Option<LiveState>,
    notes: Vec<TranslatableText>,
}

/// Reads all inputs.
///
/// # Errors
/// Everything that is wrong with the files; if they are right, why cluster or cloud cannot be read.
pub fn read(command: PlanOrValidate<'_>, streams: &mut Streams<'_>) -> Result<RequestAndInputs, Vec<InputError>> {
    let common = command.common();
    let plan = plan_arguments(command);
    let mut files = read_files(command, streams)?;
    if let Some(reader) = LiveStateReader::new(&common.cluster, plan.map(|plan| &plan.cloud)) {
        let namespaces: Vec<String> =
            command.deletions().services().into_iter().map(|service| service.namespace).collect();
        let needs = LiveStateNeeds {
            manifests: &files.manifests,
            live: &files.live.joined_text(),
            namespace: common.namespace.as_deref(),
            namespaces: &namespaces,
            cluster_id: files.contexts.text_today("clusterId"),
            region: files.contexts.text_today("region"),
        };
        let (state, notes) = progress::show_during(
            streams.progress(),
            Duration::from_secs(1),
            common.answer.lang,
            &live_state::messages::READING,
            || reader.read(&needs),
        )?;
        files.notes.extend(notes);
        files.state = Some(state);
    }
    let mut errors = Vec::new();
    let facts = files.facts();
    files.notes.extend(live_state::with_derived_facts(
        &mut files.contexts,
        &facts,
        common.answer.detail(),
        &mut errors,
    ));
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut not_read = files.state.as_ref().map(|state| live_state::not_read(state, true)).unwrap_or_default();
    let namespace = namespace(common, files.state.as_ref());
    let deletions = select(command, &mut files, namespace.as_deref(), &mut not_read).map_err(|error| vec![error])?;
    let request = request(command, &files, &deletions, namespace.as_deref())?;
    let has_cluster = files.state.as_ref().is_some_and(|state| state.cluster.is_some());
    let is_compared = has_cluster || !common.live.is_empty();
    let Files { manifests, live, notes, .. } = files;
    Ok(RequestAndInputs { manifests, live, request, notes, not_read, namespace, is_compared })
}

fn read_files(command: PlanOrValidate<'_>, streams: &mut Streams<'_>) -> Result<Files, Vec<InputError>> {
    let common = command.common();
    let plan = plan_arguments(command);
    let mut errors = Vec::new();
    if streams.terminal.stdin && common.manifests().iter().chain(&common.live).any(|path| path == Path::new("-")) {
        streams.write_error(&format!("{}\n", messages::STDIN_WAITS.text(common.answer.lang)));
    }
    let mut stdin = Stdin::new(streams.stdin);
    let mut notes = Vec::new();
    let mut read = |flag: &str, paths: &[PathBuf]| SourceFiles::read(flag, paths, &mut stdin, &mut errors, &mut notes);
    let manifests = read("--filename", &common.manifests());
    let live = read("--live", &common.live);
    let render = |folder: &PathBuf| render_kustomization::render(folder).map_err(|error| errors.push(error)).ok();
    let manifests = manifests.with(common.kustomize.iter().filter_map(render).collect());
    let mut context = specified_facts::read(common.facts.as_deref(), &common.set, &mut errors, &mut notes);
    if common.live_complete {
        let context = context.get_or_insert_with(|| Value::Object(Map::new()));
        context.as_object_mut().map(|context| context.insert("liveComplete".to_string(), true.into()));
    }
    let live_context = plan.and_then(|plan| read_live_context(plan, &mut errors));
    reject_kubectl_messages_as_live::check(&live, &mut errors);
    if let Some(namespace) = &common.namespace {
        namespace_flag::check(namespace, &manifests, &mut errors);
    }
    if plan.and_then(PlanArguments::prune_scope).is_some() && manifests.is_partial() && !live.is_partial() {
        errors.push(InputError::new(&messages::PRUNE_PARTIAL).help(&messages::PRUNE_PARTIAL_HELP));
        errors.splice(0..0, notes.drain(..).map(InputError::new));
    }
    let cloud = plan.filter(|plan| !plan.clb.is_empty()).map(|plan| {
        let completeness = if plan.clb_complete { Completeness::Claimed } else { Completeness::Unknown };
        cloud_state_files::read(&plan.clb, completeness, &mut errors)
    });
    let policy = plan
        .and_then(|plan| plan.policy.as_deref())
        .and_then(|path| json_or_yaml_file::object(path, &mut notes).map_err(|error| errors.push(error)).ok());
    let state =
        common.state.as_deref().and_then(|path| live_state::read_file(path).map_err(|error| errors.push(error)).ok());
    if state.as_ref().is_some_and(|(state, _)| state.cluster.is_none()) {
        let needs = |flag: &str| InputError::new(live_state::messages::NEEDS_CLUSTER_IN_STATE.with("flag", flag));
        errors.extend(flag_about_live(command).map(needs));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let clb = cloud.map(|cloud| {
        notes.extend(cloud.notes);
        cloud.state
    });
    let state = state.map(|(state, note)| {
        notes.push(note);
        state
    });
    Ok(Files { manifests, live, contexts: ContextAndLiveContext { context, live_context }, clb, policy, state, notes })
}

/// That of the flag; with a cluster the one that kubectl would use.
fn namespace(common: &CommonArguments, state: Option<&LiveState>) -> Option<String> {
    let of_cluster = || {
        let cluster = state?.cluster.as_ref()?;
        Some(cluster.namespace.clone().unwrap_or_else(|| DEFAULT_NAMESPACE.to_string()))
    };
    common.namespace.clone().or_else(of_cluster)
}

/// Services that go away.
struct Deletions {
    named: Vec<ServiceName>,
    /// Where those go away that no manifest names.
    prune: Option<PruneScope>,
}

/// Leaves out what `--selector` does not select; what is pruned is then named one by one.
fn select(
    command: PlanOrValidate<'_>,
    files: &mut Files,
    namespace: Option<&str>,
    left_out: &mut Vec<TranslatableText>,
) -> Result<Deletions, InputError> {
    let (common, plan) = (command.common(), plan_arguments(command));
    let prune = plan.and_then(PlanArguments::prune_scope);
    let named = command.deletions().services();
    let Some(selector) = &common.selector else { return Ok(Deletions { named, prune }) };
    let selected = blank_unselected_objects::select(&files.manifests, selector, command.position_encoding())?;
    let shows_cluster = plan.is_some_and(|plan| plan.all_namespaces);
    let needs_live = shows_cluster || prune.is_some() || named.iter().any(ServiceName::is_of_whole_namespace);
    let live = if needs_live { files.live_services() } else { Vec::new() };
    let deleted = blank_unselected_objects::selected_deletions(&named, prune, &selected, (&live, selector), namespace);
    let shown = match shows_cluster {
        true => blank_unselected_objects::selected_live_services(&selected, (&live, selector), namespace),
        false => String::new(),
    };
    if deleted.is_empty() && shown.is_empty() && !common.has_manifests() {
        return Err(InputError::new(messages::NO_SERVICE_SELECTED.with("selector", selector.to_string())));
    }
    left_out.extend(selected.left_out);
    let shown =
        (!shown.is_empty()).then(|| FileText { name: LIVE.to_string(), text: shown, has_mark: false, note: None });
    let manifests = std::mem::take(&mut files.manifests).with_texts(selected.texts);
    files.manifests = manifests.with(shown.into_iter().collect());
    Ok(Deletions { named: deleted, prune: None })
}

impl Files {
    /// What cluster and cloud show, read over the network or in files.
    fn facts(&self) -> Vec<Fact> {
        let cluster = self.state.as_ref().and_then(|state| state.cluster.as_ref());
        let mut facts = self.state.as_ref().map(|state| state.facts.clone()).unwrap_or_default();
        let specifies_networks = self.contexts.today("networkModes").is_some();
        let of_files = live_state::of_live_files(&self.live).into_iter();
        // Nodes in files may be a part of those of the cluster, and their networks a part of its networks.
        facts.extend(of_files.filter(|fact| fact.key != "networkModes" || !specifies_networks));
        let of_clb = self.clb.as_ref().map(|clb| live_state::of_cloud_files(clb, &self.live, cluster));
        facts.extend(of_clb.unwrap_or_default());
        facts
    }

    fn live_services(&self) -> Vec<LiveService> {
        match self.state.as_ref().and_then(|state| state.cluster.as_ref()) {
            Some(cluster) if self.live.file_count() == 0 => LiveService::of_objects(&cluster.objects),
            Some(_) | None => LiveService::of_files(&self.live),
        }
    }
}

fn request(
    command: PlanOrValidate<'_>,
    files: &Files,
    deletions: &Deletions,
    namespace: Option<&str>,
) -> Result<String, Vec<InputError>> {
    let common = command.common();
    let plan = plan_arguments(command);
    let state = files.state.as_ref();
    let of_files = (!common.live.is_empty()).then_some(LiveObjects::Files(&files.live));
    let of_cluster = || state?.cluster.as_ref().map(|cluster| LiveObjects::listed(&cluster.objects));
    // A plan without this member derives the cloud's state from the Services; a check has no such member.
    let of_cloud = || plan.and(state)?.cloud.as_ref().map(|cloud| &cloud.state);
    let request = PlanOrValidateRequest {
        manifests: &files.manifests,
        live: of_files.or_else(of_cluster),
        default_namespace: namespace,
        context: files.contexts.context.as_ref(),
        locale: common.answer.lang,
        position_encoding: command.position_encoding(),
        ignore: &common.answer.ignore,
        delete: &deletions.named,
        recreate: &command.deletions().recreate,
        prune: deletions.prune.map(|_| true),
        prune_within: deletions
            .prune
            .filter(|scope| *scope == PruneScope::ManifestNamespaces)
            .map(|_| PruneWithin::ManifestNamespaces),
        live_context: files.contexts.live_context.as_ref(),
        scope: plan.filter(|plan| !plan.shows_everything()).map(|_| PlanScope::Named),
        clb: files.clb.as_ref().or_else(of_cloud),
        policy: files.policy.as_ref(),
        subresource: match command {
            PlanOrValidate::Plan(_) => None,
            PlanOrValidate::Validate(validate) => validate.subresource,
        },
    };
    serde_json::to_string(&request).map_err(|error| vec![InputError::new(&messages::INVALID_REQUEST).caused_by(error)])
}

pub fn plan_arguments(command: PlanOrValidate<'_>) -> Option<&PlanArguments> {
    match command {
        PlanOrValidate::Plan(plan) => Some(plan),
        PlanOrValidate::Validate(_) => None,
    }
}

/// The facts that hold today: of their own file or that of `--facts`, and single facts over both.
fn read_live_context(plan: &PlanArguments, errors: &mut Vec<InputError>) -> Option<Value> {
    let common = &plan.common;
    if plan.live_facts.is_none() && plan.live_set.is_empty() {
        return None;
    }
    let file = plan.live_facts.as_deref().or(common.facts.as_deref());
    let facts: Vec<String> = common.set.iter().chain(&plan.live_set).cloned().collect();
    // A mistake in --facts or --set is reported where those are read.
    let mut found = Vec::new();
    let context = specified_facts::read(file, &facts, &mut found, &mut Vec::new());
    if errors.is_empty() {
        errors.append(&mut found);
    }
    context
}
