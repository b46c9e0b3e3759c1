"""Danger comes before everything: numbers first, what to do, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from actions.after import After
from actions.case_question import back_buttons
from actions.facts_in_message import read
from actions.needs.pieces import names_matter
from actions.turn import Turn
from actions.wording import say
from knowledge.messages import Notice
from knowledge.reading.clauses import accented
from knowledge.reading.danger.classifier import load_danger
from knowledge.text.fold import is_toneless
from knowledge.text.normalise import normalise
from knowledge.text.words import WORD, typed_words, whole_words
from knowledge.wording import read_wording

FLOOR = 0.7
"""How probable the classifier must hold it that there is danger."""
SUPPORTED = 0.55
"""The same where a reviewed sign of the kind stands in the message."""
OF_MONEY = frozenset({"scam", "bribe"})
"""Kinds told of in words that ordinary messages share: money, papers that got lost, whom to tell."""
UNSIGNED = 0.88
"""The same of such a kind where no reviewed sign of it stands in the message."""
FEW_WORDS = 12
"""Up to so many words say little: any one of them weighs much with the classifier."""
SHORT = 0.95
"""The same of a message of so few words without a reviewed sign ("con đang khóc quá", "đang chạy grab")."""
ABOUT = 0.85
"""The same where it speaks of an allowance, a fee, a paper made again: of what came after more often than of now.
Or where it names a matter of the desk and holds no reviewed sign."""
OVER = 0.97
"""The same where the message speaks of something that is over, or answers the open question."""


@dataclass(frozen=True)
class Words:
    """By kind the certain words, the signs, the signs as typed; what is over, only about, given, of the desk."""

    certain: dict[str, re.Pattern[str]]
    signs: dict[str, re.Pattern[str]]
    typed_signs: dict[str, re.Pattern[str]]
    over: re.Pattern[str]
    about: re.Pattern[str]
    given: re.Pattern[str]
    desk: re.Pattern[str]


async def danger(turn: Turn) -> After | None:
    """Numbers to call and what to do now; the case stays as it is and goes on when the person comes back."""
    kind = seen(turn)
    if kind is None:
        return None
    return warn(turn, kind)


def warn(turn: Turn, kind: str) -> After:
    """The authored answer to one kind of danger."""
    turn.say(say(f"danger.{kind}"), Notice(topic=f"danger_{kind}"), back_buttons(turn))
    return After.NOTHING


def seen(turn: Turn) -> str | None:
    """The kind of danger that a message tells of, by words that leave no doubt or by the classifier."""
    bare = normalise(turn.text)
    words = _words(is_toneless(bare))
    past = words.over.search(accented(turn.text)) is not None or _answers(turn)
    if not past and (sure := next((kind for kind, found in words.certain.items() if found.search(bare)), None)):
        return sure
    kind, probability = load_danger().judge(turn.text)
    floor = OVER if past else _floor(kind, accented(turn.text), bare, words)
    return kind if probability >= floor else None


def _floor(kind: str, spoken: str, bare: str, words: Words) -> float:
    """How probable a danger of now must be held: less with a reviewed sign, more of money and of the desk."""
    floor = FLOOR
    if words.signs[kind].search(spoken):
        floor = SUPPORTED
    elif kind in OF_MONEY:
        floor = OVER if words.given.search(spoken) else UNSIGNED
    elif words.typed_signs[kind].search(bare) is None:
        few = len(WORD.findall(bare)) <= FEW_WORDS
        floor = SHORT if few else ABOUT if _is_of_the_desk(spoken, bare, words) else FLOOR
    return max(ABOUT, floor) if words.about.search(spoken) else floor


def _is_of_the_desk(spoken: str, bare: str, words: Words) -> bool:
    """Whether a message names a matter of the desk, or asks what papers are needed."""
    if names_matter(spoken):
        return True
    return words.desk.search(spoken) is not None or words.desk.search(bare) is not None


def _answers(turn: Turn) -> bool:
    """Whether the message answers the question on the screen ("đẻ rơi dọc đường" to "Bé sinh ở đâu?")."""
    question = turn.open_question
    return question is not None and question.id in read(turn).facts


@lru_cache(maxsize=2)
def _words(toneless: bool) -> Words:
    """The reviewed words, of which those of a toneless message may lack their marks."""
    words = read_wording(Path(__file__).with_name("danger_words.yml"))
    kinds = dict.fromkeys(key.partition(".")[0] for key in words.lists() if "." in key)
    make = typed_words if toneless else whole_words
    signs = {kind: words.list(f"{kind}.signs") for kind in kinds}
    return Words(
        {kind: make(_long_enough(words.list(f"{kind}.certain"), toneless)) for kind in kinds},
        {kind: whole_words(found) for kind, found in signs.items()},
        {kind: make([sign for sign in found if " " in sign]) for kind, found in signs.items()},
        whole_words(words.list("over")),
        whole_words(words.list("about")),
        whole_words(words.list("given")),
        typed_words(words.list("desk")),
    )


def _long_enough(phrases: tuple[str, ...], toneless: bool) -> list[str]:
    """Without marks two words may be any two ("vòi tiền", "với tiền"): only longer phrases leave no doubt."""
    return [phrase for phrase in phrases if not toneless or len(phrase.split()) > 2]
