"""The package's functions: those of one module, which the first call loads."""

from __future__ import annotations

import threading

from ._module import Json, Module, Request

_lock = threading.Lock()
_module: Module | None = None


def default_module() -> Module:
    """The module that the package's functions share; loaded by the first call.

    :raises ModuleError: if it cannot be loaded. The next call tries again.
    """
    global _module
    with _lock:
        if _module is None:
            _module = Module.load()
        return _module


def plan_sync(request: Request) -> Json:
    """Previews a change: see :meth:`Module.plan_sync`."""
    return default_module().plan_sync(request)


def validate_service(request: Request) -> Json:
    """Checks manifests: see :meth:`Module.validate_service`."""
    return default_module().validate_service(request)


def simulate(request: Request) -> Json:
    """The state after the plan: see :meth:`Module.simulate`."""
    return default_module().simulate(request)


def complete(request: Request) -> Json:
    """Completions at a position: see :meth:`Module.complete`."""
    return default_module().complete(request)


def hover(request: Request) -> Json | None:
    """An explanation of the text at a position: see :meth:`Module.hover`."""
    return default_module().hover(request)


def explain(request: Request) -> Json:
    """Explains a name: see :meth:`Module.explain`."""
    return default_module().explain(request)


def about() -> Json:
    """Version, format versions, dates of the sources, and limits: see :meth:`Module.about`."""
    return default_module().about()
