"""Whatever the dialogue says reaches a person on Zalo: within Zalo's limits, nothing lost, each button in reach."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.case.paths import list_paths
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.as_text import checklist_text
from knowledge.checklist.build import build_checklist
from knowledge.messages import (
    Button,
    Checklist,
    DocumentLine,
    DocumentStep,
    FormLine,
    Handoff,
    Message,
    Notice,
    parse_message,
)
from knowledge.settings import now_in_vietnam
from tests.web.scripted import script
from web.channels.zalo.rendering import Rendering
from web.channels.zalo.splitting import length
from web.channels.zalo.words import load_words
from web.chat.exchange import Packed

LIMIT = 2_000
WORDS = load_words("1800")


def rendering(limit: int = LIMIT, buttons: bool = True, public_url: str = "") -> Rendering:
    return Rendering(WORDS, limit, buttons, public_url)


def button(title: str, payload: str) -> Button:
    return Button(title=title, payload=payload)


def buttons_of(packed: Packed) -> list[dict[str, Any]]:
    return [each for body in packed.bodies for each in body.get("attachment", {}).get("payload", {}).get("buttons", [])]


def test_short_messages_become_one() -> None:
    yes, no = button("Có", "/yes"), button("Không", "/no")
    question = Message(text="Có không?\n1. Có\n2. Không", buttons=[yes, no], numbered=2)
    packed = rendering().pack([Message(text="Chào bạn."), question])
    (body,) = packed.bodies
    assert body["text"].startswith("Chào bạn.\n\nCó không?")
    assert buttons_of(packed) == [
        {"title": "Có", "type": "oa.query.hide", "payload": "/yes"},
        {"title": "Không", "type": "oa.query.hide", "payload": "/no"},
    ]
    assert packed.numbers == {1: "/yes", 2: "/no"}


def test_a_long_list_is_numbered_and_its_other_buttons_stay_buttons() -> None:
    many = [button(f"Việc {number}", f"/take{number}") for number in range(1, 7)]
    text = "\n".join(["Việc nào?", *(f"{number}. {each.title}" for number, each in enumerate(many, start=1))])
    packed = rendering().pack([Message(text=text, buttons=[*many, button("Việc khác", "/other")], numbered=6)])
    assert [each["payload"] for each in buttons_of(packed)] == ["/other"]
    assert packed.numbers == {number: f"/take{number}" for number in range(1, 7)}
    assert packed.bodies[0]["text"] == text


def test_choices_come_before_what_is_no_choice() -> None:
    wrong = Message(text="Việc của bạn: A.", buttons=[button("Không phải việc này", "/wrong")])
    for count in (4, 5):
        answers = [button(f"Trả lời {number}", f"/say{number}") for number in range(1, count + 1)]
        text = "\n".join(["Câu hỏi?", *(f"{number}. {each.title}" for number, each in enumerate(answers, start=1))])
        packed = rendering().pack([wrong, Message(text=text, buttons=answers, numbered=count)])
        shown = [each["payload"] for each in buttons_of(packed)]
        assert shown[:count] == [answer.payload for answer in answers]
        assert shown[count:] == (["/wrong"] if count == 4 else [])
        assert packed.bodies[0]["text"].endswith("6. Không phải việc này") == (count == 5)
        assert packed.numbers.get(6) == ("/wrong" if count == 5 else None)


def test_too_many_buttons_without_numbers_get_some() -> None:
    many = [button(f"Việc {number}", f"/take{number}") for number in range(1, 7)]
    packed = rendering().pack([Message(text="Việc nào?", buttons=many)])
    assert buttons_of(packed) == []
    assert packed.bodies[0]["text"].endswith("6. Việc 6")
    assert packed.numbers[6] == "/take6"


def test_without_buttons_everything_is_a_numbered_line() -> None:
    packed = rendering(buttons=False).pack([Message(text="Không?", buttons=[button("Có", "/yes")])])
    assert packed.bodies == [{"text": "Không?\n1. Có"}]
    assert packed.numbers == {1: "/yes"}


def test_letters_are_composed_and_payloads_are_left_alone() -> None:
    apart = unicodedata.normalize("NFD", "Đường số một")
    packed = rendering().pack([Message(text=apart, buttons=[button(apart, f"/say{apart}")])])
    assert packed.bodies[0]["text"] == unicodedata.normalize("NFC", apart)
    (shown,) = buttons_of(packed)
    assert shown["title"] == unicodedata.normalize("NFC", apart)
    assert shown["payload"] == f"/say{apart}"


def test_a_long_reply_is_cut_between_paragraphs_and_its_buttons_stand_at_the_end() -> None:
    messages = [
        Message(text=f"{number} " + "x" * 900, buttons=[button(f"Nút {number}", f"/{number}")]) for number in "abcd"
    ]
    packed = rendering().pack(messages)
    assert [body["text"][0] for body in packed.bodies] == ["a", "c"]
    assert "attachment" not in packed.bodies[0]
    assert len(packed.bodies[1]["attachment"]["payload"]["buttons"]) == 4


def test_a_handoff_can_be_called() -> None:
    handoff = Handoff(hotline="18001096", text="Gọi tổng đài.")
    packed = rendering().pack([Message(text="Gọi tổng đài.", custom=handoff, buttons=[button("Tiếp", "/resume")])])
    call = {"title": "Gọi 18001096", "type": "oa.open.phone", "payload": {"phone_code": "18001096"}}
    assert buttons_of(packed)[1] == call
    without = rendering(buttons=False).pack([Message(text="Gọi tổng đài.", custom=handoff)])
    assert "18001096" in without.bodies[0]["text"]


def test_forms_and_the_page_are_links() -> None:
    (scripted,) = script("danh sách")
    message = parse_message(scripted["custom"])
    assert isinstance(message.custom, Checklist)
    form = FormLine(title="Tờ khai", link="https://cong.test/mau.docx")
    papers = [document.model_copy(update={"form": form}) for document in message.custom.documents]
    message.custom.documents = papers
    packed = rendering(public_url="https://motcua.test/").pack([message])
    assert [each["type"] for each in buttons_of(packed)] == ["oa.query.hide"] * 2 + ["oa.open.url"] * 2
    assert buttons_of(packed)[2]["payload"] == {"url": "https://motcua.test/thu-tuc/1.001193"}
    assert buttons_of(packed)[3]["payload"] == {"url": "https://cong.test/mau.docx"}
    plain = rendering(buttons=False).pack([message])
    assert "https://cong.test/mau.docx" in "\n".join(body["text"] for body in plain.bodies)


def test_a_list_is_a_file_too_where_its_sheet_can_lead_somewhere() -> None:
    (scripted,) = script("danh sách")
    message = parse_message(scripted["custom"])
    text, file = Rendering(WORDS, 2_000, True, "https://motcua.test", files=True).pack([message]).bodies
    assert "text" in text
    assert file["list"]["name"] == "giay-to-1.001193.pdf"
    json.dumps(file)  # it is stored until it is sent
    for public_url, files in (("", True), ("https://motcua.test", False)):
        assert len(Rendering(WORDS, 2_000, True, public_url, files=files).pack([message]).bodies) == 1


def test_a_form_in_a_step_is_a_link_too_and_a_bad_link_is_none() -> None:
    def step(link: str) -> Message:
        paper = DocumentLine(type="a", name="Tờ khai", form=FormLine(title="T" * 150, link=link))
        return Message(text="Giấy 1/1", custom=DocumentStep(code="1", document=paper, position=1, total=1))

    (link,) = buttons_of(rendering().pack([step("https://cong.test/a")]))
    assert length(link["title"]) <= 100
    assert buttons_of(rendering().pack([step("javascript:alert(1)")])) == []


def test_nothing_to_say() -> None:
    assert rendering().pack([]) == Packed([], {})
    assert rendering().pack([Message(text=" ")]).bodies == []


TITLES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=100)
PAYLOADS = st.sampled_from([f"/{letter}" for letter in "abcdefghij"]) | st.text(
    st.characters(codec="utf-8"), min_size=1, max_size=50
)
TEXTS = st.text("ab đ\n1. 😀", min_size=1, max_size=2_500) | st.text(
    st.characters(codec="utf-8"), min_size=1, max_size=80
)
CUSTOMS = st.none() | st.just(Notice(topic="x")) | st.just(Handoff(hotline="18001096", text="Gọi."))


@st.composite
def messages_of_the_contract(draw: st.DrawFn) -> Message:
    buttons = draw(st.lists(st.builds(Button, title=TITLES, payload=PAYLOADS), max_size=8))
    return Message(text=draw(TEXTS), buttons=buttons, numbered=draw(st.integers(0, len(buttons))), custom=draw(CUSTOMS))


def check(messages: list[Message], packed: Packed, limit: int) -> None:
    """Zalo's limits, nothing lost, each button in reach."""
    for body in packed.bodies:
        assert 0 < length(body["text"]) <= limit
        assert body["text"] == unicodedata.normalize("NFC", body["text"]).strip()
        assert body.keys() <= {"text", "attachment"}
        if "attachment" in body:
            assert body["attachment"]["type"] == "template"
            shown = body["attachment"]["payload"]["buttons"]
            assert 1 <= len(shown) <= 5
            assert all(each["title"].strip() and length(each["title"]) <= 100 for each in shown)
            assert all(length(each["payload"]) <= 1_000 for each in shown if each["type"] == "oa.query.hide")
    told = "".join("".join(body["text"].split()) for body in packed.bodies)
    for message in messages:
        for line in unicodedata.normalize("NFC", message.text).split("\n"):
            assert "".join(line.split()) in told
    pressed = {each["payload"] for each in buttons_of(packed) if each["type"] == "oa.query.hide"}
    offered = {each.payload for message in messages for each in message.buttons}
    assert offered <= pressed | set(packed.numbers.values())


