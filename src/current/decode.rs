//! Reads the raw answers of `DescribeLoadBalancers`, `DescribeListeners`, `DescribeTargets` and `DescribeLBOperateProtect`
//! into [`KnownLoadBalancers`].
//!
//! A list with an item that cannot be read is unknown as a whole: with one item less it would claim that something does
//! not exist.

use super::codes;
use super::read_cloud_members::{CloudResponseReader, SyntaxNodeAtPath};
use crate::diagnostic::Diagnostic;
use crate::json::Value;
use crate::model::clb_attributes::{ApiValueType, AttributeId, AttributeLevel, AttributeValues, ResourceAttribute};
use crate::model::{
    ForwardingRule, ImmutableProperties, KnownLoadBalancers, Listener, ListenerKey, Listeners, LoadBalancer, Target,
    TargetAddress,
};
use crate::sorted_map::{SortedMap, sort, sort_by};
use crate::syntax::{SyntaxNode, SyntaxNodeValue};
use crate::tke::Protocol;

/// Types of backends that are identified by their address.
const BY_ADDRESS: [&str; 6] = ["ENI", "CCN", "EVM", "GLOBALROUTE", "NAT", "SRV"];
/// Known values of `AddressIPVersion`, lower case.
const IP_VERSIONS: [&str; 3] = ["ipv4", "ipv6", "ipv6fullchain"];

/// Reads the request's `clb`.
pub fn cloud(state: &SyntaxNode) -> (KnownLoadBalancers, Vec<Diagnostic>) {
    let mut reader = CloudResponseReader::default();
    let cloud = reader.cloud(state);
    (cloud, reader.findings)
}

impl CloudResponseReader {
    fn cloud(&mut self, state: &SyntaxNode) -> KnownLoadBalancers {
        let root = SyntaxNodeAtPath::root(state);
        if !matches!(state.value, SyntaxNodeValue::Object(_)) {
            self.wrong(&root, "an object with `loadBalancers`");
            return KnownLoadBalancers::default();
        }
        let mut cloud = KnownLoadBalancers {
            complete: self.bool(&root, "complete").unwrap_or(false),
            ..KnownLoadBalancers::default()
        };
        let list = root.child("loadBalancers");
        if list.is_none() {
            self.wrong(&root.member("loadBalancers", &SyntaxNode::default()), "an array");
        }
        let items = self.items(list);
        // An item that could not be read may be any load balancer, so no id can be said not to exist.
        cloud.complete &= items.is_some();
        let mut read = Vec::new();
        for at in items.unwrap_or_default() {
            match self.load_balancer(&at) {
                Some(lb) => read.push((lb.id.clone(), (at, lb))),
                None => cloud.complete = false,
            }
        }
        sort_by(&mut read, |a, b| a.0.cmp(&b.0));
        let mut last: Option<&str> = None;
        for (id, (at, _)) in &read {
            if last == Some(id) {
                let finding = Diagnostic::new(&codes::DUPLICATE).arg("id", id.clone());
                self.findings.push(finding.arg("path", "clb.loadBalancers").path(at.path()));
            }
            last = Some(id);
        }
        let mut merged: Vec<(String, LoadBalancer)> = Vec::new();
        for (id, (_, lb)) in read {
            match merged.pop() {
                Some((last, first)) if last == id => merged.push((id, first.agreeing_with(&lb))),
                last => merged.extend(last.into_iter().chain([(id, lb)])),
            }
        }
        cloud.load_balancers = SortedMap::from_unsorted(merged);
        self.listeners(&root, &mut cloud);
        self.targets(&root, &mut cloud);
        self.operate_protect(&root, &mut cloud);
        cloud
    }

