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

// Modules with one fault each: every fault gives its own error, and the module can be called again afterwards.

func TestANewerMinorFormatVersionIsAccepted(t *testing.T) {
	module := faultyModule(t, "correct", clbplan.Limits{})
	expect(t, module, clbplan.PlanSync, "ä → 中")
	expect(t, module, clbplan.ValidateService, "")
}

func TestAnotherMajorFormatVersionIsRejected(t *testing.T) {
	_, err := openFaultyModule("other-format", clbplan.Limits{})
	var format *clbplan.FormatVersionError
	if !errors.As(err, &format) || *format != (clbplan.FormatVersionError{Found: "2.0", Supported: "1.0"}) {
		t.Fatalf("%v", err)
	}
}

func TestModulesThatAreNotClbplanAreRejected(t *testing.T) {
	for name, message := range map[string]string{
		"empty":     "does not export `memory`",
		"no-memory": "does not export `memory`",
		"imports":   "imports env.now",
		"no-format": "does not report its format",
		"not-json":  "does not report its format",
	} {
		_, err := openFaultyModule(name, clbplan.Limits{})
		var module *clbplan.ModuleError
		if !errors.As(err, &module) || !strings.Contains(err.Error(), message) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFilesThatAreNotModulesAreRejected(t *testing.T) {
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
		t.Errorf("missing file: %v", err)
	}
	if _, err := clbplan.New(t.Context(), nil); !errors.As(err, &module) {
		t.Errorf("no bytes: %v", err)
	}
	t.Setenv(clbplan.ModuleVariable, "")
	if _, err := clbplan.Open(t.Context(), ""); !errors.As(err, &module) {
		t.Errorf("no path: %v", err)
	}
}

// callFaulty calls the faulty function, then another one, which must still work.
func callFaulty(t *testing.T, name string, limits clbplan.Limits) error {
	t.Helper()
	module := faultyModule(t, name, limits)
	_, err := module.PlanSync(t.Context(), []byte("request"))
	var call *clbplan.CallError
	if !errors.As(err, &call) || call.Function != clbplan.PlanSync {
		t.Fatalf("%s: %v", name, err)
	}
	for range 3 {
		expect(t, module, clbplan.ValidateService, "still works")
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

func TestCallsWorkAfterATrap(t *testing.T) {
	for _, name := range []string{"traps", "recurses"} {
		if err := callFaulty(t, name, clbplan.Limits{}); !errors.Is(err, clbplan.ErrTrap) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnEndlessLoopTimesOut(t *testing.T) {
	start := time.Now()
	err := callFaulty(t, "loops", clbplan.Limits{Time: 100 * time.Millisecond, Calls: 1})
	if !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, clbplan.ErrTrap) {
		t.Error(err)
	}
	if duration := time.Since(start); duration > 10*time.Second {
		t.Error(duration)
	}
}

func TestTheCallersContextEndsACall(t *testing.T) {
	module := faultyModule(t, "loops", clbplan.Limits{Calls: 1})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := module.PlanSync(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := module.Hover(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Error("an expired context:", err)
	}
	expect(t, module, clbplan.Hover, "still works")
}

func TestAWaitingCallTimesOut(t *testing.T) {
	module := faultyModule(t, "loops", clbplan.Limits{Calls: 1})
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
	expect(t, module, clbplan.Hover, "next call")
}

func TestMemoryIsLimited(t *testing.T) {
	if err := callFaulty(t, "exhausts-memory", clbplan.Limits{MemoryBytes: 4 << 20}); !errors.Is(err, clbplan.ErrTrap) {
		t.Error(err)
	}
	if _, err := openFaultyModule("correct", clbplan.Limits{MemoryBytes: 1 << 16}); err == nil {
		t.Error("a module whose initial memory exceeds the limit was loaded")
	}
}

func TestAnswersOutsideTheMemoryAreErrors(t *testing.T) {
	for _, name := range []string{"area-outside", "answer-outside", "answer-not-utf-8"} {
		if err := callFaulty(t, name, clbplan.Limits{}); !errors.Is(err, clbplan.ErrInvalidAnswer) {
			t.Errorf("%s: %v", name, err)
		}
	}
	module := faultyModule(t, "allocates-outside", clbplan.Limits{})
	if _, err := module.PlanSync(t.Context(), []byte("longer than two")); !errors.Is(err, clbplan.ErrInvalidAnswer) {
		t.Error(err)
	}
	expect(t, module, clbplan.PlanSync, "ab")
}

func TestRequestsOverTheSizeLimitAreNotSent(t *testing.T) {
	module := faultyModule(t, "correct", clbplan.Limits{})
	request := bytes.Repeat([]byte(" "), module.MaxRequestBytes()+1)
	expect(t, module, clbplan.PlanSync, string(request[1:]))
	_, err := module.PlanSync(t.Context(), request)
	var large *clbplan.RequestTooLargeError
	if !errors.As(err, &large) || large.Size != 65537 || large.Limit != 65536 {
		t.Fatal(err)
	}
}

func TestUnknownFunctionsAreNotCalled(t *testing.T) {
	if _, err := faultyModule(t, "correct", clbplan.Limits{}).Call(t.Context(), "cabi_realloc", nil); err == nil {
		t.Fatal("an unknown function was called")
	}
}
