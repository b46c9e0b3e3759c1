"""An answer is changed that the message names, by its words or its number."""

from __future__ import annotations

import pytest

from actions.topics.change import change_answer
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, asked, do, say, talk_about, topics

WILL = "2.001019"


async def test_a_named_answer_is_changed_to_what_is_said_of_it() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    messages = await say(turn, "sửa câu cách nộp: nộp qua mạng", "change_answer")
    assert turn.facts["method"] == "online"
    assert topics(messages)[0] == "noted"


async def test_a_named_answer_may_become_not_known() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    await say(turn, "sửa câu giấy chứng sinh, tui không rõ", "change_answer")
    assert turn.facts["birth_proof"] == "unknown"


@pytest.mark.parametrize("typed", ["tôi chưa nói gì về giấy chứng sinh mà", "ủa tui đâu có nói gì về giấy chứng sinh"])
async def test_what_was_never_said_is_taken_back_and_asked_again(typed: str) -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    messages = await say(turn, typed, "complain")
    assert "birth_proof" not in turn.facts
    assert asked(messages) == "birth_proof"


async def test_the_same_value_again_is_said_to_stand() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    messages = await say(turn, "sửa câu cách nộp: nộp trực tiếp", "change_answer")
    assert turn.facts == FACTS_OF_BIRTH
    assert "đã ghi" in messages[0].text


async def test_a_number_of_the_list_with_what_is_said_of_it() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    (message,) = await do(change_answer, turn, "/change_answer", "change_answer", procedure=BIRTH)
    number = next(place for place, one in enumerate(message.buttons, start=1) if "nộp bằng cách nào" in one.title)
    await say(turn, f"số {number}, nộp qua mạng", "ask_online")
    assert turn.facts["method"] == "online"


@pytest.mark.parametrize("typed", ["sửa giấy khai sinh được không?", "sửa nhà", "sửa"])
async def test_words_that_name_no_answer_change_nothing(typed: str) -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    await say(turn, typed, "ask_procedure")
    assert (turn.facts if turn.code == BIRTH else turn.cases[BIRTH]) == FACTS_OF_BIRTH


async def test_a_denied_answer_is_asked_back_as_what_it_is_not() -> None:
    turn = talk_about(WILL, {"has_registered": "yes", "near_death": "yes"})
    messages = await say(turn, "tui không bị nguy kịch", "deny", 0.4)
    assert topics(messages) == ["meant"]
    assert turn.facts["near_death"] == "yes"
    await say(turn, "đúng", "affirm")
    assert turn.facts["near_death"] == "no"


async def test_a_correction_of_which_nothing_is_read_asks_which_answer() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    assert topics(await say(turn, "nãy em nói sai blabla", "", 0.1)) == ["change_which"]
    assert turn.facts == FACTS_OF_BIRTH
