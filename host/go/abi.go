package clbplan

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/sys"
)

// This file calls the module's exports as the component model's canonical ABI lowers func(request: string) -> string. A
// request is written where cabi_realloc says, and belongs to the module from then on. What comes back points at two 32-bit
// numbers, where the answer is and how long; cabi_post_… ends its life. Nothing the module says is trusted: wazero checks
// every address.

const (
	pageBytes = 1 << 16
	// keptBytes is the largest memory of an instance that waits for its next call: memory never shrinks.
	keptBytes = 64 << 20
)

// pool holds instances between calls. Only those whose last call went well come back.
type pool struct {
	sync.Mutex
	instances []api.Module
}

func (pool *pool) take() api.Module {
	pool.Lock()
	defer pool.Unlock()
	last := len(pool.instances) - 1
	if last < 0 {
		return nil
	}
	instance := pool.instances[last]
	pool.instances = pool.instances[:last]
	return instance
}

func (pool *pool) put(instance api.Module) {
	pool.Lock()
	defer pool.Unlock()
	pool.instances = append(pool.instances, instance)
}

func (module *Module) load(ctx context.Context, wasm []byte, cacheDir string) error {
	config := wazero.NewRuntimeConfig().WithCloseOnContextDone(true)
	config = config.WithMemoryLimitPages(uint32(min(module.limits.MemoryBytes/pageBytes, 1<<16)))
	if cacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(cacheDir)
		if err != nil {
			return &ModuleError{Reason: "cannot be kept in " + cacheDir, Err: err}
		}
		module.cache = cache
		config = config.WithCompilationCache(cache)
	}
	if err := checkKind(wasm); err != nil {
		return err
	}
	module.runtime = wazero.NewRuntimeWithConfig(ctx, config)
	compiled, err := module.runtime.CompileModule(ctx, wasm)
	if err != nil {
		return &ModuleError{Reason: "is no WebAssembly that runs here", Err: err}
	}
	module.compiled = compiled
	if err := check(compiled); err != nil {
		return err
	}
	return module.ask(ctx)
}

// checkKind says what a file is that is no module, which the runtime would only say to those who know its format.
func checkKind(wasm []byte) error {
	if !bytes.HasPrefix(wasm, []byte("\x00asm")) {
		return &ModuleError{Reason: "is no WebAssembly: it does not begin as such"}
	}
	if len(wasm) >= 8 && wasm[6] == 1 && wasm[7] == 0 {
		return &ModuleError{Reason: "is a WebAssembly component, where `clbplan.wasm` is wanted, the module itself"}
	}
	return nil
}

// check compares imports and exports with clbplan's.
func check(compiled wazero.CompiledModule) error {
	for _, definition := range compiled.ImportedFunctions() {
		from, name, _ := definition.Import()
		return &ModuleError{Reason: fmt.Sprintf("imports %s.%s, and nothing is given to it: is it `clbplan.wasm`?", from, name)}
	}
	if _, found := compiled.ExportedMemories()["memory"]; !found {
		return &ModuleError{Reason: "does not export `memory` as clbplan does"}
	}
	type signature struct{ params, results int }
	expected := map[string]signature{"cabi_realloc": {4, 1}, string(about): {0, 1}, post(about): {1, 0}}
	for _, function := range Functions() {
		expected[string(function)] = signature{2, 1}
		expected[post(function)] = signature{1, 0}
	}
	exported := compiled.ExportedFunctions()
	for name, wanted := range expected {
		found, there := exported[name]
		if !there || len(found.ParamTypes()) != wanted.params || len(found.ResultTypes()) != wanted.results ||
			slices.ContainsFunc(slices.Concat(found.ParamTypes(), found.ResultTypes()), isNotI32) {
			return &ModuleError{Reason: fmt.Sprintf("does not export `%s` as clbplan does", name)}
		}
	}
	return nil
}

func isNotI32(kind api.ValueType) bool { return kind != api.ValueTypeI32 }

func post(function Function) string { return "cabi_post_" + string(function) }

// ask asks the module what it is.
func (module *Module) ask(ctx context.Context) error {
	answer, err := module.call(ctx, about, nil)
	if err != nil {
		return &ModuleError{Reason: "does not say what it is", Err: err}
	}
	var told struct {
		FormatVersion string
		Limits        struct{ RequestBytes int }
	}
	if err := json.Unmarshal(answer, &told); err != nil || told.FormatVersion == "" {
		return &ModuleError{Reason: "does not say its format", Err: err}
	}
	if major(told.FormatVersion) != major(FormatVersion) {
		return &FormatVersionError{Found: told.FormatVersion, Supported: FormatVersion}
	}
	if told.Limits.RequestBytes <= 0 {
		return &ModuleError{Reason: "does not say how long a request may be"}
	}
	module.maxRequestBytes, module.about = told.Limits.RequestBytes, answer
	return nil
}

// call waits for its turn, and gives the instance back only if all went well.
func (module *Module) call(ctx context.Context, function Function, request []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, module.limits.Time)
	defer cancel()
	select {
	case module.turns <- struct{}{}:
		defer func() { <-module.turns }()
	case <-ctx.Done():
	}
	if err := ctx.Err(); err != nil {
		return nil, &CallError{Function: function, Err: err}
	}
	instance := module.idle.take()
	if instance == nil {
		var err error
		// Without a name, so that there can be many.
		config := wazero.NewModuleConfig().WithName("").WithStartFunctions()
		if instance, err = module.runtime.InstantiateModule(ctx, module.compiled, config); err != nil {
			return nil, failure(ctx, function, err)
		}
	}
	answer, err := exchange(ctx, instance, function, request)
	if err != nil || instance.Memory().Size() > keptBytes {
		_ = instance.Close(context.WithoutCancel(ctx))
	} else {
		module.idle.put(instance)
	}
	return answer, err
}

// exchange hands the request over and takes the answer.
func exchange(ctx context.Context, instance api.Module, function Function, request []byte) ([]byte, error) {
	var arguments []uint64
	if function != about {
		pointer, err := invoke(ctx, instance, function, "cabi_realloc", 0, 0, 1, uint64(len(request)))
		if err != nil {
			return nil, err
		}
		if !instance.Memory().Write(pointer, request) {
			return nil, invalid(function, "`cabi_realloc` gave memory that is not there")
		}
		arguments = []uint64{uint64(pointer), uint64(len(request))}
	}
	area, err := invoke(ctx, instance, function, string(function), arguments...)
	if err != nil {
		return nil, err
	}
	numbers, there := instance.Memory().Read(area, 8)
	if !there {
		return nil, invalid(function, "the return area is outside the memory")
	}
	pointer, length := binary.LittleEndian.Uint32(numbers), binary.LittleEndian.Uint32(numbers[4:])
	text, there := instance.Memory().Read(pointer, length)
	if !there {
		return nil, invalid(function, "the text is outside the memory")
	}
	// A copy: what was read is the memory itself.
	answer := slices.Clone(text)
	if !utf8.Valid(answer) {
		return nil, invalid(function, "the text is not UTF-8")
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
	return &CallError{Function: function, Err: fmt.Errorf("%w: %w", ErrTrap, err)}
}

func invalid(function Function, reason string) error {
	return &CallError{Function: function, Err: fmt.Errorf("%w: %s", ErrInvalidAnswer, reason)}
}
