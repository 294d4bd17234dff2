"""Loads the request of every call of every plan into the vendor's SDK.

A request the SDK does not know a field of, drops something of, or misses something in, would be refused by the cloud.
The models say which fields there are and of which kind; which are required they do not say, so that stands in REQUIRED.
Values that exist only later, {"$from": ...}, are replaced by a stand-in of the field's kind first.

    python check.py FILE ...

A file has one JSON object in a line, with a plan as text in its member `answer`: the corpus that the core's tests write.
"""

import json
import re
import sys
import warnings
from pathlib import Path

from tencentcloud.clb.v20180317 import models as clb
from tencentcloud.tag.v20180813 import models as tag

# By model; the fields without which the cloud refuses the call.
REQUIRED = {
    "CreateLoadBalancerRequest": ["LoadBalancerType"],
    "DeleteLoadBalancerRequest": ["LoadBalancerIds"],
    "ModifyLoadBalancerAttributesRequest": ["LoadBalancerId"],
    "ModifyLoadBalancerSlaRequest": ["LoadBalancerSla"],
    "SetLoadBalancerSecurityGroupsRequest": ["LoadBalancerId"],
    "CreateListenerRequest": ["LoadBalancerId", "Ports", "Protocol"],
    "ModifyListenerRequest": ["LoadBalancerId", "ListenerId"],
    "DeleteListenerRequest": ["LoadBalancerId", "ListenerId"],
    # The SDK lets ListenerIds be left out, and the cloud then deletes every listener.
    "DeleteLoadBalancerListenersRequest": ["LoadBalancerId", "ListenerIds"],
    "CreateRuleRequest": ["LoadBalancerId", "ListenerId", "Rules"],
    "ModifyRuleRequest": ["LoadBalancerId", "ListenerId", "LocationId"],
    "ModifyDomainAttributesRequest": ["LoadBalancerId", "ListenerId", "Domain"],
    "DeleteRuleRequest": ["LoadBalancerId", "ListenerId"],
    "RegisterTargetsRequest": ["LoadBalancerId", "ListenerId", "Targets"],
    "DeregisterTargetsRequest": ["LoadBalancerId", "ListenerId", "Targets"],
    "ModifyTargetWeightRequest": ["LoadBalancerId", "ListenerId", "Targets"],
    "BatchRegisterTargetsRequest": ["LoadBalancerId", "Targets"],
    "BatchDeregisterTargetsRequest": ["LoadBalancerId", "Targets"],
    "BatchModifyTargetWeightRequest": ["LoadBalancerId", "ModifyList"],
    "CreateLoadBalancerSnatIpsRequest": ["LoadBalancerId", "SnatIps"],
    "DeleteLoadBalancerSnatIpsRequest": ["LoadBalancerId", "Ips"],
    "TagResourcesRequest": ["ResourceList", "Tags"],
    "UnTagResourcesRequest": ["ResourceList", "TagKeys"],
    "ModifyResourceTagsRequest": ["Resource"],
    # structures inside of them
    "TagInfo": ["TagKey", "TagValue"],
    "Tag": ["TagKey", "TagValue"],
    "TagKeyObject": ["TagKey"],
    "SnatIp": ["SubnetId"],
    "SlaUpdateParam": ["LoadBalancerId", "SlaType"],
    "MultiCertInfo": ["SSLMode", "CertList"],
    "RuleInput": ["Url"],
    "Target": ["Port"],
    "BatchTarget": ["ListenerId", "Port"],
    "RsWeightRule": ["ListenerId", "Targets"],
    "TargetRegionInfo": ["Region", "VpcId"],
    "ClusterItem": ["ClusterId"],
}

# How many a list may hold.
LIMITS = {
    ("CreateLoadBalancerRequest", "Tags"): 20,
    ("DeleteLoadBalancerRequest", "LoadBalancerIds"): 20,
    ("DeleteLoadBalancerListenersRequest", "ListenerIds"): 20,
    ("RegisterTargetsRequest", "Targets"): 20,
    ("DeregisterTargetsRequest", "Targets"): 20,
    ("BatchRegisterTargetsRequest", "Targets"): 500,
    ("BatchDeregisterTargetsRequest", "Targets"): 500,
    ("BatchModifyTargetWeightRequest", "ModifyList"): 100,
    ("RsWeightRule", "Targets"): 50,
    ("SetLoadBalancerSecurityGroupsRequest", "SecurityGroups"): 50,
    ("TagResourcesRequest", "ResourceList"): 10,
    ("TagResourcesRequest", "Tags"): 10,
    ("UnTagResourcesRequest", "ResourceList"): 10,
    ("UnTagResourcesRequest", "TagKeys"): 10,
    ("ModifyResourceTagsRequest", "ReplaceTags"): 10,
    ("ModifyResourceTagsRequest", "DeleteTags"): 10,
}

