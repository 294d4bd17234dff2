package clbplan

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/sys"
)

// This file calls the module's exports with the component model's canonical ABI for func(request: string) -> string. A
// request is written to the address that cabi_realloc returns, and the module owns it from then on. A call returns the
// address of two 32-bit numbers: the address and the length of the answer. cabi_post_… frees the answer. Addresses from the
// module are not trusted: wazero checks every access.

const (
	pageBytes = 1 << 16
	// maxIdleBytes is the largest memory of an instance that is kept for another call: memory never shrinks.
	maxIdleBytes = 64 << 20
)

// pool holds idle instances. An instance is only returned to it after a successful call.
type pool struct {
	sync.Mutex
	instances []api.Module
}

func (p *pool) take() api.Module {
	p.Lock()
	defer p.Unlock()
	last := len(p.instances) - 1
	if last < 0 {
		return nil
	}
	instance := p.instances[last]
	p.instances = p.instances[:last]
	return instance
}

func (p *pool) put(instance api.Module) {
	p.Lock()
	defer p.Unlock()
	p.instances = append(p.instances, instance)
}

func (p *Planner) compile(ctx context.Context, wasm []byte, cacheDir string) error {
	if err := checkKind(wasm); err != nil {
		return err
	}
	config := wazero.NewRuntimeConfig().WithCloseOnContextDone(true)
	config = config.WithMemoryLimitPages(uint32(min(p.limits.MemoryBytes/pageBytes, 1<<16)))
	if cacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(cacheDir)
		if err != nil {
			return &ModuleError{Reason: "cannot be cached in " + cacheDir, Err: err}
		}
		p.cache = cache
		config = config.WithCompilationCache(cache)
	}
	p.runtime = wazero.NewRuntimeWithConfig(ctx, config)
	compiled, err := p.runtime.CompileModule(ctx, wasm)
	if err != nil {
		return &ModuleError{Reason: "is not valid WebAssembly", Err: err}
	}
	p.compiled = compiled
	if err := checkInterface(compiled); err != nil {
		return err
	}
	return p.readAbout(ctx)
}

// checkKind rejects files that are not a core module, with a clearer message than the runtime's.
func checkKind(wasm []byte) error {
	if !bytes.HasPrefix(wasm, []byte("\x00asm")) {
		return &ModuleError{Reason: "is not WebAssembly: it does not start with \\0asm"}
	}
	if len(wasm) >= 8 && wasm[6] == 1 && wasm[7] == 0 {
		return &ModuleError{Reason: "is a WebAssembly component; pass the core module `clbplan.wasm` instead"}
	}
	return nil
}

// checkInterface compares imports and exports with clbplan's.
func checkInterface(compiled wazero.CompiledModule) error {
	for _, definition := range compiled.ImportedFunctions() {
		from, name, _ := definition.Import()
		return &ModuleError{Reason: fmt.Sprintf("imports %s.%s, but clbplan's module has no imports; is this `clbplan.wasm`?", from, name)}
	}
	if _, found := compiled.ExportedMemories()["memory"]; !found {
		return &ModuleError{Reason: "does not export `memory` as clbplan does"}
	}
	type arity struct{ params, results int }
	expected := map[string]arity{"cabi_realloc": {4, 1}, string(functionAbout): {0, 1}, post(functionAbout): {1, 0}}
	for _, function := range Functions() {
		expected[string(function)] = arity{2, 1}
		expected[post(function)] = arity{1, 0}
	}
	exported := compiled.ExportedFunctions()
	for name, arity := range expected {
		found, exists := exported[name]
		if !exists || len(found.ParamTypes()) != arity.params || len(found.ResultTypes()) != arity.results ||
			slices.ContainsFunc(slices.Concat(found.ParamTypes(), found.ResultTypes()), isNotI32) {
			return &ModuleError{Reason: fmt.Sprintf("does not export `%s` as clbplan does", name)}
		}
	}
	return nil
}

func isNotI32(kind api.ValueType) bool { return kind != api.ValueTypeI32 }

func post(function Function) string { return "cabi_post_" + string(function) }

// readAbout reads format version and limits from the module.
func (p *Planner) readAbout(ctx context.Context) error {
	answer, err := p.call(ctx, functionAbout, nil)
	if err != nil {
		return &ModuleError{Reason: "does not answer `about`", Err: err}
	}
	var description struct {
		FormatVersion string
		Limits        struct{ RequestBytes int }
	}
	if err := json.Unmarshal(answer, &description); err != nil || description.FormatVersion == "" {
		return &ModuleError{Reason: "does not report its format", Err: err}
	}
	if major(description.FormatVersion) != major(FormatVersion) {
		return &FormatVersionError{Found: description.FormatVersion, Supported: FormatVersion}
	}
	if description.Limits.RequestBytes <= 0 {
		return &ModuleError{Reason: "does not report its request size limit"}
	}
	p.maxRequestBytes, p.about = description.Limits.RequestBytes, answer
	return nil
}

