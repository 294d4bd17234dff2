"""Exceptions about the module and its calls. Mistakes in a manifest are diagnostics, not exceptions."""

from __future__ import annotations


class ClbplanError(Exception):
    """The base class of all exceptions of this package."""


class ModuleError(ClbplanError):
    """The module cannot be loaded, or is not clbplan's: not WebAssembly, other exports, imports."""


class FormatVersionError(ModuleError):
    """The module's answers have a format that this package does not support."""

    def __init__(self, found: str, supported: str) -> None:
        super().__init__(f"the module answers in format {found}, but this package supports {supported}")
        self.found = found
        self.supported = supported


class RequestError(ClbplanError):
    """The request is invalid: not JSON, a misspelt member, a value of the wrong type.

    ``code``, ``message`` and ``path`` come from the module; ``path`` is the location in the request, empty for all of it.
    """

    def __init__(self, code: str, message: str, path: str = "") -> None:
        super().__init__(f"{message} [{code}]" + (f" at {path}" if path else ""))
        self.code = code
        self.message = message
        self.path = path


class RequestTooLarge(RequestError):
    """The request exceeds the module's size limit; it was not sent."""

    def __init__(self, size: int, limit: int) -> None:
        message = f"the request has {size} bytes; the limit is {limit}"
        super().__init__("request/too-large", message)
        self.size = size
        self.limit = limit


class CallError(ClbplanError):
    """A call failed. The module can be called again."""

    def __init__(self, function: str, message: str) -> None:
        super().__init__(f"`{function}` {message}")
        self.function = function


class Trap(CallError):
    """The module trapped, for example because its memory limit was reached."""


class Timeout(CallError, TimeoutError):
    """The call took longer than :attr:`Limits.seconds`."""


class InvalidAnswer(CallError):
    """The answer is outside the memory, not UTF-8, or not JSON."""
