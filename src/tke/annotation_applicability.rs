//! The situation of a Service on which the effect of some annotations depends.
//!
//! [`ServiceSituation::is_for_another`] is the only place that decides it: by it an annotation is a finding, its value is not
//! judged, and the plan does not read it.

use super::definition::{AnnotationDependency, NameDefinition, RequiredSituation};
use super::definitions::load_balancer::{INTERNAL_SUBNETID, TKE_EXISTED_LBID};
use super::ports_and_backend_kind::BackendKind;
use super::service_settings::ServiceSettings;
use crate::request::{ClusterType, Context};
use crate::syntax::{KubernetesObject, SyntaxNode};
use std::borrow::Cow;

/// What a Service is, as far as annotations are only for such Services.
#[derive(Debug, Clone, Copy)]
pub struct ServiceSituation {
    names_existing: bool,
    names_internal_subnet: bool,
    is_local: bool,
    backends: BackendKind,
    cluster_type: Option<ClusterType>,
}

impl ServiceSituation {
    /// Reads a Service. `settings` are those that the controller's version supports.
    pub fn of(object: &KubernetesObject, settings: &ServiceSettings, backends: BackendKind, context: &Context) -> Self {
        let policy = object.node.at(&["spec", "externalTrafficPolicy"]).and_then(SyntaxNode::as_str);
        ServiceSituation {
            names_existing: settings.is_present(&TKE_EXISTED_LBID),
            names_internal_subnet: settings.is_present(&INTERNAL_SUBNETID),
            is_local: policy == Some("Local"),
            backends,
            cluster_type: context.cluster_type,
        }
    }

    /// True when the Service is known not to be in a situation.
    pub fn excludes(&self, situation: RequiredSituation) -> bool {
        match situation {
            RequiredSituation::DirectAccess => self.backends.may_be_nodes(),
            RequiredSituation::NodePort => self.backends == BackendKind::Pods,
            RequiredSituation::ManagedClb => self.names_existing,
            // Beside an existing load balancer its own type counts, and the subnet does not.
            RequiredSituation::PublicClb => self.names_internal_subnet && !self.names_existing,
            RequiredSituation::LocalPolicy => !self.is_local,
            RequiredSituation::Serverless => self.cluster_type == Some(ClusterType::Managed),
        }
    }

    /// The annotations that have an effect on the Service. The others are findings of their own.
    pub fn effective<'s>(&self, settings: &'s ServiceSettings) -> Cow<'s, ServiceSettings> {
        settings.without(|definition| self.is_for_another(definition))
    }

    /// True for an annotation that is only for Services in another situation, so that its value has no effect on this one.
    pub fn is_for_another(&self, definition: &NameDefinition) -> bool {
        definition.dependencies.iter().any(|dependency| match dependency {
            AnnotationDependency::OnlyFor(situation) => self.excludes(*situation),
            AnnotationDependency::Requires(_) => false,
        })
    }
}
