"""How probable it is that a message says an option of a question, says that it is not known, or says nothing of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from knowledge.reading.scorer.formula import Vectors, scores
from knowledge.reading.scorer.texts import Piece, message_piece, option_piece, options_of
from knowledge.reading.scorer.weights import WEIGHTS, compiled
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question
from knowledge.text.embedder.embedder import Embedded, far_where_padded, session_of

_KEPT = 8_192
"""Options whose vectors are kept, some 6 kB each; those of every authored procedure are 1,700."""

_MESSAGES = 8
"""Messages whose vectors are kept: one turn may ask of several questions what the same message says."""


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
    """Thread-safe; the vectors of options are kept."""

    def __init__(self, embedded: Embedded, weights: Path, folder: Path, threads: int = 1) -> None:
        """`folder` keeps the compiled graph; the first time it is made (a second or two).

        Raises:
            EmbeddedModelError: the weights are missing or not readable.
        """
        graph, self._weights = compiled(weights, folder)
        self._embedded = embedded
        self._session = session_of(graph, threads)
        self._option = lru_cache(maxsize=_KEPT)(self._read_option)
        self._message = lru_cache(maxsize=_MESSAGES)(self._read_message)

    def score(self, text: str, questions: Sequence[Question], *, asking: str | None = None) -> dict[str, Scores]:
        """Scores of a message for each question, by its id.

        Args:
            text: the message, accented (see `clauses.accented`).
            questions: of one procedure.
            asking: the id of the question on the screen, which a message may answer in few words.
        """
        if not questions or not text.strip():
            return {}
        message = self._message(text)
        return {question.id: self._score(message, question, asked=question.id == asking) for question in questions}

    def _score(self, message: Vectors, question: Question, *, asked: bool) -> Scores:
        texts = options_of(question)
        options = [self._option(text.ask, text.say) for text in texts]
        stand_for = [text.stands_for for text in texts]
        found = scores(message, self._option(question.ask, ""), options, stand_for, self._weights, asked=asked)
        shares = np.exp(found - found.max())
        shares /= shares.sum()
        return Scores(float(shares[0]), dict(zip((UNKNOWN, *question.values), map(float, shares[1:]), strict=True)))

    def _read_message(self, text: str) -> Vectors:
        return self._vectors(message_piece(self._embedded, text))

    def _read_option(self, ask: str, say: str) -> Vectors:
        return self._vectors(option_piece(self._embedded, ask, say))

    def _vectors(self, piece: Piece) -> Vectors:
        """One text at a time: its 8-bit numbers depend on what is read beside it, and no answer may depend on that."""
        values, mask = self._embedded.lower([piece.ids])
        tokens = self._session.run(None, {"values": values, "mask": far_where_padded(mask)})[0]
        return Vectors.of(tokens[0], piece.own, self._weights)


@lru_cache(maxsize=1)
def load_scorer(folder: Path) -> Scorer:
    """The scorer over the embedder of this process; `folder` keeps the compiled graphs (`Settings.embedder_dir`)."""
    from knowledge.text.embedder.model import TUNED, load_model

    return Scorer(load_model(TUNED, folder), WEIGHTS, folder)
