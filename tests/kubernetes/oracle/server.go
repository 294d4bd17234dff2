package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	_ "unsafe" // for the server's own steps, which it does not export

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	jsonserializer "k8s.io/apimachinery/pkg/runtime/serializer/json"
	utilnet "k8s.io/apimachinery/pkg/util/net"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/endpoints/handlers"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/generic"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/storage"
	"k8s.io/apiserver/pkg/storage/storagebackend"
	"k8s.io/apiserver/pkg/storage/storagebackend/factory"
	"k8s.io/apiserver/pkg/warning"
	"k8s.io/client-go/tools/cache"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	serviceapi "k8s.io/kubernetes/pkg/api/service"
	core "k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	"k8s.io/kubernetes/pkg/apis/core/validation"
	"k8s.io/kubernetes/pkg/registry/core/service"
	"k8s.io/kubernetes/pkg/registry/core/service/ipallocator"
	"k8s.io/kubernetes/pkg/registry/core/service/portallocator"
	servicestorage "k8s.io/kubernetes/pkg/registry/core/service/storage"

	v1 "k8s.io/api/core/v1"
)

// memory is a storage with one object per key.
type memory struct {
	storage.Interface
	objects map[string]*core.Service
}

func (m *memory) Versioner() storage.Versioner { return storage.APIObjectVersioner{} }
func (m *memory) Create(_ context.Context, key string, obj, out runtime.Object, _ uint64) error {
	stored := obj.(*core.Service).DeepCopy()
	stored.ResourceVersion = "1"
	m.objects[key] = stored
	stored.DeepCopyInto(out.(*core.Service))
	return nil
}
func (m *memory) Get(_ context.Context, key string, _ storage.GetOptions, out runtime.Object) error {
	stored, ok := m.objects[key]
	if !ok {
		return storage.NewKeyNotFoundError(key, 0)
	}
	stored.DeepCopyInto(out.(*core.Service))
	return nil
}
func (m *memory) Delete(_ context.Context, key string, out runtime.Object, _ *storage.Preconditions, _ storage.ValidateObjectFunc, _ runtime.Object, _ storage.DeleteOptions) error {
	m.objects[key].DeepCopyInto(out.(*core.Service))
	return nil
}
func (m *memory) GuaranteedUpdate(_ context.Context, key string, out runtime.Object, _ bool, pre *storage.Preconditions, try storage.UpdateFunc, _ runtime.Object) error {
	stored, ok := m.objects[key]
	if !ok {
		return storage.NewKeyNotFoundError(key, 0)
	}
	existing := stored.DeepCopy()
	if err := pre.Check(key, existing); err != nil {
		return err
	}
	result, _, err := try(existing, storage.ResponseMeta{ResourceVersion: 1})
	if err != nil {
		return err
	}
	result.(*core.Service).DeepCopyInto(out.(*core.Service))
	return nil
}

type noEndpoints struct {
	rest.Getter
	rest.GracefulDeleter
}

func (noEndpoints) Delete(context.Context, string, rest.ValidateObjectFunc, *metav1.DeleteOptions) (runtime.Object, bool, error) {
	return nil, false, nil
}

type options struct{ memory *memory }

func (o options) GetRESTOptions(schema.GroupResource, runtime.Object) (generic.RESTOptions, error) {
	return generic.RESTOptions{
		StorageConfig:  &storagebackend.ConfigForResource{},
		ResourcePrefix: "services",
		Decorator: func(*storagebackend.ConfigForResource, string, func(runtime.Object) (string, error), func() runtime.Object, func() runtime.Object, storage.AttrFunc, storage.IndexerFuncs, *cache.Indexers) (storage.Interface, factory.DestroyFunc, error) {
			return o.memory, func() {}, nil
		},
	}, nil
}

type server struct {
	memory *memory
	warned *[]string
	ports  portallocator.Interface
	rest   *servicestorage.REST
	status *servicestorage.StatusREST
}

