// Package clbplan previews what Tencent Cloud TKE's Service controller would do to a cloud load balancer (CLB): a JSON
// request in, a JSON answer out.
//
// The logic is a WebAssembly module, run by wazero without cgo. It has no access to files, clock, randomness or network. Mistakes in a manifest are never errors of this package: they are diagnostics in
// the answer.
//
// A [Module] is loaded once and called from any number of goroutines. Requests and answers are those of the JSON Schemas in
// pkg/schemas; this package only reads as much of them as [Ask] needs to recognise an error.
package clbplan

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/tetratelabs/wazero"
)

// FormatVersion is the supported format of answers: a module with another major version is rejected.
const FormatVersion = "1.0"

// ModuleVariable is the environment variable with the path of the module, which [Open] uses if its path is empty.
const ModuleVariable = "CLBPLAN_WASM"

// A Function takes a request; its value is the name of the module's export.
type Function string

const (
	PlanSync        Function = "plan-sync"        // PlanRequest to Plan
	ValidateService Function = "validate-service" // ValidateRequest to Report
	Simulate        Function = "simulate"         // PlanRequest to Simulation
	Complete        Function = "complete"         // EditorRequest to Completions
	Hover           Function = "hover"            // EditorRequest to Hover or null
	Explain         Function = "explain"          // ExplainRequest to Explanation
)

const about Function = "about"

// Functions returns all functions.
func Functions() []Function {
	return []Function{PlanSync, ValidateService, Simulate, Complete, Hover, Explain}
}

// Limits of the calls.
type Limits struct {
	// MemoryBytes is the linear memory of one call, rounded down to pages of 64 KiB: 1 GiB by default. A call that needs more fails
	// with [ErrTrap].
	MemoryBytes uint64
	// Time is the longest duration of a call, including the wait for a free slot: a minute by default. The caller's context
	// applies as well.
	Time time.Duration
	// Calls is the number of concurrent calls, each with its own memory; further calls wait. By default GOMAXPROCS.
	Calls int
}

// An Option changes how a module is loaded.
type Option func(*options)

