"""Limits of a call, and the clock that enforces the time limit.

wasmtime ends a call when the engine's epoch reaches the call's deadline; a thread increments the epoch. It sleeps while no
call runs, and a forked process starts its own.
"""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass
from types import TracebackType

from wasmtime import Engine

_TICK_SECONDS = 0.02


@dataclass(frozen=True)
class Limits:
    """Limits of one call."""

    memory_bytes: int = 1 << 30
    """Linear memory. A call that needs more fails with :class:`clbplan.Trap`."""

    seconds: float = 60.0
    """Duration of a call. Within some hundredths of a second afterwards it fails with :class:`clbplan.Timeout`."""

    def ticks(self) -> int:
        """Epochs until the deadline. One is added, because the first increment may come at once."""
        return math.ceil(self.seconds / _TICK_SECONDS) + 1


class Clock:
    """Increments the engine's epoch while any thread is inside its ``with`` block."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._running = 0
        self._thread: threading.Thread | None = None
        self._active = threading.Event()

    def __enter__(self) -> None:
        with self._lock:
            self._running += 1
            self._active.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._count, name="clbplan-clock", daemon=True)
                self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._running -= 1
            if self._running == 0:
                self._active.clear()

    def _count(self) -> None:
        while self._active.wait(_IDLE_SECONDS):
            time.sleep(_TICK_SECONDS)
            self._engine.increment_epoch()


_IDLE_SECONDS = 5.0
"""The thread ends after this time without a call, so that the engine can be freed; the next call starts another."""
