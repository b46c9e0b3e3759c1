"""Rows of a dossier: papers and notes told apart, how many of each, each by a hand-written example."""

from __future__ import annotations

import pytest

from knowledge.portal.parse.headings import Heading, Meaning
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
    read = read_rows(rows, Heading("", Meaning.EVERYBODY))
    assert [(row.text, row.note, row.present) for row in read] == [
        ("Xuất trình các giấy tờ sau:", True, False),
        ("Hộ chiếu", False, True),
        ("Nộp các giấy tờ sau:", True, False),
        ("Đơn đề nghị", False, False),
    ]


@pytest.mark.parametrize(
    ("name", "original", "copies", "either", "either_copy"),
    [
        ("Hợp đồng (bản chính hoặc bản sao có chứng thực)", 1, 1, True, False),
        ("Bản sao hoặc bản chính nghị quyết", 1, 1, True, False),
        ("Bản sao có chứng thực hoặc bản sao kèm bản chính để đối chiếu", 0, 1, False, True),
        ("Bản chụp giấy phép, xuất trình bản chính để đối chiếu", 0, 1, False, False),
        ("Giấy phép hoặc quyết định thành lập", 1, 1, False, False),
    ],
)
def test_or_is_one_and_not_two(name: str, original: int, copies: int, either: bool, either_copy: bool) -> None:
    read = read_row(Row(name=name, original=1, copies=1), note=False, present=False)
    assert (read.original, read.copies, read.either, read.either_copy) == (original, copies, either, either_copy)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Trường hợp thuê mua nhà ở xã hội:", True),
        ("Trường hợp gửi qua bưu chính thì nộp bản sao các giấy tờ nêu trên", True),
        ("Đối với hồ sơ đã có dữ liệu thì không phải nộp bản sao", True),
        ("Cơ quan đăng ký có trách nhiệm tra cứu thông tin", True),
        ("Hồ sơ của tổ chức đề nghị cấp phép bao gồm:", True),
        ("Trường hợp ủy quyền thì nộp văn bản ủy quyền", False),
        ("Đối với xe: Giấy đăng ký xe", False),
        ("Tài liệu chứng minh năng lực, bao gồm:", False),
        ("Giấy phép nhập khẩu:", False),
    ],
)
def test_a_counted_row_that_demands_nothing_is_a_note(text: str, note: bool) -> None:
    assert read_row(Row(name=text, original=1), note=False, present=False).note is note


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Người yêu cầu xuất trình một trong các giấy tờ sau: Căn cước; Hộ chiếu", True),
        ("Giấy tờ phải xuất trình: Hộ chiếu", True),
        ("Bản sao và xuất trình bản chính để đối chiếu", False),
        ("Văn bản ủy quyền (người được ủy quyền phải xuất trình Căn cước)", False),
        ("Thủ tục thực hiện đồng thời, không yêu cầu xuất trình văn bản", False),
    ],
)
def test_what_is_shown(text: str, shown: bool) -> None:
    assert read_row(Row(name=text, original=1), note=False, present=False).present is shown


def test_one_of_several_is_said_of_those_with_a_deeper_bullet() -> None:
    names = ("Đơn đề nghị", "- Một trong các giấy tờ sau:", "+ Sổ hộ khẩu", "+ Giấy xác nhận", "- Hộ chiếu")
    rows = tuple(Row(name=name, original=1) for name in names)
    read = read_rows(rows, Heading("", Meaning.EVERYBODY))
    assert [bool(row.one_of) for row in read] == [False, False, True, True, False]


def test_rows_below_a_heading_of_one_of_several_and_of_what_comes_on_top() -> None:
    rows = (Row(name="Đơn đề nghị", original=1), Row(name="Hộ chiếu", original=1))
    first, second = read_rows(rows, Heading("Một trong các giấy tờ sau", Meaning.EVERYBODY, one_of=True))
    assert (first.optional, second.optional) == (False, True)
    added = read_rows(rows, Heading("Ngoài ra, tùy từng trường hợp nộp thêm", Meaning.EVERYBODY, adds=True))
    assert all(row.only_in for row in added)


def test_rows_below_a_heading_of_notes_are_notes() -> None:
    (row,) = read_rows((Row(name="Tờ khai đăng ký", original=1),), Heading("Lưu ý", Meaning.NOTES))
    assert row.note


@pytest.mark.parametrize(
    ("text", "number"), [("02 bản sao", 2), ("01 bộ", None), ("01 bản chính và 02 bản sao", None), ("Đơn", None)]
)
def test_the_number_a_text_names(text: str, number: int | None) -> None:
    assert counts_said(text) == number


def told(*names: str, heading: str = "") -> list[tuple[str, str]]:
    """Each paper with its case."""
    rows = tuple(Row(name=name, original=1, copies=0) for name in names)
    return [(row.text, row.only_in) for row in read_rows(rows, Heading(heading, Meaning.EVERYBODY)) if not row.note]


def test_papers_below_the_case_that_a_row_names() -> None:
    papers = told("Đơn đề nghị", "- Đối với dự án trên sông:", "+ Bản vẽ thi công", "+ Thẻ đo (nếu có)", "- Sơ đồ")
    assert papers == [
        ("Đơn đề nghị", ""),
        ("Bản vẽ thi công", "Đối với dự án trên sông"),
        ("Thẻ đo (nếu có)", "nếu có"),
        ("Sơ đồ", ""),
    ]


def test_cases_that_lost_their_papers_are_told_together() -> None:
    papers = told("- Trường hợp thuê mua:", "- Trường hợp thuê:", "+ Đơn thuê mua", "+ Đơn thuê")
    assert {case for _, case in papers} == {"Trường hợp thuê mua / Trường hợp thuê"}


@pytest.mark.parametrize(
    "text",
    [
        "Các tài liệu khác tùy theo hình thức đề nghị. Cụ thể:",
        "Trường hợp ủy quyền cho bưu chính thì việc ủy quyền thực hiện theo quy định tại khoản 2 Điều 12",
        "Trường hợp máy hỏng thì cơ sở khám bệnh, chữa bệnh có trách nhiệm gửi hồ sơ cho cơ quan bảo hiểm",
        "Hồ sơ đăng ký trên môi trường điện tử bao gồm các giấy tờ theo quy định tại Luật",
    ],
)
def test_a_rule_or_an_announcement_is_no_paper(text: str) -> None:
    assert read_row(Row(name=text, original=1, copies=0), note=False, present=False).note


@pytest.mark.parametrize(
    "text",
    ["Bảo sao giấy đăng ký kinh doanh", "Trừ trường hợp đã có, người được ủy quyền phải có văn bản ủy quyền"],
)
def test_a_paper_that_began_like_a_note(text: str) -> None:
    assert not read_row(Row(name=text, original=1, copies=0), note=False, present=False).note
