// Command preview previews a change as a tool would: typed, with limits, and with every kind of outcome. Its output is in
// output.txt.
//
//	go run . ../public-to-internal
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/clbplan/clbplan-go"
)

func main() {
	if err := run(context.Background(), os.Args[1], os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, folder string, out io.Writer) error {
	request, err := read(folder)
	if err != nil {
		return err
	}
	planner, err := clbplan.New(ctx, clbplan.WithLimits(clbplan.Limits{MemoryBytes: 256 << 20, Time: time.Minute, Calls: 4}))
	if err != nil {
		return err
	}
	defer planner.Close(ctx)
	plan, err := planner.Plan(ctx, request)
	if err != nil {
		return err
	}
	for _, service := range plan.Services {
		balancer := service.LoadBalancer
		fmt.Fprintf(out, "%s/%s: %s, address %s, was %s\n", service.Namespace, service.Name, balancer.Verdict, balancer.VIP,
			strings.Join(balancer.Addresses.Before, ", "))
	}
	fmt.Fprintln(out, "policy:", plan.Policy.Verdict)
	manifest := string(request.Manifests.(clbplan.Text))
	wrong := clbplan.Text(strings.Replace(manifest, "port: 80", "port: 80000", 1))
	report, err := planner.Validate(ctx, &clbplan.ValidateRequest{Manifests: wrong})
	if err != nil {
		return err
	}
	for diagnostic := range report.Errors() {
		fmt.Fprintln(out, diagnostic)
	}
	var invalid *clbplan.RequestError
	if _, err := planner.Complete(ctx, &clbplan.EditorRequest{}); errors.As(err, &invalid) {
		fmt.Fprintln(out, "invalid:", invalid.Code, "at", invalid.Path)
	}
	large := *request
	large.Manifests = clbplan.Text(strings.Repeat(manifest+"---\n", 2000))
	short, cancel := context.WithTimeout(ctx, 10*time.Millisecond)
	defer cancel()
	if _, err := planner.Plan(short, &large); errors.Is(err, context.DeadlineExceeded) {
		fmt.Fprintln(out, "too late")
	}
	var group sync.WaitGroup
	var equal atomic.Int32
	for range 4 {
		group.Go(func() {
			if again, err := planner.Plan(ctx, request); err == nil && reflect.DeepEqual(again, plan) {
				equal.Add(1)
			}
		})
	}
	group.Wait()
	fmt.Fprintln(out, equal.Load(), "equal plans at once")
	return nil
}

func read(folder string) (*clbplan.PlanRequest, error) {
	var texts [3][]byte
	for i, name := range []string{"service.yaml", "live.yaml", "clb.json"} {
		var err error
		if texts[i], err = os.ReadFile(filepath.Join(folder, name)); err != nil {
			return nil, err
		}
	}
	var cloud clbplan.CLBState
	if err := json.Unmarshal(texts[2], &cloud); err != nil {
		return nil, err
	}
	return &clbplan.PlanRequest{
		Manifests: clbplan.Text(texts[0]),
		Live:      clbplan.Text(texts[1]),
		CLB:       &cloud,
		Context:   &clbplan.Context{ClusterID: "cls-2x9k4m7q", LifecycleMode: clbplan.LifecycleModeRebuild},
		Policy: &clbplan.Policy{Rules: []clbplan.PolicyRule{{
			Name: "addresses",
			Deny: []clbplan.Guard{clbplan.ChangesAddress, clbplan.ExceedsBandwidth(100)},
		}}},
	}, nil
}
