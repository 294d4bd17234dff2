"""Calls the module's exports with the component model's canonical ABI for ``func(request: string) -> string``.

A request is written to the address that ``cabi_realloc`` returns, and the module owns it from then on. A call returns the
address of two 32-bit numbers: the address and the length of the answer. ``cabi_post_…`` frees the answer. Addresses from the
module are not trusted: each is checked against the size of the memory, because ctypes would follow any address.
"""

from __future__ import annotations

import ctypes
import struct

from wasmtime import Engine, Func, Instance, Memory, Module, Store, TrapCode, WasmtimeError
from wasmtime import Trap as WasmTrap

from ._errors import CallError, CallTimeoutError, InvalidAnswerError, OutOfMemoryError, TrapError
from ._limits import Deadline, Limits

_RETURN_AREA = struct.Struct("<II")


class Call:
    """One call, with an instance and a memory of its own. Creating them takes some tens of microseconds."""

    def __init__(self, engine: Engine, module: Module, function: str, limits: Limits, deadline: Deadline) -> None:
        self._function = function
        self._limits = limits
        self._seconds = deadline.seconds
        self._request_bytes = 0
        self._store = Store(engine)
        self._store.set_limits(memory_size=limits.memory_bytes)
        self._store.set_epoch_deadline(deadline.ticks())
        try:
            self._exports = Instance(self._store, module, []).exports(self._store)
        except (WasmTrap, WasmtimeError) as error:
            raise self._failure(error) from None
        memory = self._exports["memory"]
        assert isinstance(memory, Memory), "checked when the module was loaded"
        self._memory = memory

    def with_request(self, request: bytes) -> bytes:
        """Calls an export with a request."""
        self._request_bytes = len(request)
        pointer = self._invoke("cabi_realloc", 0, 0, 1, len(request))
        start = self._address(pointer, len(request))
        if start is None:
            raise InvalidAnswerError(self._function, "got an address outside the memory from `cabi_realloc`")
        ctypes.memmove(start, request, len(request))
        return self._answer(self._invoke(self._function, pointer, len(request)))

    def without_request(self) -> bytes:
        """Calls an export without a request."""
        return self._answer(self._invoke(self._function))

    def _answer(self, returned: int) -> bytes:
        area = self._read(returned, _RETURN_AREA.size)
        text = self._read(*_RETURN_AREA.unpack(area))
        self._invoke(f"cabi_post_{self._function}", returned)
        return text

    def _read(self, pointer: int, length: int) -> bytes:
        start = self._address(pointer, length)
        if start is None:
            raise InvalidAnswerError(self._function, "returned an answer outside its memory")
        return ctypes.string_at(start, length)

    def _address(self, pointer: int, length: int) -> int | None:
        """The address in this process, computed for each access: the memory moves when it grows. ``None`` if out of bounds."""
        pointer &= 0xFFFF_FFFF
        if pointer + length > self._memory.data_len(self._store):
            return None
        base = ctypes.cast(self._memory.data_ptr(self._store), ctypes.c_void_p).value or 0
        return base + pointer

    def _invoke(self, name: str, *arguments: int) -> int:
        export = self._exports[name]
        assert isinstance(export, Func), "checked when the module was loaded"
        try:
            result = export(self._store, *arguments)
        except (WasmTrap, WasmtimeError) as error:
            raise self._failure(error) from None
        return result if isinstance(result, int) else 0

    def _failure(self, error: Exception) -> CallError:
        if isinstance(error, WasmTrap) and error.trap_code == TrapCode.INTERRUPT:
            return CallTimeoutError(self._function, f"took longer than {self._seconds:g} s")
        reason = str(error).strip().splitlines()
        last = reason[-1].strip() if reason else "no reason reported"
        if self._memory_is_exhausted(last):
            return OutOfMemoryError(self._function, f"needed more than {self._limits.memory_bytes} bytes of memory")
        return TrapError(self._function, f"trapped: {last}")

    def _memory_is_exhausted(self, reason: str) -> bool:
        """Whether the limit was the reason for a trap. wasmtime only reports it for a module that cannot even start.

        An allocator whose memory cannot grow traps with `unreachable`. The largest growth is that of a buffer which doubles:
        if it is refused, more than a third of the limit is in use already.
        """
        if not hasattr(self, "_memory"):
            return "memory minimum size" in reason and "exceeds memory limits" in reason
        used = self._memory.data_len(self._store)
        return "unreachable" in reason and (used + self._request_bytes) * 3 > self._limits.memory_bytes
