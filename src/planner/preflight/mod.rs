//! A written plan, looked at again: what the cloud would refuse (`rejected_calls`, `quota`), what was edited by hand
//! (`drift`), and what nobody could check (`assumptions`).

pub mod assumptions;
pub mod drift;
pub mod quota;
pub mod rejected_calls;
pub mod rejection;
pub mod remaining;
