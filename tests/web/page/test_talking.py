"""A conversation on the page: said, answered, changed, lost and found again."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, Request, expect

from tests.web.page.conftest import Site
from tests.web.page.handling import in_view, say, to_checklist, to_question
from tests.web.stand_in import wrap


def test_it_welcomes_without_asking_the_server(page: Page, site: Site) -> None:
    expect(page.get_by_role("heading", name="Đi Một Lần", level=1)).to_be_visible()
    expect(page.get_by_text("Đây là máy trả lời, không phải quyết định")).to_be_visible()
    expect(page.get_by_role("heading", name="Bạn cần làm việc gì ở Một cửa?")).to_be_visible()
    assert in_view(page, "#welcome") == [True]
    assert site.rasa.got == []
    page.get_by_role("button", name="Con tôi mới sinh").click()
    expect(page.locator(".mine.sent")).to_have_text(re.compile("Con tôi mới sinh"))
    expect(page.locator("#welcome")).to_be_hidden()
    assert [message for _, message in site.rasa.got] == ["Con tôi mới sinh"]


def test_typing_and_pressing_lead_to_the_checklist(page: Page, site: Site) -> None:
    say(page, "khai sinh")
    expect(page.locator(".choice")).to_have_count(3)
    expect(page.get_by_role("button", name="Việc khác")).to_be_visible()
    page.locator(".choice").first.click()
    expect(page.get_by_text("Câu 2, nhiều nhất 4")).to_be_visible()
    expect(page.locator(".choice").first).to_be_disabled()
    page.get_by_role("button", name="Không có", exact=True).click()
    expect(page.locator(".checklist")).to_be_visible()
    assert [message.split("{")[0] for _, message in site.rasa.got] == ["khai sinh", "/choose", "/answer"]


def test_an_answer_can_be_changed_above_the_next_question(page: Page, site: Site) -> None:
    to_question(page)
    page.get_by_role("button", name="Đã có bản điện tử").click()
    given = page.locator("#now .given")
    expect(given).to_contain_text("Bạn đã trả lời (1)")
    expect(given).to_contain_text("Đã có bản điện tử")
    given.locator("summary").click()
    given.get_by_role("button", name="Sửa Bé có Giấy chứng sinh").click()
    expect(page.locator("#now .question")).to_contain_text("Giấy chứng sinh")
    expect(page.locator("#now .given")).to_have_count(0)
    assert site.rasa.got[-1][1] == '/change{"procedure": "1.001193", "question": "birth_proof"}'


def test_what_is_asked_back_and_a_paper_are_answered_in_words(page: Page, site: Site) -> None:
    """Neither has a name that the page could send; it saw them all the same."""
    to_question(page)
    yes = {"title": "Đúng", "payload": "/affirm"}
    document = {"type": "x", "name": "Tờ khai"}
    step = {"type": "document_step", "code": "1.001193", "document": document, "position": 1, "total": 2}
    for asks in (
        {"text": "Ý bạn là “Có bản giấy”, phải không?", "buttons": [yes], "numbered": 1},
        {"text": "Giấy 1/2: Tờ khai. Bạn có chưa?", "custom": step},
    ):
        site.rasa.script = lambda message, asks=asks: [wrap(asks)]  # type: ignore[misc]
        say(page, "giấy của bệnh viện")
        say(page, "rồi")
        assert [message for _, message in site.rasa.got][-2:] == ["giấy của bệnh viện", "rồi"]
    expect(page.get_by_text("Câu trước tôi đã nhận được")).to_have_count(0)


def test_what_was_understood_of_typed_words_stands_among_the_answers(page: Page) -> None:
    to_question(page)
    say(page, "có giấy rồi")
    expect(page.locator("#now .aside")).to_contain_text("Tôi ghi: Bé có Giấy chứng sinh")
    page.locator("#now .given summary").click()
    expect(page.locator("#now .given li")).to_have_count(1)
    expect(page.locator("#now .given li")).not_to_contain_text("Tôi ghi")
    page.locator("#now .given").get_by_role("button", name="Sửa").click()
    expect(page.locator("#now .question")).to_contain_text("Giấy chứng sinh")


def test_an_answer_of_the_list_can_be_changed(page: Page, site: Site) -> None:
    to_checklist(page)
    page.locator("#now .given summary").click()
    expect(page.locator("#now .given li")).to_have_count(4)
    page.locator("#now .given li", has_text="60 ngày").get_by_role("button").click()
    expect(page.locator("#now .question")).to_be_visible()
    assert site.rasa.got[-1][1] == '/change{"procedure": "1.001193", "question": "within_60_days"}'
    expect(page.locator(".given .fix")).to_have_count(0)  # those of the list are gone


def test_needs_are_shown_and_can_be_changed(page: Page, site: Site) -> None:
    say(page, "nhiều việc")
    group = page.get_by_role("group", name="Bạn có 2 việc cần làm")
    expect(group.get_by_role("listitem")).to_have_count(2)
    expect(group).to_contain_text("đang làm")
    group.get_by_role("button", name="Làm việc này Đăng ký tạm trú").click()
    expect(page.locator(".mine.sent").last).to_contain_text("Làm việc này: Đăng ký tạm trú")
    assert site.rasa.got[-1][1] == "/take2"


def test_older_turns_are_put_away_and_come_back(page: Page) -> None:
    for number in range(8):
        say(page, f"lời thứ {number}")
    expect(page.locator(".mine")).to_have_count(3)
    expect(page.locator("#now .mine")).to_have_text(re.compile("lời thứ 7"))
    page.get_by_role("button", name="Xem các tin trước (5)").click()
    expect(page.locator(".mine")).to_have_count(8)
    expect(page.locator(".turn").first).to_be_focused()
    say(page, "lời sau cùng")
    expect(page.locator(".mine")).to_have_count(3)


def test_reload_keeps_conversation_ticks_draft_and_session(page: Page, site: Site) -> None:
    to_checklist(page)
    page.get_by_role("checkbox", name="Tờ khai đăng ký khai sinh").check()
    expect(page.locator(".count")).to_contain_text("Đã có 1 trong 5")
    page.fill("#text", "đang gõ dở")
    page.reload()
    expect(page.locator(".mine")).to_have_count(3)
    expect(page.locator("#welcome")).to_be_hidden()
    expect(page.get_by_role("checkbox", name="Tờ khai đăng ký khai sinh")).to_be_checked()
    expect(page.locator("#text")).to_have_value("đang gõ dở")
    page.get_by_role("button", name="Kiểm từng giấy tờ").click()
    expect(page.get_by_text("Giấy tờ 1 trong 5")).to_be_visible()
    assert len({sender for sender, _ in site.rasa.got}) == 1


def test_starting_over_asks_first_and_forgets(page: Page, site: Site) -> None:
    say(page, "xin chào nhé")
    page.get_by_role("button", name="Làm lại từ đầu").click()
    page.get_by_role("button", name="Giữ lại").click()
    expect(page.locator(".mine")).to_have_count(1)
    page.get_by_role("button", name="Làm lại từ đầu").click()
    page.get_by_role("button", name="Xóa và làm lại").click()
    expect(page.locator(".mine")).to_have_count(0)
    expect(page.locator("#welcome")).to_be_visible()
    say(page, "việc mới")
    assert site.rasa.got[-1][0] != site.rasa.got[0][0], "a new conversation begins"


def test_offline_keeps_the_message_and_sends_it_when_back(page: Page) -> None:
    page.context.set_offline(True)
    expect(page.locator("#connection")).to_contain_text("Đang mất mạng")
    page.fill("#text", "tôi hỏi lúc mất mạng")
    page.press("#text", "Enter")
    expect(page.locator(".mine.failed")).to_contain_text("Chưa gửi được")
    page.context.set_offline(False)
    expect(page.locator(".bot").last).to_contain_text("nhận: tôi hỏi lúc mất mạng")
    expect(page.locator("#connection")).to_be_hidden()
    expect(page.locator(".mine.failed")).to_have_count(0)


def test_a_failed_answer_can_be_asked_for_again(page: Page, site: Site) -> None:
    site.rasa.status = 500
    page.fill("#text", "hỏi lúc hỏng")
    page.press("#text", "Enter")
    expect(page.locator(".failure")).to_contain_text("Bạn gửi lại giúp tôi")
    page.reload()
    site.rasa.status = 200
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.locator(".bot").last).to_contain_text("nhận: hỏi lúc hỏng")
    expect(page.locator(".mine")).to_have_count(1)


def test_a_message_that_failed_is_not_put_away(page: Page, site: Site) -> None:
    site.rasa.status = 500
    page.fill("#text", "lời bị kẹt")
    page.press("#text", "Enter")
    expect(page.locator(".failure")).to_be_visible()
    site.rasa.status = 200
    for number in range(4):
        say(page, f"lời thứ {number}")
    expect(page.get_by_role("button", name="Gửi lại")).to_have_count(1)


def test_what_is_sent_while_waiting_waits_its_turn(page: Page, site: Site) -> None:
    site.rasa.delay = 0.3
    for word in ("một", "hai", "ba"):
        page.fill("#text", word)
        page.press("#text", "Enter")
    expect(page.locator("#waiting")).to_be_visible()
    expect(page.locator(".mine.sent")).to_have_count(3)
    assert [message for _, message in site.rasa.got] == ["một", "hai", "ba"]
    assert site.rasa.most_running == 1


def test_a_typed_answer_carries_the_question_it_is_for(page: Page) -> None:
    bodies: list[Any] = []

    def keep(request: Request) -> None:
        if request.method == "POST":
            bodies.append(request.post_data_json)

    page.on("request", keep)
    to_question(page)
    say(page, "có giấy chứng sinh")
    page.reload()
    say(page, "có nhé")
    assert [body.get("answers") for body in bodies] == [None, None, *["1.001193/birth_proof"] * 2]


def test_text_is_never_markup(page: Page) -> None:
    say(page, "<b>x</b>")
    expect(page.locator(".bot").last).to_contain_text("<img src=x onerror=alert(1)> <b>đậm</b>")
    assert page.locator("main .turns img, main .turns b").count() == 0


def test_a_person_can_be_called(page: Page) -> None:
    say(page, "gặp cán bộ")
    assert page.get_by_role("link", name="Gọi 18001096").get_attribute("href") == "tel:18001096"
