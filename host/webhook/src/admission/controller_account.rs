//! The accounts of the cluster's own controllers, whose writes pass.
//!
//! A controller that is refused tries again for ever: a namespace would never be gone, an address never written. The chart
//! has the same list in its `matchConditions`, so that such writes are not even sent here.

use k8s_openapi::api::authentication::v1::UserInfo;

/// Accounts of components.
const NAMES: [&str; 4] =
    ["system:apiserver", "system:cloud-controller-manager", "system:kube-controller-manager", "system:kube-scheduler"];

/// The garbage collector, the namespace controller, TKE's Service controller and others are service accounts of
/// `kube-system`; those of other namespaces may be anybody's.
const PREFIXES: [&str; 2] = ["system:node:", "system:serviceaccount:kube-system:"];

/// Whose writes pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ControllerUserNames {
    more: Vec<String>,
}

impl ControllerUserNames {
    /// The cluster's own, and more user names.
    pub fn with(more: Vec<String>) -> ControllerUserNames {
        ControllerUserNames { more }
    }

    /// True for a controller.
    pub fn contain(&self, user: &UserInfo) -> bool {
        let name = user.username.as_deref().unwrap_or_default();
        NAMES.contains(&name)
            || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
            || self.more.iter().any(|more| more == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controllers_pass_and_people_do_not() {
        let accounts = ControllerUserNames::with(vec!["system:serviceaccount:lb:controller".to_owned()]);
        let passes =
            |name: &str| accounts.contain(&UserInfo { username: Some(name.to_owned()), ..UserInfo::default() });
        for name in [
            "system:apiserver",
            "system:kube-controller-manager",
            "system:serviceaccount:kube-system:namespace-controller",
            "system:serviceaccount:kube-system:generic-garbage-collector",
            "system:serviceaccount:kube-system:service-controller",
            "system:node:node-1",
            "system:serviceaccount:lb:controller",
        ] {
            assert!(passes(name), "{name}");
        }
        for name in [
            "",
            "anna",
            "kubernetes-admin",
            "system:admin",
            "system:anonymous",
            "system:serviceaccount:argocd:argocd-application-controller",
            "system:serviceaccount:kube-system-2:x",
        ] {
            assert!(!passes(name), "{name}");
        }
    }
}