func newServer() server {
	mem := &memory{objects: map[string]*core.Service{}}
	ips := map[core.IPFamily]ipallocator.Interface{}
	for family, block := range map[core.IPFamily]string{core.IPv4Protocol: "10.0.0.0/16", core.IPv6Protocol: "fd00:1::/112"} {
		_, cidr, _ := net.ParseCIDR(block)
		alloc, err := ipallocator.NewInMemory(cidr)
		must(err)
		ips[family] = alloc
	}
	ports, err := portallocator.NewInMemory(utilnet.PortRange{Base: 30000, Size: 2768})
	must(err)
	r, status := newREST(servicestorage.NewREST, mem, ips, ports)
	return server{mem, &[]string{}, ports, r, status}
}

// newREST calls the server's own function. Releases differ in the type of its endpoints, of which only Endpoints are ever
// used here: they are deleted with their Service.
func newREST[E any](
	make func(generic.RESTOptionsGetter, core.IPFamily, map[core.IPFamily]ipallocator.Interface, portallocator.Interface, E, servicestorage.PodStorage, http.RoundTripper) (*servicestorage.REST, *servicestorage.StatusREST, *service.ProxyREST, error),
	mem *memory, ips map[core.IPFamily]ipallocator.Interface, ports portallocator.Interface,
) (*servicestorage.REST, *servicestorage.StatusREST) {
	endpoints, _ := any(noEndpoints{}).(E)
	r, status, _, err := make(options{mem}, core.IPv4Protocol, ips, ports, endpoints, nil, nil)
	must(err)
	return r, status
}

// store adds an object that was not created here, and allocates its node ports.
func (s server) store(svc *core.Service) {
	s.memory.objects = map[string]*core.Service{"/services/default/" + svc.Name: svc}
	numbers := []int32{}
	if serviceapi.NeedsHealthCheck(svc) {
		numbers = append(numbers, svc.Spec.HealthCheckNodePort)
	}
	for _, port := range svc.Spec.Ports {
		numbers = append(numbers, port.NodePort)
	}
	for _, number := range numbers {
		_ = s.ports.Allocate(int(number)) // ports outside the range cannot be allocated, and need not be
	}
}

// AddWarning records the server's warnings.
func (s server) AddWarning(_, text string) { *s.warned = append(*s.warned, text) }

func must(err error) {
	if err != nil {
		panic(err)
	}
}

var strict = jsonserializer.NewSerializerWithOptions(jsonserializer.DefaultMetaFactory, legacyscheme.Scheme, legacyscheme.Scheme, jsonserializer.SerializerOptions{Strict: true})

// decode returns the object, the strict decoding errors, and the fatal error.
func decode(data string) (*core.Service, []string, string) {
	repeatedOwners = nil
	gvk := v1.SchemeGroupVersion.WithKind("Service")
	obj, _, err := strict.Decode([]byte(data), &gvk, nil)
	var found []string
	if err != nil {
		if !runtime.IsStrictDecodingError(err) {
			return nil, nil, err.Error()
		}
		serr, _ := runtime.AsStrictDecodingError(err)
		for _, e := range serr.Errors() {
			found = append(found, e.Error())
		}
	}
	legacyscheme.Scheme.Default(obj)
	out := &core.Service{}
	if err := legacyscheme.Scheme.Convert(obj, out, nil); err != nil {
		return nil, nil, err.Error()
	}
	meta := &out.ObjectMeta
	var owners []metav1.OwnerReference
next:
	for _, o := range meta.OwnerReferences {
		for _, k := range owners {
			if reflect.DeepEqual(o, k) {
				repeatedOwners = append(repeatedOwners, string(o.UID))
				continue next
			}
		}
		owners = append(owners, o)
	}
	meta.OwnerReferences = owners
	return out, found, ""
}

// repeatedOwners are the uids of owner references that decode dropped.
var repeatedOwners []string

// warnings are those of the storage, and the one of the handler before it, which is not part of this program.
func (s server) warnings() *[]string {
	if len(repeatedOwners) > 0 {
		s.AddWarning("", fmt.Sprintf(handlers.DuplicateOwnerReferencesWarningFormat, strings.Join(repeatedOwners, ", ")))
	}
	return s.warned
}

type answer struct {
	Code   int32      `json:"code"`
	Errors [][]string `json:"errors,omitempty"`
	Text   string     `json:"text,omitempty"`
}

