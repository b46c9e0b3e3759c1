"""Text only: every button has one number, nothing is too long, and a typed number leads back to its button."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.messages import Button, Message
from tests.web.scripted import script
from web.channels.text_only import render_text, split, typed_number

ZALO = 2000
"""The longest text that Zalo takes, in characters."""
TITLES = st.text("abc đ1.", min_size=1, max_size=100)
PAYLOADS = st.sampled_from([f"/{letter}" for letter in "abcdefgh"])
BUTTONS = st.lists(st.builds(Button, title=TITLES, payload=PAYLOADS), max_size=6)
TEXTS = st.text("ab đ\n1.", min_size=1, max_size=300).filter(str.strip)


@st.composite
def message_of(draw: st.DrawFn, numbered: st.SearchStrategy[bool]) -> Message:
    buttons = draw(BUTTONS)
    in_text = draw(st.integers(0, len(buttons))) if draw(numbered) else 0
    return Message(text=draw(TEXTS), buttons=buttons, numbered=in_text)


def button(title: str, payload: str) -> Button:
    return Button(title=title, payload=payload)


CARD = Message(text="Bạn cần thủ tục: A.", buttons=[button("Không phải việc này", "/wrong"), button("In", "/print")])
QUESTION = Message(
    text="Câu 1: B?\n1. Có\n2. Không",
    buttons=[button("Có", "/yes"), button("Không", "/no"), button("Tôi không rõ", "/unknown"), button("In", "/print")],
    numbered=2,
)


def test_numbers_in_the_text_stay_and_all_others_follow_them() -> None:
    reply = render_text([CARD, QUESTION], ZALO)
    assert reply.texts == (
        "Bạn cần thủ tục: A.\n3. Không phải việc này\n4. In",
        "Câu 1: B?\n1. Có\n2. Không\n5. Tôi không rõ",
    )
    assert reply.payloads == {1: "/yes", 2: "/no", 3: "/wrong", 4: "/print", 5: "/unknown"}


def test_only_the_last_message_with_numbers_keeps_them() -> None:
    before = Message(text="1. X\n2. Y\n3. Z", buttons=[button(x, f"/{x}") for x in "XYZ"], numbered=3)
    reply = render_text([before, QUESTION], ZALO)
    assert reply.payloads == {1: "/yes", 2: "/no", 4: "/X", 5: "/Y", 6: "/Z", 7: "/unknown", 8: "/print"}
    assert reply.texts[0] == "1. X\n2. Y\n3. Z\n4. X\n5. Y\n6. Z"


def test_the_buttons_of_a_checklist_are_numbered_after_its_documents() -> None:
    (scripted,) = script("danh sách")
    checklist = Message.model_validate(scripted["custom"])
    reply = render_text([checklist], ZALO)
    assert "\n5. " in checklist.text
    assert "\n6. " not in checklist.text
    assert reply.payloads == {6: "/walk", 7: "/change_answer"}
    assert reply.texts[-1].endswith("6. Kiểm từng giấy tờ\n7. Sửa câu trả lời")


def test_a_reply_without_buttons_stays_as_it_is() -> None:
    reply = render_text([Message(text="Chào bạn.")], ZALO)
    assert (reply.texts, reply.payloads) == (("Chào bạn.",), {})
    assert render_text([], ZALO).texts == ()


@given(messages=st.lists(message_of(st.booleans()), max_size=4), longest=st.integers(120, ZALO))
def test_every_button_is_reachable_by_exactly_one_number(messages: list[Message], longest: int) -> None:
    reply = render_text(messages, longest)
    assert set(reply.payloads.values()) == {button.payload for message in messages for button in message.buttons}
    last = next((message for message in reversed(messages) if message.numbered), None)
    in_text = [button.payload for button in last.buttons[: last.numbered]] if last else []
    assert [reply.payloads[number] for number in range(1, len(in_text) + 1)] == in_text
    added = [payload for number, payload in reply.payloads.items() if number > len(in_text)]
    assert len(added) == len(set(added))  # a payload has two numbers only where the text itself gives it two
    assert not set(added) & set(in_text)
    assert all(reply.payload(str(number)) == payload for number, payload in reply.payloads.items())


@given(messages=st.lists(message_of(st.just(False)), max_size=4), longest=st.integers(120, ZALO))
def test_every_number_stands_on_a_line_of_its_own(messages: list[Message], longest: int) -> None:
    lines = "\n".join(render_text(messages, longest).texts).split("\n")
    titles = {button.payload: button.title for message in reversed(messages) for button in reversed(message.buttons)}
    for number, payload in render_text(messages, longest).payloads.items():
        assert any(re.match(rf"{number}\. {re.escape(titles[payload].rstrip())}", line) for line in lines)


@given(messages=st.lists(message_of(st.booleans()), max_size=3), longest=st.integers(1, 200))
def test_no_text_is_too_long_and_nothing_is_lost(messages: list[Message], longest: int) -> None:
    texts = render_text(messages, longest).texts
    assert all(0 < len(text) <= longest and text.strip() for text in texts)
    shown = re.sub(r"\s", "", "".join(texts))
    assert all(re.sub(r"\s", "", message.text) in shown for message in messages)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("mười chữ\nsáu", ["mười chữ", "sáu"]),
        ("mười chữ sáu bảy", ["mười chữ", "sáu bảy"]),
        ("aaaaaaaaaaaaaaa", ["aaaaaaaaaa", "aaaaa"]),
        ("a b\n\n\n1234567890", ["a b", "1234567890"]),
    ],
)
def test_a_long_text_is_cut_at_line_ends_first(text: str, parts: list[str]) -> None:
    assert [part.strip() for part in split(text, 10)] == parts


def test_a_text_needs_room() -> None:
    with pytest.raises(ValueError, match="room"):
        split("a", 0)


@pytest.mark.parametrize("typed", ["2", " 2. ", "số 2", "So 2", "2️⃣", "２", "(2)", "câu số 2", "chọn 2!", "02"])
def test_a_bare_number_is_understood(typed: str) -> None:
    assert typed_number(typed) == 2
    assert render_text([QUESTION], ZALO).payload(typed) == "/no"


@pytest.mark.parametrize(
    "typed", ["", "hai", "2 bản", "2/3", "1 2", "-2", "2.5", "sổ hộ khẩu 2", "1234", "²", "khoảng 2"]
)
def test_anything_else_is_no_number(typed: str) -> None:
    assert typed_number(typed) is None


@given(typed=st.text())
def test_any_text_can_be_typed(typed: str) -> None:
    reply = render_text([QUESTION], ZALO)
    assert reply.payload(typed) in (None, *reply.payloads.values())


def test_a_number_of_no_button_stands_for_nothing() -> None:
    assert render_text([QUESTION], ZALO).payload("9") is None
