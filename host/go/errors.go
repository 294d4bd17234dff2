package clbplan

import (
	"errors"
	"fmt"
)

var (
	// ErrTrap is wrapped by the error of a call that trapped, for example because its memory limit was reached.
	ErrTrap = errors.New("the module trapped")
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

func (err *ModuleError) Error() string {
	text := "clbplan: the module " + err.Reason
	if err.Path != "" {
		text = "clbplan: the module " + err.Path + " " + err.Reason
	}
	if err.Err != nil {
		text += ": " + err.Err.Error()
	}
	return text
}

func (err *ModuleError) Unwrap() error { return err.Err }

// A FormatVersionError is returned for a module whose answers have an unsupported format.
type FormatVersionError struct {
	Found, Supported string
}

func (err *FormatVersionError) Error() string {
	return fmt.Sprintf("clbplan: the module answers in format %s, but this package supports %s", err.Found, err.Supported)
}

// A RequestTooLargeError is returned for a request that exceeds the module's size limit. It was not sent.
type RequestTooLargeError struct {
	Size, Limit int
}

func (err *RequestTooLargeError) Error() string {
	return fmt.Sprintf("clbplan: the request has %d bytes; the limit is %d", err.Size, err.Limit)
}

// A RequestError is the module's error for an invalid request: not JSON, a misspelt member. Path is the location in the
// request, empty for all of it.
type RequestError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Path    string `json:"path"`
}

func (err *RequestError) Error() string {
	if err.Path == "" {
		return fmt.Sprintf("clbplan: %s [%s]", err.Message, err.Code)
	}
	return fmt.Sprintf("clbplan: %s [%s] at %s", err.Message, err.Code, err.Path)
}

// A CallError is returned for a call that failed. It wraps [ErrTrap], [ErrInvalidAnswer],
// context.Canceled or context.DeadlineExceeded.
type CallError struct {
	Function Function
	Err      error
}

func (err *CallError) Error() string { return fmt.Sprintf("clbplan: %s: %v", err.Function, err.Err) }

func (err *CallError) Unwrap() error { return err.Err }
