"""Danger comes before everything: numbers first, what to do, and nothing else."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from actions.after import After
from actions.case_question import back_buttons
from actions.turn import Turn
from actions.wording import say
from knowledge.messages import Notice
from knowledge.reading.clauses import accented
from knowledge.text.fold import is_toneless
from knowledge.text.normalise import normalise
from knowledge.text.words import typed_words, whole_words
from knowledge.wording import read_wording

FLOOR = 0.7
"""How probable the classifier must hold it that there is danger."""
SUPPORTED = 0.3
"""The same where a reviewed word of the kind stands in the message."""


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
    spoken = accented(turn.text)
    bare = normalise(turn.text)
    words = _words(is_toneless(bare))
    sure = next((kind for kind, (certain, _) in words.items() if certain.search(spoken) or certain.search(bare)), None)
    if sure:
        return sure
    guess = turn.understood.danger
    kind = guess.intent.removeprefix("danger_")
    if kind not in words:
        return None
    supported = words[kind][1].search(spoken) is not None
    return kind if guess.confidence >= (SUPPORTED if supported else FLOOR) else None


@lru_cache(maxsize=2)
def _words(toneless: bool) -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Kind → its certain words and its signs; for a text without marks each word may lack its own."""
    make = typed_words if toneless else whole_words
    words = read_wording(Path(__file__).with_name("danger_words.yml"))
    kinds = dict.fromkeys(key.partition(".")[0] for key in words.lists())
    return {kind: (make(words.list(f"{kind}.certain")), whole_words(words.list(f"{kind}.signs"))) for kind in kinds}
