//! Reads cluster and cloud over the network.

use super::failures;
use super::messages;
use crate::cluster_and_cloud_arguments::{CloudArguments, ClusterConnectionArguments};
use crate::input_error::InputError;
use crate::localization::TranslatableText;
use crate::manifest_objects::manifest_objects;
use crate::source_files::SourceFiles;
use clbplan_live::cloud::{
    self, CloudAccess, CloudOptions, CloudState, CredentialSource, Environment, load_balancer_ids,
};
use clbplan_live::cluster::{self, ClusterObjects, ConnectionOptions, Kind};
use clbplan_live::{LiveState, facts};
use serde_json::Value;
use std::collections::BTreeSet;

/// The parts of an annotation's name that say what else a Service needs.
const NEEDS_SECRETS: &str = "specify-protocol";
const NEEDS_PODS: &str = "direct-access";
/// The annotation with the load balancer of a live Service.
const LOAD_BALANCER_ANNOTATION: &str = "loadbalance-id";
/// How many ids an error message lists; it also has their number.
const IDS_IN_MESSAGE: usize = 3;

/// What the plan needs beyond what every plan needs.
#[derive(Debug, Clone, Copy)]
pub struct LiveStateNeeds<'a> {
    pub manifests: &'a SourceFiles,
    /// The text of `--live`, if the cluster is not read.
    pub live: &'a str,
    /// `--namespace`.
    pub namespace: Option<&'a str>,
    /// The namespaces of deletions.
    pub namespaces: &'a [String],
    /// The cluster's id, if it is specified.
    pub cluster_id: Option<&'a str>,
    /// The cluster's region, if it is specified.
    pub region: Option<&'a str>,
}

/// What is to be read.
#[derive(Debug, Clone, Copy)]
pub struct LiveStateReader<'a> {
    cluster: Option<&'a ClusterConnectionArguments>,
    cloud: Option<&'a CloudArguments>,
}

impl<'a> LiveStateReader<'a> {
    /// `None` if neither is to be read.
    pub fn new(
        cluster: &'a ClusterConnectionArguments,
        cloud: Option<&'a CloudArguments>,
    ) -> Option<LiveStateReader<'a>> {
        let reader = LiveStateReader {
            cluster: Some(cluster).filter(|cluster| cluster.cluster),
            cloud: cloud.filter(|cloud| cloud.cloud),
        };
        (reader.cluster.is_some() || reader.cloud.is_some()).then_some(reader)
    }

    /// Reads both. Returns them, and what the user is told about them.
    ///
    /// # Errors
    /// One of them cannot be read at all, or the cloud is that of another cluster.
    pub fn read(&self, needs: &LiveStateNeeds<'_>) -> Result<(LiveState, Vec<TranslatableText>), Vec<InputError>> {
        let mut errors = Vec::new();
        let mut notes = Vec::new();
        // Before the cluster, because a missing key needs no network to be found.
        let settings = self.cloud.and_then(|cloud| {
            let settings = CloudAccess::find(&cloud_options(cloud), &Environment::of_process());
            settings.map_err(|error| errors.push(failures::of_cloud(error, ""))).ok()
        });
        let cluster = self.cluster.and_then(|cluster| {
            let read = cluster::read(&connection_options(cluster), &wanted(needs));
            read.map_err(|error| errors.push(failures::of_cluster(error))).ok()
        });
        if !errors.is_empty() {
            return Err(errors);
        }
        notes.extend(cluster.as_ref().map(cluster_note));
        let cloud = match settings {
            Some(settings) => {
                let cloud = read_cloud(&settings, cluster.as_ref(), needs).map_err(|error| vec![error])?;
                notes.push(cloud_note(&cloud, &settings.source));
                Some(cloud)
            }
            None => None,
        };
        Ok((LiveState::new(cluster, cloud), notes))
    }
}

fn connection_options(cluster: &ClusterConnectionArguments) -> ConnectionOptions {
    ConnectionOptions {
        kubeconfig: cluster.kubeconfig.clone(),
        context: cluster.context.clone(),
        impersonate: cluster.impersonate.clone(),
        impersonate_groups: cluster.impersonate_groups.clone(),
        timeout: cluster.request_timeout,
    }
}

