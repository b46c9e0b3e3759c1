"""The words by which needs are told apart."""

from __future__ import annotations

from actions.needs.words import (
    begins,
    every,
    first,
    given,
    holds,
    how_long,
    is_one_of,
    lacking,
    loss,
    masked,
    place_named,
    says_nothing,
    whether,
    without,
    without_beginning,
    without_end,
)


def test_whole_words_count() -> None:
    match = first("acts", "em muốn sang tên sổ đỏ")
    assert match is not None
    assert match.group() == "sang tên"
    assert holds("matters", "mất căn cước")
    assert not holds("others", "cả nhà bạn bè")
    assert begins("purpose", "để nhập học")
    assert every("weak", "a và b rồi c") == [(2, 4), (7, 10)]
    assert is_one_of("now", "giờ")
    assert not is_one_of("now", "giờ này")


def test_what_is_left() -> None:
    assert without("khỏi làm hộ khẩu", "dropped").split() == ["hộ", "khẩu"]
    assert says_nothing("dạ em thì", "fillers")
    assert without_beginning("dạ em xin giấy", "fillers") == "xin giấy"
    assert without_end("đăng ký tạm trú nữa nha", "endings") == "đăng ký tạm trú"
    assert without_end("nữa", "endings") == "nữa"


def test_what_is_crossed_out_or_named_otherwise() -> None:
    assert masked("đi làm xa", "idle") == "xxxxxx xa"
    assert given().strip() == "là"
    assert loss("làm mất") == "mất"
    assert loss("đổi") == "đổi"
    assert lacking("cháu chưa có khai sinh") == "làm khai sinh"
    assert lacking("hộ khẩu cũng chưa") == "làm hộ khẩu"
    assert place_named("làm việc thứ hai trước") == 2
    assert place_named("bỏ cái 3 đi") == 3
    assert place_named("làm trước đi") is None


def test_what_is_asked_and_since_when() -> None:
    assert whether().search("làm tạm trú thì có cần giấy độc thân không")
    assert not whether().search("cần làm căn cước được không")
    assert how_long().search("lãnh được hơn 2 năm")
