//! `specify-protocol`: the protocol of the listener of a port.

use super::{JsonReader, ProblemSeverity, WHOLE, range, read};
use crate::syntax::edit_distance::unambiguous;
use crate::syntax::{Member, SyntaxNode, SyntaxNodeValue};
use crate::tke::codes;
use crate::tke::forwarding_rule_domain::DomainAcceptance;
use crate::tke::parsed_value::{ParsedValue, ValueProblem};
use crate::tke::protocol::Protocol;
use std::ops::Range;

/// The entry of one port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecifyProtocolPort {
    /// A port of the Service.
    pub port: u16,
    /// In written order.
    pub protocols: Vec<Protocol>,
    /// Name of the Secret with the certificate, for TCP_SSL and QUIC.
    pub tls: Option<String>,
    /// For HTTP and HTTPS.
    pub hosts: Vec<SpecifyProtocolHost>,
    /// Range of the port in the value.
    pub at: Range<usize>,
    /// Range of the list of protocols.
    pub protocols_at: Range<usize>,
    /// Range of `tls`.
    pub tls_at: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecifyProtocolHost {
    pub domain: String,
    /// Name of the Secret with its certificate, for HTTPS.
    pub tls: Option<String>,
    /// Range of the domain in the value.
    pub at: Range<usize>,
    /// Range of `tls`.
    pub tls_at: Range<usize>,
}

impl SpecifyProtocolPort {
    /// The names of the Secrets that this entry needs, with their ranges.
    pub fn secrets(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let own = self.tls.as_deref().map(|name| (name, self.tls_at.clone()));
        own.into_iter().chain(self.hosts.iter().filter_map(|host| Some((host.tls.as_deref()?, host.tls_at.clone()))))
    }
}

pub(in crate::tke) fn specify_protocol(text: &str) -> ParsedValue<Vec<SpecifyProtocolPort>> {
    read(text, |reader, node| {
        let members = reader.object(node, WHOLE)?;
        Some(members.iter().filter_map(|member| entry(reader, member)).collect())
    })
}

fn entry(reader: &mut JsonReader, member: &Member) -> Option<SpecifyProtocolPort> {
    let port = port(reader, member);
    let node = reader.known(&member.value, &member.key, &["protocol", "tls", "hosts"])?;
    let list = reader.required(node, "protocol")?;
    let protocols = protocols(reader, list)?;
    let tls = secret(reader, node);
    let hosts = node.get("hosts").map(|hosts| self::hosts(reader, hosts)).unwrap_or_default();
    let entry = SpecifyProtocolPort {
        port: port?,
        protocols,
        tls,
        hosts,
        at: range(member.key_span),
        protocols_at: range(list.span),
        tls_at: node.get("tls").map_or(0..0, |tls| range(tls.span)),
    };
    certificates(reader, &entry);
    host_forms(reader, &entry);
    Some(entry)
}

fn port(reader: &mut JsonReader, member: &Member) -> Option<u16> {
    let plain = member.key.bytes().all(|byte| byte.is_ascii_digit()) && !member.key.starts_with('0');
    let port = member.key.parse().ok().filter(|_| plain);
    if port.is_none() {
        let args = [("member", "port"), ("value", member.key.as_str()), ("allowed", "1–65535")];
        reader.fatal(&codes::JSON_VALUE, member.key_span, &args);
    }
    port
}

fn protocols(reader: &mut JsonReader, list: &SyntaxNode) -> Option<Vec<Protocol>> {
    let items = reader.items(list, "protocol")?;
    if items.is_empty() {
        reader.fatal(&codes::JSON_EMPTY, list.span, &[("member", "protocol")]);
    }
    let mut protocols = Vec::new();
    for item in items {
        let Some(name) = reader.string(item, "protocol") else { continue };
        match Protocol::from_name(&name) {
            Some(protocol) if protocols.contains(&protocol) => {
                let again = ValueProblem::new(&codes::REPEATED_ITEM, range(item.span)).arg("value", name);
                reader.note(ProblemSeverity::Light, again);
            }
            Some(protocol) => protocols.push(protocol),
            None => unknown_protocol(reader, item, &name),
        }
    }
    Some(protocols)
}

