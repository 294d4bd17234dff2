//! What a world says about one Service and one load balancer, before any rule: what is desired, what is held, who uses what.
//!
//! Where the world does not say, the answer says so. Nothing here is a guess. Sections (§) are those of the notes on the
//! lifecycle, numbers of documents those of cloud.tencent.com.

use super::world::{
    Balancer, ClusterTag, CreatedByTag, Key, Kind, Live, MALFORMED, NAMES, RequestedChange, Service, Spec, World,
    node_port,
};
use std::collections::BTreeSet;

/// What the Service wants once the change is made (§1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// No load balancer: the Service goes away, or it is not of a type that TKE's controller serves.
    Nothing,
    /// One that the controller creates: in this subnet, or public.
    Managed(Option<usize>),
    /// This one, which a user supplies.
    Existing(&'static str),
}

/// What the live Service has (§1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldLoadBalancer {
    Nothing,
    Managed(&'static str),
    Existing(&'static str),
    /// The live Service contradicts itself, or its load balancer has to be found by tags: the pages do not say what the
    /// controller makes of that.
    Unclear,
}

/// What the cloud's answers say about an id.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Presence<'a> {
    Here(&'a Balancer),
    /// The list is complete, and it is not there.
    Gone,
    /// The list is partial, or there is none.
    Unknown,
    /// It is listed twice.
    Twice,
}

/// What the tags say about a load balancer that a live Service holds as its own (§3, §8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnershipByTags {
    /// All ownership tags that are there fit.
    Ours,
    /// They fit, but `tke-createdBy-flag` was removed: the published way to keep a load balancer (document 457/45487).
    FlagGone,
    /// The tags name another cluster or Service, or none: the controller does not find its load balancer (high-risk
    /// operations, 457/39539).
    Lost,
    /// The pages allow several readings.
    Unclear,
    /// The tags were not provided.
    Unknown,
}

impl World {
    pub fn places(&self) -> impl Iterator<Item = usize> {
        (0..self.services.len()).filter(|place| self.services[*place].is_some())
    }

    pub fn service(&self, place: usize) -> &Service {
        self.services[place].as_ref().expect("a place with a Service")
    }

    pub fn name(place: usize) -> String {
        format!("{}/{}", NAMES[place].0, NAMES[place].1)
    }

    pub fn live(&self, place: usize) -> Option<&Live> {
        self.service(place).live.as_ref()
    }

    /// The live Service, if TKE's controller serves it.
    pub fn served_live(&self, place: usize) -> Option<&Live> {
        self.live(place).filter(|live| live.spec.served())
    }

    /// Whether the object is gone after the change. One with a deletionTimestamp goes whatever a manifest says.
    pub fn goes_away(&self, place: usize) -> bool {
        let pruned = |live: &Live| self.prune && live.spec.kind == Kind::LoadBalancer;
        match (&self.service(place).next, self.live(place)) {
            (RequestedChange::Deleted, _) => true,
            (_, Some(live)) if live.deleting => true,
            (RequestedChange::Untouched, Some(live)) => pruned(live),
            _ => false,
        }
    }

    /// Whether kube-apiserver refuses the manifest: an unsupported value, or `loadBalancerClass` "may not change once set".
    pub fn rejected(&self, place: usize) -> bool {
        let RequestedChange::Manifest(spec) = &self.service(place).next else { return false };
        if spec.invalid {
            return true;
        }
        let Some(live) = self.live(place) else { return false };
        let both = spec.kind == Kind::LoadBalancer && live.spec.kind == Kind::LoadBalancer;
        both && spec.other_class != live.spec.other_class
    }

    /// The Service after the change; `None` when it is gone.
    pub fn after(&self, place: usize) -> Option<&Spec> {
        if self.goes_away(place) {
            return None;
        }
        match &self.service(place).next {
            RequestedChange::Manifest(spec) if !self.rejected(place) => Some(spec),
            _ => self.live(place).map(|live| &live.spec),
        }
    }

    pub fn served_after(&self, place: usize) -> Option<&Spec> {
        self.after(place).filter(|spec| spec.served())
    }

    pub fn intent(&self, place: usize) -> Intent {
        match self.served_after(place) {
            None => Intent::Nothing,
            Some(Spec { existing: Some(id), .. }) => Intent::Existing(id),
            Some(spec) => Intent::Managed(spec.subnet),
        }
    }

