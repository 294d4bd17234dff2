//! Values that the simulation fills in because the plan cannot know them.

use crate::model::placeholder_uid;
use crate::request::{Context, Quotas, ServiceName};

#[derive(Debug, Clone, Default)]
pub struct ValuesNotInPlan {
    /// Value of the tag `tke-clusterId`.
    pub cluster: Option<String>,
    /// The id of the next CLB that is created.
    pub load_balancer: Option<String>,
    /// The uid of the Service, for the tag that names it as owner.
    pub uid: String,
    /// Several Services may share one CLB, so the owner tag has another form.
    pub sharing: bool,
    /// Limits of the account; an absent one has the published default.
    pub quotas: Quotas,
}

impl ValuesNotInPlan {
    /// What is filled in for one Service; `load_balancer` is the id of a CLB that it creates.
    pub fn of(
        context: &Context,
        name: &ServiceName,
        uid: Option<&str>,
        load_balancer: Option<String>,
    ) -> ValuesNotInPlan {
        ValuesNotInPlan {
            cluster: context.cluster_id.clone(),
            load_balancer,
            uid: uid.map_or_else(|| placeholder_uid(name), str::to_owned),
            sharing: context.sharing == Some(true),
            quotas: context.quotas.clone().unwrap_or_default(),
        }
    }
}
