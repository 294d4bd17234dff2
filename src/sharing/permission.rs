//! Whether Services may share an existing CLB.

use crate::request::{ClusterType, Context};
use crate::tke::{QCLOUD_SHARE_EXISTED_LB, Setting, Settings};

/// Whether Services may share an existing CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharingPermission {
    /// They may.
    Allowed,
    /// They may not.
    Refused,
    /// The cluster's switch was not provided.
    Unknown,
}

/// Whether a Service with these settings may share a CLB: in a Serverless cluster it must declare that by an annotation,
/// and elsewhere the cluster's switch decides.
pub fn sharing_permission(context: &Context, settings: Option<&Settings>) -> SharingPermission {
    let serverless = context.cluster_type == Some(ClusterType::Serverless);
    let declares = |settings: &Settings| settings.get(&QCLOUD_SHARE_EXISTED_LB) == Setting::Is(true);
    match context.sharing {
        _ if serverless && !settings.is_some_and(declares) => SharingPermission::Refused,
        Some(true) => SharingPermission::Allowed,
        Some(false) => SharingPermission::Refused,
        None => SharingPermission::Unknown,
    }
}
