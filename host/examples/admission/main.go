// Command admission is a validating webhook that refuses a change of a Service which would cost its clients the address, or
// which the controller would refuse anyway, and warns of everything else that is wrong with it.
//
// It is a sketch of the part that is about load balancers: it serves plain HTTP and knows the Service before and after, not
// the cloud. A cluster wants TLS and a ValidatingWebhookConfiguration around it.
//
//	CLBPLAN_WASM=../../../pkg/clbplan.wasm go run . -listen 127.0.0.1:8443
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

// review is as much of an AdmissionReview as is needed.
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

// plan is as much of the answer as is needed.
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
	return http.HandlerFunc(func(writer http.ResponseWriter, received *http.Request) {
		var asked review
		body := http.MaxBytesReader(writer, received.Body, 4<<20)
		if err := json.NewDecoder(body).Decode(&asked); err != nil || asked.Request == nil {
			http.Error(writer, "no AdmissionReview", http.StatusBadRequest)
			return
		}
		answer, err := judge(received.Context(), module, asked.Request)
		if err != nil {
			// The preview failed, not the Service: the webhook's failurePolicy decides.
			log.Print(err)
			http.Error(writer, "no preview", http.StatusInternalServerError)
			return
		}
		writer.Header().Set("Content-Type", "application/json")
		reply := review{APIVersion: asked.APIVersion, Kind: asked.Kind, Response: answer}
		if err := json.NewEncoder(writer).Encode(reply); err != nil {
			log.Print(err)
		}
	})
}

// question puts the Service as it is to be and as it is into a PlanRequest. One that is to go has no new object.
func question(asked *request) map[string]any {
	is := func(object json.RawMessage) bool { return len(object) > 0 && string(object) != "null" }
	question := map[string]any{}
	if is(asked.Object) {
		question["manifests"] = []json.RawMessage{asked.Object}
	}
	if is(asked.OldObject) {
		question["live"] = []json.RawMessage{asked.OldObject}
		question["prune"] = !is(asked.Object)
	}
	return question
}

func judge(ctx context.Context, module *clbplan.Module, asked *request) (*response, error) {
	answer, err := clbplan.Ask[plan](ctx, module, clbplan.PlanSync, question(asked))
	var refused *clbplan.RequestError
	if errors.As(err, &refused) {
		return &response{UID: asked.UID, Status: &status{Message: refused.Message}}, nil
	}
	if err != nil {
		return nil, err
	}
	decision := &response{UID: asked.UID, Allowed: true}
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
