"""Every request of the corpus: this host gives the same bytes as the native core, from one thread and from eight."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from support import CORPUS, Case, real_planner


class Corpus(Case):
    @classmethod
    def setUpClass(cls) -> None:
        lines = CORPUS.read_text(encoding="utf-8").split("\n")
        cls.cases = [json.loads(line) for line in lines if line]
        real_planner()

    cases: list[dict[str, Any]]

    def differences(self, threads: int) -> list[str]:
        def difference(case: dict[str, Any]) -> str | None:
            answer = real_planner().call(case["function"], case["request"])
            return None if answer == case["answer"] else f"{case['id']} {case['function']}"

        with ThreadPoolExecutor(threads) as pool:
            return [found for found in pool.map(difference, self.cases) if found]

    def test_the_corpus_is_complete(self) -> None:
        self.assertGreaterEqual(len(self.cases), 300)

    def test_answers_equal_those_of_the_native_core(self) -> None:
        self.assertEqual(self.differences(1), [])

    def test_answers_are_equal_with_eight_threads(self) -> None:
        self.assertEqual(self.differences(8), [])
