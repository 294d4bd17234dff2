//! Asks the module what happens to a cluster that nobody changes: its live objects are the manifests.

use super::cluster_input::{ClusterInput, LiveFilesOrObjects};
use crate::input_error::InputError;
use crate::messages::{self, Lang};
use crate::module::{Function, ModuleApi, call_error};
use crate::module_answer::{Plan, RequestError};
use crate::rename_request_members_to_flags::FlagsForRequestMembers;
use crate::request::{LiveObjects, rejected};
use crate::{reject_kubectl_messages_as_live, render_answer};
use serde::Serialize;
use serde_json::{Map, Value};

/// A `PlanRequest` whose scope is the whole cluster.
#[derive(Serialize)]
struct Request<'a> {
    manifests: LiveObjects<'a>,
    live: LiveObjects<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<&'a Value>,
    locale: Lang,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    ignore: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    clb: Option<&'a Map<String, Value>>,
}

/// The plan of the cluster as it is.
///
/// # Errors
/// The module refuses the request or fails, or the objects cannot be read.
pub fn plan(
    input: &ClusterInput,
    ignore: &[String],
    (locale, names): (Lang, FlagsForRequestMembers),
    module: &dyn ModuleApi,
) -> Result<Plan, InputError> {
    let json = answer(input, ignore, locale, module)?;
    let mut plan: Plan = render_answer::decode(&json)?;
    render_answer::check_version(&plan.format_version)?;
    names.rename_in_plan(&mut plan);
    Ok(plan)
}

/// The same as the module wrote it.
///
/// # Errors
/// As for [`plan`].
pub fn answer(
    input: &ClusterInput,
    ignore: &[String],
    locale: Lang,
    module: &dyn ModuleApi,
) -> Result<String, InputError> {
    let request = Request {
        manifests: input.live.objects(),
        live: input.live.objects(),
        context: input.context.as_ref(),
        locale,
        ignore,
        clb: input.cloud.as_ref().map(|cloud| &cloud.state),
    };
    let request = serde_json::to_string(&request)
        .map_err(|error| InputError::new(&messages::INVALID_REQUEST).caused_by(error))?;
    let json = module.call(Function::PlanSync, &request).map_err(|error| call_error(&error))?;
    if let Ok(error) = serde_json::from_str::<RequestError>(&json) {
        return Err(rejected(&error));
    }
    if let LiveFilesOrObjects::Files(files) = &input.live
        && let Some(error) = reject_kubectl_messages_as_live::unreadable(&json, files)
    {
        return Err(error);
    }
    Ok(json)
}
