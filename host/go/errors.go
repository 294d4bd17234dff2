package clbplan

import (
	"errors"
	"fmt"
)

var (
	// ErrTrap is wrapped by the error of a call that trapped.
	ErrTrap = errors.New("the module trapped")
	// ErrOutOfMemory is wrapped by the error of a call that needed more memory than [Limits] allow.
	ErrOutOfMemory = errors.New("the module needed more memory")
	// ErrClosed is wrapped by the error of a call after [Planner.Close], or during it, and by that of the zero [Planner].
	ErrClosed = errors.New("the planner is closed")
	// ErrInvalidAnswer is wrapped by the error of a call whose answer is outside the memory, or not UTF-8.
	ErrInvalidAnswer = errors.New("the module returned an invalid answer")
)

// A ModuleError is returned for a module that cannot be loaded or is not clbplan's: no file, no WebAssembly, other exports,
// imports.
type ModuleError struct {
	Reason string
	Path   string // empty for a module that was passed as bytes
	Err    error  // of the system or the runtime; may be nil
}

func (e *ModuleError) Error() string {
	text := "clbplan: the module " + e.Reason
	if e.Path != "" {
		text = "clbplan: the module " + e.Path + " " + e.Reason
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *ModuleError) Unwrap() error { return e.Err }

// A FormatVersionError is returned for a module whose answers have an unsupported format.
type FormatVersionError struct {
	Found, Supported string
}

func (e *FormatVersionError) Error() string {
	return fmt.Sprintf("clbplan: the module answers in format %s, but this package supports %s", e.Found, e.Supported)
}

// A RequestTooLargeError is returned for a request that exceeds the module's size limit. It was not sent.
type RequestTooLargeError struct {
	Size, Limit int
}

func (e *RequestTooLargeError) Error() string {
	return fmt.Sprintf("clbplan: the request has %d bytes; the limit is %d", e.Size, e.Limit)
}

// A RequestError is the module's error for an invalid request: not JSON, a misspelt member. Path is the location in the
// request, empty for all of it.
type RequestError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Path    string `json:"path"`
}

func (e *RequestError) Error() string {
	if e.Path == "" {
		return fmt.Sprintf("clbplan: %s [%s]", e.Message, e.Code)
	}
	return fmt.Sprintf("clbplan: %s [%s] at %s", e.Message, e.Code, e.Path)
}

// A CallError is returned for a call that failed. It wraps [ErrTrap], [ErrOutOfMemory], [ErrInvalidAnswer], [ErrClosed],
// context.Canceled or context.DeadlineExceeded.
type CallError struct {
	Function Function
	Err      error
}

func (e *CallError) Error() string { return fmt.Sprintf("clbplan: %s: %v", e.Function, e.Err) }

func (e *CallError) Unwrap() error { return e.Err }
