package main

import (
	"encoding/json"
	"math/rand"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// Fields of any level, or none, with values of any type.
var arbitraryKeys = []string{"apiVersion", "kind", "metadata", "spec", "status", "name", "generateName", "namespace", "labels", "annotations", "finalizers", "ownerReferences", "managedFields", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink",
	"type", "ports", "selector", "clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "externalIPs", "sessionAffinity", "sessionAffinityConfig", "clientIP", "timeoutSeconds", "loadBalancerIP", "loadBalancerSourceRanges", "loadBalancerClass", "allocateLoadBalancerNodePorts", "externalName", "externalTrafficPolicy", "internalTrafficPolicy", "healthCheckNodePort", "publishNotReadyAddresses", "trafficDistribution",
	"port", "protocol", "targetPort", "nodePort", "appProtocol", "loadBalancer", "ingress", "ip", "ipMode", "hostname", "conditions", "status", "reason", "message", "lastTransitionTime", "observedGeneration", "controller", "blockOwnerDeletion", "manager", "operation", "time", "fieldsType", "fieldsV1", "subresource", "error",
	"", "foo", "a b", "é", "😀", "a\"b", "a\\b", "a.b", "a[0]", "a/b", "\u0000", "\u007f", "\u2028", "\u00a0", "tab\t", "line\n", "中文", "\ufeff", "K\u212A", "ſpec"}

var arbitraryNumbers = []string{"0", "-0", "0.0", "1", "1.0", "1e0", "1E2", "8e1", "80.0", "80.5", "-1", "65535", "65536", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "123456789012345678901234567890", "1e400", "-1e400", "1e-400", "0.1e1", "30080", "30000", "86400", "86401"}
var arbitraryTexts = []string{"", " ", "0", "80", "+80", "-80", "080", "0x50", "1e2", "true", "null", "None", "none", "TCP", "tcp", "UDP", "SCTP", "ClientIP", "Local", "Cluster", "ClusterIP", "NodePort", "LoadBalancer", "ExternalName", "IPv4", "IPv6", "SingleStack", "PreferDualStack", "RequireDualStack", "PreferClose", "VIP", "Proxy", "web", "a.b", "A", "é", "😀", "a\u0000b", "\u2028", "a\tb", "a\nb", "中文", "http", "https", "kubernetes.io/h2c", "a/b", "a--b", "-", ".", "..", "a.", "/",
	"10.0.2.2", "10.0.0.0/8", "fd00:1::8", "fd00:1::0008", "FD00:1::8", "::ffff:1.2.3.4", "::ffff:0:0", "::1.2.3.4", "1.2.3.4", "1.2.3.04", "1.2.3.4 ", "1.2.3", "1.2.3.4.5", "1..2.3", "0x1.2.3.4", "[::1]", "::", ":::", "1::2::3", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::", "fe80::1%1", "2001:db8::g", "12345::", "0:0:0:0:0:ffff:102:304", "64:ff9b::1.2.3.4", "ff02::fb", "ff01::1", "fe80::", "febf::1", "fec0::1", "169.254.0.0", "224.0.0.255", "224.0.1.0", "127.255.255.255", "0.0.0.1", "255.255.255.255", "2001:db8::/32", "2001:db8::1/32", "::/128", "::ffff:1.2.3.4/120", "1.2.3.4/32", "1.2.3.4/0", "1.2.3.4/+8", "1.2.3.4/ 8", "1.2.3.4/33", "::/129", "::1/64/64", "01.2.3.4/8", "1.2.3.0/024",
	"2024-01-01T00:00:00Z", "2024-01-01T00:00:00.5Z", "2024-01-01t00:00:00z", "2024-01-01T00:00:00+08:00", "2024-1-1T0:0:0Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "10000-01-01T00:00:00Z", "2024-01-01T24:00:00Z", "2023-02-29T00:00:00Z", "2024-01-01T00:00:00,5Z", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00-00:00", "2024-01-01T00:00:00+0800", "2024-01-01T00:00Z", "2024-00-01T00:00:00Z", "2024-01-00T00:00:00Z", "2024-01-32T00:00:00Z", "2024-04-31T00:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:61Z", " 2024-01-01T00:00:00Z", "-2024-01-01T00:00:00Z",
	"example.com", "example.com.", "example.com..", "Example.com", "_a.b", "a_b.c", "xn--80ak6aa92e.com", "a.-b", "a.b-", "orphan", "foregroundDeletion", "kubernetes", "example.com/f", "Apply", "Update", "FieldsV1", "v1", "apps/v1", "a/b/c"}

type raw = json.RawMessage

func arbitraryValue(rng *rand.Rand, depth int) any {
	switch rng.Intn(12) {
	case 0:
		return nil
	case 1:
		return rng.Intn(2) == 0
	case 2, 3, 4:
		return raw(arbitraryNumbers[rng.Intn(len(arbitraryNumbers))])
	case 5, 6, 7, 8:
		return arbitraryTexts[rng.Intn(len(arbitraryTexts))]
	case 9:
		list := []any{}
		for n := rng.Intn(4); n > 0 && depth > 0; n-- {
			list = append(list, arbitraryValue(rng, depth-1))
		}
		return list
	case 10:
		object := map[string]any{}
		for n := rng.Intn(4); n > 0 && depth > 0; n-- {
			object[arbitraryKeys[rng.Intn(len(arbitraryKeys))]] = arbitraryValue(rng, depth-1)
		}
		return object
	default:
		k := mutableFields[rng.Intn(len(mutableFields))]
		return copyOf(k.values[rng.Intn(len(k.values))])
	}
}

// copyOf is a deep copy, because the lists of values must not change.
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

// containers collects all maps and lists of a tree.
func containers(at any, out *[]any) {
	switch node := at.(type) {
	case map[string]any:
		*out = append(*out, node)
		keys := []string{}
		for k := range node {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			containers(node[k], out)
		}
	case []any:
		*out = append(*out, node)
		for _, v := range node {
			containers(v, out)
		}
	}
}

var copies int

func setArbitraryFields(rng *rand.Rand, object map[string]any) {
	var all []any
	containers(object, &all)
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
			node[some] = arbitraryValue(rng, 2)
		case 3:
			node[caseOf(rng, some)] = copyOf(node[some])
			if rng.Intn(2) == 0 {
				delete(node, some)
			}
		case 4:
			copies++
			value := copyOf(node[some])
			if rng.Intn(2) == 0 {
				value = arbitraryValue(rng, 2)
			}
			node[some+"§"+strconv.Itoa(copies)+"§"] = value
		case 5:
			node[arbitraryKeys[rng.Intn(len(arbitraryKeys))]] = arbitraryValue(rng, 2)
		case 6:
			if to, ok := object["spec"].(map[string]any); ok {
				to[arbitraryKeys[rng.Intn(len(arbitraryKeys))]] = arbitraryValue(rng, 2)
			}
		case 7:
			if to, ok := object["metadata"].(map[string]any); ok && rng.Intn(2) == 0 {
				to[arbitraryKeys[rng.Intn(len(arbitraryKeys))]] = arbitraryValue(rng, 2)
			}
		}
	case []any:
		if len(node) > 0 {
			node[rng.Intn(len(node))] = arbitraryValue(rng, 2)
		}
	}
}

