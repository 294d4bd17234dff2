// Command bench measures this host for `cargo xtask bench`. xtask/src/bench/run_program.rs describes the arguments and the output.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/clbplan/clbplan-go"
)

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	if len(os.Args) != 5 || os.Args[4] != "plan-sync" {
		return fmt.Errorf("usage: bench MODULE REQUEST CALLS plan-sync")
	}
	request, err := os.ReadFile(os.Args[2])
	if err != nil {
		return err
	}
	calls, err := strconv.Atoi(os.Args[3])
	if err != nil {
		return err
	}
	start := time.Now()
	planner, err := clbplan.Open(ctx, os.Args[1])
	if err != nil {
		return err
	}
	defer planner.Close(ctx)
	loaded := time.Now()
	answer, err := planner.Call(ctx, clbplan.FunctionPlan, request)
	first := time.Now()
	best := time.Hour
	for range calls {
		if err != nil {
			return err
		}
		begin := time.Now()
		_, err = planner.Call(ctx, clbplan.FunctionPlan, request)
		best = min(best, time.Since(begin))
	}
	end := time.Now()
	milliseconds := func(from, to time.Time) float64 { return float64(to.Sub(from).Microseconds()) / 1e3 }
	line, err := json.Marshal(map[string]any{
		"host":        "Go, wazero",
		"loadMs":      milliseconds(start, loaded),
		"firstMs":     milliseconds(loaded, first),
		"callsMs":     milliseconds(first, end),
		"bestMs":      float64(best.Microseconds()) / 1e3,
		"calls":       calls,
		"answerBytes": len(answer),
		"peakKiB":     peakKiB(),
	})
	fmt.Println(string(line))
	return err
}

// peakKiB is the peak memory of this process, where the system reports it.
func peakKiB() any {
	file, err := os.Open("/proc/self/status")
	if err != nil {
		return nil
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if words := strings.Fields(lines.Text()); len(words) > 1 && words[0] == "VmHWM:" {
			kib, _ := strconv.Atoi(words[1])
			return kib
		}
	}
	return nil
}
