//! This program's own messages, in English and simplified Chinese; each is written once, here.
//!
//! Texts that come from the module arrive in the requested language and are passed on unchanged.

pub use crate::localization::{Lang, Message, TranslatableText};

macro_rules! messages {
    ($($id:ident = $en:literal, $zh:literal;)*) => {
        $(#[doc = $en] pub static $id: Message = Message { en: $en, zh: $zh };)*
        #[cfg(test)]
        static ALL: &[(&str, &Message)] = &[$((stringify!($id), &$id)),*];
    };
}

messages! {
    // Errors in the inputs.
    ERROR = "error", "错误";
    NOTE = "note", "提示";
    NOT_RUN = "nothing was checked: {n} error in the input|nothing was checked: {n} errors in the input", "输入有 {n} 个错误，未做任何检查";
    NOT_FOUND = "no such file or directory: `{path}`", "找不到文件或目录 `{path}`";
    NOT_FOUND_HELP = "check the spelling and the current directory", "请检查拼写以及当前所在的目录";
    URL = "`{url}` is a URL, and no network is used", "`{url}` 是网址，而这里不访问网络";
    URL_HELP = "fetch it: `curl -fsSL {url} | clbplan plan -f -`", "请先下载：`curl -fsSL {url} | clbplan plan -f -`";
    NOT_ALLOWED = "permission denied: `{path}`", "没有权限读取 `{path}`";
    NOT_ALLOWED_HELP = "change the file's permissions, or run as a user who can read it", "请修改该文件的权限，或换用有读权限的用户";
    NOT_READ = "cannot read `{path}`", "无法读取 `{path}`";
    EMPTY_FILE = "`{path}` is empty", "`{path}` 是空的";
    EMPTY_FILE_HELP = "remove it from the arguments, or check the command that should have written it", "请去掉它，或检查本应写入内容的命令";
    EMPTY_DIRECTORY = "the directory `{path}` contains no *.yaml, *.yml or *.json file", "目录 `{path}` 中没有 *.yaml、*.yml 或 *.json 文件";
    EMPTY_DIRECTORY_HELP = "specify a file or another directory; names that begin with a dot are skipped", "请指定一个文件或另一个目录；以点开头的名称会被略过";
    BINARY = "`{path}` is not text: it contains a NUL byte", "`{path}` 不是文本：其中含有 NUL 字节";
    BINARY_HELP = "provide YAML or JSON text", "请提供 YAML 或 JSON 文本";
    NOT_DECODED = "`{path}` is neither UTF-8, UTF-16 nor GBK: line {line} contains the byte {byte} (offset {offset})", "`{path}` 不是 UTF-8、UTF-16 或 GBK 编码：第 {line} 行含有字节 {byte}（偏移 {offset}）";
    NOT_DECODED_HELP = "save it as UTF-8; in PowerShell: `… | Out-File -Encoding utf8 FILE`", "请另存为 UTF-8；在 PowerShell 中：`… | Out-File -Encoding utf8 FILE`";
    ENCODING_NOTE = "`{path}` was read as {encoding}, not UTF-8", "`{path}` 按 {encoding} 读取，而不是 UTF-8";
    ENCODING_ASSUMED = "`{path}` is not UTF-8; it was assumed to be {encoding}, so check names and comments that are not ASCII", "`{path}` 不是 UTF-8，已按 {encoding} 读取，请核对其中的非 ASCII 名称和注释";
    WITH_HELP = "{what}; {help}", "{what}；{help}";
    CHART = "the Helm chart `{path}` is not rendered: none of it was checked", "Helm chart `{path}` 尚未渲染，其中的内容都没有检查";
    KUSTOMIZATION = "the kustomization `{path}` is not rendered: none of it was checked", "kustomization `{path}` 尚未渲染，其中的内容都没有检查";
    RENDER_HELP = "check its output: `{command} | clbplan plan -f -`", "请检查渲染结果：`{command} | clbplan plan -f -`";
    PRUNE_PARTIAL = "--prune would delete the Services of what was not read", "--prune 会删除未读取部分中的 Service";
    PRUNE_PARTIAL_HELP = "provide all manifests, or remove the flag", "请提供全部清单，或去掉该参数";
    LINK_SKIPPED = "`{path}` is a link out of the directory and was not read; to read it, specify it as a file", "`{path}` 是指向目录之外的链接，没有读取；如需读取，请直接指定该文件";
    TOO_LARGE = "`{path}` is larger than {limit} MiB", "`{path}` 超过 {limit} MiB";
    TOO_LARGE_HELP = "provide the Services and what they need (nodes, EndpointSlices), not the whole cluster", "请只提供 Service 及其所需的对象（节点、EndpointSlice），而不是整个集群";
    ALL_TOO_LARGE = "the files of {flag} are larger than {limit} MiB together", "{flag} 的文件合计超过 {limit} MiB";
    STDIN_TWICE = "standard input (`-`) is specified more than once", "标准输入（`-`）指定了不止一次";
    STDIN_TWICE_HELP = "it can be read only once: save one of the two as a file", "它只能读取一次：请把其中一份保存为文件";
    STDIN_WAITS = "reading standard input; end it with Ctrl-D", "正在读取标准输入，按 Ctrl-D 结束";
    NOT_YAML = "`{path}` is not valid YAML or JSON", "`{path}` 不是有效的 YAML 或 JSON";
    NOT_JSON = "`{path}` is not valid JSON", "`{path}` 不是有效的 JSON";
    NOT_AN_OBJECT = "`{path}` must contain an object (`key: value` pairs)", "`{path}` 应当是一个对象（`键: 值`）";
    // --clb
    CLB_MISSING = "`{path}` contains no answer of DescribeLoadBalancers", "`{path}` 中没有 DescribeLoadBalancers 的返回";
    CLB_MISSING_HELP = "save it beside the others: `tccli clb DescribeLoadBalancers > load-balancers.json`", "请与其他返回保存在一起：`tccli clb DescribeLoadBalancers > load-balancers.json`";
    CLB_SHAPE = "`{path}` is no answer of the CLB API that is read here", "`{path}` 不是这里能读取的 CLB API 返回";
    CLB_SHAPE_HELP = "provide answers of DescribeLoadBalancers, DescribeListeners and DescribeTargets as the API or its command-line tool prints them, or an object with `loadBalancers`, `listeners` and `targets`", "请提供 DescribeLoadBalancers、DescribeListeners 和 DescribeTargets 的原始返回（API 或命令行工具的输出），或含有 `loadBalancers`、`listeners`、`targets` 的对象";
    CLB_SKIPPED = "`{path}` was not read: it is no answer of DescribeLoadBalancers, DescribeListeners or DescribeTargets", "没有读取 `{path}`：它不是 DescribeLoadBalancers、DescribeListeners 或 DescribeTargets 的返回";
    CLB_WHOSE = "`{path}` does not say which load balancer its listeners are of", "`{path}` 没有说明其中的监听器属于哪个负载均衡";
    CLB_WHOSE_HELP = "the answer does not contain the id: put it into the name of the file, for example listeners/lb-abcdefgh.json", "返回中不含 ID：请写在文件名中，例如 listeners/lb-abcdefgh.json";
    CLB_LISTENERS_CUT = "the listeners of `{id}` are treated as unknown: the answer lists {listed} of {total}", "`{id}` 的监听器按未知处理：返回只列出 {total} 个中的 {listed} 个";
    CLB_API_ERROR = "`{path}` contains an error of the API instead of a result: {code}", "`{path}` 中是 API 的报错，而不是返回结果：{code}";
    CLB_CUT = "`{path}` lists {listed} of {total} load balancers, and the plan does not consider the others; raise --Limit, or add the other pages with --clb", "`{path}` 只列出 {total} 个负载均衡中的 {listed} 个，其余的不在本次预览的考虑之内；请加大 --Limit，或用 --clb 加上其余各页";
    CLB_NOT_COMPLETE = "--clb-complete is not true: `{path}` lists {listed} of {total} load balancers", "--clb-complete 不成立：`{path}` 只列出 {total} 个负载均衡中的 {listed} 个";
    CLB_NOT_COMPLETE_HELP = "fetch all pages (--Limit, --Offset), or remove the flag", "请获取全部分页（--Limit、--Offset），或去掉该参数";
    // --live, --namespace
    LIVE_EMPTY = "`{path}` contains no objects: {line}", "`{path}` 中没有对象：{line}";
    LIVE_ERROR = "`{path}` contains a message of kubectl: {line}", "`{path}` 中是 kubectl 的提示信息：{line}";
    LIVE_TABLE = "`{path}` is a table, not objects", "`{path}` 是表格，而不是对象";
    LIVE_NOT_READ = "`{path}` cannot be read", "无法读取 `{path}`";
    LIVE_HELP = "save the output of `kubectl get services,nodes,endpointslices -A -o yaml`", "请保存 `kubectl get services,nodes,endpointslices -A -o yaml` 的输出";
    NAMESPACE_MISMATCH = "the namespace from the provided object \"{own}\" does not match the namespace \"{namespace}\"", "对象的命名空间 \"{own}\" 与指定的命名空间 \"{namespace}\" 不一致";
    NAMESPACE_MISMATCH_WHERE = "`{object}` in `{path}` names it", "见 `{path}` 中的 `{object}`";
    NAMESPACE_MISMATCH_HELP = "pass `--namespace={own}`, or check it separately", "请使用 `--namespace={own}`，或分开检查";
    // --context, --set, --policy
    CONTEXT_KEY = "{where}: unknown context key `{key}`", "{where}：集群信息中没有 `{key}`";
    CONTEXT_KEY_HELP = "did you mean `{near}`?", "是否想写 `{near}`？";
    CONTEXT_KEYS_HELP = "the keys are: {keys}", "可用的有：{keys}";
    CONTEXT_VALUE = "{where}: `{value}` is not a valid value of `{key}`", "{where}：`{value}` 不是 `{key}` 的有效值";
    CONTEXT_TEXT_HELP = "put it in quotes: YAML reads {value} as a number", "请加引号：YAML 会把 {value} 当作数字";
    CONTEXT_KIND_HELP = "it must be {kind}", "应为{kind}";
    KIND_TEXT = "text", "文本";
    KIND_BOOLEAN = "true or false", " true 或 false";
    KIND_NUMBER = "a whole number", "整数";
    KIND_ONE_OF = "one of {values}", "以下之一：{values}";
    KIND_LIST = "a comma-separated list of {values}", "由逗号分隔的列表：{values}";
    KIND_MAP = "an object, or single entries as `{key}.NAME=VALUE`", "一个对象，或以 `{key}.NAME=VALUE` 逐项给出";
    SET_SHAPE = "--set {text}: not in the form KEY=VALUE", "--set {text}：不是 KEY=VALUE 的形式";
    SET_SHAPE_HELP = "for example --set clusterId=cls-abcdefgh", "例如 --set clusterId=cls-abcdefgh";
    // The module.
    NO_MODULE = "this program was built without the module", "本程序构建时没有包含模块";
    NO_MODULE_HELP = "build it with `cargo xtask build`, or specify a module with --module FILE", "请用 `cargo xtask build` 构建，或用 --module FILE 指定模块";
    NO_PAGE = "this program was built without the page for --open", "本程序构建时没有包含 --open 所需的页面";
    NO_PAGE_HELP = "build it with `cargo xtask run`, with Node and npm installed", "请在装有 Node 和 npm 的环境中用 `cargo xtask run` 构建";
    PAGE_NOT_WRITTEN = "cannot write the page for --open", "无法写出 --open 所需的页面";
    PAGE_OPENED = "opening `{path}` in the browser; the file contains the inputs, so delete it afterwards", "正在浏览器中打开 `{path}`；文件中含有输入内容，用完请删除";
    PAGE_NOT_OPENED = "no browser could be started: open `{path}` yourself; the file contains the inputs, so delete it afterwards", "无法启动浏览器，请自行打开 `{path}`；文件中含有输入内容，用完请删除";
    MODULE_NOT_LOADED = "cannot load the embedded module", "无法加载内置的模块";
    MODULE_FILE = "`{path}` is not a clbplan module", "`{path}` 不是 clbplan 的模块";
    MODULE_FAILED = "the module returned no result", "模块没有给出结果";
    MODULE_FILE_HELP = "--module takes the portable module, `clbplan.wasm`", "--module 需要可移植的模块 `clbplan.wasm`";
    MODULE_REPORT_HELP = "this is a bug in clbplan, not in your input: please report it", "这是 clbplan 的错误，与输入无关：请反馈";
    HOST_TIMEOUT = "`{function}` took longer than {seconds} s", "`{function}` 运行超过 {seconds} 秒";
    HOST_MEMORY = "`{function}` needed more than {limit} bytes of memory", "`{function}` 需要的内存超过 {limit} 字节";
    HOST_NOT_WASM = "not a WebAssembly module: {reason}", "不是 WebAssembly 模块：{reason}";
    HOST_IMPORTS = "the module imports {names}, but the host provides no imports: is it `clbplan.wasm`?", "模块要求导入 {names}，但这里不提供任何导入：它是 `clbplan.wasm` 吗？";
    HOST_EXPORT = "the module has no export `{name}` of the expected type", "模块没有所需类型的导出 `{name}`";
    HOST_TRAP = "`{function}` crashed: {reason}", "`{function}` 崩溃：{reason}";
    HOST_ANSWER = "`{function}` returned no valid result: {reason}", "`{function}` 没有给出有效的结果：{reason}";
    NOTHING_TO_PLAN = "nothing to plan: specify FILE|DIR|-, --delete NAMESPACE/NAME or --delete-namespace NAMESPACE; -A with --live shows what the cluster has", "没有可预览的内容：请给出 FILE|DIR|-、--delete NAMESPACE/NAME 或 --delete-namespace NAMESPACE；-A 加 --live 可查看集群现状";
    NOTHING_TO_PRUNE_BY = "--prune needs manifests (FILE|DIR|-): without them it would delete every live LoadBalancer Service", "--prune 需要清单（FILE|DIR|-）：没有清单会删除集群中全部 LoadBalancer 类型的 Service";
    NOTHING_TO_VALIDATE = "nothing to validate: specify FILE|DIR|-", "没有可检查的内容：请给出 FILE|DIR|-";
    INVALID_REQUEST_AT = "invalid request: `{path}`", "请求在 `{path}` 处无效";
    INVALID_REQUEST = "invalid request", "请求无效";
    INVALID_REQUEST_HELP = "check {flag}", "请检查 {flag}";
    ANSWER_FORMAT = "the module answers in format {version}, but this program reads {known}", "模块返回的格式为 {version}，本程序只能读取 {known}";
    ANSWER_FORMAT_HELP = "use a program and a module of the same release", "请使用同一版本的程序与模块";
    ANSWER_SHAPE = "cannot read the module's answer", "无法读取模块的返回";
    NOT_KNOWN = "unknown name `{name}`", "没有找到 `{name}`";
    NOT_KNOWN_HELP = "`clbplan explain` without a name lists everything", "不带名称的 `clbplan explain` 会列出全部内容";
    NEAR_HELP = "did you mean one of these? `{near}`", "是否想找：`{near}`";
    NOT_WRITTEN = "cannot write the output", "无法写出结果";
    WORKING = "working … {n} s", "正在计算，已用 {n} 秒";
    // Verdicts.
    VERDICT_NONE = "NONE", "无";
    VERDICT_KEEP = "KEEP", "不变";
    VERDICT_CREATE = "CREATE", "新建";
    VERDICT_ADOPT = "ADOPT", "使用已有";
    VERDICT_UPDATE = "UPDATE", "更新";
    VERDICT_REPLACE = "REPLACE", "更换";
    VERDICT_DELETE = "DELETE", "删除";
    VERDICT_RELEASE = "RELEASE", "解除管理";
    VERDICT_BLOCKED = "BLOCKED", "被拒绝";
    VERDICT_ERROR = "ERROR", "出错";
    VERDICT_SKIP = "SKIP", "不同步";
    VERDICT_OTHER = "?", "?";
    VERDICT_SENTENCE_NONE = "There is no load balancer, and none is created.", "没有负载均衡，也不会创建。";
    VERDICT_SENTENCE_KEEP = "The load balancer{id} does not change.", "负载均衡{id}保持不变。";
    VERDICT_SENTENCE_CREATE = "A new load balancer is created.", "将新建一个负载均衡。";
    VERDICT_SENTENCE_CREATE_IF_NEW = "A new load balancer is created if the Service is not in the cluster yet.", "如果该 Service 还不在集群中，将新建一个负载均衡。";
    VERDICT_SENTENCE_NONE_IF_NEW = "No load balancer is created.", "不会创建负载均衡。";
    VERDICT_SENTENCE_ADOPT = "The existing load balancer{id} is adopted: TKE uses it and does not delete it.", "将使用已有负载均衡{id}，TKE 不会删除它。";
    VERDICT_SENTENCE_UPDATE = "The load balancer{id} is updated in place.", "负载均衡{id}将原地更新。";
    VERDICT_SENTENCE_REPLACE = "The load balancer{id} is replaced by another one.", "将更换负载均衡{id}，改用另一个。";
    VERDICT_SENTENCE_DELETE = "The load balancer{id} is deleted.", "负载均衡{id}将被删除。";
    VERDICT_SENTENCE_DELETE_UNPROVEN = "The controller probably deletes the load balancer{id}: it is not proven that TKE created it for this Service.", "控制器很可能会删除负载均衡{id}：未能证实它是 TKE 为该 Service 创建的。";
    VERDICT_SENTENCE_REPLACE_UNPROVEN = "The load balancer{id} is replaced by another one. The controller probably deletes it: it is not proven that TKE created it for this Service.", "将更换负载均衡{id}，改用另一个。控制器很可能会删除它：未能证实它是 TKE 为该 Service 创建的。";
    VERDICT_SENTENCE_DELETE_LOST = "The load balancer{id} is deleted, and its address is lost.", "负载均衡{id}将被删除，其地址也随之丢失。";
    VERDICT_SENTENCE_RELEASE = "The load balancer{id} is released: it stays in the account, no longer managed by this Service.", "负载均衡{id}保留在账号下，但不再由该 Service 管理。";
    VERDICT_SENTENCE_BLOCKED = "The controller refuses this change: the load balancer{id} stays as it is.", "控制器会拒绝此变更：负载均衡{id}保持原样。";
    VERDICT_SENTENCE_ERROR = "The sync stops with an error before anything is changed.", "同步会因出错而中止，不会做任何改动。";
    VERDICT_SENTENCE_SKIP = "The load balancer{id} does not change: an annotation (`mode: skip`) turns off the sync of this Service.", "负载均衡{id}不会改动：注解（`mode: skip`）要求控制器不同步该 Service。";
    VERDICT_SENTENCE_OTHER = "This program does not know the verdict; use -o json.", "本程序不认识这个结论，请使用 -o json。";
    ADDRESS = "address", "地址";
    VIP_KEPT = "kept", "保留";
    VIP_KEPT_AT = "kept: {vip}", "保留：{vip}";
    VIP_RELEASED = "stays with the load balancer, no longer managed by this Service", "随负载均衡保留，不再由该 Service 管理";
    VIP_RELEASED_AT = "{vip} stays with the load balancer, no longer managed by this Service", "{vip} 随负载均衡保留，不再由该 Service 管理";
    VIP_NEW = "new, known after apply", "新地址，应用后可知";
    VIP_ADOPTED = "that of the load balancer", "即该负载均衡的地址";
    VIP_ADOPTED_AT = "that of the load balancer: {vip}", "即该负载均衡的地址：{vip}";
    VIP_CHANGED = "CHANGES: clients must use the new address", "改变：客户端须改用新地址";
    VIP_CHANGED_FROM = "CHANGES: clients can no longer use {vip} and must use the new address", "改变：客户端不能再使用 {vip}，须改用新地址";
    VIP_LOST = "LOST: clients can no longer use it", "丢失：客户端将无法再通过它访问";
    VIP_LOST_AT = "LOST: clients can no longer use {vip}", "丢失：客户端将无法再通过 {vip} 访问";
    VIP_LOST_UNPROVEN = "probably LOST: expect that clients can no longer use it", "很可能丢失：客户端可能无法再通过它访问";
    VIP_LOST_UNPROVEN_AT = "probably LOST: expect that clients can no longer use {vip}", "很可能丢失：客户端可能无法再通过 {vip} 访问";
    VIP_UNKNOWN_IF_NEW = "unknown: provide the live Service (--live)", "未知：请提供集群中的该 Service（--live）";
    VIP_UNKNOWN = "unknown: provide the tags of the load balancer (--clb) and `clusterId` to decide", "未知：请提供负载均衡的标签（--clb）和 `clusterId` 以便判断";
    // The overview.
    SERVICES = "{n} Service|{n} Services", "{n} 个 Service";
    AND_MORE = "{first} and {n} more", "{first} 等，另有 {n} 个";
    VIP_WORD_KEPT = "kept", "保留";
    VIP_WORD_NEW = "new", "新地址";
    VIP_WORD_CHANGED = "CHANGES", "改变";
    VIP_WORD_LOST = "LOST", "丢失";
    VIP_WORD_OF = "{n} {word}", "{n} 个{word}";
    NEWLY_PUBLIC_WORD = "newly public", "新增公网";
    NOT_PROVEN_WORD = "not proven", "未证实";
    TOUCHED_WORD = "shares a resource", "复用资源";
    NOT_NAMED_WORD = "not in the manifests", "不在清单中";
    EXISTING_WORD = "as before", "原有";
    COLUMN_WHAT = "What", "内容";
    THE_SAME = "the same for {names}", "同样适用于 {names}";
    AS_BEFORE = "Planned without this change as well (--all shows it): {names}", "没有此变更也会发生（--all 可见详情）：{names}";
    HIGHLIGHT_DELETED = "Deleted", "被删除";
    HIGHLIGHT_LOST = "Addresses lost", "丢失的地址";
    HIGHLIGHT_PUBLIC = "Newly public", "新增公网";
    OTHERS = "{n} other Service with a load balancer|{n} other Services with a load balancer", "另有 {n} 个有负载均衡的 Service";
    OTHERS_CHANGE = "{n} with changes or refusals of its own|{n} with changes or refusals of their own", "{n} 个自身有变更或被拒绝";
    OTHERS_FINDINGS = "{n} with findings", "{n} 个有检查结果";
    OTHERS_ORPHANS = "{n} orphaned load balancer|{n} orphaned load balancers", "{n} 个孤儿负载均衡";
    OTHERS_SHOWN_BY = "{what} (--all shows them)", "{what}（--all 可见全部）";
    OLD_FINDINGS = "Found before this change as well: {what} (--all lists them)", "此变更之前就有：{what}（--all 可见全部）";
    ALSO = "also", "另见";
    // Changes and calls.
    BASIS_DOCUMENTED = "documented", "文档";
    BASIS_INFERRED = "inferred", "推断";
    AFTER_APPLY = "(known after apply)", "（应用后可知）";
    FROM_ACTION = "(from {action})", "（来自 {action}）";
    NOT_SET = "(not set)", "（未设置）";
    UNKNOWN = "unknown", "未知";
    REMOVED = "(removed)", "（移除）";
    MORE_FIELDS = "… {n} more field; -o json shows all|… {n} more fields; -o json shows all", "另有 {n} 个字段，-o json 可见全部";
    SAME_ITEMS = "{n} more is unchanged|{n} more are unchanged", "另有 {n} 项不变";
    MORE_ITEMS = "… {n} more; -o json shows all", "另有 {n} 项，-o json 可见全部";
    WITHHELD = "Withheld", "不做改动";
    WITHHELD_CREATE = "not created", "不创建";
    WITHHELD_UPDATE = "not changed", "不修改";
    WITHHELD_DELETE = "not deleted", "不删除";
    WITHHELD_RELEASE = "not released", "不解除管理";
    WITHHELD_OTHER = "not done", "不执行";
    CALLS = "Calls", "调用";
    WAVE = "wave {n}", "第 {n} 批";
    CALL_AFTER = "after {actions}", "在 {actions} 之后";
    // Sections and summaries.
    UNCHANGED = "Unchanged", "不变";
    WITHOUT = "Without a load balancer", "没有负载均衡";
    ORPHANS = "Orphans: tagged with this cluster, used by no Service", "孤儿实例：带有本集群的标签，但没有 Service 使用";
    FINDINGS = "Findings", "检查结果";
    POLICY = "Policy", "防护策略";
    POLICY_ALLOW = "allowed", "允许";
    POLICY_WARN = "allowed, with warnings", "允许，但有警告";
    POLICY_DENY = "DENIED", "拒绝";
    ASSUMPTIONS = "Not checked", "未检查";
    REFERENCES = "References", "出处";
    NO_SERVICES = "The input contains no Service.", "输入中没有 Service。";
    INCOMPLETE = "The plan is incomplete: information that it needs is missing or invalid.", "预览不完整：所需的信息缺失或无效。";
    SUMMARY = "Plan: ", "预览：";
    SUM_CREATE = "{n} to create", "新建 {n} 个";
    SUM_ADOPT = "{n} to adopt", "使用已有 {n} 个";
    SUM_UPDATE = "{n} to update", "更新 {n} 个";
    SUM_REPLACE = "{n} to replace", "更换 {n} 个";
    SUM_DELETE = "{n} to delete", "删除 {n} 个";
    SUM_RELEASE = "{n} to release", "解除管理 {n} 个";
    SUM_BLOCKED = "{n} blocked", "{n} 个被拒绝";
    SUM_ERROR = "{n} that cannot be synced", "{n} 个无法同步";
    SUM_KEEP = "{n} kept", "{n} 个不变";
    SUM_WITHHELD = "{n} withheld", "{n} 项不做改动";
    SUM_IGNORED = "{n} edit without effect|{n} edits without effect", "{n} 处修改不生效";
    NO_CHANGES = "No changes. ", "没有变更。";
    ERRORS = "{n} error|{n} errors", "{n} 个错误";
    WARNINGS = "{n} warning|{n} warnings", "{n} 个警告";
    INFOS = "{n} note|{n} notes", "{n} 条提示";
    SUPPRESSED = "{n} suppressed", "{n} 个已屏蔽";
    SUPPRESSED_SENTENCE = " {n} was suppressed.| {n} were suppressed.", "另有 {n} 个已按要求屏蔽。";
    FILES = "{n} file|{n} files", "{n} 个文件";
    FOUND = "{found} in {files}.", "{files}中共有 {found}。";
    FOUND_NO_SERVICE = "No Service in {files}: nothing was checked.", "{files}中没有 Service，没有检查任何内容。";
    FOUND_NOTHING = "No problems found in {files}.", "{files}中没有发现问题。";
    // Markdown, HTML, SARIF and JUnit.
    PAGE_TITLE = "Load balancer plan", "负载均衡预览";
    PLAN_TITLE = "Load balancers: {what}", "负载均衡：{what}";
    NOTHING_CHANGES = "no changes", "没有变更";
    COLUMN_SERVICE = "Service", "Service";
    COLUMN_SERVICES = "Services", "Service";
    COLUMN_VERDICT = "Load balancer", "负载均衡";
    COLUMN_ADDRESS = "Address", "地址";
    COLUMN_CHANGES = "Changes", "变更";
    COLUMN_CALLS = "Calls", "调用";
    REASONS = "Why", "原因";
    DETAILS = "Details", "详情";
    COUNT_CALLS = "{n} call|{n} calls", "{n} 次调用";
    OMITTED_ROWS = "{n} more Service is not in this table|{n} more Services are not in this table", "表中另有 {n} 个 Service 未列出";
    OMITTED_DETAILS = "the details of {n} more Service are not shown|the details of {n} more Services are not shown", "另有 {n} 个 Service 的详情未列出";
    OMITTED_FINDINGS = "{n} more finding is not shown|{n} more findings are not shown", "另有 {n} 个问题未列出";
    OMITTED_ITEMS = "{n} more is not shown|{n} more are not shown", "另有 {n} 项未列出";
    OMITTED_WHY = "{what}: a comment on GitHub is limited to {limit} characters. `clbplan plan -o html` shows all.", "{what}：GitHub 的评论最多 {limit} 个字符。`clbplan plan -o html` 可见全部。";
    MADE_BY = "Preview by clbplan {version}: nothing was contacted, nothing was changed.", "由 clbplan {version} 预览：没有访问任何系统，也没有改动任何内容。";
    INCOMPLETE_SHORT = "incomplete", "不完整";
    RULE_DELETES = "a load balancer is deleted", "负载均衡会被删除";
    RULE_REPLACES = "a load balancer is replaced by another one", "负载均衡会被更换";
    RULE_ADDRESS_CHANGES = "the address that clients use changes", "客户端使用的地址会改变";
    RULE_BLOCKED = "the controller refuses the change", "控制器会拒绝该变更";
    RULE_ERROR = "the Service cannot be synced", "该 Service 无法同步";
    RULE_ADDRESS_LOST = "the address that clients use is lost", "客户端使用的地址会丢失";
    UNNAMED_DOCUMENT = "(without a name)", "（没有名称）";
    // Findings.
    SEVERITY_ERROR = "error", "错误";
    SEVERITY_WARNING = "warning", "警告";
    SEVERITY_INFO = "note", "提示";
    WHY = "why", "原因";
    HELP = "help", "建议";
    FIX = "fix", "修正";
    FIELD = "field", "字段";
    FIELD_OF_OBJECT = "{object}, {path}", "{object} 的 {path}";
    BASIS = "basis", "依据";
    REFERENCE = "reference", "出处";
    RELATED = "related", "相关";
    API_SERVER = "API server", "API Server";
    EFFECT = "effect", "后果";
    EFFECT_REJECTED = "the API server rejects the object", "API Server 会拒绝该对象";
    EFFECT_ABORTS = "the sync of this Service stops", "该 Service 的同步会中止";
    EFFECT_WITHHOLDS = "this resource is not changed", "该资源不会改动";
    EFFECT_IGNORED = "the value has no effect", "该值不生效";
    EVENT = "event {event}", "事件 {event}";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn arguments(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn both_languages_have_the_same_arguments() {
        for (name, message) in ALL {
            assert!(!message.en.is_empty() && !message.zh.is_empty(), "{name}");
            assert_eq!(arguments(message.en), arguments(message.zh), "{name}");
        }
    }

    fn is_han(character: char) -> bool {
        matches!(character, '\u{3400}'..='\u{9fff}')
    }

    /// The first half-width mark beside Chinese; what is between backticks is code.
    fn half_width_mark(text: &str) -> Option<char> {
        let prose: String = text.split('`').step_by(2).collect::<Vec<_>>().join("`");
        if !prose.contains(is_han) {
            return None;
        }
        let characters: Vec<char> = prose.chars().collect();
        let joins_chinese = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| characters.get(before)).copied().unwrap_or(' ');
            let after = characters.get(at + 1).copied().unwrap_or(' ');
            let ends_word = matches!(before, '`' | '}' | ')' | '_') || before.is_alphanumeric();
            is_han(before) || is_han(after) || ends_word && matches!(after, '{' | '`')
        };
        let marks = characters.iter().enumerate().filter(|(at, mark)| match mark {
            '(' | ')' => true,
            ',' | ';' | ':' => joins_chinese(*at),
            _ => false,
        });
        marks.map(|(_, mark)| *mark).next()
    }

    #[test]
    fn chinese_has_full_width_punctuation() {
        for (name, message) in ALL {
            assert_eq!(half_width_mark(message.zh), None, "{name}: {}", message.zh);
        }
        for wrong in ["保留(推断)", "地址:丢失", "`a`:{b} 不变", "不变, 更新", "参数 x,{y}"] {
            assert!(half_width_mark(wrong).is_some(), "{wrong}");
        }
        for right in ["`a: b` 不变", "--Limit、--Offset", "a, b", "例如 10:30"] {
            assert_eq!(half_width_mark(right), None, "{right}");
        }
    }
}
