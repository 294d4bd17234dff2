package clbplan_test

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/clbplan/clbplan-go"
)

// Planners that are closed, or whose loading is cancelled, and limits that are none.

func TestClosingEndsRunningAndWaitingCalls(t *testing.T) {
	planner, err := openFaulty("loops", clbplan.Limits{Calls: 2})
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			_, err := planner.Call(t.Context(), clbplan.FunctionPlan, nil)
			if !errors.Is(err, clbplan.ErrClosed) || errors.Is(err, clbplan.ErrTrap) {
				t.Error(err)
			}
		})
	}
	time.Sleep(50 * time.Millisecond)
	if err := planner.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	group.Wait()
	if _, err := planner.Call(t.Context(), clbplan.FunctionHover, nil); !errors.Is(err, clbplan.ErrClosed) {
		t.Error(err)
	}
	if _, err := planner.Hover(t.Context(), &clbplan.EditorRequest{}); !errors.Is(err, clbplan.ErrClosed) {
		t.Error(err)
	}
	if err := planner.Close(t.Context()); err != nil {
		t.Error("closing again:", err)
	}
}

func TestTheZeroPlannerIsClosed(t *testing.T) {
	var planner clbplan.Planner
	if _, err := planner.Call(t.Context(), clbplan.FunctionPlan, []byte("{}")); !errors.Is(err, clbplan.ErrClosed) {
		t.Error(err)
	}
	if _, err := planner.About(); !errors.Is(err, clbplan.ErrClosed) {
		t.Error(err)
	}
	if err := planner.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestLoadingEndsWithItsContext(t *testing.T) {
	wasm, err := os.ReadFile(modulePath)
	if err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	short, stop := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer stop()
	for expected, ctx := range map[error]context.Context{context.Canceled: cancelled, context.DeadlineExceeded: short} {
		start := time.Now()
		planner, err := clbplan.New(ctx, clbplan.WithModule(wasm))
		var module *clbplan.ModuleError
		if planner != nil || !errors.Is(err, expected) || errors.As(err, &module) {
			t.Errorf("%v: %v", expected, err)
		}
		if duration := time.Since(start); duration > 200*time.Millisecond {
			t.Errorf("%v: took %v", expected, duration)
		}
	}
}

func TestLimitsThatAreNotPositiveAreRejected(t *testing.T) {
	for _, limits := range []clbplan.Limits{{Time: -time.Second}, {Calls: -1}, {MemoryBytes: 1}} {
		_, err := openFaulty("correct", limits)
		var module *clbplan.ModuleError
		if err == nil || errors.As(err, &module) {
			t.Errorf("%+v: %v", limits, err)
		}
	}
}
