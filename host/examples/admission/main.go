// Command admission shows how a program in Go embeds clbplan: a validating webhook over TLS that warns of what a change does to
// a load balancer. For a cluster there is host/webhook, which also knows the other Services and the cloud, and has policies,
// certificates, limits and a chart.
//
//	go run . tls.crt tls.key
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/clbplan/clbplan-go"
)

type review struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Request    struct {
		UID       string          `json:"uid"`
		Object    json.RawMessage `json:"object"`
		OldObject json.RawMessage `json:"oldObject"`
	} `json:"request,omitzero"`
	Response struct {
		UID      string   `json:"uid"`
		Allowed  bool     `json:"allowed"`
		Warnings []string `json:"warnings,omitempty"`
	} `json:"response"`
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: admission CERTIFICATE KEY")
	}
	limits := clbplan.WithLimits(clbplan.Limits{MemoryBytes: 256 << 20, Time: time.Second})
	planner, err := clbplan.New(context.Background(), limits)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Addr: ":8443", Handler: webhook(planner), ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(server.ListenAndServeTLS(os.Args[1], os.Args[2]))
}

func webhook(planner *clbplan.Planner) http.Handler {
	return http.HandlerFunc(func(writer http.ResponseWriter, httpRequest *http.Request) {
		var received review
		body := http.MaxBytesReader(writer, httpRequest.Body, 4<<20)
		if err := json.NewDecoder(body).Decode(&received); err != nil || received.Request.UID == "" {
			http.Error(writer, "not an AdmissionReview", http.StatusBadRequest)
			return
		}
		plan, err := planner.Plan(httpRequest.Context(), planRequest(&received))
		if err != nil {
			// That says nothing about the Service: the registration's failurePolicy applies.
			http.Error(writer, err.Error(), http.StatusInternalServerError)
			return
		}
		answer := review{APIVersion: received.APIVersion, Kind: received.Kind}
		answer.Response.UID, answer.Response.Allowed = received.Request.UID, true
		for _, service := range plan.Services {
			balancer := service.LoadBalancer
			if balancer.Verdict == clbplan.LoadBalancerVerdictBlocked || balancer.VIP == clbplan.VIPVerdictLost || balancer.VIP == clbplan.VIPVerdictChanged {
				warning := fmt.Sprintf("%s/%s: the plan for its load balancer is %s, its address is %s",
					service.Namespace, service.Name, balancer.Verdict, balancer.VIP)
				answer.Response.Warnings = append(answer.Response.Warnings, warning)
			}
		}
		writer.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(writer).Encode(answer)
	})
}

// planRequest has the Service before and after the change. A deletion has no new object.
func planRequest(received *review) *clbplan.PlanRequest {
	exists := func(object json.RawMessage) bool { return len(object) > 0 && string(object) != "null" }
	request, prune := &clbplan.PlanRequest{}, true
	if exists(received.Request.OldObject) {
		request.Live = clbplan.Objects{received.Request.OldObject}
	}
	if exists(received.Request.Object) {
		request.Manifests = clbplan.Objects{received.Request.Object}
	} else {
		request.Prune = &prune
	}
	return request
}
