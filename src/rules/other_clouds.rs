//! Annotations of other clouds, and whether an annotation that TKE does not read asks for an internal load balancer.

use crate::tke::service_settings::WrittenAnnotation;

/// Beginnings of names of other clouds, and whose they are.
const OTHER_CLOUDS: [(&str, &str); 26] = [
    ("service.beta.kubernetes.io/aws-", "AWS"),
    ("service.beta.kubernetes.io/azure-", "Azure"),
    ("service.beta.kubernetes.io/alibaba-cloud-", "Alibaba Cloud"),
    ("service.beta.kubernetes.io/alicloud-", "Alibaba Cloud"),
    ("service.beta.kubernetes.io/volcengine-", "Volcengine"),
    ("service.beta.kubernetes.io/do-", "DigitalOcean"),
    ("service.beta.kubernetes.io/oci-", "Oracle Cloud"),
    ("oci-network-load-balancer.oraclecloud.com/", "Oracle Cloud"),
    ("service.beta.kubernetes.io/scw-", "Scaleway"),
    ("service.beta.kubernetes.io/linode-", "Linode"),
    ("service.beta.kubernetes.io/cce-", "Baidu AI Cloud"),
    ("service.beta.kubernetes.io/qingcloud-", "QingCloud"),
    ("service.beta.kubernetes.io/openstack-", "OpenStack"),
    ("service.beta.kubernetes.io/ucloud-", "UCloud"),
    ("service.beta.kubernetes.io/ksc-", "Kingsoft Cloud"),
    ("service.beta.kubernetes.io/vultr-", "Vultr"),
    ("service.kubernetes.io/ibm-", "IBM Cloud"),
    ("kubernetes.io/elb.", "Huawei Cloud"),
    ("yandex.cloud/", "Yandex Cloud"),
    ("cloud.google.com/", "Google Cloud"),
    ("networking.gke.io/", "Google Cloud"),
    ("load-balancer.hetzner.cloud/", "Hetzner"),
    ("loadbalancer.openstack.org/", "OpenStack"),
    ("metallb.universe.tf/", "MetalLB"),
    ("metallb.io/", "MetalLB"),
    ("kube-vip.io/", "kube-vip"),
];

/// The prefix that cloud vendors share; names of Kubernetes itself have it, too.
const OF_VENDORS: &str = "service.beta.kubernetes.io/";

/// Values by which an annotation asks for an internal load balancer, whatever its name.
const INTERNAL_VALUES: [&str; 4] = ["internal", "intranet", "inner", "private"];

/// The other cloud that an annotation belongs to.
pub(super) fn other_cloud(name: &str) -> Option<&'static str> {
    OTHER_CLOUDS.iter().find(|(prefix, _)| name.starts_with(prefix)).map(|(_, cloud)| *cloud)
}

/// True for a name that some cloud's controller reads, TKE's former one included.
pub(super) fn is_of_a_vendor(name: &str) -> bool {
    name.starts_with(OF_VENDORS) || other_cloud(name).is_some()
}

/// Whether name and value ask for an internal load balancer.
pub(super) fn asks_for_internal(entry: &WrittenAnnotation) -> bool {
    let local = entry.name.rsplit_once('/').map_or(entry.name.as_str(), |(_, local)| local).to_ascii_lowercase();
    let value = entry.raw.as_deref().unwrap_or("").trim().to_ascii_lowercase();
    let is_off = matches!(value.as_str(), "" | "false" | "no" | "off" | "0");
    // QingCloud's private network, Hetzner's switch, and Huawei's JSON have words of their own.
    let ends = ["-private", "-private-network", "-vxnet-id", "-public-network-disabled", "disable-public-network"];
    let named = local.contains("internal") || ends.iter().any(|end| local.ends_with(end));
    let not_public = ["internet", "public", "external"].iter().any(|end| local.ends_with(end)) && value == "false";
    let valued = INTERNAL_VALUES.contains(&value.as_str()) || value.contains(r#""inner""#);
    (named && !is_off) || not_public || valued
}
