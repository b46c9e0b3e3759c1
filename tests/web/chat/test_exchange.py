"""What is exchanged: what may answer a question, and what a reply leaves open."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from actions.payloads import payload
from knowledge.messages import Button, CaseQuestion, Checklist, Message, NeedLine, Needs, Notice
from tests.web.chat.asking import SECOND, question
from tests.web.scripted import script
from web.chat.exchange import (
    SHORT,
    Sent,
    from_json,
    payloads_of,
    question_key,
    question_of,
    settles,
    to_json,
    with_changes,
)
from web.chat.rasa_client import read_item

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


def said(message: str) -> list[Message]:
    return [read for item in script(message) if (read := read_item(item))]


def test_only_short_typed_text_may_answer() -> None:
    assert Sent(content="có", typed=True).may_answer
    assert Sent(content="a" * SHORT, typed=True).may_answer
    assert not Sent(content="/answer{}", typed=False).may_answer
    assert not Sent(content="a" * (SHORT + 1), typed=True).may_answer


@given(first=ANY_TEXT, second=ANY_TEXT)
def test_a_digest_stands_for_the_content(first: str, second: str) -> None:
    typed = Sent(content=first, typed=True)
    assert (typed.digest == Sent(content=second, typed=True, message_id="m").digest) == (first == second)
    assert typed.digest != Sent(content=first, typed=False).digest
    assert first == "" or len(first) < 4 or first not in typed.digest


@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=3))
def test_stored_messages_come_back_as_they_were(texts: list[str]) -> None:
    messages = [Message(text=text, custom=Notice(topic="x")) for text in texts]
    assert from_json(to_json(messages)) == messages


def test_every_kind_of_message_can_be_stored() -> None:
    for words in ("/greet", "khai sinh", "/choose", "danh sách", "/walk", "gặp cán bộ", "gì đó"):
        messages = said(words)
        assert messages
        assert from_json(to_json(messages)) == messages


def test_messages_of_another_release_keep_their_text() -> None:
    stored = to_json([question(1), Message(text="b")]).replace('"case_question"', '"riddle"')
    assert from_json(stored) == [Message(text="Câu hỏi 1?"), Message(text="b")]


def test_the_open_question_is_the_last_one_asked() -> None:
    asked = question_of([question(1), question(2), Message(text="a")])
    assert asked is not None
    assert question_key(asked) == SECOND
    assert question_of([Message(text="a")]) is None


def test_choices_papers_and_numbered_buttons_ask_too() -> None:
    numbered = Message(text="Bạn chọn:\n1. Có", buttons=[Button(title="Có", payload="/yes")], numbered=1)
    for messages in (said("khai sinh"), said("/walk"), [numbered]):
        asked = question_of(messages)
        assert asked is not None
        assert question_key(asked) == ""


def test_a_remark_leaves_the_question_open_and_a_list_closes_it() -> None:
    assert not settles(said("gặp cán bộ"))
    assert settles(said("danh sách"))
    assert question_of(said("danh sách")) is None
    assert settles([question(1)])


def test_every_answer_of_a_list_and_above_a_question_can_be_changed() -> None:
    for message in ("/answer", "có giấy rồi"):
        said_last = with_changes(said(message))[-1]
        assert isinstance(said_last.custom, Checklist | CaseQuestion)
        assert said_last.custom.facts
        for fact in said_last.custom.facts:
            assert fact.change == payload("change", procedure="1.001193", question=fact.question_id)


def test_what_a_message_offers_is_all_that_can_be_pressed() -> None:
    needs = Needs(
        items=[
            NeedLine(code="1.001193", short_name="Khai sinh", state="now", drop="/drop1"),
            NeedLine(code="1.004194", short_name="Tạm trú", state="waiting", take="/take2", drop="/drop2"),
        ]
    )
    message = Message(text="Bạn có 2 việc.", buttons=[Button(title="Tiếp", payload="/resume")], custom=needs)
    assert [each for each in payloads_of([message]) if each] == ["/resume", "/drop1", "/take2", "/drop2"]
    (checklist,) = with_changes(said("/answer"))
    assert isinstance(checklist.custom, Checklist)
    assert {fact.change for fact in checklist.custom.facts} < set(payloads_of([checklist]))
