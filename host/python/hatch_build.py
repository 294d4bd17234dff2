"""Includes the module that is built for speed, and the notices of the licences in it: those in `pkg/` of the checkout, or the
copies in an sdist. If there are neither, the wheel is built without it; callers then pass a path, or set `CLBPLAN_WASM`.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


MODULE = "clbplan-fast.wasm"
NOTICES = "NOTICES.txt"


class ModuleHook(BuildHookInterface):
    """Maps the module into the archive; copies nothing into the source tree."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        here = Path(self.root)
        folders = [here.parent.parent / "pkg", here]
        folder = next((folder for folder in folders if (folder / MODULE).is_file()), None)
        if folder is None or version == "editable":
            return
        target = "" if self.target_name == "sdist" else "clbplan/"
        for name in (MODULE, NOTICES):
            build_data["force_include"][str(folder / name)] = target + name
