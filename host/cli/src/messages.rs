//! This host's own words, English and simplified Chinese: each message stands here once, in both.
//!
//! What the module says arrives in the language that was asked for and is not touched. `{name}` is filled with a word.

use clap::ValueEnum;

/// Language of the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Serialize)]
pub enum Lang {
    /// English
    #[serde(rename = "en")]
    En,
    /// 简体中文
    #[value(name = "zh-CN")]
    #[serde(rename = "zh-CN")]
    ZhCn,
}

/// A message in both languages.
#[derive(Debug)]
pub struct Message {
    en: &'static str,
    zh: &'static str,
}

impl Message {
    /// The message as it stands.
    pub fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::ZhCn => self.zh,
        }
    }

    /// The message with its words. A word is never searched for places itself.
    pub fn fill(&self, lang: Lang, words: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(lang);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, tail)) = after.split_once('}') else { break };
            filled.push_str(words.iter().find(|(word, _)| *word == name).map_or("", |(_, value)| value));
            rest = tail;
        }
        filled.push_str(rest);
        filled
    }

    /// The message as the label of a text.
    pub fn label(&self, lang: Lang, text: &str) -> String {
        LABELLED.fill(lang, &[("label", self.text(lang)), ("text", text)])
    }

    /// The message with its number: English messages hold `one|many`.
    pub fn count(&self, lang: Lang, number: u64) -> String {
        let message = self.text(lang);
        let chosen = match message.split_once('|') {
            Some((one, _)) if number == 1 => one,
            Some((_, many)) => many,
            None => message,
        };
        chosen.replace("{n}", &number.to_string())
    }
}

