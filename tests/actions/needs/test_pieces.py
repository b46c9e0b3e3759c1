"""The pieces of a message, and what each is to the list of needs."""

from __future__ import annotations

import pytest

from actions.needs.pieces import MOST, Stand, hopes, names_matter, pieces_of, wishes
from knowledge.text.fold import fold


def stands(text: str) -> list[tuple[str, str]]:
    return [(piece.text, piece.stand.value) for piece in pieces_of(text)]


@pytest.mark.parametrize("said", ["mình đăng ký tạm trú", "em làm căn cước", "nhà em khai tử cho ông"])
@pytest.mark.parametrize("end", ["", " nhé", " nha", " ạ", " nghen", " mà chị"])
@pytest.mark.parametrize("marks", [True, False])
def test_what_is_done_is_over_however_politely_it_is_said(said: str, end: str, marks: bool) -> None:
    typed = f"{said} rồi{end}"
    assert [stand for _, stand in stands(typed if marks else fold(typed))] == ["over"]


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("mất căn cước, bằng lái", [("mất căn cước", "asks"), ("bằng lái", "names")]),
        ("đổi chủ hộ và tách khẩu", [("đổi chủ hộ", "asks"), ("tách khẩu", "asks")]),
        ("hòa giải tranh chấp đất với hàng xóm", [("hòa giải tranh chấp đất với hàng xóm", "asks")]),
        ("làm căn cước cho tôi và vợ tôi", [("làm căn cước cho tôi và vợ tôi", "asks")]),
        ("1. đổi bằng lái 2. xin cấp số nhà", [("đổi bằng lái", "asks"), ("xin cấp số nhà", "asks")]),
        ("làm sổ đỏ xong rồi, giờ muốn tách thửa", [("làm sổ đỏ xong rồi", "over"), ("muốn tách thửa", "asks")]),
        ("bạn em làm hộ chiếu, em thì đổi bằng", [("bạn em làm hộ chiếu", "other"), ("em thì đổi bằng", "asks")]),
        ("không làm thường trú, xin tạm trú", [("không làm thường trú", "refused"), ("xin tạm trú", "asks")]),
        ("không chuyển hộ khẩu", [("không chuyển hộ khẩu", "tells")]),
        ("mẹ tôi mới mất, cần làm giấy chứng tử", [("mẹ tôi mới mất", "tells"), ("cần làm giấy chứng tử", "asks")]),
        ("có miếng đất đứng tên má", [("có miếng đất đứng tên mẹ", "tells")]),
        ("ba tôi đang lãnh lương hưu", [("ba tôi đang lãnh lương hưu", "tells")]),
        ("mua xe cần sang tên. Trọ mới thì đổi", [("mua xe cần sang tên", "asks"), ("trọ mới thì đổi", "asks")]),
        ("vừa muốn tách hộ vừa làm căn cước", [("muốn tách hộ", "asks"), ("làm căn cước", "asks")]),
        ("chồng em vừa cao vừa to", [("chồng em vừa cao vừa to", "tells")]),
        ("em làm sổ đỏ rồi giờ muốn tách thửa", [("em làm sổ đỏ rồi", "over"), ("muốn tách thửa", "asks")]),
        ("bằng lái thì khỏi, làm căn cước", [("bằng lái thì khỏi", "refused"), ("làm căn cước", "asks")]),
        ("ông nội làm chủ hộ mới mất", [("ông nội làm chủ hộ mới mất", "tells")]),
        ("chị em làm công ty may", [("chị em làm công ty may", "tells")]),
        ("ba mẹ có đăng ký kết hôn, làm khai sinh", [("ba mẹ có đăng ký kết hôn", "tells"), ("làm khai sinh", "asks")]),
        ("hồi sống ông lãnh tiền người già", [("hồi sống ông lãnh tiền người già", "tells")]),
        ("nghe nói có tiền cho người già", [("nghe nói có tiền cho người già", "asks")]),
        ("nghe nói hàng xóm làm hộ chiếu", [("nghe nói hàng xóm làm hộ chiếu", "other")]),
        ("chưa có khai sinh, hộ khẩu cũng chưa", [("chưa có khai sinh", "lacks"), ("hộ khẩu cũng chưa", "lacks")]),
        ("làm tạm trú, có cần giấy độc thân không", [("làm tạm trú", "asks")]),
        ("làm tạm trú, còn xe phải đổi biển không", [("làm tạm trú", "asks"), ("xe phải đổi biển không", "asks")]),
        ("mất ví có căn cước, bằng lái", [("mất ví có căn cước", "asks"), ("bằng lái", "names")]),
        ("chủ trọ kêu đi đăng ký tạm trú", [("chủ trọ kêu đi đăng ký tạm trú", "asks")]),
        ("công ty bảo nộp lý lịch tư pháp", [("công ty bảo nộp lý lịch tư pháp", "asks")]),
        ("em nghe hàng xóm bảo xin sổ hộ nghèo", [("em nghe hàng xóm bảo xin sổ hộ nghèo", "asks")]),
        ("nghe nói phải nộp lại biển số", [("nghe nói phải nộp lại biển số", "asks")]),
        ("con gái nó bảo lãnh qua chơi", [("con gái nó bảo lãnh qua chơi", "tells")]),
        ("bằng cấp 3 của em cháy rồi", [("bằng cấp 3 của em cháy rồi", "asks")]),
        ("sao y bằng với sơ yếu lý lịch có xác nhận", [("sao y bằng", "asks"), ("sơ yếu lý lịch có xác nhận", "asks")]),
        ("lam ho chieu voi lai doi bang lai", [("làm hộ chiếu", "asks"), ("đổi bằng lái", "asks")]),
    ],
)  # fmt: skip
def test_pieces(typed: str, pieces: list[tuple[str, str]]) -> None:
    assert stands(typed) == pieces


