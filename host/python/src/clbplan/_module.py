"""The loaded module: checked once, called many times."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import wasmtime

from ._abi import Call
from ._errors import CallError, FormatVersionError, InvalidAnswer, ModuleError, RequestError, RequestTooLarge
from ._find import find
from ._limits import Clock, Limits

FORMAT_VERSION = "1.0"
"""The supported format of answers: a module with another major version is rejected."""

FUNCTIONS = ("plan-sync", "validate-service", "simulate", "complete", "hover", "explain")
"""The functions that take a request, under the names of the module's exports."""

Json = dict[str, Any]
"""A JSON object."""

Request = Mapping[str, Any] | str | bytes
"""A request: a mapping of JSON's types, or JSON as text or as UTF-8."""

_MAX_STACK_BYTES = 1 << 20
_ABOUT = "about"


class Module:
    """The clbplan module, ready to be called from any number of threads.

    Every call has its own instance, with limits on memory and time: calls share no state, a failed call does not affect
    others, and calls from several threads run in parallel (wasmtime releases the interpreter's lock). Loading compiles the
    module, which takes seconds; ``cache`` stores the native code in wasmtime's directory under the user's cache directory,
    so that later processes start in some ten milliseconds.
    """

    def __init__(self, wasm: bytes, *, limits: Limits | None = None, cache: bool = True) -> None:
        """Compiles ``wasm`` and checks that it is clbplan's module.

        :raises ModuleError: if it is not, or has another format.
        """
        self.limits = limits or Limits()
        self._engine = _engine(cache)
        self._clock = Clock(self._engine)
        _check_kind(wasm)
        try:
            self._module = wasmtime.Module(self._engine, wasm)
        except wasmtime.WasmtimeError as error:
            raise ModuleError(f"not a WebAssembly module: {error}") from None
        _check_imports(self._module)
        _check_exports(self._module)
        try:
            self._about = self._ask_about()
        except CallError as error:
            raise ModuleError(f"the module does not answer `about`: {error}") from error
        self.max_request_bytes: int = self._about["limits"]["requestBytes"]
        """The maximum size of a request, in bytes."""

    @classmethod
    def load(
        cls, path: str | os.PathLike[str] | None = None, *, limits: Limits | None = None, cache: bool = True
    ) -> Module:
        """Loads the module from ``path``; without it, from the path in ``CLBPLAN_WASM`` or from the package.

        :raises ModuleError: if there is no such file, or as for :class:`Module`.
        """
        file = find() if path is None else Path(path)
        try:
            wasm = file.read_bytes()
        except OSError as error:
            raise ModuleError(f"cannot read the module: {error}") from error
        try:
            return cls(wasm, limits=limits, cache=cache)
        except ModuleError as error:
            error.args = (f"{file}: {error}",)
            raise

    def plan_sync(self, request: Request) -> Json:
        """Previews a change: takes a PlanRequest, returns a Plan.

        :raises RequestError: if the request is invalid.
        :raises CallError: if the call fails.
        """
        return self._object("plan-sync", request)

    def validate_service(self, request: Request) -> Json:
        """Checks manifests: takes a ValidateRequest, returns a Report. Raises as :meth:`plan_sync`."""
        return self._object("validate-service", request)

    def simulate(self, request: Request) -> Json:
        """The state of cluster and cloud after the plan: takes a PlanRequest, returns a Simulation. Raises as :meth:`plan_sync`."""
        return self._object("simulate", request)

    def complete(self, request: Request) -> Json:
        """Completions at a position: takes an EditorRequest. Raises as :meth:`plan_sync`."""
        return self._object("complete", request)

    def hover(self, request: Request) -> Json | None:
        """Explains the text at a position: takes an EditorRequest, returns a Hover or ``None``. Raises as :meth:`plan_sync`."""
        return self._value("hover", request)

    def explain(self, request: Request) -> Json:
        """Explains a name: takes an ExplainRequest, returns an Explanation. Raises as :meth:`plan_sync`."""
        return self._object("explain", request)

    def about(self) -> Json:
        """Version, format versions, dates of the sources, and limits."""
        return dict(self._about)

    def call(self, function: str, request: Request) -> str:
        """The module's answer as text, unchanged.

        ``function`` is one of :data:`FUNCTIONS`. An invalid request, including bytes that are not UTF-8, raises no exception
        here: the answer is ``{"error":{"code","message","path"}}``.

        :raises RequestTooLarge: if the request exceeds the size limit.
        :raises CallError: if the call fails.
        """
        if function not in FUNCTIONS:
            raise ValueError(f"unknown function {function!r}; the functions are {', '.join(FUNCTIONS)}")
        body = _encode(request)
        if len(body) > self.max_request_bytes:
            raise RequestTooLarge(len(body), self.max_request_bytes)
        with self._clock:
            answer = Call(self._engine, self._module, function, self.limits).with_request(body)
        return _text(function, answer)

    def _value(self, function: str, request: Request) -> Json | None:
        answer = _parse(function, self.call(function, request))
        error = answer.get("error") if answer else None
        if isinstance(error, dict):
            raise RequestError(str(error.get("code")), str(error.get("message")), str(error.get("path") or ""))
        return answer

    def _object(self, function: str, request: Request) -> Json:
        answer = self._value(function, request)
        if answer is None:
            raise InvalidAnswer(function, "returned `null`")
        return answer

    def _ask_about(self) -> Json:
        with self._clock:
            answer = Call(self._engine, self._module, _ABOUT, self.limits).without_request()
        about = _parse(_ABOUT, _text(_ABOUT, answer))
        found = about.get("formatVersion") if about else None
        if about is None or not isinstance(found, str):
            raise ModuleError("the module does not report its format")
        if found.split(".")[0] != FORMAT_VERSION.split(".")[0]:
            raise FormatVersionError(found, FORMAT_VERSION)
        limits = about.get("limits")
        if not isinstance(limits, dict) or not isinstance(limits.get("requestBytes"), int):
            raise ModuleError("the module does not report its request size limit")
        return about


