//! The annotation that clbplan itself reads; no controller does.

use crate::diagnostic::references;
use crate::tke::definition::{Status, WhenAbsent, definitions};
use crate::tke::grammar::{Grammar, read};

definitions! {
    /// Codes of findings that clbplan does not show for this object.
    ///
    /// Commas stand between them. Warnings and notes only: an error is shown whatever is written here. What is not shown is counted, and a code that hides
    /// nothing is reported. On a TkeServiceConfig it counts as well.
    IGNORE: Vec<String> = "clbplan/ignore", Grammar::Text, read::list => {
        zh: "clbplan 不为该对象显示的问题代码",
        when_absent: WhenAbsent::Derived { en: "every finding is shown", zh: "显示所有问题" },
        status: Status::Clbplan,
        url: references::K8S_ANNOTATIONS,
    }
}
