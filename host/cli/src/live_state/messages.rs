//! Messages about reading cluster and cloud.

use crate::localization::{Message, define_messages};

define_messages! {
    // Flags.
    NEEDS_LIVE = "{flag} needs the objects of the cluster: --live FILE|DIR, --cluster or --state FILE", "{flag} 需要集群中的对象：--live FILE|DIR、--cluster 或 --state FILE";
    NEEDS_CLUSTER_IN_STATE = "{flag} needs the objects of the cluster, but the file of --state has only the cloud's state", "{flag} 需要集群中的对象，而 --state 只有云端状态";
    NEEDS_LIVE_FILES = "{flag} applies only to files of --live", "{flag} 针对 --live 的文件";
    NEEDS_CLUSTER = "{flag} is about the cluster: it needs --cluster", "{flag} 针对集群，需要 --cluster";
    NEEDS_CLUSTER_OR_FACTS = "{flag} is the context of the kubeconfig and needs --cluster; for facts about the cluster, use --facts FILE", "{flag} 是 kubeconfig 的 context，需要 --cluster；集群信息请用 --facts FILE";
    NEEDS_CLOUD = "{flag} is about the cloud: it needs --cloud", "{flag} 针对云端，需要 --cloud";
    STATE_AND_CLOUD = "--state and --cloud both provide the cloud's state: use one of them", "--state 和 --cloud 都提供云端状态，只能使用其一";
    NOTHING_TO_AUDIT = "nothing to audit: specify --cluster, --live FILE|DIR, --state FILE or --cluster-state NAME=FILE", "没有可审计的内容：请给出 --cluster、--live FILE|DIR、--state FILE 或 --cluster-state NAME=FILE";
    NOTHING_CAPTURED = "nothing was captured, because nothing could be read", "没有可保存的内容：什么都无法读取";
    NOTHING_TO_CAPTURE = "nothing to capture: specify --cluster, --cloud or both", "没有可保存的内容：请给出 --cluster、--cloud 或两者";
    READING = "reading the cluster and the cloud … {n} s", "正在读取集群与云端，已用 {n} 秒";
    // Notes about the objects and facts that were read.
    READ_CLUSTER = "the cluster is `{server}` (context `{context}`): Services {services}, nodes {nodes}", "集群为 `{server}`（context `{context}`）：Service {services} 个，节点 {nodes} 个";
    READ_OWN_CLUSTER = "the cluster is the one that this Pod runs in, `{server}`: Services {services}, nodes {nodes}", "集群为该 Pod 所在的集群 `{server}`：Service {services} 个，节点 {nodes} 个";
    READ_CLOUD = "the cloud is region `{region}`: load balancers {count}; the key is from {source}", "云端地域为 `{region}`：负载均衡 {count} 个；密钥来自 {source}";
    READ_FILE = "`{path}` shows cluster and cloud as of {time}", "`{path}` 中是 {time} 时的集群与云端";
    CAPTURED = "wrote `{path}`: objects {objects}, load balancers {count}", "已写入 `{path}`：对象 {objects} 个，负载均衡 {count} 个";
    // Facts.
    FACTS = "derived facts: {facts} (--verbose shows their sources)", "得出的集群信息：{facts}（--verbose 可查看来源）";
    FACT = "{key}={value}: from {source}", "{key}={value}：来自{source}";
    FACTS_DISAGREE = "`{key}` is treated as unknown, because two sources disagree: {one} from {source}, {other} from {other_source}", "`{key}` 按未知处理：{one} 来自{source}，而 {other} 来自{other_source}";
    FACT_CONTRADICTED = "`{key}` is specified as {specified}, but it is {found}", "`{key}` 指定为 {specified}，实际是 {found}";
    FACT_CONTRADICTED_WHY = "{found} comes from {source}", "{found} 来自{source}";
    FACT_CONTRADICTED_HELP = "correct --facts or --set; if they are right, this is another cluster, account or region: check --context, --profile and --region. If they describe the cluster after a change, add the present value with --live-set KEY=VALUE", "请修正 --facts 或 --set；如果它们没有错，则这是另一个集群、账号或地域：请检查 --context、--profile 和 --region。如果指定的是变更之后的信息，请用 --live-set KEY=VALUE 给出现在的值";
    FROM_VERSION = "the version that the API server reports", " API Server 报告的版本";
    FROM_ADDRESS = "the address of the API server", " API Server 的地址";
    FROM_LIST = "the permission to list the Services of the whole cluster", "列出整个集群 Service 的权限";
    FROM_TAGS = "the tags of load balancers that live Services name ({n})", "现有 Service 所用负载均衡的标签（{n} 个）";
    FROM_LOAD_BALANCERS = "the load balancers that live Services name ({n})", "现有 Service 所用的负载均衡（{n} 个）";
    FROM_KUBERNETES_SERVICE = "the Service `default/kubernetes` together with Services of other namespaces", " `default/kubernetes` 与其他命名空间的 Service";
    FROM_NODES = "the nodes ({n})", "节点（{n} 个）";
    FROM_CLOUD_REGION = "the region whose load balancers were read", "所读取负载均衡的地域";
    // What was not read.
    NOT_READ = "not read from the cluster: {lists} ({reason})", "未能从集群读取：{lists}（{reason}）";
    NOT_READ_CLOUD = "not read from the cloud: {lists} ({reason})", "未能从云端读取：{lists}（{reason}）";
    NOT_COMPLETE = "load balancers may be missing: their list changed while it was read", "读取期间负载均衡列表发生了变化：列表中没有的实例也可能存在";
    NO_PERMISSION = "no permission", "没有权限";
    NO_SUCH_KIND = "the cluster has no such kind", "集群中没有这类对象";
    NOT_ACCEPTED = "the credentials are no longer accepted: {text}", "凭证已不被接受：{text}";
    TIMED_OUT = "no complete answer within {n} s", "{n} 秒内没有完整的返回";
    BUSY = "the server was too busy, even after several tries: {text}", "多次重试后服务器仍然繁忙：{text}";
    PAGES_EXPIRED = "the list changed faster than its pages could be read", "列表的变化快于分页读取";
    ANSWER_TOO_LARGE = "the answer is larger than {limit} MiB", "返回超过 {limit} MiB";
    DENIED = "no permission: {text}", "没有权限：{text}";
    // The cluster cannot be read.
    NO_KUBECONFIG = "there is no kubeconfig: {path}", "没有 kubeconfig：{path}";
    NO_KUBECONFIG_HELP = "log in to the cluster so that `kubectl get services` works, or name the file with --kubeconfig; to work without a cluster, use files (--live) or, as `kubectl clbplan`, --offline", "请先登录集群，使 `kubectl get services` 可用，或用 --kubeconfig 指定文件；没有集群时请使用文件（--live），以 `kubectl clbplan` 运行时请使用 --offline";
    INVALID_KUBECONFIG = "the kubeconfig cannot be used", "无法使用 kubeconfig";
    INVALID_KUBECONFIG_HELP = "check it with `kubectl config view`", "请用 `kubectl config view` 检查";
    NO_CONTEXT = "the kubeconfig has no current context", "kubeconfig 没有当前 context";
    UNKNOWN_CONTEXT = "the kubeconfig has no context `{name}`", "kubeconfig 中没有 context `{name}`";
    CONTEXTS_HELP = "choose one with --context: {known}", "请用 --context 选择其一：{known}";
    CONTEXTS_OR_FACTS_HELP = "choose one with --context: {known}; for facts about the cluster, use --facts FILE", "请用 --context 选择其一：{known}；集群信息请用 --facts FILE";
    NO_CONTEXTS_HELP = "the file has no context at all: is it the right one?", "该文件没有任何 context：是否用错了文件？";
    CREDENTIALS_REFUSED = "the cluster `{server}` does not accept the credentials", "集群 `{server}` 不接受该凭证";
    CREDENTIALS_REFUSED_HELP = "the credentials may have expired: log in again, and try `kubectl get services`", "凭证可能已过期：请重新登录，并用 `kubectl get services` 验证";
    NO_CREDENTIALS = "there are no credentials for the cluster `{server}`", "没有集群 `{server}` 的凭证";
    NO_CREDENTIALS_HELP = "run the login command that the kubeconfig names, and try `kubectl get services`", "请运行 kubeconfig 指定的登录方式，并用 `kubectl get services` 验证";
    UNTRUSTED = "the certificate of the cluster `{server}` is not trusted", "集群 `{server}` 的证书不受信任";
    UNTRUSTED_HELP = "check `certificate-authority-data` and `tls-server-name` in the kubeconfig", "请检查 kubeconfig 中的 `certificate-authority-data` 和 `tls-server-name`";
    UNREACHABLE = "the cluster `{server}` cannot be reached", "无法连接集群 `{server}`";
    UNREACHABLE_HELP = "check the network, the VPN and the proxy with `kubectl cluster-info`; to work without the cluster, use files (--live, --state) or, as `kubectl clbplan`, --offline", "请用 `kubectl cluster-info` 检查网络、VPN 与代理；不使用集群时请使用文件（--live、--state），以 `kubectl clbplan` 运行时请使用 --offline";
    SLOW = "the cluster `{server}` does not answer in time", "集群 `{server}` 没有及时返回";
    SLOW_HELP = "wait longer, for example with --request-timeout=2m", "请延长等待时间，例如 --request-timeout=2m";
    SERVICES_NOT_READ = "the Services of the cluster `{server}` cannot be read", "无法读取集群 `{server}` 的 Service";
    SERVICES_NOT_READ_HELP = "try `kubectl get services --all-namespaces`", "请用 `kubectl get services --all-namespaces` 验证";
    SERVICES_FORBIDDEN_HELP = "ask for the permission to list Services (host/live/README.md has the role); if you have it for some namespaces only, name one of these in the manifests, with --delete-namespace or in the context of the kubeconfig", "请申请列出 Service 的权限（角色见 host/live/README.md）；如果只有部分命名空间的权限，清单、--delete-namespace 或 kubeconfig 的 context 须指明其中之一";
    // The cloud cannot be read.
    NO_KEY = "there is no key for the cloud", "没有云端的密钥";
    NO_KEY_WHY = "none is in {places}", "以下位置都没有：{places}";
    NO_KEY_HELP = "set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, run `tccli configure`, or name a profile of tccli with --profile", "请设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY，或运行 `tccli configure`，或用 --profile 指定 tccli 的配置";
    KEY_FILE = "`{path}` cannot be used", "无法使用 `{path}`";
    LOGIN_EXPIRED = "the login of the tccli profile `{profile}` has expired", "tccli 配置 `{profile}` 的登录已过期";
    LOGIN_EXPIRED_HELP = "log in again: `tccli auth login --profile {profile}`", "请重新登录：`tccli auth login --profile {profile}`";
    NO_REGION = "the region of the load balancers is not known", "不知道负载均衡的地域";
    NO_REGION_HELP = "specify it, for example --region ap-guangzhou, or set TENCENTCLOUD_REGION", "请指定，例如 --region ap-guangzhou，或设置 TENCENTCLOUD_REGION";
    KEY_REFUSED = "the cloud does not accept the key", "云端不接受该密钥";
    KEY_REFUSED_HELP = "check that the key exists and is enabled, and that --profile is the right one", "请检查密钥是否存在并启用，以及 --profile 是否正确";
    KEY_EXPIRED = "the temporary key for the cloud has expired", "云端的临时密钥已过期";
    KEY_EXPIRED_HELP = "get a new one: log in again, or renew TENCENTCLOUD_TOKEN", "请获取新的密钥：重新登录，或更新 TENCENTCLOUD_TOKEN";
    CLOCK = "the clock of this machine differs from that of the cloud by more than five minutes", "本机时钟与云端相差超过五分钟";
    CLOCK_HELP = "set the clock", "请校准时钟";
    LIST_DENIED = "the key has no permission to list the load balancers", "该密钥无权列出负载均衡";
    LIST_DENIED_HELP = "its policy needs clb:DescribeLoadBalancers, clb:DescribeListeners, clb:DescribeTargets and clb:DescribeLBOperateProtect; host/live/README.md has the full policy", "其策略需要 clb:DescribeLoadBalancers、clb:DescribeListeners、clb:DescribeTargets 和 clb:DescribeLBOperateProtect；完整策略见 host/live/README.md";
    THROTTLED = "the cloud refuses the requests because there are too many, even after several tries", "请求过于频繁，多次重试后仍被云端拒绝";
    THROTTLED_HELP = "try again later: other programs of the account share the limit", "请稍后重试：该限制由账号下的所有程序共用";
    WRONG_REGION = "there is no CLB in region `{region}`", "地域 `{region}` 没有 CLB";
    WRONG_REGION_HELP = "check the spelling of --region, TENCENTCLOUD_REGION or the profile", "请检查 --region、TENCENTCLOUD_REGION 或配置中的拼写";
    CLOUD_UNREACHABLE = "the cloud cannot be reached", "无法连接云端";
    CLOUD_UNREACHABLE_HELP = "check the network and the proxy; without --cloud, the cloud's state is derived from the Services", "请检查网络与代理；不加 --cloud 时，云端状态由 Service 推导";
    CLOUD_NOT_READ = "the load balancers of region `{region}` cannot be read", "无法读取地域 `{region}` 的负载均衡";
    OTHER_REGION = "none of the load balancers that live Services name is in region `{region}`: {ids}", "现有 Service 所用的负载均衡都不在地域 `{region}`：{ids}";
    OTHER_REGION_OF_NODES = "every load balancer of the cluster would look deleted: the load balancers of region `{region}` were read, but the cluster is in region `{nodes}`", "该集群的所有负载均衡都会显得已被删除：读取的是地域 `{region}` 的负载均衡，而集群位于地域 `{nodes}`";
    OTHER_REGION_WHY = "the nodes are in `{nodes}`", "节点位于 `{nodes}`";
    OTHER_REGION_UNKNOWN_WHY = "the region or account is the wrong one, or all of these load balancers were deleted", "这是另一个地域或账号，或者它们都已被删除";
    OTHER_REGION_HELP = "specify the right --region and --profile; if they are right already, confirm the region with --set region={region}", "请指定正确的 --region 和 --profile；如果没有错，请用 --set region={region} 确认";
    // Files of `capture`.
    NOT_A_STATE = "`{path}` was not written by `clbplan capture`", "`{path}` 不是 `clbplan capture` 写出的文件";
    STATE_VERSION = "`{path}` has format {version}, but this program reads 1.x", "`{path}` 的格式为 {version}，本程序只能读取 1.x";
    STATE_VERSION_HELP = "use the release of clbplan that wrote it, or a later one", "请使用写出该文件的 clbplan 版本，或更新的版本";
    NOT_CAPTURED = "cannot write `{path}`", "无法写入 `{path}`";
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
