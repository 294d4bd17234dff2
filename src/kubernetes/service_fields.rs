//! The fields of a core/v1 Service, with the Go types that kube-apiserver's messages name.
//!
//! Only a table: decoding walks it, did-you-mean searches it. Rules about values are elsewhere. Source: the types of
//! k8s.io/api and k8s.io/apimachinery, 1.34.

/// A Go struct.
#[derive(Debug)]
pub struct GoStruct {
    /// Its name without package, as in `Go struct field ServicePort.…`.
    pub name: &'static str,
    /// Its name with package, as in `of type v1.ServicePort`.
    pub go: &'static str,
    /// Fields by JSON name.
    pub fields: &'static [(&'static str, GoFieldType)],
}

/// The type of a field.
#[derive(Debug, Clone, Copy)]
pub enum GoFieldType {
    /// A string of this Go type.
    Text(&'static str),
    Int32,
    Int64,
    Bool,
    /// RFC 3339.
    Time,
    /// A 32-bit integer or a string.
    IntOrString,
    /// Anything.
    Raw,
    /// An object whose keys and values are strings.
    Map,
    /// An object with known fields.
    Object(&'static GoStruct),
    /// A list of strings of this Go type.
    Texts(&'static str),
    /// A list of objects.
    List(&'static GoStruct),
}

use GoFieldType::{Bool, Int32, Int64, IntOrString, List, Map, Object, Raw, Text, Texts, Time};

const STRING: GoFieldType = Text("string");

/// The whole object.
pub static SERVICE: GoStruct = GoStruct {
    name: "Service",
    go: "v1.Service",
    fields: &[
        ("kind", STRING),
        ("apiVersion", STRING),
        ("metadata", Object(&OBJECT_META)),
        ("spec", Object(&SPEC)),
        ("status", Object(&STATUS)),
    ],
};

static OBJECT_META: GoStruct = GoStruct {
    name: "ObjectMeta",
    go: "v1.ObjectMeta",
    fields: &[
        ("name", STRING),
        ("generateName", STRING),
        ("namespace", STRING),
        ("selfLink", STRING),
        ("uid", Text("types.UID")),
        ("resourceVersion", STRING),
        ("generation", Int64),
        ("creationTimestamp", Time),
        ("deletionTimestamp", Time),
        ("deletionGracePeriodSeconds", Int64),
        ("labels", Map),
        ("annotations", Map),
        ("ownerReferences", List(&OWNER_REFERENCE)),
        ("finalizers", Texts("string")),
        ("managedFields", List(&MANAGED_FIELDS)),
    ],
};

static OWNER_REFERENCE: GoStruct = GoStruct {
    name: "OwnerReference",
    go: "v1.OwnerReference",
    fields: &[
        ("apiVersion", STRING),
        ("kind", STRING),
        ("name", STRING),
        ("uid", Text("types.UID")),
        ("controller", Bool),
        ("blockOwnerDeletion", Bool),
    ],
};

static MANAGED_FIELDS: GoStruct = GoStruct {
    name: "ManagedFieldsEntry",
    go: "v1.ManagedFieldsEntry",
    fields: &[
        ("manager", STRING),
        ("operation", Text("v1.ManagedFieldsOperationType")),
        ("apiVersion", STRING),
        ("time", Time),
        ("fieldsType", STRING),
        ("fieldsV1", Raw),
        ("subresource", STRING),
    ],
};

static SPEC: GoStruct = GoStruct {
    name: "ServiceSpec",
    go: "v1.ServiceSpec",
    fields: &[
        ("ports", List(&PORT)),
        ("selector", Map),
        ("clusterIP", STRING),
        ("clusterIPs", Texts("string")),
        ("type", Text("v1.ServiceType")),
        ("externalIPs", Texts("string")),
        ("sessionAffinity", Text("v1.ServiceAffinity")),
        ("loadBalancerIP", STRING),
        ("loadBalancerSourceRanges", Texts("string")),
        ("externalName", STRING),
        ("externalTrafficPolicy", Text("v1.ServiceExternalTrafficPolicy")),
        ("healthCheckNodePort", Int32),
        ("publishNotReadyAddresses", Bool),
        ("sessionAffinityConfig", Object(&AFFINITY_CONFIG)),
        ("ipFamilies", Texts("v1.IPFamily")),
        ("ipFamilyPolicy", Text("v1.IPFamilyPolicy")),
        ("allocateLoadBalancerNodePorts", Bool),
        ("loadBalancerClass", STRING),
        ("internalTrafficPolicy", Text("v1.ServiceInternalTrafficPolicy")),
        ("trafficDistribution", STRING),
    ],
};

static PORT: GoStruct = GoStruct {
    name: "ServicePort",
    go: "v1.ServicePort",
    fields: &[
        ("name", STRING),
        ("protocol", Text("v1.Protocol")),
        ("appProtocol", STRING),
        ("port", Int32),
        ("targetPort", IntOrString),
        ("nodePort", Int32),
    ],
};

static AFFINITY_CONFIG: GoStruct = GoStruct {
    name: "SessionAffinityConfig",
    go: "v1.SessionAffinityConfig",
    fields: &[("clientIP", Object(&CLIENT_IP))],
};

static CLIENT_IP: GoStruct =
    GoStruct { name: "ClientIPConfig", go: "v1.ClientIPConfig", fields: &[("timeoutSeconds", Int32)] };

static STATUS: GoStruct = GoStruct {
    name: "ServiceStatus",
    go: "v1.ServiceStatus",
    fields: &[("loadBalancer", Object(&LOAD_BALANCER_STATUS)), ("conditions", List(&CONDITION))],
};

static LOAD_BALANCER_STATUS: GoStruct =
    GoStruct { name: "LoadBalancerStatus", go: "v1.LoadBalancerStatus", fields: &[("ingress", List(&INGRESS))] };

static INGRESS: GoStruct = GoStruct {
    name: "LoadBalancerIngress",
    go: "v1.LoadBalancerIngress",
    fields: &[
        ("ip", STRING),
        ("hostname", STRING),
        ("ipMode", Text("v1.LoadBalancerIPMode")),
        ("ports", List(&PORT_STATUS)),
    ],
};

static PORT_STATUS: GoStruct = GoStruct {
    name: "PortStatus",
    go: "v1.PortStatus",
    fields: &[("port", Int32), ("protocol", Text("v1.Protocol")), ("error", STRING)],
};

static CONDITION: GoStruct = GoStruct {
    name: "Condition",
    go: "v1.Condition",
    fields: &[
        ("type", STRING),
        ("status", Text("v1.ConditionStatus")),
        ("observedGeneration", Int64),
        ("lastTransitionTime", Time),
        ("reason", STRING),
        ("message", STRING),
    ],
};

/// Fields that a later `null` clears: pointers in Go, and times. Others keep the value of an earlier duplicate.
pub static POINTERS: &[&str] = &[
    "allocateLoadBalancerNodePorts",
    "appProtocol",
    "blockOwnerDeletion",
    "clientIP",
    "controller",
    "creationTimestamp",
    "deletionGracePeriodSeconds",
    "deletionTimestamp",
    "error",
    "fieldsV1",
    "internalTrafficPolicy",
    "ipFamilyPolicy",
    "ipMode",
    "lastTransitionTime",
    "loadBalancerClass",
    "sessionAffinityConfig",
    "time",
    "timeoutSeconds",
    "trafficDistribution",
];

/// Fields that older releases had and no current one has.
pub static REMOVED: &[&str] = &["spec.topologyKeys", "spec.ipFamily", "metadata.clusterName", "metadata.initializers"];

/// Objects that users write, with their paths: candidates for a field at the wrong level.
pub static LEVELS: &[(&str, &GoStruct)] = &[
    ("spec", &SPEC),
    ("metadata", &OBJECT_META),
    ("spec.ports[]", &PORT),
    ("spec.sessionAffinityConfig.clientIP", &CLIENT_IP),
];

impl GoStruct {
    /// The shape of a field, by its exact name.
    pub fn field(&self, name: &str) -> Option<(&'static str, GoFieldType)> {
        self.fields.iter().find(|(known, _)| *known == name).copied()
    }
}