KINDS = {"str": str, "int": int, "bool": bool, "float": float}


def field_kind(model, field):
    """What the model's documentation says of a field: (kind, whether it is a list), or None."""
    doc = getattr(type(model), field).__doc__ or ""
    found = re.search(r":rtype:\s*(list of\s+)?(:class:`[^`]*\.(\w+)`|\w+)", doc)
    return (found.group(3) or found.group(2), bool(found.group(1))) if found else None


def stand_in(models, kind, value):
    """The value with each {"$from"} replaced by something of the kind that its field is of."""
    if isinstance(value, dict) and "$from" in value:
        return KINDS.get(kind, str)(30000)
    if isinstance(value, list):
        return [stand_in(models, kind, item) for item in value]
    if not isinstance(value, dict) or not hasattr(models, kind):
        return value
    model = getattr(models, kind)()
    inner = {field: hasattr(type(model), field) and field_kind(model, field) for field in value}
    return {field: stand_in(models, inner[field][0] if inner[field] else "str", value[field]) for field in value}


def look_into(models, model, value, path):
    """What is wrong with a value, by its model: required fields, limits, kinds."""
    name = type(model).__name__
    for field in REQUIRED.get(name, []):
        if value.get(field) in (None, [], ""):
            yield f"{path}: {name}.{field} is required"
    if name.endswith("Target") and ("InstanceId" in value) == ("EniIp" in value):
        yield f"{path}: exactly one of InstanceId and EniIp"
    for field, inner in value.items():
        limit = LIMITS.get((name, field))
        if limit is not None and len(inner) > limit:
            yield f"{path}.{field}: {len(inner)} of at most {limit}"
        kind = field_kind(model, field)
        if kind is None:
            yield f"{path}.{field}: the SDK does not say what it is"
            continue
        items = inner if kind[1] else [inner]
        if kind[1] != isinstance(inner, list):
            yield f"{path}.{field}: a list where none belongs, or none where one belongs"
            continue
        for item in items:
            yield from look_at_item(models, kind[0], item, f"{path}.{field}")


def look_at_item(models, kind, item, path):
    if kind in KINDS:
        if type(item) is not KINDS[kind]:
            yield f"{path}: {item!r} is no {kind}"
    elif isinstance(item, dict):
        yield from look_into(models, getattr(models, kind)(), item, path)
    else:
        yield f"{path}: {item!r} is no {kind}"


def check(action):
    """What is wrong with one action."""
    api = action["api"]
    if api == "kubernetes":
        return
    models = next((m for m in (clb, tag) if hasattr(m, f"{api}Request")), None)
    if models is None:
        yield f"no such call: {api}"
        return
    if f"{api}Request" not in REQUIRED:
        yield f"{api} is not in the table of required fields"
    request = stand_in(models, f"{api}Request", action["request"])
    model = getattr(models, f"{api}Request")()
    try:
        model.from_json_string(json.dumps(request))
    except Exception as problem:  # an unknown field is a warning, raised as an error
        yield f"{api}: {problem}"
        return
    if model._serialize() != request:
        yield f"{api}: the SDK would send something else: {json.dumps(model._serialize())}"
    yield from look_into(models, model, request, api)


def main():
    warnings.simplefilter("error")
    calls, problems, seen = 0, [], set()
    for file in map(Path, sys.argv[1:]):
        for line in file.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            for service in json.loads(case["answer"]).get("services", []):
                for action in service["actions"]:
                    calls += 1
                    seen.add(action["api"])
                    problems += [f"{case['id']} {action['id']}: {problem}" for problem in check(action)]
    for problem in problems:
        print(problem)
    print(f"{calls} actions of {len(seen)} kinds, {len(problems)} problems")
    # A check that finds nothing to check has failed.
    return 1 if problems or calls == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
