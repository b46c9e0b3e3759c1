"""How probable it is that a statement answers a question: learned from a few signs, so that the doubtful is not said.

Two judges look at the same signs: one holds each statement against the question alone, the other all statements
against each other and against "nothing here answers it". `python -m benchmarks.talk.weighing` learns their weights
(relevance.yml) from the questions that may be tuned on.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from actions.library import likeness, nearness
from actions.questions.asked import AskedAbout
from actions.questions.question_words import QuestionWords, all_words, telling
from actions.questions.statements import TOPICS, Statement, statements
from knowledge.catalogue_files.yaml_file import read_yaml
from knowledge.text.words import whole_words

WEIGHTS = Path(__file__).with_name("relevance.yml")
LATE = ("ask_deadline", "ask_time")
"""By when the person must act, and how long the office takes: never one for the other."""
MADE = ("whole", "list")
"""Kinds of statements that are made of several facts."""
LOOKED_AT = 16
"""Sentences that are compared word by word: the most promising."""
FAR = {"far": 1.0}
"""The sign of the others."""
SURE = 0.8
"""How probable a topic is that is as good as certain."""
DOUBTED = ("ask_fee", "ask_place", "ask_hours", "ask_difference", "ask_human", "out_of_scope")
"""Intents of questions to which often nothing is known."""
MOST_OF = ("words", "own_words", "about", "alike", "near_whole")
"""Signs of which the most that any statement has tells whether there is an answer."""


@dataclass(frozen=True)
class Judged:
    """A statement, and how probable it is that it answers the question.

    Attributes:
        share: among all that could be said; what is left to one over all statements is that nothing answers.
        alone: held against the question alone, 0 to 1.
    """

    statement: Statement
    share: float
    alone: float


def judged(asked: AskedAbout, topics: Mapping[str, float]) -> list[Judged]:
    """What is known of the case, the likeliest answer first.

    Args:
        asked: the question.
        topics: what the classifier makes of it: intent → how probable.
    """
    compared = _compared(asked)
    every, question = compared.every, compared.question
    signs = _signs(compared, topics)
    may = [question.may_be_answered_by(one) for one in every]
    alone = [_share(_weights("alone"), one) if possible else 0.0 for one, possible in zip(signs, may, strict=True)]
    among = _among(_weights("among"), signs, may, signs_of_none(topics, signs))
    whole, left = sum(alone) or 1.0, sum(among)
    found = [
        Judged(statement, (first / whole * left + second) / 2, first)
        for statement, first, second in zip(every, alone, among, strict=True)
    ]
    return sorted(found, key=lambda one: -one.share)


def signs_of_none(topics: Mapping[str, float], signs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The signs that nothing that is known answers: what is asked for, and the most that any statement has of it."""
    found = {"none": 1.0, "none_likeliest": max((topics.get(topic, 0.0) for topic in TOPICS.values()), default=0.0)}
    found |= {f"none_{topic}": topics.get(topic, 0.0) for topic in DOUBTED}
    for name in MOST_OF:
        found[f"none_{name}"] = max((one.get(name, 0.0) for one in signs), default=0.0)
    found |= {f"none_{name.split('_and_')[0]}": 1.0 for one in signs for name in one if name.startswith("asks_")}
    return found


def signs_of(asked: AskedAbout, topics: Mapping[str, float], every: Sequence[Statement]) -> list[dict[str, float]]:
    """The signs by which each statement is judged, by name; all about 0 to 1.

    A sentence is held against the best of the sentences; what is made of several facts (MADE) is judged by its topic.
    """
    return _signs(_compare(asked, every), topics)


@dataclass(frozen=True)
class _Compared:
    """All that may be said of a case beside a question, whatever the classifier makes of it; by place in `every`."""

    every: Sequence[Statement]
    question: QuestionWords
    shares: Sequence[float]
    own: Sequence[float]
    alike: Sequence[float]
    sentences: Sequence[int]
    nearer: Mapping[int, Mapping[str, float]]


def _compared(asked: AskedAbout) -> _Compared:
    """Several readings of a turn ask the same: what was compared last is kept for the turn."""
    kept = asked.turn.compared
    if kept is None or kept[0] is not asked.checklist or kept[1] != asked.text:
        kept = asked.turn.compared = asked.checklist, asked.text, _compare(asked, statements(asked))
    found: _Compared = kept[2]
    return found


def _compare(asked: AskedAbout, every: Sequence[Statement]) -> _Compared:
    question = QuestionWords.of(asked)
    shares = _shared_words(question.words, every)
    own = _shared_words(question.telling - telling(f"{asked.procedure.name} {asked.name}"), every)
    alike = nearness(asked.text, [one.bare for one in every])
    sentences = [place for place, one in enumerate(every) if one.kind not in MADE]
    nearer = _looked_at_again(asked, every, sentences, [alike[place] + shares[place] for place in range(len(every))])
    return _Compared(every, question, shares, own, alike, sentences, nearer)


