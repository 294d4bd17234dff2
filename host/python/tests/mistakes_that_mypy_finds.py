"""Mistakes that mypy finds in a program that uses the package. Strict mode rejects a `type: ignore` that ignores nothing, so each
line shows that its mistake is found."""

from __future__ import annotations

import clbplan
from clbplan.types import Plan, PlanRequest, Report


def misspelt(planner: clbplan.Planner, plan: Plan, report: Report) -> None:
    request: PlanRequest = {"manifest": ""}  # type: ignore[typeddict-unknown-key]
    planner.plan({"context": {"lifecycleMod": "blocked"}})  # type: ignore[arg-type]
    planner.plan({"context": {"lifecycleMode": "sometimes"}})  # type: ignore[arg-type]
    planner.plan({"policy": {"rules": [{"name": "a", "deny": ["deletes"]}]}})  # type: ignore[arg-type]
    planner.call("plan_sync", request)  # type: ignore[arg-type]
    plan["servicess"]  # type: ignore[typeddict-item]
    report["services"]  # type: ignore[typeddict-item]
    if plan["services"][0]["loadBalancer"]["verdict"] == "keeps":  # type: ignore[comparison-overlap]
        pass
