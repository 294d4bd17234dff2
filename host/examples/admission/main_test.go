package main

import (
	"bytes"
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

func send(t *testing.T, request string) *response {
	t.Helper()
	planner, err := clbplan.Open(t.Context(), "../../../pkg/clbplan-fast.wasm")
	if err != nil {
		t.Fatal(err)
	}
	defer planner.Close(t.Context())
	recorder := httptest.NewRecorder()
	body := `{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":` + request + `}`
	webhook(planner).ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body)))
	var answer review
	if err := json.NewDecoder(bytes.NewReader(recorder.Body.Bytes())).Decode(&answer); err != nil || answer.Response == nil {
		t.Fatalf("%d %s", recorder.Code, recorder.Body)
	}
	if answer.Response.UID != "1" || answer.Kind != "AdmissionReview" {
		t.Errorf("%s", recorder.Body)
	}
	return answer.Response
}

func TestANewServiceIsAllowed(t *testing.T) {
	if answer := send(t, `{"uid":"1","object":`+object("", "")+`}`); !answer.Allowed {
		t.Error(answer.Status)
	}
}

func TestASwitchToInternalIsDenied(t *testing.T) {
	answer := send(t, `{"uid":"1","object":`+object(internal, state)+`,"oldObject":`+object(public, state)+`}`)
	if answer.Allowed || len(answer.Warnings) == 0 {
		t.Error(answer)
	}
	t.Log(answer.Status, answer.Warnings)
}

func TestADeletionThatLosesTheAddressIsDenied(t *testing.T) {
	answer := send(t, `{"uid":"1","operation":"DELETE","object":null,"oldObject":`+object(public, state)+`}`)
	if answer.Allowed || !strings.Contains(answer.Status.Message, "is delete, and its address is lost; ") {
		t.Error(answer.Allowed, answer.Status)
	}
}
