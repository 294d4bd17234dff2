//! The domain of a forwarding rule, as the cloud takes it.

/// Whether a rule can have a host as its domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DomainAcceptance {
    Accepted,
    /// It has upper case or non-ASCII letters, which the documented characters do not include; that somebody converts them is
    /// possible.
    Undocumented,
    Refused,
}

/// Most characters of a domain.
const MAX_LENGTH: usize = 80;

impl DomainAcceptance {
    /// 1 to 80 of `a-z0-9.-_`, not beginning with `_`, with one `*` at most, at an end; or a regular expression after `~`.
    pub fn of(host: &str) -> DomainAcceptance {
        if !(1..=MAX_LENGTH).contains(&host.chars().count()) {
            return DomainAcceptance::Refused;
        }
        if host.starts_with('~') {
            return DomainAcceptance::Accepted;
        }
        let exact = host.strip_prefix('*').or_else(|| host.strip_suffix('*')).unwrap_or(host);
        let is_documented = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
        let is_letter = |c: char| c.is_ascii_uppercase() || (!c.is_ascii() && c.is_alphanumeric());
        if host.starts_with('_') || !exact.chars().all(|c| is_documented(c) || is_letter(c)) {
            DomainAcceptance::Refused
        } else if exact.chars().all(is_documented) {
            DomainAcceptance::Accepted
        } else {
            DomainAcceptance::Undocumented
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DomainAcceptance::{self, Accepted, Refused, Undocumented};

    #[test]
    fn documented_hosts_are_accepted() {
        let longest = "a".repeat(80);
        for host in ["a.com", "*.b.com", "www.b.*", "my_host-1.com", "~^a[0-9]+\\.com$", "10.0.0.1", &longest] {
            assert_eq!(DomainAcceptance::of(host), Accepted, "{host}");
        }
    }

    #[test]
    fn what_is_no_domain_is_refused() {
        let too_long = "a".repeat(81);
        let others = ["", " a.com", "a.com/", "a.com:8080", "https://a.com/", "a.*.com", "*.a.*", "**.com", "_a.com"];
        for host in others.into_iter().chain([too_long.as_str(), "a b.com", "a。com", "[::1]"]) {
            assert_eq!(DomainAcceptance::of(host), Refused, "{host}");
        }
    }

    #[test]
    fn other_letters_are_undocumented() {
        for host in ["A.com", "*.B.com", "中文.com", "bücher.de"] {
            assert_eq!(DomainAcceptance::of(host), Undocumented, "{host}");
        }
    }
}
