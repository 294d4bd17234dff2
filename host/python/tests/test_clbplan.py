"""The package's public functions, with the real module."""

from __future__ import annotations

import json
import multiprocessing
import os
from unittest import mock

import clbplan
from clbplan import Limits, Module, ModuleError, Request, RequestError, Timeout
from support import MODULE, SERVICE, Case, faulty_module_path, clbplan_module


def _call_in_forked_process() -> None:
    assert clbplan_module().plan_sync({"manifests": [SERVICE]})["services"]
    looping = Module.load(faulty_module_path("loops"), limits=Limits(seconds=0.1), cache=False)
    try:
        looping.call("plan-sync", "")
    except Timeout:
        return
    raise SystemExit(1)


class Functions(Case):
    def test_requests_may_be_objects_text_or_bytes(self) -> None:
        plan = clbplan_module().plan_sync({"manifests": [SERVICE]})
        [service] = plan["services"]
        self.assertEqual((service["name"], service["loadBalancer"]["verdict"]), ("web", "create"))
        text = json.dumps({"manifests": [SERVICE]})
        self.assertEqual(clbplan_module().plan_sync(text), plan)
        self.assertEqual(clbplan_module().plan_sync(text.encode()), plan)
        self.assertEqual(json.loads(clbplan_module().call("plan-sync", text)), plan)

    def test_simulate_returns_the_state_after_the_plan(self) -> None:
        after = clbplan_module().simulate({"manifests": [SERVICE], "live": [], "context": {"clusterId": "cls-2x9k4m7q"}})
        self.assertTrue(after["live"])

    def test_mistakes_in_a_manifest_are_findings_not_exceptions(self) -> None:
        report = clbplan_module().validate_service({"manifests": "kind: Service\n  bad: ["})
        self.assertTrue(report["diagnostics"])

    def test_editor_functions(self) -> None:
        text = "apiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n    \n"
        items = clbplan_module().complete({"text": text, "position": {"line": 5, "column": 5}})
        self.assertTrue(items["items"])
        self.assertIsNone(clbplan_module().hover({"text": "", "position": {"offset": 0}}))
        self.assertTrue(clbplan_module().explain({"query": "loadbalance-id"})["entries"])

    def test_about_identifies_the_module(self) -> None:
        about = clbplan_module().about()
        self.assertEqual((about["name"], about["formatVersion"]), ("clbplan", clbplan.FORMAT_VERSION))
        self.assertLessEqual(set(clbplan.FUNCTIONS), set(about["functions"]))

    def test_invalid_requests_raise_request_error(self) -> None:
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
                clbplan_module().plan_sync(request)
            self.assertTrue(caught.exception.code.startswith(code), caught.exception)

    def test_call_returns_the_module_s_error_for_an_invalid_request(self) -> None:
        answer = json.loads(clbplan_module().call("plan-sync", b"\xff"))
        self.assertEqual(answer["error"]["code"], "request/not-utf-8")

    def test_unknown_functions_are_rejected(self) -> None:
        with self.assertRaisesRegex(ValueError, "plan-sync"):
            clbplan_module().call("cabi_realloc", "")

    def test_calls_and_time_limits_work_in_a_forked_process(self) -> None:
        clbplan_module()
        child = multiprocessing.get_context("fork").Process(target=_call_in_forked_process)
        child.start()
        child.join(30)
        child.kill()
        child.join()
        self.assertEqual(child.exitcode, 0)


class LoadingTheModule(Case):
    def test_the_environment_variable_names_the_module(self) -> None:
        with mock.patch.dict(os.environ, {"CLBPLAN_WASM": str(faulty_module_path("correct"))}):
            self.assertEqual(Module.load(cache=False).about()["version"], "9.9.9")
        with mock.patch.dict(os.environ, {"CLBPLAN_WASM": "nowhere.wasm"}):
            with self.assertRaisesRegex(ModuleError, r"nowhere\.wasm"):
                Module.load()

    def test_the_package_contains_the_module(self) -> None:
        environment = {name: value for name, value in os.environ.items() if name != "CLBPLAN_WASM"}
        with mock.patch.dict(os.environ, environment, clear=True):
            plan = clbplan.plan_sync({"manifests": [SERVICE]})
            self.assertEqual(plan, clbplan_module().plan_sync({"manifests": [SERVICE]}))
            self.assertEqual(clbplan.about(), clbplan_module().about())
        self.assertTrue(MODULE.is_file())