/// Users write `tcp`, `tcp-ssl` and `TLS`; a fix is offered only for a misspelling of a known name.
fn unknown_protocol(reader: &mut JsonReader, item: &SyntaxNode, name: &str) {
    let report_spellings = name.trim().replace('-', "_");
    let meant = unambiguous(&report_spellings, Protocol::ALL.iter().map(|protocol| protocol.name()))
        .map(|name| format!("\"{name}\""));
    let allowed = Protocol::ALL.map(|protocol| format!("`{protocol}`")).to_vec();
    let problem = ValueProblem::new(&codes::JSON_VALUE, range(item.span))
        .arg("member", "protocol")
        .arg("value", name)
        .list("allowed", allowed)
        .suggestion(meant);
    reader.note(ProblemSeverity::Fatal, problem);
}

fn hosts(reader: &mut JsonReader, node: &SyntaxNode) -> Vec<SpecifyProtocolHost> {
    let mut hosts = Vec::new();
    for member in reader.object(node, "hosts").unwrap_or_default() {
        if member.value.value == SyntaxNodeValue::Null || reader.known(&member.value, &member.key, &["tls"]).is_none() {
            continue;
        }
        let tls = member.value.get("tls");
        hosts.push(SpecifyProtocolHost {
            domain: member.key.to_string(),
            tls: secret(reader, &member.value),
            at: range(member.key_span),
            tls_at: tls.map_or(0..0, |tls| range(tls.span)),
        });
    }
    hosts
}

/// The name of a Secret; an empty one names none.
fn secret(reader: &mut JsonReader, node: &SyntaxNode) -> Option<String> {
    let name = node.get("tls").and_then(|tls| reader.string(tls, "tls"));
    name.filter(|name| !name.is_empty())
}

/// Reports missing certificates: protocols that end TLS at the CLB need one. The pages show that of HTTPS in its hosts only,
/// so without a host there is none, wherever `tls` is.
fn certificates(reader: &mut JsonReader, entry: &SpecifyProtocolPort) {
    for protocol in &entry.protocols {
        let port = |code, at| ValueProblem::new(code, at).arg("port", entry.port.to_string());
        let at_protocols = |code| port(code, entry.protocols_at.clone()).arg("protocol", protocol.name());
        match protocol {
            Protocol::TcpSsl | Protocol::Quic if entry.tls.is_none() => {
                reader.note(ProblemSeverity::Light, at_protocols(&codes::CERTIFICATE_NOT_NAMED));
            }
            Protocol::Https if entry.hosts.is_empty() => {
                reader.note(ProblemSeverity::Light, at_protocols(&codes::HTTPS_WITHOUT_HOST));
            }
            Protocol::Https => {
                for host in entry.hosts.iter().filter(|host| host.tls.is_none()) {
                    let problem = port(&codes::HOST_CERTIFICATE_NOT_NAMED, host.at.clone());
                    reader.note(ProblemSeverity::Light, problem.arg("host", host.domain.as_str()));
                }
            }
            Protocol::TcpSsl | Protocol::Quic | Protocol::Tcp | Protocol::Udp | Protocol::Http => {}
        }
    }
}

