"""What a walk comes to."""

from __future__ import annotations

from actions.case_question import current_checklist
from actions.turn import Turn
from actions.walk.verdict import say_verdict
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, talk_about, topics


def judged(said: dict[str, str], facts: dict[str, str] = FACTS_OF_BIRTH) -> Turn:
    turn = talk_about(BIRTH, facts)
    turn.note_papers(said)
    checklist = current_checklist(turn)
    assert checklist
    say_verdict(turn, checklist)
    assert topics(turn.messages) == ["checklist", "walk_done"]
    return turn


def test_enough_is_not_filed() -> None:
    text = judged({}).messages[-1].text
    assert "Hồ sơ thì chưa nộp" in text
    assert "nộp hồ sơ ở" in text


def test_what_is_missing_and_what_is_not_clear() -> None:
    text = judged({"to_khai_khai_sinh": "no", "giay_chung_sinh": "unknown"}).messages[-1].text
    assert "còn thiếu 1" in text
    assert "Chưa rõ 1" in text
    assert "lo Tờ khai đăng ký khai sinh trước" in text


def test_a_paper_that_another_procedure_issues_is_the_next_step() -> None:
    turn = judged({"van_ban_uy_quyen": "lost"}, {**FACTS_OF_BIRTH, "filer": "other"})
    assert "2.000884" in turn.proposing
    assert "quay lại đây" in turn.messages[-1].text
