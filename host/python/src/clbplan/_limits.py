"""Limits of a call, and the clock that enforces the time limit.

wasmtime ends a call when the engine's epoch reaches the call's deadline; a thread increments the epoch. It sleeps while no
call runs, and a forked process starts its own.
"""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from wasmtime import Engine

_TICK_SECONDS = 0.02

_PAGE_BYTES = 1 << 16

_MOST_TICKS = 1 << 62
"""wasmtime adds the number to the current epoch, in 64 bits."""

_MOST_TICKS_AT_ONCE = 1_000_000
"""More than five hours. Calls with a later deadline run to their end when the planner is closed."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Limits of the calls.

    :raises ValueError: if a limit is not positive, or if the memory is less than a page.
    """

    memory_bytes: int = 1 << 30
    """Linear memory of a call. A call that needs more fails with :class:`clbplan.OutOfMemoryError`."""

    seconds: float | None = 60.0
    """Duration of a call, including the wait for a free slot; ``None`` means no limit. Within some hundredths of a second
    afterwards it fails with :class:`clbplan.CallTimeoutError`."""

    calls: int | None = None
    """Number of concurrent calls, each with its own memory; further calls wait. ``None`` means one for each processor."""

    def __post_init__(self) -> None:
        if self.memory_bytes < _PAGE_BYTES:
            raise ValueError(f"memory_bytes is {self.memory_bytes}; the smallest limit is a page of {_PAGE_BYTES} bytes")
        if self.calls is not None and self.calls < 1:
            raise ValueError(f"calls is {self.calls}; the smallest number is 1")
        check_seconds("seconds", self.seconds)

    def slots(self) -> int:
        """The number of concurrent calls."""
        return self.calls or os.cpu_count() or 1


def check_seconds(name: str, seconds: float | None) -> None:
    """Rejects a duration that is negative, zero or not a number: as a number of ticks it would be no limit at all."""
    if seconds is not None and not seconds > 0:
        raise ValueError(f"{name} is {seconds}; it must be positive, or None for no limit")


class Deadline:
    """The end of one call. It starts with the wait for a slot."""

    def __init__(self, limit: float | None, timeout: float | None) -> None:
        check_seconds("timeout", timeout)
        self.seconds = min((seconds for seconds in (limit, timeout) if seconds is not None), default=math.inf)
        self._end = time.monotonic() + self.seconds

    def remaining(self) -> float | None:
        """Seconds until the end; ``None`` without one, also if it is later than a lock can wait."""
        remaining = self._end - time.monotonic()
        return None if remaining > threading.TIMEOUT_MAX else max(0.0, remaining)

    def ticks(self) -> int:
        """Epochs until the end. One is added, because the first increment may come at once."""
        remaining = self.remaining()
        return _MOST_TICKS if remaining is None else min(math.ceil(remaining / _TICK_SECONDS) + 1, _MOST_TICKS)


class Clock:
    """Increments the engine's epoch while a call runs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._running = 0
        self._thread: threading.Thread | None = None
        self._active = threading.Event()
        self._latest = 0
        self._ending = False

    @contextmanager
    def running(self, deadline: Deadline) -> Iterator[None]:
        """Counts while the block runs."""
        with self._lock:
            self._running += 1
            self._latest = max(self._latest, min(deadline.ticks(), _MOST_TICKS_AT_ONCE))
            self._active.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._count, name="clbplan-clock", daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            with self._lock:
                self._running -= 1
                if self._running == 0:
                    self._active.clear()

    def end_running_calls(self) -> None:
        """From now on, every tick reaches the deadlines of all calls."""
        self._ending = True

    def _count(self) -> None:
        while self._active.wait(_IDLE_SECONDS):
            time.sleep(_TICK_SECONDS)
            for _ in range(self._latest if self._ending else 1):
                self._engine.increment_epoch()


_IDLE_SECONDS = 5.0
"""The thread ends after this time without a call, so that the engine can be freed; the next call starts another."""
