package clbplan

import (
	"errors"
	"fmt"
)

var (
	// ErrTrap is wrapped by the error of a call that broke off, which is how one ends that gets no more memory.
	ErrTrap = errors.New("the module broke off")
	// ErrInvalidAnswer is wrapped by the error of a call whose answer is not where it was said to be, or not UTF-8.
	ErrInvalidAnswer = errors.New("the module gave no readable answer")
)

// A ModuleError says why something is not the clbplan module: no file, no WebAssembly, other exports, imports.
type ModuleError struct {
	Reason string
	Path   string // of the file; empty for a module that was passed as bytes
	Err    error  // what the system or the runtime says; may be nil
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

// A FormatVersionError is returned for a module that answers in another format.
type FormatVersionError struct {
	Found, Supported string
}

func (err *FormatVersionError) Error() string {
	return fmt.Sprintf("clbplan: the module answers in format %s, this package reads %s", err.Found, err.Supported)
}

// A RequestTooLargeError is returned for a request that is longer than the module reads. It was not handed over.
type RequestTooLargeError struct {
	Size, Limit int
}

func (err *RequestTooLargeError) Error() string {
	return fmt.Sprintf("clbplan: the request has %d bytes, and no more than %d are read", err.Size, err.Limit)
}

// A RequestError is the module's own word on what is no request: not JSON, a misspelt member. Path says where in the
// request, and is empty for all of it.
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

// A CallError is returned for a call that did not come to its end. It wraps [ErrTrap], [ErrInvalidAnswer],
// context.Canceled or context.DeadlineExceeded.
type CallError struct {
	Function Function
	Err      error
}

func (err *CallError) Error() string { return fmt.Sprintf("clbplan: %s: %v", err.Function, err.Err) }

func (err *CallError) Unwrap() error { return err.Err }
