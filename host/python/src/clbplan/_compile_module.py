"""Compiles the module and checks that it is clbplan's."""

from __future__ import annotations

import os

import wasmtime

from ._errors import ModuleError

ABOUT = "about"

FUNCTIONS = ("plan-sync", "validate-service", "simulate", "complete", "hover", "explain")
"""The functions that take a request, under the names of the module's exports."""

_MAX_STACK_BYTES = 1 << 20


def compiled(wasm: bytes, cache: bool) -> tuple[wasmtime.Engine, wasmtime.Module]:
    """Compiles the module, and compares its imports and exports with clbplan's."""
    _check_kind(wasm)
    engine = _engine(cache)
    try:
        module = wasmtime.Module(engine, wasm)
    except wasmtime.WasmtimeError as error:
        raise ModuleError(f"not a WebAssembly module: {error}") from None
    _check_imports(module)
    _check_exports(module)
    return engine, module


def _engine(cache: bool) -> wasmtime.Engine:
    if cache:
        try:
            config = _config()
            config.cache = True
            return wasmtime.Engine(config)
        except wasmtime.WasmtimeError:
            pass  # The cache directory is missing or not writable: continue without a cache.
    return wasmtime.Engine(_config())


_first_process = os.getpid()


def _config() -> wasmtime.Config:
    config = wasmtime.Config()
    if os.getpid() != _first_process:
        # Threads do not survive a fork: in the child, wasmtime would wait forever for its compiler threads.
        config.parallel_compilation = False
    config.epoch_interruption = True
    config.max_wasm_stack = _MAX_STACK_BYTES
    return config


def _check_kind(wasm: bytes) -> None:
    """Runs before wasmtime, which would also accept WebAssembly as text."""
    if wasm[:4] != b"\0asm":
        raise ModuleError("not a WebAssembly module: it does not start with `\\0asm`")
    if wasm[6:8] == b"\1\0":
        raise ModuleError("a WebAssembly component; pass the core module `clbplan.wasm` instead")


def _check_imports(module: wasmtime.Module) -> None:
    names = [f"{entry.module}.{entry.name}" for entry in module.imports]
    if names:
        raise ModuleError(f"the module imports {names[0]}, but clbplan's module has no imports; is this `clbplan.wasm`?")


def _check_exports(module: wasmtime.Module) -> None:
    expected = {"cabi_realloc": (4, 1), ABOUT: (0, 1), f"cabi_post_{ABOUT}": (1, 0)}
    for function in FUNCTIONS:
        expected |= {function: (2, 1), f"cabi_post_{function}": (1, 0)}
    types = {entry.name: entry.type for entry in module.exports}
    if not isinstance(types.get("memory"), wasmtime.MemoryType):
        raise ModuleError("the module does not export `memory` as clbplan does")
    for name, counts in expected.items():
        found = types.get(name)
        numbers = [*found.params, *found.results] if isinstance(found, wasmtime.FuncType) else None
        if (
            numbers is None
            or not isinstance(found, wasmtime.FuncType)
            or (len(found.params), len(found.results)) != counts
            or any(str(number) != "i32" for number in numbers)
        ):
            raise ModuleError(f"the module does not export `{name}` as clbplan does")
