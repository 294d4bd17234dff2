"""Exceptions in pools of processes, which pickle them."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import cast

import clbplan
from clbplan import Limits, Planner, RequestError
from support import SERVICE, Case, faulty_module_path

EXCEPTIONS = [
    clbplan.ClbplanError("message"),
    clbplan.ModuleError("message"),
    clbplan.FormatVersionError("2.0", "1.0"),
    clbplan.ClosedError(),
    clbplan.RequestError("request/wrong-shape", "message", "manifests"),
    clbplan.RequestTooLargeError(65537, 65536),
    clbplan.CallError("plan-sync", "message"),
    clbplan.TrapError("plan-sync", "message"),
    clbplan.OutOfMemoryError("plan-sync", "message"),
    clbplan.CallTimeoutError("plan-sync", "message"),
    clbplan.InvalidAnswerError("plan-sync", "message"),
]


def _verdict(manifests: object) -> str:
    request = cast(clbplan.types.PlanRequest, {"manifests": manifests})
    return clbplan.plan(request)["services"][0]["loadBalancer"]["verdict"]


def _loop(_: int) -> None:
    Planner.load(faulty_module_path("loops"), limits=Limits(seconds=0.1), cache=False).plan("{}")


class Processes(Case):
    def test_every_exception_can_be_pickled_and_copied(self) -> None:
        classes = {value for value in vars(clbplan).values() if isinstance(value, type) and issubclass(value, clbplan.ClbplanError)}
        self.assertEqual({type(error) for error in EXCEPTIONS}, classes)
        for error in EXCEPTIONS:
            error.add_note("a note")
            for same in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
                with self.subTest(type(error).__name__):
                    self.assertIs(type(same), type(error))
                    self.assertEqual((str(same), vars(same)), (str(error), vars(error)))

    def test_an_invalid_request_leaves_a_pool_of_processes_usable(self) -> None:
        for method in ("spawn", "fork", "forkserver"):
            with self.subTest(method), ProcessPoolExecutor(1, mp_context=get_context(method)) as pool:
                with self.assertRaises(RequestError) as caught:
                    pool.submit(_verdict, 5).result(60)
                self.assertEqual(caught.exception.path, "manifests")
                self.assertEqual(pool.submit(_verdict, [SERVICE]).result(60), "create")
                with self.assertRaises(clbplan.CallTimeoutError):
                    pool.submit(_loop, 0).result(60)
                self.assertEqual(pool.submit(_verdict, [SERVICE]).result(60), "create")
