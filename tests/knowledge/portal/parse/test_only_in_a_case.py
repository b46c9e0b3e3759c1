"""In which case a paper is needed: conditions of a whole row, and what only looks like one."""

from __future__ import annotations

import pytest

from knowledge.portal.parse.only_in_a_case import only_in_a_case, paper_alone


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Giấy phép (nếu có)", "nếu có"),
        ("Giấy đăng ký xe (đối với xe cải tạo)", "đối với xe cải tạo"),
        ("Giấy ủy quyền trong trường hợp nộp thay", "trong trường hợp nộp thay"),
        ("Văn bản đại diện đối với trường hợp nộp qua người đại diện", "đối với trường hợp nộp qua người đại diện"),
        ("Trường hợp ủy quyền thì phải có văn bản ủy quyền", "Trường hợp ủy quyền"),
        ("Đối với người nước ngoài: bản sao hộ chiếu", "Đối với người nước ngoài"),
        ("Xe nhập khẩu chưa đăng ký: xuất trình chứng nhận đăng ký tạm thời", "Xe nhập khẩu chưa đăng ký"),
    ],
)
def test_a_condition_of_the_whole_row(text: str, case: str) -> None:
    assert only_in_a_case(text) == case


@pytest.mark.parametrize(
    "text",
    [
        "Tờ khai đăng ký",
        "Giấy khám sức khỏe, trừ trường hợp kết quả đã được chia sẻ",
        "Bản sao hợp đồng. Trường hợp chưa ký hợp đồng thì nộp bản dự thảo",
        "Giấy tờ chứng minh thuộc một trong các trường hợp được miễn",
        "Báo cáo trước khi chia, tách",
        "Hợp đồng giám sát đối với các quỹ sau chia, tách",
        "Chứng từ kế toán, sổ kế toán, các giấy tờ khác (nếu có)",
        "Danh sách cổ đông; danh sách nhà đầu tư nước ngoài (nếu có)",
        "Ảnh trong trường hợp nộp trực tiếp; tệp ảnh trong trường hợp nộp trực tuyến",
        "Đơn đề nghị (mẫu M03b dành cho cá nhân)",
    ],
)
def test_a_condition_of_a_part_or_none(text: str) -> None:
    assert only_in_a_case(text) == ""


def test_the_procedures_own_subject_is_no_condition() -> None:
    title = "Xác nhận nguyên liệu cho người khuyết tật nặng"
    assert only_in_a_case("Sổ theo dõi đối với người khuyết tật nặng", title) == ""
    assert only_in_a_case("Sổ theo dõi đối với người khuyết tật nặng", "Cấp sổ")


def test_a_very_long_condition_is_cut_at_a_word() -> None:
    said = only_in_a_case("Giấy phép (đối với xe " + "rất dài " * 60 + ")")
    assert said.endswith("…")
    assert len(said) <= 241


def test_the_label_is_the_paper_rather_than_its_case() -> None:
    assert paper_alone("Trường hợp ủy quyền thì phải có văn bản ủy quyền") == "Văn bản ủy quyền"
    assert paper_alone("Đối với người nước ngoài: bản sao hộ chiếu") == "Bản sao hộ chiếu"
    assert paper_alone("Tờ khai đăng ký") == "Tờ khai đăng ký"


@pytest.mark.parametrize(
    ("text", "case"),
    [
        (
            "Đối với trường hợp giao rừng, cho thuê rừng thì phải có bản đồ",
            "Đối với trường hợp giao rừng, cho thuê rừng",
        ),
        ("Trường hợp nộp thay, người nộp thay phải nộp giấy ủy quyền", "Trường hợp nộp thay"),
        ("Giấy phép đối với xe tải; Giấy phép đối với xe khách", "đối với xe tải / đối với xe khách"),
        ("Giấy phép nhập khẩu hàng đối với hàng cấm; Giấy phép nhập khẩu hàng theo hạn ngạch", "đối với hàng cấm"),
        (
            "Giấy khai sinh đối với người chưa đủ 14 tuổi; trường hợp nộp bản chụp thì mang bản chính",
            "đối với người chưa đủ 14 tuổi",
        ),
        (
            "Phụ lục phân bổ đối với thủy điện mẫu số 01 (áp dụng đối với hồ trên nhiều tỉnh)",
            "áp dụng đối với hồ trên nhiều tỉnh",
        ),
        ("Tờ khai đối với hàng nhóm 2 theo mẫu số 05 ban hành kèm theo Thông tư", "đối với hàng nhóm 2"),
        ("Quyết định bổ nhiệm (trường hợp đăng ký lần đầu; thay đổi)", "trường hợp đăng ký lần đầu; thay đổi"),
        ("Giấy tờ ưu tiên (nếu có) theo quy định tại Điều 42", "nếu có"),
    ],
)
def test_the_whole_condition_and_only_it(text: str, case: str) -> None:
    assert only_in_a_case(text) == case


@pytest.mark.parametrize(
    "text",
    [
        "Văn bản đề nghị, gồm cả cam kết chịu mọi rủi ro nếu dự án không được chấp thuận",
        "Thẻ của người đó theo trường hợp 1 hoặc trường hợp 3 của thủ tục",
        "Hợp đồng, bảng lương hoặc bản kê thu nhập và các giấy tờ chứng minh thu nhập khác (nếu có)",
        "Một trong các loại giấy tờ về đất, sơ đồ nhà ở (nếu có)",
        "Tài liệu gồm: - Bản sao giấy phép - Bản sao quyết định đối với chi nhánh",
        "Quyết định phê duyệt; bản vẽ (nếu có); kết quả thẩm duyệt (đối với công trình lớn)",
        "Giấy đăng ký kinh doanh (đối với doanh nghiệp thì cơ quan tự khai thác trên Cổng)",
    ],
)
def test_a_condition_of_a_part_or_of_something_else(text: str) -> None:
    assert only_in_a_case(text) == ""
