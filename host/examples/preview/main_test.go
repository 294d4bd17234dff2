package main

import (
	"bytes"
	"os"
	"testing"
)

func TestTheOutputIsThatOfAllLanguages(t *testing.T) {
	expected, err := os.ReadFile("output.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run(t.Context(), "../public-to-internal", &out); err != nil || out.String() != string(expected) {
		t.Errorf("%v\n%s", err, &out)
	}
}
