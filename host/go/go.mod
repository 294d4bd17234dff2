module clbplan.dev/host

go 1.25.0
