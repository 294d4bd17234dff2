// Writes test cases: valid and invalid Services, each with the answer of the API server of the Kubernetes release that this
// program is built with. All of the server's code runs, except that its storage is a map.
//
// Usage: oracle COUNT SEED [short|arbitrary|combinations|yaml] > corpus.jsonl
//
// "short" keeps short cases of every kind, each with a result that no earlier case had. "arbitrary" sets any field to any value.
// "combinations" writes Services with many fields whose values mostly fit together. "yaml" writes YAML texts instead, each with
// the documents that kubectl reads from it.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"math/rand"
	"os"
	"reflect"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/api/validation/path"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	core "k8s.io/kubernetes/pkg/apis/core"
	netutils "k8s.io/utils/net"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

type record struct {
	Version string     `json:"version"`
	Sub     string     `json:"sub,omitempty"`
	New     string     `json:"new"`
	Live    string     `json:"live,omitempty"`
	Strict  []string   `json:"strict,omitempty"`
	Fatal   string     `json:"fatal,omitempty"`
	Server  *answer    `json:"server,omitempty"`
	Direct  [][]string `json:"direct,omitempty"`
	Warned  *[]string  `json:"warned,omitempty"`
}

// release is the version of k8s.io/kubernetes that this program is built with.
func release() string {
	build, _ := debug.ReadBuildInfo()
	for _, module := range build.Deps {
		if module.Path == "k8s.io/kubernetes" {
			return strings.TrimPrefix(module.Version, "v")
		}
	}
	panic("built without k8s.io/kubernetes")
}

func main() {
	flags := flag.NewFlagSet("klog", flag.ContinueOnError)
	klog.InitFlags(flags)
	must(flags.Set("logtostderr", "false"))
	must(flags.Set("stderrthreshold", "FATAL"))
	klog.SetOutput(devNull{})
	count, _ := strconv.Atoi(os.Args[1])
	seed, _ := strconv.ParseInt(os.Args[2], 10, 64)
	rng := rand.New(rand.NewSource(seed))
	arbitraryMode = len(os.Args) > 3 && os.Args[3] == "arbitrary"
	combinationMode = len(os.Args) > 3 && os.Args[3] == "combinations"
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	if len(os.Args) > 3 && os.Args[3] == "yaml" {
		yamlTexts(rng, count, out)
		return
	}
	version, written, seen := release(), map[string]bool{}, map[string]int{}
	for n := 0; n < count; {
		if len(os.Args) > 3 && os.Args[3] == "short" {
			arbitraryMode, combinationMode = false, false
			[]func(){func() {}, func() { arbitraryMode = true }, func() { combinationMode = true }}[rng.Intn(3)]()
		}
		rec := one(rng, version)
		if rec == nil || written[rec.New+rec.Live] {
			continue
		}
		written[rec.New+rec.Live] = true
		line, _ := json.Marshal(rec)
		if len(os.Args) > 3 && os.Args[3] == "short" && !isNew(seen, rec, len(line)) {
			continue
		}
		n++
		out.Write(append(line, '\n'))
	}
}

// isNew reports whether a short case has a result that no earlier case had.
func isNew(seen map[string]int, rec *record, length int) bool {
	if length > 1250 {
		return false
	}
	texts := append([]string{rec.Fatal}, rec.Strict...)
	if rec.Server != nil {
		for _, row := range rec.Server.Errors {
			texts = append(texts, row[0]+row[1]+row[2])
		}
		texts = append(texts, rec.Server.Text)
	}
	if rec.Warned != nil {
		texts = append(texts, *rec.Warned...)
	}
	fresh := false
	for _, text := range texts {
		key := strconv.FormatBool(rec.Live != "") + rec.Sub + strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return -1
			}
			return r
		}, text)
		seen[key]++
		fresh = fresh || seen[key] == 1
	}
	return fresh
}

type devNull struct{}

func (devNull) Write(p []byte) (int, error) { return len(p), nil }

