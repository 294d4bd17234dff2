"""The functions of the package: those of one module, loaded when it is first needed."""

from __future__ import annotations

import threading

from ._module import Json, Module, Request

_lock = threading.Lock()
_module: Module | None = None


def default_module() -> Module:
    """The module that the functions of this package share. Loads it if need be.

    :raises ModuleError: if there is none, or not ours. The next call looks again.
    """
    global _module
    with _lock:
        if _module is None:
            _module = Module.load()
        return _module


def plan_sync(request: Request) -> Json:
    """What would happen: see :meth:`Module.plan_sync`."""
    return default_module().plan_sync(request)


def validate_service(request: Request) -> Json:
    """What is wrong with the manifests: see :meth:`Module.validate_service`."""
    return default_module().validate_service(request)


def simulate(request: Request) -> Json:
    """What cluster and cloud hold after the plan: see :meth:`Module.simulate`."""
    return default_module().simulate(request)


def complete(request: Request) -> Json:
    """What can stand at a position: see :meth:`Module.complete`."""
    return default_module().complete(request)


def hover(request: Request) -> Json | None:
    """What stands at a position: see :meth:`Module.hover`."""
    return default_module().hover(request)


def explain(request: Request) -> Json:
    """What is known of a name: see :meth:`Module.explain`."""
    return default_module().explain(request)


def about() -> Json:
    """Version, format versions, dates of the sources and limits: see :meth:`Module.about`."""
    return default_module().about()