fn cloud_options(cloud: &CloudArguments) -> CloudOptions {
    CloudOptions { profile: cloud.profile.clone(), region: cloud.region.clone(), endpoint: cloud.endpoint.clone() }
}

/// An empty name stands for the namespace of the context, which is not known yet.
fn wanted(needs: &LiveStateNeeds<'_>) -> cluster::NamespacesToRead {
    let mut wanted = cluster::NamespacesToRead::default();
    wanted.namespaces.extend(needs.namespaces.iter().cloned());
    wanted.namespaces.extend(needs.namespace.map(str::to_string));
    let texts: Vec<&str> = needs.manifests.files().map(|(_, text)| text).collect();
    for found in manifest_objects(needs.manifests) {
        let own = found.object.namespace.filter(|namespace| !namespace.is_empty());
        let namespace = own.unwrap_or_else(|| needs.namespace.unwrap_or_default().to_string());
        let text = texts.get(found.file).copied().unwrap_or_default();
        if text.contains(NEEDS_SECRETS) {
            wanted.secrets_in.insert(namespace.clone());
        }
        if text.contains(NEEDS_PODS) {
            wanted.pods_in.insert(namespace.clone());
        }
        wanted.namespaces.insert(namespace);
    }
    wanted
}

fn read_cloud(
    settings: &CloudAccess,
    cluster: Option<&ClusterObjects>,
    needs: &LiveStateNeeds<'_>,
) -> Result<CloudState, InputError> {
    let of_cluster = facts(cluster, None);
    let derived = |key: &str| {
        let fact = of_cluster.iter().find(|fact| fact.key == key)?;
        fact.value.as_str()
    };
    let live = cluster.map_or_else(|| needs.live.to_string(), text_of_objects_with_load_balancers);
    let wanted = cloud::LoadBalancersToRead {
        manifests: needs.manifests.joined_text().into_owned(),
        cluster_id: needs.cluster_id.or(derived("clusterId")).map(str::to_string),
        live,
    };
    let cloud = cloud::read(settings, &wanted).map_err(|error| failures::of_cloud(error, &settings.region))?;
    check_region(&cloud, &wanted.live, needs.region, derived("region"))?;
    Ok(cloud)
}

/// The objects that may name load balancers, one in a line.
pub fn text_of_objects_with_load_balancers(cluster: &ClusterObjects) -> String {
    let kinds = [Kind::Service, Kind::TkeServiceConfig, Kind::Ingress].map(Kind::name);
    let kind = |object: &Value| object.get("kind").and_then(Value::as_str).is_some_and(|kind| kinds.contains(&kind));
    let lines = cluster.objects.iter().filter(|object| kind(object)).map(|object| format!("{object}\n"));
    lines.collect()
}

/// In another region every load balancer of the cluster would seem to be deleted.
fn check_region(
    cloud: &CloudState,
    live: &str,
    specified: Option<&str>,
    of_nodes: Option<&str>,
) -> Result<(), InputError> {
    let region = cloud.region.as_str();
    let named: BTreeSet<&str> =
        live.lines().filter(|line| line.contains(LOAD_BALANCER_ANNOTATION)).flat_map(load_balancer_ids).collect();
    let is_confirmed = specified.or(of_nodes) == Some(region);
    if is_confirmed || named.iter().any(|id| cloud.lists(id)) || named.is_empty() && of_nodes.is_none() {
        return Ok(());
    }
    let what = if named.is_empty() {
        messages::OTHER_REGION_OF_NODES.with("region", region).with("nodes", of_nodes.unwrap_or_default())
    } else {
        let mut ids: Vec<String> = named.iter().take(IDS_IN_MESSAGE).map(|id| format!("`{id}`")).collect();
        if named.len() > IDS_IN_MESSAGE {
            ids.push(format!("… ({})", named.len()));
        }
        messages::OTHER_REGION.with("region", region).with("ids", TranslatableText::List(ids))
    };
    let why = match of_nodes {
        Some(of_nodes) => messages::OTHER_REGION_WHY.with("nodes", of_nodes),
        None => TranslatableText::from(&messages::OTHER_REGION_UNKNOWN_WHY),
    };
    Err(InputError::new(what).why(why).help(messages::OTHER_REGION_HELP.with("region", region)))
}

