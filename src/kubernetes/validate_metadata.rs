//! Rules about `metadata`.
//!
//! Findings about labels, annotations, finalizers and owner references have the path of the whole field, as the
//! server's; their location is the entry. What the server overwrites is not checked. Source:
//! k8s.io/apimachinery/pkg/api/validation/objectmeta.go, 1.34 to 1.37.

use super::codes;
use super::findings_by_request_step::ApiServerFindings;
use super::go_strings;
use super::name_format::{
    LabelPart, NameOrGenerateName, dns1035_label, dns1123_label, label_value, path_segment, qualified_name,
};
use super::release_rules_and_ranges::{
    KubernetesReleaseRules, LabelKeyWording, OwnerAndManagedFieldErrors, ServiceNameRule,
};
use super::service::{MapEntry, OwnerReference, ServiceObject, SpannedText, same_option, values};
use crate::diagnostic::FieldErrorType::{Forbidden, Invalid, NotSupported, Required, TooLong};
use crate::diagnostic::{CodeDefinition, FieldErrorType, Span};
use crate::sorted_map::sort_by;

const NO_NAME: &str = "name or generateName is required";
const ANNOTATION_BYTES: usize = 262_144;

/// Checks a new object.
pub fn check_create(service: &ServiceObject, rules: &KubernetesReleaseRules, findings: &mut ApiServerFindings) {
    let meta = &service.metadata;
    let label = |name: &str| match rules.names {
        ServiceNameRule::BeginWithLetter => dns1035_label(name),
        ServiceNameRule::MayBeginWithDigit => dns1123_label(name),
    };
    let prefix = &meta.generate_name;
    if !prefix.value.is_empty() {
        let messages = label(&mask_dash(&prefix.value));
        findings.all_invalid(&codes::NAME, "metadata.generateName", messages, &prefix.value, prefix.span);
    }
    let name = match meta.name.value.is_empty() {
        true if !prefix.value.is_empty() => SpannedText::new(generated(&prefix.value), prefix.span),
        true | false => meta.name.clone(),
    };
    if name.value.is_empty() {
        findings.add(&codes::NAME_REQUIRED, Required, "metadata.name", NO_NAME, "", meta.span);
    } else {
        findings.all_invalid(&codes::NAME, "metadata.name", label(&name.value), &name.value, name.span);
    }
    if meta.generation.value < 0 {
        let (value, detail) = (meta.generation.value.to_string(), "must be greater than or equal to 0");
        findings.add(&codes::SYSTEM_METADATA, Invalid, "metadata.generation", detail, value, meta.generation.span);
    }
    common(service, rules, findings);
}

/// Checks the new state of a stored object.
pub fn check_update(
    new: &ServiceObject,
    old: &ServiceObject,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    let meta = &new.metadata;
    let (name, prefix) = (&meta.name, &meta.generate_name);
    findings.all_invalid(
        &codes::NAME,
        "metadata.generateName",
        path_segment(&prefix.value, NameOrGenerateName::Prefix),
        &prefix.value,
        prefix.span,
    );
    findings.all_invalid(
        &codes::NAME,
        "metadata.name",
        path_segment(&name.value, NameOrGenerateName::Whole),
        &name.value,
        name.span,
    );
    if name.value.is_empty() {
        findings.add(&codes::NAME_REQUIRED, Required, "metadata.name", NO_NAME, "", meta.span);
    }
    immutable(new, old, findings);
    if old.metadata.deletion_timestamp.is_some() {
        new_finalizers(new, old, findings);
    }
    common(new, rules, findings);
}

fn immutable(new: &ServiceObject, old: &ServiceObject, findings: &mut ApiServerFindings) {
    let (meta, before) = (&new.metadata, &old.metadata);
    let mut changed = |path: &str, value: &str, span: Span| {
        findings.add(&codes::IMMUTABLE_METADATA, Invalid, path, "field is immutable", value, span);
    };
    let (uid, name) = (&meta.uid, &meta.name);
    if name.value != before.name.value {
        changed("metadata.name", &name.value, name.span);
    }
    if !uid.value.is_empty() && !before.uid.value.is_empty() && uid.value != before.uid.value {
        changed("metadata.uid", &uid.value, uid.span);
    }
    if let (Some(deletion), None) = (&meta.deletion_timestamp, &before.deletion_timestamp) {
        changed("metadata.deletionTimestamp", &deletion.value, deletion.span);
    }
    if let Some(grace) = &meta.deletion_grace_period_seconds
        && !same_option(Some(grace), before.deletion_grace_period_seconds.as_ref())
    {
        changed("metadata.deletionGracePeriodSeconds", &grace.value.to_string(), grace.span);
    }
}

