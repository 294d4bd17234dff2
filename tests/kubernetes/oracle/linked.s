// Lets functions stand without a body: see go:linkname in server.go.
