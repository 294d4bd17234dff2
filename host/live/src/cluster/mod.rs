//! The objects of a cluster, read from its API server.

mod api_reader;
mod connection;
mod failure;
mod kinds_and_api_paths;
mod pages;
mod read;
mod redacted_secret;
mod trim;
mod watch;

pub use connection::{ConnectError, ConnectionOptions, parse_timeout};
pub use failure::ClusterReadFailure;
pub use kinds_and_api_paths::Kind;
pub use read::{ClusterObjects, ListScope, NamespacesToRead, NotRead, read};
pub use watch::{WatchEvent, WatchedKind, Watcher};
