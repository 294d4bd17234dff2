"""Previews what Tencent Cloud TKE's Service controller would do to a cloud load balancer (CLB).

Pure functions in one WebAssembly module, run by wasmtime: no network, no credentials, no cluster::

    import clbplan

    plan = clbplan.plan_sync({"manifests": open("service.yaml").read()})
    for service in plan["services"]:
        print(service["name"], service["loadBalancer"]["verdict"])

A request is a mapping, or JSON as text or bytes; the answer is a dict. Mistakes in a manifest never raise an exception: they
are diagnostics in the answer. :class:`RequestError` is raised for an invalid request, and the other subclasses of
:class:`ClbplanError` for problems with the module itself.

These functions share one :class:`Module`, which the first call loads. Both can be used from any number of threads.
"""

from ._default import about, complete, default_module, explain, hover, plan_sync, simulate, validate_service
from ._errors import (
    CallError,
    ClbplanError,
    FormatVersionError,
    InvalidAnswer,
    ModuleError,
    RequestError,
    RequestTooLarge,
    Timeout,
    Trap,
)
from ._limits import Limits
from ._module import FORMAT_VERSION, FUNCTIONS, Json, Module, Request

__all__ = [
    "FORMAT_VERSION",
    "FUNCTIONS",
    "CallError",
    "ClbplanError",
    "FormatVersionError",
    "InvalidAnswer",
    "Json",
    "Limits",
    "Module",
    "ModuleError",
    "Request",
    "RequestError",
    "RequestTooLarge",
    "Timeout",
    "Trap",
    "about",
    "complete",
    "default_module",
    "explain",
    "hover",
    "plan_sync",
    "simulate",
    "validate_service",
]
