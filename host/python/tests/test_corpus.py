"""Every request of the corpus through this host: the bytes of the native core, from one thread and from eight."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

from support import CORPUS, Case, real


class Corpus(Case):
    @classmethod
    def setUpClass(cls) -> None:
        lines = CORPUS.read_text(encoding="utf-8").split("\n")
        cls.cases = [json.loads(line) for line in lines if line]
        real()

    cases: list[dict[str, str]]

    def differences(self, threads: int) -> list[str]:
        def difference(case: dict[str, str]) -> str | None:
            answer = real().call(case["function"], case["request"])
            return None if answer == case["answer"] else f"{case['id']} {case['function']}"

        with ThreadPoolExecutor(threads) as pool:
            return [found for found in pool.map(difference, self.cases) if found]

    def test_the_corpus_is_there(self) -> None:
        self.assertGreaterEqual(len(self.cases), 300)

    def test_every_answer_is_the_core_s(self) -> None:
        self.assertEqual(self.differences(1), [])

    def test_and_from_eight_threads_at_once(self) -> None:
        self.assertEqual(self.differences(8), [])
