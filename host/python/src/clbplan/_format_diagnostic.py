"""A finding as a line."""

from __future__ import annotations

from .types import Diagnostic


def format_diagnostic(diagnostic: Diagnostic) -> str:
    """The finding as a line that editors recognise: ``file:line:column: severity[code]: message``.

    Every host prints the same. Without a location in the manifests, the line starts with the object, if there is one.
    """
    return f"{_location(diagnostic)}{diagnostic['severity']}[{diagnostic['code']}]: {diagnostic['message']}"


def _location(diagnostic: Diagnostic) -> str:
    source = diagnostic.get("source")
    if source:
        file = source.get("file")
        start = source["start"]
        return f"{f'{file}:' if file else ''}{start['line']}:{start['column']}: "
    item = diagnostic.get("object")
    if not item:
        return ""
    names = [name for name in (item.get("namespace"), item.get("name")) if name]
    return f"{item['kind']} {'/'.join(names)}: " if names else f"{item['kind']}: "
