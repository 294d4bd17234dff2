package clbplan_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/clbplan/clbplan-go"
)

// Modules with one fault each: every fault gives its own error, and the module can be called again afterwards.

func TestANewerMinorFormatVersionIsAccepted(t *testing.T) {
	planner := faultyPlanner(t, "correct", clbplan.Limits{})
	expect(t, planner, clbplan.FunctionPlan, "ä → 中")
	expect(t, planner, clbplan.FunctionValidate, "")
}

func TestAnotherMajorFormatVersionIsRejected(t *testing.T) {
	_, err := openFaulty("other-format", clbplan.Limits{})
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
		_, err := openFaulty(name, clbplan.Limits{})
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
	if _, err := clbplan.New(t.Context(), clbplan.WithModule(component)); !errors.As(err, &module) || !strings.Contains(err.Error(), "is a WebAssembly component") {
		t.Errorf("component: %v", err)
	}
	if _, err := clbplan.Open(t.Context(), file+".wasm"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
	if _, err := clbplan.New(t.Context(), clbplan.WithModule(nil)); !errors.As(err, &module) {
		t.Errorf("no bytes: %v", err)
	}
	t.Setenv(clbplan.ModuleVariable, file)
	if _, err := clbplan.OpenEnv(t.Context()); !errors.As(err, &module) || module.Path != file {
		t.Errorf("named by the environment: %v", err)
	}
}

// callFaulty calls the faulty function, then another one, which must still work.
func callFaulty(t *testing.T, name string, limits clbplan.Limits) error {
	t.Helper()
	planner := faultyPlanner(t, name, limits)
	_, err := planner.Call(t.Context(), clbplan.FunctionPlan, []byte("request"))
	var call *clbplan.CallError
	if !errors.As(err, &call) || call.Function != clbplan.FunctionPlan {
		t.Fatalf("%s: %v", name, err)
	}
	for range 3 {
		expect(t, planner, clbplan.FunctionValidate, "still works")
	}
	return err
}

func expect(t *testing.T, planner *clbplan.Planner, function clbplan.Function, text string) {
	t.Helper()
	answer, err := planner.Call(t.Context(), function, []byte(text))
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

func TestFaultsDoNotAffectCallsInOtherGoroutines(t *testing.T) {
	for _, name := range []string{"traps", "recurses", "loops", "exhausts-memory"} {
		planner := faultyPlanner(t, name, clbplan.Limits{Calls: 4, MemoryBytes: 4 << 20})
		var group sync.WaitGroup
		for caller := range 8 {
			group.Go(func() {
				for range 20 {
					if caller > 1 {
						expect(t, planner, clbplan.FunctionValidate, name)
						continue
					}
					ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
					if _, err := planner.Call(ctx, clbplan.FunctionPlan, nil); err == nil {
						t.Errorf("%s: the faulty function has an answer", name)
					}
					cancel()
				}
			})
		}
		group.Wait()
	}
}

func TestTheCallersContextEndsACall(t *testing.T) {
	planner := faultyPlanner(t, "loops", clbplan.Limits{Calls: 1})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := planner.Call(ctx, clbplan.FunctionPlan, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := planner.Call(ctx, clbplan.FunctionHover, nil); !errors.Is(err, context.Canceled) {
		t.Error("an expired context:", err)
	}
	expect(t, planner, clbplan.FunctionHover, "still works")
}

func TestAWaitingCallTimesOut(t *testing.T) {
	planner := faultyPlanner(t, "loops", clbplan.Limits{Calls: 1})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		_, _ = planner.Call(ctx, clbplan.FunctionPlan, nil)
		close(ended)
	}()
	time.Sleep(20 * time.Millisecond)
	short, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	if _, err := planner.Call(short, clbplan.FunctionHover, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	cancel()
	<-ended
	expect(t, planner, clbplan.FunctionHover, "next call")
}

func TestMemoryIsLimited(t *testing.T) {
	if err := callFaulty(t, "exhausts-memory", clbplan.Limits{MemoryBytes: 4 << 20}); !errors.Is(err, clbplan.ErrOutOfMemory) || errors.Is(err, clbplan.ErrTrap) {
		t.Error(err)
	}
	if _, err := openFaulty("correct", clbplan.Limits{MemoryBytes: 1 << 16}); err == nil {
		t.Error("a module whose initial memory exceeds the limit was loaded")
	}
}

func TestAnswersOutsideTheMemoryAreErrors(t *testing.T) {
	for _, name := range []string{"area-outside", "answer-outside", "answer-not-utf-8"} {
		if err := callFaulty(t, name, clbplan.Limits{}); !errors.Is(err, clbplan.ErrInvalidAnswer) {
			t.Errorf("%s: %v", name, err)
		}
	}
	planner := faultyPlanner(t, "allocates-outside", clbplan.Limits{})
	if _, err := planner.Call(t.Context(), clbplan.FunctionPlan, []byte("longer than two")); !errors.Is(err, clbplan.ErrInvalidAnswer) {
		t.Error(err)
	}
	expect(t, planner, clbplan.FunctionPlan, "ab")
}

func TestRequestsOverTheSizeLimitAreNotSent(t *testing.T) {
	planner := faultyPlanner(t, "correct", clbplan.Limits{})
	request := bytes.Repeat([]byte(" "), planner.MaxRequestBytes()+1)
	expect(t, planner, clbplan.FunctionPlan, string(request[1:]))
	_, err := planner.Call(t.Context(), clbplan.FunctionPlan, request)
	var large *clbplan.RequestTooLargeError
	if !errors.As(err, &large) || large.Size != 65537 || large.Limit != 65536 {
		t.Fatal(err)
	}
}

func TestUnknownFunctionsAreNotCalled(t *testing.T) {
	if _, err := faultyPlanner(t, "correct", clbplan.Limits{}).Call(t.Context(), "cabi_realloc", nil); err == nil {
		t.Fatal("an unknown function was called")
	}
}
