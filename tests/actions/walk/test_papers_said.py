"""What a message says of papers."""

from __future__ import annotations

import pytest

from actions.case_question import current_checklist
from actions.walk.papers_said import asks_to_walk, papers_said, state_of, tells_of_having
from knowledge.messages import DocumentLine
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, talk_about

FORM, BIRTH_PAPER, IDENTITY = "to_khai_khai_sinh", "giay_chung_sinh", "giay_to_tuy_than"


def documents() -> list[DocumentLine]:
    checklist = current_checklist(talk_about(BIRTH, FACTS_OF_BIRTH))
    assert checklist
    return checklist.documents


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("có rồi", {FORM: "yes"}),
        ("chưa có", {FORM: "no"}),
        ("em làm mất rồi", {FORM: "lost"}),
        ("em không rõ nữa", {FORM: "unknown"}),
        ("giấy chứng sinh em làm mất rồi", {BIRTH_PAPER: "lost"}),
        ("giay chung sinh chua co", {BIRTH_PAPER: "no"}),
        ("có hết rồi trừ cái tờ khai", {FORM: "no", BIRTH_PAPER: "yes", IDENTITY: "yes"}),
        ("chỉ thiếu giấy chứng sinh", {FORM: "yes", BIRTH_PAPER: "no", IDENTITY: "yes"}),
        ("giấy chứng sinh chưa có, mấy cái kia có hết", {FORM: "yes", BIRTH_PAPER: "no", IDENTITY: "yes"}),
        ("có đủ hết", {FORM: "yes", BIRTH_PAPER: "yes", IDENTITY: "yes"}),
        ("chưa có gì hết", {FORM: "no", BIRTH_PAPER: "no", IDENTITY: "no"}),
        (
            "tờ khai in rồi, căn cước có sẵn, giấy chứng sinh thì chưa",
            {FORM: "yes", IDENTITY: "yes", BIRTH_PAPER: "no"},
        ),
        ("căn cước với giấy chứng sinh có rồi", {IDENTITY: "yes", BIRTH_PAPER: "yes"}),
        ("có hết trừ cái xe đạp", {}),
        ("mà ông có lương hưu nữa", {}),
        ("có ở nhà rồi", {FORM: "yes"}),
        ("làm mất mấy ngày", {}),
        ("lệ phí bao nhiêu", {}),
    ],
)
def test_papers(text: str, said: dict[str, str]) -> None:
    assert papers_said(text, documents(), FORM) == said


def test_without_a_paper_asked_about_one_must_be_named() -> None:
    assert papers_said("có rồi", documents(), None) == {}


def test_the_surest_word_decides() -> None:
    assert [state_of(text) for text in ("mất rồi", "chưa có", "có", "trời đẹp")] == ["lost", "no", "yes", None]


@pytest.mark.parametrize("text", ["kiểm từng giấy tờ", "kiem giay to gium em", "coi đủ giấy chưa nha"])
def test_the_walk_is_asked_for(text: str) -> None:
    assert asks_to_walk(text)
    assert not asks_to_walk(f"{text} lệ phí bao nhiêu")


@pytest.mark.parametrize(
    "typed", ["giấy chứng sinh có rồi", "chưa làm tờ khai", "mất giấy chứng sinh rồi", "không rõ tờ khai"]
)
def test_having_is_told(typed: str) -> None:
    assert tells_of_having(typed)


@pytest.mark.parametrize("typed", ["khai sinh với hộ khẩu làm gộp ở trên rồi mà, không cần nữa", "khai sinh xong rồi"])
def test_what_is_done_tells_of_no_having(typed: str) -> None:
    assert not tells_of_having(typed)
