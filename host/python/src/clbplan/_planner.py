"""The planner: a loaded module, checked once and called many times."""

from __future__ import annotations

import asyncio
import json
import os
import threading
import weakref
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, cast

from . import _json
from ._abi import Call
from ._errors import CallError, CallTimeoutError, ClosedError, FormatVersionError, InvalidAnswerError, ModuleError
from ._find_module import from_environment, packaged
from ._limits import Clock, Deadline, Limits
from ._compile_module import ABOUT, FUNCTIONS, compiled
from .types import (
    About,
    Completions,
    EditorRequest,
    ExplainRequest,
    Explanation,
    Hover,
    Plan,
    PlanRequest,
    Report,
    Simulation,
    ValidateRequest,
)

FORMAT_VERSION = "1.0"
"""The supported format of answers: a module with another major version is rejected."""

Function = Literal["plan-sync", "validate-service", "simulate", "complete", "hover", "explain"]
"""A function that takes a request, under the name of the module's export."""


class Planner:
    """Previews what TKE's Service controller would do. It can be used from any number of threads and event loops.

    Every call has its own instance of the module, with limits on memory and time: calls share no state, a failed call does
    not affect others, and calls from several threads run in parallel (wasmtime releases the interpreter's lock). Loading
    compiles the module, which takes seconds; ``cache`` stores the native code in wasmtime's directory under the user's cache
    directory, so that later processes start in some ten milliseconds.

    Each method takes a request as a mapping, or as JSON in text or bytes; ``timeout`` is the longest duration of this call in
    seconds, including the wait for a free slot. Methods whose names start with ``a`` are coroutines.
    """

    def __init__(self, wasm: bytes | None = None, *, limits: Limits | None = None, cache: bool = True) -> None:
        """Compiles ``wasm``, or else the module in this package, and checks that it is clbplan's.

        :raises ModuleError: if it is not, or has another format.
        """
        self.limits = limits or Limits()
        self._engine, self._module = compiled(_read(packaged()) if wasm is None else wasm, cache)
        self._closed = False
        self._reset()
        _planners.add(self)
        try:
            self._about = self._call(ABOUT, None, Deadline(self.limits.seconds, None))
        except CallError as error:
            raise ModuleError(f"the module does not answer `about`: {error}") from error
        self.max_request_bytes = _check_about(self._about)
        """The maximum size of a request, in bytes."""

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, limits: Limits | None = None, cache: bool = True) -> Planner:
        """Loads the module from a file.

        :raises ModuleError: if there is no such file, or as for :class:`Planner`.
        """
        wasm = _read(Path(path))
        try:
            return cls(wasm, limits=limits, cache=cache)
        except FormatVersionError:
            raise
        except ModuleError as error:
            raise ModuleError(f"{os.fspath(path)}: {error}") from error.__cause__

    @classmethod
    def from_env(cls, *, limits: Limits | None = None, cache: bool = True) -> Planner:
        """Loads the module that the environment variable ``CLBPLAN_WASM`` names; without it, the one in this package."""
        path = from_environment()
        return cls(limits=limits, cache=cache) if path is None else cls.load(path, limits=limits, cache=cache)

    def plan(self, request: PlanRequest | str | bytes, /, *, timeout: float | None = None) -> Plan:
        """What happens to each load balancer, why, and by which API calls.

        :raises RequestError: if the request is invalid.
        :raises CallError: if the call fails, for example with :class:`CallTimeoutError`.
        :raises ClosedError: if the planner is closed.
        """
        return cast(Plan, self._object("plan-sync", request, timeout))

    def validate(self, request: ValidateRequest | str | bytes, /, *, timeout: float | None = None) -> Report:
        """The errors and warnings in the manifests. Raises as :meth:`plan`."""
        return cast(Report, self._object("validate-service", request, timeout))

    def simulate(self, request: PlanRequest | str | bytes, /, *, timeout: float | None = None) -> Simulation:
        """Cluster and cloud after the plan, as ``live`` and ``clb`` of the next request. Raises as :meth:`plan`."""
        return cast(Simulation, self._object("simulate", request, timeout))

    def complete(self, request: EditorRequest | str | bytes, /, *, timeout: float | None = None) -> Completions:
        """Completions at a position in a manifest. Raises as :meth:`plan`."""
        return cast(Completions, self._object("complete", request, timeout))

    def hover(self, request: EditorRequest | str | bytes, /, *, timeout: float | None = None) -> Hover | None:
        """Documentation of the field or annotation at a position. Raises as :meth:`plan`."""
        return cast("Hover | None", self._value("hover", request, self._deadline(timeout)))

    def explain(self, request: ExplainRequest | str | bytes, /, *, timeout: float | None = None) -> Explanation:
        """Documentation of an annotation, code, reason, field, switch or tag. Raises as :meth:`plan`."""
        return cast(Explanation, self._object("explain", request, timeout))

    async def aplan(self, request: PlanRequest | str | bytes, /, *, timeout: float | None = None) -> Plan:
        """As :meth:`plan`, in a thread of this planner.

        If the task is cancelled, ``await`` ends at once; the call goes on in its thread, up to its limit.
        """
        return cast(Plan, await self._object_later("plan-sync", request, timeout))

    async def avalidate(self, request: ValidateRequest | str | bytes, /, *, timeout: float | None = None) -> Report:
        """As :meth:`validate`; see :meth:`aplan`."""
        return cast(Report, await self._object_later("validate-service", request, timeout))

    async def asimulate(self, request: PlanRequest | str | bytes, /, *, timeout: float | None = None) -> Simulation:
        """As :meth:`simulate`; see :meth:`aplan`."""
        return cast(Simulation, await self._object_later("simulate", request, timeout))

    async def acomplete(self, request: EditorRequest | str | bytes, /, *, timeout: float | None = None) -> Completions:
        """As :meth:`complete`; see :meth:`aplan`."""
        return cast(Completions, await self._object_later("complete", request, timeout))

    async def ahover(self, request: EditorRequest | str | bytes, /, *, timeout: float | None = None) -> Hover | None:
        """As :meth:`hover`; see :meth:`aplan`."""
        return cast("Hover | None", await self._value_later("hover", request, timeout))

    async def aexplain(self, request: ExplainRequest | str | bytes, /, *, timeout: float | None = None) -> Explanation:
        """As :meth:`explain`; see :meth:`aplan`."""
        return cast(Explanation, await self._object_later("explain", request, timeout))

    def about(self) -> About:
        """Version, format versions, dates of the sources, and limits. The caller may change the answer."""
        return cast(About, json.loads(self._about))

    def call(self, function: Function, request: Mapping[str, Any] | str | bytes, *, timeout: float | None = None) -> str:
        """The module's answer as text, unchanged; every host gets the same bytes.

        An invalid request, including bytes that are not UTF-8, raises no exception here: the answer is
        ``{"error":{"code","message","path"}}``.

        :raises RequestTooLargeError: if the request exceeds the size limit.
        :raises CallError: if the call fails.
        """
        if function not in FUNCTIONS:
            raise ValueError(f"unknown function {function!r}; the functions are {', '.join(FUNCTIONS)}")
        return self._call(function, _json.encode(request, self.max_request_bytes), self._deadline(timeout))

    def close(self) -> None:
        """Ends the running calls and rejects further ones, both with :class:`ClosedError`.

        Calls with a limit of more than five hours, or without one, run to their end.
        """
        self._closed = True
        self._clock.end_running_calls()
        if self._threads:
            self._threads.shutdown(wait=False)

    def __enter__(self) -> Planner:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        version = json.loads(self._about).get("version")
        return f"<clbplan.Planner {version}, {self.limits}{', closed' if self._closed else ''}>"

    def _reset(self) -> None:
        """Also after a fork: threads, and the slots that they had taken, do not exist in the new process."""
        self._clock = Clock(self._engine)
        self._slots = threading.BoundedSemaphore(self.limits.slots())
        self._threads: ThreadPoolExecutor | None = None
        self._lock = threading.Lock()

    def _deadline(self, timeout: float | None) -> Deadline:
        return Deadline(self.limits.seconds, timeout)

    def _call(self, function: str, body: bytes | None, deadline: Deadline) -> str:
        """Waits for a slot and calls; without a body if the function takes no request."""
        if not self._slots.acquire(timeout=deadline.remaining()):
            raise CallTimeoutError(function, f"took longer than {deadline.seconds:g} s")
        try:
            with self._clock.running(deadline):
                if self._closed:
                    raise ClosedError
                call = Call(self._engine, self._module, function, self.limits, deadline)
                answer = call.without_request() if body is None else call.with_request(body)
        except CallTimeoutError:
            if self._closed:
                raise ClosedError from None
            raise
        finally:
            self._slots.release()
        return _json.text(function, answer)

    def _value(
        self, function: str, request: Mapping[str, Any] | str | bytes, deadline: Deadline
    ) -> dict[str, Any] | None:
        body = _json.encode(request, self.max_request_bytes)
        return _json.parse(function, self._call(function, body, deadline))

    def _object(self, function: str, request: Mapping[str, Any] | str | bytes, timeout: float | None) -> dict[str, Any]:
        return _present(function, self._value(function, request, self._deadline(timeout)))

    async def _object_later(
        self, function: str, request: Mapping[str, Any] | str | bytes, timeout: float | None
    ) -> dict[str, Any]:
        return _present(function, await self._value_later(function, request, timeout))

    async def _value_later(
        self, function: str, request: Mapping[str, Any] | str | bytes, timeout: float | None
    ) -> dict[str, Any] | None:
        deadline = self._deadline(timeout)
        with self._lock:
            if self._closed:
                raise ClosedError
            if self._threads is None:
                self._threads = ThreadPoolExecutor(self.limits.slots(), thread_name_prefix="clbplan")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._value, function, request, deadline)


_planners: weakref.WeakSet[Planner] = weakref.WeakSet()


def _reset_after_fork() -> None:
    for planner in _planners:
        planner._reset()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_reset_after_fork)


def _present(function: str, answer: dict[str, Any] | None) -> dict[str, Any]:
    if answer is None:
        raise InvalidAnswerError(function, "returned `null`")
    return answer


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ModuleError(f"cannot read the module: {error}") from error


def _check_about(text: str) -> int:
    """Checks the format, and returns the size limit of a request."""
    try:
        about = json.loads(text)
    except ValueError as error:
        raise ModuleError(f"the module does not answer `about`: {error}") from error
    found = about.get("formatVersion") if isinstance(about, dict) else None
    if not isinstance(found, str):
        raise ModuleError("the module does not report its format")
    if found.split(".")[0] != FORMAT_VERSION.split(".")[0]:
        raise FormatVersionError(found, FORMAT_VERSION)
    limits = about.get("limits")
    if not isinstance(limits, dict) or not isinstance(limits.get("requestBytes"), int):
        raise ModuleError("the module does not report its request size limit")
    return int(limits["requestBytes"])
