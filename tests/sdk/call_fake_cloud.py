"""The vendor's SDK calls the small CLB API of the tests: so that API, and the signatures it expects, are judged too.

    python call_fake_cloud.py PROGRAM

PROGRAM is the example `fake_cloud` of `host/live`: it prints its address, an id and a key, and serves until its standard
input ends. It has 250 load balancers, and takes 8 calls of one action in a second.
"""

import subprocess
import sys
import time

from tencentcloud.clb.v20180317 import clb_client, models
from tencentcloud.common import credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

LOAD_BALANCERS = 250
CALLS_IN_A_SECOND = 8


def client_of(address: str, secret_id: str, secret_key: str, region: str = "ap-guangzhou") -> clb_client.ClbClient:
    protocol, host = address.split("://")
    http = HttpProfile(protocol=protocol, endpoint=host, reqTimeout=10)
    return clb_client.ClbClient(credential.Credential(secret_id, secret_key), region, ClientProfile(httpProfile=http))


def request_of(kind: str, **members: object) -> object:
    request = getattr(models, f"{kind}Request")()
    for name, value in members.items():
        setattr(request, name, value)
    return request


def code_of(call) -> str:
    """The error code of a call that must be refused."""
    try:
        call()
    except TencentCloudSDKException as error:
        return error.get_code()
    return "accepted"


def load_balancers(client: clb_client.ClbClient) -> list[str]:
    """The ids of all pages."""
    ids: list[str] = []
    while True:
        request = request_of("DescribeLoadBalancers", Offset=len(ids), Limit=100)
        page = client.DescribeLoadBalancers(request)
        ids += [each.LoadBalancerId for each in page.LoadBalancerSet]
        if not page.LoadBalancerSet or len(ids) >= page.TotalCount:
            return ids


def expect(what: str, found: object, expected: object) -> None:
    if found != expected:
        sys.exit(f"{what}: {found!r} instead of {expected!r}")


def check(address: str, secret_id: str, secret_key: str) -> None:
    client = client_of(address, secret_id, secret_key)
    ids = load_balancers(client)
    expect("pages", ids, [f"lb-{number:04}" for number in range(LOAD_BALANCERS)])
    listeners = client.DescribeListeners(request_of("DescribeListeners", LoadBalancerId=ids[0]))
    expect("listeners", [(each.ListenerId, each.Protocol, each.Port) for each in listeners.Listeners], [(f"lbl-{ids[0]}", "TCP", 80)])
    targets = client.DescribeTargets(request_of("DescribeTargets", LoadBalancerId=ids[0]))
    expect("targets", targets.Listeners, None)

    too_many = request_of("DescribeLoadBalancers", Limit=101)
    expect("a page that is too large", code_of(lambda: client.DescribeLoadBalancers(too_many)), "InvalidParameterValue")
    some = request_of("DescribeLoadBalancers", Limit=1)
    wrong_key = client_of(address, secret_id, secret_key + "x")
    expect("another key", code_of(lambda: wrong_key.DescribeLoadBalancers(some)), "AuthFailure.SignatureFailure")
    unknown = client_of(address, "AKIDunknown", secret_key)
    expect("an unknown id", code_of(lambda: unknown.DescribeLoadBalancers(some)), "AuthFailure.SecretIdNotFound")
    elsewhere = client_of(address, secret_id, secret_key, "ap-shanghai")
    expect("another region", code_of(lambda: elsewhere.DescribeLoadBalancers(some)), "UnsupportedRegion")

    time.sleep(1.1)
    codes = [code_of(lambda: client.DescribeLoadBalancers(some)) for _ in range(2 * CALLS_IN_A_SECOND)]
    if "RequestLimitExceeded" not in codes:
        sys.exit(f"{len(codes)} calls at once: none is refused")


def main() -> None:
    with subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as cloud:
        try:
            check(*cloud.stdout.readline().split())
        finally:
            cloud.stdin.close()
    print("the vendor's SDK reads the tests' CLB API, and is refused by it as by the cloud")


if __name__ == "__main__":
    main()
