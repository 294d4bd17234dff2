package main

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"strings"
)

// dense: whole Services, every field drawn from few values that mostly go together, so that rules about several fields
// meet; and names, addresses and blocks made up by their grammars, near the borders of them.

const letters = "abcxyz019"

// calm: of this case, most is as it should be.
var calm bool

var odd = []string{"-", "-", ".", "_", "/", "A", "Z", " ", "é", "İ", "K", "ß", "\u00a0", "\u0085", "\u00ad", "\u0378", "\U0001F9FF", "\U0002FA20", "--", "..", "//", "%", "\"", "\\", "\t", "\n", "\u0007", "~", ":", "[", "]"}
var lengths = []int{0, 1, 1, 2, 3, 3, 4, 5, 8, 13, 14, 15, 16, 17, 56, 57, 58, 59, 62, 63, 64, 65, 126, 127, 128, 129, 251, 252, 253, 254, 255, 256, 257}

// word is a text of some length, now and then with signs that names may not have, or not there.
func word(rng *rand.Rand) string {
	var out strings.Builder
	strange := []int{0, 0, 3, 8}[rng.Intn(4)]
	length := lengths[rng.Intn(13)]
	if calm && rng.Intn(40) > 0 {
		return "a" + strings.Repeat("b", length)
	}
	if rng.Intn(5) == 0 {
		length = lengths[rng.Intn(len(lengths))]
	}
	for out.Len() < length {
		if rng.Intn(10) < strange {
			out.WriteString(odd[rng.Intn(len(odd))])
		} else {
			out.WriteByte(letters[rng.Intn(len(letters))])
		}
	}
	return out.String()
}

// name is one of few, or a word.
func name(rng *rand.Rand, usual ...string) string {
	if len(usual) > 0 && (rng.Intn(5) > 0 || calm && rng.Intn(20) > 0) {
		return usual[rng.Intn(len(usual))]
	}
	return word(rng)
}

func qualifiedName(rng *rand.Rand) string {
	switch rng.Intn(4) {
	case 0:
		return word(rng)
	case 1:
		return word(rng) + "/" + word(rng)
	}
	return "example.com/" + word(rng)
}

var octets = []string{"0", "1", "10", "127", "169", "254", "224", "239", "255", "256", "00", "01", "010", "08", "0x1", "", "-1", "+1", "1e1", "999999999999"}
var groups = []string{"0", "1", "fe80", "FE80", "febf", "fec0", "ff02", "ff12", "fd00", "2001", "db8", "0db8", "00db8", "ffff", "10000", "g", "", "a", "64"}

func pick(rng *rand.Rand, from []string, good int) string {
	if rng.Intn(6) > 0 || calm {
		return from[rng.Intn(good)]
	}
	return from[rng.Intn(len(from))]
}

func ip4(rng *rand.Rand) string {
	if calm {
		return []string{"1.2.3.4", "10.0.0.1", "192.168.0.0", "8.8.8.8"}[rng.Intn(4)]
	}
	parts := []string{}
	n := 4
	if rng.Intn(15) == 0 {
		n = 1 + rng.Intn(6)
	}
	for ; n > 0; n-- {
		parts = append(parts, pick(rng, octets, 9))
	}
	return strings.Join(parts, ".")
}

func ip6(rng *rand.Rand) string {
	if calm {
		return []string{"2001:db8::", "2001:db8::1", "2001:DB8::1", "fd00:0:0::1"}[rng.Intn(4)]
	}
	parts := []string{}
	n := 8
	if rng.Intn(2) == 0 {
		n = 1 + rng.Intn(9)
	}
	for ; n > 0; n-- {
		parts = append(parts, pick(rng, groups, 12))
	}
	text := strings.Join(parts, ":")
	switch rng.Intn(6) {
	case 0:
		text = "::" + text
	case 1:
		text += "::"
	case 2, 3:
		text = strings.Replace(text, ":", "::", 1+rng.Intn(2)/2)
	case 4:
		text = []string{"::ffff:", "::", "64:ff9b::", "::ffff:0:", text + ":"}[rng.Intn(5)] + ip4(rng)
	}
	return text
}

