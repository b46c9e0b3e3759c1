"""Candidates to choose from, and what is chosen."""

from __future__ import annotations

import re

import pytest

from actions.case_question import the_right_one
from actions.payloads import payload
from actions.topics.choices import choose, picked, picked_before_more, something_else, wrong
from actions.turn import Turn
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.types import Decision
from tests.actions.conftest import Scripted
from tests.actions.helpers import (
    BIRTH,
    FACTS_OF_BIRTH,
    MARRIAGE,
    MARRIAGE_ABROAD,
    do,
    payloads,
    result,
    say,
    talk_about,
    topics,
)


async def offered(scripted: Scripted, turn: Turn) -> None:
    scripted.answer = result(Decision.ASK_BACK, BIRTH, MARRIAGE)
    messages = await say(turn, "làm giấy", "ask_procedure")
    assert topics(messages) == ["procedure_choices"]
    assert "1. Khai sinh cho con" in messages[0].text
    assert "3. Việc khác" in messages[0].text


@pytest.mark.parametrize("typed", ["2", "số 2", "đăng ký kết hôn", "ket hon", "thứ hai"])
async def test_a_candidate_is_chosen_by_number_or_name(scripted: Scripted, typed: str) -> None:
    turn = Turn()
    await offered(scripted, turn)
    messages = await say(turn, typed, "ask_procedure")
    assert turn.code == MARRIAGE
    assert topics(messages)[0] == "procedure_card"
    assert turn.offered == []


async def test_more_than_a_candidates_name_is_searched(scripted: Scripted) -> None:
    turn = Turn()
    await offered(scripted, turn)
    scripted.answer = result(Decision.ANSWER, "2.000806")
    await say(turn, "đăng ký kết hôn có yếu tố nước ngoài", "ask_procedure")
    assert turn.code == "2.000806"


async def test_the_last_number_means_something_else(scripted: Scripted) -> None:
    turn = Turn()
    await offered(scripted, turn)
    assert topics(await say(turn, "3", "out_of_scope")) == ["say_more"]
    assert turn.code is None


async def test_a_choice_offered_in_between_has_a_way_back(scripted: Scripted) -> None:
    turn = talk_about("1.004194")
    await offered(scripted, turn)
    messages = await say(turn, "4", "out_of_scope")
    assert turn.code == "1.004194"
    assert topics(messages)[-1] == "case_question"


async def test_a_candidate_the_catalogue_lost_is_not_offered(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, "9.999999")
    assert topics(await say(Turn(), "x", "ask_procedure")) == ["not_found"]
    scripted.answer = result(Decision.ASK_BACK, "9.999999", BIRTH)
    messages = await say(Turn(), "x", "ask_procedure")
    assert [one.code for one in messages[0].custom.choices] == [BIRTH]  # type: ignore[union-attr]


async def test_a_button_for_an_unknown_procedure_is_survived() -> None:
    assert topics(await do(choose, Turn(), "/choose", "choose", procedure="9.999999")) == ["say_more"]


async def test_wrong_offers_the_neighbours_by_number() -> None:
    turn = talk_about(BIRTH)
    messages = await say(turn, "không phải việc này", "ask_procedure")
    assert topics(messages) == ["procedure_choices"]
    assert turn.code is None
    await say(turn, "1", "ask_procedure")
    assert turn.code == turn.catalogue.get(BIRTH).confused_with[0].code


