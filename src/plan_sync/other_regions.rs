//! Load balancers in other regions: a complete list is of one region, so it does not show that one of another region does
//! not exist.

use super::services_to_plan::ServicesOfRequest;
use crate::current::service_uid_tags;
use crate::model::{KnownLoadBalancers, Service};
use crate::tke::{CROSS_REGION_ID, SettingValue};

/// True where the Service declares another region than the cluster's, or where that cannot be excluded.
fn is_elsewhere(service: &Service<'_>, region: Option<&str>) -> bool {
    match service.settings.get(&CROSS_REGION_ID) {
        SettingValue::Absent => false,
        SettingValue::Invalid => true,
        SettingValue::Is(declared) => region != Some(declared.as_str()),
    }
}

/// True where some Service has, or asks for, a load balancer in another region.
pub(super) fn any_elsewhere(services: &ServicesOfRequest<'_>, region: Option<&str>) -> bool {
    let mut all = services.live.values().chain(services.manifests.values());
    all.any(|service| is_elsewhere(service, region))
}

/// True where a load balancer of the Service may exist although the list lacks it.
pub(super) fn may_be_unlisted(service: &Service<'_>, cloud: &KnownLoadBalancers, region: Option<&str>) -> bool {
    !cloud.complete || is_elsewhere(service, region)
}

/// True where the Service names this load balancer, and it may exist although the list lacks it.
pub(super) fn is_unlisted(service: &Service<'_>, id: &str, cloud: &KnownLoadBalancers, region: Option<&str>) -> bool {
    !cloud.load_balancers.contains_key(id) && may_be_unlisted(service, cloud, region)
}

/// True where a complete list lacks the load balancer of a Service that does not show which one it has, but has an address.
pub(super) fn has_unlisted(service: &Service<'_>, cloud: &KnownLoadBalancers, region: Option<&str>) -> bool {
    let is_own = |uid: &str| service.uid.as_deref() == Some(uid);
    let is_tagged = || cloud.load_balancers.values().any(|lb| service_uid_tags(lb).any(|(_, uid)| is_own(uid)));
    let is_named = || service.requested_lb_id().is_some_and(|id| cloud.load_balancers.contains_key(&id));
    let has_address = !service.status_addresses().is_empty();
    cloud.complete && has_address && is_elsewhere(service, region) && !is_named() && !is_tagged()
}
