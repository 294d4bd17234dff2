package clbplan_test

import (
	"context"
	"fmt"
	"log"

	"clbplan"
)

func Example() {
	ctx := context.Background()
	module, err := clbplan.Open(ctx, "../../pkg/clbplan-fast.wasm") // or CLBPLAN_WASM, with ""
	if err != nil {
		log.Fatal(err)
	}
	defer module.Close(ctx)

	type plan struct {
		Services []struct {
			Namespace, Name string
			LoadBalancer    struct{ Verdict, VIP string }
		}
	}
	service := `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  type: LoadBalancer
  selector: { app: web }
  ports: [{ port: 80 }]
`
	answer, err := clbplan.Ask[plan](ctx, module, clbplan.PlanSync, map[string]any{"manifests": service})
	if err != nil {
		log.Fatal(err)
	}
	for _, service := range answer.Services {
		fmt.Println(service.Namespace, service.Name, service.LoadBalancer.Verdict, service.LoadBalancer.VIP)
	}
	// Output: shop web create unknown
}
