"""What a reader notes of labelled messages, counted."""

from __future__ import annotations

import datetime as dt
import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.reading.messages import Facts, Labelled
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.reading.clauses import accented
from knowledge.reading.options import heard, match_answer
from knowledge.reading.reader import read_message
from knowledge.reading.scorer.scorer import Scorer

TODAY = dt.date(2026, 11, 29)
"""The day from which the labelled messages count."""

Reader = Callable[[Labelled], tuple[Facts, Mapping[str, tuple[str, ...]]]]
"""What is noted of a message, and what is asked back."""


@dataclass(frozen=True)
class Outcome:
    """What a reader made of a message: what it noted, what it asked back, and how long that took."""

    message: Labelled
    noted: Facts
    unsure: Mapping[str, tuple[str, ...]]
    milliseconds: float

    @property
    def answer(self) -> str:
        """At a question that the message answers: right, wrong, asked back (rightly) or left."""
        asking = self.message.asking or ""
        noted, said = self.noted.get(asking), self.message.said[asking]
        if noted is not None:
            return "right" if noted == said else "wrong"
        return "asked back" if said in self.unsure.get(asking, ()) else "left"


@dataclass(frozen=True)
class Share:
    """`count` of `n`, with the 95 % interval of Wilson."""

    count: int
    n: int

    def __str__(self) -> str:
        if not self.n:
            return "–"
        z, share = 1.96, self.count / self.n
        middle = (share + z * z / (2 * self.n)) / (1 + z * z / self.n)
        half = z * math.sqrt(share * (1 - share) / self.n + z * z / (4 * self.n * self.n)) / (1 + z * z / self.n)
        return f"{share:.3f} ({max(middle - half, 0):.3f}–{min(middle + half, 1):.3f})"


@dataclass(frozen=True)
class Counts:
    """The measures of the goals over some outcomes."""

    right: Share
    wrong: Share
    asked_back: Share
    noted: Share
    precision: Share
    recall: Share

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Counts:
        """Counted."""
        answers, silent, noted, right, said = [], [], 0, 0, 0
        for outcome in outcomes:
            message = outcome.message
            if message.asking is None:
                noted += len(outcome.noted)
                right += sum(message.said.get(key) == value for key, value in outcome.noted.items())
                said += len(message.said)
            elif message.asking in message.said:
                answers.append(outcome.answer)
            else:
                silent.append(message.asking in outcome.noted)
        return cls(
            Share(answers.count("right"), len(answers)),
            Share(answers.count("wrong"), len(answers)),
            Share(answers.count("asked back"), len(answers)),
            Share(sum(silent), len(silent)),
            Share(right, noted),
            Share(right, said),
        )


def outcomes(messages: Sequence[Labelled], read: Reader) -> list[Outcome]:
    """What a reader makes of each message."""
    found = []
    for message in messages:
        start = time.perf_counter()
        noted, unsure = read(message)
        found.append(Outcome(message, noted, unsure, (time.perf_counter() - start) * 1000))
    return found


def whole_reader(catalogue: Catalogue, scorer: Scorer | None) -> Reader:
    """The reader as it serves; without a scorer, its rules alone."""

    def read(message: Labelled) -> tuple[Facts, Mapping[str, tuple[str, ...]]]:
        reading = read_message(catalogue.get(message.code), message.text, TODAY, asking=message.asking, scorer=scorer)
        return dict(reading.facts), reading.unsure

    return read


def scorer_alone(catalogue: Catalogue, scorer: Scorer, floor: float) -> Reader:
    """The most probable option, when it is at least as probable as `floor`."""

    def read(message: Labelled) -> tuple[Facts, Mapping[str, tuple[str, ...]]]:
        questions = catalogue.get(message.code).questions
        best = {
            key: one.best()
            for key, one in scorer.score(accented(message.text), questions, asking=message.asking).items()
        }
        return {key: value for key, (value, sure) in best.items() if sure >= floor}, {}

    return read


def phrase_matcher(catalogue: Catalogue) -> Reader:
    """What was there before the reader: `hears` phrases in the text, yes and no, words of the label."""

    def read(message: Labelled) -> tuple[Facts, Mapping[str, tuple[str, ...]]]:
        found = {}
        for question in catalogue.get(message.code).questions:
            asked = question.id == message.asking
            if value := match_answer(question, message.text) if asked else heard(question, message.text):
                found[question.id] = value
        return found, {}

    return read
