# The rules of `cargo xtask bench other-tools` for OPA: what a team would write for itself about the most common annotations. They
# report the object, not the line.
package clb

services contains input if input.kind == "Service"

services contains item if {
	input.kind == "List"
	some item in input.items
	item.kind == "Service"
}

known := {
	"service.cloud.tencent.com/direct-access",
	"service.kubernetes.io/service.extensiveParameters",
	"service.kubernetes.io/qcloud-loadbalancer-internal-subnetid",
	"service.kubernetes.io/tke-existed-lbid",
}

deny contains sprintf("%s: unknown annotation %s", [service.metadata.name, name]) if {
	some service in services
	some name, _ in service.metadata.annotations
	startswith(name, "service.cloud.tencent.com/")
	not name in known
}

deny contains sprintf("%s: direct-access is not true or false", [service.metadata.name]) if {
	some service in services
	value := service.metadata.annotations["service.cloud.tencent.com/direct-access"]
	not value in {"true", "false"}
}

deny contains sprintf("%s: not JSON", [service.metadata.name]) if {
	some service in services
	value := service.metadata.annotations["service.kubernetes.io/service.extensiveParameters"]
	not json.is_valid(value)
}

deny contains sprintf("%s: not a subnet", [service.metadata.name]) if {
	some service in services
	value := service.metadata.annotations["service.kubernetes.io/qcloud-loadbalancer-internal-subnetid"]
	not regex.match(`^subnet-[a-z0-9]{8}$`, value)
}

deny contains sprintf("%s: buys one load balancer and uses another", [service.metadata.name]) if {
	some service in services
	service.metadata.annotations["service.kubernetes.io/qcloud-loadbalancer-internal-subnetid"]
	service.metadata.annotations["service.kubernetes.io/tke-existed-lbid"]
}

deny contains sprintf("%s: port %d/%s twice", [service.metadata.name, port.port, port.protocol]) if {
	some service in services
	some index, port in service.spec.ports
	some other, again in service.spec.ports
	index < other
	port.port == again.port
	port.protocol == again.protocol
}
