"""Questions about the active procedure: fee, time, place, online, form, law."""

from __future__ import annotations

import pytest

from actions.topics.follow_up import follow_up
from actions.topics.side_questions import TOPICS
from knowledge.catalogue_files.catalogue import Catalogue
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, do, talk_about, topics


@pytest.mark.parametrize("intent", TOPICS)
async def test_each_topic_is_answered_with_its_source(intent: str) -> None:
    (message,) = await do(follow_up, talk_about(BIRTH, FACTS_OF_BIRTH), "câu hỏi", intent)
    assert topics([message]) == [intent.removeprefix("ask_")]
    assert "Nguồn: " in message.text
    assert [one.title for one in message.buttons] == ["Xem danh sách giấy tờ"]


async def test_the_fee_is_the_one_of_the_case() -> None:
    free, late = FACTS_OF_BIRTH, {**FACTS_OF_BIRTH, "within_60_days": "no"}
    texts = [(await do(follow_up, talk_about(BIRTH, one), "phí?", "ask_fee"))[0].text for one in (free, late)]
    assert "Không mất phí" in texts[0]
    assert "HĐND" in texts[1]


async def test_no_authored_procedure_leaves_a_blank_empty(catalogue: Catalogue) -> None:
    """`Wording.on_empty` raises in tests: each topic is answered for each procedure with every blank filled."""
    for code in catalogue.authored:
        for topic in TOPICS:
            assert topics(await do(follow_up, talk_about(code), topic, topic))[0] == topic.removeprefix("ask_")
