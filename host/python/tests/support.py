"""The inputs of the tests, which `cargo xtask hosts python` creates."""

from __future__ import annotations

import os
import unittest
from pathlib import Path
from typing import Any

from clbplan import Limits, Planner

_ROOT = Path(__file__).resolve().parents[3]
_TARGET = Path(os.environ.get("CLBPLAN_TARGET", _ROOT / "target"))

CORPUS = _TARGET / "corpus.jsonl"
MODULE = _ROOT / "pkg" / "clbplan-fast.wasm"
DIAGNOSTIC_LINES = _ROOT / "host" / "diagnostic-lines.json"

SERVICE: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Service",
    "metadata": {"name": "web", "namespace": "shop"},
    "spec": {"type": "LoadBalancer", "selector": {"app": "web"}, "ports": [{"port": 80}]},
}


def faulty_module_path(name: str) -> Path:
    """A module with one fault, or without any: see `xtask/src/faulty_modules.rs`."""
    return _TARGET / "faulty-modules" / f"{name}.wasm"


def faulty_planner(name: str, limits: Limits | None = None) -> Planner:
    return Planner.load(faulty_module_path(name), limits=limits, cache=False)


_PLANNERS: list[Planner] = []


def real_planner() -> Planner:
    """One with the real module, compiled once for all tests."""
    if not _PLANNERS:
        _PLANNERS.append(Planner.load(MODULE))
    return _PLANNERS[0]


class Case(unittest.TestCase):
    """A test case that shows complete differences."""

    maxDiff = None