fn cluster_note(cluster: &ClusterObjects) -> TranslatableText {
    let count = |kind: Kind| {
        let is_kind = |object: &&Value| object.get("kind").and_then(Value::as_str) == Some(kind.name());
        match cluster.objects.iter().filter(is_kind).count() {
            // Not none: the list was not read.
            0 if cluster.not_read.iter().any(|list| list.kind == kind) => "?".to_owned(),
            count => count.to_string(),
        }
    };
    let note = match &cluster.context {
        Some(context) => messages::READ_CLUSTER.with("context", context.as_str()),
        None => TranslatableText::from(&messages::READ_OWN_CLUSTER),
    };
    let note = note.with("server", cluster.server.as_str());
    note.with("services", count(Kind::Service)).with("nodes", count(Kind::Node))
}

fn cloud_note(cloud: &CloudState, source: &CredentialSource) -> TranslatableText {
    let source = match source {
        CredentialSource::Environment => "TENCENTCLOUD_SECRET_ID",
        CredentialSource::PodRole => "TKE_ROLE_ARN",
        CredentialSource::File(path) => path,
    };
    let count = cloud.load_balancers().len().to_string();
    messages::READ_CLOUD.with("region", cloud.region.as_str()).with("count", count).with("source", source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::localization::Lang;
    use serde_json::json;

    fn region_error(named: &str, specified: Option<&str>, of_nodes: Option<&str>) -> String {
        let state = json!({ "loadBalancers": [{ "LoadBalancerId": "lb-00000001" }] });
        let Value::Object(state) = state else { panic!("no object") };
        let cloud = CloudState { region: "ap-guangzhou".to_string(), state, ..CloudState::default() };
        let live = format!("service.kubernetes.io/loadbalance-id: {named}\nother: lb-00000001\n");
        let checked = check_region(&cloud, &live, specified, of_nodes);
        checked.err().map(|error| error.text(Lang::En)).unwrap_or_default()
    }

    #[test]
    fn another_region_is_an_error() {
        let gone = "lb-00000002";
        assert_eq!(region_error("lb-00000001", None, Some("ap-shanghai")), "");
        assert_eq!(region_error(gone, None, Some("ap-guangzhou")), "");
        assert_eq!(region_error(gone, Some("ap-guangzhou"), Some("ap-shanghai")), "");
        assert_eq!(region_error("", None, None), "");
        let error = region_error(gone, None, Some("ap-shanghai"));
        assert!(
            error.contains("in region `ap-guangzhou`: `lb-00000002`") && error.contains("`ap-shanghai`"),
            "{error}"
        );
        let error = region_error("lb-00000002 lb-00000003 lb-00000004 lb-00000005", None, None);
        assert!(error.contains("… (4)") && error.contains("--set region=ap-guangzhou"), "{error}");
        assert!(region_error("", None, Some("ap-shanghai")).contains("the nodes are in `ap-shanghai`"));
    }

    #[test]
    fn namespaces_are_those_of_manifests_and_deletions() {
        let file = |name: &str, text: &str| (name.to_string(), text.to_string());
        let manifests = SourceFiles::of([
            file("a.yaml", "kind: Service\nmetadata: {name: a, annotations: {x/specify-protocol: '{}'}}\n"),
            file(
                "b.yaml",
                "kind: Service\nmetadata: {name: b, namespace: pay, annotations: {x/direct-access: 'true'}}\n",
            ),
        ]);
        let needs = LiveStateNeeds {
            manifests: &manifests,
            live: "",
            namespace: None,
            namespaces: &["data".to_string()],
            cluster_id: None,
            region: None,
        };
        let names = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join(" ");
        let wanted_of = |needs: &LiveStateNeeds<'_>| {
            let wanted = wanted(needs);
            (names(&wanted.namespaces), names(&wanted.secrets_in), names(&wanted.pods_in))
        };
        assert_eq!(wanted_of(&needs), (" data pay".to_string(), String::new(), "pay".to_string()));
        assert_eq!(wanted(&needs).secrets_in.len(), 1);
        let needs = LiveStateNeeds { namespace: Some("shop"), ..needs };
        assert_eq!(wanted_of(&needs), ("data pay shop".to_string(), "shop".to_string(), "pay".to_string()));
    }
}
