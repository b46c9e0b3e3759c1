"""Walking the documents one by one."""

from __future__ import annotations

import pytest

from actions.turn import Turn
from actions.walk.document_walk import walk, walk_answer, walk_get
from knowledge.messages import Checklist, DocumentStep, Message
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE, asked, do, say, talk_about, topics

DOCUMENTS = ["to_khai_khai_sinh", "giay_chung_sinh", "giay_to_tuy_than"]


def step(messages: list[Message]) -> str | None:
    """The document type being asked about in the last message."""
    return messages[-1].custom.document.type if isinstance(messages[-1].custom, DocumentStep) else None


async def walking() -> Turn:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    messages = await do(walk, turn, "/walk", "walk", procedure=BIRTH)
    assert step(messages) == DOCUMENTS[0]
    return turn


async def test_all_had() -> None:
    turn = await walking()
    assert step(await do(walk_answer, turn, "có rồi", "have_document")) == DOCUMENTS[1]
    values = {"procedure": BIRTH, "document": DOCUMENTS[1], "have": "yes"}
    assert step(await do(walk_answer, turn, "/walk_answer", "walk_answer", **values)) == DOCUMENTS[2]
    messages = await do(walk_answer, turn, "dạ rồi", "affirm")
    assert topics(messages) == ["checklist", "walk_done"]
    assert "đủ 3 giấy tờ" in messages[1].text
    assert isinstance(messages[0].custom, Checklist)
    assert [one.have for one in messages[0].custom.documents] == [True] * 3
    assert turn.walk is None


async def test_one_lacking_is_named() -> None:
    turn = await walking()
    for typed, intent in (("có rồi", "have_document"), ("chưa có", "lack_document"), ("có", "affirm")):
        messages = await do(walk_answer, turn, typed, intent)
    assert "còn thiếu 1 giấy tờ: Giấy chứng sinh" in messages[-1].text


@pytest.mark.parametrize(("typed", "has"), [("1", True), ("2", False), ("rồi", True), ("chưa", False)])
@pytest.mark.parametrize("intent", ["out_of_scope", "affirm", "deny", "ask_procedure"])
async def test_a_bare_answer_counts_whatever_its_intent(intent: str, typed: str, has: bool) -> None:
    turn = await walking()
    await say(turn, typed, intent)
    assert turn.said_of_papers == {DOCUMENTS[0]: "yes" if has else "no"}


@pytest.mark.parametrize("typed", ["em không biết", "chắc để xem lại đã"])
async def test_not_knowing_is_not_lacking(typed: str) -> None:
    turn = await walking()
    messages = await do(walk_answer, turn, typed, "dont_know")
    assert topics(messages) == ["how_to_get"]
    assert turn.said_of_papers == {}
    assert turn.walk == DOCUMENTS[0]


async def test_the_document_named_is_meant_not_the_one_asked_about() -> None:
    turn = await walking()
    messages = await do(walk_answer, turn, "em có giấy chứng sinh rồi", "have_document")
    assert turn.said_of_papers == {"giay_chung_sinh": "yes"}
    assert step(messages) == DOCUMENTS[0]


async def test_how_to_get_tells_everything_known() -> None:
    turn = await walking()
    for kind in DOCUMENTS:
        document = turn.catalogue.document_types[kind]
        messages = await do(walk_get, turn, "/walk_get", "walk_get", procedure=BIRTH, document=kind)
        assert topics(messages) == ["how_to_get"]
        for known in (document.looked_up, document.valid, document.photograph, *document.examples):
            assert known in messages[0].text
        assert turn.walk == kind


def test_some_document_is_photographed(catalogue: object) -> None:
    assert talk_about(BIRTH).catalogue.document_types["giay_chung_sinh"].photograph


