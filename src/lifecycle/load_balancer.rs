//! What becomes of the CLB: the table that answers *will I lose my load balancer, or its address?*

/// What the manifest asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Intent {
    /// No CLB: the Service is deleted, is of another type, or belongs to another controller.
    None,
    /// A CLB that the controller buys.
    Auto,
    /// A CLB of the user's, named by its id.
    Existing,
}

/// What the live Service holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holding {
    /// No CLB.
    Nothing,
    /// A CLB that the controller bought.
    Auto,
    /// A CLB of the user's.
    Existing,
    /// One that the controller bought, and that the cloud does not have any more.
    LostAuto,
    /// One of the user's, that the cloud does not have any more.
    LostExisting,
}

/// How what is asked for relates to what is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The same CLB will do.
    Same,
    /// Another CLB is needed.
    Other,
    /// The one that is held is named, and does not carry the mark `tke-createdBy-flag = yes` any more: taking that off is
    /// the published way to keep it.
    Unmarked,
    /// The marks of the one that is held were changed, so the controller does not find it.
    Tampered,
    /// The one that is held backs the ClusterIP of a Serverless cluster's Service.
    ClusterIp,
}

/// The two documented generations of the controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Era {
    /// Switches that need another CLB are refused.
    Blocked,
    /// They are carried out.
    Rebuild,
}

/// Whether the Service is taken out of the controller's hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Synced.
    Sync,
    /// `mode: skip`.
    Skip,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// There is nothing to do.
    Nothing,
    /// Nothing is touched, by the user's wish.
    Skip,
    /// The CLB that is held is deleted or let go, as [`super::deletion`] says.
    Drop,
    /// This Service's listeners leave the user's CLB, which stays.
    Leave,
    /// The CLB is gone; Kubernetes-side clean-up only.
    CleanUp,
    /// A CLB is bought.
    Create,
    /// The named CLB is taken into use, if [`super::adoption`] allows.
    Adopt,
    /// The CLB that is held is brought in line.
    Update,
    /// The controller refuses: nothing is changed.
    Refuse,
    /// [`Outcome::Drop`], then [`Outcome::Create`].
    DropAndCreate,
    /// [`Outcome::Drop`], then [`Outcome::Adopt`].
    DropAndAdopt,
    /// [`Outcome::Leave`], then [`Outcome::Create`].
    LeaveAndCreate,
    /// [`Outcome::Leave`], then [`Outcome::Adopt`].
    LeaveAndAdopt,
    /// The CLB that is held becomes the user's, where it stands.
    AdoptInPlace,
    /// The CLB is gone or not found: another one is bought.
    Recreate,
    /// The named CLB does not exist: nothing is done.
    Missing,
}

impl Intent {
    /// Every value, in table order.
    pub const ALL: [Intent; 3] = [Intent::None, Intent::Auto, Intent::Existing];
}

impl Holding {
    /// Every value, in table order.
    pub const ALL: [Holding; 5] =
        [Holding::Nothing, Holding::Auto, Holding::Existing, Holding::LostAuto, Holding::LostExisting];
}

impl Relation {
    /// Every value, in table order.
    pub const ALL: [Relation; 5] =
        [Relation::Same, Relation::Other, Relation::Unmarked, Relation::Tampered, Relation::ClusterIp];
}

impl Era {
    /// Both, in table order.
    pub const ALL: [Era; 2] = [Era::Blocked, Era::Rebuild];
}

/// The table. The number is the row of the published page of this project, `tests/tables/lifecycle.md`.
pub fn decide(mode: Mode, intent: Intent, holding: Holding, relation: Relation, era: Era) -> (&'static str, Outcome) {
    use Holding as H;
    use Intent as I;
    use Relation as R;
    match (mode, intent, holding, relation, era) {
        (Mode::Skip, _, _, _, _) => ("skip", Outcome::Skip),

        (Mode::Sync, I::None, H::Nothing, _, _) => ("1", Outcome::Nothing),
        (Mode::Sync, I::None, H::Auto, _, _) => ("2, 3", Outcome::Drop),
        (Mode::Sync, I::None, H::Existing, _, _) => ("4", Outcome::Leave),
        (Mode::Sync, I::None, H::LostAuto | H::LostExisting, _, _) => ("5", Outcome::CleanUp),

        (Mode::Sync, I::Auto, H::Nothing, _, _) => ("6", Outcome::Create),
        (Mode::Sync, I::Existing, H::Nothing, _, _) => ("7", Outcome::Adopt),

        (Mode::Sync, I::Auto, H::Auto, R::Same | R::Unmarked | R::ClusterIp, _) => ("8", Outcome::Update),
        (Mode::Sync, I::Auto, H::Auto, R::Other, Era::Blocked) => ("9", Outcome::Refuse),
        (Mode::Sync, I::Auto, H::Auto, R::Other, Era::Rebuild) => ("9", Outcome::DropAndCreate),
        (Mode::Sync, I::Auto, H::Auto, R::Tampered, _) => ("14a", Outcome::Recreate),

        (Mode::Sync, I::Existing, H::Auto, R::Same | R::Other | R::Tampered, Era::Blocked) => ("10", Outcome::Refuse),
        (Mode::Sync, I::Existing, H::Auto, R::Same | R::Other | R::Tampered, Era::Rebuild) => {
            ("10", Outcome::DropAndAdopt)
        }
        (Mode::Sync, I::Existing, H::Auto, R::Unmarked, _) => ("10a", Outcome::AdoptInPlace),
        (Mode::Sync, I::Existing, H::Auto, R::ClusterIp, _) => ("10b", Outcome::DropAndAdopt),

        (Mode::Sync, I::Auto, H::Existing | H::LostExisting, _, Era::Blocked) => ("11", Outcome::Refuse),
        (Mode::Sync, I::Auto, H::Existing, _, Era::Rebuild) => ("11", Outcome::LeaveAndCreate),
        (Mode::Sync, I::Auto, H::LostExisting, _, Era::Rebuild) => ("11", Outcome::Recreate),

        (Mode::Sync, I::Existing, H::Existing, R::Same | R::Unmarked | R::Tampered | R::ClusterIp, _) => {
            ("13", Outcome::Update)
        }
        (Mode::Sync, I::Existing, H::Existing | H::LostExisting, R::Other, Era::Blocked) => ("12", Outcome::Refuse),
        (Mode::Sync, I::Existing, H::Existing, R::Other, Era::Rebuild) => ("12", Outcome::LeaveAndAdopt),
        (Mode::Sync, I::Existing, H::LostExisting, R::Other, Era::Rebuild) => ("12", Outcome::Adopt),

        (Mode::Sync, I::Auto, H::LostAuto, _, _) => ("14", Outcome::Recreate),
        (Mode::Sync, I::Existing, H::LostAuto, _, Era::Blocked) => ("10", Outcome::Refuse),
        (Mode::Sync, I::Existing, H::LostAuto, _, Era::Rebuild) => ("10", Outcome::Adopt),
        (Mode::Sync, I::Existing, H::LostExisting, R::Same | R::Unmarked | R::Tampered | R::ClusterIp, _) => {
            ("15", Outcome::Missing)
        }
    }
}