func explain(err error) answer {
	if err == nil {
		return answer{Code: 200}
	}
	var status apierrors.APIStatus
	if !errors.As(err, &status) {
		return answer{Code: 500, Text: err.Error()}
	}
	s := status.Status()
	a := answer{Code: s.Code}
	if s.Code != 422 {
		a.Text = s.Message
		return a
	}
	seen := map[string]bool{}
	for _, cause := range s.Details.Causes {
		row := []string{cause.Field, reasons[string(cause.Type)], detail(cause.Message)}
		if key := fmt.Sprint(row); !seen[key] {
			seen[key] = true
			a.Errors = append(a.Errors, row)
		}
	}
	return a
}

var reasons = map[string]string{"FieldValueRequired": "Required", "FieldValueInvalid": "Invalid", "FieldValueNotSupported": "NotSupported", "FieldValueDuplicate": "Duplicate", "FieldValueForbidden": "Forbidden", "FieldValueTooLong": "TooLong", "FieldValueTooMany": "TooMany", "InternalError": "Internal"}

// detail is a cause's message without the text of its type and the invalid value.
func detail(message string) string {
	for _, words := range []string{"Required value", "Forbidden", "Too long"} {
		if rest, ok := strings.CutPrefix(message, words); ok {
			return strings.TrimPrefix(rest, ": ")
		}
	}
	_, rest, _ := strings.Cut(message, ": ")
	if quoted, err := strconv.QuotedPrefix(rest); err == nil {
		rest = rest[len(quoted):]
	} else if rest != "" && strings.ContainsAny(rest[:1], "[{") {
		decoder := json.NewDecoder(strings.NewReader(rest))
		var value any
		must(decoder.Decode(&value))
		rest = rest[decoder.InputOffset():]
	} else if at := strings.Index(rest, ": "); at >= 0 {
		rest = rest[at:]
	} else {
		rest = ""
	}
	return strings.TrimPrefix(rest, ": ")
}

var types = map[field.ErrorType]string{field.ErrorTypeRequired: "Required", field.ErrorTypeInvalid: "Invalid", field.ErrorTypeNotSupported: "NotSupported", field.ErrorTypeDuplicate: "Duplicate", field.ErrorTypeForbidden: "Forbidden", field.ErrorTypeTooLong: "TooLong", field.ErrorTypeTooMany: "TooMany", field.ErrorTypeInternal: "Internal"}

func rows(list field.ErrorList) [][]string {
	seen := map[string]bool{}
	out := [][]string{}
	for _, e := range list {
		row := []string{e.Field, types[e.Type], e.Detail}
		key := fmt.Sprint(row)
		if !seen[key] {
			seen[key] = true
			out = append(out, row)
		}
	}
	return out
}

func ctx(ns string) context.Context {
	return genericapirequest.WithRequestInfo(genericapirequest.WithNamespace(genericapirequest.NewContext(), ns), &genericapirequest.RequestInfo{IsResourceRequest: true, Verb: "create", APIVersion: "v1", Resource: "services", Namespace: ns})
}

func create(s server, svc *core.Service) (*core.Service, error) {
	svc = svc.DeepCopy()
	if svc.Namespace == "" {
		svc.Namespace = "default"
	}
	rest.WipeObjectMetaSystemFields(svc)
	out, err := s.rest.Create(warning.WithWarningRecorder(ctx(svc.Namespace), s), svc, rest.ValidateAllObjectFunc, &metav1.CreateOptions{})
	if err != nil {
		return nil, err
	}
	return out.(*core.Service), nil
}

func updating(svc *core.Service, name, ns string) (context.Context, rest.UpdatedObjectInfo) {
	svc = svc.DeepCopy()
	if svc.Namespace == "" {
		svc.Namespace = ns
	}
	c := genericapirequest.WithRequestInfo(genericapirequest.WithNamespace(genericapirequest.NewContext(), ns), &genericapirequest.RequestInfo{IsResourceRequest: true, Verb: "update", APIVersion: "v1", Resource: "services", Namespace: ns, Name: name})
	return c, rest.DefaultUpdatedObjectInfo(svc)
}

