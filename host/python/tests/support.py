"""Where the tests find what the build tool made: `cargo xtask hosts python` makes it and sets all of this."""

from __future__ import annotations

import os
import unittest
from pathlib import Path
from typing import Any

from clbplan import Limits, Module

_ROOT = Path(__file__).resolve().parents[3]
_TARGET = Path(os.environ.get("CLBPLAN_TARGET", _ROOT / "target"))

CORPUS = _TARGET / "corpus.jsonl"
MODULE = _ROOT / "pkg" / "clbplan.wasm"

SERVICE: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Service",
    "metadata": {"name": "web", "namespace": "shop"},
    "spec": {"type": "LoadBalancer", "selector": {"app": "web"}, "ports": [{"port": 80}]},
}


def fault_path(name: str) -> Path:
    """A module with one fault, or none: see `xtask/src/faults.rs`."""
    return _TARGET / "faults" / f"{name}.wasm"


def fault(name: str, limits: Limits | None = None) -> Module:
    return Module.load(fault_path(name), limits=limits, cache=False)


_REAL: list[Module] = []


def real() -> Module:
    """clbplan itself, compiled once for all tests."""
    if not _REAL:
        _REAL.append(Module.load(MODULE))
    return _REAL[0]


class Case(unittest.TestCase):
    """A test that shows whole differences."""

    maxDiff = None
