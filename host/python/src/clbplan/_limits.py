"""How much of the machine a call may use, and the clock that ends it.

wasmtime ends a call when the engine's epoch has passed the call's deadline; a thread counts the epoch up. It sleeps while
nothing is called, and is started anew in a process that was forked.
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
    """What one call may use."""

    memory_bytes: int = 1 << 30
    """Linear memory. A call that gets no more of it breaks off: :class:`clbplan.Trap`."""

    seconds: float = 60.0
    """Time of a call. It is ended within a few hundredths of a second after it: :class:`clbplan.Timeout`."""

    def ticks(self) -> int:
        """Epochs from now to the deadline. One more than fit, because the first may come at once."""
        return math.ceil(self.seconds / _TICK_SECONDS) + 1


class Clock:
    """Counts the engine's epoch up while it is entered by anybody."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._running = 0
        self._thread: threading.Thread | None = None
        self._wanted = threading.Event()

    def __enter__(self) -> None:
        with self._lock:
            self._running += 1
            self._wanted.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._count, name="clbplan-clock", daemon=True)
                self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._running -= 1
            if self._running == 0:
                self._wanted.clear()

    def _count(self) -> None:
        while self._wanted.wait(_IDLE_SECONDS):
            time.sleep(_TICK_SECONDS)
            self._engine.increment_epoch()


_IDLE_SECONDS = 5.0
"""The thread ends after so long without a call, and lets go of the engine; the next call starts another."""
