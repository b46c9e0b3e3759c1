"""Questions about the active procedure: answered from its own lines, or honestly not at all."""

from __future__ import annotations

import pytest

from actions.questions.answers import ANSWERS
from knowledge.catalogue_files.catalogue import Catalogue
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, say, talk_about, topics


@pytest.mark.parametrize("intent", ANSWERS)
async def test_each_topic_is_answered_with_its_source(intent: str) -> None:
    (message,) = await say(talk_about(BIRTH, FACTS_OF_BIRTH), "câu hỏi", intent)
    assert topics([message])[0] in (intent.removeprefix("ask_"), "no_information")
    assert ("Nguồn: " in message.text) == (topics([message]) != ["no_information"])
    assert [one.title for one in message.buttons] == ["Xem danh sách giấy tờ"]


async def test_the_fee_is_the_one_of_the_case() -> None:
    free, late = FACTS_OF_BIRTH, {**FACTS_OF_BIRTH, "within_60_days": "no"}
    texts = [(await say(talk_about(BIRTH, one), "phí?", "ask_fee"))[0].text for one in (free, late)]
    assert "Không mất phí" in texts[0]
    assert "HĐND" in texts[1]


async def test_no_authored_procedure_leaves_a_blank_empty(catalogue: Catalogue) -> None:
    """`Wording.on_empty` raises in tests: each topic is answered for each procedure with every blank filled."""
    for code in catalogue.authored:
        for topic in ANSWERS:
            said = topics(await say(talk_about(code), topic, topic))[0]
            assert said in (topic.removeprefix("ask_"), "no_information")


async def test_what_one_is_paid_is_told_whatever_the_classifier_says() -> None:
    pension = talk_about("1.014027", {"need": "apply"})
    (message, *_) = await say(pension, "lãnh được bao nhiêu vậy cô", "ask_other", confidence=0.4)
    assert "540.000 đồng" in message.text
