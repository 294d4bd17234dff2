//! Words of requests and answers: keys of the context, members of a request, verdicts, and members of an answer.
//!
//! English texts of requests and verdicts are the documentation of their types. Tests compare the names here with the
//! types and, for answers, with their schema.

use super::ReferenceEntryKind;
use crate::planner::danger::Danger;
use crate::planner::{LoadBalancerVerdict, VipVerdict};
use crate::request::{
    ClusterType, Context, LifecycleMode, NetworkMode, PlanRequest, PlanScope, PruneWithin, Quotas, Subresource,
    ValidateRequest,
};
use crate::string_enum::StringEnum;

/// A word.
#[derive(Debug, Clone)]
pub struct RequestOrAnswerWord {
    pub name: String,
    pub kind: ReferenceEntryKind,
    /// Its position in the request or the answer.
    pub path: String,
    pub en: &'static str,
    pub zh: &'static str,
    /// Other forms of the word, separated by `|`: as texts show it, and the values it can have.
    pub aliases: &'static str,
    /// The values with their meaning in both languages.
    pub values: Vec<[&'static str; 3]>,
}

impl RequestOrAnswerWord {
    /// Words that are listed together by this name: `context`, `verdict`, `vip`.
    pub fn group(&self) -> &str {
        if self.kind == ReferenceEntryKind::ContextKey {
            "context"
        } else if self.kind == ReferenceEntryKind::Verdict {
            self.path.rsplit('.').next().unwrap_or_default()
        } else {
            ""
        }
    }

