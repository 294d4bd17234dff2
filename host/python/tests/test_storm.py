"""A thousand callers at once over four turns. Some give up, some send invalid requests; nobody else notices."""

from __future__ import annotations

import json
import threading
from collections import Counter

from clbplan import CallTimeoutError, Limits, Planner, RequestError
from support import MODULE, SERVICE, Case

CALLERS = 1000


class Storm(Case):
    def test_a_thousand_callers_share_four_turns(self) -> None:
        request = json.dumps({"manifests": [SERVICE]})
        outcomes: Counter[str] = Counter()
        start = threading.Barrier(CALLERS)

        def call(number: int) -> None:
            start.wait()
            outcome = "another error"
            try:
                if number % 7 == 0:
                    planner.plan('{"manifest": ""}')
                answer = planner.call("plan-sync", request, timeout=1e-6 if number % 10 == 0 else None)
                outcome = "right" if answer == expected else "wrong"
            except RequestError:
                outcome = "invalid"
            except CallTimeoutError:
                outcome = "late" if number % 10 == 0 else "late without a reason"
            finally:
                outcomes[outcome] += 1

        with Planner.load(MODULE, limits=Limits(calls=4)) as planner:
            expected = planner.call("plan-sync", request)
            threads = [threading.Thread(target=call, args=[number]) for number in range(CALLERS)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        self.assertEqual(outcomes["invalid"], len(range(0, CALLERS, 7)))
        # An impatient caller may be lucky.
        self.assertEqual(outcomes["right"] + outcomes["late"] + outcomes["invalid"], CALLERS, outcomes)
        self.assertGreaterEqual(outcomes["right"], CALLERS * 3 // 4)
