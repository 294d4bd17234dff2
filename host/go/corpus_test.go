package clbplan_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/clbplan/clbplan-go"
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
	planner, cases := loaded(t), corpus(t)
	for _, workers := range []int{1, 8} {
		work := make(chan corpusCase)
		var group sync.WaitGroup
		for range workers {
			group.Go(func() {
				for entry := range work {
					answer, err := planner.Call(t.Context(), entry.Function, []byte(entry.Request))
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

// Every answer has the package's types: no member is unknown, and none is lost.
func TestAnswersHaveTheirTypes(t *testing.T) {
	types := map[clbplan.Function]func() any{
		clbplan.FunctionPlan:     func() any { return new(clbplan.Plan) },
		clbplan.FunctionValidate: func() any { return new(clbplan.Report) },
		clbplan.FunctionSimulate: func() any { return new(clbplan.Simulation) },
		clbplan.FunctionComplete: func() any { return new(clbplan.Completions) },
		clbplan.FunctionHover:    func() any { return new(*clbplan.Hover) },
		clbplan.FunctionExplain:  func() any { return new(clbplan.Explanation) },
	}
	checked := 0
	for _, entry := range corpus(t) {
		if strings.HasPrefix(entry.Answer, `{"error":`) {
			continue
		}
		answer := types[entry.Function]()
		decoder := json.NewDecoder(strings.NewReader(entry.Answer))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(answer); err != nil {
			t.Errorf("%s: %v", entry.ID, err)
			continue
		}
		again, err := json.Marshal(answer)
		if err != nil || !reflect.DeepEqual(withoutEmptyTexts(t, again), withoutEmptyTexts(t, []byte(entry.Answer))) {
			t.Errorf("%s: members were lost (%v)", entry.ID, err)
		}
		checked++
	}
	if checked < 300 {
		t.Errorf("only %d answers were checked", checked)
	}
}

// withoutEmptyTexts decodes an answer. An optional text that is empty counts as absent.
func withoutEmptyTexts(t *testing.T, text []byte) any {
	t.Helper()
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	var clean func(value any)
	clean = func(value any) {
		switch value := value.(type) {
		case map[string]any:
			for name, member := range value {
				if member == "" {
					delete(value, name)
				}
				clean(member)
			}
		case []any:
			for _, item := range value {
				clean(item)
			}
		}
	}
	clean(value)
	return value
}
