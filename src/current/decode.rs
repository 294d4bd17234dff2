//! The raw answers of `DescribeLoadBalancers`, `DescribeListeners` and `DescribeTargets`, read field by field.
//!
//! A list in which something cannot be read is unknown as a whole: with one entry less it would say that something is
//! not there.

use super::codes;
use super::reader::{CloudReader, NodeAtPath};
use crate::diagnostic::Diagnostic;
use crate::model::field::{Field, Values};
use crate::model::{Cloud, Listener, ListenerKey, LoadBalancer, Network, Rule, Target, TargetAddress};
use crate::sorted_map::{SortedMap, sort_by};
use crate::syntax::{Node, NodeValue};
use crate::tke::Protocol;

/// Types of backends that are known by their address.
const BY_ADDRESS: [&str; 6] = ["ENI", "CCN", "EVM", "GLOBALROUTE", "NAT", "SRV"];
/// `AddressIPVersion` of an answer, lower case.
const IP_VERSIONS: [&str; 3] = ["ipv4", "ipv6", "ipv6fullchain"];

/// Reads a `ClbState`.
pub fn cloud(state: &Node) -> (Cloud, Vec<Diagnostic>) {
    let mut reader = CloudReader::default();
    let cloud = reader.cloud(state);
    (cloud, reader.findings)
}

impl CloudReader {
    fn cloud(&mut self, state: &Node) -> Cloud {
        let root = NodeAtPath { node: state, path: "clb".to_owned() };
        if !matches!(state.value, NodeValue::Object(_)) {
            self.wrong(&root, "an object with `loadBalancers`");
            return Cloud::default();
        }
        let mut cloud = Cloud { complete: self.bool(&root, "complete").unwrap_or(false), ..Cloud::default() };
        let list = root.child("loadBalancers");
        if list.is_none() {
            let missing = NodeAtPath { node: &Node::default(), path: "clb.loadBalancers".to_owned() };
            self.wrong(&missing, "an array");
        }
        let items = self.items(list);
        // What could not be read may be any load balancer: none can be said not to exist.
        cloud.complete &= items.is_some();
        let mut read = Vec::new();
        for at in items.unwrap_or_default() {
            match self.load_balancer(&at) {
                Some(lb) => read.push((lb.id.clone(), (at.path, lb))),
                None => cloud.complete = false,
            }
        }
        sort_by(&mut read, |a, b| a.0.cmp(&b.0));
        let mut last: Option<&str> = None;
        for (id, (path, _)) in &read {
            if last == Some(id) {
                let finding = Diagnostic::new(&codes::DUPLICATE).arg("id", id.clone());
                self.findings.push(finding.arg("path", "clb.loadBalancers").path(path.clone()));
            }
            last = Some(id);
        }
        // Of two the first counts.
        read.reverse();
        cloud.load_balancers = SortedMap::from_unsorted(read.into_iter().map(|(id, (_, lb))| (id, lb)).collect());
        self.listeners(&root, &mut cloud);
        self.targets(&root, &mut cloud);
        cloud
    }

