#!/usr/bin/env python3
"""Previews a change as a tool would: typed, with limits, and with every kind of outcome. Its output is in `output.txt`.

    python preview.py ../public-to-internal
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import clbplan
from clbplan import Limits, Planner
from clbplan.types import PlanRequest


def main(folder: Path) -> None:
    manifest = (folder / "service.yaml").read_text(encoding="utf-8")
    request: PlanRequest = {
        "manifests": manifest,
        "live": (folder / "live.yaml").read_text(encoding="utf-8"),
        "clb": json.loads((folder / "clb.json").read_bytes()),
        "context": {"clusterId": "cls-2x9k4m7q", "lifecycleMode": "rebuild"},
        "policy": {"rules": [{"name": "addresses", "deny": ["changes-address", {"exceeds-bandwidth": 100}]}]},
    }
    with Planner(limits=Limits(memory_bytes=256 << 20, seconds=60, calls=4)) as planner:
        plan = planner.plan(request)
        for service in plan["services"]:
            balancer = service["loadBalancer"]
            before = ", ".join(balancer.get("addresses", {}).get("before", []))
            print(f"{service['namespace']}/{service['name']}: {balancer['verdict']}, address {balancer['vip']}, was {before}")
        print(f"policy: {plan['policy']['verdict']}")
        report = planner.validate({"manifests": manifest.replace("port: 80", "port: 80000", 1)})
        for diagnostic in report["diagnostics"]:
            if diagnostic["severity"] == "error":
                print(clbplan.format_diagnostic(diagnostic))
        try:
            planner.complete({"text": "", "position": {}})
        except clbplan.RequestError as error:
            print(f"invalid: {error.code} at {error.path}")
        try:
            planner.plan({**request, "manifests": f"{manifest}---\n" * 2000}, timeout=0.01)
        except clbplan.CallTimeoutError:
            print("too late")
        with ThreadPoolExecutor() as threads:
            plans = list(threads.map(planner.plan, [request] * 4))
        print(f"{plans.count(plan)} equal plans at once")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
