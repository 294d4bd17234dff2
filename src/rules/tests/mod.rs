//! Each rule raised once by a Service that it is for, and not raised by a similar one.

mod annotation_changes;
mod annotation_names;
mod annotation_relations;
mod misleading_fields_and_annotations;
mod nodes_pods_and_network;
mod ports_and_protocols;
mod sharing;

use super::*;
use crate::diagnostic::CodeDefinition;
use crate::diagnostic::render::unfilled;
use crate::request::Context;
use crate::syntax::{RequestPart, TextOrObjects, read};
use crate::tke::definition::TypedNameDefinition;

const PORT_80: &str = "  type: LoadBalancer\n  ports: [{port: 80}]\n";

/// The Service under test, the objects beside it in the manifest, and the context.
#[derive(Clone)]
struct Case {
    annotations: Vec<(String, String)>,
    spec: String,
    live: Option<Vec<(String, String)>>,
    others: String,
    live_others: String,
    context: Context,
}

fn service() -> Case {
    Case {
        annotations: Vec::new(),
        spec: PORT_80.to_owned(),
        live: None,
        others: String::new(),
        live_others: String::new(),
        context: Context::default(),
    }
}

fn annotation<T>(key: &TypedNameDefinition<T>, value: &str) -> (String, String) {
    (key.name().to_owned(), value.to_owned())
}

fn service_yaml(name: &str, annotations: &[(String, String)], spec: &str) -> String {
    let lines: String = annotations.iter().map(|(name, value)| format!("    {name}: '{value}'\n")).collect();
    let annotations = if lines.is_empty() { String::new() } else { format!("  annotations:\n{lines}") };
    format!("apiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\n{annotations}spec:\n{spec}")
}

impl Case {
    fn with<T>(mut self, key: &TypedNameDefinition<T>, value: &str) -> Case {
        self.annotations.push(annotation(key, value));
        self
    }

    /// Adds an annotation that has no definition.
    fn with_name(mut self, name: &str) -> Case {
        self.annotations.push((name.to_owned(), "true".to_owned()));
        self
    }

    /// Adds an annotation that has no definition, with a value.
    fn with_value(mut self, name: &str, value: &str) -> Case {
        self.annotations.push((name.to_owned(), value.to_owned()));
        self
    }

    fn with_spec(mut self, spec: &str) -> Case {
        self.spec = spec.to_owned();
        self
    }

    fn with_live_annotations(mut self, annotations: &[(String, String)]) -> Case {
        self.live = Some(annotations.to_vec());
        self
    }

    /// Adds the YAML of other objects after the Service.
    fn beside(mut self, others: &str) -> Case {
        self.others = others.to_owned();
        self
    }

    /// Adds the YAML of other live objects.
    fn beside_live(mut self, others: &str) -> Case {
        self.live_others = others.to_owned();
        self
    }

    fn in_context(mut self, change: impl FnOnce(&mut Context)) -> Case {
        change(&mut self.context);
        self
    }

    fn manifest(&self) -> String {
        let own = service_yaml("web", &self.annotations, &self.spec);
        if self.others.is_empty() { own } else { format!("{own}---\n{}", self.others) }
    }

    fn findings(&self) -> Vec<Diagnostic> {
        let manifest = self.manifest();
        let (objects, syntax_findings) = read(&TextOrObjects::Text(manifest.clone()), RequestPart::Manifests);
        assert_eq!(syntax_findings, Vec::new(), "{manifest}");
        let live = self
            .live
            .as_ref()
            .map(|live| read(&TextOrObjects::Text(service_yaml("web", live, PORT_80)), RequestPart::Live).0.remove(0));
        let (settings, _) = ServiceSettings::read(&objects[0], &manifest);
        let others = read(&TextOrObjects::Text(self.live_others.clone()), RequestPart::Live).0;
        let live: Vec<KubernetesObject> = live.into_iter().chain(others).collect();
        let validation = ServiceRulesInput::read(&live, &objects, &self.context);
        let of_live = validation.live_service(&objects[0]).map(|live| (live, ServiceSettings::read_silently(live)));
        let before = of_live.as_ref().map(|(live, settings)| (*live, settings));
        let found = check_annotations(&objects[0], before, &settings, &validation);
        assert_eq!(found.iter().flat_map(unfilled).collect::<Vec<_>>(), Vec::<String>::new());
        found
    }

    /// Asserts that the findings are exactly these, in this order: the code, and the text at its location.
    #[track_caller]
    fn assert_findings(&self, expected: &[(&'static CodeDefinition, &str)]) {
        let manifest = self.manifest();
        let location = |found: &Diagnostic| found.location.map(|location| location.span.slice(&manifest).to_owned());
        let found: Vec<_> = self.findings().iter().map(|found| (found.code.name(), location(found).unwrap())).collect();
        let expected: Vec<_> = expected.iter().map(|(code, at)| (code.name(), (*at).to_owned())).collect();
        assert_eq!(found, expected, "{manifest}");
    }

    #[track_caller]
    fn assert_no_findings(&self) {
        self.assert_findings(&[]);
    }

    /// The manifest after the first correction of the first finding.
    fn corrected(&self) -> String {
        let mut manifest = self.manifest();
        let edit = self.findings()[0].fixes[0].edits[0].clone();
        manifest.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        manifest
    }
}
