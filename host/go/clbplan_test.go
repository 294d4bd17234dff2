package clbplan_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/clbplan/clbplan-go"
)

// Tests of the package's functions, with the real module.

func TestTheModuleReportsInvalidUTF8(t *testing.T) {
	answer, err := loaded(t).Call(t.Context(), clbplan.FunctionPlan, []byte("{\"manifests\":\"\xff\xfe\"}"))
	if err != nil || !strings.Contains(string(answer), `"code":"request/not-utf-8"`) {
		t.Fatalf("%s, %v", answer, err)
	}
}

func TestAnInvalidRequestIsAnError(t *testing.T) {
	for _, request := range []*clbplan.PlanRequest{
		{Manifests: clbplan.Objects{func() {}}},
		{Policy: &clbplan.Policy{Rules: []clbplan.PolicyRule{{Name: "a", Deny: []clbplan.Guard{clbplan.GuardName("none")}}}}},
	} {
		_, err := loaded(t).Plan(t.Context(), request)
		var invalid *clbplan.RequestError
		if !errors.As(err, &invalid) || !strings.HasPrefix(invalid.Code, "request/") || invalid.Message == "" {
			t.Error(err)
		}
	}
}

func TestMistakesInAManifestAreFindings(t *testing.T) {
	report, err := loaded(t).Validate(t.Context(), &clbplan.ValidateRequest{Manifests: clbplan.Text("kind: Service\n  bad: [")})
	if err != nil {
		t.Fatal(err)
	}
	findings := slices.Collect(report.Errors())
	if len(findings) == 0 || !strings.Contains(findings[0].String(), ": error[syntax/") {
		t.Fatal(findings)
	}
}

func TestPoliciesAreRequests(t *testing.T) {
	no := false
	service := map[string]any{
		"apiVersion": "v1", "kind": "Service", "metadata": map[string]any{"name": "web", "namespace": "shop"},
		"spec": map[string]any{"type": "LoadBalancer", "ports": []any{map[string]any{"port": 80}}},
	}
	plan, err := loaded(t).Plan(t.Context(), &clbplan.PlanRequest{
		Manifests: clbplan.Objects{service},
		Context:   &clbplan.Context{LiveComplete: &no, LifecycleMode: clbplan.LifecycleModeBlocked},
		Policy: &clbplan.Policy{Rules: []clbplan.PolicyRule{{
			Name: "addresses",
			Deny: []clbplan.Guard{clbplan.ExposesPublicly, clbplan.ExceedsBandwidth(5), clbplan.OutsideSubnets{"subnet-1"}},
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Policy == nil || plan.Policy.Verdict != clbplan.PolicyVerdictDeny {
		t.Error(plan.Policy)
	}
	simulation, err := loaded(t).Simulate(t.Context(), &clbplan.PlanRequest{Manifests: clbplan.Objects{service}})
	if err != nil || len(simulation.Live) == 0 {
		t.Error(simulation, err)
	}
}

func TestEditorFunctions(t *testing.T) {
	line, column, offset := 5, 5, 0
	text := "apiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n    \n"
	completions, err := loaded(t).Complete(t.Context(), &clbplan.EditorRequest{Text: text, Position: clbplan.Cursor{Line: &line, Column: &column}})
	if err != nil || len(completions.Items) == 0 {
		t.Error(completions, err)
	}
	hover, err := loaded(t).Hover(t.Context(), &clbplan.EditorRequest{Position: clbplan.Cursor{Offset: &offset}})
	if err != nil || hover != nil {
		t.Error(hover, err)
	}
	explanation, err := loaded(t).Explain(t.Context(), &clbplan.ExplainRequest{Query: "loadbalance-id"})
	if err != nil || len(explanation.Entries) == 0 {
		t.Error(explanation, err)
	}
}

func TestAboutNamesTheFunctions(t *testing.T) {
	about, err := loaded(t).About()
	if err != nil || about.Name != "clbplan" || about.Version != clbplan.Version {
		t.Fatal(about, err)
	}
	for _, function := range clbplan.Functions() {
		if !slices.Contains(about.Functions, function) {
			t.Error(function)
		}
	}
	about.Functions[0], about.Limits["requestBytes"] = "changed", 1
	if again, _ := loaded(t).About(); again.Functions[0] == "changed" || again.Limits["requestBytes"] == 1 {
		t.Error("an answer changed with another one")
	}
}

func TestThePackageContainsTheModule(t *testing.T) {
	t.Setenv(clbplan.ModuleVariable, "")
	planner, err := clbplan.OpenEnv(t.Context(), clbplan.WithCacheDir(compiledModules))
	if err != nil {
		t.Fatal(err)
	}
	defer planner.Close(t.Context())
	expected, _ := json.Marshal(must(loaded(t).About()))
	if found, _ := json.Marshal(must(planner.About())); string(found) != string(expected) {
		t.Errorf("%s instead of %s", found, expected)
	}
}

func must[Value any](value Value, err error) Value {
	if err != nil {
		panic(err)
	}
	return value
}

func TestACachedModuleGivesTheSameAnswers(t *testing.T) {
	directory := t.TempDir()
	for range 2 {
		wasm, err := os.ReadFile(target("faulty-modules", "correct.wasm"))
		if err != nil {
			t.Fatal(err)
		}
		planner, err := clbplan.New(t.Context(), clbplan.WithModule(wasm), clbplan.WithCacheDir(directory))
		if err != nil {
			t.Fatal(err)
		}
		expect(t, planner, clbplan.FunctionPlan, "cached")
		if err := planner.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if files, _ := filepath.Glob(filepath.Join(directory, "*", "*")); len(files) == 0 {
		t.Error("nothing was cached")
	}
}
