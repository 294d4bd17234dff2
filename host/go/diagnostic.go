package clbplan

import (
	"fmt"
	"iter"
	"strings"
)

// String prints the finding as a line that editors recognise: file:line:column: severity[code]: message. Every host prints
// the same. Without a location in the manifests, the line starts with the object, if there is one.
func (d *Diagnostic) String() string {
	return fmt.Sprintf("%s%s[%s]: %s", d.location(), d.Severity, d.Code, d.Message)
}

func (d *Diagnostic) location() string {
	if d.Source != nil {
		file := d.Source.File
		if file != "" {
			file += ":"
		}
		return fmt.Sprintf("%s%d:%d: ", file, d.Source.Start.Line, d.Source.Start.Column)
	}
	if d.Object == nil {
		return ""
	}
	name := strings.Trim(d.Object.Namespace+"/"+d.Object.Name, "/")
	return strings.TrimSpace(d.Object.Kind+" "+name) + ": "
}

// Errors returns the findings that are errors.
func (p *Plan) Errors() iter.Seq[*Diagnostic] { return errorsOf(p.Diagnostics) }

// Errors returns the findings that are errors.
func (r *Report) Errors() iter.Seq[*Diagnostic] { return errorsOf(r.Diagnostics) }

func errorsOf(diagnostics []Diagnostic) iter.Seq[*Diagnostic] {
	return func(yield func(*Diagnostic) bool) {
		for i := range diagnostics {
			if diagnostics[i].Severity == SeverityError && !yield(&diagnostics[i]) {
				return
			}
		}
	}
}
