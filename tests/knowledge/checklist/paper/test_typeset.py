from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge.checklist.paper import qr_svg, typeset
from knowledge.checklist.paper.typeset import render
from tests.knowledge.checklist.paper.pdf import letters, pages

MARKS = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
EVERY_LETTER = unicodedata.normalize("NFC", "".join(vowel + mark for vowel in VOWELS for mark in MARKS)) + "đĐ₫–“”…"
TEMPLATE = """#import "page.typ": data, qr, sheet
#show: sheet.with(title: data.title)
= #data.title
#data.name
#if "qr" in data { qr(data.qr, 30mm) }
"""


@pytest.fixture(autouse=True)
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    shutil.copy(typeset.TEMPLATES / "page.typ", tmp_path)
    (tmp_path / "probe.typ").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "broken.typ").write_text("#data.nothing", encoding="utf-8")
    monkeypatch.setattr(typeset, "TEMPLATES", tmp_path)
    typeset._press.cache_clear()
    yield
    typeset._press.cache_clear()


def test_every_vietnamese_letter_is_printed_and_can_be_copied() -> None:
    pdf = render("probe", {"title": "Khai sinh", "name": EVERY_LETTER})
    assert set(EVERY_LETTER) <= letters(pdf)
    assert b"pdfuaid" in pdf, "every letter is in the font, so the sheet is PDF/UA-1"


def test_decomposed_letters_are_composed() -> None:
    pdf = render("probe", {"title": "Khai sinh", "name": unicodedata.normalize("NFD", "Đăng ký hộ tịch")})
    assert {"ă", "ý", "ộ", "ị"} <= letters(pdf)


def test_the_metadata_tell_title_and_language() -> None:
    pdf = render("probe", {"title": "Khai sinh", "name": "x"})
    assert b"Khai sinh" in pdf
    assert b"/Lang(vi-VN)" in pdf
    assert b"/StructTreeRoot" in pdf


def test_a_letter_that_the_font_lacks_does_not_cost_the_sheet() -> None:
    pdf = render("probe", {"title": "Khai sinh", "name": "漢 Đăng ký"})
    assert pages(pdf) == 1
    assert b"pdfuaid" not in pdf
    assert "Đ" in letters(pdf)


def test_what_only_other_fonts_have_is_taken_from_them_and_bullets_of_word_are_bullets() -> None:
    pdf = render("probe", {"title": "Khai sinh", "name": "≤ и \uf0fc"})
    assert {"≤", "и", "•"} <= letters(pdf)
    assert b"pdfuaid" in pdf


def test_a_qr_code_stands_on_the_sheet() -> None:
    plain = render("probe", {"title": "x", "name": "x"})
    with_code = render("probe", {"title": "x", "name": "x", "qr": qr_svg("https://mot-cua.example/")})
    assert len(with_code) > len(plain)


def test_equal_data_give_equal_bytes_in_any_thread() -> None:
    def make(number: int) -> bytes:
        return render("probe", {"title": "x", "name": f"Tờ {number % 3}"})

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(make, range(24)))
    assert all(found[number] == found[number % 3] for number in range(24))
    assert len(set(found)) == 3


def test_markup_in_the_data_stays_text() -> None:
    pdf = render("probe", {"title": "#panic()", "name": '#image("/etc/passwd") *a* $x$ @b <c> \\ '})
    assert {"#", "*", "$", "@", "<", "\\"} <= letters(pdf)


@pytest.mark.parametrize("name", ["none", "../probe", "probe.typ", ""])
def test_an_unknown_template_is_refused(name: str) -> None:
    with pytest.raises(KeyError):
        render(name, {})


def test_a_template_that_cannot_be_set_says_so() -> None:
    with pytest.raises(ValueError, match="broken"):
        render("broken", {})