func one(rng *rand.Rand, version string) *record {
	rec := &record{Version: version}
	if rng.Intn(5) < 2 {
		return updated(rng, rec)
	}
	object := bases(rng)
	for i := 1 + rng.Intn(3); i > 0 && !combinationMode; i-- {
		mutateAny(rng, object)
	}
	rec.New = textOf(rng, object)
	svc, found, fatal := decode(rec.New)
	rec.Strict, rec.Fatal = found, fatal
	if svc == nil {
		return rec
	}
	server := newServer()
	_, err := create(server, svc)
	answer := explain(err)
	taken := slices.ContainsFunc(answer.Errors, func(row []string) bool { return row[2] == "provided port is already allocated" })
	if (answer.Code == 500 || taken) && !reflect.DeepEqual(answer, again(func() error { _, err := create(newServer(), svc); return err })) {
		return nil // a node port that the server chose was in the way
	}
	rec.Server = &answer
	if answer.Code == 200 {
		rec.Warned = server.warnings()
	}
	if answer.Code != 200 {
		rec.Direct = direct(svc)
	}
	if reflect.DeepEqual(rec.Direct, answer.Errors) {
		rec.Direct = nil
	}
	return rec
}

// again runs the same request twice, and returns the answer.
func again(ask func() error) answer {
	first, second := explain(ask()), explain(ask())
	if !reflect.DeepEqual(first, second) {
		return answer{}
	}
	return first
}

func updated(rng *rand.Rand, rec *record) (result *record) {
	defer func() {
		if recover() != nil {
			result = nil // the allocator relies on stored objects being whole
		}
	}()
	server := newServer()
	mem := server.memory
	manifest := bases(rng)
	if rng.Intn(2) == 0 && !combinationMode {
		mutate(rng, manifest)
	}
	if arbitraryMode && rng.Intn(2) == 0 {
		mutateMostlyValid(rng, manifest)
	}
	text := textOf(nil, manifest)
	svc, found, fatal := decode(text)
	if svc == nil || fatal != "" || len(found) > 0 {
		return nil
	}
	kept := svc.Status
	stored, err := create(server, svc)
	if err != nil || rng.Intn(3) == 0 {
		// stored by an older release, or by hand: it need not be valid today
		if svc.Name == "" || len(path.IsValidPathSegmentName(svc.Name)) > 0 {
			return nil
		}
		if !completeStored(svc) {
			return nil
		}
		server = newServer()
		mem = server.memory
		server.store(svc)
		stored = svc
	}
	if combinationMode && stored.Spec.Type == core.ServiceTypeLoadBalancer {
		for _, o := range mem.objects {
			o.Status = kept
			stored = o.DeepCopy()
		}
	}
	if rng.Intn(20) == 0 {
		// an object on its way out
		for _, o := range mem.objects {
			now := metav1.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
			o.DeletionTimestamp = &now
			zero := int64(0)
			o.DeletionGracePeriodSeconds = &zero
			stored = o.DeepCopy()
		}
	}
	out := &v1.Service{}
	must(legacyscheme.Scheme.Convert(stored, out, nil))
	out.APIVersion, out.Kind = "v1", "Service"
	live, _ := json.Marshal(out)
	rec.Live = string(live)
	object := map[string]any{}
	if rng.Intn(2) == 0 {
		must(json.Unmarshal(live, &object))
		delete(object["metadata"].(map[string]any), "resourceVersion")
	} else {
		object = clone(manifest)
		object["metadata"].(map[string]any)["name"] = stored.Name
		delete(object["metadata"].(map[string]any), "generateName")
		if rng.Intn(3) == 0 {
			object["spec"] = bases(rng)["spec"]
		}
	}
	for i := 1 + rng.Intn(4); i > 0; i-- {
		if combinationMode {
			redraw(rng, object)
		} else {
			mutateMostlyValid(rng, object)
		}
	}
	if rng.Intn(8) == 0 {
		rec.Sub = "status"
		object["status"] = status(rng)
		for i := rng.Intn(4); i > 0 && arbitraryMode; i-- {
			setArbitraryFields(rng, object)
		}
	}
	if meta, ok := object["metadata"].(map[string]any); ok {
		delete(meta, "resourceVersion")
		meta["name"] = stored.Name
		delete(meta, "namespace")
		if stored.Namespace != "default" {
			meta["namespace"] = stored.Namespace
		}
	}
	rec.New = textOf(rng, object)
	if _, ok := object["metadata"].(map[string]any); !ok {
		return nil // the server would look for the name in the URL
	}
	next, found, fatal := decode(rec.New)
	rec.Strict, rec.Fatal = found, fatal
	if next == nil {
		return rec
	}
	*server.warned = []string{}
	if rec.Sub == "status" {
		answer := explain(updateStatus(server, next, stored.Name, stored.Namespace))
		if answer.Code == 409 || answer.Code == 400 {
			return nil
		}
		rec.Server = &answer
		if answer.Code == 200 {
			rec.Warned = server.warnings()
		}
		return rec
	}
	before := mem.objects["/services/default/"+stored.Name].DeepCopy()
	answer := explain(update(server, next, stored.Name, stored.Namespace))
	if answer.Code == 409 || answer.Code == 400 {
		return nil
	}
	rec.Server = &answer
	if answer.Code == 200 {
		rec.Warned = server.warnings()
	} else {
		rec.Direct = directUpdate(server, next, before, stored.Namespace)
	}
	if reflect.DeepEqual(rec.Direct, answer.Errors) {
		rec.Direct = nil
	}
	return rec
}

