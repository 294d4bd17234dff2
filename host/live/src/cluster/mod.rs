//! The objects of a cluster, read from its API server.

mod api_reader;
mod connection;
mod failure;
mod kind;
mod pages;
mod read;
mod redacted_secret;
mod trim;
mod watch;

pub use connection::{ConnectError, ConnectionOptions, parse_timeout};
pub use failure::Failure;
pub use kind::Kind;
pub use read::{ClusterObjects, NamespacesToRead, NotRead, Scope, read};
pub use watch::{WatchEvent, WatchedKind, Watcher};
