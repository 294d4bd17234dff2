"""The package's functions: those of one planner, which the first call loads."""

from __future__ import annotations

import threading

from ._planner import Planner
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

_lock = threading.Lock()
_planner: Planner | None = None


def default_planner() -> Planner:
    """The planner that the package's functions share; loaded by the first call.

    :raises ModuleError: if it cannot be loaded. The next call tries again.
    """
    global _planner
    with _lock:
        if _planner is None:
            _planner = Planner()
        return _planner


def plan(request: PlanRequest | str | bytes, /, *, timeout: float | None = None) -> Plan:
    """What happens to each load balancer, why, and by which API calls: see :meth:`Planner.plan`."""
    return default_planner().plan(request, timeout=timeout)


def validate(request: ValidateRequest | str | bytes, /, *, timeout: float | None = None) -> Report:
    """The errors and warnings in the manifests: see :meth:`Planner.validate`."""
    return default_planner().validate(request, timeout=timeout)


def simulate(request: PlanRequest | str | bytes, /, *, timeout: float | None = None) -> Simulation:
    """Cluster and cloud after the plan: see :meth:`Planner.simulate`."""
    return default_planner().simulate(request, timeout=timeout)


def complete(request: EditorRequest | str | bytes, /, *, timeout: float | None = None) -> Completions:
    """Completions at a position in a manifest: see :meth:`Planner.complete`."""
    return default_planner().complete(request, timeout=timeout)


def hover(request: EditorRequest | str | bytes, /, *, timeout: float | None = None) -> Hover | None:
    """Documentation of the field or annotation at a position: see :meth:`Planner.hover`."""
    return default_planner().hover(request, timeout=timeout)


def explain(request: ExplainRequest | str | bytes, /, *, timeout: float | None = None) -> Explanation:
    """Documentation of an annotation, code, reason, field, switch or tag: see :meth:`Planner.explain`."""
    return default_planner().explain(request, timeout=timeout)


def about() -> About:
    """Version, format versions, dates of the sources, and limits: see :meth:`Planner.about`."""
    return default_planner().about()