@settings(max_examples=150)
@given(st.lists(messages_of_the_contract(), max_size=4), st.integers(200, LIMIT), st.booleans())
def test_any_reply_of_the_contract(messages: list[Message], limit: int, buttons: bool) -> None:
    check(messages, rendering(limit, buttons, "https://motcua.test").pack(messages), limit)


@pytest.mark.parametrize(
    "said", ["/greet", "/choose", "danh sách", "khai sinh", "/walk", "gặp cán bộ", "chưa rõ", "<b>x</b>"]
)
def test_each_message_of_the_script(said: str) -> None:
    messages = [parse_message(item["custom"]) for item in script(said)]
    packed = rendering().pack(messages)
    check(messages, packed, LIMIT)
    assert len(packed.bodies) <= 2


def test_every_checklist_of_the_catalogue(catalogue: Catalogue) -> None:
    """For every procedure the emptiest case and its first and last path."""
    now, counts = now_in_vietnam(), []
    for code in catalogue.authored:
        paths = list_paths(catalogue.get(code))
        for facts in ({}, dict(paths[0].facts), dict(paths[-1].facts)):
            checklist = build_checklist(catalogue, code, facts, now)
            following = [button("Kiểm từng giấy tờ", "/walk"), button("Sửa câu trả lời", "/change_answer")]
            message = Message(text=checklist_text(checklist), custom=checklist, buttons=following)
            packed = rendering(public_url="https://motcua.test").pack([message])
            check([message], packed, LIMIT)
            if facts:
                counts.append(len(packed.bodies))
    assert len(counts) > 300
    assert max(counts) <= 4
    assert sum(count <= 3 for count in counts) / len(counts) > 0.99
    assert sum(count == 1 for count in counts) / len(counts) > 0.5
