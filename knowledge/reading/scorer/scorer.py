"""How probable it is that a message says an option of a question, says that it is not known, or says nothing of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.reading.scorer.formula import Floats, Vectors, scores
from knowledge.reading.scorer.second_look import Part, second_scores, sheet
from knowledge.reading.scorer.texts import OptionText, Piece, message_piece, option_piece, options_of
from knowledge.reading.scorer.weights import SECOND, WEIGHTS, Graphs, compiled
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question
from knowledge.text.embedder.embedder import Embedded, session_of

Options = tuple[OptionText, ...]
_KEPT = 4_096
"""Texts of options that are kept as they were read, some 8 and 6 kB each; the authored procedures have 1,700."""
_SCORED = 256
"""Messages beside questions whose scores are kept: a turn asks for some of them several times."""
_TOLD = 2_048
"""Sentences of procedures that are kept as they were read, some 10 kB each; a procedure has up to a hundred."""
_MESSAGES = 8
"""Messages that are kept as they were read: one turn may ask of several questions what the same message says."""
PASSED_OVER = 0.95
"""How probable the first look must hold that nothing is said of a question beside, so that no second look is taken."""


@dataclass(frozen=True)
class Scores:
    """Probabilities that add up to one.

    Attributes:
        nothing: that the message says nothing of the question.
        values: value of an option, or "unknown" → that it is said.
    """

    nothing: float
    values: dict[str, float]

    def best(self) -> tuple[str, float]:
        """The most probable value, and how probable it is."""
        value = max(self.values, key=self.values.__getitem__)
        return value, self.values[value]

    def without(self, values: Collection[str]) -> Scores:
        """The same when these values are known not to be meant."""
        left = 1 - sum(self.values[value] for value in values)
        if not values or left <= 0:
            return self
        kept = {value: 0.0 if value in values else share / left for value, share in self.values.items()}
        return Scores(self.nothing / left, kept)


class Scorer:
    """Two looks at a message: at each question alone, then together with those that it may speak of. Thread-safe.

    One text at a time, because 8-bit numbers depend on what is read beside, and no answer may depend on that.
    """

    def __init__(self, embedded: Embedded, graphs: Graphs, threads: int = 1) -> None:
        self._embedded = embedded
        self._weights, self._second = graphs.weights, graphs.second
        self._alone, self._first, self._together = (
            session_of(graph, threads) for graph in (graphs.alone, graphs.first, graphs.together)
        )
        self._message = lru_cache(maxsize=_MESSAGES)(lambda text: self._lower(message_piece(embedded, text)))
        self._label = lru_cache(maxsize=_KEPT)(self._read_label)
        self._heard = lru_cache(maxsize=_MESSAGES)(lambda text: self._vectors(self._message(text)))
        self._option = lru_cache(maxsize=_KEPT)(self._read_option)
        self._told = lru_cache(maxsize=_TOLD)(self._read_told)
        self._shares = lru_cache(maxsize=_SCORED)(self._look)

    def score(self, text: str, questions: Sequence[Question], *, asking: str | None = None) -> dict[str, Scores]:
        """Scores of a message for each question, by its id.

        Args:
            text: the message, accented (see `clauses.accented`).
            questions: of one procedure.
            asking: the id of the question on the screen, which a message may answer in few words.
        """
        if not questions or not text.strip():
            return {}
        return {one.id: _scores(self._shares(text, options_of(one), one.id == asking), one) for one in questions}

    def likeness(self, text: str, others: Sequence[str]) -> list[tuple[float, float, float]]:
        """How alike a text is to each of others: as a whole, word by word of the other, and word by word of the text.

        Args:
            text: accented, as `others` are (see `clauses.accented`).
        """
        own = self._told(text)
        words = own.words.astype(np.float32)
        found = []
        for other in map(self._told, others):
            near = other.words.astype(np.float32) @ words.T
            found.append(
                (float(own.whole @ other.whole), float(near.max(axis=1).mean()), float(near.max(axis=0).mean()))
            )
        return found

    def read_options(self, question: Question) -> None:
        """Read a question and its options before a message is held against them; they are kept as they were read."""
        texts = options_of(question)
        for ask, say in ((texts[0].ask, ""), *((one.ask, one.say) for one in texts)):
            self._option(ask, say)
            self._label(ask, say)

    def first_look(self, text: str, question: Question, *, asked: bool) -> Scores:
        """Scores from message and options that were each read alone: quick, and good enough to pass a question over."""
        return _scores(self._first_look(text, options_of(question), asked), question)

    def second_look(self, text: str, question: Question, *, asked: bool) -> Scores:
        """Scores from the message read together with the question and its options."""
        return _scores(self._second_look(text, options_of(question), asked), question)

    def _look(self, text: str, texts: Options, asked: bool) -> Floats:
        if not asked:
            found = self._first_look(text, texts, asked)
            if found[0] >= PASSED_OVER:
                return found
        return self._second_look(text, texts, asked)

    def _first_look(self, text: str, texts: Options, asked: bool) -> Floats:
        options = [self._option(one.ask, one.say) for one in texts]
        stand_for = [one.stands_for for one in texts]
        ask = self._option(texts[0].ask, "")
        return _softmax(scores(self._heard(text), ask, options, stand_for, self._weights, asked=asked))

    def _second_look(self, text: str, texts: Options, asked: bool) -> Floats:
        parts = [self._message(text), self._label(texts[0].ask, ""), *(self._label(one.ask, one.say) for one in texts)]
        values, mask = sheet(parts[0], parts[1], parts[2:], self._second)
        tokens = self._together.run(None, {"values": values, "mask": mask})[0][0]
        stand_for = [one.stands_for for one in texts]
        return _softmax(second_scores(tokens, parts, stand_for, self._second, asked=asked))

    def _lower(self, piece: Piece) -> Part:
        return Part(self._embedded.lower([piece.ids])[0][0], piece.own)

    def _read_told(self, text: str) -> Vectors:
        part = self._lower(message_piece(self._embedded, text))
        return Vectors.of(_run(self._alone, part.tokens), part.own, self._weights).small()

    def _read_label(self, ask: str, say: str) -> Part:
        part = self._lower(option_piece(self._embedded, ask, say))
        return (part.alone() if say else part).small()

    def _read_option(self, ask: str, say: str) -> Vectors:
        return self._vectors(self._lower(option_piece(self._embedded, ask, say)))

    def _vectors(self, part: Part) -> Vectors:
        return Vectors.of(_run(self._first, _run(self._alone, part.tokens)), part.own, self._weights)


def _run(graph: Any, tokens: NDArray[np.floating[Any]]) -> Floats:
    """What blocks make of the tokens of one text."""
    mask = np.zeros((1, 1, 1, len(tokens)), dtype=np.float32)
    return np.asarray(graph.run(None, {"values": tokens[None], "mask": mask})[0][0], dtype=np.float32)


def _softmax(found: Floats) -> Floats:
    shares = np.exp(found - found.max())
    return np.asarray(shares / shares.sum(), dtype=np.float32)


def _scores(shares: Floats, question: Question) -> Scores:
    """The probabilities of nothing, unknown and the options, by value."""
    return Scores(float(shares[0]), dict(zip((UNKNOWN, *question.values), map(float, shares[1:]), strict=True)))


@lru_cache(maxsize=1)
def load_scorer(folder: Path) -> Scorer:
    """The scorer over the embedder of this process; `folder` keeps the compiled graphs (`Settings.embedder_dir`)."""
    from knowledge.text.embedder.model import TUNED, load_model

    return Scorer(load_model(TUNED, folder), compiled(WEIGHTS, SECOND, folder))
