"""Where, how, the steps, the result, what comes after."""

from __future__ import annotations

from actions.questions.ways import afterwards, hours, online, place, result, steps
from tests.actions.helpers import BIRTH, MARRIAGE
from tests.actions.questions.conftest import Ask


def test_the_place_is_the_agency_with_the_ways_of_filing(ask: Ask) -> None:
    asked = ask(BIRTH, "nộp ở đâu")
    assert asked.checklist.agency in place(asked)[0]
    assert "nộp trực tiếp" in place(asked)[1]


def test_opening_hours_are_not_invented(ask: Ask) -> None:
    assert hours(ask(BIRTH, "thứ bảy có làm không")) == []


def test_the_post_is_not_the_internet(ask: Ask) -> None:
    assert "qua mạng được" in online(ask(BIRTH, "làm online được không"))[0]
    assert "qua bưu điện" in online(ask(BIRTH, "gửi bưu điện được không"))[0]


def test_steps_are_numbered(ask: Ask) -> None:
    lines = steps(ask(MARRIAGE, "các bước thế nào"))
    assert [line[:2] for line in lines] == [f"{number}." for number in range(1, len(lines) + 1)]
    assert len(lines) >= 3


def test_fetching_comes_first_when_it_is_asked(ask: Ask) -> None:
    plain, fetching = result(ask(MARRIAGE, "xong được giấy gì")), result(ask(MARRIAGE, "nhận kết quả ở đâu"))
    assert plain[0].startswith("Kết quả")
    assert not fetching[0].startswith("Kết quả")


def test_what_comes_after(ask: Ask) -> None:
    assert afterwards(ask(BIRTH, "xong rồi làm gì nữa"))
