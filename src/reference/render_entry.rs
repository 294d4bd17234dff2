//! Renders an entry in one language: a title and Markdown.
//!
//! The sentences come from the definitions; only the names of their columns are written here.

use super::entry::{ReferenceEntryKind, ReferenceEntryOutput};
use super::{ReferenceEntry, request_and_answer_words::RequestOrAnswerWord, service_field_descriptions::ServiceField};
use crate::diagnostic::render::{Locale, join};
use crate::diagnostic::{Basis, CodeDefinition, Effect, Layer, ReasonDefinition, Severity, documentation_pages};
use crate::tke::definitions::conflicts;
use crate::tke::grammar::EnumValue;
use crate::tke::{
    AnnotationDependency, Mutability, NameDefinition, NameLocation, RequiredSituation, SinceVersion, SinceVersionBasis,
    SupportStatus, ValueFormat, WhenAbsent,
};
use crate::tke_service_config::fields::{self, ConfigField, Requiredness, SupportBasis};

/// Renders an entry.
pub fn text(entry: &ReferenceEntry, locale: Locale) -> ReferenceEntryOutput {
    let mut page = PageWriter { locale, out: String::new() };
    let name = entry.name().to_owned();
    match entry {
        ReferenceEntry::Definition(definition) => {
            page.definition(definition);
            let title = page.pick(definition.title(), definition.chinese().0).to_owned();
            page.entry(name, kind_of(definition.kind), title, Some(definition.basis), Some(definition.url))
        }
        ReferenceEntry::Code(code) => {
            let title = page.code(code);
            page.entry(name, ReferenceEntryKind::Code, title, code.basis, code.url)
        }
        ReferenceEntry::Reason(reason) => {
            let title = page.reason(reason);
            page.entry(name, ReferenceEntryKind::Reason, title, Some(reason.basis), reason.url)
        }
        ReferenceEntry::ServiceField(field) => {
            page.service_field(field);
            let title = page.pick(field.en, field.zh).to_owned();
            page.entry(
                name,
                ReferenceEntryKind::Field,
                title,
                Some(Basis::Documented),
                Some(documentation_pages::K8S_SERVICE_API),
            )
        }
        ReferenceEntry::ConfigField(_, field) => {
            page.config_field(field);
            let title = page.pick(field.en, field.zh).to_owned();
            let basis = match field.support {
                SupportBasis::Documented => Basis::Documented,
                SupportBasis::Ingress => Basis::Inferred,
            };
            page.entry(name, ReferenceEntryKind::Field, title, Some(basis), Some(documentation_pages::SERVICE_CONFIG))
        }
        ReferenceEntry::Word(word) => {
            page.word(word);
            let title = page.pick(word.en, word.zh).to_owned();
            page.entry(name, word.kind, title, None, None)
        }
    }
}

/// The meaning of an enum's value.
pub fn meaning(word: &EnumValue, locale: Locale) -> &'static str {
    match locale {
        Locale::En => word.en,
        Locale::ZhCn => word.zh,
    }
}

fn kind_of(kind: NameLocation) -> ReferenceEntryKind {
    match kind {
        NameLocation::Annotation => ReferenceEntryKind::Annotation,
        NameLocation::Label => ReferenceEntryKind::Label,
        NameLocation::Finalizer => ReferenceEntryKind::Finalizer,
        NameLocation::Condition => ReferenceEntryKind::Condition,
        NameLocation::ReadinessGate => ReferenceEntryKind::ReadinessGate,
        NameLocation::PodAnnotation => ReferenceEntryKind::PodAnnotation,
        NameLocation::Switch => ReferenceEntryKind::Switch,
        NameLocation::SecretKey => ReferenceEntryKind::SecretKey,
        NameLocation::Tag => ReferenceEntryKind::Tag,
    }
}

struct PageWriter {
    locale: Locale,
    out: String,
}

impl PageWriter {
    fn pick<'a>(&self, en: &'a str, zh: &'a str) -> &'a str {
        match self.locale {
            Locale::En => en,
            Locale::ZhCn => zh,
        }
    }

