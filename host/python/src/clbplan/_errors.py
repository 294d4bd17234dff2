"""What can go wrong between a caller and the module. None of it is about what is in a manifest."""

from __future__ import annotations


class ClbplanError(Exception):
    """Anything this package raises."""


class ModuleError(ClbplanError):
    """There is no module, or it is not clbplan's: not WebAssembly, other exports, imports."""


class FormatVersionError(ModuleError):
    """The module answers in a format that this package does not read."""

    def __init__(self, found: str, supported: str) -> None:
        super().__init__(f"the module answers in format {found}, this package reads {supported}")
        self.found = found
        self.supported = supported


class RequestError(ClbplanError):
    """What was given is no request: not JSON, a member of another type, a bad version.

    ``code``, ``message`` and ``path`` are the module's own; ``path`` says where in the request, and is empty for all of it.
    """

    def __init__(self, code: str, message: str, path: str = "") -> None:
        super().__init__(f"{message} [{code}]" + (f" at {path}" if path else ""))
        self.code = code
        self.message = message
        self.path = path


class RequestTooLarge(RequestError):
    """The request has more bytes than the module reads; it was not handed over."""

    def __init__(self, size: int, limit: int) -> None:
        message = f"the request has {size} bytes, and no more than {limit} are read"
        super().__init__("request/too-large", message)
        self.size = size
        self.limit = limit


class CallError(ClbplanError):
    """A call did not come to its end. The module can be called again."""

    def __init__(self, function: str, message: str) -> None:
        super().__init__(f"`{function}` {message}")
        self.function = function


class Trap(CallError):
    """The module broke off, as it does when it gets no more memory."""


class Timeout(CallError, TimeoutError):
    """The call took longer than :attr:`Limits.seconds`."""


class InvalidAnswer(CallError):
    """What came back is not where it was said to be, not UTF-8, or not JSON."""
