//! The reference pages: Markdown, from the tables.

use clbplan::diagnostic::render::Locale;
use clbplan::reference::{self, ReferenceEntry, ReferenceEntryKind, ReferenceEntryOutput, text};
use clbplan::tke::{self, NameLocation};
use std::fmt::Write;

/// A page being written.
struct Page {
    locale: Locale,
    out: String,
}

impl Page {
    fn new(locale: Locale, title: [&str; 2], intro: [&str; 2]) -> Page {
        let made = "<!-- Made from the tables by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`. -->";
        let mut page = Page { locale, out: String::new() };
        write!(page.out, "{made}\n\n# {}\n\n{}\n", page.pick(title), page.pick(intro)).unwrap();
        page
    }

    fn pick<'a>(&self, [en, zh]: [&'a str; 2]) -> &'a str {
        match self.locale {
            Locale::En => en,
            Locale::ZhCn => zh,
        }
    }

    fn section(&mut self, title: &str) {
        write!(self.out, "\n## {title}\n").unwrap();
    }

    fn entry(&mut self, entry: &ReferenceEntry) {
        let ReferenceEntryOutput { name, title, text, url, .. } = text(entry, self.locale);
        write!(self.out, "\n<a id=\"{name}\"></a>\n### `{name}`\n\n{title}\n").unwrap();
        if !text.is_empty() {
            write!(self.out, "\n{text}\n").unwrap();
        }
        if let Some(url) = url {
            write!(self.out, "\n<{url}>\n").unwrap();
        }
    }

    /// The text that raises a code, and what else is needed.
    fn example(&mut self, name: &str) {
        let folder = super::root().join("tests/codes");
        let Ok(manifests) = std::fs::read_to_string(folder.join(format!("{name}.yaml"))) else { return };
        let raised = self.pick(["Raised by:", "示例："]);
        write!(self.out, "\n{raised}\n\n```yaml\n{}\n```\n", manifests.trim_end()).unwrap();
        if let Ok(rest) = std::fs::read_to_string(folder.join(format!("{name}.json"))) {
            let with = self.pick(["with", "请求的其余部分："]);
            write!(self.out, "\n{with}\n\n```json\n{}\n```\n", rest.trim_end()).unwrap();
        }
    }
}

pub fn annotations(locale: Locale) -> String {
    let mut page = Page::new(
        locale,
        ["Annotations, labels, switches and tags", "注解、标签、全局开关"],
        [
            "Names that TKE's Service controller reads and writes, from public documentation. Each entry says whether it is documented or inferred.",
            "TKE 的 Service 控制器读取和写入的名称，依据公开文档整理。每一项都注明是文档说明还是推断。",
        ],
    );
    let sections: [(&[NameLocation], [&str; 2]); 4] = [
        (&[NameLocation::Annotation], ["Annotations of a Service", "Service 的注解"]),
        (&[NameLocation::Switch], ["Cluster-wide switches", "全局开关"]),
        (&[NameLocation::Tag], ["Tags of a load balancer", "负载均衡的标签"]),
        (
            &[
                NameLocation::Label,
                NameLocation::Finalizer,
                NameLocation::Condition,
                NameLocation::ReadinessGate,
                NameLocation::PodAnnotation,
                NameLocation::SecretKey,
            ],
            ["Other names", "其他名称"],
        ),
    ];
    for (homes, title) in sections {
        let title = page.pick(title).to_owned();
        page.section(&title);
        tke::all().filter(|row| homes.contains(&row.kind)).for_each(|row| page.entry(&ReferenceEntry::Definition(row)));
    }
    page.out
}

pub fn fields(locale: Locale) -> String {
    let mut page = Page::new(
        locale,
        ["Fields", "字段"],
        [
            "The fields of a Service that users set, all fields of TkeServiceConfig, and the members of requests and answers.",
            "Service 的常用字段、TkeServiceConfig 的全部字段，以及请求与结果的成员。",
        ],
    );
    page.section("Service");
    reference::service_field_descriptions::FIELDS
        .iter()
        .for_each(|field| page.entry(&ReferenceEntry::ServiceField(field)));
    page.section("TkeServiceConfig");
    reference::config_fields()
        .into_iter()
        .for_each(|(path, field)| page.entry(&ReferenceEntry::ConfigField(path, field)));
    let sections: [(ReferenceEntryKind, [&str; 2]); 3] = [
        (ReferenceEntryKind::ContextKey, ["Facts about the cluster", "集群信息"]),
        (ReferenceEntryKind::RequestMember, ["Other members of a request", "请求的其他成员"]),
        (ReferenceEntryKind::AnswerMember, ["Members of a plan", "预览结果的成员"]),
    ];
    for (kind, title) in sections {
        let title = page.pick(title).to_owned();
        page.section(&title);
        let words = reference::request_and_answer_words::all().into_iter().filter(|word| word.kind == kind);
        words.for_each(|word| page.entry(&ReferenceEntry::Word(word)));
    }
    page.out
}

pub fn codes(locale: Locale) -> String {
    let mut page = Page::new(
        locale,
        ["Codes", "问题代码"],
        [
            "All findings, by the first part of their code. `{words}` are placeholders. Each example is a test.",
            "全部问题，按代码的第一部分分组。`{word}` 处会填入实际内容。每个示例都是测试。",
        ],
    );
    let mut codes: Vec<_> = reference::codes().collect();
    codes.sort_by_key(|code| code.name());
    let mut area = "";
    for code in codes {
        let own = code.name().split('/').next().unwrap();
        if own != area {
            page.section(own);
            area = own;
        }
        page.entry(&ReferenceEntry::Code(code));
        page.example(code.name());
    }
    page.out
}

pub fn reasons(locale: Locale) -> String {
    let mut page = Page::new(
        locale,
        ["Reasons", "原因"],
        [
            "Why something is planned, withheld or unknown. `{words}` are placeholders.",
            "预览中的操作、不做的改动和未知事项的原因。`{word}` 处会填入实际内容。",
        ],
    );
    let mut reasons: Vec<_> = reference::reasons().collect();
    reasons.sort_by_key(|reason| reason.name());
    let mut area = "";
    for reason in reasons {
        let own = reason.name().split('/').next().unwrap();
        if own != area {
            page.section(own);
            area = own;
        }
        page.entry(&ReferenceEntry::Reason(reason));
    }
    page.out
}
