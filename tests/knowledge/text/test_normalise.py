"""One written form for what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.fold import fold
from knowledge.text.normalise import clean, dictionary, expand, normalise

SENTENCES = [
    ("dk tam tru can j z", "dang ky tam tru can gi vay"),
    ("đk tạm trú cần j zậy", "đăng ký tạm trú cần gì vậy"),
    ("làm GKS hết bn tiền", "làm giấy khai sinh hết bao nhiêu tiền"),
    ("bn ơi cho mình hỏi", "bạn ơi cho mình hỏi"),
    ("hông biết, hổng có", "không biết, không có"),
    ("hết 20k, 20 k thôi", "hết 20k, 20 k thôi"),
    ("khoẻ hoà thuỷ", "khỏe hòa thủy"),
    ("tòan hùynh", "toàn huỳnh"),
    ("quý quỳ", "quý quỳ"),
    ("ＣＴ０１", "ct01"),
    ("công trình cấp III", "công trình cấp iii"),
    ("ơiiiii", "ơi"),
    ("mất CCCD với bằng lái", "mất căn cước công dân với bằng lái"),
    ("tạm\u200b  trú\n\tở\u00a0đây", "tạm trú ở đây"),
    ("mẹ em chưa đẻ", "mẹ em chưa đẻ"),
    ("Tui rớt cái bóp, chừ mần lại răng đây", "tôi mất cái ví, giờ làm lại sao đây"),
    ("mạ tui nỏ biết mô", "mẹ tôi không biết đâu"),
    ("mở cấy quán ni cần giấy chi rứa", "mở cái quán này cần giấy gì vậy"),
    ("bữa mô có, nộp ở mô hè", "bữa nào có, nộp ở đâu nhỉ"),
    ("trg công bt thôi, hk 1", "trường công bình thường thôi, học kỳ 1"),
    ("bé nh e hk lớp 5, hok bt j", "bé nhà em học lớp 5, không biết gì"),
    ("ck e ns là k dc", "chồng em nói là không được"),
    ("e 22t, kon e 3t", "em 22 tuoi, con em 3 tuoi"),
]
PLAIN = [
    "biểu mẫu, biểu phí",
    "thiệt hại do bão",
    "bị bóp cổ",
    "nhổ răng ở phòng khám răng",
    "gây tê",
    "quy mô, mô hình",
    "nghỉ hè",
    "chi nhánh, chi phí, cần chi phí gì",
    "chụp ảnh, 2 ảnh 4x6",
    "cày cấy, cấy ghép",
    "xi mạ",
    "giấy má lộn xộn",
    "bằng lái a, b, c, d, e",
    "thi rớt, đẻ rớt",
    "xe 15t",
    "cho chi em hoi",
]


@pytest.mark.parametrize(("typed", "wanted"), SENTENCES)
def test_what_people_type(typed: str, wanted: str) -> None:
    assert normalise(typed) == wanted


@pytest.mark.parametrize("typed", PLAIN)
def test_what_is_no_dialect_stays(typed: str) -> None:
    assert normalise(typed) == typed


def test_decomposed_text_is_the_same_text() -> None:
    import unicodedata

    assert normalise(unicodedata.normalize("NFD", "Đăng ký thường trú")) == "đăng ký thường trú"


def test_no_meaning_holds_a_short_form() -> None:
    short_forms = dictionary()
    contexts = [way.mean for form, ways in short_forms.contexts.items() for way in ways if way.mean != form]
    for meaning in [*short_forms.words.values(), *contexts]:
        assert normalise(meaning) == meaning
        assert normalise(fold(meaning)) == fold(meaning)


@given(st.text(max_size=300))
def test_normalise_settles_and_never_raises(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert len(once) <= 40 * len(text)


@given(st.text(max_size=300))
def test_clean_settles(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_a_short_form_with_several_meanings_needs_its_neighbour() -> None:
    assert expand("cho b hỏi") == "cho bạn hỏi"
    assert expand("bằng b hạng") == "bằng b hạng"