func major(version string) string {
	first, _, _ := strings.Cut(version, ".")
	return first
}

// call waits for its turn. It keeps the instance for another call only if this one succeeds.
func (p *Planner) call(ctx context.Context, function Function, request []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, p.limits.Time)
	defer cancel()
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
	case <-p.closed:
	}
	if p.isClosed() {
		return nil, &CallError{Function: function, Err: ErrClosed}
	}
	if err := ctx.Err(); err != nil {
		return nil, &CallError{Function: function, Err: err}
	}
	answer, err := p.callInstance(ctx, function, request)
	if err != nil && p.isClosed() {
		return nil, &CallError{Function: function, Err: ErrClosed}
	}
	return answer, err
}

func (p *Planner) callInstance(ctx context.Context, function Function, request []byte) ([]byte, error) {
	instance := p.idle.take()
	if instance == nil {
		var err error
		// Without a name, because names of instances must be unique.
		config := wazero.NewModuleConfig().WithName("").WithStartFunctions()
		if instance, err = p.runtime.InstantiateModule(ctx, p.compiled, config); err != nil {
			return nil, failure(ctx, function, err)
		}
	}
	answer, err := invokeFunction(ctx, instance, function, request)
	if err != nil && p.memoryIsExhausted(instance, err, len(request)) {
		err = &CallError{Function: function, Err: fmt.Errorf("%w: its limit is %d bytes", ErrOutOfMemory, p.limits.MemoryBytes)}
	}
	if err != nil || instance.Memory().Size() > maxIdleBytes {
		_ = instance.Close(context.WithoutCancel(ctx))
	} else {
		p.idle.put(instance)
	}
	return answer, err
}

// memoryIsExhausted tells whether the limit was the reason for a trap, which wazero does not report. An allocator whose memory
// cannot grow traps with `unreachable`. The largest growth is that of a buffer which doubles: if it is refused, more than a
// third of the limit is in use already.
func (p *Planner) memoryIsExhausted(instance api.Module, err error, requestBytes int) bool {
	used := uint64(instance.Memory().Size()) + uint64(requestBytes)
	return errors.Is(err, ErrTrap) && strings.Contains(err.Error(), "unreachable") && used*3 > p.limits.MemoryBytes
}

// invokeFunction passes the request and reads the answer.
func invokeFunction(ctx context.Context, instance api.Module, function Function, request []byte) ([]byte, error) {
	var arguments []uint64
	if function != functionAbout {
		pointer, err := invoke(ctx, instance, function, "cabi_realloc", 0, 0, 1, uint64(len(request)))
		if err != nil {
			return nil, err
		}
		if !instance.Memory().Write(pointer, request) {
			return nil, invalid(function, errors.New("`cabi_realloc` returned an address outside the memory"))
		}
		arguments = []uint64{uint64(pointer), uint64(len(request))}
	}
	area, err := invoke(ctx, instance, function, string(function), arguments...)
	if err != nil {
		return nil, err
	}
	numbers, ok := instance.Memory().Read(area, 8)
	if !ok {
		return nil, invalid(function, errors.New("the return area is outside the memory"))
	}
	pointer, length := binary.LittleEndian.Uint32(numbers), binary.LittleEndian.Uint32(numbers[4:])
	text, ok := instance.Memory().Read(pointer, length)
	if !ok {
		return nil, invalid(function, errors.New("the answer is outside the memory"))
	}
	// A copy, because Read returns a view of the memory.
	answer := slices.Clone(text)
	if !utf8.Valid(answer) {
		return nil, invalid(function, errors.New("the answer is not UTF-8"))
	}
	_, err = invoke(ctx, instance, function, post(function), uint64(area))
	return answer, err
}

func invoke(
	ctx context.Context, instance api.Module, function Function, export string, arguments ...uint64,
) (uint32, error) {
	results, err := instance.ExportedFunction(export).Call(ctx, arguments...)
	if err != nil {
		return 0, failure(ctx, function, err)
	}
	if len(results) == 0 {
		return 0, nil
	}
	return api.DecodeU32(results[0]), nil
}

func failure(ctx context.Context, function Function, err error) error {
	var exit *sys.ExitError
	if errors.As(err, &exit) && ctx.Err() != nil {
		return &CallError{Function: function, Err: ctx.Err()}
	}
	// Only the first line: the stack of the module follows.
	reason, _, _ := strings.Cut(err.Error(), "\n")
	return &CallError{Function: function, Err: fmt.Errorf("%w: %s", ErrTrap, reason)}
}

func invalid(function Function, reason error) error {
	return &CallError{Function: function, Err: fmt.Errorf("%w: %w", ErrInvalidAnswer, reason)}
}
