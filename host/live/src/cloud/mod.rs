//! The load balancers of a region, read from the CLB API 2018-03-17.

mod client;
mod credential;
mod facts;
mod failure;
mod read;
mod read_action;
mod role;
mod settings;
pub mod signature;

pub use credential::{Credential, Secret};
pub use facts::{ClusterFact, load_balancer_ids};
pub use failure::{CloudError, Failure};
pub use read::{CloudState, NotRead, Wanted, read};
pub use read_action::ReadAction;
pub use settings::{CloudOptions, CredentialSource, Environment, Settings};
