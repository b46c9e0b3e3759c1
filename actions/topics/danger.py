"""Danger comes before everything: numbers first, what to do, and nothing else."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from actions.after import After
from actions.case_question import back_buttons
from actions.facts_in_message import read
from actions.turn import Turn
from actions.wording import say
from knowledge.messages import Notice
from knowledge.reading.clauses import accented
from knowledge.reading.danger.classifier import load_danger
from knowledge.text.fold import is_toneless
from knowledge.text.normalise import normalise
from knowledge.text.words import typed_words, whole_words
from knowledge.wording import read_wording

FLOOR = 0.75
"""How probable the classifier must hold it that there is danger."""
SUPPORTED = 0.55
"""The same where a reviewed sign of the kind stands in the message."""
OVER = 0.97
"""The same where the message speaks of something that is over, of an allowance for it, or answers the open question."""


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
    spoken, bare = accented(turn.text), normalise(turn.text)
    certain, signs, over = _words(is_toneless(bare))
    past = over.search(spoken) is not None or _answers(turn)
    if not past and (sure := next((kind for kind, words in certain.items() if words.search(bare)), None)):
        return sure
    kind, probability = load_danger().judge(turn.text)
    floor = SUPPORTED if signs[kind].search(spoken) else FLOOR
    return kind if probability >= (OVER if past else floor) else None


def _answers(turn: Turn) -> bool:
    """Whether the message answers the question on the screen ("đẻ rơi dọc đường" to "Bé sinh ở đâu?")."""
    question = turn.open_question
    return question is not None and question.id in read(turn).facts


Patterns = dict[str, re.Pattern[str]]


@lru_cache(maxsize=2)
def _words(toneless: bool) -> tuple[Patterns, Patterns, re.Pattern[str]]:
    """By kind the certain words and the signs, and what is over; in a text without marks a word may lack its own."""
    words = read_wording(Path(__file__).with_name("danger_words.yml"))
    kinds = dict.fromkeys(key.partition(".")[0] for key in words.lists() if "." in key)
    make = typed_words if toneless else whole_words
    return (
        {kind: make(_long_enough(words.list(f"{kind}.certain"), toneless)) for kind in kinds},
        {kind: whole_words(words.list(f"{kind}.signs")) for kind in kinds},
        whole_words(words.list("over")),
    )


def _long_enough(phrases: tuple[str, ...], toneless: bool) -> list[str]:
    """Without marks two words may be any two ("vòi tiền", "với tiền"): only longer phrases leave no doubt."""
    return [phrase for phrase in phrases if not toneless or len(phrase.split()) > 2]
