package clbplan_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/clbplan/clbplan-go"
)

const service = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  type: LoadBalancer
  selector: { app: web }
  ports: [{ port: 80 }]
`

func Example() {
	ctx := context.Background()
	planner, err := clbplan.New(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer planner.Close(ctx)

	plan, err := planner.Plan(ctx, &clbplan.PlanRequest{Manifests: clbplan.Text(service)})
	if err != nil {
		log.Fatal(err)
	}
	for _, service := range plan.Services {
		fmt.Println(service.Namespace, service.Name, service.LoadBalancer.Verdict, service.LoadBalancer.VIP)
	}
	for diagnostic := range plan.Errors() {
		fmt.Println(diagnostic)
	}
	// Output: shop web create unknown
}

func ExamplePlanner_Plan_policy() {
	ctx := context.Background()
	planner, err := clbplan.New(ctx, clbplan.WithLimits(clbplan.Limits{Time: 5 * time.Second, Calls: 4}))
	if err != nil {
		log.Fatal(err)
	}
	defer planner.Close(ctx)

	ctx, cancel := context.WithTimeout(ctx, 4*time.Second)
	defer cancel()
	plan, err := planner.Plan(ctx, &clbplan.PlanRequest{
		Manifests: clbplan.Text(service),
		Policy: &clbplan.Policy{Rules: []clbplan.PolicyRule{{
			Name: "internal only",
			Deny: []clbplan.Guard{clbplan.ExposesPublicly, clbplan.ExceedsBandwidth(100)},
		}}},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(plan.Policy.Verdict)
	// Output: deny
}
