//! Every field of TkeServiceConfig as one tree of data. Checks, reading, reference and completion only walk it.

use crate::tke::json::MAX_BANDWIDTH;

#[derive(Debug)]
pub struct ConfigField {
    pub name: &'static str,
    pub kind: FieldType,
    pub need: Requiredness,
    /// The value when it is absent; empty: the CLB's setting is not changed.
    pub default: &'static str,
    pub support: SupportBasis,
    /// A description for the reference.
    pub en: &'static str,
    /// The same in simplified Chinese.
    pub zh: &'static str,
}

#[derive(Debug, Clone, Copy)]
pub enum FieldType {
    Bool,
    /// An integer in a range.
    Int(i64, i64),
    /// One of these strings.
    Words(&'static [&'static str]),
    Text,
    Object(&'static [ConfigField]),
    /// A list of objects.
    List(&'static [ConfigField]),
}

/// Whether a field is required when its object exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requiredness {
    Required,
    Optional,
}

/// The basis for the claim that Services support a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupportBasis {
    /// Documented for Services.
    Documented,
    /// Documented for Ingress only.
    Ingress,
}

/// The suffix, after the name of a Service, of the object that the controller maintains for it.
pub const AUTO_SUFFIX: &str = "-auto-service-config";

/// Suffixes of names that the controller reserves.
pub const RESERVED_SUFFIXES: [&str; 2] = [AUTO_SUFFIX, "-auto-ingress-config"];

macro_rules! fields {
    ($($support:ident $need:ident $name:literal: $kind:expr, $default:literal, $en:literal, $zh:literal;)*) => {
        &[$(ConfigField { name: $name, kind: $kind, need: Requiredness::$need, default: $default, support: SupportBasis::$support, en: $en, zh: $zh }),*]
    };
}

const SWITCH: FieldType = FieldType::Int(0, 1);

const SESSION: &[ConfigField] = fields! {
    Documented Required "enable": FieldType::Bool, "", "keep a client on one backend", "会话保持开关";
    Documented Optional "sessionExpireTime": FieldType::Int(30, 3600), "30", "seconds that a client stays on its backend", "会话保持时间（秒）";
};

pub(super) const HEALTH_CHECK: &[ConfigField] = fields! {
    Documented Required "enable": FieldType::Bool, "", "probe the backends", "健康检查开关";
    Documented Optional "intervalTime": FieldType::Int(5, 300), "5", "seconds between probes", "检查间隔（秒）";
    Documented Optional "healthNum": FieldType::Int(2, 10), "3", "successful probes until a backend counts as healthy", "健康阈值（次）";
    Documented Optional "unHealthNum": FieldType::Int(2, 10), "3", "failed probes until a backend counts as unhealthy", "不健康阈值（次）";
    Documented Optional "timeout": FieldType::Int(2, 60), "2", "seconds until a probe fails; must be below the interval", "响应超时（秒），须小于检查间隔";
    Ingress Optional "checkType": FieldType::Words(&["TCP", "HTTP", "HTTPS", "GRPC", "PING", "CUSTOM"]), "", "protocol of the probe", "检查协议";
    Ingress Optional "checkPort": FieldType::Int(1, 65535), "", "port to probe", "检查端口";
    Ingress Optional "sourceIpType": SWITCH, "", "0: probes come from the VIP; 1: from 100.64.0.0/10", "检查源 IP：0 为 VIP，1 为 100.64.0.0/10 网段";
    Ingress Optional "contextType": FieldType::Words(&["HEX", "TEXT"]), "", "format of a custom probe", "自定义探测内容的格式";
    Ingress Optional "sendContext": FieldType::Text, "", "what a custom probe sends", "自定义探测的请求内容";
    Ingress Optional "recvContext": FieldType::Text, "", "what a custom probe expects", "自定义探测的返回内容";
    Ingress Optional "httpVersion": FieldType::Text, "", "HTTP version of a probe", "探测使用的 HTTP 版本";
};