macro_rules! messages {
    ($($id:ident = $en:literal, $zh:literal;)*) => {
        $(#[doc = $en] pub static $id: Message = Message { en: $en, zh: $zh };)*
        #[cfg(test)]
        static ALL: &[(&str, &Message)] = &[$((stringify!($id), &$id)),*];
    };
}

messages! {
    // Problems with the inputs.
    PROBLEM = "error", "错误";
    PROBLEM_WHY = "why", "原因";
    PROBLEM_HELP = "help", "建议";
    NOTE = "note", "提示";
    NOT_RUN = "nothing was checked: {n} error with the input|nothing was checked: {n} errors with the input", "输入有 {n} 个问题，未做任何检查";
    NOT_FOUND = "there is no file or directory `{path}`", "找不到文件或目录 `{path}`";
    NOT_FOUND_HELP = "check the spelling and the directory you are in", "请检查拼写以及当前所在的目录";
    NOT_ALLOWED = "`{path}` may not be read", "没有权限读取 `{path}`";
    NOT_ALLOWED_HELP = "run as a user who may read it, or change its permissions", "请换用有读权限的用户，或修改该文件的权限";
    NOT_READ = "`{path}` cannot be read", "无法读取 `{path}`";
    EMPTY_FILE = "`{path}` is empty", "`{path}` 是空的";
    EMPTY_FILE_HELP = "leave it out, or check the command that should have filled it", "请去掉它，或检查本应写入内容的命令";
    EMPTY_DIRECTORY = "the directory `{path}` holds no *.yaml, *.yml or *.json file", "目录 `{path}` 中没有 *.yaml、*.yml 或 *.json 文件";
    EMPTY_DIRECTORY_HELP = "name a file, or another directory; names that begin with a dot are left out", "请指定一个文件或另一个目录；以点开头的名称会被略过";
    BINARY = "`{path}` is not text: it holds a NUL byte", "`{path}` 不是文本：其中含有 NUL 字节";
    BINARY_HELP = "give YAML or JSON text", "请提供 YAML 或 JSON 文本";
    UTF_16 = "`{path}` is UTF-16, not UTF-8", "`{path}` 是 UTF-16 编码，而不是 UTF-8";
    UTF_16_HELP = "save it as UTF-8; in PowerShell: `… | Out-File -Encoding utf8 FILE`", "请另存为 UTF-8；在 PowerShell 中：`… | Out-File -Encoding utf8 FILE`";
    NOT_UTF_8 = "`{path}` is not UTF-8: line {line} holds a byte that does not belong", "`{path}` 不是 UTF-8 编码：第 {line} 行含有无效字节";
    NOT_UTF_8_HELP = "save it as UTF-8", "请另存为 UTF-8";
    TOO_LARGE = "`{path}` holds more than {limit} MiB", "`{path}` 超过 {limit} MiB";
    TOO_LARGE_HELP = "give the Services and what they need (nodes, endpoint slices), not the whole cluster", "请只提供 Service 及其所需的对象（节点、EndpointSlice），而不是整个集群";
    ALL_TOO_LARGE = "the files of {flag} hold more than {limit} MiB together", "{flag} 的文件合计超过 {limit} MiB";
    STDIN_TWICE = "standard input (`-`) is asked for more than once", "标准输入（`-`）被要求读取了不止一次";
    STDIN_TWICE_HELP = "it can be read once: write one of the two to a file", "它只能读取一次：请把其中一份写入文件";
    STDIN_WAITS = "reading standard input; end it with Ctrl-D", "正在读取标准输入，按 Ctrl-D 结束";
    NOT_YAML = "`{path}` is not valid YAML or JSON", "`{path}` 不是有效的 YAML 或 JSON";
    NOT_JSON = "`{path}` is not valid JSON", "`{path}` 不是有效的 JSON";
    NOT_AN_OBJECT = "`{path}` should hold an object (`key: value` pairs)", "`{path}` 应当是一个对象（`键: 值`）";
    // --clb
    CLB_MISSING = "the directory `{path}` has no load-balancers.json", "目录 `{path}` 中没有 load-balancers.json";
    CLB_MISSING_HELP = "it is the answer of DescribeLoadBalancers: `tccli clb DescribeLoadBalancers > load-balancers.json`", "它是 DescribeLoadBalancers 的返回：`tccli clb DescribeLoadBalancers > load-balancers.json`";
    CLB_SHAPE = "`{path}` does not hold `{key}`", "`{path}` 中没有 `{key}`";
    CLB_SHAPE_HELP = "give the answer of {api} as the API or its command-line tool prints it, with or without the outer `Response`", "请提供 {api} 的原始返回（API 或命令行工具的输出），外层有无 `Response` 均可";
    CLB_STATE_HELP = "give an answer of DescribeLoadBalancers, or an object with `loadBalancers`, `listeners` and `targets`", "请提供 DescribeLoadBalancers 的返回，或含有 `loadBalancers`、`listeners`、`targets` 的对象";
    CLB_API_ERROR = "`{path}` holds an error of the API instead of its answer: {code}", "`{path}` 中是 API 的报错，而不是返回结果：{code}";
    CLB_CUT = "`{path}` lists {listed} of {total} load balancers: the rest is not known to the plan; raise --Limit or join the pages", "`{path}` 只列出 {total} 个负载均衡中的 {listed} 个，其余的在预览中是未知的；请加大 --Limit 或合并各页";
    CLB_NOT_COMPLETE = "--clb-complete does not hold: `{path}` lists {listed} of {total} load balancers", "--clb-complete 不成立：`{path}` 只列出 {total} 个负载均衡中的 {listed} 个";
    CLB_NOT_COMPLETE_HELP = "fetch all pages (--Limit, --Offset), or leave the flag out", "请获取全部分页（--Limit、--Offset），或去掉该参数";
    // --context, --set, --policy
    CONTEXT_KEY = "{where}: there is no `{key}` in the context", "{where}：上下文中没有 `{key}`";
    CONTEXT_KEY_HELP = "did you mean `{near}`?", "是否想写 `{near}`？";
    CONTEXT_KEYS_HELP = "there are: {keys}", "可用的有：{keys}";
    CONTEXT_VALUE = "{where}: `{value}` is not a value of `{key}`", "{where}：`{value}` 不是 `{key}` 的有效值";
    CONTEXT_TEXT_HELP = "write it in quotes: YAML reads {value} as a number", "请加引号：YAML 会把 {value} 当作数字";
    CONTEXT_KIND_HELP = "it takes {kind}", "应为 {kind}";
    KIND_TEXT = "text", "文本";
    KIND_TRUE_FALSE = "true or false", "true 或 false";
    KIND_NUMBER = "a whole number", "整数";
    KIND_WORDS = "one of {words}", "以下之一：{words}";
    KIND_LIST = "a list of {words}, separated by commas", "由逗号分隔的列表：{words}";
    KIND_MAP = "an object, or single entries as `{key}.NAME=VALUE`", "一个对象，或以 `{key}.NAME=VALUE` 逐项给出";
    SET_SHAPE = "--set {text}: this is not KEY=VALUE", "--set {text}：不是 KEY=VALUE 的形式";
    SET_SHAPE_HELP = "for example --set clusterId=cls-abcdefgh", "例如 --set clusterId=cls-abcdefgh";
    // The module.
    NO_MODULE = "this program was built without the module", "本程序构建时没有包含模块";
    NO_MODULE_HELP = "build it with `cargo xtask build`, or name a module with --module FILE", "请用 `cargo xtask build` 构建，或用 --module FILE 指定模块";
    MODULE_NOT_LOADED = "the module does not load", "模块无法加载";
    MODULE_FILE = "`{path}` is not a module of clbplan", "`{path}` 不是 clbplan 的模块";
    MODULE_FAILED = "the module did not answer", "模块没有给出结果";
    MODULE_FILE_HELP = "--module takes a portable build, `clbplan.wasm`", "--module 需要可移植的构建产物 `clbplan.wasm`";
    MODULE_REPORT_HELP = "this is a mistake of clbplan, not of your input: please report it", "这是 clbplan 的错误，与你的输入无关：请反馈";
    HOST_TIMEOUT = "`{function}` took longer than {seconds} s", "`{function}` 运行超过 {seconds} 秒";
    HOST_MEMORY = "`{function}` wanted more than {limit} bytes of memory", "`{function}` 需要的内存超过 {limit} 字节";
    HOST_NOT_WASM = "not a WebAssembly module: {reason}", "不是 WebAssembly 模块：{reason}";
    HOST_IMPORTS = "the module imports {names}, and nothing is given to it: is it `clbplan.wasm`?", "模块要求导入 {names}，但这里不提供任何导入：它是 `clbplan.wasm` 吗？";
    HOST_EXPORT = "the module does not export `{name}` as clbplan does", "模块没有像 clbplan 那样导出 `{name}`";
    HOST_TRAP = "`{function}` broke off: {reason}", "`{function}` 中途中断：{reason}";
    HOST_ANSWER = "`{function}` gave no readable answer: {reason}", "`{function}` 没有给出可读的结果：{reason}";
    NOTHING_TO_PLAN = "there is nothing to plan: give --filename FILE|DIR|-, --delete NAMESPACE/NAME, or --prune with --live", "没有可预览的内容：请给出 --filename FILE|DIR|-、--delete NAMESPACE/NAME，或 --prune 与 --live";
    NOTHING_TO_VALIDATE = "there is nothing to validate: give --filename FILE|DIR|-", "没有可检查的内容：请给出 --filename FILE|DIR|-";
    REFUSED = "the request is not right at `{path}`", "请求在 `{path}` 处有误";
    REFUSED_PLAIN = "the request is not right", "请求有误";
    REFUSED_HELP = "look at {flag}", "请检查 {flag}";
    ANSWER_FORMAT = "the module answered in format {version}; this program reads {known}", "模块返回的格式为 {version}，本程序只能读取 {known}";
    ANSWER_FORMAT_HELP = "use a program and a module of the same release", "请使用同一版本的程序与模块";
    ANSWER_SHAPE = "the module's answer cannot be read", "无法读取模块的返回";
    NOT_KNOWN = "nothing is known of `{name}`", "没有找到 `{name}`";
    NOT_KNOWN_HELP = "`clbplan explain` without a name lists everything", "不带名称的 `clbplan explain` 会列出全部内容";
    NEAR_HELP = "did you mean one of these? `{near}`", "是否想找：`{near}`";
    NOT_WRITTEN = "the output cannot be written", "无法写出结果";
    WORKING = "working … {n} s", "处理中 … {n} 秒";
    // Verdicts.
    VERDICT_NONE = "NONE", "无";
    VERDICT_KEEP = "KEEP", "不变";
    VERDICT_CREATE = "CREATE", "新建";
    VERDICT_ADOPT = "ADOPT", "接管";
    VERDICT_UPDATE = "UPDATE", "更新";
    VERDICT_REPLACE = "REPLACE", "替换";
    VERDICT_DELETE = "DELETE", "删除";
    VERDICT_RELEASE = "RELEASE", "释放";
    VERDICT_BLOCKED = "BLOCKED", "被阻止";
    VERDICT_ERROR = "ERROR", "出错";
    VERDICT_SKIP = "SKIP", "跳过";
    VERDICT_OTHER = "?", "?";
    VERDICT_SENTENCE_NONE = "There is no load balancer, and none is made.", "没有负载均衡，也不会创建。";
    VERDICT_SENTENCE_KEEP = "The load balancer{id} stays as it is.", "负载均衡{id}保持不变。";
    VERDICT_SENTENCE_CREATE = "A new load balancer is created.", "将新建一个负载均衡。";
    VERDICT_SENTENCE_ADOPT = "The existing load balancer{id} is taken into use.", "将接管已有的负载均衡{id}。";
    VERDICT_SENTENCE_UPDATE = "The load balancer{id} is changed in place.", "负载均衡{id}将原地更新。";
    VERDICT_SENTENCE_REPLACE = "The load balancer{id} is given up, and another one takes its place.", "负载均衡{id}将被弃用，由另一个取代。";
    VERDICT_SENTENCE_DELETE = "The load balancer{id} is deleted.", "负载均衡{id}将被删除。";
    VERDICT_SENTENCE_DELETE_LOST = "The load balancer{id} is deleted, and its address with it.", "负载均衡{id}将被删除，其地址也随之丢失。";
    VERDICT_SENTENCE_RELEASE = "The load balancer{id} is let go: it stays in the account, no longer managed by this Service.", "负载均衡{id}将被释放：它仍留在账号下，但不再由此 Service 管理。";
    VERDICT_SENTENCE_BLOCKED = "The controller refuses this change: the load balancer{id} stays as it is.", "控制器会拒绝此变更：负载均衡{id}保持原样。";
    VERDICT_SENTENCE_ERROR = "An error stops this before anything is done.", "因出错而中止，不会执行任何操作。";
    VERDICT_SENTENCE_SKIP = "The controller is told to keep out: the load balancer{id} is not touched.", "控制器被告知不做处理：负载均衡{id}不会被改动。";
    VERDICT_SENTENCE_OTHER = "The verdict is one that this program does not know; use -o json.", "本程序不认识这个结论，请使用 -o json。";
    ADDRESS = "address", "地址";
    VIP_KEPT = "kept", "保留";
    VIP_KEPT_AT = "kept: {vip}", "保留：{vip}";
    VIP_LEFT = "stays with the load balancer, no longer managed by this Service", "随负载均衡保留，不再由此 Service 管理";
    VIP_LEFT_AT = "{vip} stays with the load balancer, no longer managed by this Service", "{vip} 随负载均衡保留，不再由此 Service 管理";
    VIP_NEW = "new, known only after apply", "新地址，应用之后才知道";
    VIP_OWN = "that of the load balancer", "即该负载均衡的地址";
    VIP_OWN_AT = "that of the load balancer: {vip}", "即该负载均衡的地址：{vip}";
    VIP_CHANGED = "CHANGES: clients have to move", "变更：客户端必须切换";
    VIP_CHANGED_FROM = "CHANGES: clients have to move away from {vip}", "变更：客户端必须从 {vip} 切换";
    VIP_LOST = "LOST: clients no longer get here by it", "丢失：客户端将无法再通过它访问";
    VIP_LOST_AT = "LOST: clients no longer get here by {vip}", "丢失：客户端将无法再通过 {vip} 访问";
    VIP_UNKNOWN = "unknown: too little was given to tell", "未知：提供的信息不足以判断";
    // Changes.
    DOCUMENTED = " (documented{page})", "（有文档依据{page}）";
    INFERRED = " (inferred{page})", "（推断{page}）";
    AFTER_APPLY = "(known after apply)", "（应用后才知道）";
    FROM_ACTION = "(from {action})", "（来自 {action}）";
    NOT_SET = "(not set)", "（未设置）";
    REMOVED = "(removed)", "（移除）";
    MORE_FIELDS = "… {n} more field; -o json has all|… {n} more fields; -o json has all", "… 另有 {n} 个字段，-o json 可见全部";
    SAME_ITEMS = "{n} more stays as it is|{n} more stay as they are", "另有 {n} 项不变";
    MORE_ITEMS = "… {n} more; -o json has all", "… 另有 {n} 项，-o json 可见全部";
    WITHHELD = "Left alone", "不予处理";
    WITHHELD_CREATE = "not created", "不创建";
    WITHHELD_UPDATE = "not changed", "不修改";
    WITHHELD_DELETE = "not deleted", "不删除";
    WITHHELD_RELEASE = "not released", "不释放";
    WITHHELD_OTHER = "not done", "不执行";
    CALLS = "Calls", "调用";
    WAVE = "wave {n}", "第 {n} 批";
    CALL_AFTER = "after {actions}", "在 {actions} 之后";
    // Sections and summaries.
    UNCHANGED = "Unchanged", "不变";
    WITHOUT = "Without a load balancer", "没有负载均衡";
    ORPHANS = "Orphans: marked as this cluster's, used by no Service", "孤儿实例：带有本集群的标记，但没有 Service 使用";
    FINDINGS = "Findings", "发现";
    POLICY = "Policy", "策略";
    POLICY_ALLOW = "allowed", "允许";
    POLICY_WARN = "allowed, with warnings", "允许，但有警告";
    POLICY_DENY = "DENIED", "拒绝";
    ASSUMPTIONS = "Not checked", "未检查";
    SOURCES = "Sources", "出处";
    NO_SERVICES = "There is no Service in what was given.", "提供的内容中没有 Service。";
    INCOMPLETE = "The plan is not complete: something it needs was not given or is not valid.", "预览并不完整：有所需的信息未提供或无效。";
    SUMMARY = "Plan: ", "预览：";
    SUM_CREATE = "{n} to create", "新建 {n}";
    SUM_ADOPT = "{n} to adopt", "接管 {n}";
    SUM_UPDATE = "{n} to update", "更新 {n}";
    SUM_REPLACE = "{n} to replace", "替换 {n}";
    SUM_DELETE = "{n} to delete", "删除 {n}";
    SUM_RELEASE = "{n} to release", "释放 {n}";
    SUM_BLOCKED = "{n} blocked", "被阻止 {n}";
    SUM_KEEP = "{n} kept", "不变 {n}";
    SUM_WITHHELD = "{n} withheld", "不予处理 {n}";
    SUM_IGNORED = "{n} edit without effect|{n} edits without effect", "无效修改 {n}";
    NO_CHANGES = "No changes. ", "没有变更。";
    ERRORS = "{n} error|{n} errors", "{n} 个错误";
    WARNINGS = "{n} warning|{n} warnings", "{n} 个警告";
    INFOS = "{n} note|{n} notes", "{n} 条提示";
    SUPPRESSED = "{n} suppressed", "已忽略 {n}";
    SUPPRESSED_SENTENCE = " {n} was suppressed.| {n} were suppressed.", "另有 {n} 条已按要求忽略。";
    FILES = "{n} file|{n} files", "{n} 个文件";
    FOUND = "{found} in {files}.", "{files}中共有 {found}。";
    FOUND_NOTHING = "No errors found in {files}.", "{files}中没有发现问题。";
    SEPARATOR = ", ", "、";
    SEMICOLON = "; ", "；";
    FULL_STOP = ".", "。";
    // Other outputs.
    PAGE_TITLE = "Load balancer plan", "负载均衡预览";
    PLAN_TITLE = "Load balancers: {what}", "负载均衡：{what}";
    NOTHING_CHANGES = "no changes", "没有变更";
    COLUMN_SERVICE = "Service", "Service";
    COLUMN_SERVICES = "Services", "Service";
    COLUMN_VERDICT = "Load balancer", "负载均衡";
    COLUMN_ADDRESS = "Address", "地址";
    COLUMN_CHANGES = "Changes", "变更";
    COLUMN_CALLS = "Calls", "调用";
    LABELLED = "{label}: {text}", "{label}：{text}";
    REASONS = "Why", "原因";
    DETAILS = "Details", "详情";
    COUNT_CALLS = "{n} call|{n} calls", "{n} 次调用";
    BASIS_DOCUMENTED = "documented", "有文档依据";
    BASIS_INFERRED = "inferred", "推断";
    LEFT_OUT_ROWS = "… {n} more Service is left out of this table|… {n} more Services are left out of this table", "… 表中另有 {n} 个 Service 未列出";
    LEFT_OUT_DETAILS = "… the details of {n} more Service are left out|… the details of {n} more Services are left out", "… 另有 {n} 个 Service 的详情未列出";
    LEFT_OUT_FINDINGS = "… {n} more finding is left out|… {n} more findings are left out", "… 另有 {n} 条发现未列出";
    LEFT_OUT_LIST = "… {n} more is left out|… {n} more are left out", "… 另有 {n} 项未列出";
    LEFT_OUT_WHY = "{what}: a comment on GitHub holds {limit} characters. `clbplan plan -o html` has all.", "{what}：GitHub 的评论最多 {limit} 个字符。`clbplan plan -o html` 可见全部。";
    MADE_BY = "clbplan {version} only looked: it contacted nothing and changed nothing.", "clbplan {version} 只做预览：没有访问任何系统，也没有改动任何内容。";
    INCOMPLETE_SHORT = "not complete", "不完整";
    RULE_DELETES = "a load balancer is deleted", "负载均衡会被删除";
    RULE_REPLACES = "a load balancer is given up, and another one takes its place", "负载均衡会被弃用，由另一个取代";
    RULE_ADDRESS_CHANGES = "the address that clients use changes", "客户端使用的地址会变更";
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
    SEE_ALSO = "see", "另见";
    API_SERVER = "API server", "API Server";
    EFFECT = "effect", "后果";
    EFFECT_REJECTED = "the API server refuses the object", "API Server 会拒绝该对象";
    EFFECT_ABORTS = "the whole sync stops", "整个同步会中止";
    EFFECT_WITHHOLDS = "this resource is skipped", "该资源会被跳过";
    EFFECT_IGNORED = "the value is dropped", "该值会被忽略";
    EVENT = "event {event}", "事件 {event}";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> std::collections::BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn both_columns_have_the_same_places() {
        for (name, message) in ALL {
            assert!(!message.en.is_empty() && !message.zh.is_empty(), "{name}");
            assert_eq!(places(message.en), places(message.zh), "{name}");
        }
    }

    #[test]
    fn words_fill_places_and_are_not_searched_themselves() {
        assert_eq!(NOT_FOUND.fill(Lang::En, &[("path", "{path}")]), "there is no file or directory `{path}`");
        assert_eq!(ERRORS.count(Lang::En, 1), "1 error");
        assert_eq!(ERRORS.count(Lang::En, 2), "2 errors");
        assert_eq!(ERRORS.count(Lang::ZhCn, 1), "1 个错误");
    }
}