async def test_wrong_with_the_right_one_named_takes_it(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    turn = talk_about(BIRTH)
    await say(turn, "không phải việc này, tôi cần đăng ký kết hôn", "ask_procedure")
    assert turn.code == MARRIAGE


async def test_wrong_twice_still_answers() -> None:
    turn = talk_about(BIRTH)
    await do(wrong, turn, "/wrong_procedure", "wrong_procedure", procedure=BIRTH)
    assert topics(await do(wrong, turn, "/wrong_procedure", "wrong_procedure")) == ["wrong_procedure"]


async def test_wrong_on_an_older_card_leaves_the_active_procedure() -> None:
    turn = talk_about(MARRIAGE)
    messages = await do(wrong, turn, "/wrong_procedure", "wrong_procedure", procedure=BIRTH)
    assert topics(messages) == ["still_on"]
    assert turn.code == MARRIAGE


async def test_something_else_leaves_the_way_back() -> None:
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    messages = await do(something_else, turn, "/something_else", "something_else")
    assert payloads(messages[0]) == [f'/choose{{"procedure": "{BIRTH}"}}']
    assert turn.code is None


async def test_no_hint_says_khi_twice(catalogue: Catalogue) -> None:
    """The catalogue's words may begin with "khi" or not; the sentence has it once, whichever procedure is refused."""
    for code in catalogue.authored:
        for message in await do(wrong, talk_about(code), "/wrong_procedure", procedure=code):
            assert not re.search(r"khi khi\b", message.text.lower())
            for choice in getattr(message.custom, "choices", []):
                assert choice.hint.startswith("khi ")


async def test_what_the_first_message_told_is_kept_when_a_choice_is_made(scripted: Scripted) -> None:
    for choice in ("2", "button"):
        scripted.answer = result(Decision.ASK_BACK, MARRIAGE, BIRTH)
        turn = Turn()
        await say(turn, "mẹ đơn thân muốn làm giấy cho con", "ask_procedure")
        after = Turn()
        after.restore(turn.slots())
        if choice == "button":
            await do(choose, after, "/choose", "choose", procedure=BIRTH)
        else:
            await say(after, choice, "affirm")
        assert (after.code, after.facts) == (BIRTH, {"parents": "mother_only"})


async def test_another_need_is_read_from_what_was_told_before(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ASK_BACK, MARRIAGE, MARRIAGE_ABROAD)
    turn = Turn()
    await say(turn, "mẹ đơn thân muốn làm giấy cho con", "ask_procedure")
    scripted.answer = result(Decision.ANSWER, BIRTH)
    await say(turn, "thôi cho hỏi khai sinh thường", "ask_procedure")
    assert (turn.code, turn.facts) == (BIRTH, {"parents": "mother_only"})


async def test_an_older_button_is_read_from_what_was_told_too(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ASK_BACK, MARRIAGE, MARRIAGE_ABROAD)
    turn = Turn()
    await say(turn, "mẹ đơn thân muốn làm giấy cho con", "ask_procedure")
    await do(choose, turn, "/choose", "choose", procedure=BIRTH)
    assert turn.facts == {"parents": "mother_only"}


@pytest.mark.parametrize(("typed", "code"), [("chuyển đi", MARRIAGE), ("ừ chuyển sang", MARRIAGE), ("ừ", BIRTH)])
async def test_an_offered_switch_is_taken_in_words_and_a_bare_yes_answers_the_question(typed: str, code: str) -> None:
    turn = talk_about(BIRTH)
    turn.asking, turn.proposing = "birth_proof", payload("choose", procedure=MARRIAGE)
    await say(turn, typed, "affirm")
    assert turn.code == code


@pytest.mark.parametrize(
    ("typed", "code"), [("số 2 chắc đúng", MARRIAGE), ("so 2 di em", MARRIAGE), ("2 đứa cưới", None)]
)
async def test_a_number_with_a_few_words_more(scripted: Scripted, typed: str, code: str | None) -> None:
    turn = Turn()
    await offered(scripted, turn)
    scripted.answer = result(Decision.OUT_OF_SCOPE)
    await say(turn, typed, "ask_procedure")
    assert turn.code == code


async def test_the_way_to_the_right_procedure_stays_open(scripted: Scripted) -> None:
    """A question in between does not close it: "ừ chuyển qua việc đó đi" still takes it."""
    turn = talk_about(BIRTH, {**FACTS_OF_BIRTH, "parents": "foreign"})
    assert the_right_one(turn) == payload("choose", procedure="2.000528")
    await say(turn, "ok em", "affirm")
    assert turn.code == BIRTH
    await say(turn, "ừ chuyển qua việc đó đi", "affirm")
    assert turn.code == "2.000528"


async def test_a_button_is_meant_by_the_words_that_tell_something(scripted: Scripted) -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    await say(turn, "làm lại từ đầu", "start_over")
    assert turn.code == BIRTH
    for typed in ("không xóa đâu", "xóa hết làm gì"):
        await say(turn, typed, "deny")
        assert turn.code == BIRTH
        await say(turn, "làm lại từ đầu", "start_over")
    await say(turn, "ừ xóa đi", "affirm")
    assert turn.code is None


@pytest.mark.parametrize(
    "typed",
    ["số 1 khác gì số 2", "số 2 là sao em", "số 2 không phải", "không phải kết hôn", "khai tử", "kết hôn ở đâu"],
)
async def test_what_asks_or_denies_chooses_nothing(scripted: Scripted, typed: str) -> None:
    turn = Turn()
    await offered(scripted, turn)
    scripted.answer = result(Decision.OUT_OF_SCOPE)
    await say(turn, typed, "out_of_scope")
    assert turn.code is None


@pytest.mark.parametrize("typed", ["cái đầu tiên đó con, bé mới sinh", "cai dau a, be moi sinh", "số một nha bác"])
async def test_a_candidate_is_chosen_by_its_place_in_words(scripted: Scripted, typed: str) -> None:
    turn = Turn()
    await offered(scripted, turn)
    await say(turn, typed)
    assert turn.code == BIRTH


@pytest.mark.parametrize("typed", ["không phải cái đầu, việc khác", "cái đầu là gì vậy, có mất tiền không"])
async def test_what_denies_or_asks_about_a_place_chooses_nothing(scripted: Scripted, typed: str) -> None:
    turn = Turn()
    await offered(scripted, turn)
    turn.text = typed
    assert not picked(turn)


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("ừ tiếp đi, mà giấy đó xin ở đâu", "mà giấy đó xin ở đâu"),
        ("ok làm tiếp đi. em xin để vay tiền", "em xin để vay tiền"),
        ("ừ mà bé sinh ở nhà", "mà bé sinh ở nhà"),
        ("không, mà giấy đó xin ở đâu", ""),
        ("ok tiếp đi ad", ""),
    ],
)
def test_the_way_is_taken_and_the_rest_is_left(typed: str, rest: str) -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    turn.proposed, turn.text = '/take_need{"procedure": "1.004194"}', typed
    assert picked_before_more(turn) == rest
    assert turn.text == ('/take_need{"procedure": "1.004194"}' if rest else typed)


@pytest.mark.parametrize("typed", ["Thôi, có sửa cái gì đâu", "thôi"])
async def test_thoi_to_the_answers_to_change_goes_back_and_ends_nothing(typed: str) -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    assert topics(await say(turn, "quay lại", "change_answer")) == ["change_which"]
    assert topics(await say(turn, typed)) == ["checklist"]
