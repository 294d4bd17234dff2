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
		var entry corpusCase
		if err := json.Unmarshal(line, &entry); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, entry)
	}
	if len(cases) < 300 {
		t.Fatalf("only %d requests found", len(cases))
	}
	return cases
}

// Every request of the corpus gives the same bytes as the native core, from one goroutine and from eight.
func TestAnswersEqualThoseOfTheNativeCore(t *testing.T) {
	module, cases := loaded(t), corpus(t)
	for _, workers := range []int{1, 8} {
		work := make(chan corpusCase)
		var group sync.WaitGroup
		for range workers {
			group.Go(func() {
				for entry := range work {
					answer, err := module.Call(t.Context(), entry.Function, []byte(entry.Request))
					if err != nil || string(answer) != entry.Answer {
						t.Errorf("%d goroutines: %s %s: different answer (%v)", workers, entry.ID, entry.Function, err)
					}
				}
			})
		}
		for _, entry := range cases {
			work <- entry
		}
		close(work)
		group.Wait()
	}
}
