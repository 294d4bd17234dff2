//! Messages of `audit`.

use crate::localization::{Message, define_messages};

define_messages! {
    // RequestAndInputs.
    NO_CLUSTER_IN_STATE = "`{path}` has only the cloud's state, nothing of the cluster", "`{path}` 中没有集群，只有云端状态";
    NO_CLUSTER_IN_STATE_HELP = "capture the cluster: `clbplan capture --cluster --cloud -o FILE`", "请保存集群：`clbplan capture --cluster --cloud -o FILE`";
    SAME_NAME = "two clusters are called `{name}`", "有两个集群都叫 `{name}`";
    SAME_NAME_HELP = "give each its own name: --cluster-state NAME=FILE", "请分别命名：--cluster-state NAME=FILE";
    SAME_CLUSTER = "`{name}` is the same cluster as `{other}` (`{id}`)", "`{name}` 与 `{other}` 是同一个集群（`{id}`）";
    SAME_CLUSTER_WHY = "a load balancer that only one of the two uses would look unused in the other", "只有其中一份使用的负载均衡在另一份中会显得没有被使用";
    SAME_CLUSTER_HELP = "provide only the newer of the two", "请只提供较新的一份";
    NONE_READ = "no cluster could be audited", "没有任何集群可以审计";
    OF_CLUSTER = "{name}: {text}", "{name}：{text}";
    THIS_CLUSTER = "cluster", "集群";
    // What was not checked.
    NO_CLOUD = "orphans, tags, public load balancers and changes made in the console were not checked: the cloud's state was not provided (--cloud or --clb)", "未查找孤儿实例、标签问题、公网负载均衡和控制台上的修改：未提供云端状态（--cloud 或 --clb）";
    CLOUD_OF_OTHERS = "the cloud's state was not used for this cluster: it has none of the {n} load balancers that the cluster names, and is probably from another region or account", "云端状态没有用于该集群：其中没有该集群引用的 {n} 个负载均衡中的任何一个，很可能属于其他地域或账号";
    CLOUD_PARTIAL = "the list of load balancers may be incomplete: there may be more orphans and more load balancers of other clusters (--clb-complete confirms that the list has all of the region)", "负载均衡列表可能不完整：可能还有其他孤儿实例和其他集群的负载均衡（--clb-complete 可确认列表包含该地域的全部实例）";
    OTHERS_UNDECIDED = "it is unknown whether the load balancers of {clusters} belong to a cluster that was not given: {why}", "无法确定{clusters}的负载均衡是否属于未给出的集群：{why}";
    UNDECIDED_THIS = "the id of this cluster is unknown (set `--set clusterId=…`)", "本集群的 ID 未知（可用 `--set clusterId=…` 指定）";
    UNDECIDED_IDS = "the id of {names} is unknown", "{names} 的 ID 未知";
    UNDECIDED_FAILED = "{names} could not be audited", "{names} 无法审计";
    CLUSTER_COUNT = "{cluster} ({n})", "{cluster}（{n} 个）";
    KIND_UNKNOWN = "it is unknown whether these load balancers are public, because the list does not say: {ids}", "以下负载均衡是否为公网类型未知，列表中没有说明：{ids}";
    NOT_LISTED = "it is unknown whether these load balancers are public, because they are not in the list: {ids}", "以下负载均衡是否为公网类型未知，列表中没有它们：{ids}";
    CLUSTER_FAILED = "nothing of this cluster was checked: {what}", "该集群的内容都没有检查：{what}";
    // Kinds of findings.
    KIND_DRIFT = "drift", "不一致";
    KIND_TAGS = "tags", "标签";
    KIND_CONFIGURATION = "configuration", "配置";
    KIND_EXPOSURE = "public", "公网";
    KIND_ORPHAN = "orphan", "孤儿实例";
    KIND_OTHER_CLUSTER = "other cluster", "其他集群";
    DRIFT_IS = "Nobody changes the Service, but the next sync changes something or cannot be done.", "没有人修改 Service，但下一次同步会有改动或无法完成";
    TAGS_ARE = "The tags of a load balancer contradict the objects that use it, for example they name another cluster or Service.", "负载均衡的标签与使用它的对象矛盾，例如标签指向其他集群或 Service";
    CONFIGURATION_IS = "An annotation, a field or a TkeServiceConfig is wrong.", "注解、字段或 TkeServiceConfig 有误";
    EXPOSURE_IS = "A load balancer can be reached from the internet.", "负载均衡可从公网访问";
    ORPHAN_IS = "A load balancer has the tags of the cluster, and no Service uses it.", "负载均衡带有集群的标签，但没有 Service 使用";
    OTHER_CLUSTER_IS = "A load balancer has the tag of a cluster that is not among the given ones.", "负载均衡带有某个集群的标签，而该集群不在给出的集群之中";
    // Findings that are made here.
    DIFFERS = "load balancer `{id}` differs from what the Service needs: {what}", "负载均衡 `{id}` 与 Service 所需不一致：{what}";
    DIFFERS_WHY = "nobody changes the Service, but the controller's next sync changes the load balancer", "没有人修改 Service，但控制器下一次同步会改动它";
    BACKEND_MISSING = "`{backend}` is not bound to `{listener}`", "`{backend}` 没有绑定到 `{listener}`";
    BACKEND_NOT_NEEDED = "`{backend}` should not be bound to `{listener}`", "`{backend}` 不应绑定到 `{listener}`";
    BACKEND_WEIGHT = "`{backend}` on `{listener}` has weight {bound} instead of {needed}", "`{listener}` 上的 `{backend}` 权重为 {bound}，应为 {needed}";
    BACKENDS_UNKNOWN = "the backends of `{listener}` change; the new ones are unknown", "`{listener}` 的后端会改动，改动后的后端未知";
    RESOURCE_MISSING = "`{address}` is missing", "缺少 `{address}`";
    RESOURCE_NOT_NEEDED = "`{address}` is not needed", "`{address}` 是多余的";
    RESOURCE_DIFFERS = "`{address}` differs", "`{address}` 不一致";
    FIELDS_DIFFER = "`{address}` has different values ({fields})", "`{address}` 的取值不一致（{fields}）";
    OTHER_CLUSTER = "load balancer `{id}` has the tag of cluster `{cluster}`, which is not among the given ones", "负载均衡 `{id}` 带有集群 `{cluster}` 的标签，而该集群不在给出的集群之中";
    OTHER_CLUSTER_WHY = "if the cluster no longer exists, nobody uses the load balancer, and it keeps costing money", "如果该集群已不存在，该负载均衡就没有人使用，并会持续计费";
    OTHER_CLUSTER_HELP = "add a capture of that cluster with --cluster-state, or name the cluster with --known-cluster; if the cluster is gone, check the load balancer and delete it", "请用 --cluster-state 加上该集群，或用 --known-cluster 指明它；如果该集群已不存在，请核实后删除该负载均衡";
    NAMED_ELSEWHERE = "load balancer `{id}` has the tags of cluster `{cluster}`, but only objects of `{others}` name it", "负载均衡 `{id}` 带有集群 `{cluster}` 的标签但未被其使用，而 `{others}` 中有对象引用它";
    NAMED_ELSEWHERE_WHY = "the tag decides which cluster the load balancer belongs to: the cluster that uses it may not find it, and the cluster in the tag may delete it", "标签决定负载均衡属于哪个集群：使用它的集群可能找不到它，而标签所指的集群可能会删除它";
    NAMED_ELSEWHERE_HELP = "check who changed the tag `tke-clusterId`, and set it to the cluster that uses the load balancer", "请确认是谁修改了标签 `tke-clusterId`，并将其设为使用该负载均衡的集群";
    OPEN_TO_ALL = "the load balancer is public, and no security group is bound to it", "负载均衡为公网类型，且没有绑定安全组";
    OPEN_TO_ALL_WHY = "every address can connect to the load balancer; only the backends' security groups limit what reaches the backends", "任何地址都可以连接该负载均衡，只有后端的安全组能决定哪些流量可以到达";
    OPEN_TO_ALL_HELP = "bind security groups with the annotation `service.cloud.tencent.com/security-groups`, or use an internal load balancer", "请用注解 `service.cloud.tencent.com/security-groups` 绑定安全组，或改用内网负载均衡";
    PASSED_TO_ALL_WHY = "every address can reach the backends: `LoadBalancerPassToTarget` is on, so the backends' security groups have no effect", "任何地址都可以访问后端：`LoadBalancerPassToTarget` 已开启，后端的安全组不生效";
    OPEN_TO_GROUPS = "the load balancer is public; the security groups {groups} decide who may connect", "负载均衡为公网类型，可访问的来源由安全组 {groups} 决定";
    OPEN_TO_GROUPS_WHY = "the rules of security groups are not read", "安全组的规则没有读取";
    OPEN_UNKNOWN = "the load balancer is public; whether a security group is bound to it is unknown", "负载均衡为公网类型，是否绑定了安全组未知";
    OPEN_UNKNOWN_HELP = "provide the complete answer of `DescribeLoadBalancers`, which has `SecureGroups`", "请提供 `DescribeLoadBalancers` 的完整返回，其中含有 `SecureGroups`";
    // Rows.
    DAYS = "{n} day old|{n} days old", "已有 {n} 天";
    OPEN_TO_ALL_WORD = "no security group", "没有安全组";
    OPEN_TO_GROUPS_WORD = "by security groups", "由安全组限制";
    OPEN_UNKNOWN_WORD = "security groups unknown", "安全组未知";
    PUBLIC_WORD = "public", "公网";
    OF_SERVICE_UID = "owner: Service with uid {uids}", "所属 Service 的 uid 为 {uids}";
    COLUMN_SEVERITY = "Severity", "级别";
    COLUMN_SUBJECT = "Service or load balancer", "Service 或负载均衡";
    COLUMN_KIND = "Kind", "类别";
    COLUMN_LOAD_BALANCER = "Load balancer", "负载均衡";
    COLUMN_DETAIL = "What", "内容";
    MORE_ROWS = "… {n} more row; -o json shows all|… {n} more rows; -o json shows all", "另有 {n} 行，-o json 可见全部";
    OMITTED_ROWS = "{n} more row is not in this table|{n} more rows are not in this table", "表中另有 {n} 行未列出";
    // Totals.
    TITLE = "Load balancer audit", "负载均衡审计";
    TITLE_OF = "Load balancer audit: {what}", "负载均衡审计：{what}";
    NOTHING_FOUND = "nothing was found", "没有发现问题";
    CLUSTERS = "{n} cluster|{n} clusters", "{n} 个集群";
    CLUSTERS_FAILED = "{n} of {total} clusters could not be audited: {names}", "{total} 个集群中有 {n} 个无法审计：{names}";
    LOAD_BALANCERS = "{n} load balancer|{n} load balancers", "{n} 个负载均衡";
    AUDITED = "Audited: {what}.", "已审计：{what}。";
    MADE_BY = "Audit by clbplan {version}: nothing was changed.", "由 clbplan {version} 审计：没有改动任何内容。";
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::localization::message_checks;

    #[test]
    fn messages_are_complete_in_both_languages() {
        message_checks::check(ALL);
    }
}