    /// The lists of one of the two maps by load balancer id; ids that are not among the instances are a finding.
    fn by_load_balancer<'a>(
        &mut self,
        root: &NodeAtPath<'a>,
        key: &str,
        cloud: &Cloud,
    ) -> Vec<(String, Vec<NodeAtPath<'a>>)> {
        let Some(map) = root.child(key) else { return Vec::new() };
        let NodeValue::Object(members) = &map.node.value else {
            self.wrong(&map, "an object by load balancer id");
            return Vec::new();
        };
        let mut out = Vec::new();
        for member in members {
            let path = format!("{}.{}", map.path, member.key);
            if !cloud.load_balancers.contains_key(&member.key) {
                let finding = Diagnostic::new(&codes::UNLISTED).arg("id", member.key.clone());
                self.findings.push(finding.arg("path", path.clone()).path(path));
                continue;
            }
            // `null` and absent alike: not told.
            if member.value.value == NodeValue::Null {
                continue;
            }
            if let Some(items) = self.items(Some(NodeAtPath { node: &member.value, path })) {
                out.push((member.key.clone(), items));
            }
        }
        out
    }

    fn listeners(&mut self, root: &NodeAtPath<'_>, cloud: &mut Cloud) {
        for (id, items) in self.by_load_balancer(root, "listeners", cloud) {
            let mut listeners: Vec<Listener> = items.iter().filter_map(|at| self.listener(at)).collect();
            if listeners.len() < items.len() {
                continue;
            }
            listeners.sort_by(|a, b| (a.port, &a.protocol, &a.id).cmp(&(b.port, &b.protocol, &b.id)));
            if let Some(lb) = cloud.load_balancers.get_mut(&id) {
                lb.listeners = Some(listeners);
            }
        }
    }

    fn targets(&mut self, root: &NodeAtPath<'_>, cloud: &mut Cloud) {
        for (id, items) in self.by_load_balancer(root, "targets", cloud) {
            for at in items {
                let Some(listener_id) = self.text(&at, "ListenerId") else { continue };
                let own = self.bound(at.child("Targets"));
                let mut rules = Vec::new();
                for rule in self.items(at.child("Rules")).unwrap_or_default() {
                    if let Some(location) = self.text(&rule, "LocationId") {
                        rules.push((location, self.bound(rule.child("Targets"))));
                    }
                }
                let listeners = cloud.load_balancers.get_mut(&id).and_then(|lb| lb.listeners.as_mut());
                let Some(listener) = listeners.and_then(|all| all.iter_mut().find(|l| l.id == listener_id)) else {
                    continue;
                };
                listener.targets = own;
                for (location, targets) in rules {
                    if let Some(rule) = listener.rules.iter_mut().find(|rule| rule.id == location) {
                        rule.targets = targets;
                    }
                }
            }
        }
    }

    /// What is bound; nothing where the answer names nothing, unknown where it cannot be read.
    fn bound(&mut self, list: Option<NodeAtPath<'_>>) -> Option<SortedMap<Target, i64>> {
        if list.is_none() {
            return Some(SortedMap::new());
        }
        self.all(list, CloudReader::target).map(|targets| targets.into_iter().collect())
    }

    fn target(&mut self, at: &NodeAtPath<'_>) -> Option<(Target, i64)> {
        let port = self.port(at, "Port")?;
        let kind = self.text(at, "Type").unwrap_or_default();
        let instance = self.text(at, "InstanceId").filter(|id| !id.is_empty());
        let ip = self.texts(at, "PrivateIpAddresses").and_then(|list| list.into_iter().next());
        let by_address = kind.is_empty() || BY_ADDRESS.iter().any(|known| known.eq_ignore_ascii_case(&kind));
        if instance.is_some() && !by_address && !kind.eq_ignore_ascii_case("CVM") {
            // Whether it is known by its instance or by its address cannot be told.
            self.unknown_value(at, "Type", &kind);
            return None;
        }
        // A host that was bound by its instance comes back as CVM; everything else is known by its address.
        let address = match (kind.eq_ignore_ascii_case("CVM") || kind.is_empty(), instance, ip) {
            (true, Some(id), _) => TargetAddress::Instance(id),
            (_, _, Some(ip)) => TargetAddress::Ip(ip),
            (_, Some(id), None) => TargetAddress::Instance(id),
            (_, None, None) => return None,
        };
        let weight = self.int(at, "Weight").unwrap_or(crate::model::DEFAULT_WEIGHT);
        Some((Target { address, port }, weight))
    }

    fn load_balancer(&mut self, at: &NodeAtPath<'_>) -> Option<LoadBalancer> {
        let Some(id) = self.text(at, "LoadBalancerId").filter(|id| !id.is_empty()) else {
            if at.node.get("LoadBalancerId").is_none() {
                self.wrong(
                    &NodeAtPath { node: &Node::default(), path: format!("{}.LoadBalancerId", at.path) },
                    "a string",
                );
            }
            return None;
        };
        let tags = self.items(at.child("Tags")).map(|items| {
            let mut tags = SortedMap::new();
            for tag in items {
                if let (Some(key), value) = (self.text(&tag, "TagKey"), self.text(&tag, "TagValue")) {
                    tags.insert(key, value.unwrap_or_default());
                }
            }
            tags
        });
        let status = self.int(at, "Status");
        if let Some(unknown) = status.filter(|status| !(0..=1).contains(status)) {
            self.unknown_value(at, "Status", &unknown.to_string());
        }
        Some(LoadBalancer {
            id,
            network: self.network(at),
            values: self.instance_values(at),
            tags,
            vips: self.texts(at, "LoadBalancerVips").unwrap_or_default(),
            domain: self
                .text(at, "LoadBalancerDomain")
                .or_else(|| self.text(at, "Domain"))
                .filter(|domain| !domain.is_empty()),
            flags: self.texts(at, "AttributeFlags").unwrap_or_default(),
            bound_vpc: self.bound_vpc(at),
            snat: self.snat(at),
            endpoint: self.text(at, "AssociateEndpoint").filter(|endpoint| !endpoint.is_empty()),
            status,
            mixes: self.bool(at, "MixIpTarget"),
            isolated: self.int(at, "Isolation") == Some(1),
            listeners: None,
        })
    }

    /// The VPC that cross-region binding 1.0 leads to; `None` where that is the CLB's own.
    fn bound_vpc(&mut self, at: &NodeAtPath<'_>) -> Option<String> {
        let bound = at.child("TargetRegionInfo").and_then(|info| self.text(&info, "VpcId"));
        let own = at.node.get("VpcId").and_then(Node::as_str);
        bound.filter(|vpc| !vpc.is_empty() && own.is_some_and(|own| own != vpc))
    }

    /// SNAT addresses; a CLB that has the feature off has none.
    fn snat(&mut self, at: &NodeAtPath<'_>) -> Option<Vec<crate::json::Value>> {
        let provided = self.items(at.child("SnatIps")).map(|items| items.iter().map(|ip| ip.node.to_json()).collect());
        let off = at.node.get(Field::SnatPro.name()).and_then(Node::as_bool) == Some(false);
        provided.or_else(|| off.then(Vec::new))
    }

    /// A value that a newer API may have: kept, said, and nothing is concluded from it.
    fn unknown_value(&mut self, at: &NodeAtPath<'_>, member: &str, value: &str) {
        let path = format!("{}.{member}", at.path);
        let finding = Diagnostic::new(&codes::UNKNOWN_VALUE).arg("path", path.clone());
        self.findings.push(finding.arg("value", value).path(path));
    }

    fn network(&mut self, at: &NodeAtPath<'_>) -> Network {
        let known = |text: Option<String>| text.filter(|text| !text.is_empty());
        let version = known(self.text(at, "AddressIPVersion")).map(|version| version.to_ascii_lowercase());
        if let Some(unknown) = version.as_deref().filter(|version| !IP_VERSIONS.contains(version)) {
            self.unknown_value(at, "AddressIPVersion", unknown);
        }
        let mode = known(self.text(at, "IPv6Mode")).map(|mode| mode.to_ascii_lowercase());
        let ip_version = match (version.as_deref(), mode.as_deref()) {
            (Some("ipv6"), Some("ipv6fullchain")) => Some("ipv6fullchain".to_owned()),
            (Some("ipv6"), None) => None,
            (_, _) => version,
        };
        let zone = at.child("MasterZone").and_then(|zone| self.zone(&zone));
        let standby = self.items(at.child("BackupZoneSet")).unwrap_or_default();
        let standby_zone = standby.first().and_then(|zone| self.zone(zone));
        Network {
            kind: known(self.text(at, "LoadBalancerType")),
            vpc: known(self.text(at, "VpcId")),
            subnet: known(self.text(at, "SubnetId")),
            zone,
            standby_zone,
            forward: self.int(at, "Forward"),
            ip_version,
        }
    }

    fn zone(&mut self, at: &NodeAtPath<'_>) -> Option<Vec<String>> {
        let mut names: Vec<String> = self.text(at, "Zone").into_iter().collect();
        names.extend(self.int(at, "ZoneId").map(|id| id.to_string()));
        Some(names).filter(|names| !names.is_empty())
    }

    fn instance_values(&mut self, at: &NodeAtPath<'_>) -> Values {
        let mut values = Values::new();
        if let Some(groups) = self.texts(at, "SecureGroups") {
            values.insert(Field::SecurityGroups, groups.into());
        }
        if let Some(value) = self.bool(at, "LoadBalancerPassToTarget") {
            values.insert(Field::PassToTarget, value.into());
        }
        if let Some(value) = self.bool(at, "SnatPro") {
            values.insert(Field::SnatPro, value.into());
        }
        let network = at.child("NetworkAttributes");
        if let Some(value) = network.and_then(|network| self.int(&network, "InternetMaxBandwidthOut")) {
            values.insert(Field::BandwidthOut, value.into());
        }
        values
    }

    fn listener(&mut self, at: &NodeAtPath<'_>) -> Option<Listener> {
        let id = self.text(at, "ListenerId")?;
        let port = self.port(at, "Port")?;
        let protocol = self.text(at, "Protocol").unwrap_or_default();
        let known = Protocol::from_name(&protocol.to_ascii_uppercase());
        if known.is_none() {
            self.unknown_value(at, "Protocol", &protocol);
        }
        let mut values = self.balancing(at);
        if let Some(value) = self.text(at, "ListenerName") {
            values.insert(Field::ListenerName, value.into());
        }
        if let Some(value) = self.int(at, "SniSwitch") {
            values.insert(Field::SniSwitch, value.into());
        }
        if let Some(value) = self.int(at, "KeepaliveEnable") {
            values.insert(Field::KeepaliveEnable, value.into());
        }
        let rules = self.items(at.child("Rules")).unwrap_or_default();
        Some(Listener {
            id,
            name: self.text(at, "ListenerName").unwrap_or_default(),
            key: known.map(|protocol| ListenerKey { protocol, port }),
            protocol: known.map_or(protocol, |protocol| protocol.name().to_owned()),
            port,
            end_port: self.port(at, "EndPort").filter(|end| *end > port),
            values,
            rules: rules.iter().filter_map(|rule| self.rule(rule)).collect(),
            targets: None,
        })
    }

    fn rule(&mut self, at: &NodeAtPath<'_>) -> Option<Rule> {
        let mut values = self.balancing(at);
        if let Some(value) = self.bool(at, "Http2") {
            values.insert(Field::Http2, value.into());
        }
        if let Some(value) = self.text(at, "ForwardType") {
            values.insert(Field::ForwardType, value.into());
        }
        Some(Rule {
            id: self.text(at, "LocationId")?,
            domain: self.text(at, "Domain").unwrap_or_default(),
            url: self.text(at, "Url").unwrap_or_default(),
            values,
            targets: None,
        })
    }

    /// What listeners and rules have in common.
    fn balancing(&mut self, at: &NodeAtPath<'_>) -> Values {
        let mut values = Values::new();
        if let Some(value) = self.text(at, "Scheduler") {
            values.insert(Field::Scheduler, value.into());
        }
        if let Some(value) = self.int(at, "SessionExpireTime") {
            values.insert(Field::SessionExpireTime, value.into());
        }
        if let Some(check) = at.child("HealthCheck") {
            match &check.node.value {
                NodeValue::Object(_) => {
                    values.insert(Field::HealthCheck, without_nulls(check.node.to_json()));
                }
                NodeValue::Null
                | NodeValue::Bool(_)
                | NodeValue::Number(_)
                | NodeValue::String(_)
                | NodeValue::Array(_) => {
                    self.wrong(&check, "an object");
                }
            }
        }
        if let Some(certificate) = at.child("Certificate") {
            let provided = without_nulls(certificate.node.to_json());
            values.insert(Field::Certificate, provided);
        }
        values
    }
}

/// `null` in an answer means not told.
fn without_nulls(value: crate::json::Value) -> crate::json::Value {
    match value {
        crate::json::Value::Object(members) => {
            members.into_iter().filter(|(_, value)| !value.is_null()).map(|(k, v)| (k, without_nulls(v))).collect()
        }
        other => other,
    }
}
