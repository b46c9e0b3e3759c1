"""The page without JavaScript: a whole conversation by forms; nothing is said twice, nobody else is led."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knowledge.checklist.as_text import how_to_bring
from knowledge.messages import Checklist, Message
from tests.web.helpers import wait_for
from tests.web.scripted import FACTS, _checklist, script
from tests.web.stand_in import StandIn, wrap
from web.pages.plain import COOKIE, PATH


class Forms(HTMLParser):
    """The forms of a page: hidden fields, buttons with a value, boxes to type into."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self._button: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            assert (attributes["method"], attributes["action"]) == ("post", PATH)
            self.forms.append({"fields": {}, "buttons": {}, "types": False})
        elif tag == "input":
            assert attributes["type"] == "hidden"
            self.forms[-1]["fields"][attributes["name"]] = attributes["value"]
        elif tag == "textarea":
            self.forms[-1]["types"] = attributes["name"] == "text"
        elif tag == "button":
            self._button = attributes.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._button is not None and data.strip():
            self.forms[-1]["buttons"].setdefault(data.strip(), self._button)

    def handle_endtag(self, tag: str) -> None:
        if tag == "button":
            self._button = None


class Reader:
    """Somebody whose browser runs no scripts."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.page = client.get(PATH).text
        self.status = 200
        self.headers: dict[str, str] = {}
        self.sent: dict[str, str] = {}

    def type(self, text: str, **headers: str) -> str:
        form = next(form for form in Forms(self.page).forms if form["types"])
        return self.send({**form["fields"], "text": text}, **headers)

    def press(self, title: str) -> str:
        for form in Forms(self.page).forms:
            if title in form["buttons"]:
                payload = form["buttons"][title]
                return self.send({**form["fields"], **({"payload": payload} if payload else {})})
        raise AssertionError(f"no button {title!r}")

    def send(self, fields: dict[str, str], **headers: str) -> str:
        reply = self.client.post(PATH, data=fields, headers=headers)
        self.sent, self.page, self.status, self.headers = fields, reply.text, reply.status_code, dict(reply.headers)
        return self.page

    def hidden(self, name: str) -> str:
        return str(Forms(self.page).forms[-1]["fields"].get(name, ""))


@pytest.fixture
def reader(make_client: Callable[..., TestClient], rasa: StandIn) -> Reader:
    rasa.script = script
    return Reader(make_client(reply_timeout=20.0))  # the script makes real lists: slow while the machine is busy


def said(rasa: StandIn) -> list[str]:
    return [message for _, message in rasa.got]


def test_a_whole_conversation_to_the_list(reader: Reader, rasa: StandIn) -> None:
    assert "Bạn cần làm việc gì ở Một cửa?" in reader.page
    assert rasa.got == [], "opening the page begins no conversation"
    assert "Đăng ký lại khai sinh" in reader.type("khai sinh")
    page = reader.press("Đăng ký khai sinh")
    assert "<title>Bé có Giấy chứng sinh của bệnh viện hoặc trạm y tế không? – Đi Một Lần</title>" in page
    assert "Giấy này quyết định giấy tờ chứng minh việc sinh." in page
    page = unescape(reader.press("Không có"))
    checklist = Message.model_validate(_checklist(FACTS)[0]["custom"]).custom
    assert isinstance(checklist, Checklist)
    assert len(checklist.documents) == 5
    for document in checklist.documents:
        assert f"<strong>{document.name}</strong>{how_to_bring(document)}" in page
    said_too = [checklist.fee.text, checklist.time_limit.text, checklist.agency, *checklist.warnings]
    said_too += [line.why for line in checklist.not_needed] + [fact.answer for fact in checklist.facts]
    assert [text for text in said_too if text not in page] == []
    assert not re.search(r"\{\w+\}", page), "every blank is filled in"
    papers = re.findall(r'href="(/thu-tuc[^"]+)"', page)
    assert len(papers) == 2
    for where in papers:
        assert where.endswith("?birth_proof=none&witness=yes&within_60_days=no&filer=other")
        assert reader.client.get(where).headers["content-type"].split(";")[0] in ("application/pdf", "text/calendar")
    assert [message.split("{")[0] for message in said(rasa)] == ["khai sinh", "/choose", "/answer"]
    assert len({sender for sender, _ in rasa.got}) == 1


def test_every_kind_of_message_has_its_words_and_its_buttons(reader: Reader) -> None:
    assert "Làm khai sinh cho con" in reader.press("Xem những việc nhiều người làm")
    assert 'href="tel:18001096"' in reader.type("gặp cán bộ")
    reader.type("danh sách")
    assert "Giấy 1/5" in reader.press("Kiểm từng giấy tờ")
    assert "Có rồi" in reader.page


def test_a_double_press_or_a_reload_changes_nothing(reader: Reader, rasa: StandIn) -> None:
    reader.type("khai sinh")
    page = reader.page
    for _ in range(2):
        reader.send(reader.sent)
    assert said(rasa) == ["khai sinh"]
    assert "Đăng ký lại khai sinh" in reader.page
    reader.page = page
    reader.press("Đăng ký khai sinh")
    reader.page = page  # back, and another choice
    reader.press("Việc khác")
    assert [message.split("{")[0] for message in said(rasa)] == ["khai sinh", "/choose", "/none_of_these"]


def test_a_typed_answer_carries_its_question_and_what_was_seen(reader: Reader) -> None:
    reader.type("khai sinh")
    reader.press("Đăng ký khai sinh")
    assert (reader.hidden("answers"), reader.hidden("seen")) == ("1.001193/birth_proof", "2")


def test_only_what_was_offered_may_be_pressed(reader: Reader, rasa: StandIn) -> None:
    reader.type("khai sinh")
    page = reader.send({"session": reader.hidden("session"), "payload": "/restart"})
    assert reader.status == 422
    assert "Nút này không còn dùng được" in page
    assert said(rasa) == ["khai sinh"]
    reader.type("còn đây")
    assert len({sender for sender, _ in rasa.got}) == 1, "the conversation goes on"


def test_what_is_too_long_stays_in_the_box(reader: Reader) -> None:
    page = reader.type("dài " * 400)
    assert reader.status == 422
    assert "dài dài dài" in page
    assert "1000 ký tự" in page


def test_text_is_never_markup(reader: Reader, rasa: StandIn) -> None:
    page = reader.type("<b>x</b>")
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<b>" not in page
    rasa.script = lambda _: [wrap({"text": "a", "buttons": [{"title": '"><i>', "payload": '/a"><i>'}]})]
    assert "<i>" not in reader.type("hai")


def test_a_form_sent_from_elsewhere_is_refused(reader: Reader, rasa: StandIn) -> None:
    """With a token of their own somebody could lead another person into a conversation that they can read."""
    for site in ("cross-site", "same-site"):
        page = reader.type("khai sinh", **{"Sec-Fetch-Site": site})
        assert reader.status == 403
        assert "gửi từ một trang khác" in page
        assert reader.hidden("session") == "", "it begins anew"
    assert rasa.got == []
    reader.type("khai sinh", **{"Sec-Fetch-Site": "same-origin"})
    assert said(rasa) == ["khai sinh"]


def test_no_cookie_leads_a_conversation(reader: Reader, rasa: StandIn) -> None:
    reader.type("một")
    assert "set-cookie" not in reader.headers
    assert reader.headers["cache-control"] == "private, no-cache"
    Reader(reader.client).type("hai")
    assert len({sender for sender, _ in rasa.got}) == 2


def test_a_short_word_of_a_conversation_that_has_ended_is_no_answer(reader: Reader, rasa: StandIn) -> None:
    assert "đã kết thúc" in reader.send({"session": "of.another.week", "text": "có", "turn": "t"})
    assert rasa.got == []


def test_while_it_waits_the_page_opens_itself_with_the_same_message(
    make_client: Callable[..., TestClient], rasa: StandIn
) -> None:
    client = make_client(reply_timeout=0.2)
    rasa.script = script
    rasa.gate.clear()
    reader = Reader(client)
    page = reader.type("khai sinh")
    assert reader.status == 503
    seconds, _, where = reader.headers["refresh"].partition("; url=")
    assert int(seconds) > 0
    assert where.startswith(f"{PATH}/cho/")
    cookie = reader.headers["set-cookie"]
    assert cookie.startswith(COOKIE)
    assert "HttpOnly" in cookie
    assert f"Path={where}" in cookie
    assert "samesite=strict" in cookie.lower()
    assert reader.hidden("session") not in where
    assert "Trang này tự mở lại" in page
    waiting = client.get(where)
    assert waiting.status_code == 503
    assert waiting.headers["refresh"].endswith(where)
    rasa.gate.set()
    wait_for(lambda: client.get(where).status_code == 200)
    assert "Đăng ký lại khai sinh" in client.get(where).text, "and again after a reload"
    assert "Đăng ký lại khai sinh" in reader.press("Xem câu trả lời"), "or by hand, without the cookie"
    assert said(rasa) == ["khai sinh"]


def test_nobody_else_gets_what_is_waited_for(make_client: Callable[..., TestClient], rasa: StandIn) -> None:
    client = make_client(reply_timeout=0.2)
    rasa.gate.clear()
    reader = Reader(client)
    reader.type("khai sinh")
    where = reader.headers["refresh"].partition("; url=")[2]
    rasa.gate.set()
    client.cookies.clear()
    other = client.get(where, follow_redirects=False)
    assert (other.status_code, other.headers["location"]) == (303, PATH)
    client.cookies.set(COOKIE, "made.up.token")
    assert client.get(where, follow_redirects=False).status_code == 303


def test_whoever_sends_too_fast_waits_and_sends_the_same_again(
    make_client: Callable[..., TestClient], rasa: StandIn
) -> None:
    reader = Reader(make_client(rate_per_minute=1))
    reader.type("một")
    page = reader.type("hai")
    assert reader.status == 429
    assert "Retry-After".lower() in reader.headers
    assert "Bạn gửi hơi nhanh" in page
    form = Forms(page).forms[-1]
    assert form["fields"]["text"] == "hai"
    assert "Gửi lại" in form["buttons"]


def test_a_message_that_was_given_up_can_be_sent_again(reader: Reader, rasa: StandIn) -> None:
    rasa.status = 500
    assert "Bạn gửi lại giúp tôi" in reader.type("khai sinh")
    assert reader.status == 503
    assert "refresh" not in reader.headers
    rasa.status = 200
    assert "Đăng ký lại khai sinh" in reader.press("Gửi lại")


@pytest.mark.parametrize("body", [b"\xff\xfe", b"text=%ff", b"a=1&" * 40])
def test_anything_may_be_sent(client: TestClient, body: bytes) -> None:
    reply = client.post(PATH, content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert reply.status_code == 422
    assert "chưa đúng dạng" in reply.text
    assert client.post(PATH, content=b"x" * 20_000).status_code == 413


def test_the_page_takes_what_the_chat_page_sends_without_scripts(client: TestClient, rasa: StandIn) -> None:
    assert f'action="{PATH}"' in client.get("/").text
    assert client.post(PATH, data={"text": "làm khai sinh"}).status_code == 200
    assert said(rasa) == ["làm khai sinh"]
