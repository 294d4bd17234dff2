"""Modules with one fault each: every fault is its own exception, and the module can be called again after it."""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path

from clbplan import (
    CallError,
    FormatVersionError,
    InvalidAnswer,
    Limits,
    Module,
    ModuleError,
    RequestTooLarge,
    Timeout,
    Trap,
)
from support import Case, fault, fault_path

SHORT = Limits(seconds=0.1)


class Loading(Case):
    def assert_refused(self, name: str, words: str) -> None:
        with self.assertRaisesRegex(ModuleError, words):
            fault(name)

    def test_a_module_of_a_later_format_with_the_same_first_number_is_read(self) -> None:
        module = fault("fine")
        self.assertEqual(module.call("plan-sync", "ä → 中"), "ä → 中")
        self.assertEqual(module.call("validate-service", ""), "")
        self.assertEqual(module.about()["version"], "9.9.9")

    def test_a_module_of_another_format_is_not(self) -> None:
        with self.assertRaises(FormatVersionError) as caught:
            fault("other-format")
        self.assertEqual((caught.exception.found, caught.exception.supported), ("2.0", "1.0"))

    def test_a_file_that_is_no_module(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "service.yaml"
            file.write_text("kind: Service\n")
            with self.assertRaisesRegex(ModuleError, "service.yaml: not a WebAssembly module"):
                Module.load(file)
            with self.assertRaisesRegex(ModuleError, "cannot read the module"):
                Module.load(Path(folder) / "nothing.wasm")
            with self.assertRaisesRegex(ModuleError, "not a WebAssembly module"):
                Module(b"")
            with self.assertRaisesRegex(ModuleError, "not a WebAssembly module"):
                Module(b"(module)")
            with self.assertRaisesRegex(ModuleError, "a WebAssembly component"):
                Module(b"\0asm\x0d\0\1\0")

    def test_a_module_that_is_not_clbplan(self) -> None:
        self.assert_refused("empty", "does not export `memory`")
        self.assert_refused("no-memory", "does not export `memory`")
        self.assert_refused("imports", r"imports env\.now")
        self.assert_refused("no-format", "does not say its format")
        self.assert_refused("not-json", "does not say what it is")


class Calling(Case):
    def assert_breaks(self, name: str, kind: type[CallError], limits: Limits | None = None) -> CallError:
        """Calls the faulty function, and then another one, which must still answer."""
        module = fault(name, limits)
        with self.assertRaises(kind) as caught:
            module.call("plan-sync", "request")
        self.assertEqual(caught.exception.function, "plan-sync")
        self.assertEqual(module.call("validate-service", "still here"), "still here")
        return caught.exception

    def test_a_trap(self) -> None:
        self.assertIn("unreachable", str(self.assert_breaks("traps", Trap)))
        self.assert_breaks("recurses", Trap)

    def test_an_endless_loop_ends_in_time(self) -> None:
        start = time.monotonic()
        error = self.assert_breaks("loops", Timeout, SHORT)
        self.assertLess(time.monotonic() - start, 10)
        self.assertEqual(str(error), "`plan-sync` took longer than 0.1 s")
        self.assertIsInstance(error, TimeoutError)

    def test_one_call_s_timeout_does_not_end_another_call(self) -> None:
        module = fault("loops", Limits(seconds=0.5))
        ended: list[str] = []

        def loop() -> None:
            try:
                module.call("plan-sync", "")
            except Timeout:
                ended.append("loop")

        thread = threading.Thread(target=loop)
        thread.start()
        answers = [module.call("hover", "patient") for _ in range(50)]
        thread.join()
        self.assertEqual((set(answers), ended), ({"patient"}, ["loop"]))

    def test_memory_does_not_grow_beyond_the_limit(self) -> None:
        error = self.assert_breaks("greedy", Trap, Limits(memory_bytes=4 << 20))
        self.assertIn("it had 4194304 of 4194304 bytes", str(error))

    def test_a_module_that_starts_with_more_memory_than_allowed_does_not_start(self) -> None:
        with self.assertRaises(ModuleError):
            fault("fine", Limits(memory_bytes=1 << 10))

    def test_an_answer_that_is_not_there(self) -> None:
        for name in ("area-outside", "answer-outside", "answer-not-utf-8"):
            with self.subTest(name):
                self.assert_breaks(name, InvalidAnswer)

    def test_memory_lent_outside_the_memory(self) -> None:
        module = fault("lends-outside")
        with self.assertRaises(InvalidAnswer):
            module.call("plan-sync", "longer than two")
        self.assertEqual(module.call("plan-sync", "ab"), "ab")

    def test_a_request_over_the_limit_is_not_handed_over(self) -> None:
        module = fault("fine")
        self.assertEqual(module.max_request_bytes, 65536)
        self.assertEqual(len(module.call("plan-sync", b" " * 65536)), 65536)
        with self.assertRaises(RequestTooLarge) as caught:
            module.call("plan-sync", b" " * 65537)
        self.assertEqual((caught.exception.size, caught.exception.limit), (65537, 65536))
