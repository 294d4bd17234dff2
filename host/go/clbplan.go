// Package clbplan previews what Tencent Cloud TKE's Service controller would do to a cloud load balancer (CLB): a JSON
// request in, a JSON answer out.
//
// The logic is a WebAssembly module, run by wazero without cgo. The module is given nothing: no files, clock, randomness or
// network. What somebody typed into a manifest is never an error of this package, but a diagnostic in the answer.
//
// A [Module] is loaded once and called from any number of goroutines. Requests and answers are those of the JSON Schemas in
// pkg/schemas; this package looks into them only as far as [Ask] tells an answer from a refusal.
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

// FormatVersion is the format this package reads: a module whose answers have another first number is refused.
const FormatVersion = "1.0"

// ModuleVariable names the environment variable that says where the module is, for an [Open] that is not told.
const ModuleVariable = "CLBPLAN_WASM"

// A Function is what can be asked with a request, under the name of the module's export.
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

// Functions returns all of them.
func Functions() []Function {
	return []Function{PlanSync, ValidateService, Simulate, Complete, Hover, Explain}
}

// Limits say how much of the machine the module may use.
type Limits struct {
	// MemoryBytes is the linear memory of one call, rounded down to pages of 64 KiB: 1 GiB if it is 0. A call that gets no
	// more breaks off with [ErrTrap].
	MemoryBytes uint64
	// Time is how long a call may take, waiting for its turn included: a minute if it is 0. The caller's context counts as
	// well, whichever ends first.
	Time time.Duration
	// Calls is how many calls run at once, each with a memory of its own; further ones wait. As many as the Go scheduler has
	// processors if it is 0.
	Calls int
}

// An Option changes how a module is loaded.
type Option func(*options)

type options struct {
	limits   Limits
	cacheDir string
}

// WithLimits replaces the limits; those that are 0 stay as they are.
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

// WithCacheDir keeps the compiled module in a directory, so that the next process starts in milliseconds. Whoever can write
// there decides what this process executes.
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
	turns           chan struct{}
	idle            pool
}

// Open loads the module from a file: clbplan.wasm, which `cargo xtask build` puts into pkg/. With an empty path, from where
// CLBPLAN_WASM says.
func Open(ctx context.Context, path string, opts ...Option) (*Module, error) {
	if path == "" {
		path = os.Getenv(ModuleVariable)
	}
	if path == "" {
		return nil, &ModuleError{Reason: "no path was given, and " + ModuleVariable + " is not set"}
	}
	wasm, err := os.ReadFile(path)
	if err != nil {
		return nil, &ModuleError{Reason: "cannot be read", Err: err}
	}
	module, err := New(ctx, wasm, opts...)
	if unfit := (*ModuleError)(nil); errors.As(err, &unfit) {
		unfit.Path = path
	}
	return module, err
}

// New compiles the module, which takes a second or so, and asks it what it is. The error is a [*ModuleError] or a
// [*FormatVersionError]. A program that embeds the module passes the bytes of its //go:embed variable.
func New(ctx context.Context, wasm []byte, opts ...Option) (*Module, error) {
	settings := options{limits: Limits{MemoryBytes: 1 << 30, Time: time.Minute, Calls: runtime.GOMAXPROCS(0)}}
	for _, option := range opts {
		option(&settings)
	}
	module := &Module{limits: settings.limits, turns: make(chan struct{}, max(1, settings.limits.Calls))}
	if err := module.load(ctx, wasm, settings.cacheDir); err != nil {
		_ = module.Close(context.WithoutCancel(ctx))
		return nil, err
	}
	return module, nil
}

// Close ends the module, and all calls that are running.
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

// PlanSync says what would happen: a PlanRequest in, a Plan out, both JSON. See [Module.Call] for the errors.
func (module *Module) PlanSync(ctx context.Context, request []byte) ([]byte, error) {
	return module.Call(ctx, PlanSync, request)
}

// ValidateService says what is wrong with the manifests: a ValidateRequest in, a Report out. See [Module.Call].
func (module *Module) ValidateService(ctx context.Context, request []byte) ([]byte, error) {
	return module.Call(ctx, ValidateService, request)
}

// Simulate says what cluster and cloud hold after the plan: a PlanRequest in, a Simulation out. See [Module.Call].
func (module *Module) Simulate(ctx context.Context, request []byte) ([]byte, error) {
	return module.Call(ctx, Simulate, request)
}

// Complete says what can stand at a position: an EditorRequest in, Completions out. See [Module.Call].
func (module *Module) Complete(ctx context.Context, request []byte) ([]byte, error) {
	return module.Call(ctx, Complete, request)
}

// Hover says what stands at a position: an EditorRequest in, a Hover or null out. See [Module.Call].
func (module *Module) Hover(ctx context.Context, request []byte) ([]byte, error) {
	return module.Call(ctx, Hover, request)
}

// Explain says what is known of a name: an ExplainRequest in, an Explanation out. See [Module.Call].
func (module *Module) Explain(ctx context.Context, request []byte) ([]byte, error) {
	return module.Call(ctx, Explain, request)
}

// About returns version, format versions, dates of the sources and limits, as JSON.
func (module *Module) About() json.RawMessage { return append(json.RawMessage(nil), module.about...) }

// MaxRequestBytes is how long a request may be.
func (module *Module) MaxRequestBytes() int { return module.maxRequestBytes }

// Call asks the module and returns its answer as it is, byte for byte what every other host gets. A request that is none is
// not an error here: the answer is {"error":{"code","message","path"}} then, and [Ask] makes an error of it.
//
// The error is a [*RequestTooLargeError], or a [*CallError] that wraps [ErrTrap], [ErrInvalidAnswer] or the context's own
// error: context.DeadlineExceeded for a call that took too long. The module can be called again after each of them.
func (module *Module) Call(ctx context.Context, function Function, request []byte) ([]byte, error) {
	if !function.known() {
		return nil, fmt.Errorf("clbplan: there is no function %q", string(function))
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

// Ask encodes a request, calls and decodes the answer: Ask[map[string]any](ctx, module, clbplan.PlanSync, request), or any
// struct with the members one wants. A request that is none is a [*RequestError]; the other errors are those of
// [Module.Call].
func Ask[Answer any](ctx context.Context, module *Module, function Function, request any) (Answer, error) {
	var answer Answer
	body, err := json.Marshal(request)
	if err != nil {
		return answer, fmt.Errorf("clbplan: the request cannot be written as JSON: %w", err)
	}
	text, err := module.Call(ctx, function, body)
	if err != nil {
		return answer, err
	}
	var refusal struct {
		Error *RequestError `json:"error"`
	}
	if json.Unmarshal(text, &refusal) == nil && refusal.Error != nil {
		return answer, refusal.Error
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
