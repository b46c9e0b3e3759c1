"""Finding a procedure, choosing among candidates, and going back."""

from __future__ import annotations

import pytest

from actions.topics.choices import choose, something_else, wrong
from actions.topics.find_procedure import find, have_or_find, look_anyway
from actions.turn import Turn
from knowledge.search.types import Decision
from tests.actions.conftest import Scripted
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE, asked, do, payloads, result, talk_about, topics


async def test_a_certain_find_shows_the_card_and_asks(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    messages = await do(find, turn, "làm giấy khai sinh", "ask_procedure")
    assert topics(messages) == ["procedure_card", "case_question"]
    assert turn.code == BIRTH
    assert turn.asking == asked(messages)


async def test_what_the_first_message_tells_is_noted_aloud_and_not_asked(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    messages = await do(find, turn, "khai sinh cho con sinh ở nhà, mẹ đơn thân", "ask_procedure")
    assert turn.facts == {"birth_proof": "none", "parents": "mother_only"}
    assert topics(messages) == ["procedure_card", "noted", "case_question"]
    assert "Không có (sinh ở nhà" in messages[1].text
    assert asked(messages) not in turn.facts


async def test_a_supposition_is_not_a_fact(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    await do(find, turn, "nếu khai sinh quá hạn thì sao", "ask_procedure")
    assert turn.facts == {}


@pytest.mark.parametrize("intent", ["ask_procedure", "ask_fee"])
async def test_a_fee_asked_with_the_first_message_is_answered(scripted: Scripted, intent: str) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    messages = await do(find, Turn(), "khai sinh quá hạn mất bao nhiêu tiền", intent)
    assert topics(messages) == ["procedure_card", "noted", "fee", "case_question"]


async def test_the_newest_word_wins_over_an_older_answer(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    messages = await do(find, turn, "khai sinh cho con sinh ở nhà", "ask_procedure")
    assert turn.facts["birth_proof"] == "none"
    assert "noted" in topics(messages)


async def test_coming_back_recalls_the_earlier_answers(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    turn.take(MARRIAGE)
    messages = await do(find, turn, "làm khai sinh", "ask_procedure")
    assert topics(messages) == ["procedure_card", "recalled", "checklist"]
    assert "Có bản giấy" in messages[1].text


async def offered(scripted: Scripted, turn: Turn) -> None:
    scripted.answer = result(Decision.ASK_BACK, BIRTH, MARRIAGE)
    messages = await do(find, turn, "làm giấy", "ask_procedure")
    assert topics(messages) == ["procedure_choices"]
    assert "1. Đăng ký khai sinh" in messages[0].text
    assert "3. Việc khác" in messages[0].text


@pytest.mark.parametrize("typed", ["2", "số 2", "đăng ký kết hôn", "ket hon", "thứ hai"])
async def test_a_candidate_is_chosen_by_number_or_name(scripted: Scripted, typed: str) -> None:
    turn = Turn()
    await offered(scripted, turn)
    messages = await do(find, turn, typed, "ask_procedure")
    assert turn.code == MARRIAGE
    assert topics(messages)[0] == "procedure_card"
    assert turn.offered == []


async def test_more_than_a_candidates_name_is_searched(scripted: Scripted) -> None:
    turn = Turn()
    await offered(scripted, turn)
    scripted.answer = result(Decision.ANSWER, "2.000806")
    await do(find, turn, "đăng ký kết hôn có yếu tố nước ngoài", "ask_procedure")
    assert turn.code == "2.000806"


async def test_the_last_number_means_something_else(scripted: Scripted) -> None:
    turn = Turn()
    await offered(scripted, turn)
    assert topics(await do(look_anyway, turn, "3", "out_of_scope")) == ["say_more"]
    assert turn.code is None


async def test_a_choice_offered_in_between_has_a_way_back(scripted: Scripted) -> None:
    turn = talk_about("1.004194")
    await offered(scripted, turn)
    messages = await do(look_anyway, turn, "4", "out_of_scope")
    assert turn.code == "1.004194"
    assert topics(messages)[-1] == "case_question"


async def test_a_candidate_the_catalogue_lost_is_not_offered(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, "9.999999")
    assert topics(await do(find, Turn(), "x", "ask_procedure")) == ["not_found"]
    scripted.answer = result(Decision.ASK_BACK, "9.999999", BIRTH)
    messages = await do(find, Turn(), "x", "ask_procedure")
    assert [one.code for one in messages[0].custom.choices] == [BIRTH]  # type: ignore[union-attr]


async def test_nothing_fits_is_said_without_a_guess() -> None:
    assert topics(await do(find, Turn(), "xyz", "ask_procedure")) == ["not_found"]
    assert topics(await do(look_anyway, Turn(), "xyz", "out_of_scope")) == ["out_of_scope"]


async def test_whatever_the_intent_a_certain_find_is_taken(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    await do(look_anyway, turn, "lam khai sinh", "out_of_scope")
    assert turn.code == BIRTH


@pytest.mark.parametrize("topic", [find, look_anyway])
async def test_a_correction_after_the_checklist_is_taken_in(topic: object) -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    messages = await do(topic, turn, "à bé sinh quá 60 ngày rồi", "ask_procedure")  # type: ignore[arg-type]
    assert turn.facts["within_60_days"] == "no"
    assert topics(messages) == ["noted", "checklist"]


async def test_a_button_for_an_unknown_procedure_is_survived() -> None:
    assert topics(await do(choose, Turn(), "/choose", "choose", procedure="9.999999")) == ["say_more"]


async def test_changing_the_procedure_says_so_and_offers_the_way_back() -> None:
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    messages = await do(choose, turn, "/choose", "choose", procedure=MARRIAGE)
    assert "vẫn được giữ" in messages[0].text
    assert f'/choose{{"procedure": "{BIRTH}"}}' in payloads(messages[0])
    await do(choose, turn, "/choose", "choose", procedure=BIRTH)
    assert turn.facts == {"birth_proof": "paper"}


async def test_wrong_offers_the_neighbours_by_number() -> None:
    turn = talk_about(BIRTH)
    messages = await do(find, turn, "không phải việc này", "ask_procedure")
    assert topics(messages) == ["procedure_choices"]
    assert turn.code is None
    await do(find, turn, "1", "ask_procedure")
    assert turn.code == turn.catalogue.get(BIRTH).confused_with[0].code


async def test_wrong_with_the_right_one_named_takes_it(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    turn = talk_about(BIRTH)
    await do(find, turn, "không phải việc này, tôi cần đăng ký kết hôn", "ask_procedure")
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


async def test_a_need_taken_for_a_word_about_a_paper_is_still_found(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    messages = await do(have_or_find, turn, "con em mới đẻ", "have_document")
    assert turn.code == BIRTH
    assert topics(messages)[0] == "procedure_card"


async def test_a_word_about_a_paper_alone_is_asked_what_it_is_about(scripted: Scripted) -> None:
    scripted.answer = result(Decision.OUT_OF_SCOPE)
    turn = Turn()
    messages = await do(have_or_find, turn, "có rồi", "have_document")
    assert turn.code is None
    assert topics(messages) == ["say_more"]
