"""Finds the module's file, if the caller passes none."""

from __future__ import annotations

import os
from pathlib import Path

from ._errors import ModuleError

VARIABLE = "CLBPLAN_WASM"
"""Environment variable with the path of the module, for :meth:`clbplan.Planner.from_env`."""

_NAME = "clbplan-fast.wasm"


def from_environment() -> Path | None:
    """The file that ``CLBPLAN_WASM`` names."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def packaged() -> Path:
    """The module in the package; else the one of the surrounding checkout."""
    here = Path(__file__).resolve().parent
    for file in (here / _NAME, *_in_checkout(here)):
        if file.is_file():
            return file
    raise ModuleError(
        f"{_NAME} was not found: pass its path to Planner.load(PATH); in a checkout, "
        "`cargo xtask build` builds it, and `pip install ./host/python` then installs it with the package"
    )


def _in_checkout(package: Path) -> list[Path]:
    """The build tool's output, if the package is imported from `host/python/src`."""
    source, host = package.parent, package.parent.parent
    inside = (source.name, host.name, host.parent.name) == ("src", "python", "host")
    return [host.parent.parent / "pkg" / _NAME] if inside else []