var marker = regexp.MustCompile(`§[0-9]+§`)

func textWithDuplicates(object map[string]any) string {
	text, err := json.Marshal(object)
	must(err)
	return marker.ReplaceAllString(string(text), "")
}

var dualStackManifests = []string{
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d1"},"spec":{"type":"ClusterIP","ipFamilyPolicy":"PreferDualStack","ports":[{"port":80}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d2"},"spec":{"type":"LoadBalancer","ipFamilyPolicy":"RequireDualStack","ipFamilies":["IPv6","IPv4"],"ports":[{"port":80,"nodePort":31000}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d3"},"spec":{"type":"ClusterIP","ipFamilyPolicy":"SingleStack","ipFamilies":["IPv6"],"ports":[{"port":80}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d4"},"spec":{"clusterIP":"None","ipFamilyPolicy":"RequireDualStack","selector":{"a":"b"},"ports":[{"port":80}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d5"},"spec":{"type":"NodePort","clusterIP":"10.0.1.1","clusterIPs":["10.0.1.1","fd00:1::7"],"ipFamilyPolicy":"PreferDualStack","externalTrafficPolicy":"Local","ports":[{"name":"a","port":80},{"name":"b","port":80,"protocol":"UDP"}]}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d6"},"spec":{"type":"ExternalName","externalName":"x.y"}}`,
	`{"apiVersion":"v1","kind":"Service","metadata":{"name":"d7"},"spec":{"type":"LoadBalancer","externalTrafficPolicy":"Local","loadBalancerClass":"a/b","healthCheckNodePort":30500,"ports":[{"port":80}]}}`,
}
var dualStackFields = []mutableField{
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

// mutateAny selects one of the three kinds of mutation.
func mutateAny(rng *rand.Rand, object map[string]any) {
	if !arbitraryMode {
		mutate(rng, object)
		return
	}
	switch rng.Intn(4) {
	case 0:
		mutate(rng, object)
	case 1:
		k := dualStackFields[rng.Intn(len(dualStackFields))]
		set(object, strings.Split(k.path, "."), copyOf(k.values[rng.Intn(len(k.values))]), rng.Intn(4) == 0)
	default:
		setArbitraryFields(rng, object)
	}
}

// mutateMostlyValid rarely sets arbitrary fields.
func mutateMostlyValid(rng *rand.Rand, object map[string]any) {
	if arbitraryMode && rng.Intn(3) > 0 {
		k := dualStackFields[rng.Intn(len(dualStackFields))]
		set(object, strings.Split(k.path, "."), copyOf(k.values[rng.Intn(len(k.values))]), rng.Intn(4) == 0)
		return
	}
	if arbitraryMode && rng.Intn(3) == 0 {
		setArbitraryFields(rng, object)
		return
	}
	mutate(rng, object)
}

var arbitraryMode bool
