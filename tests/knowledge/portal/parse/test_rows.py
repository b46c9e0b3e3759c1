"""Rows of a dossier: papers and notes told apart, how many of each, each by a hand-written example."""

from __future__ import annotations

import pytest

from knowledge.portal.parse.rows import counts_said, read_row, read_rows
from knowledge.portal.record import Row


@pytest.mark.parametrize(
    ("name", "original", "copies", "expected"),
    [
        ("Đơn đề nghị", 1, 0, (1, 0)),
        ("Đơn đề nghị", 0, 0, (None, None)),
        ("Đơn đề nghị", None, None, (None, None)),
        ("Bản sao giấy phép", 1, 0, (0, 1)),
        ("Bản chụp hộ chiếu", 0, 1, (0, 1)),
        ("02 ảnh cỡ 4x6", 1, 0, (2, 0)),
        ("Đơn đề nghị (02 bản chính)", 1, 0, (2, 0)),
        ("Giấy phép: 01 bản sao", 0, 1, (0, 1)),
        ("Báo cáo, 3 bộ", 1, 0, (1, 0)),
        ("Mẫu theo Thông tư 02/2020/TT-BTP", 1, 0, (1, 0)),
        ("Bản chính và bản sao giấy khai sinh", 1, 1, (1, 1)),
    ],
)
def test_quantities(
    name: str, original: int | None, copies: int | None, expected: tuple[int | None, int | None]
) -> None:
    read = read_row(Row(name=name, original=original, copies=copies), note=False, present=False)
    assert not read.note
    assert (read.original, read.copies) == expected


@pytest.mark.parametrize(
    ("text", "counted", "note"),
    [
        ("Lưu ý: giấy tờ nước ngoài phải hợp pháp hóa lãnh sự", True, True),
        ("Trường hợp nộp trực tuyến thì không phải nộp bản giấy", False, True),
        ("Số lượng hồ sơ: 01 bộ", False, True),
        ("Số lượng: 01 bộ", True, True),
        ("Không quy định", True, True),
        ("Thành phần hồ sơ gồm:", False, True),
        ("Giấy tờ sau đây:", False, True),
        ("Người yêu cầu phải chịu trách nhiệm về nội dung khai", False, True),
        ("Tờ khai đăng ký", False, False),
        ("Một trong các giấy tờ sau:", False, False),
        ("Các giấy tờ chứng minh nơi ở", False, False),
        ("Hai ảnh mới chụp", True, False),
    ],
)
def test_notes_among_the_rows(text: str, counted: bool, note: bool) -> None:
    assert read_row(Row(name=text, original=int(counted)), note=False, present=False).note is note


def test_a_row_with_a_form_is_a_paper() -> None:
    row = Row.model_validate({"name": "Theo mẫu kèm theo", "attachments": [{"fileName": "mau.docx"}]})
    read = read_row(row, note=False, present=False)
    assert (read.note, read.forms) == (False, ("mau.docx",))


def test_a_row_that_names_what_is_shown_speaks_of_the_rows_after_it() -> None:
    names = ("Xuất trình các giấy tờ sau:", "Hộ chiếu", "Nộp các giấy tờ sau:", "Đơn đề nghị", "")
    rows = tuple(Row(name=name, original=0) for name in names)
    read = read_rows(rows, note=False, present=False)
    assert [(row.text, row.note, row.present) for row in read] == [
        ("Xuất trình các giấy tờ sau:", True, False),
        ("Hộ chiếu", False, True),
        ("Nộp các giấy tờ sau:", True, False),
        ("Đơn đề nghị", False, False),
    ]


def test_rows_below_a_heading_of_notes_are_notes() -> None:
    (row,) = read_rows((Row(name="Tờ khai đăng ký", original=1),), note=True, present=False)
    assert row.note


@pytest.mark.parametrize(
    ("text", "number"), [("02 bản sao", 2), ("01 bộ", None), ("01 bản chính và 02 bản sao", None), ("Đơn", None)]
)
def test_the_number_a_text_names(text: str, number: int | None) -> None:
    assert counts_said(text) == number
