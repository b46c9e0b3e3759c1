"""Which of several papers a message is about."""

from __future__ import annotations

import pytest

from knowledge.reading.papers import names_paper, paper_named, same_paper, shares_a_name

PAPERS = ["Tờ khai đăng ký khai tử", "Giấy báo tử hoặc giấy tờ thay thế", "Bản sao giấy chứng tử", "Giấy tờ tùy thân"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("giấy báo tử em làm mất rồi", 1),
        ("giay bao tu mat roi", 1),
        ("tờ khai đăng ký thì chưa có", 0),
        ("giấy chứng tử có bản sao rồi", 2),
        ("giấy tờ tùy thân đủ hết", 3),
        ("giấy tờ có đủ", None),
        ("chưa có", None),
        ("bản sao", None),
    ],
)
def test_the_paper_that_is_named(text: str, place: int | None) -> None:
    assert paper_named(text, PAPERS) == place


def test_two_that_are_named_alike_are_left_in_doubt() -> None:
    assert paper_named("giấy báo tử", ["Giấy báo tử", "Bản chụp giấy báo tử"]) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("có cần giấy độc thân không", "Giấy xác nhận tình trạng hôn nhân"),
        ("co can hoa don mua xe khong", "Giấy chứng nhận quyền sở hữu xe (hóa đơn, hợp đồng mua bán…)"),
        ("bằng A1 có phải khám sức khỏe không", "Giấy khám sức khỏe của người lái xe"),
    ],
)
def test_a_paper_is_named_by_what_it_is_called(text: str, name: str) -> None:
    assert names_paper(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("có phải nộp học bạ không", "Kế hoạch giáo dục cá nhân của học sinh khuyết tật"),
        ("sinh đôi có thêm giấy gì không", "Thỏa thuận mang thai hộ"),
        ("có cần giấy tờ chứng minh gì không", "Giấy tờ chứng minh nơi ở (cư trú)"),
    ],
)
def test_shared_words_name_none(text: str, name: str) -> None:
    assert not names_paper(text, name)


def test_two_papers_of_one_kind_are_one() -> None:
    needed = "Bản photo giấy tờ tùy thân của người nghiện: căn cước hoặc hộ chiếu"
    assert same_paper("Bản photo giấy tờ tùy thân của người nghiện: căn cước, hộ chiếu hoặc giấy khai sinh", needed)
    assert same_paper(
        "Đề nghị rút hồ sơ chuyển nơi hưởng trợ cấp thất nghiệp", "Đề nghị chuyển nơi hưởng trợ cấp thất nghiệp"
    )
    assert not same_paper("Giấy tờ chứng minh nơi ở (cư trú)", "Giấy tờ chứng minh quan hệ với chủ hộ")


def test_the_form_that_asks_for_a_paper_is_not_the_paper() -> None:
    assert not same_paper("Giấy xác nhận tình trạng hôn nhân", "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân")


def test_a_text_speaks_of_a_paper_by_its_own_or_its_official_name() -> None:
    assert shares_a_name("hộ khẩu", "Giấy tờ chứng minh nơi ở (cư trú)")
    assert not shares_a_name("hộ khẩu", "Tờ khai thay đổi thông tin cư trú")
    assert not shares_a_name("giấy tiêm chủng", "Giấy chứng sinh")
