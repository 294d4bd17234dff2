package main

import (
	"encoding/json"
	"math/rand"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// wild: fields of every level and of none, spelt in every way, with values of every shape.
var wildKeys = []string{"apiVersion", "kind", "metadata", "spec", "status", "name", "generateName", "namespace", "labels", "annotations", "finalizers", "ownerReferences", "managedFields", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink",
	"type", "ports", "selector", "clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "externalIPs", "sessionAffinity", "sessionAffinityConfig", "clientIP", "timeoutSeconds", "loadBalancerIP", "loadBalancerSourceRanges", "loadBalancerClass", "allocateLoadBalancerNodePorts", "externalName", "externalTrafficPolicy", "internalTrafficPolicy", "healthCheckNodePort", "publishNotReadyAddresses", "trafficDistribution",
	"port", "protocol", "targetPort", "nodePort", "appProtocol", "loadBalancer", "ingress", "ip", "ipMode", "hostname", "conditions", "status", "reason", "message", "lastTransitionTime", "observedGeneration", "controller", "blockOwnerDeletion", "manager", "operation", "time", "fieldsType", "fieldsV1", "subresource", "error",
	"", "foo", "a b", "é", "😀", "a\"b", "a\\b", "a.b", "a[0]", "a/b", "\u0000", "\u007f", "\u2028", "\u00a0", "tab\t", "line\n", "中文", "\ufeff", "K\u212A", "ſpec"}

var wildNumbers = []string{"0", "-0", "0.0", "1", "1.0", "1e0", "1E2", "8e1", "80.0", "80.5", "-1", "65535", "65536", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "123456789012345678901234567890", "1e400", "-1e400", "1e-400", "0.1e1", "30080", "30000", "86400", "86401"}
var wildTexts = []string{"", " ", "0", "80", "+80", "-80", "080", "0x50", "1e2", "true", "null", "None", "none", "TCP", "tcp", "UDP", "SCTP", "ClientIP", "Local", "Cluster", "ClusterIP", "NodePort", "LoadBalancer", "ExternalName", "IPv4", "IPv6", "SingleStack", "PreferDualStack", "RequireDualStack", "PreferClose", "VIP", "Proxy", "web", "a.b", "A", "é", "😀", "a\u0000b", "\u2028", "a\tb", "a\nb", "中文", "http", "https", "kubernetes.io/h2c", "a/b", "a--b", "-", ".", "..", "a.", "/",
	"10.0.2.2", "10.0.0.0/8", "fd00:1::8", "fd00:1::0008", "FD00:1::8", "::ffff:1.2.3.4", "::ffff:0:0", "::1.2.3.4", "1.2.3.4", "1.2.3.04", "1.2.3.4 ", "1.2.3", "1.2.3.4.5", "1..2.3", "0x1.2.3.4", "[::1]", "::", ":::", "1::2::3", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::", "fe80::1%1", "2001:db8::g", "12345::", "0:0:0:0:0:ffff:102:304", "64:ff9b::1.2.3.4", "ff02::fb", "ff01::1", "fe80::", "febf::1", "fec0::1", "169.254.0.0", "224.0.0.255", "224.0.1.0", "127.255.255.255", "0.0.0.1", "255.255.255.255", "2001:db8::/32", "2001:db8::1/32", "::/128", "::ffff:1.2.3.4/120", "1.2.3.4/32", "1.2.3.4/0", "1.2.3.4/+8", "1.2.3.4/ 8", "1.2.3.4/33", "::/129", "::1/64/64", "01.2.3.4/8", "1.2.3.0/024",
	"2024-01-01T00:00:00Z", "2024-01-01T00:00:00.5Z", "2024-01-01t00:00:00z", "2024-01-01T00:00:00+08:00", "2024-1-1T0:0:0Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "10000-01-01T00:00:00Z", "2024-01-01T24:00:00Z", "2023-02-29T00:00:00Z", "2024-01-01T00:00:00,5Z", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00-00:00", "2024-01-01T00:00:00+0800", "2024-01-01T00:00Z", "2024-00-01T00:00:00Z", "2024-01-00T00:00:00Z", "2024-01-32T00:00:00Z", "2024-04-31T00:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:61Z", " 2024-01-01T00:00:00Z", "-2024-01-01T00:00:00Z",
	"example.com", "example.com.", "example.com..", "Example.com", "_a.b", "a_b.c", "xn--80ak6aa92e.com", "a.-b", "a.b-", "orphan", "foregroundDeletion", "kubernetes", "example.com/f", "Apply", "Update", "FieldsV1", "v1", "apps/v1", "a/b/c"}

type raw = json.RawMessage

func wildValue(rng *rand.Rand, depth int) any {
	switch rng.Intn(12) {
	case 0:
		return nil
	case 1:
		return rng.Intn(2) == 0
	case 2, 3, 4:
		return raw(wildNumbers[rng.Intn(len(wildNumbers))])
	case 5, 6, 7, 8:
		return wildTexts[rng.Intn(len(wildTexts))]
	case 9:
		list := []any{}
		for n := rng.Intn(4); n > 0 && depth > 0; n-- {
			list = append(list, wildValue(rng, depth-1))
		}
		return list
	case 10:
		object := map[string]any{}
		for n := rng.Intn(4); n > 0 && depth > 0; n-- {
			object[wildKeys[rng.Intn(len(wildKeys))]] = wildValue(rng, depth-1)
		}
		return object
	default:
		k := knobs[rng.Intn(len(knobs))]
		return copyOf(k.values[rng.Intn(len(k.values))])
	}
}

// copyOf shares nothing with the lists of values, which must stay as they are.
func copyOf(value any) any {
	switch value := value.(type) {
	case []any:
		out := []any{}
		for _, item := range value {
			out = append(out, copyOf(item))
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for key, item := range value {
			out[key] = copyOf(item)
		}
		return out
	}
	return value
}

func caseOf(rng *rand.Rand, key string) string {
	switch rng.Intn(5) {
	case 0:
		return strings.ToLower(key)
	case 1:
		return strings.ToUpper(key)
	case 2:
		return strings.Title(key)
	case 3:
		return key + "s"
	}
	if len(key) > 1 {
		i := rng.Intn(len(key) - 1)
		b := []byte(key)
		b[i], b[i+1] = b[i+1], b[i]
		return strings.ToValidUTF8(string(b), "?")
	}
	return key + key
}

// spots: every map and list of a tree.
func spots(at any, out *[]any) {
	switch node := at.(type) {
	case map[string]any:
		*out = append(*out, node)
		keys := []string{}
		for k := range node {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			spots(node[k], out)
		}
	case []any:
		*out = append(*out, node)
		for _, v := range node {
			spots(v, out)
		}
	}
}

var copies int

func wild(rng *rand.Rand, object map[string]any) {
	var all []any
	spots(object, &all)
	switch node := all[rng.Intn(len(all))].(type) {
	case map[string]any:
		keys := []string{}
		for k := range node {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		some := ""
		if len(keys) > 0 {
			some = keys[rng.Intn(len(keys))]
		}
		switch rng.Intn(8) {
		case 0:
			delete(node, some)
		case 1, 2:
			node[some] = wildValue(rng, 2)
		case 3:
			node[caseOf(rng, some)] = copyOf(node[some])
			if rng.Intn(2) == 0 {
				delete(node, some)
			}
		case 4:
			copies++
			value := copyOf(node[some])
			if rng.Intn(2) == 0 {
				value = wildValue(rng, 2)
			}
			node[some+"§"+strconv.Itoa(copies)+"§"] = value
		case 5:
			node[wildKeys[rng.Intn(len(wildKeys))]] = wildValue(rng, 2)
		case 6:
			if to, ok := object["spec"].(map[string]any); ok {
				to[wildKeys[rng.Intn(len(wildKeys))]] = wildValue(rng, 2)
			}
		case 7:
			if to, ok := object["metadata"].(map[string]any); ok && rng.Intn(2) == 0 {
				to[wildKeys[rng.Intn(len(wildKeys))]] = wildValue(rng, 2)
			}
		}
	case []any:
		if len(node) > 0 {
			node[rng.Intn(len(node))] = wildValue(rng, 2)
		}
	}
}

var marker = regexp.MustCompile(`§[0-9]+§`)

func wildText(object map[string]any) string {
	text, err := json.Marshal(object)
	must(err)
	return marker.ReplaceAllString(string(text), "")
}

var dualManifests = []string{
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d1"},"spec":{"type":"ClusterIP","ipFamilyPolicy":"PreferDualStack","ports":[{"port":80}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d2"},"spec":{"type":"LoadBalancer","ipFamilyPolicy":"RequireDualStack","ipFamilies":["IPv6","IPv4"],"ports":[{"port":80,"nodePort":31000}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d3"},"spec":{"type":"ClusterIP","ipFamilyPolicy":"SingleStack","ipFamilies":["IPv6"],"ports":[{"port":80}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d4"},"spec":{"clusterIP":"None","ipFamilyPolicy":"RequireDualStack","selector":{"a":"b"},"ports":[{"port":80}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d5"},"spec":{"type":"NodePort","clusterIP":"10.0.1.1","clusterIPs":["10.0.1.1","fd00:1::7"],"ipFamilyPolicy":"PreferDualStack","externalTrafficPolicy":"Local","ports":[{"name":"a","port":80},{"name":"b","port":80,"protocol":"UDP"}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d6"},"spec":{"type":"ExternalName","externalName":"x.y"}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d7"},"spec":{"type":"LoadBalancer","externalTrafficPolicy":"Local","loadBalancerClass":"a/b","healthCheckNodePort":30500,"ports":[{"port":80}]}}`,
}
var dualKnobs = []knob{
	{"spec.type", []any{"ClusterIP", "NodePort", "LoadBalancer", "ExternalName"}},
	{"spec.externalName", []any{"x.y"}},
	{"spec.clusterIP", []any{"", "None", "10.0.1.1", "fd00:1::7", "10.0.9.9"}},
	{"spec.clusterIPs", []any{nil, list(), list("None"), list("10.0.1.1"), list("fd00:1::7"), list("10.0.1.1", "fd00:1::7"), list("fd00:1::7", "10.0.1.1"), list("10.0.1.1", "fd00:1::9"), list("10.0.9.9", "fd00:1::7")}},
	{"spec.ipFamilies", []any{nil, list(), list("IPv4"), list("IPv6"), list("IPv4", "IPv6"), list("IPv6", "IPv4")}},
	{"spec.ipFamilyPolicy", []any{nil, "SingleStack", "PreferDualStack", "RequireDualStack"}},
	{"spec.selector", []any{nil, map[string]any{"a": "b"}}},
	{"spec.externalTrafficPolicy", []any{nil, "Local", "Cluster"}},
	{"spec.healthCheckNodePort", []any{0, 30500, 30501}},
	{"spec.allocateLoadBalancerNodePorts", []any{nil, true, false}},
	{"spec.loadBalancerClass", []any{nil, "a/b", "c/d"}},
	{"spec.ports.0.nodePort", []any{0, 30100, 30101}},
}

// mutateAny picks one of the three ways.
func mutateAny(rng *rand.Rand, object map[string]any) {
	if !wildMode {
		mutate(rng, object)
		return
	}
	switch rng.Intn(4) {
	case 0:
		mutate(rng, object)
	case 1:
		k := dualKnobs[rng.Intn(len(dualKnobs))]
		set(object, strings.Split(k.path, "."), copyOf(k.values[rng.Intn(len(k.values))]), rng.Intn(4) == 0)
	default:
		wild(rng, object)
	}
}

// mutateMild: no wild ones.
func mutateMild(rng *rand.Rand, object map[string]any) {
	if wildMode && rng.Intn(3) > 0 {
		k := dualKnobs[rng.Intn(len(dualKnobs))]
		set(object, strings.Split(k.path, "."), copyOf(k.values[rng.Intn(len(k.values))]), rng.Intn(4) == 0)
		return
	}
	if wildMode && rng.Intn(3) == 0 {
		wild(rng, object)
		return
	}
	mutate(rng, object)
}

var wildMode bool