async def test_the_walk_can_be_broken_off_and_gone_on_with() -> None:
    turn = await walking()
    await do(walk_answer, turn, "có rồi", "have_document")
    (message,) = await say(turn, "lệ phí sao", "ask_fee")
    assert [one.title for one in message.buttons] == ["Kiểm tiếp giấy tờ"]
    assert step(await do(walk_answer, turn, "chưa có", "lack_document")) == DOCUMENTS[2]


async def test_when_all_were_asked_the_walk_begins_again() -> None:
    turn = await walking()
    for _ in DOCUMENTS:
        await do(walk_answer, turn, "có", "affirm")
    assert step(await do(walk, turn, "/walk", "walk")) == DOCUMENTS[0]
    assert turn.said_of_papers == {}


async def test_an_old_walk_button_turns_back_to_its_procedure() -> None:
    turn = await walking()
    turn.take(MARRIAGE)
    messages = await do(walk, turn, "/walk", "walk", procedure=BIRTH)
    assert topics(messages) == ["procedure_card", "recalled", "document_step"]
    assert turn.code == BIRTH


@pytest.mark.parametrize("topic", [walk, walk_answer])
async def test_the_open_question_comes_before_the_walk(topic: object) -> None:
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    values = {"procedure": BIRTH, "document": DOCUMENTS[0], "have": "yes"}
    messages = await do(topic, turn, "/walk", "walk", **values)  # type: ignore[arg-type]
    assert topics(messages) == ["walk_first", "case_question"]
    assert turn.walk is None


async def test_how_to_get_with_an_open_question_puts_it_again() -> None:
    turn = talk_about(BIRTH, {"birth_proof": "paper"})
    turn.asking = "within_60_days"
    messages = await do(walk_get, turn, "/walk_get", "walk_get", procedure=BIRTH, document=DOCUMENTS[0])
    assert topics(messages) == ["how_to_get", "case_question"]
    assert asked(messages) == "within_60_days"


async def test_nobody_walks_the_documents_of_the_wrong_procedure() -> None:
    turn = talk_about(MARRIAGE, {"foreigner": "yes"})
    assert topics(await do(walk, turn, "/walk", "walk", procedure=MARRIAGE)) == ["redirect"]


@pytest.mark.parametrize("intent", ["affirm", "deny", "dont_know", "have_document", "lack_document"])
async def test_a_bare_word_right_after_the_checklist_is_not_taken_for_an_answer(intent: str) -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    await say(turn, "/ask_documents", "ask_documents")
    (message,) = await do(walk_answer, turn, "ừ", intent)
    assert topics([message]) == ["walk_offer"]
    assert (turn.said_of_papers, turn.facts) == ({}, FACTS_OF_BIRTH)


@pytest.mark.parametrize("intent", ["affirm", "deny", "dont_know", "have_document", "lack_document"])
async def test_a_bare_word_with_nothing_active(intent: str) -> None:
    assert topics(await do(walk_answer, Turn(), "ừ", intent)) == ["say_more"]


async def test_a_bare_word_after_candidates_asks_for_the_number() -> None:
    turn = talk_about(BIRTH)
    turn.leave()
    turn.offered = [["Đăng ký khai sinh", "/choose{}"], ["Việc khác", "/something_else"]]
    assert topics(await do(walk_answer, turn, "ừ", "affirm")) == ["not_understood"]


@pytest.mark.parametrize("topic", [walk_answer, walk_get])
async def test_a_document_no_longer_listed_is_said(topic: object) -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    values = {"procedure": BIRTH, "document": "van_ban_nguoi_lam_chung", "have": "yes"}
    assert topics(await do(topic, turn, "/x", "walk_answer", **values)) == [  # type: ignore[arg-type]
        "walk_not_listed",
        "checklist",
    ]


async def test_walking_without_a_procedure() -> None:
    assert topics(await do(walk, Turn(), "/walk", "walk")) == ["no_procedure"]
    assert topics(await do(walk_get, Turn(), "/walk_get", "walk_get")) == ["say_more"]