    pub fn held(&self, place: usize) -> HeldLoadBalancer {
        let Some(live) = self.served_live(place) else { return HeldLoadBalancer::Nothing };
        match (live.spec.existing, live.assigned) {
            // An object that goes although the controller does not hold it: it may have cleaned up already.
            _ if live.deleting && !live.finalizer => HeldLoadBalancer::Unclear,
            (None, Some(id)) if self.tags_point_elsewhere(place, id) => HeldLoadBalancer::Unclear,
            (None, Some(id)) => HeldLoadBalancer::Managed(id),
            (Some(id), Some(_)) if self.tags_point_elsewhere(place, id) => HeldLoadBalancer::Unclear,
            (Some(id), Some(assigned)) if id == assigned => HeldLoadBalancer::Existing(id),
            (None, None) if self.never_bought(place) => HeldLoadBalancer::Nothing,
            _ => HeldLoadBalancer::Unclear,
        }
    }

    /// Whether the cloud shows that the controller bought nothing for a Service without `loadbalance-id`.
    fn never_bought(&self, place: usize) -> bool {
        let Some(cloud) = self.cloud.as_ref().filter(|cloud| cloud.complete == Some(true)) else { return false };
        cloud.balancers.iter().all(|balancer| {
            let names = balancer.tags.as_ref().map(|tags| tags.owners().contains(&place));
            names == Some(false)
        })
    }

