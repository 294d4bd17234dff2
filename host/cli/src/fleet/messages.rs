//! Messages of `fleet`.

use crate::localization::{Message, define_messages};

define_messages! {
    NOT_WRITTEN = "cannot write `{path}`", "无法写入 `{path}`";
    NOT_RESUMED = "cannot resume from `{path}`", "无法继续写入 `{path}`";
    NO_LINE = "line {line} of `{path}` was not written by `clbplan fleet`", "`{path}` 第 {line} 行不是 `clbplan fleet` 写出的内容";
    NO_LINE_HELP = "specify the output of the interrupted run, or leave out --resume", "请指定被中断的那次运行的输出文件，或去掉 --resume";
    NOT_GIVEN = "the output has lines about `{path}`, which is not among the files", "输出中含有 `{path}` 的内容，但它不在给出的文件之中";
    SAME_FLAGS_HELP = "use the same flags as in the interrupted run, or leave out --resume", "请使用与被中断的那次运行相同的参数，或去掉 --resume";
    CHANGED = "`{path}` has changed since the interrupted run", "`{path}` 在被中断的那次运行之后有了变化";
    CHANGED_HELP = "leave out --resume to plan all files again", "请去掉 --resume，重新处理全部文件";
    // What happens, as the summary counts it.
    DELETED = "load balancer deleted", "删除负载均衡";
    REPLACED = "load balancer replaced, address changes", "更换负载均衡，地址改变";
    ADDRESS_LOST = "address lost or changed", "地址丢失或改变";
    NEWLY_PUBLIC = "becomes public", "变为公网可访问";
    OUTAGE = "outage: a listener or rule is deleted, or loses every backend", "服务中断：监听器或转发规则被删除，或失去全部后端";
    BLOCKED = "change refused by the controller", "控制器拒绝变更";
    ERROR = "cannot be synced", "无法同步";
    UPDATE = "load balancer updated", "更新负载均衡";
    ADOPT = "existing load balancer adopted", "使用已有负载均衡";
    CREATE = "load balancer created", "新建负载均衡";
    RELEASE = "load balancer released", "不再管理负载均衡";
    KEEP = "unchanged", "不变";
    OTHER = "other: {word}", "其他：{word}";
    SERVICES_BY_DANGER = "The next sync, counted in Services", "下一次同步（按 Service 计）";
    FAILED = "{n} file could not be used|{n} files could not be used", "{n} 个文件无法使用";
    MORE = "… {n} more; the output names all|… {n} more; the output names all", "另有 {n} 个，输出中有全部名称";
    CLUSTERS = "{n} cluster|{n} clusters", "{n} 个集群";
    SERVICES = "{n} Service|{n} Services", "{n} 个 Service";
    ORPHANS = "{n} orphan|{n} orphans", "{n} 个孤儿实例";
    WITH_FINDINGS = "{errors} with errors, {warnings} with warnings", "{errors} 个有错误，{warnings} 个有警告";
    INCOMPLETE = "{n} cluster was not checked in full: see `notChecked`|{n} clusters were not checked in full: see `notChecked`", "{n} 个集群未完整检查，见 `notChecked`";
    FLEET = "Fleet: {what}.", "多集群汇总：{what}。";
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
