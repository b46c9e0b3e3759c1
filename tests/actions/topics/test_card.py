"""The card of a procedure, and what is recalled about it."""

from __future__ import annotations

from actions.topics.choices import choose
from knowledge.search.types import Decision
from tests.actions.conftest import Scripted
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE, do, payloads, result, say, talk_about, topics


async def test_coming_back_recalls_the_earlier_answers(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    turn.take(MARRIAGE)
    messages = await say(turn, "làm khai sinh", "ask_procedure")
    assert topics(messages) == ["procedure_card", "recalled", "checklist"]
    assert "Có bản giấy" in messages[1].text


async def test_changing_the_procedure_says_so_and_offers_the_way_back() -> None:
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    messages = await do(choose, turn, "/choose", "choose", procedure=MARRIAGE)
    assert "vẫn được giữ" in messages[0].text
    assert f'/choose{{"procedure": "{BIRTH}"}}' in payloads(messages[0])
    await do(choose, turn, "/choose", "choose", procedure=BIRTH)
    assert turn.facts == {"birth_proof": "paper"}
