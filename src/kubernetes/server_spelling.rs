//! The field that the API server spells otherwise in its errors than manifests do.

/// As in manifests.
pub const SOURCE_RANGES: &str = "spec.loadBalancerSourceRanges";
/// As in the server's errors.
pub const SOURCE_RANGES_OF_SERVER: &str = "spec.LoadBalancerSourceRanges";