    pub fn presence(&self, id: &str) -> Presence<'_> {
        let Some(cloud) = &self.cloud else { return Presence::Unknown };
        match cloud.balancer(id) {
            Some(_) if cloud.lists_twice(id) => Presence::Twice,
            Some(balancer) => Presence::Here(balancer),
            None if cloud.complete == Some(true) => Presence::Gone,
            None => Presence::Unknown,
        }
    }

    pub fn owned(&self, place: usize, balancer: &Balancer) -> OwnershipByTags {
        let Some(tags) = &balancer.tags else { return OwnershipByTags::Unknown };
        let owners = tags.owners();
        let has_uid = self.live(place).is_none_or(|live| live.has_uid);
        let flag = tags.created == CreatedByTag::Yes;
        if tags.cluster == ClusterTag::Both || tags.ingress || tags.created == CreatedByTag::OtherValue {
            return OwnershipByTags::Unclear;
        }
        if owners.len() > 1 || (!owners.is_empty() && !has_uid) {
            return OwnershipByTags::Unclear;
        }
        let known = self.context.cluster_known;
        match tags.cluster {
            ClusterTag::Other if known => OwnershipByTags::Lost,
            _ if owners.first().is_some_and(|owner| *owner != place) => OwnershipByTags::Lost,
            ClusterTag::Absent if flag && known => OwnershipByTags::Lost,
            ClusterTag::Absent | ClusterTag::Other => OwnershipByTags::Unclear,
            _ if flag => OwnershipByTags::Ours,
            _ => OwnershipByTags::FlagGone,
        }
    }

    /// Whether the live Service or the changed one names the load balancer at all.
    pub fn names(&self, place: usize, id: &str) -> bool {
        let live =
            self.served_live(place).is_some_and(|live| live.spec.existing == Some(id) || live.assigned == Some(id));
        live || self.served_after(place).is_some_and(|spec| spec.existing == Some(id))
    }

    /// Whether the Service uses the load balancer now and, by any reading, goes on to use it.
    pub fn stays(&self, place: usize, id: &str) -> bool {
        let (Some(live), Some(after)) = (self.served_live(place), self.served_after(place)) else { return false };
        if live.assigned != Some(id) || live.spec.existing != after.existing {
            return false;
        }
        match live.spec.existing {
            Some(existing) => existing == id,
            None => live.spec.subnet == after.subnet && self.holds_by_tags(place, id),
        }
    }

    fn holds_by_tags(&self, place: usize, id: &str) -> bool {
        match self.presence(id) {
            Presence::Here(balancer) => {
                let network = self.served_after(place).is_some_and(|spec| spec.subnet == balancer.subnet)
                    && balancer.vpc == super::world::Vpc::Ours;
                network && matches!(self.owned(place, balancer), OwnershipByTags::Ours | OwnershipByTags::FlagGone)
            }
            _ => false,
        }
    }

    /// The other Services that use this load balancer and go on to.
    pub fn others_who_stay(&self, place: usize, id: &str) -> Vec<usize> {
        self.places().filter(|other| *other != place && self.stays(*other, id)).collect()
    }

    /// The other Services that name this load balancer, before or after.
    pub fn others_who_name(&self, place: usize, id: &str) -> Vec<usize> {
        self.places().filter(|other| *other != place && self.names(*other, id)).collect()
    }

    /// The listeners that the Service had and goes on to want.
    pub fn lasting_keys(&self, place: usize) -> BTreeSet<Key> {
        let live = self.live_keys(place);
        self.wanted_keys(place).intersection(&live).copied().collect()
    }

    pub fn live_keys(&self, place: usize) -> BTreeSet<Key> {
        self.served_live(place).into_iter().flat_map(|live| live.spec.keys()).collect()
    }

    pub fn wanted_keys(&self, place: usize) -> BTreeSet<Key> {
        self.served_after(place).into_iter().flat_map(Spec::keys).collect()
    }

    /// The backends of one listener of the Service: every node at the node port (tke-service 5.1).
    pub fn wanted_targets(&self, place: usize, port: u16) -> BTreeSet<(String, u64)> {
        let port = u64::from(node_port(place, port));
        (1..=self.nodes).map(|node| (super::write_request_of_world::instance(node), port)).collect()
    }

    /// Whether the nodes that are the backends are known. A Serverless cluster has none: it binds Pods.
    pub fn knows_backends(&self) -> bool {
        self.nodes > 0 && self.live_provided && self.context.serverless == Some(false)
    }

    /// Whether `live` shows that a Service without a live object does not exist: it has everything, or at least other
    /// Services of that namespace.
    pub fn certainly_new(&self, place: usize) -> bool {
        let neighbour = |other: &usize| NAMES[*other].0 == NAMES[place].0 && self.live(*other).is_some();
        let shown = match self.context.live_complete {
            Some(complete) => complete,
            None => self.whole_cluster,
        };
        self.live_provided && (shown || self.places().any(|other| neighbour(&other)))
    }

    /// Whether the tags of a load balancer name the Service of this place.
    pub fn tags_name(&self, place: usize, id: &str) -> bool {
        let all = self.cloud.iter().flat_map(|cloud| &cloud.balancers).filter(|balancer| balancer.id == id);
        all.filter_map(|balancer| balancer.tags.as_ref()).any(|tags| tags.owners().contains(&place))
    }

    /// Whether the tags of another load balancer than this one name the Service: how the controller finds its own is not
    /// documented (question 7 of the notes on TKE).
    fn tags_point_elsewhere(&self, place: usize, id: &str) -> bool {
        let cloud = self.cloud.iter().flat_map(|cloud| &cloud.balancers);
        cloud.filter(|balancer| balancer.id != id).any(|balancer| self.tags_name(place, balancer.id))
    }

    /// Whether `mode: skip` stands in the live or in the changed Service.
    pub fn mentions_skip(&self, place: usize) -> bool {
        let live = self.live(place).is_some_and(|live| live.spec.skip);
        let next = matches!(&self.service(place).next, RequestedChange::Manifest(spec) if spec.skip);
        live || next
    }

    /// Whether the controller certainly skips the Service: its version knows the mode (v2.10.0), and the mode stands in
    /// the live Service and stays, or it goes with it (§2).
    pub fn certainly_skipped(&self, place: usize) -> bool {
        let knows = matches!(self.context.version, Some("v2.10.0" | "v2.11.1"));
        let live = self.served_live(place).is_some_and(|live| live.spec.skip);
        let after = self.goes_away(place) || self.served_after(place).is_some_and(|spec| spec.skip);
        knows && live && after && !self.rejected(place)
    }

    /// Whether a ClusterIP Service of a Serverless cluster is involved: it may have a load balancer of its own (§2).
    pub fn serverless_cluster_ip(&self, place: usize) -> bool {
        let cluster_ip = |spec: &Spec| spec.kind == Kind::ClusterIp;
        let live = self.live(place).is_some_and(|live| cluster_ip(&live.spec));
        self.context.serverless != Some(false) && (live || self.after(place).is_some_and(cluster_ip))
    }

    /// Documented for controllers of an older generation; without it, the newer behaviour (§2).
    pub fn rebuilds(&self) -> bool {
        self.context.rebuild == Some(true)
    }
}

impl super::world::Tags {
    /// The Services that the tags name.
    pub fn owners(&self) -> Vec<usize> {
        let mut owners: Vec<usize> = self.uuid.into_iter().chain(self.sharers.iter().copied()).collect();
        owners.sort_unstable();
        owners.dedup();
        owners
    }
}

/// Whether it can be the id of a load balancer.
pub fn well_formed(id: &str) -> bool {
    id != MALFORMED
}
