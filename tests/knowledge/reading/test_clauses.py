"""How clauses are meant: only what is said of the case counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.clauses import (
    Mood,
    accented,
    begins_with_kin,
    is_denied,
    is_foreign,
    read_clauses,
    small_words,
    wants,
)
from knowledge.text.fold import fold


def moods(typed: str) -> list[Mood]:
    return [clause.mood for clause in read_clauses(accented(typed))]


@pytest.mark.parametrize(
    ("typed", "mood"),
    [
        ("có giấy chứng sinh rồi", Mood.SAID),
        ("làm khai sinh có cần giấy chứng sinh không", Mood.ASKED),
        ("phải có căn cước không con", Mood.ASKED),
        ("giấy chứng sinh thì xin ở đâu", Mood.ASKED),
        ("nộp online hay ra phường", Mood.ASKED),
        ("cần gì vậy", Mood.ASKED),
        ("thuế trước bạ đóng chưa", Mood.ASKED),
        ("có cưới hỏi đàng hoàng", Mood.SAID),
        ("không có gì hết", Mood.SAID),
        ("chưa nhờ ai", Mood.SAID),
        ("có quyết định thôi việc", Mood.SAID),
        ("chưa đi làm căn cước bao giờ", Mood.SAID),
        ("nếu quá hạn thì phạt", Mood.SUPPOSED),
        ("giả sử mất giấy", Mood.SUPPOSED),
        ("muốn bán đất cho con", Mood.WANTED),
        ("sang năm em mới cưới", Mood.WISHED),
        ("trước đây có giấy", Mood.PAST),
        ("hàng xóm có giấy chứng sinh", Mood.OTHER),
        ("nghe nói phải có giấy", Mood.OTHER),
        ("bà ngoại em 80 thì có rồi", Mood.OTHER),
        ("chị họ tôi làm rồi", Mood.OTHER),
        ("chị tôi nộp qua mạng", Mood.RELATIVE),
    ],
)
def test_one_clause(typed: str, mood: Mood) -> None:
    assert moods(typed) == [mood]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("chị em thì có giấy chứng sinh còn em không", ["còn em không"]),
        ("hàng xóm làm rồi, em thì chưa", ["em thì chưa"]),
        ("năm ngoái còn hộ nghèo, năm nay thoát rồi", ["năm nay thoát rồi"]),
        ("trước ở nhà thuê nhưng giờ có nhà rồi", ["nhưng giờ có nhà rồi"]),
        ("có giấy rồi. Nộp ở đâu vậy?", ["có giấy rồi"]),
        ("nếu quá hạn thì sao", []),
    ],
)
def test_what_is_said_of_the_case(typed: str, said: list[str]) -> None:
    assert [clause.text for clause in read_clauses(accented(typed)) if clause.mood is Mood.SAID] == said


@pytest.mark.parametrize("typed", ["nếu quá hạn thì phạt", "hàng xóm có giấy chứng sinh", "có giấy rồi, nộp ở đâu"])
def test_without_marks_the_same(typed: str) -> None:
    assert moods(fold(typed)) == moods(typed)


def test_help_that_is_asked_for_is_taken_away() -> None:
    assert "nhờ" not in accented("nhờ bạn xem giúp mình")
    assert "nhờ" in accented("nhờ bạn đi nộp")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("bằng A1… à không, bằng B1", ["à không", "bằng b1"]),
        ("xã họp rồi, à nhầm, mới họp tổ thôi", ["à nhầm", "mới họp tổ thôi"]),
        ("dời nhà à không dời cái kho", ["à không dời cái kho"]),
        ("tui tự đi. lộn, chồng tui đi", ["nhầm", "chồng tôi đi"]),
        ("nhà thuê à không", ["nhà thuê", "à không"]),  # nothing comes after it: a question without its sign
        ("à nhầm, hai vợ chồng", ["à nhầm", "hai vợ chồng"]),  # takes back an earlier message
    ],
)
def test_what_a_message_takes_back_does_not_count(typed: str, kept: list[str]) -> None:
    assert [clause.text for clause in read_clauses(accented(typed)) if clause.mood is not Mood.TAKEN_BACK] == kept


def test_sentences_that_ask_for_a_wish() -> None:
    assert wants("Bạn muốn làm gì?")
    assert not wants("Bé có giấy chứng sinh không?")


def test_denials_and_small_words() -> None:
    assert is_denied("không phải cấp hồi 2003")
    assert not is_denied("cấp hồi 2003")
    assert "nam" in small_words()


@given(st.text(max_size=200))
def test_any_text_has_clauses(text: str) -> None:
    for clause in read_clauses(accented(text)):
        assert clause.text
        assert clause.mood in Mood


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("yesterday my neighbour lost her birth certificate", True),
        ("je voudrais savoir si le bureau est ouvert", True),
        ("em gửi qua email với facebook rồi", False),
        ("giấy chứng sinh của bé", False),
        ("online", False),
    ],
)
def test_another_language(text: str, foreign: bool) -> None:
    assert is_foreign(text) == foreign


def test_a_question_in_a_sentence_of_its_own_leaves_what_was_told() -> None:
    assert read_clauses("tui hai sáu tuổi rồi. mà chưa đăng ký có bị phạt không?")[0].mood is Mood.SAID
    assert read_clauses("vẫn ở chung nhà mà tách được không")[0].mood is Mood.ASKED


def test_a_neighbour_as_a_border_and_a_third_person_are_of_the_case() -> None:
    assert read_clauses("một bên giáp tường nhà bác hàng xóm")[0].mood is Mood.SAID
    assert read_clauses("đất tui có sổ, mà ông ấy không chịu họp")[0].mood is Mood.SAID
    assert read_clauses("hàng xóm có sổ rồi")[0].mood is Mood.OTHER


def test_a_clause_may_begin_with_somebody_else() -> None:
    assert begins_with_kin("bố vợ 62 tuổi")
    assert not begins_with_kin("tôi 62 tuổi")
