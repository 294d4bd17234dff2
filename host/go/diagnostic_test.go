package clbplan_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/clbplan/clbplan-go"
)

// host/diagnostic-lines.json has the same lines for every host.
func TestFindingsAreLines(t *testing.T) {
	text, err := os.ReadFile("../diagnostic-lines.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Line       string
		Diagnostic clbplan.Diagnostic
	}
	if err := json.Unmarshal(text, &cases); err != nil || len(cases) < 5 {
		t.Fatal(len(cases), err)
	}
	for _, entry := range cases {
		if line := entry.Diagnostic.String(); line != entry.Line {
			t.Errorf("%q is not %q", line, entry.Line)
		}
	}
}

func TestManifestsMayBeNamedFiles(t *testing.T) {
	broken := "kind: Service\n  bad: ["
	files := clbplan.NamedFiles{{Name: "a.yaml", Text: broken}, {Name: "b.yaml", Text: broken}}
	report, err := loaded(t).Validate(t.Context(), &clbplan.ValidateRequest{Manifests: files})
	if err != nil {
		t.Fatal(err)
	}
	findings := slices.Collect(report.Errors())
	if len(findings) != 2 || findings[0].Source.File != "a.yaml" || !strings.HasPrefix(findings[1].String(), "b.yaml:2:") {
		t.Error(findings)
	}
}
