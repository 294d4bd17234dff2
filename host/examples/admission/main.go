// Command admission is a validating webhook. It denies changes of a Service that would lose its address or that the controller
// would refuse, and returns all other findings as warnings.
//
// It only shows the part about load balancers: it serves plain HTTP, and it knows the Service before and after the change, but not
// the cloud. In a cluster it needs TLS and a ValidatingWebhookConfiguration.
//
//	CLBPLAN_WASM=../../../pkg/clbplan-fast.wasm go run . -listen 127.0.0.1:8443
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	"time"

	"clbplan"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:8443", "address to listen on")
	flag.Parse()
	module, err := clbplan.Open(context.Background(), "", clbplan.WithLimits(clbplan.Limits{
		MemoryBytes: 256 << 20, Time: 5 * time.Second,
	}))
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Addr: *listen, Handler: webhook(module), ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(server.ListenAndServe())
}

// review has the fields of an AdmissionReview that are needed here.
type review struct {
	APIVersion string    `json:"apiVersion"`
	Kind       string    `json:"kind"`
	Request    *request  `json:"request,omitempty"`
	Response   *response `json:"response,omitempty"`
}

type request struct {
	UID       string          `json:"uid"`
	Object    json.RawMessage `json:"object"`
	OldObject json.RawMessage `json:"oldObject"`
}

type response struct {
	UID      string   `json:"uid"`
	Allowed  bool     `json:"allowed"`
	Status   *status  `json:"status,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
}

type status struct {
	Message string `json:"message"`
}

// plan has the fields of the answer that are needed here.
type plan struct {
	Services []struct {
		Namespace, Name string
		LoadBalancer    struct {
			Verdict, VIP string
			Because      []struct{ Message string }
		}
	}
	Diagnostics []struct{ Code, Severity, Message string }
}

func webhook(module *clbplan.Module) http.Handler {
	return http.HandlerFunc(func(writer http.ResponseWriter, httpRequest *http.Request) {
		var received review
		body := http.MaxBytesReader(writer, httpRequest.Body, 4<<20)
		if err := json.NewDecoder(body).Decode(&received); err != nil || received.Request == nil {
			http.Error(writer, "not an AdmissionReview", http.StatusBadRequest)
			return
		}
		answer, err := decide(httpRequest.Context(), module, received.Request)
		if err != nil {
			// The preview failed, which says nothing about the Service: the webhook's failurePolicy applies.
			log.Print(err)
			http.Error(writer, "the preview failed", http.StatusInternalServerError)
			return
		}
		writer.Header().Set("Content-Type", "application/json")
		reply := review{APIVersion: received.APIVersion, Kind: received.Kind, Response: answer}
		if err := json.NewEncoder(writer).Encode(reply); err != nil {
			log.Print(err)
		}
	})
}

// planRequest is a PlanRequest with the Service before and after the change. A deletion has no new object.
func planRequest(admission *request) map[string]any {
	exists := func(object json.RawMessage) bool { return len(object) > 0 && string(object) != "null" }
	fields := map[string]any{}
	if exists(admission.Object) {
		fields["manifests"] = []json.RawMessage{admission.Object}
	}
	if exists(admission.OldObject) {
		fields["live"] = []json.RawMessage{admission.OldObject}
		fields["prune"] = !exists(admission.Object)
	}
	return fields
}

func decide(ctx context.Context, module *clbplan.Module, admission *request) (*response, error) {
	answer, err := clbplan.Ask[plan](ctx, module, clbplan.PlanSync, planRequest(admission))
	var invalid *clbplan.RequestError
	if errors.As(err, &invalid) {
		return &response{UID: admission.UID, Status: &status{Message: invalid.Message}}, nil
	}
	if err != nil {
		return nil, err
	}
	decision := &response{UID: admission.UID, Allowed: true}
	for _, finding := range answer.Diagnostics {
		if finding.Severity == "error" || finding.Severity == "warning" {
			decision.Warnings = append(decision.Warnings, fmt.Sprintf("%s [%s]", finding.Message, finding.Code))
		}
	}
	for _, service := range answer.Services {
		balancer := service.LoadBalancer
		if balancer.Verdict == "blocked" || balancer.VIP == "lost" || balancer.VIP == "changed" {
			decision.Allowed = false
			message := fmt.Sprintf("the plan for the load balancer of %s/%s is %s, and its address is %s",
				service.Namespace, service.Name, balancer.Verdict, balancer.VIP)
			for _, reason := range balancer.Because {
				message += "; " + reason.Message
			}
			decision.Status = &status{Message: message}
		}
	}
	return decision, nil
}
