"""Includes the module in the wheel: `pkg/clbplan-fast.wasm` of the checkout, or the copy in an sdist.

If there is neither, the wheel is built without it; callers then pass a path, or set `CLBPLAN_WASM`.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ModuleHook(BuildHookInterface):
    """Maps the module into the archive; copies nothing into the source tree."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        here = Path(self.root)
        candidates = [here.parent.parent / "pkg" / "clbplan-fast.wasm", here / "clbplan-fast.wasm"]
        module = next((file for file in candidates if file.is_file()), None)
        if module is None or version == "editable":
            return
        target = "clbplan-fast.wasm" if self.target_name == "sdist" else "clbplan/clbplan-fast.wasm"
        build_data["force_include"][str(module)] = target
