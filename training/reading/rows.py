"""What the scorer learns from: labelled messages beside the questions of their procedures."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.library.assemble import load_authored
from knowledge.reading.clauses import accented
from knowledge.reading.scorer.texts import OptionText, options_of
from knowledge.settings import get_settings
from knowledge.text.fold import fold

FOLDER = Path(__file__).parent
NOTHING, UNKNOWN = -1, -2
"""What a message may say of a question besides the place of one of its options."""


@dataclass(frozen=True)
class Put:
    """A question as it is put: its options, and their values in the same order."""

    options: tuple[OptionText, ...]
    values: tuple[str, ...]


Questions = Mapping[str, Mapping[str, Put]]
"""By the code of the procedure, then by the id of the question."""


@dataclass(frozen=True)
class Row:
    """One message (accented) beside one question.

    Attributes:
        text: the message, with diacritics.
        options: of the question, with the sentence asked.
        answer: the place of the option said, or NOTHING or UNKNOWN.
        asked: whether the question was on the screen.
    """

    text: str
    options: tuple[OptionText, ...]
    answer: int
    asked: bool


@dataclass(frozen=True)
class Labelled:
    """A message with the facts that it says; `asking` is None for a first message.

    With `only`, nobody has looked at what the message says of other questions.
    """

    code: str
    asking: str | None
    text: str
    said: Mapping[str, str]
    only: bool = False


@dataclass(frozen=True)
class Mix:
    """How labelled messages become rows.

    Attributes:
        toneless: of how many messages the diacritics are taken off and put back, as when they are not typed.
        beside: of how many answers to a question another question of the procedure is a row too.
        strange: of how many messages a question of another message is a row too; it says nothing of that in passing.
    """

    toneless: float = 0.0
    beside: float = 0.0
    strange: float = 0.0


def read_labelled(paths: Iterable[Path]) -> list[Labelled]:
    """The labelled messages of files of lines {"c", "q", "t", "f", "only"?}."""
    lines = (json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [Labelled(row["c"], row["q"], row["t"], row["f"], row.get("only", False)) for row in lines]


def read_questions() -> Questions:
    """The questions of every authored procedure, and of the imported ones that messages were written for."""
    found: dict[str, dict[str, Put]] = {}
    for code, procedure in load_authored(get_settings()).procedures.items():
        found[code] = {question.id: Put(options_of(question), question.values) for question in procedure.questions}
    for line in (FOLDER / "imported.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels = tuple(OptionText(row["ask"], label) for _, label in row["options"])
        put = Put(labels, tuple(value for value, _ in row["options"]))
        found.setdefault(row["c"], {})[row["q"]] = put
    return found


def rows_of(messages: Sequence[Labelled], questions: Questions, luck: random.Random, mix: Mix) -> Iterator[Row]:
    """The rows of labelled messages; those of a procedure without `questions` are left out."""
    for message in messages:
        asked = questions.get(message.code, {})
        bare = luck.random() < mix.toneless
        text = accented(fold(message.text) if bare else message.text)
        if not text.strip():
            continue
        others = [question_id for question_id in asked if question_id != message.asking]
        if message.only:
            others = [question_id for question_id in others if question_id in message.said]
        if message.asking and message.asking in asked:
            yield _row(text, asked[message.asking], message.said.get(message.asking), asked=True)
            others = [luck.choice(others)] if others and luck.random() < mix.beside else []
        for question_id in others:
            yield _row(text, asked[question_id], message.said.get(question_id), asked=False)
        if luck.random() < mix.strange:
            other = luck.choice(messages)
            put = questions.get(other.code, {}).get(other.asking or "")
            if put and other.code != message.code:
                yield _row(text, put, None, asked=False)


def _row(text: str, put: Put, value: str | None, *, asked: bool) -> Row:
    places = {name: place for place, name in enumerate(put.values)}
    return Row(text, put.options, NOTHING if value is None else places.get(value, UNKNOWN), asked)
