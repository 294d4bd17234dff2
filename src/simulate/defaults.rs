//! Values that the simulation fills in because the plan cannot know them.

use crate::request::Quotas;

#[derive(Debug, Clone, Default)]
pub struct SimulationDefaults {
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