def _signs(compared: _Compared, topics: Mapping[str, float]) -> list[dict[str, float]]:
    every, question, nearer = compared.every, compared.question, compared.nearer
    shares, own, alike, sentences = compared.shares, compared.own, compared.alike, compared.sentences
    most = max((shares[place] for place in sentences), default=0.0)
    most_own = max((own[place] for place in sentences), default=0.0)
    nearest = max((alike[place] for place in sentences), default=0.0)
    middle, spread = _spread([alike[place] for place in sentences] or [0.0])
    likeliest = max(topics.values(), default=0.0)
    found = []
    for place, one in enumerate(every):
        topic = topics.get(one.topic, 0.0)
        signs = {f"is_{one.kind}": 1.0, **question.kinds_of_answer(one)}
        if one.kind in MADE:
            signs |= {
                f"{one.kind}_topic": topic,
                f"{one.kind}_less_than_likeliest": topic - likeliest,
                f"{one.kind}_sure": float(topic >= SURE),
                f"{one.kind}_cued": float(one.topic in question.topics),
                f"{one.kind}_own_words": question.own / 5,
                f"{one.kind}_rival_words": most,
                f"{one.kind}_rival_alike": (nearest - middle) / spread / 3,
            }
        else:
            hits = [phrase for phrase in one.about if whole_words([phrase]).search(question.spoken)]
            signs |= {
                **nearer.get(place, FAR),
                "alike": (alike[place] - middle) / spread / 3,
                "alike_less_than_best": alike[place] - nearest,
                "words": shares[place],
                "words_less_than_most": shares[place] - most,
                "own_words": own[place],
                "own_words_less_than_most": own[place] - most_own,
                "about": float(bool(hits)),
                "about_words": len(" ".join(hits).split()) / 5,
                "topic": topic,
                "any_topic": 0.0 if one.topic else likeliest,
                "named": float(one.named),
                "named_topic": topic if one.named else 0.0,
            }
        if one.topic in LATE:
            signs |= {f"acts_{one.topic}": float(question.acts), f"gives_{one.topic}": float(question.gives)}
        found.append(signs)
    return found


def _looked_at_again(
    asked: AskedAbout, every: Sequence[Statement], sentences: Sequence[int], promise: Sequence[float]
) -> dict[int, dict[str, float]]:
    """Signs of the most promising sentences by what their words mean one by one, by place."""
    places = sorted(sentences, key=lambda place: -promise[place])[:LOOKED_AT]
    alike = likeness(asked.text, [every[place].bare for place in places])
    signs: dict[int, dict[str, float]] = {place: {} for place in places}
    for name, values in zip(("whole", "own", "theirs"), zip(*alike, strict=True), strict=False):
        middle, spread = _spread(values)
        for place, value in zip(places, values, strict=True):
            signs[place][f"near_{name}"] = (value - middle) / spread / 3
            signs[place][f"near_{name}_less_than_best"] = value - max(values)
    return signs


def _shared_words(asked: set[str], every: Sequence[Statement]) -> list[float]:
    """Which part of a question's words stand in each statement, rare words counting more."""
    held = [all_words(one.bare) for one in every]
    common = Counter(word for words in held for word in words)
    weight = {word: math.log(1 + len(every) / (1 + common[word])) for word in asked}
    whole = sum(weight.values()) or 1.0
    return [sum(weight[word] for word in asked & words) / whole for words in held]


def _spread(values: Sequence[float]) -> tuple[float, float]:
    middle = sum(values) / len(values)
    return middle, math.sqrt(sum((value - middle) ** 2 for value in values) / len(values)) or 1.0


def _among(
    weights: Mapping[str, float], signs: Sequence[Mapping[str, float]], may: Sequence[bool], none: Mapping[str, float]
) -> list[float]:
    """How probable each statement is beside all others and beside none of them."""
    scores = [_score(weights, one) if possible else -math.inf for one, possible in zip(signs, may, strict=True)]
    scores.append(_score(weights, none))
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers[:-1]]


def _score(weights: Mapping[str, float], signs: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in signs.items())


def _share(weights: Mapping[str, float], signs: Mapping[str, float]) -> float:
    return 1 / (1 + math.exp(-weights["always"] - _score(weights, signs)))


@lru_cache(maxsize=2)
def _weights(judge: str) -> dict[str, float]:
    return {name: float(value) for name, value in read_yaml(WEIGHTS.read_bytes())[judge].items()}