// completeStored adds the fields that every stored object has; it returns false if that is impossible.
func completeStored(svc *core.Service) bool {
	svc.ResourceVersion, svc.Namespace, svc.Generation = "1", "default", 1
	svc.CreationTimestamp = metav1.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	spec := &svc.Spec
	if spec.Type == core.ServiceTypeLoadBalancer && spec.ExternalTrafficPolicy == core.ServiceExternalTrafficPolicyLocal && spec.HealthCheckNodePort == 0 {
		spec.HealthCheckNodePort = 30999
	}
	if spec.Type == core.ServiceTypeExternalName || spec.ClusterIP == core.ClusterIPNone && len(spec.ClusterIPs) == 0 {
		return true
	}
	if spec.ClusterIP == core.ClusterIPNone && len(spec.ClusterIPs) == 1 {
		return spec.ClusterIPs[0] == core.ClusterIPNone
	}
	if spec.ClusterIP == "" && len(spec.ClusterIPs) == 0 {
		single := core.IPFamilyPolicySingleStack
		spec.ClusterIP, spec.ClusterIPs = "10.0.9.9", []string{"10.0.9.9"}
		spec.IPFamilies, spec.IPFamilyPolicy = []core.IPFamily{core.IPv4Protocol}, &single
	}
	if spec.ClusterIP != "" && len(spec.ClusterIPs) == 0 {
		spec.ClusterIPs = []string{spec.ClusterIP}
	}
	for _, ip := range spec.ClusterIPs {
		if netutils.ParseIPSloppy(ip) == nil {
			return false
		}
	}
	return len(spec.ClusterIPs) >= len(spec.IPFamilies)
}

func clone(object map[string]any) map[string]any {
	text, _ := json.Marshal(object)
	var out map[string]any
	must(json.Unmarshal(text, &out))
	return out
}

// textOf encodes the object, sometimes with a duplicate key.
func textOf(rng *rand.Rand, object map[string]any) string {
	s := textWithDuplicates(object)
	if rng != nil && rng.Intn(25) == 0 {
		twice := [][2]string{{`"spec":{`, `"type":"NodePort",`}, {`"metadata":{`, `"name":"other",`}, {`"labels":{`, `"app":"x",`}, {`"ports":[{`, `"port":1,`}, {`"spec":{`, `"foo":1,"foo":2,`}, {`{`, `"kind":"Service",`}}
		pick := twice[rng.Intn(len(twice))]
		s = strings.ReplaceAll(strings.Replace(s, pick[0], pick[0]+pick[1], 1), ",}", "}")
	}
	return s
}
