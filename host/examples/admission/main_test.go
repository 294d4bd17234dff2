package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/clbplan/clbplan-go"
)

const service = `{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"shop","uid":"u1",
	"annotations":{%s}},"spec":{"type":"LoadBalancer","selector":{"app":"web"},
	"ports":[{"name":"http","port":80,"targetPort":8080,"nodePort":30080,"protocol":"TCP"}]}%s}`

const (
	public   = `"service.kubernetes.io/loadbalance-id":"lb-6efswuxa"`
	internal = public + `,"service.kubernetes.io/qcloud-loadbalancer-internal-subnetid":"subnet-aaaa1111"`
	state    = `,"status":{"loadBalancer":{"ingress":[{"ip":"203.0.113.7"}]}}`
)

func object(annotations, rest string) string {
	return strings.Replace(strings.Replace(service, "%s", annotations, 1), "%s", rest, 1)
}

func send(t *testing.T, request string) review {
	t.Helper()
	planner, err := clbplan.Open(t.Context(), "../../../pkg/clbplan-fast.wasm")
	if err != nil {
		t.Fatal(err)
	}
	defer planner.Close(t.Context())
	server := httptest.NewTLSServer(webhook(planner))
	defer server.Close()
	body := `{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":` + request + `}`
	answered, err := server.Client().Post(server.URL, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer answered.Body.Close()
	var answer review
	if err := json.NewDecoder(answered.Body).Decode(&answer); err != nil {
		t.Fatalf("%s: %v", answered.Status, err)
	}
	if answer.Response.UID != "1" || answer.Kind != "AdmissionReview" || !answer.Response.Allowed {
		t.Errorf("%+v", answer)
	}
	return answer
}

func TestANewServiceIsNoReasonToWarn(t *testing.T) {
	if answer := send(t, `{"uid":"1","object":`+object("", "")+`}`); len(answer.Response.Warnings) != 0 {
		t.Error(answer.Response.Warnings)
	}
}

func TestASwitchToInternalWarns(t *testing.T) {
	answer := send(t, `{"uid":"1","object":`+object(internal, state)+`,"oldObject":`+object(public, state)+`}`)
	if len(answer.Response.Warnings) != 1 {
		t.Error(answer.Response.Warnings)
	}
}

func TestADeletionThatLosesTheAddressWarns(t *testing.T) {
	answer := send(t, `{"uid":"1","operation":"DELETE","object":null,"oldObject":`+object(public, state)+`}`)
	warnings := strings.Join(answer.Response.Warnings, "\n")
	if warnings != "shop/web: the plan for its load balancer is delete, its address is lost" {
		t.Error(warnings)
	}
}

func TestWhatIsNoReviewIsRejected(t *testing.T) {
	planner, err := clbplan.Open(t.Context(), "../../../pkg/clbplan-fast.wasm")
	if err != nil {
		t.Fatal(err)
	}
	defer planner.Close(t.Context())
	recorder := httptest.NewRecorder()
	webhook(planner).ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, "/", strings.NewReader("{}")))
	if recorder.Code != http.StatusBadRequest {
		t.Error(recorder.Code)
	}
}
