"""Modules with one fault each: every fault raises its own exception, and the module can be called again afterwards."""

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
from support import Case, faulty_module, faulty_module_path

SHORT = Limits(seconds=0.1)


class Loading(Case):
    def assert_rejected(self, name: str, message: str) -> None:
        with self.assertRaisesRegex(ModuleError, message):
            faulty_module(name)

    def test_a_newer_minor_format_version_is_accepted(self) -> None:
        module = faulty_module("correct")
        self.assertEqual(module.call("plan-sync", "ä → 中"), "ä → 中")
        self.assertEqual(module.call("validate-service", ""), "")
        self.assertEqual(module.about()["version"], "9.9.9")

    def test_another_major_format_version_is_rejected(self) -> None:
        with self.assertRaises(FormatVersionError) as caught:
            faulty_module("other-format")
        self.assertEqual((caught.exception.found, caught.exception.supported), ("2.0", "1.0"))

    def test_files_that_are_not_modules_are_rejected(self) -> None:
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

    def test_modules_that_are_not_clbplan_are_rejected(self) -> None:
        self.assert_rejected("empty", "does not export `memory`")
        self.assert_rejected("no-memory", "does not export `memory`")
        self.assert_rejected("imports", r"imports env\.now")
        self.assert_rejected("no-format", "does not report its format")
        self.assert_rejected("not-json", "does not answer `about`")


class Calling(Case):
    def assert_fails(self, name: str, kind: type[CallError], limits: Limits | None = None) -> CallError:
        """Calls the faulty function, then another one, which must still work."""
        module = faulty_module(name, limits)
        with self.assertRaises(kind) as caught:
            module.call("plan-sync", "request")
        self.assertEqual(caught.exception.function, "plan-sync")
        self.assertEqual(module.call("validate-service", "still works"), "still works")
        return caught.exception

    def test_a_trap(self) -> None:
        self.assertIn("unreachable", str(self.assert_fails("traps", Trap)))
        self.assert_fails("recurses", Trap)

    def test_an_endless_loop_times_out(self) -> None:
        start = time.monotonic()
        error = self.assert_fails("loops", Timeout, SHORT)
        self.assertLess(time.monotonic() - start, 10)
        self.assertEqual(str(error), "`plan-sync` took longer than 0.1 s")
        self.assertIsInstance(error, TimeoutError)

    def test_one_call_s_timeout_does_not_end_another_call(self) -> None:
        module = faulty_module("loops", Limits(seconds=0.5))
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

    def test_memory_is_limited(self) -> None:
        error = self.assert_fails("exhausts-memory", Trap, Limits(memory_bytes=4 << 20))
        self.assertIn("it used 4194304 of 4194304 bytes", str(error))

    def test_a_module_whose_initial_memory_exceeds_the_limit_is_rejected(self) -> None:
        with self.assertRaises(ModuleError):
            faulty_module("correct", Limits(memory_bytes=1 << 10))

    def test_answers_outside_the_memory_are_rejected(self) -> None:
        for name in ("area-outside", "answer-outside", "answer-not-utf-8"):
            with self.subTest(name):
                self.assert_fails(name, InvalidAnswer)

    def test_request_memory_outside_the_memory_is_rejected(self) -> None:
        module = faulty_module("allocates-outside")
        with self.assertRaises(InvalidAnswer):
            module.call("plan-sync", "longer than two")
        self.assertEqual(module.call("plan-sync", "ab"), "ab")

    def test_requests_over_the_size_limit_are_not_sent(self) -> None:
        module = faulty_module("correct")
        self.assertEqual(module.max_request_bytes, 65536)
        self.assertEqual(len(module.call("plan-sync", b" " * 65536)), 65536)
        with self.assertRaises(RequestTooLarge) as caught:
            module.call("plan-sync", b" " * 65537)
        self.assertEqual((caught.exception.size, caught.exception.limit), (65537, 65536))
