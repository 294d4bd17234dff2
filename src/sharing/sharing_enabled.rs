//! Whether Services may share an existing CLB.

use crate::request::{ClusterType, Context};
use crate::tke::{QCLOUD_SHARE_EXISTED_LB, ServiceSettings, SettingValue};

/// Whether Services may share an existing CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharingEnabled {
    /// They may.
    Yes,
    /// They may not.
    No,
    /// The cluster's switch was not provided.
    Unknown,
}

/// Whether a Service with these settings may share a CLB: in a Serverless cluster it must declare that by an annotation,
/// and elsewhere the cluster's switch decides.
pub fn sharing_enabled(context: &Context, settings: Option<&ServiceSettings>) -> SharingEnabled {
    let serverless = context.cluster_type == Some(ClusterType::Serverless);
    let declares = |settings: &ServiceSettings| settings.get(&QCLOUD_SHARE_EXISTED_LB) == SettingValue::Is(true);
    match context.sharing {
        _ if serverless && !settings.is_some_and(declares) => SharingEnabled::No,
        Some(true) => SharingEnabled::Yes,
        Some(false) => SharingEnabled::No,
        None => SharingEnabled::Unknown,
    }
}
