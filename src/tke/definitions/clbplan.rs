//! The annotation that clbplan itself reads; no controller does.

use crate::diagnostic::documentation_pages;
use crate::tke::definition::{SupportStatus, WhenAbsent, definitions};
use crate::tke::grammar::{ValueFormat, read};

definitions! {
    /// Codes of findings that clbplan does not show for this object.
    ///
    /// Separated by commas; warnings and notes only, errors are always shown. Hidden findings are counted, and a code
    /// that hides nothing is reported. It also works on a TkeServiceConfig.
    IGNORE: Vec<String> = "clbplan/ignore", ValueFormat::Text, read::list => {
        zh: "clbplan 不为该对象显示的问题代码\n用逗号分隔；只能屏蔽警告和提示，错误始终显示。被屏蔽的问题会计数，没有屏蔽任何问题的代码会被报告。也可用于 TkeServiceConfig。",
        when_absent: WhenAbsent::Derived { en: "every finding is shown", zh: "显示所有问题" },
        status: SupportStatus::Clbplan,
        url: documentation_pages::K8S_ANNOTATIONS,
    }
}
