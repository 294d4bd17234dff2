//! The last snapshot, and how old it is.

use super::snapshot::CloudSnapshot;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// From this age on, a warning says how old the state of the cloud is.
pub const OLD: Duration = Duration::from_secs(60 * 60);

/// What is known of the cloud's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloudAge {
    /// The cloud is not asked.
    NotConfigured,
    /// It has not answered since the program started.
    NeverRead,
    /// It answered this long ago.
    Read(Duration),
}

impl CloudAge {
    /// True if a reader must know it: nothing is known although the cloud is asked, or what is known is old.
    pub fn is_worth_a_warning(self) -> bool {
        match self {
            CloudAge::NotConfigured => false,
            CloudAge::NeverRead => true,
            CloudAge::Read(age) => age >= OLD,
        }
    }
}

#[derive(Debug)]
struct TimedSnapshot {
    snapshot: Arc<CloudSnapshot>,
    at: Instant,
}

/// The state of the cloud. The refresher writes, reviews read.
#[derive(Debug)]
pub struct CloudCache {
    is_configured: bool,
    read: RwLock<Option<TimedSnapshot>>,
}

impl CloudCache {
    /// Nothing is known yet; `is_configured` says whether the cloud is asked at all.
    pub fn new(is_configured: bool) -> CloudCache {
        CloudCache { is_configured, read: RwLock::default() }
    }

    /// A new state, read at `at`.
    pub fn put(&self, snapshot: CloudSnapshot, at: Instant) {
        let read = TimedSnapshot { snapshot: Arc::new(snapshot), at };
        *self.read.write().unwrap_or_else(PoisonError::into_inner) = Some(read);
    }

    /// The last state, and its age at `now`.
    pub fn get(&self, now: Instant) -> (Option<Arc<CloudSnapshot>>, CloudAge) {
        let read = self.read.read().unwrap_or_else(PoisonError::into_inner);
        match read.as_ref() {
            Some(read) => (Some(Arc::clone(&read.snapshot)), CloudAge::Read(now.duration_since(read.at))),
            None if self.is_configured => (None, CloudAge::NeverRead),
            None => (None, CloudAge::NotConfigured),
        }
    }
}
