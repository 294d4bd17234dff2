"""Measures this host for `cargo xtask bench`. `xtask/src/bench/run_program.rs` describes the arguments and the output."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import cast

from clbplan import Function, Planner


def main(module_path: str, request_path: str, calls: int, function: Function) -> None:
    request = Path(request_path).read_bytes()
    start = time.perf_counter()
    planner = Planner.load(module_path, cache=False)
    loaded = time.perf_counter()
    answer = planner.call(function, request)
    first = time.perf_counter()
    best = float("inf")
    for _ in range(calls):
        begin = time.perf_counter()
        planner.call(function, request)
        best = min(best, time.perf_counter() - begin)
    end = time.perf_counter()
    print(
        json.dumps(
            {
                "host": "Python, wasmtime",
                "loadMs": (loaded - start) * 1e3,
                "firstMs": (first - loaded) * 1e3,
                "callsMs": (end - first) * 1e3,
                "bestMs": best * 1e3,
                "calls": calls,
                "answerBytes": len(answer.encode()),
                "peakKiB": peak_kib(),
            }
        )
    )


def peak_kib() -> int | None:
    """The peak memory of this process, where the system reports it."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return None
    lines = (line.split() for line in status.splitlines())
    return next((int(words[1]) for words in lines if words and words[0] == "VmHWM:"), None)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), cast(Function, sys.argv[4]))
