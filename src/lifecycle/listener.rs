//! What becomes of a listener.

use crate::model::Ownership;

/// Whether the Service asks for the listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListenerDesire {
    /// It does.
    Desired,
    /// It did, and does not any more.
    NoLongerDesired,
    /// It never did.
    NeverDesired,
}

/// What stands at that port and protocol class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListenerState {
    /// Nothing.
    Missing,
    /// The very listener, as it should be.
    Equal,
    /// The very listener, with other values that can be changed in place.
    Modifiable,
    /// The very listener, with values that only another listener can have.
    Immutable,
    /// One of the controller's, with another protocol.
    OtherProtocol,
    /// One with a name that is not the controller's.
    UserCreated,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListenerOutcome {
    /// Nothing is there and nothing is wanted.
    None,
    /// It is made.
    Create,
    /// It stays as it is.
    Keep,
    /// It is changed in place.
    Modify,
    /// It is deleted and made anew.
    Recreate,
    /// It is deleted.
    Delete,
    /// It is somebody else's and stays as it is.
    Withhold,
    /// A person's listener stands where one is wanted: neither is touched.
    Conflict,
}

impl ListenerDesire {
    /// Every value, in table order.
    pub const ALL: [ListenerDesire; 3] =
        [ListenerDesire::Desired, ListenerDesire::NoLongerDesired, ListenerDesire::NeverDesired];
}

impl ListenerState {
    /// Every value, in table order.
    pub const ALL: [ListenerState; 6] = [
        ListenerState::Missing,
        ListenerState::Equal,
        ListenerState::Modifiable,
        ListenerState::Immutable,
        ListenerState::OtherProtocol,
        ListenerState::UserCreated,
    ];
}

/// The table. A listener with a foreign name is never changed and never deleted; on a shared CLB, neither is one of the
/// controller's that this Service never asked for.
pub fn decide(desire: ListenerDesire, state: ListenerState, ownership: Ownership) -> ListenerOutcome {
    match (desire, state, ownership) {
        (ListenerDesire::Desired, ListenerState::Missing, _) => ListenerOutcome::Create,
        (ListenerDesire::Desired, ListenerState::Equal, _) => ListenerOutcome::Keep,
        (ListenerDesire::Desired, ListenerState::Modifiable, _) => ListenerOutcome::Modify,
        (ListenerDesire::Desired, ListenerState::Immutable, _) => ListenerOutcome::Recreate,
        (ListenerDesire::Desired, ListenerState::OtherProtocol, Ownership::Managed) => ListenerOutcome::Recreate,
        // The caller passes `Fixed` when the Service itself had the other protocol there.
        (ListenerDesire::Desired, ListenerState::OtherProtocol, Ownership::Shared) => ListenerOutcome::Conflict,
        (ListenerDesire::Desired, ListenerState::UserCreated, _) => ListenerOutcome::Conflict,

        (ListenerDesire::NoLongerDesired | ListenerDesire::NeverDesired, ListenerState::Missing, _) => {
            ListenerOutcome::None
        }
        (
            ListenerDesire::NoLongerDesired,
            ListenerState::Equal | ListenerState::Modifiable | ListenerState::Immutable | ListenerState::OtherProtocol,
            _,
        ) => ListenerOutcome::Delete,
        (
            ListenerDesire::NeverDesired,
            ListenerState::Equal | ListenerState::Modifiable | ListenerState::Immutable | ListenerState::OtherProtocol,
            Ownership::Managed,
        ) => ListenerOutcome::Delete,
        (
            ListenerDesire::NeverDesired,
            ListenerState::Equal | ListenerState::Modifiable | ListenerState::Immutable | ListenerState::OtherProtocol,
            Ownership::Shared,
        ) => ListenerOutcome::Withhold,
        (ListenerDesire::NoLongerDesired | ListenerDesire::NeverDesired, ListenerState::UserCreated, _) => {
            ListenerOutcome::Withhold
        }
    }
}
