"""The package as somebody uses it, with the real module."""

from __future__ import annotations

import json
import multiprocessing
import os
from unittest import mock

import clbplan
from clbplan import Limits, Module, ModuleError, Request, RequestError, Timeout
from support import MODULE, SERVICE, Case, fault_path, real


def _answers_after_fork() -> None:
    assert real().plan_sync({"manifests": [SERVICE]})["services"]
    looping = Module.load(fault_path("loops"), limits=Limits(seconds=0.1), cache=False)
    try:
        looping.call("plan-sync", "")
    except Timeout:
        return
    raise SystemExit(1)


class Functions(Case):
    def test_a_plan_of_objects_of_text_and_of_bytes(self) -> None:
        plan = real().plan_sync({"manifests": [SERVICE]})
        [service] = plan["services"]
        self.assertEqual((service["name"], service["loadBalancer"]["verdict"]), ("web", "create"))
        text = json.dumps({"manifests": [SERVICE]})
        self.assertEqual(real().plan_sync(text), plan)
        self.assertEqual(real().plan_sync(text.encode()), plan)
        self.assertEqual(json.loads(real().call("plan-sync", text)), plan)

    def test_what_holds_after_the_plan(self) -> None:
        after = real().simulate({"manifests": [SERVICE], "live": [], "context": {"clusterId": "cls-2x9k4m7q"}})
        self.assertTrue(after["live"])

    def test_what_somebody_typed_is_a_finding_and_no_exception(self) -> None:
        report = real().validate_service({"manifests": "kind: Service\n  bad: ["})
        self.assertTrue(report["diagnostics"])

    def test_the_editor_s_functions(self) -> None:
        text = "apiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n    \n"
        items = real().complete({"text": text, "position": {"line": 5, "column": 5}})
        self.assertTrue(items["items"])
        self.assertIsNone(real().hover({"text": "", "position": {"offset": 0}}))
        self.assertTrue(real().explain({"query": "loadbalance-id"})["entries"])

    def test_about_says_what_it_is(self) -> None:
        about = real().about()
        self.assertEqual((about["name"], about["formatVersion"]), ("clbplan", clbplan.FORMAT_VERSION))
        self.assertLessEqual(set(clbplan.FUNCTIONS), set(about["functions"]))

    def test_a_request_that_is_none(self) -> None:
        requests: list[tuple[Request, str]] = [
            ("{", "request/"),
            ({"manifest": "misspelt"}, "request/"),
            (b'{"manifests":"\xff\xfe"}', "request/not-utf-8"),
            ({"manifests": "\ud800"}, "request/not-utf-8"),
            ({"manifests": {1, 2}}, "request/not-json"),
            ({"manifests": float("nan")}, "request/not-json"),
        ]
        for request, code in requests:
            with self.subTest(request=request), self.assertRaises(RequestError) as caught:
                real().plan_sync(request)
            self.assertTrue(caught.exception.code.startswith(code), caught.exception)

    def test_the_module_s_own_words_for_it(self) -> None:
        answer = json.loads(real().call("plan-sync", b"\xff"))
        self.assertEqual(answer["error"]["code"], "request/not-utf-8")

    def test_an_unknown_function(self) -> None:
        with self.assertRaisesRegex(ValueError, "plan-sync"):
            real().call("cabi_realloc", "")

    def test_a_process_that_was_forked_can_call_and_is_timed(self) -> None:
        real()
        child = multiprocessing.get_context("fork").Process(target=_answers_after_fork)
        child.start()
        child.join(30)
        child.kill()
        child.join()
        self.assertEqual(child.exitcode, 0)


class Finding(Case):
    def test_the_module_that_the_environment_names(self) -> None:
        with mock.patch.dict(os.environ, {"CLBPLAN_WASM": str(fault_path("fine"))}):
            self.assertEqual(Module.load(cache=False).about()["version"], "9.9.9")
        with mock.patch.dict(os.environ, {"CLBPLAN_WASM": "nowhere.wasm"}):
            with self.assertRaisesRegex(ModuleError, r"nowhere\.wasm"):
                Module.load()

    def test_the_module_that_was_installed_with_the_package(self) -> None:
        environment = {name: value for name, value in os.environ.items() if name != "CLBPLAN_WASM"}
        with mock.patch.dict(os.environ, environment, clear=True):
            plan = clbplan.plan_sync({"manifests": [SERVICE]})
            self.assertEqual(plan, real().plan_sync({"manifests": [SERVICE]}))
            self.assertEqual(clbplan.about(), real().about())
        self.assertTrue(MODULE.is_file())
