#!/usr/bin/env python3
"""Says which load balancers nobody owns any more, and which Services the controller refuses to change.

    kubectl get svc,nodes,endpointslices,secrets,tkeserviceconfigs -A -o json > cluster.json
    python orphans.py cluster.json cloud.json --cluster cls-xxxxxxxx --manifests ./manifests/*.yaml

`cluster.json` is what the cluster holds. `cloud.json`, without which nothing can be said of orphans, is what the cloud holds:
`{"loadBalancers": …, "listeners": …, "targets": …}`, the answers of `DescribeLoadBalancers`, `DescribeListeners` and
`DescribeTargets` for the region; with all of it, add `"complete": true`. The manifests are what is to be applied; without
them, what is in the cluster is looked at as it is.

Needs the package in `host/python`. Ends with 1 if there is something to say, with 2 if a file cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import clbplan

Json = dict[str, Any]


def main() -> int:
    arguments = parser().parse_args()
    live = json_of(arguments.cluster, "what `kubectl get … -o json` prints")
    cloud = json_of(arguments.cloud, "the cloud's answers") if arguments.cloud else None
    manifests = "\n---\n".join(text_of(file) for file in arguments.manifests)
    plan = clbplan.plan_sync(request(live, cloud, manifests, arguments.cluster_id))
    blocked = blocked_services(plan)
    orphans = [(orphan["loadBalancerId"], orphan["because"]["message"]) for orphan in plan["orphans"]]
    for name, why in blocked:
        print(f"blocked  {name}: {why}")
    for balancer, why in orphans:
        print(f"orphan   {balancer}: {why}")
    if not blocked and not orphans:
        unseen = "orphans were not looked for: the cloud's answers were not given"
        print(f"nothing is blocked, and {unseen if cloud is None else 'no orphan was found'}")
    return 1 if blocked or orphans else 0


def fail(why: str) -> NoReturn:
    print(f"orphans.py: {why}", file=sys.stderr)
    sys.exit(2)


def text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{file} cannot be read: {error}")


def json_of(file: Path, what: str) -> Json:
    try:
        value = json.loads(text_of(file))
    except json.JSONDecodeError as error:
        fail(f"{file} is no JSON: {error}; give {what}")
    if not isinstance(value, dict):
        fail(f"{file} holds no JSON object; give {what}")
    return value


def request(live: Json, cloud: Json | None, manifests: str, cluster_id: str | None) -> Json:
    """A PlanRequest. What was not given is left out: unknown is not none."""
    objects = live.get("items", [live])  # one object alone is printed without a list around it
    if not isinstance(objects, list) or not all(isinstance(item, dict) for item in objects):
        fail("`items` of the cluster's objects is no list of objects; give what `kubectl get … -o json` prints")
    services = [item for item in objects if item.get("kind") == "Service"]
    asked: Json = {"manifests": manifests or services, "live": objects}
    if cloud is not None:
        asked["clb"] = cloud
    if cluster_id:
        asked["context"] = {"clusterId": cluster_id}
    return asked


def blocked_services(plan: Json) -> list[tuple[str, str]]:
    """Services whose change the controller refuses, each with the first reason."""
    found = []
    for service in plan["services"]:
        balancer = service["loadBalancer"]
        if balancer["verdict"] == "blocked":
            why = next((reason["message"] for reason in balancer["because"]), "no reason given")
            found.append((f"{service['namespace']}/{service['name']}", why))
    return found


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    made.add_argument("cluster", type=Path, help="kubectl get … -o json")
    made.add_argument("cloud", type=Path, nargs="?", help="what the cloud holds, as JSON")
    made.add_argument("--cluster", dest="cluster_id", help="the cluster's ID")
    made.add_argument("--manifests", type=Path, nargs="*", default=[], help="what is to be applied")
    return made


if __name__ == "__main__":
    try:
        sys.exit(main())
    except clbplan.RequestError as error:
        fail(str(error))