fn new_finalizers(new: &ServiceObject, old: &ServiceObject, findings: &mut ApiServerFindings) {
    let before = values(Some(old), |old| &old.metadata.finalizers);
    let mut added: Vec<&SpannedText> =
        new.metadata.finalizers.iter().filter(|name| !before.contains(name.value.as_str())).collect();
    sort_by(&mut added, |a, b| a.value.cmp(&b.value));
    added.dedup_by(|a, b| a.value == b.value);
    let Some(first) = added.first() else { return };
    let quoted: Vec<String> = added.iter().map(|name| go_strings::quote(&name.value)).collect();
    let detail = format!(
        "no new finalizers can be added if the object is being deleted, found new finalizers []string{{{}}}",
        quoted.join(", ")
    );
    findings.add(&codes::NEW_FINALIZER, Forbidden, "metadata.finalizers", detail, first.value.as_str(), first.span);
}

fn common(service: &ServiceObject, rules: &KubernetesReleaseRules, findings: &mut ApiServerFindings) {
    let meta = &service.metadata;
    let namespace = &meta.namespace;
    if !namespace.value.is_empty() {
        let messages = dns1123_label(&namespace.value);
        findings.all_invalid(&codes::NAMESPACE, "metadata.namespace", messages, &namespace.value, namespace.span);
    }
    labels(&meta.labels, "metadata.labels", &codes::LABEL, rules.wording, findings);
    annotations(&meta.annotations, rules.wording, findings);
    owners(&meta.owner_references, rules.metadata_entries, findings);
    finalizers(&meta.finalizers, rules.wording, findings);
    managed_fields(service, rules.metadata_entries, findings);
}

/// Checks labels, or a selector of labels.
pub fn labels(
    entries: &[MapEntry],
    path: &str,
    code: &'static CodeDefinition,
    wording: LabelKeyWording,
    findings: &mut ApiServerFindings,
) {
    for MapEntry { key, value } in entries {
        let key_problems = qualified_name(&key.value, wording);
        findings.all_invalid_labels(code, path, LabelPart::Key, key_problems, &key.value, key.span);
        let value_problems = label_value(&value.value, wording);
        findings.all_invalid_labels(code, path, LabelPart::Value, value_problems, &value.value, value.span);
    }
}

fn annotations(entries: &[MapEntry], wording: LabelKeyWording, findings: &mut ApiServerFindings) {
    let path = "metadata.annotations";
    for MapEntry { key, .. } in entries {
        let messages = qualified_name(&go_strings::lower_key(&key.value), wording);
        findings.all_invalid(&codes::ANNOTATION_KEY, path, messages, &key.value, key.span);
    }
    let bytes: usize = entries.iter().map(|entry| entry.key.value.len() + entry.value.value.len()).sum();
    if bytes > ANNOTATION_BYTES {
        let largest = entries.iter().max_by_key(|entry| entry.value.value.len());
        let span = largest.map_or(Span::NONE, |entry| entry.key.span);
        let detail = format!("may not be more than {ANNOTATION_BYTES} bytes");
        findings.add(&codes::ANNOTATIONS_TOO_LARGE, TooLong, path, detail, bytes.to_string(), span);
    }
}

fn owners(owners: &[OwnerReference], entries: OwnerAndManagedFieldErrors, findings: &mut ApiServerFindings) {
    let list = "metadata.ownerReferences";
    let mut controller: Option<String> = None;
    for (index, owner) in owners.iter().enumerate() {
        let (path, empty) = match entries {
            OwnerAndManagedFieldErrors::Whole => (list.to_owned(), Invalid),
            OwnerAndManagedFieldErrors::Each => (format!("{list}[{index}]"), Required),
        };
        let mut wrong = |kind: FieldErrorType, path: String, detail: &str, value: &SpannedText| {
            let span = if value.span.is_none() { owner.span } else { value.span };
            findings.add(&codes::OWNER_REFERENCE, kind, path, detail, value.value.as_str(), span);
        };
        let version = owner.api_version.value.as_str();
        if version_of(version).is_empty() {
            let (kind, detail) = match entries {
                OwnerAndManagedFieldErrors::Whole => (Invalid, "version must not be empty"),
                OwnerAndManagedFieldErrors::Each if version.is_empty() => (Required, "must not be empty"),
                OwnerAndManagedFieldErrors::Each => (Invalid, "must be <group>/<version> or <version>"),
            };
            wrong(kind, format!("{path}.apiVersion"), detail, &owner.api_version);
        }
        for (field, value) in [("kind", &owner.kind), ("name", &owner.name), ("uid", &owner.uid)] {
            if value.value.is_empty() {
                wrong(empty, format!("{path}.{field}"), "must not be empty", value);
            }
        }
        if matches!(version, "v1" | "/v1") && owner.kind.value == "Event" {
            wrong(Invalid, path, "/v1, Kind=Event is disallowed from being an owner", &owner.kind);
        }
        if owner.controller == Some(true) {
            let this = format!("{}/{}", owner.kind.value, owner.name.value);
            match &controller {
                Some(first) => {
                    let detail = format!(
                        "Only one reference can have Controller set to true. Found \"true\" in references for {first} and {this}"
                    );
                    wrong(Invalid, list.to_owned(), &detail, &SpannedText::new(this.as_str(), owner.span));
                }
                None => controller = Some(this),
            }
        }
    }
}

