//! Where a change fails that the verdict `error` is about: hosts word their answers by it.

use super::{adoption_and_undecided_reasons, reasons};
use crate::diagnostic::{Reason, ReasonDefinition};
use crate::string_enum::string_enum;

string_enum! {
    /// Where the change of a Service with the verdict `error` fails.
    #[warn(missing_docs)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum SyncFailure {
        /// The API server rejects the manifest: there is no sync.
        ApiServer = "apiServer",
        /// The sync stops with an error.
        Sync = "sync",
        /// Nothing is planned, because what the controller does is not known.
        Unknown = "unknown",
    }
}

/// The reasons of plans that are empty because the effect of the change is unknown.
const UNKNOWN: [&ReasonDefinition; 4] = [
    &reasons::SETTING_INVALID,
    &reasons::ID_REPLACED,
    &reasons::COPIED_TOKEN,
    &adoption_and_undecided_reasons::NOT_OBSERVED,
];

impl SyncFailure {
    /// Where the change fails for these reasons.
    pub fn of(given: &[Reason]) -> SyncFailure {
        let has = |definition: &ReasonDefinition| given.iter().any(|reason| reason.is(definition));
        if has(&reasons::REJECTED) {
            SyncFailure::ApiServer
        } else if UNKNOWN.iter().any(|definition| has(definition)) {
            SyncFailure::Unknown
        } else {
            SyncFailure::Sync
        }
    }
}
