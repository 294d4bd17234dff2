//! Ids in the context that cannot be ids: they count as unknown, so that no call and no comparison uses them.

use super::codes;
use crate::diagnostic::Diagnostic;
use crate::request::Context;

/// What an id looks like.
struct IdForm {
    path: &'static str,
    example: &'static str,
    is_id: fn(&str) -> bool,
}

const CLUSTER: IdForm =
    IdForm { path: "context.clusterId", example: "cls-2x9k4m7q", is_id: |value| is_resource_id(value, "cls-") };
const VPC: IdForm =
    IdForm { path: "context.vpcId", example: "vpc-30xqxt9p", is_id: |value| is_resource_id(value, "vpc-") };
const UIN: IdForm = IdForm {
    path: "context.uin",
    example: "100012345678",
    is_id: |value| !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()),
};

/// Removes what cannot be an id.
pub(super) fn remove_unreadable(context: &mut Context) {
    for (form, value) in ids(context) {
        if value.as_deref().is_some_and(|value| !(form.is_id)(value)) {
            *value = None;
        }
    }
}

/// The findings about what is removed.
pub(super) fn unreadable(context: &Context) -> Vec<Diagnostic> {
    let mut context = context.clone();
    let values = ids(&mut context).into_iter().filter_map(|(form, value)| Some((form, value.as_deref()?)));
    let wrong = values.filter(|(form, value)| !(form.is_id)(value));
    let finding = |(form, value): (&IdForm, &str)| {
        let finding = Diagnostic::new(&codes::CONTEXT_ID).arg("value", value).arg("field", form.path);
        finding.arg("example", form.example).path(form.path)
    };
    wrong.map(finding).collect()
}

fn ids(context: &mut Context) -> [(&'static IdForm, &mut Option<String>); 3] {
    [(&CLUSTER, &mut context.cluster_id), (&VPC, &mut context.vpc_id), (&UIN, &mut context.uin)]
}

/// True for letters and digits after the prefix; not for the placeholders of guides.
fn is_resource_id(value: &str, prefix: &str) -> bool {
    let rest = value.strip_prefix(prefix).unwrap_or_default();
    let is_plain = rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    !rest.is_empty() && is_plain && !rest.to_ascii_lowercase().contains("xxx")
}
