package clbplan_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clbplan"
)

// Modules with one fault each: every fault is its own error, and the module can be called again after it.

func TestALaterFormatWithTheSameFirstNumberIsRead(t *testing.T) {
	module := fault(t, "fine", clbplan.Limits{})
	expect(t, module, clbplan.PlanSync, "ä → 中")
	expect(t, module, clbplan.ValidateService, "")
}

func TestAnotherFormatIsRefused(t *testing.T) {
	_, err := openFault("other-format", clbplan.Limits{})
	var format *clbplan.FormatVersionError
	if !errors.As(err, &format) || *format != (clbplan.FormatVersionError{Found: "2.0", Supported: "1.0"}) {
		t.Fatalf("%v", err)
	}
}

func TestWhatIsNotTheModuleIsRefused(t *testing.T) {
	for name, words := range map[string]string{
		"empty":     "does not export `memory`",
		"no-memory": "does not export `memory`",
		"imports":   "imports env.now",
		"no-format": "does not say its format",
		"not-json":  "does not say its format",
	} {
		_, err := openFault(name, clbplan.Limits{})
		var module *clbplan.ModuleError
		if !errors.As(err, &module) || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAFileThatIsNoModuleIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "service.yaml")
	if err := os.WriteFile(file, []byte("kind: Service\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var module *clbplan.ModuleError
	if _, err := clbplan.Open(t.Context(), file); !errors.As(err, &module) || module.Path != file {
		t.Errorf("text: %v", err)
	}
	component := []byte("\x00asm\x0d\x00\x01\x00")
	if _, err := clbplan.New(t.Context(), component); !errors.As(err, &module) || !strings.Contains(err.Error(), "is a WebAssembly component") {
		t.Errorf("component: %v", err)
	}
	if _, err := clbplan.Open(t.Context(), file+".wasm"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("nothing there: %v", err)
	}
	if _, err := clbplan.New(t.Context(), nil); !errors.As(err, &module) {
		t.Errorf("no bytes: %v", err)
	}
	t.Setenv(clbplan.ModuleVariable, "")
	if _, err := clbplan.Open(t.Context(), ""); !errors.As(err, &module) {
		t.Errorf("no path: %v", err)
	}
}

// broken calls the faulty function, and then another one, which must still answer.
func broken(t *testing.T, name string, limits clbplan.Limits) error {
	t.Helper()
	module := fault(t, name, limits)
	_, err := module.PlanSync(t.Context(), []byte("request"))
	var call *clbplan.CallError
	if !errors.As(err, &call) || call.Function != clbplan.PlanSync {
		t.Fatalf("%s: %v", name, err)
	}
	for range 3 {
		expect(t, module, clbplan.ValidateService, "still here")
	}
	return err
}

func expect(t *testing.T, module *clbplan.Module, function clbplan.Function, text string) {
	t.Helper()
	answer, err := module.Call(t.Context(), function, []byte(text))
	if err != nil || string(answer) != text {
		t.Fatalf("%s %q: %q, %v", function, text, answer, err)
	}
}

func TestATrapIsAnErrorAndTheNextCallIsNot(t *testing.T) {
	for _, name := range []string{"traps", "recurses"} {
		if err := broken(t, name, clbplan.Limits{}); !errors.Is(err, clbplan.ErrTrap) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnEndlessLoopEndsInTime(t *testing.T) {
	start := time.Now()
	err := broken(t, "loops", clbplan.Limits{Time: 100 * time.Millisecond, Calls: 1})
	if !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, clbplan.ErrTrap) {
		t.Error(err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Error(took)
	}
}

func TestTheCallerSContextEndsACall(t *testing.T) {
	module := fault(t, "loops", clbplan.Limits{Calls: 1})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := module.PlanSync(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := module.Hover(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Error("a context that has ended:", err)
	}
	expect(t, module, clbplan.Hover, "still here")
}

func TestACallThatWaitsForItsTurnEndsInTimeToo(t *testing.T) {
	module := fault(t, "loops", clbplan.Limits{Calls: 1})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		_, _ = module.PlanSync(ctx, nil)
		close(ended)
	}()
	time.Sleep(20 * time.Millisecond)
	short, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	if _, err := module.Hover(short, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	cancel()
	<-ended
	expect(t, module, clbplan.Hover, "its turn")
}

func TestMemoryDoesNotGrowBeyondTheLimit(t *testing.T) {
	if err := broken(t, "greedy", clbplan.Limits{MemoryBytes: 4 << 20}); !errors.Is(err, clbplan.ErrTrap) {
		t.Error(err)
	}
	if _, err := openFault("fine", clbplan.Limits{MemoryBytes: 1 << 16}); err == nil {
		t.Error("a module that starts with more memory than allowed does not start")
	}
}

func TestAnAnswerThatIsNotThereIsAnError(t *testing.T) {
	for _, name := range []string{"area-outside", "answer-outside", "answer-not-utf-8"} {
		if err := broken(t, name, clbplan.Limits{}); !errors.Is(err, clbplan.ErrInvalidAnswer) {
			t.Errorf("%s: %v", name, err)
		}
	}
	module := fault(t, "lends-outside", clbplan.Limits{})
	if _, err := module.PlanSync(t.Context(), []byte("longer than two")); !errors.Is(err, clbplan.ErrInvalidAnswer) {
		t.Error(err)
	}
	expect(t, module, clbplan.PlanSync, "ab")
}

func TestARequestOverTheLimitIsNotHandedOver(t *testing.T) {
	module := fault(t, "fine", clbplan.Limits{})
	request := bytes.Repeat([]byte(" "), module.MaxRequestBytes()+1)
	expect(t, module, clbplan.PlanSync, string(request[1:]))
	_, err := module.PlanSync(t.Context(), request)
	var large *clbplan.RequestTooLargeError
	if !errors.As(err, &large) || large.Size != 65537 || large.Limit != 65536 {
		t.Fatal(err)
	}
}

func TestAFunctionThatIsNoneIsNotCalled(t *testing.T) {
	if _, err := fault(t, "fine", clbplan.Limits{}).Call(t.Context(), "cabi_realloc", nil); err == nil {
		t.Fatal("called")
	}
}
