"""Modules with one fault each: every fault raises its own exception, and the module can be called again afterwards."""

from __future__ import annotations

import asyncio
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

from clbplan import (
    CallError,
    CallTimeoutError,
    ClosedError,
    FormatVersionError,
    InvalidAnswerError,
    Limits,
    ModuleError,
    OutOfMemoryError,
    Planner,
    RequestTooLargeError,
    TrapError,
)
from support import Case, faulty_planner, faulty_module_path

SHORT = Limits(seconds=0.1)


class Loading(Case):
    def assert_rejected(self, name: str, message: str) -> None:
        with self.assertRaisesRegex(ModuleError, message):
            faulty_planner(name)

    def test_a_newer_minor_format_version_is_accepted(self) -> None:
        planner = faulty_planner("correct")
        self.assertEqual(planner.call("plan-sync", "ä → 中"), "ä → 中")
        self.assertEqual(planner.call("validate-service", ""), "")
        self.assertEqual(planner.about()["version"], "9.9.9")

    def test_another_major_format_version_is_rejected(self) -> None:
        with self.assertRaises(FormatVersionError) as caught:
            faulty_planner("other-format")
        self.assertEqual((caught.exception.found, caught.exception.supported), ("2.0", "1.0"))

    def test_files_that_are_not_modules_are_rejected(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "service.yaml"
            file.write_text("kind: Service\n")
            with self.assertRaisesRegex(ModuleError, "service.yaml: not a WebAssembly module"):
                Planner.load(file)
            with self.assertRaisesRegex(ModuleError, "cannot read the module"):
                Planner.load(Path(folder) / "nothing.wasm")
            with self.assertRaisesRegex(ModuleError, "not a WebAssembly module"):
                Planner(b"")
            with self.assertRaisesRegex(ModuleError, "not a WebAssembly module"):
                Planner(b"(module)")
            with self.assertRaisesRegex(ModuleError, "a WebAssembly component"):
                Planner(b"\0asm\x0d\0\1\0")

    def test_modules_that_are_not_clbplan_are_rejected(self) -> None:
        self.assert_rejected("empty", "does not export `memory`")
        self.assert_rejected("no-memory", "does not export `memory`")
        self.assert_rejected("imports", r"imports env\.now")
        self.assert_rejected("no-format", "does not report its format")
        self.assert_rejected("not-json", "does not answer `about`")


class Calling(Case):
    def assert_fails(self, name: str, kind: type[CallError], limits: Limits | None = None) -> CallError:
        """Calls the faulty function, then another one, which must still work."""
        planner = faulty_planner(name, limits)
        with self.assertRaises(kind) as caught:
            planner.call("plan-sync", "request")
        self.assertEqual(caught.exception.function, "plan-sync")
        self.assertEqual(planner.call("validate-service", "still works"), "still works")
        return caught.exception

    def test_a_trap(self) -> None:
        self.assertIn("unreachable", str(self.assert_fails("traps", TrapError)))
        self.assert_fails("recurses", TrapError)

    def test_an_endless_loop_times_out(self) -> None:
        start = time.monotonic()
        error = self.assert_fails("loops", CallTimeoutError, SHORT)
        self.assertLess(time.monotonic() - start, 10)
        self.assertEqual(str(error), "`plan-sync` took longer than 0.1 s")
        self.assertIsInstance(error, TimeoutError)

    def test_one_call_s_timeout_does_not_end_another_call(self) -> None:
        planner = faulty_planner("loops", Limits(seconds=0.5))
        ended: list[str] = []

        def loop() -> None:
            try:
                planner.call("plan-sync", "")
            except CallTimeoutError:
                ended.append("loop")

        thread = threading.Thread(target=loop)
        thread.start()
        answers = [planner.call("hover", "patient") for _ in range(50)]
        thread.join()
        self.assertEqual((set(answers), ended), ({"patient"}, ["loop"]))

    def test_faults_do_not_affect_calls_in_other_threads(self) -> None:
        for name in ["traps", "recurses", "loops", "exhausts-memory"]:
            planner = faulty_planner(name, Limits(calls=4, memory_bytes=4 << 20))

            def call(caller: int, name: str = name, planner: Planner = planner) -> set[str]:
                if caller > 1:
                    return {planner.call("validate-service", name) for _ in range(20)}
                for _ in range(10):
                    with self.assertRaises(CallError):
                        planner.call("plan-sync", "", timeout=0.1)
                return {name}

            with ThreadPoolExecutor(8) as threads:
                self.assertEqual(list(threads.map(call, range(8))), [{name}] * 8)

    def test_memory_is_limited(self) -> None:
        error = self.assert_fails("exhausts-memory", OutOfMemoryError, Limits(memory_bytes=4 << 20))
        self.assertEqual(str(error), "`plan-sync` needed more than 4194304 bytes of memory")

    def test_a_module_whose_initial_memory_exceeds_the_limit_is_rejected(self) -> None:
        with self.assertRaises(ModuleError):
            faulty_planner("correct", Limits(memory_bytes=1 << 16))

    def test_answers_outside_the_memory_are_rejected(self) -> None:
        for name in ("area-outside", "answer-outside", "answer-not-utf-8"):
            with self.subTest(name):
                self.assert_fails(name, InvalidAnswerError)

    def test_request_memory_outside_the_memory_is_rejected(self) -> None:
        planner = faulty_planner("allocates-outside")
        with self.assertRaises(InvalidAnswerError):
            planner.call("plan-sync", "longer than two")
        self.assertEqual(planner.call("plan-sync", "ab"), "ab")

    def test_requests_over_the_size_limit_are_not_sent(self) -> None:
        planner = faulty_planner("correct")
        self.assertEqual(planner.max_request_bytes, 65536)
        self.assertEqual(len(planner.call("plan-sync", b" " * 65536)), 65536)
        with self.assertRaises(RequestTooLargeError) as caught:
            planner.call("plan-sync", b" " * 65537)
        self.assertEqual((caught.exception.size, caught.exception.limit), (65537, 65536))
        with self.assertRaises(RequestTooLargeError):
            planner.call("plan-sync", " " * 65537)


class LimitsOfCalls(Case):
    def test_limits_that_are_not_positive_are_rejected(self) -> None:
        for seconds in (0, -0.02, -1, float("-inf"), float("nan")):
            with self.subTest(seconds=seconds), self.assertRaisesRegex(ValueError, "must be positive"):
                Limits(seconds=seconds)
        with self.assertRaises(ValueError):
            Limits(memory_bytes=65535)
        with self.assertRaises(ValueError):
            Limits(calls=0)
        for timeout in (0, -1, float("nan")):
            with self.subTest(timeout=timeout), self.assertRaisesRegex(ValueError, "timeout is .*; it must be positive"):
                faulty_planner("correct").call("hover", "", timeout=timeout)

    def test_no_limit_and_limits_longer_than_any_process_are_accepted(self) -> None:
        for seconds in (None, float("inf"), 1e9, 1e18, 1e300):
            with self.subTest(seconds=seconds):
                self.assertEqual(faulty_planner("correct", Limits(seconds=seconds)).call("hover", "answer"), "answer")

    def test_a_call_s_own_timeout_ends_it(self) -> None:
        planner = faulty_planner("loops", Limits(seconds=None))
        with self.assertRaisesRegex(CallTimeoutError, r"took longer than 0\.1 s"):
            planner.call("plan-sync", "", timeout=0.1)
        self.assertEqual(planner.call("hover", "still works"), "still works")

    def test_the_shorter_of_limit_and_timeout_counts(self) -> None:
        with self.assertRaisesRegex(CallTimeoutError, r"took longer than 0\.1 s"):
            faulty_planner("loops", SHORT).call("plan-sync", "", timeout=60)

    def test_time_includes_the_wait_for_a_slot(self) -> None:
        planner = faulty_planner("loops", Limits(seconds=0.5, calls=1))
        thread = threading.Thread(target=self.loop, args=[planner])
        thread.start()
        time.sleep(0.1)
        with self.assertRaises(CallTimeoutError):
            planner.call("hover", "", timeout=0.1)
        thread.join()
        self.assertEqual(planner.call("hover", "next"), "next")

    def loop(self, planner: Planner) -> None:
        with self.assertRaises(CallTimeoutError):
            planner.call("plan-sync", "")


class Closing(Case):
    def test_a_closed_planner_is_not_called(self) -> None:
        with faulty_planner("correct") as planner:
            self.assertEqual(planner.call("hover", "answer"), "answer")
        with self.assertRaises(ClosedError):
            planner.call("hover", "")
        with self.assertRaises(ClosedError):
            asyncio.run(planner.ahover("{}"))
        planner.close()

    def test_closing_ends_running_calls(self) -> None:
        planner = faulty_planner("loops", Limits(seconds=60, calls=2))
        ended: list[BaseException] = []

        def call() -> None:
            try:
                planner.call("plan-sync", "")
            except ClosedError as error:
                ended.append(error)

        # Two of them run, and two wait for a slot.
        threads = [threading.Thread(target=call) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.1)
        start = time.monotonic()
        planner.close()
        for thread in threads:
            thread.join(20)
        self.assertEqual(len(ended), 4)
        self.assertLess(time.monotonic() - start, 10)


class Clocks(Case):
    def test_the_clock_stands_still_while_no_call_runs(self) -> None:
        planner = faulty_planner("correct")
        planner.call("hover", "")
        # Its thread may still be in its last sleep, or wait for a processor.
        for _ in range(50):
            with mock.patch("time.sleep", wraps=time.sleep) as sleep:
                threading.Event().wait(0.2)
            if not sleep.called:
                return
        self.fail("the clock ticks while no call runs")


class Async(Case):
    def test_a_coroutine_does_not_block_the_loop(self) -> None:
        planner = faulty_planner("loops", Limits(seconds=0.3))

        async def both() -> int:
            plan = asyncio.create_task(planner.aplan("{}"))
            turns = 0
            while not plan.done():
                await asyncio.sleep(0.01)
                turns += 1
            with self.assertRaises(CallTimeoutError):
                await plan
            return turns

        self.assertGreater(asyncio.run(both()), 5)

    def test_cancelling_ends_the_wait_at_once(self) -> None:
        planner = faulty_planner("loops", Limits(seconds=1))

        async def impatient() -> None:
            await asyncio.wait_for(planner.aplan("{}"), 0.05)

        start = time.monotonic()
        loop = asyncio.new_event_loop()
        with self.assertRaises(TimeoutError):
            loop.run_until_complete(impatient())
        self.assertLess(time.monotonic() - start, 0.9)
        loop.close()
