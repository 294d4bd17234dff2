//! Reads the clusters: one from files, a capture or over the network, or several captures.
//!
//! Of several captures, one that cannot be used does not stop the audit of the others: it is reported in the answer.

use super::cluster_input::{ClusterInput, LiveFilesOrObjects, named_ids};
use super::messages;
use crate::audit_arguments::{AuditArguments, NamedStateFile};
use crate::cloud_state_files::{self, Completeness};
use crate::finding_verbosity::FindingDetail;
use crate::input_error::InputError;
use crate::live_state::{
    self, ContextAndLiveContext, LiveStateNeeds, LiveStateReader, text_of_objects_with_load_balancers,
};
use crate::localization::TranslatableText;
use crate::read_files::Stdin;
use crate::source_files::SourceFiles;
use crate::streams::Streams;
use crate::{messages as common, progress, reject_kubectl_messages_as_live, specified_facts};
use clbplan_live::cloud::{CloudState, load_balancer_ids};
use clbplan_live::{Fact, FactSource, LiveState, facts_of_load_balancers};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// A cluster, or why it cannot be audited.
pub struct NamedCluster {
    pub name: String,
    pub input: Result<ClusterInput, Vec<InputError>>,
}

/// What all clusters have in common.
struct Shared {
    context: Option<Value>,
    /// `--clb` or `--cloud`, and when it was read.
    cloud: Option<(CloudState, Option<String>)>,
    detail: FindingDetail,
    /// Notes name the cluster that they are about.
    has_several: bool,
}

impl Shared {
    /// Nothing but facts.
    fn of_context(context: Option<&Value>) -> Shared {
        Shared { context: context.cloned(), cloud: None, detail: FindingDetail::Brief, has_several: false }
    }
}

