"""What people answer to questions that many procedures put (common_answers.yml): how papers go in, who brings them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml
from knowledge.schema.procedure import Question

FEW = 6
"""Words up to which a clause about another is about who brings the papers."""
REACH = 4
"""Words before an answer among which a negation denies it."""


@dataclass(frozen=True)
class CommonAnswers:
    """Label of an option → what people say for it.

    Attributes:
        patterns: label → a pattern over accented text.
        alone: labels of which a clause that speaks of somebody instead says nothing.
        instead: the words by which it does.
        denies: a word that denies what follows.
        nobody: words that deny that somebody goes instead.
        sent: the words by which a clause about another is about who brings the papers.
    """

    patterns: dict[str, re.Pattern[str]]
    alone: frozenset[str]
    instead: re.Pattern[str]
    sent: re.Pattern[str]
    denies: re.Pattern[str]
    nobody: re.Pattern[str]


@lru_cache(maxsize=1)
def common_answers() -> CommonAnswers:
    """common_answers.yml, read once."""
    data = read_own_yaml(Path(__file__).with_name("common_answers.yml"))
    words = data["words"]
    return CommonAnswers(
        {label: _pattern([_filled(item, words) for item in items]) for label, items in data["answers"].items()},
        frozenset(data["alone"]),
        _pattern([_filled(data["instead"], words)]),
        _pattern([_filled(data["sent"], words)]),
        _pattern([words["deny"]]),
        _pattern([_filled(data["nobody"], words)]),
    )


def common_answer(question: Question, clause: str) -> str | None:
    """The only option of the question whose common answers a clause gives, or None."""
    values = [option.value for option in question.options if _gives(option.say, clause)]
    return values[0] if len(values) == 1 else None


def goes_instead(clause: str) -> bool:
    """Whether a clause says, in few words, that somebody goes for the person: "nhờ anh hàng xóm", "mẹ em đi hộ"."""
    few = len(clause.split()) <= FEW
    return few and common_answers().sent.search(clause) is not None


def _gives(label: str, clause: str) -> bool:
    common = common_answers()
    pattern = common.patterns.get(label)
    if pattern is None:
        return False
    if label in common.alone and common.instead.search(_without_denials(clause)):
        return False
    return any(not _denied(clause, match) for match in pattern.finditer(clause))


def _denied(clause: str, match: re.Match[str]) -> bool:
    denies = common_answers().denies
    if denies.match(match.group()):
        return False
    before = clause[: match.start()].split()[-REACH:]
    return denies.search(" ".join(before)) is not None


def _without_denials(clause: str) -> str:
    """The clause without what it denies ("không nhờ ai")."""
    return common_answers().nobody.sub(" ", clause)


def _filled(item: str, words: dict[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda blank: words[blank.group(1)], item)


def _pattern(items: list[str]) -> re.Pattern[str]:
    whole = [rf"{item}(?!\w)" if item.startswith("^") else rf"(?<!\w)(?:{item})(?!\w)" for item in items]
    return re.compile("|".join(whole))
