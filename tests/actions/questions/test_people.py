"""Who may, who goes, and whether another may go instead."""

from __future__ import annotations

from actions.questions.people import eligibility, filers, silent_on_another
from tests.actions.helpers import BIRTH, MARRIAGE
from tests.actions.questions.conftest import Ask

SOCIAL_PENSION, ADOPTION = "1.014027", "2.001263"


def test_an_age_in_the_question_is_held_against_each_condition(ask: Ask) -> None:
    lines = eligibility(ask(MARRIAGE, "19 tuổi có được kết hôn không"))
    assert any(line.startswith("Chưa được: 19 tuổi") and "20" in line for line in lines)
    assert any(line.startswith("Về tuổi thì được") and "18" in line for line in lines)


def test_of_the_person_named_only_that_condition(ask: Ask) -> None:
    lines = eligibility(ask(MARRIAGE, "con gái 17 tuổi cưới được chưa"))
    assert len(lines) == 1
    assert lines[0].startswith("Chưa được: 17")


def test_conditions_that_are_alternatives_are_met_by_one(ask: Ask) -> None:
    lines = eligibility(ask(SOCIAL_PENSION, "mẹ em 77 tuổi có được hưởng không"))
    assert lines
    assert all(line.startswith("Về tuổi thì được") for line in lines)


def test_words_of_a_condition_bring_that_condition_alone(ask: Ask) -> None:
    lines = eligibility(ask(MARRIAGE, "anh em họ lấy nhau được không"))
    assert len(lines) == 1
    assert "họ" in lines[0]


def test_who_goes_and_who_may_go_instead(ask: Ask) -> None:
    who = filers(ask(BIRTH, "ai đi làm được"))
    instead = filers(ask(BIRTH, "nhờ người khác đi thay được không"))
    assert who
    assert instead
    assert who[0] != instead[0]
    assert instead[0] in who


def test_the_age_of_whoever_speaks_is_not_held_against_the_child(ask: Ask) -> None:
    for text in ("vợ chồng tui 52 tuổi rồi có được nhận không", "toi 62 tuoi co duoc nhan con nuoi khong"):
        assert not any("Bé" in line for line in eligibility(ask(ADOPTION, text)) if line.startswith("Chưa được"))
    lines = eligibility(ask(ADOPTION, "bé 17 tuổi có nhận được không", adopter="other"))
    assert lines[0].startswith("Chưa được: 17")


def test_the_age_of_a_spouse_or_a_child_is_theirs(ask: Ask) -> None:
    lines = eligibility(ask(MARRIAGE, "vợ em 19 tuổi có đăng ký được không"))
    assert not any(line.startswith("Chưa được") for line in lines)


def test_that_nothing_tells_of_a_proxy_is_said(ask: Ask) -> None:
    lines = silent_on_another(ask("1.001939", "mình đi nộp thay mẹ có được không"), 0.9)
    assert lines[0].startswith("Nguồn không ghi")


def test_where_it_is_told_or_not_asked_it_is_not(ask: Ask) -> None:
    assert not silent_on_another(ask(BIRTH, "nhờ người khác đi nộp thay được không"), 0.9)
    assert not silent_on_another(ask("1.001939", "đóng tiền ở đâu"), 0.9)
