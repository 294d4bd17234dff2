//! The kinds that are read, and their paths in the API.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kind of object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Kind {
    /// All Services: also those of another type show which ports and names are in use.
    Service,
    /// Nodes: backends of a load balancer.
    Node,
    /// Endpoints of Services, since Kubernetes 1.21.
    EndpointSlice,
    /// The same before.
    Endpoints,
    /// Settings of load balancers; TKE installs the kind.
    TkeServiceConfig,
    /// Ranges of Service addresses, since Kubernetes 1.33.
    ServiceCidr,
    /// Ingresses, which may use the same load balancers.
    Ingress,
    /// The switches of the Service controller: one ConfigMap.
    ControllerConfig,
    /// Secrets with certificates. Of `data` only the names of the keys are kept, and the ids of certificates.
    Secret,
    /// Pods, where a Service binds them directly.
    Pod,
}

/// The namespace of the ConfigMap with the controller's switches.
pub(super) const SYSTEM_NAMESPACE: &str = "kube-system";
/// The name of that ConfigMap.
pub(super) const CONTROLLER_CONFIG_NAME: &str = "tke-service-controller-config";
/// Its path.
pub(super) const CONTROLLER_CONFIG: &str = "/api/v1/namespaces/kube-system/configmaps/tke-service-controller-config";

impl Kind {
    /// `kind` of the objects.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Service => "Service",
            Kind::Node => "Node",
            Kind::EndpointSlice => "EndpointSlice",
            Kind::Endpoints => "Endpoints",
            Kind::TkeServiceConfig => "TkeServiceConfig",
            Kind::ServiceCidr => "ServiceCIDR",
            Kind::Ingress => "Ingress",
            Kind::ControllerConfig => "ConfigMap",
            Kind::Secret => "Secret",
            Kind::Pod => "Pod",
        }
    }

    /// The resource, as roles and `kubectl get` name it.
    pub fn resource(self) -> &'static str {
        match self {
            Kind::Service => "services",
            Kind::Node => "nodes",
            Kind::EndpointSlice => "endpointslices",
            Kind::Endpoints => "endpoints",
            Kind::TkeServiceConfig => "tkeserviceconfigs",
            Kind::ServiceCidr => "servicecidrs",
            Kind::Ingress => "ingresses",
            Kind::ControllerConfig => "configmaps",
            Kind::Secret => "secrets",
            Kind::Pod => "pods",
        }
    }

    /// `apiVersion` of the objects.
    pub(super) fn api_version(self) -> &'static str {
        match self {
            Kind::Service | Kind::Node | Kind::Endpoints | Kind::ControllerConfig | Kind::Secret | Kind::Pod => "v1",
            Kind::EndpointSlice => "discovery.k8s.io/v1",
            Kind::TkeServiceConfig => "cloud.tencent.com/v1alpha1",
            Kind::ServiceCidr | Kind::Ingress => "networking.k8s.io/v1",
        }
    }

    /// The path of the list: of one namespace, or of the whole cluster.
    pub(super) fn list_path(self, namespace: Option<&str>) -> String {
        let version = self.api_version();
        let root = if version.contains('/') { "apis" } else { "api" };
        match namespace {
            Some(namespace) => format!("/{root}/{version}/namespaces/{namespace}/{}", self.resource()),
            None => format!("/{root}/{version}/{}", self.resource()),
        }
    }

    /// A field selector that leaves out objects which cannot be of use and may be large.
    pub(super) fn field_selector(self) -> Option<&'static str> {
        match self {
            // A release of Helm holds a whole chart, a token gives access to the cluster; neither is a certificate of CLB.
            Kind::Secret => Some("type!=helm.sh/release.v1,type!=kubernetes.io/service-account-token"),
            Kind::Service
            | Kind::Node
            | Kind::EndpointSlice
            | Kind::Endpoints
            | Kind::TkeServiceConfig
            | Kind::ServiceCidr
            | Kind::Ingress
            | Kind::ControllerConfig
            | Kind::Pod => None,
        }
    }
}
