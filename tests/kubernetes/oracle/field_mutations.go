package main

import (
	"encoding/json"
	"math/rand"
	"strings"
)

var manifests = []string{
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"type":"LoadBalancer","selector":{"app":"web"},"ports":[{"port":80,"targetPort":8080}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","labels":{"app":"web"},"annotations":{"service.cloud.tencent.com/direct-access":"true"}},"spec":{"type":"LoadBalancer","selector":{"app":"web"},"externalTrafficPolicy":"Local","ports":[{"name":"http","port":80,"targetPort":"http"},{"name":"https","port":443,"targetPort":8443}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"np"},"spec":{"type":"NodePort","selector":{"app":"web"},"ports":[{"name":"a","port":80,"nodePort":30080},{"name":"b","port":81,"nodePort":30081,"protocol":"UDP"}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"dns"},"spec":{"type":"LoadBalancer","selector":{"app":"dns"},"ports":[{"name":"tcp","port":53,"protocol":"TCP"},{"name":"udp","port":53,"protocol":"UDP"}],"loadBalancerClass":"example.com/lb","allocateLoadBalancerNodePorts":false,"loadBalancerSourceRanges":["10.0.0.0/8"]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"cip"},"spec":{"selector":{"app":"web"},"ports":[{"port":80}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"headless"},"spec":{"clusterIP":"None","selector":{"app":"web"},"ports":[{"port":80}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"headless-two"},"spec":{"clusterIP":"None"}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"ext"},"spec":{"type":"ExternalName","externalName":"example.com"}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"dual"},"spec":{"type":"ClusterIP","ipFamilyPolicy":"PreferDualStack","selector":{"app":"web"},"ports":[{"port":80}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"dual-lb"},"spec":{"type":"LoadBalancer","ipFamilyPolicy":"RequireDualStack","ipFamilies":["IPv4","IPv6"],"clusterIP":"10.0.1.1","clusterIPs":["10.0.1.1","fd00:1::7"],"ports":[{"port":80,"nodePort":31000}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"generateName":"gen-"},"spec":{"sessionAffinity":"ClientIP","sessionAffinityConfig":{"clientIP":{"timeoutSeconds":100}},"externalIPs":["1.2.3.4"],"ports":[{"port":80,"appProtocol":"http"}]}}`,
}

func bases(rng *rand.Rand) map[string]any {
	if combinationMode {
		return combinedObject(rng)
	}
	var out map[string]any
	from := manifests
	if arbitraryMode && rng.Intn(2) == 0 {
		from = dualStackManifests
	}
	must(json.Unmarshal([]byte(from[rng.Intn(len(from))]), &out))
	return out
}

func long(n int) string { return strings.Repeat("a", n) }

var ipValues = []any{"", "None", "none", "10.0.2.2", "10.0.3.3", "fd00:1::8", "010.0.2.2", "::ffff:10.0.2.2", "1.2.3", "10.0.0.1/8", "fe80::1%eth0", " 10.0.2.2", "256.1.1.1", "127.0.0.1", "::1", "0.0.0.0", "::", "169.254.1.1", "fe80::1", "224.0.0.1", "ff02::1", "239.1.1.1", "255.255.255.255", "::ffff:127.0.0.1", "1.2.3.4", "2001:DB8::1", "00001::2", nil, 5, true}
var cidrValues = []any{"", "10.0.0.0/8", " 10.0.0.0/8 ", "10.0.0.1/8", "10.0.0.0/08", "010.0.0.0/8", "10.0.0.0", "10.0.0.0/33", "::/0", "0.0.0.0/0", "2001:db8::/64", "2001:db8::1/64", "::ffff:10.0.0.0/104", "x", "10.0.0.0/8,11.0.0.0/8", "10.0.0.0/-1", "10.0.0.0/8 /8", nil, 8}
var nameValues = []any{"", "a", "A", "1abc", "abc-", "-abc", "a.b", "a_b", "a b", long(63), long(64), "web", "é", "a--b", nil, 7, true, []any{}, map[string]any{}}
var qualified = []any{"", "a", "a/b", "/b", "a/", "a/b/c", "A/b", "a.B/c", "a b", "_a", "a_", "a.b-c_d", long(63), long(64), long(254) + "/x", "example.com/" + long(64), "é", "a..b/c", "1", nil, 3}
var intValues = []any{0, 1, -1, 80, 443, 53, 8080, 65535, 65536, 2147483647, 2147483648, -2147483648, 80.5, "80", "", true, nil, []any{}, map[string]any{}, 30080, 30081, 31000}
var nodePortValues = []any{0, 30080, 30081, 30000, 32767, 32768, 29999, -1, 70000, 30100, 30100, 30100, "30080", nil}
var policyValues = []any{"Cluster", "Local", "cluster", "", nil, 1}

type mutableField struct {
	path   string
	values []any
}

func list(values ...any) any { return values }

var mutableFields = []mutableField{
	{"metadata.name", nameValues}, {"metadata.generateName", []any{"a-", "we_-", "a.-", "-", "--", "A-", "a/b-", "x%", long(64), "1-", "abc"}},
	{"metadata.namespace", []any{"default", "kube-system", "a.b", "A", long(64), "x y"}},
	{"metadata.generation", []any{0, -1, 5, "1", 1.5}},
	{"metadata.labels", []any{map[string]any{"app": "a b"}, map[string]any{"a b": "c"}, map[string]any{"/x": "y", "a/b/c": "_"}, map[string]any{"": ""}, map[string]any{"a": long(64)}, map[string]any{"a": nil}, map[string]any{"a": 1}, list(), "x", nil, map[string]any{"A.b/c": "Z_9"}}},
	{"metadata.annotations", []any{map[string]any{"A b": "c"}, map[string]any{"UPPER/Name": "x"}, map[string]any{"a/b/c": ""}, map[string]any{"x": long(262143)}, map[string]any{"x": long(262144)}, map[string]any{"": "x"}, map[string]any{"a": true},
		map[string]any{"service.kubernetes.io/topology-aware-hints": "Auto", "service.kubernetes.io/topology-mode": "auto"}, map[string]any{"service.kubernetes.io/topology-aware-hints": "Auto", "service.kubernetes.io/topology-mode": "Auto"},
		map[string]any{"service.beta.kubernetes.io/load-balancer-source-ranges": "10.0.0.0/8, 11.0.0.0/8"}, map[string]any{"service.beta.kubernetes.io/load-balancer-source-ranges": "10.0.0.0/8,"}, map[string]any{"service.beta.kubernetes.io/load-balancer-source-ranges": ""}, map[string]any{"service.beta.kubernetes.io/load-balancer-source-ranges": "10.0.0.1/8,x"}}},
	{"metadata.finalizers", []any{list("a"), list("a/b"), list("orphan", "foregroundDeletion"), list("kubernetes"), list(""), list("a/b/c"), list("x y"), list("example.com/one", "example.com/one"), list(nil), "x", list(1)}},
	{"metadata.ownerReferences", []any{list(map[string]any{}), list(map[string]any{"apiVersion": "v1", "kind": "Pod", "name": "a", "uid": "u"}), list(map[string]any{"apiVersion": "v1", "kind": "Pod", "name": "a", "uid": "u"}, map[string]any{"apiVersion": "v1", "kind": "Pod", "name": "a", "uid": "u"}), list(map[string]any{"apiVersion": "v1", "kind": "Event", "name": "a", "uid": "u"}), list(map[string]any{"apiVersion": "a/b/c", "kind": "X", "name": "a", "uid": "u"}), list(map[string]any{"apiVersion": "apps/", "kind": "X", "name": "a", "uid": "u"}),
		list(map[string]any{"apiVersion": "v1", "kind": "Pod", "name": "a", "uid": "u", "controller": true}, map[string]any{"apiVersion": "v1", "kind": "Pod", "name": "b", "uid": "v", "controller": true}, map[string]any{"apiVersion": "v1", "kind": "Pod", "name": "c", "uid": "w", "controller": true}),
		list(map[string]any{"apiVersion": "v1", "kind": "Pod", "name": "a", "uid": "u", "controller": true}, map[string]any{"apiVersion": "v1", "kind": "Pod", "name": "a", "uid": "u", "controller": true}), list(map[string]any{"foo": 1, "controller": "x"})}},
	{"metadata.creationTimestamp", []any{nil, "2024-01-01T00:00:00Z", "yesterday", "2024-13-01T00:00:00Z", "2024-02-30T00:00:00Z", 5, true, "2024-01-01", "", map[string]any{}, "2024-01-01T25:00:00Z", "2024-01-01T00:00:00+25:00", "2024-01-01T00:00:00Zx", "2024-01-01 00:00:00Z", "2024-01-01T00:00:60Z"}},
	{"metadata.deletionTimestamp", []any{nil, "2024-01-01T00:00:00Z"}}, {"metadata.deletionGracePeriodSeconds", []any{0, 30, "x"}},
	{"metadata.uid", []any{5, ""}}, {"metadata.managedFields", []any{list(map[string]any{}), list(map[string]any{"manager": "x", "operation": "Update", "fieldsType": "FieldsV1", "fieldsV1": map[string]any{"f:spec": map[string]any{}}, "time": "2024-01-01T00:00:00Z"}), list(map[string]any{"operation": "Foo", "fieldsType": "V2", "manager": long(129), "subresource": long(257)}), list(map[string]any{"operation": "Apply", "manager": "a\u0007b"})}},
	{"metadata.clusterName", []any{"x"}}, {"metadata.foo", []any{1}},
	{"spec.type", []any{"ClusterIP", "NodePort", "LoadBalancer", "ExternalName", "loadbalancer", "", nil, 1, "Foo", true}},
	{"spec.ports", []any{list(), nil, list(nil), "80", list(80), map[string]any{},
		list(map[string]any{"port": 80}, map[string]any{"port": 80}), list(map[string]any{"name": "a", "port": 80}, map[string]any{"name": "b", "port": 80}), list(map[string]any{"name": "a", "port": 80, "nodePort": 30080}, map[string]any{"name": "b", "port": 80}),
		list(map[string]any{"name": "a", "port": 80, "nodePort": 30080}, map[string]any{"name": "b", "port": 81, "nodePort": 30080}), list(map[string]any{"name": "a", "port": 80, "nodePort": 30080}, map[string]any{"name": "b", "port": 81, "nodePort": 30080, "protocol": "UDP"}),
		list(map[string]any{"name": "a", "port": 80, "nodePort": 30080}, map[string]any{"name": "b", "port": 80, "nodePort": 30080, "protocol": "UDP"}), list(map[string]any{"name": "a", "port": 80, "nodePort": 30080}, map[string]any{"name": "b", "port": 80, "nodePort": 30081, "protocol": "UDP"}),
		list(map[string]any{"name": "a", "port": 80, "nodePort": 1}, map[string]any{"name": "b", "port": 81, "nodePort": 2}), list(map[string]any{"name": "a", "port": 80}, map[string]any{"name": "a", "port": 81}), list(map[string]any{"port": 80}, map[string]any{"port": 81}), list(map[string]any{"name": "b", "port": 81}, map[string]any{"name": "a", "port": 80}),
		list(map[string]any{"name": "a", "port": 80}, map[string]any{"name": "b", "port": 80, "nodePort": 30090, "protocol": "UDP"}, map[string]any{"name": "c", "port": 82, "nodePort": 30090})}},
	{"spec.ports.0.name", nameValues}, {"spec.ports.0.port", intValues}, {"spec.ports.1.port", intValues}, {"spec.ports.0.protocol", []any{"TCP", "UDP", "SCTP", "tcp", "HTTP", "", nil, 6}}, {"spec.ports.1.protocol", []any{"TCP", "UDP"}},
	{"spec.ports.0.targetPort", []any{0, 1, 80, 65536, -1, "http", "80", "", "a--b", "-a", "A", long(15), long(16), "é", "1-", nil, true, 80.5, map[string]any{}, list(), 2147483648, "-"}},
	{"spec.ports.0.nodePort", nodePortValues}, {"spec.ports.1.nodePort", nodePortValues}, {"spec.ports.0.appProtocol", qualified}, {"spec.ports.0.foo", []any{1, nil}}, {"spec.ports.0.nodeport", []any{30080}},
	{"spec.selector", []any{map[string]any{"a b": "c"}, map[string]any{"a": "b c"}, map[string]any{}, nil, map[string]any{"a": 1}, list(), map[string]any{"/": "-"}}},
	{"spec.clusterIP", ipValues}, {"spec.clusterIPs", []any{list(), nil, list("10.0.2.2"), list("None"), list("None", "10.0.2.2"), list("10.0.2.2", "None"), list("10.0.2.2", "10.0.3.3"), list("10.0.2.2", "fd00:1::8"), list("fd00:1::8", "10.0.2.2"), list("10.0.2.2", "fd00:1::8", "10.0.3.3"), list(""), list("x"), list(nil), list("10.0.1.1"), "10.0.2.2", list(5)}},
	{"spec.ipFamilies", []any{list(), nil, list("IPv4"), list("IPv6"), list("IPv4", "IPv6"), list("IPv6", "IPv4"), list("IPv4", "IPv4"), list("ipv4"), list("IPv4", "IPv6", "IPv5"), list(""), "IPv4"}},
	{"spec.ipFamilyPolicy", []any{"SingleStack", "PreferDualStack", "RequireDualStack", "singlestack", "", nil, 1}},
	{"spec.externalIPs", []any{list(), nil, "1.2.3.4"}}, {"spec.sessionAffinity", []any{"ClientIP", "None", "clientip", "", nil, 1}},
	{"spec.sessionAffinityConfig", []any{nil, map[string]any{}, map[string]any{"clientIP": nil}, map[string]any{"clientIP": map[string]any{}}, map[string]any{"clientIP": map[string]any{"timeoutSeconds": 0}}, map[string]any{"clientIP": map[string]any{"timeoutSeconds": 86400}}, map[string]any{"clientIP": map[string]any{"timeoutSeconds": 86401}}, map[string]any{"clientIP": map[string]any{"timeoutSeconds": -5, "foo": 1}}, "x"}},
	{"spec.loadBalancerIP", []any{"x", "1.2.3.4", 5}}, {"spec.externalName", []any{"example.com", "example.com.", ".", "", "Example.com", "a..b", long(64) + ".com", long(254), "1.2.3.4", "a_b", "http://x", nil, 1}},
	{"spec.externalTrafficPolicy", policyValues}, {"spec.internalTrafficPolicy", policyValues},
	{"spec.healthCheckNodePort", []any{0, 30500, 1, -1, 65536, 70000, 30080, "x", 1.5}}, {"spec.publishNotReadyAddresses", []any{true, "true", 1}},
	{"spec.allocateLoadBalancerNodePorts", []any{true, false, nil, "no"}}, {"spec.loadBalancerClass", append([]any{"example.com/lb", "other/lb"}, qualified...)},
	{"spec.trafficDistribution", []any{"PreferClose", "PreferSameZone", "PreferSameNode", "preferclose", "", nil, 1}},
	{"spec.topologyKeys", []any{list("*")}}, {"spec.ipFamily", []any{"IPv4"}}, {"spec.Ports", []any{list()}}, {"spec.foo", []any{1}}, {"Spec", []any{map[string]any{}}}, {"foo", []any{1}},
	{"spec", []any{nil, map[string]any{}, list(), "x"}}, {"metadata", []any{map[string]any{}, nil, list(), "x"}}, {"status", []any{nil, map[string]any{"loadBalancer": map[string]any{"ingress": list(map[string]any{"ip": "1.2.3.4"})}}, map[string]any{"foo": 1, "loadBalancer": "x"}, map[string]any{"conditions": list(map[string]any{"type": 1, "lastTransitionTime": "x"})}}},
}

// mutate sets one field to one of its values, or removes it.
func mutate(rng *rand.Rand, object map[string]any) {
	var path string
	var value any
	switch rng.Intn(20) {
	case 0, 1:
		path, value = "spec.externalIPs", list(ipValues[rng.Intn(len(ipValues))], ipValues[rng.Intn(len(ipValues))])
	case 2, 3:
		path, value = "spec.loadBalancerSourceRanges", list(cidrValues[rng.Intn(len(cidrValues))], cidrValues[rng.Intn(len(cidrValues))])
	default:
		k := mutableFields[rng.Intn(len(mutableFields))]
		path, value = k.path, k.values[rng.Intn(len(k.values))]
	}
	set(object, strings.Split(path, "."), copyOf(value), rng.Intn(12) == 0)
}

func set(at any, path []string, value any, remove bool) {
	switch node := at.(type) {
	case map[string]any:
		if len(path) == 1 {
			if remove {
				delete(node, path[0])
			} else {
				node[path[0]] = value
			}
			return
		}
		set(node[path[0]], path[1:], value, remove)
	case []any:
		index := int(path[0][0] - '0')
		if index < len(node) && len(path) > 1 {
			set(node[index], path[1:], value, remove)
		}
	}
}
