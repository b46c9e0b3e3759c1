"""What the embedder learns from: the texts that mean a procedure, and the train questions that ask for it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from knowledge.text.fold import fold, is_toneless
from knowledge.text.normalise import normalise
from knowledge.text.restore import Restorer
from training.questions import Labelled

RESTORED = 0.35
"""Share of the anchors that go the way of a toneless message: marks off, and restored as far as they can be."""
TIMES = 2
"""How often each question is an anchor in one epoch."""
SAME_FIELD = 24
"""Pairs of one field that stand together in a batch: each is a hard negative of the others."""


class Texts(Protocol):
    """The authored procedures, and how people speak of the others, by their codes."""

    @property
    def procedures(self) -> Mapping[str, Any]: ...

    @property
    def spoken(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Meant:
    """One procedure: the codes of its namesakes, its siblings' field, its names, its aliases, its questions."""

    codes: frozenset[str]
    field: str
    called: tuple[str, ...]
    aliases: tuple[str, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """An anchor (a query) and a text that means the same; `codes` tell which other pairs are no negatives."""

    anchor: str
    positive: str
    codes: frozenset[str]


def meanings(catalogue: Texts, questions: Iterable[Labelled]) -> list[Meant]:
    """Every procedure with aliases, authored or not, in the order of the codes; namesakes share their codes."""
    asked: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        for code in question.accept if len(question.accept) < 4 else ():
            asked[code].append(normalise(question.question))
    listed: list[tuple[str, str, list[str], tuple[str, ...]]] = []
    for code, procedure in catalogue.procedures.items():
        listed.append((code, procedure.field, [procedure.name, procedure.about], procedure.aliases))
    for code, spoken in catalogue.spoken.items():
        listed.append((code, _first_words(spoken.name), [spoken.name, spoken.when], spoken.says))
    namesakes: dict[str, set[str]] = defaultdict(set)
    for code, _, called, _ in listed:
        namesakes[fold(called[0])].add(code)
    return [
        Meant(
            frozenset(namesakes[fold(called[0])]),
            field,
            tuple(normalise(text) for text in called if text),
            tuple(dict.fromkeys(normalise(alias) for alias in aliases)),
            tuple(asked.get(code, ())),
        )
        for code, field, called, aliases in sorted(listed)
    ]


def batches(meant: list[Meant], size: int, seed: int) -> Iterator[list[Pair]]:
    """One epoch: every alias and question as anchors, siblings side by side. Deterministic by seed."""
    chance = random.Random(seed)
    restorer = Restorer.load()
    runs: dict[str, list[Pair]] = defaultdict(list)
    for procedure in meant:
        runs[procedure.field] += _pairs(procedure, chance, restorer)
    chunks = []
    for field in sorted(runs):
        pairs = runs[field]
        chance.shuffle(pairs)
        chunks += [pairs[i : i + SAME_FIELD] for i in range(0, len(pairs), SAME_FIELD)]
    chance.shuffle(chunks)
    batch: list[Pair] = []
    for chunk in chunks:
        batch += chunk
        if len(batch) >= size:
            yield batch[:size]
            batch = batch[size:]


def _pairs(procedure: Meant, chance: random.Random, restorer: Restorer) -> Iterator[Pair]:
    for anchor in (*procedure.aliases, *(question for question in procedure.asked for _ in range(TIMES))):
        others = [text for text in procedure.aliases if text != anchor]
        from_aliases = others and chance.random() < 0.55
        positive = chance.choice(others) if from_aliases else chance.choice(procedure.called)
        if chance.random() < RESTORED or is_toneless(anchor):
            anchor = restorer.restore(fold(anchor))
        yield Pair(anchor, positive, procedure.codes)


def _first_words(name: str) -> str:
    return " ".join(fold(name).split()[:3])