func address(rng *rand.Rand) string {
	text := ip4(rng)
	if rng.Intn(2) == 0 {
		text = ip6(rng)
	}
	if calm {
		return text
	}
	switch rng.Intn(25) {
	case 0:
		text = " " + text
	case 1:
		text += "%eth0"
	case 2:
		text = word(rng)
	case 3:
		text = "None"
	}
	return text
}

func block(rng *rand.Rand) string {
	bits := []string{"0", "1", "8", "16", "24", "31", "32", "33", "64", "96", "127", "128", "129", "08", "-1", "+8", "", " 8", "8 ", "8/8", "x"}
	text := address(rng) + "/" + pick(rng, bits, 12)
	if calm {
		return address(rng) + "/" + bits[rng.Intn(7)]
	}
	switch rng.Intn(20) {
	case 0:
		text = " " + text + "\t"
	case 1:
		text = "\u00a0" + text + "\u2003"
	case 2:
		text = address(rng)
	}
	return text
}

func some(rng *rand.Rand, most int, make func() any) []any {
	out := []any{}
	for n := rng.Intn(most + 1); n > 0; n-- {
		out = append(out, make())
	}
	return out
}

func pairs(rng *rand.Rand, most int, key, value func() string) map[string]any {
	out := map[string]any{}
	for n := rng.Intn(most + 1); n > 0; n-- {
		out[key()] = value()
	}
	return out
}

func port(rng *rand.Rand) any {
	out := map[string]any{"port": []any{80, 80, 81, 443, 53}[rng.Intn(5)]}
	if rng.Intn(25) == 0 && !calm {
		out["port"] = []any{0, -1, 65535, 65536}[rng.Intn(4)]
	}
	if rng.Intn(4) > 0 {
		out["name"] = name(rng, "a", "b", "c", "d", "http", "https")
	}
	if rng.Intn(2) == 0 {
		out["protocol"] = name(rng, "TCP", "UDP", "SCTP", "TCP", "UDP", "TCP", "UDP")
	}
	if rng.Intn(3) == 0 {
		out["targetPort"] = []any{80, 8080, "http", "web-1", 0, "", 65535, word(rng), word(rng), 65536, -1}[rng.Intn(9+calmless(2))]
	}
	if rng.Intn(3) == 0 {
		out["nodePort"] = []any{30001, 30002, 30003, 30001, 30002, 30003, 30004, 0, 30500, 29999, 32768}[rng.Intn(9+calmless(2))]
	}
	if rng.Intn(12) == 0 {
		out["appProtocol"] = qualifiedName(rng)
	}
	return out
}

func owner(rng *rand.Rand) any {
	out := map[string]any{"apiVersion": name(rng, "v1", "apps/v1", "/v1", "a/b/c", "apps/", "", "/"), "kind": name(rng, "Pod", "Event", "", "Deployment"), "name": name(rng, "a", "b", ""), "uid": name(rng, "u", "v", "")}
	if rng.Intn(2) == 0 {
		out["controller"] = rng.Intn(3) > 0
	}
	if rng.Intn(4) == 0 {
		out["blockOwnerDeletion"] = rng.Intn(2) == 0
	}
	return out
}

func managed(rng *rand.Rand) any {
	return map[string]any{"manager": name(rng, "kubectl", "a\u0007b", long(128), long(129), "é"), "operation": name(rng, "Apply", "Update", ""), "apiVersion": "v1", "fieldsType": name(rng, "FieldsV1", "", "FieldsV1"), "subresource": name(rng, "", "status", long(256), long(257))}
}

func ingress(rng *rand.Rand) any {
	out := map[string]any{}
	if rng.Intn(4) > 0 {
		out["ip"] = address(rng)
	}
	if rng.Intn(3) == 0 {
		out["hostname"] = name(rng, "example.com", "1.2.3.4", "a_b", "Example.com", "example.com.", "::1", "1.2.3", "010.0.0.1")
	}
	if rng.Intn(2) == 0 {
		out["ipMode"] = []any{"VIP", "Proxy", "vip", "", nil, "VIP"}[rng.Intn(6)]
	}
	if rng.Intn(5) == 0 {
		out["ports"] = some(rng, 2, func() any {
			return map[string]any{"port": rng.Intn(3) * 40000, "protocol": name(rng, "TCP", "X"), "error": name(rng, "a/b", "x y")}
		})
	}
	return out
}

