package clbplan_test

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/clbplan/clbplan-go"
)

// A thousand callers at once over four turns. Some give up, some send invalid requests; nobody else notices.
func TestAThousandCallersShareFourTurns(t *testing.T) {
	planner := loaded(t)
	request := []byte(`{"manifests":[{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"shop"},
		"spec":{"type":"LoadBalancer","selector":{"app":"web"},"ports":[{"port":80}]}}]}`)
	expected, err := planner.Call(t.Context(), clbplan.FunctionPlan, request)
	if err != nil {
		t.Fatal(err)
	}
	start := make(chan struct{})
	var group sync.WaitGroup
	for number := range 1000 {
		group.Go(func() {
			<-start
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if number%10 == 0 {
				go cancel()
			}
			var invalid *clbplan.RequestError
			if _, err := planner.Plan(ctx, &clbplan.PlanRequest{Manifests: clbplan.Objects{func() {}}}); !errors.As(err, &invalid) {
				t.Errorf("%d: an invalid request: %v", number, err)
			}
			answer, err := planner.Call(ctx, clbplan.FunctionPlan, request)
			isRight := err == nil && bytes.Equal(answer, expected)
			// Who gives up may be lucky.
			if !isRight && (number%10 != 0 || !errors.Is(err, context.Canceled)) {
				t.Errorf("%d: %v", number, err)
			}
		})
	}
	close(start)
	group.Wait()
}
