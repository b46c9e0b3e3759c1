"""A whole record as a procedure: cases, papers, quantities and labels, each by a hand-written example."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.checklist.phrases import short_label
from knowledge.portal.parse.fees import cut
from knowledge.portal.parse.procedure import Parsed, field_key, parse_record, title_of
from knowledge.portal.record import record_of
from knowledge.portal.repair import law_number, unglue
from knowledge.schema.conditions import Level, Method
from knowledge.schema.procedure import SCREEN, Procedure
from tests.knowledge.portal.conftest import DAY, record


def parsed(**changes: Any) -> Parsed:
    return parse_record(record_of(record(**changes)), DAY)


def case(name: str, *rows: str | dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "profileComponents": [row if isinstance(row, dict) else paper(row) for row in rows]}


def paper(name: str, original: int = 1, copies: int = 0) -> dict[str, Any]:
    return {"name": name, "originalQty": original, "copyQty": copies}


def listed(found: Parsed) -> list[tuple[str, dict[str, list[str]]]]:
    """The documents with their conditions."""
    return [(found.document_types[entry.type].name, entry.when.model_dump()) for entry in found.procedure.documents]


def test_cases_that_are_alternatives() -> None:
    found = parsed(executionCases=[case("Trường hợp cấp mới", "Đơn A"), case("Trường hợp cấp lại", "Đơn B")])
    (question,) = found.procedure.questions
    assert (question.id, [option.say for option in question.options]) == (
        "case",
        ["Trường hợp cấp mới", "Trường hợp cấp lại"],
    )
    assert listed(found) == [("Đơn A", {"case": ["c1"]}), ("Đơn B", {"case": ["c2"]})]


def test_papers_for_everybody_beside_a_case() -> None:
    found = parsed(executionCases=[case("Thành phần hồ sơ", "Đơn A"), case("Trường hợp hộ nghèo", "Giấy B")])
    (question,) = found.procedure.questions
    assert [option.value for option in question.options] == ["c1", "none"]
    assert listed(found) == [("Đơn A", {}), ("Giấy B", {"case": ["c1"]})]


def test_handed_in_shown_and_told_are_no_alternatives() -> None:
    found = parsed(
        executionCases=[
            case("* Giấy tờ phải xuất trình", "Hộ chiếu hoặc thẻ căn cước"),
            case("* Giấy tờ phải nộp", "Tờ khai theo mẫu"),
            case("* Lưu ý", paper("Người yêu cầu nộp giấy tờ là bản sao chứng thực từ bản chính.", 0)),
        ]
    )
    assert found.procedure.questions == ()
    shown, handed_in = found.procedure.documents
    assert (shown.submit, handed_in.present) == (None, None)
    assert shown.present is not None
    assert handed_in.submit is not None
    assert [warning.say for warning in found.procedure.warnings] == [
        "Bản công bố ghi: Người yêu cầu nộp giấy tờ là bản sao chứng thực từ bản chính"
    ]


def test_authorisation_is_asked_apart() -> None:
    found = parsed(
        executionCases=[
            case("Trường hợp cấp mới", "Đơn A"),
            case("Trường hợp cấp lại", "Đơn B"),
            case("Trường hợp ủy quyền", "Văn bản ủy quyền"),
        ]
    )
    assert [question.id for question in found.procedure.questions] == ["case", "authorised"]
    assert [option.say for option in found.procedure.questions[1].options] == ["Trường hợp ủy quyền", "Tự làm"]
    assert listed(found)[-1] == ("Văn bản ủy quyền", {"authorised": ["c1"]})


def test_the_same_paper_in_two_cases_is_one_type() -> None:
    found = parsed(executionCases=[case("Trường hợp A", "Đơn"), case("Trường hợp B", "Đơn", "Giấy phép cũ")])
    first, second, third = (entry.type for entry in found.procedure.documents)
    assert (first == second, third) == (True, "9.000001.d2")


def test_copies_are_certified_or_plain() -> None:
    found = parsed(
        executionCases=[
            case("", paper("Bản sao có chứng thực bằng lái", 0, 2), paper("Bản chụp thẻ", 0, 1), paper("Giấy phép", 0))
        ]
    )
    certified, plain, unstated = (entry.submit for entry in found.procedure.documents)
    assert certified is not None
    assert plain is not None
    assert unstated is not None
    assert (certified.certified_copy, certified.photocopy) == (2, 0)
    assert (plain.certified_copy, plain.photocopy) == (0, 1)
    assert unstated.unstated


def test_a_number_that_ran_into_the_count() -> None:
    assert unglue("Mẫu số 1 Phụ lục số", 31, 0) == ("Mẫu số 1 Phụ lục số 3", 1, 0)
    assert unglue("Thông tư 02/2020/", 1201, None) == ("Thông tư 02/2020/120", 1, None)
    assert unglue("Đơn", 10, 3) == ("Đơn", 10, 3)


def test_a_row_that_speaks_of_the_rows_after_it() -> None:
    found = parsed(
        executionCases=[
            case("", paper("Xuất trình các giấy tờ sau:", 0), "Hộ chiếu", paper("Nộp các giấy tờ sau:", 0), "Đơn")
        ]
    )
    by_name = {found.document_types[entry.type].name: entry for entry in found.procedure.documents}
    assert by_name["Hộ chiếu"].present is not None
    assert by_name["Đơn"].submit is not None


LONG = (
    "Đơn đề nghị cấp giấy phép xây dựng nhà ở riêng lẻ đối với công trình trong khu vực đã có quy hoạch chi tiết "
    "được duyệt theo mẫu số 01 ban hành kèm theo nghị định"
)


def test_a_name_longer_than_a_screen_gets_a_label() -> None:
    (entry,) = parsed(executionCases=[case("", LONG)]).procedure.documents
    kind = parsed(executionCases=[case("", LONG)]).document_types[entry.type]
    assert (kind.name, kind.short) == (LONG, "Đơn đề nghị cấp giấy phép xây dựng nhà ở riêng lẻ")
    assert parsed().document_types["9.000001.d1"].short == ""


@pytest.mark.parametrize("text", ["x" * 500, "x " * 300, "từ, " * 100, "(" * 300, LONG * 3])
def test_labels_fit_a_screen(text: str) -> None:
    assert 0 < len(short_label(text)) <= SCREEN + 1
    assert len(cut(text * 3)) <= 401


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Thủ tục đăng ký khai sinh", "Đăng ký khai sinh"),
        ("1. Thủ tục hành chính: cấp lại thẻ.", "Cấp lại thẻ"),
        ("CẤP GIẤY PHÉP", "Cấp giấy phép"),
        ("Thủ tục", "Thủ tục"),
        ("Cấp\n lại  thẻ", "Cấp lại thẻ"),
    ],
)
def test_titles(name: str, title: str) -> None:
    assert title_of(name) == title


@pytest.mark.parametrize(
    "code", ["9.000001", " 9.000001 ", "9.000001.000.00.00.H41", "9.000001.01", "9.000001.000.00.00.BTP"]
)
def test_old_forms_of_a_code(code: str) -> None:
    assert record_of(record(code=code)).code == "9.000001"


@pytest.mark.parametrize("code", ["", "9", "9.1", "9.0000011", "x.000001", "90.00001", "9.000001-Xoa", "٩.٠٠٠٠٠١"])
def test_what_is_no_code(code: str) -> None:
    with pytest.raises(ValueError, match=r"not of the form 1\.001193"):
        record_of(record(code=code))


def test_laws_are_named_once() -> None:
    assert law_number("54/2014/QH1354/2014/QH13") == "54/2014/QH13"
    assert law_number("54/2014/QH13") == "54/2014/QH13"
    codes = ["54/2014/QH13", "54/2014/QH1354/2014/QH13", "54/2014/QH", ""]
    found = parsed(legalBasisesDetails=[{"name": "x", "code": code} for code in codes])
    assert found.procedure.legal_basis == ("54/2014/QH13",)


def test_results_that_name_nothing_are_none() -> None:
    found = parsed(
        resultsDetails=[{"name": "."}, {"name": "Giấy phép (Mã: `KQ.1`)"}, {"name": "Giấy phép"}, {"name": ""}]
    )
    assert [found.document_types[kind].name for kind in found.procedure.results] == ["Giấy phép"]


def test_the_rest_of_a_record() -> None:
    procedure = parsed().procedure
    assert (procedure.level, procedure.field, procedure.agency) == (
        Level.COMMUNE,
        "thu_nghiem",
        "Ủy ban nhân dân cấp xã",
    )
    assert (procedure.decision, procedure.province, procedure.methods) == ("1/QĐ-TN", "", (Method.DIRECT,))
    assert procedure.source.url == "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bfb-cfb3-75d8-9160-fa2bd2ac950a"
    assert (procedure.source.kind, procedure.source.read, procedure.source.updated) == (
        "portal",
        DAY,
        dt.date(2026, 5, 28),
    )
    nobody = parsed(unitGroupsExecuting=[], isWard=False).procedure
    assert (nobody.level, nobody.agency) == (Level.OTHER, "Cổng không ghi cơ quan thực hiện, hỏi Một cửa")
    many = parsed(unitGroupsExecuting=[{"name": f"Sở {number}"} for number in range(6)]).procedure
    assert many.agency == "Sở 0; Sở 1; Sở 2; Sở 3 và 2 nơi khác"


def warned(procedure: Procedure) -> str:
    return " ".join(warning.say for warning in procedure.warnings)


def test_what_a_record_does_not_tell_is_said() -> None:
    assert not parsed(executionCases=[]).procedure.publishes_documents  # the checklist says so itself
    assert "chưa có nội dung chi tiết" in warned(parsed(executionCases=[], listed_only=True).procedure)
    assert "đã bỏ từ 1/7/2025" in warned(parsed(dossierReceivingAddresses="UBND huyện hoặc thị trấn").procedure)
    assert "chỉ áp dụng ở đó" in warned(parsed(departmentPromulgateName="UBND tỉnh Đắk Lắk").procedure)


def test_fields_meet_the_authored_ones() -> None:
    assert (field_key("Hộ tịch"), field_key(""), field_key("Đất đai - Nhà ở")) == ("ho_tich", "khac", "dat_dai_nha_o")


def papers_of(found: Parsed) -> list[tuple[str, str]]:
    return [(found.document_types[entry.type].name, entry.note) for entry in found.procedure.documents]


def test_a_case_that_is_its_own_only_row_adds_its_paper() -> None:
    demand = "Trường hợp làm qua người đại diện thì phải có văn bản về việc đại diện"
    found = parsed(
        executionCases=[case("Đối với hộ gia đình gồm:", "Đơn đăng ký", "Giấy tờ đất"), case(demand, demand)]
    )
    assert not found.procedure.questions
    assert papers_of(found)[-1] == (
        demand,
        "Chỉ cần trong trường hợp này: Trường hợp làm qua người đại diện.",
    )


def test_a_case_without_papers_is_told_and_not_offered() -> None:
    online = case("Trường hợp gửi trực tuyến", paper("Thành phần hồ sơ là bản điện tử của các giấy tờ trên", 0))
    found = parsed(executionCases=[case("Hồ sơ công bố hoạt động", "Đơn đề nghị", "Bản vẽ"), online])
    assert not found.procedure.questions
    assert any("Trường hợp gửi trực tuyến: Thành phần" in caution.say for caution in found.procedure.warnings)


def test_what_one_office_sends_to_another_is_not_asked_of_people() -> None:
    office = case("Hồ sơ hằng tháng chuyển đến Sở Nội vụ", "Giấy giới thiệu của Cục", "Quyết định hưởng chế độ")
    found = parsed(executionCases=[case("Hồ sơ đề nghị", "Đơn đề nghị"), office])
    assert [name for name, _ in papers_of(found)] == ["Đơn đề nghị"]
    assert not any("Giấy giới thiệu" in caution.say for caution in found.procedure.warnings)


@pytest.mark.parametrize(
    ("request_", "always"),
    [
        ("Giấy đề nghị của hội viên hoặc gia đình trong trường hợp hội viên đã mất", True),
        ("Đơn đăng ký đối với chi nhánh công ty", True),
        ("Đơn đăng ký (đối với người ở xa)", False),
        ("Đơn đăng ký (nếu có)", False),
        ("Văn bản đề nghị của cơ quan quản lý đối với công chức", False),
        ("Tờ khai đối với hàng phải lưu kho", False),
    ],
)
def test_the_only_request_is_always_needed(request_: str, always: bool) -> None:
    found = parsed(name="Đăng ký cho chi nhánh công ty", executionCases=[case("", request_, "Giấy phép")])
    notes = dict(papers_of(found))
    assert (notes[request_] == "") is always


def test_an_announcement_is_not_told_as_a_note() -> None:
    found = parsed(executionCases=[case("", paper("Hồ sơ xin cấp giấy chứng nhận gồm:", 0), "Đơn đề nghị")])
    assert not found.procedure.warnings