func update(s server, svc *core.Service, name, ns string) error {
	c, info := updating(svc, name, ns)
	_, _, err := s.rest.Update(warning.WithWarningRecorder(c, s), name, info, rest.ValidateAllObjectFunc, rest.ValidateAllObjectUpdateFunc, false, &metav1.UpdateOptions{})
	return err
}

func updateStatus(s server, svc *core.Service, name, ns string) error {
	c, info := updating(svc, name, ns)
	_, _, err := s.status.Update(warning.WithWarningRecorder(c, s), name, info, rest.ValidateAllObjectFunc, rest.ValidateAllObjectUpdateFunc, false, &metav1.UpdateOptions{})
	return err
}

//go:linkname patchAllocatedValues k8s.io/kubernetes/pkg/registry/core/service/storage.patchAllocatedValues
func patchAllocatedValues(after servicestorage.After, before servicestorage.Before)

//go:linkname normalizeClusterIPs k8s.io/kubernetes/pkg/registry/core/service/storage.normalizeClusterIPs
func normalizeClusterIPs(after servicestorage.After, before servicestorage.Before)

//go:linkname makeAlloc k8s.io/kubernetes/pkg/registry/core/service/storage.makeAlloc
func makeAlloc(family core.IPFamily, ips map[core.IPFamily]ipallocator.Interface, ports portallocator.Interface) servicestorage.Allocators

//go:linkname initIPFamilyFields k8s.io/kubernetes/pkg/registry/core/service/storage.(*Allocators).initIPFamilyFields
func initIPFamilyFields(al *servicestorage.Allocators, after servicestorage.After, before servicestorage.Before) error

//go:linkname defaultOnReadService k8s.io/kubernetes/pkg/registry/core/service/storage.(*REST).defaultOnReadService
func defaultOnReadService(r *servicestorage.REST, svc *core.Service)

// directUpdate runs only the validators, after the defaults that every update sets.
func directUpdate(s server, svc, old *core.Service, ns string) [][]string {
	svc, old = svc.DeepCopy(), old.DeepCopy()
	if svc.Namespace == "" {
		svc.Namespace = ns
	}
	if svc.ResourceVersion == "" {
		svc.ResourceVersion = old.ResourceVersion
	}
	after, before := servicestorage.After{Service: svc}, servicestorage.Before{Service: old}
	defaultOnReadService(s.rest, old)
	patchAllocatedValues(after, before)
	normalizeClusterIPs(after, before)
	ips := map[core.IPFamily]ipallocator.Interface{core.IPv4Protocol: nil, core.IPv6Protocol: nil}
	al := makeAlloc(core.IPv4Protocol, ips, nil)
	_ = initIPFamilyFields(&al, after, before)
	if svc.Spec.Type == core.ServiceTypeLoadBalancer && svc.Spec.ExternalTrafficPolicy == "Local" && svc.Spec.HealthCheckNodePort == 0 {
		svc.Spec.HealthCheckNodePort = 30000
	}
	c, _ := updating(svc, svc.Name, ns)
	return explain(rest.BeforeUpdate(service.Strategy, c, svc, old)).Errors
}

// direct runs only the validator, after the defaults that every creation sets.
func direct(svc *core.Service) [][]string {
	svc = svc.DeepCopy()
	if svc.Namespace == "" {
		svc.Namespace = "default"
	}
	rest.WipeObjectMetaSystemFields(svc)
	if svc.Name == "" && svc.GenerateName != "" {
		base := svc.GenerateName
		if len(base) > 58 {
			base = base[:58]
		}
		svc.Name = base + "xxxxx"
	}
	if svc.Spec.ClusterIP != "" && len(svc.Spec.ClusterIPs) == 0 {
		svc.Spec.ClusterIPs = []string{svc.Spec.ClusterIP}
	}
	if svc.Spec.Type == core.ServiceTypeLoadBalancer && svc.Spec.ExternalTrafficPolicy == "Local" && svc.Spec.HealthCheckNodePort == 0 {
		svc.Spec.HealthCheckNodePort = 30000
	}
	return rows(validation.ValidateServiceCreate(svc))
}
