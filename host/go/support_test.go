package clbplan_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"clbplan"
)

// `cargo xtask hosts go` makes what the tests need, and says where it is.
func target(elements ...string) string {
	folder := os.Getenv("CLBPLAN_TARGET")
	if folder == "" {
		folder = filepath.Join("..", "..", "target")
	}
	return filepath.Join(append([]string{folder}, elements...)...)
}

const modulePath = "../../pkg/clbplan.wasm"

// real is clbplan itself, compiled once for all tests.
var real = sync.OnceValues(func() (*clbplan.Module, error) {
	return clbplan.Open(context.Background(), modulePath, clbplan.WithLimits(clbplan.Limits{Calls: 8}))
})

func loaded(t testing.TB) *clbplan.Module {
	t.Helper()
	module, err := real()
	if err != nil {
		t.Fatal(err)
	}
	return module
}

// fault loads a module with one fault, or none: see `xtask/src/faults.rs`.
func fault(t *testing.T, name string, limits clbplan.Limits) *clbplan.Module {
	t.Helper()
	module, err := openFault(name, limits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = module.Close(context.Background()) })
	return module
}

func openFault(name string, limits clbplan.Limits) (*clbplan.Module, error) {
	return clbplan.Open(context.Background(), target("faults", name+".wasm"), clbplan.WithLimits(limits))
}
