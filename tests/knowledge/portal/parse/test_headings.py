"""What the headings of a record say of the rows below them, each by a hand-written example."""

from __future__ import annotations

import pytest

from knowledge.portal.parse.headings import Meaning, read_heading, read_headings, without_bullet
from knowledge.portal.record import CaseRows, Row


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("", Meaning.EVERYBODY),
        ("Thành phần hồ sơ", Meaning.EVERYBODY),
        ("* Giấy tờ phải nộp:", Meaning.EVERYBODY),
        ("* Giấy tờ phải xuất trình", Meaning.EVERYBODY),
        ("Hồ sơ bao gồm:", Meaning.EVERYBODY),
        ("* Lưu ý:", Meaning.NOTES),
        ("(*) Lưu ý", Meaning.NOTES),
        ("Ghi chú", Meaning.NOTES),
        ("b) Số lượng hồ sơ", Meaning.NOTES),
        ("Trường hợp chuyển nhượng", Meaning.CASE),
        ("1.2. Đối với cá nhân", Meaning.CASE),
        ("a) Nếu là hộ nghèo", Meaning.CASE),
        ("Hồ sơ đề nghị cấp lại", Meaning.CASE),
        ("Gia hạn giấy phép", Meaning.CASE),
        ("Trường hợp ủy quyền", Meaning.AUTHORISED),
        ("Trường hợp uỷ quyền thực hiện thủ tục", Meaning.AUTHORISED),
    ],
)
def test_headings(text: str, meaning: Meaning) -> None:
    assert read_heading(text).meaning is meaning


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("* Giấy tờ phải xuất trình", True),
        ("* Giấy tờ phải nộp", False),
        ("Giấy tờ phải nộp hoặc xuất trình", False),
        ("Thành phần hồ sơ", False),
    ],
)
def test_headings_that_say_shown(text: str, present: bool) -> None:
    assert read_heading(text).present is present


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("- Đơn đề nghị", "Đơn đề nghị"),
        ("a) Đơn đề nghị", "Đơn đề nghị"),
        ("(1.2) Đơn đề nghị", "Đơn đề nghị"),
        ("IV. Đơn đề nghị", "Đơn đề nghị"),
        ("a.1) Đơn đề nghị", "Đơn đề nghị"),
        ("a1.2) - Đơn đề nghị", "Đơn đề nghị"),
        ("02 ảnh 4x6", "02 ảnh 4x6"),
        ("C/O mẫu D", "C/O mẫu D"),
    ],
)
def test_bullets(text: str, bare: str) -> None:
    assert without_bullet(text) == bare


def test_one_case_alone_is_nothing_to_choose() -> None:
    headings = read_headings((CaseRows(name="Trường hợp cấp mới", rows=(Row(name="Đơn"),)),))
    assert [heading.meaning for heading in headings] == [Meaning.EVERYBODY]


def test_names_that_are_no_kind_of_papers_name_cases() -> None:
    rows = (Row(name="Đơn"),)
    headings = read_headings((CaseRows(name="Cá nhân", rows=rows), CaseRows(name="Tổ chức", rows=rows)))
    assert [heading.meaning for heading in headings] == [Meaning.CASE, Meaning.CASE]


def test_a_sentence_about_a_paper_is_told_and_is_no_case() -> None:
    heading = read_heading("Trong phiếu nêu rõ lý do cần khai thác thông tin")
    assert (heading.meaning, heading.told) == (Meaning.EVERYBODY, True)


def test_what_comes_on_top_is_no_case_of_its_own() -> None:
    heading = read_heading("Ngoài ra, tùy từng trường hợp, nộp thêm một trong các chứng từ sau")
    assert (heading.meaning, heading.adds, heading.one_of) == (Meaning.EVERYBODY, True, True)


def test_shown_when_handing_in_and_copies_compared() -> None:
    assert read_heading("Giấy tờ phải xuất trình khi nộp hồ sơ").present
    assert not read_heading("Hồ sơ gồm bản sao và xuất trình bản chính để đối chiếu").present


@pytest.mark.parametrize(
    "heading",
    [
        "Trường hợp có nhiều người chung đất, ngoài các giấy tờ trên thì nộp thêm văn bản thỏa thuận",
        "Đối với trường hợp giao rừng thì phải có thêm các tài liệu sau",
        "Hồ sơ đối với phần thay đổi kết cấu bến",
    ],
)
def test_papers_on_top_of_others_are_no_case_to_choose(heading: str) -> None:
    read = read_heading(heading)
    assert (read.meaning, read.adds) == (Meaning.EVERYBODY, True)


@pytest.mark.parametrize("heading", ["Hồ sơ Sở Y tế trình Chủ tịch tỉnh, gồm", "Hồ sơ hằng tháng chuyển đến Sở Nội vụ"])
def test_what_offices_send_each_other(heading: str) -> None:
    assert read_heading(heading).meaning is Meaning.OFFICE


def test_one_of_several_forms_of_a_paper() -> None:
    assert read_heading("Xuất trình thẻ theo một trong các hình thức sau đây").one_of