type options struct {
	limits   Limits
	cacheDir string
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

// WithCacheDir stores the compiled module in a directory, so that the next process starts in milliseconds. Anyone who can
// write to the directory controls what this process executes.
func WithCacheDir(directory string) Option {
	return func(options *options) { options.cacheDir = directory }
}

// A Module is the clbplan module, ready to be called from any number of goroutines.
type Module struct {
	runtime         wazero.Runtime
	cache           wazero.CompilationCache
	compiled        wazero.CompiledModule
	limits          Limits
	maxRequestBytes int
	about           json.RawMessage
	slots           chan struct{}
	idle            pool
}

// Open loads the module from a file: clbplan-fast.wasm, which `cargo xtask build` writes to pkg/. An empty path means the value of
// CLBPLAN_WASM.
func Open(ctx context.Context, path string, opts ...Option) (*Module, error) {
	if path == "" {
		path = os.Getenv(ModuleVariable)
	}
	if path == "" {
		return nil, &ModuleError{Reason: "has no path: pass one, or set " + ModuleVariable}
	}
	wasm, err := os.ReadFile(path)
	if err != nil {
		return nil, &ModuleError{Reason: "cannot be read", Err: err}
	}
	module, err := New(ctx, wasm, opts...)
	if moduleError := (*ModuleError)(nil); errors.As(err, &moduleError) {
		moduleError.Path = path
	}
	return module, err
}

// New compiles the module, which takes about a second, and checks that it is clbplan's. The error is a [*ModuleError] or a
// [*FormatVersionError]. A program that embeds the module passes the bytes of its //go:embed variable.
func New(ctx context.Context, wasm []byte, opts ...Option) (*Module, error) {
	settings := options{limits: Limits{MemoryBytes: 1 << 30, Time: time.Minute, Calls: runtime.GOMAXPROCS(0)}}
	for _, option := range opts {
		option(&settings)
	}
	module := &Module{limits: settings.limits, slots: make(chan struct{}, max(1, settings.limits.Calls))}
	if err := module.load(ctx, wasm, settings.cacheDir); err != nil {
		_ = module.Close(context.WithoutCancel(ctx))
		return nil, err
	}
	return module, nil
}

// Close frees the module and ends all running calls.
func (module *Module) Close(ctx context.Context) error {
	var err error
	if module.runtime != nil {
		err = module.runtime.Close(ctx)
	}
	if module.cache != nil {
		_ = module.cache.Close(ctx)
	}
	return err
}

// PlanSync previews a change: it takes a PlanRequest and returns a Plan, both JSON. See [Module.Call] for the errors.
func (module *Module) PlanSync(ctx context.Context, request []byte) ([]byte, error) {
	return module.Call(ctx, PlanSync, request)
}

// ValidateService checks manifests: it takes a ValidateRequest and returns a Report. See [Module.Call].
func (module *Module) ValidateService(ctx context.Context, request []byte) ([]byte, error) {
	return module.Call(ctx, ValidateService, request)
}

// Simulate returns the state of cluster and cloud after the plan: it takes a PlanRequest and returns a Simulation. See [Module.Call].
func (module *Module) Simulate(ctx context.Context, request []byte) ([]byte, error) {
	return module.Call(ctx, Simulate, request)
}

// Complete returns the completions at a position: it takes an EditorRequest. See [Module.Call].
func (module *Module) Complete(ctx context.Context, request []byte) ([]byte, error) {
	return module.Call(ctx, Complete, request)
}

// Hover explains the text at a position: it takes an EditorRequest and returns a Hover or null. See [Module.Call].
func (module *Module) Hover(ctx context.Context, request []byte) ([]byte, error) {
	return module.Call(ctx, Hover, request)
}

// Explain explains a name: it takes an ExplainRequest and returns an Explanation. See [Module.Call].
func (module *Module) Explain(ctx context.Context, request []byte) ([]byte, error) {
	return module.Call(ctx, Explain, request)
}

// About returns version, format versions, dates of the sources, and limits, as JSON.
func (module *Module) About() json.RawMessage { return append(json.RawMessage(nil), module.about...) }

// MaxRequestBytes returns the maximum size of a request.
func (module *Module) MaxRequestBytes() int { return module.maxRequestBytes }

// Call returns the module's answer unchanged; every host gets the same bytes. An invalid request is not an error here: its
// answer is {"error":{"code","message","path"}}, which [Ask] converts to an error.
//
// The error is a [*RequestTooLargeError], or a [*CallError] that wraps [ErrTrap], [ErrInvalidAnswer] or the context's own
// error: context.DeadlineExceeded for a call that took too long. The module can be called again after any of them.
func (module *Module) Call(ctx context.Context, function Function, request []byte) ([]byte, error) {
	if !function.known() {
		return nil, fmt.Errorf("clbplan: unknown function %q", string(function))
	}
	if len(request) > module.maxRequestBytes {
		return nil, &RequestTooLargeError{Size: len(request), Limit: module.maxRequestBytes}
	}
	return module.call(ctx, function, request)
}

func (function Function) known() bool {
	for _, known := range Functions() {
		if function == known {
			return true
		}
	}
	return false
}

// Ask encodes a request, calls the module and decodes the answer into a map or a struct:
// Ask[map[string]any](ctx, module, clbplan.PlanSync, request). An invalid request is a [*RequestError]; the other errors are
// those of [Module.Call].
func Ask[Answer any](ctx context.Context, module *Module, function Function, request any) (Answer, error) {
	var answer Answer
	body, err := json.Marshal(request)
	if err != nil {
		return answer, fmt.Errorf("clbplan: the request cannot be encoded as JSON: %w", err)
	}
	text, err := module.Call(ctx, function, body)
	if err != nil {
		return answer, err
	}
	var rejection struct {
		Error *RequestError `json:"error"`
	}
	if json.Unmarshal(text, &rejection) == nil && rejection.Error != nil {
		return answer, rejection.Error
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return answer, &CallError{Function: function, Err: fmt.Errorf("%w: %w", ErrInvalidAnswer, err)}
	}
	return answer, nil
}

func major(version string) string {
	first, _, _ := strings.Cut(version, ".")
	return first
}
