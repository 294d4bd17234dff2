//! Why cluster or cloud cannot be read at all: what, why, and what to do.

use super::messages;
use crate::input_error::InputError;
use crate::localization::TranslatableText;
use clbplan_live::cloud::{self, CloudReadError};
use clbplan_live::cluster::{self, ConnectError};
use std::path::Path;

/// The cluster.
pub fn of_cluster(error: ConnectError) -> InputError {
    match error {
        ConnectError::NoKubeconfig(path) => {
            InputError::new(messages::NO_KUBECONFIG.with("path", path)).help(&messages::NO_KUBECONFIG_HELP)
        }
        ConnectError::InvalidKubeconfig(text) => {
            InputError::new(&messages::INVALID_KUBECONFIG).caused_by(text).help(&messages::INVALID_KUBECONFIG_HELP)
        }
        ConnectError::NoContext(known) => InputError::new(&messages::NO_CONTEXT).help(contexts_help(known, None)),
        ConnectError::UnknownContext { name, known } => {
            let help = contexts_help(known, Some(&name));
            InputError::new(messages::UNKNOWN_CONTEXT.with("name", name)).help(help)
        }
        ConnectError::Server { server, failure } => of_server(server, &failure),
    }
}

fn contexts_help(known: Vec<String>, name: Option<&str>) -> TranslatableText {
    let is_file = name.is_some_and(|name| Path::new(name).is_file());
    match known.as_slice() {
        [] => TranslatableText::from(&messages::NO_CONTEXTS_HELP),
        _ if is_file => messages::CONTEXTS_OR_FACTS_HELP.with("known", TranslatableText::List(known)),
        _ => messages::CONTEXTS_HELP.with("known", TranslatableText::List(known)),
    }
}

fn of_server(server: String, failure: &cluster::ClusterReadFailure) -> InputError {
    use cluster::ClusterReadFailure;
    let (what, help) = match failure {
        ClusterReadFailure::Unauthorized(_) => (&messages::CREDENTIALS_REFUSED, &messages::CREDENTIALS_REFUSED_HELP),
        ClusterReadFailure::Credentials(_) => (&messages::NO_CREDENTIALS, &messages::NO_CREDENTIALS_HELP),
        ClusterReadFailure::Certificate(_) => (&messages::UNTRUSTED, &messages::UNTRUSTED_HELP),
        ClusterReadFailure::Unreachable(_) => (&messages::UNREACHABLE, &messages::UNREACHABLE_HELP),
        ClusterReadFailure::TimedOut(_) => (&messages::SLOW, &messages::SLOW_HELP),
        ClusterReadFailure::Forbidden(_) => (&messages::SERVICES_NOT_READ, &messages::SERVICES_FORBIDDEN_HELP),
        ClusterReadFailure::NotFound
        | ClusterReadFailure::Busy(_)
        | ClusterReadFailure::PagesExpired
        | ClusterReadFailure::TooLarge(_)
        | ClusterReadFailure::InvalidAnswer(_)
        | ClusterReadFailure::Status { .. } => (&messages::SERVICES_NOT_READ, &messages::SERVICES_NOT_READ_HELP),
    };
    InputError::new(what.with("server", server)).why(cluster_reason(failure)).help(help)
}

/// A failure of the cluster as the cause of something else.
pub fn cluster_reason(failure: &cluster::ClusterReadFailure) -> TranslatableText {
    use cluster::ClusterReadFailure;
    match failure {
        ClusterReadFailure::NotFound => TranslatableText::from(&messages::NO_SUCH_KIND),
        ClusterReadFailure::TimedOut(limit) => messages::TIMED_OUT.with("n", limit.as_secs_f32().to_string()),
        ClusterReadFailure::Busy(text) => messages::BUSY.with("text", text.as_str()),
        ClusterReadFailure::PagesExpired => TranslatableText::from(&messages::PAGES_EXPIRED),
        ClusterReadFailure::TooLarge(limit) => messages::ANSWER_TOO_LARGE.with("limit", limit.to_string()),
        ClusterReadFailure::Forbidden(_)
        | ClusterReadFailure::Unauthorized(_)
        | ClusterReadFailure::Credentials(_)
        | ClusterReadFailure::Certificate(_)
        | ClusterReadFailure::Unreachable(_)
        | ClusterReadFailure::InvalidAnswer(_)
        | ClusterReadFailure::Status { .. } => failure.to_string().into(),
    }
}

/// The cloud. `region` is the one that was asked, if it is known.
pub fn of_cloud(error: CloudReadError, region: &str) -> InputError {
    match error {
        CloudReadError::NoCredential(places) => InputError::new(&messages::NO_KEY)
            .why(messages::NO_KEY_WHY.with("places", TranslatableText::List(places)))
            .help(&messages::NO_KEY_HELP),
        CloudReadError::InvalidFile { path, why } => {
            InputError::new(messages::KEY_FILE.with("path", path)).caused_by(why)
        }
        CloudReadError::LoginExpired(profile) => {
            InputError::new(messages::LOGIN_EXPIRED.with("profile", profile.as_str()))
                .help(messages::LOGIN_EXPIRED_HELP.with("profile", profile))
        }
        CloudReadError::NoRegion => InputError::new(&messages::NO_REGION).help(&messages::NO_REGION_HELP),
        CloudReadError::Call(failure) => of_call(&failure, region),
    }
}

fn of_call(failure: &cloud::CloudCallFailure, region: &str) -> InputError {
    use cloud::CloudCallFailure;
    let (what, help) = match failure {
        CloudCallFailure::InvalidCredential(_) => (&messages::KEY_REFUSED, Some(&messages::KEY_REFUSED_HELP)),
        CloudCallFailure::ExpiredCredential(_) => (&messages::KEY_EXPIRED, Some(&messages::KEY_EXPIRED_HELP)),
        CloudCallFailure::Clock(_) => (&messages::CLOCK, Some(&messages::CLOCK_HELP)),
        CloudCallFailure::Denied(_) => (&messages::LIST_DENIED, Some(&messages::LIST_DENIED_HELP)),
        CloudCallFailure::Throttled(_) => (&messages::THROTTLED, Some(&messages::THROTTLED_HELP)),
        CloudCallFailure::WrongRegion(_) => (&messages::WRONG_REGION, Some(&messages::WRONG_REGION_HELP)),
        CloudCallFailure::Unreachable(_) => (&messages::CLOUD_UNREACHABLE, Some(&messages::CLOUD_UNREACHABLE_HELP)),
        CloudCallFailure::InvalidAnswer(_) | CloudCallFailure::Api { .. } => (&messages::CLOUD_NOT_READ, None),
    };
    let error = InputError::new(what.with("region", region)).caused_by(failure);
    match help {
        Some(help) => error.help(help),
        None => error,
    }
}
