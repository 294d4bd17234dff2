"""Takes the module into the wheel: `pkg/clbplan.wasm` of the checkout, or the copy that an sdist brought along.

Where neither is there the wheel is built without it, and the module is then named by the caller or by `CLBPLAN_WASM`.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ModuleHook(BuildHookInterface):
    """Maps the module to its place; copies nothing into the source tree."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        here = Path(self.root)
        places = [here.parent.parent / "pkg" / "clbplan.wasm", here / "clbplan.wasm"]
        module = next((place for place in places if place.is_file()), None)
        if module is None or version == "editable":
            return
        inside = "clbplan.wasm" if self.target_name == "sdist" else "clbplan/clbplan.wasm"
        build_data["force_include"][str(module)] = inside
