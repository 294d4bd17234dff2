//! What could not be read, in as few lines as there are reasons.

use super::failures::cluster_reason;
use super::messages;
use crate::localization::{Message, TranslatableText};
use clbplan_live::LiveState;
use clbplan_live::cloud;
use clbplan_live::cluster::{self, ClusterReadFailure, Kind, ListScope};

/// One text for each reason. A cloud that was not read, but given in files, has no list that could change meanwhile.
pub fn not_read(state: &LiveState, cloud_was_read: bool) -> Vec<TranslatableText> {
    let mut texts = Vec::new();
    if let Some(cluster) = &state.cluster {
        let lists = cluster.not_read.iter().map(|missing| (list_name(missing), reason(&missing.failure)));
        texts.extend(by_reason(lists, &messages::NOT_READ));
    }
    if let Some(cloud) = &state.cloud {
        let calls = cloud.not_read.iter().map(|missing| (call_name(missing), call_reason(&missing.failure)));
        texts.extend(by_reason(calls, &messages::NOT_READ_CLOUD));
        if cloud_was_read && !cloud.is_complete() {
            texts.push(TranslatableText::from(&messages::NOT_COMPLETE));
        }
    }
    texts
}

/// Joins what has the same reason, in the order of its first occurrence.
fn by_reason(
    missing: impl Iterator<Item = (String, TranslatableText)>,
    message: &'static Message,
) -> Vec<TranslatableText> {
    let mut groups: Vec<(TranslatableText, Vec<String>)> = Vec::new();
    for (name, reason) in missing {
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => groups.push((reason, vec![name])),
        }
    }
    let text = |(reason, names)| message.with("lists", TranslatableText::List(names)).with("reason", reason);
    groups.into_iter().map(text).collect()
}

/// As kubectl names it: `secrets -n shop`.
fn list_name(missing: &cluster::NotRead) -> String {
    let resource = match missing.kind {
        Kind::ControllerConfig => "configmap/tke-service-controller-config",
        Kind::Service
        | Kind::Node
        | Kind::EndpointSlice
        | Kind::Endpoints
        | Kind::TkeServiceConfig
        | Kind::ServiceCidr
        | Kind::Ingress
        | Kind::Secret
        | Kind::Pod => missing.kind.resource(),
    };
    match &missing.scope {
        ListScope::Namespace(namespace) => format!("{resource} -n {namespace}"),
        ListScope::Cluster if matches!(missing.kind, Kind::Node | Kind::ServiceCidr) => resource.to_string(),
        ListScope::Cluster => format!("{resource} -A"),
    }
}

/// The server's own text about a permission repeats what the list is called.
fn reason(failure: &ClusterReadFailure) -> TranslatableText {
    match failure {
        ClusterReadFailure::Forbidden(_) => TranslatableText::from(&messages::NO_PERMISSION),
        ClusterReadFailure::Unauthorized(text) => messages::NOT_ACCEPTED.with("text", text.as_str()),
        ClusterReadFailure::NotFound
        | ClusterReadFailure::Credentials(_)
        | ClusterReadFailure::Certificate(_)
        | ClusterReadFailure::Unreachable(_)
        | ClusterReadFailure::TimedOut(_)
        | ClusterReadFailure::Busy(_)
        | ClusterReadFailure::PagesExpired
        | ClusterReadFailure::TooLarge(_)
        | ClusterReadFailure::InvalidAnswer(_)
        | ClusterReadFailure::Status { .. } => cluster_reason(failure),
    }
}

fn call_name(missing: &cloud::NotRead) -> String {
    let action = missing.action.name();
    missing.load_balancer.as_ref().map_or_else(|| action.to_string(), |id| format!("{action} {id}"))
}

fn call_reason(failure: &cloud::CloudCallFailure) -> TranslatableText {
    match failure {
        cloud::CloudCallFailure::Denied(text) => messages::DENIED.with("text", text.as_str()),
        cloud::CloudCallFailure::Throttled(_) => TranslatableText::from(&messages::THROTTLED),
        cloud::CloudCallFailure::InvalidCredential(_)
        | cloud::CloudCallFailure::ExpiredCredential(_)
        | cloud::CloudCallFailure::Clock(_)
        | cloud::CloudCallFailure::WrongRegion(_)
        | cloud::CloudCallFailure::Unreachable(_)
        | cloud::CloudCallFailure::InvalidAnswer(_)
        | cloud::CloudCallFailure::Api { .. } => failure.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::localization::Lang;
    use clbplan_live::cloud::{CloudState, ReadAction};
    use clbplan_live::cluster::ClusterObjects;

    #[test]
    fn one_line_for_each_reason() {
        let missing = |kind, scope, failure| cluster::NotRead { kind, scope, failure };
        let forbidden = || ClusterReadFailure::Forbidden("nodes is forbidden: …".to_string());
        let not_read = vec![
            missing(Kind::Node, ListScope::Cluster, forbidden()),
            missing(Kind::ServiceCidr, ListScope::Cluster, ClusterReadFailure::NotFound),
            missing(Kind::Secret, ListScope::Namespace("shop".to_string()), forbidden()),
            missing(Kind::Ingress, ListScope::Cluster, ClusterReadFailure::TooLarge(64)),
        ];
        let cluster = ClusterObjects { not_read, ..ClusterObjects::default() };
        let denied = |id: &str| cloud::NotRead {
            action: ReadAction::DescribeTargets,
            load_balancer: Some(id.to_string()),
            failure: cloud::CloudCallFailure::Denied("UnauthorizedOperation: no".to_string()),
        };
        let cloud = CloudState { not_read: vec![denied("lb-1"), denied("lb-2")], ..CloudState::default() };
        let state = LiveState { cluster: Some(cluster), cloud: Some(cloud), ..LiveState::default() };
        let texts: Vec<String> = super::not_read(&state, true).iter().map(|text| text.text(Lang::En)).collect();
        assert_eq!(
            texts,
            [
                "not read from the cluster: nodes, secrets -n shop (no permission)",
                "not read from the cluster: servicecidrs (the cluster has no such kind)",
                "not read from the cluster: ingresses -A (the answer is larger than 64 MiB)",
                "not read from the cloud: DescribeTargets lb-1, DescribeTargets lb-2 (no permission: UnauthorizedOperation: no)",
                "load balancers may be missing: their list changed while it was read",
            ]
        );
        assert_eq!(super::not_read(&state, false).len(), texts.len() - 1);
        assert!(super::not_read(&LiveState::default(), true).is_empty());
    }
}
