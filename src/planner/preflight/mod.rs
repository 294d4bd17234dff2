//! A plan, checked before it is answered: what the cloud would refuse (`rejected_calls`, `exceeded_quotas`), what was edited by hand
//! (`drift`), what the network of an existing CLB means (`network_type_of_existing_load_balancer`), which address the status has (`address_in_status`), and
//! what could not be checked (`assumptions_about_cloud`). Each step takes a plan and returns one, or what it found.

pub mod address_in_status;
pub mod assumptions_about_cloud;
pub mod bindings_left_after_calls;
pub mod drift;
pub mod exceeded_quotas;
pub mod hand_written_id;
pub mod network_type_of_existing_load_balancer;
pub mod rejected_call_finding;
pub mod rejected_calls;