def _engine(cache: bool) -> wasmtime.Engine:
    if cache:
        try:
            config = _config()
            config.cache = True
            return wasmtime.Engine(config)
        except wasmtime.WasmtimeError:
            pass  # The cache directory is missing or not writable: continue without a cache.
    return wasmtime.Engine(_config())


_first_process = os.getpid()


def _config() -> wasmtime.Config:
    config = wasmtime.Config()
    if os.getpid() != _first_process:
        # Threads do not survive a fork: in the child, wasmtime would wait forever for its compiler threads.
        config.parallel_compilation = False
    config.epoch_interruption = True
    config.max_wasm_stack = _MAX_STACK_BYTES
    return config


def _check_kind(wasm: bytes) -> None:
    """Runs before wasmtime, which would also accept WebAssembly as text."""
    if wasm[:4] != b"\0asm":
        raise ModuleError("not a WebAssembly module: it does not start with `\\0asm`")
    if wasm[6:8] == b"\1\0":
        raise ModuleError("a WebAssembly component; pass the core module `clbplan.wasm` instead")


def _check_imports(module: wasmtime.Module) -> None:
    names = [f"{entry.module}.{entry.name}" for entry in module.imports]
    if names:
        raise ModuleError(f"the module imports {names[0]}, but clbplan's module has no imports; is this `clbplan.wasm`?")


def _check_exports(module: wasmtime.Module) -> None:
    expected = {"cabi_realloc": (4, 1), _ABOUT: (0, 1), f"cabi_post_{_ABOUT}": (1, 0)}
    for function in FUNCTIONS:
        expected |= {function: (2, 1), f"cabi_post_{function}": (1, 0)}
    types = {entry.name: entry.type for entry in module.exports}
    if not isinstance(types.get("memory"), wasmtime.MemoryType):
        raise ModuleError("the module does not export `memory` as clbplan does")
    for name, counts in expected.items():
        found = types.get(name)
        numbers = [*found.params, *found.results] if isinstance(found, wasmtime.FuncType) else None
        if (
            numbers is None
            or not isinstance(found, wasmtime.FuncType)
            or (len(found.params), len(found.results)) != counts
            or any(str(number) != "i32" for number in numbers)
        ):
            raise ModuleError(f"the module does not export `{name}` as clbplan does")


def _encode(request: Request) -> bytes:
    if isinstance(request, bytes):
        return request
    try:
        text = request if isinstance(request, str) else json.dumps(request, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise RequestError("request/not-json", f"the request cannot be written as JSON: {error}") from error
    # An unpaired surrogate gives invalid UTF-8, which the module reports.
    return text.encode("utf-8", "surrogatepass")


def _text(function: str, answer: bytes) -> str:
    try:
        return answer.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidAnswer(function, f"returned an answer that is not UTF-8: {error}") from None


def _parse(function: str, answer: str) -> Json | None:
    try:
        value = json.loads(answer)
    except ValueError as error:
        raise InvalidAnswer(function, f"returned an answer that is not JSON: {error}") from None
    if value is not None and not isinstance(value, dict):
        raise InvalidAnswer(function, "returned an answer that is not a JSON object")
    return value
