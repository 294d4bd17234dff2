//! Keys of tags that only the controller writes. They are below the definitions, because the reader of
//! `extensiveParameters`, which definitions use, rejects these keys.

/// TKE created the CLB.
pub const CREATED_BY: &str = "tke-createdBy-flag";
/// Id of the cluster that uses the CLB.
pub const CLUSTER_ID: &str = "tke-clusterId";
/// UID of the Service that the CLB was created for.
pub const SERVICE_UUID: &str = "tke-lb-serviceuuid";
