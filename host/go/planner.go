package clbplan

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"os"
	"sync"

	"github.com/tetratelabs/wazero"
)

// The module that `cargo xtask build` puts into the folder. A folder, because a checkout has no module before the build.
//
//go:embed module
var packaged embed.FS

// A Planner previews what TKE's Service controller would do. It can be used from any number of goroutines. It holds the
// compiled module; [Planner.Close] frees it.
type Planner struct {
	runtime         wazero.Runtime
	cache           wazero.CompilationCache
	compiled        wazero.CompiledModule
	limits          Limits
	maxRequestBytes int
	about           json.RawMessage
	slots           chan struct{}
	idle            pool
	closed          chan struct{}
	closing         sync.Once
}

// New compiles the module in this package, or that of [WithModule], and checks that it is clbplan's, which takes about a
// second. The error is a [*ModuleError], a [*FormatVersionError], or that of a limit. If the context ends, the error is its
// own; the compilation ends later, in the background.
func New(ctx context.Context, opts ...Option) (*Planner, error) {
	settings := defaultOptions()
	for _, option := range opts {
		option(&settings)
	}
	if err := settings.limits.check(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	type result struct {
		planner *Planner
		err     error
	}
	loaded := make(chan result, 1)
	go func() {
		planner, err := load(context.WithoutCancel(ctx), settings)
		loaded <- result{planner, err}
	}()
	select {
	case it := <-loaded:
		return it.planner, it.err
	case <-ctx.Done():
		go func() {
			if it := <-loaded; it.planner != nil {
				_ = it.planner.Close(context.WithoutCancel(ctx))
			}
		}()
		return nil, ctx.Err()
	}
}

// Open loads the module from a file. See [New] for the errors.
func Open(ctx context.Context, path string, opts ...Option) (*Planner, error) {
	wasm, err := os.ReadFile(path)
	if err != nil {
		return nil, &ModuleError{Reason: "cannot be read", Path: path, Err: err}
	}
	planner, err := New(ctx, append(opts, WithModule(wasm))...)
	if moduleError := (*ModuleError)(nil); errors.As(err, &moduleError) {
		moduleError.Path = path
	}
	return planner, err
}

// OpenEnv loads the file that the environment variable CLBPLAN_WASM names; without it, the module in this package.
func OpenEnv(ctx context.Context, opts ...Option) (*Planner, error) {
	if path := os.Getenv(ModuleVariable); path != "" {
		return Open(ctx, path, opts...)
	}
	return New(ctx, opts...)
}

func load(ctx context.Context, settings options) (*Planner, error) {
	wasm := settings.wasm
	if wasm == nil {
		var err error
		if wasm, err = packaged.ReadFile("module/clbplan-fast.wasm"); err != nil {
			return nil, &ModuleError{Reason: "is not in this build of the package; in a checkout, `cargo xtask build` puts it there"}
		}
	}
	planner := &Planner{
		limits: settings.limits,
		slots:  make(chan struct{}, settings.limits.Calls),
		closed: make(chan struct{}),
	}
	if err := planner.compile(ctx, wasm, settings.cacheDir); err != nil {
		_ = planner.Close(ctx)
		return nil, err
	}
	return planner, nil
}

// Close ends the running calls and rejects further ones, both with [ErrClosed], and frees the module. It may be called more
// than once.
func (p *Planner) Close(ctx context.Context) error {
	if p.closed == nil {
		return nil
	}
	var err error
	p.closing.Do(func() {
		close(p.closed)
		if p.runtime != nil {
			err = p.runtime.Close(ctx)
		}
		if p.cache != nil {
			err = errors.Join(err, p.cache.Close(ctx))
		}
	})
	return err
}

// Plan returns what happens to each load balancer, why, and by which API calls. See [Planner.Call] for the errors; an invalid
// request is a [*RequestError].
func (p *Planner) Plan(ctx context.Context, request *PlanRequest) (*Plan, error) {
	return ask[*Plan](ctx, p, FunctionPlan, request)
}

// Validate returns the errors and warnings in the manifests. Its errors are those of [Planner.Plan].
func (p *Planner) Validate(ctx context.Context, request *ValidateRequest) (*Report, error) {
	return ask[*Report](ctx, p, FunctionValidate, request)
}

// Simulate returns cluster and cloud after the plan, for the next request. Its errors are those of [Planner.Plan].
func (p *Planner) Simulate(ctx context.Context, request *PlanRequest) (*Simulation, error) {
	return ask[*Simulation](ctx, p, FunctionSimulate, request)
}

// Complete returns the completions at a position in a manifest. Its errors are those of [Planner.Plan].
func (p *Planner) Complete(ctx context.Context, request *EditorRequest) (*Completions, error) {
	return ask[*Completions](ctx, p, FunctionComplete, request)
}

// Hover returns documentation of the field or annotation at a position, or nil. Its errors are those of [Planner.Plan].
func (p *Planner) Hover(ctx context.Context, request *EditorRequest) (*Hover, error) {
	return ask[*Hover](ctx, p, FunctionHover, request)
}

// Explain returns documentation of an annotation, code, reason, field, switch or tag. Its errors are those of [Planner.Plan].
func (p *Planner) Explain(ctx context.Context, request *ExplainRequest) (*Explanation, error) {
	return ask[*Explanation](ctx, p, FunctionExplain, request)
}

// About returns version, format versions, dates of the sources, and limits.
func (p *Planner) About() (*About, error) {
	if p.closed == nil {
		return nil, ErrClosed
	}
	about := new(About)
	if err := json.Unmarshal(p.about, about); err != nil {
		return nil, invalid(functionAbout, err)
	}
	return about, nil
}

// MaxRequestBytes returns the maximum size of a request.
func (p *Planner) MaxRequestBytes() int { return p.maxRequestBytes }

// Call returns the module's answer unchanged; every host gets the same bytes. An invalid request is not an error here: its
// answer is {"error":{"code","message","path"}}. The context's deadline is the time limit of this call.
//
// The error is a [*RequestTooLargeError], or a [*CallError] that wraps [ErrTrap], [ErrOutOfMemory], [ErrInvalidAnswer],
// [ErrClosed] or the context's own error: context.DeadlineExceeded for a call that took too long. The planner can be called
// again after any of them but ErrClosed.
func (p *Planner) Call(ctx context.Context, function Function, request []byte) ([]byte, error) {
	if !function.known() {
		return nil, &CallError{Function: function, Err: errors.New("there is no such function")}
	}
	if p.isClosed() {
		return nil, &CallError{Function: function, Err: ErrClosed}
	}
	if len(request) > p.maxRequestBytes {
		return nil, &RequestTooLargeError{Size: len(request), Limit: p.maxRequestBytes}
	}
	return p.call(ctx, function, request)
}

// isClosed also holds for the zero value, which has no module.
func (p *Planner) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return p.closed == nil
	}
}

// ask encodes a request, calls the module and decodes the answer.
func ask[Answer any](ctx context.Context, p *Planner, function Function, request any) (Answer, error) {
	var answer Answer
	body, err := json.Marshal(request)
	if err != nil {
		return answer, &RequestError{Code: "request/not-json", Message: "the request cannot be written as JSON: " + err.Error()}
	}
	text, err := p.Call(ctx, function, body)
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
		return answer, invalid(function, err)
	}
	return answer, nil
}
