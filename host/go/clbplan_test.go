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

// Tests of the package's functions, with the real module.

func TestTheModuleReportsInvalidUTF8(t *testing.T) {
	answer, err := loaded(t).PlanSync(t.Context(), []byte("{\"manifests\":\"\xff\xfe\"}"))
	if err != nil || !strings.Contains(string(answer), `"code":"request/not-utf-8"`) {
		t.Fatalf("%s, %v", answer, err)
	}
}

func TestAskReturnsAnErrorForAnInvalidRequest(t *testing.T) {
	_, err := clbplan.Ask[map[string]any](t.Context(), loaded(t), clbplan.PlanSync, map[string]any{"manifest": "misspelt"})
	var invalid *clbplan.RequestError
	if !errors.As(err, &invalid) || !strings.HasPrefix(invalid.Code, "request/") || invalid.Message == "" {
		t.Fatal(err)
	}
}

func TestMistakesInAManifestAreFindings(t *testing.T) {
	type report struct{ Diagnostics []struct{ Code string } }
	request := map[string]any{"manifests": "kind: Service\n  bad: ["}
	answer, err := clbplan.Ask[report](t.Context(), loaded(t), clbplan.ValidateService, request)
	if err != nil || len(answer.Diagnostics) == 0 {
		t.Fatal(answer, err)
	}
}

func TestHoverOverNothingIsNil(t *testing.T) {
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

func TestACachedModuleGivesTheSameAnswers(t *testing.T) {
	directory := t.TempDir()
	for range 2 {
		wasm, err := os.ReadFile(target("faulty-modules", "correct.wasm"))
		if err != nil {
			t.Fatal(err)
		}
		module, err := clbplan.New(t.Context(), wasm, clbplan.WithCacheDir(directory))
		if err != nil {
			t.Fatal(err)
		}
		expect(t, module, clbplan.PlanSync, "cached")
		if err := module.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if files, _ := filepath.Glob(filepath.Join(directory, "*", "*")); len(files) == 0 {
		t.Error("nothing was cached")
	}
}
