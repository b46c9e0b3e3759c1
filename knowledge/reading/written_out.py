"""Answers written out in a message: a label word for word, alone or after the sentence that asks for it.

"Bé có Giấy chứng sinh không? Có bản giấy. Đã đăng ký kết hôn." What somebody copies from a list, or a clerk reads out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from knowledge.schema.procedure import Procedure
from knowledge.text.fold import fold
from knowledge.text.words import WORD

SHORTEST = 3
"""Words from which a label alone is no chance likeness."""
MOST = 16
"""Pieces between commas that a label may have."""
_BREAK = re.compile(r"([,.;:!?\n()→–-]+)")
Words = tuple[str, ...]


def written_out(procedure: Procedure, text: str) -> dict[str, str]:
    """Question id → value, for each answer that stands in a message as its label does.

    A label that answers several questions counts only after its own; one that a question mark follows, and one that is
    part of a longer clause, does not count.
    """
    parts = _BREAK.split(text)
    asks = ["?" in mark for mark in [*parts[1::2], ""]]
    labels = _labels(procedure)
    sentences = {_words(question.ask): question.id for question in procedure.questions}
    asked: dict[int, str] = {}
    hits: list[tuple[int, int, Words]] = []
    for begin, end, words in _runs([_words(piece) for piece in parts[::2]]):
        if words in sentences:
            asked[end] = sentences[words]
        if words in labels:
            hits.append((begin, end, words))
    found: dict[str, tuple[tuple[bool, int], str]] = {}
    for begin, end, words in hits:
        alone = len(labels[words]) == 1 and len(words) >= SHORTEST and not any(asks[begin:end])
        for question_id, value in labels[words].items():
            weight = asked.get(begin) == question_id, len(words)
            if (weight[0] or alone) and (question_id not in found or weight > found[question_id][0]):
                found[question_id] = weight, value
    return {question_id: value for question_id, (_, value) in found.items()}


def _labels(procedure: Procedure) -> dict[Words, dict[str, str]]:
    """The words of each label → question id → value; without those that stand for two values of one question."""
    labels: dict[Words, dict[str, str]] = {}
    for question in procedure.questions:
        own = [_words(option.say) for option in question.options]
        for option, words in zip(question.options, own, strict=True):
            if own.count(words) == 1:
                labels.setdefault(words, {})[question.id] = option.value
    return labels


def _runs(pieces: Sequence[Words]) -> Iterator[tuple[int, int, Words]]:
    """Each run of neighbouring pieces, as (first, one after the last, its words)."""
    for begin in range(len(pieces)):
        words: Words = ()
        for end in range(begin, min(begin + MOST, len(pieces))):
            words += pieces[end]
            if words:
                yield begin, end + 1, words


@lru_cache(maxsize=16_384)
def _words(text: str) -> Words:
    return tuple(WORD.findall(fold(text)))