    /// True for another form of the word, in any letter case.
    pub fn is_alias(&self, query: &str) -> bool {
        let is_value = || self.values.iter().any(|[value, ..]| value.eq_ignore_ascii_case(query));
        self.aliases.split('|').any(|alias| alias.eq_ignore_ascii_case(query)) || is_value()
    }
}

/// Chinese texts of members, by path: as for [`ANSWER`], one text takes less room than a table.
const MEMBERS_ZH: &str = "\
context.clusterId\t集群 ID，`cls-…`：标签 `tke-clusterId` 的值
context.region\t集群所在地域，`ap-guangzhou`
context.vpcId\t集群所在的 VPC，`vpc-…`
context.uin\t集群所属账号的 UIN
context.kubernetesVersion\tKubernetes 版本，`1.34`：决定使用哪一版的校验规则；1.34 之前的版本按 1.34 的规则及已知的差异检查
context.controllerVersion\tService 控制器的版本，`v2.11.0`：决定支持哪些注解，以及部分默认值
context.clusterType\t集群是托管集群还是 Serverless 集群
context.networkModes\t集群中 Pod 的网络模式
context.sharing\t多个 Service 能否复用同一个负载均衡
context.liveComplete\t`live` 含有集群的全部 Service：只有这样才会查找孤儿实例
context.manifestsCreate\t`true`：清单新建其中的 Service：集群中都还不存在，因此都还没有负载均衡；未填写时，`live` 中没有的 Service 可能已经存在，除非 `live` 完整
context.manifestsReplace\t`true`：清单整体替换集群中的对象，与 `kubectl replace` 一致；`false`：按 `kubectl apply` 的方式合并；未填写时，仅在集群中的对象记录了上次应用的清单时合并
context.lifecycleMode\t修改需要另一个负载均衡时，控制器的做法
context.controllerConfig\tConfigMap `kube-system/tke-service-controller-config` 的数据，也会从 `live` 中读取
context.quotas\t账号的配额
context.quotas.listenersPerClb\t一个负载均衡的监听器数（`TOTAL_LISTENER_QUOTA`）
context.quotas.targetsPerListener\t一个监听器的后端数（`TOTAL_TARGET_BIND_QUOTA`）
context.quotas.clbsPerRegion\t地域内的负载均衡数，公网与内网各自计算（`TOTAL_OPEN_CLB_QUOTA`、`TOTAL_INTERNAL_CLB_QUOTA`）
context.serviceCidrs\t集群的 Service 网段，`10.96.0.0/16`；也会从 `live` 的 ServiceCIDR 中读取
context.serviceNodePortRange\t节点端口的范围，`30000-32767`
manifests\t期望的对象
live\t集群中现有的对象
context\t集群信息
defaultNamespace\t没有写命名空间的清单所属的命名空间，同 `kubectl -n`
locale\t文本的语言
positionEncoding\t列和偏移的计数方式
ignore\t要屏蔽的问题代码：仅限警告和提示，对所有对象生效；屏蔽的数量会计入结果
delete\t要删除的 Service。名称 `*` 表示该命名空间中集群现有的全部 Service
recreate\t要删除并按 `manifests` 重新创建的 Service。名称 `*` 表示该命名空间中的全部
prune\t删除集群中存在、但 `manifests` 中没有的 LoadBalancer 类型 Service
pruneWithin\t`prune` 的查找范围；不提供时为整个集群
liveContext\t没有本次请求时的集群信息，用于请求改变其中一项的情形，例如升级控制器：按它判断集群中现有对象的问题和变更。不提供时同 `context`
scope\t结果包含哪些 Service；不提供时为全部
clb\t腾讯云的现状。不提供时由 `live` 模拟得出，并列入未检查的事项
policy\t对预览的防护策略
subresource\t只按写入该子资源来检查，而不是写入整个对象
";

/// The member with the order of danger.
const DANGER: &str = "overview[].danger";

/// Members of a plan: path, other forms, English, Chinese.
const ANSWER: &str = "\
services[].loadBalancer.verdict\tload balancer|负载均衡|结论\tWhat happens to the load balancer of a Service.\tService 的负载均衡会怎样
services[].loadBalancer.vip\taddress|地址\tWhat happens to the address that clients use.\t客户端使用的地址会怎样
services[].loadBalancer.because\twhy|原因\tThe reasons, the most important one first: each is documented, or inferred from the linked page.\t原因，最重要的在前：每一条要么有文档说明，要么由所链接的页面推断
services[].event\t\tWhat happens to the Service object itself.\tService 对象本身会怎样
services[].changes\t变更\tWhat differs before and after, resource by resource.\t各个资源前后的差异
services[].changes[].verb\t\tWhat happens to the resource: `create` (+), `update` in place (~), `delete` (-), or `release` (^): kept and no longer managed.\t资源会怎样：`create`（+，新建）、`update`（~，原地更新）、`delete`（-，删除）、`release`（^，保留但不再管理）
services[].changes[].afterUnknown\tknown after apply|应用后可知\tFields whose values exist only after the controller has run.\t控制器运行之后才有值的字段
services[].actions\tcalls|调用\tThe calls of the cloud's API that the controller sends, each with its complete body.\t控制器发出的腾讯云 API 调用，每个都有完整的请求
services[].actions[].wave\twaves|批次\tThe order of the calls: each waits for the calls of earlier waves that its `after` names. Those of one wave for the same load balancer are sent one after the other.\t调用的先后：每个调用等待 `after` 列出的、更早批次的调用；同一批中对同一负载均衡的调用逐个发出
services[].actions[].after\t\tThe calls that must come first.\t必须先完成的调用
services[].withheld\tleft alone|不做改动\tDifferences that the plan does not remove, each with its reason.\t预览不消除的差异，各有原因
overview\tat a glance|概览\tThe Services in the order of danger; those to which the same happens are one row.\t按危险程度排列的 Service；变化相同的合为一行
overview[].danger\trisk|危险程度\tThe worst that happens to the Services of a row.\t一行中的 Service 最坏的变化
highlights\taddresses lost|被删除|丢失的地址|新增公网\tWhat to look at first: load balancers that are deleted, addresses that are lost, and Services that become public.\t最先要看的：被删除的负载均衡、丢失的地址，以及新增公网的 Service
services[].scope\tscope|范围\tWhy a Service is in the plan.\tService 为何出现在预览中
services[].rank\t\tThe place of a Service in the order of danger, from 0.\tService 按危险程度的位次，从 0 开始
services[].existing\told|as before|原有\tThe same is planned, or found, for the live object: the request does not bring it.\t对集群中现有对象也会得到同样的结果，并非由本次请求带来
services[].loadBalancer.failure\tapiServer|sync|unknown|失败原因\tWhere the change of a Service with the verdict `error` fails: `apiServer` (the API server rejects the manifest: there is no sync), `sync` (the sync stops), or `unknown` (nothing is planned, because what the controller does is not known).\t结论为 `error` 时在哪里失败：`apiServer`（API Server 拒绝该清单，不会同步）、`sync`（同步中止）或 `unknown`（控制器会怎样处理未知，因此不做预览）
services[].loadBalancer.undecided\tundecided|未定\tThe load balancer is kept as it is, and the plan leaves out changes that are unknown or that cannot be made yet.\t负载均衡保持不变，但部分变更未知或暂时无法进行，未列入预览
services[].loadBalancer.unproven\tnot proven|未证实\tThe deletion is expected and not proven: no call is planned for it.\t预计会被删除，但未经证实：不会为此计划任何调用
others\t其他 Service\tThe Services with a load balancer outside of the scope, counted.\t范围之外有负载均衡的 Service，只计数
orphans\torphan|孤儿实例\tLoad balancers with this cluster's ownership tags that no Service uses.\t带有本集群归属标签、但没有 Service 使用的负载均衡
complete\tincomplete|预览不完整\tFalse when something that the plan needs was not provided or is not valid.\t预览所需的信息缺失或无效时为 `false`
assumptions\tnot checked|未检查\tWhat was not provided and is therefore not checked.\t没有提供、因此没有检查的内容
diagnostics\tfindings|检查结果\tWhat is wrong with the input or the plan, each finding with a code that can be looked up.\t输入或预览中的问题，每个问题都有可查询的代码
diagnostics[].severity\twarning|note|级别|警告|提示\tHow severe a finding is: `error`, `warning` or `info`, a note.\t问题的级别：`error`（错误）、`warning`（警告）或 `info`（提示）
diagnostics[].effect\trejected|aborts|unknown|withholds|ignored|后果\tWhat a finding means: `rejected` (the API server refuses the object), `aborts` (the sync of the Service stops), `unknown` (what the controller does is not documented), `withholds` (this resource is skipped), `ignored` (the value has no effect) or `none`.\t问题的后果：`rejected`（API Server 拒绝该对象）、`aborts`（Service 的同步中止）、`unknown`（控制器如何处理没有文档说明）、`withholds`（跳过该资源）、`ignored`（该值不生效）或 `none`（无）
diagnostics[].basis\tdocumented|inferred|依据\t`documented`: a public page states it; `inferred`: concluded from public pages.\t`documented`：公开文档有说明；`inferred`：由公开文档推断
suppressed\t已屏蔽\tThe number of findings that `ignore` or the annotation `clbplan/ignore` hides.\t被 `ignore` 或注解 `clbplan/ignore` 屏蔽的问题数
";

fn verdict_zh(verdict: LoadBalancerVerdict) -> (&'static str, &'static str) {
    match verdict {
        LoadBalancerVerdict::None => ("无", "该 Service 没有负载均衡，也不需要"),
        LoadBalancerVerdict::Keep => ("不变", "负载均衡保持不变"),
        LoadBalancerVerdict::Create => ("新建", "新建一个负载均衡"),
        LoadBalancerVerdict::Adopt => ("使用已有", "使用已有负载均衡，TKE 不会删除它"),
        LoadBalancerVerdict::Update => ("更新", "负载均衡原地更新"),
        LoadBalancerVerdict::Replace => ("更换", "负载均衡被删除或解除管理，由另一个代替"),
        LoadBalancerVerdict::Delete => ("删除", "负载均衡被删除"),
        LoadBalancerVerdict::Release => ("解除管理", "负载均衡保留，但不再由该 Service 管理"),
        LoadBalancerVerdict::Blocked => ("被拒绝", "控制器拒绝此变更"),
        LoadBalancerVerdict::Error => ("出错", "控制器无法同步该 Service，或提供的信息不足"),
        LoadBalancerVerdict::Skip => ("不同步", "不做任何改动，因为该 Service 设有 `mode: skip`"),
    }
}

fn vip_zh(vip: VipVerdict) -> (&'static str, &'static str) {
    match vip {
        VipVerdict::None => ("", "没有地址"),
        VipVerdict::Kept => ("保留", "地址保持不变"),
        VipVerdict::New => ("", "首次获得地址"),
        VipVerdict::Changed => ("改变", "地址会换成另一个"),
        VipVerdict::Lost => ("丢失", "地址会丢失"),
        VipVerdict::Unknown => ("未知", "提供的信息不足以判断地址会怎样"),
    }
}

fn danger_zh(danger: Danger) -> &'static str {
    match danger {
        Danger::Deleted => "负载均衡被删除",
        Danger::Replaced => "负载均衡被更换",
        Danger::AddressLost => "地址丢失或改变",
        Danger::NewlyPublic => "Service 变为可从公网访问",
        Danger::Outage => "监听器或转发规则被删除，或失去现有的全部后端：无法为客户端提供服务",
        Danger::Release => "负载均衡解除管理",
        Danger::Blocked => "控制器拒绝此变更",
        Danger::Error => "Service 无法同步",
        Danger::Update => "负载均衡原地更新",
        Danger::Adopt => "使用已有负载均衡",
        Danger::Create => "新建负载均衡",
        Danger::Keep => "没有变更",
    }
}

