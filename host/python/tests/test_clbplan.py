"""The package's public functions, with the real module."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
from typing import Any, cast
from unittest import mock

import clbplan
from clbplan import CallTimeoutError, Limits, ModuleError, Planner, RequestError
from support import DIAGNOSTIC_LINES, MODULE, SERVICE, Case, faulty_module_path, real_planner


def _call_in_forked_process() -> None:
    assert real_planner().plan({"manifests": [SERVICE]})["services"]
    looping = Planner.load(faulty_module_path("loops"), limits=Limits(seconds=0.1), cache=False)
    try:
        looping.call("plan-sync", "")
    except CallTimeoutError:
        return
    raise SystemExit(1)


class Functions(Case):
    def test_requests_may_be_objects_text_or_bytes(self) -> None:
        plan = real_planner().plan({"manifests": [SERVICE]})
        [service] = plan["services"]
        self.assertEqual((service["name"], service["loadBalancer"]["verdict"]), ("web", "create"))
        text = json.dumps({"manifests": [SERVICE]})
        self.assertEqual(real_planner().plan(text), plan)
        self.assertEqual(real_planner().plan(text.encode()), plan)
        self.assertEqual(json.loads(real_planner().call("plan-sync", text)), plan)

    def test_simulate_returns_the_state_after_the_plan(self) -> None:
        after = real_planner().simulate({"manifests": [SERVICE], "live": [], "context": {"clusterId": "cls-2x9k4m7q"}})
        self.assertTrue(after["live"])

    def test_mistakes_in_a_manifest_are_findings_not_exceptions(self) -> None:
        report = real_planner().validate({"manifests": "kind: Service\n  bad: ["})
        self.assertTrue(report["diagnostics"])

    def test_editor_functions(self) -> None:
        text = "apiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n    \n"
        items = real_planner().complete({"text": text, "position": {"line": 5, "column": 5}})
        self.assertTrue(items["items"])
        self.assertIsNone(real_planner().hover({"text": "", "position": {"offset": 0}}))
        self.assertTrue(real_planner().explain({"query": "loadbalance-id"})["entries"])

    def test_about_identifies_the_module(self) -> None:
        about = real_planner().about()
        self.assertEqual((about["name"], about["formatVersion"]), ("clbplan", clbplan.FORMAT_VERSION))
        self.assertLessEqual(set(clbplan.FUNCTIONS), set(about["functions"]))

    def test_changing_an_answer_changes_no_other_one(self) -> None:
        about = real_planner().about()
        about["limits"]["requestBytes"] = 1
        about["functions"].clear()
        self.assertGreater(real_planner().about()["limits"]["requestBytes"], 1)
        self.assertTrue(real_planner().about()["functions"])

    def test_a_finding_is_printed_as_a_line(self) -> None:
        report = real_planner().validate({"manifests": "kind: Service\n  bad: ["})
        self.assertRegex(clbplan.format_diagnostic(report["diagnostics"][0]), r"^\d+:\d+: error\[[a-z/-]+\]: \S")

    def test_manifests_may_be_named_files(self) -> None:
        broken = "kind: Service\n  bad: ["
        report = real_planner().validate(
            {"manifests": [{"name": "a.yaml", "text": broken}, {"name": "b.yaml", "text": broken}]}
        )
        self.assertEqual(report["diagnostics"][0]["source"].get("file"), "a.yaml")
        self.assertRegex(clbplan.format_diagnostic(report["diagnostics"][1]), r"^b\.yaml:2:\d+: error\[")

    def test_lines_of_findings_are_the_same_in_every_host(self) -> None:
        cases = json.loads(DIAGNOSTIC_LINES.read_text(encoding="utf-8"))
        self.assertGreater(len(cases), 5)
        for case in cases:
            self.assertEqual(clbplan.format_diagnostic(case["diagnostic"]), case["line"])

    def test_coroutines_give_the_same_answers(self) -> None:
        text = "apiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n    \n"
        planner = real_planner()

        async def same() -> None:
            plan: clbplan.types.PlanRequest = {"manifests": [SERVICE]}
            self.assertEqual(await planner.aplan(plan), planner.plan(plan))
            self.assertEqual(await planner.asimulate(plan), planner.simulate(plan))
            self.assertEqual(await planner.avalidate({"manifests": text}), planner.validate({"manifests": text}))
            where: clbplan.types.EditorRequest = {"text": text, "position": {"line": 5, "column": 5}}
            self.assertEqual(await planner.acomplete(where), planner.complete(where))
            self.assertEqual(await planner.ahover(where), planner.hover(where))
            self.assertEqual(await planner.aexplain({"query": "vip"}), planner.explain({"query": "vip"}))

        asyncio.run(same())

    def test_invalid_requests_raise_request_error(self) -> None:
        requests: list[tuple[Any, str]] = [
            ("{", "request/"),
            ({"manifest": "misspelt"}, "request/"),
            (b'{"manifests":"\xff\xfe"}', "request/not-utf-8"),
            ({"manifests": "\ud800"}, "request/not-utf-8"),
            ({"manifests": {1, 2}}, "request/not-json"),
            ({"manifests": float("nan")}, "request/not-json"),
        ]
        for request, code in requests:
            with self.subTest(request=request), self.assertRaises(RequestError) as caught:
                real_planner().plan(request)
            self.assertTrue(caught.exception.code.startswith(code), caught.exception)

    def test_call_returns_the_module_s_error_for_an_invalid_request(self) -> None:
        answer = json.loads(real_planner().call("plan-sync", b"\xff"))
        self.assertEqual(answer["error"]["code"], "request/not-utf-8")

    def test_unknown_functions_are_rejected(self) -> None:
        with self.assertRaisesRegex(ValueError, "plan-sync"):
            real_planner().call(cast(Any, "cabi_realloc"), "")

    def test_calls_and_time_limits_work_in_a_forked_process(self) -> None:
        real_planner()
        child = multiprocessing.get_context("fork").Process(target=_call_in_forked_process)
        child.start()
        child.join(30)
        child.kill()
        child.join()
        self.assertEqual(child.exitcode, 0)


class LoadingTheModule(Case):
    def test_the_environment_variable_names_the_module(self) -> None:
        with mock.patch.dict(os.environ, {"CLBPLAN_WASM": str(faulty_module_path("correct"))}):
            self.assertEqual(Planner.from_env(cache=False).about()["version"], "9.9.9")
        with mock.patch.dict(os.environ, {"CLBPLAN_WASM": "nowhere.wasm"}):
            with self.assertRaisesRegex(ModuleError, r"nowhere\.wasm"):
                Planner.from_env()

    def test_the_package_contains_the_module(self) -> None:
        with mock.patch.dict(os.environ, {"CLBPLAN_WASM": "nowhere.wasm"}):
            plan = clbplan.plan({"manifests": [SERVICE]})
            self.assertEqual(plan, real_planner().plan({"manifests": [SERVICE]}))
            self.assertEqual(clbplan.about(), real_planner().about())
        self.assertTrue(MODULE.is_file())
