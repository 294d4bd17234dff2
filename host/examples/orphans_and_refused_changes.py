#!/usr/bin/env python3
"""Lists load balancers that no Service uses any more, and Services whose change the controller refuses.

    kubectl get svc,nodes,endpointslices,tkeserviceconfigs -A -o json > cluster.json
    python orphans_and_refused_changes.py cluster.json cloud.json --cluster cls-xxxxxxxx --manifests ./manifests/*.yaml

`cluster.json` has the objects in the cluster. `cloud.json` has the cloud's state, and is needed to find orphans:
`{"loadBalancers": …, "listeners": …, "targets": …}`, the answers of `DescribeLoadBalancers`, `DescribeListeners` and
`DescribeTargets` for the region; if they are complete, add `"complete": true`. The manifests are those to be applied; without
them, the objects in the cluster are checked as they are.

Needs the package in `host/python`. Exits with 1 if it lists anything, and with 2 if a file cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, NoReturn, cast

import clbplan
from clbplan.types import ClbState, Context, Plan, PlanRequest


def main() -> int:
    arguments = parser().parse_args()
    live = json_of(arguments.cluster, "the output of `kubectl get … -o json`")
    cloud = json_of(arguments.cloud, "the cloud's answers") if arguments.cloud else None
    manifests = "\n---\n".join(text_of(file) for file in arguments.manifests)
    plan = clbplan.plan(request(live, cloud, manifests, arguments.cluster_id))
    blocked = blocked_services(plan)
    orphans = [(orphan["loadBalancerId"], orphan["because"]["message"]) for orphan in plan["orphans"]]
    for name, why in blocked:
        print(f"blocked  {name}: {why}")
    for balancer, why in orphans:
        print(f"orphan   {balancer}: {why}")
    if not blocked and not orphans:
        print(f"nothing is blocked, and {why_not_searched(plan, cloud) or 'no orphan was found'}")
    return 1 if blocked or orphans else 0


def why_not_searched(plan: Plan, cloud: dict[str, Any] | None) -> str | None:
    if cloud is None:
        return "orphans were not searched for: the cloud's answers were not provided"
    reasons = (assumption["message"] for assumption in plan["assumptions"] if assumption["code"].startswith("orphans/"))
    return next(reasons, None)


def fail(why: str) -> NoReturn:
    print(f"orphans_and_refused_changes.py: {why}", file=sys.stderr)
    sys.exit(2)


def text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{file} cannot be read: {error}")


def json_of(file: Path, what: str) -> dict[str, Any]:
    try:
        value = json.loads(text_of(file))
    except json.JSONDecodeError as error:
        fail(f"{file} is not JSON: {error}; pass {what}")
    if not isinstance(value, dict):
        fail(f"{file} has no JSON object; pass {what}")
    return value


def request(
    live: dict[str, Any], cloud: dict[str, Any] | None, manifests: str, cluster_id: str | None
) -> PlanRequest:
    """A PlanRequest. Inputs that were not provided are omitted, because unknown is not the same as absent."""
    objects = live.get("items", [live])  # kubectl prints a single object without a list
    if not isinstance(objects, list) or not all(isinstance(item, dict) for item in objects):
        fail("`items` of the cluster's objects is not a list of objects; pass the output of `kubectl get … -o json`")
    services = [item for item in objects if item.get("kind") == "Service"]
    fields: PlanRequest = {"manifests": manifests or services, "live": objects}
    if cloud is not None:
        fields["clb"] = cast(ClbState, cloud)  # clbplan itself checks it
    if cluster_id:
        context: Context = {"clusterId": cluster_id}
        fields["context"] = context
    return fields


def blocked_services(plan: Plan) -> list[tuple[str, str]]:
    """Services whose change the controller refuses, each with its first reason."""
    found = []
    for service in plan["services"]:
        balancer = service["loadBalancer"]
        if balancer["verdict"] == "blocked":
            why = next((reason["message"] for reason in balancer["because"]), "no reason given")
            found.append((f"{service['namespace']}/{service['name']}", why))
    return found


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cluster", type=Path, help="kubectl get … -o json")
    parser.add_argument("cloud", type=Path, nargs="?", help="the cloud's state as JSON")
    parser.add_argument("--cluster", dest="cluster_id", help="the cluster's ID")
    parser.add_argument("--manifests", type=Path, nargs="*", default=[], help="the manifests to be applied")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except clbplan.RequestError as error:
        fail(str(error))