fn cluster_type_zh(kind: ClusterType) -> &'static str {
    match kind {
        ClusterType::Managed => "有节点的 TKE 集群",
        ClusterType::Serverless => "TKE Serverless 集群",
    }
}

fn network_mode_zh(mode: NetworkMode) -> &'static str {
    match mode {
        NetworkMode::GlobalRouter => "Pod 地址由 VPC 的路由表转发",
        NetworkMode::VpcCni => "Pod 使用 VPC 内的地址",
    }
}

fn lifecycle_mode_zh(mode: LifecycleMode) -> &'static str {
    match mode {
        LifecycleMode::Blocked => "控制器拒绝该修改",
        LifecycleMode::Rebuild => "控制器更换负载均衡",
    }
}

fn plan_scope_zh(scope: PlanScope) -> &'static str {
    match scope {
        PlanScope::All => "`manifests` 中的和集群现有的全部 Service",
        PlanScope::Named => {
            "`manifests`、`delete` 和 `prune` 涉及的 Service，以及与它们复用负载均衡或 TkeServiceConfig 的 Service；其他的只计数"
        }
    }
}

fn prune_within_zh(within: PruneWithin) -> &'static str {
    match within {
        PruneWithin::Cluster => "整个集群",
        PruneWithin::ManifestNamespaces => "`manifests` 涉及的命名空间",
    }
}

