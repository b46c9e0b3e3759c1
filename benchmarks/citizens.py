"""`python -m benchmarks.citizens [--paths N] [--rules]`: simulated citizens answer in free text, path by path.

For each of 60 authored procedures three people, who saw neither the reader nor its phrases, wrote how they would answer
each question (tests/knowledge/reading/citizens.jsonl). A citizen who is not understood says it another way, three times
at most, and says "đúng" to "Ý bạn là …?" only when it is so. Counted: who ends in exactly the documents of one
who presses the buttons of the same path.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from benchmarks.reading.measure import TODAY, Share
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.build import build_checklist
from knowledge.library.assemble import load_catalogue
from knowledge.reading.reader import Reading, read_message
from knowledge.reading.scorer.scorer import Scorer, load_scorer
from knowledge.settings import VIETNAM, get_settings

ANSWERS = Path(__file__).resolve().parents[1] / "tests" / "knowledge" / "reading" / "citizens.jsonl"
NOW = dt.datetime.combine(TODAY, dt.time(9), VIETNAM)
SEED = 20261130

Facts = dict[str, str]
Texts = dict[tuple[str, str, str], list[str]]
"""Procedure, question and value → how three people say it."""


def read_answers() -> Texts:
    """The answers of the file."""
    texts: Texts = {}
    for line in ANSWERS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts.setdefault((row["c"], row["q"], row["v"]), []).append(row["t"])
    return texts


class Citizens:
    """Everybody who answers in words."""

    def __init__(self, catalogue: Catalogue, scorer: Scorer | None) -> None:
        self._catalogue = catalogue
        self._scorer = scorer
        self._texts = read_answers()
        self._read = lru_cache(maxsize=None)(self._reading)

    def codes(self) -> list[str]:
        """The procedures that answers were written for."""
        return sorted({code for code, _, _ in self._texts})

    def end(self, code: str, path: Mapping[str, str], luck: random.Random) -> str:
        """How a citizen of this path fares: exactly the documents, not understood, or other documents."""
        facts: Facts = {}
        while asked := self._catalogue.next_question(code, facts):
            question = asked.question
            wanted = path.get(question.id, question.values[0])  # what the path leaves open may be anything
            noted = self._answer(code, question.id, wanted, luck)
            if question.id not in noted:
                return "not understood"
            facts.update(noted)
        pressed = self._pressed(code, path)
        return "exact" if self._documents(code, facts) == self._documents(code, pressed) else "other documents"

    def _pressed(self, code: str, path: Mapping[str, str]) -> Facts:
        """The answers of one who goes the same path by buttons."""
        facts: Facts = {}
        while asked := self._catalogue.next_question(code, facts):
            facts[asked.question.id] = path.get(asked.question.id, asked.question.values[0])
        return facts

    def _answer(self, code: str, question_id: str, wanted: str, luck: random.Random) -> Facts:
        """What is noted when the citizen answers this question, in one way after another."""
        ways = self._texts.get((code, question_id, wanted))
        if ways is None:
            return {question_id: wanted}  # a province is named by its name
        for text in luck.sample(ways, len(ways)):
            reading = self._read(code, question_id, text)
            if question_id in reading.facts:
                return dict(reading.facts)
            if wanted in reading.unsure.get(question_id, ()):
                return {**reading.facts, question_id: wanted}
        return {}

    def _reading(self, code: str, question_id: str, text: str) -> Reading:
        return read_message(self._catalogue.get(code), text, TODAY, asking=question_id, scorer=self._scorer)

    def _documents(self, code: str, facts: Mapping[str, str]) -> object:
        checklist = build_checklist(self._catalogue, code, dict(facts), NOW, "")
        if checklist.redirects:
            return tuple(other.code for other in checklist.redirects)
        return tuple((one.type, str(one.submit), str(one.present)) for one in checklist.documents)


def ends(citizens: Citizens, catalogue: Catalogue, most: int) -> Iterator[tuple[str, str]]:
    """(procedure, how it ended) for each path, at most so many of a procedure, drawn by chance."""
    luck = random.Random(SEED)
    for code in citizens.codes():
        paths = catalogue.paths(code)
        for path in luck.sample(paths, min(most, len(paths))):
            yield code, citizens.end(code, dict(path.facts), luck)


def main() -> None:
    parser = argparse.ArgumentParser(description="simulated citizens answer in free text")
    parser.add_argument("--paths", type=int, default=200, help="paths of a procedure, at most")
    parser.add_argument("--rules", action="store_true", help="without the scorer")
    arguments = parser.parse_args()
    catalogue = load_catalogue(get_settings())
    scorer = None if arguments.rules else load_scorer(get_settings().embedder_dir)
    counts, by_code = Counter[str](), dict[str, Counter[str]]()
    for code, end in ends(Citizens(catalogue, scorer), catalogue, arguments.paths):
        counts[end] += 1
        by_code.setdefault(code, Counter())[end] += 1
    total = sum(counts.values())
    print(f"{total} paths of {len(by_code)} procedures")
    for end in ("exact", "not understood", "other documents"):
        print(f"  {end}: {Share(counts[end], total)}")
    print("procedures with other documents or many not understood:")
    for code, own in sorted(by_code.items(), key=lambda one: one[1]["exact"] / one[1].total())[:15]:
        print(f"  {code} {catalogue.get(code).name}: {dict(own)}")


if __name__ == "__main__":
    main()