pub(super) const HTTP_HEALTH_CHECK: &[ConfigField] = fields! {
    Ingress Required "enable": FieldType::Bool, "", "probe the backends", "健康检查开关";
    Ingress Optional "intervalTime": FieldType::Int(5, 300), "5", "seconds between probes", "检查间隔（秒）";
    Ingress Optional "healthNum": FieldType::Int(2, 10), "3", "successful probes until a backend counts as healthy", "健康阈值（次）";
    Ingress Optional "unHealthNum": FieldType::Int(2, 10), "3", "failed probes until a backend counts as unhealthy", "不健康阈值（次）";
    Ingress Optional "timeout": FieldType::Int(2, 60), "2", "seconds until a probe fails; must be below the interval", "响应超时（秒），须小于检查间隔";
    Ingress Optional "httpCheckPath": FieldType::Text, "", "path to probe", "检查路径";
    Ingress Optional "httpCheckDomain": FieldType::Text, "", "domain to probe; required for wildcard domains", "检查域名；泛域名必须填写具体域名";
    Ingress Optional "httpCheckMethod": FieldType::Words(&["GET", "HEAD"]), "", "method of a probe", "检查方法";
    Ingress Optional "httpCode": FieldType::Int(1, 31), "", "status classes that count as healthy, as bits: 1xx 1, 2xx 2, 3xx 4, 4xx 8, 5xx 16", "视为健康的状态码（位掩码）：1xx 为 1，2xx 为 2，3xx 为 4，4xx 为 8，5xx 为 16";
    Ingress Optional "sourceIpType": SWITCH, "", "0: probes come from the VIP; 1: from 100.64.0.0/10", "检查源 IP：0 为 VIP，1 为 100.64.0.0/10 网段";
    Ingress Optional "checkType": FieldType::Text, "", "protocol of the probe", "检查协议";
    Ingress Optional "checkPort": FieldType::Int(1, 65535), "", "port to probe", "检查端口";
};

const RULE: &[ConfigField] = fields! {
    Ingress Optional "url": FieldType::Text, "/", "path", "路径";
    Ingress Optional "forwardType": FieldType::Words(&["HTTP", "HTTPS", "GRPC"]), "", "protocol of the backends", "后端协议";
    Ingress Optional "session": FieldType::Object(SESSION), "", "session persistence", "会话保持";
    Ingress Optional "healthCheck": FieldType::Object(HTTP_HEALTH_CHECK), "", "health check", "健康检查";
    Ingress Optional "scheduler": FieldType::Words(&["WRR", "LEAST_CONN", "IP_HASH"]), "", "scheduling algorithm", "调度算法";
};

const DOMAIN: &[ConfigField] = fields! {
    Ingress Optional "domain": FieldType::Text, "", "domain; empty: the VIP", "域名；为空表示 VIP";
    Ingress Optional "http2": FieldType::Bool, "", "enable HTTP/2", "是否开启 HTTP/2";
    Ingress Optional "rules": FieldType::List(RULE), "", "settings by path", "按路径的配置";
};

pub(super) const LAYER7: &[ConfigField] = fields! {
    Ingress Required "protocol": FieldType::Words(&["HTTP", "HTTPS"]), "", "protocol of the listener", "监听器协议";
    Ingress Required "port": FieldType::Int(1, 65535), "", "port of the listener", "监听器端口";
    Ingress Optional "keepaliveEnable": SWITCH, "", "keep connections to the backends open", "是否开启后端长连接";
    Ingress Optional "defaultServer": FieldType::Text, "", "domain for requests that match no other domain", "默认域名";
    Ingress Optional "snatEnable": FieldType::Bool, "", "replace the client's address (SNAT)", "是否开启 SNAT";
    Ingress Optional "listenerName": FieldType::Text, "", "name of the listener", "监听器名称";
    Ingress Optional "domains": FieldType::List(DOMAIN), "", "settings by domain", "按域名的配置";
};

pub(super) const LAYER4: &[ConfigField] = fields! {
    Documented Required "protocol": FieldType::Words(&["TCP", "UDP"]), "", "protocol of the listener", "监听器协议";
    Documented Required "port": FieldType::Int(1, 65535), "", "port of the listener", "监听器端口";
    Documented Optional "session": FieldType::Object(SESSION), "", "session persistence", "会话保持";
    Documented Optional "healthCheck": FieldType::Object(HEALTH_CHECK), "", "health check", "健康检查";
    Documented Optional "scheduler": FieldType::Words(&["WRR", "LEAST_CONN"]), "", "scheduling algorithm", "调度算法";
    Ingress Optional "listenerName": FieldType::Text, "", "name of the listener", "监听器名称";
};

pub(super) const LOAD_BALANCER: &[ConfigField] = fields! {
    Documented Optional "internetMaxBandwidthOut": FieldType::Int(0, MAX_BANDWIDTH), "", "outbound bandwidth of a public load balancer, in Mbps", "公网负载均衡的出带宽上限（Mbps）";
    Documented Optional "l4Listeners": FieldType::List(LAYER4), "", "layer 4 listeners", "四层监听器";
    Documented Optional "l7Listeners": FieldType::List(LAYER7), "", "layer 7 listeners", "七层监听器";
};

/// The fields of `spec`.
pub static SPEC: &[ConfigField] = fields! {
    Documented Optional "loadBalancer": FieldType::Object(LOAD_BALANCER), "", "the load balancer and its listeners", "负载均衡及其监听器";
};