fn subresource_zh(part: Subresource) -> &'static str {
    match part {
        Subresource::Status => "状态，由控制器写入",
    }
}

/// The values of an enum, with their documentation.
fn values<E: StringEnum>(zh: fn(E) -> &'static str) -> Vec<[&'static str; 3]> {
    E::ALL.iter().map(|value| [value.as_str(), value.doc(), zh(*value)]).collect()
}

/// The members of a part of the request; those of `context` are keys.
fn members(parent: &str, list: &[(&'static str, &'static str)]) -> Vec<RequestOrAnswerWord> {
    let word = |&(name, doc): &(&'static str, &'static str)| {
        let path = format!("{parent}{name}");
        let zh = MEMBERS_ZH.lines().filter_map(|line| line.split_once('\t')).find(|(known, _)| *known == path);
        let key = path.strip_prefix("context.");
        RequestOrAnswerWord {
            name: key.unwrap_or(&path).to_owned(),
            kind: if key.is_some() { ReferenceEntryKind::ContextKey } else { ReferenceEntryKind::RequestMember },
            en: doc.trim_ascii(),
            zh: zh.map_or(doc.trim_ascii(), |(_, zh)| zh),
            aliases: "",
            values: match name {
                "clusterType" => values(cluster_type_zh),
                "networkModes" => values(network_mode_zh),
                "lifecycleMode" => values(lifecycle_mode_zh),
                "scope" => values(plan_scope_zh),
                "pruneWithin" => values(prune_within_zh),
                "subresource" => values(subresource_zh),
                _ => Vec::new(),
            },
            path,
        }
    };
    list.iter().map(word).collect()
}

/// The values of a verdict, each a word of its own.
fn verdicts<E: StringEnum>(path: &str, zh: fn(E) -> (&'static str, &'static str)) -> Vec<RequestOrAnswerWord> {
    let word = |value: &E| RequestOrAnswerWord {
        name: value.as_str().to_owned(),
        kind: ReferenceEntryKind::Verdict,
        path: path.to_owned(),
        en: value.doc(),
        zh: zh(*value).1,
        aliases: zh(*value).0,
        values: Vec::new(),
    };
    E::ALL.iter().map(word).collect()
}

fn answer_members() -> impl Iterator<Item = RequestOrAnswerWord> {
    ANSWER.lines().filter_map(|line| {
        let mut parts = line.split('\t');
        let (path, aliases) = (parts.next()?, parts.next()?);
        let name = path.rsplit('.').next().unwrap_or(path).to_owned();
        let (en, zh) = (parts.next()?, parts.next()?);
        Some(RequestOrAnswerWord {
            name,
            kind: ReferenceEntryKind::AnswerMember,
            path: path.to_owned(),
            en,
            zh,
            aliases,
            values: if path == DANGER { values(danger_zh) } else { Vec::new() },
        })
    })
}

/// Every word: of requests, then of answers.
pub fn all() -> Vec<RequestOrAnswerWord> {
    let mut words = members("context.", Context::MEMBERS);
    words.extend(members("context.quotas.", Quotas::MEMBERS));
    words.extend(members("", PlanRequest::MEMBERS));
    let only_of_validation =
        |word: &RequestOrAnswerWord| !PlanRequest::MEMBERS.iter().any(|(name, _)| *name == word.name);
    words.extend(members("", ValidateRequest::MEMBERS).into_iter().filter(only_of_validation));
    words.extend(answer_members());
    words.extend(verdicts("services[].loadBalancer.verdict", verdict_zh));
    words.extend(verdicts("services[].loadBalancer.vip", vip_zh));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_of_a_request_has_a_text_in_both_languages() {
        let words = all();
        for word in words.iter().filter(|word| word.kind != ReferenceEntryKind::AnswerMember) {
            assert!(!word.en.is_empty() && word.en != word.zh, "{} has no Chinese text", word.path);
        }
        for (path, _) in MEMBERS_ZH.lines().filter_map(|line| line.split_once('\t')) {
            assert!(words.iter().any(|word| word.path == path), "no request has `{path}`");
        }
    }

    #[test]
    fn every_line_of_the_answer_has_four_parts() {
        assert_eq!(answer_members().count(), ANSWER.lines().count());
    }
}