    /// The lists of a map by load balancer id. Ids that are not in `loadBalancers` are a finding.
    fn by_load_balancer<'a>(
        &mut self,
        root: &SyntaxNodeAtPath<'a>,
        key: &'static str,
        cloud: &KnownLoadBalancers,
    ) -> Vec<(String, Vec<SyntaxNodeAtPath<'a>>)> {
        let Some(map) = root.child(key) else { return Vec::new() };
        let SyntaxNodeValue::Object(members) = &map.node.value else {
            self.wrong(&map, "an object by load balancer id");
            return Vec::new();
        };
        let mut out = Vec::new();
        for member in members {
            let list = map.member(&member.key, &member.value);
            if !cloud.load_balancers.contains_key(member.key.as_str()) {
                let finding = Diagnostic::new(&codes::UNLISTED).arg("id", member.key.as_str());
                self.findings.push(finding.arg("path", list.path()).path(list.path()));
                continue;
            }
            // `null` means unknown, as absence does.
            if member.value.value == SyntaxNodeValue::Null {
                continue;
            }
            if let Some(items) = self.items(Some(list)) {
                out.push((member.key.to_string(), items));
            }
        }
        out
    }

    fn listeners(&mut self, root: &SyntaxNodeAtPath<'_>, cloud: &mut KnownLoadBalancers) {
        for (id, items) in self.by_load_balancer(root, "listeners", cloud) {
            let listeners: Vec<Listener> = items.iter().filter_map(|at| self.listener(at)).collect();
            if listeners.len() < items.len() {
                continue;
            }
            if let Some(lb) = cloud.load_balancers.get_mut(&id) {
                lb.listeners = Some(Listeners::new(listeners));
            }
        }
    }

    fn targets(&mut self, root: &SyntaxNodeAtPath<'_>, cloud: &mut KnownLoadBalancers) {
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
                let Some(listener) = listeners.and_then(|all| all.with_id_mut(&listener_id)) else { continue };
                listener.targets = own;
                for (location, targets) in rules {
                    if let Some(rule) = listener.rules.iter_mut().find(|rule| rule.id == location) {
                        rule.targets = targets;
                    }
                }
            }
        }
    }

    /// Operation protection. Where two answers about one CLB differ, it counts as protected.
    fn operate_protect(&mut self, root: &SyntaxNodeAtPath<'_>, cloud: &mut KnownLoadBalancers) {
        for at in self.items(root.child("operateProtect")).unwrap_or_default() {
            let (id, state) = (self.text(&at, "LoadBalancerId"), self.bool(&at, "ProtectState"));
            let Some(id) = id else { continue };
            match cloud.load_balancers.get_mut(&id) {
                Some(lb) => lb.operate_protected = lb.operate_protected.max(state),
                None => {
                    let finding = Diagnostic::new(&codes::UNLISTED).arg("id", id);
                    self.findings.push(finding.arg("path", at.path()).path(at.path()));
                }
            }
        }
    }

    /// The bound backends: none where the answer has no list, unknown where the list cannot be read.
    fn bound(&mut self, list: Option<SyntaxNodeAtPath<'_>>) -> Option<SortedMap<Target, i64>> {
        if list.is_none() {
            return Some(SortedMap::new());
        }
        self.all(list, CloudResponseReader::target).map(|targets| targets.into_iter().collect())
    }

    fn target(&mut self, at: &SyntaxNodeAtPath<'_>) -> Option<(Target, i64)> {
        let port = self.port(at, "Port")?;
        let kind = self.text(at, "Type").unwrap_or_default();
        let instance = self.text(at, "InstanceId").filter(|id| !id.is_empty());
        let ip = self.texts(at, "PrivateIpAddresses").and_then(|list| list.into_iter().next());
        let by_address = kind.is_empty() || BY_ADDRESS.iter().any(|known| known.eq_ignore_ascii_case(&kind));
        if instance.is_some() && !by_address && !kind.eq_ignore_ascii_case("CVM") {
            // It may be identified by its instance or by its address.
            self.unknown_value(at, "Type", &kind);
            return None;
        }
        // A backend that was bound by its instance is returned as CVM; all others are identified by their address.
        let address = match (kind.eq_ignore_ascii_case("CVM") || kind.is_empty(), instance, ip) {
            (true, Some(id), _) => TargetAddress::Instance(id),
            (_, _, Some(ip)) => TargetAddress::Ip(ip),
            (_, Some(id), None) => TargetAddress::Instance(id),
            (_, None, None) => return None,
        };
        let weight = self.int(at, "Weight").unwrap_or(crate::model::DEFAULT_WEIGHT);
        Some((Target { address, port }, weight))
    }

    fn load_balancer(&mut self, at: &SyntaxNodeAtPath<'_>) -> Option<LoadBalancer> {
        let id = self.id(at, "LoadBalancerId")?;
        let mut ambiguous_tags = SortedMap::new();
        let tags = self.items(at.child("Tags")).and_then(|items| self.tags(&items, &mut ambiguous_tags));
        // The API has `null` where there is none; an answer that lacks the member does not say.
        let has_endpoint = match at.node.member("AssociateEndpoint").map(|member| &member.value.value) {
            Some(SyntaxNodeValue::Null) => Some(false),
            Some(_) => self.text(at, "AssociateEndpoint").map(|endpoint| !endpoint.is_empty()),
            None => None,
        };
        let status = self.int(at, "Status");
        if let Some(unknown) = status.filter(|status| !(0..=1).contains(status)) {
            self.unknown_value(at, "Status", &unknown.to_string());
        }
        let written = |text: Option<String>| text.filter(|text| !text.is_empty());
        Some(LoadBalancer {
            id,
            name: written(self.text(at, "LoadBalancerName")),
            created_at: written(self.text(at, "CreateTime")),
            network: self.network(at),
            values: self.values(at, &[AttributeLevel::LoadBalancer]),
            tags,
            ambiguous_tags,
            vips: self.texts(at, "LoadBalancerVips").unwrap_or_default(),
            domain: self
                .text(at, "LoadBalancerDomain")
                .or_else(|| self.text(at, "Domain"))
                .filter(|domain| !domain.is_empty()),
            flags: self.texts(at, "AttributeFlags"),
            operate_protected: None,
            bound_vpc: self.bound_vpc(at),
            snat: self.snat(at),
            has_endpoint,
            status,
            mixes: self.bool(at, "MixIpTarget"),
            ingress: None,
            isolated: self.int(at, "Isolation") == Some(1),
            contradictory: false,
            listeners: None,
        })
    }

    /// Tags by key; `None` when one of them cannot be read, because it may be an ownership tag. One with several values is
    /// ambiguous, and the others are known.
    fn tags(
        &mut self,
        items: &[SyntaxNodeAtPath<'_>],
        ambiguous: &mut SortedMap<String, String>,
    ) -> Option<SortedMap<String, String>> {
        let mut tags = SortedMap::new();
        let mut is_readable = true;
        for tag in items {
            let value = self.text(tag, "TagValue");
            is_readable &= value.is_some() || tag.node.get("TagValue").is_none();
            let value = value.unwrap_or_default();
            let Some(key) = self.text(tag, "TagKey") else {
                is_readable = false;
                continue;
            };
            let former = tags.insert(key.clone(), value.clone());
            if let Some(former) = former.filter(|former| *former != value) {
                let values = ambiguous.get_or_insert_with(key, || former);
                // In whichever order they are listed.
                let mut all: Vec<&str> = values.split(", ").chain([value.as_str()]).collect();
                sort(&mut all);
                all.dedup();
                *values = all.join(", ");
            }
        }
        tags.retain(|key, _| !ambiguous.contains_key(key));
        is_readable.then_some(tags)
    }

    /// The backends' VPC set by cross-region binding 1.0; `None` when it is the CLB's own.
    fn bound_vpc(&mut self, at: &SyntaxNodeAtPath<'_>) -> Option<String> {
        let bound = at.child("TargetRegionInfo").and_then(|info| self.text(&info, "VpcId"));
        let own = at.node.get("VpcId").and_then(SyntaxNode::as_str);
        bound.filter(|vpc| !vpc.is_empty() && own.is_some_and(|own| own != vpc))
    }

    /// SNAT addresses; none when the feature is off.
    fn snat(&mut self, at: &SyntaxNodeAtPath<'_>) -> Option<Vec<Value>> {
        let provided = self.items(at.child("SnatIps")).map(|items| items.iter().map(|ip| ip.node.to_json()).collect());
        let off = at.node.get(AttributeId::SnatPro.name()).and_then(SyntaxNode::as_bool) == Some(false);
        provided.or_else(|| off.then(Vec::new))
    }

    /// Reports a value that this version does not know. It is kept, and nothing is concluded from it.
    fn unknown_value(&mut self, at: &SyntaxNodeAtPath<'_>, member: &str, value: &str) {
        let path = at.member(member, at.node).path();
        let finding = Diagnostic::new(&codes::UNKNOWN_VALUE).arg("path", path.clone());
        self.findings.push(finding.arg("value", value).path(path));
    }

    fn network(&mut self, at: &SyntaxNodeAtPath<'_>) -> ImmutableProperties {
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
        ImmutableProperties {
            kind: known(self.text(at, "LoadBalancerType")),
            region: None,
            vpc: known(self.text(at, "VpcId")),
            subnet: known(self.text(at, "SubnetId")),
            forward: self.int(at, "Forward"),
            ip_version,
        }
    }

    /// The values of all attributes that resources of these levels have.
    fn values(&mut self, at: &SyntaxNodeAtPath<'_>, levels: &[AttributeLevel]) -> AttributeValues {
        let fields = AttributeId::ALL.iter().filter(|field| levels.iter().any(|level| field.is_of(*level)));
        fields.filter_map(|field| Some((*field, self.value(at, field.row())?))).collect()
    }

    fn value(&mut self, at: &SyntaxNodeAtPath<'_>, row: &ResourceAttribute) -> Option<Value> {
        let (at, name) = match row.described {
            [parent, name] => (&at.child(parent)?, *name),
            [name] => (at, *name),
            _ => (at, row.name),
        };
        match row.form {
            ApiValueType::Bool => self.bool(at, name).map(Into::into),
            ApiValueType::Int => self.int(at, name).map(Into::into),
            ApiValueType::Text => self.text(at, name).map(Into::into),
            ApiValueType::Texts => self.texts(at, name).map(Into::into),
            ApiValueType::Object => {
                let found = at.child(name)?;
                let object = matches!(found.node.value, SyntaxNodeValue::Object(_));
                if !object {
                    self.wrong(&found, "an object");
                }
                object.then(|| without_nulls(found.node.to_json()))
            }
            ApiValueType::Unchecked => at.node.get(name).map(|node| without_nulls(node.to_json())),
        }
    }

    fn listener(&mut self, at: &SyntaxNodeAtPath<'_>) -> Option<Listener> {
        let id = self.id(at, "ListenerId")?;
        let port = self.port(at, "Port")?;
        let protocol = self.text(at, "Protocol").unwrap_or_default();
        let known = Protocol::from_name(&protocol.to_ascii_uppercase());
        if known.is_none() {
            self.unknown_value(at, "Protocol", &protocol);
        }
        // Of a listener with a rule that cannot be read no rule can be said not to exist.
        let list = at.child("Rules").filter(|rules| rules.node.value != SyntaxNodeValue::Null);
        let rules = if list.is_some() { self.all(list, CloudResponseReader::rule)? } else { Vec::new() };
        Some(Listener {
            id,
            name: self.text(at, "ListenerName").unwrap_or_default(),
            key: known.map(|protocol| ListenerKey { protocol, port }),
            protocol: known.map_or(protocol, |protocol| protocol.name().to_owned()),
            port,
            end_port: self.port(at, "EndPort").filter(|end| *end > port),
            values: self.values(at, &[AttributeLevel::Listener]),
            rules,
            binds_target_group: self.text(at, "TargetType").is_some_and(|kind| kind.starts_with("TARGETGROUP")),
            targets: None,
        })
    }

    fn rule(&mut self, at: &SyntaxNodeAtPath<'_>) -> Option<ForwardingRule> {
        Some(ForwardingRule {
            id: self.id(at, "LocationId")?,
            domain: self.text(at, "Domain").unwrap_or_default(),
            url: self.text(at, "Url").unwrap_or_default(),
            values: self.values(at, &[AttributeLevel::Rule, AttributeLevel::Domain]),
            is_default: self.bool(at, "DefaultServer"),
            targets: None,
        })
    }
}

/// `null` in an answer means unknown.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            members.into_iter().filter(|(_, value)| !value.is_null()).map(|(k, v)| (k, without_nulls(v))).collect()
        }
        other => other,
    }
}
