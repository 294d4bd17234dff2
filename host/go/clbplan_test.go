package clbplan_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clbplan"
)

// The package as somebody uses it, with the real module.

func TestBytesThatAreNotUTF8AreTheModulesToJudge(t *testing.T) {
	answer, err := loaded(t).PlanSync(t.Context(), []byte("{\"manifests\":\"\xff\xfe\"}"))
	if err != nil || !strings.Contains(string(answer), `"code":"request/not-utf-8"`) {
		t.Fatalf("%s, %v", answer, err)
	}
}

func TestWhatIsNoRequestIsAnErrorOfAsk(t *testing.T) {
	_, err := clbplan.Ask[map[string]any](t.Context(), loaded(t), clbplan.PlanSync, map[string]any{"manifest": "misspelt"})
	var refused *clbplan.RequestError
	if !errors.As(err, &refused) || !strings.HasPrefix(refused.Code, "request/") || refused.Message == "" {
		t.Fatal(err)
	}
}

func TestWhatSomebodyTypedIsAFinding(t *testing.T) {
	type report struct{ Diagnostics []struct{ Code string } }
	request := map[string]any{"manifests": "kind: Service\n  bad: ["}
	answer, err := clbplan.Ask[report](t.Context(), loaded(t), clbplan.ValidateService, request)
	if err != nil || len(answer.Diagnostics) == 0 {
		t.Fatal(answer, err)
	}
}

func TestHoverOverNothingIsNothing(t *testing.T) {
	request := map[string]any{"text": "", "position": map[string]any{"offset": 0}}
	answer, err := clbplan.Ask[map[string]any](t.Context(), loaded(t), clbplan.Hover, request)
	if err != nil || answer != nil {
		t.Fatal(answer, err)
	}
}

func TestAboutNamesTheFunctions(t *testing.T) {
	var about struct {
		Name      string
		Functions []clbplan.Function
	}
	if err := json.Unmarshal(loaded(t).About(), &about); err != nil || about.Name != "clbplan" {
		t.Fatal(about, err)
	}
	for _, function := range clbplan.Functions() {
		if !strings.Contains(string(loaded(t).About()), `"`+string(function)+`"`) {
			t.Error(function)
		}
	}
}

func TestAModuleThatWasKeptAnswersTheSame(t *testing.T) {
	directory := t.TempDir()
	for range 2 {
		wasm, err := os.ReadFile(target("faults", "fine.wasm"))
		if err != nil {
			t.Fatal(err)
		}
		module, err := clbplan.New(t.Context(), wasm, clbplan.WithCacheDir(directory))
		if err != nil {
			t.Fatal(err)
		}
		expect(t, module, clbplan.PlanSync, "kept")
		if err := module.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if kept, _ := filepath.Glob(filepath.Join(directory, "*", "*")); len(kept) == 0 {
		t.Error("nothing was kept")
	}
}