/// The version in `group/version`; empty when it is absent or invalid.
fn version_of(api_version: &str) -> &str {
    match api_version.matches('/').count() {
        0 => api_version,
        1 => api_version.split_once('/').map_or("", |(_, version)| version),
        _ => "",
    }
}

fn finalizers(names: &[SpannedText], wording: LabelKeyWording, findings: &mut ApiServerFindings) {
    let path = "metadata.finalizers";
    for (index, name) in names.iter().enumerate() {
        findings.all_invalid(&codes::FINALIZER, path, qualified_name(&name.value, wording), &name.value, name.span);
        let standard = ["kubernetes", "orphan", "foregroundDeletion"].contains(&name.value.as_str());
        if !name.value.contains('/') && !standard {
            let detail = "name is neither a standard finalizer name nor is it fully qualified";
            findings.add(
                &codes::FINALIZER,
                Invalid,
                format!("{path}[{index}]"),
                detail,
                name.value.as_str(),
                name.span,
            );
        }
    }
    let find = |name_to_find: &str| names.iter().find(|name| name.value == name_to_find);
    if let (Some(_), Some(second)) = (find("orphan"), find("foregroundDeletion")) {
        let detail = "finalizer orphan and foregroundDeletion cannot be both set";
        findings.add(&codes::FINALIZER, Invalid, path, detail, second.value.as_str(), second.span);
    }
}

fn managed_fields(service: &ServiceObject, entries: OwnerAndManagedFieldErrors, findings: &mut ApiServerFindings) {
    for (index, entry) in service.metadata.managed_fields.iter().enumerate() {
        let mut wrong = |kind, field: &str, detail: String, value: &SpannedText| {
            let path = format!("metadata.managedFields[{index}].{field}");
            let span = if value.span.is_none() { entry.span } else { value.span };
            findings.add(&codes::SYSTEM_METADATA, kind, path, detail, value.value.as_str(), span);
        };
        if !matches!(entry.operation.value.as_str(), "Apply" | "Update") {
            let (kind, detail) = match entries {
                OwnerAndManagedFieldErrors::Whole => (Invalid, "must be `Apply` or `Update`"),
                OwnerAndManagedFieldErrors::Each if entry.operation.value.is_empty() => (Required, "must not be empty"),
                OwnerAndManagedFieldErrors::Each => (NotSupported, "supported values: \"Apply\", \"Update\""),
            };
            wrong(kind, "operation", detail.to_owned(), &entry.operation);
        }
        if !matches!(entry.fields_type.value.as_str(), "" | "FieldsV1") {
            wrong(Invalid, "fieldsType", "must be `FieldsV1`".to_owned(), &entry.fields_type);
        }
        if entry.manager.value.len() > 128 {
            wrong(TooLong, "manager", "may not be more than 128 bytes".to_owned(), &entry.manager);
        }
        for (at, c) in entry.manager.value.char_indices().filter(|(_, c)| !go_strings::is_printable(*c)) {
            let detail = format!("invalid character U+{:04X} (at position {at})", c as u32);
            wrong(Invalid, "manager", detail, &entry.manager);
        }
        if entry.subresource.value.len() > 256 {
            wrong(TooLong, "subresource", "may not be more than 256 bytes".to_owned(), &entry.subresource);
        }
    }
}

/// A trailing dash and the byte before it count as one letter, because random characters will follow.
fn mask_dash(prefix: &str) -> String {
    let head = prefix.strip_suffix('-').filter(|head| !head.is_empty());
    let Some(head) = head else { return prefix.to_owned() };
    let kept = head.char_indices().next_back().map_or(0, |(at, _)| at);
    format!("{}a", head.get(..kept).unwrap_or(""))
}

/// A name as the server would generate it: at most 58 bytes of the prefix, and five characters.
fn generated(prefix: &str) -> String {
    let mut end = prefix.len().min(58);
    while !prefix.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}xxxxx", prefix.get(..end).unwrap_or(""))
}