    fn entry(
        self,
        name: String,
        kind: ReferenceEntryKind,
        title: String,
        basis: Option<Basis>,
        url: Option<&'static str>,
    ) -> ReferenceEntryOutput {
        ReferenceEntryOutput { name, kind, title, text: self.out, basis, url }
    }

    fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push_str(if self.out.is_empty() { "" } else { "\n\n" });
            self.out.push_str(text);
        }
    }

    /// Adds `* label: value`.
    fn point(&mut self, en: &str, zh: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let last_is_point = self.out.lines().next_back().is_some_and(|line| line.starts_with("* "));
        let gap = match (self.out.is_empty(), last_is_point) {
            (true, _) => "",
            (false, true) => "\n",
            (false, false) => "\n\n",
        };
        let (label, colon) = (self.pick(en, zh), self.pick(": ", "："));
        self.out.push_str(&format!("{gap}* {label}{colon}{value}"));
    }

    fn definition(&mut self, definition: &NameDefinition) {
        match self.locale {
            Locale::En => {
                let lines: Vec<&str> = definition.doc.lines().skip(2).map(str::trim).collect();
                self.paragraph(&lines.join(" ").replace("  ", "\n\n"));
            }
            Locale::ZhCn => self.paragraph(definition.chinese().1),
        }
        let location = match definition.kind {
            NameLocation::Annotation => String::new(),
            NameLocation::Label => "`metadata.labels`".to_owned(),
            NameLocation::Finalizer => "`metadata.finalizers`".to_owned(),
            NameLocation::Condition => "`status.conditions`".to_owned(),
            NameLocation::ReadinessGate => "Pod `spec.readinessGates`".to_owned(),
            NameLocation::PodAnnotation => "Pod `metadata.annotations`".to_owned(),
            NameLocation::Switch => "ConfigMap `kube-system/tke-service-controller-config`".to_owned(),
            NameLocation::SecretKey => "Secret `data`".to_owned(),
            NameLocation::Tag => self.pick("tag of the load balancer", "负载均衡的标签").to_owned(),
        };
        self.point("where", "位置", &location);
        let values = self.values(&definition.grammar);
        self.point("value", "取值", &values);
        let absent = match definition.when_absent {
            WhenAbsent::Fixed(value) => format!("`{value}`"),
            WhenAbsent::Derived { en, zh } => self.pick(en, zh).to_owned(),
            WhenAbsent::Unmanaged => self.pick("the controller changes nothing", "控制器不做改动").to_owned(),
        };
        self.point("without it", "不写时", &absent);
        let edit = match matches!(definition.status, SupportStatus::Clbplan) {
            true => self.pick("changes only which findings are shown", "只影响显示的问题"),
            false => self.mutability(definition.mutability),
        };
        self.point("a later edit", "创建后修改", edit);
        let since = definition.since.map(|since| self.since(since)).unwrap_or_default();
        self.point("since controller", "控制器版本", &since);
        let status = self.status(definition.status);
        self.point("status", "状态", &status);
        for other in conflicts::of(definition) {
            self.point("not together with", "不能同时使用", &format!("`{}`", other.name));
        }
        for dependency in definition.dependencies {
            self.dependency(dependency);
        }
        self.basis(Some(definition.basis));
    }

    fn join<T: AsRef<str>>(&self, items: impl IntoIterator<Item = T>) -> String {
        join(items, self.locale)
    }

    /// The allowed values; those of an enum with their meaning.
    fn values(&self, grammar: &ValueFormat) -> String {
        match grammar {
            ValueFormat::Enum(values) => self.enum_values(values),
            ValueFormat::Json(shape) => format!("JSON{} `{}`", self.pick(", for example", "，例如"), shape.example()),
            ValueFormat::Text => self.pick("text", "文本").to_owned(),
            ValueFormat::Bool
            | ValueFormat::Int { .. }
            | ValueFormat::Id(_)
            | ValueFormat::Region
            | ValueFormat::SecurityGroups
            | ValueFormat::Selector
            | ValueFormat::Name
            | ValueFormat::Version
            | ValueFormat::Timestamp
            | ValueFormat::Uuid => self.join(grammar.allowed()),
        }
    }

    fn enum_values(&self, values: &[EnumValue]) -> String {
        let one = |word: &EnumValue| match meaning(word, self.locale) {
            "" => format!("`{}`", word.value),
            said => format!("`{}`{}{said}{}", word.value, self.pick(" (", "（"), self.pick(")", "）")),
        };
        self.join(values.iter().map(one))
    }

    fn mutability(&self, mutability: Mutability) -> &'static str {
        let (en, zh) = match mutability {
            Mutability::InPlace => ("takes effect at once, on the same load balancer", "立即生效，不更换负载均衡"),
            Mutability::CreateOnly => {
                ("has no effect: it is read only when the load balancer is created", "不生效：只在创建负载均衡时读取")
            }
            Mutability::Replaces => (
                "requires a different load balancer: older controllers replace it, newer ones refuse",
                "需要更换负载均衡：旧版控制器会更换，新版会拒绝",
            ),
            Mutability::OneWay => ("can turn it on, but not off again", "只能开启，不能再关闭"),
            Mutability::ReadOnly => ("do not edit it: the controller writes it", "由控制器写入，请勿手动修改"),
            Mutability::Undocumented => ("is not documented", "文档未说明"),
        };
        self.pick(en, zh)
    }

    fn since(&self, since: SinceVersion) -> String {
        let (en, zh) = match since.confidence {
            SinceVersionBasis::Documented => ("", ""),
            SinceVersionBasis::IngressPage => {
                (" (documented for Ingress, under the same name)", "（出自 Ingress 文档中的同名项）")
            }
            SinceVersionBasis::RelatedAnnotations => {
                (" (not stated; taken from the annotations used with it)", "（文档未说明；取自与它配合使用的注解）")
            }
        };
        format!("{}{}", since.version, self.pick(en, zh))
    }

    fn status(&self, status: SupportStatus) -> String {
        let (en, zh) = match status {
            SupportStatus::Stable => return String::new(),
            SupportStatus::DeprecatedBy(definition) => {
                return format!("{} `{}`", self.pick("old name of", "旧名称，现为"), definition.name);
            }
            SupportStatus::Deprecated => ("announced for removal", "已宣布将被移除"),
            SupportStatus::WrittenByController => ("written by the controller", "由控制器写入"),
            SupportStatus::Unproven => (
                "documented for Ingress only; whether Services support it is not documented",
                "仅见于 Ingress 文档，Service 是否支持尚未证实",
            ),
            SupportStatus::Observed => ("seen in clusters, not documented", "见于集群，文档中没有"),
            SupportStatus::Legacy => ("nothing reads it any more", "如今没有组件读取"),
            SupportStatus::Clbplan => ("read by clbplan, not by the controller", "由 clbplan 读取，控制器不使用"),
        };
        self.pick(en, zh).to_owned()
    }

    fn dependency(&mut self, dependency: &AnnotationDependency) {
        match dependency {
            AnnotationDependency::Requires(definition) => {
                self.point("together with", "需要同时使用", &format!("`{}`", definition.name))
            }
            AnnotationDependency::OnlyFor(only) => {
                let (en, zh) = match only {
                    RequiredSituation::DirectAccess => ("direct access: backends are Pods", "直连：后端为 Pod"),
                    RequiredSituation::NodePort => ("node ports: backends are nodes", "NodePort：后端为节点"),
                    RequiredSituation::ManagedClb => ("load balancers created by TKE", "自动创建的负载均衡"),
                    RequiredSituation::PublicClb => ("public load balancers", "公网负载均衡"),
                    RequiredSituation::LocalPolicy => {
                        ("`externalTrafficPolicy: Local`", "`externalTrafficPolicy: Local`")
                    }
                    RequiredSituation::Serverless => ("Serverless clusters", "Serverless 集群"),
                };
                let only = self.pick(en, zh).to_owned();
                self.point("only for", "仅用于", &only);
            }
        }
    }

    fn code(&mut self, code: &CodeDefinition) -> String {
        let texts = code.texts(self.locale);
        self.paragraph(texts.why);
        self.point("help", "建议", texts.help);
        let (en, zh) = match code.severity {
            Severity::Error => ("error", "错误"),
            Severity::Warning => ("warning", "警告"),
            Severity::Info => ("note", "提示"),
        };
        let severity = self.pick(en, zh).to_owned();
        self.point("severity", "级别", &severity);
        let (en, zh) = match code.layer {
            Layer::Syntax => ("the text itself", "文本本身"),
            Layer::Schema => ("the shape of an object", "对象的结构"),
            Layer::Kubernetes => ("kube-apiserver", "kube-apiserver"),
            Layer::Tke => ("TKE's Service controller", "TKE 的 Service 控制器"),
            Layer::Plan => ("the plan", "预览"),
            Layer::Policy => ("your policy", "您的防护策略"),
        };
        let layer = self.pick(en, zh).to_owned();
        self.point("layer", "来源", &layer);
        let (en, zh) = match code.effect {
            Effect::Rejected => ("the API server rejects the object", "API Server 会拒绝该对象"),
            Effect::Aborts => ("the sync of the Service stops", "该 Service 的同步会中止"),
            Effect::Unknown => (
                "what the controller does is not documented, so nothing is planned",
                "控制器如何处理没有文档说明，因此不做预览",
            ),
            Effect::Withholds => ("this resource is not changed, the rest is synced", "该资源不做改动，其余继续同步"),
            Effect::Ignored => ("the value has no effect", "该值不生效"),
            Effect::None => ("none", "无"),
        };
        let effect = self.pick(en, zh).to_owned();
        self.point("effect", "后果", &effect);
        self.point("event of the controller", "控制器事件", code.event().unwrap_or(""));
        self.basis(code.basis);
        texts.what.replace("{where}", "")
    }

    fn reason(&mut self, reason: &ReasonDefinition) -> String {
        self.basis(Some(reason.basis));
        reason.sentence(self.locale).to_owned()
    }

    fn basis(&mut self, basis: Option<Basis>) {
        let (en, zh) = match basis {
            None => return,
            Some(Basis::Documented) => ("documented", "文档"),
            Some(Basis::Inferred) => ("inferred", "推断"),
        };
        let basis = self.pick(en, zh).to_owned();
        self.point("basis", "依据", &basis);
    }

    fn service_field(&mut self, field: &ServiceField) {
        let values = self.enum_values(field.values);
        self.point("value", "取值", &values);
    }

    fn word(&mut self, word: &RequestOrAnswerWord) {
        self.point("where", "位置", &format!("`{}`", word.path));
        for [value, en, zh] in &word.values {
            let value = format!("`{value}`");
            let meaning = self.pick(en, zh).to_owned();
            self.point(&value, &value, &meaning);
        }
    }

    fn config_field(&mut self, field: &ConfigField) {
        let values = match field.kind {
            fields::FieldType::Bool => self.join(["`true`", "`false`"]),
            fields::FieldType::Int(min, max) => format!("{min}–{max}"),
            fields::FieldType::Words(values) => self.join(values.iter().map(|word| format!("`{word}`"))),
            fields::FieldType::Text => self.pick("text", "文本").to_owned(),
            fields::FieldType::Object(inner) | fields::FieldType::List(inner) => {
                self.join(inner.iter().map(|field| format!("`{}`", field.name)))
            }
        };
        self.point("value", "取值", &values);
        match field.need {
            Requiredness::Required => {
                let must = self.pick("yes", "是").to_owned();
                self.point("required", "必填", &must);
            }
            Requiredness::Optional if field.default.is_empty() => {
                let left = self.pick("the load balancer keeps its setting", "负载均衡保持现有设置").to_owned();
                self.point("without it", "不写时", &left);
            }
            Requiredness::Optional => self.point("without it", "不写时", &format!("`{}`", field.default)),
        }
        if field.support == SupportBasis::Ingress {
            let status = self.status(SupportStatus::Unproven);
            self.point("status", "状态", &status);
        }
    }
}
