"""Exceptions about the module and its calls. Mistakes in a manifest are diagnostics, not exceptions.

All of them can be pickled, as a pool of processes does with each exception of a worker.
"""

from __future__ import annotations

from typing import Any


class ClbplanError(Exception):
    """The base class of all exceptions of this package."""

    def _arguments(self) -> tuple[Any, ...]:
        """The arguments of the constructor, from which pickle and copy make the exception again."""
        return self.args

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._arguments(), self.__dict__


class ModuleError(ClbplanError):
    """The module cannot be loaded, or is not clbplan's: not WebAssembly, other exports, imports."""


class FormatVersionError(ModuleError):
    """The module's answers have a format that this package does not support."""

    def __init__(self, found: str, supported: str) -> None:
        super().__init__(f"the module answers in format {found}, but this package supports {supported}")
        self.found = found
        self.supported = supported

    def _arguments(self) -> tuple[Any, ...]:
        return self.found, self.supported


class ClosedError(ClbplanError):
    """The planner was closed, before the call or during it."""

    def __init__(self) -> None:
        super().__init__("the planner is closed")

    def _arguments(self) -> tuple[Any, ...]:
        return ()


class RequestError(ClbplanError):
    """The request is invalid: not JSON, a misspelt member, a value of the wrong type.

    ``code``, ``message`` and ``path`` come from the module; ``path`` is the location in the request, empty for all of it.
    """

    def __init__(self, code: str, message: str, path: str = "") -> None:
        super().__init__(f"{message} [{code}]" + (f" at {path}" if path else ""))
        self.code = code
        self.message = message
        self.path = path

    def _arguments(self) -> tuple[Any, ...]:
        return self.code, self.message, self.path


class RequestTooLargeError(RequestError):
    """The request exceeds the module's size limit; it was not sent."""

    def __init__(self, size: int, limit: int) -> None:
        message = f"the request has {size} bytes; the limit is {limit}"
        super().__init__("request/too-large", message)
        self.size = size
        self.limit = limit

    def _arguments(self) -> tuple[Any, ...]:
        return self.size, self.limit


class CallError(ClbplanError):
    """A call failed. The planner can be called again."""

    def __init__(self, function: str, message: str) -> None:
        super().__init__(f"`{function}` {message}")
        self.function = function
        self.message = message

    def _arguments(self) -> tuple[Any, ...]:
        return self.function, self.message


class TrapError(CallError):
    """The module trapped."""


class OutOfMemoryError(CallError, MemoryError):
    """The call needed more memory than :attr:`Limits.memory_bytes`."""


class CallTimeoutError(CallError, TimeoutError):
    """The call took longer than :attr:`Limits.seconds`, or than its own ``timeout``."""


class InvalidAnswerError(CallError):
    """The answer is outside the memory, not UTF-8, or not JSON."""
