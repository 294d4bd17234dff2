package clbplan_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The program in the README, as a module of its own.
func TestTheReadmesExampleRuns(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "```go\n")
	program, _, _ := strings.Cut(rest, "```")
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile("go.sum")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for name, content := range map[string]string{
		"main.go": program,
		"go.sum":  string(sums),
		"go.mod":  "module example\n\ngo 1.25.0\n\nrequire github.com/clbplan/clbplan-go v0.0.0\n\nreplace github.com/clbplan/clbplan-go => " + here + "\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.CommandContext(t.Context(), "go", "run", "-mod=mod", ".")
	command.Dir = folder
	output, err := command.CombinedOutput()
	if err != nil || string(output) != "shop/web: create, address unknown\n" {
		t.Errorf("%v\n%s", err, output)
	}
}
