//! The load balancers of a region, read from the CLB API 2018-03-17.

mod assume_role;
mod client;
mod facts_from_load_balancers;
mod failure;
mod find_credential_and_region;
mod read;
mod read_action;
mod redacted_credential;
pub mod signature;

pub use facts_from_load_balancers::facts as cluster_facts;
pub use facts_from_load_balancers::{FactFromLoadBalancers, cluster_tag, load_balancer_ids, service_uids};
pub use failure::{CloudCallFailure, CloudReadError};
pub use find_credential_and_region::{CloudAccess, CloudOptions, CredentialSource, Environment};
pub use read::{CloudState, LoadBalancersToRead, NotRead, read};
pub use read_action::ReadAction;
pub use redacted_credential::{Credential, RedactedText};
