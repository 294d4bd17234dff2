//! What becomes of a listener.

/// Whether the Service asks for the listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// It does.
    Yes,
    /// It did, and does not any more.
    Dropped,
    /// It never did.
    Never,
}

/// What stands at that port and protocol class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
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
pub enum Step {
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

impl Wanted {
    /// Every value, in table order.
    pub const ALL: [Wanted; 3] = [Wanted::Yes, Wanted::Dropped, Wanted::Never];
}

impl Held {
    /// Every value, in table order.
    pub const ALL: [Held; 6] =
        [Held::Nothing, Held::Equal, Held::Changeable, Held::Fixed, Held::OtherProtocol, Held::Foreign];
}

impl Site {
    /// Both, in table order.
    pub const ALL: [Site; 2] = [Site::Own, Site::Shared];
}

/// The table. A listener with a foreign name is never changed and never deleted; on a shared CLB, neither is one of the
/// controller's that this Service never asked for.
pub fn decide(wanted: Wanted, held: Held, site: Site) -> Step {
    match (wanted, held, site) {
        (Wanted::Yes, Held::Nothing, _) => Step::Create,
        (Wanted::Yes, Held::Equal, _) => Step::Keep,
        (Wanted::Yes, Held::Changeable, _) => Step::Modify,
        (Wanted::Yes, Held::Fixed, _) => Step::Recreate,
        (Wanted::Yes, Held::OtherProtocol, Site::Own) => Step::Recreate,
        // The caller passes `Fixed` when the Service itself had the other protocol there.
        (Wanted::Yes, Held::OtherProtocol, Site::Shared) => Step::Conflict,
        (Wanted::Yes, Held::Foreign, _) => Step::Conflict,

        (Wanted::Dropped | Wanted::Never, Held::Nothing, _) => Step::Nothing,
        (Wanted::Dropped, Held::Equal | Held::Changeable | Held::Fixed | Held::OtherProtocol, _) => Step::Delete,
        (Wanted::Never, Held::Equal | Held::Changeable | Held::Fixed | Held::OtherProtocol, Site::Own) => Step::Delete,
        (Wanted::Never, Held::Equal | Held::Changeable | Held::Fixed | Held::OtherProtocol, Site::Shared) => {
            Step::LeaveAlone
        }
        (Wanted::Dropped | Wanted::Never, Held::Foreign, _) => Step::LeaveAlone,
    }
}
