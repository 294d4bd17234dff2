//! What happens to load balancers and addresses, one line for each Service.

use crate::cloud::CloudAge;
use crate::language::Language;
use clbplan_host::types::{LoadBalancerPlan, LoadBalancerVerdict, Plan, ServicePlan, VipVerdict};
use std::time::Duration;

/// One line for each Service to which something dangerous happens because of the change, in the order of danger.
pub(super) fn lines(plan: &Plan, language: Language) -> Vec<String> {
    let mut services: Vec<&ServicePlan> =
        plan.services.iter().filter(|service| service.existing != Some(true)).collect();
    services.sort_by_key(|service| service.rank);
    services.into_iter().filter_map(|service| line(service, language)).collect()
}

fn line(service: &ServicePlan, language: Language) -> Option<String> {
    let balancer = &service.load_balancer;
    let is_newly_public = balancer.newly_public == Some(true);
    let public = language.choose("it becomes REACHABLE FROM THE INTERNET", "将可从公网访问");
    let parts: Vec<String> = verdict(balancer, language)
        .into_iter()
        .chain(address(balancer, language))
        .chain(is_newly_public.then(|| public.to_owned()))
        .chain(outage(balancer, language))
        .collect();
    if parts.is_empty() {
        return None;
    }
    let text = parts.join(language.choose(", ", "，"));
    let ServicePlan { namespace, name, .. } = service;
    Some(language.choose(format!("{namespace}/{name}: {text}"), format!("{namespace}/{name}：{text}")))
}

/// That clients get no answer, whatever else happens to the Service.
fn outage(balancer: &LoadBalancerPlan, language: Language) -> Option<String> {
    let text = language.choose(
        "an OUTAGE: a listener or forwarding rule is deleted, or loses every backend it has",
        "会造成服务中断：监听器或转发规则被删除，或失去全部后端",
    );
    (balancer.outage == Some(true)).then(|| text.to_owned())
}

/// What happens to the load balancer; nothing if that is harmless.
fn verdict(balancer: &LoadBalancerPlan, language: Language) -> Option<String> {
    let subject = match (&balancer.id, language) {
        (Some(id), Language::En) => format!("load balancer {id}"),
        (Some(id), Language::ZhCn) => format!("负载均衡 {id} "),
        (None, Language::En) => "its load balancer".to_owned(),
        (None, Language::ZhCn) => "其负载均衡".to_owned(),
    };
    let expected = balancer.unproven == Some(true);
    let reason = || {
        let reason = balancer.because.first().map(|because| because.message.as_str());
        reason.map(|reason| language.choose(format!(" ({reason})"), format!("（{reason}）"))).unwrap_or_default()
    };
    match (&balancer.verdict, language) {
        (LoadBalancerVerdict::Delete, Language::En) if expected => Some(format!("{subject} is expected to be DELETED")),
        (LoadBalancerVerdict::Delete, Language::ZhCn) if expected => Some(format!("{subject}预计将被删除")),
        (LoadBalancerVerdict::Delete, Language::En) => Some(format!("{subject} WILL BE DELETED")),
        (LoadBalancerVerdict::Delete, Language::ZhCn) => Some(format!("{subject}将被删除")),
        (LoadBalancerVerdict::Replace, Language::En) => Some(format!("{subject} WILL BE REPLACED by another one")),
        (LoadBalancerVerdict::Replace, Language::ZhCn) => Some(format!("{subject}将被另一个替换")),
        (LoadBalancerVerdict::Release, Language::En) => {
            Some(format!("{subject} is released: it stays, and TKE no longer manages it"))
        }
        (LoadBalancerVerdict::Release, Language::ZhCn) => {
            Some(format!("{subject}将被解除管理：它会保留，但不再由 TKE 管理"))
        }
        (LoadBalancerVerdict::Blocked, Language::En) => {
            Some(format!("the controller REFUSES this change, {subject} stays as it is{}", reason()))
        }
        (LoadBalancerVerdict::Blocked, Language::ZhCn) => {
            Some(format!("控制器会拒绝此修改，{subject}保持不变{}", reason()))
        }
        (LoadBalancerVerdict::Error, Language::En) => {
            Some(format!("the controller cannot sync this Service{}", reason()))
        }
        (LoadBalancerVerdict::Error, Language::ZhCn) => Some(format!("控制器无法同步此 Service{}", reason())),
        (
            LoadBalancerVerdict::None
            | LoadBalancerVerdict::Keep
            | LoadBalancerVerdict::Create
            | LoadBalancerVerdict::Adopt
            | LoadBalancerVerdict::Update
            | LoadBalancerVerdict::Skip,
            _,
        ) => None,
        // A word of a later version, as it is.
        (word, _) => Some(format!("{subject}: {word}")),
    }
}

/// What happens to the address that clients use; nothing if they can go on using it.
fn address(balancer: &LoadBalancerPlan, language: Language) -> Option<String> {
    let list = |addresses: Option<&Vec<String>>| addresses.filter(|all| !all.is_empty()).map(|all| all.join(", "));
    let addresses = balancer.addresses.as_ref();
    let before = list(addresses.and_then(|addresses| addresses.before.as_ref()));
    let after = list(addresses.and_then(|addresses| addresses.after.as_ref()));
    match (&balancer.vip, before, language) {
        (VipVerdict::Lost, Some(before), Language::En) => Some(format!("address {before} IS LOST")),
        (VipVerdict::Lost, Some(before), Language::ZhCn) => Some(format!("地址 {before} 将丢失")),
        (VipVerdict::Lost, None, Language::En) => Some("its address IS LOST".to_owned()),
        (VipVerdict::Lost, None, Language::ZhCn) => Some("其地址将丢失".to_owned()),
        (VipVerdict::Changed, Some(before), Language::En) => Some(match after {
            Some(after) => format!("address {before} CHANGES to {after}"),
            None => format!("address {before} CHANGES"),
        }),
        (VipVerdict::Changed, Some(before), Language::ZhCn) => Some(match after {
            Some(after) => format!("地址 {before} 将变为 {after}"),
            None => format!("地址 {before} 将改变"),
        }),
        (VipVerdict::Changed, None, Language::En) => Some("its address CHANGES".to_owned()),
        (VipVerdict::Changed, None, Language::ZhCn) => Some("其地址将改变".to_owned()),
        // Nothing is lost, or nothing is known.
        (_, _, _) => None,
    }
}

/// How far the lines above can be trusted.
pub(super) fn cloud_note(age: CloudAge, language: Language) -> Option<String> {
    if !age.is_worth_a_warning() {
        return None;
    }
    match age {
        CloudAge::NotConfigured => None,
        CloudAge::NeverRead => Some(
            language
                .choose(
                    "the cloud has not answered yet: this is concluded from the objects of the cluster alone",
                    "云端尚未返回数据：以上仅根据集群中的对象推断",
                )
                .to_owned(),
        ),
        CloudAge::Read(age) => {
            let time = minutes_or_hours(age, language);
            Some(match language {
                Language::En => {
                    format!("the cloud has not answered for {time}: this is concluded from its state at that time")
                }
                Language::ZhCn => format!("云端已有 {time}未返回数据：以上根据当时的状态推断"),
            })
        }
    }
}

fn minutes_or_hours(age: Duration, language: Language) -> String {
    let minutes = age.as_secs() / 60;
    match (minutes, language) {
        (0..120, Language::En) => format!("{minutes} minutes"),
        (0..120, Language::ZhCn) => format!("{minutes} 分钟"),
        (_, Language::En) => format!("{} hours", minutes / 60),
        (_, Language::ZhCn) => format!("{} 小时", minutes / 60),
    }
}
