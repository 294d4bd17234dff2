//! The field that the API server spells otherwise in its errors than manifests do.

/// As in manifests.
pub const SOURCE_RANGES: &str = "spec.loadBalancerSourceRanges";
/// As in the server's errors.
pub const SOURCE_RANGES_OF_SERVER: &str = "spec.LoadBalancerSourceRanges";

/// A path of the server's errors, as manifests spell it.
pub fn as_in_manifests(path: &str) -> String {
    path.replace(SOURCE_RANGES_OF_SERVER, SOURCE_RANGES)
}
