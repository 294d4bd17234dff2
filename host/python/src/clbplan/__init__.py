"""Previews what Tencent Cloud TKE's Service controller would do to a cloud load balancer (CLB).

Pure functions in one WebAssembly module, run by wasmtime: no network, no credentials, no cluster::

    import clbplan

    plan = clbplan.plan({"manifests": open("service.yaml").read()})
    for service in plan["services"]:
        print(service["name"], service["loadBalancer"]["verdict"])

Requests and answers are mappings, whose types :mod:`clbplan.types` declares. Mistakes in a manifest never raise an exception:
they are diagnostics in the answer. :class:`RequestError` is raised for an invalid request, and the other subclasses of
:class:`ClbplanError` for problems with the module itself.

These functions share one :class:`Planner`, which the first call loads. Both can be used from any number of threads.
"""

from . import types
from ._default_planner import about, complete, default_planner, explain, hover, plan, simulate, validate
from ._errors import (
    CallError,
    CallTimeoutError,
    ClbplanError,
    ClosedError,
    FormatVersionError,
    InvalidAnswerError,
    ModuleError,
    OutOfMemoryError,
    RequestError,
    RequestTooLargeError,
    TrapError,
)
from ._format_diagnostic import format_diagnostic
from ._limits import Limits
from ._compile_module import FUNCTIONS
from ._planner import FORMAT_VERSION, Function, Planner

__all__ = [
    "FORMAT_VERSION",
    "FUNCTIONS",
    "CallError",
    "CallTimeoutError",
    "ClbplanError",
    "ClosedError",
    "FormatVersionError",
    "Function",
    "InvalidAnswerError",
    "Limits",
    "ModuleError",
    "OutOfMemoryError",
    "Planner",
    "RequestError",
    "RequestTooLargeError",
    "TrapError",
    "about",
    "complete",
    "default_planner",
    "explain",
    "format_diagnostic",
    "hover",
    "plan",
    "simulate",
    "types",
    "validate",
]
