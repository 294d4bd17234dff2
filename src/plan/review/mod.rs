//! A written plan, looked at again: what the cloud would refuse (`refused`, `quota`), what was edited by hand
//! (`drift`), and what nobody could check (`unchecked`).

pub mod drift;
pub mod left;
pub mod obstacle;
pub mod quota;
pub mod refused;
pub mod unchecked;
