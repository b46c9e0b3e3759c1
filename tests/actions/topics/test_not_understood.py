"""What was not understood is said honestly, and never twice in the same words."""

from __future__ import annotations

from itertools import pairwise

from actions.turn import Turn
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, asking, say, talk_about, topics


async def test_the_same_sentence_never_comes_twice_in_a_row() -> None:
    for turn in (Turn(), asking("within_60_days"), talk_about(BIRTH, FACTS_OF_BIRTH)):
        texts = []
        for _ in range(4):
            (message, *_) = await say(turn, "blabla", "affirm", 0.1)
            texts.append(message.text)
        assert all(first != second for first, second in pairwise(texts))


async def test_the_open_question_is_put_again() -> None:
    turn = asking("within_60_days")
    assert topics(await say(turn, "blabla", "affirm", 0.1)) == ["not_understood", "case_question"]
    assert turn.asking == "within_60_days"
