//! What becomes of a listener.

use crate::model::OwnedOrShared;

/// Whether the Service asks for the listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RequestedNowOrBefore {
    /// It does.
    Requested,
    /// It did, and does not any more.
    NoLongerRequested,
    /// It never did.
    NeverRequested,
}

/// What stands at that port and protocol class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListenerAtPort {
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
    /// There is no listener, and none is desired.
    None,
    /// It is made.
    Create,
    /// It stays as it is.
    Keep,
    /// It is changed in place.
    Modify,
    /// It is deleted and created again.
    Recreate,
    /// It is deleted.
    Delete,
    /// It belongs to the user or another Service and stays as it is.
    Withhold,
    /// A listener that the user created conflicts with the desired one: neither is touched.
    Conflict,
}

impl RequestedNowOrBefore {
    /// Every value, in table order.
    pub const ALL: [RequestedNowOrBefore; 3] = [
        RequestedNowOrBefore::Requested,
        RequestedNowOrBefore::NoLongerRequested,
        RequestedNowOrBefore::NeverRequested,
    ];
}

impl ListenerAtPort {
    /// Every value, in table order.
    pub const ALL: [ListenerAtPort; 6] = [
        ListenerAtPort::Missing,
        ListenerAtPort::Equal,
        ListenerAtPort::Modifiable,
        ListenerAtPort::Immutable,
        ListenerAtPort::OtherProtocol,
        ListenerAtPort::UserCreated,
    ];
}

/// The table. A listener with a foreign name is never changed and never deleted; on a shared CLB, neither is one of the
/// controller's that this Service never requested.
pub fn decide(desire: RequestedNowOrBefore, state: ListenerAtPort, ownership: OwnedOrShared) -> ListenerOutcome {
    match (desire, state, ownership) {
        (RequestedNowOrBefore::Requested, ListenerAtPort::Missing, _) => ListenerOutcome::Create,
        (RequestedNowOrBefore::Requested, ListenerAtPort::Equal, _) => ListenerOutcome::Keep,
        (RequestedNowOrBefore::Requested, ListenerAtPort::Modifiable, _) => ListenerOutcome::Modify,
        (RequestedNowOrBefore::Requested, ListenerAtPort::Immutable, _) => ListenerOutcome::Recreate,
        (RequestedNowOrBefore::Requested, ListenerAtPort::OtherProtocol, OwnedOrShared::Owned) => {
            ListenerOutcome::Recreate
        }
        // The caller passes `Fixed` when the Service itself had the other protocol there.
        (RequestedNowOrBefore::Requested, ListenerAtPort::OtherProtocol, OwnedOrShared::Shared) => {
            ListenerOutcome::Conflict
        }
        (RequestedNowOrBefore::Requested, ListenerAtPort::UserCreated, _) => ListenerOutcome::Conflict,

        (
            RequestedNowOrBefore::NoLongerRequested | RequestedNowOrBefore::NeverRequested,
            ListenerAtPort::Missing,
            _,
        ) => ListenerOutcome::None,
        (
            RequestedNowOrBefore::NoLongerRequested,
            ListenerAtPort::Equal
            | ListenerAtPort::Modifiable
            | ListenerAtPort::Immutable
            | ListenerAtPort::OtherProtocol,
            _,
        ) => ListenerOutcome::Delete,
        (
            RequestedNowOrBefore::NeverRequested,
            ListenerAtPort::Equal
            | ListenerAtPort::Modifiable
            | ListenerAtPort::Immutable
            | ListenerAtPort::OtherProtocol,
            OwnedOrShared::Owned,
        ) => ListenerOutcome::Delete,
        (
            RequestedNowOrBefore::NeverRequested,
            ListenerAtPort::Equal
            | ListenerAtPort::Modifiable
            | ListenerAtPort::Immutable
            | ListenerAtPort::OtherProtocol,
            OwnedOrShared::Shared,
        ) => ListenerOutcome::Withhold,
        (
            RequestedNowOrBefore::NoLongerRequested | RequestedNowOrBefore::NeverRequested,
            ListenerAtPort::UserCreated,
            _,
        ) => ListenerOutcome::Withhold,
    }
}
