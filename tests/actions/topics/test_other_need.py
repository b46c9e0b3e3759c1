"""Finding a procedure, choosing among candidates, and going back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.turn import Turn
from knowledge.search.types import Decision, Known, SearchResult
from tests.actions.conftest import Scripted
from tests.actions.helpers import (
    BIRTH,
    FACTS_OF_BIRTH,
    MARRIAGE,
    MARRIAGE_ABROAD,
    asked,
    result,
    say,
    talk_about,
    topics,
)


async def test_a_certain_find_shows_the_card_and_asks(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    messages = await say(turn, "làm giấy khai sinh", "ask_procedure")
    assert topics(messages) == ["procedure_card", "case_question"]
    assert turn.code == BIRTH
    assert turn.asking == asked(messages)


async def test_what_the_first_message_tells_is_noted_aloud_and_not_asked(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    messages = await say(turn, "khai sinh cho con sinh ở nhà, mẹ đơn thân", "ask_procedure")
    assert turn.facts == {"birth_proof": "none", "parents": "mother_only"}
    assert topics(messages) == ["procedure_card", "noted", "case_question"]
    assert "Không có (sinh ở nhà" in messages[1].text
    assert asked(messages) not in turn.facts


async def test_a_supposition_is_not_a_fact(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    await say(turn, "nếu khai sinh quá hạn thì sao", "ask_procedure")
    assert turn.facts == {}


@pytest.mark.parametrize("intent", ["ask_procedure", "ask_fee"])
async def test_a_fee_asked_with_the_first_message_is_answered(scripted: Scripted, intent: str) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    messages = await say(turn, "khai sinh quá hạn mất bao nhiêu tiền", intent)
    assert topics(messages) == ["procedure_card", "fee", "case_question"]
    assert turn.facts == {}  # asked about, not said


async def test_the_newest_word_wins_over_an_older_answer(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    messages = await say(turn, "khai sinh cho con sinh ở nhà", "ask_procedure")
    assert turn.facts["birth_proof"] == "none"
    assert "noted" in topics(messages)


async def test_nothing_fits_is_said_without_a_guess() -> None:
    assert topics(await say(Turn(), "xyz", "ask_procedure")) == ["not_found"]
    assert topics(await say(Turn(), "xyz", "out_of_scope")) == ["out_of_scope"]


async def test_whatever_the_intent_a_certain_find_is_taken(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    await say(turn, "lam khai sinh", "out_of_scope")
    assert turn.code == BIRTH


async def test_a_correction_after_the_checklist_is_taken_in() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    messages = await say(turn, "à bé sinh quá 60 ngày rồi", "change_answer")
    assert turn.facts["within_60_days"] == "no"
    assert topics(messages) == ["noted", "checklist"]


async def test_a_need_taken_for_a_word_about_a_paper_is_still_found(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, BIRTH)
    turn = Turn()
    messages = await say(turn, "con em mới đẻ", "have_document")
    assert turn.code == BIRTH
    assert topics(messages)[0] == "procedure_card"


async def test_a_word_about_a_paper_alone_is_asked_what_it_is_about(scripted: Scripted) -> None:
    scripted.answer = result(Decision.OUT_OF_SCOPE)
    turn = Turn()
    messages = await say(turn, "có rồi", "have_document")
    assert turn.code is None
    assert topics(messages) == ["say_more"]


@pytest.mark.parametrize("typed", ["em cần gấp", "số của em [số điện thoại]", "nguyễn văn a"])
async def test_haste_a_number_or_a_name_is_searched_not_handed_off(scripted: Scripted, typed: str) -> None:
    assert topics(await say(Turn(), typed, "ask_human")) == ["not_found"]
    assert scripted.questions == [typed]


async def test_who_asks_for_a_clerk_is_told_where(scripted: Scripted) -> None:
    assert topics(await say(Turn(), "cho em gặp cán bộ", "ask_human")) == ["handoff"]
    assert scripted.questions == []


async def test_what_others_serve_is_said_with_where_to_turn(scripted: Scripted) -> None:
    scripted.answer = replace(result(Decision.OUT_OF_SCOPE), topic="elsewhere.court")
    messages = await say(Turn(), "ra tòa đòi nợ thì án phí bao nhiêu", "ask_procedure")
    assert topics(messages) == ["out_of_scope"]
    assert "Tòa án" in messages[0].text


async def test_a_name_alone_is_said_with_its_page(scripted: Scripted) -> None:
    known = Known("3.000611", "Đánh giá, phân hạng sản phẩm OCOP", "https://example.org/ocop")
    scripted.answer = replace(result(Decision.OUT_OF_SCOPE), known=(known,))
    messages = await say(Turn(), "phân hạng sản phẩm OCOP", "ask_procedure")
    assert topics(messages) == ["known_by_name"]
    assert all(part in messages[0].text for part in (known.name, known.code, known.link))


async def test_a_broad_message_is_asked_by_groups_each_a_way_on(scripted: Scripted) -> None:
    scripted.answer = replace(result(Decision.ASK_BACK), topic="groups")
    turn = Turn()
    messages = await say(turn, "em cần làm giấy tờ", "ask_procedure")
    assert topics(messages) == ["groups"]
    assert len(messages[0].buttons) == 6
    for number in range(6):
        shown = await say(turn, str(number + 1), "ask_procedure")
        assert topics(shown) == ["procedure_choices"]
        assert len(shown[0].buttons) == 7
        await say(turn, "em cần làm giấy tờ", "ask_procedure")


async def test_a_provinces_own_procedure_is_answered_only_to_who_is_of_it(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, "1.011947")
    turn = Turn()
    messages = await say(turn, "trợ giúp khẩn cấp bệnh hiểm nghèo", "ask_procedure")
    assert topics(messages) == ["whose"]
    assert turn.code is None
    assert (await say(turn, "1", "affirm"))[0].custom is not None
    assert turn.code == "1.011947"
    told = Turn()
    await say(told, "trợ giúp khẩn cấp bệnh hiểm nghèo ở Đà Nẵng", "ask_procedure")
    assert told.code == "1.011947"


async def test_what_is_told_beside_choices_is_no_need_of_its_own(scripted: Scripted) -> None:
    turn = Turn()
    scripted.answer = result(Decision.ASK_BACK, MARRIAGE, MARRIAGE_ABROAD)
    await say(turn, "chuyện cưới xin", "ask_procedure")
    scripted.answer = result(Decision.ASK_BACK, BIRTH, "1.004194")
    messages = await say(turn, "không có hộ khẩu ở đây", "ask_procedure")
    assert topics(messages) == ["not_understood"]
    assert turn.offered_codes() == {MARRIAGE, MARRIAGE_ABROAD}


async def test_what_is_told_beside_choices_takes_the_one_it_means(scripted: Scripted) -> None:
    turn = Turn()
    scripted.answer = result(Decision.ASK_BACK, MARRIAGE, MARRIAGE_ABROAD)
    await say(turn, "chuyện cưới xin", "ask_procedure")
    scripted.answer = result(Decision.ANSWER, MARRIAGE_ABROAD)
    await say(turn, "chồng em là Việt kiều")
    assert turn.code == MARRIAGE_ABROAD


@pytest.mark.parametrize("told", ["vợ chồng em đăng ký kết hôn rồi", "chị em làm xong rồi"])
async def test_what_is_over_makes_clear_what_is_asked_but_changes_it_for_nothing_else(
    scripted: Scripted, told: str
) -> None:
    """What is over is no need, so it is searched without; with it the search may be sure of the same procedure."""

    def search(question: str) -> SearchResult:
        return result(Decision.ANSWER, first) if told in question else result(Decision.ASK_BACK, BIRTH, MARRIAGE)

    scripted.answer = search
    for first in (BIRTH, MARRIAGE):
        turn = Turn()
        await say(turn, f"con em mới sinh tuần trước, {told}, giờ làm khai sinh", "ask_procedure")
        assert turn.code == (BIRTH if first == BIRTH else None)