def test_a_loss_is_not_over_because_it_happened() -> None:
    assert stands("mất căn cước rồi") == [("mất căn cước rồi", "asks")]


@pytest.mark.parametrize("number", ["012345678901", "[số định danh]"])
def test_a_number_that_is_given_asks_for_nothing(number: str) -> None:
    assert [stand for _, stand in stands(f"căn cước của tôi {number}, đăng ký tạm trú")] == ["tells", "asks"]


def test_the_verb_of_a_piece() -> None:
    assert [piece.verb for piece in pieces_of("em mất căn cước, bằng lái")] == ["mất", ""]


def test_a_pasted_text_is_no_message() -> None:
    assert pieces_of(", ".join(["đổi bằng lái"] * (MOST + 1))) == ()
    assert pieces_of("") == ()


def test_what_a_piece_names_and_wishes() -> None:
    assert names_matter("sổ đỏ")
    assert wishes("muốn đi")
    assert hopes("nghe nói có tiền người già")
    assert not hopes("tốn tiền")
    assert not wishes("trời đẹp")
    assert Stand.ASKS.value == "asks"


@pytest.mark.parametrize(
    ("typed", "stand"),
    [
        ("chủ nhà không cho nhập hộ khẩu", "tells"),
        ("xã cấp nhà em hộ nghèo", "tells"),
        ("em không có tiền làm giấy", "tells"),
        ("cát đá tạm để ngoài vỉa hè có được không", "asks"),
        ("sổ đỏ để từ từ", "refused"),
        ("miếng đất thì để đó", "refused"),
        ("tui đánh rơi cái căn cước", "asks"),
        ("ba 80 tuổi có được tiền gì không", "asks"),
        ("công an kêu phải đổi căn cước", "asks"),
    ],
)
def test_what_a_piece_is(typed: str, stand: str) -> None:
    assert [found for _, found in stands(typed)] == [stand]


def test_no_need_begins_inside_a_time() -> None:
    assert stands("hồi còn sống ông lãnh tiền người già") == [("hồi còn sống ông lãnh tiền người già", "tells")]


def test_a_question_behind_a_comma_is_another() -> None:
    assert len(stands("tôi làm căn cước, phải báo với xã sao đây, rồi có ai cho tiền chôn cất không")) > 2