/// Reports hosts that cannot be the domain of a forwarding rule. Other listeners have no rules.
fn host_forms(reader: &mut JsonReader, entry: &SpecifyProtocolPort) {
    if !entry.protocols.iter().any(|protocol| matches!(protocol, Protocol::Http | Protocol::Https)) {
        return;
    }
    for host in &entry.hosts {
        let code = match DomainAcceptance::of(&host.domain) {
            DomainAcceptance::Accepted => continue,
            DomainAcceptance::Undocumented => &codes::HOST_UNDOCUMENTED,
            DomainAcceptance::Refused => &codes::HOST_REFUSED,
        };
        let problem = ValueProblem::new(code, host.at.clone()).arg("host", host.domain.as_str());
        reader.note(ProblemSeverity::Light, problem.arg("port", entry.port.to_string()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_form_is_read() {
        let text = r#"{"80":{"protocol":["TCP","UDP"]},"443":{"protocol":["TCP_SSL"],"tls":"cert"},
            "8080":{"protocol":["HTTPS"],"hosts":{"a.example.com":{"tls":"a"},"b.example.com":{"tls":"b"}}}}"#;
        let reading = specify_protocol(text);
        assert_eq!(reading.problems, Vec::new());
        let entries = reading.value.unwrap();
        assert_eq!(entries.iter().map(|entry| entry.port).collect::<Vec<_>>(), [80, 443, 8080]);
        assert_eq!(entries[0].protocols, [Protocol::Tcp, Protocol::Udp]);
        let secrets: Vec<_> = entries.iter().flat_map(SpecifyProtocolPort::secrets).map(|(name, _)| name).collect();
        assert_eq!(secrets, ["cert", "a", "b"]);
    }

    #[track_caller]
    fn assert_problem(text: &str, code: &'static crate::diagnostic::CodeDefinition, at: &str, usable: bool) {
        let reading = specify_protocol(text);
        let first = reading.problems.first().unwrap();
        assert_eq!((first.code.name(), text.get(first.range.clone())), (code.name(), Some(at)), "{text}");
        assert_eq!(reading.value.is_some(), usable, "{text}");
    }

    #[test]
    fn problems_have_the_range_of_the_wrong_part() {
        assert_problem(r#"{"80":{"protocol":["tcp"]}}"#, &codes::JSON_VALUE, r#""tcp""#, false);
        assert_problem(r#"{"http":{"protocol":["TCP"]}}"#, &codes::JSON_VALUE, r#""http""#, false);
        assert_problem(r#"{"80":{"protocol":"TCP"}}"#, &codes::JSON_TYPE, r#""TCP""#, false);
        assert_problem(
            r#"{"80":{"protocols":["TCP"],"protocol":["TCP"]}}"#,
            &codes::JSON_UNKNOWN,
            r#""protocols""#,
            true,
        );
        assert_problem(r#"{"80":{}}"#, &codes::JSON_MISSING, "{}", false);
        assert_problem(r#"{"80":{"protocol":[]}}"#, &codes::JSON_EMPTY, "[]", false);
        assert_problem(r#"[80]"#, &codes::JSON_WHOLE_TYPE, "[80]", false);
        assert_problem(r#"{"80":{"protocol":["TCP_SSL"]}}"#, &codes::CERTIFICATE_NOT_NAMED, r#"["TCP_SSL"]"#, true);
        let hosts = r#"{"80":{"protocol":["HTTPS"],"hosts":{"a.com":{}}}}"#;
        assert_problem(hosts, &codes::HOST_CERTIFICATE_NOT_NAMED, r#""a.com""#, true);
    }

    #[test]
    fn hosts_of_rules_must_be_domains() {
        let http = |host: &str| format!(r#"{{"80":{{"protocol":["HTTP"],"hosts":{{"b.com":{{}},"{host}":{{}}}}}}}}"#);
        assert_problem(&http("a.com:8080"), &codes::HOST_REFUSED, r#""a.com:8080""#, true);
        assert_problem(&http("A.com"), &codes::HOST_UNDOCUMENTED, r#""A.com""#, true);
        assert_eq!(specify_protocol(&http("*.a.com")).problems, Vec::new());
        assert_eq!(specify_protocol(&http("a.com:8080").replace("HTTP", "TCP")).problems, Vec::new());
    }

    #[test]
    fn an_empty_name_names_no_secret() {
        let port = r#"{"443":{"protocol":["TCP_SSL"],"tls":""}}"#;
        assert_problem(port, &codes::CERTIFICATE_NOT_NAMED, r#"["TCP_SSL"]"#, true);
        let host = r#"{"443":{"protocol":["HTTPS"],"hosts":{"a.com":{"tls":""}}}}"#;
        assert_problem(host, &codes::HOST_CERTIFICATE_NOT_NAMED, r#""a.com""#, true);
        assert_eq!(specify_protocol(host).value.unwrap()[0].secrets().count(), 0);
    }

    #[test]
    fn https_without_a_host_has_no_certificate() {
        for entry in [r#"{"protocol":["HTTPS"]}"#, r#"{"protocol":["HTTPS"],"tls":"a","hosts":{}}"#] {
            let text = format!(r#"{{"443":{entry}}}"#);
            assert_problem(&text, &codes::HTTPS_WITHOUT_HOST, r#"["HTTPS"]"#, true);
        }
    }

    #[test]
    fn a_misspelled_protocol_has_a_fix() {
        let reading = specify_protocol(r#"{"80":{"protocol":["tcp-ssl"],"tls":"a"}}"#);
        assert_eq!(reading.problems[0].suggestion.as_deref(), Some("\"TCP_SSL\""));
    }
}
