package clbplan_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/clbplan/clbplan-go"
)

// target returns a path in the directory of test inputs, which `cargo xtask hosts go` writes.
func target(elements ...string) string {
	folder := os.Getenv("CLBPLAN_TARGET")
	if folder == "" {
		folder = filepath.Join("..", "..", "target")
	}
	return filepath.Join(append([]string{folder}, elements...)...)
}

const modulePath = "../../pkg/clbplan-fast.wasm"

// compiledModules is where the tests keep the compiled module: with the race detector it takes half a minute to make.
var compiledModules = target("host-go-cache")

// realPlanner has clbplan's module, compiled once for all tests.
var realPlanner = sync.OnceValues(func() (*clbplan.Planner, error) {
	limits := clbplan.WithLimits(clbplan.Limits{Calls: 4})
	return clbplan.Open(context.Background(), modulePath, limits, clbplan.WithCacheDir(compiledModules))
})

func loaded(t testing.TB) *clbplan.Planner {
	t.Helper()
	planner, err := realPlanner()
	if err != nil {
		t.Fatal(err)
	}
	return planner
}

// faultyPlanner loads a module with one fault, or without any: see `xtask/src/faulty_modules.rs`.
func faultyPlanner(t *testing.T, name string, limits clbplan.Limits) *clbplan.Planner {
	t.Helper()
	planner, err := openFaulty(name, limits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = planner.Close(context.Background()) })
	return planner
}

func openFaulty(name string, limits clbplan.Limits) (*clbplan.Planner, error) {
	return clbplan.Open(context.Background(), target("faulty-modules", name+".wasm"), clbplan.WithLimits(limits))
}
