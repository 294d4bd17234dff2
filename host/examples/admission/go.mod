module clbplan/examples/admission

go 1.25.0

require clbplan v0.0.0

require (
	github.com/tetratelabs/wazero v1.12.0 // indirect
	golang.org/x/sys v0.44.0 // indirect
)

replace clbplan => ../../go