func status(rng *rand.Rand) any {
	out := map[string]any{"loadBalancer": map[string]any{"ingress": some(rng, 3, func() any { return ingress(rng) })}}
	if rng.Intn(4) == 0 {
		out["conditions"] = some(rng, 2, func() any {
			return map[string]any{"type": name(rng, "Ready", ""), "status": name(rng, "True", "x"), "reason": name(rng, "a b", "Ok"), "message": word(rng), "lastTransitionTime": []any{nil, "2024-01-01T00:00:00Z"}[rng.Intn(2)], "observedGeneration": rng.Intn(3) - 1}
		})
	}
	return out
}

// A field's path, how often of 100 Services have it, and its value.
type member struct {
	path  string
	often int
	value func(*rand.Rand) any
}

func oneOf(values ...any) func(*rand.Rand) any {
	return func(rng *rand.Rand) any { return values[rng.Intn(len(values))] }
}

func text(usual ...string) func(*rand.Rand) any {
	return func(rng *rand.Rand) any { return name(rng, usual...) }
}

func many(most int, make func(*rand.Rand) any) func(*rand.Rand) any {
	return func(rng *rand.Rand) any { return some(rng, most, func() any { return make(rng) }) }
}

var members = []member{
	{"metadata.name", 90, text("web", "web", "web", "api")}, {"metadata.generateName", 8, text("web-", "a")},
	{"metadata.namespace", 4, text("default", "kube-system")}, {"metadata.generation", 3, oneOf(0, 1, 2, -1)},
	{"metadata.labels", 15, func(rng *rand.Rand) any {
		return pairs(rng, 3, func() string { return qualifiedName(rng) }, func() string { return word(rng) })
	}},
	{"metadata.annotations", 15, func(rng *rand.Rand) any {
		out := pairs(rng, 2, func() string { return qualifiedName(rng) }, func() string { return word(rng) })
		if rng.Intn(2) == 0 {
			blocks := some(rng, 3, func() any { return block(rng) })
			out["service.beta.kubernetes.io/load-balancer-source-ranges"] = strings.Trim(fmt.Sprint(blocks...), "[]")
			texts := []string{}
			for _, one := range blocks {
				texts = append(texts, one.(string))
			}
			out["service.beta.kubernetes.io/load-balancer-source-ranges"] = strings.Join(texts, ",")
		}
		if rng.Intn(4) == 0 {
			out["service.kubernetes.io/topology-mode"] = name(rng, "Auto", "auto")
		}
		if rng.Intn(4) == 0 {
			out["service.kubernetes.io/topology-aware-hints"] = name(rng, "Auto", "auto")
		}
		if rng.Intn(12) == 0 {
			out["big"] = strings.Repeat([]string{"a", "é"}[rng.Intn(2)], 131072-20+rng.Intn(30)) + long(131072-20+rng.Intn(30))
		}
		return out
	}},
	{"metadata.finalizers", 10, many(3, func(rng *rand.Rand) any {
		return name(rng, "orphan", "foregroundDeletion", "kubernetes", "example.com/a", "example.com/b", qualifiedName(rng))
	})},
	{"metadata.ownerReferences", 8, many(3, owner)}, {"metadata.managedFields", 4, many(2, managed)},
	{"metadata.uid", 3, text("", "u")}, {"metadata.deletionGracePeriodSeconds", 3, oneOf(0, 30)},
	{"metadata.deletionTimestamp", 3, oneOf("2024-01-01T00:00:00Z", nil)}, {"metadata.creationTimestamp", 3, oneOf("2024-01-01T00:00:00Z", nil, "2024-01-01T00:00:00+08:00")},
	{"spec.type", 80, text("ClusterIP", "NodePort", "LoadBalancer", "LoadBalancer", "NodePort", "ClusterIP", "ExternalName")},
	{"spec.ports", 92, func(rng *rand.Rand) any {
		if rng.Intn(40) == 0 {
			return many(40, port)(rng)
		}
		return many(4, port)(rng)
	}},
	{"spec.selector", 60, func(rng *rand.Rand) any {
		if rng.Intn(4) > 0 {
			return map[string]any{"a": "b"}
		}
		return pairs(rng, 2, func() string { return qualifiedName(rng) }, func() string { return word(rng) })
	}},
	{"spec.clusterIP", 25, oneOf("", "None", "10.0.1.1", "fd00:1::7", "10.0.9.9", "None", "None", "010.0.1.1", "::ffff:10.0.1.1", "none")},
	{"spec.clusterIPs", 15, oneOf(nil, list(), list("None"), list("10.0.1.1"), list("fd00:1::7"), list("10.0.1.1", "fd00:1::7"), list("fd00:1::7", "10.0.1.1"), list("10.0.1.1", "fd00:1::9"), list("10.0.9.9", "fd00:1::7"), list("10.0.1.1", "10.0.9.9"), list("None", "10.0.1.1"), list("10.0.1.1", ""), list("10.0.1.1", "fd00:1::7", "10.0.9.9"), list("", "fd00:1::7"))},
	{"spec.ipFamilies", 20, oneOf(nil, list(), list("IPv4"), list("IPv6"), list("IPv4", "IPv6"), list("IPv6", "IPv4"), list("IPv4", "IPv4"), list("IPv6", ""), list("IPv4", "IPv6", "IPv4"))},
	{"spec.ipFamilyPolicy", 25, text("SingleStack", "PreferDualStack", "RequireDualStack", "PreferDualStack", "RequireDualStack")},
	{"spec.externalIPs", 15, many(3, func(rng *rand.Rand) any { return address(rng) })},
	{"spec.sessionAffinity", 20, text("ClientIP", "ClientIP", "None")},
	{"spec.sessionAffinityConfig", 12, oneOf(nil, map[string]any{}, map[string]any{"clientIP": map[string]any{}}, map[string]any{"clientIP": map[string]any{"timeoutSeconds": 1}}, map[string]any{"clientIP": map[string]any{"timeoutSeconds": 0}}, map[string]any{"clientIP": map[string]any{"timeoutSeconds": 86400}}, map[string]any{"clientIP": map[string]any{"timeoutSeconds": 86401}}, map[string]any{"clientIP": map[string]any{"timeoutSeconds": nil}})},
	{"spec.loadBalancerIP", 6, func(rng *rand.Rand) any { return address(rng) }},
	{"spec.loadBalancerSourceRanges", 15, many(3, func(rng *rand.Rand) any { return block(rng) })},
	{"spec.externalName", 20, text("example.com", "example.com.", "x.y", "a..b")},
	{"spec.externalTrafficPolicy", 30, text("Local", "Local", "Cluster")}, {"spec.internalTrafficPolicy", 12, text("Local", "Cluster")},
	{"spec.healthCheckNodePort", 12, func(rng *rand.Rand) any {
		return []any{0, 30001, 30500, 30501, 30500, 29999, 70000, -1}[rng.Intn(5+calmless(3))]
	}},
	{"spec.allocateLoadBalancerNodePorts", 20, oneOf(true, false, nil)}, {"spec.loadBalancerClass", 15, func(rng *rand.Rand) any { return name(rng, "a/b", "a/b", "c/d", qualifiedName(rng)) }},
	{"spec.trafficDistribution", 10, text("PreferClose", "PreferSameZone", "PreferSameNode")},
	{"spec.publishNotReadyAddresses", 4, oneOf(true, false)}, {"status", 4, status},
}

// calmless is the number, or none where the case is calm.
func calmless(number int) int {
	if calm {
		return 0
	}
	return number
}

func denseObject(rng *rand.Rand) map[string]any {
	calm = rng.Intn(2) == 0
	object := map[string]any{"apiVersion": "v1", "kind": "Service", "metadata": map[string]any{}, "spec": map[string]any{}}
	for _, field := range members {
		often := field.often
		if calm && often < 50 {
			often /= 2
		}
		if rng.Intn(100) < often {
			set(object, strings.Split(field.path, "."), field.value(rng), false)
		}
	}
	return plainOf(object)
}

// redraw gives one field another value, or none.
func redraw(rng *rand.Rand, object map[string]any) {
	field := members[rng.Intn(len(members))]
	set(object, strings.Split(field.path, "."), field.value(rng), rng.Intn(4) == 0)
	copied := plainOf(object)
	for key := range object {
		object[key] = copied[key]
	}
}

// plainOf is a copy that shares nothing with the lists above.
func plainOf(object map[string]any) map[string]any {
	text, err := json.Marshal(object)
	must(err)
	var out map[string]any
	must(json.Unmarshal(text, &out))
	return out
}

var denseMode bool
