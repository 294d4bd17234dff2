"""Runs the example scripts in `host/examples` and the example in `host/README.md`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from support import MODULE, SERVICE, Case, real_planner

SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "orphans_and_refused_changes.py"
CLUSTER = "cls-2x9k4m7q"


def balancer(name: str) -> dict[str, object]:
    tags = [{"TagKey": "tke-createdBy-flag", "TagValue": "yes"}, {"TagKey": "tke-clusterId", "TagValue": CLUSTER}]
    return {
        "LoadBalancerId": name,
        "LoadBalancerName": f"{CLUSTER}_shop_{name}",
        "LoadBalancerType": "OPEN",
        "Tags": tags,
        "Status": 1,
    }


def cluster_service(namespace: str, name: str) -> object:
    metadata = {"namespace": namespace, "name": name}
    return {"apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": {"type": "ClusterIP"}}


# With these two, the objects are those of the whole cluster.
WHOLE_CLUSTER = [cluster_service("default", "kubernetes"), cluster_service("kube-system", "kube-dns")]


class Orphans(Case):
    def run_script(self, *arguments: str, objects: list[object], cloud: object = None) -> tuple[int, str]:
        with tempfile.TemporaryDirectory() as folder:
            live, clb = Path(folder) / "cluster.json", Path(folder) / "cloud.json"
            live.write_text(json.dumps({"kind": "List", "apiVersion": "v1", "items": objects}))
            files = [str(live)]
            if cloud is not None:
                clb.write_text(json.dumps(cloud))
                files.append(str(clb))
            done = subprocess.run(
                [sys.executable, str(SCRIPT), *files, *arguments],
                capture_output=True,
                text=True,
                env={**os.environ, "CLBPLAN_WASM": str(MODULE)},
                timeout=120,
            )
        self.assertEqual(done.stderr, "")
        return done.returncode, done.stdout

    def test_orphans_are_listed(self) -> None:
        cloud = {"loadBalancers": [balancer("lb-6efswuxa")], "listeners": [], "targets": [], "complete": True}
        code, text = self.run_script("--cluster", CLUSTER, objects=WHOLE_CLUSTER, cloud=cloud)
        self.assertEqual(code, 1)
        self.assertIn("orphan   lb-6efswuxa: ", text)

    def test_blocked_changes_are_listed(self) -> None:
        story = Path(__file__).resolve().parents[2] / "examples/public-to-internal"
        bound = {**SERVICE, "metadata": {**SERVICE["metadata"], "name": "checkout"}}
        bound["metadata"]["annotations"] = {"service.kubernetes.io/loadbalance-id": "lb-6efswuxa"}
        code, text = self.run_script("--manifests", str(story / "service.yaml"), objects=[bound])
        self.assertEqual(code, 1)
        self.assertIn("blocked  shop/checkout: ", text)

    def test_nothing_found(self) -> None:
        code, text = self.run_script(objects=[SERVICE])
        self.assertEqual(code, 0)
        self.assertRegex(text, "^nothing is blocked, and orphans were not searched for: ")
        cloud = {"loadBalancers": [], "complete": True}
        code, text = self.run_script("--cluster", CLUSTER, objects=WHOLE_CLUSTER, cloud=cloud)
        self.assertEqual((code, text), (0, "nothing is blocked, and no orphan was found\n"))
        code, text = self.run_script("--cluster", CLUSTER, objects=[SERVICE], cloud=cloud)
        self.assertRegex(text, "were not looked for")

    def test_invalid_files_are_reported(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "cluster.json"
            for content in (b"\xff\xfe", b"{", b"[]", b'{"items": [5]}', None):
                file.unlink(missing_ok=True)
                if content is not None:
                    file.write_bytes(content)
                done = subprocess.run([sys.executable, str(SCRIPT), str(file)], capture_output=True, text=True, timeout=120)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertRegex(done.stderr, rf"^orphans_and_refused_changes\.py: {file} (cannot be read|is not JSON|has no JSON object).*\n$|is not a list of objects")


class Preview(Case):
    """The example that is the same program in every language."""

    def test_the_output_is_that_of_all_languages(self) -> None:
        folder = SCRIPT.parent
        command = [sys.executable, str(folder / "preview" / "preview.py"), str(folder / "public-to-internal")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        self.assertEqual((done.stderr, done.stdout), ("", (folder / "preview" / "output.txt").read_text(encoding="utf-8")))


class MinimalHost(Case):
    """The example in `host/README.md`."""

    def test_it_gives_the_same_answer_as_the_package(self) -> None:
        root = Path(__file__).resolve().parents[3]
        text = (root / "host" / "README.md").read_text(encoding="utf-8")
        code = text.split("```python\n")[1].split("```")[0]
        names: dict[str, Any] = {}
        exec(code.replace('"pkg/clbplan.wasm"', repr(str(MODULE))), names)
        request = json.dumps({"manifests": [SERVICE]})
        self.assertEqual(names["ask"]("plan-sync", request), real_planner().call("plan-sync", request))


class Readme(Case):
    """The examples in the package's README."""

    def test_every_example_runs(self) -> None:
        text = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
        examples = [block.split("```")[0] for block in text.split("```python\n")[1:]]
        outputs = ["shop/web: create, address unknown", "errors", "False"]
        self.assertEqual(len(examples), len(outputs))
        for code, output in zip(examples, outputs, strict=True):
            with self.subTest(output), tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, "-W", "ignore::ResourceWarning", "-c", code]
                done = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=120)
                self.assertEqual(done.stderr, "")
                self.assertIn(output, done.stdout)
