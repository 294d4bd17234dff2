"""Where the module is, if the caller does not say."""

from __future__ import annotations

import os
from pathlib import Path

from ._errors import ModuleError

VARIABLE = "CLBPLAN_WASM"
"""Names the module's file."""

_NAME = "clbplan.wasm"


def find() -> Path:
    """The file that ``CLBPLAN_WASM`` names, the one in the package, or the one of the checkout around it."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    here = Path(__file__).resolve().parent
    for place in (here / _NAME, *_of_checkout(here)):
        if place.is_file():
            return place
    raise ModuleError(
        f"{_NAME} is not there: name it with {VARIABLE}=PATH or Module.load(PATH); in a checkout, "
        "`cargo xtask build` makes it, and `pip install ./host/python` then takes it in"
    )


def _of_checkout(package: Path) -> list[Path]:
    """Where the build tool puts it, if the package is used from `host/python/src` itself."""
    source, host = package.parent, package.parent.parent
    inside = (source.name, host.name, host.parent.name) == ("src", "python", "host")
    return [host.parent.parent / "pkg" / _NAME] if inside else []
