package clbplan_test

import (
	"bytes"
	"encoding/json"
	"os"
	"sync"
	"testing"

	"clbplan"
)

type corpusCase struct {
	ID, Request, Answer string
	Function            clbplan.Function
}

func corpus(t *testing.T) []corpusCase {
	t.Helper()
	text, err := os.ReadFile(target("corpus.jsonl"))
	if err != nil {
		t.Fatal("`cargo xtask hosts go` writes the corpus: ", err)
	}
	var cases []corpusCase
	for line := range bytes.Lines(text) {
		var told corpusCase
		if err := json.Unmarshal(line, &told); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, told)
	}
	if len(cases) < 300 {
		t.Fatalf("only %d requests were found", len(cases))
	}
	return cases
}

// Every request of the corpus through this host: the bytes of the native core, from one goroutine and from eight.
func TestEveryAnswerIsTheCores(t *testing.T) {
	module, cases := loaded(t), corpus(t)
	for _, workers := range []int{1, 8} {
		work := make(chan corpusCase)
		var group sync.WaitGroup
		for range workers {
			group.Go(func() {
				for told := range work {
					answer, err := module.Call(t.Context(), told.Function, []byte(told.Request))
					if err != nil || string(answer) != told.Answer {
						t.Errorf("%d at once: %s %s: another answer (%v)", workers, told.ID, told.Function, err)
					}
				}
			})
		}
		for _, told := range cases {
			work <- told
		}
		close(work)
		group.Wait()
	}
}