/// Reads the clusters. Returns them, and notes for the user.
///
/// # Errors
/// Everything that keeps all of them from being audited.
pub fn read(
    arguments: &AuditArguments,
    streams: &mut Streams<'_>,
) -> Result<(Vec<NamedCluster>, Vec<TranslatableText>), Vec<InputError>> {
    let (mut errors, mut notes) = (Vec::new(), Vec::new());
    if streams.terminal.stdin && arguments.live.iter().any(|path| path == Path::new("-")) {
        streams.write_error(&format!("{}\n", common::STDIN_WAITS.text(arguments.answer.lang)));
    }
    let mut stdin = Stdin::new(streams.stdin);
    let live = SourceFiles::read("--live", &arguments.live, &mut stdin, &mut errors, &mut notes);
    reject_kubectl_messages_as_live::check(&live, &mut errors);
    let mut context = specified_facts::read(arguments.facts.as_deref(), &arguments.set, &mut errors, &mut notes);
    if arguments.live_complete {
        let context = context.get_or_insert_with(|| Value::Object(Map::new()));
        context.as_object_mut().map(|context| context.insert("liveComplete".to_string(), true.into()));
    }
    let cloud = (!arguments.clb.is_empty()).then(|| {
        let completeness = if arguments.clb_complete { Completeness::Claimed } else { Completeness::Unknown };
        let files = cloud_state_files::read(&arguments.clb, completeness, &mut errors);
        notes.extend(files.notes);
        (CloudState { state: files.state, ..CloudState::default() }, None)
    });
    let states = read_states(&arguments.cluster_state, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    let detail = arguments.answer.detail();
    let mut shared = Shared { context, cloud, detail, has_several: states.len() > 1 };
    let clusters = if states.is_empty() {
        vec![one_cluster(arguments, live, &mut shared, streams, &mut notes)?]
    } else {
        if arguments.cloud.cloud {
            let text: String = states.iter().filter_map(|(_, state)| state.as_ref().ok()).map(text_of).collect();
            let state = over_the_network(arguments, &text, &shared, streams, &mut notes)?;
            shared.cloud = state.cloud.map(|cloud| (cloud, Some(state.read_at)));
        }
        let cluster = |(name, state): (String, Result<LiveState, InputError>)| {
            let input = state.map_err(|error| vec![error]);
            let input = input.and_then(|state| input_of_state(&name, state, &shared, &mut notes));
            NamedCluster { input, name }
        };
        states.into_iter().map(cluster).collect()
    };
    Ok((without_duplicates(clusters), notes))
}

/// The files of `--cluster-state`, each with its name.
fn read_states(
    states: &[NamedStateFile],
    errors: &mut Vec<InputError>,
) -> Vec<(String, Result<LiveState, InputError>)> {
    let mut read: Vec<(String, Result<LiveState, InputError>)> = Vec::new();
    for NamedStateFile { name, path } in states {
        if read.iter().any(|(known, _)| known == name) {
            let error = InputError::new(messages::SAME_NAME.with("name", name.as_str()));
            errors.push(error.help(&messages::SAME_NAME_HELP));
        }
        read.push((name.clone(), read_state(path)));
    }
    read
}

fn read_state(path: &Path) -> Result<LiveState, InputError> {
    let (state, _) = live_state::read_file(path)?;
    if state.cluster.is_none() {
        return Err(no_cluster(&path.display().to_string()));
    }
    Ok(state)
}

fn no_cluster(path: &str) -> InputError {
    InputError::new(messages::NO_CLUSTER_IN_STATE.with("path", path)).help(&messages::NO_CLUSTER_IN_STATE_HELP)
}

/// The cluster of `--live`, `--state` or `--cluster`.
fn one_cluster(
    arguments: &AuditArguments,
    live: SourceFiles,
    shared: &mut Shared,
    streams: &mut Streams<'_>,
    notes: &mut Vec<TranslatableText>,
) -> Result<NamedCluster, Vec<InputError>> {
    let state = match &arguments.state {
        Some(path) => Some(read_state(path).map_err(|error| vec![error])?),
        None if arguments.cluster.cluster || arguments.cloud.cloud => {
            Some(over_the_network(arguments, &live.joined_text(), shared, streams, notes)?)
        }
        None => None,
    };
    let name = messages::THIS_CLUSTER.text(arguments.answer.lang).to_string();
    let input = match state {
        Some(state) if state.cluster.is_some() => input_of_state(&name, state, shared, notes)?,
        state => {
            if let Some(cloud) = state.and_then(|state| Some((state.cloud?, Some(state.read_at)))) {
                shared.cloud = Some(cloud);
            }
            input_of_files(&name, live, shared, notes)?
        }
    };
    Ok(NamedCluster { name, input: Ok(input) })
}

fn over_the_network(
    arguments: &AuditArguments,
    live: &str,
    shared: &Shared,
    streams: &mut Streams<'_>,
    notes: &mut Vec<TranslatableText>,
) -> Result<LiveState, Vec<InputError>> {
    let contexts = ContextAndLiveContext { context: shared.context.clone(), live_context: None };
    let manifests = SourceFiles::default();
    let needs = LiveStateNeeds {
        manifests: &manifests,
        live,
        namespace: None,
        namespaces: &[],
        cluster_id: contexts.text_today("clusterId"),
        region: contexts.text_today("region"),
    };
    let Some(reader) = LiveStateReader::new(&arguments.cluster, Some(&arguments.cloud)) else {
        return Err(vec![InputError::new(&live_state::messages::NOTHING_TO_AUDIT)]);
    };
    let delay = Duration::from_secs(1);
    let reading = &live_state::messages::READING;
    let (state, read_notes) =
        progress::show_during(streams.progress(), delay, arguments.answer.lang, reading, || reader.read(&needs))?;
    notes.extend(read_notes);
    Ok(state)
}

/// The objects that may name load balancers.
fn text_of(state: &LiveState) -> String {
    state.cluster.as_ref().map(text_of_objects_with_load_balancers).unwrap_or_default()
}

/// A cluster of a file of `clbplan capture`, with facts that the user specified.
///
/// # Errors
/// The file has no cluster, or the facts contradict it.
pub fn input_of_one_state(
    name: &str,
    state: LiveState,
    context: Option<&Value>,
) -> Result<ClusterInput, Vec<InputError>> {
    if state.cluster.is_none() {
        return Err(vec![no_cluster(name)]);
    }
    input_of_state(name, state, &Shared::of_context(context), &mut Vec::new())
}

/// A cluster of objects in a file, with facts that the user specified.
///
/// # Errors
/// The facts contradict the objects.
pub fn input_of_dump(name: &str, live: SourceFiles, context: Option<&Value>) -> Result<ClusterInput, Vec<InputError>> {
    input_of_files(name, live, &Shared::of_context(context), &mut Vec::new())
}

fn input_of_state(
    name: &str,
    mut state: LiveState,
    shared: &Shared,
    notes: &mut Vec<TranslatableText>,
) -> Result<ClusterInput, Vec<InputError>> {
    let text = text_of(&state);
    let mut cloud_read_at = Some(state.read_at.clone());
    let mut not_checked = Vec::new();
    if let Some((cloud, read_at)) = &shared.cloud {
        let (cloud, missing) = of_cluster(cloud, &text, shared);
        not_checked.extend(missing);
        state.facts.retain(|fact| is_of_cluster(fact.source));
        let has_region = state.facts.iter().any(|fact| fact.key == "region");
        let of_cloud = cloud.map(|cloud| facts_of_cloud(cloud, &text)).unwrap_or_default().into_iter();
        state.facts.extend(of_cloud.filter(|fact| !has_region || fact.source != FactSource::CloudRegion));
        state.cloud = cloud.cloned();
        cloud_read_at = read_at.clone();
    } else if state.cloud.is_none() {
        not_checked.push(TranslatableText::from(&messages::NO_CLOUD));
    }
    let context = context(name, shared, &state.facts, notes)?;
    // A list from files cannot change while it is read; what it lacks is already noted.
    let cloud_was_read = cloud_read_at.is_some();
    not_checked.extend(live_state::not_read(&state, cloud_was_read));
    let LiveState { cluster, cloud, read_at, .. } = state;
    let live = LiveFilesOrObjects::Objects(cluster.map(|cluster| cluster.objects).unwrap_or_default());
    let (read_at, named) = (Some(read_at), named_ids(&text));
    Ok(ClusterInput { name: name.to_string(), read_at, live, context, cloud, cloud_read_at, not_checked, named })
}

fn input_of_files(
    name: &str,
    live: SourceFiles,
    shared: &Shared,
    notes: &mut Vec<TranslatableText>,
) -> Result<ClusterInput, Vec<InputError>> {
    let (cloud, missing) = match &shared.cloud {
        Some((cloud, _)) => of_cluster(cloud, &live.joined_text(), shared),
        None => (None, Some(TranslatableText::from(&messages::NO_CLOUD))),
    };
    let mut facts = live_state::of_live_files(&live);
    facts.extend(cloud.map(|cloud| facts_of_cloud(cloud, &live.joined_text())).unwrap_or_default());
    let context = context(name, shared, &facts, notes)?;
    let state = LiveState { cloud: cloud.cloned(), ..LiveState::default() };
    let mut not_checked: Vec<TranslatableText> = missing.into_iter().collect();
    if shared.cloud.as_ref().is_some_and(|(_, read_at)| read_at.is_some()) {
        not_checked.extend(live_state::not_read(&state, true));
    }
    let named = named_ids(&live.joined_text());
    let cloud_read_at = shared.cloud.as_ref().and_then(|(_, read_at)| read_at.clone());
    let (cloud, live) = (state.cloud, LiveFilesOrObjects::Files(live));
    Ok(ClusterInput { name: name.to_string(), read_at: None, live, context, cloud, cloud_read_at, not_checked, named })
}

/// What the load balancers show about the cluster whose objects are in the text. Files do not say which region they are of.
fn facts_of_cloud(cloud: &CloudState, text: &str) -> Vec<Fact> {
    let mut facts = facts_of_load_balancers(cloud.load_balancers(), text);
    if !cloud.region.is_empty() && !facts.iter().any(|fact| fact.key == "region") {
        let (key, value) = ("region".to_string(), cloud.region.as_str().into());
        facts.push(Fact { key, value, source: FactSource::CloudRegion });
    }
    facts
}

/// True for a fact that the cluster showed when it was read, whichever cloud is joined with it.
fn is_of_cluster(source: FactSource) -> bool {
    match source {
        FactSource::ServerVersion
        | FactSource::ServerAddress
        | FactSource::ServiceList
        | FactSource::KubernetesService
        | FactSource::Nodes(_) => true,
        FactSource::Tags(_) | FactSource::LoadBalancers(_) | FactSource::CloudRegion => false,
    }
}

/// The specified facts with the derived ones.
fn context(
    name: &str,
    shared: &Shared,
    facts: &[Fact],
    notes: &mut Vec<TranslatableText>,
) -> Result<Option<Value>, Vec<InputError>> {
    let mut contexts = ContextAndLiveContext { context: shared.context.clone(), live_context: None };
    let mut errors = Vec::new();
    let of_facts = live_state::with_derived_facts(&mut contexts, facts, shared.detail, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    notes.extend(of_facts.into_iter().map(|note| match shared.has_several {
        true => messages::OF_CLUSTER.with("name", name).with("text", note),
        false => note,
    }));
    Ok(contexts.context)
}

/// The cloud of all clusters as one of them sees it, and what it does not show. One that has no load balancer of a cluster is
/// not used for it: all of them would seem to be deleted.
fn of_cluster<'c>(
    cloud: &'c CloudState,
    text: &str,
    shared: &Shared,
) -> (Option<&'c CloudState>, Option<TranslatableText>) {
    let named = load_balancer_ids(text);
    let is_of_others = shared.has_several && !named.is_empty() && !named.iter().any(|id| cloud.lists(id));
    if is_of_others {
        return (None, Some(messages::CLOUD_OF_OTHERS.with("n", named.len().to_string())));
    }
    let of_files = shared.cloud.as_ref().is_some_and(|(_, read_at)| read_at.is_none());
    // What the network did not return is told with its reason.
    let is_partial = of_files && !cloud.is_complete();
    (Some(cloud), is_partial.then(|| TranslatableText::from(&messages::CLOUD_PARTIAL)))
}

/// Two captures of one cluster: a load balancer that only one of the two uses would look unused in the other.
fn without_duplicates(clusters: Vec<NamedCluster>) -> Vec<NamedCluster> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let check = |NamedCluster { name, input }: NamedCluster| {
        let id = input.as_ref().ok().and_then(|input| input.cluster_id()).map(str::to_string);
        let input = match id.as_ref().and_then(|id| names.get(id).map(|other| (id, other))) {
            Some((id, other)) => {
                let what = messages::SAME_CLUSTER.with("name", name.as_str()).with("other", other.as_str());
                let error = InputError::new(what.with("id", id.as_str())).why(&messages::SAME_CLUSTER_WHY);
                Err(vec![error.help(&messages::SAME_CLUSTER_HELP)])
            }
            None => input,
        };
        if let Some(id) = id {
            names.entry(id).or_insert_with(|| name.clone());
        }
        NamedCluster { name, input }
    };
    clusters.into_iter().map(check).collect()
}
