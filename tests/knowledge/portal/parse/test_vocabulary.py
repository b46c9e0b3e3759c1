"""Lists of the vocabulary stand in regular expressions by their names; each expression can be read."""

from __future__ import annotations

import re

import pytest

from knowledge.portal.parse.vocabulary import Expression, any_of, vocabulary


def test_a_list_stands_for_its_alternatives() -> None:
    assert re.fullmatch(any_of("heading", "case"), "trường hợp")
    assert Expression("heading.case").search("HỒ SƠ ĐỐI VỚI CÁ NHÂN")
    assert not Expression("heading.case").search("Đơn đề nghị")


def test_an_expression_does_what_a_pattern_does() -> None:
    assert Expression("fee.circular").findall("Thông tư số 1/2020/TT-BTC, nghị định 2/2021/NĐ-CP") == [
        "1/2020/TT-BTC",
        "2/2021/NĐ-CP",
    ]
    assert Expression("row.note").match("Lưu ý: bản chính")
    assert not Expression("row.note").match("Bản chính, lưu ý")
    assert Expression("procedure.title_start").sub("", "Thủ tục hành chính: Cấp thẻ") == "Cấp thẻ"


def test_the_code_of_a_result_is_written_with_a_capital() -> None:
    assert Expression("procedure.result_code").sub("", "Giấy phép (Mã: KQ1)") == "Giấy phép"
    assert Expression("procedure.result_code").sub("", "Giấy phép (mã: KQ1)") == "Giấy phép (mã: KQ1)"


@pytest.mark.parametrize("key", ["heading.nothing", "nothing.case"])
def test_an_expression_that_does_not_exist(key: str) -> None:
    with pytest.raises(KeyError):
        Expression(key).search("")
    with pytest.raises(KeyError):
        any_of(*key.split("."))


def test_each_expression_can_be_read() -> None:
    """A broken one would be seen only when the first record is read."""
    keys = [f"{group}.{name}" for group, names in vocabulary()["expressions"].items() for name in names]
    assert len(keys) > 30
    for key in keys:
        Expression(key).search("x")
