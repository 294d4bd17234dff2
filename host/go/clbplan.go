// Package clbplan previews what Tencent Cloud TKE's Service controller would do to a cloud load balancer (CLB), before a
// manifest is applied.
//
// The logic is a WebAssembly module within this package, run by wazero without cgo. It has no access to files, clock,
// randomness or network. Mistakes in a manifest are never errors of this package: they are diagnostics in the answer.
//
// A [Planner] is made once and called from any number of goroutines.
package clbplan

import (
	"fmt"
	"runtime"
	"slices"
	"time"
)

// Version is the version of this package.
const Version = "0.1.0"

// FormatVersion is the supported format of answers: a module with another major version is rejected.
const FormatVersion = "1.0"

// ModuleVariable is the environment variable with the path of the module, for [OpenEnv].
const ModuleVariable = "CLBPLAN_WASM"

// A Function takes a request; its value is the name of the module's export.
type Function string

// The functions, for [Planner.Call].
const (
	FunctionPlan     Function = "plan-sync"        // PlanRequest to Plan
	FunctionValidate Function = "validate-service" // ValidateRequest to Report
	FunctionSimulate Function = "simulate"         // PlanRequest to Simulation
	FunctionComplete Function = "complete"         // EditorRequest to Completions
	FunctionHover    Function = "hover"            // EditorRequest to Hover or null
	FunctionExplain  Function = "explain"          // ExplainRequest to Explanation
)

const functionAbout Function = "about"

// Functions returns all functions.
func Functions() []Function {
	return []Function{FunctionPlan, FunctionValidate, FunctionSimulate, FunctionComplete, FunctionHover, FunctionExplain}
}

func (f Function) known() bool { return slices.Contains(Functions(), f) }

// Limits of the calls.
type Limits struct {
	// MemoryBytes is the linear memory of one call, rounded down to pages of 64 KiB: 1 GiB by default. A call that needs more
	// fails with [ErrOutOfMemory].
	MemoryBytes uint64
	// Time is the longest duration of a call, including the wait for its turn: a minute by default. The caller's context
	// applies as well.
	Time time.Duration
	// Calls is the number of concurrent calls, each with its own memory; further calls wait. By default GOMAXPROCS.
	Calls int
}

func (l Limits) check() error {
	switch {
	case l.MemoryBytes < pageBytes:
		return fmt.Errorf("clbplan: Limits.MemoryBytes is %d; the smallest limit is a page of %d bytes", l.MemoryBytes, pageBytes)
	case l.Time < 0:
		return fmt.Errorf("clbplan: Limits.Time is %v; it must be positive", l.Time)
	case l.Calls < 0:
		return fmt.Errorf("clbplan: Limits.Calls is %d; the smallest number is 1", l.Calls)
	}
	return nil
}

// An Option changes how a planner is made.
type Option func(*options)

type options struct {
	limits   Limits
	wasm     []byte
	cacheDir string
}

func defaultOptions() options {
	return options{limits: Limits{MemoryBytes: 1 << 30, Time: time.Minute, Calls: runtime.GOMAXPROCS(0)}}
}

// WithLimits sets limits; those that are 0 keep their default.
func WithLimits(limits Limits) Option {
	return func(options *options) {
		if limits.MemoryBytes != 0 {
			options.limits.MemoryBytes = limits.MemoryBytes
		}
		if limits.Time != 0 {
			options.limits.Time = limits.Time
		}
		if limits.Calls != 0 {
			options.limits.Calls = limits.Calls
		}
	}
}

// WithModule uses another build of the module than the one in this package.
func WithModule(wasm []byte) Option {
	return func(options *options) { options.wasm = append([]byte{}, wasm...) }
}

// WithCacheDir stores the compiled module in a directory, so that the next process starts in milliseconds. Anyone who can
// write to the directory controls what this process executes.
func WithCacheDir(directory string) Option {
	return func(options *options) { options.cacheDir = directory }
}
