"""Options are whole, all different, and told apart by their first words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.portal.parse.option_labels import TOLD_APART, case_of, option_labels

LONG = "Đăng ký thuế lần đầu đối với người nộp thuế là cá nhân có thu nhập chịu thuế, không kinh doanh - Trường hợp nộp"


def test_what_follows_is_no_part_of_the_name() -> None:
    assert case_of("Trường hợp mất giấy, hồ sơ gồm") == "Trường hợp mất giấy"
    assert case_of("Trường hợp rách\n giấy gồm:") == "Trường hợp rách giấy"
    assert case_of("Trường hợp cấp mới thì hồ sơ đăng ký phải kèm theo") == "Trường hợp cấp mới"
    assert case_of("Hồ sơ gồm") == "Hồ sơ gồm"


def test_what_tells_two_apart_comes_first() -> None:
    first, second = option_labels([f"{LONG} qua cơ quan chi trả", f"{LONG} trực tiếp"])
    assert (first, second) == (f"Qua cơ quan chi trả – {LONG}", f"Trực tiếp – {LONG}")


def test_the_plain_case_keeps_its_name() -> None:
    assert option_labels([LONG, f"{LONG} trực tiếp"]) == [LONG, f"Trực tiếp – {LONG}"]


@given(st.lists(st.text("ab gồm", min_size=1, max_size=2 * TOLD_APART), min_size=1, max_size=5, unique=True))
def test_different_headings_have_different_labels(texts: list[str]) -> None:
    flat = [" ".join(text.split()) for text in texts]
    if all(flat) and len(set(map(str.casefold, flat))) == len(flat):
        assert len(set(option_labels(flat))) == len(flat)
