"""A row of a record gets the catalogue's type for the same paper, and none when nothing is alike."""

from __future__ import annotations

import pytest

from knowledge.portal.draft.known_papers import KnownPapers
from knowledge.schema.procedure import DocumentType, Form, HowToGet

TYPES = {
    key: DocumentType(name=name, short=short, form=Form(title=title) if title else None, get=HowToGet(words="có sẵn"))
    for key, name, short, title in (
        ("birth_form", "Tờ khai đăng ký khai sinh", "", ""),
        ("birth_proof", "Giấy chứng sinh", "", ""),
        ("residence", "Giấy tờ chứng minh nơi ở (cư trú)", "Giấy tờ cư trú", ""),
        ("school", "Giấy xác nhận", "", ""),
        ("ct01", "Tờ khai cư trú", "", "Tờ khai thay đổi thông tin cư trú"),
    )
}


@pytest.mark.parametrize(
    ("row", "key", "sure"),
    [
        ("Tờ khai đăng ký khai sinh", "birth_form", True),
        ("Tờ khai đăng ký khai sinh theo mẫu (nếu nộp trực tiếp)", "birth_form", False),
        ("Bản sao Giấy chứng sinh; không có thì nộp văn bản của người làm chứng", "birth_proof", False),
        ("Tờ khai thay đổi thông tin cư trú (Mẫu CT01)", "ct01", False),
    ],
)
def test_the_same_paper(row: str, key: str, sure: bool) -> None:
    found = KnownPapers(TYPES).closest(row)
    assert found
    assert (found.type, found.sure) == (key, sure)


@pytest.mark.parametrize("row", ["Hợp đồng mua bán nhà", "Giấy chứng nhận", "", "…"])
def test_no_paper_is_alike(row: str) -> None:
    """ "Giấy xác nhận" tells too little to be found in "Giấy chứng nhận"."""
    assert KnownPapers(TYPES).closest(row) is None
    assert KnownPapers({}).closest(row) is None


def test_a_type_of_the_same_field_is_preferred() -> None:
    twins = dict.fromkeys(("a", "b"), TYPES["birth_form"])
    for near in ("a", "b"):
        found = KnownPapers(twins, {near}).closest("Tờ khai đăng ký khai sinh")
        assert found
        assert found.type == near
