//! What becomes of a listener.

/// Whether the Service asks for the listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListenerDesire {
    /// It does.
    Yes,
    /// It did, and does not any more.
    Dropped,
    /// It never did.
    Never,
}

/// What stands at that port and protocol class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListenerState {
    /// Nothing.
    Nothing,
    /// The very listener, as it should be.
    Equal,
    /// The very listener, with other values that can be changed in place.
    Changeable,
    /// The very listener, with values that only another listener can have.
    Fixed,
    /// One of the controller's, with another protocol.
    OtherProtocol,
    /// One with a name that is not the controller's.
    Foreign,
}

/// Whose the CLB is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Site {
    /// The controller bought it for this Service alone.
    Own,
    /// The user's; other Services may use it.
    Shared,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListenerOutcome {
    /// Nothing is there and nothing is wanted.
    Nothing,
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
    LeaveAlone,
    /// A person's listener stands where one is wanted: neither is touched.
    Conflict,
}

impl ListenerDesire {
    /// Every value, in table order.
    pub const ALL: [ListenerDesire; 3] = [ListenerDesire::Yes, ListenerDesire::Dropped, ListenerDesire::Never];
}

impl ListenerState {
    /// Every value, in table order.
    pub const ALL: [ListenerState; 6] = [
        ListenerState::Nothing,
        ListenerState::Equal,
        ListenerState::Changeable,
        ListenerState::Fixed,
        ListenerState::OtherProtocol,
        ListenerState::Foreign,
    ];
}

impl Site {
    /// Both, in table order.
    pub const ALL: [Site; 2] = [Site::Own, Site::Shared];
}

/// The table. A listener with a foreign name is never changed and never deleted; on a shared CLB, neither is one of the
/// controller's that this Service never asked for.
pub fn decide(wanted: ListenerDesire, held: ListenerState, site: Site) -> ListenerOutcome {
    match (wanted, held, site) {
        (ListenerDesire::Yes, ListenerState::Nothing, _) => ListenerOutcome::Create,
        (ListenerDesire::Yes, ListenerState::Equal, _) => ListenerOutcome::Keep,
        (ListenerDesire::Yes, ListenerState::Changeable, _) => ListenerOutcome::Modify,
        (ListenerDesire::Yes, ListenerState::Fixed, _) => ListenerOutcome::Recreate,
        (ListenerDesire::Yes, ListenerState::OtherProtocol, Site::Own) => ListenerOutcome::Recreate,
        // The caller passes `Fixed` when the Service itself had the other protocol there.
        (ListenerDesire::Yes, ListenerState::OtherProtocol, Site::Shared) => ListenerOutcome::Conflict,
        (ListenerDesire::Yes, ListenerState::Foreign, _) => ListenerOutcome::Conflict,

        (ListenerDesire::Dropped | ListenerDesire::Never, ListenerState::Nothing, _) => ListenerOutcome::Nothing,
        (
            ListenerDesire::Dropped,
            ListenerState::Equal | ListenerState::Changeable | ListenerState::Fixed | ListenerState::OtherProtocol,
            _,
        ) => ListenerOutcome::Delete,
        (
            ListenerDesire::Never,
            ListenerState::Equal | ListenerState::Changeable | ListenerState::Fixed | ListenerState::OtherProtocol,
            Site::Own,
        ) => ListenerOutcome::Delete,
        (
            ListenerDesire::Never,
            ListenerState::Equal | ListenerState::Changeable | ListenerState::Fixed | ListenerState::OtherProtocol,
            Site::Shared,
        ) => ListenerOutcome::LeaveAlone,
        (ListenerDesire::Dropped | ListenerDesire::Never, ListenerState::Foreign, _) => ListenerOutcome::LeaveAlone,
    }
}
