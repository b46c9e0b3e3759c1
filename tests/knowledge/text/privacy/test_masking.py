"""Personal data is masked in every form in which people type it; numbers that are none stay."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.text.privacy.kinds import MARKERS
from knowledge.text.privacy.masking import kinds, mask, without_markers
from knowledge.text.privacy.words import words

DEV = [json.loads(line) for line in Path(__file__).with_name("dev.jsonl").read_text(encoding="utf-8").splitlines()]
"""Messages with invented numbers, and what is left of them."""
SEPARATORS = (
    " ",
    ".",
    ",",
    "-",
    "_",
    "/",
    "|",
    "•",
    "\u00a0",
    "\n",
    " - ",
    " . ",
    ", ",
    "  ",
    "–",
    "*",
    " rồi ",
    " roi ",
)
SAID = {
    "[số định danh]": ("cccd", "079203117758"),
    "[số CMND]": ("cmnd", "271234554"),
    "[số điện thoại]": ("sđt", "0912345674"),
    "[số tài khoản]": ("stk", "19034567890123"),
    "[số thẻ]": ("thẻ", "4111111111111112"),
    "[số BHXH]": ("mã bhxh", "7916123456"),
    "[mã số thuế]": ("mst", "8012345678"),
}
ASCII_DIGITS = "0123456789"


def test_dev() -> None:
    assert [(row["masked"], got) for row in DEV if (got := mask(row["text"])) != row["masked"]] == []


def test_dev_settles() -> None:
    assert [row["masked"] for row in DEV if mask(row["masked"]) != row["masked"]] == []


@pytest.mark.parametrize("marker", SAID)
@pytest.mark.parametrize("sizes", [(3, 3, 30), (4, 4, 4, 30), (3, 3, 3, 30), (4, 30), (1,) * 30])
def test_forms(marker: str, sizes: tuple[int, ...]) -> None:
    label, number = SAID[marker]
    groups, at = [], 0
    for size in sizes:
        groups.append(number[at : at + size])
        at += size
    for separator in SEPARATORS:
        typed = separator.join(filter(None, groups))
        assert mask(f"{label} {typed} nhé") == f"{label} {marker} nhé"


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("đt 034 thì 6917 thì 208", "đt [số điện thoại]"),
        ("ck vào VPB 198 gạch 774 gạch 302", "ck vào VPB [số tài khoản]"),
        ("dong bhxh 19 nam so la 3105 gach 774 gach 082", "dong bhxh 19 nam so la [số BHXH]"),
        ("bản án số 23-D-04817", "bản án số 23-D-04817"),
        ("nhà có ba con, chín tuổi và sáu tuổi", "nhà có ba con, chín tuổi và sáu tuổi"),
        ("đã nộp 5 triệu, còn lại 12 triệu", "đã nộp 5 triệu, còn lại 12 triệu"),
        ("hộ chiếu vợ C1234567, chồng X 4 0 1 7 7 2 8 nhé", "hộ chiếu vợ [số hộ chiếu], chồng [số hộ chiếu] nhé"),
        ("số cũ 01667 203 481 (11 số)", "số cũ [số điện thoại] (11 số)"),
        ("đất nền đường DT 741 là 4.850.000", "đất nền đường DT 741 là 4.850.000"),
        ("hộ cận nghèo mã số 84-2025-0173", "hộ cận nghèo mã số 84-2025-0173"),
    ],
)
def test_pieces_joined_by_words_and_numbers_that_are_nobody_s(typed: str, masked: str) -> None:
    assert mask(typed) == masked


def test_kinds_in_order_each_once() -> None:
    masked = mask("cccd 079203117758, sđt 0912345674 và 0987654321, cccd vợ 079188001234")
    assert kinds(masked) == ("[số định danh]", "[số điện thoại]")
    assert kinds("không có gì") == ()


def test_without_markers() -> None:
    assert without_markers("".join(MARKERS)).strip() == ""
    assert without_markers("số của em [số điện thoại] ạ").split() == ["số", "của", "em", "ạ"]


def test_markers_stay() -> None:
    text = " ".join(MARKERS)
    assert mask(text) == text
    assert mask(f"{text} 0912345674") == f"{text} [số điện thoại]"


def test_a_number_said_again_is_masked_again() -> None:
    assert mask("stk 123456, nhắc lại 123456, mã 123-456") == (
        "stk [số tài khoản], nhắc lại [số tài khoản], mã [số tài khoản]"
    )


def test_more_numbers_than_anybody_sends_are_masked_whole() -> None:
    text = " ".join(f"{k:02d}" for k in (7, 93, 11, 58, 40, 26) * 20)
    assert not any(char.isdigit() for char in mask(text))


@given(st.text(max_size=300))
def test_settles_and_never_raises(text: str) -> None:
    once = mask(text)
    assert mask(once) == once
    assert len(once) <= 3 * len(text) + 20


PIECES = st.sampled_from(
    [
        *ASCII_DIGITS,
        "079203117758",
        "0912",
        "345",
        "674",
        "271234554",
        "2019",
        "12",
        "123456",
        "1.500.000",
        "B1234567",
        "59X1",
        "-123.45",
        "DN4",
        "1.001193",
        "H29",
        " ",
        " ",
        ".",
        "-",
        "/",
        ", ",
        ". ",
        ":",
        "(",
        ")",
        "+84",
        "\n",
        "@",
        "gmail.com",
        "đ",
        " đồng",
        "k",
        "o",
        "l",
        "O",
        "cccd ",
        "stk ",
        "sđt ",
        "giá ",
        "thửa ",
        "hộ chiếu ",
        "biển số ",
        "không ",
        "chín ",
        "hai ",
        "mươi ",
        "rồi ",
        "[số thẻ]",
        "\u0301",
        "\ufe0f\u20e3",
        "\u200b",
        "１",
        "٣",
        "①",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_settles_on_what_looks_like_numbers(text: str) -> None:
    once = mask(text)
    assert mask(once) == once


@given(
    st.sampled_from(sorted(SAID)),
    st.text(alphabet=ASCII_DIGITS, min_size=8, max_size=8),
    st.lists(st.integers(1, 6), min_size=1, max_size=12),
    st.sampled_from(SEPARATORS[:13]),
    st.sampled_from(["", "em gửi: ", "sinh 12/03/1990, ", "lệ phí 50.000đ, ", "hộ khẩu phường Đakao, "]),
)
def test_no_digit_of_a_masked_number_is_left(
    marker: str, tail: str, sizes: list[int], separator: str, before: str
) -> None:
    label, example = SAID[marker]
    number = (example[:-8] + tail) if len(example) > 9 else example[:1] + tail
    assume(not number.endswith("000"))
    groups, at = [], 0
    for size in sizes:
        groups.append(number[at : at + size])
        at += size
    groups.append(number[at:])
    groups = [group for group in groups if group]
    assume(len(groups) <= 5 or all(len(group) == 1 for group in groups))
    assume(all(len(group) > 1 for group in groups) or len(groups) == len(number))
    assume(not any(re.fullmatch(r"(?:19|20)\d\d", group) for group in groups))
    masked = mask(f"{before}{label} {separator.join(groups)} ạ, {number}")
    assert number not in re.sub(r"\D", "", masked)
    assert masked.startswith(before)
    assert marker in masked


DIGITS = st.text(alphabet=ASCII_DIGITS, min_size=7, max_size=7)
FILLERS = st.sampled_from(["", "của em", "bên vợ tôi", "cũ của mẹ em là", "em ghi lại đây:", "hình như là"])


@given(
    st.sampled_from(["stk", "tài khoản", "số tài khoản", "tk vietcombank", "stk bên bidv"]),
    st.sampled_from(["", "nhận tiền", "nhận lương hưu", "nhận trợ cấp", "hội phí", "nhận tiền hỗ trợ nhà"]),
    FILLERS,
    DIGITS,
    st.sampled_from([(13,), (4, 4, 5), (1,) * 13]),
)
def test_an_account_is_none_of_the_sums_it_receives(
    label: str, purpose: str, filler: str, tail: str, sizes: tuple[int, ...]
) -> None:
    number, groups = f"102847{tail}", []
    for size in sizes:
        groups.append(number[:size])
        number = number[size:]
    assume("000" not in tail)
    assert mask(f"{label} {purpose} {filler} {' '.join(groups)} ạ").endswith(" [số tài khoản] ạ")


@given(st.sampled_from(["thuế:", "Thuế của vợ em:", "thuế em", "thuế cá nhân số"]), DIGITS, st.sampled_from(["", " "]))
def test_ten_digits_behind_tax_are_its_payer(label: str, tail: str, separator: str) -> None:
    assume(not tail.endswith("000"))
    assert mask(f"{label} 851{separator}{tail}") == f"{label} [mã số thuế]"


@given(st.integers(100_000, 99_999_999), st.sampled_from(["thuế", "lương", "phí", "giá", "số tiền", "tiền đất"]))
def test_sums_stay(amount: int, label: str) -> None:
    for written in (f"{amount:,}", f"{amount:,}".replace(",", "."), str(amount)):
        assert mask(f"{label} {written} có đúng không") == f"{label} {written} có đúng không"


@given(st.integers(0, 999_999), st.integers(0, 999_999), st.sampled_from([" - ", " tới ", " → ", ", mới "]))
def test_readings_of_a_meter_stay(old: int, new: int, between: str) -> None:
    text = f"chỉ số {old:06d}{between}{new:06d} đúng không"
    assert mask(text) == text


@given(
    st.floats(8.5, 23.4), st.floats(102.1, 109.5), st.integers(4, 7), st.sampled_from([", ", ",", " - ", "; kinh độ "])
)
def test_places_on_the_map_stay(north: float, east: float, decimals: int, between: str) -> None:
    text = f"vị trí {north:.{decimals}f}{between}{east:.{decimals}f} ở đây"
    assert mask(text) == text


@given(
    st.integers(5, 11),
    st.integers(12, 22),
    st.sampled_from(["00", "15", "30", "45"]),
    st.sampled_from(["-", " - ", " đến "]),
)
def test_office_hours_stay(first: int, last: int, minutes: str, between: str) -> None:
    for written in (f"{first:02d}{minutes}{between}{last}{minutes}", f"{first}h{minutes}{between}{last}h{minutes}"):
        assert mask(f"giờ {written}, thứ bảy nghỉ") == f"giờ {written}, thứ bảy nghỉ"


@given(
    st.sampled_from(sorted(set(SAID) - {"[số thẻ]"})),
    st.integers(2, 99),
    st.sampled_from(["tuổi", "tháng", "bản", "cháu"]),
    st.sampled_from([" ", ", ", ". "]),
)
def test_what_is_counted_behind_a_number_stays(marker: str, count: int, unit: str, separator: str) -> None:
    label, number = SAID[marker]
    assume(marker != "[mã số thuế]" or separator == " ")
    assert mask(f"{label} {number}{separator}{count} {unit}") == f"{label} {marker}{separator}{count} {unit}"


@pytest.mark.parametrize("closed", ["tài khoản có rồi, ", "sđt em gửi rồi, ", "có cần cccd không? "])
@pytest.mark.parametrize("harmless", ["1900.1674.84", "04.02.1959 - 06.11.1967", "km 649+511", "12.847.163"])
def test_what_was_said_ends_with_its_clause(closed: str, harmless: str) -> None:
    assert mask(closed + harmless) == closed + harmless


def is_silent(text: str) -> bool:
    """Whether a text holds neither digits in any script nor words that stand for one, nor an address."""
    digits = any(unicodedata.digit(char, -1) >= 0 for char in text)
    typed = set(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).lower()))
    return not digits and "@" not in text and typed.isdisjoint(words().spoken.keys() | words().ten | words().tens)


@given(st.text(max_size=200).filter(is_silent))
def test_text_without_digits_is_unchanged(text: str) -> None:
    assert mask(text) == text


@given(st.text(alphabet=st.characters(blacklist_categories=("Nd", "No", "Nl")), max_size=50), st.integers(0, 10**9))
def test_twelve_digits_never_survive(around: str, number: int) -> None:
    identity = f"079{number:09d}"[:12]
    assert identity not in mask(f"{around} {identity} {around}")


BENIGN = (
    "Dạ em muốn hỏi làm giấy khai sinh cho con ở phường 5, bé sinh ngày 12/03/2024 thì cần giấy tờ gì, cảm ơn. " * 10
)
HARD = [
    "1" * 1000,
    "0792031177580912345674" * 45,
    ". " * 500,
    " " * 1000,
    "-/._ ()|" * 125,
    "1 " * 500,
    "7.3.0.9." * 125,
    "12-34 " * 166,
    "o1" * 500,
    "lO" * 500,
    "1a" * 500,
    "1 rồi " * 166,
    "không chín " * 90,
    "hai mươi " * 111,
    "@" * 1000,
    "a@" * 500,
    "a" * 999 + "@",
    "a@b" + ".c" * 498,
    "a còng " * 142,
    "59X1-" * 200,
    "B123456 " * 125,
    "B1 2 3 4 5 6 " * 76,
    "hs4 0 1 " * 125,
    "1.001193.000.00.00." * 52,
    "000.00.16.H29-" * 71,
    "-123456" * 142,
    "10.76262," * 111,
    "1.500.000 " * 100,
    "12/03/1990 " * 90,
    "2019 " * 200,
    "cccd sđt stk " * 76,
    "stk 123456 " * 90,
    "biển số 1234 " * 76,
    "xe 12 34 " * 111,
    "a\u0301" * 500,
    "\u0301" * 1000,
    "1\ufe0f\u20e3" * 333,
    "[số thẻ] 123 " * 76,
    "((((+84" * 142,
    "stk rồi, " * 111,
    "gmail a.b-c_d" * 76,
    "an84.an84 gmail " * 62,
    "biển số hai ba a " * 58,
    "2301847.16, 581926 " * 52,
    "10°46'33 " * 111,
    "hộ chiếu a1b2c3d " * 58,
    "nợ tiền, ngân hàng " * 52,
]


def seconds(text: str) -> float:
    """How long masking a text takes: the quickest of several times."""
    times = []
    for _ in range(5):
        start = time.thread_time()
        mask(text)
        times.append(time.thread_time() - start)
    return min(times)


@pytest.mark.parametrize("text", HARD, ids=lambda text: text[:12])
def test_no_text_takes_long(text: str) -> None:
    """No pattern backtracks badly: a hostile text takes a few times as long as a harmless one, at any length."""
    for copies in (1, 4):
        assert seconds(text[:1000] * copies) < 20 * seconds(BENIGN[:1000] * copies)
