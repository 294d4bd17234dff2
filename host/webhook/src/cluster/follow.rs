//! Runs the watches.

use super::store::{KindSyncState, WatchedObjects};
use clbplan_live::cluster::{ClusterReadFailure, WatchEvent, WatchedKind, Watcher};
use futures_util::StreamExt;
use std::pin::pin;
use std::sync::Arc;
use tokio::task::JoinSet;

/// Watches every kind, until the set is dropped.
pub fn follow(watcher: &Watcher, store: &Arc<WatchedObjects>) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    for kind in WatchedKind::ALL {
        let (events, store) = (watcher.events(kind), Arc::clone(store));
        tasks.spawn(async move {
            let mut events = pin!(events);
            while let Some(event) = events.next().await {
                log(kind, &event, &store);
                store.apply(kind, event);
            }
        });
    }
    tasks
}

/// A failure is logged once, not at each try.
fn log(kind: WatchedKind, event: &WatchEvent, store: &WatchedObjects) {
    let resource = kind.kind().resource();
    match event {
        WatchEvent::ListEnds => tracing::info!(resource, "objects are read"),
        WatchEvent::Failed(failure) => {
            if store.state(kind).0 != KindSyncState::Failed(failure.clone()) {
                match failure {
                    ClusterReadFailure::NotFound => tracing::info!(resource, "the cluster has no such kind"),
                    failure => tracing::warn!(resource, %failure, "objects cannot be read"),
                }
            }
        }
        WatchEvent::ListStarts | WatchEvent::Listed(_) | WatchEvent::Changed(_) | WatchEvent::Deleted { .. } => {}
    }
}
