"""A life event: its questions, its needs."""

from __future__ import annotations

import pytest

from actions.several.life_event import event_button
from actions.turn import Turn
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.events import load_events
from knowledge.search.types import Decision
from tests.actions.conftest import Scripted
from tests.actions.helpers import do, result, say, topics

OUT = Decision.OUT_OF_SCOPE

DEATH = "ba em mới mất, giờ phải làm những giấy tờ gì"


async def test_the_needs_follow_from_the_answers() -> None:
    turn = Turn()
    assert topics(await say(turn, DEATH, "ask_procedure")) == ["event_question"]
    await say(turn, "5", "affirm")
    await say(turn, "là chủ hộ", "affirm")
    messages = await say(turn, "có nhà đất", "affirm")
    assert topics(messages)[:2] == ["needs", "procedure_card"]
    assert [need.code for need in turn.needs] == ["1.000656", "1.003197", "1.010039", "2.001406", "1.013831"]
    assert turn.event == {}
    await say(turn, "/take_need", "take_need", procedure="1.003197")
    assert turn.facts["reason"] == "died"


async def test_what_was_told_is_not_asked() -> None:
    turn = Turn()
    await say(turn, "ba em mới mất, ba em không phải chủ hộ, giờ phải làm những giấy tờ gì", "ask_procedure")
    await say(turn, "5", "affirm")
    assert turn.event["asking"] == "land"


async def test_an_unknown_answer_keeps_the_need_with_its_condition() -> None:
    turn = Turn()
    await say(turn, DEATH, "ask_procedure")
    await say(turn, "5", "affirm")
    await say(turn, "2", "affirm")
    values = {"event": "death", "question": "land", "value": "unknown"}
    messages = await do(event_button, turn, "/event_answer", "event_answer", **values)
    assert "(nếu người mất để lại nhà đất)" in messages[0].text


@pytest.mark.parametrize("who", ["ba tui", "mẹ em", "ông nội", "chồng"])
@pytest.mark.parametrize("between", ["82 tuổi", "năm nay 90 tuổi", "bị bệnh nặng", "ở quê"])
@pytest.mark.parametrize("died", ["mới mất", "qua đời", "mất hôm thứ hai"])
async def test_a_few_words_may_stand_between_the_person_and_the_death(who: str, between: str, died: str) -> None:
    turn = Turn()
    await say(turn, f"{who} {between} {died}, giờ phải làm những giấy tờ gì", "ask_procedure")
    assert turn.event["id"] == "death"


@pytest.mark.parametrize(
    "text",
    [
        "ba em mới mất",
        "chồng em đi chợ mới mất ví, phải làm những giấy tờ gì",
        "bố em làm lại căn cước mất hôm qua, phải làm những giấy tờ gì",
        "ba em mới mất, giờ làm giấy khai tử cần giấy tờ gì",
        "làm hộ chiếu cần giấy tờ gì",
        "căn cước em mới mất, giờ phải làm sao",
        "ba em mất bằng lái rồi, phải làm những giấy tờ gì",
        "chồng tôi mới mất, nay tôi muốn đăng ký kết hôn, phải làm những giấy tờ gì",
        "vợ em mới sinh, xin trích lục khai sinh cần giấy tờ gì",
    ],
)
async def test_a_need_that_is_named_is_no_life_event(text: str) -> None:
    turn = Turn()
    await say(turn, text, "ask_procedure")
    assert turn.event == {}


async def test_a_part_that_is_named_belongs_to_the_event(scripted: Scripted) -> None:
    scripted.answer = lambda question: result(Decision.ANSWER if "sang tên" in question else OUT, "1.013831")
    turn = Turn()
    text = "bố tôi mới mất, nhờ chỉ giúp phải lo những giấy tờ gì, kể cả sang tên miếng đất bố để lại"
    assert topics(await say(turn, text, "ask_procedure")) == ["event_question"]
    assert turn.event["id"] == "death"


async def test_what_is_done_already_is_not_on_the_list(scripted: Scripted) -> None:
    scripted.answer = lambda question: result(Decision.ANSWER, "1.000656")
    turn = Turn()
    await say(turn, "mẹ em mới mất, đã làm giấy khai tử xong rồi, giờ phải làm những giấy tờ gì", "ask_procedure")
    assert turn.event["done"] == ["1.000656"]


async def test_one_need_is_no_list() -> None:
    turn = Turn()
    await say(turn, "em sắp cưới, không chuyển hộ khẩu, cần những giấy tờ gì", "ask_procedure")
    while turn.event:
        await say(turn, "1" if turn.event["asking"] == "foreigner" else "2", "affirm")
    assert turn.code == "1.000894"
    assert turn.needs == []
    assert turn.facts["foreigner"] == "no"


async def test_an_old_button_of_no_event() -> None:
    assert topics(await do(event_button, Turn(), "/event_answer", "event_answer", event="gone")) == ["asked_gone"]


async def test_what_the_event_asked_is_not_asked_again(catalogue: Catalogue) -> None:
    """Each question that an event asks alike has the values of the procedure's own question."""
    for event in load_events():
        for need in event.needs:
            for own, asked in need.alike.items():
                question, same = catalogue.get(need.code).question(own), event.procedure.question(asked)
                assert question is not None
                assert same is not None
                assert set(same.values) <= set(question.values)
    turn = Turn()
    await say(turn, "em muốn mở quán cà phê ở nhà mình, giờ phải làm những giấy tờ gì", "ask_procedure")
    await say(turn, "có vneid rồi", "affirm")
    assert turn.facts == {"licence": "none", "e_account": "yes"}


async def test_a_named_procedure_leaves_the_event(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, "2.000554")
    turn = Turn()
    await say(turn, "em sắp cưới, cần làm những giấy tờ gì", "ask_procedure")
    await say(turn, "ghi chú ly hôn", "ask_procedure")
    assert turn.code == "2.000554"
    assert turn.event == {}


async def test_a_need_of_the_event_is_wanted_first(scripted: Scripted) -> None:
    turn = Turn()
    await say(turn, DEATH, "ask_procedure")
    scripted.answer = result(Decision.ASK_BACK, "1.000656", "1.005461")
    await say(turn, "em muốn làm khai tử trước", "ask_procedure")
    assert turn.code == "1.000656"


async def test_an_answer_stands_beside_a_question(scripted: Scripted) -> None:
    turn = Turn()
    await say(turn, DEATH, "ask_procedure")
    await say(turn, "không nhận khoản nào, mà tiền mai táng bao nhiêu vậy", "ask_fee")
    assert turn.event["facts"]["allowance"] == "none"


async def test_what_is_told_beside_the_event_is_a_need_too(scripted: Scripted) -> None:
    scripted.answer = lambda question: result(Decision.ANSWER if "căn cước" in question else OUT, "1.116410")
    turn = Turn()
    await say(turn, "căn cước em hết hạn, tháng sau em cưới rồi, em phải làm những gì", "ask_procedure")
    assert turn.event["id"] == "marriage"
    assert turn.event["besides"] == ["1.116410"]
