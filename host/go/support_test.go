package clbplan_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"clbplan"
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

// realModule is clbplan's module, compiled once for all tests.
var realModule = sync.OnceValues(func() (*clbplan.Module, error) {
	return clbplan.Open(context.Background(), modulePath, clbplan.WithLimits(clbplan.Limits{Calls: 8}))
})

func loaded(t testing.TB) *clbplan.Module {
	t.Helper()
	module, err := realModule()
	if err != nil {
		t.Fatal(err)
	}
	return module
}

// faultyModule loads a module with one fault, or without any: see `xtask/src/faulty_modules.rs`.
func faultyModule(t *testing.T, name string, limits clbplan.Limits) *clbplan.Module {
	t.Helper()
	module, err := openFaultyModule(name, limits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = module.Close(context.Background()) })
	return module
}

func openFaultyModule(name string, limits clbplan.Limits) (*clbplan.Module, error) {
	return clbplan.Open(context.Background(), target("faulty-modules", name+".wasm"), clbplan.WithLimits(limits))
}
